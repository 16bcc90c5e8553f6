"""What a page answers from while one looks at it: data for its script, every sentence and figure already worded.

The script sorts, filters, shows and hides; it counts nothing of value and words nothing but how many rows it shows.
"""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from prioritizer.report.frontier import change
from prioritizer.report.proposals import outcome_of
from prioritizer.report.pursued import is_pursued
from prioritizer.report.ranking import ACTORS, STOPPED, TABLE, columns, unit_of
from prioritizer.report.reasons import is_exact, reason
from prioritizer.report.voice import Data, Voice, capital, part, rows
from prioritizer.report.worth import plan_worth
from prioritizer.words.formatting import DIVISORS, unit_word

WORDS = (
    *("all_open", "all_shut", "open_all", "shut_all", "prints"),
    *(
        "tools",
        "search",
        "outcome",
        "any_outcome",
        "column",
        "no_column",
        "least",
        "most",
        "reset",
        "view",
        "all_views",
    ),
    *("actors", "shown", "sorted_up", "sorted_down", "not_a_number", "showing"),
    *(
        "try",
        "try_read",
        "try_no_money",
        "money",
        "nothing",
        "combination",
        "comes",
        "goes",
        "changes",
        "changes_short",
    ),
    *("in_without", "in_with", "command", "copy", "copied", "marked", "try_reset"),
)
"""Sentences that the page's controls and its script need, under `page.` in the words."""

STEP = Decimal("0.005")
"""The budget moves by half a per cent of all allocations."""

ROUNDED = Decimal("2e-12")
"""Factors in a record have twelve decimals: within this, two of them may be the same."""

PLAIN = re.compile(r"[\w./+-]+", re.ASCII)
"""Words that every shell takes as they stand."""


def live(voice: Voice) -> Mapping[str, Any]:
    """The data of a page; plain texts, numbers, lists and mappings."""
    return {
        "language": voice.language,
        "words": {name: voice.say(f"page.{name}", **_as_gaps(voice, f"page.{name}")) for name in WORDS},
        "table": TABLE,
        "actors": ACTORS,
        "columns": _columns(voice),
        "proposals": {id: _proposal(voice, id) for id in voice.proposals if outcome_of(voice, id) not in STOPPED}
        if voice.plan
        else {},
        "money": _money(voice),
        "changes": _changes(voice),
        "command": f"prioritizer what-if {_quoted('portfolios/' + str(voice.portfolio.get('name') or ''))}",
    }


def _as_gaps(voice: Voice, key: str) -> dict[str, str]:
    """Gaps that the script fills stay as they are."""
    return {gap: f"{{{gap}}}" for gap in re.findall(r"\{(\w+)\}", voice.words.get(key, ""))}


def _columns(voice: Voice) -> list[dict[str, Any]]:
    """For each column what it is called by, its unit, and how many of what it is sorted by make one of that."""
    unit = unit_of(voice)
    money = {"unit": unit_word(unit, voice.currency), "scale": int(DIVISORS[unit])}
    of = {"proposal": {}, "outcome": {}, "chance": {"unit": "%", "scale": 0.01}}
    return [{"id": name, **of.get(name, money)} for name in columns(voice)]


def _quoted(text: str) -> str:
    return text if PLAIN.fullmatch(text) else '"' + text.replace('"', '\\"') + '"'


def _proposal(voice: Voice, id: str) -> dict[str, Any]:
    """What happens if this proposal alone is taken out of the plan, or forced into it."""
    found = voice.explanations.get(id, {"proposal": id, "outcome": outcome_of(voice, id)})
    inside = found.get("outcome") == "selected"
    told = [reason(voice, found)]
    told += [_worth_then(voice, found)] if is_exact(found) and not is_pursued(voice) else []
    answer: dict[str, Any] = {
        "in": inside,
        "arg": _quoted(id),
        "says": voice.say("page.trial", name=voice.proposal(id), told=" ".join(filter(None, told))),
    }
    if found.get("margin_high") is None and not found.get("better"):
        return answer
    leaves = [*([id] if inside else []), *rows(found, "displaces")]
    comes = [*([] if inside else [id]), *rows(found, "replaced_by")]
    changes = [str(c["proposal"]) for c in rows(found, "changed")]
    return {**answer, "comes": comes, "goes": leaves, "changes": changes}


def _worth_then(voice: Voice, found: Data) -> str:
    now = voice.plan.get("objective")
    if now is None:
        return ""
    then, told = voice.moneys(now - found["margin"], now)
    return voice.say("page.worth_then", worth=capital(plan_worth(voice)), then=then, now=told)


def _changes(voice: Voice) -> list[dict[str, list[str]]]:
    """What each computed plan of more or less money changes in the plan, in the order of the record."""
    return [change(voice, point) or {} for point in _points(voice)]


def _points(voice: Voice) -> list[Any]:
    if not voice.plan or is_pursued(voice):
        return []
    return rows(part(voice.record, "explained"), "frontier")


def _money(voice: Voice) -> list[dict[str, Any]]:
    """A place of the slider for every half per cent: what it is called, and what is told of it.

    `point` is the number of a computed plan, null between two. `as_is` is the place of the plan proposed.
    """
    points = _points(voice)
    factors = {_factor(point.get("factor")): number for number, point in enumerate(points)}
    if len(factors) < 2 or 1 not in factors:
        return []
    ours = points[factors[Decimal(1)]]
    between = _grid(factors) if rows(part(voice.record, "explained", "curve"), "stretches") else set()
    return [_place(voice, factor, factors.get(factor), points, ours) for factor in sorted(between | set(factors))]


def _grid(factors: Iterable[Decimal]) -> set[Decimal]:
    """Every half per cent from the first computed factor to the last."""
    first, *_, last = sorted(factors)
    return {first + STEP * n for n in range(int((last - first) / STEP) + 1)}


def _place(voice: Voice, factor: Decimal, number: int | None, points: list[Any], ours: Data) -> dict[str, Any]:
    allocated = ours.get("allocated")
    kronor = None if allocated is None else factor * Decimal(str(allocated))
    name = voice.say("page.place", share=voice.share(factor, _digits(factor)), kronor=voice.money(kronor))
    percent = (factor - 1) * 100
    argument = "" if factor == 1 else f" --budget={percent.normalize():+f}%"
    told = {"name": name, "arg": argument, "point": number, "as_is": factor == 1}
    if number is not None:
        return {**told, "says": _of_point(voice, name, points[number])}
    return {**told, "says": _between(voice, name, factor)}


def _digits(factor: Decimal) -> int:
    return 0 if (factor * 100) % 1 == 0 else 1


def _of_point(voice: Voice, name: str, point: Data) -> str:
    """What the plan of a computed factor is worth, exactly or between two amounts, and what it is granted."""
    worth = point.get("objective")
    if worth is None:
        return voice.say("page.no_plan" if point.get("exact") else "page.not_found", place=name)
    told = _worth(voice, name, point.get("low"), point.get("high")) if not point.get("exact") else ""
    told = told or _exact(voice, name, worth)
    granted = point.get("granted")
    return f"{told} {voice.say('page.granted', granted=voice.money(granted))}" if granted is not None else told


def _exact(voice: Voice, name: str, worth: Any) -> str:
    ours = voice.plan.get("objective")
    gaps = {"place": name, "what": plan_worth(voice)}
    difference = 0 if ours is None else worth - ours
    told, apart = voice.moneys(worth, abs(difference))
    key = "page.worth_more" if difference > 0 else "page.worth_less" if difference < 0 else "page.worth_same"
    return voice.say(key, worth=told, difference=apart, **gaps)


def _worth(voice: Voice, name: str, low: Any, high: Any) -> str:
    """A worth that is between two proved amounts, or of which one end is known."""
    gaps = {"place": name, "what": plan_worth(voice)}
    if low is None or high is None:
        return voice.say("page.not_found", place=name)
    return voice.say("page.worth_between", between=voice.between(low, high), **gaps)


def _between(voice: Voice, name: str, factor: Decimal) -> str:
    """What is proved between two computed factors: one amount, two, or nothing."""
    found = [s for s in rows(part(voice.record, "explained", "curve"), "stretches") if _covers(s, factor)]
    lows, highs = [s.get("low") for s in found], [s.get("high") for s in found]
    if found and all(s.get("exact") and s.get("low") is None for s in found):
        return voice.say("page.no_plan", place=name)
    if not found or None in lows or None in highs:
        return voice.say("page.not_found", place=name)
    told = _exact(voice, name, lows[0]) if min(lows) == max(highs) else _worth(voice, name, min(lows), max(highs))
    return f"{told} {voice.say('page.names_at_points')}"


def _covers(stretch: Data, factor: Decimal) -> bool:
    """Whether a factor may lie in a stretch: at an end, both stretches beside may have it."""
    return _factor(stretch["from"]) - ROUNDED <= factor <= _factor(stretch["to"]) + ROUNDED


def _factor(value: Any) -> Decimal:
    return Decimal(str(value))
