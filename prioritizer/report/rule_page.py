"""What a page about a rule is made of, before it is printed."""

from collections.abc import Iterable
from dataclasses import dataclass

from prioritizer.model.rules import Checked, Language
from prioritizer.report.rule_page_words import word
from prioritizer.words.formatting import day


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, or with a depth of one or more an item of a list."""

    text: str
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One rule in words.

    `path` is where its page lies, `file` where the rule itself is written, `brief` its strength or its values, for a
    list. `assumption` says what of it is assumed though the rest has a source.
    """

    kind: str
    id: str
    path: str
    title: str
    lead: str
    brief: str
    file: str
    is_assumed: bool
    sections: tuple[Section, ...]
    assumption: str = ""

    def boxes(self, language: Language) -> tuple[str, ...]:
        """What a reader must know before all else: that something here is assumed."""
        numbers = (word("is_assumed", language),) if self.is_assumed else ()
        return (*numbers, word("assumption_of", language, told=self.assumption)) if self.assumption else numbers


def section(heading: str, lines: Iterable[Line | str], language: Language) -> Section:
    """A section by the name of its heading; a bare text is a paragraph."""
    return Section(word(heading, language), tuple(Line(one) if isinstance(one, str) else one for one in lines))


def checked_section(checked: Checked | None, language: Language) -> Section:
    """When somebody last saw that the rule holds, and who."""
    if checked is None:
        return section("checked", [word("not_checked", language)], language)
    told = word("checked_by", language, day=day(checked.on, language), by=checked.by)
    return section("checked", [told], language)
