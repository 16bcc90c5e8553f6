"""From a stated chance or interval back to a distribution of NNV (convention §8, §26).

Whoever computed a result elsewhere had a distribution, and tells three or four numbers of it. Draws are made of one
family, X = μ + s·(exp(b·Z) − exp(b²/2)) / b with Z standard normal, whose mean is the stated value whatever its scale
s > 0 and bend b:

- Of a chance p alone: b = 0, the normal distribution, and s = μ / Φ⁻¹(p).
- Of an interval alone, or an interval and a chance: s and b are those at which both ends are the quantiles that they
  are said to be. Ends equally far from the value give b = 0 and s = half the width / z.

Beside the value an interval says two things, a chance one and only the sign of the skew. With both the interval is
used, and the chance is a test of it: where the two differ by more than `TOLERANCE` it is said.

Why a shifted lognormal for a lopsided interval: it has the normal as its limit, keeps the mean and both ends exactly,
and reaches an upper part 2.9 times the lower of a 90 per cent interval. A normal in two pieces reaches 1.6.

Nothing fits, and what was stated is kept, where the chance is 0 or 100 per cent (no finite deviation), where it is 50
per cent of a value that is not zero, where value and chance lie on different sides, and where an interval is more
lopsided than the family.
"""

from dataclasses import dataclass
from math import exp, expm1, inf, log, sinh
from statistics import NormalDist

import numpy as np

from prioritizer.appraisal.draws import Draws, mean
from prioritizer.model.portfolio import Stated

TOLERANCE = 0.05
"""By how much a stated chance may differ from that of the stated interval, rounding and shape allowed for."""

CONTRADICTS = "chance_contradicts_value"
DISAGREES = "chance_disagrees_with_interval"
UNKNOWN = "spread_unknown"

_UNIT = NormalDist()
_STEPS = 100
_EVEN = 1e-9


@dataclass(frozen=True, slots=True)
class Spread:
    """How NNV lies around its expected value: `scale` in kronor, above zero, and `bend`, zero for a normal."""

    scale: float
    bend: float = 0.0

    def draws(self, expected: float, deviates: Draws) -> Draws:
        """Draws whose mean is the expected value exactly, whatever finitely many deviates miss of the tails."""
        if not self.bend:
            return expected + self.scale * deviates
        shape = np.expm1(self.bend * deviates) / self.bend
        drawn: Draws = expected + self.scale * (shape - mean(shape))
        return drawn

    def chance(self, expected: float) -> float:
        """The chance that NNV is above zero.

        Example:
            >>> round(Spread(1.0).chance(1.0), 4)
            0.8413
        """
        if not self.bend:
            return _UNIT.cdf(expected / self.scale)
        at_zero = exp(self.bend**2 / 2) - expected * self.bend / self.scale
        if at_zero <= 0:  # the bounded end lies on this side of zero
            return 1.0 if self.bend > 0 else 0.0
        return 1 - _UNIT.cdf(log(at_zero) / self.bend)


def recovered(expected: float, stated: Stated, ratio: float = 1.0) -> tuple[Spread | None, tuple[str, ...]]:
    """The distribution that a stated chance or interval speaks of.

    Args:
        expected: The stated NNV at this start, kronor of price_year.
        stated: Its chance, and its interval as written.
        ratio: What the interval is multiplied by to stand beside `expected`.

    Returns:
        The spread around `expected`, or None; and notes: chance_contradicts_value, chance_disagrees_with_interval,
        chance_is_certain, chance_is_even, interval_does_not_fit, and spread_unknown wherever nothing fits.

    Source:
        Convention §26. The sign test is that of a symmetric distribution; a lopsided interval is its own test.
    """
    chance = None if stated.chance is None else float(stated.chance)
    notes: tuple[str, ...] = ()
    if stated.low is not None and stated.high is not None and stated.high > stated.low:
        ends = float(stated.low) * ratio, float(stated.high) * ratio
        spread = from_interval(expected, *ends, float(stated.interval))
        if spread:
            differs = chance is not None and abs(spread.chance(expected) - chance) > TOLERANCE
            return spread, (DISAGREES,) if differs else ()
        notes = ("interval_does_not_fit",)
    if chance is None:
        return None, (*notes, UNKNOWN)
    spread, code = from_chance(expected, chance)
    return spread, (*notes, *((code,) if code else ()), *(() if spread else (UNKNOWN,)))


def from_chance(expected: float, chance: float) -> tuple[Spread | None, str]:
    """The normal distribution with this mean and this chance above zero, or why there is none.

    Example:
        >>> spread, _ = from_chance(100.0, 0.8413447460685429)
        >>> round(spread.scale, 6)
        100.0
    """
    above = (chance > 0.5) - (chance < 0.5)
    side = (expected > 0) - (expected < 0)
    if above and above != side:
        return None, CONTRADICTS
    if chance in (0.0, 1.0):
        return None, "chance_is_certain"
    if not above:
        return None, "chance_is_even" if side else ""
    return Spread(expected / _UNIT.inv_cdf(chance)), ""


def from_interval(expected: float, low: float, high: float, width: float) -> Spread | None:
    """The distribution with this mean whose ends are these quantiles; None where the family has none.

    Args:
        expected: The mean.
        low: The end with (1 − width) / 2 of the outcomes below it.
        high: The end with as much above it.
        width: The share of the outcomes between the ends.

    Example:
        >>> spread = from_interval(0.0, -1.645, 1.645, 0.9)
        >>> round(spread.scale, 3), spread.bend
        (1.0, 0.0)
    """
    if not low < expected < high:
        return None
    z = _UNIT.inv_cdf((1 + width) / 2)
    lopsided = log((high - expected) / (expected - low))
    bend = _bend(abs(lopsided), z)
    if bend is None:
        return None
    if not bend:
        return Spread((high - low) / (2 * z))
    return Spread((high - low) * bend / (2 * sinh(bend * z)), bend if lopsided > 0 else -bend)


def _bend(lopsided: float, z: float) -> float | None:
    """The bend at which the upper part is exp(lopsided) times the lower, by halving up to the most lopsided bend."""
    if lopsided < _EVEN:
        return 0.0
    first, last = 0.0, _most_lopsided(z)
    if not last or _lopsided(last, z) < lopsided:
        return None
    for _ in range(_STEPS):
        middle = (first + last) / 2
        first, last = (middle, last) if _lopsided(middle, z) < lopsided else (first, middle)
    return (first + last) / 2


def _most_lopsided(z: float) -> float:
    """The bend of the most lopsided interval; zero for one so narrow that skew moves the mean beyond its middle."""
    if z <= 1:
        return 0.0
    first, last = 0.0, 2 * z
    for _ in range(_STEPS):
        left, right = first + (last - first) / 3, last - (last - first) / 3
        first, last = (left, last) if _lopsided(left, z) < _lopsided(right, z) else (first, right)
    return (first + last) / 2


def _lopsided(bend: float, z: float) -> float:
    """The logarithm of the upper part over the lower, seen from the mean."""
    middle = expm1(bend**2 / 2)
    upper, lower = expm1(bend * z) - middle, middle - expm1(-bend * z)
    return log(upper / lower) if upper > 0 else -inf
