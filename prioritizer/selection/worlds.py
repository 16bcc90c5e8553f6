"""What is chosen between where the figures are those of a scenario (convention §14)."""

from collections.abc import Callable
from dataclasses import replace

from prioritizer.appraisal.scenarios import appraised_under
from prioritizer.appraisal.synergies import synergies
from prioritizer.model.portfolio import Portfolio
from prioritizer.model.rules import RuleSet, Scenario
from prioritizer.selection.candidates import together
from prioritizer.selection.statement import Statement

AS_IT_IS = Scenario("as_it_is", {"sv": "Siffrorna som de är", "en": "The figures as they are"})
"""Always one of the scenarios."""


def worlds(
    portfolio: Portfolio, rules: RuleSet, base: Statement, seed: int, draws: int, report: Callable[[str], None]
) -> tuple[tuple[Scenario, Statement], ...]:
    """Each declared scenario with what versions are worth in it, first the figures as they are; all else is the same.

    Args:
        portfolio: As for `appraised_under`.
        rules: Declare the scenarios.
        base: What is chosen between.
        seed: The same as the appraisal was given.
        draws: Likewise.
        report: Hears «vary» before each scenario.
    """
    found = [(AS_IT_IS, base)]
    for scenario in rules.objective.scenarios:
        report("vary")
        values, shared = appraised_under(portfolio, rules, scenario, seed, draws)
        nnv = {(v.proposal, v.alternative, v.start_year): v.nnv for v in values}
        changed = [replace(c, value=nnv[c.key]) for c in base.candidates]
        everything = together((*shared, *synergies(portfolio, values)))
        found.append((scenario, replace(base, candidates=changed, together=everything)))
    return tuple(found)
