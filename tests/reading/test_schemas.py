"""The schemas accept every shipped file as an editor reads it, and mark what is wrong in it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.conftest import ROOT
from tests.reading.editor import edited, marked

SCHEMAS = ROOT / "rules" / "schemas"
FILES = sorted([*(ROOT / "rules").rglob("*.yaml"), *(ROOT / "portfolios").rglob("*.yaml")])


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def schema_of(path: Path) -> Any:
    """The schema that a file names in its first line."""
    found = marked(path)
    assert found, f"{_name(path)} names no schema in its first line"
    return json.loads(found.read_text("utf-8"))


def complaints(schema: Any, text: str) -> list[str]:
    """What an editor would underline."""
    found = jsonschema.Draft7Validator(schema).iter_errors(edited(text))
    return [f"{'.'.join(map(str, error.absolute_path))}: {error.message[:160]}" for error in found]


@pytest.mark.parametrize("path", sorted(SCHEMAS.glob("*.json")), ids=lambda path: path.stem)
def test_schema_is_one(path: Path) -> None:
    """Each file is a schema of the draft that editors know."""
    schema = json.loads(path.read_text("utf-8"))

    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    jsonschema.Draft7Validator.check_schema(schema)


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_shipped_file_is_accepted(path: Path) -> None:
    """No shipped rule, test, portfolio or proposal is underlined by mistake."""
    assert complaints(schema_of(path), path.read_text("utf-8")) == []


BROKEN = [
    ("a misspelt field", "rules/criteria/boundary_drawn.yaml", "field: boundary", "field: boundry"),
    ("a misspelt op", "rules/criteria/always/legal_basis.yaml", "op: ", "op: x"),
    ("a misspelt key", "rules/criteria/boundary_drawn.yaml", "severity:", "severty:"),
    ("a severity that is none", "rules/criteria/boundary_drawn.yaml", "severity: should", "severity: maybe"),
    ("a day that is none", "rules/criteria/boundary_drawn.yaml", "from: 2026-01-01", "from: 2026-13-01"),
    ("a choice that is none", "rules/criteria/evidence_or_method_trial.yaml", "[A, B, C]", "[A, B, F]"),
    ("who asked", "rules/criteria/boundary_drawn.yaml", "field: boundary", "field: advocacy.signatures"),
    ("what is computed later", "rules/criteria/boundary_drawn.yaml", "field: boundary", "field: own_return"),
    ("words put in order", "rules/criteria/boundary_drawn.yaml", "op: is_given", "op: at_most, value: 3"),
    (
        "a misspelt parameter",
        "rules/limits/high_risk_share.yaml",
        "parameter: high_risk_cap",
        "parameter: high_risk_cup",
    ),
    ("a parameter of kronor", "rules/limits/high_risk_share.yaml", "high_risk_cap}", "high_risk_cap, value: 1}"),
    (
        "two forms of limit",
        "rules/limits/high_risk_share.yaml",
        "share_of: granted",
        "share_of: granted, sum_of: granted",
    ),
    ("a misspelt unit", "rules/parameters/high_risk_cap.yaml", "unit: andel_av_beviljat", "unit: andel_av_beviljad"),
    ("a mark that is none", "rules/parameters/high_risk_cap.yaml", "mark: assumption", "mark: guess"),
    ("a choice that grades nothing", "rules/parameters/haircut_effect.yaml", "by: evidence.grade", "by: board"),
    ("a share above one", "rules/prices/placement_day.yaml", "take_home: 0.8", "take_home: 80"),
    ("an overlay of nothing", "rules/parameters/overlays/tlv.yaml", "discount_rate:", "discount_rat:"),
    ("an unknown measure", "rules/fields.yaml", "measure: actor_count", "measure: actors"),
    ("a step that sets what it may not", "rules/procedure.yaml", "evidence.grade", "advocacy.signatures"),
    ("a verdict that is none", "rules/criteria/boundary_drawn.test.yaml", "expect: holds", "expect: hold"),
    ("a fact that is none", "rules/criteria/boundary_drawn.test.yaml", "{boundary:", "{boundry:"),
    ("an unknown overlay", "portfolios/exempelkommun/portfolio.yaml", "parameters: asek", "parameters: asec"),
    ("an unknown limit", "portfolios/exempelkommun/portfolio.yaml", "- high_risk_share", "- high_risk_shre"),
    ("an unknown set", "portfolios/exempelkommun/portfolio.yaml", "criteria: default", "criteria: defalt"),
    ("a year in letters", "portfolios/exempelkommun/portfolio.yaml", "[2027, 2030]", "[2027, trettio]"),
    ("an unknown outcome", "familjecoacher", "outcome: placement_day", "outcome: placement_dy"),
    ("an unknown grade", "familjecoacher", "grade: B", "grade: F"),
    ("a misspelt part", "familjecoacher", "mainstreaming:", "mainstreming:"),
    ("a misspelt fact in a part", "familjecoacher", "baseline:", "base_line:"),
    ("a share that is none", "familjecoacher", "fund: sociala_medel", "funds: {sociala_medel: 60, folkhalsomedel: 40}"),
    ("a split under one fund", "familjecoacher", "fund: sociala_medel", "fund: {sociala_medel: 60 %, halsa: 40 %}"),
    ("a negative cost", "familjecoacher", "2027: 2_600_000", "2027: -2600000"),
]


@pytest.mark.parametrize(("name", "old", "new"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN])
def test_what_is_wrong_is_marked(name: str, old: str, new: str) -> None:
    """A file with one thing wrong is underlined."""
    path = ROOT / (name if "/" in name else f"portfolios/exempelkommun/proposals/{name}.yaml")
    text = path.read_text("utf-8")

    assert old in text
    assert complaints(schema_of(path), text.replace(old, new, 1))


@pytest.mark.parametrize(
    "text",
    [
        "bands: {field: granted_total, rows: [{below: 500_000, then: T}, {from: 500_000, then: T}]}",
        "any: [T, {not: T}, {if_then: {if: T, then: T}}, {all: [T]}]",
        "{field: granted_total, op: at_most, value: 1 500 000 kr}",
        "{field: repair_share, op: below, value: 50 %}",
        "{field: existing_activity, op: equals, value: nej}",
        "{field: goals, op: one_of, value: [a, b]}",
    ],
)
def test_every_form_of_condition_is_accepted(text: str) -> None:
    """Groups, bands, amounts with spaces, per cent, yes and no, lists."""
    criterion = (ROOT / "rules/criteria/boundary_drawn.yaml").read_text("utf-8")
    leaf = "{field: boundary, op: is_given}"
    condition = text.replace("T", leaf)
    written = condition if condition.startswith("{") else f"{{{condition}}}"

    assert complaints(schema_of(ROOT / "rules/criteria/boundary_drawn.yaml"), criterion.replace(leaf, written)) == []


@pytest.mark.parametrize(
    "split",
    ["{sociala_medel: 60 %, folkhalsomedel: 0.4}", "{sociala_medel: {2027: 60 %, 2028: 1}, halsa: {2027: 0.4}}"],
)
def test_a_cost_that_funds_share_is_accepted(split: str) -> None:
    """A share of every year, or of each (§17)."""
    path = ROOT / "portfolios" / "exempelkommun" / "proposals" / "familjecoacher.yaml"
    text = path.read_text("utf-8").replace("fund: sociala_medel", f"funds: {split}", 1)

    assert split in text
    assert complaints(schema_of(path), text) == []


def test_no_key_of_a_form_is_left_open() -> None:
    """Each key has a shape; only the value of a leaf gets its shape from the field beside it."""
    open_keys = [key for path in SCHEMAS.glob("*.json") for key in _open(json.loads(path.read_text("utf-8")))]

    assert set(open_keys) == {"value"}


@pytest.mark.parametrize(
    ("schema", "form", "key", "sentence"),
    [
        ("parameter", "", "by", "The field of which each choice has a number of its own, such as the evidence grade."),
        ("parameter", "Checked", "by", "Who saw that the rule still holds."),
        ("parameter", "Source", "title", "What the source is called: a law, a book, a page or a decision."),
        ("overlay", "", "parameters", "Dated values that replace those of the base, by the id of the parameter."),
        ("fields", "Field", "by", "Who fills in the field."),
        ("portfolio", "", "parameters", "The named overlay of parameters."),
        ("proposal", "Cost", "title", "What is paid for."),
    ],
)
def test_a_key_is_told_as_its_own_form_means_it(schema: str, form: str, key: str, sentence: str) -> None:
    """The same key means one thing in one form and another in the next."""
    whole = json.loads((SCHEMAS / f"{schema}.json").read_text("utf-8"))
    found = whole["definitions"][form] if form else whole

    assert sentence == found["properties"][key]["description"]


def _open(schema: Any) -> Iterator[str]:
    """Keys without any shape, anywhere in a schema but under a condition of the schema itself."""
    if not isinstance(schema, dict):
        return
    for key, shape in schema.get("properties", {}).items():
        if isinstance(shape, dict) and not set(shape) - {"description"}:
            yield key
        yield from _open(shape)
    for part in ("additionalProperties", "items"):
        yield from _open(schema.get(part))
    for part in schema.get("definitions", {}).values():
        yield from _open(part)
    for part in schema.get("anyOf", []):
        yield from _open(part)
