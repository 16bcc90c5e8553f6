"""An uncertain number as its author declared it (convention §8)."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal, TypeAlias

Shape: TypeAlias = Literal["triangle", "pert", "normal", "lognormal", "beta", "discrete"]
"""How the chance is spread between low and high."""

ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Distribution:
    """An input with its declared uncertainty; a point where low = likely = high.

    What low, likely and high are depends on the shape. Triangle and PERT: the ends and the likeliest value. Normal and
    lognormal: the ends of an `interval` that holds that share of the chance, as much left out on either side, and the
    middle, which is the mean of a normal and the median of a lognormal. Beta: 0, the mean and 1, from `successes` among
    `trials`. Discrete: the least, the likeliest and the largest of `outcomes`, each a value and its chance.
    """

    low: Decimal
    likely: Decimal
    high: Decimal
    shape: Shape = "triangle"
    interval: Decimal | None = None
    outcomes: tuple[tuple[Decimal, Decimal], ...] = ()
    successes: Decimal | None = None
    trials: Decimal | None = None

    @property
    def is_point(self) -> bool:
        """True when nothing is uncertain."""
        return self.low == self.high

    def times(self, factor: Decimal) -> "Distribution":
        """The distribution of this number times a factor of zero or more.

        Raises:
            ValueError: A beta is a share of what was tried, which has no multiple.
        """
        if factor == 1:
            return self
        if self.shape == "beta":
            raise ValueError("a share that was observed has no multiple")
        low, likely, high = self.low * factor, self.likely * factor, self.high * factor
        outcomes = tuple((value * factor, chance) for value, chance in self.outcomes)
        return replace(self, low=low, likely=likely, high=high, outcomes=outcomes)


def observed(successes: Decimal, trials: Decimal) -> Distribution:
    """A share seen in a follow-up: Beta(s, n − s), whose mean is s / n.

    Args:
        successes: How many of those tried, above zero and fewer than all.
        trials: How many were tried.

    Example:
        >>> observed(Decimal(12), Decimal(40)).likely
        Decimal('0.3')
    """
    return Distribution(Decimal(0), successes / trials, ONE, "beta", successes=successes, trials=trials)


def one_of(outcomes: tuple[tuple[Decimal, Decimal], ...]) -> Distribution:
    """Graded results: each value with its chance; chances add up to 1.

    Example:
        >>> found = one_of(((Decimal(1), Decimal("0.6")), (Decimal(0), Decimal("0.4"))))
        >>> str(found.low), str(found.likely), str(found.high)
        ('0', '1', '1')
    """
    possible = [(value, chance) for value, chance in outcomes if chance]
    values = [value for value, _ in possible]
    likely = max(possible, key=lambda outcome: (outcome[1], -outcome[0]))[0]  # the lower of two as likely
    return Distribution(min(values), likely, max(values), "discrete", outcomes=outcomes)
