"""Other objectives than expected value, as people try and declare them (§14)."""

import json
import re
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import prioritizer, said, talked
from tests.cli.conftest import EXAMPLE, Once
from tests.conftest import ROOT
from tests.real.tables import write_table

STATED = [{"id": name, "title": name, "cost": 5, "value": worth} for name, worth in (("a", 8), ("b", 9))]


def declaring(objective: str, folder: Path) -> Path:
    """A workspace whose rules declare an objective."""
    for name in ("rules", "portfolios", "reports"):
        shutil.copytree(ROOT / name, folder / name)
    path = folder / "rules" / "objective.yaml"
    text = path.read_text("utf-8").replace("maximise: expected_value", f"maximise: {objective}")
    path.write_text(text, encoding="utf-8")
    return folder


Planned = Callable[[str], Path]


@pytest.fixture(scope="session")
def planned_for(tmp_path_factory: pytest.TempPathFactory) -> Planned:
    """Gives a workspace whose rules declare an objective, with its plan written. Tests only read it."""

    @cache
    def made(objective: str) -> Path:
        folder = declaring(objective, tmp_path_factory.mktemp(objective))
        assert prioritizer("plan", EXAMPLE, "--forms", "html", cwd=folder).returncode == 0
        return folder

    return made


@pytest.fixture(params=["value_per_krona", "mean_cvar", "least_regret"])
def declared(request: pytest.FixtureRequest, planned_for: Planned) -> tuple[str, Path]:
    """An objective, and a workspace whose rules declare it, with its plan written."""
    return str(request.param), planned_for(str(request.param))


def kept(folder: Path) -> Any:
    """The record of the plan."""
    return json.loads((folder / "plans/exempelkommun/record.json").read_text("utf-8"))


@pytest.mark.parametrize("objective", ["value_per_krona", "mean_cvar", "least_regret", "levels"])
def test_another_objective_is_tried_and_what_it_costs_is_told(objective: str, once: Once) -> None:
    """The JSON has both choices, and the difference of their expected values."""
    answer = json.loads(said(once("select", EXAMPLE, "--json", "--objective", objective)))
    told = answer["pursued"]

    assert (answer["status"], answer["confirmed"], told["maximise"]) == ("optimal", "second_solver", objective)
    assert told["given_up"] == told["default"]["objective"] - answer["objective"] > 0
    assert told["given_up"] == told["given_up_low"] == told["given_up_high"]


def test_the_ratio_is_exact_in_the_answer(once: Once) -> None:
    """The fraction is the plan's value over its granted kronor, and above that of the choice by expected value."""
    answer = json.loads(said(once("select", EXAMPLE, "--json", "--objective", "value_per_krona")))
    ratio, default = answer["pursued"]["ratio"], answer["pursued"]["default"]

    assert ratio["numerator"] * answer["granted"] == ratio["denominator"] * answer["objective"]
    assert ratio["proved"]
    assert ratio["value"] > default["ratio"]["value"]


def test_the_largest_regret_is_less_than_that_of_the_highest_value(once: Once) -> None:
    """Every scenario and the figures as they are have both plans' regrets, and the warning is told."""
    answer = json.loads(said(once("select", EXAMPLE, "--json", "--objective", "least_regret")))
    regrets = answer["pursued"]["regrets"]
    told = said(once("select", EXAMPLE, "--objective", "least_regret", "--lang", "en"))

    assert [one["scenario"] for one in regrets] == ["as_it_is", "higher_rate", "dearer", "half_effect"]
    assert max(one["regret"] for one in regrets) < max(one["default_regret"] for one in regrets)
    assert all(one["best"] - one["worth"] == one["regret"] >= 0 for one in regrets)
    assert "can depend on proposals that are not chosen themselves" in told


def test_expected_value_has_nothing_to_compare_with(once: Once) -> None:
    """The declared objective tried by its name is the choice as ever."""
    answer = json.loads(said(once("select", EXAMPLE, "--json", "--objective", "expected_value")))

    assert answer["pursued"] is None


def test_what_rests_on_expected_value_is_said_to_be_left_out(workspace: Path, tmp_path: Path) -> None:
    """No certificate is written and no near plans are told, and talk says so."""
    proof = tmp_path / "proof.json"
    arguments = ("select", EXAMPLE, "--objective", "levels", "--near", "3", "--certify", proof, "--lang", "en")
    finished = prioritizer(*arguments, cwd=workspace)

    assert "exist only where expected value is the objective" in talked(finished)
    assert not proof.exists()


def test_a_declared_objective_is_in_the_record_and_is_verified(declared: tuple[str, Path]) -> None:
    """The plan's record says what was maximised, names change nothing, and the choice is made again from it alone."""
    objective, folder = declared
    record = kept(folder)
    finished = prioritizer("verify", "plans/exempelkommun/record.json", "--lang", "en", cwd=folder)

    assert record["pursued"]["maximise"] == record["choice"]["objective"]["maximise"] == objective
    assert record["blindness"]["same"] is True
    assert finished.returncode == 0, said(finished)
    assert "The choice, made again, gives the same plan." in said(finished)


SENTENCES = {
    "value_per_krona": ("inte för högst värde inom ramen", "not for the highest value within the envelope"),
    "mean_cvar": ("medlet av de sämsta 5 % av utfallen, sammanvägda", "the mean of the worst 5% of outcomes, weighed"),
    "least_regret": ("kan bero på förslag som själva inte väljs", "can depend on proposals that are not chosen"),
}


@pytest.mark.parametrize(("language", "number"), [("sv", 0), ("en", 1)])
def test_the_document_says_how_it_differs(language: str, number: int, declared: tuple[str, Path]) -> None:
    """The first page says what was maximised instead, and no margin is told as unknown."""
    objective, folder = declared
    page = (folder / f"plans/exempelkommun/plan.{language}.html").read_text("utf-8")
    text = re.sub(r"<[^>]+>", "", page).replace("\u00a0", " ").replace("\u00ad", "")

    assert SENTENCES[objective][number] in text
    assert ("okänt lägre", "unknown lower")[number] not in text


def test_the_mean_of_the_worst_is_that_of_the_records_own_draws(planned_for: Planned) -> None:
    """Added up by hand from the draws of the chosen versions and of what they share (§18)."""
    record = kept(planned_for("mean_cvar"))
    chosen = {(s["proposal"], s["alternative"], s["start_year"]) for s in record["plan"]["selected"]}

    def key(version: Any) -> tuple[str, str | None, int | None]:
        return version["proposal"], version["alternative"], version["start_year"]

    columns = [c["draws"] for c in record["choice"]["candidates"] if key(c) in chosen]
    columns += [t["draws"] for t in record["choice"]["together"] if {key(v) for v in t["versions"]} <= chosen]
    draws = sorted(sum(numbers) for numbers in zip(*([int(n) for n in c.split()] for c in columns), strict=True))
    mean = (sum(draws[:51]) + draws[51] / 5) / 51.2
    found = record["pursued"]["mean_cvar"]

    assert found["worst_mean"] == pytest.approx(mean)
    assert found["value"] == pytest.approx(0.7 * record["plan"]["objective"] + 0.3 * mean)
    assert found["value"] > found["default_value"]
    assert found["fresh_draws"] == 16_384


def test_explain_says_that_margins_are_left_out(planned_for: Planned) -> None:
    """Margins are of expected value, and the plan is not the best by that; nothing is said to lack a version."""
    told = said(prioritizer("explain", EXAMPLE, "--lang", "en", cwd=planned_for("value_per_krona")))

    assert "No margins: they are of expected value, and the plan is chosen for something else." in told
    assert "Familjecoacher i tre bostadsområden: in the plan" in told
    assert "No version can be tried" not in told


def test_the_program_is_written_with_its_sentences(workspace: Path, tmp_path: Path) -> None:
    """`--program` writes the rows that are solved, under the sentences of their rules, and goes on to the plan."""
    file = tmp_path / "program.txt"
    finished = prioritizer("select", EXAMPLE, "--program", file, "--lang", "en", cwd=workspace)
    text = file.read_text("utf-8")

    assert finished.returncode == 0
    assert "'Familjecoacher i tre bostadsområden' at most one version and start is chosen." in text
    assert "\nhigh_risk_share:\n" in text


def test_scenarios_of_results_computed_elsewhere_are_refused(tmp_path: Path) -> None:
    """A stated value cannot be run with other figures (§26): the proposals are named, and the exit is 1."""
    write_table(tmp_path / "table", {"funds": [{"id": "medel", "allocation": {2027: 5}}]}, STATED)
    finished = prioritizer("select", "table", "--objective", "least_regret", "--lang", "en", cwd=tmp_path)

    assert finished.returncode == 1
    assert "Scenarios cannot be run on results computed elsewhere: a, b." in talked(finished)


def test_scenarios_do_not_go_with_limits_on_the_draws(tmp_path: Path) -> None:
    """Draws are of the figures as they are (§18): the limits are to be left out, or another objective tried."""
    for name in ("rules", "portfolios"):
        shutil.copytree(ROOT / name, tmp_path / name)
    path = tmp_path / EXAMPLE / "portfolio.yaml"
    text = path.read_text("utf-8").replace("  - high_risk_share\n", "  - high_risk_share\n  - worst_mean_floor\n")
    path.write_text(text, encoding="utf-8")
    finished = prioritizer("select", EXAMPLE, "--objective", "least_regret", "--lang", "en", cwd=tmp_path)

    assert finished.returncode == 1
    assert "does not go with limits on the outcomes" in talked(finished)
