"""Costs and effects of one version by year, in kronor of price_year, not discounted (convention §2, §6, §7)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np

from prioritizer.appraisal.accounts import Entry, entries
from prioritizer.appraisal.draws import INPUTS, Draws, Input, distribution, mean, triangular
from prioritizer.appraisal.prices import index_factor, price_year_of
from prioritizer.model.portfolio import Cost, Effect, Portfolio, Profile
from prioritizer.model.rules import Price, RuleSet

FOLLOWED = 100
"""For how many years after the horizon it is told what is left out."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What all versions share: the portfolio, the rules, how many draws, and each uncertain price by draw."""

    portfolio: Portfolio
    rules: RuleSet
    draws: int
    spreads: Mapping[str, Draws]


@dataclass(frozen=True, slots=True)
class CostFlow:
    """One cost at one start: what its payer gives up each year, in kronor of price_year, above zero.

    `running` says that the kronor were written in the prices of the year they are paid.
    """

    cost: Cost
    by_year: Mapping[int, float]
    running: bool
    cut_off: bool


@dataclass(frozen=True, slots=True)
class Quantity:
    """What of an effect does not depend on the start.

    `parts` are what a unit gives each actor in each account, with kronor of price_year (convention §4), and
    `unit_value` their sum by actor. `units` are units a year at full effect by draw, times the declared uncertainty of
    the price; `expected` their mean. `difference` is the expected share of the expected number of `participants` for
    whom the outcome turns, and `attainable` the most it could be: all who would have the outcome without the measure,
    or, where one wants more of it, all who would not.
    """

    effect: Effect
    price: Price
    index: float
    parts: tuple[tuple[Entry, float], ...]
    unit_value: Mapping[str, float]
    units: Draws
    expected: float
    participants: float
    difference: float
    attainable: float


@dataclass(frozen=True, slots=True)
class EffectFlow:
    """One effect at one start: the weight of each year that counts, and of those after the horizon (convention §7).

    `beyond` follows what is left out for a hundred years; `cut_off` says that there is something. `end` is the first
    year that does not count, also for what comes years after the effect.
    """

    quantity: Quantity
    weights: Mapping[int, float]
    beyond: Mapping[int, float]
    cut_off: bool
    end: int

    def later(self, delay: int) -> Mapping[int, float]:
        """The weights of what comes a number of years after the effect, to the same horizon."""
        if not delay:
            return self.weights
        return {year + delay: share for year, share in self.weights.items() if year + delay < self.end}


def weight(profile: Profile, year: int) -> float:
    """The weight of a year, counted from the start: delay, ramp, full effect, decay (convention §7, design §5).

    Example:
        >>> p = Profile(1, (Decimal("0.5"), Decimal(1)), 4, Decimal("0.5"))
        >>> [weight(p, year) for year in range(7)]
        [0.0, 0.5, 1.0, 1.0, 1.0, 0.5, 0.25]
    """
    k = year - profile.delay
    if k < 0:
        return 0.0
    if k < len(profile.ramp):
        return float(profile.ramp[k])
    if k < profile.years:
        return 1.0
    return float(1 - profile.decay) ** (k - profile.years + 1)


def goes_on(profile: Profile, horizon: int) -> bool:
    """True when something of the effect is left at or after the horizon, where nothing counts."""
    last = profile.delay + max(profile.years, len(profile.ramp))
    return profile.decay < 1 or any(weight(profile, year) > 0 for year in range(horizon, last))


def effect_flow(quantity: Quantity, start: int, horizon: int) -> EffectFlow:
    """The effect from one start, to its horizon."""
    weights = _weights(quantity.effect.profile, start, range(horizon))
    cut_off = goes_on(quantity.effect.profile, horizon)
    later = range(horizon, horizon + FOLLOWED) if cut_off else range(0)
    beyond = _weights(quantity.effect.profile, start, later)
    return EffectFlow(quantity, weights, beyond, cut_off, start + horizon)


def cost_flow(cost: Cost, shift: int, end: int, setting: Setting) -> CostFlow:
    """One cost, moved whole to a later start with its kronor unchanged, and deflated to price_year.

    Args:
        cost: Written for the earliest start.
        shift: How many years later the version starts.
        end: The first year that does not count.
        setting: Says in whose year's prices the kronor stand, and holds the index.

    Source:
        Convention §2, §3, §7.
    """
    portfolio = setting.portfolio
    moved = {year + shift: amount for year, amount in cost.per_year.items() if amount}
    by_year = {year: _deflated(cost, amount, year, setting) for year, amount in moved.items() if year < end}
    running = any(f.id == cost.fund and f.prices == "lopande" for f in portfolio.funds)
    return CostFlow(cost, by_year, running, any(year >= end for year in moved))


def quantity(effect: Effect, rank: int, shares: Mapping[Input, Draws], setting: Setting) -> Quantity:
    """Participants × (risk without − risk with) × units per case, by draw, and what each unit gives (convention §6).

    Args:
        effect: Take-up and drop-out apply only where its size is among the treated.
        rank: Whose dimensions of `shares` it uses.
        shares: The stream of the proposal.
        setting: Holds the price in force, its uncertainty and the index.
    """
    portfolio, price = setting.portfolio, setting.rules.prices[effect.outcome]
    drawn = {name: _drawn(effect, name, shares.get((rank, name)), setting.draws) for name in INPUTS}
    reached = drawn["participants"] * treated_share(effect) * (drawn["risk_without"] - drawn["risk_with"])
    units = reached * drawn["units_per_case"] * setting.spreads.get(price.id, 1.0)
    index = _to_price_year(price.price_year, setting)
    parts = tuple((entry, entry.per_unit * index) for entry in entries(price, effect, portfolio, setting.rules))
    participants = mean(drawn["participants"])
    difference = mean(reached) / participants if participants else 0.0
    risk = mean(drawn["risk_without"])
    attainable = treated_share(effect) * (risk if difference >= 0 else 1 - risk)
    return Quantity(
        effect=effect,
        price=price,
        index=float(index),
        parts=tuple((entry, float(kronor)) for entry, kronor in parts),
        unit_value=_by_actor(parts),
        units=units,
        expected=mean(units),
        participants=participants,
        difference=difference,
        attainable=attainable,
    )


def _by_actor(parts: tuple[tuple[Entry, Fraction], ...]) -> dict[str, float]:
    sums: dict[str, Fraction] = {}
    for entry, kronor in parts:
        sums[entry.actor] = sums.get(entry.actor, Fraction(0)) + kronor
    return {actor: float(kronor) for actor, kronor in sums.items()}


def treated_share(effect: Effect) -> float:
    """The share of participants whom the effect size speaks of."""
    return float(effect.take_up * (1 - effect.drop_out)) if effect.size == "among_treated" else 1.0


def _weights(profile: Profile, start: int, years: range) -> dict[int, float]:
    return {start + year: found for year in years if (found := weight(profile, year))}


def _deflated(cost: Cost, amount: Decimal, year: int, setting: Setting) -> float:
    written_in = price_year_of(cost, year, {f.id: f for f in setting.portfolio.funds}, setting.portfolio)
    return float(Fraction(amount) * _to_price_year(written_in, setting))


def _to_price_year(year: int, setting: Setting) -> Fraction:
    factor = index_factor(setting.rules, year, setting.portfolio.price_year)
    if factor is None:
        raise AssertionError(f"no index for {year}: `faults` tells this before anything is appraised")
    return factor


def _drawn(effect: Effect, name: str, shares: Draws | None, size: int) -> Draws:
    declared = distribution(effect, name)
    if shares is None:
        return np.full(size, float(declared.likely))
    return triangular(shares, float(declared.low), float(declared.likely), float(declared.high))
