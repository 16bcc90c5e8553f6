"""The documents of a plan as files, and what a workspace's own templates and words do to them."""

import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from prioritizer.cli.papers import left_over, refusal_line
from prioritizer.cli.printing import Refusal, printed_all
from prioritizer.cli.printing import printed as one
from prioritizer.model.fault import InputFaults
from prioritizer.register.files import write_plan
from prioritizer.report.forms import Form
from prioritizer.report.html import Printer
from prioritizer.words.faults import line
from tests.conftest import ROOT
from tests.report.sample import record

SHIPPED = ROOT / "reports"


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A workspace's own folder of templates, with nothing in it yet."""
    folder = tmp_path / "reports"
    for name in ("words", "html"):
        (folder / name).mkdir(parents=True)
    return folder


def printed(made: dict[str, Any], folder: Path) -> tuple[dict[str, str], list[Refusal]]:
    """Every document as a page, and those that were refused."""
    found = printed_all(made, folder, [".html"])
    return {name: content.decode() for name, content in found.files.items()}, found.refusals()


def refused(folder: Path, language: str = "sv") -> list[str]:
    """What is told of the documents that were refused."""
    return [refusal_line(one, "sv" if language == "sv" else "en") for one in printed(record(), folder)[1]]


def test_without_own_files_every_document_is_as_shipped(reports: Path) -> None:
    """What a workspace lacks is the shipped file."""
    assert printed(record(), reports) == printed(record(), SHIPPED)


def test_one_own_sentence_takes_the_place_of_the_shipped_one(reports: Path) -> None:
    """The others stay, in both languages."""
    (reports / "words" / "papers.sv.yaml").write_text("memo.executive: Regionstyrelsen\n", encoding="utf-8")
    pages, wrong = printed(record(), reports)
    shipped = printed(record(), SHIPPED)[0]

    assert wrong == []
    assert "Regionstyrelsen" in pages["tjansteskrivelse.sv.html"]
    assert pages["tjansteskrivelse.en.html"] == shipped["tjansteskrivelse.en.html"]
    assert set(pages) == set(shipped)


def test_a_broken_sentence_refuses_its_language_alone(reports: Path) -> None:
    """The file, the line, what is wrong and the nearest right thing; English is written."""
    (reports / "words" / "papers.sv.yaml").write_text("# Våra ord\nmemo.exekutive: KS\n", encoding="utf-8")
    pages, _ = printed(record(), reports)
    (told,) = refused(reports)

    assert not [name for name in pages if name.endswith(".sv.html")]
    assert "tjansteskrivelse.en.html" in pages
    assert "reports/words/papers.sv.yaml:2:1" in told
    assert "Menades «memo.executive»?" in told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ett: två: tre\n", "papers.sv.yaml:1:1: Filen med ord går inte att läsa som YAML"),
        ("# ord\n- ett\n", "papers.sv.yaml:2:1: Här väntades en mening för varje nyckel"),
        ("slot.by: [ett]\n", "papers.sv.yaml:1:1: Här väntades en mening för varje nyckel"),
    ],
)
def test_words_that_are_no_sentences_are_told_with_their_line(reports: Path, text: str, told: str) -> None:
    """No YAML, a list, and a list where a sentence should be."""
    (reports / "words" / "papers.sv.yaml").write_text(text, encoding="utf-8")
    assert told in refused(reports)[0]


def test_a_gap_that_is_never_filled_is_named(reports: Path) -> None:
    """With the gaps that are."""
    (reports / "words" / "papers.sv.yaml").write_text('slot.by: "{autor}, {day}"\n', encoding="utf-8")
    (told,) = refused(reports, "en")
    assert "the gap autor, which is never filled. Gaps that are filled there: author, day." in told


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ("<p>\n{{ document.title }", 2),
        ("<p>\n\n{{ document.titel }}", 3),
        ("{{ document.__class__.__mro__ }}", 1),
        ("a\n{% for x in 5 %}{% endfor %}", 2),
        ("{% include 'html/nothing.j2' %}", 0),
    ],
)
def test_a_broken_template_is_told_with_its_line(reports: Path, template: str, line: int) -> None:
    """Syntax, an unknown name, an attempt to leave the sandbox, a wrong value, and a file that is not there."""
    (reports / "html" / "page.html.j2").write_text(template, encoding="utf-8")
    pages, _ = printed(record(), reports)
    told = refused(reports)

    assert pages == {}
    assert len(told) == 1
    name = "nothing.j2" if not line else f"page.html.j2:{line}:1"
    assert f"reports/html/{name}" in told[0]


def test_an_own_template_can_stand_on_the_shipped_one(reports: Path) -> None:
    """It stays under «shipped/», so that a workspace adds without copying."""
    own = "{% include 'shipped/html/page.html.j2' %}\n<!-- {{ document.organisation }} -->\n"
    (reports / "html" / "page.html.j2").write_text(own, encoding="utf-8")
    page = printed(record(), reports)[0]["allmanheten.sv.html"]

    assert page.startswith(printed(record(), SHIPPED)[0]["allmanheten.sv.html"])
    assert page.endswith("<!-- Provkommun -->\n")


BOARD = "tjansteskrivelse-socialnamnden"
PAPERS = ("plan", "tjansteskrivelse", BOARD, "allmanheten", "svar/arena")


@pytest.mark.parametrize("form", [".html", ".docx", ".pdf", ".md"])
@pytest.mark.parametrize("name", PAPERS)
def test_every_paper_has_every_form(name: str, form: Form) -> None:
    """The same numbers of one document, each form of a file of its kind."""
    content = one(record(), "sv", form, SHIPPED, name).content
    begins = {".html": b"<!DOCTYPE html>", ".docx": b"PK", ".pdf": b"%PDF-1.7", ".md": b"# "}[form]

    assert content.strip().startswith(begins)


@pytest.mark.parametrize(
    ("name", "form", "told"),
    [
        ("svar/arena", ".xlsx", "svar/arena kan skrivas som .html, .docx, .pdf, .md."),
        ("tjansteskrivelse", ".json", "görs bara av hela beslutsunderlaget"),
        ("svar/aren", ".md", "Menades «svar/arena»?"),
    ],
)
def test_a_paper_or_form_that_is_not_made_is_told(name: str, form: Form, told: str) -> None:
    """What can be made instead, and the nearest name."""
    with pytest.raises(InputFaults) as raised:
        one(record(), "sv", form, SHIPPED, name)

    assert told in line(raised.value.faults[0], "sv")


def test_a_plan_has_what_boards_decide_on_in_every_form() -> None:
    """The whole document in all but JSON, which is the record; memos as page, Word and PDF; letters as pages."""
    names = set(printed_all(record(), SHIPPED).files)
    whole = {
        f"plan.{language}{form}" for language in ("sv", "en") for form in (".html", ".docx", ".pdf", ".xlsx", ".md")
    }
    memos = {f"{memo}.sv{form}" for memo in ("tjansteskrivelse", BOARD) for form in (".html", ".docx", ".pdf")}

    assert whole <= names
    assert memos <= names
    assert {name for name in names if name.startswith("svar/arena")} == {"svar/arena.sv.html", "svar/arena.en.html"}


def test_a_broken_look_of_the_pdf_refuses_the_pdf_alone(reports: Path) -> None:
    """With the line of the template; Word and pages are written."""
    (reports / "typst").mkdir()
    own = (SHIPPED / "typst" / "document.typ").read_text("utf-8") + "#okant\n"
    (reports / "typst" / "document.typ").write_text(own, encoding="utf-8")
    made = printed_all(record(), reports, [".html", ".pdf"])
    (refusal,) = made.refusals()

    assert all(name.endswith(".pdf") for name in refusal.names)
    assert f"reports/typst/document.typ:{len(own.splitlines())}:1" in refusal_line(refusal, "sv")
    assert {name.rpartition(".")[2] for name in made.files} == {"html"}


def test_a_form_without_its_library_is_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    """Told once, whichever documents lack it; the others are written."""
    monkeypatch.setitem(sys.modules, "docxtpl", None)
    made = printed_all(record(), SHIPPED, [".docx", ".md"])

    assert [found.code for found in made.warnings] == ["form_unavailable"]
    assert {"plan.sv.md", "plan.en.md"} == set(made.files)
    assert made.refusals() == []


def test_charts_without_images_are_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    """Told once, whichever Word documents have them."""
    monkeypatch.setitem(sys.modules, "typst", None)
    made = printed_all(record(), SHIPPED, [".docx"])

    assert [found.code for found in made.warnings] == ["charts_as_tables"]
    assert "plan.sv.docx" in made.files


def test_an_own_sentence_in_one_language_is_named(reports: Path) -> None:
    """The file, its line, and the file that lacks it; nothing when both have it or it is as shipped."""
    (reports / "words" / "papers.sv.yaml").write_text("# Våra\nmemo.executive: Regionstyrelsen\n", encoding="utf-8")
    (found,) = printed_all(record(), reports, [".html"]).warnings
    told = line(found, "sv")
    (reports / "words" / "papers.en.yaml").write_text("memo.executive: Regional board\n", encoding="utf-8")

    assert "reports/words/papers.sv.yaml:2:1: varning: Egna meningar som saknas i words/papers.en.yaml: 1." in told
    assert "«memo.executive»" in told
    assert list(printed_all(record(), reports, [".html"]).warnings) == []
    assert list(printed_all(record(), SHIPPED, [".html"]).warnings) == []


def test_what_others_keep_in_the_folder_is_left(tmp_path: Path) -> None:
    """Only names that a plan gives are taken for documents of an earlier one."""
    for name in ("plan.sv.pdf", "anteckningar.sv.docx", "planer.2027.xlsx", "tjansteskrivelse-a.en.html", "plan.txt"):
        (tmp_path / name).write_text("", encoding="utf-8")

    assert left_over(tmp_path, {"plan.sv.html"}) == ["plan.sv.pdf", "tjansteskrivelse-a.en.html"]


def test_words_that_are_no_text_refuse_their_language_and_say_which(reports: Path) -> None:
    """Words in another encoding cannot be read; documents in the other language are written all the same."""
    (reports / "words" / "sv.yaml").write_bytes("unknown: okänt".encode("cp1252"))
    pages, (refusal,) = printed(record(), reports)

    assert {name.rsplit(".", 2)[1] for name in pages} == {"en"}
    assert "reports/words/sv.yaml:1:1" in refusal_line(refusal, "sv")


def test_an_answer_of_an_earlier_plan_goes_and_is_kept_beside(tmp_path: Path) -> None:
    """A proposal that was withdrawn has no answer left among those of the new plan."""
    folder = tmp_path / "plans" / "a"
    first = {"record.json": b'{"hash": "1"}', "svar/a.sv.html": b"a", "svar/b.sv.html": b"b"}
    write_plan(folder, first)
    second = {"record.json": b'{"hash": "2"}', "svar/a.sv.html": b"c"}
    kept = write_plan(folder, second, left_over(folder, second))

    assert sorted(p.name for p in (folder / "svar").iterdir()) == ["a.sv.html"]
    assert (folder / "svar" / "a.sv.html").read_bytes() == b"c"
    assert kept is not None
    assert (kept / "svar" / "b.sv.html").read_bytes() == b"b"
    shutil.rmtree(folder)


@pytest.mark.parametrize(
    ("template", "place", "said"),
    [
        ("<p>\n{{ document.title + 1 }}", "page.html.j2:2:1", "Mallen går inte att använda"),
        ("{{ 1/0 }}", "page.html.j2:1:1", "Mallen går inte att använda"),
        ("{{ {}|svg }}", "page.html.j2:1:1", "Mallen går inte att använda"),
        ("\n{{ 10**(10**8) }}", "page.html.j2:2:1", "för stort"),
        ("{{ 'a' * 10**12 }}", "page.html.j2:1:1", "för stort"),
        ("{% macro f() %}{{ f() }}{% endmacro %}\n{{ f() }}", "page.html.j2:1:1", "tar aldrig slut"),
        ("{{ " + "(" * 1000 + "1" + ")" * 1000 + " }}", "page.html.j2:", "tar aldrig slut"),
        ("{% for x in [1] %}" * 30 + "{% endfor %}" * 30, "page.html.j2:", "Mallen går inte att använda"),
        (
            "{% import 'html/blocks.html.j2' as print with context %}\n{{ print.section(5, 2) }}",
            "page.html.j2:2:1",
            "Mallen går inte att använda",
        ),
    ],
)
def test_whatever_an_own_template_brings_about_is_its_own_fault(
    reports: Path, template: str, place: str, said: str
) -> None:
    """Wrong kinds, nothing to divide by, too large numbers and no end: file, line, a sentence; other forms are made."""
    (reports / "html" / "page.html.j2").write_text(template, encoding="utf-8")
    made = printed_all(record(), reports, [".html", ".md"])
    (refusal,) = made.refusals()
    told = refusal_line(refusal, "sv")

    assert f"reports/html/{place}" in told
    assert said in told
    assert set(made.files) == {"plan.sv.md", "plan.en.md"}


def test_a_defect_of_ours_is_not_told_of_an_own_template(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the shipped templates fail at too shows as ours, whatever the workspace has changed."""
    own = (SHIPPED / "html" / "page.html.j2").read_text("utf-8") + "<!-- vår -->\n"
    (reports / "html" / "page.html.j2").write_text(own, encoding="utf-8")
    monkeypatch.setattr(sys.modules[Printer.__module__], "svg", lambda *_: [].pop())
    with pytest.raises(IndexError):
        printed_all(record(), reports, [".html"])


def test_an_own_style_is_css_and_no_template(reports: Path) -> None:
    """Braces and hashes of minified CSS stand as they are, after the shipped style, and cannot end the element."""
    own = "a{#b{{c}}d{% e %}\nq::after{content:'</style><script>'}\n"
    (reports / "html" / "style.css").write_text(own, encoding="utf-8")
    pages, wrong = printed(record(), reports)
    page = pages["allmanheten.sv.html"]

    assert wrong == []
    assert "a{#b{{c}}d{% e %}\n" in page
    assert page.index(".points li::marker") < page.index("a{#b")
    assert page.count("</style>") == 1


@pytest.mark.parametrize("name", [".DS_Store", "html/._page.html.j2", "html/bild.css", "words/gammal.yaml"])
def test_a_file_that_nothing_uses_stops_nothing(reports: Path, name: str) -> None:
    """What other programs leave among the templates need not be text."""
    (reports / name).write_bytes(b"\x00\xff\xfe\x89")

    assert printed(record(), reports) == printed(record(), SHIPPED)


def test_a_style_that_is_no_text_refuses_pages_alone(reports: Path) -> None:
    """It is told of the file, with its line, and once."""
    (reports / "html" / "style.css").write_bytes(b"a {}\nb { content: '\xe5' }")
    made = printed_all(record(), reports, [".html", ".md"])
    (refusal,) = made.refusals()

    assert "reports/html/style.css:2:1" in refusal_line(refusal, "sv")
    assert set(made.files) == {"plan.sv.md", "plan.en.md"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("sheet.plan: 'Plan [2027]'", "Excel tillåter inte [ där. Menades «Plan 2027»?"),
        ('sheet.plan: "Pl\\u200ban"', "Excel tillåter inte U+200B där. Menades «Plan»?"),
        ("sheet.plan: \"'Plan'\"", "Excel tillåter inte ' där. Menades «Plan»?"),
        ("sheet.plan: " + "Planen för 2027 " * 3, "Excel tillåter 31"),
        ("sheet.plan: " + "🙂" * 16, "Excel tillåter 31"),
        ("sheet.plan: HISTORY", "det namnet behåller Excel för sig självt"),
        ("sheet.plan: alla FÖRSLAG", "sheet.values heter så"),
    ],
)
def test_a_sheet_that_excel_would_not_name_is_refused(reports: Path, text: str, told: str) -> None:
    """Its line, and what Excel allows; a workbook alone, for nothing else has sheets."""
    (reports / "words" / "sv.yaml").write_text(f"# Våra\n{text}\n", encoding="utf-8")
    made = printed_all(record(), reports, [".xlsx", ".md"])
    (refusal,) = made.refusals()

    assert refusal.names == ("plan.sv.xlsx",)
    assert "reports/words/sv.yaml:2:1" in refusal_line(refusal, "sv")
    assert told in refusal_line(refusal, "sv")
    assert {"plan.sv.md", "plan.en.md", "plan.en.xlsx"} == set(made.files)


@pytest.mark.parametrize("text", ["''", '"\\u200f \\u200b"', ""])
def test_a_sentence_of_nothing_visible_is_refused(reports: Path, text: str) -> None:
    """A head or a title without words would be a hole in the document."""
    (reports / "words" / "papers.sv.yaml").write_text(f"# Våra\nmemo.executive: {text}\n", encoding="utf-8")
    (told,) = refused(reports)

    assert "reports/words/papers.sv.yaml:2:1" in told
    assert "Meningen «memo.executive» har ingen text som syns" in told
