"""Every number of a memo, an answer or the public page stands in the appendix (issue 7, «Done when»)."""

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest

from prioritizer.model.rules import Language
from tests.cli.command import Finished, talked

PLANS = Path("plans") / "exempelkommun"
LANGUAGES: tuple[Language, ...] = ("sv", "en")

LAWS = re.compile(r"\(?\d{4}:\d+\)?")
"""An act is cited where it is applied: its number is no figure of the plan, and the appendix applies fewer acts."""

NUMBERS = {
    "sv": re.compile(r"(?<![\w,.:/-])\d{1,3}(?: \d{3})+(?:,\d+)?(?!\w)|(?<![\w,.:/-])\d+(?:,\d+)?(?!\w)"),
    "en": re.compile(r"(?<![\w.:/-])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\w)|(?<![\w.:/-])\d+(?:\.\d+)?(?!\w)"),
}
MILLIONS = re.compile(r"([\d ]+[,.]\d) (?:miljoner|million)")
THOUSAND, MILLION = Decimal(1_000), Decimal(1_000_000)


class Seen(HTMLParser):
    """The text that a reader of a page sees, with a line for each block and cell."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        """Scripts and styles are not read."""
        self.hidden += tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        """A block or a cell is a line of its own."""
        self.hidden -= tag in ("script", "style")
        if tag in ("p", "li", "td", "th", "tr", "caption", "dt", "dd", "h1", "h2", "h3", "summary", "text"):
            self.told.append("\n")

    def handle_data(self, data: str) -> None:
        """Hard spaces are spaces, and soft hyphens nothing."""
        if not self.hidden:
            self.told.append(data.replace("\u00a0", " ").replace("\u00ad", ""))


@cache
def seen(path: Path) -> tuple[str, ...]:
    """The lines of a page."""
    reader = Seen()
    reader.feed(path.read_text("utf-8"))
    return tuple(line.strip() for line in "".join(reader.told).split("\n") if line.strip())


def numbers(lines: Iterable[str], language: Language) -> set[Decimal]:
    """All numbers of some lines, without their signs."""
    found = (text for line in lines for text in NUMBERS[language].findall(LAWS.sub("", line)))
    if language == "sv":
        return {Decimal(text.replace(" ", "").replace(",", ".")) for text in found}
    return {Decimal(text.replace(",", "")) for text in found}


def rounded(known: set[Decimal], to: Decimal, step: str) -> set[Decimal]:
    """Whole amounts in a larger unit."""
    return {(n / to).quantize(Decimal(step), ROUND_HALF_UP) for n in known if n == n.to_integral_value()}


def missing(lines: tuple[str, ...], known: set[Decimal], language: Language) -> list[Decimal]:
    """Numbers of a paper that the appendix does not have.

    Its tables are in kronor or thousands: whole kronor may stand there as thousands, and what it has in either may be
    told in a paper's table as thousands and in its text as millions with a decimal.
    """
    millions = {n for line in lines for n in numbers((text for text in MILLIONS.findall(line)), language)}
    others = numbers((MILLIONS.sub("", line) for line in lines), language)
    as_millions = known | rounded(known, MILLION, "0.1") | rounded(known, THOUSAND, "0.1")
    as_thousands = known | {n for n in rounded(known, THOUSAND, "1") if n} | {n * THOUSAND for n in known}
    return sorted((millions - as_millions) | (others - as_thousands))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_of_a_paper_stands_in_the_appendix(language: Language, planned: Finished, workspace: Path) -> None:
    """Memos, answers and the page for the public, in the same unit or a larger one."""
    assert planned.returncode == 0, talked(planned)
    folder = workspace / PLANS
    appendix = numbers(seen(folder / f"plan.{language}.html"), language)
    papers = [p for p in sorted(folder.rglob(f"*.{language}.html")) if not p.name.startswith("plan.")]
    found = {paper.name: missing(seen(paper), appendix, language) for paper in papers}

    assert len(papers) > 20
    assert {name: numbers for name, numbers in found.items() if numbers} == {}


@pytest.mark.parametrize(
    ("language", "line"), [("sv", "12 345 678 kronor och 3,7 %"), ("en", "12,345,678 kronor and 3.7%")]
)
def test_a_number_that_stands_nowhere_is_found_out(language: Language, line: str) -> None:
    """The check can fail: neither the kronor nor the share is in the appendix."""
    assert missing((line,), {Decimal(12), Decimal(345), Decimal(678)}, language) == [
        Decimal("3.7"),
        Decimal(12_345_678),
    ]
