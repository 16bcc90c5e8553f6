"""Costs and effects of one version by year, in kronor of price_year, not discounted (convention §2, §6, §7)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from math import inf

import numpy as np

from prioritizer.appraisal.distributions import POSITIVE, quantiles
from prioritizer.appraisal.draws import INPUTS, Draws, Input, distribution, mean
from prioritizer.appraisal.effect_size import FORMULAS, bounds
from prioritizer.appraisal.prices import incidence, index_factor, price_year_of
from prioritizer.model.portfolio import Cost, Effect, Portfolio, Profile
from prioritizer.model.rules import Price, RuleSet

FOLLOWED = 100
"""For how many years after the horizon it is told what is left out."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What all versions share: the portfolio, the rules, how many draws, each uncertain price and factor by draw."""

    portfolio: Portfolio
    rules: RuleSet
    draws: int
    spreads: Mapping[str, Draws]
    factors: Mapping[str, Draws] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CostFlow:
    """One cost at one start: what its payer is expected to give up each year, in kronor of price_year, above zero.

    `running` says that the kronor were written in the prices of the year they are paid. `expected_multiple` is by what
    the row as written was multiplied to be expected, and `relative` each draw as a multiple of what is expected; None
    where nothing is uncertain.
    """

    cost: Cost
    by_year: Mapping[int, float]
    running: bool
    cut_off: bool
    expected_multiple: float = 1.0
    relative: Draws | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """What of an effect does not depend on the start.

    `units` are units a year at full effect by draw, times the declared uncertainty of the price; `expected` their
    mean. `unit_value` is kronor of price_year per unit by actor. `difference` is the expected share of the expected
    number of `participants` for whom the outcome turns, and `attainable` the most it could be: all who would have the
    outcome without the measure, or, where one wants more of it, all who would not; of a mean difference, units per
    participant, and no most. `cut` is the share of draws whose risk with the measure had to be cut to lie in 0–1, and
    `shared` the mean of what multiplies all effects of the version.
    """

    effect: Effect
    price: Price
    index: float
    unit_value: Mapping[str, float]
    units: Draws
    expected: float
    participants: float
    difference: float
    attainable: float
    cut: float = 0.0
    shared: float = 1.0


@dataclass(frozen=True, slots=True)
class EffectFlow:
    """One effect at one start: the weight of each year that counts, and of those after the horizon (convention §7).

    `beyond` follows what is left out for a hundred years; `cut_off` says that there is something.
    """

    quantity: Quantity
    weights: Mapping[int, float]
    beyond: Mapping[int, float]
    cut_off: bool


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
    return EffectFlow(quantity, weights, _weights(quantity.effect.profile, start, later), cut_off)


def cost_flow(
    cost: Cost, shift: int, end: int, setting: Setting, shares: Draws | None = None, shared: Draws | float = 1.0
) -> CostFlow:
    """One cost, moved whole to a later start with its kronor unchanged, and deflated to price_year.

    Args:
        cost: Written for the earliest start.
        shift: How many years later the version starts.
        end: The first year that does not count.
        setting: Says in whose year's prices the kronor stand, and holds the index.
        shares: The stream of the row, where its spread is uncertain.
        shared: By what all costs of the version are multiplied in each draw.

    Source:
        Convention §2, §3, §7, §8.
    """
    portfolio = setting.portfolio
    moved = {year + shift: amount for year, amount in cost.per_year.items() if amount}
    multiple, relative = _multiple(cost, shares, shared)
    by_year = {year: _deflated(cost, amount, year, setting) * multiple for year, amount in moved.items() if year < end}
    running = any(f.id == cost.fund and f.prices == "lopande" for f in portfolio.funds)
    return CostFlow(cost, by_year, running, any(year >= end for year in moved), multiple, relative)


def _multiple(cost: Cost, shares: Draws | None, shared: Draws | float) -> tuple[float, Draws | None]:
    """The expected multiple of a row, and each draw beside it."""
    own: Draws | float = 1.0
    if cost.spread is not None:
        own = float(cost.spread.likely) if shares is None else quantiles(cost.spread, shares, POSITIVE)
    drawn = own * shared
    if isinstance(drawn, float):
        return drawn, None
    expected = mean(drawn)
    return expected, drawn / expected if expected else None


def quantity(
    effect: Effect, rank: int, shares: Mapping[Input, Draws], setting: Setting, shared: Draws | float = 1.0
) -> Quantity:
    """Participants × (risk without − risk with) × units per case, by draw, and what each unit gives (convention §6).

    Args:
        effect: Take-up and drop-out apply only where its size is among the treated.
        rank: Whose dimensions of `shares` it uses.
        shares: The stream of the proposal.
        setting: Holds the price in force, its uncertainty and the index.
        shared: By what all effects of the version are multiplied in each draw: graded success, common factors.
    """
    portfolio, price = setting.portfolio, setting.rules.prices[effect.outcome]
    drawn = {name: _drawn(effect, name, shares.get((rank, name)), setting.draws) for name in INPUTS}
    stated = drawn["risk_with" if effect.stated_as == "risk_with" else "change"]
    turned = FORMULAS[effect.stated_as](drawn["risk_without"], stated)
    reached = drawn["participants"] * treated_share(effect) * turned.values * shared
    units = reached * drawn["units_per_case"] * setting.spreads.get(price.id, 1.0)
    index = _to_price_year(price.price_year, setting)
    split = incidence(price, effect, portfolio)
    unit_value = {actor: float(Fraction(amount) * index) for actor, amount in split.items()}
    participants = mean(drawn["participants"])
    difference = mean(reached) / participants if participants else 0.0
    risk = mean(drawn["risk_without"])
    attainable = treated_share(effect) * (risk if difference >= 0 else 1 - risk)
    if effect.stated_as == "mean_difference":
        attainable = inf
    told = (participants, difference, attainable, turned.cut, shared if isinstance(shared, float) else mean(shared))
    return Quantity(effect, price, float(index), unit_value, units, mean(units), *told)


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
    """An input by draw; zero everywhere where the effect is stated without it, and its formula does not ask."""
    declared = distribution(effect, name)
    if declared is None or shares is None:
        return np.full(size, float(declared.likely) if declared else 0.0)
    return quantiles(declared, shares, bounds(effect, name))
