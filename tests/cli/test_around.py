"""A plan that was not proved gives way to a better one that is found on the way, loudly (§15)."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from prioritizer.cli import run
from prioritizer.cli.around import around, near_by
from prioritizer.cli.main import main
from prioritizer.cli.taking_over import MOST_TAKEN_OVER, about
from prioritizer.model.plan import Outcome, Plan
from prioritizer.selection.branching import BetterPlan
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


def test_the_better_plan_is_the_outcome(tmp_path: Path) -> None:
    """What stands around it, too, is that of the better plan."""
    ready, outcome = chosen(written(tmp_path / "round"))
    found, around_it = about(
        ready,
        stopped(outcome),
        lambda plan, gives_way: around(ready, plan, silent, gives_way=gives_way),
        "en",
        None,
        silent,
    )

    margins, near = around_it.margins, around_it.near
    assert isinstance(found, Plan)
    assert ids(found) == {"b"}
    assert found.objective == 120
    assert found.faults == (FOUND_LATER,)
    assert near is not None
    assert [key[0] for key in near.plans[0].chosen] == ["b"]
    assert all(margin.better is None for margin in margins)


def test_the_sets_near_a_plan_alone_find_the_better_plan_too(tmp_path: Path) -> None:
    """As where only they are asked for."""
    ready, outcome = chosen(written(tmp_path / "round"))
    found, near = about(
        ready,
        stopped(outcome),
        lambda plan, gives_way: near_by(ready, plan, silent, best=2, gives_way=gives_way),
        "en",
        None,
        silent,
    )

    assert ids(found) == {"b"}
    assert near is not None
    assert [key[0] for key in near.plans[0].chosen] == ["b"]


def test_of_one_proposal_alone_the_sets_near_the_plan_are_not_looked_for(tmp_path: Path) -> None:
    """The better plan is found by its margin all the same."""
    ready, outcome = chosen(written(tmp_path / "round"))
    with pytest.raises(BetterPlan) as better:
        around(ready, stopped(outcome), silent, only="b", gives_way=True)
    found = around(ready, stopped(outcome), silent, only="b")
    margins, near = found.margins, found.near

    assert better.value.chosen == {ready.program.index(("b", None, None))}
    assert near is None
    assert [(margin.proposal, margin.better) for margin in margins] == [("b", Decimal(20))]


def test_a_plan_gives_way_only_so_many_times(tmp_path: Path) -> None:
    """After that a better plan is told beside it, and the answer has an end."""
    ready, outcome = chosen(written(tmp_path / "round"))
    heard: list[bool] = []

    def ask(plan: Outcome, gives_way: bool) -> Outcome:
        heard.append(gives_way)
        if gives_way:
            raise BetterPlan(frozenset({ready.program.index(("b", None, None))}), 120 * ready.program.scale)
        return plan

    about(ready, stopped(outcome), ask, "en", None, silent)

    assert heard == [*[True] * MOST_TAKEN_OVER, False]


def test_a_proved_plan_stands(tmp_path: Path) -> None:
    """Nothing is worth more than it."""
    ready, outcome = chosen(written(tmp_path / "round"))

    assert around(ready, outcome, silent, gives_way=True).margins


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
