"""What to branch on in a tree, by what earlier branchings gave (pseudocosts).

A branching is on a candidate, or on a row that counts candidates, such as the versions of one proposal.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import floor
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from prioritizer.selection.program import Program
from prioritizer.selection.whole_bounds import Part

WHOLE = 1e-6
"""A share this near 0 or 1 is taken for it."""
RELIABLE = 4
"""After so many branchings a pseudocost is believed without trying."""
IN_A_ROW = 4
"""So many branchings that are no better end the search for the best one."""
LEAST_GAIN = 1e-6


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
        return here.with_row(self.index, low, self.most), here.with_row(self.index, self.most + 1, high)


Lost: TypeAlias = Callable[[Branching], tuple[float, float]]
"""What both halves of a branching lose of the bound at hand, found by trying them."""


@dataclass(slots=True)
class Pseudocosts:
    """What branching has given so far, in units of worth per unit of fraction, for each candidate and row and half."""

    program: Program
    sums: dict[tuple[bool, int, int], float] = field(default_factory=dict)
    counts: dict[tuple[bool, int, int], int] = field(default_factory=dict)
    all: list[float] = field(default_factory=lambda: [0.0, 0.0])
    times: list[int] = field(default_factory=lambda: [0, 0])
    counting: NDArray[np.intp] = field(init=False)
    members: NDArray[np.float64] = field(init=False)

    def __post_init__(self) -> None:
        rows = [[i for i, c in row.coefficients if c == 1] for row in self.program.rows]
        counts = [1 < len(found) == len(row.coefficients) for found, row in zip(rows, self.program.rows, strict=True)]
        self.counting = np.flatnonzero(counts)
        self.members = np.zeros((len(self.counting), len(self.program.objective)))
        for at, r in enumerate(self.counting.tolist()):
            self.members[at, rows[r]] = 1.0

    def fractional(self, part: Part, shares: NDArray[np.float64]) -> list[Branching]:
        """The branchings that cut off a point of the relaxation; none where it is whole."""
        broken = np.flatnonzero(part.free & (np.abs(shares - np.rint(shares)) > WHOLE))
        found = [
            Branching(False, i, 0, share) for i, share in zip(broken.tolist(), shares[broken].tolist(), strict=True)
        ]
        used = self.members @ shares
        counted = np.flatnonzero(np.abs(used - np.rint(used)) > WHOLE)
        for r, count in zip(self.counting[counted].tolist(), used[counted].tolist(), strict=True):
            found.append(Branching(True, r, floor(count), count - floor(count)))
        return found

    def best(self, found: Sequence[Branching], most: float, lost: Lost) -> Branching:
        """The branching that costs both halves most, of which `most` ends a half.

        They are looked at in the order of what is expected of them, and those of which little is known are tried, until
        some in a row were no better (reliability branching: Achterberg, Koch & Martin 2005).
        """

        def score(halves: tuple[float, float]) -> float:
            lower, upper = (min(most, max(LEAST_GAIN, half)) for half in halves)
            return lower * upper

        found = sorted(found, key=lambda b: (-score(self._expected(b)), b.row, b.index))
        best, highest, since = found[0], -1.0, 0
        for branching in found:
            told = self._expected(branching)
            if self._known(branching) < RELIABLE:
                told = lost(branching)
                for half in (0, 1):
                    self.learn(branching, half, min(most, told[half]))
                if max(told) >= most:
                    # A half that ends at once is as good as settling a candidate: no need to look for a better one.
                    return branching
            since += 1
            if score(told) > highest:
                best, highest, since = branching, score(told), 0
            if since >= IN_A_ROW:
                break
        return best

    def learn(self, branching: Branching, half: int, lost: float) -> None:
        """A half lost so much worth."""
        key, width = (branching.row, branching.index, half), branching.part if half == 0 else 1 - branching.part
        self.sums[key] = self.sums.get(key, 0.0) + lost / width
        self.counts[key] = self.counts.get(key, 0) + 1
        self.all[half] += lost / width
        self.times[half] += 1

    def _expected(self, branching: Branching) -> tuple[float, float]:
        """What the halves are expected to lose; the mean of all where nothing is known of this one."""
        found = []
        for half, width in ((0, branching.part), (1, 1 - branching.part)):
            key = (branching.row, branching.index, half)
            count, times = self.counts.get(key, 0), self.times[half]
            rate = self.sums[key] / count if count else self.all[half] / times if times else 1.0
            found.append(rate * width)
        return found[0], found[1]

    def _known(self, branching: Branching) -> int:
        """How often the less known half was taken."""
        return min(self.counts.get((branching.row, branching.index, half), 0) for half in (0, 1))
