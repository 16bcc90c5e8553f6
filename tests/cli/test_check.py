"""`prioritizer check` warns of rules that are odd together; the run goes on."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from prioritizer.cli.main import main

PORTFOLIO = """title: Plan
as_of: 2026-11-01
plan_years: [2027, 2028]
proposals: forslag.csv
"""
TABLE = "id;värde;målgruppens storlek\na;5;10\nb;7;20\n"


def check(folder: Path, rules: str, monkeypatch: pytest.MonkeyPatch) -> Result:
    """Check a table with rules written in its portfolio."""
    (folder / "portfolio.yaml").write_text(PORTFOLIO + rules, encoding="utf-8")
    (folder / "forslag.csv").write_text(TABLE, encoding="utf-8")
    monkeypatch.chdir(folder)
    return CliRunner().invoke(main, ["check", "."])


def test_contradictory_criteria_are_told_with_both_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And since nothing can meet both, the one that stops most is named."""
    rules = """criteria:
  - {id: many, severity: must, require: {field: target_group.size, op: at_least, value: 100}}
  - {id: few, severity: must, require: {field: target_group.size, op: at_most, value: 15}}
"""

    told = check(tmp_path, rules, monkeypatch)

    assert told.stderr.splitlines() == [
        "portfolio.yaml:6:5: criteria.many: varning: Inget förslag går vidare. Kriteriet many stoppar flest, 2 av 2: "
        "2 uppfyller det inte, och för 0 saknas uppgifter. Se om kriteriet är rätt skrivet.",
        "portfolio.yaml:7:40: criteria.few: varning: Kriteriet few kräver av «target_group.size» det som many "
        "(portfolio.yaml:6:41) inte tillåter, så inget förslag kan uppfylla båda. Ändra det ena.",
    ]
    assert told.exit_code == 0


def test_limits_that_no_plan_can_meet_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A floor above its ceiling, and a floor for proposals that are not there."""
    rules = """limits:
  - {id: golv, limit: {count_where: {field: target_group.size, op: above, value: 5}, op: at_least, value: 2}}
  - {id: tak, limit: {count_where: {field: target_group.size, op: above, value: 5}, op: at_most, value: 1}}
  - {id: ingen, limit: {count_where: {field: target_group.size, op: above, value: 500}, op: at_least, value: 1}}
"""

    told = check(tmp_path, rules, monkeypatch)

    assert "Golvet golv är 2 men taket tak är 1 för samma sak" in told.stderr
    assert "Villkoret i golvet ingen gäller inget av förslagen" in told.stderr
    assert told.exit_code == 0
