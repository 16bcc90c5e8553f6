"""What is wrong with the fields that name a measure: none such, another's unit, or what it may not see (§24)."""

from collections.abc import Iterator, Mapping

from prioritizer.model.fault import Fault, fault
from prioritizer.model.rules import Field
from prioritizer.reading.scalars import nearest
from prioritizer.screening.measures import MEASURES, Measure


def measure_faults(fields: Mapping[str, Field], measures: Mapping[str, Measure] = MEASURES) -> Iterator[Fault]:
    """Find fields whose measure does not exist, has another name or unit, or reads who asked.

    Args:
        fields: The vocabulary.
        measures: The measures of the program, by name.
    """
    for field in fields.values():
        if not field.measure:
            continue
        path = f"{field.id}.measure"
        measure = measures.get(field.measure)
        if measure is None:
            near, told = nearest(field.measure, measures), ", ".join(sorted(measures))
            yield fault(field.place, path, "unknown_measure", near, key=field.measure, choices=told)
            continue
        if field.id != measure.name:
            yield fault(field.place, path, "measure_of_other_name", key=field.id, measure=measure.name)
        if field.kind != measure.kind:
            words = {"key": field.id, "measure": measure.name, "given": field.kind, "kind": measure.kind}
            yield fault(field.place, f"{field.id}.kind", "measure_of_other_kind", measure.kind, **words)
        elif field.unit != measure.unit:
            words = {"key": field.id, "measure": measure.name, "given": field.unit or "–", "unit": measure.unit or "–"}
            yield fault(field.place, f"{field.id}.unit", "measure_of_other_unit", measure.unit, **words)
        for name in measure.reads:
            if name in fields and fields[name].kind == "advocacy":
                yield fault(field.place, path, "advocacy_in_measure", measure=measure.name, key=name)
