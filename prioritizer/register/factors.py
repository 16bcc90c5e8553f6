"""What is multiplied for each effect, as expected numbers, so that a reader can do the sum again (convention §6–§9)."""

from collections.abc import Mapping, Sequence
from math import prod
from typing import Any

from prioritizer.appraisal.discount import discount_factor
from prioritizer.appraisal.distributions import POSITIVE, mean
from prioritizer.appraisal.effect_size import bounds
from prioritizer.appraisal.terms import terms_of
from prioritizer.appraisal.weights import weights_of
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
    terms = terms_of(portfolio, rules)
    assert terms is not None, "`faults` tells this before anything is appraised"
    years = range(start, start + portfolio.horizon)
    worth = [discount_factor(terms.rate_of, portfolio.base_year, year) for year in years]
    waiting = iter(effects)
    return [
        {**step, **_of_effect(step, next(waiting), start, worth, rules)} if step["row"] == "effect" else {**step}
        for step in value.steps
    ]


def _of_effect(
    step: Mapping[str, Any], effect: Effect, start: int, worth: Sequence[float], rules: RuleSet
) -> Mapping[str, object]:
    """What an effect's step has besides; `worth` is that of a krona of each year of the horizon (convention §1, §7)."""
    later = int(step["haircut_years"])
    weights: Sequence[float] = weights_of([effect], len(worth), later)[0].tolist()
    years = sum(weight * krona for weight, krona in zip(weights, worth, strict=True))
    return {
        "factors": {**_reached(step, effect, rules), "years": years},
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
