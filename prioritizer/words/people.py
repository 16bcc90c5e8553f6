"""Numbers of people that are needed, beside those that are expected."""

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

FEW = 10
"""Below so many they are told in tenths, since an expected number is seldom whole."""


def people(needed: float, expected: float, is_more: bool) -> tuple[Decimal, Decimal]:
    """How many are needed, or are few enough, and how many are expected.

    Both whole, or in tenths where one is below ten or they are less than one apart.

    Args:
        needed: As calculated.
        expected: As calculated.
        is_more: Whether so many or more are meant, so that the first is rounded up; else it is rounded down.

    Example:
        >>> [str(n) for n in people(61.2, 43.4, True)], [str(n) for n in people(3.39, 5.1, False)]
        (['62', '43'], ['3.3', '5.1'])
    """
    unit = Decimal("0.1") if min(needed, expected) < FEW or abs(needed - expected) < 1 else Decimal(1)
    exact = [Decimal(repr(round(number, 6))) for number in (needed, expected)]
    first = exact[0].quantize(unit, ROUND_CEILING if is_more else ROUND_FLOOR)
    return first, exact[1].quantize(unit, ROUND_HALF_UP)
