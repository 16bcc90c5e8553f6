"""What limits are called in a sentence; the implicit ones have no title of their own (design §4)."""

from collections.abc import Iterable
from typing import Any

from prioritizer.report.voice import Data, Voice, inner, part, rows
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
    return voice.say("limit.resource", resource=inner(_resource(voice, name)), year=span)


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
            return voice.say("limit.resource", resource=inner(_resource(voice, resource)), year=" ".join(year)).strip()
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


def refused_words(voice: Voice, found: Data) -> str:
    """Which version and start cannot be granted or chosen, and why."""
    version = voice.version(str(found["proposal"]), found.get("alternative"))
    gaps = {key: str(value) for key, value in part(found, "values").items()}
    gaps |= {"fund": voice.fund(gaps["fund"])} if "fund" in gaps else {}
    gaps |= {"resource": _resource(voice, gaps["resource"])} if "resource" in gaps else {}
    gaps |= {"fields": voice.join(map(voice.field, gaps["fields"].split(", ")))} if "fields" in gaps else {}
    why = voice.code("refused", str(found.get("code")), **gaps)
    return voice.say("proposal.refused", version=version, start=voice.start(found.get("start_year")), why=why)


def _resource(voice: Voice, id: str) -> str:
    titles = {str(r.get("id")): voice.text(r.get("title")) for r in rows(voice.portfolio, "resources")}
    return titles.get(id) or id


def _key_words(voice: Voice, key: str) -> str:
    if key in voice.funds:
        return voice.fund(key)
    return voice.actors.get(key) or key
