"""Whole numbers in as many digits as a solver takes.

A row with larger numbers is divided and its coefficients rounded down, with bounds so wide that every plan within the
row is within what is written. So no plan is lost, and one let through beside the row is cut off by the exact check.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from prioritizer.selection.program import Row


@dataclass(frozen=True, slots=True)
class Shortened:
    """The coefficients of a row divided by `divisor` and rounded down, `rounded` of them by less than one each."""

    coefficients: tuple[tuple[int, int], ...]
    divisor: int = 1
    rounded: int = 0

    def between(self, low: int | None, high: int | None) -> tuple[int | None, int | None]:
        """Bounds of what is written that hold wherever the row lies between two bounds; None is no bound.

        Rounded down, the sum over some candidates is at most the row over the divisor, and less than that by less than
        one for each coefficient that was rounded.
        """
        least = None if low is None else -(-low // self.divisor) - self.rounded
        return least, None if high is None else high // self.divisor


def shortened(row: Row, most: int) -> Shortened:
    """A row with no number of `most` or above in it; the row itself where it has none.

    Example:
        >>> shortened(Row("r", ((0, 25), (1, 30)), "<=", 49, "limit"), 10).coefficients
        ((0, 4), (1, 5))
    """
    largest = max((abs(number) for _, number in row.coefficients), default=0)
    largest = max(largest, abs(row.bound))
    if largest < most:
        return Shortened(row.coefficients)
    divisor = largest // (most - 1) + 1
    divided = ((i, number // divisor) for i, number in row.coefficients)
    rounded = sum(1 for _, number in row.coefficients if number % divisor)
    return Shortened(tuple((i, number) for i, number in divided if number), divisor, rounded)


def bounds(row: Row) -> tuple[int | None, int | None]:
    """The least and the most that a row allows; None is no bound."""
    return None if row.sense == "<=" else row.bound, None if row.sense == ">=" else row.bound


def missed(exact: Sequence[int], most: int, written: Callable[[int], Fraction]) -> int:
    """By how many whole units, at most, two plans may differ otherwise in what is written than in what is exact.

    Numbers below `most` are written as they are.
    """
    if all(-most < number < most for number in exact):
        return 0
    return floor(sum((abs(n - written(n)) for n in exact), Fraction(0)))
