"""docs/how-to-change-a-document.md followed to the letter in a workspace of one's own."""

import re
import shutil
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document as Opened
from docx.shared import RGBColor

from prioritizer.cli.main import main
from prioritizer.reading.texts import read_texts
from prioritizer.register.plain import hash_of, text_of
from prioritizer.report.word import TAGS
from tests.conftest import ROOT
from tests.report.sample import record

GUIDE = (ROOT / "docs" / "how-to-change-a-document.md").read_text("utf-8")
SWEDISH, ENGLISH = GUIDE.split("\n## English\n")
ACCENT = re.compile(r"^#let accent = .*$", re.MULTILINE)


def files(part: str) -> dict[str, str]:
    """What the guide says that files hold, by path."""
    texts = re.split(r"```\w*\n", part)
    named = [re.findall(r"`((?:reports|portfolios)/[\w/.]+\.(?:yaml|css|typ))`", before)[-1] for before in texts[:-1:2]]
    return dict(zip(named, texts[1::2], strict=True))


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a plan, in which the guide was followed."""
    folder = tmp_path_factory.mktemp("mallar")
    (folder / "rules").mkdir()
    for name, text in files(SWEDISH).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shipped = ROOT / name
        changed = ACCENT.sub(text.strip(), shipped.read_text("utf-8")) if name.endswith(".typ") else text
        (folder / name).write_text(changed, encoding="utf-8")
    body = {key: value for key, value in record().items() if key != "hash"}
    (folder / "plans" / "exempelkommun").mkdir(parents=True)
    kept = text_of({**body, "hash": hash_of(body)})
    (folder / "plans" / "exempelkommun" / "record.json").write_text(kept, encoding="utf-8")
    return folder


def test_both_languages_of_the_guide_show_the_same_files() -> None:
    """Words in both languages, a style, a look of the PDF and a text."""
    assert {
        "reports/words/papers.sv.yaml",
        "reports/words/papers.en.yaml",
        "reports/html/style.css",
        "reports/typst/document.typ",
        "portfolios/exempelkommun/texts/bedomning.yaml",
    } == set(files(SWEDISH))
    assert files(SWEDISH) == files(ENGLISH)


@pytest.mark.parametrize(("part", "title"), [(SWEDISH, "Regionstyrelsen"), (ENGLISH, "The regional executive board")])
def test_the_command_of_the_guide_shows_the_changed_words_and_style(
    part: str, title: str, followed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it is written, in the workspace; the shipped style is there too."""
    command = re.search(r"^    prioritizer (report .*)$", part, re.MULTILINE)
    assert command
    monkeypatch.chdir(followed)
    result = CliRunner().invoke(main, command.group(1).split())
    page = Path(command.group(1).split()[5]).read_text("utf-8")

    assert result.exit_code == 0, result.output
    assert title in page
    assert ":root { --accent: #7a1f3d; }" in page
    assert ".points li::marker" in page


def test_the_look_of_the_pdf_is_the_changed_one(followed: Path) -> None:
    """Another file than without the change, and a whole one."""
    plan, made = followed / "plans" / "exempelkommun", [followed / "egen.pdf", followed / "medföljande.pdf"]
    own, kept = followed / "reports" / "typst" / "document.typ", followed / "kvar.typ"
    for path in made:
        found = CliRunner().invoke(main, ["report", str(plan), "--document", "allmanheten", "-o", str(path)])
        assert found.exit_code == 0, found.output
        if own.exists():
            shutil.move(own, kept)
    shutil.move(kept, own)

    assert made[0].read_bytes() != made[1].read_bytes()
    assert made[0].read_bytes().startswith(b"%PDF-1.7")


def test_a_changed_style_of_word_is_in_the_memo(followed: Path) -> None:
    """Heading 1 in the colour of the institution, with the words around the content that it wrote."""
    (followed / "reports" / "word").mkdir()
    template = Opened(str(ROOT / "reports" / "word" / "document.docx"))
    template.styles["Heading 1"].font.color.rgb = RGBColor(0x7A, 0x1F, 0x3D)
    template.add_paragraph("Regionens diarium")
    template.save(str(followed / "reports" / "word" / "document.docx"))
    plan, to = followed / "plans" / "exempelkommun", followed / "prov.docx"
    result = CliRunner().invoke(main, ["report", str(plan), "--document", "tjansteskrivelse", "-o", str(to)])
    with zipfile.ZipFile(BytesIO(to.read_bytes())) as archive:
        styles = archive.read("word/styles.xml").decode()

    assert result.exit_code == 0, result.output
    assert "7A1F3D" in styles
    assert "Regionens diarium" in [paragraph.text for paragraph in Opened(str(to)).paragraphs]


def test_the_text_of_the_guide_is_read(followed: Path) -> None:
    """In both languages, with its author and no fault."""
    (text,), faults = read_texts(followed / "portfolios" / "exempelkommun" / "texts", [])

    assert faults == []
    assert (text.section, text.author) == ("assessment", "Maria Ek, utvecklingsstrateg")
    assert set(text.by_language) == {"sv", "en"}


@pytest.mark.parametrize("part", [SWEDISH, ENGLISH], ids=["sv", "en"])
def test_every_tag_of_word_is_told(part: str) -> None:
    """The guide names each tag that a document fills."""
    assert [tag for tag in sorted(TAGS) if not re.search(rf"`(?:{{{{p? )?{tag}(?: }}}})?`", part)] == []
