"""What rules may name: fields, parameters and units, and whether what is compared is of the same kind (design §4)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from prioritizer.model.fault import Fault, Place, fault
from prioritizer.model.rules import Dated, Field, Parameter, RuleSet, Unit
from prioritizer.reading.scalars import nearest

KINDS: Mapping[str, str] = {"amount": "amount", "share": "share", "number": "number", "year": "number"}
"""Kind of field to kind of unit, for fields that are numbers."""
PURSE_RETURN = "purse_return"
KRONOR, PROPOSALS = "kr", "förslag"
"""The units of what is granted and of a count, which no field names."""


@dataclass(frozen=True)
class Vocabulary:
    """What a condition or a limit may name on a day; with no day, whatever has a value on some day."""

    fields: Mapping[str, Field]
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    units: Mapping[str, Unit] = field(default_factory=dict)
    day: date | None = None
    resources: frozenset[str] = frozenset()

    @cached_property
    def numbers(self) -> Mapping[str, Decimal]:
        """The parameters with one number in force."""
        single = {name: value_on(p, self.day) for name, p in self.parameters.items() if not p.series and not p.by}
        return {name: dated.value for name, dated in single.items() if dated}

    def numeric(self, name: str) -> bool:
        """Whether a field is a number."""
        return name in self.fields and self.fields[name].kind in KINDS

    def parameter_fault(self, name: str, place: Place, path: str) -> Fault | None:
        """What is wrong with a parameter that a rule names for one number; None where it has one."""
        found = self.parameters.get(name)
        if name in self.fields and self.fields[name].kind == "advocacy":
            return fault(place, path, "advocacy_in_rule", key=name)
        if found is None:
            return fault(place, path, "unknown_parameter", nearest(name, self.numbers), key=name)
        if found.series or found.by:
            code = "series_in_rule" if found.series else "graded_in_rule"
            return fault(place, path, code, key=name, by=found.by)
        if name in self.numbers or not found.values or self.day is None:
            return None
        return not_on(found, self.day, place, path)

    def kind_fault(self, of: str, kind: str, unit: str, parameter: str, place: Place, path: str) -> Fault | None:
        """What is wrong where a quantity is compared with a parameter: another kind of unit, or another unit.

        Args:
            of: What people call the quantity, for the message.
            kind: The kind of unit that the quantity has.
            unit: Its unit; empty where it has none, and then any unit of the kind will do.
            parameter: The parameter's id, which has a number in force.
            place: Where the parameter is named.
            path: The path there.
        """
        found = self.units.get(self.parameters[parameter].unit)
        if found is None:
            return None
        told = {"of": of, "kind": kind, "unit": unit, "parameter": parameter, "other": found.id, "given": found.kind}
        if found.kind != kind:
            return fault(place, path, "other_kind_of_unit", **told)
        if unit in (*self.units, KRONOR, PROPOSALS) and unit != found.id:
            return fault(place, path, "other_unit", **told)
        return None


def vocabulary(rules: RuleSet, day: date, resources: frozenset[str] = frozenset()) -> Vocabulary:
    """What a portfolio's own rules may name."""
    return Vocabulary(rules.fields, rules.parameters, rules.units, day, resources)


def value_on(parameter: Parameter, day: date | None) -> Dated | None:
    """The value in force on a day; without a day, the newest there is."""
    if day is not None:
        return parameter.on(day)
    return max(parameter.values, key=lambda d: d.since, default=None)


def not_on(parameter: Parameter, day: date, place: Place, path: str) -> Fault:
    """A parameter without a value on the day: before its first, or in a period for which none is written."""
    first, file = (
        min(d.since for d in parameter.values),
        parameter.place.file or f"rules/parameters/{parameter.id}.yaml",
    )
    if day < first:
        return fault(place, path, "parameter_not_yet", key=parameter.id, day=day, first=first, file=file)
    ended = max(d.until for d in parameter.values if d.until and d.until < day)
    return fault(place, path, "parameter_gap", key=parameter.id, day=day, ended=ended, file=file)
