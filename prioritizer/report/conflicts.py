"""Why no plan is possible, and the least that would make one so (convention §27)."""

from typing import Any

from prioritizer.report.blocks import Block, Paragraph, Points
from prioritizer.report.naming import limits_words
from prioritizer.report.quantities import quantity
from prioritizer.report.voice import Data, Voice, capital, part, rows


def blocks(voice: Voice) -> tuple[Block, ...]:
    """How small the clash is, further ones, and the least changes; nothing where they were not worked out."""
    found = part(voice.record, "conflicts")
    sets = rows(found, "sets")
    if not sets:
        return ()
    told = [voice.say(f"no_plan.{sets[0].get('proof')}")]
    if len(sets) == 1 and found.get("more") is False:
        told.append(voice.say("no_plan.only"))
    made: list[Block] = [Paragraph(" ".join(told))]
    if len(sets) > 1:
        clashes = (capital(voice.join(limits_words(voice, rows(clash, "limits")))) for clash in sets[1:])
        made += [Paragraph(voice.say("no_plan.further")), Points(tuple(clashes))]
    if len(sets) > 1 or found.get("more") is not False:
        left = {None: "no_plan.more_unknown", True: "no_plan.more", False: "no_plan.no_more"}[found.get("more")]
        made.append(Paragraph(voice.say(left)))
    changes = rows(found, "changes")
    made += [Paragraph(voice.say("no_plan.alone")), Points(tuple(_alone(voice, change) for change in changes))]
    if any(change.get("after") is not None and change.get("least") for change in changes):
        made.append(Paragraph(voice.say("no_plan.steps", one=voice.one), "small"))
    return (*made, *_together(voice, part(found, "together"), changes))


def is_minimal(voice: Voice) -> bool:
    """Whether none of the limits that are told to clash can be left out."""
    return all(clash.get("proof") != "found" for clash in rows(part(voice.record, "conflicts"), "sets"))


def _together(voice: Voice, together: Data, changes: list[Any]) -> tuple[Block, ...]:
    if together:
        key = "no_plan.together_least" if together.get("least") else "no_plan.together"
        return Paragraph(voice.say(key)), Points(tuple(_made(voice, one) for one in rows(together, "changes")))
    if all(change.get("opens") is False for change in changes):
        return (Paragraph(voice.say("no_plan.together_none")),)
    return ()


def _alone(voice: Voice, change: Data) -> str:
    if change.get("opens"):
        return _made(voice, change, "no_plan.change_number" if change.get("least") else "no_plan.change_maybe")
    key = "no_plan.change_unknown" if change.get("opens") is None else "no_plan.change_none"
    return voice.say(key, what=_name(voice, change))


def _made(voice: Voice, change: Data, key: str = "no_plan.change_number") -> str:
    if change.get("before") is None:
        return voice.say("no_plan.change_drop", what=_name(voice, change))
    before, after = (_number(voice, change, name) for name in ("before", "after"))
    return voice.say(key, what=_name(voice, change), before=before, after=after)


def _name(voice: Voice, change: Data) -> str:
    return capital(limits_words(voice, [change.get("limit")])[0])


def _number(voice: Voice, change: Data, name: str) -> str:
    """A number in the unit of what is changed, with all its digits: a rounded change might not be enough."""
    return quantity(voice, change.get("unit"), change.get("of"), change.get(name))
