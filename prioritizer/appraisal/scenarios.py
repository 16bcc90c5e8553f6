"""What versions are worth where the figures are others, as declared beforehand (convention §14)."""

from decimal import Decimal

from prioritizer.appraisal.accounts import DISPLACEMENT
from prioritizer.appraisal.appraise import appraised, cases
from prioritizer.appraisal.overlaps import overlaps
from prioritizer.appraisal.stress import with_parameter
from prioritizer.appraisal.terms import terms_of
from prioritizer.model.portfolio import Portfolio
from prioritizer.model.rules import RuleSet, Scenario
from prioritizer.model.value import Appraised, Overlap


def appraised_under(
    portfolio: Portfolio, rules: RuleSet, scenario: Scenario, seed: int, draws: int
) -> tuple[tuple[Appraised, ...], tuple[Overlap, ...]]:
    """Every version and overlap appraised as ever, with the same draws, but for what the scenario changes.

    Args:
        portfolio: Without stated results among what is chosen between: most of a scenario cannot be run on them (§26).
        rules: The rules in force.
        scenario: What is different.
        seed: The same as the appraisal was given.
        draws: Likewise.
    """
    if scenario.displacement is not None:
        rules = with_parameter(rules, DISPLACEMENT, scenario.displacement)
    terms = terms_of(portfolio, rules)
    assert terms is not None
    scales = {"cost_scale": scenario.costs, "effect_scale": scenario.effects}
    changes: dict[str, object] = {name: float(scale) for name, scale in scales.items() if scale is not None}
    if scenario.discount_rate is not None:
        changes["rate"] = Decimal(scenario.discount_rate)
    terms = terms.with_changes(**changes)
    values = tuple(appraised(case) for case in cases(portfolio, rules, terms, seed, draws))
    return values, overlaps(portfolio, rules, seed, draws, terms)
