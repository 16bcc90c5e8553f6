"""Dated parameters and prices: values with from-dates, units and sources, and nothing between the periods (§25)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from prioritizer.model.fault import Fault, Place, fault
from prioritizer.model.rules import DISCOUNT_RATE, LOWEST_RATE, Field, Parameter, Price, Unit
from prioritizer.reading import rule_forms as forms
from prioritizer.reading.rule_files import RuleFiles
from prioritizer.reading.rule_records import checked, dated, price
from prioritizer.reading.scalars import FEWEST_PER_CENT, nearest
from prioritizer.reading.yaml_text import Located, PathTo, dotted


@dataclass(frozen=True, slots=True)
class Shape:
    """What the values of a parameter must be like: its unit, and the field that grades them."""

    fields: Mapping[str, Field]
    unit: Unit | None
    by: str = ""
    series: bool = False
    is_rate: bool = False


def read_parameters(
    files: RuleFiles, fields: Mapping[str, Field], units: Mapping[str, Unit], overlay: str | None, place: Place
) -> dict[str, Parameter]:
    """Read the parameters, with the named overlay's values in place of the base's.

    Args:
        files: The workspace; faults are noted there.
        fields: The vocabulary, whose choices grade a parameter.
        units: The units; empty when they could not be read, and then none is judged.
        overlay: The named overlay, None for the base alone.
        place: Where the portfolio names it.
    """
    found: dict[str, Parameter] = {}
    for path in files.folder("parameters"):
        located = files.open(path)
        form = files.form(forms.ParameterForm, located)
        if not form:
            continue
        files.same_id(form.id, path, located)
        files.fresh(form.checked.on, located)
        wrong = [*unit_faults(located, ("unit",), form.unit, units), *_grading(located, form, fields)]
        if not any(f.path == "by" for f in wrong):
            shape = Shape(fields, units.get(form.unit), form.by or "", form.series, form.id == DISCOUNT_RATE)
            wrong += _values(located, ("values",), form.values, shape)
        files.faults += wrong
        found[form.id] = _parameter(form, located)
    if overlay:
        read_overlay(files, found, fields, units, overlay, place)
    return found


def unit_faults(located: Located, path: PathTo, unit: str, units: Mapping[str, Unit]) -> Iterator[Fault]:
    """A unit must be an id of units.yaml."""
    if units and unit not in units:
        near = nearest(unit, [*units, *(u.words["sv"] for u in units.values())])
        near = next((u.id for u in units.values() if near in (u.id, u.words["sv"])), "")
        yield fault(located.place(path), dotted(path), "unknown_unit", near, key=unit)


def _parameter(form: forms.ParameterForm, located: Located) -> Parameter:
    return Parameter(
        id=form.id,
        title=form.title.model_dump(),
        unit=form.unit,
        values=dated(form.values, located, ("values",)),
        series=form.series,
        by=form.by or "",
        checked=checked(form.checked),
        place=located.place(()),
    )


def _grading(located: Located, form: forms.ParameterForm, fields: Mapping[str, Field]) -> Iterator[Fault]:
    """The field that grades a parameter must be a choice, and may not say who asked (convention §24)."""
    if form.by is None or not fields:
        return
    place, known = located.place(("by",)), fields.get(form.by)
    choices = [f.id for f in fields.values() if f.kind == "choice"]
    if known is None:
        yield fault(place, "by", "unknown_field", nearest(form.by, choices), key=form.by)
    elif known.kind == "advocacy":
        yield fault(place, "by", "advocacy_in_rule", key=form.by)
    elif known.kind != "choice":
        yield fault(place, "by", "graded_by_choice", key=form.by)
    elif form.series:
        yield fault(place, "by", "graded_series")


def _values(located: Located, path: PathTo, values: Mapping[date, forms.DatedForm], shape: Shape) -> Iterator[Fault]:
    if not values:
        yield fault(located.place(path), dotted(path), "no_values")
    yield from period_faults(located, path, values)
    for day, value in values.items():
        where = (*path, day.isoformat())
        if shape.by:
            yield from _table(located, where, value, shape)
        elif value.table is not None:
            yield fault(located.key_place((*where, "table")), dotted((*where, "table")), "table_without_by")
        elif value.value is None:
            yield fault(located.place(where), dotted(where), "missing_key", key="value")
        elif shape.is_rate and value.value <= LOWEST_RATE:
            told = (located.place((*where, "value")), dotted((*where, "value")))
            yield fault(*told, "discount_rate_too_low", value=located.text((*where, "value")).strip())
        else:
            yield from _share(located, (*where, "value"), value.value, shape.unit)
        if shape.series and value.until is not None:
            yield fault(located.place((*where, "until")), dotted((*where, "until")), "until_in_series")


def _table(located: Located, where: PathTo, value: forms.DatedForm, shape: Shape) -> Iterator[Fault]:
    """A graded value has a number for each choice, and for nothing else."""
    if value.value is not None:
        yield fault(located.place((*where, "value")), dotted((*where, "value")), "value_of_graded", by=shape.by)
    if value.table is None:
        if value.value is None:
            yield fault(located.place(where), dotted(where), "missing_key", key="table")
        return
    path, choices = (*where, "table"), shape.fields[shape.by].of if shape.by in shape.fields else tuple(value.table)
    unknown = [key for key in value.table if key not in choices]
    for key in unknown:
        near, told = nearest(key, choices), ", ".join(choices)
        yield fault(located.key_place((*path, key)), dotted((*path, key)), "not_one_of", near, value=key, choices=told)
    missing = [choice for choice in choices if choice not in value.table]
    if missing and not unknown:
        yield fault(located.place(path), dotted(path), "missing_grade", grades=", ".join(missing), by=shape.by)
    for key, number in value.table.items():
        yield from _share(located, (*path, key), number, shape.unit)


def _share(located: Located, path: PathTo, value: Decimal, unit: Unit | None) -> Iterator[Fault]:
    """A share stands between 0 and 1: «30» may be thirty per cent, and nobody can know. Nothing else is in per cent."""
    if unit and unit.kind != "share" and located.text(path).strip().endswith("%"):
        near = f"{value.normalize():f}" if unit.kind == "number" else ""
        yield fault(located.place(path), dotted(path), "per_cent_of_no_share", near, of=unit.id)
    if unit and unit.kind == "share" and abs(value) > 1:
        near = f"{value} %" if FEWEST_PER_CENT <= value <= 100 else ""
        yield fault(located.place(path), dotted(path), "share_outside", near, value=located.text(path).strip())


def period_faults(
    located: Located, path: PathTo, values: Mapping[date, forms.DatedForm] | Mapping[date, forms.PriceValueForm]
) -> Iterator[Fault]:
    """A period ends after it begins, and before the next one does."""
    days = sorted(values)
    for n, day in enumerate(days):
        until, where = values[day].until, (*path, day.isoformat(), "until")
        if until is None:
            continue
        if until < day:
            yield fault(located.place(where), dotted(where), "until_before_from", since=day, until=until)
        elif n + 1 < len(days) and until >= days[n + 1]:
            yield fault(located.place(where), dotted(where), "periods_overlap", until=until, after=days[n + 1])


def read_overlay(
    files: RuleFiles,
    found: dict[str, Parameter],
    fields: Mapping[str, Field],
    units: Mapping[str, Unit],
    overlay: str,
    place: Place,
) -> None:
    """Put the values of a named overlay in place of those in `found`; see `read_parameters`."""
    names = overlays(files)
    if overlay not in names:
        near, told = nearest(overlay, names), ", ".join(names) or "–"
        files.faults.append(fault(place, "parameters", "unknown_overlay", near, key=overlay, choices=told))
        return
    file = files.workspace / "rules" / "parameters" / "overlays" / f"{overlay}.yaml"
    located = files.open(file)
    form = files.form(forms.OverlayForm, located)
    if form:
        files.same_id(form.id, file, located)
    written = {path.stem for path in files.folder("parameters")}
    for name, values in form.parameters.items() if form else ():
        path = ("parameters", name)
        if name not in found and name in written:
            continue  # its own file has a fault, which is told there
        if name not in found:
            where, near = located.key_place(path), nearest(name, found)
            files.faults.append(fault(where, f"parameters.{name}", "unknown_parameter", near, key=name))
            continue
        base = found[name]
        shape = Shape(fields, units.get(base.unit), base.by, base.series, name == DISCOUNT_RATE)
        files.faults += _values(located, path, values, shape)
        found[name] = replace(base, values=dated(values, located, path), place=located.key_place(path))


def overlays(files: RuleFiles) -> Sequence[str]:
    """The names of the overlays that a portfolio can choose."""
    return sorted(p.stem for p in files.folder("parameters/overlays"))


def read_prices(files: RuleFiles, units: Mapping[str, Unit]) -> dict[str, Price]:
    """Read the unit values in force on the day, or the newest where there is no day."""
    found: dict[str, Price] = {}
    for path in files.folder("prices"):
        located = files.open(path)
        form = files.form(forms.PriceForm, located)
        if not form:
            continue
        files.same_id(form.id, path, located)
        files.fresh(form.checked.on, located)
        files.faults += unit_faults(located, ("unit",), form.unit, units)
        files.faults += period_faults(located, ("values",), form.values)
        files.faults += _transfers(located, form)
        since = _in_force(form.values, files.as_of)
        if since:
            found[form.id] = price(form, since, located.place(("values", since.isoformat())))
    return found


def _in_force(values: Mapping[date, forms.PriceValueForm], day: date | None) -> date | None:
    since = max((d for d in values if day is None or d <= day), default=None)
    until = values[since].until if since else None
    return since if day is None or until is None or day <= until else None


def _transfers(located: Located, form: forms.PriceForm) -> Iterator[Fault]:
    for day, value in form.values.items():
        total = sum(value.split.values())
        if value.transfer and total != 0:
            where = ("values", day.isoformat(), "split")
            yield fault(located.place(where), "split", "transfer_not_zero", sum=total)
