"""What the effects of a version amount to by draw, before prices and years (convention §6, §8)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from prioritizer.appraisal.draws import Draws, Input, Stream, grid, power_of, rank_of
from prioritizer.appraisal.setting import Array, Setting
from prioritizer.model.portfolio import Alternative, Distribution, Effect

PARTS = ("participants", "risk_without", "risk_with", "units_per_case")


@dataclass(frozen=True, slots=True)
class Reached:
    """The effects of one version, in the order they are written.

    `units` are units a year at full effect by effect and draw, times the shared uncertainty of the price; `expected`
    their means. `difference` is the expected share of the expected number of `participants` for whom the outcome
    turns, and `attainable` the most it could be: all who would have the outcome without the measure, or, where one
    wants more of it, all who would not.
    """

    units: Array
    expected: Array
    participants: Array
    difference: Array
    attainable: Array


def reach(version: Alternative, ranks: Sequence[int], drawn: Stream, setting: Setting) -> Reached:
    """Participants × (risk without − risk with) × units per case, by draw.

    Args:
        version: Take-up and drop-out apply only where a size is among the treated.
        ranks: The rank of each effect of the head among its numbers, whose draws it uses.
        drawn: The stream of the proposal.
        setting: Holds the shared uncertainty of each price.
    """
    effects = version.effects
    parts = _parts(effects, ranks, drawn, setting.draws)
    treated = np.array([treated_share(effect) for effect in effects]).reshape(-1, 1)
    turned = parts["participants"] * treated * (parts["risk_without"] - parts["risk_with"])
    units = np.broadcast_to(turned * parts["units_per_case"], (len(effects), setting.draws))[:, drawn.order]
    for row, effect in enumerate(effects):
        if effect.outcome in setting.spreads:
            units[row] *= setting.spreads[effect.outcome]
    participants, risk = parts["participants"].mean(axis=1), parts["risk_without"].mean(axis=1)
    turned_mean = turned.mean(axis=1)
    difference = np.divide(turned_mean, participants, out=np.zeros_like(turned_mean), where=participants != 0)
    attainable = treated[:, 0] * np.where(difference >= 0, risk, 1 - risk)
    return Reached(units, units.mean(axis=1), participants, difference, attainable)


def treated_share(effect: Effect) -> float:
    """The share of participants whom the effect size speaks of."""
    return float(effect.take_up * (1 - effect.drop_out)) if effect.size == "among_treated" else 1.0


def _parts(effects: Sequence[Effect], ranks: Sequence[int], drawn: Stream, draws: int) -> Mapping[str, Array]:
    """Each input by effect and draw, one column where no effect is uncertain in it."""
    declared = {name: [getattr(effect, name) for effect in effects] for name in PARTS}
    found = {name: np.array([float(d.likely) for d in all_]).reshape(-1, 1) for name, all_ in declared.items()}
    uncertain: list[tuple[Input, Distribution, str, int]] = [
        ((rank_of(row, ranks), name), d, name, row)
        for name, all_ in declared.items()
        for row, d in enumerate(all_)
        if not d.is_point
    ]
    if not uncertain:
        return found
    tables = quantile_tables([d for _, d, _, _ in uncertain], power_of(draws))
    rows = [drawn.inputs[input_] for input_, *_ in uncertain]
    values = np.take_along_axis(tables, drawn.slices[rows], axis=1)
    for name in {name for _, _, name, _ in uncertain}:
        found[name] = np.repeat(found[name], draws, axis=1)
    for (_, _, name, row), of_draws in zip(uncertain, values, strict=True):
        found[name][row] = of_draws
    return found


def quantile_tables(distributions: Sequence[Distribution], power: int) -> Draws:
    """Each distribution's values at the middles of the even grid, one row for each."""
    low, likely, high = (
        np.array([[float(getattr(d, end))] for d in distributions]) for end in ("low", "likely", "high")
    )
    shares, width = grid(power), high - low
    rising = low + np.sqrt(shares) * np.sqrt(width * (likely - low))
    falling = high - np.sqrt(1.0 - shares) * np.sqrt(width * (high - likely))
    return np.where(shares * width <= likely - low, rising, falling)
