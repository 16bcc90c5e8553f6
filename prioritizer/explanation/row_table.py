"""The rows of a program as one table of whole numbers of 64 bits, and what multipliers of them prove."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from prioritizer.selection.program import Program, Row

Whole = NDArray[np.int64]
Numbers = NDArray[np.intp]

OPEN = 2**60
"""The bound of a row that does not apply: no sum comes near it."""
PRECISIONS = (20, 10, 0)
"""Multipliers are whole numbers of 2 ** -PRECISION objective units per unit of the row: the finest that is safe."""


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """What each candidate uses of each row «at most», and is worth; past the last candidate is none, of nothing.

    `proposals` is the number of the proposal of each candidate.
    """

    columns: Whole
    worths: Whole
    proposals: Numbers

    @property
    def none(self) -> int:
        """The index of no candidate."""
        return len(self.proposals)

    def used(self, state: Numbers) -> Whole:
        """What a state uses of each row."""
        found: Whole = self.columns[state].sum(axis=0)
        return found

    def worth(self, state: Numbers) -> int:
        """What a state is worth, in objective units."""
        return int(self.worths[state].sum())


@dataclass(frozen=True, slots=True, eq=False)
class Prices:
    """Multipliers of the rows in whole numbers of 2 ** -precision, and what each candidate then adds, exactly."""

    precision: int
    multipliers: Whole
    gains: Whole

    @classmethod
    def of(cls, lines: Lines, multipliers: NDArray[np.float64]) -> "Prices | None":
        """Multipliers of the relaxation; None where numbers are too large for sums of 64 bits."""
        widest = np.abs(lines.columns).max(axis=0, initial=0).astype(np.float64)
        for precision in PRECISIONS:
            rounded = np.rint(np.maximum(multipliers, 0.0) * 2.0**precision)
            size = float(np.abs(lines.worths).max(initial=0)) * 2.0**precision + float(rounded @ widest)
            if size * (lines.none + 1) < OPEN and rounded.max(initial=0.0) < OPEN:
                whole = rounded.astype(np.int64)
                return cls(precision, whole, (lines.worths << precision) - lines.columns @ whole)
        return None

    @property
    def worths(self) -> NDArray[np.float64]:
        """The gains in objective units, in floats that prove nothing."""
        found: NDArray[np.float64] = self.gains / 2.0**self.precision
        return found


def is_plain(program: Program) -> bool:
    """Whether rows keep each proposal to one candidate, and sums of 64 bits hold all numbers."""
    of: dict[str, set[int]] = {}
    for i, candidate in enumerate(program.candidates):
        of.setdefault(candidate.proposal, set()).add(i)
    versions = [row for row in program.rows if row.kind == "version"]
    one_each = {
        frozenset(i for i, _ in row.coefficients)
        for row in versions
        if row.sense == "<=" and row.bound == 1 and all(c == 1 for _, c in row.coefficients)
    }
    kept = all(len(own) == 1 or frozenset(own) in one_each for own in of.values())
    return bool(of) and kept and len(one_each) == len(versions) and is_small(program.rows, program)


def is_small(rows: Sequence[Row], program: Program) -> bool:
    """Whether sums of 64 bits hold all numbers of some rows, and all worths."""
    largest = max((sum(abs(c) for _, c in row.coefficients) + abs(row.bound) for row in rows), default=0)
    return 4 * max(largest, sum(abs(c) for c in program.objective)) < OPEN


def lines_of(program: Program, parts: Sequence[Row]) -> Lines:
    """Rows as a table, with none past the last candidate."""
    numbers = {name: n for n, name in enumerate(dict.fromkeys(c.proposal for c in program.candidates))}
    columns = np.zeros((len(program.candidates) + 1, len(parts)), dtype=np.int64)
    for at, part in enumerate(parts):
        for i, coefficient in part.coefficients:
            columns[i, at] = coefficient
    proposals = np.array([numbers[c.proposal] for c in program.candidates], dtype=np.intp)
    return Lines(columns, np.array([*program.objective, 0], dtype=np.int64), proposals)
