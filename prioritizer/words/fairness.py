"""What the checks of fairness say, in Swedish and English, on a screen and in documents (convention §24, §29)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple, Protocol

from prioritizer.model.rules import Language
from prioritizer.words.fairness_words import WORDS
from prioritizer.words.formatting import number, share

MOST_NAMED = 3
"""So many proposals are named in one sentence; the others are counted."""


class Teller(Protocol):
    """Who calls things by their names, in one language: a screen, or a document."""

    @property
    def language(self) -> Language:
        """The language."""

    def proposal(self, name: str) -> str:
        """A proposal's title, in quotes."""

    def criterion(self, name: str) -> str:
        """A criterion's title, in quotes."""

    def field(self, name: str) -> str:
        """What people call a field."""

    def value(self, field: str, number: Any, /) -> str:
        """A number in the unit of a field."""

    def kronor(self, amount: Any) -> str:
        """An amount with its unit."""

    @property
    def krona(self) -> str:
        """The unit of the currency in the singular."""


class Check(NamedTuple):
    """One check in words: what was tried, what came of it (pass, flag or unknown), and the sentences."""

    title: str
    result: str
    said: tuple[str, ...]


def checks_told(checks: Iterable[Mapping[str, Any]], teller: Teller) -> Iterator[Check]:
    """Each check of a record or an answer in words, in the order given."""
    for check in checks:
        name = str(check["check"])
        title = _say(f"title_{name}", teller)
        yield Check(title, str(check["result"]), tuple(_SAID[name](check, teller)))


def result_word(result: str, language: Language) -> str:
    """A result in one word or two."""
    return WORDS[f"result_{result}"][language == "en"]


def _say(key: str, teller: Teller, **gaps: object) -> str:
    return WORDS[key][teller.language == "en"].format(**gaps)


def _list(texts: Iterable[str], teller: Teller) -> str:
    *first, last = list(texts)
    return _say("and", teller).join([", ".join(first), last]) if first else last


def _names(names: Sequence[str], teller: Teller) -> str:
    """The first by name, the others counted."""
    if len(names) <= MOST_NAMED + 1:
        return _list((teller.proposal(name) for name in names), teller)
    told = ", ".join(teller.proposal(name) for name in names[:MOST_NAMED])
    return _say("more", teller, names=told, n=number(len(names) - MOST_NAMED, teller.language))


def _criteria(names: Iterable[str], teller: Teller) -> str:
    return _list((teller.criterion(name) for name in names), teller)


def _looks(check: Mapping[str, Any], teller: Teller) -> Iterator[str]:
    yield _say("looks", teller)
    if check["moved"]:
        what = _list((_say(f"moved_{name}", teller) for name in check["moved"]), teller)
        yield _say("looks_moved", teller, what=what)
        return
    key = "looks_without" if not check["has_plan"] else "looks_same" if check["plan_compared"] else "looks_open"
    counts = {name: number(check[name], teller.language) for name in ("proposals", "versions")}
    yield _say(key, teller, **counts)


def _doubled(check: Mapping[str, Any], teller: Teller) -> Iterator[str]:
    yield from _alike("twins", check["twins"], teller)
    yield from _gains("copies", check, teller)
    if check["twice"]:
        counts = {"in_plan": check["in_plan"], "n": len(check["twice"])}
        yield _say("twice", teller, **{name: number(n, teller.language) for name, n in counts.items()})
    yield from _not_tried(check, teller)


def _split(check: Mapping[str, Any], teller: Teller) -> Iterator[str]:
    yield from _alike("parts", check["parts"], teller)
    for one in check["escapes"]:
        criteria = _criteria(one["criteria"], teller)
        yield _say("escapes", teller, name=teller.proposal(one["proposal"]), criteria=criteria)
    yield from _gains("halves", check, teller)
    yield from _not_tried(check, teller)


def _alike(kind: str, groups: Sequence[Mapping[str, Any]], teller: Teller) -> Iterator[str]:
    if not groups:
        yield _say(f"{kind}_none", teller)
    for one in groups:
        shares = _list((share(part, teller.language) for part in one["shares"]), teller)
        names = _list((teller.proposal(name) for name in one["proposals"]), teller)
        yield _say(kind, teller, names=names, shares=shares, granted=teller.kronor(one["granted"]))
        if one["selected"]:
            yield _say("alike_chosen", teller, names=_names(one["selected"], teller))
        if one["breaks"]:
            yield _say("alike_breaks", teller, criteria=_criteria(one["breaks"], teller))


def _gains(kind: str, check: Mapping[str, Any], teller: Teller) -> Iterator[str]:
    """The proposals outside the plan that would come in, those that gain most by name."""
    found = sorted(check["enters"], key=lambda one: (-one["gain"], one["proposal"]))
    if not found and check["tried"] and not check["unsettled"]:
        yield _say(f"{kind}_none", teller, tried=number(check["tried"], teller.language))
    for one in found[:MOST_NAMED]:
        amount = teller.kronor(one["gain"])
        gain = amount if one["exact"] else _say("at_least", teller, amount=amount)
        yield _say(f"{kind}_one", teller, name=teller.proposal(one["proposal"]), gain=gain)
    if len(found) > MOST_NAMED:
        yield _say(f"{kind}_more", teller, n=number(len(found) - MOST_NAMED, teller.language))


def _not_tried(check: Mapping[str, Any], teller: Teller) -> Iterator[str]:
    if check["unsettled"]:
        yield _say("unsettled", teller, names=_names(check["unsettled"], teller))
    if check["left_out"]:
        yield _say("left_out", teller, n=number(len(check["left_out"]), teller.language))
    elif not check["tried"] and check["result"] == "unknown":
        yield _say("only_proved", teller)


def _bundled(check: Mapping[str, Any], teller: Teller) -> Iterator[str]:
    rides, tried = check["rides"], number(check["tried"], teller.language)
    if not check["tried"] and check["result"] == "unknown":
        yield _say("only_proved", teller)
    elif not rides and not check["unsettled"]:
        yield _say("rides_none", teller, tried=tried)
    for one in rides[:MOST_NAMED]:
        amount = teller.kronor(one["loss"])
        loss = amount if one["exact"] else _say("at_most", teller, amount=amount)
        names = {"name": teller.proposal(one["proposal"]), "carrier": teller.proposal(one["with"])}
        yield _say("rides_one", teller, loss=loss, **names)
    if len(rides) > 1:
        yield _say("rides_more", teller, n=number(len(rides), teller.language), tried=tried)
    if check["unsettled"]:
        yield _say("unsettled", teller, names=_names(check["unsettled"], teller))


def _estimates(check: Mapping[str, Any], teller: Teller) -> Iterator[str]:
    language, compared = teller.language, number(check["compared"], teller.language)
    if check["against"] == "nothing":
        yield _say("estimates_few", teller, compared=compared)
        return
    centre = None if check["centre"] is None else _per_krona(check["centre"], teller)
    yield _say(f"estimates_{check['against']}", teller, centre=centre, krona=teller.krona)
    if check["limit"] is None:
        yield _say("no_limit", teller)
    elif not check["far"]:
        yield _say("estimates_none", teller, compared=compared, limit=number(check["limit"], language))
    for one in check["far"]:
        gaps = {"each": _per_krona(one["per_krona"], teller), "centre": _per_krona(one["centre"], teller)}
        gaps["distance"] = number(abs(one["distance"]), language, 1)
        side = "above" if one["distance"] > 0 else "below"
        yield _say(f"estimates_far_{side}", teller, name=teller.proposal(one["proposal"]), **gaps)


def _per_krona(amount: float, teller: Teller) -> str:
    return _say("per_krona", teller, x=number(amount, teller.language, 2), krona=teller.krona)


def _thresholds(check: Mapping[str, Any], teller: Teller) -> Iterator[str]:
    language = teller.language
    if check["share"] is None:
        yield _say("no_limit", teller)
        return
    if not check["near"]:
        counts = {"compared": number(check["compared"], language), "share": share(check["share"], language)}
        yield _say("near_none", teller, **counts)
    for one in check["near"]:
        names = {"name": teller.proposal(one["proposal"]), "field": teller.field(one["field"])}
        values = {name: teller.value(one["field"], one[name]) for name in ("value", "threshold")}
        yield _say("near_one", teller, criterion=teller.criterion(one["criterion"]), **names, **values)
    if check["beyond"]:
        yield _say("near_beyond", teller, beyond=number(check["beyond"], language))


def _mandated(check: Mapping[str, Any], teller: Teller) -> Iterator[str]:
    if check["result"] == "unknown" and not check["proposals"]:
        yield _say("no_plan", teller)
        return
    if not check["proposals"]:
        yield _say("mandated_none", teller)
        return
    names = _names(check["proposals"], teller)
    if check["share"] is None:
        yield _say("mandated_bare", teller, names=names)
        return
    told = share(Decimal(str(check["share"])), teller.language, 1)
    amounts = {"granted": teller.kronor(check["granted"]), "whole": teller.kronor(check["plan_granted"])}
    yield _say("mandated", teller, names=names, share=told, **amounts)
    if check["limit"] is None:
        yield _say("no_limit", teller)
    else:
        yield _say("mandated_limit", teller, limit=share(check["limit"], teller.language))


_SAID = {
    "looks": _looks,
    "doubled": _doubled,
    "split": _split,
    "bundled": _bundled,
    "estimates": _estimates,
    "thresholds": _thresholds,
    "mandated": _mandated,
}
