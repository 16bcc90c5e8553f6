"""The PDF: archived and read aloud as it should be, with data that is never markup."""

from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from prioritizer.model.rules import Language
from prioritizer.report import document, read_templates, read_words
from prioritizer.report.blocks import Cell, Chart, Row, Table
from prioritizer.report.cleaned import clean_document
from prioritizer.report.forms import print_record
from prioritizer.report.pdf import REPLACEMENT, TEMPLATE, pdf, unknown_to_the_fonts
from prioritizer.report.widths import PADDING, PAGE, layout
from prioritizer.report.words import BrokenTemplate
from tests.report.hostile import hostile
from tests.report.sample import record

REPORTS = Path(__file__).parents[2] / "reports"


@cache
def _made(language: Language = "sv") -> bytes:
    return print_record(record(), language, ".pdf", REPORTS).content


def _opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(content))


def _structure(element: Any) -> list[Any]:
    """Every element of the structure tree, in reading order."""
    found = []
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found += [kid, *_structure(kid)]
    return found


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_file_says_which_standards_it_keeps(language: Language) -> None:
    """PDF/A-2a and PDF/UA-1, with title and language."""
    opened = _opened(_made(language))
    with opened.open_metadata() as metadata:
        said = {name: metadata.get(name) for name in ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part", "dc:title")}

    assert said == {
        "pdfaid:part": "2",
        "pdfaid:conformance": "A",
        "pdfuaid:part": "1",
        "dc:title": "Plan 2027–2028",
    }
    assert str(opened.Root.Lang) == language
    assert bool(opened.Root.MarkInfo.Marked)
    assert bool(opened.Root.ViewerPreferences.DisplayDocTitle)


def test_tables_have_heads_and_charts_have_words() -> None:
    """As many tables as the page has, each with heads; each chart's image has its description."""
    printed = document(record(), "sv", read_words(read_templates(REPORTS), "sv"))
    opened = _opened(_made())
    found = _structure(opened.Root.StructTreeRoot)
    kinds = [str(element.S) for element in found]
    tables = [element for element in found if element.S == "/Table"]
    images = [str(element.Alt) for element in found if element.S == "/Figure"]

    assert len(_tables(printed)) == len(tables)
    assert all(any(inner.S == "/TH" for inner in _structure(table)) for table in tables)
    assert {chart.description for chart in _charts(printed)} == set(images)
    assert {"/H1", "/H2", "/H3", "/L", "/LI", "/Caption"} <= set(kinds)


def _tables(value: Any) -> list[Table]:
    return [found for found in _records(value) if isinstance(found, Table)]


def _charts(value: Any) -> list[Chart]:
    return [found for found in _records(value) if isinstance(found, Chart)]


def _records(value: Any) -> list[Any]:
    if isinstance(value, tuple):
        return [found for one in value for found in _records(one)]
    if hasattr(value, "__dataclass_fields__"):
        return [value, *(f for name in value.__dataclass_fields__ for f in _records(getattr(value, name)))]
    return []


def test_every_section_is_a_bookmark() -> None:
    """The outline has the sections of the document in order, and the proposals under theirs."""
    printed = document(record(), "sv", read_words(read_templates(REPORTS), "sv"))
    with _opened(_made()).open_outline() as outline:
        tops = [item.title for item in outline.root]
        inner = [item.title for top in outline.root for item in top.children]

    assert [section.title for section in printed.sections] == tops
    assert all(any(s.title in title for title in inner) for part in printed.sections for s in part.sections)


def test_the_date_is_that_of_the_record() -> None:
    """No clock is read: the file is of the day that the portfolio speaks of (§28)."""
    assert str(_opened(_made()).docinfo.CreationDate).startswith("D:20261101")


def test_a_hostile_record_is_set_and_what_fonts_lack_is_named() -> None:
    """Markup stays text, and emoji, rare letters and half characters are squares that are told."""
    made = print_record(hostile(lone=True), "sv", ".pdf", REPORTS)

    assert {"👩", "漢", "\ue000"} <= set(made.replaced)
    assert "å" not in made.replaced
    assert len(_opened(made.content).pages) > 3


def test_what_the_fonts_have_is_left_as_it_is() -> None:
    """Letters of other languages and signs that some font has are not replaced."""
    printed = document(record(), "sv", read_words(read_templates(REPORTS), "sv"))

    assert unknown_to_the_fonts(printed) == ""
    assert REPLACEMENT not in unknown_to_the_fonts(clean_document(printed))


def test_a_template_can_read_no_file_and_no_package() -> None:
    """A template of somebody's reaches nothing of the machine that sets it."""
    printed = document(record(), "sv", read_words(read_templates(REPORTS), "sv"))
    for source in ('#read("/etc/hostname")', '#read("../../../../../etc/hostname")', '#import "@preview/cetz:0.3.0"'):
        with pytest.raises(BrokenTemplate):
            pdf(printed, f'#set document(title: "x")\n{source}')


def test_a_broken_template_names_its_line() -> None:
    """With what the typesetter says."""
    printed = document(record(), "sv", read_words(read_templates(REPORTS), "sv"))
    template = read_templates(REPORTS)[TEMPLATE] + "\n#unknown-name\n"
    with pytest.raises(BrokenTemplate) as raised:
        pdf(printed, template)

    assert raised.value.line == len(template.splitlines())
    assert "unknown variable" in raised.value.values["said"]


def _table(*rows: tuple[Cell, ...]) -> Table:
    return Table("t", "t", tuple(Cell("Rubrik", number=cell.number) for cell in rows[0]), tuple(map(Row, rows)))


def test_links_lead_to_tables_of_any_length() -> None:
    """The label stands on the table, also where room is kept for it before a page ends."""
    whole = document(record(), "sv", read_words(read_templates(REPORTS), "sv"))
    tables = [replace(_table(*[(Cell("Ett", link="t"),)] * rows), id=id) for rows, id in ((2, "s"), (9, "t"))]
    section = replace(whole.sections[0], id="x", blocks=tuple(tables), sections=())
    content, _ = pdf(replace(whole, sections=(section,)), read_templates(REPORTS)[TEMPLATE])

    assert sum("/Annots" in page for page in _opened(content).pages) >= 1


def test_columns_of_numbers_are_as_wide_as_their_numbers() -> None:
    """A column of text gets what numbers leave, and a small table is no wider than it needs to be."""
    small = layout(_table((Cell("Socialnämnden"), Cell("1 000", number=True))))
    large = layout(_table((Cell("Ett långt skäl med många ord " * 10), Cell("1 000", number=True))))

    assert small.width < 0.5
    assert large.width == pytest.approx(1, abs=0.01)
    assert large.shares[0] > 4 * large.shares[1]
    assert sum(large.shares) == pytest.approx(1, abs=0.001)
    assert small.numbers == (False, True)


def test_a_short_word_of_wide_letters_is_not_broken() -> None:
    """«Summa» under years: the word is wider than five letters of the mean, and a little more as a total is bold."""
    rows = tuple(Row((Cell(said), Cell("1 000", number=True))) for said in ("2027", "Summa"))
    years = layout(Table("t", "t", (Cell("År"), Cell("Kostnad", number=True)), rows))
    room = years.shares[0] * years.width * PAGE / years.points - PADDING

    assert room >= 3.35


def test_a_table_with_many_columns_gets_smaller_letters() -> None:
    """Until its numbers are whole."""
    few = layout(_table(tuple(Cell("123 456 789", number=True) for _ in range(3))))
    many = layout(_table(tuple(Cell("123 456", number=True) for _ in range(12))))

    assert few.points > many.points
