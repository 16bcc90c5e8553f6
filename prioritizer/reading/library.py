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
    Dated,
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
from prioritizer.reading.rule_records import price, source
from prioritizer.reading.rule_tests import Case, read_cases
from prioritizer.reading.rules import RuleReader

DEFAULT = "default"
LAST_DAY = date(2200, 1, 1)
_OF_A_DAY = frozenset({"stale_check"})
"""Complaints that only a day of use can raise."""


@dataclass(frozen=True, slots=True)
class Overlay:
    """A named set of parameters, with the values that replace those of the base."""

    id: str
    title: Text
    source: Source
    parameters: Mapping[str, Parameter]


@dataclass(frozen=True, slots=True)
class Library:
    """All rules of a workspace. `cases` are the tests beside each rule, by its file without the ending."""

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

    def numbers(self, day: date | None = None) -> dict[str, Decimal]:
        """The numbers in force on a day, or the latest ones."""
        found = {p.id: in_force(p, day) for p in self.parameters.values() if not p.series and not p.by}
        return {name: dated.value for name, dated in found.items() if dated}

    def cases_of(self, rule: Criterion | Limit) -> tuple[Case, ...]:
        """The tests beside a rule."""
        return self.cases.get(rule.place.file.removesuffix(".yaml"), ())


def in_force(parameter: Parameter, day: date | None) -> Dated | None:
    """The value in force on a day; without a day the latest, also where it has ended."""
    if day is not None:
        return parameter.on(day)
    return max(parameter.values, key=lambda dated: dated.since, default=None)


def price_on(prices: Sequence[Price], day: date | None) -> Price | None:
    """Of the dated values of one price, in order of day, the one in force on a day, or the latest."""
    begun = [price for price in prices if day is None or (price.since is not None and price.since <= day)]
    return begun[-1] if begun else None


class _WholeReader(RuleReader):
    """Knows every number by name, also one that has ended."""

    def in_force(self) -> dict[str, Decimal]:
        """The latest number of each parameter."""
        found = {name: in_force(p, None) for name, p in self.parameters.items() if not p.series}
        return {name: dated.value for name, dated in found.items() if dated}


def read_library(workspace: Path) -> Library:
    """Read every rule of a workspace.

    Raises:
        InputFaults: Every fault of the rules and of the tests beside them.
    """
    reader = _WholeReader(workspace, LAST_DAY)
    reader.read_fields()
    reader.read_parameters(None, Place(""))
    base = dict(reader.parameters)
    overlays = {path.stem: _overlay(reader, path, base) for path in reader.folder("parameters/overlays")}
    reader.parameters = base
    folders = sorted(p for p in (workspace / "rules" / "criteria").glob("*") if p.is_dir())
    sets = {
        DEFAULT: _criteria(reader, "criteria"),
        **{f.name: _criteria(reader, f"criteria/{f.name}") for f in folders},
    }
    limits = tuple(reader.read_limits(None, Place("")))
    prices = _prices(reader)
    objective, procedure = reader.read_objective(), reader.read_procedure()
    cases, faults = _cases(workspace, reader.fields)
    wrong = [f for f in (*reader.faults, *faults) if f.code not in _OF_A_DAY]
    if any(f.severity == "fault" for f in wrong):
        raise InputFaults(f for f in wrong if f.severity == "fault")
    return Library(reader.fields, _units(reader), sets, limits, base, overlays, prices, objective, procedure, cases)


def _reserve(reader: RuleReader) -> str:
    path = reader.workspace / "rules" / "objective.yaml"
    form = reader.form(forms.ObjectiveForm, reader.open(path)) if path.exists() else None
    return form.reserve_price if form else ""


def _units(reader: RuleReader) -> Mapping[str, Unit]:
    return getattr(reader, "units", {})


def _overlay(reader: RuleReader, path: Path, base: Mapping[str, Parameter]) -> Overlay:
    """An overlay as parameters: those of the base that it gives other values."""
    reader.parameters = dict(base)
    reader._overlay(path.stem, Place(""))
    form = reader.form(forms.OverlayForm, reader.open(path))
    changed = {name: p for name, p in reader.parameters.items() if form and name in form.parameters}
    title = form.title.model_dump() if form else {}
    return Overlay(path.stem, title, source(form.source) if form else Source(""), changed)


def _criteria(reader: RuleReader, folder: str) -> tuple[Criterion, ...]:
    """Every criterion of a folder, whatever day it applies on."""
    return tuple(c for path in reader.folder(folder) if (c := reader._criterion(path)))


def _prices(reader: RuleReader) -> dict[str, tuple[Price, ...]]:
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
            found.setdefault(case.place.file.removesuffix(".test.yaml"), []).append(case)
    return {name: tuple(cases) for name, cases in found.items()}, faults
