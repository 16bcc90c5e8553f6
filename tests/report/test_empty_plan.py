"""A plan in which there is nothing says so, and why, without figures of nobody (§17, §25)."""

import json
from pathlib import Path
from typing import Any

import pytest

from prioritizer.appraisal import plan_values
from prioritizer.cli.around import explained
from prioritizer.cli.run import DRAWS
from prioritizer.model.plan import Plan
from prioritizer.reading.workspace import templates_of
from prioritizer.register.plain import text_of
from prioritizer.register.record import record
from prioritizer.register.run import Run
from prioritizer.report.html import html
from prioritizer.selection.candidates import values_of
from tests.real.choice import chosen, silent
from tests.real.tables import write_table

ROWS = [
    {"id": "a", "cost[2027]": 4, "cost[2028]": 4, "value": 9},
    {"id": "b", "cost[2027]": 5, "cost[2028]": None, "value": 7},
]


def page(folder: Path, language: Any, allocation: dict[int, int], **more: object) -> str:
    """The document of a round of one fund."""
    funds = [{"id": "medel", "title": "Sociala medel", "allocation": allocation}]
    ready, outcome = chosen(write_table(folder, {"funds": funds, **more}, ROWS))
    assert isinstance(outcome, Plan)
    assert outcome.chosen == ()
    run = Run(
        ready.read.portfolio,
        ready.read.rules,
        1,
        DRAWS,
        ready.screened,
        ready.appraised,
        ready.program,
        ready.refused,
        outcome,
        margins=explained(ready, outcome, silent),
        value=plan_values(ready.read.portfolio, values_of(ready.appraised, ()), ()),
    )
    return html(json.loads(text_of(record(run))), language, templates_of(None))


@pytest.mark.parametrize(
    ("language", "decision", "money", "why", "none"),
    [
        (
            "sv",
            "Antar planen ”round”, där inget förslag ingår.",
            "Inget förslag ingår i planen, så ingen aktör betalar eller får något av den.",
            "fonden ”Sociala medel” har ingen tilldelning 2028",
            "inget angivet",
        ),
        (
            "en",
            "Adopts the plan “round”, in which there is no proposal.",
            "No proposal is in the plan, so no actor pays or gets anything by it.",
            "the fund “Sociala medel” has no allocation in 2028",
            "none stated",
        ),
    ],
)
def test_a_plan_of_nothing_tells_no_figures_of_nobody(
    tmp_path: Path, language: Any, decision: str, money: str, why: str, none: str
) -> None:
    """No curve, no table of actors, no chance; the one that cannot be granted says why, by the fund's title."""
    told = page(tmp_path / "round", language, {2027: 3})

    assert decision in told
    assert money in told
    assert why in told
    assert none in told
    assert "<svg" not in told
    assert "<title>round – " in told
    assert "– –" not in told


def test_what_can_never_be_chosen_has_no_unknown_margin(tmp_path: Path) -> None:
    """«Unknown lower» says nothing; what is refused cannot be in."""
    told = page(tmp_path / "round", "sv", {2027: 3})

    assert "okänt lägre" not in told
    assert "Kan inte beviljas: fonden ”Sociala medel” har ingen tilldelning 2028." in told


def test_the_first_year_that_lacks_money_is_the_one_that_is_told(tmp_path: Path) -> None:
    """Without money in any year, what is paid in 2027 already fails in 2027."""
    told = page(tmp_path / "round", "sv", {2027: 0, 2028: 0})

    assert "I vägen står medlen i Sociala medel 2027." in told
    assert "Sociala medel 2028." not in told
