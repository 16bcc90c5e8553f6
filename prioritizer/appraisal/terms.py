"""The terms that a round is valued on: rate and tax factor in force (convention §1, §5)."""

from datetime import date
from decimal import Decimal

from prioritizer.appraisal.setting import Terms
from prioritizer.model.portfolio import Portfolio
from prioritizer.model.rules import DISCOUNT_RATE, RuleSet

TAX_FACTOR = "tax_factor"


def terms_of(portfolio: Portfolio, rules: RuleSet) -> Terms | None:
    """The terms on `as_of`, and rates that are decided to come; None where no discount rate is in force."""
    rate = rules.number(DISCOUNT_RATE, portfolio.as_of)
    if rate is None:
        return None
    factor = rules.number(TAX_FACTOR, portfolio.as_of) if portfolio.tax_factor else None
    return Terms(rate=rate, tax_factor=factor, later_rates=_later_rates(portfolio, rules))


def _later_rates(portfolio: Portfolio, rules: RuleSet) -> tuple[tuple[int, Decimal], ...]:
    """Rates dated after `as_of`, each from the first year that it holds from its beginning."""
    found: dict[int, Decimal] = {}
    for dated in sorted(rules.parameters[DISCOUNT_RATE].values, key=lambda value: value.since):
        if dated.since > portfolio.as_of:
            found[dated.since.year + (dated.since > date(dated.since.year, 1, 1))] = dated.value
    return tuple(found.items())
