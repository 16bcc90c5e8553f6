"""The cases beside the rules are decided as the rules decide."""

from datetime import date
from decimal import Decimal

import pytest

from prioritizer.model.fault import Place
from prioritizer.model.rules import (
    Amount,
    Criterion,
    Dated,
    Fact,
    Leaf,
    Limit,
    Op,
    Parameter,
    Relation,
    Severity,
    Source,
)
from prioritizer.reading.rule_tests import Case
from prioritizer.screening.rule_tests import failed_criteria, failed_limits

DAY = date(2026, 3, 1)
CAP = {"cap": Parameter("cap", {}, "", (Dated(date(2026, 1, 1), Decimal("0.2"), Source("s"), "S"),))}
SHARE = Limit(
    "share",
    {},
    {},
    Amount("share_of", "granted", Op.AT_MOST, None, "cap", Leaf("risk_class", Op.EQUALS, "high")),
    Source("s"),
)
TOGETHER = Limit("pair", {}, {}, Relation("together", ("a", "b")), Source("s"))
LOW = {"low": Criterion("low", {}, {}, Severity.MUST, Leaf("risk_class", Op.EQUALS, "low"), Source("s"))}


def case(rule: str, expect: str, given: dict[str, Fact] | None = None, *plan: dict[str, Fact], on: date = DAY) -> Case:
    """One case of a rule."""
    return Case(rule, "name", on, given or {}, plan, expect, Place("a.test.yaml", 1, 3))


def chosen(kronor: int, risk: str | None) -> dict[str, Fact]:
    """One proposal of a plan."""
    return {"granted": Decimal(kronor)} | ({"risk_class": risk} if risk else {})


@pytest.mark.parametrize(
    ("given", "got"), [({"risk_class": "low"}, "holds"), ({"risk_class": "high"}, "fails"), ({}, "unknown")]
)
def test_a_case_of_a_criterion_gets_its_verdict(given: dict[str, Fact], got: str) -> None:
    """A right expectation is silent, a wrong one is told with what came out."""
    wrong = "fails" if got == "holds" else "holds"

    assert failed_criteria([case("low", got, given)], LOW, {}) == []
    (found,) = failed_criteria([case("low", wrong, given)], LOW, {})
    assert {"case": "name", "rule": "low", "got": got, "expected": wrong} == dict(found.values)


@pytest.mark.parametrize(
    ("plan", "got"),
    [
        ((chosen(20, "high"), chosen(80, "low")), "holds"),
        ((chosen(21, "high"), chosen(79, "low")), "fails"),
        ((chosen(20, "high"), chosen(80, None)), "unknown"),
        ((), "holds"),
    ],
)
def test_a_case_of_a_limit_is_decided_by_its_rows(plan: tuple[dict[str, Fact], ...], got: str) -> None:
    """Exactly the ceiling is allowed, and an empty plan meets it (convention §19)."""
    assert failed_limits([case("share", got, None, *plan)], {"share": SHARE}, CAP) == []


def test_a_limit_without_a_number_on_the_day_is_unknown() -> None:
    """A case before the parameter's first value is not a defect."""
    early = case("share", "unknown", None, chosen(20, "high"), on=date(2020, 1, 1))

    assert failed_limits([early], {"share": SHARE}, CAP) == []


@pytest.mark.parametrize(("ids", "got"), [(("a", "b"), "holds"), (("a",), "fails"), ((), "holds"), (("c",), "holds")])
def test_a_relation_is_tested_by_the_ids_of_the_plan(ids: tuple[str, ...], got: str) -> None:
    """A case names which proposals are chosen."""
    plan: list[dict[str, Fact]] = [{"id": name} for name in ids]

    assert failed_limits([case("pair", got, None, *plan)], {"pair": TOGETHER}, {}) == []


def test_a_case_of_a_rule_that_could_not_be_read_is_left_out() -> None:
    """The rule's own fault is enough."""
    assert failed_criteria([case("other", "holds")], LOW, {}) == []
    assert failed_limits([case("other", "holds")], {"share": SHARE}, CAP) == []
