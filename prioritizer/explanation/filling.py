"""The limits of a program as one table, for plans that are filled one proposal at a time (convention §22)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from prioritizer.model.rules import Amount, Limit
from prioritizer.selection.program import Program, Row

Whole: TypeAlias = NDArray[Any]
"""Whole numbers: of 64 bits where no sum can reach their end, Python's own otherwise."""

SAFE = 2**62
"""Below it no 64-bit sum overflows."""


@dataclass(frozen=True, slots=True, eq=False)
class Filling:
    """Every row but «one version of each», read as «at most»: `used` kronor, persons and shares against `bounds`.

    `columns` has a line for each candidate with what it uses of each row, and `proposals` the number of its proposal. A
    row is a ceiling where what is taken later cannot make room in it, or where money and capacity are used as they
    come; shares of what the plan grants are none, and are tested at the end. `relative` are the columns as parts of the
    largest number of each row, in floats that prove nothing, and `relative_bounds` the bounds.
    """

    ids: tuple[str, ...]
    columns: Whole
    bounds: Whole
    ceilings: NDArray[np.bool_]
    proposals: NDArray[np.intp]
    relative: NDArray[np.float64]
    relative_bounds: NDArray[np.float64]

    @classmethod
    def of(cls, program: Program, limits: Iterable[Limit]) -> "Filling":
        """The table of a program and the limits that it was built from."""
        shares = {limit.id for limit in limits if _is_share_of_plan(limit)}
        rows = [part for row in program.rows if row.kind != "version" for part in at_most(row)]
        count = len(program.candidates)
        reach = sum(max([abs(row.bound), *(abs(value) for _, value in row.coefficients)]) for row in rows)
        kind: Any = np.int64 if reach * (count + 1) < SAFE else object
        columns = np.zeros((count, len(rows)), dtype=kind)
        for at, row in enumerate(rows):
            for i, value in row.coefficients:
                columns[i, at] = value
        bounds = np.array([row.bound for row in rows], dtype=kind)
        ceilings = np.array([row.limit not in shares and _is_ceiling(row) for row in rows], dtype=bool)
        numbers = {name: n for n, name in enumerate(dict.fromkeys(c.proposal for c in program.candidates))}
        proposals = np.array([numbers[c.proposal] for c in program.candidates], dtype=np.intp)
        scale = np.abs(columns).max(axis=0, initial=1).astype(float)
        parts, ends = columns.astype(float) / scale, bounds.astype(float) / scale
        return cls(tuple(row.id for row in rows), columns, bounds, ceilings, proposals, parts, ends)

    def used(self, taken: Iterable[int]) -> Whole:
        """What some candidates use of each row."""
        found: Whole = self.columns[sorted(taken)].sum(axis=0)
        return found

    def keeps(self, taken: Iterable[int]) -> bool:
        """Whether some candidates, at most one of each proposal, keep to every row."""
        return bool((self.used(taken) <= self.bounds).all())

    def fits(self, taken: Iterable[int]) -> bool:
        """Whether some candidates are within every ceiling."""
        return bool((self.used(taken) <= self.bounds)[self.ceilings].all())

    def broken(self, taken: Iterable[int]) -> tuple[str, ...]:
        """The ids of the rows that some candidates break, each once."""
        over = np.flatnonzero(self.used(taken) > self.bounds).tolist()
        return tuple(dict.fromkeys(self.ids[at] for at in over))


def _is_share_of_plan(limit: Limit) -> bool:
    return isinstance(limit.limit, Amount) and limit.limit.form == "share_of" and limit.limit.base != "envelope"


def at_most(row: Row) -> Iterator[Row]:
    """A row as one or two that say «at most»."""
    if row.sense in ("<=", "=="):
        yield Row(row.id, row.coefficients, "<=", row.bound, row.kind, row.limit)
    if row.sense in (">=", "=="):
        yield Row(row.id, tuple((i, -value) for i, value in row.coefficients), "<=", -row.bound, row.kind, row.limit)


def _is_ceiling(row: Row) -> bool:
    return row.kind in ("fund", "resource") or all(value >= 0 for _, value in row.coefficients)
