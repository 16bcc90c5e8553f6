"""The cases beside a rule, as people write them: facts of a proposal, or a plan with its money, uses and returns."""

from decimal import Decimal
from pathlib import Path

import pytest

from prioritizer.model.rules import Field
from prioritizer.reading.rule_tests import Case, cases_in, read_cases

FIELDS = {
    "risk": Field("risk", "choice", {}, of=("low", "high")),
    "goals": Field("goals", "list", {}),
    "target.size": Field("target.size", "number", {}),
    "count": Field("count", "number", {}, by="program", measure="count"),
}


def written(folder: Path, text: str, kind: str = "limits", rule: str = "few") -> Path:
    """A file of cases beside a rule."""
    beside = folder / "rules" / kind / f"{rule}.test.yaml"
    beside.parent.mkdir(parents=True, exist_ok=True)
    beside.write_text(text, encoding="utf-8")
    beside.with_name(f"{rule}.yaml").write_text(f"id: {rule}\n", encoding="utf-8")
    return beside


def cases(folder: Path, text: str) -> tuple[list[Case], list[str]]:
    """The cases, and the codes of what is wrong."""
    found, faults = cases_in(written(folder, text), folder, FIELDS)
    return found, [fault.code for fault in faults]


def test_a_chosen_proposal_has_its_money_uses_and_returns(tmp_path: Path) -> None:
    """Everything that a limit may look at can be written in a case, and nothing else of it is a fact."""
    text = """- name: whole
  on: 2026-03-01
  envelope: 10_000_000
  plan:
    - {id: a, fund: medel, granted: {2027: 1_000, 2028: 500}, uses: {ledare: 2, lokal: {2028: 1}},
       returns: {kommun: 300, region: -20}, risk: low, goals: [x, y], target: {size: 40}, count: 2}
    - {granted: 7}
  expect: {verdict: fails, margin: -1_5}
"""
    (case,), codes = cases(tmp_path, text.replace("-1_5", "-15"))
    first, second = case.plan

    assert codes == []
    assert {("medel", 2027): Decimal(1000), ("medel", 2028): Decimal(500)} == first.granted
    assert {("ledare", None): Decimal(2), ("lokal", 2028): Decimal(1)} == first.uses
    assert {"kommun": Decimal(300), "region": Decimal(-20)} == first.returns
    facts = {"risk": "low", "goals": ("x", "y"), "target.size": Decimal(40), "count": Decimal(2)}
    assert (facts, "a", "1") == (first.facts, first.proposal, second.proposal)
    assert ({("", 0): Decimal(7)}, {}, {}) == (second.granted, second.uses, second.facts)
    assert (case.rule, case.file, case.expect) == ("few", "rules/limits/few.yaml", "fails")
    assert (Decimal(-15), Decimal(10_000_000)) == (case.margin, case.envelope)


def test_a_bare_word_is_the_verdict_alone(tmp_path: Path) -> None:
    """Most cases expect no margin."""
    (case,), _ = cases(tmp_path, "- {name: n, on: 2026-03-01, given: {risk: high}, expect: unknown}\n")

    assert (case.expect, case.margin, case.envelope) == ("unknown", None, None)
    assert case.given == {"risk": "high"}


@pytest.mark.parametrize(
    ("plan", "code"),
    [
        ("{granted: mycket}", "not_an_amount"),
        ("{granted: [1]}", "expected_number"),
        ("{granted: {27: 1}}", "not_a_year"),
        ("{uses: 3}", "expected_mapping"),
        ("{uses: {ledare: många}}", "not_an_amount"),
        ("{returns: {kommun: x}}", "not_an_amount"),
        ("{return: {kommun: 1}}", "unknown_field"),
        ("{risk: hög}", "not_one_of"),
    ],
)
def test_what_cannot_be_read_is_told_and_the_case_is_not_run(tmp_path: Path, plan: str, code: str) -> None:
    """A misspelt case would otherwise pass for another reason than it says."""
    found, codes = cases(tmp_path, f"- {{name: n, on: 2026-03-01, plan: [{plan}], expect: holds}}\n")

    assert ([], [code]) == (found, codes)


@pytest.mark.parametrize(
    ("verdicts", "codes"),
    [
        (["holds", "fails"], []),
        (["holds", "unknown"], []),
        (["holds", "holds"], ["one_sided_tests"]),
        (["fails", "unknown"], ["one_sided_tests"]),
        ([], ["untested_rule"]),
    ],
)
def test_a_rule_needs_a_case_that_holds_and_one_that_does_not(
    tmp_path: Path, verdicts: list[str], codes: list[str]
) -> None:
    """A rule that every case meets could demand nothing, and one that none meets could demand anything."""
    lines = [f"- {{name: n, on: 2026-03-01, given: {{}}, expect: {verdict}}}\n" for verdict in verdicts]
    written(tmp_path, "".join(lines) or "[]\n")

    assert codes == [fault.code for fault in read_cases(tmp_path, "limits", FIELDS)[1]]


def test_only_the_rules_in_force_are_asked_for_their_cases(tmp_path: Path) -> None:
    """A plan is not stopped by a rule that it does not use; a check reads them all."""
    written(tmp_path, "[]\n", rule="few")
    written(tmp_path, "- {name: n, on: 2026-03-01, given: {}, expect: hold}\n", rule="many")
    (tmp_path / "rules" / "limits" / "old.test.yaml").write_text("[]\n", encoding="utf-8")

    asked = read_cases(tmp_path, "limits", FIELDS, {"rules/limits/few.yaml"})[1]
    everything = read_cases(tmp_path, "limits", FIELDS)[1]

    assert [fault.code for fault in asked] == ["untested_rule"]
    assert sorted(fault.code for fault in everything) == ["not_one_of", "tests_without_rule", "untested_rule"]
