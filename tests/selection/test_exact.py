"""The exact check between a solver's answer and everybody else."""

import random
from itertools import product

import pytest

from prioritizer.predicates.constrain import Sense
from prioritizer.selection.cover import cover
from prioritizer.selection.exact import Answer, Found, Nothing, search_exactly
from prioritizer.selection.program import Row, forced
from tests.selection.cases import knapsack

SETS = [frozenset(i for i, x in enumerate(bits) if x) for bits in product((0, 1), repeat=6)]


@pytest.mark.parametrize("seed", range(40))
def test_a_cut_takes_away_the_choice_and_no_plan_within_the_row(seed: int) -> None:
    """Every set that the row allows meets the cut; the set that broke it does not."""
    draw = random.Random(seed)
    senses: list[Sense] = ["<=", ">=", "=="]
    row = Row("r", tuple((i, draw.randint(-9, 9)) for i in range(6)), draw.choice(senses), draw.randint(-9, 9), "limit")
    for broken in (plan for plan in SETS if not row.allows(plan)):
        made = cover(row, broken)
        assert not made.allows(broken)
        assert all(made.allows(plan) for plan in SETS if row.allows(plan))


def test_a_plan_beside_the_limits_is_cut_off_and_counted() -> None:
    """A solver that first answers with a plan over budget is asked again, and the count is in its answer."""
    program = knapsack([5, 5], [6, 6], 10).program()
    answers = [frozenset({0, 1}), frozenset({0})]

    def attempt(rows: tuple[Row, ...]) -> Answer:
        return Found(answers[len(rows)], 0, True, None, "Optimal")

    answer = search_exactly(program, (), frozenset(), attempt)
    assert Found(frozenset({0}), 5, True, 5, "Optimal", cuts=1) == answer


def test_a_row_that_nothing_can_meet_needs_no_solver() -> None:
    """A mandatory proposal without a version leaves no plan, by arithmetic."""

    def attempt(_: tuple[Row, ...]) -> Answer:
        raise AssertionError

    program = knapsack([5], [6], 10).program().with_rows(forced("mandatory:gone", [], 1))
    assert isinstance(search_exactly(program, (), frozenset(), attempt), Nothing)
