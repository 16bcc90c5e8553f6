"""stub"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal
from prioritizer.appraisal.prices import incidence, NO_PURSE
from prioritizer.model.portfolio import Effect, Portfolio
from prioritizer.model.rules import Price, RuleSet


@dataclass(frozen=True, slots=True)
class Entry:
    actor: str
    per_unit: Fraction
    delay: int
    take_home: Decimal | None
    kind: Literal["resource", "transfer", "production"]
    home_delay: int = 0


def entries(price: Price, effect: Effect, portfolio: Portfolio, rules: RuleSet) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            a,
            Fraction(x),
            0,
            Decimal(0) if a in NO_PURSE else price.take_home,
            "transfer" if price.transfer else "resource",
        )
        for a, x in incidence(price, effect, portfolio).items()
    )
