"""What the documents say of other orders (convention §22)."""

from typing import Any

import pytest

from prioritizer.report import document, read_words
from prioritizer.report.blocks import Section, Table
from tests.report.sample import record
from tests.report.test_document import TEMPLATES, told
from tests.report.unfold import unfolded


def ordered(**of_advocacy: Any) -> dict[str, Any]:
    """The sample with the order by stated priority changed."""
    made = record()
    made["explained"]["orders"][1].update(of_advocacy)
    return made


def section(made: dict[str, Any]) -> Section | None:
    """The section on orders."""
    sections = document(made, "sv", read_words(TEMPLATES, "sv")).sections
    return next((s for s in sections if s.id == "ordningar"), None)


@pytest.mark.parametrize(
    ("loss", "said"),
    [
        (6_200_000, "Hade pengarna gått efter angiven prioritet hade planen gett 6,2 miljoner kronor mindre."),
        (0, "Hade pengarna gått efter angiven prioritet hade planen gett lika mycket."),
        (-2_000, "Hade pengarna gått efter angiven prioritet hade planen gett 2 000 kronor mer."),
    ],
)
def test_the_loss_is_one_sentence_that_can_be_repeated(loss: int, said: str) -> None:
    """In the words of the convention, without a word of value."""
    assert said in told(ordered(loss=loss))


def test_it_is_said_in_english_too() -> None:
    """The same sentence."""
    said = told(ordered(loss=6_200_000), "en")
    assert "Had the money gone by stated priority, the plan would have given 6.2 million kronor less." in said


def test_each_order_has_a_row() -> None:
    """Value, loss, granted kronor, and whether all limits are kept; orders left out have none."""
    found = section(record())
    assert found is not None
    table = next(block for block in unfolded(found.blocks) if isinstance(block, Table))
    rows = [[cell.text.replace("\u00a0", " ") for cell in row.cells] for row in table.rows]
    assert [row[0] for row in rows] == [
        "planen",
        "efter nettonuvärdeskvot (NNK-i)",
        "efter angiven prioritet",
        "i lika delar till nämnderna",
        "i slumpad ordning",
    ]
    assert rows[0][1:] == ["5 001", "0", "4 000", "ja"]
    assert rows[2] == ["efter angiven prioritet", "1 000", "4 000", "3 500", "ja"]
    assert rows[4][1:] == ["2 000", "3 000", "varierar", "990 av 1 000"]


def test_it_is_told_who_comes_and_goes() -> None:
    """Under the table, for whoever wants to know; of random orders nobody does."""
    found = section(record())
    assert found is not None
    _, table = (block for block in unfolded(found.blocks) if isinstance(block, Table))
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[1] == ["efter angiven prioritet", "Äventyrsarena", "Familjecoacher"]
    assert len(rows) == 3


def test_random_orders_tell_their_spread_and_the_limits_that_they_miss() -> None:
    """The mean, nine of ten, and how many miss what, the most first."""
    said = told(record())
    assert "Hade pengarna gått i slumpad ordning hade planen i genomsnitt gett 3,0 miljoner kronor mindre." in said
    assert "Det gäller medelvärdet av 1 000 slumpade ordningar." in said
    assert "I nio av tio är planens värde mellan 0,9 miljoner kronor och 2,9 miljoner kronor" in said
    assert "10 av dem klarar inte alla: medlen i Sociala medel 2027 i 10 och ”Tak för hög risk” i 8." in said


def test_random_orders_that_miss_nothing_say_so() -> None:
    """All keep to the limits."""
    made = record()
    made["explained"]["orders"][-1].update({"missed": [], "full_plans": 1000})
    assert "Alla klarar villkoren." in told(made)


def test_an_order_that_was_left_out_says_why() -> None:
    """A fact that is not stated, by whom; or the time."""
    said = told(record())
    assert "Ordningen efter inlämningsdag är inte med: uppgift om inlämningsdag saknas för ”Fältverksamhet”." in said
    assert "Ordningen efter belopp med det minsta först är inte med: den hann inte fyllas." in said


def test_what_is_not_plain_of_an_order_is_said() -> None:
    """Who comes last for want of a ratio, and how equal shares are shared."""
    said = told(record())
    assert "”Fältverksamhet” har ingen kvot och tas sist." in said
    assert "varje nämnd med förslag får högst 5,0 miljoner kronor (Socialnämnden och Skolnämnden)" in said


def test_many_proposals_that_lack_a_fact_are_counted() -> None:
    """Five by name and the rest by number."""
    made = record()
    made["explained"]["orders"][2]["lacking"] = ["coacher", "lasning", "arena", "falt", "x", "y", "z"]
    assert "”x” och 2 till." in told(made)


def test_without_orders_there_is_no_section() -> None:
    """None was run, or all were left out."""
    made = record()
    left = {"objective": None, "loss": None, "left_out": "time"}
    made["explained"]["orders"] = [{"name": "advocacy", **left}]
    assert section(made) is None
    assert section({**made, "explained": {}}) is None
