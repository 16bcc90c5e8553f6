"""Whose plan it is, on a screen and in the answer (D4)."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner

from prioritizer.appraisal.co_finance import Code, CoFinancing
from prioritizer.appraisal.parties import Parties
from prioritizer.cli.main import main
from prioritizer.cli.parties import show_parties, whose
from prioritizer.cli.run import Prepared, prepared, selected
from prioritizer.model.plan import Infeasible, Plan
from prioritizer.model.rules import Language
from tests.conftest import ROOT
from tests.real.choice import silent
from tests.real.tables import write_table


@pytest.fixture(scope="module")
def example() -> tuple[Prepared, Parties]:
    """The example and who gains and pays of its plan."""
    ready = prepared(ROOT / "portfolios" / "exempelkommun", 1, None, silent)
    found = whose(ready, selected(ready, None, silent))
    assert found is not None
    return ready, found


def shown(ready: Prepared, found: Parties, language: Language, capsys: pytest.CaptureFixture[str]) -> str:
    """What the screen says, with ordinary spaces."""
    show_parties(ready, found, language)
    return capsys.readouterr().out.replace("\u00a0", " ")


def test_the_rows_add_up_to_the_plan(example: tuple[Prepared, Parties]) -> None:
    """What each gets less what it pays is society's net present value, and the shares are the cost to be shared."""
    ready, found = example
    plan = selected(ready, None, silent)
    assert isinstance(plan, Plan)

    assert sum(row.nnv or 0 for row in found.parties) == plan.objective
    assert sum(row.share_of_gain or 0 for row in found.parties) == found.cost == sum(found.by_gain.shares.values())


def test_the_example_as_a_board_member_reads_it(
    example: tuple[Prepared, Parties], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A row for each purse, how the cost can be shared, and who loses without it."""
    monkeypatch.setenv("COLUMNS", "160")
    told = re.sub(r" +", " ", shown(*example, "sv", capsys))

    assert "Kommunen centralt med nämnder 25 726 31 305 22 350 5 579 21 030" in told
    assert "Kostnaden, 34 032 350 kr, kan delas så att ingen betalande förlorar: var och en betalar 67 %" in told
    assert "Räknat i pengar som kan tas hem går det inte: de är 1 228 725 kr för lite." in told
    assert "Utan delning förlorar Regionen 2 203 044 kr och Arbetsgivare och företag 249 711 kr." in told


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("code", [code for code in get_args(Code) if code])
def test_each_reason_that_it_cannot_be_shared_has_a_sentence(
    code: Code, language: Language, example: tuple[Prepared, Parties], capsys: pytest.CaptureFixture[str]
) -> None:
    """By gain, and in money where it can be shared by gain."""
    ready, found = example
    cannot = CoFinancing(code=code, lacking=7)
    alike = shown(ready, replace(found, by_gain=cannot), language, capsys)
    in_money = shown(ready, replace(found, by_money=cannot), language, capsys)

    assert alike != in_money
    assert "{" not in alike + in_money


def test_money_that_is_enough_and_an_unknown_gain_are_told(
    example: tuple[Prepared, Parties], capsys: pytest.CaptureFixture[str]
) -> None:
    """Who loses is not said where what somebody gains is unknown."""
    ready, found = example
    enough = shown(ready, replace(found, by_money=found.by_gain), "en", capsys)
    first, *others = found.parties
    blind = replace(first, gain=None, money=None, nnv=None)
    unknown = shown(ready, replace(found, parties=(blind, *others)), "en", capsys)

    assert "So it can in money that can be taken home: 67% of it." in enough
    assert "unknown" in unknown
    assert "Without sharing" not in unknown


def test_without_a_plan_there_is_nobody(example: tuple[Prepared, Parties]) -> None:
    """Nor of an empty one."""
    assert whose(example[0], Infeasible(())) is None


def test_explain_has_them_and_one_proposal_has_not(tmp_path: Path) -> None:
    """`parties` in the answer; null where one proposal is asked for."""
    rows = [{"id": "a", "title": "Alfa", "benefit[kommun]": 50, "cost": 6}]
    round_ = write_table(tmp_path / "round", {"funds": [{"id": "f", "allocation": {2027: 10}}]}, rows)
    found = [
        json.loads(CliRunner().invoke(main, ["explain", str(round_), *more, "--json"]).stdout)["parties"]
        for more in ([], ["a"])
    ]

    assert found[1] is None
    assert found[0]["by_gain"] == {"shares": {"kommun": 6}, "of_gain": 0.12, "code": "", "lacking": 0}
    assert [(row["actor"], row["cost"], row["gain"]) for row in found[0]["parties"]] == [("kommun", 6, 50)]
