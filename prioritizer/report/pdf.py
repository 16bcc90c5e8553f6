"""A document as PDF/A-2a and PDF/UA-1, set by typst from `reports/typst/` (design §7).

The document enters as data and never as markup; the typesetter sees no folder, no package and no fonts but its own.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from prioritizer.report.blocks import Block, Chart, Document, Fold, Heading, Section, Table
from prioritizer.report.cleaned import map_texts
from prioritizer.report.plain_document import plain
from prioritizer.report.svg import svg
from prioritizer.report.typesetting import Job, Refused, Stopped, typeset
from prioritizer.report.walk import anchors, charts
from prioritizer.report.widths import layout
from prioritizer.report.words import BrokenTemplate

TEMPLATE = "typst/document.typ"
FONT = "Libertinus Serif"
"""The one in which words of charts are set: the typesetter knows none that a screen has."""
STANDARDS = ("a-2a", "ua-1")
LACKING = re.compile(r'(?:the text|the PDF contains the codepoint) `"(.+?)"`')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
COMMON = re.compile("[\n\x20-\x7e\xa0-\xff\u2013\u2014\u2018-\u201e\u2022\u2026\u2212]")
"""Characters that every one of the fonts has."""
REPLACEMENT = "\u25a1"
"""A white square, which the fonts have."""
IMPORT = re.compile(r'^(?:(?!//).)*?\b(?:import|include)\b[\s(]*"(@[^"]+)"')
"""A package that a template asks for, on one line and not in a comment."""
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
PACKAGE = re.compile(r"^(?:failed to download package .*?//[^/]+/(.+?)\.tar|package not found .*?@([^)]*))")
"""What the typesetter says of a package that it could not have."""
STOPPED = {"slow": "typesetter_slow", "large": "typesetter_large", "ended": "typesetter_ended"}
"""The sentence of each reason why the typesetter was stopped."""
BEFORE_CONTENTS = 2
"""Sections that stand before the contents: what is to be decided, and what it gives."""


def pdf(printed: Document, template: str) -> tuple[bytes, str]:
    """Set a document.

    Args:
        printed: The document, cleaned.
        template: The text of `reports/typst/document.typ`.

    Returns:
        The PDF, and the characters that no font has, which are replaced by a square.

    Raises:
        BrokenTemplate: The template is broken, asks for a package, or takes more time or memory than there is for it;
            with its line where it can be told.
        ImportError: typst is not installed, or does not work on this machine.
    """
    _refuse_packages(template)
    try:
        return _shown(printed, template)
    except Refused as error:
        raise _broken(error) from error
    except Stopped as stopped:
        raise BrokenTemplate(TEMPLATE, 0, STOPPED[stopped.reason], limit=str(stopped.limit)) from stopped


def _shown(printed: Document, template: str) -> tuple[bytes, str]:
    try:
        return _set(printed, template), ""
    except Refused as error:
        if not _lacking(error):
            raise
    lacking = unknown_to_the_fonts(printed)
    try:
        return _set(_replaced(printed, lacking), template), lacking
    except Refused:
        # Marks that no letter before them can carry: what is left is what every font has.
        rare = "".join(sorted({c for c in _texts(printed) if not COMMON.match(c)}))
        return _set(_replaced(printed, rare), template), rare


def pngs(drawn: Iterable[Chart]) -> dict[str, bytes]:
    """Charts as images for programs that show no SVG, by their ids.

    Raises:
        Stopped: The typesetter broke down.
        ImportError: typst is not installed, or does not work on this machine.
    """
    source = '#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.image), format: "svg")'
    images = {chart.id: svg(chart, font=FONT) for chart in drawn}
    if not images:
        return {}
    job = Job(source, [{"image": image} for image in images.values()], "png", ppi=220)
    return dict(zip(images, typeset(job), strict=True))


def unknown_to_the_fonts(printed: Document) -> str:
    """Those characters of a document that none of the typesetter's fonts has, in order."""
    rare = sorted({c for c in _texts(printed) if not COMMON.match(c)})
    source = '#set document(title: "x")\n#for one in json(bytes(sys.inputs.document)) [#one \\ ]'
    try:
        typeset(Job(source, [{"document": json.dumps(rare)}], "pdf", STANDARDS))
    except Refused as error:
        told = set("".join(_lacking(error)))
        return "".join(one for one in rare if one in told)
    return ""


def _set(printed: Document, template: str) -> bytes:
    images = json.dumps({chart.id: svg(chart, font=FONT) for chart in charts(printed.sections)}, ensure_ascii=False)
    inputs = {"document": _data(printed), "images": images}
    (made,) = typeset(Job(template, [inputs], "pdf", STANDARDS, _timestamp(printed.as_of)))
    return made


def _refuse_packages(template: str) -> None:
    """No package is looked for, so that nothing is fetched; one whose name is put together meets a dead end instead."""
    written = COMMENT.sub(lambda found: "\n" * found[0].count("\n"), template)
    for at, text in enumerate(written.split("\n"), 1):
        if found := IMPORT.search(text):
            raise BrokenTemplate(TEMPLATE, at, "package_imported", package=found[1])


def _timestamp(as_of: str) -> int:
    """Midnight of the day that the document speaks of, for the same bytes whenever it is made (§28)."""
    try:
        return int(datetime.fromisoformat(as_of).replace(tzinfo=UTC).timestamp())
    except ValueError:
        return 0


def _data(printed: Document) -> str:
    """The document as the template takes it: columns laid out, levels of headings, and only links that lead on.

    Written section by section: the whole as values of Python would be ten times its text.
    """
    known = set(anchors(printed.sections))
    found = plain(replace(printed, sections=(), live={})) | {"before_contents": BEFORE_CONTENTS}
    return _with_sections(found, printed.sections, 1, known)


def _section(section: Section, depth: int, known: set[str]) -> str:
    blocks = [_block(block, depth, known) for block in section.blocks]
    found = {"id": section.id, "title": section.title, "status": section.status, "blocks": blocks}
    return _with_sections(found, section.sections, depth + 1, known)


def _with_sections(found: dict[str, Any], sections: Sequence[Section], depth: int, known: set[str]) -> str:
    kept = json.dumps({name: value for name, value in found.items() if name != "sections"}, ensure_ascii=False)
    inner = ", ".join(_section(section, depth, known) for section in sections)
    return f'{kept[:-1]}, "sections": [{inner}]}}'


def _block(block: Block, depth: int, known: set[str]) -> dict[str, Any]:
    found: dict[str, Any] = plain(block)
    if isinstance(block, Heading):
        # One level below its section; a heading of level 4 in a document is of level 3 in its outline.
        found["depth"] = min(max(block.level - 1, depth + 1), depth + 1)
    elif isinstance(block, Table):
        laid = layout(block)
        found |= {"widths": laid.shares, "width": laid.width, "points": laid.points, "numbers": laid.numbers}
        found["longest"] = max((len(cell.text) for row in block.rows for cell in row.cells), default=0)
        columns = len(laid.shares)
        for row in ({"cells": found["head"]}, *found["rows"]):
            for cell in row["cells"]:
                cell["link"] = cell["link"] if cell["link"] in known else ""
            row["cells"] += [{"text": "", "link": "", "branches": []}] * (columns - len(row["cells"]))
    elif isinstance(block, Fold):
        found["blocks"] = [_block(inner, depth, known) for inner in block.blocks]
    return found


def _texts(printed: Document) -> set[str]:
    """Every character of a document."""
    found: set[str] = set()

    def seen(text: str) -> str:
        found.update(text)
        return text

    map_texts(printed, seen)
    return found


def _replaced(printed: Document, lacking: str) -> Document:
    table = str.maketrans(dict.fromkeys(lacking, REPLACEMENT))
    return map_texts(printed, lambda text: text.translate(table))


def _lacking(error: Refused) -> list[str]:
    """The texts that the typesetter says that no font can show."""
    return [ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) for text in LACKING.findall(error.diagnostic)]


def _broken(error: Refused) -> BrokenTemplate:
    line = re.search(r"\.typ:(\d+):", error.diagnostic)
    at = int(line[1]) if line else 0
    if package := PACKAGE.search(error.message):
        return BrokenTemplate(TEMPLATE, at, "package_imported", package=f"@{package[1] or package[2]}")
    return BrokenTemplate(TEMPLATE, at, "template_broken", said=error.message)
