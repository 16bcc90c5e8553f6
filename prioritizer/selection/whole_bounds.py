"""Bounds from row multipliers in whole numbers, by the arithmetic that a certificate is checked with.

The same sums as in `register/check_certificate.py`, written for speed: 64-bit numbers where no sum can reach their end,
Python's own otherwise.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from prioritizer.selection.program import Program

FREE = -1
"""A candidate that is not settled; else 0 or 1."""
SAFE = 2**62
"""Below it no 64-bit sum overflows."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the tree: what each candidate is settled to, and the bounds of rows, None where there is none."""

    settled: NDArray[np.int8]
    low: tuple[int | None, ...]
    high: tuple[int | None, ...]

    @property
    def free(self) -> NDArray[np.bool_]:
        """Which candidates are not settled."""
        found: NDArray[np.bool_] = self.settled == FREE
        return found

    def with_settled(self, index: int | NDArray[np.intp], to: int | NDArray[np.int8]) -> "Part":
        """The part where more candidates are settled."""
        settled = self.settled.copy()
        settled[index] = to
        return replace(self, settled=settled)

    def with_row(self, row: int, low: int | None, high: int | None) -> "Part":
        """The part where a row has other bounds."""
        return replace(
            self,
            low=(*self.low[:row], low, *self.low[row + 1 :]),
            high=(*self.high[:row], high, *self.high[row + 1 :]),
        )


@dataclass(frozen=True, slots=True)
class Weighed:
    """What multipliers prove in a part: D times the worth of no plan there is above `bound`."""

    divisor: int
    multipliers: tuple[tuple[int, int], ...]
    bound: int
    gains: NDArray[np.int64] | NDArray[np.object_]

    def spare(self, excluded: int) -> int:
        """What a plan worth `excluded` can lose; below zero there is none in the part."""
        return self.bound - self.divisor * excluded

    def settles(self, part: Part, excluded: int) -> NDArray[np.intp]:
        """The free candidates whose gain is beyond what is spare, either way."""
        beyond: NDArray[np.bool_] = np.abs(self.gains) > self.spare(excluded)
        return np.flatnonzero(part.free & beyond)


class Arithmetic:
    """The rows and the objective of a program, ready for multipliers."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._largest = [max((abs(c) for _, c in row.coefficients), default=0) for row in program.rows]
        self._widest = max((abs(c) for c in program.objective), default=0)
        self._matrix: csr_array | None = None
        if max([self._widest, *self._largest]) < SAFE:
            pairs = [(i, r, c) for r, row in enumerate(program.rows) for i, c in row.coefficients]
            shape = (len(program.objective), len(program.rows))
            i, r, c = zip(*pairs, strict=True) if pairs else ((), (), ())
            self._matrix = csr_array((np.array(c, dtype=np.int64), (i, r)), shape=shape, dtype=np.int64)
            self._objective = np.array(program.objective, dtype=np.int64)

    def whole(self) -> Part:
        """The whole program: nothing settled, rows as they are written."""
        rows = self.program.rows
        return Part(
            np.full(len(self.program.objective), FREE, dtype=np.int8),
            tuple(None if row.sense == "<=" else row.bound for row in rows),
            tuple(None if row.sense == ">=" else row.bound for row in rows),
        )

    def rounded(self, part: Part, multipliers: NDArray[np.float64], divisor: int) -> dict[int, int]:
        """Multipliers times `divisor` in whole numbers; those against a bound that the row lacks are left out."""
        scaled = np.rint(multipliers * divisor)
        found = {int(r): int(scaled[r]) for r in np.flatnonzero(scaled)}
        return {r: y for r, y in found.items() if (part.high[r] if y > 0 else part.low[r]) is not None}

    def weigh(self, part: Part, divisor: int, multipliers: Mapping[int, int]) -> Weighed:
        """The bound that whole multipliers prove in a part."""
        size = divisor * self._widest + sum(abs(y) * self._largest[r] for r, y in multipliers.items())
        bound = 0
        for r, y in multipliers.items():
            edge = part.high[r] if y > 0 else part.low[r]
            assert edge is not None
            bound += y * edge
        gains = self._gains(divisor, multipliers, small=size < SAFE)
        counted = np.where(part.free, np.maximum(gains, 0), gains * part.settled)
        total = counted.sum() if size * max(1, len(gains)) < SAFE else sum(counted.tolist())
        return Weighed(divisor, tuple(multipliers.items()), bound + int(total), gains)

    def scaled_ray(self, ray: NDArray[np.float64]) -> NDArray[np.float64]:
        """A ray whose largest weight on any candidate is 1."""
        largest = max((abs(y) * most for y, most in zip(ray.tolist(), self._largest, strict=True)), default=0.0)
        return ray / largest if largest else ray

    def broken_row(self, part: Part) -> dict[int, int] | None:
        """A multiplier of one row that no plan in the part can meet, whatever is free; None where each can be met."""
        settled = part.settled.tolist()
        for r, row in enumerate(self.program.rows):
            here = [(settled[i], c) for i, c in row.coefficients]
            least = sum(min(0, c) if x == FREE else c * x for x, c in here)
            most = sum(max(0, c) if x == FREE else c * x for x, c in here)
            low, high = part.low[r], part.high[r]
            if high is not None and least > high:
                return {r: 1}
            if low is not None and most < low:
                return {r: -1}
        return None

    def _gains(
        self, divisor: int, multipliers: Mapping[int, int], small: bool
    ) -> NDArray[np.int64] | NDArray[np.object_]:
        if small and self._matrix is not None:
            y = np.zeros(len(self._largest), dtype=np.int64)
            for r, multiplier in multipliers.items():
                y[r] = multiplier
            gains: NDArray[np.int64] = divisor * self._objective - self._matrix @ y
            return gains
        found = [divisor * c for c in self.program.objective]
        for r, multiplier in multipliers.items():
            for i, c in self.program.rows[r].coefficients:
                found[i] -= multiplier * c
        return np.array(found, dtype=np.object_)
