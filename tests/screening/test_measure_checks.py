"""A field that names a measure gets the measure it names, and no measure sees who asked."""

import pytest

from prioritizer.model.rules import Field
from prioritizer.screening.measure_checks import measure_faults
from prioritizer.screening.measures import MEASURES, Measure

LOUD = Measure("loud", "", lambda _: None, "nobody", ("advocacy.signatures",))
KNOWN = {**MEASURES, "loud": LOUD}
ASKED = Field("advocacy.signatures", "advocacy", {})


@pytest.mark.parametrize(
    ("name", "measure", "codes"),
    [
        ("actor_count", "actor_count", []),
        ("actor_count", "actor_cnt", ["unknown_measure"]),
        ("parties", "actor_count", ["measure_of_other_name"]),
        ("loud", "loud", ["advocacy_in_measure"]),
        ("risk", "", []),
    ],
)
def test_a_field_and_its_measure(name: str, measure: str, codes: list[str]) -> None:
    """Who asked, how loudly or how early reaches no rule, not even through a measure (convention §24)."""
    fields = {name: Field(name, "number", {}, measure=measure), ASKED.id: ASKED}

    assert codes == [f.code for f in measure_faults(fields, KNOWN)]
    assert [f.near for f in measure_faults(fields, KNOWN) if f.code == "unknown_measure"] in ([], ["actor_count"])


@pytest.mark.parametrize(
    ("kind", "unit", "codes"),
    [
        ("amount", "kr", []),
        ("amount", "mnkr", ["measure_of_other_unit"]),
        ("amount", "", ["measure_of_other_unit"]),
        ("number", "kr", ["measure_of_other_kind"]),
    ],
)
def test_a_field_has_the_kind_and_unit_of_its_measure(kind: str, unit: str, codes: list[str]) -> None:
    """What is counted in kronor may not be read as millions."""
    field = Field("granted_total", kind, {}, unit=unit, measure="granted_total")

    assert codes == [f.code for f in measure_faults({field.id: field})]
