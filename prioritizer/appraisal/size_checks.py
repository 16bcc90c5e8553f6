"""Sizes that nothing real has, told before they are counted with (convention §15, §29)."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache

from prioritizer.appraisal.discount import discount_factor
from prioritizer.appraisal.distributions import extent, mean
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
    total = 0.0
    for place, path, amount in _amounts(proposal, version, portfolio, rules, price):
        total += amount * most
        if total >= MOST_KRONOR:
            yield fault(place, path, "sum_too_large")
            return


def _amounts(
    proposal: Proposal,
    version: Alternative,
    portfolio: Portfolio,
    rules: RuleSet,
    price: Callable[[str, str, LocalPrice | None], float],
) -> Iterator[tuple[Place, str, float]]:
    """Place, path and kronor of each cost, effect and result, over all years and at the high end of what is uncertain.

    Kronor are undiscounted, and without regard to profile, take-up and haircuts, which only make them fewer.
    """
    for n, cost in enumerate(version.costs):
        dearer = cost.spread.high if cost.spread else Decimal(1)
        yield proposal.place, f"costs.{n}.per_year", float(sum(cost.per_year.values()) * dearer)
    for n, effect in enumerate(version.effects if version.stated is None else ()):
        if effect.outcome in rules.prices:
            name, units = _units(effect)
            yield (
                effect.place_of(name),
                f"effects.{n}.{name}",
                units * price(*effect.priced_as) * portfolio.horizon,
            )
    if version.stated is not None:
        stated = version.stated
        told = [abs(end) for end in (stated.value, stated.low, stated.high) if end is not None]
        yield stated.place, "stated", float(max(sum(map(abs, stated.benefits.values())), *told, 0))


def _units(effect: Effect) -> tuple[str, float]:
    """How many units a year an effect can be, and which input makes them so many."""
    found = {PEOPLE: _reach(effect, PEOPLE, effect.participants), UNITS: _reach(effect, UNITS, effect.units_per_case)}
    if effect.stated_as == "mean_difference" and effect.change is not None:
        found[effect.stated_as] = _reach(effect, "change", effect.change)
    product = 1.0
    for number in found.values():
        product *= number
    return max(found, key=lambda name: found[name]), product


def _reach(effect: Effect, name: str, declared: Distribution) -> float:
    """The largest number, whatever its sign, that an input is told to be."""
    if declared.shape == "triangle":
        return float(max(abs(declared.low), abs(declared.high)))
    return max(abs(number) for number in (*extent(declared), mean(declared, bounds(effect, name))))


def _price(effect: Effect, portfolio: Portfolio, rules: RuleSet) -> float:
    """The kronor of price_year that change hands for a unit; none where another fault keeps it unknown."""
    price = price_of(effect, rules)
    index = index_factor(rules, price.price_year, portfolio.price_year)
    return float(sum(abs(kronor) for kronor in price.split.values())) * float(index or 0)


def _per_cent(rate: Decimal) -> str:
    return f"{(rate * 100).normalize():f} %".replace("-", "\N{MINUS SIGN}")
