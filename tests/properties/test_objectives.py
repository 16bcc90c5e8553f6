"""Scenarios and worst outcomes from proposals to plan, against every plan counted person by person (§6, §14, §18)."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from prioritizer.appraisal import appraise, overlaps, plan_values
from prioritizer.model.plan import Plan
from prioritizer.model.pursued import Pursued
from prioritizer.model.rules import Objective, Scenario
from prioritizer.model.verdict import Screened
from prioritizer.selection.candidates import statement_of, values_of
from prioritizer.selection.objectives import pursue
from prioritizer.selection.worlds import worlds
from tests.appraisal.test_appraise import rules
from tests.properties.test_overlaps import Choice, drawn, every_plan, worth

DRAWS = 16
DEARER, HALF = (
    Scenario(name, {}, costs=c, effects=e) for name, c, e in (("d", Decimal(2), None), ("h", None, Decimal("0.5")))
)
COSTS = {"as_it_is": (1.0, 1.0), "d": (2.0, 1.0), "h": (1.0, 0.5)}
"""What costs and effects are multiplied by in each scenario."""


def in_scenario(plan: Sequence[Choice], name: str) -> float:
    """What a plan is worth in a scenario: its costs and each of its effects, times as much."""
    costs, effects = COSTS[name]
    return worth(plan, effects) - (costs - 1) * sum(choice.cost for choice in plan)


def pursued(seed: int, objective: Objective) -> tuple[Pursued, dict[frozenset[object], tuple[Choice, ...]], int]:
    """The choice of a random round, every plan of it by its versions, and how many kronor rounding can move."""
    round_, choices = drawn(seed)
    by = replace(rules("0"), objective=objective)
    values, found = appraise(round_, by, draws=DRAWS), overlaps(round_, by, draws=DRAWS)
    screened = [Screened(p.id, "admitted", ()) for p in round_.proposals]
    statement, _ = statement_of(round_, by, screened, values, found)
    program = statement.program()
    there = worlds(round_, by, statement, 1, DRAWS, lambda _: None)
    chosen = pursue(objective, statement, program, worlds=there)
    if isinstance(chosen.outcome, Plan):
        told = plan_values(round_, values_of(values, chosen.outcome.chosen), found)
        assert told.nnv == chosen.outcome.objective
    kept = {c.key for c in program.candidates}
    plans = {frozenset(c.key for c in p): p for p in every_plan(choices, round_.funds[0].allocation[2027])}
    near = 1 + len(program.candidates) + sum(len(shared) for shared in program.shared)
    return chosen, {keys: plan for keys, plan in plans.items() if keys <= kept}, near


@pytest.mark.parametrize("seed", range(25))
def test_the_largest_regret_over_scenarios_is_the_smallest_of_all_plans(seed: int) -> None:
    """Within a krona for each rounded part: costs doubled and effects halved, counted without the program (§14)."""
    objective = replace(rules("0").objective, maximise="least_regret", scenarios=(DEARER, HALF))
    found, plans, near = pursued(seed, objective)
    assert isinstance(found.outcome, Plan)

    best = {name: max(in_scenario(plan, name) for plan in plans.values()) for name in COSTS}
    largest = {keys: max(best[name] - in_scenario(plan, name) for name in COSTS) for keys, plan in plans.items()}

    assert [regret.scenario.id for regret in found.regrets] == list(COSTS)
    assert largest[frozenset(found.outcome.chosen)] == pytest.approx(min(largest.values()), abs=4 * near)
    for regret in found.regrets:
        assert float(regret.best) == pytest.approx(best[regret.scenario.id], abs=near)
