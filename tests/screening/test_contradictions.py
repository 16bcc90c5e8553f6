"""Rules that cannot be met together, and rules that stop everything, are told with both places."""

from datetime import date
from decimal import Decimal

import pytest

from prioritizer.model.fault import Place
from prioritizer.model.plan import Candidate
from prioritizer.model.rules import (
    All,
    Amount,
    Any,
    Criterion,
    Fact,
    Field,
    IfThen,
    Leaf,
    Limit,
    Not,
    Objective,
    Op,
    RuleSet,
    Severity,
    Source,
    Tree,
    Verdict,
)
from prioritizer.model.verdict import Ruling, Screened
from prioritizer.predicates.decide import decide
from prioritizer.screening.contradictions import contradictions, idle_limits, stopping

NUMBERS = {"five": Decimal(5)}
FIELDS = {
    "size": Field("size", "number", {}),
    "begun": Field("begun", "date", {}),
    "risk": Field("risk", "choice", {}, of=("low", "medium", "high")),
    "new": Field("new", "boolean", {}),
    "district": Field("district", "text", {}),
    "goals": Field("goals", "list", {}),
}
HIGH = Leaf("risk", Op.EQUALS, "high")


def criterion(name: str, tree: Tree, severity: Severity = Severity.MUST) -> Criterion:
    """A criterion that stands in a file of its own."""
    return Criterion(name, {}, {}, severity, tree, Source("s"), place=Place(f"{name}.yaml", 1, 1))


def leaf(field: str, op: Op, value: Fact, line: int = 1) -> Leaf:
    """A leaf with a place."""
    return Leaf(field, op, value, place=Place("rule.yaml", line, 3))


def told(*criteria: Criterion, limits: tuple[Limit, ...] = ()) -> list[tuple[str, str, str]]:
    """What is warned of: the code, the place and the other place."""
    rules = RuleSet(FIELDS, criteria, limits, {}, {}, Objective({}, Decimal(0), Source("s")))
    found = list(contradictions(rules, NUMBERS))
    assert {f.severity for f in found} <= {"warning"}
    return [(f.code, str(f.place), dict(f.values)["at"]) for f in found]


CLASHING = [
    (leaf("size", Op.AT_LEAST, Decimal(10)), leaf("size", Op.BELOW, Decimal(10))),
    (leaf("size", Op.ABOVE, Decimal(10)), leaf("size", Op.EQUALS, Decimal(10))),
    (leaf("size", Op.AT_LEAST, Decimal(6)), Leaf("size", Op.AT_MOST, None, "five")),
    (leaf("size", Op.EQUALS, Decimal(3)), leaf("size", Op.DIFFERS, Decimal(3))),
    (leaf("begun", Op.AT_LEAST, date(2027, 1, 1)), leaf("begun", Op.BELOW, date(2027, 1, 1))),
    (leaf("risk", Op.EQUALS, "low"), leaf("risk", Op.NONE_OF, ("low", "medium"))),
    (leaf("risk", Op.ONE_OF, ("low", "medium")), leaf("risk", Op.EQUALS, "high")),
    (leaf("risk", Op.NONE_OF, ("low", "medium")), Not(leaf("risk", Op.EQUALS, "high"))),
    (leaf("new", Op.EQUALS, True), leaf("new", Op.DIFFERS, True)),
    (leaf("district", Op.EQUALS, "norr"), leaf("district", Op.ONE_OF, ("söder", "väster"))),
    (Any((leaf("risk", Op.EQUALS, "low"), leaf("risk", Op.EQUALS, "medium"))), leaf("risk", Op.EQUALS, "high")),
]
AGREEING = [
    (leaf("size", Op.AT_LEAST, Decimal(10)), leaf("size", Op.AT_MOST, Decimal(10))),
    (leaf("size", Op.ABOVE, Decimal(3)), leaf("size", Op.BELOW, Decimal(4))),
    (leaf("size", Op.AT_LEAST, Decimal(5)), Leaf("size", Op.AT_MOST, None, "five")),
    (leaf("size", Op.DIFFERS, Decimal(3)), leaf("size", Op.DIFFERS, Decimal(4))),
    (leaf("begun", Op.ABOVE, date(2027, 1, 1)), leaf("begun", Op.BELOW, date(2027, 1, 3))),
    (leaf("risk", Op.DIFFERS, "low"), leaf("risk", Op.NONE_OF, ("low", "medium"))),
    (leaf("district", Op.DIFFERS, "norr"), leaf("district", Op.NONE_OF, ("söder",))),
    (leaf("goals", Op.EQUALS, "a"), leaf("goals", Op.EQUALS, "b")),
    (leaf("size", Op.AT_LEAST, Decimal(10)), leaf("risk", Op.EQUALS, "low")),
    (leaf("risk", Op.IS_GIVEN, None), leaf("risk", Op.EQUALS, "low")),
    (leaf("risk", Op.EQUALS, "low"), IfThen(leaf("new", Op.EQUALS, True), leaf("risk", Op.EQUALS, "high"))),
]


@pytest.mark.parametrize(("first", "second"), CLASHING)
def test_what_one_demands_and_another_forbids_is_warned_of(first: Tree, second: Tree) -> None:
    """No value meets both, in whichever order they stand."""
    assert [code for code, _, _ in told(criterion("a", first), criterion("b", second))] == ["criteria_contradict"]
    assert [code for code, _, _ in told(criterion("a", second), criterion("b", first))] == ["criteria_contradict"]


@pytest.mark.parametrize(("first", "second"), AGREEING)
def test_what_can_be_met_together_is_not_warned_of(first: Tree, second: Tree) -> None:
    """Some value meets both, the field holds lists, or the demand holds only under a condition."""
    assert told(criterion("a", first), criterion("b", second)) == []


def test_both_places_are_told_also_within_one_criterion() -> None:
    """The parts of a topmost «all» each hold always, however deep they stand."""
    parts = All((leaf("size", Op.ABOVE, Decimal(9), 4), All((leaf("size", Op.BELOW, Decimal(2), 7),))))

    assert told(criterion("a", parts)) == [("criteria_contradict", "rule.yaml:7:3", "rule.yaml:4:3")]


def test_only_what_must_hold_is_compared() -> None:
    """A «should» bars nothing, so that it may ask for what no admitted proposal has."""
    low, high = leaf("risk", Op.EQUALS, "low"), leaf("risk", Op.EQUALS, "high")

    assert told(criterion("a", low), criterion("b", high, Severity.SHOULD)) == []


def limit(name: str, op: Op, value: str | None, where: Tree | None = HIGH, by: str = "plan", **more: str) -> Limit:
    """A share of granted kronor."""
    amount = Amount("share_of", "granted", op, Decimal(value) if value else None, more.get("parameter", ""), where, by)
    return Limit(name, {}, {}, amount, Source("s"), place=Place(f"{name}.yaml", 1, 1))


@pytest.mark.parametrize(
    ("floor", "ceiling", "clash"),
    [
        (limit("f", Op.AT_LEAST, "0.3"), limit("c", Op.AT_MOST, "0.2"), True),
        (limit("f", Op.AT_LEAST, "0.3"), limit("c", Op.AT_MOST, "0.3"), False),
        (limit("f", Op.ABOVE, "0.3"), limit("c", Op.AT_MOST, "0.3"), True),
        (limit("f", Op.AT_LEAST, "6"), limit("c", Op.AT_MOST, None, parameter="five"), True),
        (limit("f", Op.AT_LEAST, "0.3", by="fund"), limit("c", Op.AT_MOST, "0.2"), False),
        (limit("f", Op.AT_LEAST, "0.3", None), limit("c", Op.AT_MOST, "0.2"), False),
    ],
)
def test_a_floor_above_its_ceiling_is_warned_of(floor: Limit, ceiling: Limit, clash: bool) -> None:
    """The same quantity, condition and split; the later of the two is pointed at."""
    assert ([("limits_contradict", "c.yaml:1:1", "f.yaml:1:1")] if clash else []) == told(limits=(floor, ceiling))
    assert ([("limits_contradict", "f.yaml:1:1", "c.yaml:1:1")] if clash else []) == told(limits=(ceiling, floor))


def screened(*verdicts: tuple[str, Verdict]) -> Screened:
    """A proposal with a verdict of each criterion."""
    facts: dict[Verdict, dict[str, Fact]] = {Verdict.HOLDS: {"risk": "high"}, Verdict.FAILS: {"risk": "low"}}
    rulings = tuple(
        Ruling(criterion(name, HIGH), decide(HIGH, facts.get(verdict, {}), {})) for name, verdict in verdicts
    )
    worst = {verdict for _, verdict in verdicts}
    outcome = "barred" if Verdict.FAILS in worst else "returned" if Verdict.UNKNOWN in worst else "admitted"
    return Screened("p", outcome, rulings)  # type: ignore[arg-type]  # one of the three


def test_the_rule_that_stops_most_is_named_when_nothing_goes_on() -> None:
    """Two are stopped by b, one of them for want of facts; a stops one."""
    holds, fails, unknown = Verdict.HOLDS, Verdict.FAILS, Verdict.UNKNOWN
    found = stopping([screened(("a", holds), ("b", fails)), screened(("a", fails), ("b", unknown))], Place("p.yaml"))

    (warned,) = found
    values = {"criterion": "b", "n": "2", "all": "2", "fails": "1", "unknown": "1"}
    assert ("all_stopped", values, "b.yaml:1:1") == (warned.code, dict(warned.values), str(warned.place))


def test_nothing_is_told_when_something_goes_on() -> None:
    """One admitted proposal is enough."""
    two = [screened(("a", Verdict.HOLDS)), screened(("a", Verdict.FAILS))]

    assert list(stopping(two, Place("p.yaml"))) == []


def test_a_round_without_any_effect_is_told_as_such() -> None:
    """No criterion is blamed for what nobody has described."""
    (warned,) = stopping([Screened("p", "returned", (), (), True)], Place("p.yaml"))

    assert warned.code == "nothing_to_weigh"


@pytest.mark.parametrize(
    ("op", "base", "code"),
    [
        (Op.AT_MOST, "granted", "limit_without_proposals"),
        (Op.AT_LEAST, "granted", "floor_of_empty_plan"),
        (Op.AT_LEAST, "envelope", "floor_without_proposals"),
    ],
)
def test_a_limit_on_nobody_is_warned_of(op: Op, base: str, code: str) -> None:
    """A ceiling does nothing, and a floor can be met by an empty plan at most."""
    amount = Amount("share_of", "granted", op, Decimal("0.1"), where=HIGH, base=base)  # type: ignore[arg-type]
    rule = Limit("l", {}, {}, amount, Source("s"))
    low, high = (Candidate(name, None, None, 0, {}, {}, {"risk": name}) for name in ("low", "high"))

    assert [code] == [f.code for f in idle_limits([rule], [low], {})]
    assert list(idle_limits([rule], [low, high], {})) == []
    assert list(idle_limits([rule], [Candidate("x", None, None, 0, {}, {}, {})], {})) == []
