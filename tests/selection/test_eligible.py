"""Who may use a fund: refused with a reason, never dropped in silence, and unknown is never yes (§17)."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner

from prioritizer.cli.main import main
from prioritizer.model.plan import Plan, Refused
from prioritizer.model.rules import All, Leaf, Op, Tree
from prioritizer.selection.program import admissible
from tests.real.choice import chosen, ids
from tests.real.tables import write_table
from tests.selection.cases import candidate, fund

LOW = Leaf("risk_class", Op.EQUALS, "low")
MANY = Leaf("people", Op.AT_LEAST, None, "fewest")


def for_those(tree: Tree) -> tuple[tuple[str, ...], tuple[Refused, ...]]:
    """Three proposals that ask one fund: one of low risk, one of high, and one that does not say; all else is alike."""
    medel = replace(fund({2027: 9}), eligible=tree)
    asked = [
        candidate("low", 1, {("fund", 2027): 2}, risk_class="low", people=Decimal(7)),
        candidate("high", 1, {("fund", 2027): 2}, risk_class="high", people=Decimal(9)),
        candidate("silent", 1, {("fund", 2027): 2}, people=Decimal(9)),
        candidate("elsewhere", 1, {("other", 2027): 2}, risk_class="high"),
        candidate("free", 1, {("fund", 2027): 0}, risk_class="high"),
    ]
    kept, refused = admissible(asked, [medel, fund({2027: 9}, name="other")], (), {"fewest": Decimal(8)})
    return tuple(c.proposal for c in kept), refused


def test_a_version_is_refused_by_a_fund_that_is_not_for_it() -> None:
    """The reason names the fund and what decides; who asks for nothing of the fund is not touched."""
    kept, refused = for_those(LOW)

    assert kept == ("low", "elsewhere", "free")
    assert [(r.key[0], r.code, r.values) for r in refused] == [
        ("high", "not_for_fund", {"fund": "fund", "fields": "risk_class"}),
        ("silent", "unknown_for_fund", {"fund": "fund", "fields": "risk_class"}),
    ]


def test_a_number_of_the_rules_decides_too() -> None:
    """A parameter in force is the threshold, and of a group the fields are named that stand in the way."""
    kept, refused = for_those(All((LOW, MANY)))

    assert kept == ("elsewhere", "free")
    assert [(r.key[0], r.code, r.values["fields"]) for r in refused] == [
        ("low", "not_for_fund", "people"),
        ("high", "not_for_fund", "risk_class"),
        ("silent", "unknown_for_fund", "risk_class"),
    ]


ROWS = [
    {"id": "a", "value": 900, "cost[medel:2027]": 5, "risk_class": "high"},
    {"id": "b", "value": 500, "cost[medel:2027]": 5, "risk_class": "low"},
    {"id": "c", "value": 100, "cost[medel:2027]": 5, "risk_class": None},
]


def written(folder: Path, risk: str) -> Path:
    """A round of one fund that is for one class of risk."""
    condition = {"field": "risk_class", "op": "equals", "value": risk}
    return write_table(folder, {"funds": [{"id": "medel", "allocation": {2027: 50}, "eligible": condition}]}, ROWS)


def test_a_plan_takes_only_those_whom_the_fund_is_for(tmp_path: Path) -> None:
    """From files to plan: the best of all is not for the fund."""
    ready, outcome = chosen(written(tmp_path / "round", "low"))

    assert isinstance(outcome, Plan)
    assert ids(outcome) == {"b"}
    assert {(r.key[0], r.code) for r in ready.refused} == {("a", "not_for_fund"), ("c", "unknown_for_fund")}
    assert ready.warnings == ()


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "sv",
            [
                "ingen får använda den",
                "a kan inte beviljas: fonden medel är för det som uppfyller: riskklass är medel.",
            ],
        ),
        ("en", ["nobody may use it", "medel is for what meets: risk class is medium; risk class is not stated."]),
    ],
)
def test_a_fund_for_nobody_is_a_warning(tmp_path: Path, language: str, told: list[str]) -> None:
    """The plan is empty, every version is listed with its reason, and the fund itself is pointed at."""
    result = CliRunner().invoke(main, ["select", str(written(tmp_path / "round", "medium")), "--lang", language])

    assert result.exit_code == 0, result.output
    assert all(part in result.stderr for part in told)
    assert "portfolio.yaml:8:3: funds.medel.eligible" in result.stderr


def test_a_fund_whose_only_applicant_comes_in_the_wrong_year_is_not_for_nobody(tmp_path: Path) -> None:
    """That its condition is met is one thing, that it has no allocation in the year another."""
    condition = {"field": "risk_class", "op": "equals", "value": "low"}
    rows = [{"id": "a", "value": 900, "cost[medel:2028]": 5, "risk_class": "low"}]
    fund_of_2027 = {"id": "medel", "allocation": {2027: 50}, "eligible": condition}
    ready, outcome = chosen(write_table(tmp_path / "round", {"funds": [fund_of_2027]}, rows))

    assert ids(outcome) == set()
    assert [r.code for r in ready.refused] == ["granted_outside_allocation"]
    assert ready.warnings == ()
