"""Everything in a workspace's `rules/` at once: every set, every overlay and every dated value.

A portfolio uses one set, one overlay and the values of one day; lists, pages, schemas and comparisons need them all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from prioritizer.model.fault import Fault, InputFaults, Place
from prioritizer.model.rules import (
    Criterion,
    Field,
    Limit,
    Objective,
    Parameter,
    Price,
    Source,
    Step,
    Text,
    Unit,
)
from prioritizer.reading import rule_forms as forms
from prioritizer.reading.parameters import overlays, read_overlay
from prioritizer.reading.rule_records import price, source
from prioritizer.reading.rule_tests import Case, read_cases
from prioritizer.reading.rules import ALWAYS, RuleReader
from prioritizer.reading.vocabulary import value_on

DEFAULT = "default"
NONE = "none"


@dataclass(frozen=True, slots=True)
class Overlay:
    """A named set of parameters, with the values that replace those of the base."""

    id: str
    title: Text
    source: Source
    parameters: Mapping[str, Parameter]


@dataclass(frozen=True, slots=True)
class Library:
    """All rules of a workspace. `cases` are the tests beside each rule, by its file.

    `sets` are the sets that a portfolio can choose, each without the criteria in `always`, which all of them have.
    """

    fields: Mapping[str, Field]
    units: Mapping[str, Unit]
    sets: Mapping[str, tuple[Criterion, ...]]
    limits: tuple[Limit, ...]
    parameters: Mapping[str, Parameter]
    overlays: Mapping[str, Overlay]
    prices: Mapping[str, tuple[Price, ...]]
    objective: Objective
    procedure: tuple[Step, ...]
    cases: Mapping[str, tuple[Case, ...]]
    reserve: str = ""
    """The parameter that is the reserve price of the objective."""
    always: tuple[Criterion, ...] = ()

    def written(self) -> dict[str, tuple[Criterion, ...]]:
        """Every criterion once, by the folder it lies in: those that always apply, then each set."""
        return {**({ALWAYS: self.always} if self.always else {}), **self.sets}

    def criteria_of(self, name: str) -> tuple[Criterion, ...]:
        """What a portfolio that chooses a set is screened by, in order of id."""
        return tuple(sorted((*self.always, *self.sets[name]), key=lambda c: c.id))

    def numbers(self, day: date | None = None) -> dict[str, Decimal]:
        """The numbers in force on a day, or the latest ones."""
        found = {p.id: value_on(p, day) for p in self.parameters.values() if not p.series and not p.by}
        return {name: dated.value for name, dated in found.items() if dated}

    def cases_of(self, rule: Criterion | Limit) -> tuple[Case, ...]:
        """The tests beside a rule."""
        return self.cases.get(rule.place.file, ())


def price_on(prices: Sequence[Price], day: date | None) -> Price | None:
    """Of the dated values of one price, in order of day, the one in force on a day, or the latest.

    None before the first, and in a period for which none is written (convention §25).
    """
    begun = [price for price in prices if day is None or (price.since is not None and price.since <= day)]
    latest = begun[-1] if begun else None
    if latest is None or day is None or latest.until is None or day <= latest.until:
        return latest
    return None


def read_library(workspace: Path) -> Library:
    """Read every rule of a workspace.

    Raises:
        InputFaults: Every fault of the rules and of the tests beside them.
    """
    reader, nowhere = RuleReader(workspace, None), Place("")
    reader.read_fields()
    reader.read_parameters(None, nowhere)
    overlaid = {name: _overlay(reader, name) for name in overlays(reader)}
    written = {name: tuple(found) for name, found in reader.read_sets().items()}
    always = written.pop(ALWAYS, ())
    limits = tuple(reader.read_limits(None, nowhere))
    reader.read_prices()
    objective, reserve, procedure = reader.read_objective(), _reserve(reader), reader.read_procedure()
    prices = _prices(reader)
    cases, faults = _cases(workspace, reader.fields)
    if any(f.severity == "fault" for f in (*reader.faults, *faults)):
        raise InputFaults(f for f in (*reader.faults, *faults) if f.severity == "fault")
    return Library(
        fields=reader.fields,
        units=reader.units,
        sets=written,
        limits=limits,
        parameters=reader.parameters,
        overlays=overlaid,
        prices=prices,
        objective=objective,
        procedure=procedure,
        cases=cases,
        reserve=reserve,
        always=always,
    )


def _overlay(reader: RuleReader, name: str) -> Overlay:
    """An overlay as parameters: those of the base that it gives other values."""
    parameters = dict(reader.parameters)
    read_overlay(reader, parameters, reader.fields, reader.units, name, Place(""))
    path = reader.workspace / "rules" / "parameters" / "overlays" / f"{name}.yaml"
    form = reader.form(forms.OverlayForm, reader.open(path))
    changed = {id: p for id, p in parameters.items() if form and id in form.parameters}
    return Overlay(name, form.title.model_dump() if form else {}, source(form.source) if form else Source(""), changed)


def _reserve(reader: RuleReader) -> str:
    path = reader.workspace / "rules" / "objective.yaml"
    form = reader.form(forms.ObjectiveForm, reader.open(path)) if path.exists() else None
    return form.reserve_price if form else ""


def _prices(reader: RuleReader) -> dict[str, tuple[Price, ...]]:
    """Every dated value of each price; those in force alone are what the reader itself keeps."""
    found: dict[str, tuple[Price, ...]] = {}
    for path in reader.folder("prices"):
        located = reader.open(path)
        form = reader.form(forms.PriceForm, located)
        if form:
            found[form.id] = tuple(price(form, day, located.place(())) for day in sorted(form.values))
    return found


def _cases(workspace: Path, fields: Mapping[str, Field]) -> tuple[dict[str, tuple[Case, ...]], list[Fault]]:
    found: dict[str, list[Case]] = {}
    faults: list[Fault] = []
    for kind in ("criteria", "limits"):
        cases, wrong = read_cases(workspace, kind, fields)
        faults += wrong
        for case in cases:
            found.setdefault(case.file, []).append(case)
    return {name: tuple(cases) for name, cases in found.items()}, faults
