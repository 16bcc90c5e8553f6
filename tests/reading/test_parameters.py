"""Dated values: in force from a day and to a day, graded by a choice, in units that exist."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from prioritizer.model.fault import Place
from prioritizer.model.rules import Limit, RuleSet
from prioritizer.reading.rules import RuleReader, read_rules

UNITS = """kr: {kind: amount, words: {sv: kr, en: SEK}}
andel: {kind: share, words: {sv: andel, en: share}}
dygn: {kind: number, words: {sv: dygn, en: days}}
personer: {kind: number, words: {sv: personer, en: persons}}
förslag: {kind: number, words: {sv: förslag, en: proposals}}
"""
FIELDS = """grade: {kind: choice, of: [A, B], words: {sv: grad, en: grade}}
size: {kind: number, unit: personer, words: {sv: storlek, en: size}}
total: {kind: amount, unit: kr, words: {sv: belopp, en: amount}}
part: {kind: share, words: {sv: del, en: part}}
bare: {kind: number, words: {sv: tal, en: number}}
purse_return: {kind: amount, unit: kr, by: appraisal, words: {sv: överskott, en: surplus}}
own_return: {kind: amount, unit: kr, by: appraisal, words: {sv: eget överskott, en: own surplus}}
"""
SOURCE = "source: {title: Beslut}, mark: assumption"
LIMIT = "title: G\nwhy: Därför.\nsource: {title: Beslut}\nchecked: {on: 2026-11-01, by: kontoret}\n"
DAY = date(2026, 11, 1)


def parameter(values: str, unit: str = "personer", more: str = "", name: str = "own") -> str:
    """A parameter file."""
    checked = "checked: {on: 2026-11-01, by: kontoret}\n"
    return f"id: {name}\ntitle: Egen\nunit: {unit}\n{more}values:\n{values}{checked}"


def workspace(folder: Path, **files: str) -> Path:
    """A workspace of units, fields and what is given; names are written with __ for a full stop and ___ for a slash."""
    for name, text in {"units__yaml": UNITS, "fields__yaml": FIELDS, **files}.items():
        path = folder / "rules" / name.replace("___", "/").replace("__", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def read(folder: Path, day: date = DAY, overlay: str | None = None) -> tuple[RuleSet, list[str]]:
    """The rules on a day, and the codes of what is wrong."""
    rules, faults = read_rules(folder, day, "none", None, overlay, {})
    return rules, [fault.code for fault in faults]


PERIODS = f"  2026-01-01: {{value: 10, until: 2026-06-30, {SOURCE}}}\n  2027-01-01: {{value: 12, {SOURCE}}}\n"


@pytest.mark.parametrize(
    ("day", "number"),
    [
        (date(2025, 12, 31), None),
        (date(2026, 6, 30), 10),
        (date(2026, 7, 1), None),
        (date(2026, 12, 31), None),
        (date(2027, 1, 1), 12),
        (date(2027, 6, 1), 12),
    ],
    ids=str,
)
def test_a_period_ends_with_its_last_day(tmp_path: Path, day: date, number: int | None) -> None:
    """Between two periods there is no value, which is neither the earlier one nor zero (convention §25)."""
    rules, codes = read(workspace(tmp_path, parameters___own__yaml=parameter(PERIODS)), day)

    assert (None if number is None else Decimal(number)) == rules.number("own", day)
    assert codes == []


@pytest.mark.parametrize(
    ("day", "code"), [(date(2025, 1, 1), ["parameter_not_yet"]), (DAY, ["parameter_gap"]), (date(2027, 5, 1), [])]
)
def test_a_rule_that_names_a_parameter_without_a_value_is_refused(tmp_path: Path, day: date, code: list[str]) -> None:
    """Before the first period and between two it has none, and the message tells which."""
    limit = (
        f"id: few\n{LIMIT}limit: {{count_where: {{field: bare, op: above, value: 3}}, op: at_most, parameter: own}}\n"
    )
    files = {"parameters___own__yaml": parameter(PERIODS, "förslag"), "limits___few__yaml": limit}

    assert code == read(workspace(tmp_path, **files), day)[1]


def test_an_overlay_has_periods_of_its_own(tmp_path: Path) -> None:
    """The overlay's values stand in place of all of the base's, and its gaps are its own."""
    overlay = f"id: egen\ntitle: Egen\nsource: {{title: E}}\nparameters:\n  own:\n  {PERIODS.splitlines()[0]}\n"
    files = {
        "parameters___own__yaml": parameter(f"  2020-01-01: {{value: 5, {SOURCE}}}\n"),
        "parameters___overlays___egen__yaml": overlay,
    }
    folder = workspace(tmp_path, **files)

    assert [Decimal(5), None] == [read(folder, DAY, name)[0].number("own", DAY) for name in (None, "egen")]


TABLE = "  2026-01-01:\n    table: {A: 0, B: 10 %}\n    source: {title: S}\n    mark: S\n"


def test_a_graded_parameter_has_a_number_for_each_grade(tmp_path: Path) -> None:
    """It has none of its own, so that no rule can take one by mistake."""
    rules, codes = read(workspace(tmp_path, parameters___own__yaml=parameter(TABLE, "andel", "by: grade\n")))

    assert [Decimal(0), Decimal("0.1"), None] == [rules.graded("own", grade, DAY) for grade in "ABC"]
    assert rules.number("own", DAY) is None
    assert rules.parameters["own"].values[0].value.is_nan()
    assert codes == []


@pytest.mark.parametrize(("written", "number"), [("20 %", "0.2"), ("0.2", "0.2"), ("500_000 kr", "500000")])
def test_a_value_may_be_written_as_people_write_it(tmp_path: Path, written: str, number: str) -> None:
    """A share in per cent and an amount with its currency."""
    text = parameter(f"  2026-01-01: {{value: {written}, {SOURCE}}}\n", "kr" if "kr" in written else "andel")

    assert Decimal(number) == read(workspace(tmp_path, parameters___own__yaml=text))[0].number("own", DAY)


@pytest.mark.parametrize(
    ("limit", "unit", "code"),
    [
        ("share_of: granted", "andel", ["share_of_itself"]),
        ("share_of: granted", "kr", ["other_kind_of_unit", "share_of_itself"]),
        ("sum_of: granted", "kr", []),
        ("sum_of: granted", "dygn", ["other_kind_of_unit"]),
        ("count_where: {field: bare, op: above, value: 3}", "dygn", ["other_unit"]),
        ("count_where: {field: bare, op: above, value: 3}", "förslag", []),
        ("count_where: {field: bare, op: above, value: 3}", "andel", ["other_kind_of_unit"]),
        ("sum_of: size", "personer", []),
        ("sum_of: size", "dygn", ["other_unit"]),
        ("sum_of: bare", "dygn", []),
        ("sum_of: own_return", "kr", []),
        ("sum_of: purse_return, by: payer", "kr", []),
        ("sum_of: purse_return, by: payer", "andel", ["other_kind_of_unit"]),
        ("sum_of: purse_return", "kr", ["purse_return_by_payer"]),
        ("sum_of: own_return, by: payer", "kr", ["purse_return_by_payer"]),
        ("share_of: granted, where: {field: size, op: below, parameter: own}", "andel", ["other_kind_of_unit"]),
        ("share_of: granted, where: {field: own_return, op: above, value: 0}", "andel", []),
        ("share_of: granted, where: {field: purse_return, op: above, value: 0}", "andel", ["purse_return_by_payer"]),
        ("share_of: granted, by: grade", "andel", []),
        ("share_of: granted, by: size", "andel", ["unknown_by"]),
    ],
)
def test_a_limit_is_compared_with_a_parameter_of_its_own_kind(
    tmp_path: Path, limit: str, unit: str, code: list[str]
) -> None:
    """Kronor with kronor, shares with shares; and where both have a unit, the same."""
    files = {
        "parameters___own__yaml": parameter(f"  2026-01-01: {{value: 0.5, {SOURCE}}}\n", unit),
        "limits___l__yaml": f"id: l\n{LIMIT}limit: {{{limit}, op: at_least, parameter: own}}\n",
    }
    rules, codes = read(workspace(tmp_path, **files))

    assert code == codes
    assert [isinstance(found, Limit) for found in rules.limits] == ([] if code else [True])


def test_a_workspace_without_units_is_told_once(tmp_path: Path) -> None:
    """Where no unit can be read, none is blamed."""
    folder = workspace(tmp_path, parameters___own__yaml=parameter(PERIODS))
    (folder / "rules" / "units.yaml").unlink()

    assert read(folder)[1] == ["missing_units"]


@pytest.mark.parametrize(("text", "code"), [("a: [", "yaml_syntax"), ("- kr", "expected_mapping"), ("", "yaml_empty")])
def test_units_that_cannot_be_read_are_told_alone(tmp_path: Path, text: str, code: str) -> None:
    """A broken file of units blames nothing else."""
    folder = workspace(tmp_path, parameters___own__yaml=parameter(PERIODS), units__yaml=text)

    assert read(folder)[1] == [code]


def test_every_overlay_is_checked_whether_chosen_or_not(tmp_path: Path) -> None:
    """A fault in an overlay is told before somebody chooses it."""
    overlay = f"id: egen\ntitle: E\nsource: {{title: E}}\nparameters: {{owm: {{2026-01-01: {{value: 1, {SOURCE}}}}}}}\n"
    files = {"parameters___own__yaml": parameter(PERIODS), "parameters___overlays___egen__yaml": overlay}
    reader = RuleReader(workspace(tmp_path, **files), None)
    reader.read_fields()
    reader.read_parameters(None, Place(""))
    before = list(reader.parameters)

    reader.check_overlays()

    assert [(fault.code, fault.near) for fault in reader.faults] == [("unknown_parameter", "own")]
    assert before == list(reader.parameters)
