"""The 324 programmes of the Washington State Institute for Public Policy, from table to proved plan."""

from collections.abc import Callable
from pathlib import Path

import pulp
import pytest

from prioritizer.cli.run import Prepared
from prioritizer.model.plan import Outcome, Plan
from tests.real.choice import chosen, ids
from tests.real.wsipp import UNSURE, UNSURE_SHARE, YEARS, Programme, programmes, write_wsipp, yearly


@pytest.fixture(scope="module")
def asked(data: Callable[[str], Path]) -> tuple[Programme, ...]:
    """The programmes as the source has them."""
    return programmes(data("wsipp"))


@pytest.fixture(scope="module")
def answer(data: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> tuple[Prepared, Outcome]:
    """What the program makes of them."""
    return chosen(write_wsipp(data("wsipp"), tmp_path_factory.mktemp("real") / "wsipp"))


def test_every_programme_goes_on_to_the_choice(answer: tuple[Prepared, Outcome]) -> None:
    """A table has no criteria unless it asks for them: 324 programmes are admitted and none is refused."""
    ready, _ = answer

    assert [s.outcome for s in ready.screened] == ["admitted"] * 324
    assert ready.refused == ()


def test_plan_is_optimal_and_confirmed_by_another_solver(answer: tuple[Prepared, Outcome]) -> None:
    """The status is optimal, with no gap, and a solver of another make agrees."""
    _, plan = answer
    assert isinstance(plan, Plan)

    assert (plan.status, plan.confirmed) == ("optimal", "second_solver")
    assert plan.bound == plan.objective
    assert plan.faults == ()


def test_value_of_each_programme_is_benefits_less_cost(
    asked: tuple[Programme, ...], answer: tuple[Prepared, Outcome]
) -> None:
    """NNV is what both groups of people get less what the programme costs, to the dollar, for all 324."""
    ready, _ = answer

    assert {p.id: p.net for p in asked} == {v.proposal: v.nnv for v in ready.appraised}


def test_benefits_stay_with_those_who_get_them(asked: tuple[Programme, ...], answer: tuple[Prepared, Outcome]) -> None:
    """The split between taxpayers and others of the source stands in the actor table."""
    ready, _ = answer
    found = {(v.proposal, actor): kr for v in ready.appraised for (actor, _), kr in v.effects_present.items()}

    # An exact zero has no cell.
    by_group = {(p.id, "skattebetalare"): p.taxpayers for p in asked} | {(p.id, "ovriga"): p.others for p in asked}
    assert {cell: kr for cell, kr in by_group.items() if kr} == {cell: kr for cell, kr in found.items() if kr}


def test_plan_keeps_to_the_fund_and_the_unsure_share(
    asked: tuple[Programme, ...], answer: tuple[Prepared, Outcome]
) -> None:
    """All cost falls in the first year, so one allocation bears it; at most a fifth of it is unsure."""
    _, plan = answer
    taken = [p for p in asked if p.id in ids(plan)]
    spent = sum(p.cost for p in taken)
    unsure = sum(p.cost for p in taken if p.chance < UNSURE)

    assert isinstance(plan, Plan)
    assert plan.granted == spent
    assert plan.objective == sum(p.net for p in taken)
    assert spent <= yearly(asked)
    assert unsure * UNSURE_SHARE[1] <= spent * UNSURE_SHARE[0]


def test_optimum_is_that_of_a_model_written_by_hand(
    asked: tuple[Programme, ...], answer: tuple[Prepared, Outcome]
) -> None:
    """The same round written straight in PuLP, from the source and not from our program, is worth as much."""
    _, plan = answer
    assert isinstance(plan, Plan)
    problem = pulp.LpProblem("wsipp", pulp.LpMaximize)
    takes = [problem.add_variable(p.id, cat=pulp.LpBinary) for p in asked]
    problem += pulp.lpSum(p.net * take for p, take in zip(asked, takes, strict=True))
    for through in range(1, len(YEARS) + 1):
        problem += pulp.lpSum(p.cost * take for p, take in zip(asked, takes, strict=True)) <= through * yearly(asked)
    part, whole = UNSURE_SHARE
    problem += (
        pulp.lpSum(
            ((whole if p.chance < UNSURE else 0) - part) * p.cost * take for p, take in zip(asked, takes, strict=True)
        )
        <= 0
    )
    bundled = pulp.PULP_CBC_CMD.pulp_cbc_path
    problem.solve(pulp.COIN_CMD(path=bundled, msg=False, gapRel=0, gapAbs=0, options=["cuts off"]))
    expected = sum(p.net for p, take in zip(asked, takes, strict=True) if round(take.value()))

    assert problem.sol_status == pulp.LpSolutionOptimal
    assert expected == plan.objective
