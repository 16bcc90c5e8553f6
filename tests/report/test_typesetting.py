"""The typesetter in its own process: what it cannot set costs its own document, and nothing of it is left."""

import ast
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typst

from prioritizer.cli.papers import refusal_line
from prioritizer.cli.printing import printed_all
from prioritizer.report import document, read_templates, read_words, typesetting
from prioritizer.report.blocks import Document
from prioritizer.report.cleaned import clean_document
from prioritizer.report.forms import Press, Printed
from prioritizer.report.pdf import STANDARDS, TEMPLATE, pdf, pngs
from prioritizer.report.typesetting import TYPESETTER, Job, Refused, typeset
from prioritizer.report.walk import charts
from prioritizer.report.word import word
from prioritizer.report.words import BrokenTemplate
from tests.conftest import ROOT
from tests.report.sample import record

REPORTS = ROOT / "reports"
ENDLESS = "#for i in range(9000) { for j in range(9000) { for k in range(9000) { let n = i + j } } }"
EATER = "#let a = (1, 2, 3)\n#for i in range(40) { a = a + a }\n#a.len()"
CRASH = "#let x = [a]\n#for i in range(100000) { x = box(x) }\n#x"
ALL = '#set document(title: "x")\n#sys.inputs.document.len() '


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits that a test can wait for."""
    monkeypatch.setattr(typesetting, "SECONDS", 1)
    monkeypatch.setattr(typesetting, "SECONDS_A_MEGABYTE", 0)
    monkeypatch.setattr(typesetting, "MEGABYTES", 300)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A workspace's own look of the PDF, and nothing else of its own."""
    (tmp_path / "typst").mkdir()
    return tmp_path / "typst" / "document.typ"


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(
    ("source", "code", "limit"),
    [(ENDLESS, "typesetter_slow", "1"), (EATER, "typesetter_large", "300"), (CRASH, "typesetter_ended", "0")],
)
def test_a_template_that_cannot_be_set_is_refused_and_says_why(source: str, code: str, limit: str) -> None:
    """One that never ends, one that takes all memory, one that brings the typesetter down: never this program."""
    printed = document(record(), "sv", read_words(read_templates(REPORTS), "sv"))
    with pytest.raises(BrokenTemplate) as raised:
        pdf(printed, f'#set document(title: "x")\n{source}')

    assert (TEMPLATE, code, limit) == (raised.value.template, raised.value.code, raised.value.values["limit"])


@pytest.mark.usefixtures("impatient")
def test_the_others_are_written_and_nobody_waits_twice(own: Path) -> None:
    """Pages and words are made; the template without end is tried once, named with its limit, in plain words."""
    own.write_text(f'#set document(title: "x")\n{ENDLESS}', encoding="utf-8")
    begun = time.process_time(), os.times().children_user
    made = printed_all(record(), own.parents[1], [".html", ".pdf"])
    (refusal,) = made.refusals()
    told = {"sv": refusal_line(refusal, "sv"), "en": refusal_line(refusal, "en")}

    assert {"html"} == {name.rpartition(".")[2] for name in made.files}
    assert len(refusal.names) > 2
    assert all(name.endswith(".pdf") for name in refusal.names)
    assert "typst/document.typ" in told["sv"]
    assert "inte färdig efter 1 sekunders arbete" in told["sv"]
    assert "not done after 1 seconds of work" in told["en"]
    assert os.times().children_user - begun[1] < 3


@pytest.mark.parametrize(
    ("source", "line", "package"),
    [
        ('#import "@preview/cetz:0.3.0": canvas', 1, "@preview/cetz:0.3.0"),
        ('a\n/* one\ntwo */ #if true { let f() = { include "@local/vårt:1.0.0" } }', 3, "@local/vårt:1.0.0"),
        ('// #import "@preview/none:1.0.0"\n#import("@preview/cetz:0.3.0")', 2, "@preview/cetz:0.3.0"),
    ],
)
def test_a_package_is_refused_with_its_line(
    monkeypatch: pytest.MonkeyPatch, source: str, line: int, package: str
) -> None:
    """Before the typesetter is started, wherever in the template it stands."""
    printed = document(record(), "sv", read_words(read_templates(REPORTS), "sv"))
    monkeypatch.setattr("prioritizer.report.pdf.typeset", lambda job: pytest.fail(f"set: {job}"))
    with pytest.raises(BrokenTemplate) as raised:
        pdf(printed, source)

    assert (line, "package_imported") == (raised.value.line, raised.value.code)
    assert raised.value.values["package"] == package


def test_a_comment_about_a_package_is_a_comment() -> None:
    """What is not run asks for nothing."""
    printed = document(record(), "sv", read_words(read_templates(REPORTS), "sv"))
    source = '#set document(title: "x")\n// #import "@preview/a:1.0.0"\n/* #import "@preview/b:1.0.0"\n*/ text'

    assert pdf(printed, source)[0].startswith(b"%PDF")


@pytest.mark.parametrize("name", ["preview", "local"])
def test_a_package_whose_name_is_put_together_meets_a_dead_end(name: str) -> None:
    """No name is looked up and no machine is asked; the line is told."""
    printed = document(record(), "sv", read_words(read_templates(REPORTS), "sv"))
    source = f'#set document(title: "x")\n#import ("@" + "{name}/cetz:0.3.0")'
    with pytest.raises(BrokenTemplate) as raised:
        pdf(printed, source)
    with pytest.raises(Refused) as refused:
        typeset(Job(source, [{}], "pdf"))

    assert (raised.value.line, raised.value.code) == (2, "package_imported")
    assert "cetz" in raised.value.values["package"]
    assert "dns" not in refused.value.message.lower()
    assert name == "local" or "refused" in refused.value.message


def test_the_bytes_are_those_of_the_typesetter_itself() -> None:
    """A process between changes nothing: no text is read anew, no font is another."""
    printed = clean_document(document(record(), "en", read_words(read_templates(REPORTS), "en")))
    job = Job(
        '#set document(title: "å")\n#sys.inputs.said', [{"said": printed.title + " «å» \u2028"}], "pdf", STANDARDS
    )
    compiler: Any = typst.Compiler(job.source.encode(), ignore_system_fonts=True, sys_inputs=dict(job.each[0]))

    assert compiler.compile(format="pdf", pdf_standards=list(STANDARDS), timestamp=0) == typeset(job)[0]


def test_charts_are_drawn_in_one_go_and_each_is_its_own() -> None:
    """As many images as charts, in their order, by their ids."""
    printed = document(record(), "sv", read_words(read_templates(REPORTS), "sv"))
    drawn = list(charts(printed.sections))
    together = pngs(drawn)

    assert [chart.id for chart in drawn] == list(together)
    assert pngs(drawn[1:2]) == {drawn[1].id: together[drawn[1].id]}
    assert all(image.startswith(b"\x89PNG") for image in together.values())
    assert pngs([]) == {}


def test_charts_that_are_not_drawn_refuse_word_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A document without its charts would not say that they are missing."""
    monkeypatch.setattr(typesetting, "MEGABYTES", 0)
    printed = clean_document(document(record(), "sv", read_words(read_templates(REPORTS), "sv")))
    with pytest.raises(BrokenTemplate) as raised:
        word(printed, REPORTS / "word" / "document.docx")

    assert raised.value.code == "charts_undrawn"


def test_a_library_that_cannot_start_is_a_missing_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Installed, but for another machine: that form is refused, by name."""
    (tmp_path / "typst.py").write_text("raise ImportError('made for another machine')", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(ImportError, match="another machine"):
        typeset(Job("a", [{}], "pdf"))
    made = printed_all(record(), REPORTS, [".pdf", ".md"])

    assert [found.code for found in made.warnings] == ["form_unavailable"]
    assert {"plan.sv.md", "plan.en.md"} == set(made.files)


def test_pdfs_are_made_before_what_stays_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """The typesetter needs the most memory; it gets it while the program holds little."""
    made = list[str]()

    def noted(_: Press, __: Document, form: str) -> Printed:
        made.append(form)
        return Printed(b"")

    monkeypatch.setattr(Press, "document", noted)
    printed_all(record(), REPORTS, [".html", ".docx", ".md", ".pdf"])
    pdfs = made.count(".pdf")

    assert pdfs > 2
    assert {".html", ".docx", ".md"} == set(made[pdfs:])


def test_limits_grow_with_the_document() -> None:
    """The shipped template has room to spare, for sixty proposals (5 MB) as for three hundred (25 MB)."""
    small, sixty, many = (Job("", [{"document": "x" * size * 1_000_000}], "pdf").limits() for size in (0, 5, 25))

    assert small == (60, 1_000)
    assert sixty == (210, 4_000)
    assert many == (810, 16_000)


def test_the_typesetter_imports_nothing_of_the_program() -> None:
    """It is up in hundredths of a second, and its own memory is all that it needs."""
    tree = ast.parse(TYPESETTER.read_text("utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}

    assert names - sys.stdlib_module_names == {"typst"}


@pytest.fixture
def printing(tmp_path: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """A program that sets something without end, and says which process does it."""
    script = tmp_path / "prints.py"
    script.write_text(
        "from prioritizer.report import typesetting\n"
        "started = typesetting._started\n"
        "def told(last):\n"
        "    process = started(last)\n"
        "    print(process.pid, flush=True)\n"
        "    return process\n"
        "typesetting._started = told\n"
        f"typesetting.typeset(typesetting.Job({ENDLESS!r}, [{{}}], 'pdf'))\n",
        encoding="utf-8",
    )
    (tmp_path / "tmp").mkdir()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path / "tmp")}
    process = subprocess.Popen(
        (sys.executable, script), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    )
    yield process
    process.kill()
    process.wait()
    assert process.stdout is not None
    process.stdout.close()


@pytest.mark.skipif(os.name != "posix", reason="signals of a terminal")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL])
def test_nothing_is_left_when_the_program_ends(
    printing: "subprocess.Popen[bytes]", tmp_path: Path, sent: signal.Signals
) -> None:
    """Ctrl-C, or an end without a word: the typesetter goes too, and no file is left."""
    assert printing.stdout is not None
    child = int(printing.stdout.readline())
    time.sleep(0.2)
    printing.send_signal(sent)
    printing.wait(5)
    ended = any(_gone(child) for _ in range(50))

    assert ended
    assert list((tmp_path / "tmp").iterdir()) == []


def _gone(pid: int) -> bool:
    time.sleep(0.05)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text("utf-8").rpartition(")")[2].split()[0] == "Z"
