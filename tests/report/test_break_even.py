"""What is needed is told in people, with the exact share beside, and first among the indicators (convention §11)."""

from typing import Any

import pytest

from prioritizer.model.rules import Language
from tests.report.example import example
from tests.report.sample import record
from tests.report.test_document import told
from tests.report.test_unpriced import section


def needing(**step: Any) -> dict[str, Any]:
    """The sample, with its effects changed."""
    made = record()
    for value in made["values"]:
        value["steps"][1].update(step)
    return made


def test_people_agree_with_the_share_beside() -> None:
    """48 per cent of 2.5 per cent of 180 participants is 2.16 persons, 1.2 per cent; 4.5 are forecast."""
    said = section(needing(outcome="work_year"), "coacher")

    assert (
        "Minst 2,2 av 180 deltagare (1,2 %; prognos 4,5 eller 2,5 %) måste gå till arbete utöver dem som ändå hade "
        "gjort det. Brytpunkten för samhället är 48 % av de förväntade effekterna. "
        "Den egna kassan har inga kostnader" in said
    )


@pytest.mark.parametrize(
    ("people", "words"),
    [
        (6, "Minst 0,07 av 6 deltagare (1,2 %; prognos 0,2 "),
        (8_000, "Minst 96,0 av 8 000 deltagare (1,2 %; prognos 200 "),
        (9_000, "Minst 108 av 9 000 deltagare (1,2 %; prognos 225 "),
    ],
)
def test_people_have_decimals_only_where_a_whole_person_would_show(people: int, words: str) -> None:
    """Two below a tenth of a person, one below a hundred, as exact as the share."""
    step = record()["values"][0]["steps"][1]
    made = needing(participants=people, factors={**step["factors"], "participants": people})
    said = section(made, "coacher").replace("\u00a0", " ")

    assert words in said


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "sv",
            "Minst 2,2 av 180 deltagare (1,2 %; prognos 4,5 eller 2,5 %) måste undgå utfallet ”dygn på institution”",
        ),
        (
            "en",
            "At least 2.2 of 180 participants (1.2%; forecast 4.5 or 2.5%) must escape the outcome “day in",
        ),
    ],
)
def test_an_outcome_without_words_of_its_own_is_named(language: Language, words: str) -> None:
    """A price that nobody has given words still makes a sentence."""
    assert words in section(record(), "coacher", language)


def test_what_wants_more_of_an_outcome_gets_it() -> None:
    """Where the measure gives more people the outcome they must get it, not escape it."""
    assert "måste få utfallet ”dygn på institution”" in told(needing(expected_difference=-0.025))


def test_a_haircut_is_taken_off_the_forecast_too() -> None:
    """Need and forecast are of the same effects, those after the haircut, and it says so (§9)."""
    said = told(needing(haircut=0.2))

    assert "Minst 1,7 av 180 deltagare (0,96 %; prognos 3,6 eller 2,0 %)" in said
    assert "Prognosen är efter försiktighetsavdrag." in said
    assert "Prognosen är efter" not in told(record())


def test_harm_is_reckoned_with_and_not_needed() -> None:
    """Nobody must get an outcome that costs: it is told as what goes with the rest, after what is needed (§11)."""
    made = record()
    for value in made["values"]:
        harm = {**value["steps"][1], "expected_difference": -0.05, "present_value": -300_000}
        value["steps"].insert(1, harm)
    said = section(made, "coacher")

    assert "Då räknas med att 4,3 av 180 (2,4 %; prognos 9,0 eller 5,0 %) kommer att få utfallet" in said
    assert "dygn på institution”, som är en kostnad." in said
    assert said.index("Minst 2,2") < said.index("Då räknas med")


def test_a_break_even_beyond_which_the_value_falls_again_says_so() -> None:
    """Of a proposal in a sentence of its own, of the plan beside the figure (§11)."""
    made = record()
    for value in made["values"]:
        value["notes"].append("break_even_falls_back")
    made["plan"]["value"] |= {"break_even": 0.62, "reasons": {"break_even": "falls_back"}}

    assert (
        "Brytpunkten för samhället är 48 % av de förväntade effekterna. Med mer av effekterna än så blir värdet åter"
        in told(made)
    )
    assert "62 %, men med mer av effekterna blir värdet åter under noll" in told(made)
    assert "blir värdet åter" not in told(record())


def test_break_even_stands_first_among_the_indicators() -> None:
    """Before value, chance and ratios."""
    said = section(record(), "coacher")
    order = ["Brytpunkt för samhället, andel", "Brytpunkt för egna kassan, andel", "Nettonuvärde, samhället"]

    assert sorted(order, key=said.index) == order
    assert "Brytpunkt för samhället, andel av förväntade effekter\n48 %" in said
    assert "Brytpunkt för egna kassan, andel av förväntade effekter\nhar inga kostnader" in said


def test_every_outcome_of_the_example_has_words_in_both_languages() -> None:
    """No sentence of the example falls back on the title of a price."""
    assert "undgå utfallet" not in told(example())
    assert "escape the outcome" not in told(example(), "en")
    assert "måste gå till arbete utöver dem som ändå hade gjort det" in told(example())


def test_shares_say_what_they_are_shares_of() -> None:
    """A share with the outcome is not taken for a share who take part: it names what they do."""
    said = section(example(), "snabbspar_akademiker")

    assert "Andel med utfallet utan insatsen" in said
    assert "60,0 % utan arbete" in said
    assert "Andel utan insatsen" not in told(example())
