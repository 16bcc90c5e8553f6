"""A branch and bound that writes down its proof: every step is checked in whole numbers as it is taken (§15).

One linear relaxation lives through the tree. Its multipliers, rounded to whole numbers, end a part of the tree or
settle candidates in it; where the rounded ones do not prove what the floats promise, the part is branched on.

Rows come to the program on the way: each plan that is worth what is looked for is ruled out by a row once it is listed,
and a floor on the mean of the worst draws gives a row over the draws that are worst in the point at hand.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from math import inf
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from prioritizer.selection.deadline import Deadline
from prioritizer.selection.draws import Draws
from prioritizer.selection.program import Program, Row, value
from prioritizer.selection.pseudocosts import LEAST_GAIN, Branching, Pseudocosts
from prioritizer.selection.relaxation import Relaxation, Relaxed
from prioritizer.selection.whole_bounds import Arithmetic, Part, Weighed

Node: TypeAlias = dict[str, list[Any]]
"""A node as the certificate has it: `proofs`, and `branch` where it does not end."""

DIVISORS = (2**6, 2**13, 2**20, 2**30, 2**40)
"""The D that are tried, small numbers first: they make a short certificate."""
STEP_DIVISOR = 2**20
TRIED_STEPS = 40
"""Steps of the simplex method in a trial."""
TOLD = 250
"""Nodes between two words of progress."""
ROUNDS_AT_FIRST, ROUNDS = 30, 1
"""How often a point of the relaxation is asked for rows over its worst draws: in the first node, and in each other."""
BROKEN = 1e-4
"""A row over the worst draws that is broken by less than this part of its bound is left until a plan breaks it."""


class BetterPlan(Exception):
    """A plan was found where none was to be: what was called the best plan, or no plan, is wrong."""

    def __init__(self, chosen: frozenset[int], worth: int) -> None:
        self.chosen, self.worth = chosen, worth
        super().__init__(f"a plan worth {worth} units keeps every row")


class TooManyPlans(Exception):
    """More plans than are listed are worth what is looked for."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A row over draws with whole weights, of the limit with this number: every plan within the limit meets it."""

    risk: int
    weights: tuple[tuple[int, int], ...]


Extra: TypeAlias = frozenset[int] | Cut
"""Where a row that came on the way is from: a plan that it rules out, or a limit on the draws."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A part that is still open, and how it came about."""

    part: Part
    above: float = inf
    branching: Branching | None = None
    half: int = 0


class Tree:
    """A tree that proves that no plan but those listed is worth `excluded` units; with None, that there is no plan.

    Args:
        program: Without groups; see `lifted`.
        excluded: Objective units.
        most: How many plans worth `excluded` are listed at most; with 0 none is to be worth as much.
        deadline: When the search ends at the latest.
        report: Hears how many nodes there are, now and then.

    Raises:
        SolverUnavailable: highspy is not installed, or does not load.
    """

    def __init__(
        self,
        program: Program,
        excluded: int | None,
        most: int,
        deadline: Deadline,
        report: Callable[[str], None],
    ) -> None:
        self._program, self._excluded, self._target = program, excluded, excluded or 0
        self._most, self._deadline, self._report = most, deadline, report
        self._exact = Arithmetic(program)
        self._linear = Relaxation(program, valued=excluded is not None)
        self._costs = Pseudocosts(program)
        self._columns = program.risks[0].table.columns.astype(np.float64) if program.risks else np.zeros((0, 0))
        self._touched: set[int] = set()
        self.nodes: list[Node] = []
        self.extras: list[Extra] = []

    @property
    def plans(self) -> list[frozenset[int]]:
        """The plans that are listed."""
        return [extra for extra in self.extras if isinstance(extra, frozenset)]

    def grow(self, plans: Iterable[frozenset[int]] = ()) -> list[Node]:
        """All nodes, in the order of the walk; `plans` are known to be worth `excluded`, and are listed first.

        Raises:
            Late: The deadline has passed, or somebody has asked for an end.
            BetterPlan: A plan keeps every row and is worth more than `excluded`.
            TooManyPlans: As many as are listed at most are worth `excluded`: there may be more.
        """
        for plan in plans:
            self._list(plan)
        waiting = [_Waiting(self._exact.whole())]
        while waiting:
            self._deadline.left()
            if len(self.nodes) % TOLD == 0:
                self._report(f"certificate: {len(self.nodes)}")
            node: Node = {"proofs": []}
            self.nodes.append(node)
            waiting += reversed(list(self._open(node, waiting.pop())))
        return self.nodes

    def _open(self, node: Node, here: _Waiting) -> Iterator[_Waiting]:
        """Write a node; what it leaves open comes back, the lower half first."""
        part = here.part
        relaxed, found = self._relaxed(part) if part.free.any() else (None, [])
        if relaxed is not None and relaxed.worth is not None and here.branching is not None:
            self._costs.learn(here.branching, here.half, max(0.0, here.above - relaxed.worth))
        ending = self._ending(part, relaxed)
        if ending is not None:
            self._write(node, ending)
            return
        gains = None
        if relaxed is not None and relaxed.worth is not None:
            step = self._weigh(part, relaxed.multipliers, STEP_DIVISOR if self._excluded is not None else 0)
            settled = step.settles(part, self._target)
            if len(settled):
                self._write(node, step)
                part = part.with_settled(settled, (step.gains[settled] > 0).astype(np.int8))
            gains = step.gains
        if not part.free.any():
            # The step settled the last one: what is left is one set of candidates.
            self._write(node, self._last(part))
            return
        worth = inf if relaxed is None or relaxed.worth is None else relaxed.worth
        branching = self._branching(part, worth, gains, found)
        node["branch"] = branching.written
        if branching.row:
            self._touched.add(branching.index)
        for half, below in enumerate(branching.halves(part)):
            yield _Waiting(below, worth, branching if worth < inf else None, half)

    def _relaxed(self, part: Part) -> tuple[Relaxed | None, list[Branching]]:
        """The relaxation of a part, with the rows that its own points ask for, and what would cut its point off."""
        rounds = ROUNDS_AT_FIRST if len(self.nodes) == 1 else ROUNDS
        while True:
            relaxed = self._solve(part)
            if relaxed is None or relaxed.worth is None or relaxed.worth < self._target:
                return relaxed, []
            found = self._costs.fractional(part, relaxed.shares)
            if found:
                more = rounds > 0 and self._tightened(relaxed.shares)
                rounds -= 1
            else:
                more = self._answered(part, relaxed.shares)
            if not more:
                return relaxed, found

    def _solve(self, part: Part) -> Relaxed | None:
        settled = part.settled.astype(np.float64)
        self._linear.hold(np.where(part.free, 0.0, settled), np.where(part.free, 1.0, settled))
        for row in self._touched:
            self._linear.limit(row, part.low[row], part.high[row])
        return self._linear.solve()

    def _answered(self, part: Part, shares: NDArray[np.float64]) -> bool:
        """Whether a whole point of the relaxation has led to a row that rules it out."""
        chosen = frozenset(np.flatnonzero(np.rint(shares)).tolist())
        settled = frozenset(np.flatnonzero(part.settled == 1).tolist())
        return settled <= chosen and self._ruled_out(chosen)

    def _ruled_out(self, chosen: frozenset[int]) -> bool:
        """Whether a set of candidates within all rows has led to one more row, which it breaks.

        Raises:
            BetterPlan: It is a plan that is worth more than any was to be.
            TooManyPlans: It is the last of the plans that are listed.
        """
        if not all(row.allows(chosen) for row in self._program.rows):
            return False
        risks = self._program.risks
        broken = [r for r, risk in enumerate(risks) if not risk.allows(chosen)]
        if broken:
            return any([self._cut(r, risks[r].table.plan(chosen)) for r in broken])
        worth = value(self._program, chosen)
        if self._excluded is not None and worth < self._excluded:
            return False
        if worth != self._excluded or not self._most:
            raise BetterPlan(chosen, worth)
        return self._list(chosen)

    def _list(self, plan: frozenset[int]) -> bool:
        """List a plan and rule it out; False where it is listed already."""
        if plan in self.extras:
            return False
        signs = tuple((i, -1 if i in plan else 1) for i in range(len(self._program.objective)))
        self._add(plan, Row("plan", signs, ">=", 1 - len(plan), "cut"))
        if len(self.plans) >= self._most:
            raise TooManyPlans
        return True

    def _cut(self, number: int, drawn: Draws) -> bool:
        """Add the row over the draws that are worst in something; False where it is there already."""
        risk = self._program.risks[number]
        cut = Cut(number, risk.weights(drawn))
        if cut in self.extras:
            return False
        coefficients, bound = risk.mean_cut(drawn)
        self._add(cut, Row(risk.id, coefficients, ">=", bound, "cut"))
        return True

    def _tightened(self, shares: NDArray[np.float64]) -> bool:
        """Whether a point of the relaxation is beside a floor on a mean, and has led to a row that rules it out."""
        found = False
        for number, risk in enumerate(self._program.risks):
            drawn = shares[: len(self._columns)] @ self._columns
            whole, rest, unit = risk.weighing
            ordered = np.sort(drawn)
            reached = unit * ordered[:whole].sum() + (rest * ordered[whole] if rest else 0.0)
            least = float(risk.bound * (unit * whole + rest))
            if reached < least - BROKEN * max(1.0, abs(least)):
                found = self._cut(number, drawn) or found
        return found

    def _add(self, extra: Extra, row: Row) -> None:
        self.extras.append(extra)
        self._exact.add(row)
        self._linear.add(row)

    def _ending(self, part: Part, relaxed: Relaxed | None) -> Weighed | None:
        """Multipliers that end a part, None where it stays open."""
        if not part.free.any():
            return self._last(part)
        if relaxed is not None and relaxed.worth is None:
            found = self._exact.ended_by(part, relaxed.multipliers)
            if found is not None:
                return found
        if relaxed is None or relaxed.worth is None:
            broken = self._exact.broken_row(part)
            return None if broken is None else self._exact.weigh(part, 0, broken)
        if self._excluded is None or relaxed.worth >= self._excluded:
            return None
        for divisor in DIVISORS:
            found = self._weigh(part, relaxed.multipliers, divisor)
            if found.spare(self._target) < 0:
                return found
        return None

    def _last(self, part: Part) -> Weighed:
        """The end of a part where everything is settled: a row is broken, or the one plan is worth too little."""
        broken = self._exact.broken_row(part)
        if broken is None and self._ruled_out(frozenset(np.flatnonzero(part.settled).tolist())):
            broken = self._exact.broken_row(part)
        return self._exact.weigh(part, 1, {}) if broken is None else self._exact.weigh(part, 0, broken)

    def _weigh(self, part: Part, multipliers: NDArray[np.float64], divisor: int) -> Weighed:
        return self._exact.weigh(part, divisor, self._exact.rounded(part, multipliers, divisor))

    def _write(self, node: Node, found: Weighed) -> None:
        node["proofs"].append([found.divisor, [list(pair) for pair in found.multipliers]])

    def _branching(
        self, part: Part, worth: float, gains: NDArray[np.int64] | NDArray[np.object_] | None, found: list[Branching]
    ) -> Branching:
        """What to branch on: of what cuts off the point of the relaxation, else the candidate that gains least."""
        if found:
            return self._costs.best(found, max(worth - self._target, LEAST_GAIN), lambda b: self._lost(worth, b))
        free = np.flatnonzero(part.free)
        return Branching(False, int(free[0 if gains is None else np.argmin(abs(gains[free]))]), 0, 0.5)

    def _lost(self, worth: float, branching: Branching) -> tuple[float, float]:
        """What the halves lose of a worth, by a few steps of the simplex method in each."""
        if branching.row:
            found = self._linear.try_row(branching.index, branching.most, TRIED_STEPS)
        else:
            found = self._linear.try_candidate(branching.index, TRIED_STEPS)
        lower, upper = (inf if half is None else max(0.0, worth - half) for half in found)
        return lower, upper
