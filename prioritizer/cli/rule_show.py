"""One rule as text: its page, found by its id, wrapped to the window."""

import textwrap
from collections.abc import Iterator
from datetime import date

from prioritizer.model.fault import InputFaults, Place, fault
from prioritizer.model.rules import Language
from prioritizer.reading.library import Library
from prioritizer.reading.scalars import nearest
from prioritizer.report.rule_page import Line, Page
from prioritizer.report.rule_pages import Pages


def page_of(library: Library, name: str, language: Language, day: date | None) -> tuple[Page, ...]:
    """The page of a rule; of two kinds of rule with the same id, such as a limit and its parameter, both.

    Args:
        library: All rules.
        name: An id, or SET/ID for a criterion of a set.
        language: sv or en.
        day: The day whose numbers are in force.

    Raises:
        InputFaults: No rule has the id, or criteria of several sets have it.
    """
    pages = tuple(Pages(library, language, day).all())
    found = [page for page in pages if name in (page.id, _in_set(page))]
    criteria = [page for page in found if page.kind == "criterion" and name == page.id]
    if len(criteria) > 1:
        choices = ", ".join(_in_set(page) for page in criteria)
        raise InputFaults([fault(Place("rules"), "", "rule_in_several_sets", key=name, choices=choices)])
    if not found:
        known = [*(page.id for page in pages), *(_in_set(page) for page in pages if page.kind == "criterion")]
        raise InputFaults([fault(Place("rules"), "", "unknown_rule", nearest(name, known), key=name)])
    return tuple(found)


def _in_set(page: Page) -> str:
    """A criterion by its set: SET/ID, with «default» for those outside a set."""
    if page.kind != "criterion":
        return page.id
    name = page.path.removeprefix("criteria/").removesuffix(".md")
    return name if "/" in name else f"default/{name}"


def page_lines(page: Page, language: Language, width: int) -> Iterator[str]:
    """A page as lines that fit the window."""
    yield from textwrap.wrap(page.title, width)
    yield f"{page.lead}, {page.id}, {page.file}"
    for box in page.boxes(language):
        yield from textwrap.wrap(box, width)
    for section in page.sections:
        yield from ("", section.heading)
        for line in section.lines:
            yield from _wrapped(line, width)


def _wrapped(line: Line, width: int) -> list[str]:
    indent = "  " * max(1, line.depth)
    mark, rest = (f"{indent}- ", f"{indent}  ") if line.depth else (indent, indent)
    return textwrap.wrap(
        line.text,
        width,
        initial_indent=mark,
        subsequent_indent=rest,
        break_on_hyphens=False,
        break_long_words=False,
    )
