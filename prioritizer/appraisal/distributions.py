"""Declared distributions as numbers: quantiles, mean and standard deviation of each shape (convention §8).

Normal and lognormal have tails without end. Where the input cannot be any number at all, as a share or a number of
people cannot, what a tail leaves outside is moved to the bound; mean and deviation are those of what is drawn. The
other shapes have ends of their own, which were checked when they were read.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache
from math import erf, exp, inf, log, pi, sqrt
from statistics import NormalDist
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from prioritizer.model.distribution import Distribution, Shape

Numbers: TypeAlias = npt.NDArray[np.float64]
"""An array of any form."""

Bounds: TypeAlias = tuple[float, float]
"""The least and the largest that an input can be."""

ANY: Bounds = (-inf, inf)
POSITIVE: Bounds = (0.0, inf)
SHARE: Bounds = (0.0, 1.0)
DIFFERENCE: Bounds = (-1.0, 1.0)

PERT_WEIGHT = 4.0
"""How much more than an end the likeliest value weighs in a PERT."""

OUTERMOST = 2.0**-53
"""A share of 0 or 1 is taken this far inside, so that a tail without end has a last number, and one next to nothing is
not what scipy's inverse of the beta answers with no number."""


def quantiles(declared: Distribution, shares: Numbers, bounds: Bounds = ANY) -> Numbers:
    """The inverse distribution function at each share.

    Args:
        declared: The distribution.
        shares: Shares from 0 to 1, an array of any form.
        bounds: What the input can be; tails outside are cut at them.

    Returns:
        Numbers of the same form; of a point, the point everywhere.

    Source:
        PERT: Malcolm et al., Operations Research 7(5), 1959; Clark, Operations Research 10(3), 1962. The other shapes
        are those of any handbook.

    Example:
        >>> from decimal import Decimal
        >>> quantiles(Distribution(Decimal(0), Decimal(1), Decimal(2)), np.array([0.0, 0.5, 1.0])).tolist()
        [0.0, 1.0, 2.0]
    """
    if declared.is_point:
        return np.full(shares.shape, float(declared.likely))
    found = _QUANTILES[declared.shape](declared, shares)
    return found if bounds == ANY else np.clip(found, *bounds)


def mean(declared: Distribution, bounds: Bounds = ANY) -> float:
    """The mean, analytically, after tails are cut at the bounds.

    Example:
        >>> from decimal import Decimal
        >>> mean(Distribution(Decimal(1), Decimal(2), Decimal(6), "pert"))
        2.5
    """
    return float(declared.likely) if declared.is_point else _MOMENTS[declared.shape](declared, bounds)[0]


def standard_deviation(declared: Distribution, bounds: Bounds = ANY) -> float:
    """The standard deviation, analytically, after tails are cut at the bounds.

    Example:
        >>> from decimal import Decimal
        >>> round(standard_deviation(Distribution(Decimal(0), Decimal(3), Decimal(6))), 6)
        1.224745
    """
    return 0.0 if declared.is_point else sqrt(max(0.0, _MOMENTS[declared.shape](declared, bounds)[1]))


@lru_cache(maxsize=1 << 16)
def binary(number: Decimal) -> float:
    """A declared number as the machine counts with it; the same ones come again and again in a round."""
    return float(number)


def extent(declared: Distribution) -> Bounds:
    """The low and high that are told beside the likely value: as written, or 95 per cent of the chance of a beta."""
    if declared.shape != "beta":
        return float(declared.low), float(declared.high)
    low, high = quantiles(declared, np.array([0.025, 0.975])).tolist()
    return low, high


def triangular(shares: Numbers, low: float, likely: float, high: float) -> Numbers:
    """The inverse distribution function of a triangle at each share.

    Example:
        >>> [float(x) for x in triangular(np.array([0.0, 0.5, 1.0]), 0.0, 1.0, 2.0)]
        [0.0, 1.0, 2.0]
    """
    if low == high:
        return np.full(shares.shape, low)
    width = high - low
    rising = low + np.sqrt(shares * width * (likely - low))
    falling = high - np.sqrt((1.0 - shares) * width * (high - likely))
    return np.where(shares * width <= likely - low, rising, falling)


def _ends(declared: Distribution) -> tuple[float, float, float]:
    return float(declared.low), float(declared.likely), float(declared.high)


def _triangle(declared: Distribution, shares: Numbers) -> Numbers:
    return triangular(shares, *_ends(declared))


def _pert(declared: Distribution, shares: Numbers) -> Numbers:
    low, _, high = _ends(declared)
    return low + (high - low) * _beta_quantiles(*_pert_parameters(declared), shares)


def _normal(declared: Distribution, shares: Numbers) -> Numbers:
    middle, deviation = _middle_and_deviation(declared)
    return middle + deviation * _standard_normal(shares)


def _lognormal(declared: Distribution, shares: Numbers) -> Numbers:
    middle, deviation = _middle_and_deviation(declared)
    return np.asarray(np.exp(middle + deviation * _standard_normal(shares)))


def _beta(declared: Distribution, shares: Numbers) -> Numbers:
    return _beta_quantiles(*_beta_parameters(declared), shares)


def _discrete(declared: Distribution, shares: Numbers) -> Numbers:
    """The least value whose chance, with that of all below it, reaches the share."""
    possible = sorted(outcome for outcome in declared.outcomes if outcome[1])
    reached = np.cumsum([chance for _, chance in possible]).astype(np.float64)
    at = np.searchsorted(reached[:-1], shares, side="left")
    return np.array([float(value) for value, _ in possible])[at]


def _standard_normal(shares: Numbers) -> Numbers:
    from scipy.special import ndtri  # a tenth of a second to import, and most portfolios need none of it

    found: Numbers = ndtri(np.clip(shares, OUTERMOST, 1.0 - OUTERMOST))
    return found


def _beta_quantiles(first: float, second: float, shares: Numbers) -> Numbers:
    from scipy.special import betaincinv

    found: Numbers = betaincinv(first, second, np.clip(shares, OUTERMOST, 1.0 - OUTERMOST))
    return found


def _pert_parameters(declared: Distribution) -> tuple[float, float]:
    low, likely, high = _ends(declared)
    rise = (likely - low) / (high - low)
    return 1.0 + PERT_WEIGHT * rise, 1.0 + PERT_WEIGHT * (1.0 - rise)


def _beta_parameters(declared: Distribution) -> tuple[float, float]:
    if declared.successes is None or declared.trials is None:
        raise ValueError("a beta is declared by its successes and trials")
    return float(declared.successes), float(declared.trials - declared.successes)


def _middle_and_deviation(declared: Distribution) -> tuple[float, float]:
    """Mean and standard deviation of a normal; of the logarithm, of a lognormal."""
    if declared.interval is None:
        raise ValueError("a normal or lognormal is declared by its interval")
    low, high = float(declared.low), float(declared.high)
    if declared.shape == "lognormal":
        low, high = log(low), log(high)
    reach = NormalDist().inv_cdf((1.0 + float(declared.interval)) / 2.0)
    return (low + high) / 2.0, (high - low) / (2.0 * reach)


def _triangle_moments(declared: Distribution, _: Bounds) -> tuple[float, float]:
    a, c, b = _ends(declared)
    return (a + b + c) / 3.0, (a * a + b * b + c * c - a * b - a * c - b * c) / 18.0


def _pert_moments(declared: Distribution, _: Bounds) -> tuple[float, float]:
    low, likely, high = _ends(declared)
    middle = (low + PERT_WEIGHT * likely + high) / (PERT_WEIGHT + 2.0)
    return middle, (middle - low) * (high - middle) / (PERT_WEIGHT + 3.0)


def _beta_moments(declared: Distribution, _: Bounds) -> tuple[float, float]:
    first, second = _beta_parameters(declared)
    both = first + second
    return first / both, first * second / (both * both * (both + 1.0))


def _discrete_moments(declared: Distribution, _: Bounds) -> tuple[float, float]:
    middle = float(sum(value * chance for value, chance in declared.outcomes))
    return middle, sum(float(chance) * (float(value) - middle) ** 2 for value, chance in declared.outcomes)


def _normal_moments(declared: Distribution, bounds: Bounds) -> tuple[float, float]:
    """A normal whose tails are moved to the bounds: the part between, and each bound with the chance beyond it."""
    middle, deviation = _middle_and_deviation(declared)
    a, b = ((bound - middle) / deviation for bound in bounds)
    between = _below(b) - _below(a)
    # Of the standardised number, so that nothing large is subtracted from something as large.
    first = _density(a) - _density(b)
    second = between + _times_density(a) - _times_density(b)
    for at, beyond in ((a, _below(a)), (b, 1.0 - _below(b))):
        if beyond and abs(at) < inf:
            first, second = first + at * beyond, second + at * at * beyond
    return middle + deviation * first, deviation * deviation * (second - first * first)


def _lognormal_moments(declared: Distribution, bounds: Bounds) -> tuple[float, float]:
    """A lognormal whose tails are moved to the bounds; its power k has the logarithm's mean k times as far out."""
    middle, deviation = _middle_and_deviation(declared)
    a, b = (_logarithm(bound) for bound in bounds)

    def moment(k: int) -> float:
        whole = exp(k * middle + k * k * deviation * deviation / 2.0)
        shifted = middle + k * deviation * deviation
        inside = whole * (_below((b - shifted) / deviation) - _below((a - shifted) / deviation))
        lower = exp(k * a) * _below((a - middle) / deviation) if a > -inf else 0.0
        upper = exp(k * b) * (1.0 - _below((b - middle) / deviation)) if b < inf else 0.0
        return inside + lower + upper

    first = moment(1)
    return first, moment(2) - first * first


def _logarithm(bound: float) -> float:
    return -inf if bound <= 0 else inf if bound == inf else log(bound)


def _below(z: float) -> float:
    """The chance that a standard normal lies below."""
    return 0.5 * (1.0 + erf(z / sqrt(2.0)))


def _density(z: float) -> float:
    return exp(-z * z / 2.0) / sqrt(2.0 * pi)


def _times_density(z: float) -> float:
    return z * _density(z) if abs(z) < inf else 0.0


_QUANTILES: Mapping[Shape, Callable[[Distribution, Numbers], Numbers]] = {
    "triangle": _triangle,
    "pert": _pert,
    "normal": _normal,
    "lognormal": _lognormal,
    "beta": _beta,
    "discrete": _discrete,
}

_MOMENTS: Mapping[Shape, Callable[[Distribution, Bounds], tuple[float, float]]] = {
    "triangle": _triangle_moments,
    "pert": _pert_moments,
    "normal": _normal_moments,
    "lognormal": _lognormal_moments,
    "beta": _beta_moments,
    "discrete": _discrete_moments,
}
"""Mean and variance."""
