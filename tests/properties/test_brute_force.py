"""Small rounds, from table to plan, agree with trying every plan."""

import pytest
from hypothesis import given

from prioritizer.model.plan import Infeasible, Plan
from tests.properties.rounds import Round, best_plans, every_choice, rounds, write_round
from tests.properties.settings import STEADY
from tests.real.choice import chosen


@STEADY
@given(asked=rounds())
def test_choice_agrees_with_trying_every_plan(asked: Round, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The plan is one of the best there are, or none exists; of the best it grants least, then holds fewest."""
    best, plans = best_plans(asked)
    ready, outcome = chosen(write_round(asked, tmp_path_factory.mktemp("round")))
    values = {choice.key: choice.value for thing in asked.things for choice in every_choice(thing)}

    assert values == {(v.proposal, v.alternative, v.start_year): v.nnv for v in ready.appraised}

    if best is None:
        assert isinstance(outcome, Infeasible)
        assert outcome.conflict
        return
    assert isinstance(outcome, Plan)
    assert best == outcome.objective
    assert (outcome.status, outcome.confirmed) == ("optimal", "second_solver")
    taken = {frozenset(c.key for c in plan): sum(sum(c.granted.values()) for c in plan) for plan in plans}
    assert frozenset(outcome.chosen) in taken
    if outcome.ties_complete:
        assert len(plans) == outcome.ties
        least = min((granted, len(plan)) for plan, granted in taken.items())
        assert least == (int(outcome.granted), len(outcome.chosen))
