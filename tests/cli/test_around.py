"""A plan that was not proved gives way to a better one that is found on the way, loudly (§15)."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from prioritizer.cli import run
from prioritizer.cli.around import around, near_by
from prioritizer.cli.main import main
from prioritizer.model.plan import Outcome, Plan
from prioritizer.selection.choose import choose
from prioritizer.selection.taken_over import FOUND_LATER
from tests.real.choice import chosen, ids, silent
from tests.real.tables import write_table

ROWS = [
    {"id": "a", "value": 100, "cost[medel:2027]": 10},
    {"id": "b", "value": 120, "cost[medel:2027]": 10},
    {"id": "c", "value": 5, "cost[medel:2027]": 10},
]


def written(folder: Path) -> Path:
    """Three proposals, money for one of them."""
    return write_table(folder, {"funds": [{"id": "medel", "allocation": {2027: 10}}]}, ROWS)


def stopped(outcome: Outcome) -> Plan:
    """The choice as it would stand had it ended early: the second best plan, not proved."""
    assert isinstance(outcome, Plan)
    early = (("a", None, None),)
    return replace(outcome, status="feasible", chosen=early, objective=Decimal(100), bound=Decimal(200))


@pytest.mark.parametrize("way", [around, near_by])
def test_the_better_plan_is_the_outcome(way: object, tmp_path: Path) -> None:
    """What stands around it, too, is that of the better plan."""
    ready, outcome = chosen(written(tmp_path / "round"))
    assert callable(way)
    found = way(ready, stopped(outcome), silent)

    assert ids(found.outcome) == {"b"}
    assert found.outcome.objective == 120
    assert found.outcome.faults == (FOUND_LATER,)
    assert [key[0] for key in found.near.plans[0].chosen] == ["b"]
    assert all(margin.better is None for margin in found.margins)


def test_of_one_proposal_alone_the_sets_near_the_plan_are_not_looked_for(tmp_path: Path) -> None:
    """The better plan is found by its margin all the same."""
    ready, outcome = chosen(written(tmp_path / "round"))
    found = around(ready, stopped(outcome), silent, only="b")

    assert found.near is None
    assert ids(found.outcome) == {"b"}
    assert [margin.proposal for margin in found.margins] == ["b"]


def test_a_proved_plan_stands(tmp_path: Path) -> None:
    """Nothing is worth more than it."""
    ready, outcome = chosen(written(tmp_path / "round"))

    assert around(ready, outcome, silent).outcome == outcome


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (["explain", "--lang", "sv"], "En plan som är värd mer än den först valda hittades efteråt"),
        (["select", "--near", "2", "--lang", "en"], "A plan worth more than the one first chosen was found afterwards"),
    ],
)
def test_the_screen_says_that_a_better_plan_took_over(
    command: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody is told to decide on a plan while a better one is known."""
    monkeypatch.setattr(run, "choose", lambda *arguments: stopped(choose(*arguments)))
    result = invoked([*command, str(written(tmp_path / "round"))])

    assert result.exit_code == 0, result.output
    assert told in result.stdout


def invoked(command: list[str]) -> Result:
    """A command in this process."""
    return CliRunner().invoke(main, command)


def test_only_so_many_sets_as_were_asked_for_are_listed(tmp_path: Path) -> None:
    """--near 2 lists two, and says that more were found."""
    rows = [{"id": f"p{n}", "value": 1_000_000 - n, "cost[medel:2027]": 10} for n in range(6)]
    folder = write_table(tmp_path / "round", {"funds": [{"id": "medel", "allocation": {2027: 10}}]}, rows)
    result = invoked(["select", str(folder), "--near", "2"])

    said = result.stdout.replace("\u00a0", " ")
    assert "6 urval av förslag ligger inom 1 % av planens värde" in said
    assert ("999 999" in said, "999 998" in said) == (True, False)
    assert "Funna men inte uppräknade: 4 urval till." in said
