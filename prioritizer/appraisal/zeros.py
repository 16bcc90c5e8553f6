"""Where a value is zero: solved, never read off a grid (convention §11; D6).

What is straight is solved from two points of it, the size of all effects as the polynomial that it is where they share
people, the discount rate and what else bends by Brent's method between points on either side of zero.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import inf
from typing import Literal, TypeAlias

import numpy as np

from prioritizer.appraisal.scaled import ALIKE, Powers, smallest_zero, value_at
from prioritizer.appraisal.setting import Array

LOWEST_RATE, HIGHEST_RATE = -0.9, 10.0
"""Between which rates a zero is looked for; how many a grid has only says how close two zeros can lie."""

STEPS = 400

Ordinates: TypeAlias = tuple[Array, Array]
"""Points of a line between which it is straight: where, and NNV there."""


@dataclass(frozen=True, slots=True)
class Switch:
    """Where NNV is zero when one thing alone is changed.

    `value` is in the unit of `name`, `now` the value in use. Where no value does it, `value` is None and `reason` says
    which: «always» above zero, «never» above zero, «stated» for what a stated result cannot tell (convention §26).
    `of` is the outcome, cost, price or factor it is of, and `row` which row of the version, where there are several;
    `proposal` is whose input it is, in a plan, where it is not all of them.
    """

    name: str
    of: str
    now: float | None
    value: float | None
    reason: str = ""
    row: int | None = None
    proposal: str = ""


def straight(
    name: str,
    now: float,
    nnv: Sequence[float | None],
    low: float = 0.0,
    high: float = inf,
    of: str = "",
    row: int | None = None,
) -> Switch:
    """The zero of something that NNV depends on in a straight line, from two points of it.

    Args:
        name: What is changed.
        now: Its value in use.
        nnv: NNV at the two points of `ends_of`; None where it cannot be told.
        low: The least that it can be.
        high: The most.
        of: What it is of, where there are several.
        row: Which row of the version, where it is of one.

    Example:
        >>> straight("cost", 1.0, (150.0, 50.0)).value
        1.5
    """
    first, second = ends_of(low, high)
    low_nnv, high_nnv = nnv
    if low_nnv is None or high_nnv is None:
        return Switch(name, of, now, None, "stated", row)
    slope = (high_nnv - low_nnv) / (second - first)
    zero = first - low_nnv / slope if abs(slope) > ALIKE else inf
    if low <= zero <= high and zero < inf:
        return Switch(name, of, now, zero, "", row)
    return Switch(name, of, now, None, beyond(low_nnv + slope * (now - first)), row)


def scale_switch(found: Powers | None) -> Switch:
    """The least multiple of all effects at which NNV is zero, as break-even has it (§11).

    Args:
        found: NNV as all effects are scaled together; None where that cannot be told.

    Example:
        >>> round(scale_switch((-87.5, 200.0, -50.0)).value, 9)
        0.5
    """
    if found is None:
        return Switch("effect", "", 1.0, None, "stated")
    zero = smallest_zero(found)
    return Switch("effect", "", 1.0, zero, "" if zero is not None else beyond(value_at(found, 1.0)))


def ends_of(low: float, high: float) -> tuple[float, float]:
    """The two points that a straight line is drawn through."""
    return low, low + 1.0 if high == inf else high


def rate_switch(flow: Mapping[int, float], base_year: int, now: float) -> Switch:
    """The discount rate at which NNV of a flow is zero, the internal rate of return; of several the one nearest `now`.

    Args:
        flow: Kronor by year, not discounted.
        base_year: Whose kronor count in full.
        now: The rate in use, a yearly share.

    Example:
        >>> round(rate_switch({2027: -100.0, 2028: 60.0, 2029: 60.0}, 2027, 0.035).value, 6)
        0.130662
    """
    from scipy.optimize import brentq  # takes a while to import, and only this needs it

    after = np.array([year - base_year for year in flow], dtype=np.float64)
    kronor = np.array(list(flow.values()))

    def nnv(rate: float) -> float:
        return float(kronor @ (1.0 + rate) ** -after)

    upwards = now + np.geomspace(1e-3, HIGHEST_RATE - now, STEPS)
    grid = np.concatenate([np.linspace(LOWEST_RATE, now, STEPS), upwards])
    values = ((1.0 + grid)[:, None] ** -after) @ kronor
    found = [
        brentq(nnv, float(grid[at]), float(grid[at + 1]), xtol=1e-15, rtol=1e-14)
        for at in np.flatnonzero(values[:-1] * values[1:] < 0)
    ]
    found += [float(rate) for rate in grid[(values == 0) & bool(kronor.any())]]
    if not found:
        return Switch("rate", "", now, None, beyond(nnv(now)))
    return Switch("rate", "", now, min(found, key=lambda rate: (abs(rate - now), rate)))


def bent(name: str, now: float, line: Ordinates, of: str = "") -> Switch:
    """The zero nearest `now` of something between whose points NNV is straight.

    Example:
        >>> bent("delay", 0.0, (np.array([0.0, 1.0, 2.0]), np.array([30.0, 10.0, -10.0]))).value
        1.5
    """
    where, nnv = line
    found = [float(x) for x in where[np.abs(nnv) < ALIKE]]
    for at in np.flatnonzero(nnv[:-1] * nnv[1:] < 0):
        found.append(float(where[at] + (where[at + 1] - where[at]) * nnv[at] / (nnv[at] - nnv[at + 1])))
    if not found:
        return Switch(name, of, now, None, beyond(float(np.interp(now, where, nnv))))
    return Switch(name, of, now, min(found, key=lambda x: (abs(x - now), x)))


def beyond(nnv: float) -> Literal["always", "never"]:
    """What is said where no value makes NNV zero: on which side of zero it stays."""
    return "always" if nnv > 0 else "never"


def exact(number: float) -> Decimal:
    """The shortest decimal that is read as the same number."""
    return Decimal(repr(number))


def nearest(name: str, where: Array, values: Array, nnv: Callable[[float], float], unit: int) -> Switch:
    """The zero nearest 1, by Brent's method between points of which one is above zero and one below."""
    from scipy.optimize import brentq  # takes a while to import, and only this and the rate need it

    found = [float(x) for x in where[np.abs(values) < ALIKE]]
    for at in np.flatnonzero(values[:-1] * values[1:] < 0):
        found.append(float(brentq(nnv, float(where[at]), float(where[at + 1]), xtol=1e-14, rtol=1e-13)))
    if not found:
        return Switch(name, "", float(unit), None, beyond(nnv(1.0)))
    return Switch(name, "", float(unit), unit * min(found, key=lambda x: (abs(x - 1.0), x)))
