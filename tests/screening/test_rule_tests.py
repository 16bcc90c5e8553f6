"""The cases beside the rules are decided as the rules decide."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from prioritizer.model.fault import Fault, Place
from prioritizer.model.plan import Candidate
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
    place=Place("share.yaml"),
)
TOGETHER = Limit("pair", {}, {}, Relation("together", ("a", "b")), Source("s"), place=Place("pair.yaml"))
LOW = Criterion(
    "low", {}, {}, Severity.MUST, Leaf("risk_class", Op.EQUALS, "low"), Source("s"), place=Place("low.yaml")
)
SIZE = Criterion(
    "size", {}, {}, Severity.MUST, Leaf("size", Op.AT_LEAST, Decimal(5)), Source("s"), place=Place("size.yaml")
)


def case(
    rule: str,
    expect: str,
    given: dict[str, Fact] | None = None,
    *plan: Candidate,
    on: date = DAY,
    margin: str | None = None,
    envelope: int | None = None,
) -> Case:
    """One case of a rule."""
    return Case(
        rule,
        f"{rule}.yaml",
        "name",
        on,
        given or {},
        plan,
        expect,
        Place("a.test.yaml", 1, 3),
        Decimal(margin) if margin is not None else None,
        Decimal(envelope) if envelope is not None else None,
    )


def chosen(kronor: int, risk: str | None = None, name: str = "a") -> Candidate:
    """One proposal of a plan."""
    facts: dict[str, Fact] = {"risk_class": risk} if risk else {}
    return Candidate(name, None, None, 0, {("", 0): Decimal(kronor)}, {}, facts)


def codes(faults: list[Fault]) -> list[str]:
    """The codes of faults."""
    return [fault.code for fault in faults]


@pytest.mark.parametrize(
    ("given", "got"), [({"risk_class": "low"}, "holds"), ({"risk_class": "high"}, "fails"), ({}, "unknown")]
)
def test_a_case_of_a_criterion_gets_its_verdict(given: dict[str, Fact], got: str) -> None:
    """A right expectation is silent, a wrong one is told with what came out."""
    wrong = "fails" if got == "holds" else "holds"

    assert failed_criteria([case("low", got, given)], [LOW], {}) == []
    (found,) = failed_criteria([case("low", wrong, given)], [LOW], {})
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
def test_a_case_of_a_limit_is_decided_by_its_rows(plan: tuple[Candidate, ...], got: str) -> None:
    """Exactly the ceiling is allowed, and an empty plan meets it (convention §19)."""
    assert failed_limits([case("share", got, None, *plan)], [SHARE], CAP, {}) == []


def test_a_limit_without_a_number_on_the_day_is_unknown() -> None:
    """A case before the parameter's first value is not a defect."""
    early = case("share", "unknown", None, chosen(20, "high"), on=date(2020, 1, 1))

    assert failed_limits([early], [SHARE], CAP, {}) == []


DISTRICTS = Limit(
    "districts",
    {},
    {},
    Amount("count_where", "", Op.AT_LEAST, Decimal(1), "", Leaf("risk_class", Op.EQUALS, "high"), "district"),
    Source("s"),
    place=Place("districts.yaml"),
)


@pytest.mark.parametrize(("keys", "got"), [((), "holds"), (("north",), "holds"), (("north", "south"), "fails")])
def test_a_case_may_name_keys_that_its_plan_does_not_touch(keys: tuple[str, ...], got: str) -> None:
    """A floor for each district is broken by one that the round has and the plan leaves out."""
    north = replace(chosen(1, "high"), facts={"risk_class": "high", "district": "north"})

    assert failed_limits([replace(case("districts", got, None, north), keys=keys)], [DISTRICTS], {}, {}) == []


def test_keys_of_a_limit_that_does_not_divide_the_plan_are_told() -> None:
    """They would be silently left out otherwise."""
    expected = replace(case("share", "holds", None, chosen(1, "low")), keys=("north",))

    assert codes(failed_limits([expected], [SHARE], CAP, {})) == ["keys_without_by"]


@pytest.mark.parametrize(("ids", "got"), [(("a", "b"), "holds"), (("a",), "fails"), ((), "holds"), (("c",), "holds")])
def test_a_relation_is_tested_by_the_ids_of_the_plan(ids: tuple[str, ...], got: str) -> None:
    """A case names which proposals are chosen."""
    plan = [chosen(1, name=name) for name in ids]

    assert failed_limits([case("pair", got, None, *plan)], [TOGETHER], {}, {}) == []


def test_a_case_of_a_rule_that_could_not_be_read_is_left_out() -> None:
    """The rule's own fault is enough."""
    assert failed_criteria([case("other", "holds")], [LOW], {}) == []
    assert failed_limits([case("other", "holds")], [SHARE], CAP, {}) == []


@pytest.mark.parametrize(("size", "margin", "told"), [(5, "0", []), (7, "2", []), (7, "0", ["rule_test_margin"])])
def test_a_case_may_expect_a_margin(size: int, margin: str, told: list[str]) -> None:
    """At the threshold itself the margin is nothing, and another margin than the expected one is told."""
    expected = case("size", "holds", {"size": Decimal(size)}, margin=margin)

    assert told == codes(failed_criteria([expected], [SIZE], {}))


def test_a_share_of_the_envelope_is_tested_with_an_envelope() -> None:
    """Without the money made available there is nothing to take a share of."""
    amount = Amount(
        "share_of", "granted", Op.AT_MOST, None, "cap", Leaf("risk_class", Op.EQUALS, "high"), base="envelope"
    )
    limit = replace(SHARE, limit=amount)
    plan = chosen(20, "high")

    assert codes(failed_limits([case("share", "holds", None, plan)], [limit], CAP, {})) == ["missing_key"]
    assert failed_limits([case("share", "holds", None, plan, envelope=100)], [limit], CAP, {}) == []
    assert failed_limits([case("share", "fails", None, plan, envelope=99)], [limit], CAP, {}) == []
