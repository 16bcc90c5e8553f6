"""A proposal of which no effect has a price is never told as if its effects were zero (convention §25)."""

from typing import Any

import pytest

from prioritizer.model.rules import Language
from prioritizer.report import document, read_words
from tests.report.example import example
from tests.report.sample import record
from tests.report.test_document import TEMPLATES, tables, texts, told


def bare() -> dict[str, Any]:
    """The sample, with a chosen proposal of which only the cost is known."""
    made = record()
    (value,) = (v for v in made["values"] if v["proposal"] == "coacher")
    gone = ("present_effects", "nnk_i", "nnk_idu", "bcr", "chance", "low", "high", "break_even", "payback_society")
    value |= dict.fromkeys(gone)
    value["notes"] = ["no_priced_effects", "payback_own_not_reached", "payback_society_not_reached"]
    value["steps"] = value["steps"][:1]
    value["sensitivity"]["switches"].append(
        {"name": "cost", "of": "", "row": None, "now": 1.0, "value": 0.0, "reason": ""}
    )
    effect = {"title": "minskad ensamhet", "direction": "positive", "note": "", "unit": "personer", "reduction": 60}
    made["portfolio"]["proposals"][0]["qualitative"] = [effect]
    return made


def section(made: Any, id: str, language: Language = "sv") -> str:
    """All that the section of one proposal says."""
    printed = document(made, language, read_words(TEMPLATES, language))
    (found,) = (s for outer in printed.sections for s in outer.sections if s.id == f"p-{id}")
    return "\n".join(texts(found)).replace("\u00a0", " ")


def test_nothing_is_computed_from_effects_that_have_no_price() -> None:
    """Break-even, payback and sensitivity cannot be computed, and the effects that the value lacks are named."""
    said = section(bare(), "coacher")

    assert "kan inte beräknas: inga effekter är prissatta. Effekter utan pris: minskad ensamhet (60 personer)." in said
    assert "Återbetalt för samhället, år\nokänt" in said
    assert "(bara kostnaden: inga effekter är prissatta)" in said
    for words in ("Nettonuvärdet är noll", "Det här ändrar inte", "inte inom kalkylperioden"):
        assert words not in said


def test_tables_of_a_proposal_show_its_effects_as_unknown() -> None:
    """By actor and by year effects are unknown, costs are known."""
    for table in tables(document(bare(), "sv", read_words(TEMPLATES, "sv"))):
        if table.id in ("a-coacher", "y-coacher"):
            assert {row.cells[2].text for row in table.rows} == {"okänt"}
            assert "okänt" not in {row.cells[1].text for row in table.rows}


@pytest.mark.parametrize(
    ("language", "note"),
    [
        ("sv", "* Bara kostnaden: inga effekter är prissatta. Det som saknas i värdet: i ”Familjecoacher” minskad"),
        ("en", "* The cost alone: no effects are priced. What the value lacks: in “Familjecoacher” minskad"),
    ],
)
def test_the_table_of_the_plan_marks_a_value_that_is_a_cost_alone(language: Language, note: str) -> None:
    """A mark at the figure leads to what is missing in it; others have none."""
    printed = document(bare(), language, read_words(TEMPLATES, language))
    (table,) = (t for t in tables(printed) if t.id == "plan-tabell")

    assert [row.cells[1].text.endswith("*") for row in table.rows] == [True, False, False]
    assert note in table.notes[0].replace("\u00a0", " ")
    assert "Bara kostnaden" not in told(record())


def test_the_meeting_places_of_the_example_are_not_told_as_worthless() -> None:
    """The proposal of the example with unpriced effects alone says what is unknown."""
    said = section(example(), "motesplats_aldre")

    assert "Effekter utan pris: minskad ofrivillig ensamhet (60 personer) och fler som äter tillsammans." in said
    assert "Återbetalt för egna kassan i hemtagningsbar besparing, år\nokänt" in said


def test_the_charts_of_value_say_which_proposal_has_no_priced_effects() -> None:
    """By name, and the title counts only the others (§25)."""
    said = told(bare())

    assert "”Familjecoacher” är inte med: förslagets effekter har inget pris." in said
    assert "eller dess belopp är okänt" not in said
