"""A document as PDF/A-2a and PDF/UA-1, set by typst from `reports/typst/` (design §7).

The document enters as data and never as markup; the typesetter sees no folder, no package and no fonts but its own.
"""

import json
import re
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Literal

from prioritizer.report.blocks import Block, Chart, Document, Fold, Heading, Section, Table
from prioritizer.report.cleaned import map_texts
from prioritizer.report.plain_document import plain
from prioritizer.report.svg import svg
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
KEPT = 11
"""Settings after which the typesetter has forgotten one."""
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
        BrokenTemplate: The template is broken; with its line where the typesetter tells it.
        ImportError: typst is not installed, or does not work on this machine.
    """
    try:
        return _shown(printed, template)
    finally:
        _forget()


def _shown(printed: Document, template: str) -> tuple[bytes, str]:
    import typst

    try:
        return _set(printed, template), ""
    except typst.TypstError as error:
        if not _lacking(error):
            raise _broken(error) from error
    lacking = unknown_to_the_fonts(printed)
    try:
        return _set(_replaced(printed, lacking), template), lacking
    except typst.TypstError:
        # Marks that no letter before them can carry: what is left is what every font has.
        rare = "".join(sorted({c for c in _texts(printed) if not COMMON.match(c)}))
        return _set(_replaced(printed, rare), template), rare


def png(chart: Chart) -> bytes:
    """A chart as an image for programs that show no SVG.

    Raises:
        ImportError: typst is not installed, or does not work on this machine.
    """
    source = '#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.image), format: "svg")'
    return _compiled(source, "png", {"image": svg(chart, font=FONT)}, ppi=220)


def unknown_to_the_fonts(printed: Document) -> str:
    """Those characters of a document that none of the typesetter's fonts has, in order."""
    import typst

    rare = sorted({c for c in _texts(printed) if not COMMON.match(c)})
    source = '#set document(title: "x")\n#for one in json(bytes(sys.inputs.document)) [#one \\ ]'
    try:
        _compiled(source, "pdf", {"document": json.dumps(rare)})
    except typst.TypstError as error:
        told = set("".join(_lacking(error)))
        return "".join(one for one in rare if one in told)
    return ""


def _set(printed: Document, template: str) -> bytes:
    data = json.dumps(_data(printed), ensure_ascii=False)
    images = json.dumps({chart.id: svg(chart, font=FONT) for chart in charts(printed.sections)}, ensure_ascii=False)
    return _compiled(template, "pdf", {"document": data, "images": images}, as_of=printed.as_of)


def _compiled(
    source: str, form: Literal["pdf", "png", "svg"], inputs: Mapping[str, str], as_of: str = "", ppi: int | None = None
) -> bytes:
    import typst

    with tempfile.TemporaryDirectory(prefix="prioritizer-") as empty:
        compiler = typst.Compiler(
            source.encode(),
            root=empty,
            ignore_system_fonts=True,
            sys_inputs=dict(inputs),
            package_path=empty,
            package_cache_path=empty,
        )
        standards: Any = [*STANDARDS] if form == "pdf" else []
        made = compiler.compile(format=form, ppi=ppi, pdf_standards=standards, timestamp=_timestamp(as_of))
    assert isinstance(made, bytes)
    return made


def _forget() -> None:
    """Let the typesetter forget what it has set: it keeps each layout until ten more have been made, whatever of."""
    for _ in range(KEPT):
        _compiled("a", "svg", {})


def _timestamp(as_of: str) -> int:
    """Midnight of the day that the document speaks of, for the same bytes whenever it is made (§28)."""
    try:
        return int(datetime.fromisoformat(as_of).replace(tzinfo=UTC).timestamp())
    except ValueError:
        return 0


def _data(printed: Document) -> dict[str, Any]:
    """The document as the template takes it: columns laid out, levels of headings, and only links that lead on."""
    known = set(anchors(printed.sections))
    found: dict[str, Any] = plain(replace(printed, sections=(), live={}))
    sections = [_section(section, 1, known) for section in printed.sections]
    return {**found, "sections": sections, "before_contents": BEFORE_CONTENTS}


def _section(section: Section, depth: int, known: set[str]) -> dict[str, Any]:
    return {
        "id": section.id,
        "title": section.title,
        "status": section.status,
        "blocks": [_block(block, depth, known) for block in section.blocks],
        "sections": [_section(inner, depth + 1, known) for inner in section.sections],
    }


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


def _lacking(error: Any) -> list[str]:
    """The texts that the typesetter says that no font can show."""
    return [ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) for text in LACKING.findall(error.diagnostic)]


def _broken(error: Any) -> BrokenTemplate:
    line = re.search(r"\.typ:(\d+):", error.diagnostic)
    return BrokenTemplate(TEMPLATE, int(line[1]) if line else 0, "template_broken", said=error.message)
