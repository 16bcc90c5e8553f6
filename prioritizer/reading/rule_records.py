"""Forms of rules to the frozen records of the model."""

from collections.abc import Mapping
from datetime import date

from prioritizer.model.fault import Fault, Place
from prioritizer.model.rules import NO_VALUE, Checked, Criterion, Dated, Field, Price, Severity, Source, Text, Unit
from prioritizer.reading import rule_forms as forms
from prioritizer.reading.tree import TreeReader
from prioritizer.reading.validation import validate
from prioritizer.reading.vocabulary import Vocabulary
from prioritizer.reading.yaml_text import Located, PathTo


def inline_criterion(located: Located, path: PathTo, names: Vocabulary) -> tuple[Criterion | None, list[Fault]]:
    """Read a criterion that a portfolio writes itself; only id, severity and require must be there."""
    form, faults = validate(forms.InlineCriterionForm, located, path)
    if form is None:
        return None, faults
    reader = TreeReader(located, names, before_appraisal=True)
    tree = reader.read(form.require, (*path, "require"))
    if tree is None or reader.faults:
        return None, reader.faults
    title = form.title.model_dump() if form.title else {"sv": form.id, "en": form.id}
    why, assumed = words(form.why), words(form.assumption)
    origin = source(form.source) if form.source else Source(located.file)
    severity, place = Severity(form.severity), located.place(path)
    return Criterion(form.id, title, why, severity, tree, origin, place=place, assumption=assumed), []


def words(form: forms.TextForm | None) -> Text:
    """Words in both languages, none where nobody has written any."""
    return form.model_dump() if form else {}


def source(form: forms.SourceForm) -> Source:
    """A source as a record."""
    return Source(form.title, form.article or "", form.url or "")


def checked(form: forms.CheckedForm) -> Checked:
    """When somebody last saw that the rule holds."""
    return Checked(form.on, form.by)


def dated(values: Mapping[date, forms.DatedForm], located: Located, path: PathTo) -> tuple[Dated, ...]:
    """Dated values in order of day, each with its place; they stand at a path of their file."""
    return tuple(_dated(day, value, located, (*path, day.isoformat())) for day, value in sorted(values.items()))


def _dated(day: date, form: forms.DatedForm, located: Located, path: PathTo) -> Dated:
    value = NO_VALUE if form.value is None else form.value
    place = located.place((*path, "table" if form.value is None else "value"))
    return Dated(day, value, source(form.source), form.mark, form.until, dict(form.table or {}), place)


def applies(since: date | None, to: date | None, day: date) -> bool:
    """Whether a rule applies on a day, its first and last included."""
    return (since or date.min) <= day <= (to or date.max)


def price(form: forms.PriceForm, since: date, place: Place) -> Price:
    """A unit value with what its value in force since a day says."""
    value = form.values[since]
    spread = value.spread.declared() if value.spread else None
    return Price(
        id=form.id,
        title=form.title.model_dump(),
        unit=form.unit,
        price_year=value.price_year,
        split=dict(value.split),
        source=source(value.source),
        mark=value.mark,
        take_home=value.take_home,
        average=value.average,
        transfer=value.transfer,
        spread=spread,
        since=since,
        until=value.until,
        checked=checked(form.checked),
        place=place,
        production=value.production,
        equalised=value.equalised,
        equaliser=value.equaliser or "",
        home_delay=value.home_after,
        assumed=tuple(value.assumed),
    )


def word(name: str, form: forms.FieldForm, place: Place) -> Field:
    """One word of the vocabulary."""
    choices = {key: text.model_dump() for key, text in form.choices.items()}
    return Field(
        id=name,
        kind=form.kind,
        words=form.words.model_dump(),
        unit=form.unit or "",
        of=form.of or tuple(choices),
        choices=choices,
        by=form.by,
        measure=form.measure or "",
        place=place,
    )


def unit(name: str, form: forms.UnitForm) -> Unit:
    """One unit."""
    return Unit(name, form.kind, form.words.model_dump())
