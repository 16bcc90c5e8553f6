"""The tests beside the rules, read with their places (design §4)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from prioritizer.model.fault import Fault, Place, fault
from prioritizer.model.rules import Fact, Field
from prioritizer.reading.facts import read_fact
from prioritizer.reading.files import open_yaml
from prioritizer.reading.forms import DayText, PlainText
from prioritizer.reading.scalars import Unreadable, nearest
from prioritizer.reading.validation import Form, validate
from prioritizer.reading.yaml_text import Located, PathTo, dotted


class CaseForm(Form):
    """One case: facts of a proposal, or the chosen proposals of a plan, and what is expected."""

    name: PlainText
    on: DayText
    given: dict[str, object] | None = None
    plan: tuple[dict[str, object], ...] = ()
    expect: Literal["holds", "fails", "unknown"]


@dataclass(frozen=True, slots=True)
class Case:
    """A case of one rule.

    `plan` has the facts of each chosen proposal, its granted kronor under «granted» and its id under «id».
    """

    rule: str
    name: str
    on: date
    given: Mapping[str, Fact]
    plan: tuple[Mapping[str, Fact], ...]
    expect: str
    place: Place


def read_cases(workspace: Path, kind: str, fields: Mapping[str, Field]) -> tuple[list[Case], list[Fault]]:
    """Read the tests of all criteria or limits; a rule without a case is a fault.

    Args:
        workspace: The folder that holds `rules/`.
        kind: criteria or limits.
        fields: The vocabulary; when it could not be read, no case can be.
    """
    if not fields:
        return [], []
    cases: list[Case] = []
    faults: list[Fault] = []
    for rule in sorted((workspace / "rules" / kind).rglob("*.yaml")):
        if rule.name.endswith(".test.yaml"):
            continue
        beside = rule.with_name(f"{rule.stem}.test.yaml")
        name = rule.relative_to(workspace).as_posix()
        found, wrong = _cases(beside, workspace, rule.stem, fields) if beside.exists() else ([], [])
        if not found and not wrong:
            faults.append(fault(Place(name, 1, 1), "", "untested_rule", file=beside.name))
        cases += found
        faults += wrong
    return cases, faults


def _cases(path: Path, workspace: Path, rule: str, fields: Mapping[str, Field]) -> tuple[list[Case], list[Fault]]:
    located, _ = open_yaml(path, path.relative_to(workspace).as_posix())
    if not located.is_whole:
        return [], located.faults
    if not isinstance(located.data, list):
        return [], [fault(located.place(()), "", "expected_list")]
    cases: list[Case] = []
    faults = list(located.faults)
    for n in range(len(located.data)):
        form, wrong = validate(CaseForm, located, (n,))
        faults += wrong
        if form is None:
            continue
        given, wrong = _facts(located, (n, "given"), form.given or {}, fields)
        plan: list[Mapping[str, Fact]] = []
        for at, chosen in enumerate(form.plan):
            facts, more = _facts(located, (n, "plan", at), chosen, fields)
            wrong += more
            plan.append(facts)
        faults += wrong
        if wrong:
            continue
        cases.append(Case(rule, form.name, form.on, given, tuple(plan), form.expect, located.place((n,))))
    return cases, faults


def _facts(
    located: Located, root: PathTo, data: Mapping[str, object], fields: Mapping[str, Field]
) -> tuple[dict[str, Fact], list[Fault]]:
    """Facts of a case; measures may be given, since a test stands in for the program here."""
    facts: dict[str, Fact] = {}
    faults: list[Fault] = []
    of_plan = {"granted": Field("granted", "amount", {}), "id": Field("id", "text", {})}
    for path, value in _flat(data, ()):
        name = ".".join(path)
        field = of_plan.get(name) or fields.get(name)
        if field is None:
            near = nearest(name, fields)
            faults.append(
                fault(located.key_place((*root, *path)), dotted((*root, *path)), "unknown_field", near, key=name)
            )
        elif value is not None:
            try:
                facts[name] = _read(field, value)
            except Unreadable as error:
                place = located.place((*root, *path))
                faults.append(fault(place, dotted((*root, *path)), error.code, error.near, **dict(error.values)))
    return facts, faults


def _read(field: Field, value: object) -> Fact:
    if isinstance(value, list):
        return tuple(str(item) for item in value)
    if isinstance(value, bool):
        value = "true" if value else "false"
    return (str(value),) if field.kind == "list" else read_fact(field, str(value))


def _flat(data: Mapping[str, object], path: tuple[str, ...]) -> list[tuple[tuple[str, ...], object]]:
    found: list[tuple[tuple[str, ...], object]] = []
    for key, value in data.items():
        found += _flat(value, (*path, key)) if isinstance(value, dict) else [((*path, key), value)]
    return found
