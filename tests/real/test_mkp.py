"""Knapsacks of the literature reach their proven optima."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from prioritizer.cli.run import prepared
from prioritizer.model.plan import Plan
from tests.real.choice import chosen, ids, silent
from tests.real.mkp import INSTANCES, knapsack, write_knapsack
from tests.selection.proofs import chosen_with_proof


def test_every_instance_beside_the_repository_is_tried(data: Callable[[str], Path]) -> None:
    """No instance of the folder is left out of the list."""
    assert sorted(INSTANCES) == sorted(path.stem for path in data("mkp").glob("*.json"))


@pytest.mark.parametrize("name", INSTANCES)
def test_proven_optimum_is_reached(name: str, data: Callable[[str], Path], tmp_path: Path) -> None:
    """The plan is worth the proven optimum, keeps to every capacity, grants nothing and is confirmed."""
    instance = knapsack(data(f"mkp/{name}.json"))
    _, plan = chosen(write_knapsack(instance, tmp_path / name))
    taken = [int(thing.removeprefix("sak_")) for thing in ids(plan)]

    assert isinstance(plan, Plan)
    assert instance.optimum == plan.objective == sum(instance.profits[i] for i in taken)
    assert (plan.status, plan.confirmed, plan.granted) == ("optimal", "second_solver", Decimal(0))
    for weights, capacity in zip(instance.weights, instance.capacities, strict=True):
        assert sum(weights[i] for i in taken) <= capacity


@pytest.mark.parametrize("name", INSTANCES)
def test_proven_optimum_has_a_certificate_that_checks(name: str, data: Callable[[str], Path], tmp_path: Path) -> None:
    """No plan is worth more, by a proof in whole numbers that no solver has a part in (§15)."""
    instance = knapsack(data(f"mkp/{name}.json"))
    ready = prepared(write_knapsack(instance, tmp_path / name), 1, None, silent)
    plan, _, checked = chosen_with_proof(ready.program)

    assert isinstance(plan, Plan)
    assert (plan.confirmed, instance.optimum * checked.scale) == ("certificate", checked.value)
    for listed in checked.plans:
        taken = [int(thing.removeprefix("sak_")) for thing in listed]
        assert instance.optimum == sum(instance.profits[i] for i in taken)


def test_workbook_says_the_same_as_a_csv(data: Callable[[str], Path], tmp_path: Path) -> None:
    """The same instance from an xlsx and from a csv gives the same values and the same plan."""
    instance = knapsack(data("mkp/weish10.json"))
    ready, plan = chosen(write_knapsack(instance, tmp_path / "csv"))
    again, same = chosen(write_knapsack(instance, tmp_path / "xlsx", "förslag.xlsx"))

    assert isinstance(plan, Plan)
    assert isinstance(same, Plan)
    assert [(v.proposal, v.nnv) for v in ready.appraised] == [(v.proposal, v.nnv) for v in again.appraised]
    assert (plan.objective, plan.chosen) == (same.objective, same.chosen)
