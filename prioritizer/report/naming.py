"""What limits are called in a sentence; the implicit ones have no title of their own (design §4)."""

from collections.abc import Iterable, Sequence
from typing import Any

from prioritizer.report.voice import Voice, inner, part, rows
from prioritizer.words.formatting import years

FEW = 2
"""So many commitments of an earlier plan are named one by one; more are counted."""


def limits_words(voice: Voice, ids: Iterable[Any]) -> tuple[str, ...]:
    """Limits by name: years of a fund or resource, and what a limit is for, together; many commitments counted."""
    told: dict[str, list[str]] = {}
    dated: dict[tuple[str, str], list[int]] = {}
    asked = [str(id) for id in ids]
    promised = sum(id.startswith("continues:") for id in asked)
    for id in asked:
        if promised > FEW and id.startswith("continues:"):
            told[voice.say("limit.commitments", n=promised)] = []
            continue
        kind, _, rest = id.partition(":")
        name, _, year = rest.partition(":")
        if kind in ("fund", "resource") and year.isdigit():
            dated.setdefault((kind, name), []).append(int(year))
        else:
            head, _, key = id.partition("[")
            keys = told.setdefault(head if head in voice.limits else id, [])
            keys += [key.rstrip("]")] if head in voice.limits and key else []
    spans = (_dated(voice, kind, name, found) for (kind, name), found in dated.items())
    return (*spans, *(_quoted(voice, id, keys) for id, keys in told.items()))


def _quoted(voice: Voice, id: str, keys: Sequence[str]) -> str:
    """A limit as it stands in a sentence: a title of somebody's in quotes, and the keys that it is for after it."""
    if id not in voice.limits:
        return limit_words(voice, id)
    title = voice.say("quoted", text=limit_words(voice, id))
    return f"{title} {_keys_words(voice, id, keys)}" if keys else title


def _dated(voice: Voice, kind: str, name: str, found: list[int]) -> str:
    found = sorted(set(found))
    unbroken = found == list(range(found[0], found[-1] + 1))
    span = years(found[0], found[-1]) if unbroken else voice.join(map(str, found))
    if kind == "fund":
        return voice.say("limit.fund", fund=voice.fund(name), year=span)
    return voice.say("limit.resource", resource=inner(resource_title(voice, name)), year=span)


def limit_words(voice: Voice, id: str) -> str:
    """A limit by name: its title, or the words of an implicit one such as fund:ID:YEAR (design §4)."""
    head, _, key = id.partition("[")
    if head in voice.limits:
        title = voice.text(voice.limits[head].get("title")) or head
        return f"{title}, {_keys_words(voice, head, [key.rstrip(']')])}" if key else title
    kind, *names = id.split(":")
    match kind, names:
        case "fund", [fund, year]:
            return voice.say("limit.fund", fund=voice.fund(fund), year=year)
        case "resource", [resource, *year]:
            return voice.say(
                "limit.resource", resource=inner(resource_title(voice, resource)), year=" ".join(year)
            ).strip()
        case "excluded", [proposal]:
            return voice.say("limit.excluded", proposal=voice.proposal(proposal))
        case "mandatory", [proposal]:
            return voice.say("limit.mandatory", proposal=voice.proposal(proposal))
        case "continues", [proposal]:
            return voice.say("limit.continues", proposal=voice.proposal(proposal))
        case "requires", [first, second]:
            return voice.say("limit.requires", first=voice.proposal(first), second=voice.proposal(second))
        case "lowest_spending", []:
            objective = part(part(voice.record, "choice"), "objective")
            return voice.say("limit.lowest_spending", amount=voice.money(objective.get("lowest_spending")))
        case "version", [proposal]:
            return voice.say("limit.version", proposal=voice.proposal(proposal))
        case _:
            return id


def resource_title(voice: Voice, id: str) -> str:
    """The title of a capacity; its id where it has none."""
    titles = {str(r.get("id")): voice.text(r.get("title")) for r in rows(voice.portfolio, "resources")}
    return titles.get(id) or id


def _keys_words(voice: Voice, limit: str, keys: Sequence[str]) -> str:
    """What rows of a limit are for: goals, years, funds, purses, or words of the field that it goes by."""
    limits = rows(part(voice.record, "choice"), "limits")
    by = next((str(found.get("by")) for found in limits if str(found.get("id")) == limit), "")
    if by == "goals":
        names = [voice.fact(by, key) for key in keys]
        return voice.say("limit.for_goal" if len(names) == 1 else "limit.for_goals", name=voice.join(names))
    known = (voice.fund(key) if key in voice.funds else voice.actors.get(key) or voice.fact(by, key) for key in keys)
    return voice.say("limit.for", name=voice.join(known))
