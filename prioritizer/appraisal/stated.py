"""Results computed elsewhere: taken as they stand, and spread out only as far as they say (convention §26)."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum
from statistics import NormalDist
from typing import TypeAlias

from prioritizer.appraisal.draws import Draws
from prioritizer.appraisal.indicators import percentile, share_above_zero
from prioritizer.model.portfolio import NOT_ALLOCATED, Stated

Table: TypeAlias = Mapping[tuple[str, int], float]
"""Kronor by actor and year, not yet rounded."""

QUANTILE_95 = NormalDist().inv_cdf(0.95)


@dataclass(frozen=True, slots=True)
class StatedWorth:
    """A stated result at one start: discounted tables, draws of NNV, and what is known of its spread."""

    effects_present: Table
    costs_present: Table
    draws: Draws
    chance: float | None
    low: float | None
    high: float | None
    notes: tuple[str, ...]


def stated_worth(stated: Stated, start: int, ratio: float, costs_present: Table, deviates: Draws) -> StatedWorth:
    """What a stated result says at one start.

    Args:
        stated: `value` is net of all costs, which are not subtracted again; `benefits` are gross.
        start: The year in which the discounted cells are entered.
        ratio: What a krona at this start is worth beside one at the earliest start.
        costs_present: The discounted costs of the version.
        deviates: Standard normal deviates of the proposal, with mean zero.

    Returns:
        Draws whose mean is the stated NNV: normal, with the deviation that the stated chance implies, else the
        stated interval; all alike, and noted, where neither says anything.
    """
    if stated.value is not None:
        effects, costs = {(NOT_ALLOCATED, start): float(stated.value) * ratio}, dict[tuple[str, int], float]()
    else:
        effects = {(actor, start): float(amount) * ratio for actor, amount in stated.benefits.items()}
        costs = dict(costs_present)
    expected = fsum(effects.values()) + fsum(costs.values())
    deviation, notes = _deviation(stated, expected, ratio)
    draws = expected + (deviation or 0.0) * deviates
    chance = float(stated.chance) if stated.chance is not None else share_above_zero(draws) if deviation else None
    low, high = _interval(stated, ratio, draws if deviation else None)
    return StatedWorth(effects, costs, draws, chance, low, high, notes)


def _deviation(stated: Stated, expected: float, ratio: float) -> tuple[float | None, tuple[str, ...]]:
    notes: tuple[str, ...] = ()
    if stated.chance is not None and 0 < stated.chance < 1:
        quantile = NormalDist().inv_cdf(float(stated.chance))
        if expected * quantile > 0:
            return abs(expected / quantile), notes
        if expected * quantile < 0:
            notes = ("chance_contradicts_value",)
    if stated.low is not None and stated.high is not None and stated.high > stated.low:
        return float(stated.high - stated.low) * ratio / (2 * QUANTILE_95), notes
    return None, (*notes, "spread_unknown")


def _interval(stated: Stated, ratio: float, draws: Draws | None) -> tuple[float | None, float | None]:
    low = float(stated.low) * ratio if stated.low is not None else None
    high = float(stated.high) * ratio if stated.high is not None else None
    if draws is None or (low is not None and high is not None):
        return low, high
    return percentile(draws, 5), percentile(draws, 95)
