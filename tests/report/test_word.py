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


@pytest.mark.parametrize("instead", ["", "Innehåll: {{ body }}"])
def test_a_template_without_the_content_is_refused(tmp_path: Path, instead: str) -> None:
    """Without it, or with it inside a line, where Word could not open the file; it is said what to write."""
    with pytest.raises(InputFaults) as raised:
        printed(record(), "sv", ".docx", _without(tmp_path, "{{p body }}", instead), "plan")

    assert raised.value.faults[0].code == "body_missing"
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
    """A text by that name."""
    (tmp_path / "word").mkdir()
    (tmp_path / "word" / "document.docx").write_text("Mall", encoding="utf-8")
    with pytest.raises(InputFaults) as raised:
        printed(record(), "sv", ".docx", tmp_path, "plan")

    assert raised.value.faults[0].code == "template_broken"


@pytest.mark.parametrize(
    ("tag", "code"),
    [("{{ titel }}", "unknown_tags"), ("{% if %}", "template_broken"), ("{{ title.x }}", "template_broken")],
)
def test_a_tag_that_no_document_fills_is_told_with_its_file(tmp_path: Path, tag: str, code: str) -> None:
    """Before anything is written: the file, and the tag."""
    with pytest.raises(InputFaults) as raised:
        printed(record(), "sv", ".docx", _own(tmp_path, tag), "plan")

    assert raised.value.faults[0].code == code
    assert "reports" in str(raised.value.faults[0].place)
