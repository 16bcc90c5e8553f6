"""What limits are called in a sentence; the implicit ones have no title of their own (design §4)."""

from collections.abc import Iterable
from typing import Any

from prioritizer.report.voice import Voice, inner, rows
from prioritizer.words.formatting import years


def limits_words(voice: Voice, ids: Iterable[Any]) -> tuple[str, ...]:
    """Limits by name, with the years of one fund or one resource told together."""
    told: dict[str, None] = {}
    dated: dict[tuple[str, str], list[int]] = {}
    for id in map(str, ids):
        kind, _, rest = id.partition(":")
        name, _, year = rest.partition(":")
        if kind in ("fund", "resource") and year.isdigit():
            dated.setdefault((kind, name), []).append(int(year))
        else:
            words = limit_words(voice, id)
            told[voice.say("quoted", text=words) if id.partition("[")[0] in voice.limits else words] = None
    spans = (_dated(voice, kind, name, found) for (kind, name), found in dated.items())
    return (*spans, *told)


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
        return f"{title} ({_key_words(voice, key.rstrip(']'))})" if key else title
    kind, *names = id.split(":")
    match kind, names:
        case "fund", [fund, year]:
            return voice.say("limit.fund", fund=voice.fund(fund), year=year)
        case "resource", [resource, *year]:
            return voice.say(
                "limit.resource", resource=inner(resource_title(voice, resource)), year=" ".join(year)
            ).strip()
        case "mandatory", [proposal]:
            return voice.say("limit.mandatory", proposal=voice.proposal(proposal))
        case "continues", [proposal]:
            return voice.say("limit.continues", proposal=voice.proposal(proposal))
        case "requires", [first, second]:
            return voice.say("limit.requires", first=voice.proposal(first), second=voice.proposal(second))
        case "version", [proposal]:
            return voice.say("limit.version", proposal=voice.proposal(proposal))
        case _:
            return id


def resource_title(voice: Voice, id: str) -> str:
    """The title of a capacity; its id where it has none."""
    titles = {str(r.get("id")): voice.text(r.get("title")) for r in rows(voice.portfolio, "resources")}
    return titles.get(id) or id


def _key_words(voice: Voice, key: str) -> str:
    if key in voice.funds:
        return voice.fund(key)
    return voice.actors.get(key) or key
