"""Sizes that nothing real has, told before they are counted with (convention §15, §29)."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from itertools import accumulate
from math import prod
from operator import itemgetter

from prioritizer.appraisal.discount import discount_factor
from prioritizer.appraisal.distributions import binary, extent, mean
from prioritizer.appraisal.effect_size import bounds
from prioritizer.appraisal.prices import index_factor, price_of
from prioritizer.appraisal.terms import terms_of
from prioritizer.model.distribution import Distribution
from prioritizer.model.fault import Fault, Place, fault
from prioritizer.model.portfolio import Alternative, Effect, LocalPrice, Portfolio, Proposal
from prioritizer.model.rules import DISCOUNT_RATE, LOWEST_RATE, Dated, RuleSet

MOST_KRONOR = 10**15
"""What no version may reach: not far beyond it a float no longer holds each krona. No country produces as much."""

LEAST_MEANT, MOST_MEANT = Decimal("-0.5"), Decimal(1)
"""Real discount rates that anybody can mean, a share per year."""

PEOPLE, UNITS = "participants", "units_per_case"


def size_faults(portfolio: Portfolio, rules: RuleSet) -> Iterator[Fault]:
    """Faults: discount_rate_outside, and sum_too_large at the effect, cost or result that first reaches it."""
    terms = terms_of(portfolio, rules)
    if terms is None or any(dated.value <= LOWEST_RATE for dated in rules.parameters[DISCOUNT_RATE].values):
        return
    wrong = [dated for dated in _rates(portfolio, rules) if not LEAST_MEANT <= dated.value <= MOST_MEANT]
    for dated in wrong:
        place = dated.place if dated.place.file else rules.parameters[DISCOUNT_RATE].place
        yield fault(
            place,
            DISCOUNT_RATE,
            "discount_rate_outside",
            value=_per_cent(dated.value),
            file=rules.file_of(DISCOUNT_RATE),
        )

    @cache
    def most(last: int) -> float:
        """With rates below zero a late year weighs more than the first."""
        return max(discount_factor(terms.rate_of, portfolio.base_year, y) for y in range(portfolio.base_year, last))

    @cache
    def price(outcome: str, owner: str, local: LocalPrice | None) -> float:
        return _price(known[outcome, owner, local], portfolio, rules)

    effects = (e for p in portfolio.proposals for version in p.alternatives for e in version.effects)
    known = {effect.priced_as: effect for effect in effects if effect.outcome in rules.prices}
    for proposal in portfolio.proposals if not wrong else ():
        weight = most(max(proposal.start_years) + portfolio.horizon)
        for version in proposal.alternatives:
            yield from _too_large(proposal, version, weight, portfolio, rules, price)


def _rates(portfolio: Portfolio, rules: RuleSet) -> list[Dated]:
    """The rate in force on `as_of`, and those that are known to come."""
    parameter = rules.parameters[DISCOUNT_RATE]
    now = parameter.on(portfolio.as_of)
    return [dated for dated in parameter.values if dated is now or dated.since > portfolio.as_of]


def _too_large(
    proposal: Proposal,
    version: Alternative,
    most: float,
    portfolio: Portfolio,
    rules: RuleSet,
    price: Callable[[str, str, LocalPrice | None], float],
) -> Iterator[Fault]:
    """The first part of a version with which its kronor, whatever their sign, reach the ceiling."""
    reached = accumulate(_amounts(version, portfolio, rules, price))
    first = next((n for n, total in enumerate(reached) if total * most >= MOST_KRONOR), None)
    if first is not None:
        yield fault(*_part(proposal, version, first), "sum_too_large")


def _amounts(
    version: Alternative,
    portfolio: Portfolio,
    rules: RuleSet,
    price: Callable[[str, str, LocalPrice | None], float],
) -> Iterator[float]:
    """Kronor of each cost, effect and result, over all years and at the high end of what is uncertain.

    Kronor are undiscounted, and without regard to profile, take-up and haircuts, which only make them fewer.
    """
    for cost in version.costs:
        yield float(sum(cost.per_year.values()) * (cost.spread.high if cost.spread else 1))
    for effect in version.effects if version.stated is None else ():
        is_priced = effect.outcome in rules.prices
        yield prod(_inputs(effect)) * price(*effect.priced_as) * portfolio.horizon if is_priced else 0.0
    if version.stated is not None:
        stated = version.stated
        told = [abs(end) for end in (stated.value, stated.low, stated.high) if end is not None]
        yield float(max(sum(map(abs, stated.benefits.values())), *told, 0))


def _part(proposal: Proposal, version: Alternative, number: int) -> tuple[Place, str]:
    """Place and path of one of `_amounts`; of an effect, of the input that makes it so many units."""
    if number < len(version.costs):
        return proposal.place, f"costs.{number}.per_year"
    if version.stated is not None:
        return version.stated.place, "stated"
    row = number - len(version.costs)
    effect = version.effects[row]
    name = max(zip(_inputs(effect), (PEOPLE, UNITS, "mean_difference"), strict=False), key=itemgetter(0))[1]
    return effect.place_of(name), f"effects.{row}.{name}"


def _inputs(effect: Effect) -> list[float]:
    """The largest that participants, units per case and a mean difference can be, which an effect's units are made of.

    Whatever their sign.
    """
    found = [_largest(effect, PEOPLE, effect.participants), _largest(effect, UNITS, effect.units_per_case)]
    if effect.stated_as == "mean_difference" and effect.change is not None:
        found.append(_largest(effect, "change", effect.change))
    return found


def _largest(effect: Effect, name: str, declared: Distribution) -> float:
    if declared.shape == "triangle":
        return max(abs(binary(declared.low)), abs(binary(declared.high)))
    return max(abs(end) for end in (*extent(declared), mean(declared, bounds(effect, name))))


def _price(effect: Effect, portfolio: Portfolio, rules: RuleSet) -> float:
    """The kronor of price_year that change hands for a unit; none where another fault keeps it unknown."""
    price = price_of(effect, rules)
    index = index_factor(rules, price.price_year, portfolio.price_year)
    return float(sum(abs(kronor) for kronor in price.split.values())) * float(index or 0)


def _per_cent(rate: Decimal) -> str:
    return f"{(rate * 100).normalize():f} %".replace("-", "\N{MINUS SIGN}")
