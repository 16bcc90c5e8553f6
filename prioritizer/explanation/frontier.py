"""What more or less money would give: one factor on all allocations (requirements E6).

Between two factors the best plan is worth at most what the best plan is worth under rows as loose as any factor
between them has. That plan, where it keeps to the rows itself, is the best for every factor that it fits; what is left
on either side is asked about again. So each question proves a whole stretch, and every stretch is exact in the end.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from heapq import heappop, heappush
from itertools import pairwise
from typing import NamedTuple

from prioritizer.explanation.hinders import with_hinders
from prioritizer.explanation.lanes import in_lanes
from prioritizer.explanation.moving_rows import End, Moving, allocated, has_strict_share, moving_rows, range_of
from prioritizer.explanation.prices import round_part
from prioritizer.explanation.questions import EXACT, Answered, Questions, Report, Roughness
from prioritizer.model.frontier import Drop, Frontier, Nested, NextKronor, Point, Stretch
from prioritizer.model.plan import Key, Plan
from prioritizer.selection.choose import patience
from prioritizer.selection.program import Program, Row, forced, granted
from prioritizer.selection.program import most as most_of_all
from prioritizer.selection.statement import Statement
from prioritizer.selection.ties import by_name

FIRST, LAST, POINTS = Fraction(1, 2), Fraction(3, 2), 41
"""From half of all allocations to half as much again, at so many even factors."""
MILLION = Decimal(1_000_000)
MOST_PLANS = 200
"""Questions about stretches, at most."""
NESTED = Fraction(1, 20)
"""The nested list grows and shrinks by a twentieth at a time."""


class Piece(NamedTuple):
    """A stretch of factors that is not yet proved; no plan in it is worth more than `most`, where that is known."""

    first: End
    last: End
    most: int | None = None

    @property
    def is_empty(self) -> bool:
        """True when no factor lies in it."""
        one, other, _ = self
        return one.factor > other.factor or (one.factor == other.factor and (one.open or other.open))

    @property
    def width(self) -> Fraction:
        """How long it is."""
        return self.last.factor - self.first.factor


@dataclass(slots=True)
class _Curve:
    """The questions, the rows that follow the factor, and for each plan known the factors that it fits."""

    questions: Questions
    rows: tuple[Moving, ...]
    ids: frozenset[str]
    told: "_Progress"
    fits: dict[frozenset[int], tuple[Fraction | None, Fraction | None]] = field(default_factory=dict)

    def lanes(self) -> list["_Curve"]:
        """This one, and others like it that share nothing with it, to be asked at once."""
        lanes = self.questions.lanes()
        self.told.lanes = len(lanes)
        told = _Progress(lanes=len(lanes))
        return [self, *(replace(self, questions=q, told=replace(told), fits={**self.fits}) for q in lanes[1:])]

    def meet(self, lanes: Sequence["_Curve"]) -> None:
        """What each lane has found is known in all of them from now on, in the order of the lanes."""
        self.questions.meet([lane.questions for lane in lanes])
        fits = {plan: ends for lane in lanes for plan, ends in lane.fits.items()}
        for lane in lanes:
            lane.fits = {**fits}

    def at(self, piece: Piece) -> tuple[Row, ...]:
        """The rows as loose as they are anywhere in a piece."""
        return tuple(row.between(piece.first, piece.last) for row in self.rows)

    def ask(self, piece: Piece, others: tuple[Row, ...] = ()) -> Answered:
        """The best plan under rows as loose as they are anywhere in a piece."""
        rows = (*self.at(piece), *others)
        start = self._start(rows)
        answer = self.questions.best(rows, self.ids, clashes=False, start=start)
        if answer.plan is not None:
            self.know(answer.plan)
        return answer

    def know(self, plan: frozenset[int]) -> None:
        """Keep a plan, with the factors that it fits."""
        if plan not in self.fits and (found := range_of(self.rows, plan)) is not None:
            self.fits[plan] = found

    @property
    def falls(self) -> bool:
        """Whether more money can give less, since some floor grows with it."""
        return any(row.grows for row in self.rows)

    def proved_at(self, point: Point) -> frozenset[int] | None:
        """The plan of a point, where it is proved to be the best."""
        if point.chosen is None or not point.exact:
            return None
        return frozenset(self.questions.program.index(key) for key in point.chosen)

    def settling(self, piece: Piece) -> frozenset[int] | None:
        """A plan known to fit the whole piece and to be worth the most that any plan in it can be."""
        if piece.most is None:
            return None
        return next((p for p in self._fitting(piece) if self.questions.known[p] >= piece.most), None)

    def unproved(self, piece: Piece, most: int | None) -> Stretch:
        """A piece between the best plan known to fit all of it and the most that a plan in it can be worth."""
        plan = max(self._fitting(piece), key=lambda p: (self.questions.known[p], sorted(p)), default=None)
        kronor = self.questions.program.kronor
        low = None if plan is None else kronor(self.questions.known[plan])
        highs = [n for n in (piece.most, most) if n is not None]
        return _stretch_of(
            piece, low, kronor(min(highs)) if highs else kronor(most_of_all(self.questions.program)), None
        )

    def stretch(self, piece: Piece | None, plan: frozenset[int]) -> list[Stretch]:
        """A piece in which a plan is the best."""
        if piece is None:
            return []
        worth = self.questions.program.kronor(self.questions.known[plan])
        return [_stretch_of(piece, worth, worth, _keys(self.questions.program, plan))]

    def divided(self, piece: Piece, plan: frozenset[int]) -> tuple[Piece | None, list[Piece]]:
        """The part of a piece that a plan fits, and what is left of it on either side.

        The plan is the best under rows as loose as anywhere in the piece: nothing in it is worth more.
        """
        first, last, _ = piece
        low, high = self.fits[plan]
        most = self.questions.known[plan]
        begins, ends = first, last
        rest = []
        if low is not None and low > first.factor:
            begins = End(low)
            rest.append(Piece(first, End(low, True), most))
        if high is not None and high < last.factor:
            ends = End(high)
            rest.append(Piece(End(high, True), last, most))
        if begins.factor >= last.factor > first.factor or ends.factor <= first.factor < last.factor:
            return None, [Piece(first, last, most)]  # the plan fits only beside the piece, of which it still says most
        if Piece(begins, ends).is_empty:
            # The plan fits no factor of the piece: it broke rows that are loose at different ends.
            middle = (begins.factor + ends.factor) / 2
            return None, [Piece(first, End(middle), most), Piece(End(middle, True), last, most)]
        return Piece(begins, ends), rest

    def _fitting(self, piece: Piece) -> Iterator[frozenset[int]]:
        """The plans known that fit every factor of a piece."""
        for plan, (low, high) in self.fits.items():
            if (low is None or low <= piece.first.factor) and (high is None or high >= piece.last.factor):
                yield plan

    def _start(self, rows: Iterable[Row]) -> frozenset[int] | None:
        rows = tuple(rows)
        by_worth = sorted(self.fits, key=lambda plan: (-self.questions.known[plan], sorted(plan)))
        return next((plan for plan in by_worth if all(row.allows(plan) for row in rows)), None)


def frontier(
    statement: Statement,
    program: Program,
    plan: Plan,
    report: Report | None = None,
    time_limit: float | None = None,
    rough: Roughness = EXACT,
) -> Frontier:
    """The best plan for every factor from a half to one and a half on all allocations.

    Other limits stand as declared; those that are shares of all kronor made available follow them. Opening balances and
    what earlier plans have promised stand as they are.

    Args:
        statement: What the program is built from.
        program: The same, built.
        plan: The plan as it stands, which is that of the factor 1.
        report: Hears «frontier: done/all» now and then.
        time_limit: Seconds for all of them together.
        rough: By how much an answer may be off.

    Returns:
        Points at 41 even factors, and stretches that cover the factors between them: exact where the time and 200
        questions were enough, else between a proved lower and upper end. `left_out` says why there is no curve.

    Raises:
        BetterPlan: A plan within all limits is worth more than any was to be: what was called optimal is wrong.

    Source:
        Requirements E6; convention §17, §19.
    """
    if not allocated(statement.funds):
        return Frontier((), (), True, None, None, left_out="no_money")
    if has_strict_share(statement.limits):
        return Frontier((), (), True, None, None, left_out="strict_share_of_envelope")
    rows = moving_rows(statement, program)
    asked = 2 * POINTS + MOST_PLANS
    questions = Questions.about(program, plan, patience(program, time_limit), asked, rough=rough)
    told = _Progress(report, asked)
    curve = _Curve(questions, rows, frozenset(row.row.id for row in rows), told)
    curve.know(questions.chosen)
    total = allocated(statement.funds)
    questions.foresee((curve.at(Piece(End(factor), End(factor))) for factor in _outwards()), curve.ids)
    lanes = curve.lanes()
    points = _points(lanes, total)
    stretches = tuple(_stretches(lanes, points))
    last, next_ = in_lanes(lanes, (-1, 1), lambda lane, sign: _beside(lane, total, sign))
    there = {point.factor: point for point in points}
    nested = in_lanes(lanes, (-1, 1), lambda lane, sign: _nested(lane, there, sign))
    curve.meet(lanes)
    return Frontier(
        with_hinders(program, rows, points),
        stretches,
        all(stretch.is_exact for stretch in stretches),
        last,
        next_,
        tuple(_drops(points)),
        tuple(_turns(curve, points)),
        tuple(sorted((one for found in nested for one in found), key=lambda one: one.factor)),
        faults=questions.faults,
    )


@dataclass(slots=True)
class _Progress:
    """Told by the first lane, for all of them."""

    report: Report | None = None
    all: int = 0
    done: int = 0
    lanes: int = 1

    def step(self) -> None:
        self.done = min(self.done + self.lanes, self.all)
        if self.report is not None:
            self.report(f"frontier: {self.done}/{self.all}")


def _points(lanes: Sequence[_Curve], total: Decimal) -> tuple[Point, ...]:
    """From the plan as it stands outwards, so that each question begins from its neighbour's plan: a lane each way."""
    found = in_lanes(lanes, _outwards(), lambda lane, factor: _point(lane, factor, total))
    lanes[0].meet(lanes)
    return tuple(sorted((*found, _point(lanes[0], Fraction(1), total)), key=lambda point: point.factor))


def _outwards() -> list[Fraction]:
    """The factors of the points but for the plan as it stands, those nearest to it first."""
    factors = [FIRST + (LAST - FIRST) * Fraction(n, POINTS - 1) for n in range(POINTS)]
    return sorted((f for f in factors if f != 1), key=lambda f: (abs(f - 1), f))


def _point(curve: _Curve, factor: Fraction, total: Decimal) -> Point:
    questions = curve.questions
    if factor == 1:
        answer = Answered(questions.chosen, questions.standing, questions.ceiling)
    else:
        curve.told.step()
        answer = curve.ask(Piece(End(factor), End(factor)))
    money = _kronor(factor * Fraction(total))
    kronor = questions.program.kronor
    if answer.is_none:
        return Point(factor, money, None, None, None, True)
    high = None if answer.high is None else kronor(answer.high)
    if answer.plan is None or answer.low is None:
        return Point(factor, money, None, None, high, False)
    worth, paid = kronor(answer.low), granted(questions.program, answer.plan)
    return Point(factor, money, worth, worth, high, answer.is_exact, paid, _keys(questions.program, answer.plan))


def _stretches(lanes: Sequence[_Curve], points: tuple[Point, ...]) -> Iterator[Stretch]:
    """Each gap between two points, and the points themselves, as stretches in order."""
    curve, open_ = lanes[0], list[Piece]()
    found = [Stretch(p.factor, p.factor, p.low, p.high, p.chosen) for p in points]
    for one, other in pairwise(points):
        gap = Piece(End(one.factor, True), End(other.factor, True))
        best = None if curve.falls else curve.proved_at(other)
        if best is None:
            open_.append(gap)
        else:
            # More money never gives less, so the best plan at the far end is the best wherever it fits.
            proved, rest = curve.divided(gap, best)
            found += curve.stretch(proved, best)
            open_ += [piece for piece in rest if not piece.is_empty]
    for some in in_lanes(lanes, [open_[n :: len(lanes)] for n in range(len(lanes))], _settled):
        found += some
    curve.meet(lanes)
    yield from sorted(found, key=lambda s: (s.first, s.first_open, s.last))


def _settled(curve: _Curve, pieces: Sequence[Piece]) -> list[Stretch]:
    """Some pieces as stretches, each with the best plan while the questions last."""
    found, asked = list[Stretch](), 0
    waiting = _Waiting()
    waiting.add(*pieces)
    while piece := waiting.next():
        plan = curve.settling(piece)
        if plan is None and asked < MOST_PLANS // curve.told.lanes:
            asked += 1
            curve.told.step()
            answer = curve.ask(piece)
            if answer.is_exact:
                plan = answer.plan
            elif answer.is_none:
                found.append(_stretch_of(piece, None, None, None))
                continue
            else:
                found.append(curve.unproved(piece, answer.high))
                continue
        if plan is None:
            found.append(curve.unproved(piece, piece.most))
            continue
        proved, rest = curve.divided(piece, plan)
        found += curve.stretch(proved, plan)
        waiting.add(*rest)
    return found


class _Waiting:
    """Pieces not yet asked about, the longest first."""

    def __init__(self) -> None:
        self._heap: list[tuple[Fraction, int, Piece]] = []
        self._count = 0

    def add(self, *pieces: Piece) -> None:
        for piece in pieces:
            if not piece.is_empty:
                self._count += 1
                heappush(self._heap, (-piece.width, self._count, piece))

    def next(self) -> Piece | None:
        return heappop(self._heap)[2] if self._heap else None


def _stretch_of(piece: Piece, low: Decimal | None, high: Decimal | None, chosen: tuple[Key, ...] | None) -> Stretch:
    first, last, _ = piece
    return Stretch(first.factor, last.factor, low, high, chosen, first.open, last.open)


def _beside(curve: _Curve, total: Decimal, sign: int) -> NextKronor:
    """What the last kronor bought, or the next would buy."""
    kronor = MILLION if total >= 10 * MILLION else round_part(total)
    factor = 1 + sign * Fraction(kronor) / Fraction(total)
    answer = curve.ask(Piece(End(factor), End(factor)))
    questions, in_kronor = curve.questions, curve.questions.program.kronor
    if answer.is_none or answer.high is None:
        return NextKronor(kronor, None, None, None, answer.is_none)
    high, low = answer.high - questions.standing, None if answer.low is None else answer.low - questions.ceiling
    gain = None if answer.low is None else answer.low - questions.standing
    ends = [None if n is None else in_kronor(sign * n) for n in (low, high)][::sign]
    exact = answer.is_exact and questions.is_proved
    before, after = (_names(questions.program, plan) for plan in (questions.chosen, answer.plan or frozenset()))
    if answer.plan is None:
        before = after
    less, more = (before, after) if sign > 0 else (after, before)
    changes = (tuple(sorted(more - less)), tuple(sorted(less - more)))
    return NextKronor(kronor, None if gain is None else in_kronor(sign * gain), ends[0], ends[1], exact, *changes)


def _drops(points: tuple[Point, ...]) -> Iterator[Drop]:
    """Where a proposal that the plan with less money has is not in the one with more."""
    for one, other in pairwise(points):
        if one.chosen is None or other.chosen is None:
            continue
        before, after = ({key[0]: key for key in point.chosen or ()} for point in (one, other))
        enters = tuple(sorted(after.keys() - before.keys()))
        upgrades = tuple(name for name in sorted(before.keys() & after.keys()) if before[name] != after[name])
        for name in sorted(before.keys() - after.keys()):
            yield Drop(name, one.factor, other.factor, enters, upgrades)


def _turns(curve: _Curve, points: tuple[Point, ...]) -> Iterator[tuple[Fraction, tuple[str, ...]]]:
    """Where the curve falls, or plans end: the floors that grow with the money and that the plan before would break."""
    for one, other in pairwise(points):
        worse = other.is_infeasible or (other.high is not None and one.low is not None and other.high < one.low)
        if one.chosen is None or not worse:
            continue
        plan = frozenset(curve.questions.program.index(key) for key in one.chosen)
        end = End(other.factor)
        growing = (row.between(end, end) for row in curve.rows if row.grows)
        yield other.factor, tuple(dict.fromkeys(row.id for row in growing if not row.allows(plan)))


def _nested(curve: _Curve, there: Mapping[Fraction, Point], sign: int) -> list[Nested]:
    """Outwards from the plan as it stands, a twentieth at a time: more money keeps every proposal, less adds none."""
    found: list[Nested] = []
    before: frozenset[int] | None = curve.questions.chosen
    for n in range(1, int((LAST - 1) / NESTED) + 1):
        curve.told.step()
        factor = 1 + sign * n * NESTED
        before = _nest(curve, there[factor], before, sign > 0, found)
    return found


def _nest(
    curve: _Curve, point: Point, before: frozenset[int] | None, grows: bool, found: list[Nested]
) -> frozenset[int] | None:
    """One step of the list; nothing can be nested around a plan that does not exist."""
    if before is None:
        found.append(Nested(point.factor, None, None, None, False))
        return None
    program, kronor = curve.questions.program, curve.questions.program.kronor
    kept = _names(program, before)
    every = {candidate.proposal for candidate in program.candidates}
    held = ((name, 1) for name in sorted(kept)) if grows else ((name, 0) for name in sorted(every - kept))
    rows = tuple(forced(f"nested:{name}", program.of(name), count) for name, count in held)
    end = End(point.factor)
    answer = curve.ask(Piece(end, end), rows)
    if answer.plan is None or answer.low is None:
        found.append(Nested(point.factor, None, None, None, answer.is_none))
        return None
    worth, exact = kronor(answer.low), answer.is_exact and point.exact
    cost = point.objective - worth if exact and point.objective is not None else None
    changes = tuple(sorted(_names(program, answer.plan) ^ kept))
    found.append(Nested(point.factor, _keys(program, answer.plan), worth, cost, exact, changes))
    return answer.plan


def _names(program: Program, plan: frozenset[int]) -> frozenset[str]:
    return frozenset(program.candidates[i].proposal for i in plan)


def _keys(program: Program, plan: frozenset[int]) -> tuple[Key, ...]:
    return tuple(sorted((program.candidates[i].key for i in plan), key=by_name))


def _kronor(amount: Fraction) -> Decimal:
    return Decimal(amount.numerator) / Decimal(amount.denominator)
