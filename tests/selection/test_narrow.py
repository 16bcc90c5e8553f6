"""What row multipliers prove."""

import random

import pytest

from prioritizer.selection.narrow import bound, rounded
from prioritizer.selection.program import value
from tests.selection.cases import keeps, plans, random_case


@pytest.mark.parametrize("seed", range(60))
def test_any_multipliers_give_a_bound_that_no_plan_exceeds_and_settle_no_good_plan_away(seed: int) -> None:
    """Drawn multipliers, right sign or wrong, never cut off a plan worth what is looked for."""
    case, draw = random_case(seed, 4), random.Random(seed)
    program = case.program()
    proof = bound(program, program.rows, [draw.uniform(-3, 9) for _ in program.rows], {})
    within = [frozenset(program.index(c.key) for c in plan) for plan in plans(case) if keeps(case, plan)]
    for plan in within:
        worth = value(program, plan)
        assert worth <= proof.units
        settled = proof.settle(worth)
        assert all((i in plan) == bool(x) for i, x in settled.items())


@pytest.mark.parametrize("seed", range(60))
def test_rounding_gives_a_plan_within_all_rows_or_none(seed: int) -> None:
    """Whatever the relaxation says, a rounded plan keeps to the rows."""
    program, draw = random_case(seed, 5).program(), random.Random(seed)
    relaxed = [draw.choice([0.0, 0.4, 1.0]) for _ in program.candidates]
    plan = rounded(program, program.rows, relaxed, program.objective, {})
    assert plan is None or all(row.allows(plan) for row in program.rows)
