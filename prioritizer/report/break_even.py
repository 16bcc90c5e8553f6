"""How much of the effects is needed, in people as a politician counts them, and the exact share beside (§11)."""

from decimal import Decimal

from prioritizer.report import unpriced
from prioritizer.report.blocks import Block, Paragraph
from prioritizer.report.steps import expected_factor, is_in_units, outcome_title
from prioritizer.report.voice import Data, Voice, inner, rows

WHOLE = 100
"""People from which a whole number is as exact as the share beside it, to a tenth of a per cent."""


def of_proposal(voice: Voice, value: Data) -> list[Block]:
    """What is needed for society and for the own purse; why it cannot be said where it cannot."""
    if not value:
        return [Paragraph(voice.say("value.none"))]
    if unpriced.is_unpriced(value):
        return [Paragraph(unpriced.sentence(voice, value))]
    if value.get("break_even") is None and not _never(value, "break_even"):
        stated = "stated" if value.get("stated") else "unknown"
        return [Paragraph(voice.say(f"break_even.{stated}"))]
    return [Paragraph(" ".join((*_by_society(voice, value), *_by_own(voice, value))))]


def shares(voice: Voice, value: Data) -> tuple[str, str]:
    """The part of the expected effects that is needed, for society and for the own purse."""
    notes = rows(value, "notes")
    own = voice.say("break_even.nothing") if "own_pays_nothing" in notes else _share(voice, value, "break_even_own")
    return _share(voice, value, "break_even"), own


def _share(voice: Voice, value: Data, name: str) -> str:
    return voice.say("break_even.never") if _never(value, name) else voice.share(value.get(name), 0)


def _never(value: Data, name: str) -> bool:
    return f"{name}_not_reached" in rows(value, "notes")


def _by_society(voice: Voice, value: Data) -> list[str]:
    """One sentence for each outcome, and the part of all effects that it means."""
    if _never(value, "break_even"):
        return [voice.say("break_even.society_never")]
    scale = float(value["break_even"])
    steps = [s for s in rows(value, "steps") if s.get("expected_difference") is not None and not s.get("transfer")]
    # What is needed comes first, and then the harm that is reckoned with beside it.
    steps.sort(key=_harms)
    told = [_needed(voice, step, scale, first=at == 0) for at, step in enumerate(steps)]
    haircut = [voice.say("break_even.haircut")] if any(s.get("haircut") for s in steps) else []
    whole = voice.say("break_even.society", scale=voice.share(value["break_even"], 0))
    return [*told, whole, *_falls_back(voice, value, "break_even"), *haircut]


def _harms(step: Data) -> bool:
    """Whether an effect costs society something, so that nobody needs it to come about."""
    return (step.get("present_value") or 0) < 0


def _needed(voice: Voice, step: Data, scale: float, first: bool) -> str:
    """What is needed, or reckoned with, of one outcome: so many participants, or units each where stated so."""
    forecast = abs(float(step["expected_difference"])) * (1 - float(step.get("haircut") or 0))
    outcome = inner(outcome_title(voice, step))
    if is_in_units(step):
        needed, told = voice.number(scale * forecast, 2), voice.number(forecast, 2)
        key = "break_even.units_harm" if _harms(step) else "break_even.units"
        return voice.say(key, outcome=outcome, units=needed, forecast=told)
    people = expected_factor(step, "participants") or float(step["participants"])
    return voice.say(
        "break_even.people_harm" if _harms(step) else "break_even.people" if first else "break_even.people_too",
        n=_people(voice, scale * forecast * people),
        all=voice.number(people, 0),
        does=_does(voice, step, outcome),
        share=_exactly(voice, scale * forecast),
        forecast=_people(voice, forecast * people),
        expected=_exactly(voice, forecast),
    )


def _does(voice: Voice, step: Data, outcome: str) -> str:
    """What those do who turn, in the words of the outcome; without such words it is gained or escaped."""
    if float(step["expected_difference"]) < 0:
        return voice.say("break_even.gets", outcome=outcome)
    known = f"avoided.{step.get('outcome')}"
    return voice.words.get(known) or voice.say("break_even.escapes", outcome=outcome)


def _people(voice: Voice, people: float) -> str:
    """People, not rounded up, so that they agree with the share: decimals where a whole person would show."""
    return voice.number(Decimal(repr(people)), 0 if people >= WHOLE else 1 if people >= 0.1 else 2)


def _exactly(voice: Voice, share: float) -> str:
    """A share of participants beside their number."""
    return voice.share(share, 1 if share >= 0.01 else 2)


def _by_own(voice: Voice, value: Data) -> list[str]:
    if "own_pays_nothing" in rows(value, "notes"):
        return [voice.say("break_even.own_nothing")]
    if _never(value, "break_even_own"):
        return [voice.say("break_even.own_never")]
    if value.get("break_even_own") is None:
        return []
    whole = voice.say("break_even.own", scale=voice.share(value["break_even_own"], 0))
    return [whole, *_falls_back(voice, value, "break_even_own")]


def _falls_back(voice: Voice, value: Data, name: str) -> list[str]:
    """That more of the effects is not always better, where it is not."""
    return [voice.say("break_even.falls_back")] if f"{name}_falls_back" in rows(value, "notes") else []
