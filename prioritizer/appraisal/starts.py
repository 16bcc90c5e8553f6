"""At which of its starts a version can be appraised (convention §2, §17)."""

from prioritizer.appraisal.prices import index_in, price_year_of
from prioritizer.model.portfolio import Alternative, Portfolio, Proposal
from prioritizer.model.rules import RuleSet


def starts_of(proposal: Proposal, version: Alternative, portfolio: Portfolio, rules: RuleSet) -> tuple[int, ...]:
    """The starts of a version but those that no fund can grant and whose costs no index reaches.

    A later start moves all costs, and may move them past both the last allocation and the last year of the index.
    Nothing is known of what that is worth, and nothing has to be: the choice refuses such a start (§17). The earliest
    start is what the costs are written for, and stays.
    """
    first = min(proposal.start_years)
    return tuple(
        start
        for start in proposal.start_years
        if start == first
        or not ungranted(version, start - first, portfolio)
        or not unindexed(version, start - first, portfolio, rules)
    )


def ungranted(version: Alternative, later: int, portfolio: Portfolio) -> tuple[tuple[str, int], ...]:
    """The funds and years of granted kronor without an allocation, at a start so many years later."""
    allocated = {fund.id: fund.allocation for fund in portfolio.funds}
    asked = {where for cost in version.costs for where, kronor in cost.granted(later).items() if kronor}
    return tuple(sorted((fund, year) for fund, year in asked if year not in allocated.get(fund, ())))


def unindexed(version: Alternative, later: int, portfolio: Portfolio, rules: RuleSet) -> tuple[int, ...]:
    """The price years of its costs that no index converts, at a start so many years later."""
    funds = {fund.id: fund for fund in portfolio.funds}
    paid = [(cost, year + later) for cost in version.costs for year, kronor in cost.per_year.items() if kronor]
    written_in = {price_year_of(cost, year, funds, portfolio) for cost, year in paid} - {portfolio.price_year}
    return tuple(sorted(year for year in written_in if index_in(rules, year) is None))
