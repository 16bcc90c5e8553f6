"""Estimates that lie far from what such proposals have given, or from the round itself (convention §10, §24)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from math import hypot
from statistics import median
from typing import Literal

from prioritizer.appraisal.shrinkage import prior_of
from prioritizer.model.fairness import Estimates, Far, result_of
from prioritizer.model.plan import Key
from prioritizer.model.portfolio import Portfolio
from prioritizer.model.rules import RuleSet
from prioritizer.model.value import Appraised

FAR = "far_estimate"
"""The parameter that says how many deviations are far."""
FEWEST = 5
"""Fewer estimates than this say nothing of what is usual in a round."""
NORMAL = 1.4826
"""The deviation of normal numbers is so many times the median distance from their median."""
UNPRICED = "no_priced_effects"


def estimates(
    portfolio: Portfolio,
    rules: RuleSet,
    appraised: Iterable[Appraised],
    shown: Mapping[str, Key],
    limit: Decimal | None,
) -> Estimates:
    """Hold one estimate of each proposal, NNV per krona of present cost after haircuts, against others.

    Where experience is in force (§10) each is held against its class: how many times √(t² + s²) it is from the mean, t
    the spread of the class and s that of the estimate. Else against the median of the round, in median distances.

    Args:
        portfolio: The round.
        rules: Hold what is known of classes.
        appraised: All versions.
        shown: For each proposal the version that is looked at.
        limit: How many deviations are far; None where nobody has said.
    """
    found = [value for value in appraised if shown.get(value.proposal) == _key(value) and _is_known(value)]
    proposals = {proposal.id: proposal for proposal in portfolio.proposals}
    priors = {value.proposal: prior_of(proposals[value.proposal], portfolio, rules) for value in found}
    if found and all(priors.values()):
        told = [
            _far(value, prior.mean, hypot(prior.spread, value.spread or 0.0), prior.of)
            for value in found
            if (prior := priors[value.proposal]) is not None and (prior.spread or value.spread)
        ]
        return _told("experience", told, limit)
    return _in_round(found, limit)


def _key(value: Appraised) -> Key:
    return value.proposal, value.alternative, value.start_year


def _is_known(value: Appraised) -> bool:
    return bool(value.present_costs and value.present_costs > 0) and UNPRICED not in value.notes


def _per_krona(value: Appraised) -> float:
    assert value.present_costs, "only estimates with a cost are looked at"
    return value.nnv_adjusted / value.present_costs


def _in_round(found: Sequence[Appraised], limit: Decimal | None) -> Estimates:
    """Against the round, where there are enough that are not alike."""
    returns = [_per_krona(value) for value in found]
    centre = median(returns) if returns else 0.0
    deviation = NORMAL * median(abs(each - centre) for each in returns) if returns else 0.0
    if len(returns) < FEWEST or not deviation:
        return Estimates("unknown", "nothing", len(returns), limit)
    told = _told("round", [_far(value, centre, deviation, "") for value in found], limit)
    return replace(told, centre=centre, deviation=deviation)


def _far(value: Appraised, centre: float, deviation: float, of: str) -> Far:
    each = _per_krona(value)
    return Far(_key(value), each, centre, deviation, (each - centre) / deviation, of)


def _told(against: Literal["experience", "round"], told: Sequence[Far], limit: Decimal | None) -> Estimates:
    if limit is None:
        return Estimates("unknown", against, len(told))
    far = sorted(
        (one for one in told if abs(one.distance) >= limit), key=lambda one: (-abs(one.distance), one.version[0])
    )
    return Estimates(result_of(bool(far)), against, len(told), limit, tuple(far))
