"""What is multiplied for each effect, as expected numbers, so that a reader can do the sum again (convention §6–§9)."""

from collections.abc import Mapping, Sequence
from math import prod
from typing import Any

from prioritizer.appraisal.account import weights_of
from prioritizer.appraisal.discount import flat_rate
from prioritizer.appraisal.distributions import POSITIVE, mean
from prioritizer.appraisal.effect_size import bounds
from prioritizer.appraisal.terms import RATE
from prioritizer.model.portfolio import Effect, Portfolio
from prioritizer.model.rules import RuleSet
from prioritizer.model.value import Appraised
from prioritizer.register.plain import Plain


def steps_with_factors(value: Appraised, portfolio: Portfolio, rules: RuleSet) -> list[Plain]:
    """The steps of a calculation; each effect has its `factors`, `ramp` and the year from which they count.

    Participants × treated × difference × units_per_case × shared × together × price_spread × haircut × the value of a
    unit × the index is the value of a full year, and that × years the present value. `together` takes the product of
    means to the mean of products, `years` is the sum of the weights of years, discounted.
    """
    proposal = next(p for p in portfolio.proposals if p.id == value.proposal)
    effects = next(a for a in proposal.alternatives if a.id == value.alternative).effects
    start = min(proposal.start_years) if value.start_year is None else value.start_year
    waiting = list(effects)
    return [
        {**step, **_of_effect(step, waiting.pop(0), start, portfolio, rules)} if step["row"] == "effect" else {**step}
        for step in value.steps
    ]


def _of_effect(
    step: Mapping[str, Any], effect: Effect, start: int, portfolio: Portfolio, rules: RuleSet
) -> Mapping[str, object]:
    later = int(step["haircut_years"])
    return {
        "factors": {**_reached(step, effect, rules), "years": _years(effect, start, later, portfolio, rules)},
        "ramp": effect.profile.ramp,
        "from_year": start + effect.profile.delay + later,
    }


def _reached(step: Mapping[str, Any], effect: Effect, rules: RuleSet) -> dict[str, float]:
    """The factors of `units` and the haircut."""
    treated, shared = float(step["treated_share"]), float(step["expected_multiple"])
    spread = rules.prices[effect.outcome].spread
    found = {
        "participants": mean(effect.participants, bounds(effect, "participants")),
        "treated": treated,
        "difference": float(step["expected_difference"]) / (treated * shared) if treated * shared else 0.0,
        "units_per_case": mean(effect.units_per_case, bounds(effect, "units_per_case")),
        "shared": shared,
        "price_spread": 1.0 if spread is None else mean(spread, POSITIVE),
    }
    product = prod(found.values())
    return {**found, "together": float(step["units"]) / product if product else 1.0, "haircut": 1 - step["haircut"]}


def _years(effect: Effect, start: int, later: int, portfolio: Portfolio, rules: RuleSet) -> float:
    """The weights of the years of an effect, each brought to base_year (convention §1, §7)."""
    rate = rules.number(RATE, portfolio.as_of)
    assert rate is not None, "`faults` tells this before anything is appraised"
    factor = flat_rate(rate, portfolio.base_year)
    weights: Sequence[float] = weights_of([effect], portfolio.horizon, later)[0].tolist()
    return sum(weight * factor(start + at) for at, weight in enumerate(weights))
