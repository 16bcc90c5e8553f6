"""Rules of a workspace: read by day, told with their places, and never without a test."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from prioritizer.model.fault import InputFaults, Place
from prioritizer.model.rules import Criterion, IfThen, Leaf, Not, Op, RuleSet, Severity, Verdict, leaves
from prioritizer.predicates.decide import decide
from prioritizer.reading.facts import read_fact
from prioritizer.reading.rule_tests import read_cases
from prioritizer.reading.rules import RuleReader, read_rules
from prioritizer.reading.workspace import shipped

DAY = date(2026, 11, 1)
H, F = Verdict.HOLDS, Verdict.FAILS
FIELDS = "risk_class: {kind: choice, of: [low, high], words: {sv: riskklass, en: risk class}}\n"
UNITS = """kr: {kind: amount, words: {sv: kr, en: SEK}}
andel_per_ar: {kind: share, words: {sv: andel per år, en: share per year}}
"""
RATE = """id: discount_rate
title: Kalkylränta
unit: andel_per_ar
values:
  2016-01-01: {value: 0.035, source: {title: ASEK}, mark: S}
  2027-01-01: {value: 0.03, source: {title: ASEK}, mark: S}
checked: {on: 2025-01-01, by: kontoret}
"""
CRITERION = """id: low_risk
title: Låg risk
why: Beslut.
severity: must
require: {field: risk_class, op: equals, value: low}
applies: {from: 2026-01-01, to: 2026-12-31}
source: {title: Beslut}
checked: {on: 2026-10-01, by: kontoret}
"""


def workspace(tmp_path: Path, **files: str) -> Path:
    """A small workspace; file names are written with ___ for a slash and __ for a full stop."""
    base = {
        "units__yaml": UNITS,
        "fields__yaml": FIELDS,
        "parameters___discount_rate__yaml": RATE,
        "criteria___low_risk__yaml": CRITERION,
    }
    for name, text in {**base, **files}.items():
        path = tmp_path / "rules" / name.replace("___", "/").replace("__", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def rules_on(folder: Path, day: date) -> tuple[RuleSet, list[str]]:
    """The rules in force on a day, and what is told of them."""
    rules, faults = read_rules(folder, day, "default", None, None, {})
    return rules, [fault.code for fault in faults]


def shipped_set(name: str) -> list[Criterion]:
    """The criteria that lie in the folder of a shipped set."""
    reader = RuleReader(shipped(), DAY)
    reader.read_fields()
    reader.read_parameters(None, Place(""))
    return reader.read_sets()[name]


@pytest.mark.parametrize(
    ("day", "number"), [(date(2015, 12, 31), None), (DAY, "0.035"), (date(2027, 1, 1), "0.03")], ids=str
)
def test_a_parameter_has_the_value_in_force_on_the_day(tmp_path: Path, day: date, number: str | None) -> None:
    """Before its first value it has none, which is never zero (convention §25)."""
    rules, _ = rules_on(workspace(tmp_path), day)

    assert (Decimal(number) if number else None) == rules.number("discount_rate", day)


@pytest.mark.parametrize(
    ("day", "count"), [(date(2025, 12, 31), 0), (date(2026, 1, 1), 1), (date(2026, 12, 31), 1), (date(2027, 1, 1), 0)]
)
def test_a_criterion_applies_from_and_to_its_days(tmp_path: Path, day: date, count: int) -> None:
    """Both days are included."""
    assert count == len(rules_on(workspace(tmp_path), day)[0].criteria)


def test_a_check_older_than_a_year_is_a_warning(tmp_path: Path) -> None:
    """Old values are told and do not stop the run."""
    _, faults = read_rules(workspace(tmp_path), DAY, "default", None, None, {})

    assert [(fault.code, fault.severity, str(fault.place)) for fault in faults] == [
        ("stale_check", "warning", "rules/parameters/discount_rate.yaml:7:15")
    ]


def test_no_rules_can_be_asked_for(tmp_path: Path) -> None:
    """`criteria: none` and an empty list of limits are choices, not faults."""
    rules, _ = read_rules(workspace(tmp_path), DAY, "none", [], None, {})

    assert (rules.criteria, rules.limits) == ((), ())


def test_a_name_in_a_list_is_told_where_it_stands(tmp_path: Path) -> None:
    """Of ten limits, the misspelt one is pointed at."""
    there = Place("portfolio.yaml", 4, 25)

    _, faults = read_rules(workspace(tmp_path), DAY, ["low_risks"], [], None, {"criteria.low_risks": there})

    assert [("unknown_criteria", there, "low_risk")] == [
        (fault.code, fault.place, fault.near) for fault in faults if fault.severity == "fault"
    ]


@pytest.mark.parametrize(
    ("chosen", "ids"),
    [
        ("default", ["lawful", "low_risk"]),
        ("own", ["lawful", "other_risk"]),
        (["low_risk"], ["lawful", "low_risk"]),
        (["low_risk", "lawful"], ["lawful", "low_risk"]),
        ("none", []),
    ],
    ids=str,
)
def test_what_always_applies_comes_with_every_set_but_none(
    chosen: str | list[str], ids: list[str], tmp_path: Path
) -> None:
    """Choosing another set or single criteria never drops a demand of the law (G8)."""
    folder = workspace(
        tmp_path,
        criteria___always___lawful__yaml=CRITERION.replace("low_risk", "lawful"),
        criteria___own___other_risk__yaml=CRITERION.replace("low_risk", "other_risk"),
    )

    rules, faults = read_rules(folder, DAY, chosen, [], None, {})

    assert ids == [criterion.id for criterion in rules.criteria]
    assert [fault for fault in faults if fault.severity == "fault"] == []


def test_what_always_applies_is_no_set_to_choose(tmp_path: Path) -> None:
    """The folder `always` is part of the sets, not one of them."""
    folder = workspace(tmp_path, criteria___always___lawful__yaml=CRITERION.replace("low_risk", "lawful"))

    _, faults = read_rules(folder, DAY, "always", [], None, {})

    assert [fault.code for fault in faults if fault.severity == "fault"] == ["unknown_set"]


def test_a_set_has_no_criterion_under_the_id_of_one_that_always_applies(tmp_path: Path) -> None:
    """Two criteria of one id in one set could not be told apart."""
    folder = workspace(tmp_path, criteria___always___low_risk__yaml=CRITERION)

    rules, faults = read_rules(folder, DAY, "default", [], None, {})

    assert [(fault.code, fault.place.file) for fault in faults if fault.severity == "fault"] == [
        ("duplicate_name", "rules/criteria/low_risk.yaml")
    ]
    assert [criterion.place.file for criterion in rules.criteria] == ["rules/criteria/always/low_risk.yaml"]


@pytest.mark.parametrize("chosen", ["default", "gavleborg", "norrkoping"])
@pytest.mark.parametrize("name", ["legal_basis", "system_questions_answered"])
def test_each_shipped_set_asks_for_legal_basis_and_the_three_questions(chosen: str, name: str) -> None:
    """What no municipality may leave out is in each set (E12, G8)."""
    rules, _ = read_rules(shipped(), DAY, chosen, [], "asek", {})

    assert [criterion.severity for criterion in rules.criteria if criterion.id == name] == [Severity.MUST]


@pytest.mark.parametrize("chosen", ["default", "gavleborg", "norrkoping"])
def test_a_proposal_without_legal_basis_is_barred_under_each_set(chosen: str) -> None:
    """What the municipality may not do is no choice, whichever criteria it follows."""
    rules, _ = read_rules(shipped(), DAY, chosen, [], "asek", {})
    (lawful,) = [criterion for criterion in rules.criteria if criterion.id == "legal_basis"]

    assert decide(lawful.require, {"legal_basis": "saknas"}, {}).verdict == Verdict.FAILS


@pytest.mark.parametrize("chosen", ["gavleborg", "norrkoping"])
def test_criteria_of_others_say_that_the_first_day_is_assumed_and_who_looked(chosen: str) -> None:
    """The summary they are taken from says no day, and no unit of the example vouches for rules of others."""
    criteria = shipped_set(chosen)

    assert [c.id for c in criteria if "startdagen är ett antagande" not in c.why["sv"]] == []
    assert {c.checked.by for c in criteria if c.checked} == {"exemplet, mot en sammanställning"}


@pytest.mark.parametrize("chosen", ["always", "default", "gavleborg", "norrkoping"])
def test_what_is_assumed_in_a_criterion_has_a_key_of_its_own(chosen: str) -> None:
    """A reason that speaks of an assumption does not leave it to running text to be found."""
    assumed = {c.id: {*c.assumption} for c in shipped_set(chosen) if "antagande" in c.why["sv"]}

    assert {id: {"sv", "en"} for id in assumed} == assumed
    assert [c.id for c in shipped_set(chosen) if not c.assumption] == (["legal_basis"] if chosen == "always" else [])


def test_a_criterion_without_an_assumption_says_none(tmp_path: Path) -> None:
    """The key is optional, and a bare text serves for both languages."""
    said = CRITERION.replace("severity:", "assumption: Att det är ett ska.\nseverity:").replace("low_risk", "assumed")
    folder = workspace(tmp_path, criteria___assumed__yaml=said)

    rules, _ = rules_on(folder, DAY)

    assert [(c.id, c.assumption.get("en")) for c in rules.criteria] == [
        ("assumed", "Att det är ett ska."),
        ("low_risk", None),
    ]


def test_what_is_assumed_of_each_shipped_price_is_named() -> None:
    """None of their sources says which share can be taken home, or how far the price may be from what it becomes."""
    prices = read_rules(shipped(), DAY, "none", [], "asek", {})[0].prices.values()
    written = {p.id: (p.take_home is not None, p.spread is not None) for p in prices}

    assert written == {p.id: ("take_home" in p.assumed, "spread" in p.assumed) for p in prices}
    assert any(p.mark == "S" and p.assumed == ("take_home", "spread") for p in prices)


@pytest.mark.parametrize(
    ("line", "told"),
    [("", [()]), ("assumed: [take_home]", [("take_home",)]), ("assumed: [split]", ["assumed"])],
)
def test_a_price_names_the_parts_that_are_assumed(line: str, told: list[object], tmp_path: Path) -> None:
    """Only what stands beside the price itself; the price has its mark."""
    units = UNITS + "dygn: {kind: number, words: {sv: dygn, en: day}}\n"
    price = f"""id: bed
title: Dygn
unit: dygn
values:
  2026-01-01:
    price_year: 2026
    split: {{kommun: 100}}
    take_home: 0.5
    {line}
    source: {{title: Prislista}}
    mark: S
checked: {{on: 2026-10-01, by: kontoret}}
"""
    rules, faults = read_rules(
        workspace(tmp_path, units__yaml=units, prices___bed__yaml=price), DAY, "none", [], None, {}
    )
    wrong = [fault.path.split(".")[2] for fault in faults if fault.severity == "fault"]

    assert told == [*(p.assumed for p in rules.prices.values()), *wrong]


@pytest.mark.parametrize("chosen", ["gavleborg", "norrkoping"])
def test_no_title_or_reason_repeats_a_number_that_is_a_parameter(chosen: str) -> None:
    """A parameter may get another value without the words becoming wrong."""
    number = re.compile(r"\d|\b(?:två|tre|hälften|two|three|half)\b", re.IGNORECASE)
    with_parameter = [c for c in shipped_set(chosen) if any(leaf.parameter for leaf in leaves(c.require))]
    told = [(c.id, text) for c in with_parameter for text in (*c.title.values(), *c.why.values())]

    assert with_parameter
    assert [(id, text) for id, text in told if number.search(text)] == []


def test_every_file_read_is_in_the_record_by_its_hash(tmp_path: Path) -> None:
    """Line ends of another system do not make another rule."""
    folder = workspace(tmp_path)
    before = rules_on(folder, DAY)[0].files
    path = folder / "rules" / "fields.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    assert before == rules_on(folder, DAY)[0].files
    assert {
        "rules/criteria/low_risk.yaml",
        "rules/fields.yaml",
        "rules/parameters/discount_rate.yaml",
        "rules/units.yaml",
    } == set(before)


@pytest.mark.parametrize("text", ["", "[]", "{}", "a: [", "- a"])
def test_without_a_vocabulary_nothing_else_is_told(tmp_path: Path, text: str) -> None:
    """Every name would be unknown, which says nothing."""
    with pytest.raises(InputFaults) as raised:
        read_rules(workspace(tmp_path, fields__yaml=text), DAY, "default", None, None, {})

    assert {"rules/fields.yaml"} == {fault.place.file for fault in raised.value.faults}


def test_an_overlay_replaces_the_values_of_the_base(tmp_path: Path) -> None:
    """The same parameter, with another institution's numbers."""
    overlay = """id: tlv
title: TLV
source: {title: TLV}
parameters:
  discount_rate:
    2017-01-01: {value: 3 %, source: {title: TLV}, mark: S}
"""
    folder = workspace(tmp_path, parameters___overlays___tlv__yaml=overlay.replace("3 %", "0.02"))

    rules, _ = read_rules(folder, DAY, "default", None, "tlv", {})

    assert Decimal("0.02") == rules.number("discount_rate", DAY)
    assert rules.overlay == "tlv"


def test_a_condition_may_be_nested_in_all_ways(tmp_path: Path) -> None:
    """Groups within groups, down to leaves with their places."""
    require = """require:
  if_then:
    if: {not: {field: risk_class, op: one_of, value: [low, high]}}
    then: {any: [{field: risk_class, op: is_given}, {all: [{field: risk_class, op: differs, value: high}]}]}"""
    text = CRITERION.replace("require: {field: risk_class, op: equals, value: low}", require)

    (criterion,) = rules_on(workspace(tmp_path, criteria___low_risk__yaml=text), DAY)[0].criteria

    assert isinstance(criterion.require, IfThen)
    assert isinstance(criterion.require.condition, Not)
    part = criterion.require.condition.part
    assert isinstance(part, Leaf)
    assert (Op.ONE_OF, ("low", "high"), Place("rules/criteria/low_risk.yaml", 7, 15)) == (
        part.op,
        part.value,
        part.place,
    )


@pytest.mark.parametrize(("level", "got"), [("yes", H), ("partly", H), ("no", F), ("annars", F)])
def test_a_list_of_levels_keeps_yes_apart_from_words(tmp_path: Path, level: str, got: Verdict) -> None:
    """Yes is the answer that people give, and not the word «True»."""
    fields = FIELDS + "levels.system: {kind: level, words: {sv: systemeffekter, en: system effects}}\n"
    require = "{field: levels.system, op: one_of, value: [yes, partly]}"
    criterion = CRITERION.replace("{field: risk_class, op: equals, value: low}", require)
    folder = workspace(tmp_path, fields__yaml=fields, criteria___low_risk__yaml=criterion)

    rules, told = rules_on(folder, DAY)
    (found,) = rules.criteria
    stated = read_fact(rules.fields["levels.system"], level)

    assert "list_of_words" not in told
    assert isinstance(found.require, Leaf)
    assert found.require.value == (True, "partly")
    assert got == decide(found.require, {"levels.system": stated}, {}).verdict


def test_a_rule_without_a_case_is_a_fault(tmp_path: Path) -> None:
    """An untested rule is refused (design §4)."""
    folder = workspace(tmp_path)
    reader = RuleReader(folder, DAY)
    reader.read_fields()

    cases, faults = read_cases(folder, "criteria", reader.fields)

    assert cases == []
    assert [fault.code for fault in faults] == ["untested_rule"]


def test_the_shipped_rules_read_without_a_fault() -> None:
    """What every municipality starts from is whole, on the day it was checked."""
    rules, faults = read_rules(shipped(), DAY, "default", None, "asek", {})

    assert faults == []
    assert len(rules.criteria) == 11


def test_a_price_of_production_is_read_gross(tmp_path: Path) -> None:
    """Whose tax is equalised, on whom it falls and when money is taken home are the price's own (§4, §12)."""
    price = """id: work
title: År
unit: år
values:
  2025-01-01:
    price_year: 2025
    production: yes
    split: {kommun: 100, individ: 300}
    equalised: [kommun]
    equaliser: staten
    take_home: 100 %
    home_after: 2
    source: {title: Beslut}
    mark: assumption
checked: {on: 2026-10-01, by: kontoret}
"""
    rules, faults = rules_on(workspace(tmp_path, prices___work__yaml=price), DAY)
    found = rules.prices["work"]

    assert [code for code in faults if code.startswith(("equal", "production", "take"))] == []
    assert (found.production, found.equalised, found.equaliser, found.home_delay) == (True, ("kommun",), "staten", 2)
