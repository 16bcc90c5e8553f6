"""What the questions about one plan take beside a plain loop of PuLP and CBC that asks the same, in one run.

    python -m benchmarks.explain [PROPOSALS …]

Ours in seconds by the clock, in two lanes on two cores, and of the processor, both cores together. The loop in seconds
of the processor on its one core, which other work on the machine disturbs least.

The portfolios of `benchmarks.rounds` with joint draws as in `benchmarks.risk`, and with boards, priorities, signatures
and days made up so that every order can be filled. Ours are the answers of `prioritizer explain`: all margins, of
versions too; the prices of all limits with their next steps; the curve over budgets, of which the 41 points are what is
compared; the best plan of each of 256 draws; and comparison orders. Of 300 proposals it is the first three. What only
ours answers, such as the stretches between the points, is told apart.

The loop writes each question anew in PuLP and lets the bundled CBC, as it comes, search to the end, or to within a
thousandth for draws of more than 30 proposals. Other answers of 100 proposals may be off by a hundredth, of 300 by two
thousandths, ours and the loop's alike. Of 100 both also tell whether a plan is worth as much as the plan as it
stands, or more: where that is open, the loop asks again, to the end. Of more than 30 it is asked every n-th question of
each kind, of twelve at least, and its time is that of those times n. An answer of the loop is wrong where it breaks a
row in whole numbers or is beside what is proved; one that is better than what is proved to be the best ends the run:
then ours is wrong.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random
from time import perf_counter
from typing import Any
from unittest.mock import patch

import numpy as np
import pulp

from benchmarks.risk import drawn
from benchmarks.rounds import Round, generated
from benchmarks.straight import EXECUTABLE, by_pulp, processor
from prioritizer.explanation import orders as orders_module
from prioritizer.explanation.frontier import POINTS, frontier
from prioritizer.explanation.margins import explain
from prioritizer.explanation.moving_rows import End, moving_rows
from prioritizer.explanation.order_sequences import Ratios
from prioritizer.explanation.orders import orders
from prioritizer.explanation.prices import changed, limit_prices, next_step
from prioritizer.explanation.questions import BY_BOUNDS, Roughness
from prioritizer.explanation.questions import EXACT as EXACT_ANSWERS
from prioritizer.explanation.reaching import Reaching
from prioritizer.explanation.robustness import robustness
from prioritizer.explanation.worlds import Worlds
from prioritizer.model.limit_prices import Gain, LimitPrice
from prioritizer.model.plan import Margin, Plan
from prioritizer.model.rules import Fact
from prioritizer.selection.choose import choose
from prioritizer.selection.levers import levers
from prioritizer.selection.program import Program, Row, forced, most, names, value
from prioritizer.selection.statement import Statement

DRAWS = 256
EXACT, ROUGHLY = 30, Fraction(1, 1000)
"""Up to so many proposals draws are proved, else to within a thousandth."""
ASKED = {30: 1, 100: 12, 300: 20}
"""Of more proposals the loop is asked every n-th question, or more often where that would be fewer than `LEAST`."""
LEAST = 12
BY_BOUNDS_ALONE = 150
"""Of more proposals only margins, prices and budgets are asked about, by bounds."""
TARGETS = {30: 4.0, 100: 5.0, 300: 100.0}
SECONDS = {30: None, 100: 150.0, 300: 60.0}
"""For each kind of question: as the command gives, and of 100 what all draws need."""
ROUGH = {30: EXACT_ANSWERS, 100: Roughness(Fraction(1, 100)), 300: BY_BOUNDS}
SEED = 0


@dataclass(frozen=True)
class Question:
    """A whole program to be asked about, and what ours proved of its best plan, in objective units; None for none."""

    kind: str
    program: Program
    low: int | None
    high: int | None


@dataclass
class Told:
    """One kind of question: how many, ours and the loop's seconds, what the loop was asked, and its wrong answers.

    `ours` is by the clock, `worked` of the processor.
    """

    kind: str
    ours: float
    worked: float
    questions: int = 0
    loop: float = 0.0
    asked: int = 0
    wrong: int = 0
    widest: float = 0.0

    @property
    def whole(self) -> float:
        """The loop's seconds for all questions."""
        return self.loop * self.questions / max(1, self.asked)


@dataclass(frozen=True)
class Both:
    """A moment by the clock and by the processor."""

    clock: float
    worked: float

    @classmethod
    def now(cls) -> "Both":
        """This one."""
        return cls(perf_counter(), processor())

    def told(self, kind: str, until: "Both | None" = None) -> Told:
        """What a kind of question took since then, until another moment or now."""
        end = until or Both.now()
        return Told(kind, end.clock - self.clock, end.worked - self.worked)


@dataclass(frozen=True)
class Case:
    """A portfolio, its program and its plan."""

    statement: Statement
    program: Program
    plan: Plan

    @property
    def standing(self) -> int:
        """What the plan is worth in objective units."""
        return int(self.plan.objective * self.program.scale)

    def units(self, kronor: Any) -> int | None:
        """Kronor as objective units; None stays."""
        return None if kronor is None else int(kronor * self.program.scale)


def case(proposals: int) -> Case:
    """The portfolio with what orders go by.

    Raises:
        TypeError: It has no plan.
    """
    given = stated(generated(proposals, SEED))
    years = (2027, 2030)
    statement = Statement(given.candidates, [given.fund], [], given.limits, frozenset(), {}, years, {}, Decimal(0))
    program = statement.program()
    plan = choose(program)
    if not isinstance(plan, Plan):
        raise TypeError(f"no plan: {plan}")
    return Case(statement, program, plan)


def stated(given: Round) -> Round:
    """The same with who asked, how loudly and when."""
    dice, facts = Random(SEED), dict[str, dict[str, Fact]]()
    for number, candidate in enumerate(given.candidates):
        facts.setdefault(
            candidate.proposal,
            {
                "board": candidate.facts["department"],
                "advocacy.political_priority": str(dice.randrange(1, 6)),
                "advocacy.signatures": str(dice.randrange(2000)),
                "advocacy.received": str(date(2026, 1, 1) + timedelta(days=number)),
            },
        )
    candidates = [replace(c, facts={**c.facts, **facts[c.proposal]}) for c in given.candidates]
    return replace(given, candidates=candidates)


def loop(question: Program, gap: float = 0.0) -> frozenset[int] | None:
    """The plan that PuLP and CBC give; None where CBC says that there is none."""
    problem, x = by_pulp(question)
    problem.solve(pulp.COIN_CMD(path=EXECUTABLE, msg=False, gapRel=gap, gapAbs=0))
    if problem.sol_status != pulp.LpSolutionOptimal:
        return None
    return frozenset(i for i, share in enumerate(x) if round(share.varValue or 0) == 1)


def is_wrong(question: Question, found: frozenset[int] | None, gap: float) -> bool:
    """Whether an answer of the loop is beside what is proved.

    Raises:
        AssertionError: It is better: ours is wrong.
    """
    if found is None:
        return question.low is not None
    if not all(row.allows(found) for row in question.program.rows):
        return True
    worth = value(question.program, found)
    if question.high is None or worth > question.high:
        raise AssertionError(f"{question.kind}: {worth} is above {question.high}")
    return question.low is not None and worth < question.low - gap * abs(question.low)


def compared(
    told: Told, questions: Sequence[Question], every: int, gap: float = 0.0, standing: int | None = None
) -> Told:
    """Ask the loop every n-th of some questions; again where it must tell what is beside the plan as it stands."""
    told.questions, every = len(questions), max(1, min(every, len(questions) // LEAST))
    ends = [(q.low, q.high) for q in questions if q.high is not None]
    told.widest = max((1.0 if low is None else (high - low) / abs(high) for low, high in ends), default=0.0)
    for question in questions[::every]:
        began = processor()
        found = loop(question.program, gap)
        if found is not None and standing is not None:
            low = value(question.program, found)
            if low < standing + (low >= standing) <= low + gap * abs(low):
                found = loop(question.program)
        told.loop += processor() - began
        told.asked += 1
        told.wrong += is_wrong(question, found, gap)
    return told


def margin_questions(case: Case, found: Iterable[Margin]) -> Iterator[Question]:
    """Each version forced in, and each chosen proposal forced out."""
    program = case.program
    for margin in found:
        if margin.outcome == "selected":
            yield _forced(case, forced("out", program.of(margin.proposal), 0), margin)
        for one in margin.alternatives:
            key = (margin.proposal, one.alternative, one.start_year)
            if key not in case.plan.chosen:
                yield _forced(case, forced("in", [program.index(key)], 1), one)


def _forced(case: Case, row: Row, found: Any) -> Question:
    low, high = case.units(found.low), case.units(found.high)
    ends = [None if units is None else case.standing - units for units in (high, low)]
    return Question("margins", case.program.with_rows(row), *ends)


def price_questions(case: Case, found: Iterable[LimitPrice]) -> Iterator[Question]:
    """Each limit left out, each of its rows, and each number one step looser."""
    program, by_id = case.program, {one.id: one for one in levers(case.statement, case.program, names(case.program))}
    for price in found:
        lever = by_id[price.id]
        if price.gain is not None:
            yield _gained(case, _without(program, lever.members), price.gain)
        for row in price.rows:
            if row.gain is not None:
                yield _gained(case, _without(program, [row.id]), row.gain)
        if price.next is not None:
            rows, without, _ = changed(program, case.statement, lever, next_step(lever))
            yield _gained(case, _without(program, without).with_rows(*rows), price.next.gain)


def _without(program: Program, ids: Iterable[str]) -> Program:
    gone = frozenset(ids)
    return replace(program, rows=tuple(row for row in program.rows if row.id not in gone))


def _gained(case: Case, program: Program, gain: Gain) -> Question:
    ends = [None if n is None else case.standing + (case.units(n) or 0) for n in (gain.low, gain.high)]
    return Question("prices", program, *ends)


def budget_questions(case: Case, found: Any) -> Iterator[Question]:
    """The points of the curve but for the plan as it stands."""
    moving = moving_rows(case.statement, case.program)
    bare = _without(case.program, [row.row.id for row in moving])
    for point in found.points:
        if point.factor != 1:
            rows = (row.between(End(point.factor), End(point.factor)) for row in moving)
            yield Question("budgets", bare.with_rows(*rows), case.units(point.low), case.units(point.high))


def draw_questions(worlds: Worlds, spare: int | None) -> Iterator[Question]:
    """The best plan of each draw: all that were found are known, and no other is worth more than so much beside it."""
    for draw in range(DRAWS):
        some = np.array([draw])
        low = max(worlds.worth(plan, some) for plan in worlds.plans)
        asked = worlds.valued(some)
        yield Question("draws", asked, low, most(asked) if spare is None else low + spare)


class Asking(Reaching):
    """Lets CBC tell, every n-th time, whether a plan can be reached, and counts its seconds."""

    every, seconds, met, asked = 1, 0.0, 0, 0

    def reach(self, taken: frozenset[int], closed: frozenset[int], near: frozenset[int]) -> frozenset[int] | None:
        """As ours does, and beside it as the loop does.

        Raises:
            AssertionError: The two differ.
        """
        found = super().reach(taken, closed, near)
        if Asking.met % Asking.every == 0:
            began = processor()
            rows = (*(forced("in", [i], 1) for i in sorted(taken)), *([forced("out", closed, 0)] if closed else []))
            told = loop(replace(self.questions.program.with_rows(*rows), objective=(0,) * len(self.filling.columns)))
            Asking.seconds += processor() - began
            Asking.asked += 1
            if (told is None) != (found is None):
                raise AssertionError(f"reach: {found is not None} and {told is not None}")
        Asking.met += 1
        return found


def answered(case: Case, proposals: int) -> list[Told]:
    """Ours and the loop's, kind by kind."""
    every = ASKED.get(proposals, max(ASKED.values()))
    bounded = [_margins, _prices, _budgets]
    kinds = bounded if proposals > BY_BOUNDS_ALONE else [*bounded, _draws, _orders]
    return [kind(case, proposals, every) for kind in kinds]


def _margins(case: Case, proposals: int, every: int) -> Told:
    began = Both.now()
    outcomes = {c.proposal: "admitted" for c in case.program.candidates}
    rough = ROUGH[proposals]
    found = explain(case.program, case.plan, outcomes, time_limit=SECONDS.get(proposals), rough=rough).margins
    return _roughly(case, began.told("margins"), margin_questions(case, found), every, rough)


def _roughly(case: Case, told: Told, questions: Iterable[Question], every: int, rough: Roughness) -> Told:
    standing = case.standing if rough.share and rough.verdicts else None
    return compared(told, [*questions], every, float(rough.share), standing)


def _prices(case: Case, proposals: int, every: int) -> Told:
    began = Both.now()
    rough, seconds = ROUGH[proposals], SECONDS.get(proposals)
    found = limit_prices(case.statement, case.program, case.plan, time_limit=seconds, rough=rough).limits
    return _roughly(case, began.told("prices"), price_questions(case, found), every, rough)


def _budgets(case: Case, proposals: int, every: int) -> Told:
    rough, seconds = ROUGH[proposals], SECONDS.get(proposals)
    began, marks = Both.now(), list[Both]()

    def report(told: str) -> None:
        done = int(told.removeprefix("frontier: ").partition("/")[0])
        marks.extend([Both.now()] if done > POINTS - 1 else [])

    found = frontier(case.statement, case.program, case.plan, report, seconds, rough)
    whole = Both.now().clock - began.clock
    print(f"  the whole curve, with {len(found.stretches)} stretches and the nested list: {whole:.2f} s")
    # Told by the first of the lanes alone, which share the points but for the plan as it stands.
    told = began.told("budgets", marks[0])
    return _roughly(case, told, budget_questions(case, found), every, rough)


def _draws(case: Case, proposals: int, every: int) -> Told:
    columns = drawn(case.program, SEED, DRAWS).columns.tolist()
    gap = Fraction(0) if proposals <= EXACT else ROUGHLY
    began = Both.now()
    worlds = Worlds.of(case.program, columns, ())
    found = robustness(worlds, case.plan, {}, gap=gap, time_limit=SECONDS.get(proposals))
    told = began.told("draws")
    print(f"  {found.proved} of {found.draws} draws are proved to within {float(gap):.1%}, {found.plans} plans")
    spare = int(gap * case.standing) if found.proved == found.draws else None
    return compared(told, [*draw_questions(worlds, spare)], every, float(gap))


def _orders(case: Case, proposals: int, every: int) -> Told:
    ratios = Ratios({c.key: float(c.value / c.granted_total) for c in case.program.candidates})
    began = Both.now()
    orders(case.statement, case.program, case.plan, ratios, SEED, time_limit=SECONDS.get(proposals))
    told = began.told("orders")
    Asking.every, Asking.seconds, Asking.met, Asking.asked = every, 0.0, 0, 0
    with patch.object(orders_module, "Reaching", Asking):
        orders(case.statement, case.program, case.plan, ratios, SEED)
    told.questions, told.asked, told.loop = Asking.met, Asking.asked, Asking.seconds
    return told


def main(arguments: list[str]) -> int:
    """Measure and print; 1 when a target is missed."""
    missed = False
    for proposals in [int(size) for size in arguments] or [30, 100]:
        print(f"{proposals} proposals x 3, {DRAWS} draws")
        found = answered(case(proposals), proposals)
        for one in found:
            share = "" if one.asked == one.questions else f" ({one.asked} asked: {one.loop:.1f} s)"
            print(
                f"{one.kind:>9}  ours {one.ours:7.2f} s ({one.worked:7.2f} s worked), "
                f"the loop {one.whole:8.1f} s{share}, "
                f"ratio {one.whole / one.ours:6.1f}; {one.questions} questions, {one.wrong} wrong, "
                f"widest {one.widest:.2%}"
            )
        ours, straight = sum(one.ours for one in found), sum(one.whole for one in found)
        target = TARGETS.get(proposals)
        worked = sum(one.worked for one in found)
        both = f"ours {ours:7.2f} s ({worked:7.2f} s worked), the loop {straight:8.1f} s"
        print(f"{'all':>9}  {both}, ratio {straight / ours:6.1f} (target {target})")
        missed = missed or (target is not None and straight / ours < target)
    return int(missed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
