"""Tables of actors and years in whole kronor that add up exactly, worked out when looked at (convention §4)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from prioritizer.appraisal.present import apportion_all, whole, wholes
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
    (found,) = split_all(actors, [years], costs[None], effects[None])
    return found


def split_all(
    actors: tuple[str, ...], years: Sequence[npt.NDArray[np.int64]], costs: Array, effects: Array
) -> list[Split]:
    """The same for tables by version, actor and year; `years` are those of each version."""
    tables = (costs, effects)
    sides = np.stack([table.reshape(len(table), -1).sum(axis=1) for table in tables], axis=1)
    nnv = wholes(sides[:, 0] + sides[:, 1])
    # A side without cells cannot take a krona, so the other side is rounded alone.
    parts = apportion_all(sides, nnv, np.stack([np.any(table, axis=(1, 2)) for table in tables], axis=1))
    by_actor = [_by_actor(actors, table, parts[:, side]) for side, table in enumerate(tables)]
    found = []
    for at, whole_nnv in enumerate(nnv.tolist()):
        cells = [
            LaterMapping(partial(_cells, actors, years[at], table[at], whole_sums[at]))
            for table, whole_sums in zip(tables, by_actor, strict=True)
        ]
        found.append(Split(whole_nnv, by_actor[0][at], by_actor[1][at], cells[0], cells[1]))
    return found


def rounded_cells(actors: tuple[str, ...], years: npt.NDArray[np.int64], table: Array) -> Cells:
    """A table in whole kronor that adds up to its own rounded sum; cells of exactly zero stay out."""

    def make() -> Cells:
        known = np.nan_to_num(table)
        (by_actor,) = _by_actor(actors, known[None], np.array([whole(float(known.sum()))]))
        return _cells(actors, years, known, by_actor)

    return LaterMapping(make)


def _by_actor(actors: tuple[str, ...], tables: Array, targets: npt.NDArray[np.int64]) -> list[dict[str, int]]:
    """The sum of each actor that has a cell, in the order of ids, so that rows in a file do not matter."""
    order = sorted(range(len(actors)), key=actors.__getitem__)
    names = [actors[row] for row in order]
    there = np.any(tables, axis=2)[:, order]
    found = apportion_all(tables.sum(axis=2)[:, order], targets, there)
    return [
        {name: kronor for name, kronor, has in zip(names, of_actors, has_cells, strict=True) if has}
        for of_actors, has_cells in zip(found.tolist(), there.tolist(), strict=True)
    ]


def _cells(
    actors: tuple[str, ...], years: npt.NDArray[np.int64], table: Array, by_actor: Mapping[str, int]
) -> dict[tuple[str, int], int]:
    if not by_actor:
        return {}
    known = table[[actors.index(actor) for actor in by_actor]]
    there = known != 0.0
    found = apportion_all(known, np.array(list(by_actor.values())), there)
    return {
        (actor, year): kronor
        for actor, of_years, has_cells in zip(by_actor, found.tolist(), there.tolist(), strict=True)
        for year, kronor, has in zip(years.tolist(), of_years, has_cells, strict=True)
        if has
    }
