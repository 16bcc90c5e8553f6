"""Limits on the outcomes, on those of the choice and on fresh ones, and a breach in plain words (convention §18)."""

from collections.abc import Iterator
from decimal import Decimal

from prioritizer.report.blocks import Block, Paragraph
from prioritizer.report.naming import limit_words
from prioritizer.report.voice import Voice, rows


def sentences(voice: Voice) -> Iterator[Block]:
    """A sentence for each limit on the outcomes; a warning where fresh ones break it."""
    for row in rows(voice.plan, "fresh"):
        is_mean = row.get("form") == "worst_mean"
        figures = {name: _measured(voice, row.get(name), is_share=not is_mean) for name in ("used", "fresh", "bound")}
        edge = _measured(voice, row.get("edge"), is_share=is_mean)
        limit = voice.say("quoted", text=limit_words(voice, str(row["limit"])))
        key = f"fresh.{row.get('form')}"
        told = voice.say(key, edge=edge, draws=voice.number(row.get("draws")), limit=limit, **figures)
        if row.get("holds"):
            yield Paragraph(f"{told} {voice.say('fresh.holds')}")
        else:
            yield Paragraph(f"{voice.say('fresh.broken', limit=limit)} {told}", "warning")


def _measured(voice: Voice, value: object, is_share: bool) -> str:
    """Kronor to the krona; a share that is no whole per cent with two decimals of one, since a breach may be small."""
    if not is_share:
        return voice.kronor(value)
    return voice.share(value, 0 if Decimal(str(value)) * 100 % 1 == 0 else 2)
