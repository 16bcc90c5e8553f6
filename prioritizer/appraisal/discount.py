"""What a krona of another year is worth in base_year (convention §1)."""

from collections.abc import Callable
from decimal import Decimal
from typing import TypeAlias

Discount: TypeAlias = Callable[[int], float]
"""From a calendar year to what a krona of it is worth in base_year."""


def flat_rate(rate: Decimal, base_year: int) -> Discount:
    """Discounting at the same rate every year; base_year counts in full.

    Args:
        rate: Yearly share, real; 0.035 for 3.5 per cent.
        base_year: The year whose kronor are not discounted.

    Example:
        >>> flat_rate(Decimal("0.25"), 2027)(2029)
        0.64
    """
    yearly = 1 + float(rate)
    return lambda year: yearly ** -(year - base_year)
