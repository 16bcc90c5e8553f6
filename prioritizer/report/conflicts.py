"""Why no plan is possible, and the least that would make one so (convention §27)."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from prioritizer.report.blocks import Block, Paragraph, Points
from prioritizer.report.naming import limits_words
from prioritizer.report.quantities import quantity
from prioritizer.report.voice import Data, Voice, apart, capital, part, rows


def blocks(voice: Voice, clash: Sequence[Any]) -> tuple[Block, ...]:
    """A smallest clash, then what would open a plan, then further clashes; what was not worked out is left out.

    Args:
        voice: The language.
        clash: The limits of the first clash.
    """
    found = part(voice.record, "conflicts")
    sets, changes = rows(found, "sets"), rows(found, "changes")
    made: list[Block] = [
        Paragraph(voice.say(_lead(clash, sets))),
        Points(tuple(capital(text) for text in _names(voice, clash))),
    ]
    told = [voice.say(f"no_plan.{sets[0].get('proof')}")] if sets and len(clash) > 1 else []
    if len(sets) == 1 and found.get("more") is False:
        told.append(voice.say("no_plan.only"))
    made += [Paragraph(" ".join(told))] if told else []
    made += _changes(voice, changes)
    made += _together(voice, part(found, "together"), changes)
    if len(sets) > 1:
        others = (capital(voice.join(_names(voice, rows(other, "limits")))) for other in sets[1:])
        made += [Paragraph(voice.say("no_plan.further")), Points(tuple(others))]
    if sets and (len(sets) > 1 or found.get("more") is not False):
        left = {None: "no_plan.more_unknown", True: "no_plan.more", False: "no_plan.no_more"}[found.get("more")]
        made.append(Paragraph(voice.say(left)))
    return tuple(made)


def _lead(clash: Sequence[Any], sets: Sequence[Data]) -> str:
    """What is said of the limits of the first clash: that one can be left out only where that is known."""
    if len(clash) == 1:
        return "no_plan.clash_one"
    return "no_plan.clash_found" if sets and sets[0].get("proof") == "found" else "no_plan.clash"


def _names(voice: Voice, ids: Sequence[Any]) -> tuple[str, ...]:
    """Limits by name; of money until a year also how much there is."""
    told: list[str] = []
    others: list[str] = []
    for id in map(str, ids):
        kind, _, rest = id.partition(":")
        fund, _, year = rest.partition(":")
        if kind == "fund" and year.isdigit():
            told.append(_money(voice, fund, int(year)))
        else:
            others.append(id)
    return (*dict.fromkeys(told), *limits_words(voice, others))


def _money(voice: Voice, fund: str, year: int) -> str:
    """The money of a fund in a year, or of all years until then where it may pass on, less what is promised."""
    found = part(voice.funds, fund)
    passes_on, first = bool(found.get("carry_over")), voice.plan_span[0]
    span = range(first, year + 1) if passes_on else range(year, year + 1)
    amount = Decimal(str(found.get("opening") or 0)) if first in span else Decimal(0)
    for years, sign in ((part(found, "allocation"), 1), (part(found, "committed"), -1)):
        amount += sign * sum(Decimal(str(kronor)) for at, kronor in years.items() if int(at) in span)
    key = "limit.fund_until" if passes_on and year > first else "limit.fund_of"
    return voice.say(key, fund=voice.fund(fund), year=year, amount=voice.kronor(amount))


def _changes(voice: Voice, changes: Sequence[Data]) -> list[Block]:
    """The least change of each thing that alone opens a plan; what no change of alone does stands together after it."""
    opening = [change for change in changes if change.get("opens")]
    vain = [_name(voice, change) for change in changes if change.get("opens") is False]
    unsettled = [_name(voice, change) for change in changes if change.get("opens") is None]
    made: list[Block] = []
    if opening:
        lead = "no_plan.alone_one" if len(opening) == 1 and not unsettled else "no_plan.alone"
        made += [Paragraph(voice.say(lead)), Points(tuple(_alone(voice, change) for change in opening))]
        if any(change.get("after") is not None and change.get("least") for change in opening):
            made.append(Paragraph(voice.say("no_plan.steps", one=voice.one), "small"))
        made += [Paragraph(voice.say("no_plan.vain", names=voice.join(vain)))] if vain else []
    made += [Paragraph(voice.say("no_plan.unsettled", names=voice.join(unsettled)))] if unsettled else []
    return made


def _together(voice: Voice, together: Data, changes: Sequence[Any]) -> tuple[Block, ...]:
    """Changes that only together open a plan, each with what it counts as, so that their sum can be followed."""
    if together:
        key = "no_plan.together_least" if together.get("least") else "no_plan.together"
        made = tuple(_counted(voice, one) for one in rows(together, "changes"))
        total = voice.say("no_plan.together_sum", share=_share(voice, _total(rows(together, "changes"))))
        return Paragraph(voice.say(key)), Points(made), Paragraph(total, "small")
    if changes and all(change.get("opens") is False for change in changes):
        return (Paragraph(voice.say("no_plan.together_none")),)
    return ()


def _counted(voice: Voice, change: Data) -> str:
    return voice.say("no_plan.counts_as", told=_made(voice, change), share=_share(voice, _relative(change)))


def _total(changes: Sequence[Data]) -> Decimal:
    return sum((_relative(change) for change in changes), Decimal(0))


def _relative(change: Data) -> Decimal:
    """A change as a share of its number as it stands; dropping something counts as 1, and so does each step from 0."""
    if change.get("before") is None or change.get("after") is None:
        return Decimal(1)
    before, after, step = (Decimal(str(change.get(name))) for name in ("before", "after", "step"))
    return abs(after - before) / (abs(before) or step)


def _share(voice: Voice, part: Decimal) -> str:
    return voice.share(part, min(2, apart(part)) if part < 1 else 1 if part * 100 % 1 else 0)


def _alone(voice: Voice, change: Data) -> str:
    return _made(voice, change, "no_plan.change_number" if change.get("least") else "no_plan.change_maybe")


def _made(voice: Voice, change: Data, key: str = "no_plan.change_number") -> str:
    if change.get("before") is None:
        return voice.say("no_plan.change_drop", what=capital(_name(voice, change)))
    before, after = (_number(voice, change, name) for name in ("before", "after"))
    return voice.say(key, what=capital(_name(voice, change)), before=before, after=after)


def _name(voice: Voice, change: Data) -> str:
    return limits_words(voice, [change.get("limit")])[0]


def _number(voice: Voice, change: Data, name: str) -> str:
    """A number in the unit of what is changed, with all its digits: a rounded change might not be enough."""
    return quantity(voice, change.get("unit"), change.get("of"), change.get(name))
