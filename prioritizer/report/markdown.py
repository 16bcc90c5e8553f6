"""A document as Markdown: for a case system, a wiki or a comparison of two versions line by line."""

import re
from collections.abc import Iterable, Sequence
from html import escape

from prioritizer.report.blocks import (
    Block,
    Branch,
    Cell,
    Charts,
    Document,
    Fold,
    Heading,
    Links,
    Pairs,
    Paragraph,
    Points,
    Row,
    Section,
    Table,
)

MARKUP = re.compile(r"([\\`*_\[\]<>|~$&{}])")
FIRST = re.compile(r"^(\s*)([#+\-=]|\d+(?=[.)]))")
"""What makes a heading or a list of a line that it begins."""
DEEPEST = 6


def markdown(printed: Document) -> str:
    """Print a document as Markdown with GitHub's tables.

    Charts are their titles and text alternatives; their figures stand in the table that follows each. What a page
    folds away stands under a line in bold.
    """
    whose = " · ".join(_text(one) for one in (printed.organisation, printed.label) if one)
    head = [f"**{_text(printed.draft)}**" if printed.draft else "", whose]
    facts = [f"- {_text(term)}: {_text(text)}" for term, text in printed.facts]
    banner = f"**{_text(printed.banner)}**" if printed.banner else ""
    contents = [f"- [{_text(one.title)}](#{_id(one.id)})" for one in printed.sections if one.id]
    parts = [f"# {_text(printed.title)}", *head, "\n".join(facts), banner]
    if len(printed.sections) > 1 and printed.contents_title:
        parts += [f"**{_text(printed.contents_title)}**", "\n".join(contents)]
    for section in printed.sections:
        parts += _section(section, 2)
    parts += ["---", _text(printed.footer)] if printed.footer else []
    return "\n\n".join(part for part in parts if part) + "\n"


def _section(section: Section, level: int) -> Iterable[str]:
    status = f" ({_text(section.status)})" if section.status else ""
    anchor = f'<a id="{_id(section.id)}"></a>\n\n' if section.id else ""
    yield f"{anchor}{'#' * min(level, DEEPEST)} {_text(section.title)}{status}"
    yield from _blocks(section.blocks, level)
    for inner in section.sections:
        yield from _section(inner, level + 1)


def _blocks(blocks: Sequence[Block], level: int) -> Iterable[str]:
    for block in blocks:
        yield from _block(block, level)


def _block(block: Block, level: int) -> Iterable[str]:
    match block:
        case Paragraph():
            yield f"**{_text(block.text)}**" if block.style == "warning" else _text(block.text)
        case Heading():
            yield f"{'#' * min(max(block.level, level + 1), DEEPEST)} {_text(block.text)}"
        case Points():
            marks = (f"{n}." for n in range(1, len(block.items) + 1)) if block.ordered else ["-"] * len(block.items)
            yield "\n".join(f"{mark} {_text(item)}" for mark, item in zip(marks, block.items, strict=True))
        case Links():
            yield "\n".join(f"- [{_text(text)}](#{_id(id)})" for text, id in block.items)
        case Pairs():
            yield "\n".join(f"- {_text(term)}: {_text(text)}" for term, text in block.items)
        case Table():
            yield _table(block)
            yield from (_text(note) for note in block.notes)
        case Charts():
            for chart in block.charts:
                yield f"**{_text(chart.title)}**"
                yield _text(f"{chart.shows}. {chart.description}")
            if block.caption:
                yield _text(block.caption)
        case Fold():
            anchor = f'<a id="{_id(block.id)}"></a>' if block.id else ""
            yield f"{anchor}**{_text(block.title)}**"
            yield from _blocks(block.blocks, level)


def _table(table: Table) -> str:
    width = max(len(table.head), *(len(row.cells) for row in table.rows), 1)
    numbers = [any(_is_number(row.cells, i) for row in (Row(table.head), *table.rows)) for i in range(width)]
    lines = [
        _line([_cell(one) for one in table.head], width),
        _line(["---:" if number else "---" for number in numbers], width),
        *(
            _line([f"**{_cell(c)}**" if row.total and _cell(c) else _cell(c) for c in row.cells], width)
            for row in table.rows
        ),
    ]
    return f'<a id="{_id(table.id)}"></a>**{_text(table.caption)}**\n\n' + "\n".join(lines)


def _is_number(cells: Sequence[Cell], at: int) -> bool:
    return at < len(cells) and cells[at].number


def _line(cells: Sequence[str], width: int) -> str:
    return "| " + " | ".join([*cells, *[""] * (width - len(cells))]) + " |"


def _cell(cell: Cell) -> str:
    if cell.branches:
        return "<br>".join(_tree(cell.branches, 0))
    return f"[{_text(cell.text)}](#{_id(cell.link)})" if cell.link else _text(cell.text)


def _tree(branches: Iterable[Branch], depth: int) -> Iterable[str]:
    for branch in branches:
        yield f"{'– ' * depth}{_text(branch.text)}"
        yield from _tree(branch.branches, depth + 1)


def _text(text: str) -> str:
    """A text in which nothing is markup."""
    return FIRST.sub(r"\1\\\2", MARKUP.sub(r"\\\1", text)) if text else ""


def _id(id: str) -> str:
    return escape(id, quote=True)
