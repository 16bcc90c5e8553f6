"""What a krona of another year is worth in base_year (convention §1)."""

from collections.abc import Callable
from decimal import Decimal
from typing import TypeAlias

Discount: TypeAlias = Callable[[int], float]
"""From a calendar year to what a krona of it is worth in base_year."""

Rate: TypeAlias = Callable[[int], Decimal]
"""From a calendar year to its rate: a yearly share, real; 0.035 for 3.5 per cent."""


def discount_factor(rate: Rate, base_year: int, year: int) -> float:
    """What a krona of a year is worth in base_year: divided by (1 + rate) of each year passed between them.

    The year that passes between a krona of 2027 and one of 2028 is 2027. Before base_year it is multiplied instead.

    Args:
        rate: The rate of each year.
        base_year: The year whose kronor are not discounted.
        year: The year of the krona.

    Source:
        Convention §1.

    Example:
        >>> discount_factor(lambda year: Decimal("0.25"), 2027, 2029)
        0.64
        >>> discount_factor(lambda year: Decimal("0.25") if year < 2028 else Decimal(0), 2027, 2029)
        0.8
    """
    passed = range(min(base_year, year), max(base_year, year))
    rates = {rate(y) for y in passed}
    if len(rates) <= 1:
        return (1.0 + float(next(iter(rates), Decimal(0)))) ** -(year - base_year)
    worth = 1.0
    for y in passed:
        worth *= 1.0 + float(rate(y))
    return worth if year < base_year else 1.0 / worth
