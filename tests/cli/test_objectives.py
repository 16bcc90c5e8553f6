"""Other objectives than expected value, as people try and declare them (§14)."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.command import prioritizer, said, talked
from tests.cli.conftest import EXAMPLE
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def declared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose rules declare value per granted krona, with its plan written."""
    folder = tmp_path_factory.mktemp("declared")
    for name in ("rules", "portfolios", "reports"):
        shutil.copytree(ROOT / name, folder / name)
    path = folder / "rules" / "objective.yaml"
    text = path.read_text("utf-8").replace("maximise: expected_value", "maximise: value_per_krona")
    path.write_text(text, encoding="utf-8")
    assert prioritizer("plan", EXAMPLE, cwd=folder).returncode == 0
    return folder


@pytest.mark.parametrize("objective", ["value_per_krona", "levels"])
def test_another_objective_is_tried_and_what_it_costs_is_told(objective: str, workspace: Path) -> None:
    """The JSON has both choices, and the difference of their expected values."""
    answer = json.loads(said(prioritizer("select", EXAMPLE, "--json", "--objective", objective, cwd=workspace)))
    told = answer["pursued"]

    assert (answer["status"], answer["confirmed"], told["maximise"]) == ("optimal", "second_solver", objective)
    assert told["given_up"] == told["default"]["objective"] - answer["objective"] > 0


def test_the_ratio_is_exact_in_the_answer(workspace: Path) -> None:
    """The fraction is the plan's value over its granted kronor, and above that of the choice by expected value."""
    arguments = ("select", EXAMPLE, "--json", "--objective", "value_per_krona")
    answer = json.loads(said(prioritizer(*arguments, cwd=workspace)))
    ratio, default = answer["pursued"]["ratio"], answer["pursued"]["default"]

    assert ratio["numerator"] * answer["granted"] == ratio["denominator"] * answer["objective"]
    assert ratio["proved"]
    assert ratio["value"] > default["ratio"]["value"]


def test_expected_value_has_nothing_to_compare_with(workspace: Path) -> None:
    """The declared objective tried by its name is the choice as ever."""
    answer = json.loads(said(prioritizer("select", EXAMPLE, "--json", "--objective", "expected_value", cwd=workspace)))

    assert answer["pursued"] is None


def test_what_rests_on_expected_value_is_said_to_be_left_out(workspace: Path, tmp_path: Path) -> None:
    """No certificate is written and no near plans are told, and talk says so."""
    proof = tmp_path / "proof.json"
    arguments = ("select", EXAMPLE, "--objective", "levels", "--near", "3", "--certify", proof, "--lang", "en")
    finished = prioritizer(*arguments, cwd=workspace)

    assert "exist only where expected value is the objective" in talked(finished)
    assert not proof.exists()


def test_a_declared_objective_is_in_the_record_and_is_verified(declared: Path) -> None:
    """The plan's record says what was maximised, names change nothing, and the choice is made again from it alone."""
    record = json.loads((declared / "plans/exempelkommun/record.json").read_text("utf-8"))
    finished = prioritizer("verify", "plans/exempelkommun/record.json", cwd=declared)

    assert record["pursued"]["maximise"] == record["choice"]["objective"]["maximise"] == "value_per_krona"
    assert record["blindness"]["same"] is True
    assert finished.returncode == 0, said(finished)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("sv", "inte för högst värde inom ramen"), ("en", "not for the highest value within the envelope")],
)
def test_the_document_says_how_it_differs(language: str, sentence: str, declared: Path) -> None:
    """The first page says what was maximised instead, and what that costs."""
    text = (declared / f"plans/exempelkommun/plan.{language}.html").read_text("utf-8")

    assert sentence in text


def test_explain_says_that_margins_are_left_out(declared: Path) -> None:
    """Margins are of expected value, and the plan is not the best by that."""
    finished = prioritizer("explain", EXAMPLE, "--lang", "en", cwd=declared)

    assert "Margins are computed only where expected value is the objective." in talked(finished)


def test_the_program_is_written_with_its_sentences(workspace: Path, tmp_path: Path) -> None:
    """`--program` writes the rows that are solved, under the sentences of their rules, and goes on to the plan."""
    file = tmp_path / "program.txt"
    finished = prioritizer("select", EXAMPLE, "--program", file, "--lang", "en", cwd=workspace)
    text = file.read_text("utf-8")

    assert finished.returncode == 0
    assert "'Familjecoacher i tre bostadsområden' at most one version and start is chosen." in text
    assert "\nhigh_risk_share:\n" in text
