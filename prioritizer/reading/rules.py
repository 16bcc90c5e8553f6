"""The rules folder to a rule set in force on a day (design §4)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from prioritizer.model.fault import Fault, InputFaults, Place, fault
from prioritizer.model.rules import (
    Criterion,
    Field,
    Limit,
    Objective,
    Parameter,
    Price,
    RiskLimit,
    RuleSet,
    Severity,
    Source,
    Step,
    Unit,
)
from prioritizer.reading import rule_forms as forms
from prioritizer.reading.limits import read_limit
from prioritizer.reading.objectives import read_objective
from prioritizer.reading.parameters import overlays, read_overlay, read_parameters, read_prices, unit_faults
from prioritizer.reading.procedure import read_procedure
from prioritizer.reading.rule_files import RuleFiles
from prioritizer.reading.rule_records import applies, checked, source, unit, word, words
from prioritizer.reading.scalars import nearest
from prioritizer.reading.stray_files import stray_files
from prioritizer.reading.tree import TreeReader
from prioritizer.reading.validation import validate
from prioritizer.reading.vocabulary import KINDS, Vocabulary
from prioritizer.reading.yaml_text import Located, dotted

APPRAISED = ("own_return", "purse_return", "net_present_value")
"""The fields that appraisal computes (convention §11, §12)."""
ALWAYS = "always"
"""The folder of criteria that every set has, so that choosing a set never drops what the law demands."""


@dataclass(slots=True)
class RuleReader(RuleFiles):
    """Reads a workspace's `rules/` once; faults are collected over all files."""

    units: dict[str, Unit] = field(default_factory=dict)
    fields: dict[str, Field] = field(default_factory=dict)
    parameters: dict[str, Parameter] = field(default_factory=dict)
    named: Mapping[str, Place] = field(default_factory=dict)
    """Where the portfolio names each criterion and limit, as «limits.ID»."""

    def read_fields(self) -> None:
        """Read the vocabulary, and the units that it names."""
        located = self.open(self.workspace / "rules" / "fields.yaml")
        if not located.is_whole:
            return
        if not isinstance(located.data, dict) or not located.data:
            self.faults.append(fault(located.place(()), "", "expected_mapping"))
            return
        self._units()
        for name in located.data:
            form, faults = validate(forms.FieldForm, located, (name,))
            self.faults += faults
            if form:
                self.fields[name] = word(name, form, located.key_place((name,)))
                self.faults += self._field_faults(located, self.fields[name])

    def _units(self) -> None:
        path = self.workspace / "rules" / "units.yaml"
        if not path.exists():
            self.faults.append(fault(Place("rules/units.yaml"), "", "missing_units"))
            return
        located = self.open(path)
        if not located.is_whole:
            return
        if not isinstance(located.data, dict):
            self.faults.append(fault(located.place(()), "", "expected_mapping"))
            return
        for name in located.data:
            form, faults = validate(forms.UnitForm, located, (name,))
            self.faults += faults
            # A unit with faults of its own is known all the same, so that nothing else is told of it.
            self.units[name] = unit(name, form) if form else Unit(name, "number", {"sv": name, "en": name})

    def _field_faults(self, located: Located, known: Field) -> Iterator[Fault]:
        """A field's unit must exist and be of the field's kind; what appraisal computes has a name of its own."""
        path = (known.id, "unit")
        if known.id.startswith("advocacy.") and known.kind != "advocacy":
            where = (known.id, "kind")
            yield fault(located.place(where), dotted(where), "advocacy_is_advocacy", "advocacy", key=known.id)
        for language, told_as in known.words.items():
            other = next((f for f in self.fields.values() if f is not known and f.words.get(language) == told_as), None)
            if other is not None:
                where = (known.id, "words")
                told = {"words": told_as, "key": known.id, "other": other.id}
                yield fault(located.place(where), dotted(where), "words_of_two_fields", **told)
                break
        if known.is_appraised and known.id not in APPRAISED:
            near, choices = nearest(known.id, APPRAISED), ", ".join(APPRAISED)
            yield fault(known.place, known.id, "unknown_appraised", near, key=known.id, choices=choices)
        if known.unit:
            yield from unit_faults(located, path, known.unit, self.units)
        given, wanted = self.units.get(known.unit), KINDS.get(known.kind)
        if given and wanted and given.kind != wanted:
            told = {"field": known.id, "kind": wanted, "unit": given.id, "given": given.kind}
            yield fault(located.place(path), f"{known.id}.unit", "field_of_other_unit", **told)

    def read_parameters(self, overlay: str | None, place: Place) -> None:
        """Read the parameters, with the named overlay's values in place of the base's."""
        self.parameters = read_parameters(self, self.fields, self.units, overlay, place)

    def check_overlays(self) -> None:
        """Note the faults of every overlay, also those that no portfolio has chosen."""
        for name in overlays(self):
            read_overlay(self, dict(self.parameters), self.fields, self.units, name, Place(""))

    def names(self, day: date | None) -> Vocabulary:
        """What the rules may name on a day."""
        return Vocabulary(self.fields, self.parameters, self.units, day)

    def read_criteria(self, chosen: str | Sequence[str], place: Place) -> list[Criterion]:
        """Read a criteria set by name, or the criteria listed by id from the default set; also those not in force.

        Those that always apply come with either; only «none» leaves them out.
        """
        if chosen == "none":
            return []
        always = self.folder(f"criteria/{ALWAYS}")
        if isinstance(chosen, str):
            paths = self._of_set(chosen) if chosen in self.sets() else []
            if not paths and chosen != "default":
                near, told = nearest(chosen, self.sets()), ", ".join(self.sets())
                self.faults.append(fault(place, "criteria", "unknown_set", near, key=chosen, choices=told))
        else:
            listed = self._listed("criteria", "unknown_criteria", chosen, place)
            paths = [path for path in listed if path not in always]
        # A list keeps its order; a set is in order of id, whichever folder a criterion lies in.
        every = [*always, *paths] if not isinstance(chosen, str) else sorted([*always, *paths], key=lambda p: p.stem)
        return self._once([c for path in every if (c := self._criterion(path))])

    def read_sets(self) -> dict[str, list[Criterion]]:
        """Read every criterion where it is written: first those that always apply, then each set without them."""
        always = [c for path in self.folder(f"criteria/{ALWAYS}") if (c := self._criterion(path))]
        found = {ALWAYS: always} if always else {}
        for name in self.sets():
            if name != "none":
                own = [c for path in self._of_set(name) if (c := self._criterion(path))]
                found[name] = self._once([*always, *own])[len(always) :]
        return found

    def sets(self) -> list[str]:
        """The criteria sets that a portfolio can choose."""
        found = sorted({path.parent.name for path in (self.workspace / "rules" / "criteria").glob("*/*.yaml")})
        return ["default", *(name for name in found if name != ALWAYS), "none"]

    def _of_set(self, name: str) -> list[Path]:
        return self.folder("criteria" if name == "default" else f"criteria/{name}")

    def _once(self, criteria: list[Criterion]) -> list[Criterion]:
        """Each id once: a set that writes a criterion of its own under the id of one that always applies is told.

        Two of one folder are not told here: one of them has a name that is not its id, and that is told already.
        """
        found: dict[str, Criterion] = {}
        for criterion in sorted(criteria, key=lambda c: f"/{ALWAYS}/" not in c.place.file):
            first = found.setdefault(criterion.id, criterion)
            if Path(first.place.file).parent != Path(criterion.place.file).parent:
                self.faults.append(fault(criterion.place, "id", "duplicate_name", key=criterion.id, first=first.place))
        return [c for c in criteria if found[c.id] is c]

    def read_limits(self, chosen: Sequence[str] | None, place: Place) -> list[Limit]:
        """Read the limits listed by id, or all shipped ones for None."""
        paths = self.folder("limits") if chosen is None else self._listed("limits", "unknown_limits", chosen, place)
        return [found for path in paths if (found := self._limit(path))]

    def _listed(self, kind: str, code: str, chosen: Sequence[str], place: Place) -> list[Path]:
        known = {p.stem: p for p in (*self.folder(kind), *self.folder(f"{kind}/{ALWAYS}"))}
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
        self.same_id(form.id, path, located)
        self.fresh(form.checked.on, located)
        # A rule that does not apply on the day may name what has a value on another day.
        day = self.as_of if self.as_of and applies(form.applies.since, form.applies.to, self.as_of) else None
        reader = TreeReader(located, self.names(day), before_appraisal=True)
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
            words(form.assumption),
        )

    def _limit(self, path: Path) -> Limit | None:
        located = self.open(path)
        form = self.form(forms.LimitFileForm, located)
        if not form or not self.fields:
            return None
        self.same_id(form.id, path, located)
        self.fresh(form.checked.on, located)
        found, faults = read_limit(located, (), self.names(self.as_of))
        self.faults += faults
        return found

    def read_prices(self) -> dict[str, Price]:
        """Read the unit values in force on `as_of`."""
        return read_prices(self, self.units)

    def read_objective(self) -> Objective:
        """Read what is maximised; without the file, expected value at no reserve price."""
        path = self.workspace / "rules" / "objective.yaml"
        located = self.open(path) if path.exists() else None
        blind = self._advocacy_in(located) if located and located.is_whole else []
        self.faults += blind
        form = self.form(forms.ObjectiveForm, located) if located and not blind else None
        if not form or not located:
            title = {"sv": "Största förväntade värde", "en": "Highest expected value"}
            return Objective(title, Decimal(0), Source("convention §14"))
        names = self.names(self.as_of)
        wrong = names.parameter_fault(form.reserve_price, located.place(("reserve_price",)), "reserve_price")
        self.faults += [wrong] if wrong else []
        least = names.numbers.get(form.reserve_price, Decimal(0))
        found, faults = read_objective(located, form, names)
        self.faults += faults
        return replace(found, reserve_price=least, currency=form.currency or "")

    def _advocacy_in(self, located: Located) -> list[Fault]:
        """Every entry of the objective that names who asked, how loudly or how early (convention §24)."""
        hidden = {f.id for f in self.fields.values() if f.kind == "advocacy"}
        data = located.data if isinstance(located.data, dict) else {}
        named = [(key, word) for key, value in data.items() for word in (key, value) if str(word) in hidden]
        return [fault(located.place((key,)), str(key), "advocacy_in_rule", key=word) for key, word in named]

    def read_procedure(self) -> tuple[Step, ...]:
        """Read who screens, proposes and decides, and who sets which fields (G8)."""
        return read_procedure(self, self.fields)


def _applied(found: Sequence[Limit], named: bool) -> list[Limit]:
    """Limits on the outcomes apply only where they are named: a chance can take long to search (convention §18)."""
    return [limit for limit in found if named or not isinstance(limit.limit, RiskLimit)]


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
        limits: Ids, or None for all that are shipped but those on the outcomes.
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
    reader.faults += stray_files(workspace)
    reader.read_parameters(overlay, places.get("parameters", nowhere))
    written = reader.read_criteria(criteria, places.get("criteria", nowhere))
    rules = RuleSet(
        fields=reader.fields,
        criteria=tuple(c for c in written if applies(c.applies_from, c.applies_to, as_of)),
        limits=tuple(_applied(reader.read_limits(limits, places.get("limits", nowhere)), limits is not None)),
        parameters=reader.parameters,
        prices=reader.read_prices(),
        objective=reader.read_objective(),
        procedure=reader.read_procedure(),
        units=reader.units,
        criteria_set=criteria if isinstance(criteria, str) else ", ".join(criteria),
        overlay=overlay or "",
        files=dict(sorted(reader.files.items())),
    )
    return rules, reader.faults
