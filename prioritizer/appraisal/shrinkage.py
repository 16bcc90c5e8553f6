"""Choosing by estimate disappoints: estimates are moved towards experience (convention §10).

Picking the highest of uncertain estimates picks the luckiest errors. What is moved is NNV per krona of cost, so that a
large and a small proposal of the same kind are treated alike.

Source:
    Smith & Winkler, «The Optimizer's Curse: Skepticism and Postdecision Surprise in Decision Analysis», Management
    Science 52(3), 2006. doi:10.1287/mnsc.1050.0451.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
import numpy.typing as npt

from prioritizer.appraisal.draws import Draws
from prioritizer.model.portfolio import Portfolio, Proposal
from prioritizer.model.rules import RuleSet

MEAN, SPREAD, LEAST = "prior_return", "prior_spread", "least_spread"
BY_CLASS = "_by_class"


@dataclass(frozen=True, slots=True)
class Prior:
    """What is known of a class of proposals before this one: NNV per krona of cost, its mean and standard deviation."""

    mean: float
    spread: float
    of: str


@dataclass(frozen=True, slots=True)
class Shrunk:
    """An estimate after it was moved.

    `weight` is how much of the estimate's distance to the prior is kept, 1 where nothing was moved; `spread` the
    standard deviation of NNV per krona that the precision was taken from, and `least` says that it is the least
    spread of the evidence grade and not the declared one.
    """

    draws: Draws
    weight: float
    prior: Prior | None
    spread: float | None = None
    least: bool = False


def prior_of(proposal: Proposal, portfolio: Portfolio, rules: RuleSet) -> Prior | None:
    """The prior of a proposal's class, else the general one; None where the round has neither.

    A class is a choice of the field that grades the parameter `prior_return_by_class`.
    """
    if not portfolio.shrinkage:
        return None
    graded = rules.parameters.get(MEAN + BY_CLASS)
    choice = proposal.facts.get(graded.by) if graded else None
    if isinstance(choice, str):
        mean, spread = (rules.graded(name + BY_CLASS, choice, portfolio.as_of) for name in (MEAN, SPREAD))
        if mean is not None and spread is not None:
            return Prior(float(mean), float(spread), choice)
    mean, spread = (rules.number(name, portfolio.as_of) for name in (MEAN, SPREAD))
    return Prior(float(mean), float(spread), "") if mean is not None and spread is not None else None


def least_spread(grade: str, portfolio: Portfolio, rules: RuleSet) -> float:
    """The least standard deviation of NNV per krona that an estimate of this evidence grade is taken to have."""
    found = rules.graded(LEAST, grade, portfolio.as_of)
    return 0.0 if found is None else float(found)


def shrink(draws: Draws, cost: float, prior: Prior | None, least: float) -> Shrunk:
    """Move the draws of NNV towards the prior and narrow them alike.

    With r the expected NNV per krona of cost, s its standard deviation or the least of its grade, and m and t the mean
    and spread of the prior, w = t² / (t² + s²). The new mean is m + w (r − m), never above r: an estimate below
    experience is not raised, so that a wider declared spread can never pay. Each draw keeps its distance to the mean
    times √w, the spread that is left when the prior is known.

    Args:
        draws: NNV by draw, after haircuts.
        cost: Present costs, above zero; without them there is no return per krona and nothing is moved.
        prior: None where the round has none.
        least: See `least_spread`.

    Source:
        Convention §10; Smith & Winkler 2006, section 4 (normal prior and error).

    Example:
        >>> found = shrink(np.array([0.0, 200.0]), 100.0, Prior(0.0, 1.0, ""), 0.0)
        >>> found.weight, [round(float(x), 6) for x in found.draws]
        (0.5, [-20.710678, 120.710678])
    """
    (found,) = shrink_all(draws[None], [cost], [prior], [least])
    return found


def shrink_all(
    draws: npt.NDArray[np.float64], costs: Sequence[float], priors: Sequence[Prior | None], least: Sequence[float]
) -> list[Shrunk]:
    """The same of each row of draws."""
    if not any(priors):
        return [Shrunk(of_draw, 1.0, None) for of_draw in draws]
    expected, deviation = draws.mean(axis=1), draws.std(axis=1)
    given = zip(draws, expected.tolist(), deviation.tolist(), costs, priors, least, strict=True)
    return [_shrunk(*of_version) for of_version in given]


def _shrunk(draws: Draws, expected: float, deviation: float, cost: float, prior: Prior | None, least: float) -> Shrunk:
    if prior is None or cost <= 0:
        return Shrunk(draws, 1.0, None)
    declared = deviation / cost
    spread = max(declared, least)
    total = prior.spread**2 + spread**2
    weight = prior.spread**2 / total if total else 1.0
    moved = cost * (prior.mean + weight * (expected / cost - prior.mean))
    target = min(expected, moved)
    return Shrunk(target + sqrt(weight) * (draws - expected), weight, prior, spread, least > declared)
