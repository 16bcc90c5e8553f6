"""The rules folder to a rule set in force on a day (design §4)."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from prioritizer.model.fault import Fault, InputFaults, Place, fault, warning
from prioritizer.model.rules import (
    Criterion,
    Field,
    Limit,
    Objective,
    Parameter,
    Price,
    RuleSet,
    Severity,
    Source,
    Step,
)
from prioritizer.reading import rule_forms as forms
from prioritizer.reading.files import open_yaml
from prioritizer.reading.limits import read_limit
from prioritizer.reading.rule_records import applies, checked, dated, price, source
from prioritizer.reading.scalars import nearest
from prioritizer.reading.tree import TreeReader
from prioritizer.reading.validation import validate
from prioritizer.reading.yaml_text import Located

F = TypeVar("F", bound=BaseModel)
STALE_DAYS = 365


@dataclass(slots=True)
class RuleReader:
    """Reads a workspace's `rules/` once; faults are collected over all files."""

    workspace: Path
    as_of: date
    faults: list[Fault] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    fields: dict[str, Field] = field(default_factory=dict)
    parameters: dict[str, Parameter] = field(default_factory=dict)
    named: Mapping[str, Place] = field(default_factory=dict)
    """Where the portfolio names each criterion and limit, as «limits.ID»."""

    def open(self, path: Path) -> Located:
        """Read one file and note its hash; the name in faults is relative to the workspace."""
        name = path.relative_to(self.workspace).as_posix()
        located, raw = open_yaml(path, name)
        self.files[name] = hashlib.sha256(raw.replace(b"\r\n", b"\n")).hexdigest()
        self.faults += located.faults
        return located

    def form(self, form: type[F], located: Located) -> F | None:
        """Read a file as a form, None with its faults noted."""
        if not located.is_whole:
            return None
        found, faults = validate(form, located)
        self.faults += faults
        return found

    def folder(self, name: str) -> list[Path]:
        """The rule files of a folder, tests left out, in order of name."""
        folder = self.workspace / "rules" / name
        return sorted(p for p in folder.glob("*.yaml") if not p.name.endswith(".test.yaml"))

    def read_fields(self) -> None:
        """Read the vocabulary."""
        located = self.open(self.workspace / "rules" / "fields.yaml")
        if not located.is_whole:
            return
        if not isinstance(located.data, dict) or not located.data:
            self.faults.append(fault(located.place(()), "", "expected_mapping"))
            return
        for name in located.data:
            form, faults = validate(forms.FieldForm, located, (name,))
            self.faults += faults
            if form:
                choices = {key: text.model_dump() for key, text in form.choices.items()}
                self.fields[name] = Field(
                    name,
                    form.kind,
                    form.words.model_dump(),
                    form.unit or "",
                    form.of or tuple(choices),
                    choices,
                    form.by,
                    form.measure or "",
                )

    def read_parameters(self, overlay: str | None, place: Place) -> None:
        """Read the parameters, with the named overlay's values in place of the base's."""
        for path in self.folder("parameters"):
            located = self.open(path)
            form = self.form(forms.ParameterForm, located)
            if form:
                self._same_id(form.id, path, located)
                self._fresh(form.checked.on, located)
                self.parameters[form.id] = Parameter(
                    id=form.id,
                    title=form.title.model_dump(),
                    unit=form.unit,
                    values=dated(form.values),
                    series=form.series,
                    checked=checked(form.checked),
                    place=located.place(()),
                )
        if overlay:
            self._overlay(overlay, place)

    def _overlay(self, overlay: str, place: Place) -> None:
        folder = self.workspace / "rules" / "parameters" / "overlays"
        names = [p.stem for p in folder.glob("*.yaml")]
        if overlay not in names:
            self.faults.append(fault(place, "parameters", "unknown_overlay", nearest(overlay, names), key=overlay))
            return
        located = self.open(folder / f"{overlay}.yaml")
        form = self.form(forms.OverlayForm, located)
        for name, values in form.parameters.items() if form else ():
            if name not in self.parameters:
                near = nearest(name, self.parameters)
                place = located.key_place(("parameters", name))
                self.faults.append(fault(place, f"parameters.{name}", "unknown_parameter", near, key=name))
            else:
                self.parameters[name] = replace(self.parameters[name], values=dated(values))

    def in_force(self) -> dict[str, Decimal]:
        """The numbers in force on `as_of`."""
        found = {name: p.on(self.as_of) for name, p in self.parameters.items() if not p.series}
        return {name: value.value for name, value in found.items() if value}

    def read_criteria(self, chosen: str | Sequence[str], place: Place) -> list[Criterion]:
        """Read a criteria set by name, or the criteria listed by id from the default set."""
        if chosen == "none":
            return []
        if isinstance(chosen, str):
            paths = self.folder("criteria" if chosen == "default" else f"criteria/{chosen}")
            if not paths and chosen != "default":
                folder = self.workspace / "rules" / "criteria"
                sets = ["default", "none", *(p.name for p in folder.iterdir() if p.is_dir())] if folder.is_dir() else []
                self.faults.append(fault(place, "criteria", "unknown_set", nearest(chosen, sets), key=chosen))
        else:
            paths = self._listed("criteria", "unknown_criteria", chosen, place)
        found = [c for path in paths if (c := self._criterion(path))]
        return [c for c in found if applies(c, self.as_of)]

    def read_limits(self, chosen: Sequence[str] | None, place: Place) -> list[Limit]:
        """Read the limits listed by id, or all shipped ones for None."""
        paths = self.folder("limits") if chosen is None else self._listed("limits", "unknown_limits", chosen, place)
        return [found for path in paths if (found := self._limit(path))]

    def _listed(self, kind: str, code: str, chosen: Sequence[str], place: Place) -> list[Path]:
        known = {p.stem: p for p in self.folder(kind)}
        for name in chosen:
            if name not in known:
                where = self.named.get(f"{kind}.{name}", place)
                self.faults.append(fault(where, kind, code, nearest(name, known), key=name))
        return [known[name] for name in chosen if name in known]

    def _criterion(self, path: Path) -> Criterion | None:
        located = self.open(path)
        form = self.form(forms.CriterionForm, located)
        if not form or not self.fields:
            return None
        self._same_id(form.id, path, located)
        self._fresh(form.checked.on, located)
        reader = TreeReader(located, self.fields, frozenset(self.in_force()))
        tree = reader.read(form.require, ("require",))
        self.faults += reader.faults
        if tree is None:
            return None
        return Criterion(
            form.id,
            form.title.model_dump(),
            form.why.model_dump(),
            Severity(form.severity),
            tree,
            source(form.source),
            form.applies.since,
            form.applies.to,
            checked(form.checked),
            located.place(()),
        )

    def _limit(self, path: Path) -> Limit | None:
        located = self.open(path)
        form = self.form(forms.LimitForm, located)
        if not form or not self.fields:
            return None
        self._same_id(form.id, path, located)
        if form.checked:
            self._fresh(form.checked.on, located)
        found, faults = read_limit(located, (), self.fields, frozenset(self.in_force()))
        self.faults += faults
        return found

    def read_prices(self) -> dict[str, Price]:
        """Read the unit values in force on `as_of`."""
        found: dict[str, Price] = {}
        for path in self.folder("prices"):
            located = self.open(path)
            form = self.form(forms.PriceForm, located)
            days = sorted(day for day in form.values if day <= self.as_of) if form else []
            if not form or not days:
                continue
            self._same_id(form.id, path, located)
            self._fresh(form.checked.on, located)
            value = form.values[days[-1]]
            if value.transfer and sum(value.split.values()) != 0:
                total = sum(value.split.values())
                where = ("values", days[-1].isoformat(), "split")
                self.faults.append(fault(located.place(where), "split", "transfer_not_zero", sum=total))
            found[form.id] = price(form, days[-1], located.place(()))
        return found

    def read_objective(self) -> Objective:
        """Read what is maximised; without the file, expected value at no reserve price."""
        path = self.workspace / "rules" / "objective.yaml"
        located = self.open(path) if path.exists() else None
        form = self.form(forms.ObjectiveForm, located) if located else None
        if not form or not located:
            title = {"sv": "Största förväntade värde", "en": "Highest expected value"}
            return Objective(title, Decimal(0), Source("convention §14"))
        least = self.in_force().get(form.reserve_price)
        if least is None:
            near = nearest(form.reserve_price, self.in_force())
            place = located.place(("reserve_price",))
            self.faults.append(fault(place, "reserve_price", "unknown_parameter", near, key=form.reserve_price))
        return Objective(form.title.model_dump(), least or Decimal(0), source(form.source))

    def read_procedure(self) -> tuple[Step, ...]:
        """Read who screens, proposes and decides (G8)."""
        path = self.workspace / "rules" / "procedure.yaml"
        form = self.form(forms.ProcedureForm, self.open(path)) if path.exists() else None
        steps = form.steps if form else ()
        return tuple(Step(s.id, s.title.model_dump(), s.who.model_dump(), s.when.model_dump()) for s in steps)

    def _same_id(self, name: str, path: Path, located: Located) -> None:
        if name != path.stem:
            self.faults.append(fault(located.place(("id",)), "id", "id_is_not_file", path.stem, key=name))

    def _fresh(self, checked: date, located: Located) -> None:
        if (self.as_of - checked).days > STALE_DAYS:
            self.faults.append(warning(located.place(("checked", "on")), "checked.on", "stale_check", day=checked))


def read_rules(
    workspace: Path,
    as_of: date,
    criteria: str | Sequence[str],
    limits: Sequence[str] | None,
    overlay: str | None,
    places: Mapping[str, Place],
) -> tuple[RuleSet, list[Fault]]:
    """Read the rules that a portfolio asks for.

    Args:
        workspace: The folder that holds `rules/`.
        as_of: The day whose values are in force.
        criteria: The name of a set, «none», or ids.
        limits: Ids, or None for all that are shipped.
        overlay: The named parameter overlay, None for the base alone.
        places: Where the portfolio names criteria, limits and parameters, and each of them, for faults.

    Returns:
        The rule set, and faults and warnings; with a fault the set is incomplete and must not be used.

    Raises:
        InputFaults: The vocabulary cannot be read, so nothing else can be understood.
    """
    reader = RuleReader(workspace, as_of, named=places)
    reader.read_fields()
    if not reader.fields:
        raise InputFaults(reader.faults)
    nowhere = Place("")
    reader.read_parameters(overlay, places.get("parameters", nowhere))
    rules = RuleSet(
        fields=reader.fields,
        criteria=tuple(reader.read_criteria(criteria, places.get("criteria", nowhere))),
        limits=tuple(reader.read_limits(limits, places.get("limits", nowhere))),
        parameters=reader.parameters,
        prices=reader.read_prices(),
        objective=reader.read_objective(),
        procedure=reader.read_procedure(),
        criteria_set=criteria if isinstance(criteria, str) else ", ".join(criteria),
        overlay=overlay or "",
        files=dict(sorted(reader.files.items())),
    )
    return rules, not_yet(reader.faults, reader.parameters, as_of)


def not_yet(faults: Sequence[Fault], parameters: Mapping[str, Parameter], day: date) -> list[Fault]:
    """The same faults, where a parameter that has its first value later is told apart from one that is not there."""
    return [_not_yet(f, parameters.get(dict(f.values).get("key", "")), day) for f in faults]


def _not_yet(told: Fault, parameter: Parameter | None, day: date) -> Fault:
    if told.code != "unknown_parameter" or parameter is None or parameter.series or not parameter.values:
        return told
    first = min(value.since for value in parameter.values)
    return fault(told.place, told.path, "parameter_not_yet", key=parameter.id, day=day, first=first)
