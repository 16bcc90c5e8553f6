"""Run the tests beside the rules (design §4)."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from prioritizer.model.fault import Fault, fault
from prioritizer.model.plan import Candidate
from prioritizer.model.rules import Criterion, Facts, Limit, Parameter
from prioritizer.predicates.constrain import UnknownThreshold, UnknownWhere, constrain
from prioritizer.predicates.decide import decide
from prioritizer.reading.rule_tests import Case


def failed_criteria(
    cases: Sequence[Case], criteria: Mapping[str, Criterion], parameters: Mapping[str, Parameter]
) -> list[Fault]:
    """The cases of criteria that do not give what is expected."""
    return [
        found
        for case in cases
        if case.rule in criteria
        and (
            found := _compare(case, decide(criteria[case.rule].require, case.given, _numbers(case, parameters)).verdict)
        )
    ]


def failed_limits(
    cases: Sequence[Case], limits: Mapping[str, Limit], parameters: Mapping[str, Parameter]
) -> list[Fault]:
    """The cases of limits that do not give what is expected; the plan is decided by the rows that constrain it."""
    return [
        found
        for case in cases
        if case.rule in limits and (found := _compare(case, _on_plan(case, limits[case.rule], parameters)))
    ]


def _on_plan(case: Case, limit: Limit, parameters: Mapping[str, Parameter]) -> str:
    plan = [_candidate(n, facts) for n, facts in enumerate(case.plan)]
    envelope = sum((c.granted_total for c in plan), Decimal(0))
    try:
        rows = constrain(limit, plan, _numbers(case, parameters), envelope)
    except (UnknownWhere, UnknownThreshold):
        return "unknown"
    for row in rows:
        total = sum(row.coefficients.values())
        met = {"<=": total <= row.bound, ">=": total >= row.bound, "==": total == row.bound}[row.sense]
        if not met:
            return "fails"
    return "holds"


def _candidate(n: int, facts: Facts) -> Candidate:
    granted = facts.get("granted")
    kronor = {("", 0): granted} if isinstance(granted, Decimal) else {}
    stated = {name: value for name, value in facts.items() if name not in ("granted", "id")}
    return Candidate(str(facts.get("id", n)), None, None, 0, kronor, {}, stated)


def _numbers(case: Case, parameters: Mapping[str, Parameter]) -> dict[str, Decimal]:
    found = {name: p.on(case.on) for name, p in parameters.items() if not p.series}
    return {name: dated.value for name, dated in found.items() if dated}


def _compare(case: Case, got: str) -> Fault | None:
    if str(got) == case.expect:
        return None
    values = {"case": case.name, "rule": case.rule, "got": str(got), "expected": case.expect}
    return fault(case.place, "", "rule_test_failed", "", **values)
