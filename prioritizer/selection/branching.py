"""A branch and bound that writes down its proof: every step is checked in whole numbers as it is taken (§15).

One linear relaxation lives through the tree. Its multipliers, rounded to whole numbers, end a part of the tree or
settle candidates in it; where the rounded ones do not prove what the floats promise, the part is branched on. Branching
is on a candidate, or on a row that counts candidates, such as the versions of one proposal; which one is decided by
what earlier branchings on it gave (pseudocosts), and by trying both halves as long as little is known.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from math import floor, inf
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from prioritizer.selection.program import Program, value
from prioritizer.selection.relaxation import Relaxation, Relaxed
from prioritizer.selection.whole_bounds import Arithmetic, Part, Weighed

Node: TypeAlias = dict[str, list[object]]
"""A node as the certificate has it: `proofs`, and `branch` where it does not end."""

DIVISORS = (2**6, 2**13, 2**20, 2**30, 2**40)
"""The D that are tried, small numbers first: they make a short certificate."""
STEP_DIVISOR = 2**20
RAYS = (2**10, 2**20, 2**35, 2**50)
"""What a ray is multiplied by before it is rounded."""
WHOLE = 1e-6
"""A share this near 0 or 1 is taken for it."""
RELIABLE = 4
"""After so many branchings a pseudocost is believed without trying."""
TRIED = 4
"""Branchings tried at a node at most, both halves of each."""
TRIED_STEPS = 40
"""Steps of the simplex method in a trial."""
LEAST_GAIN = 1e-6
TOLD = 250
"""Nodes between two words of progress."""


class OutOfTime(Exception):
    """The proof was not finished in the time given."""


class BetterPlan(Exception):
    """A plan was found where none was to be: what was called the best plan, or no plan, is wrong."""

    def __init__(self, chosen: frozenset[int], worth: int) -> None:
        self.chosen, self.worth = chosen, worth
        super().__init__(f"a plan worth {worth} units keeps every row")


@dataclass(frozen=True, slots=True)
class Branching:
    """A candidate (`row` False) into 0 and 1, or a row into at most and more than `most`; `part` is the fraction."""

    row: bool
    index: int
    most: int
    part: float

    @property
    def written(self) -> list[object]:
        """As the certificate has it."""
        return ["row", self.index, self.most] if self.row else ["variable", self.index]

    def halves(self, here: Part) -> tuple[Part, Part]:
        """The lower and the upper half."""
        if not self.row:
            return here.with_settled(self.index, 0), here.with_settled(self.index, 1)
        low, high = here.low[self.index], here.high[self.index]
        most = self.most if high is None else min(self.most, high)
        least = self.most + 1 if low is None else max(self.most + 1, low)
        return here.with_row(self.index, low, most), here.with_row(self.index, least, high)


@dataclass(slots=True)
class _Costs:
    """What branching has given so far, in units of worth per unit of fraction, for each candidate and row and half."""

    sums: dict[tuple[bool, int, int], float] = field(default_factory=dict)
    counts: dict[tuple[bool, int, int], int] = field(default_factory=dict)
    all: list[float] = field(default_factory=lambda: [0.0, 0.0])
    times: list[int] = field(default_factory=lambda: [0, 0])

    def learn(self, branching: Branching, half: int, lost: float) -> None:
        """A half lost so much worth."""
        key, width = (branching.row, branching.index, half), branching.part if half == 0 else 1 - branching.part
        self.sums[key] = self.sums.get(key, 0.0) + lost / width
        self.counts[key] = self.counts.get(key, 0) + 1
        self.all[half] += lost / width
        self.times[half] += 1

    def expected(self, branching: Branching, half: int) -> float:
        """What a half is expected to lose; the mean of all where nothing is known of this one."""
        key, width = (branching.row, branching.index, half), branching.part if half == 0 else 1 - branching.part
        count = self.counts.get(key, 0)
        if count:
            return self.sums[key] / count * width
        return (self.all[half] / self.times[half] if self.times[half] else 1.0) * width

    def known(self, branching: Branching) -> int:
        """How often the less known half was taken."""
        return min(self.counts.get((branching.row, branching.index, half), 0) for half in (0, 1))


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A part that is still open, and how it came about."""

    part: Part
    above: float = inf
    branching: Branching | None = None
    half: int = 0


class Tree:
    """A tree that proves that no plan is worth `excluded` units; with None, that there is no plan.

    Args:
        program: Without groups; see `lifted`.
        excluded: Objective units.
        deadline: By the clock of `time.perf_counter`; None has no end.
        report: Hears how many nodes there are, now and then.

    Raises:
        SolverUnavailable: highspy is not installed, or does not load.
    """

    def __init__(
        self, program: Program, excluded: int | None, deadline: float | None, report: Callable[[str], None]
    ) -> None:
        self._program, self._excluded, self._target = program, excluded, excluded or 0
        self._deadline, self._report = deadline, report
        self._exact = Arithmetic(program)
        self._linear = Relaxation(program, valued=excluded is not None)
        self._costs = _Costs()
        self._counting = [
            (r, np.array([i for i, _ in row.coefficients]))
            for r, row in enumerate(program.rows)
            if len(row.coefficients) > 1 and all(c == 1 for _, c in row.coefficients)
        ]
        self._touched: set[int] = set()
        self._turned = 1.0
        self.nodes: list[Node] = []

    def grow(self) -> list[Node]:
        """All nodes, in the order of the walk.

        Raises:
            OutOfTime: The deadline has passed.
            BetterPlan: A plan keeps every row and is worth `excluded`.
        """
        waiting = [_Waiting(self._exact.whole())]
        while waiting:
            if self._deadline is not None and time.perf_counter() > self._deadline:
                raise OutOfTime
            if len(self.nodes) % TOLD == 0:
                self._report(f"certificate: {len(self.nodes)}")
            node: Node = {"proofs": []}
            self.nodes.append(node)
            waiting += reversed(list(self._open(node, waiting.pop())))
        return self.nodes

    def _open(self, node: Node, here: _Waiting) -> Iterator[_Waiting]:
        """Write a node; what it leaves open comes back, the lower half first."""
        part = here.part
        relaxed = self._solve(part) if part.free.any() else None
        if relaxed is not None and relaxed.worth is not None and here.branching is not None:
            self._costs.learn(here.branching, here.half, max(0.0, here.above - relaxed.worth))
        ending = self._ending(part, relaxed)
        if ending is not None:
            self._write(node, ending)
            return
        gains = None
        if relaxed is not None and relaxed.worth is not None:
            step = self._weigh(part, relaxed.multipliers, STEP_DIVISOR if self._excluded is not None else 0)
            found = step.settles(part, self._target)
            if len(found):
                self._write(node, step)
                part = part.with_settled(found, (step.gains[found] > 0).astype(np.int8))
            gains = step.gains
        if not part.free.any():
            # The step settled the last one: what is left is one set of candidates.
            self._write(node, self._last(part))
            return
        branching = self._branching(part, relaxed, gains)
        node["branch"] = branching.written
        worth = inf if relaxed is None or relaxed.worth is None else relaxed.worth
        if branching.row:
            self._touched.add(branching.index)
        for half, below in enumerate(branching.halves(part)):
            yield _Waiting(below, worth, branching if worth < inf else None, half)

    def _solve(self, part: Part, steps: int | None = None) -> Relaxed | None:
        self._linear.hold(
            np.where(part.free, 0.0, part.settled.astype(np.float64)),
            np.where(part.free, 1.0, part.settled.astype(np.float64)),
        )
        for row in self._touched:
            self._linear.limit(row, part.low[row], part.high[row])
        return self._linear.solve(steps)

    def _ending(self, part: Part, relaxed: Relaxed | None) -> Weighed | None:
        """Multipliers that end a part, None where it stays open."""
        if not part.free.any():
            return self._last(part)
        if relaxed is not None and relaxed.worth is None:
            found = self._by_ray(part, relaxed.multipliers)
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

    def _by_ray(self, part: Part, ray: NDArray[np.float64]) -> Weighed | None:
        scaled = self._exact.scaled_ray(ray)
        for sign in (self._turned, -self._turned):
            for factor in RAYS:
                found = self._exact.weigh(part, 0, self._exact.rounded(part, scaled * sign, factor))
                if found.bound < 0:
                    self._turned = sign
                    return found
        return None

    def _last(self, part: Part) -> Weighed:
        """The end of a part where everything is settled: a row is broken, or the one plan is worth too little."""
        broken = self._exact.broken_row(part)
        if broken is not None:
            return self._exact.weigh(part, 0, broken)
        chosen = frozenset(np.flatnonzero(part.settled).tolist())
        worth = value(self._program, chosen)
        if self._excluded is None or worth >= self._excluded:
            raise BetterPlan(chosen, worth)
        return self._exact.weigh(part, 1, {})

    def _weigh(self, part: Part, multipliers: NDArray[np.float64], divisor: int) -> Weighed:
        return self._exact.weigh(part, divisor, self._exact.rounded(part, multipliers, divisor))

    def _write(self, node: Node, found: Weighed) -> None:
        node["proofs"].append([found.divisor, [list(pair) for pair in found.multipliers]])

    def _branching(
        self, part: Part, relaxed: Relaxed | None, gains: NDArray[np.int64] | NDArray[np.object_] | None
    ) -> Branching:
        """What to branch on: what is expected to cost both halves most."""
        if relaxed is None or relaxed.worth is None or gains is None:
            return Branching(False, int(np.flatnonzero(part.free)[0]), 0, 0.5)
        found = self._fractional(part, relaxed)
        if not found:
            self._must_not_be_a_plan(part, relaxed)
            free = np.flatnonzero(part.free)
            return Branching(False, int(free[np.argmin(abs(gains[free]))]), 0, 0.5)
        worth = relaxed.worth

        def order(b: Branching) -> tuple[float, bool, int]:
            return (-self._score(b, worth), b.row, b.index)

        found.sort(key=order)
        unknown = [b for b in found[: 3 * TRIED] if self._costs.known(b) < RELIABLE][:TRIED]
        if unknown:
            self._try(part, worth, unknown)
            # What nobody has tried is only as good as the mean: it does not stand before what is known.
            found = [b for b in found if self._costs.known(b)]
            found.sort(key=order)
        return found[0]

    def _fractional(self, part: Part, relaxed: Relaxed) -> list[Branching]:
        shares = relaxed.shares
        broken = np.flatnonzero(part.free & (abs(shares - np.rint(shares)) > WHOLE))
        found = [Branching(False, int(i), 0, float(shares[i])) for i in broken]
        for r, members in self._counting:
            used = float(shares[members].sum())
            if abs(used - round(used)) > WHOLE:
                found.append(Branching(True, r, floor(used), used - floor(used)))
        return found

    def _score(self, branching: Branching, worth: float) -> float:
        most = max(worth - self._target, LEAST_GAIN)
        lost = [min(most, max(LEAST_GAIN, self._costs.expected(branching, half))) for half in (0, 1)]
        return lost[0] * lost[1]

    def _try(self, part: Part, worth: float, unknown: list[Branching]) -> None:
        """Learn what both halves of some branchings lose, from a few steps of the simplex method each."""
        basis = self._linear.basis()
        most = max(worth - self._target, LEAST_GAIN)
        for branching in unknown:
            if branching.row:
                self._touched.add(branching.index)
            ends = False
            for half, below in enumerate(branching.halves(part)):
                tried = self._solve(below, TRIED_STEPS)
                lost = most if tried is None or tried.worth is None else min(most, max(0.0, worth - tried.worth))
                self._costs.learn(branching, half, lost)
                self._linear.return_to(basis)
                ends = ends or lost >= most
            if ends:
                # A half that ends at once is as good as settling a candidate: no need to look for a better one.
                return

    def _must_not_be_a_plan(self, part: Part, relaxed: Relaxed) -> None:
        """Refuse to go on where the relaxation has come to a plan that is worth what none was to be worth."""
        chosen = frozenset(np.flatnonzero(np.rint(relaxed.shares)).tolist())
        settled = frozenset(np.flatnonzero(part.settled == 1).tolist())
        if settled <= chosen and all(row.allows(chosen) for row in self._program.rows):
            worth = value(self._program, chosen)
            if self._excluded is None or worth >= self._excluded:
                raise BetterPlan(chosen, worth)
