"""Sets of proposals worth almost as much as the plan, and the one that differs most from it (convention §16).

A set of proposals is ruled out by a row over proposals, not over candidates: of each proposal at most one candidate is
chosen, so the sum of its candidates is 0 or 1, and the row that rules out a set in such sums is a row over candidates.
Whatever versions and starts the set could be had in go with it. The value is never a row, since that is what a
solver's tolerance lets through (design §7): it is what the search is asked for, and each answer is checked in exact
whole numbers.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from prioritizer.model.near_best import NearBest, NearPlan
from prioritizer.model.plan import Plan
from prioritizer.selection.branching import BetterPlan
from prioritizer.selection.deadline import Deadline, Late
from prioritizer.selection.exact import Found, Nothing, Solver
from prioritizer.selection.program import Program, Row, exclusion, forced, granted, value
from prioritizer.selection.search import serving
from prioritizer.selection.ties import by_name, tie_order

Report = Callable[[str], None]

SHARE = Fraction(1, 100)
"""How near is near: one per cent of the plan's value (convention §16)."""
BEST = 5
"""Sets that are found whatever they are worth, the plan's own included."""
MOST = 20
"""Sets within the share that are listed at most; beyond them there are «more than»."""
MOST_EQUALS = 20
"""Plans with the same proposals and value that are compared for the order of ties."""
CHEAP = 60
"""Up to so many candidates, what is in some set is proved also where not all sets are listed."""


@dataclass(slots=True)
class _Near:
    """One living solver, the plan, what a set must be worth to be near, and what none was to be worth more than."""

    program: Program
    chosen: frozenset[int]
    floor: int
    ceiling: int
    solver: Solver
    deadline: Deadline
    report: Report
    found: list[frozenset[int]] = field(default_factory=list)
    ranked: int = 1

    def ask(self, rows: Iterable[Row], at_least: int | None, any_plan: bool = False) -> frozenset[int] | None:
        """The most valuable plan within some rows and worth so much, or any such plan; None where there is none.

        Raises:
            Late: The time has passed.
            BetterPlan: It is worth a krona or more above what any plan was to be worth.
        """
        left = self.deadline.left()
        answer = self.solver.search(tuple(rows), at_least=at_least, time_limit=left, any_plan=any_plan)
        if isinstance(answer, Nothing):
            return None
        if not isinstance(answer, Found):
            raise Late
        if answer.value >= self.ceiling + self.program.scale:
            raise BetterPlan(answer.chosen, answer.value)
        if not answer.proved and not (any_plan and at_least is not None and answer.value >= at_least):
            raise Late
        return answer.chosen

    def any_near(self, *rows: Row) -> frozenset[int] | None:
        """Some plan within the rows that is worth enough, which is found sooner than the most valuable one."""
        return self.ask(rows, self.floor, any_plan=True)

    def enumerate(self, best: int, most: int) -> bool:
        """Find the most valuable sets, then any that are near; whether more than those found are near."""
        while len(self.found) < best or self.is_near(self.found[-1]):
            self.report(f"near: {len(self.found)}")
            rows = [excluded(self.program, of(self.program, plan)) for plan in self.found]
            lacking = len(self.found) < best
            plan = self.ask(rows, None) if lacking else self.any_near(*rows)
            if plan is None or (not lacking and len(self.found) >= most):
                return plan is not None
            self.found.append(self.settled(plan))
            self.ranked += lacking
        return False

    def settled(self, plan: frozenset[int]) -> frozenset[int]:
        """The most valuable plan with the same proposals; of equals the first in the order of ties (§16)."""
        taken = of(self.program, plan)
        members = {name: self.program.of(name) for name in taken}
        if all(len(indexes) == 1 for indexes in members.values()):
            return plan
        others = [i for i, c in enumerate(self.program.candidates) if c.proposal not in taken]
        rows = [forced("near", indexes, 1) for indexes in members.values()]
        rows += [forced("near", others, 0)] if others else []
        equals: list[frozenset[int]] = []
        while len(equals) < MOST_EQUALS:
            worth = value(self.program, equals[0]) if equals else None
            other = self.ask([*rows, *(exclusion(self.program, known) for known in equals)], worth)
            if other is None:
                break
            equals.append(other)
        return min(equals, key=lambda equal: tie_order(self.program, equal))

    def is_near(self, plan: frozenset[int]) -> bool:
        """Whether a plan is worth enough."""
        return value(self.program, plan) >= self.floor

    def difference(self, plan: frozenset[int]) -> int:
        """In how many proposals a plan differs from the plan as it stands."""
        return len(of(self.program, plan) ^ of(self.program, self.chosen))


def near_best(
    program: Program,
    plan: Plan,
    best: int = BEST,
    most: int = MOST,
    share: Fraction = SHARE,
    time_limit: float | None = None,
    report: Report | None = None,
) -> NearBest:
    """The most valuable sets of proposals, those within a share of the plan's value, and the one that differs most.

    Args:
        program: The program that the plan was chosen from.
        plan: The plan as it stands.
        best: So many sets are found whatever they are worth, if there are so many; the plan's own is one.
        most: So many sets within the share are listed at most, or `best` if that is more. Which they are where there
            are more is settled by the proposals' numbers, never by their names; only the first `best` are then known
            to be the most valuable.
        share: Of the plan's value, as a fraction of one; of a value below zero, of its size.
        time_limit: Seconds for all of it; what is not proved by then says so.
        report: Hears «near: N» before the search for each set, with how many are found.

    Returns:
        Every set once, with its most valuable plan; of those the one that grants least, then holds fewest proposals,
        then comes first by a hash of its numbers. When the plan is not proved, `complete` is False, and a set may be
        worth more than the plan.

    Raises:
        SolverUnavailable: No solver can start.
        BetterPlan: A plan within all limits is worth more than any was to be: what was called optimal is wrong.

    Source:
        Convention §16.
    """
    chosen = frozenset(program.index(key) for key in plan.chosen)
    worth = value(program, chosen)
    floor = worth - int(abs(worth) * share)
    deadline = Deadline.after(time_limit)
    near = _Near(
        program,
        chosen,
        floor,
        int(plan.bound * program.scale),
        serving(program),
        deadline,
        report or (lambda _: None),
        [chosen],
    )
    more: bool | None
    try:
        more = near.enumerate(best, max(best, most))
    except Late:
        more = None
    within = [found for found in near.found if near.is_near(found)]
    shared, some, shared_proved, some_proved = _members(near, within, more)
    different, proved, at_most = _most_different(near, within, more)
    listed = [chosen, *sorted(near.found[1:], key=lambda found: _order(program, found))]
    return NearBest(
        share,
        program.kronor(floor),
        tuple(_told(near, found) for found in listed),
        len(listed) if more is False else near.ranked,
        len(within),
        more,
        tuple(sorted(shared)),
        shared_proved,
        tuple(sorted(some)),
        some_proved,
        None if different is None else _told(near, different),
        proved,
        at_most,
        more is not None and shared_proved and proved and plan.status == "optimal",
    )


def of(program: Program, chosen: Iterable[int]) -> frozenset[str]:
    """The proposals of a set of candidates."""
    return frozenset(program.candidates[i].proposal for i in chosen)


def excluded(program: Program, taken: frozenset[str]) -> Row:
    """The row that rules out one set of proposals, in whatever versions, and no other set."""
    return differing(program, taken, 1)


def differing(program: Program, taken: frozenset[str], least: int) -> Row:
    """The row that asks for plans that differ from a set of proposals in at least so many."""
    signs = tuple((i, -1 if c.proposal in taken else 1) for i, c in enumerate(program.candidates))
    return Row("cut", signs, ">=", least - len(taken), "cut", "cut")


def _members(
    near: _Near, within: list[frozenset[int]], more: bool | None
) -> tuple[frozenset[str], frozenset[str], bool, bool]:
    """The proposals in every set within the share, those in some, and whether each is proved.

    Where the sets found are all there are, that is all. Else each proposal in all of those found is asked for a plan
    without it, and, where that is cheap, each in none of them for a plan with it.
    """
    program = near.program
    sets = [of(program, plan) for plan in within]
    shared, union = frozenset.intersection(*sets), frozenset.union(*sets)
    if more is False:
        return shared, union - shared, True, True
    names = dict.fromkeys(c.proposal for c in program.candidates)
    is_cheap = len(program.candidates) <= CHEAP
    shared_proved = False
    try:
        for name in names:
            if name in shared:
                plan = near.any_near(forced("near", program.of(name), 0))
                shared, union = (
                    (shared, union) if plan is None else (shared & of(program, plan), union | of(program, plan))
                )
        shared_proved = True
        for name in names if is_cheap else ():
            if name not in union:
                plan = near.any_near(forced("near", program.of(name), 1))
                union = union if plan is None else union | of(program, plan)
    except Late:
        return shared, union - shared, shared_proved, False
    return shared, union - shared, True, is_cheap


def _most_different(
    near: _Near, within: list[frozenset[int]], more: bool | None
) -> tuple[frozenset[int] | None, bool, int]:
    """The near set that differs most, whether that is proved, and in how many proposals any can differ at most.

    By halving: is there a near plan that differs in at least so many? Of those that differ most, the most valuable.
    """
    program, order = near.program, lambda plan: (-near.difference(plan), *_order(program, plan))
    others = [plan for plan in within if plan != near.chosen]
    best = min(others, key=order, default=None)
    low = 0 if best is None else near.difference(best)
    if more is False:
        return best, True, low
    taken, high = of(program, near.chosen), len(of(program, range(len(program.candidates))))
    try:
        while low < high:
            middle = (low + high + 1) // 2
            plan = near.any_near(differing(program, taken, middle))
            if plan is None:
                high = middle - 1
            else:
                best, low = plan, near.difference(plan)
        return (_first_of_equals(near, low) if low else None), True, high
    except Late:
        return best, False, high


def _first_of_equals(near: _Near, difference: int) -> frozenset[int]:
    """Of the near plans that differ in so many proposals, more than which none does: by value, then as ties go."""
    row = differing(near.program, of(near.program, near.chosen), difference)
    equals: list[frozenset[int]] = []
    worth = near.floor
    while len(equals) < MOST_EQUALS:
        rows = (excluded(near.program, of(near.program, plan)) for plan in equals)
        plan = near.ask([row, *rows], worth)
        if plan is None:
            break
        worth = value(near.program, plan)
        equals.append(near.settled(plan))
    return min(equals, key=lambda plan: _order(near.program, plan))


def _order(program: Program, plan: frozenset[int]) -> tuple[object, ...]:
    return -value(program, plan), *tie_order(program, plan)


def _told(near: _Near, plan: frozenset[int]) -> NearPlan:
    program = near.program
    before, after = of(program, near.chosen), of(program, plan)
    return NearPlan(
        tuple(sorted((program.candidates[i].key for i in plan), key=by_name)),
        program.kronor(value(program, plan)),
        granted(program, plan),
        tuple(sorted(after - before)),
        tuple(sorted(before - after)),
    )
