"""From the form in which an effect size was stated to risk without − risk with, in each draw (convention §6).

A difference above zero says that fewer have the outcome with the measure. No formula is used backwards: a ratio is
carried over to the risk of those whom this proposal reaches, which is what makes it a ratio worth stating.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from prioritizer.appraisal.distributions import ANY, DIFFERENCE, POSITIVE, SHARE, Bounds, Numbers
from prioritizer.model.portfolio import Effect, StatedAs

ROUNDING = 1e-12
"""Below it a risk outside 0–1 is the binary fraction of one inside."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Risk without − risk with in each draw, and the share of draws where risk with was cut to lie between 0 and 1.

    Draws are the last axis; `cut` has the others.
    """

    values: Numbers
    cut: Numbers | float = 0.0


Formula: TypeAlias = Callable[[Numbers, Numbers], Difference]
"""From the risk without and the stated number, in each draw."""


def from_risk_with(risk_without: Numbers, risk_with: Numbers) -> Difference:
    """Both risks are stated, each a share from 0 to 1.

    Example:
        >>> round(float(from_risk_with(np.array([0.10]), np.array([0.075])).values[0]), 6)
        0.025
    """
    return Difference(risk_without - risk_with)


def from_relative_risk(risk_without: Numbers, relative_risk: Numbers) -> Difference:
    """r₀ · (1 − RR): the risk with is RR times the risk without, at most 1.

    Args:
        risk_without: r₀, from 0 to 1.
        relative_risk: RR, zero or more; below 1 where fewer have the outcome.

    Source:
        Cochrane Handbook for Systematic Reviews of Interventions 5.1, §11.5.5 and §12.5.1.

    Example:
        >>> round(float(from_relative_risk(np.array([0.8]), np.array([0.75])).values[0]), 6)
        0.2
    """
    return _from_risks(risk_without, risk_without * relative_risk)


def from_odds_ratio(risk_without: Numbers, odds_ratio: Numbers) -> Difference:
    """r₀ − OR·o / (1 + OR·o) with the odds o = r₀ / (1 − r₀): the odds with are OR times the odds without.

    Written as r₁ = OR·r₀ / (1 − r₀ + OR·r₀), which is the same and holds also where r₀ is 1.

    Args:
        risk_without: r₀, from 0 to 1.
        odds_ratio: OR, zero or more. One from a regression that adjusts for other things speaks of people alike in
            those; carried over to a group it is an approximation.

    Source:
        Zhang and Yu, JAMA 280(19), 1998, doi:10.1001/jama.280.19.1690; Cochrane Handbook 5.1, §12.5.4.3.

    Example:
        >>> round(float(from_odds_ratio(np.array([0.3]), np.array([0.73])).values[0]), 3)
        0.062
    """
    weighed = odds_ratio * risk_without
    whole = 1.0 - risk_without + weighed
    # Everybody has the outcome and an odds ratio of 0 would take it from all: the limit from below is none.
    risk_with = np.divide(weighed, whole, out=np.zeros_like(weighed), where=whole > 0.0)
    return Difference(risk_without - risk_with)


def from_risk_difference(risk_without: Numbers, risk_difference: Numbers) -> Difference:
    """The difference itself, stated as risk without − risk with: above zero where fewer have the outcome.

    It is cut where the risk with would leave 0–1: no more can be saved than would have had the outcome.

    Example:
        >>> found = from_risk_difference(np.array([0.10, 0.02]), np.array([0.03, 0.03]))
        >>> [round(float(x), 6) for x in found.values], float(found.cut)
        ([0.03, 0.02], 0.5)
    """
    return _from_risks(risk_without, risk_without - risk_difference)


def mean_difference(_: Numbers, change: Numbers) -> Difference:
    """Units per participant without − units with, a year at full effect; above zero where there are fewer.

    No risks are needed: what is counted is how much of something each participant has, such as days of care.

    Example:
        >>> float(mean_difference(np.array([0.0]), np.array([1.5])).values[0])
        1.5
    """
    return Difference(change)


FORMULAS: Mapping[StatedAs, Formula] = {
    "risk_with": from_risk_with,
    "relative_risk": from_relative_risk,
    "odds_ratio": from_odds_ratio,
    "risk_difference": from_risk_difference,
    "mean_difference": mean_difference,
}
"""The formula of each form in which an effect size is stated."""

_STATED: Mapping[StatedAs, Bounds] = {
    "risk_with": SHARE,
    "relative_risk": POSITIVE,
    "odds_ratio": POSITIVE,
    "risk_difference": DIFFERENCE,
    "mean_difference": ANY,
}


def bounds(effect: Effect, name: str) -> Bounds:
    """What an input of an effect can be: people are not fewer than none, risks and shares lie between 0 and 1."""
    if name == "change":
        return _STATED[effect.stated_as]
    return {"participants": POSITIVE, "risk_without": SHARE, "risk_with": SHARE}.get(name, ANY)


def _from_risks(risk_without: Numbers, risk_with: Numbers) -> Difference:
    kept = np.clip(risk_with, *SHARE)
    outside = np.abs(kept - risk_with) > ROUNDING
    return Difference(risk_without - kept, np.count_nonzero(outside, axis=-1) / np.float64(risk_with.shape[-1]))
