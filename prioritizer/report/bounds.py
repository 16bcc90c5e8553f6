"""The limits in words: what the plan uses and where each limit stands."""

from decimal import Decimal
from typing import Any

from prioritizer.report.blocks import Block, Cell, Paragraph, Row, Section, Table
from prioritizer.report.first_page import fund_table, limit_words
from prioritizer.report.tables import heads
from prioritizer.report.voice import Data, Voice, rows


def bounds(voice: Voice) -> Section:
    """Kronor by fund and year, and each declared limit with what is used of it."""
    blocks: list[Block] = [Paragraph(voice.say("bounds.read"))]
    if rows(voice.plan, "fund_rows"):
        blocks.append(fund_table(voice, "medel"))
    used = rows(voice.plan, "limit_rows")
    if used:
        blocks.append(_used_table(voice, used))
    if voice.limits:
        blocks.append(_words_table(voice))
    return Section("villkor", voice.say("bounds.title"), tuple(blocks))


def _used_table(voice: Voice, used: list[Any]) -> Table:
    lines = tuple(
        Row(
            (
                Cell(limit_words(voice, str(row["id"]))),
                Cell(_measured(voice, row, row.get("used")), number=True),
                Cell(_bound(voice, row), number=True),
            )
        )
        for row in used
    )
    return Table(
        "villkor-tabell", voice.say("caption.bounds"), heads(voice, "limit", "used", "bound", numbers=2), lines
    )


def _bound(voice: Voice, row: Data) -> str:
    return voice.code("sense", str(row.get("sense")), x=_measured(voice, row, row.get("bound")))


def _measured(voice: Voice, row: Data, value: Any) -> str:
    """A figure of a limit in its unit: a share, kronor, or so many of a resource or of proposals."""
    form, of = row.get("form"), row.get("of")
    if value is None:
        return voice.unknown
    if form == "share_of":
        return voice.share(value, 0 if Decimal(str(value)) * 100 % 1 == 0 else 1)
    if form == "sum_of" and of == "granted":
        return voice.kronor(value)
    units = {str(r.get("id")): voice.text(r.get("unit")) for r in rows(voice.portfolio, "resources")}
    return f"{voice.number(value)} {units.get(str(of), '')}".strip()


def _words_table(voice: Voice) -> Table:
    lines = tuple(
        Row(
            (
                Cell(voice.text(limit.get("title")) or id),
                Cell(voice.text(limit.get("says"))),
                Cell(voice.text(limit.get("why"))),
                Cell(source_words(voice, limit)),
            )
        )
        for id, limit in voice.limits.items()
    )
    return Table("villkor-ord", voice.say("caption.limits"), heads(voice, "limit", "says", "why", "source"), lines)


def source_words(voice: Voice, data: Data) -> str:
    """A source as a person writes it: title, place in it, address."""
    source = data.get("source")
    if not isinstance(source, dict):
        return voice.text(source)
    parts = [voice.text(source.get(name)) for name in ("title", "article", "url")]
    return ", ".join(found for found in parts if found)
