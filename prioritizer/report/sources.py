"""Where prices come from: the number of each in the price list of the document, and the mark of its source."""

from collections.abc import Iterable
from typing import Any

from prioritizer.report.voice import Data, Voice, inner, part, rows

LINK = "priser"
"""The table of prices, in which each source has its number."""


def numbered(voice: Voice, outcome: Any) -> str:
    """The number of a price's source: «[17]»; empty for an outcome that the price list has not."""
    known = [str(price.get("id")) for price in rows(voice.rules, "prices")]
    return voice.say("source.number", n=known.index(str(outcome)) + 1) if str(outcome) in known else ""


def of_step(voice: Voice, step: Data) -> str:
    """The mark of the price of an effect and the number of its source; of a local price, its own source."""
    mark = voice.code("mark", str(step.get("price_mark"))) if step.get("price_mark") else voice.unknown
    if step.get("price_is_local"):
        return voice.say("source.local", mark=mark, source=voice.text(step.get("price_source")) or voice.unknown)
    return f"{mark} {numbered(voice, step.get('outcome'))}".strip()


def in_short(voice: Voice, effects: Iterable[Data]) -> str:
    """The outcomes of some effects, each once, with the mark and number of its price."""
    titles = {str(p.get("id")): voice.text(p.get("title")) for p in rows(voice.rules, "prices")}
    told = (
        voice.say(
            "source.of", outcome=inner(titles.get(str(s["outcome"])) or str(s["outcome"])), source=of_step(voice, s)
        )
        for s in effects
        if part(s, "price")
    )
    return "; ".join(dict.fromkeys(told))
