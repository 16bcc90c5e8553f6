"""NNV as all effects are scaled together, and the scale at which it is zero (convention §6, §11).

With every relative effect multiplied by s, an effect by itself is multiplied by s, and what m effects do not give
together, since they reach the same people, by s to the power m: 1 − Π(1 − s·e) written out. So NNV is a polynomial in
s, and a straight line where no effects share people.
"""

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

Powers: TypeAlias = Sequence[float]
"""What NNV is made of, in present kronor: what does not scale, then what scales with s, with s², and so on."""

ALIKE = 1e-6
"""Of a krona: what is nearer to zero is zero, and what moves NNV less does not move it."""


def value_at(powers: Powers, scale: float) -> float:
    """NNV with all effects a number of times as large.

    Example:
        >>> value_at((-100.0, 200.0, -50.0), 0.5)
        -12.5
    """
    found = 0.0
    for kronor in reversed(powers):
        found = found * scale + kronor
    return found


def smallest_zero(powers: Powers) -> float | None:
    """The least scale, zero or above, at which NNV is zero; None where there is none.

    Args:
        powers: As `Powers` has it.

    Example:
        >>> round(smallest_zero((-87.5, 200.0, -50.0)), 9), smallest_zero((-201.0, 200.0, -50.0))
        (0.5, None)
    """
    return next(iter(_zeros(_trimmed(powers))), None)


def falls_back(powers: Powers, zero: float) -> bool:
    """Whether NNV is below zero again somewhere between a zero and all of the expected effects.

    Gains that share people give less the more there is of them, while harm beside them may grow in proportion.

    Example:
        >>> falls_back((-39.1, 120.0, -81.0), 0.5), falls_back((-30.0, 120.0, -81.0), 0.5)
        (True, False)
    """
    turning = [scale for scale in _zeros(_derivative(_trimmed(powers))) if zero < scale < 1.0]
    return zero < 1.0 and min(value_at(powers, scale) for scale in (*turning, 1.0)) < -ALIKE


def _zeros(powers: list[float]) -> list[float]:
    """All zeros from zero on, in order: between two places where a curve turns it passes zero once at most."""
    from scipy.optimize import brentq  # takes a while to import, and only effects on the same people need it

    if len(powers) <= 2:
        if len(powers) < 2:
            return []
        zero = -powers[0] / powers[1] + 0.0
        return [zero] if zero >= 0.0 else []
    # No zero lies farther out than this (Cauchy).
    end = 1.0 + max(abs(kronor) for kronor in powers[:-1]) / abs(powers[-1])
    places = [0.0, *(place for place in _zeros(_derivative(powers)) if 0.0 < place < end), end]
    values = [value_at(powers, place) for place in places]
    found = [place for place, value in zip(places, values, strict=True) if abs(value) < ALIKE]
    for (low, at_low), (high, at_high) in pairwise(zip(places, values, strict=True)):
        if min(abs(at_low), abs(at_high)) >= ALIKE and at_low * at_high < 0.0:
            found.append(float(brentq(lambda x: value_at(powers, x), low, high, xtol=1e-15, rtol=1e-14, maxiter=500)))
    return sorted(found)


def _trimmed(powers: Powers) -> list[float]:
    """Without what is nothing at the end."""
    found = list(powers)
    while found and abs(found[-1]) < ALIKE:
        found.pop()
    return found


def _derivative(powers: Sequence[float]) -> list[float]:
    return [power * kronor for power, kronor in enumerate(powers)][1:]


def higher(joint: Mapping[int, Mapping[str, float]], actors: Collection[str] | None = None) -> list[float]:
    """What some actors get, or all: of terms of two effects, of three, and so on, zero where there is none of a size.

    Example:
        >>> higher({2: {"kommun": -3.0, "region": -1.0}, 4: {"kommun": 0.5}})
        [-4.0, 0.0, 0.5]
    """
    if not joint:
        return []
    return [
        sum((kronor for actor, kronor in joint.get(size, {}).items() if actors is None or actor in actors), 0.0)
        for size in range(2, max(joint) + 1)
    ]
