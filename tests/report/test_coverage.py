"""What the documents say of what the plan covers, and of faults of the system (E2, E4, E9, E13, G5, H1)."""

from typing import Any

import pytest

from prioritizer.report import document, read_words
from prioritizer.report.blocks import Section, Table
from tests.report.sample import record
from tests.report.test_document import TEMPLATES, told
from tests.report.unfold import unfolded


def section(made: dict[str, Any], id_: str) -> Section | None:
    """A section of the Swedish document."""
    sections = document(made, "sv", read_words(TEMPLATES, "sv")).sections
    return next((s for s in sections if s.id == id_), None)


def table(made: dict[str, Any], id_: str) -> list[list[str]]:
    """The cells of a table, with plain spaces."""
    found = section(made, "tackning" if id_.startswith("tackning") else "systemfel")
    assert found is not None
    (one,) = (block for block in unfolded(found.blocks) if isinstance(block, Table) and block.id == id_)
    return [[cell.text.replace("\u00a0", " ") for cell in row.cells] for row in one.rows]


def test_a_share_of_which_something_is_unknown_is_between_two_numbers() -> None:
    """Never as if what is not stated were operative, or strategic (§25)."""
    said = told(record())
    assert "Mellan 75 % och 100 % av det som beviljas går till strategiska förslag" in said
    assert "för 1 förslag är inriktningen inte angiven." in said


def test_the_strategic_share_stands_beside_the_operative_one() -> None:
    """One sentence that can be repeated."""
    made = record()
    made["explained"]["coverage"]["shares"] = {
        "strategic": {"low": 0.86, "high": 0.86},
        "operative": {"low": 0.14, "high": 0.14},
    }
    assert "86 % av det som beviljas går till strategiska förslag och 14 % till operativa." in told(made)
    said = told(made, "en")
    assert "86% of what is granted goes to strategic proposals and 14% to operative ones." in said


def test_without_granted_kronor_no_share_is_told() -> None:
    """A share of nothing is none."""
    made = record()
    made["explained"]["coverage"] |= {"granted": 0, "shares": {"strategic": None, "operative": None}}
    assert "går till strategiska förslag" not in told(made)


@pytest.mark.parametrize(
    ("unknown", "said"),
    [
        (1, "Inget förslag i planen uppges gälla målet Trygg uppväxt. För 1 förslag är målet inte angivet."),
        (0, "Inget förslag i planen gäller målet Trygg uppväxt."),
    ],
)
def test_a_goal_without_a_proposal_is_named(unknown: int, said: str) -> None:
    """And where some proposal does not state its goals, that is said."""
    made = record()
    made["explained"]["coverage"]["by"][0]["parts"][1]["proposals"] = unknown
    assert said in told(made)


@pytest.mark.parametrize(
    ("unknown", "said"),
    [
        (1, "Om det nås är inte känt: svar saknas för 1 förslag."),
        (0, "är satt för systemeffekter, men inget förslag i planen som gäller det når dit."),
    ],
)
def test_a_level_that_a_goal_does_not_reach_is_named(unknown: int, said: str) -> None:
    """Not reached, or not known to be."""
    made = record()
    made["explained"]["coverage"]["by"][0]["parts"][0]["proposals"] = 1
    made["explained"]["coverage"]["goal_levels"][0]["unknown"] = unknown
    assert said in told(made)


def test_goals_that_are_all_reached_are_said_to_be() -> None:
    """Nothing to name."""
    made = record()
    made["explained"]["coverage"]["by"][0]["parts"][0]["proposals"] = 1
    made["explained"]["coverage"]["goal_levels"][0]["proposals"] = 1
    assert "Varje mål har något förslag i planen" in told(made)


def test_a_field_has_a_row_for_each_part_for_the_unknown_and_for_all() -> None:
    """Proposals in the plan, kronor, share, and proposals in the round."""
    assert table(record(), "tackning-aim") == [
        ["operativ", "0", "0", "0 %", "1"],
        ["strategisk", "1", "3 000", "75 %", "2"],
        ["inte angivet", "1", "1 000", "25 %", "2"],
        ["Summa", "2", "4 000", "100 %", "5"],
    ]


def test_goals_have_no_sum_since_a_proposal_may_serve_several() -> None:
    """A note says so."""
    assert len(table(record(), "tackning-goals")) == 2
    assert "raderna kan tillsammans bli mer än planen" in told(record())


def test_levels_tell_who_has_not_answered() -> None:
    """Reached, not reached, not answered, and in the round."""
    assert table(record(), "tackning-levels") == [["systemeffekter", "1", "3 000", "75 %", "0", "1", "3"]]


def test_faults_of_the_system_are_counted_and_ranked() -> None:
    """The area that most proposals point at is told in a sentence, and the table begins with it."""
    said = told(record())
    assert "3 av 5 förslag pekar på ett fel i systemet. Flest, 2, gäller styr- och uppföljningssystem." in said
    assert table(record(), "systemfel-tabell") == [
        ["styr- och uppföljningssystem", "2", "1", "3 000"],
        ["ersättningssystem", "0", "0", "0"],
        ["inte angivet", "1", "1", "1 000"],
    ]


def test_areas_that_as_many_point_at_share_the_place() -> None:
    """Both are named."""
    made = record()
    made["explained"]["coverage"]["system_faults"]["areas"][1]["proposals"] = ["falt", "mottagning"]
    assert "Flest, 2 vardera, gäller styr- och uppföljningssystem och ersättningssystem." in told(made)


def test_each_signal_is_told_in_the_words_of_its_proposal() -> None:
    """What it points at; «ja» where it says no more."""
    assert table(record(), "systemfel-signaler")[:2] == [
        ["Familjecoacher", "styr- och uppföljningssystem", "frågan om ersättning", "ja"],
        ["Äventyrsarena", "styr- och uppföljningssystem", "ja", "nej"],
    ]


def test_who_answers_no_and_who_does_not_answer_are_told_apart() -> None:
    """No answer is no «no» (§25)."""
    said = told(record())
    assert "1 förslag svarar att det inte har några systemeffekter: ”Fältverksamhet”." in said
    assert "1 förslag har inte svarat på om det har systemeffekter: " in said


def test_a_record_without_coverage_has_no_section_on_it() -> None:
    """Records of earlier versions are documents still."""
    made = {**record(), "explained": {}}
    assert section(made, "tackning") is None
    assert section(made, "systemfel") is None
