"""The Word document: real headings and lists, repeated heads, text alternatives, and a template of one's own."""

import shutil
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document as Opened

from prioritizer.cli.printing import printed
from prioritizer.model.fault import InputFaults
from prioritizer.report import document, read_templates, read_words
from prioritizer.report.forms import print_record
from prioritizer.report.walk import charts
from prioritizer.words.faults import line
from tests.report.hostile import hostile
from tests.report.sample import record

REPORTS = Path(__file__).parents[2] / "reports"
SPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@cache
def _made() -> Any:
    return Opened(BytesIO(print_record(record(), "sv", ".docx", REPORTS).content))


def test_sections_are_headings_and_tables_repeat_their_heads() -> None:
    """What a screen reader steers by: each section a heading, each table a first row that heads every page."""
    whole = document(record(), "sv", read_words(read_templates(REPORTS), "sv"))
    tops = [p.text for p in _made().paragraphs if p.style.name == "Heading 1"]
    heads = [table.rows[0]._tr.find(f"{SPACE}trPr/{SPACE}tblHeader") for table in _made().tables]

    assert [section.title for section in whole.sections] == tops
    assert heads
    assert None not in heads


def test_charts_have_their_words_as_text_alternatives() -> None:
    """The description of each chart stands with its image."""
    found = [one.get("descr") for one in _made().element.iter() if one.tag.endswith("}docPr")]
    whole = document(record(), "sv", read_words(read_templates(REPORTS), "sv"))

    assert [chart.description for chart in charts(whole.sections)] == found
    assert any("Kurvan går från 2027 till 2029." in words for words in found)


def test_pages_are_numbered_and_the_draft_is_marked() -> None:
    """Page n (m) in the foot, and UTKAST in the head of every page."""
    section = _made().sections[0]

    assert "UTKAST" in section.header.paragraphs[0].text
    assert "NUMPAGES" in section.footer._element.xml


def test_decisions_are_a_list_that_begins_with_one() -> None:
    """Each ordered list has a numbering of its own."""
    numbers = {p._p.pPr.numPr.numId.val for p in _made().paragraphs if p.style.name == "List Number"}

    assert len(numbers) >= 1


def test_file_times_say_nothing() -> None:
    """No clock is read: every file in the archive has the same time (§28)."""
    content = print_record(record(), "sv", ".docx", REPORTS).content
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_hostile_texts_are_text() -> None:
    """Tags, braces and XML of a proposal's are printed as they stand."""
    made = Opened(BytesIO(print_record(hostile(lone=True), "sv", ".docx", REPORTS).content))
    text = "\n".join(p.text for p in made.paragraphs)

    assert "<script>alert(1)</script>" in text
    assert "{{ 7*7 }} {% for x in y %} {title}" in text


def _own(tmp_path: Path, tag: str) -> Path:
    """The templates of a workspace whose Word template has one more tag."""
    shutil.copytree(REPORTS, tmp_path / "reports")
    made = Opened(str(tmp_path / "reports" / "word" / "document.docx"))
    made.add_paragraph(tag)
    made.save(str(tmp_path / "reports" / "word" / "document.docx"))
    return tmp_path / "reports"


def test_an_own_template_is_used(tmp_path: Path) -> None:
    """With its own words around those of the document."""
    content = print_record(record(), "sv", ".docx", _own(tmp_path, "Dnr för {{ organisation }}")).content

    assert "Dnr för Provkommun" in [p.text for p in Opened(BytesIO(content)).paragraphs]


def _without(tmp_path: Path, gone: str, instead: str = "") -> Path:
    """The templates of a workspace whose Word template has other words in the place of some."""
    made = Opened(str(REPORTS / "word" / "document.docx"))
    for paragraph in made.paragraphs:
        if paragraph.text == gone:
            paragraph.text = instead
    (tmp_path / "reports" / "word").mkdir(parents=True)
    made.save(str(tmp_path / "reports" / "word" / "document.docx"))
    return tmp_path / "reports"


@pytest.mark.parametrize(("instead", "code"), [("", "body_missing"), ("Innehåll: {{ body }}", "body_misplaced")])
def test_a_template_without_the_content_is_refused(tmp_path: Path, instead: str, code: str) -> None:
    """Without it, or with it inside a line, where Word could not open the file; it is said what to write."""
    with pytest.raises(InputFaults) as raised:
        printed(record(), "sv", ".docx", _without(tmp_path, "{{p body }}", instead), "plan")

    assert raised.value.faults[0].code == code
    assert "{{p body }}" in dict(raised.value.faults[0].values)["tag"]


def test_a_template_without_numbered_lists_is_refused(tmp_path: Path) -> None:
    """Decisions are numbered; a template of another program's may lack the style."""
    reports = _without(tmp_path, "")
    made = Opened(str(reports / "word" / "document.docx"))
    style = made.styles["List Number"].element
    style.getparent().remove(style)
    made.save(str(reports / "word" / "document.docx"))
    with pytest.raises(InputFaults) as raised:
        printed(record(), "sv", ".docx", reports, "plan")

    assert raised.value.faults[0].code == "style_missing"


def test_a_file_that_is_no_word_document_is_refused(tmp_path: Path) -> None:
    """A text by that name, and a document that is damaged."""
    with zipfile.ZipFile(REPORTS / "word" / "document.docx") as archive:
        at = archive.getinfo("word/document.xml").header_offset + 100
    content = bytearray((REPORTS / "word" / "document.docx").read_bytes())
    content[at : at + 200] = b"\x00" * 200
    (tmp_path / "word").mkdir()
    for spoilt in (b"Mall", b"", bytes(content)):
        (tmp_path / "word" / "document.docx").write_bytes(spoilt)
        with pytest.raises(InputFaults) as raised:
            printed(record(), "sv", ".docx", tmp_path, "allmanheten")

        assert raised.value.faults[0].code == "word_unreadable"


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("{{ titel }}", "unknown_tags"),
        ("{% if %}", "tag_broken"),
        ("{{ title.x }}", "tag_broken"),
        ("{{ title + 1 }}", "tag_broken"),
        ("{{ 1/0 }}", "tag_broken"),
        ("{{ 10**(10**8) }}", "template_endless"),
        ("{{ 'a' * 10**12 }}", "template_endless"),
        ("{{ " + "(" * 1000 + "1" + ")" * 1000 + " }}", "template_endless"),
        ("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", "template_endless"),
        ("{{r body }}", "body_misplaced"),
        ("{{p body }}", "body_misplaced"),
        ("{{ body|upper }}", "body_misplaced"),
        ("{{p title }}", "tag_prefixed"),
        ("{{r title }}", "tag_prefixed"),
        ("Rubrik {{ title ", "tag_unclosed"),
        ("Rubrik title }}", "tag_unclosed"),
        ("{{ title {{ draft }}", "tag_unclosed"),
    ],
)
def test_a_tag_that_cannot_be_used_is_told_with_its_file_and_paragraph(tmp_path: Path, tag: str, code: str) -> None:
    """Before anything is written, also what docxtpl takes in silence and Word would then not open."""
    with pytest.raises(InputFaults) as raised:
        printed(record(), "sv", ".docx", _own(tmp_path, tag), "allmanheten")
    (found,) = raised.value.faults

    assert found.code == code
    assert found.place.file.endswith("reports/word/document.docx")
    assert code == "template_endless" or f"«{tag.strip()[:60]}" in line(found, "sv")


@pytest.mark.parametrize("place", ["table", "head"])
def test_the_content_stands_neither_in_a_table_nor_in_the_head(tmp_path: Path, place: str) -> None:
    """Word would not open the file, or the content would be on every page."""
    reports = _without(tmp_path, "{{p body }}")
    made = Opened(str(reports / "word" / "document.docx"))
    held = made.add_table(1, 1).cell(0, 0) if place == "table" else made.sections[0].header
    held.paragraphs[0].text = "{{p body }}"
    made.save(str(reports / "word" / "document.docx"))
    with pytest.raises(InputFaults) as raised:
        printed(record(), "sv", ".docx", reports, "allmanheten")

    assert raised.value.faults[0].code == "body_misplaced"


@pytest.mark.parametrize("text", ["{# {{p title }} #}Ord", "{% if draft %}{{ draft }}{% endif %}", "a } b { c"])
def test_comments_conditions_and_plain_braces_are_taken(tmp_path: Path, text: str) -> None:
    """What reads a template before it is filled refuses none that can be."""
    assert printed(record(), "sv", ".docx", _own(tmp_path, text), "allmanheten").content.startswith(b"PK")


def test_a_defect_of_ours_is_not_told_of_an_own_template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the shipped template fails at too shows as ours."""
    monkeypatch.setattr("prioritizer.report.word._numbered", lambda _: [].pop())
    with pytest.raises(IndexError):
        printed(record(), "sv", ".docx", _own(tmp_path, "Ord"), "plan")
