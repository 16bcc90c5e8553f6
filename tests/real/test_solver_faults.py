"""A real round on which a widely used solver calls a wrong plan optimal."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from prioritizer.model.plan import Outcome, Plan
from prioritizer.register.check_certificate import check
from prioritizer.selection.exact import Found
from prioritizer.selection.highs import Highs
from prioritizer.selection.program import Program, Row, value
from prioritizer.selection.proof import Proof, prove
from tests.real.choice import chosen, ids
from tests.real.tables import write_table
from tests.selection.proofs import certified


@dataclass(frozen=True)
class Round:
    """Costs and values of the projects, by id, and the money there is."""

    costs: dict[str, int]
    values: dict[str, int]
    budget: int
    optimum: int
    wrong: int


@pytest.fixture(scope="module")
def katedralna(data: Callable[[str], Path]) -> Round:
    """The round of a city district; a project is worth votes times cost."""
    found = json.loads(data("solver_faults/lodz_2025_katedralna.json").read_text(encoding="utf-8"))
    costs = dict(zip((name.lower() for name in found["ids"]), found["costs"], strict=True))
    values = {name: votes * cost for (name, cost), votes in zip(costs.items(), found["votes"], strict=True)}
    return Round(costs, values, found["budget"], found["optimum"], found["cbc_says"])


def _chosen(asked: Round, budget: int, folder: Path, order: Sequence[str] = (), name: str = "rows.csv") -> Outcome:
    rows = [{"id": p, "cost": asked.costs[p], "value": asked.values[p]} for p in order or asked.costs]
    fund = {"id": "medel", "allocation": {2027: budget}}
    return chosen(write_table(folder, {"plan_years": [2027, 2027], "funds": [fund]}, rows, name))[1]


def _most(asked: Round, budget: int) -> int:
    """The optimum by full enumeration, dominated sums of money left out."""
    best = {0: 0}
    for project, cost in asked.costs.items():
        for spent, worth in list(best.items()):
            if spent + cost <= budget:
                best[spent + cost] = max(best.get(spent + cost, 0), worth + asked.values[project])
    return max(best.values())


def test_round_comes_out_right(katedralna: Round, tmp_path: Path) -> None:
    """The optimum is found and confirmed, not the wrong answer that one solver calls optimal."""
    plan = _chosen(katedralna, katedralna.budget, tmp_path / "lodz")

    assert isinstance(plan, Plan)
    assert katedralna.optimum == 259_790_750 == plan.objective
    assert plan.objective > katedralna.wrong
    assert (plan.status, plan.confirmed) == ("optimal", "second_solver")


def test_round_has_a_certificate_and_the_wrong_answer_has_none(katedralna: Round, tmp_path: Path) -> None:
    """What one solver called optimal cannot be proved: the search for a proof ends with the better plan (§15)."""
    rows = [{"id": p, "cost": katedralna.costs[p], "value": katedralna.values[p]} for p in katedralna.costs]
    fund = {"id": "medel", "allocation": {2027: katedralna.budget}}
    ready, plan = chosen(write_table(tmp_path / "lodz", {"plan_years": [2027, 2027], "funds": [fund]}, rows))
    assert katedralna.optimum == check(certified(ready.program, plan).text).value

    wrong = Highs(ready.program).search((value_of(ready.program, katedralna.wrong),))
    assert isinstance(wrong, Found)
    assert katedralna.wrong == wrong.value
    proof = prove(ready.program, wrong.chosen)
    assert isinstance(proof, Proof)
    assert katedralna.optimum == value(ready.program, proof.plans[0])


def value_of(program: Program, worth: int) -> Row:
    """The row that holds a plan at a worth."""
    return Row("worth", tuple(enumerate(program.objective)), "==", worth, "cut")


def test_enumeration_agrees_with_the_stated_optimum(katedralna: Round) -> None:
    """What the tests below compare with is right about the round as it stands."""
    assert katedralna.optimum == _most(katedralna, katedralna.budget)


def test_row_order_and_workbook_change_nothing(katedralna: Round, tmp_path: Path) -> None:
    """Upside down, and from an xlsx, the same projects are chosen."""
    plan = _chosen(katedralna, katedralna.budget, tmp_path / "as_given")
    turned = _chosen(katedralna, katedralna.budget, tmp_path / "turned", list(katedralna.costs)[::-1])
    workbook = _chosen(katedralna, katedralna.budget, tmp_path / "workbook", name="rows.xlsx")

    assert ids(plan) == ids(turned) == ids(workbook)


def test_a_krona_less_is_kept_to(katedralna: Round, tmp_path: Path) -> None:
    """With one krona less than the plan costs, the next plan comes, four times over; never one krona too much."""
    budget = katedralna.budget
    for step in range(5):
        plan = _chosen(katedralna, budget, tmp_path / str(step))
        spent = sum(katedralna.costs[p] for p in ids(plan))

        assert isinstance(plan, Plan)
        assert spent <= budget
        assert _most(katedralna, budget) == plan.objective == sum(katedralna.values[p] for p in ids(plan))
        assert (plan.status, plan.confirmed) == ("optimal", "second_solver")
        budget = spent - 1
