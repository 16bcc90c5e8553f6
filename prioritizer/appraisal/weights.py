"""How much of an effect arises in each year: delay, ramp, full effect, decay (convention §7)."""

from collections.abc import Sequence
from math import floor
from typing import NamedTuple

import numpy as np

from prioritizer.appraisal.setting import AS_STATED, Array, Duration
from prioritizer.model.portfolio import Effect, Profile

FOLLOWED = 100
"""For how many years after the horizon it is told what is left out."""


def weight(profile: Profile, year: int) -> float:
    """The weight of a year, counted from the start: delay, ramp, full effect, decay (convention §7, design §5).

    Example:
        >>> from decimal import Decimal
        >>> p = Profile(1, (Decimal("0.5"), Decimal(1)), 4, Decimal("0.5"))
        >>> [weight(p, year) for year in range(7)]
        [0.0, 0.5, 1.0, 1.0, 1.0, 0.5, 0.25]
    """
    k = year - profile.delay
    if k < 0:
        return 0.0
    if k < len(profile.ramp):
        return float(profile.ramp[k])
    if k < profile.years:
        return 1.0
    return float(1 - profile.decay) ** (k - profile.years + 1)


def weights_of(effects: Sequence[Effect], horizon: int, later: int = 0, duration: Duration = AS_STATED) -> Array:
    """The weight of each effect in each year of the horizon, all effects moved `later` by whole years."""
    return weights([Lasting(effect.profile, later, duration) for effect in effects], horizon)


class Lasting(NamedTuple):
    """How an effect lasts: as its profile says, but so many years later and so many times as long."""

    profile: Profile
    later: int
    duration: Duration

    @property
    def years(self) -> tuple[int, float]:
        """Whole years of full effect, and what part of one more."""
        if self.duration is AS_STATED:
            return self.profile.years, 0.0
        length = self.profile.years * self.duration.scale
        return floor(length), length - floor(length)


def weights(lasting: Sequence[Lasting], horizon: int) -> Array:
    """By row and year; a length between whole years lies on the line between them."""
    if not lasting:
        return np.zeros((0, horizon))
    lengths = [one.years for one in lasting]
    found = _whole_years(lasting, [years for years, _ in lengths], horizon)
    between = [row for row, (_, part) in enumerate(lengths) if part]
    if between:
        part = np.array([[lengths[row][1]] for row in between])
        longer = _whole_years([lasting[row] for row in between], [lengths[row][0] + 1 for row in between], horizon)
        found[between] = (1.0 - part) * found[between] + part * longer
    return found


def _whole_years(lasting: Sequence[Lasting], lengths: Sequence[int], horizon: int) -> Array:
    """The weights of profiles with other lengths than their own; a ramp longer than a new length is cut."""
    firsts = [one.profile.delay + one.later for one in lasting]
    k = np.arange(horizon) - np.array(firsts).reshape(-1, 1)
    left = np.array([1.0 - float(one.profile.decay) for one in lasting]).reshape(-1, 1)
    since = np.maximum(k - np.array(lengths).reshape(-1, 1) + 1, 0)
    found: Array = np.where(k < 0, 0.0, np.power(left, since))
    for row, (profile, _, _) in enumerate(lasting):
        if profile.ramp:
            whole_ramp = profile.ramp if lengths[row] == profile.years else profile.ramp[: lengths[row]]
            ramp = whole_ramp[: max(0, horizon - firsts[row])]
            found[row, firsts[row] : firsts[row] + len(ramp)] = [float(share) for share in ramp]
    return found


def goes_on(profile: Profile, horizon: int, later: int = 0) -> bool:
    """True when something of the effect is left at or after the horizon, where nothing counts."""
    last = profile.delay + max(profile.years, len(profile.ramp))
    return profile.decay < 1 or any(weight(profile, year) > 0 for year in range(horizon - later, last))


def moved(weights: Array, delay: int) -> Array:
    """Weights that arise a number of years later; what falls after the horizon does not count."""
    if not delay:
        return weights
    found = np.zeros_like(weights)
    found[:, delay:] = weights[:, :-delay]
    return found
