"""Limits on the outcomes, on those of the choice and on fresh ones, and a breach in plain words (convention §18)."""

from collections.abc import Iterator
from typing import Any

from prioritizer.report.blocks import Block, Paragraph
from prioritizer.report.naming import limit_words
from prioritizer.report.voice import Data, Voice, apart, rows

LOWER = "worst_mean"
"""The form whose bound is a floor; that of the other is a ceiling."""


def broken(voice: Voice) -> tuple[str, ...]:
    """The limits that the plan breaks on fresh outcomes, by name."""
    return tuple(_name(voice, row) for row in rows(voice.plan, "fresh") if not row.get("holds"))


def breaches(voice: Voice) -> Iterator[Block]:
    """A warning for each limit that fresh outcomes break, and what would give room."""
    for row in rows(voice.plan, "fresh"):
        if not row.get("holds"):
            tighter = voice.say("fresh.tighter_floor" if row.get("form") == LOWER else "fresh.tighter_ceiling")
            told = voice.say("fresh.broken", limit=_name(voice, row))
            yield Paragraph(f"{told} {_figures(voice, row)} {tighter}", "warning")


def held(voice: Voice) -> Iterator[Block]:
    """A sentence for each limit that holds on the fresh outcomes too; of those that do not, where that is told."""
    for row in rows(voice.plan, "fresh"):
        if row.get("holds"):
            yield Paragraph(f"{_figures(voice, row)} {voice.say('fresh.holds')}")
        else:
            yield Paragraph(voice.say("fresh.broken_above", limit=_name(voice, row)), "warning")


def beside(voice: Voice, limit: str) -> str:
    """What a limit measures on the fresh outcomes, beside what it uses on those of the choice; empty of others."""
    found: Data = next((row for row in rows(voice.plan, "fresh") if str(row["limit"]) == limit), {})
    if not found:
        return ""
    gaps = {"fresh": _measured(voice, found)["fresh"], "draws": voice.number(found.get("draws"))}
    return voice.say("fresh.beside" if found.get("holds") else "fresh.beside_broken", **gaps)


def _name(voice: Voice, row: Data) -> str:
    return voice.say("quoted", text=limit_words(voice, str(row["limit"])))


def _figures(voice: Voice, row: Data) -> str:
    edge = (
        voice.share(row.get("edge"), apart(row.get("edge"))) if row.get("form") == LOWER else voice.kronor(row["edge"])
    )
    return voice.say(
        f"fresh.{row.get('form')}", edge=edge, draws=voice.number(row.get("draws")), **_measured(voice, row)
    )


def _measured(voice: Voice, row: Data) -> dict[str, str]:
    """Kronor to the krona; shares with as many decimals as tell them from the bound, since a breach may be small."""
    figures: dict[str, Any] = {name: row.get(name) for name in ("used", "fresh", "bound")}
    if row.get("form") == LOWER:
        return {name: voice.kronor(value) for name, value in figures.items()}
    bound = figures["bound"]
    digits = max(apart(figures[name], bound) for name in ("used", "fresh"))
    return {name: voice.share(n, apart(n) if name == "bound" else digits) for name, n in figures.items()}
