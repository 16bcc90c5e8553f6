"""Bounds from row multipliers in whole numbers, by the arithmetic that a certificate is checked with.

The same sums as in `register/check_certificate.py`, written for speed: 64-bit numbers where no sum can reach their end,
Python's own otherwise.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from prioritizer.selection.program import Program, Row

FREE = -1
"""A candidate that is not settled; else 0 or 1."""
SAFE = 2**62
"""Below it no 64-bit sum overflows."""
RAYS = (2**10, 2**20, 2**35, 2**50)
"""What a ray, its largest weight on any candidate 1, is multiplied by before it is rounded."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the tree: what each candidate is settled to, and the bounds of rows, None where there is none.

    Rows that were added to the program on the way have the same bounds everywhere, and are not among these.
    """

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
    """The rows and the objective of a program, ready for multipliers; rows can be added."""

    def __init__(self, program: Program) -> None:
        self._objective = program.objective
        self._widest = max((abs(c) for c in program.objective), default=0)
        self._small = np.array(program.objective if self._widest < SAFE else [], dtype=np.int64)
        self._turned = 1.0
        self.rows: list[Row] = []
        self._largest: list[int] = []
        self._base, self._added = len(program.rows), list[NDArray[np.int64]]()
        for row in program.rows:
            self._take(row)
        self._matrix: csr_array | None = None
        if max([self._widest, *self._largest]) < SAFE:
            pairs = [(i, r, c) for r, row in enumerate(program.rows) for i, c in row.coefficients]
            shape = (len(program.objective), len(program.rows))
            i, r, c = zip(*pairs, strict=True) if pairs else ((), (), ())
            self._matrix = csr_array((np.array(c, dtype=np.int64), (i, r)), shape=shape, dtype=np.int64)

    def _take(self, row: Row) -> None:
        self.rows.append(row)
        self._largest.append(max((abs(c) for _, c in row.coefficients), default=0))

    def add(self, row: Row) -> None:
        """Take in a row that every plan meets, after all others."""
        self._take(row)
        if self._largest[-1] >= SAFE:
            self._matrix = None
        if self._matrix is not None:
            dense = np.zeros(len(self._objective), dtype=np.int64)
            for i, c in row.coefficients:
                dense[i] = c
            self._added.append(dense)

    def whole(self) -> Part:
        """The whole program: nothing settled, rows as they are written."""
        rows = self.rows[: self._base]
        return Part(
            np.full(len(self._objective), FREE, dtype=np.int8),
            tuple(None if row.sense == "<=" else row.bound for row in rows),
            tuple(None if row.sense == ">=" else row.bound for row in rows),
        )

    def rounded(self, part: Part, multipliers: NDArray[np.float64], divisor: int) -> dict[int, int]:
        """Multipliers times `divisor` in whole numbers; those against a bound that the row lacks are left out."""
        scaled = np.rint(multipliers * divisor)
        found = zip(np.flatnonzero(scaled).tolist(), scaled[scaled != 0].tolist(), strict=True)
        return {r: int(y) for r, y in found if self._edge(part, r, y > 0) is not None}

    def _edge(self, part: Part, row: int, upper: bool) -> int | None:
        """A bound of a row in a part."""
        if row < self._base:
            return part.high[row] if upper else part.low[row]
        return None if (self.rows[row].sense == ">=") is upper else self.rows[row].bound

    def weigh(self, part: Part, divisor: int, multipliers: Mapping[int, int]) -> Weighed:
        """The bound that whole multipliers prove in a part."""
        size = divisor * self._widest + sum(abs(y) * self._largest[r] for r, y in multipliers.items())
        bound = 0
        for r, y in multipliers.items():
            edge = self._edge(part, r, y > 0)
            assert edge is not None
            bound += y * edge
        gains = self._gains(divisor, multipliers, small=size < SAFE)
        counted = np.where(part.free, np.maximum(gains, 0), gains * part.settled)
        total = counted.sum() if size * max(1, len(gains)) < SAFE else sum(counted.tolist())
        return Weighed(divisor, tuple(multipliers.items()), bound + int(total), gains)

    def ended_by(self, part: Part, ray: NDArray[np.float64]) -> Weighed | None:
        """The proof by a ray that a part has no plan, None where its rounded multipliers are no proof."""
        largest = max((abs(y) * most for y, most in zip(ray.tolist(), self._largest, strict=True)), default=0.0)
        scaled = ray / largest if largest else ray
        for sign in (self._turned, -self._turned):
            for factor in RAYS:
                found = self.weigh(part, 0, self.rounded(part, scaled * sign, factor))
                if found.bound < 0:
                    self._turned = sign
                    return found
        return None

    def broken_row(self, part: Part) -> dict[int, int] | None:
        """A multiplier of one row that no plan in the part can meet, whatever is free; None where each can be met."""
        settled = part.settled.tolist()
        for r, row in enumerate(self.rows):
            here = [(settled[i], c) for i, c in row.coefficients]
            high, low = self._edge(part, r, upper=True), self._edge(part, r, upper=False)
            if high is not None and sum(min(0, c) if x == FREE else c * x for x, c in here) > high:
                return {r: 1}
            if low is not None and sum(max(0, c) if x == FREE else c * x for x, c in here) < low:
                return {r: -1}
        return None

    def _gains(
        self, divisor: int, multipliers: Mapping[int, int], small: bool
    ) -> NDArray[np.int64] | NDArray[np.object_]:
        if small and self._matrix is not None:
            y = np.zeros(self._base, dtype=np.int64)
            gains: NDArray[np.int64] = divisor * self._small
            for r, multiplier in multipliers.items():
                if r < self._base:
                    y[r] = multiplier
                else:
                    gains -= multiplier * self._added[r - self._base]
            gains -= self._matrix @ y
            return gains
        found = [divisor * c for c in self._objective]
        for r, multiplier in multipliers.items():
            for i, c in self.rows[r].coefficients:
                found[i] -= multiplier * c
        return np.array(found, dtype=np.object_)
