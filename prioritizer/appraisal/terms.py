"""The terms that a round is valued on: rate and tax factor in force (convention §1, §5)."""

from prioritizer.appraisal.setting import Terms
from prioritizer.model.portfolio import Portfolio
from prioritizer.model.rules import RuleSet

RATE, TAX_FACTOR = "discount_rate", "tax_factor"


def terms_of(portfolio: Portfolio, rules: RuleSet) -> Terms | None:
    """The terms on `as_of`; None where no discount rate is in force."""
    rate = rules.number(RATE, portfolio.as_of)
    if rate is None:
        return None
    factor = rules.number(TAX_FACTOR, portfolio.as_of) if portfolio.tax_factor else None
    return Terms(rate=rate, tax_factor=factor)
