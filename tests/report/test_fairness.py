"""What the documents say of the checks of fairness (convention §24)."""

import pytest

from prioritizer.model.rules import Language
from prioritizer.report import document, read_words
from prioritizer.report.blocks import Section, Table
from tests.report.sample import record
from tests.report.test_document import TEMPLATES


def section(language: Language = "sv") -> Section | None:
    """The section of the sample."""
    sections = document(record(), language, read_words(TEMPLATES, language)).sections
    return next((s for s in sections if s.id == "prov"), None)


def test_each_check_is_a_row_with_its_result_and_its_numbers() -> None:
    """Seven checks; a fact and a criterion by the words of the vocabulary."""
    found = section()
    assert found is not None
    table = next(block for block in found.blocks if isinstance(block, Table))
    lines = {row.cells[0].text: [cell.text for cell in row.cells[1:]] for row in table.rows}

    assert list(lines)[0] == "Namn, ordning och avsändare"
    assert len(lines) == 7
    assert lines["Hopslaget med annat"][0] == "att titta på"
    assert "värd 158 772 kronor mindre" in lines["Hopslaget med annat"][1].replace("\u00a0", " ")
    assert lines["Värden strax innanför en gräns"][1].startswith("”Familjecoacher”: riskklass är 18 och gränsen 18")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("sv", "Av 7 prov ger 5 något att titta på."),
        ("en", "Of 7 checks 5 give something to look at."),
    ],
)
def test_how_many_there_are_to_look_at_is_one_sentence(language: Language, said: str) -> None:
    """Before the table."""
    found = section(language)
    assert found is not None
    assert getattr(found.blocks[0], "text", "") == said
