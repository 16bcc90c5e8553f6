"""Tables of actors and years in whole kronor that add up exactly, worked out when looked at (convention §4)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from prioritizer.appraisal.present import apportion, whole
from prioritizer.appraisal.setting import Array
from prioritizer.model.value import Cells, LaterMapping


@dataclass(frozen=True, slots=True)
class Split:
    """A rounded total divided on two sides and on actors, in whole kronor.

    The actors of both sides together add up to `nnv`, and the cells of an actor to the actor.
    """

    nnv: int
    costs: Mapping[str, int]
    effects: Mapping[str, int]
    costs_present: Cells
    effects_present: Cells

    def of(self, actors: frozenset[str]) -> int:
        """What some actors get less what they pay."""
        return sum(kr for side in (self.costs, self.effects) for actor, kr in side.items() if actor in actors)


def split(actors: tuple[str, ...], years: npt.NDArray[np.int64], costs: Array, effects: Array) -> Split:
    """Both discounted tables in whole kronor: first the total, then sides, actors and years, by largest remainder."""
    sides = [float(costs.sum()), float(effects.sum())]
    nnv = whole(sum(sides))
    paid, gained = bool(costs.any()), bool(effects.any())
    # A side without cells cannot take a krona, so the other side is rounded alone.
    parts = apportion(sides, nnv) if paid and gained else [nnv if paid else 0, nnv if gained else 0]
    by_actor = [_by_actor(actors, table, part) for table, part in zip((costs, effects), parts, strict=True)]
    cells = [
        LaterMapping(partial(_cells, actors, years, table, found))
        for table, found in zip((costs, effects), by_actor, strict=True)
    ]
    return Split(nnv, by_actor[0], by_actor[1], cells[0], cells[1])


def rounded_cells(actors: tuple[str, ...], years: npt.NDArray[np.int64], table: Array) -> Cells:
    """A table in whole kronor that adds up to its own rounded sum; cells of exactly zero stay out."""

    def make() -> Cells:
        known = np.nan_to_num(table)
        return _cells(actors, years, known, _by_actor(actors, known, whole(float(known.sum()))))

    return LaterMapping(make)


def _by_actor(actors: tuple[str, ...], table: Array, target: int) -> dict[str, int]:
    """The sum of each actor that has a cell, in the order of ids, so that rows in a file do not matter."""
    there: list[bool] = np.any(table, axis=1).tolist()
    totals: list[float] = table.sum(axis=1).tolist()
    present = sorted((actor, row) for row, actor in enumerate(actors) if there[row])
    sums = [totals[row] for _, row in present]
    return dict(zip((actor for actor, _ in present), apportion(sums, target), strict=True))


def _cells(
    actors: tuple[str, ...], years: npt.NDArray[np.int64], table: Array, by_actor: Mapping[str, int]
) -> dict[tuple[str, int], int]:
    rows = {actor: row for row, actor in enumerate(actors)}
    found: dict[tuple[str, int], int] = {}
    for actor, target in by_actor.items():
        there = np.flatnonzero(table[rows[actor]])
        amounts = [float(table[rows[actor], at]) for at in there]
        found |= {(actor, int(years[at])): kronor for at, kronor in zip(there, apportion(amounts, target), strict=True)}
    return found
