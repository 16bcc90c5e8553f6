"""One document, many forms: the text forms."""

import json
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from prioritizer.model.rules import Language
from prioritizer.report.cleaned import cleaned
from prioritizer.report.forms import FORMS, Form, print_record
from tests.report.hostile import SCRIPT, hostile
from tests.report.outline import Outline
from tests.report.sample import record

REPORTS = Path(__file__).parents[2] / "reports"
LANGUAGES: tuple[Language, ...] = ("sv", "en")


def printed(form: Form, language: Language = "sv", made: dict[str, Any] | None = None) -> bytes:
    """The sample, or another record, in one form."""
    return print_record(record() if made is None else made, language, form, REPORTS).content


def _read(text: bytes) -> Outline:
    """Markdown as a browser shows it."""
    return Outline(MarkdownIt("commonmark", {"html": True}).enable("table").render(text.decode()))


@pytest.mark.parametrize("form", FORMS)
def test_the_same_record_gives_the_same_bytes(form: Form) -> None:
    """Nothing of the clock or the machine enters (convention §28)."""
    assert printed(form) == printed(form)


@pytest.mark.parametrize("language", LANGUAGES)
def test_markdown_has_all_tables_and_headings_of_the_page(language: Language) -> None:
    """What the page shows stands in the Markdown too, the text alternatives of charts included."""
    page, text = Outline(printed(".html", language).decode()), _read(printed(".md", language))
    said = "".join(text.text)

    assert page.tags.count("table") == text.tags.count("table")
    assert page.tags.count("tr") == text.tags.count("tr")
    assert set(page.links) - {"innehall"} <= set(text.ids)
    assert {"sv": "Kurvan går från 2027 till 2029.", "en": "The curve runs from 2027 to 2029."}[language] in said


@pytest.mark.parametrize("form", [".html", ".md", ".json"])
@pytest.mark.parametrize("lone", [False, True])
def test_hostile_texts_are_text(form: Form, lone: bool) -> None:
    """No text of a record becomes markup in any form, and none makes it fail."""
    found = printed(form, made=hostile(lone)).decode()

    assert SCRIPT not in found.replace("\\<", "") or form == ".json"
    assert "\x07" not in found
    assert "\u202e" not in found


def test_hostile_markdown_is_read_as_the_text_it_was() -> None:
    """A reader of Markdown sees no script, no heading of a proposal's and no rows beside those of the tables."""
    plain, made = _read(printed(".md")), _read(printed(".md", made=hostile()))

    assert "script" not in made.tags
    assert plain.tags.count("table") == made.tags.count("table")
    assert plain.tags.count("tr") == made.tags.count("tr")
    assert plain.tags.count("h1") == made.tags.count("h1")
    assert "*fet* _kursiv_ `kod`" in "".join(made.text)


def test_json_is_the_document_as_data() -> None:
    """The JSON form names its format, and each block its kind."""
    found = json.loads(printed(".json"))

    assert found["format"] == 1
    assert found["language"] == "sv"
    assert {"points", "table", "paragraph"} <= {
        block["kind"] for section in found["sections"] for block in section["blocks"]
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("vanlig text", "vanlig text"),
        ("å\u00a0−1", "å\u00a0−1"),
        ("a\x00b\x1b[31m", "ab[31m"),
        ("rad\r\nrad", "rad rad"),
        ("\u202efärg\u202c", "färg"),
        ("halv\ud83d", "halv\ufffd"),
    ],
)
def test_what_no_form_can_hold_is_taken_out(text: str, expected: str) -> None:
    """Control characters and marks of direction go, line breaks become spaces, half characters are marked."""
    assert expected == cleaned(text)
