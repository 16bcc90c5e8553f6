"""The terms that a round is valued on: rate and tax factor in force, and what the portfolio switches on (§1, §5, §9)."""

from prioritizer.appraisal.setting import Terms
from prioritizer.model.portfolio import Portfolio
from prioritizer.model.rules import RuleSet

RATE, TAX_FACTOR = "discount_rate", "tax_factor"


def terms_of(portfolio: Portfolio, rules: RuleSet) -> Terms | None:
    """The terms on `as_of`; None where no discount rate is in force."""
    rate = rules.number(RATE, portfolio.as_of)
    if rate is None:
        return None
    factor = rules.number(TAX_FACTOR, portfolio.as_of) if getattr(portfolio, "tax_factor", False) else None
    return Terms(rate=rate, tax_factor=factor)
