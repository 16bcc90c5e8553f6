"""Whether the interval of a gross result holds the result net of the costs entered here (convention §26)."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from math import prod

from prioritizer.appraisal.common_factors import shared_by
from prioritizer.appraisal.discount import Discount, discount_factor
from prioritizer.appraisal.distributions import POSITIVE, mean
from prioritizer.appraisal.prices import index_factor, price_year_of
from prioritizer.appraisal.stated import moved
from prioritizer.appraisal.terms import terms_of
from prioritizer.model.fault import Fault, fault
from prioritizer.model.portfolio import Alternative, Portfolio, Proposal, Stated
from prioritizer.model.rules import LOWEST_RATE, RuleSet
from prioritizer.screening.screen import in_force

HALF = 0.5
"""Kronor by which rounding alone may put a result outside."""


def interval_faults(portfolio: Portfolio, rules: RuleSet) -> Iterator[Fault]:
    """Faults: nnv_outside_interval, where benefits less costs lie outside the stated interval of NNV.

    A result says one interval, and it is of NNV whether the result is net or gross. At the earliest start; a net value
    was compared when it was read. Nothing is told where an index or a rate is missing, which is told elsewhere.
    """
    terms, numbers = terms_of(portfolio, rules), in_force(portfolio, rules)
    if terms is None or min([terms.rate, *(rate for _, rate in terms.later_rates)]) <= LOWEST_RATE:
        return

    def discount(year: int) -> float:
        return discount_factor(terms.rate_of, portfolio.base_year, year)

    for proposal in portfolio.proposals:
        for version in proposal.alternatives:
            stated = version.stated
            if stated is None or stated.value is not None or stated.low is None or stated.high is None:
                continue
            worth = _ratio(stated, proposal, portfolio, rules, discount)
            costs = _paid(version, proposal, portfolio, rules, discount, numbers)
            if not worth or costs is None:
                continue
            benefits, paid = float(sum(stated.benefits.values())), costs / worth
            if not float(stated.low) - HALF <= benefits - paid <= float(stated.high) + HALF:
                told = {"benefits": round(benefits), "costs": round(paid), "value": round(benefits - paid)}
                ends = {"low": stated.low, "high": stated.high}
                yield fault(stated.place, "stated.low", "nnv_outside_interval", "", **told, **ends)


def _ratio(
    stated: Stated, proposal: Proposal, portfolio: Portfolio, rules: RuleSet, discount: Discount
) -> float | None:
    """What a krona as stated is worth in base_year and price_year at the earliest start."""
    index = index_factor(rules, stated.terms.price_year or portfolio.price_year, portfolio.price_year)
    start = min(proposal.start_years)
    return None if index is None else moved(stated.terms, start, start, proposal.starts_stated, discount) * float(index)


def _paid(
    version: Alternative,
    proposal: Proposal,
    portfolio: Portfolio,
    rules: RuleSet,
    discount: Discount,
    numbers: Mapping[str, Decimal],
) -> float | None:
    """The expected present costs, without haircut and tax cost, which come after what was stated."""
    funds, last = {fund.id: fund for fund in portfolio.funds}, min(proposal.start_years) + portfolio.horizon
    shared = shared_by(version, proposal, portfolio.common_factors, numbers)
    common = prod(mean(factor.factor, POSITIVE) for factor in shared if factor.of == "costs")
    total = 0.0
    for cost in version.costs:
        dearer = common * (mean(cost.spread, POSITIVE) if cost.spread else 1.0)
        for year, kronor in cost.per_year.items():
            index = index_factor(rules, price_year_of(cost, year, funds, portfolio), portfolio.price_year)
            if index is None:
                return None
            total += float(kronor) * float(index) * discount(year) * dearer if year < last else 0.0
    return total
