"""docs/twelve-questions.md shows what the program answers: every quoted line is what the command prints."""

import re
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.cli.command import prioritizer, said, talked

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs/twelve-questions.md").read_text("utf-8")
LANGUAGES = ("Svenska", "English")
QUESTIONS = range(1, 13)
LEFT_OUT = "…"


def section(language: str, question: int) -> str:
    """A question in one language."""
    half = re.split(r"^## ", PAGE, flags=re.M)[1 + LANGUAGES.index(language)]
    return re.split(r"^### \d+\. ", half, flags=re.M)[question]


def blocks(text: str) -> list[str]:
    """What stands between fences."""
    return re.findall(r"^```text\n(.*?)^```$", text, flags=re.M | re.S)


def command(text: str) -> list[str]:
    """The one command of a question."""
    (found,) = re.findall(r"^    prioritizer (.+)$", text, flags=re.M)
    return str(found).split()


def flat(text: str) -> str:
    """The words with one space between: lines are broken in the page, and tables are as wide as the window."""
    return " ".join(text.split())


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    """What a command prints in a workspace with the files that the page speaks of; each is run once."""
    here = tmp_path_factory.mktemp("board")
    for name in ("rules", "portfolios", "reports"):
        shutil.copytree(ROOT / name, here / name)
    after = here / "portfolios/nasta_omgang"
    shutil.copytree(here / "portfolios/exempelkommun", after)
    (after / "proposals/forsta_linje.yaml").unlink()
    file = after / "portfolio.yaml"
    file.write_text(file.read_text("utf-8").replace("2028: 8_500_000", "2028: 10_500_000", 1), "utf-8")
    (here / "beslut.txt").write_text(blocks(section("Svenska", 11))[0], "utf-8")

    @cache
    def run(*words: str) -> str:
        finished = prioritizer(*words, cwd=here)
        assert finished.returncode == 0, talked(finished)
        return flat(said(finished))

    return run


def quoted(text: str) -> Iterator[str]:
    """Each stretch of the answer that stands in the page."""
    for part in re.split(rf"^{LEFT_OUT}$", blocks(text)[-1], flags=re.M):
        if part.strip():
            yield flat(part)


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_quoted_line_is_what_the_command_prints(
    language: str, question: int, printed: Callable[..., str]
) -> None:
    """Word for word and number for number, in the order of the answer."""
    text = section(language, question)
    answer, at = printed(*command(text)), 0
    for stretch in quoted(text):
        found = answer.find(stretch, at)
        assert found >= 0, stretch
        at = found + len(stretch)


@pytest.mark.parametrize("question", QUESTIONS)
def test_both_languages_ask_the_same(question: int) -> None:
    """The same command but for the language."""
    assert [*command(section("Svenska", question)), "--lang", "en"] == command(section("English", question))


def test_there_are_twelve_in_each_language_and_readme_points_here() -> None:
    """And no page without a reader."""
    assert len(re.findall(r"^### \d+\. ", PAGE, flags=re.M)) == 2 * len(QUESTIONS)
    assert "docs/twelve-questions.md" in (ROOT / "README.md").read_text("utf-8")
