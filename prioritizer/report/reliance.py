"""What the plan rests on: the prices and numbers that were used, counted by how sure their sources are."""

from collections.abc import Sequence
from typing import Any

from prioritizer.report.voice import Data, Voice, inner, rows
from prioritizer.words.formatting import years

UNSURE = ("assumption", "M")
"""Marks of figures without a confirmed source (domain facts: M is from memory)."""

TOLD = ("assumption", "D", "M")
"""Marks that are counted in a sentence: assumed, derived from other figures, and unconfirmed."""


def used_prices(voice: Voice) -> list[Any]:
    """The prices that some value rests on, in the order of the price list."""
    used = {
        str(step["outcome"]) for value in voice.values.values() for step in rows(value, "steps") if "outcome" in step
    }
    return [p for p in rows(voice.rules, "prices") if str(p.get("id")) in used]


def parameters(voice: Voice, used: bool) -> list[Any]:
    """The numbers of the rules that the run rests on, or the others; the run itself says which."""
    return [p for p in rows(voice.rules, "parameters") if bool(p.get("used", True)) is used]


def sentences(voice: Voice) -> tuple[str, ...]:
    """Which figures of the calculation nobody has confirmed: prices, take-home shares, and numbers of the rules."""
    prices, numbers = used_prices(voice), parameters(voice, used=True)
    home = [p for p in prices if "take_home" in rows(p, "assumed") and p.get("mark") not in UNSURE]
    told = [*_counted(voice, "prices", prices)]
    told += [voice.say("sureness.take_home", n=len(home), all=len(prices))] if home else []
    told += _counted(voice, "parameters", numbers)
    told = told or [voice.say("sureness.sourced")]
    unused = len(parameters(voice, used=False))
    return (*told, voice.count("sureness.unused", unused)) if unused else tuple(told)


def _counted(voice: Voice, kind: str, found: Sequence[Data]) -> list[str]:
    """How many there are and which of each mark; nothing where all have a confirmed source."""
    named = [(mark, [name for name in (_named(voice, one, mark) for one in found) if name]) for mark in TOLD]
    told = [
        voice.count(f"sureness.mark.{mark}", len(names), names=voice.listed(names)) for mark, names in named if names
    ]
    return [" ".join([voice.count(f"sureness.{kind}", len(found)), *told])] if told else []


def _named(voice: Voice, one: Data, mark: str) -> str:
    """The title of a price or number with a mark, and of a series the years that have it; empty where none has it."""
    title = inner(voice.text(one.get("title")))
    series = [int(dated["year"]) for dated in rows(one, "series") if dated.get("mark") == mark]
    if series:
        return voice.say("sureness.series", title=title, years=years(min(series), max(series)))
    return title if one.get("mark") == mark else ""
