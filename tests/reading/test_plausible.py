"""What counts for nothing, or is hardly meant, is a warning at its line; what cannot be is a fault (§6, §7, §25)."""

from pathlib import Path

import pytest

from prioritizer.cli.run import checked
from prioritizer.model.fault import InputFaults

PORTFOLIO = """
title: Plan
as_of: 2026-11-01
plan_years: [2027, 2028]
horizon: 10
criteria: none
limits: []
parameters: asek
actors: [kommun]
"""
PROPOSAL = """
id: laxhjalp
title: Läxhjälp
target_group: {description: elever, size: 50, unit: elever}
comparison: utan läxhjälp
costs:
  - {title: ledare, payer: kommun, per_year: {2027: 100_000}}
effects:
  - outcome: placement_day
    owner: kommun
    participants: 40
    size: among_treated
    take_up: 0.9
    risk_without: 0.10
    risk_with: 0.07
    units_per_case: 210
    profile: {delay: 1, years: 2}
"""

BESIDE = ("stale_check", "no_harm_missing")
"""Warnings that such a short proposal gets in any case."""


def told(folder: Path, proposal: str = PROPOSAL, portfolio: str = PORTFOLIO) -> list[tuple[str, int, str, str]]:
    """File, line, code and severity of everything told of a portfolio of one proposal."""
    (folder / "proposals").mkdir(exist_ok=True)
    for name, text in (("portfolio.yaml", portfolio), ("proposals/laxhjalp.yaml", proposal)):
        (folder / name).write_text(text.lstrip(), encoding="utf-8")
    try:
        _, _, found = checked(folder)
    except InputFaults as raised:
        found = raised.faults
    return [(Path(f.place.file).name, f.place.line, f.code, f.severity) for f in found if f.code not in BESIDE]


def test_a_plain_proposal_tells_nothing(tmp_path: Path) -> None:
    """Without a change there is nothing to warn of."""
    assert told(tmp_path) == []


@pytest.mark.parametrize(
    ("before", "after", "line", "code"),
    [
        ("{2027: 100_000}", "{2027: 100_000, 2036: 5, 2037: 6}", 6, "cost_after_horizon"),
        ("delay: 1", "delay: 10", 16, "delay_after_horizon"),
        ("    take_up: 0.9\n", "", 11, "take_up_not_stated"),
        ("participants: 40", "participants: {low: 40, likely: 60, high: 70}", 10, "participants_above_group"),
    ],
)
def test_what_counts_for_nothing_is_a_warning_at_its_line(
    tmp_path: Path, before: str, after: str, line: int, code: str
) -> None:
    """One warning for each, in the proposal's own file."""
    assert [("laxhjalp.yaml", line, code, "warning")] == told(tmp_path, PROPOSAL.replace(before, after))


def test_a_cost_that_is_zero_or_in_the_last_year_is_not_warned_of(tmp_path: Path) -> None:
    """The horizon of ten years from 2027 ends with 2036."""
    late = PROPOSAL.replace("{2027: 100_000}", "{2027: 100_000, 2036: 5, 2037: 0}")

    assert told(tmp_path, late) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("relative_risk: 10.1", "risk_above_one"),
        ("risk_difference: 0.11", "risk_below_zero"),
        ("risk_difference: -0.91", "risk_above_one"),
        ("relative_risk: 10", ""),
        ("risk_difference: 0.1", ""),
        ("relative_risk: {low: 0.5, likely: 0.8, high: 11}", ""),
    ],
)
def test_a_risk_with_is_a_share_at_the_likely_values(tmp_path: Path, change: str, code: str) -> None:
    """Single draws may be cut, which a note tells; the likely values may not."""
    found = told(tmp_path, PROPOSAL.replace("risk_with: 0.07", change))

    assert found == ([("laxhjalp.yaml", 14, code, "fault")] if code else [])


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("take_up: 1", []),
        ("take_up: 100 %", []),
        ("take_up: 100 %\n    drop_out: 0", []),
        ("take_up: 99 %", ["treated_only"]),
        ("take_up: 100 %\n    drop_out: 1 %", ["treated_only"]),
    ],
)
def test_that_everybody_takes_part_may_be_said_of_any_size(tmp_path: Path, written: str, codes: list[str]) -> None:
    """An intention-to-treat size has it in already, so that 100 per cent changes nothing and is no fault (§6)."""
    treated = PROPOSAL.replace("size: among_treated", "size: intention_to_treat").replace("take_up: 0.9", written)

    assert [code for _, _, code, _ in told(tmp_path, treated)] == codes


def test_costs_written_as_none_cost_nothing(tmp_path: Path) -> None:
    """An empty list is a statement, where nothing at all is none (convention §25)."""
    before = "costs:\n  - {title: ledare, payer: kommun, per_year: {2027: 100_000}}\n"

    assert told(tmp_path, PROPOSAL.replace(before, "costs: []\n")) == []
    assert told(tmp_path, PROPOSAL.replace(before, "")) == [("laxhjalp.yaml", 1, "costs_missing", "fault")]


def test_a_net_value_has_its_costs_in_it(tmp_path: Path) -> None:
    """A stated value is net of all costs; a benefit is not (convention §26)."""
    net = "id: laxhjalp\ntitle: Läxhjälp\nstated: {value: 100_000}\n"

    assert told(tmp_path, net) == []
    gross = net.replace("value: 100_000", "benefits: {kommun: 100_000}")
    assert [code for _, _, code, _ in told(tmp_path, gross)] == ["costs_missing"]


@pytest.mark.parametrize(
    ("risk", "expected"), [("low", []), ("high", [("portfolio.yaml", 10, "factor_of_nothing", "warning")])]
)
def test_a_common_factor_of_nothing_is_told(tmp_path: Path, risk: str, expected: list[object]) -> None:
    """A condition that no version meets is most likely misspelt."""
    factor = "{id: lon, title: Löner, of: costs, factor: 1.1,\n  where: {field: risk_class, op: equals, value: low}}"
    portfolio = f"{PORTFOLIO}common_factors: [{factor}]\n"

    assert expected == told(tmp_path, f"{PROPOSAL}risk_class: {risk}\n", portfolio)


def test_a_late_cost_of_a_table_is_told_in_its_cell(tmp_path: Path) -> None:
    """Costs that no fund grants may be paid after the plan's years, but not after the horizon (convention §7)."""
    (tmp_path / "portfolio.yaml").write_text(
        f"{PORTFOLIO.strip()}\nproposals: forslag.csv\n".replace("limits: []", ""), encoding="utf-8"
    )
    (tmp_path / "forslag.csv").write_text("id;kostnad[2036];kostnad[2037];nytta\na;1;2;3\n", encoding="utf-8")
    _, _, found = checked(tmp_path)

    assert [(f.place.line, f.place.column, f.code) for f in found] == [(2, 5, "cost_after_horizon")]
