"""Commands take the better plan where a solver was wrong of the one it called the best, and say so (§15)."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from prioritizer.cli import run
from prioritizer.cli.main import main
from prioritizer.model.plan import Outcome, Plan
from prioritizer.selection.choose import choose
from prioritizer.selection.program import Program, value
from prioritizer.selection.search import Report
from tests.real.tables import write_table

COSTS = {"a": 10, "b": 20, "c": 30, "d": 5}
VALUES = {"a": 60, "b": 100, "c": 120, "d": 7}
BEST = {"b", "c", "d"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A round of four proposals and 55 kronor; the choice comes to a plan without the best one, called optimal."""
    rows = [{"id": p, "cost": COSTS[p], "value": VALUES[p]} for p in COSTS]
    fund = {"id": "medel", "allocation": {2027: 55}}
    found = write_table(tmp_path / "round", {"plan_years": [2027, 2027], "funds": [fund]}, rows)

    def wrong(program: Program, time_limit: float | None = None, report: Report | None = None) -> Outcome:
        plan = choose(program, time_limit, report)
        assert isinstance(plan, Plan)
        chosen = tuple(key for key in plan.chosen if key[0] != "c")
        worth = program.kronor(value(program, [program.index(key) for key in chosen]))
        return replace(plan, chosen=chosen, objective=worth, bound=worth)

    monkeypatch.setattr(run, "choose", wrong)
    monkeypatch.chdir(tmp_path)
    return found


@pytest.fixture
def asked(folder: Path) -> Callable[..., Result]:
    """A command on that round."""
    return lambda name, *words: CliRunner().invoke(main, [name, str(folder), "--lang", "en", *words])


def test_explain_tells_of_the_better_plan(asked: Callable[..., Result]) -> None:
    """No margin of nothing is told of a plan that is not the best."""
    result = asked("explain", "--json")
    assert result.exit_code == 0, result.output
    told = {p["proposal"]: p for p in json.loads(result.stdout)["proposals"]}
    assert {name for name, p in told.items() if p["outcome"] == "selected"} == BEST
    assert (told["c"]["margin"], told["c"]["exact"]) == (60, True)
    assert "A solver was wrong: 107 kr was called the most" in result.stderr.replace("\xa0", " ")


def test_select_takes_it_where_near_plans_find_it(asked: Callable[..., Result]) -> None:
    """Confirmed anew, and with the fault."""
    result = asked("select", "--near", "3", "--json")
    assert result.exit_code == 0, result.output
    answer = json.loads(result.stdout)
    assert {s["proposal"] for s in answer["selected"]} == BEST
    assert (answer["objective"], answer["confirmed"]) == (227, "second_solver")
    assert "solvers_differ" in answer["faults"]


def test_plan_documents_the_better_plan_and_the_fault(asked: Callable[..., Result], tmp_path: Path) -> None:
    """In the record, and in what a board reads."""
    result = asked("plan", "--forms", "html")
    assert result.exit_code == 0, result.output
    (folder,) = (tmp_path / "plans").iterdir()
    record = json.loads((folder / "record.json").read_text(encoding="utf-8"))
    assert {s["proposal"] for s in record["plan"]["selected"]} == BEST
    assert "solvers_differ" in record["plan"]["faults"]
    assert "The solvers gave different answers" in (folder / "plan.en.html").read_text(encoding="utf-8")
