"""What each limit costs the plan: the best plan without it, less the plan as it stands (convention §19)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from prioritizer.explanation.lanes import in_lanes
from prioritizer.explanation.questions import EXACT, Answered, Questions, Report, Roughness
from prioritizer.model.limit_prices import Gain, JointPrice, LimitPrice, LimitPrices, NextStep
from prioritizer.model.plan import Plan
from prioritizer.model.rules import RiskLimit
from prioritizer.predicates.constrain import risk_bound
from prioritizer.selection.choose import patience
from prioritizer.selection.draws import Risk
from prioritizer.selection.exact import Found, Nothing, held_against
from prioritizer.selection.levers import Lever, levers, loosened, own_rows, rests_on
from prioritizer.selection.program import Program, Row, granted, most, names, violated
from prioritizer.selection.search import serving
from prioritizer.selection.statement import Statement

HUNDREDTH = Decimal("0.01")
"""The next step of a share: one percentage point."""

PART = 20
"""The next step of kronor and capacities is the largest of 1, 2 or 5 with zeros that is at most one in so many."""

ById: TypeAlias = Mapping[str, tuple[Row, ...]]
"""Rows by their id, which some share."""

MOST_PAIRS = 200
"""Questions about pairs, at most."""


def limit_prices(
    statement: Statement,
    program: Program,
    plan: Plan,
    duties: frozenset[str] = frozenset(),
    report: Report | None = None,
    time_limit: float | None = None,
    is_quick: bool = False,
    rough: Roughness = EXACT,
) -> LimitPrices:
    """The price of every limit, capacity, mandate and requirement, and of every fund's next step.

    Args:
        statement: What the program is built from.
        program: The same, built.
        plan: The plan as it stands.
        duties: Ids of limits, and of mandates as «mandatory:ID», that stand in law: listed, not priced.
        report: Hears «prices: done/all» now and then.
        time_limit: Seconds for all of them, shared evenly; what is not proved by then is an interval.
        is_quick: Answer by bounds from the linear relaxation alone; pairs are not looked at.
        rough: By how much an answer may be off.

    Returns:
        In the order of the program's rows. A limit that has a number for each of several keys also has the price of
        each alone. Kronor ≥ 0: without a limit no plan is lost.

    Raises:
        SolverUnavailable: No solver can start.
        BetterPlan: A plan within all limits is worth more than any was to be: what was called optimal is wrong.

    Source:
        Convention §19.
    """
    found = levers(statement, program, names(program))
    priced = [lever for lever in found if lever.id not in duties]
    asked = sum(2 + (len(lever.members) if len(lever.members) > 1 else 0) for lever in priced) + len(priced)
    questions = Questions.about(program, plan, patience(program, time_limit), asked, is_quick=is_quick, rough=rough)

    def ask(lane: Questions, done: int) -> LimitPrice:
        if report is not None and lane is questions:
            report(f"prices: {done + 1}/{len(priced)}")
        return _price(lane, statement, priced[done])

    lanes = questions.lanes(len(priced))
    told = in_lanes(lanes, range(len(priced)), ask)
    questions.meet(lanes)
    free = [price.id for price in told if price.gain is not None and price.gain.exact and not price.gain.kronor]
    members = {lever.id: frozenset(lever.members) for lever in priced}
    pairs = _Pairs(questions, members)
    is_settled = questions.is_proved and not is_quick
    joint = tuple(pairs.within(free)) if is_settled else ()
    complete = is_settled and not pairs.stopped
    law = tuple(lever.id for lever in found if lever.id in duties)
    return LimitPrices(tuple(told), joint, complete, law, questions.faults)


def next_step(lever: Lever) -> int:
    """How many steps of a lever are its next step; 0 where it has no number or is as loose as it can be.

    A percentage point of a share, one proposal of a count, and of kronor and capacities a round part of what there is.

    Example:
        >>> next_step(Lever("fund:f:2027", "fund", (), 10**9, Decimal(28_500_000), Decimal(1), unit="kronor"))
        1000000
        >>> next_step(Lever("cap", "limit", (), 8000, Decimal("0.20"), Decimal("0.0001"), unit="share"))
        100
    """
    if lever.before is None or lever.step is None or not lever.most:
        return 0
    if lever.unit == "share":
        wanted = HUNDREDTH
    elif lever.unit == "proposals":
        wanted = Decimal(1)
    else:
        wanted = round_part(abs(lever.before) or abs(lever.furthest or Decimal(0)))
    return min(lever.most, max(1, int(wanted / lever.step)))


def round_part(number: Decimal) -> Decimal:
    """The largest of 1, 2 or 5 with zeros that is at most a twentieth of a number; 0 for 0.

    Example:
        >>> [str(round_part(Decimal(n))) for n in (10_000_000, 28_500_000, 6)]
        ['5E+5', '1E+6', '0.2']
    """
    if not number:
        return Decimal(0)
    part = number / PART
    ten = Decimal(1).scaleb(part.adjusted())
    return max(ten * digit for digit in (1, 2, 5) if ten * digit <= part)


def gain_of(questions: Questions, answer: Answered, loosens: bool = True) -> Gain:
    """What an answer is worth more than the plan as it stands, and what changes.

    What only `loosens` never makes a plan worth less, so that nothing below 0 is in question.
    """
    if answer.high is None:
        return Gain(None, None, None, False)

    def more(units: int, than: int) -> Decimal:
        return questions.program.kronor(max(0, units - than) if loosens else units - than)

    high = more(answer.high, questions.standing)
    if answer.plan is None or answer.low is None:
        return Gain(None, Decimal(0) if loosens else None, high, False)
    low, exact = more(answer.low, questions.ceiling), answer.is_exact and questions.is_proved
    before, after = (_keys(questions.program, plan) for plan in (questions.chosen, answer.plan))
    return Gain(
        more(answer.low, questions.standing),
        low,
        high,
        exact,
        enters=tuple(sorted(after.keys() - before.keys())),
        leaves=tuple(sorted(before.keys() - after.keys())),
        changed=tuple((before[p], after[p]) for p in sorted(before.keys() & after.keys()) if before[p] != after[p]),
        granted=granted(questions.program, answer.plan) - granted(questions.program, questions.chosen),
    )


def _keys(program: Program, plan: frozenset[int]) -> dict[str, tuple[str, str | None, int | None]]:
    return {program.candidates[i].proposal: program.candidates[i].key for i in plan}


def _price(questions: Questions, statement: Statement, lever: Lever) -> LimitPrice:
    members = frozenset(lever.members)
    gain = None if lever.kind == "fund" else gain_of(questions, _without(questions, members))
    rows: tuple[LimitPrice, ...] = ()
    if lever.kind == "limit" and len(members) > 1:
        alone = ((id_, gain_of(questions, _without(questions, frozenset([id_])))) for id_ in lever.members)
        rows = tuple(LimitPrice(id_, lever.kind, found) for id_, found in alone)
    return LimitPrice(lever.id, lever.kind, gain, _next(questions, statement, lever), lever.of, lever.year, rows)


def _without(questions: Questions, members: frozenset[str]) -> Answered:
    """The best plan without some limits; of plans worth the same as the plan as it stands, that plan."""
    return _staying(questions, questions.best(without=members, clashes=False))


def _staying(questions: Questions, answer: Answered) -> Answered:
    """The plan as it stands, where it is allowed and what was found is worth no more: then nothing needs to change."""
    if answer.low is not None and answer.low <= questions.standing:
        high = answer.high if answer.high is None else max(answer.high, questions.standing)
        return replace(answer, plan=questions.chosen, low=questions.standing, high=high)
    return answer


def _next(questions: Questions, statement: Statement, lever: Lever) -> NextStep | None:
    steps = next_step(lever)
    after = lever.after(steps)
    if not steps or lever.before is None or after is None:
        return None
    rows, without, risks = changed(questions.program, statement, lever, steps)
    # More kronor make floors that are a share of the envelope larger, so that the plan that stands may be out of reach.
    stands = all(row.allows(questions.chosen) for row in rows) and all(risk.allows(questions.chosen) for risk in risks)
    if risks and questions.is_quick:
        return None
    if risks:
        answer = _of_program(questions, _with_risks(questions.program, risks), stands)
    else:
        answer = questions.best(rows, without, clashes=False)
    gain = gain_of(questions, _staying(questions, answer) if stands else answer, loosens=stands)
    return NextStep(lever.before, after, lever.unit, gain)


def under(questions: Questions, other: Program, nearest: bool = False) -> Answered:
    """The best plan of another program of the same candidates; the plan as it stands, where that is as good.

    `nearest` asks for the fewest changes among plans of the same worth.
    """
    stands = not violated(other, questions.chosen)
    before, after = _bounds(questions.program), _bounds(other)
    if not after.items() <= before.items():
        answer = _of_program(questions, other, stands)
    else:
        rows, replaced = _different(_by_id(questions.program.rows), _by_id(other.rows))
        without = replaced | before.keys() - after.keys()
        answer = questions.best(rows, without, clashes=False)
        answer = questions.nearest(rows, answer, without) if nearest else answer
    return _staying(questions, answer) if stands else answer


def changed(
    program: Program, statement: Statement, lever: Lever, steps: int
) -> tuple[tuple[Row, ...], frozenset[str], tuple[Risk, ...]]:
    """What differs when a lever is loosened by so many steps: rows, the ids of those that they replace, and limits on
    the joint draws, which replace those of the same id.

    Args:
        program: As it stands.
        statement: What it is built from.
        lever: Of that statement.
        steps: Of the lever.
    """
    loose = loosened(statement, [(lever, steps)])
    ids = {limit.id for limit in loose.limits if rests_on(limit, lever)}
    before = _by_id(row for row in program.rows if row.limit in ids or _is_of(row, lever))
    after = _by_id(own_rows(loose, program.candidates, lever))
    rows, without = _different(before, after)
    forms = {limit.id: limit.limit for limit in loose.limits if limit.id in ids}
    bounds = {n: risk_bound(n, f, loose.parameters).bound for n, f in forms.items() if isinstance(f, RiskLimit)}
    # The draws are the same; what earlier searches have kept of a limit does not hold when it is looser.
    risks = (replace(r, bound=bounds[r.id]) for r in program.risks if bounds.get(r.id, r.bound) != r.bound)
    return rows, without, tuple(risks)


def _is_of(row: Row, lever: Lever) -> bool:
    """Whether a row is one of the fund, or of the capacity, of a lever."""
    of = f"{lever.kind}:{lever.of}"
    return row.kind == lever.kind and of in (row.id, row.id.rpartition(":")[0])


def _with_risks(program: Program, risks: Iterable[Risk]) -> Program:
    found = {risk.id: risk for risk in risks}
    return replace(program, risks=tuple(found.get(risk.id, risk) for risk in program.risks))


def _bounds(program: Program) -> dict[str, tuple[Fraction, Fraction]]:
    """The numbers of each limit on the joint draws; the draws are those of the candidates."""
    return {risk.id: (risk.edge, risk.bound) for risk in program.risks}


def _different(before: ById, after: ById) -> tuple[tuple[Row, ...], frozenset[str]]:
    """The rows that come instead, and the ids of those that they replace."""
    different = [id_ for id_ in {**before, **after} if before.get(id_) != after.get(id_)]
    return tuple(row for id_ in different for row in after.get(id_, ())), frozenset(different).intersection(before)


def _by_id(rows: Iterable[Row]) -> ById:
    found: dict[str, tuple[Row, ...]] = {}
    for row in rows:
        found[row.id] = (*found.get(row.id, ()), row)
    return found


def _of_program(questions: Questions, other: Program, stands: bool) -> Answered:
    """The best plan of another program, where limits on the joint draws differ: a solver of its own.

    `stands` tells that the plan as it stands is a plan of it.
    """
    start = questions.chosen if stands else None
    answer = held_against(other, start, serving(other).search(time_limit=questions.pace.share(), start=start))
    if isinstance(answer, Nothing):
        return Answered(None, None, None)
    high = most(other) if answer.bound is None else answer.bound
    if not isinstance(answer, Found):
        return Answered(None, None, high)
    questions.know(answer.chosen, answer.value)
    return questions.noted(Answered.found(answer, high))


class _Pairs:
    """Looks for pairs of limits that are free one by one and not together.

    What many are free without, each pair of them is free without; so halves are tried first.
    """

    def __init__(self, questions: Questions, members: dict[str, frozenset[str]]) -> None:
        self._questions, self._members, self._asked = questions, members, 0

    @property
    def stopped(self) -> bool:
        """True when some pairs were not tried."""
        return self._asked >= MOST_PAIRS

    def within(self, ids: Sequence[str]) -> Iterator[JointPrice]:
        """The pairs among some limits."""
        if len(ids) < 2 or not self._gains(ids):
            return
        half = len(ids) // 2
        yield from self.within(ids[:half])
        yield from self.within(ids[half:])
        yield from self._between(ids[:half], ids[half:])

    def _between(self, left: Sequence[str], right: Sequence[str]) -> Iterator[JointPrice]:
        if not left or not right or not self._gains([*left, *right]):
            return
        if len(left) == len(right) == 1:
            answer = _without(self._questions, self._members[left[0]] | self._members[right[0]])
            gain = gain_of(self._questions, answer)
            if gain.high:
                yield JointPrice((left[0], right[0]), gain)
            return
        larger, other = (left, right) if len(left) >= len(right) else (right, left)
        half = len(larger) // 2
        for part in (larger[:half], larger[half:]):
            yield from self._between(*((part, other) if larger is left else (other, part)))

    def _gains(self, ids: Sequence[str]) -> bool:
        """Whether some plan is worth more without all of these, or may be."""
        if self.stopped:
            return False
        self._asked += 1
        return self._questions.more_without(frozenset().union(*(self._members[id_] for id_ in ids)))
