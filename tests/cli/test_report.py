"""`prioritizer report`: one document from a record, and every reason why there is none."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from prioritizer.cli.main import main
from prioritizer.register.plain import hash_of, text_of
from prioritizer.report.forms import FORMS
from tests.cli.command import Finished
from tests.report.hostile import hostile
from tests.report.sample import record

LIBRARIES = [(".docx", "docxtpl"), (".pdf", "typst"), (".xlsx", "xlsxwriter")]


def _written(folder: Path, made: dict[str, Any], **changes: object) -> Path:
    """A record as the program writes it, with its hash."""
    body = {**{key: value for key, value in made.items() if key != "hash"}, **changes}
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "record.json"
    path.write_text(text_of({**body, "hash": hash_of(body)}), encoding="utf-8")
    return path


def _report(*words: str | Path, language: str = "sv") -> Result:
    return CliRunner().invoke(main, ["report", *map(str, words), "--lang", language])


@pytest.mark.parametrize("form", FORMS)
def test_a_record_or_its_folder_gives_one_document(tmp_path: Path, form: str) -> None:
    """The file's ending says the form, the folder's record is found, and nothing else is written."""
    path = _written(tmp_path / "plan", record())
    by_folder = _report(tmp_path / "plan", "-o", tmp_path / f"ett{form}")
    by_file = _report(path, "-o", tmp_path / f"två{form.upper()}")

    assert (by_folder.exit_code, by_file.exit_code) == (0, 0), by_folder.output + by_file.output
    assert (tmp_path / f"ett{form}").read_bytes() == (tmp_path / f"två{form.upper()}").read_bytes()
    assert {"plan", f"ett{form}", f"två{form.upper()}"} == {found.name for found in tmp_path.iterdir()}


def test_a_document_is_the_one_that_plan_wrote(workspace: Path, planned: Finished, tmp_path: Path) -> None:
    """To the byte: the record keeps everything that a document needs."""
    folder = workspace / "plans" / "exempelkommun"
    made = _report(folder, "-o", tmp_path / "plan.html", language="en")

    assert planned.returncode == made.exit_code == 0
    assert (folder / "plan.en.html").read_bytes() == (tmp_path / "plan.html").read_bytes()


@pytest.mark.parametrize(("language", "told"), [("sv", "Menades «.html»?"), ("en", "Did you mean '.html'?")])
def test_an_unknown_ending_names_the_nearest(tmp_path: Path, language: str, told: str) -> None:
    """With all that exist."""
    found = _report(_written(tmp_path, record()), "-o", tmp_path / "plan.htm", language=language)

    assert found.exit_code == 1
    assert told in found.output
    assert ", ".join(FORMS) in found.output


def _changed(path: Path) -> None:
    path.write_text(path.read_text("utf-8").replace("Provkommun", "Fuskkommun"), encoding="utf-8")


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:500])


def _newer(path: Path) -> None:
    _written(path.parent, record(), format=2)


def _other(path: Path) -> None:
    path.write_text('{"status": "optimal"}', encoding="utf-8")


def _without(path: Path) -> None:
    path.unlink()


def _half_a_character(path: Path) -> None:
    path.write_text(path.read_text("utf-8").replace("Provkommun", "\\ud83d"), encoding="utf-8")


@pytest.mark.parametrize(
    ("spoil", "swedish", "english"),
    [
        (_changed, "kontrollsumman stämmer inte", "its checksum does not agree"),
        (_half_a_character, "kontrollsumman stämmer inte", "its checksum does not agree"),
        (_cut, "går inte att läsa som JSON", "it cannot be read as JSON"),
        (_newer, "Underlaget har formatet 2", "The record has the format 2"),
        (_other, "inte en plans underlag", "not the record of a plan"),
        (_without, "Mappen har ingen record.json", "The folder has no record.json"),
    ],
)
def test_a_record_that_cannot_be_trusted_gives_no_document(
    tmp_path: Path, spoil: Any, swedish: str, english: str
) -> None:
    """Changed, broken, newer, something else or missing: a sentence in either language, exit 1, and no file."""
    spoil(_written(tmp_path / "plan", record()))
    found = [_report(tmp_path / "plan", "-o", tmp_path / "plan.md", language=language) for language in ("sv", "en")]

    assert [one.exit_code for one in found] == [1, 1]
    assert swedish in found[0].output
    assert english in found[1].output
    assert not (tmp_path / "plan.md").exists()


@pytest.mark.parametrize(
    ("part", "value", "name"),
    [
        ("portfolio.plan_years", [], "allmanheten"),
        ("portfolio.plan_years", ["2027", "sent"], "plan"),
        ("portfolio.proposals.0.id", None, "plan"),
        ("values.0.nnv", "mycket", "plan"),
        ("plan.granted", {"a": 1}, "tjansteskrivelse"),
        ("plan.selected.0.granted", "mycket", "allmanheten"),
        ("portfolio.proposals", [5], "plan"),
    ],
)
def test_a_part_of_another_kind_is_named(tmp_path: Path, part: str, value: Any, name: str) -> None:
    """A record with the right checksum but a part that nobody could have meant: a sentence, exit 1, no file."""
    made: Any = record()
    *way, last = (int(step) if step.isdecimal() else step for step in part.split("."))
    held = made
    for step in way:
        held = held[step]
    if value is None:
        del held[last]
    else:
        held[last] = value
    path = _written(tmp_path / "plan", made)
    for form in ("md", "xlsx") if name == "plan" else ("md",):
        found = _report(path, "-o", tmp_path / f"ut.{form}", "--document", name)

        assert found.exit_code == 1, found.output
        assert "record.json: " + ".".join(map(str, way)) in found.output
        assert "kan inte läsa underlaget vid den delen" in found.output
        assert not (tmp_path / f"ut.{form}").exists()


def test_a_mark_at_the_head_of_a_record_is_nothing(tmp_path: Path) -> None:
    """Some programs begin every text with one; the content is the same."""
    path = _written(tmp_path / "plan", record())
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())

    assert _report(path, "-o", tmp_path / "plan.md").exit_code == 0


@pytest.mark.parametrize(
    ("mark", "name", "program"),
    [
        (".~lock.plan.md#", "plan.md", "LibreOffice"),
        (".~lock.plan.html#", "plan.html", "LibreOffice"),
    ],
)
def test_a_file_open_in_a_program_is_left_as_it_is(tmp_path: Path, mark: str, name: str, program: str) -> None:
    """The program is named by the mark that it leaves beside the file."""
    path = _written(tmp_path / "plan", record())
    (tmp_path / name).write_text("förra")
    (tmp_path / mark).write_text("")
    found = _report(path, "-o", tmp_path / name)

    assert found.exit_code == 1
    assert f"öppen i {program}" in found.output
    assert (tmp_path / name).read_text() == "förra"


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize(
    "name", ["record.json", "select.json", "Explain.JSON", "run.json", "certificate.json", "länk.json"]
)
def test_no_document_takes_the_place_of_what_a_plan_rests_on(tmp_path: Path, name: str, language: str) -> None:
    """The record by any name, and the plan's other data, are as they were; a name that is free is shown."""
    path = _written(tmp_path / "plan", record())
    place = path.parent / name
    if name == "länk.json":
        os.link(path, place)
    elif name != "record.json":
        place.write_text("{}", encoding="utf-8")
    before = place.read_bytes()
    found = _report(path.parent, "-o", place, language=language)

    assert found.exit_code == 1
    assert place.read_bytes() == before
    assert "dokument.json" in found.output if language == "sv" else "document.json" in found.output


def test_a_document_may_be_called_as_data_where_no_plan_stands(tmp_path: Path) -> None:
    """Away from a plan the name is anybody's."""
    place = tmp_path / "annat" / "select.json"
    place.parent.mkdir()
    place.write_text("{}", encoding="utf-8")

    assert _report(_written(tmp_path / "plan", record()), "-o", place).exit_code == 0
    assert "sections" in json.loads(place.read_text("utf-8"))


@pytest.mark.parametrize(
    ("record_name", "output"), [("p", f"{'å' * 300}.md"), ("p" * 300, "plan.md"), (f"{'p' * 300}.json", "plan.md")]
)
def test_a_name_that_is_too_long_is_told(tmp_path: Path, record_name: str, output: str) -> None:
    """A sentence and exit 1, whichever name it is."""
    _written(tmp_path / "p", record())
    found = _report(tmp_path / record_name, "-o", tmp_path / output)

    assert found.exit_code == 1, found.output
    assert "längre än vad datorn tillåter" in found.output


def test_the_longest_name_that_there_is_can_be_written(tmp_path: Path) -> None:
    """255 bytes with its ending, and nothing beside it has a longer one."""
    place = tmp_path / f"{'p' * 252}.md"

    assert _report(_written(tmp_path / "plan", record()), "-o", place).exit_code == 0
    assert place.exists()


@pytest.mark.skipif(os.name == "nt", reason="a full device of Linux")
def test_a_disk_that_is_full_leaves_the_earlier_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit 1, the earlier version is whole and nothing lies beside it."""

    def full(self: Path, _: bytes) -> int:
        raise OSError(28, "No space left on device", str(self))

    path = _written(tmp_path / "plan", record())
    (tmp_path / "plan.md").write_text("förra")
    monkeypatch.setattr(Path, "write_bytes", full)
    found = _report(path, "-o", tmp_path / "plan.md")

    assert found.exit_code == 1
    assert "No space left" in found.output
    assert (tmp_path / "plan.md").read_text() == "förra"
    assert {"plan", "plan.md"} == {one.name for one in tmp_path.iterdir()}


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    """Exit 1 with the reason."""
    found = _report(_written(tmp_path, record()), "-o", tmp_path / "finns inte" / "plan.md")

    assert found.exit_code == 1
    assert "Det gick inte att skriva hit" in found.output


@pytest.mark.parametrize("form", FORMS)
def test_a_hostile_record_gives_every_form(tmp_path: Path, form: str) -> None:
    """Nobody's title keeps a document from being written."""
    found = _report(_written(tmp_path, hostile()), "-o", tmp_path / f"plan{form}")

    assert found.exit_code == 0, found.output


@pytest.mark.parametrize("name", ["plan", "allmanheten"])
def test_a_title_of_nothing_visible_is_no_title(tmp_path: Path, name: str) -> None:
    """A record of an earlier version may have one: the PDF, which must have a title, is made with another."""
    path = _written(tmp_path / "plan", record() | {"portfolio": {**record()["portfolio"], "title": "\u200f"}})
    found = _report(path, "-o", tmp_path / "plan.pdf", "--document", name)

    assert found.exit_code == 0, found.output


def test_a_broken_template_is_told_with_its_place(tmp_path: Path) -> None:
    """The file and line of an own template that cannot be used; other forms are written all the same."""
    import shutil

    from tests.conftest import ROOT

    shutil.copytree(ROOT / "reports", tmp_path / "reports")
    (tmp_path / "rules").mkdir()
    page = tmp_path / "reports" / "html" / "page.html.j2"
    page.write_text(page.read_text("utf-8") + "\n{% if %}\n", encoding="utf-8")
    line = len(page.read_text("utf-8").splitlines())
    path = _written(tmp_path / "plans" / "prov", record())
    refused, written = (_report(path, "-o", tmp_path / name) for name in ("plan.html", "plan.md"))

    assert (refused.exit_code, written.exit_code) == (1, 0)
    assert f"html/page.html.j2:{line}:" in refused.output
    assert "Mallen går inte att använda" in refused.output


@pytest.mark.parametrize(("form", "library"), LIBRARIES)
def test_a_form_whose_library_is_missing_is_refused_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str, library: str
) -> None:
    """Only that form: the others are written, and it is said what to install."""
    path = _written(tmp_path / "plan", record())
    monkeypatch.setitem(sys.modules, library, None)
    refused, written = (_report(path, "-o", tmp_path / name) for name in (f"plan{form}", "plan.md"))

    assert (refused.exit_code, written.exit_code) == (1, 0)
    assert f"slutar på {form}" in refused.output
    assert "är inte installerat" in refused.output
    assert library in refused.output.lower()
    assert "prioritizer[documents]" in refused.output


@pytest.mark.parametrize(
    ("language", "told"),
    [("sv", "varning: I dokument som slutar på .docx står diagrammen bara som ord"), ("en", "charts stand only as")],
)
def test_word_without_images_of_its_charts_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, told: str
) -> None:
    """The document is written, and the library that draws them is named."""
    path = _written(tmp_path / "plan", record())
    monkeypatch.setitem(sys.modules, "typst", None)
    found = _report(path, "-o", tmp_path / "plan.docx", language=language)

    assert found.exit_code == 0
    assert told in found.output
    assert "typst" in found.output
    assert (tmp_path / "plan.docx").exists()


def test_characters_that_fonts_lack_are_told(tmp_path: Path) -> None:
    """On the screen, with their numbers, in the language chosen."""
    path = _written(tmp_path / "plan", record() | {"portfolio": {**record()["portfolio"], "title": "Plan ☺ 漢"}})
    found = _report(path, "-o", tmp_path / "plan.pdf")

    assert found.exit_code == 0
    assert "Typsnitten saknar 1 av dokumentets tecken" in found.output
    assert "漢 (U+6F22)" in found.output


def test_words_without_a_sentence_are_told(tmp_path: Path) -> None:
    """An own word list that lacks a sentence is named, with the sentence."""
    import shutil

    from tests.conftest import ROOT

    shutil.copytree(ROOT / "reports", tmp_path / "reports")
    (tmp_path / "rules").mkdir()
    words = tmp_path / "reports" / "words" / "sv.yaml"
    words.write_text(words.read_text("utf-8").replace("figures.title:", "figures.titel:"), encoding="utf-8")
    found = _report(_written(tmp_path / "plans" / "prov", record()), "-o", tmp_path / "plan.md")

    assert found.exit_code == 1
    assert "words/sv.yaml" in found.output
    assert "figures.title" in found.output


def test_the_record_of_json_is_not_read_twice_as_numbers(tmp_path: Path) -> None:
    """The JSON form is a document and not the record: it has sections."""
    _report(_written(tmp_path, record()), "-o", tmp_path / "plan.json")

    assert "sections" in json.loads((tmp_path / "plan.json").read_text("utf-8"))
