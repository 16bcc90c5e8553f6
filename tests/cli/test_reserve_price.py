"""With a reserve price the plan's value is not its net present value, and both are told (§14)."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from prioritizer.cli.main import main
from tests.conftest import ROOT
from tests.real.tables import write_table

ROWS = [
    {"id": "a", "title": "A", "value": 900_000, "cost[medel:2027]": 1_000_000},
    {"id": "b", "title": "B", "value": 700_000, "cost[medel:2027]": 1_000_000},
    {"id": "c", "title": "C", "value": 200_000, "cost[medel:2027]": 1_000_000},
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A round whose rules ask for 0.3 kronor of each granted one: c is then worth less than the money."""
    workspace = tmp_path_factory.mktemp("reserve")
    shutil.copytree(ROOT / "rules", workspace / "rules")
    path = workspace / "rules" / "parameters" / "reserve_price.yaml"
    text = path.read_text("utf-8")
    assert "value: 0\n" in text
    path.write_text(text.replace("value: 0\n", "value: 0.3\n"), encoding="utf-8")
    return write_table(
        workspace / "portfolios" / "round", {"funds": [{"id": "medel", "allocation": {2027: 3_000_000}}]}, ROWS
    )


def told(*command: str) -> str:
    """What a command says on standard output."""
    result = CliRunner().invoke(main, list(command))
    assert result.exit_code == 0, result.output
    return result.stdout.replace("\u00a0", " ")


def test_both_values_stand_below_the_rows(folder: Path) -> None:
    """The rows add up to 1.6 million; less 0.3 of each of two million granted it is one million."""
    said = told("select", str(folder))

    assert (
        "nettonuvärde 1 600 000 kr; efter lägsta godtagna avkastning (0,3 kr per beviljad krona) 1 000 000 kr" in said
    )
    assert "2 av 3 förslag, 2 000 000 kr beviljas" in said


def test_the_json_has_both(folder: Path) -> None:
    """The objective is what is maximised, and net present value stands beside it."""
    answer = json.loads(told("select", str(folder), "--json"))

    assert (answer["objective"], answer["net_present_value"], answer["reserve_price"]) == (1_000_000, 1_600_000, 0.3)


def test_margins_and_near_plans_say_which_value_they_are_of(folder: Path) -> None:
    """Without b four hundred thousand are lost: 700,000 less 0.3 of a million."""
    said = told("explain", str(folder), "--all")

    assert "Utan förslaget blir planens värde efter lägsta godtagna avkastning lägre med 400 000 kr" in said
    assert "Värde efter lägsta godtagna avkastning, kr" in said
    assert "ligger inom 1 % av planens värde efter lägsta godtagna avkastning" in said


def test_money_left_is_told_where_little_is_lost_for_it(tmp_path: Path) -> None:
    """A proposal that adds 1,000 kronor for a million: without it the million is left, worth nothing."""
    rows = [ROWS[0], {**ROWS[1], "value": 1_000}]
    funds = {"funds": [{"id": "medel", "allocation": {2027: 3_000_000}}]}
    said = told("explain", str(write_table(tmp_path / "round", funds, rows)), "--all")

    assert "Den planen lämnar 1 000 000 kr mer kvar; pengar som blir kvar räknas som värda noll" in said
    assert said.count("lämnar") == 1
