"""The inputs of many effects by draw, and the difference in risk that they make (convention §6, §8)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from prioritizer.appraisal.distributions import Bounds, binary, quantiles
from prioritizer.appraisal.draws import INPUTS, Stream, declared, grid, places, power_of, root_grid
from prioritizer.appraisal.effect_size import FORMULAS, bounds
from prioritizer.appraisal.setting import Array, Mask
from prioritizer.appraisal.workspace import Workspace
from prioritizer.model.portfolio import Distribution, Effect


@dataclass(frozen=True, slots=True)
class Row:
    """One effect of one version of a block."""

    effect: Effect
    rank: int
    drawn: Stream


@dataclass(frozen=True, slots=True)
class Drawn:
    """One input of all rows of a block: by row and draw, one column where no row is uncertain in it.

    The values lie in the workspace; `certain` are the rows without uncertainty.
    """

    values: Array
    certain: Mask

    @property
    def means(self) -> Array:
        """The expected value of each row."""
        return means_of(self.values, self.certain)


def means_of(values: Array, certain: Mask) -> Array:
    """The mean of each row; of a row where all draws are alike, that number and not a rounded sum of it."""
    found: Array = values[:, 0] if values.shape[1] == 1 else np.where(certain, values[:, 0], values.mean(axis=1))
    return found


def turned_by(effects: Sequence[Effect], parts: Mapping[str, Drawn], work: Workspace) -> tuple[Drawn, Array]:
    """Risk without − risk with by effect and draw, and the share of draws that were cut."""
    without, with_, change = (parts[name] for name in ("risk_without", "risk_with", "change"))
    width = max(part.values.shape[1] for part in (without, with_, change))
    turned, cut = work.array("turned", len(effects), width), np.zeros(len(effects))
    np.subtract(without.values, with_.values, out=turned)
    for form in {effect.stated_as for effect in effects} - {"risk_with"}:
        rows = [row for row, effect in enumerate(effects) if effect.stated_as == form]
        found = FORMULAS[form](*(np.broadcast_to(part.values, turned.shape)[rows] for part in (without, change)))
        turned[rows], cut[rows] = found.values, found.cut
    return Drawn(turned, without.certain & with_.certain & change.certain), cut


def parts_of(rows: Sequence[Row], draws: int, work: Workspace) -> Mapping[str, Drawn]:
    """Each input by effect and draw."""
    columns = zip(*(declared(row.effect) for row in rows), strict=True) if rows else ((),) * len(INPUTS)
    return {name: _part(name, rows, of_rows, draws, work) for name, of_rows in zip(INPUTS, columns, strict=True)}


def _part(name: str, rows: Sequence[Row], given: Sequence[Distribution | None], draws: int, work: Workspace) -> Drawn:
    uncertain = [(row, d) for row, d in zip(rows, given, strict=True) if d is not None and d.low != d.high]
    if not uncertain:
        return Drawn(_likely(given), np.ones(len(rows), dtype=bool))
    tables = _quantile_tables([(d, bounds(row.effect, name)) for row, d in uncertain], power_of(draws), work)
    wanted = places([(row.drawn, (row.rank, name)) for row, _ in uncertain], draws, work)
    values = work.array(name, len(rows), draws)
    if len(uncertain) == len(rows):
        np.take(tables, wanted, out=values, mode="clip")
        return Drawn(values, np.zeros(len(rows), dtype=bool))
    certain = np.array([d is None or d.is_point for d in given])
    values[:] = _likely(given)
    values[~certain] = np.take(tables, wanted)
    return Drawn(values, certain)


def _likely(given: Sequence[Distribution | None]) -> Array:
    return np.array([0.0 if d is None else binary(d.likely) for d in given]).reshape(-1, 1)


def _quantile_tables(given: Sequence[tuple[Distribution, Bounds]], power: int, work: Workspace) -> Array:
    """Each distribution's values at the middles of the even grid, one row for each; triangles all at once."""
    size, shares, (root, rest) = 1 << power, grid(power), root_grid(power)
    ends = np.array([(binary(d.low), binary(d.likely), binary(d.high)) for d, _ in given])
    low, likely, high = ends[:, 0:1], ends[:, 1:2], ends[:, 2:3]
    width = high - low
    rising, falling = (work.array(name, len(given), size) for name in ("rising", "falling"))
    np.multiply(root, np.sqrt(width * (likely - low)), out=rising)
    np.add(low, rising, out=rising)
    np.multiply(rest, np.sqrt(width * (high - likely)), out=falling)
    np.subtract(high, falling, out=falling)
    # The shares are in order, so that those below the likeliest value are the first so many.
    below = np.searchsorted(shares, (likely - low)[:, 0] / width[:, 0], side="right").astype(np.uint32)
    np.copyto(falling, rising, where=np.arange(size, dtype=np.uint32) < below[:, None])
    for row, (found, bounded) in enumerate(given):
        if found.shape != "triangle":
            falling[row] = quantiles(found, shares, bounded)
    return falling
