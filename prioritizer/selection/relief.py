"""The least change that would make a plan possible, solved on the changed model (convention §27).

The program is built again with the number changed, so a share changes as the share it is and everything else that rests
on the number changes with it. Loosening lets more plans through and never fewer, but for one thing: more kronor to a
fund make the envelope larger, and with it a floor that is a share of the envelope. Between few and many steps such a
floor is therefore held at the few, which lets through every plan that any number of steps between lets through; a range
of steps without a plan is then shown to have none by one search.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from heapq import heappop, heappush

from prioritizer.model.conflict import Change, Conflict, Together
from prioritizer.model.plan import Infeasible
from prioritizer.selection.clashes import MOST, clashes
from prioritizer.selection.deadline import Allowance, Deadline, Late
from prioritizer.selection.exact import Found, Nothing
from prioritizer.selection.levers import Lever, is_floor, levers, loosened, rests_on_envelope, touched, without_worth
from prioritizer.selection.program import Program, Row, violated
from prioritizer.selection.risk_rows import leaning
from prioritizer.selection.search import serving
from prioritizer.selection.statement import Statement
from prioritizer.selection.work import nodes_of, searches_of

Report = Callable[[str], None]
Steps = tuple[int, ...]
"""A number of steps for each lever."""

SEARCHES_ALONE = 100
"""For the least change of one thing alone, where no limit of time is given."""
MOST_BOXES = 400
"""Ranges of steps that are tried for changes together; beyond them the best found is not called the least."""


@dataclass(slots=True)
class _Loosening:
    """Some levers of a statement, and searches for plans when they are loosened.

    `reached` is the fewest steps of the last question so far, and a plan that they let through.

    Raises:
        Late: By each search, when nothing is left of the allowance.
    """

    statement: Statement
    levers: tuple[Lever, ...]
    allowance: Allowance
    reached: tuple[int, frozenset[int]] | None = None

    def program(self, low: Steps, high: Steps) -> Program:
        """A program that has every plan that some steps from `low` to `high` let through; exact where they meet."""
        loose = loosened(self.statement, zip(self.levers, high, strict=True))
        program = loose.program()
        floors = {limit.id for limit in loose.limits if rests_on_envelope(limit) and is_floor(limit)}
        if low == high or not floors or all(lever.kind != "fund" for lever in self.levers):
            return program
        steps = (a if lever.kind == "fund" else b for lever, a, b in zip(self.levers, low, high, strict=True))
        tight = loosened(self.statement, zip(self.levers, steps, strict=True)).program()
        held = tuple(row for row in tight.rows if row.limit in floors)
        return replace(program, rows=(*(row for row in program.rows if row.limit not in floors), *held))

    def plan(self, low: Steps, high: Steps, lean: Row | None = None) -> frozenset[int] | None:
        """Some plan within the program, looked for where little leans on a row; None where there is none."""
        program = self.program(low, high)
        sign = 0 if lean is None else -1 if lean.sense == "<=" else 1
        objective = [0] * len(program.candidates)
        for i, coefficient in lean.coefficients if lean is not None else ():
            objective[i] = sign * coefficient
        program = replace(program, objective=tuple(objective), scale=1)
        solver = serving(program)
        solver.most_nodes = self.allowance.nodes
        answer = solver.search(time_limit=self.allowance.left(), any_plan=True)
        if isinstance(answer, Nothing):
            return None
        if not isinstance(answer, Found):
            raise Late
        return answer.chosen

    def keeps(self, steps: Steps, plan: frozenset[int]) -> bool:
        """Whether a plan keeps to everything when the levers are loosened so, in whole numbers."""
        return not violated(self.program(steps, steps), plan)

    def needed(self, i: int, low: int, high: Steps, plan: frozenset[int]) -> int:
        """The fewest steps of one lever, from `low` on, with which a plan still keeps to its rows."""
        fewest, own = high[i], self.own(i, high)
        while low < fewest:
            middle = (low + fewest) // 2
            if self.stopped_by(own, i, middle, plan) is None:
                fewest = middle
            else:
                low = middle + 1
        return fewest

    def own(self, i: int, high: Steps) -> Statement:
        """What one lever touches, when the others are loosened."""
        others = [pair for at, pair in enumerate(zip(self.levers, high, strict=True)) if at != i]
        return touched(loosened(self.statement, others), self.levers[i])

    def stopped_by(self, own: Statement, i: int, steps: int, plan: frozenset[int]) -> Row | None:
        """The first row of a lever that a plan breaks after so many steps.

        Those of a fund are its years and the ceilings on the envelope: the floors on it do not loosen.
        """
        lever = self.levers[i]
        floors = {limit.id for limit in own.limits if is_floor(limit)}
        program = loosened(own, [(lever, steps)]).program()
        for row in program.rows:
            if lever.kind == "fund":
                is_own = row.id.startswith(f"fund:{lever.of}:") or (row.kind == "limit" and row.limit not in floors)
            else:
                is_own = row.limit == lever.id
            if is_own and not row.allows(plan):
                return row
        return next(
            (leaning(risk, plan) for risk in program.risks if risk.id == lever.id and not risk.allows(plan)), None
        )

    def least(self, i: int, low: Steps, high: Steps) -> tuple[int, frozenset[int]] | None:
        """The fewest steps of one lever with which there is a plan, the others loosened as in `high`; None: no steps.

        Each plan found says itself how few steps it needs. The next search asks for one that needs half of what is
        still open, or, each third time, one step less, in case that was the least already.
        """
        self.reached = None
        plan = self.plan(low, high)
        if plan is None:
            return None
        own, excluded = self.own(i, high), low[i]
        fewest, turn = self.needed(i, excluded, high, plan), 0
        while excluded < fewest:
            self.reached = (fewest, plan)
            trial = (excluded + fewest) // 2 if turn % 3 else fewest - 1
            fewer = _set(high, i, trial)
            found = self.plan(low, fewer, self.stopped_by(own, i, trial, plan))
            turn += 1
            if found is None:
                excluded = trial + 1
            else:
                plan, fewest = found, self.needed(i, excluded, fewer, found)
        return fewest, plan


def relieved(
    statement: Statement,
    infeasible: Infeasible,
    most: int = MOST,
    time_limit: float | None = None,
    report: Report | None = None,
) -> Infeasible:
    """The same answer with a smallest clash, further ones, and what would open a plan.

    Args:
        statement: What the program without a plan was built from.
        infeasible: The answer of the choice.
        most: Clashes that are told at most.
        time_limit: Seconds for all of it; None for so many searches and nodes, whatever time they take. What is not
            proved by then says so.
        report: Hears «clashes: N» and «changes: N/ALL» as each is begun.

    Raises:
        SolverUnavailable: No solver can start.

    Source:
        Convention §27.
    """
    whole = Deadline.after(time_limit)
    program = statement.program()
    nodes, searches = nodes_of(program), searches_of(program)
    found, more = clashes(program, infeasible.conflict, most, _part(whole, 2, searches, nodes), report)
    members = dict.fromkeys(name for clash in found for name in clash.limits)
    pulled = levers(statement, program, members)
    changes = []
    for number, lever in enumerate(pulled):
        if report is not None:
            report(f"changes: {number + 1}/{len(pulled)}")
        each = nodes_of(program, len(pulled))
        changes.append(alone(statement, lever, _part(whole, len(pulled) - number + 1, SEARCHES_ALONE, each)))
    together = None
    if changes and all(change.opens is False for change in changes):
        together = several(statement, pulled, _part(whole, 1, searches, nodes))
    return replace(
        infeasible,
        conflict=found[0].limits,
        explained=Conflict(found, more, tuple(changes), together),
    )


def _part(whole: Deadline, parts: int, searches: int, nodes: int) -> Allowance:
    """One of so many parts of the time that is left; where there is no limit of it, so many searches."""
    try:
        seconds = whole.left()
    except Late:
        seconds = 0.0
    return Allowance.after(None if seconds is None else seconds / parts, searches, nodes)


def alone(statement: Statement, lever: Lever, allowance: Allowance | None = None) -> Change:
    """The least change of one thing that alone makes a plan possible."""
    loosening = _Loosening(without_worth(statement), (lever,), allowance or Allowance())
    try:
        low = 1
        while low <= lever.most:
            found = loosening.least(0, (low,), (lever.most,))
            if found is None:
                return _change(lever, None, False, True)
            steps, plan = found
            # A floor on the envelope was held at `low`; where it has moved since, begin again from there.
            if loosening.keeps((steps,), plan):
                return _change(lever, steps, True, True)
            low = steps
    except Late:
        if loosening.reached is not None and loosening.keeps((loosening.reached[0],), loosening.reached[1]):
            return _change(lever, loosening.reached[0], True, False)
        return _change(lever, None, None, False)
    return _change(lever, None, False, True)


def several(statement: Statement, pulled: Sequence[Lever], allowance: Allowance | None = None) -> Together | None:
    """The changes with the least total relative change that together make a plan possible; None where none do.

    Ranges of steps are tried in the order of the least that a change in them can be. One without a plan at its loosest
    is put aside; else each lever's fewest steps are raised to what it needs with the others at their loosest, and the
    range is halved where that changes most.
    """
    loosening = _Loosening(without_worth(statement), tuple(pulled), allowance or Allowance())
    best: tuple[Fraction, Steps] | None = None
    least = True
    low, high = tuple(0 for _ in pulled), tuple(lever.most for lever in pulled)
    open_: list[tuple[Fraction, Steps, Steps]] = [(Fraction(0), low, high)]
    tried = 0
    try:
        while open_:
            cost, low, high = heappop(open_)
            if best is not None and cost >= best[0]:
                break
            if tried >= MOST_BOXES:
                least = False
                break
            tried += 1
            reached = _raised(loosening, low, high, best)
            if reached is None:
                continue
            low, high, found = reached
            if found is not None and (best is None or _relative(pulled, found) < best[0]):
                best = (_relative(pulled, found), found)
            if low != high and (best is None or _relative(pulled, low) < best[0]):
                for part in _halves(pulled, low, high):
                    heappush(open_, (_relative(pulled, part[0]), *part))
    except Late:
        least = False
    if best is None:
        return None
    changes = (_change(lever, steps, None, False) for lever, steps in zip(pulled, best[1], strict=True) if steps)
    return Together(tuple(changes), Decimal(best[0].numerator) / Decimal(best[0].denominator), least)


def _raised(
    loosening: _Loosening, low: Steps, high: Steps, best: tuple[Fraction, Steps] | None
) -> tuple[Steps, Steps, Steps | None] | None:
    """A range narrowed to where there can be plans that cost less than the best, and steps in it that open one.

    None where there are none; no steps where those found break a floor on the envelope.
    """
    pulled = loosening.levers
    plan: frozenset[int] | None = None
    for i in range(len(pulled)):
        if best is not None:
            high = _set(high, i, _affordable(pulled, i, low, high[i], best[0]))
        if high[i] < low[i]:
            return None
        found = loosening.least(i, low, high)
        if found is None:
            return None
        low, plan = _set(low, i, found[0]), found[1]
    assert plan is not None
    steps = high
    for i in range(len(pulled)):
        steps = _set(steps, i, loosening.needed(i, low[i], steps, plan))
    return low, high, steps if loosening.keeps(steps, plan) else None


def _affordable(pulled: Sequence[Lever], i: int, low: Steps, most: int, budget: Fraction) -> int:
    """The most steps of one lever, the others at their fewest, that cost less than a budget."""
    fewest = low[i] - 1
    while fewest < most:
        middle = (fewest + most + 1) // 2
        if _relative(pulled, _set(low, i, middle)) < budget:
            fewest = middle
        else:
            most = middle - 1
    return fewest


def _halves(pulled: Sequence[Lever], low: Steps, high: Steps) -> tuple[tuple[Steps, Steps], tuple[Steps, Steps]]:
    """A range cut in two across the lever whose change can differ most in it."""
    spans = [lever.relative(b) - lever.relative(a) for lever, a, b in zip(pulled, low, high, strict=True)]
    i = max((i for i in range(len(pulled)) if low[i] < high[i]), key=lambda i: (spans[i], -i))
    middle = (low[i] + high[i]) // 2
    return (low, _set(high, i, middle)), (_set(low, i, middle + 1), high)


def _relative(pulled: Sequence[Lever], steps: Steps) -> Fraction:
    return sum((lever.relative(n) for lever, n in zip(pulled, steps, strict=True)), Fraction(0))


def _set(steps: Steps, i: int, to: int) -> Steps:
    return (*steps[:i], to, *steps[i + 1 :])


def _change(lever: Lever, steps: int | None, opens: bool | None, least: bool) -> Change:
    after = None if steps is None else lever.after(steps)
    numbers = (lever.before, after, lever.step)
    return Change(lever.id, lever.kind, lever.members, *numbers, opens, least, lever.unit, lever.of)
