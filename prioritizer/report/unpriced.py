"""Proposals of which no effect has a price: what is unknown is said to be, and never shown as zero (convention §25)."""

from collections.abc import Iterable, Sequence

from prioritizer.report.blocks import Cell
from prioritizer.report.voice import Data, Voice, part, rows
from prioritizer.words.formatting import Unit

NOTE = "no_priced_effects"
"""The note of a version without priced effects."""


def is_unpriced(value: Data) -> bool:
    """Whether none of a version's effects has a price, so that its value is its cost alone."""
    return NOTE in rows(value, "notes")


def sentence(voice: Voice, value: Data) -> str:
    """That break-even and sensitivity cannot be computed, and the effects that the value lacks."""
    told = voice.say("break_even.unpriced")
    names = effects(voice, str(value["proposal"]))
    return f"{told} {voice.say('unpriced.effects', names=voice.join(names))}" if names else told


def effects(voice: Voice, proposal: str) -> list[str]:
    """The effects without a price that a proposal states, with the reduction it aims at where it says one."""
    found = rows(part(voice.proposals, proposal), "qualitative")
    return [_effect(voice, one) for one in found]


def _effect(voice: Voice, one: Data) -> str:
    title = voice.text(one.get("title"))
    if one.get("reduction") is None:
        return title
    goal = f"{voice.number(one['reduction'])} {voice.unit_words(one.get('unit'))}".strip()
    return voice.say("unpriced.effect", title=title, goal=goal)


def money(voice: Voice, value: Data, name: str) -> str:
    """An amount of a version in words; where nothing is priced it is told to be the cost alone."""
    told = voice.money(value.get(name))
    return voice.say("unpriced.cost_alone", amount=told) if is_unpriced(value) else told


def marked(voice: Voice, value: Data, unit: Unit) -> Cell:
    """The net present value of a version as a cell, marked where it is the cost alone."""
    cell = voice.amount(value.get("nnv"), unit)
    return Cell(voice.say("unpriced.mark", amount=cell.text), number=True) if is_unpriced(value) else cell


def notes(voice: Voice, values: Iterable[Data]) -> tuple[str, ...]:
    """What the mark means and which effects the marked values lack; nothing where none is marked."""
    bare = dict.fromkeys(str(value["proposal"]) for value in values if is_unpriced(value))
    lacking = [
        voice.say("unpriced.of", name=voice.named([id]), effects=voice.join(effects(voice, id)) or voice.unknown)
        for id in bare
    ]
    return (voice.say("unpriced.note", lacking="; ".join(lacking)),) if lacking else ()


def without_effects(value: Data, found: Sequence[Data]) -> Sequence[Data]:
    """Rows of actors or years in which effects are unknown where none has a price."""
    unknown = dict.fromkeys(("effects", "taken_home", "effects_present"))
    return [{**row, **{k: None for k in unknown if k in row}} for row in found] if is_unpriced(value) else found
