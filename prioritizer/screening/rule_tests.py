"""Run the tests beside the rules (design §4)."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from prioritizer.model.fault import Fault, fault
from prioritizer.model.rules import Amount, Criterion, Field, Limit, Parameter, Verdict
from prioritizer.predicates.decide import decide
from prioritizer.predicates.margin import margin_of
from prioritizer.predicates.on_plan import judge
from prioritizer.reading.rule_tests import Case


def failed_criteria(
    cases: Sequence[Case], criteria: Iterable[Criterion], parameters: Mapping[str, Parameter]
) -> list[Fault]:
    """The cases of criteria that do not give what is expected."""
    known = {criterion.place.file: criterion for criterion in criteria}
    return [f for case in cases if case.file in known for f in _criterion(case, known[case.file], parameters)]


def failed_limits(
    cases: Sequence[Case],
    limits: Iterable[Limit],
    parameters: Mapping[str, Parameter],
    fields: Mapping[str, Field],
) -> list[Fault]:
    """The cases of limits that do not give what is expected on the plan that they write down."""
    known = {limit.place.file: limit for limit in limits}
    return [f for case in cases if case.file in known for f in _limit(case, known[case.file], parameters, fields)]


def _criterion(case: Case, criterion: Criterion, parameters: Mapping[str, Parameter]) -> list[Fault]:
    trace = decide(criterion.require, case.given, numbers_on(case, parameters))
    return _compare(case, trace.verdict, margin_of(trace))


def _limit(case: Case, limit: Limit, parameters: Mapping[str, Parameter], fields: Mapping[str, Field]) -> list[Fault]:
    of_envelope = isinstance(limit.limit, Amount) and limit.limit.base == "envelope"
    if of_envelope and case.envelope is None:
        return [fault(case.place, "", "missing_key", key="envelope")]
    if case.keys and _by(limit) == "plan":
        return [fault(case.place, "keys", "keys_without_by", limit=limit.id)]
    return _compare(case, *on_plan(case, limit, numbers_on(case, parameters), fields))


def on_plan(
    case: Case, limit: Limit, numbers: Mapping[str, Decimal], fields: Mapping[str, Field]
) -> tuple[str, Decimal | None]:
    """The verdict of a limit on the plan of a case, and the least margin of its rows."""
    declared = {field.id: field.of for field in fields.values() if field.of}
    declared[_by(limit)] = (*declared.get(_by(limit), ()), *case.keys)
    used = sorted({name for chosen in case.plan for name, _ in chosen.uses})
    envelope = case.envelope or Decimal(0)
    rows = judge(limit, case.plan, numbers, envelope, {**declared, "resource": used})
    verdicts = {row.verdict for row in rows}
    margin = min((row.margin for row in rows if row.margin is not None), default=None)
    least = None if margin is None else Decimal(margin.numerator) / margin.denominator
    worst = next((v for v in (Verdict.FAILS, Verdict.UNKNOWN) if v in verdicts), Verdict.HOLDS)
    return worst.value, least


def _by(limit: Limit) -> str:
    return limit.limit.by if isinstance(limit.limit, Amount) else "plan"


def numbers_on(case: Case, parameters: Mapping[str, Parameter]) -> dict[str, Decimal]:
    """The numbers in force on the day of a case."""
    found = {name: p.on(case.on) for name, p in parameters.items() if not p.series and not p.by}
    return {name: dated.value for name, dated in found.items() if dated}


def _compare(case: Case, got: str, margin: Decimal | None) -> list[Fault]:
    is_right = str(got) == case.expect and case.margin in (None, margin)
    if is_right:
        return []
    values = {"case": case.name, "rule": case.rule, "got": str(got), "expected": case.expect}
    if case.margin is None:
        return [fault(case.place, "", "rule_test_failed", "", **values)]
    margins = {"margin": _plain(case.margin), "found": "–" if margin is None else _plain(margin)}
    return [fault(case.place, "", "rule_test_margin", "", **values, **margins)]


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f")
