"""The tags of a Word template, read paragraph by paragraph before anything is filled in.

What docxtpl takes in silence and Word then refuses to open is named here, with the words of its paragraph: Word has no
lines, and by its words a paragraph is found.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from jinja2 import Environment

from prioritizer.report.own_files import attempted
from prioritizer.report.words import BrokenTemplate

TEMPLATE = "word/document.docx"
BODY = "{{p body }}"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
INSIDE = (f"{WORD}tc", f"{WORD}txbxContent")
"""A table or a text box: the content of a document is too large to stand in one."""
CLOSED_BY = {"{{": "}}", "{%": "%}", "{#": "#}"}
MARK = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
PREFIXED = re.compile(r"\{\{(?:p|r|tr|tc)\s+(.*?)\s*\}\}")
NAME_OF_BODY = re.compile(r"\bbody\b")
LONGEST = 60
"""So much of a paragraph is enough to find it by."""


@dataclass(frozen=True, slots=True)
class Line:
    """The text of a paragraph, and whether the content of the document may stand there."""

    text: str
    holds_body: bool

    @property
    def where(self) -> str:
        """The paragraph as it is named."""
        return self.text if len(self.text) <= LONGEST else f"{self.text[:LONGEST]}…"

    def tags(self) -> list[str]:
        """Its tags in order, comments aside.

        Raises:
            BrokenTemplate: One does not end, or never began.
        """
        found, opened = [], None
        for mark in MARK.finditer(self.text):
            if opened is None and mark[0] in CLOSED_BY:
                opened = mark
            elif opened is not None and opened[0] == "{#" and mark[0] != "#}":
                continue
            elif opened is not None and mark[0] == CLOSED_BY[opened[0]]:
                found += [self.text[opened.start() : mark.end()]] if opened[0] != "{#" else []
                opened = None
            elif opened is None or mark[0] in CLOSED_BY:
                raise BrokenTemplate(TEMPLATE, 0, "tag_unclosed", where=self.where, tag=mark[0])
        if opened is not None:
            raise BrokenTemplate(TEMPLATE, 0, "tag_unclosed", where=self.where, tag=opened[0])
        return found


def lines_of(filled: Any) -> list[Line]:
    """The paragraphs of a template: its text, then heads and feet of pages.

    Args:
        filled: The template, as docxtpl opens it.
    """
    from docx.opc.oxml import parse_xml

    pages = [part for uri in (filled.HEADER_URI, filled.FOOTER_URI) for _, part in filled.get_headers_footers(uri)]
    body = [Line(_text(one), not _is_inside(one)) for one in filled.docx.element.body.iter(f"{WORD}p")]
    return [*body, *(Line(_text(one), False) for part in pages for one in parse_xml(part.blob).iter(f"{WORD}p"))]


def _text(paragraph: Any) -> str:
    """Its own text, without that of a text box that stands in it."""
    words = (one for one in paragraph.iter(f"{WORD}t") if next(one.iterancestors(f"{WORD}p")) is paragraph)
    return "".join(one.text or "" for one in words).strip()


def _is_inside(paragraph: Any) -> bool:
    return next(paragraph.iterancestors(*INSIDE), None) is not None


def check_tags(lines: Iterable[Line]) -> None:
    """That each tag ends, that the content stands once and alone, and that nothing else takes the place of a paragraph.

    Raises:
        BrokenTemplate: With the words of the paragraph.
    """
    bodies = 0
    for line in lines:
        for tag in line.tags():
            prefixed = PREFIXED.fullmatch(tag)
            is_body = prefixed is not None and tag.startswith("{{p") and prefixed[1] == "body"
            bodies += is_body
            if is_body and line.holds_body and line.text == tag and bodies == 1:
                continue
            if is_body or (tag.startswith("{{") and NAME_OF_BODY.search(tag)):
                raise BrokenTemplate(TEMPLATE, 0, "body_misplaced", where=line.where, tag=BODY)
            if prefixed:
                right = "{{ " + prefixed[1] + " }}"
                raise BrokenTemplate(TEMPLATE, 0, "tag_prefixed", where=line.where, tag=tag, near=right)


def naming(lines: Iterable[Line], names: Iterable[str]) -> str:
    """The first paragraph in which a tag has one of some names."""
    named = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in sorted(names)))
    return next((line.where for line in lines if any(named.search(tag) for tag in line.tags())), "…")


def failing(lines: Iterable[Line], error: Exception, environment: Environment, given: Mapping[str, Any]) -> str:
    """The first paragraph with a tag that alone brings the same error about; empty where none does.

    A part of a loop or condition fails alone in ways of its own.
    """
    for line in lines:
        for tag in line.tags():
            found = attempted(partial(_filled, tag, environment, given))
            if isinstance(found, type(error)) and str(found) == str(error):
                return line.where
    return ""


def _filled(tag: str, environment: Environment, given: Mapping[str, Any]) -> str:
    return environment.from_string(re.sub(r"^(\{[{%])(?:p|r|tr|tc)\s", r"\1 ", tag)).render(given)
