"""One record read in one language: looks things up and words them, and says «unknown» for what is missing (§25)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, TypeAlias

from prioritizer.model.rules import Language
from prioritizer.reading.scalars import is_visible
from prioritizer.report.blocks import Cell
from prioritizer.report.words import fill
from prioritizer.words.formatting import (
    EN_DASH,
    Unit,
    bare_money,
    day,
    money_in_words,
    number,
    rounded,
    scaled,
    share,
    unit_word,
)

Data: TypeAlias = Mapping[str, Any]
"""A mapping of the record, as JSON gives it."""

VersionKey: TypeAlias = tuple[str, str | None, int | None]


def part(data: Data | None, *keys: str) -> Data:
    """A mapping inside a mapping; empty where it is missing or null."""
    found: Any = data
    for key in keys:
        found = found.get(key) if isinstance(found, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def rows(data: Data | None, key: str) -> list[Any]:
    """A list inside a mapping; empty where it is missing or null."""
    found = data.get(key) if isinstance(data, Mapping) else None
    return list(found) if isinstance(found, list | tuple) else []


def version_key(data: Data) -> VersionKey:
    """Proposal, alternative and start year of anything in the record that names a version."""
    return (data["proposal"], data.get("alternative"), data.get("start_year"))


ACTORS = ("board", "follow_up.owner")
"""Fields that may name an actor by its id."""


MOST_DIGITS = 6
"""Decimals of a per cent, at most."""

QUOTES: Mapping[Language, Mapping[int, int]] = {
    "sv": str.maketrans("«»“", "”””"),
    "en": str.maketrans("«»", "“”"),
}
"""Quotation marks of the language in place of those that rules and portfolios are written with."""


@dataclass(frozen=True, slots=True)
class Voice:
    """The record, the words of one language, and what is looked up often."""

    record: Data
    language: Language
    words: Mapping[str, str]
    proposals: Mapping[str, Data]
    actors: Mapping[str, str]
    funds: Mapping[str, Data]
    values: Mapping[VersionKey, Data]
    explanations: Mapping[str, Data]
    limits: Mapping[str, Data]

    def say(self, key: str, **gaps: str | int) -> str:
        """A sentence with its gaps filled."""
        return fill(self.words, key, {name: str(text) for name, text in gaps.items()})

    def count(self, key: str, n: int, **gaps: str | int) -> str:
        """A sentence that depends on a count: `key.one` or `key.other`, with the gap `n`."""
        return self.say(f"{key}.one" if n == 1 else f"{key}.other", n=self.number(n), **gaps)

    def code(self, kind: str, code: str, **gaps: str | int) -> str:
        """The words of a code; the code itself where the words do not know it."""
        return self.say(f"{kind}.{code}", **gaps) if f"{kind}.{code}" in self.words else str(code)

    def text(self, value: Any) -> str:
        """A text that is given once, or once in each language; empty where nothing of it is seen."""
        if isinstance(value, Mapping):
            value = value.get(self.language) or next((text for text in value.values() if text), "")
        told = "" if value is None else str(value).strip()
        return told.translate(QUOTES[self.language]) if is_visible(told) else ""

    def unit_words(self, unit: Any) -> str:
        """A unit in the document's language: in the words of units.yaml, else of common units that proposers write.

        What neither knows stands as it is written.
        """
        text = self.text(unit)
        declared = self.text(part(self.rules, "units", text).get("words"))
        return declared or self.words.get(f"gloss.{text}", text)

    def is_share(self, unit: Any) -> bool:
        """Whether numbers in a unit are told as per cent."""
        return part(self.rules, "units", self.text(unit)).get("kind") == "share"

    def language_of(self, text: str) -> str:
        """«sv» for a text in an English document that has letters which English lacks; empty where it is unmarked.

        A portfolio does not say its language, and a screen reader should not read Swedish as English.
        """
        return "sv" if self.language == "en" and set(text.lower()) & set("åäö") else ""

    @property
    def unknown(self) -> str:
        """The word for what is not known."""
        return self.words["unknown"]

    @property
    def portfolio(self) -> Data:
        """The round."""
        return part(self.record, "portfolio")

    @property
    def rules(self) -> Data:
        """What the institution has decided."""
        return part(self.record, "rules")

    @property
    def plan(self) -> Data:
        """The plan; empty where there is none."""
        return part(self.record, "plan")

    @property
    def currency(self) -> str:
        """The currency of every amount."""
        return str(self.portfolio.get("currency") or "SEK")

    def number(self, value: Any, digits: int | None = None) -> str:
        """A number, or «unknown»."""
        return self.unknown if value is None else number(_decimal(value), self.language, digits)

    def share(self, value: Any, digits: int = 0) -> str:
        """A share as per cent, or «unknown»."""
        return self.unknown if value is None else share(_decimal(value), self.language, digits)

    def chance(self, value: Any, stated: bool = False) -> str:
        """A chance as per cent; a computed one is never 0 or 100, since draws are finitely many."""
        if value is None:
            return self.unknown
        chance = _decimal(value)
        least, most = Decimal("0.01"), Decimal("0.99")
        if chance < least and not (stated and chance == 0):
            return self.say("below", x=share(least, self.language))
        if chance > most and not (stated and chance == 1):
            return self.say("above", x=share(most, self.language))
        return share(chance, self.language)

    def money(self, amount: Any) -> str:
        """An amount for running text, or «unknown»."""
        return self.unknown if amount is None else money_in_words(_decimal(amount), self.language, self.currency)

    def moneys(self, *amounts: Any) -> tuple[str, ...]:
        """Amounts told beside each other in running text: all in millions where one of them is.

        One that is too small to be seen in millions stays in kronor.
        """
        beside = max((abs(_decimal(amount)) for amount in amounts if amount is not None), default=Decimal(0))
        return tuple(self._told(amount, beside) for amount in amounts)

    def _told(self, amount: Any, beside: Decimal) -> str:
        if amount is None or not scaled(_decimal(amount), "mnkr"):
            return self.money(amount)
        return money_in_words(_decimal(amount), self.language, self.currency, beside)

    @property
    def one(self) -> str:
        """One unit of the currency, in words: «en krona»."""
        return self.words["one_krona"] if self.currency == "SEK" else f"1\u00a0{self.currency}"

    @property
    def krona(self) -> str:
        """The unit of the currency in the singular."""
        return self.words["krona"] if self.currency == "SEK" else self.currency

    def kronor(self, amount: Any) -> str:
        """An amount to the krona, for decisions."""
        if amount is None:
            return self.unknown
        told = number(_decimal(amount), self.language, 0)
        currency = self.words["krona" if told in ("1", "−1") else "kronor"] if self.currency == "SEK" else self.currency
        return f"{told}\u00a0{currency}"

    def unit_value(self, amount: Any) -> str:
        """What one unit of an outcome is worth: to the krona, and with öre where there are some."""
        if amount is None or not _decimal(amount) % 1:
            return self.kronor(amount)
        currency = self.words["kronor"] if self.currency == "SEK" else self.currency
        return f"{number(_decimal(amount), self.language, 2)}\u00a0{currency}"

    def price_in(self, amount: Any) -> str:
        """A price in the currency's unit with the decimals it has: «0,3 kr»."""
        return f"{self.number(amount)}\u00a0{unit_word('kr', self.currency)}"

    def money_in(self, amount: Any, unit: Unit | None) -> str:
        """An amount for text in a table of one unit: in that unit; None is as running text has it."""
        if unit is None or amount is None:
            return self.money(amount)
        return f"{bare_money(_decimal(amount), unit, self.language)}\u00a0{unit_word(unit, self.currency)}"

    def amount(self, amount: Any, unit: Unit) -> Cell:
        """An amount as a cell of a table in one unit."""
        text = self.unknown if amount is None else bare_money(_decimal(amount), unit, self.language)
        return Cell(text, number=True)

    def unit(self, unit: Unit) -> str:
        """A unit spelt out for a caption: «tkr (tusen kronor)»."""
        currency = self.words["kronor"] if self.currency == "SEK" else self.currency
        word = unit_word(unit, self.currency)
        return self.say(f"unit.{unit}", unit=word, currency=currency)

    def day(self, value: Any) -> str:
        """A date in words; what is not a date is printed as it stands."""
        try:
            return day(str(value), self.language)
        except ValueError:
            return str(value)

    def join(self, texts: Iterable[str]) -> str:
        """Texts as a list in a sentence."""
        listed = list(texts)
        if len(listed) < 2:
            return "".join(listed)
        return self.say("join", first=", ".join(listed[:-1]), last=listed[-1])

    def listed(self, texts: Iterable[str]) -> str:
        """Texts of which some have commas of their own, told apart by semicolons; else as a list in a sentence."""
        found = list(texts)
        return "; ".join(found) if any("," in text for text in found) else self.join(found)

    def actor(self, actor: Any) -> str:
        """The title of an actor; its id where it has none."""
        return self.actors.get(str(actor)) or self.code("actor", str(actor))

    def fund(self, fund: Any) -> str:
        """The title of a fund."""
        return self.text(part(self.funds, str(fund)).get("title")) or str(fund)

    def proposal(self, proposal: Any) -> str:
        """The title of a proposal."""
        return self.text(part(self.proposals, str(proposal)).get("title")) or str(proposal)

    def named(self, proposals: Iterable[str]) -> str:
        """The titles of proposals as a list in a sentence, each in quotation marks."""
        return self.join(self.say("quoted", text=self.proposal(p)) for p in proposals)

    def overlap_group(self, group: Any) -> str:
        """The title of an overlap group; its id where the portfolio gives it none."""
        titles = {str(g["id"]): self.text(g.get("title")) for g in rows(self.portfolio, "overlap_groups")}
        return titles.get(str(group)) or str(group)

    def version(self, proposal: str, alternative: str | None) -> str:
        """The title of a version; the head version has a common word."""
        for found in rows(part(self.proposals, proposal), "alternatives"):
            if found.get("id") == alternative and alternative is not None:
                return self.text(found.get("title")) or str(alternative)
        return self.words["head_version"] if alternative is None else str(alternative)

    def start(self, year: int | None) -> str:
        """A start year; the first plan year where none was stated."""
        return str(year) if year is not None else str((rows(self.portfolio, "plan_years") or [""])[0])

    def fact(self, field: str, value: Any) -> str:
        """A stated fact in the words of the vocabulary."""
        if value is None or value in ("", [], ()):
            return self.words["missing"]
        known = part(self.rules, "fields", field)
        if isinstance(value, list | tuple):
            return self.join(self.fact(field, one) for one in value)
        if field == "goals":
            return self._goal(str(value))
        if field in ACTORS and str(value) in self.actors:
            return self.actor(value)
        choice = part(known, "choices").get(str(value))
        return self.text(choice) if choice else self._plain(str(known.get("kind", "text")), value)

    def field(self, field: str) -> str:
        """What people call a field."""
        return self.text(part(self.rules, "fields", field).get("words")) or field

    def _goal(self, goal: str) -> str:
        titles = {str(g.get("id")): self.text(g.get("title")) for g in rows(self.portfolio, "goals")}
        return titles.get(goal) or goal

    def _plain(self, kind: str, value: Any) -> str:
        if isinstance(value, bool):
            return self.words["yes" if value else "no"]
        if kind == "level" and value in ("yes", "no", "ja", "nej"):
            return self.words["yes" if value in ("yes", "ja") else "no"]
        if kind == "year":
            return str(value)
        if kind in ("number", "amount", "share", "advocacy") and _is_number(value):
            return self.kronor(value) if kind == "amount" else self._measured(kind, value)
        return self.day(value) if _looks_like_a_day(value) else self.text(value)

    def _measured(self, kind: str, value: Any) -> str:
        return (
            self.share(value, 0 if (_decimal(value) * 100) % 1 == 0 else 1) if kind == "share" else self.number(value)
        )

    @property
    def fund_prices(self) -> str:
        """In which prices granted kronor are: what the funds say, where they say the same."""
        kinds = {str(fund.get("prices")) for fund in self.funds.values()}
        return self.code("default_value", *kinds) if len(kinds) == 1 else self.words["prices_by_fund"]

    @property
    def own_name(self) -> str:
        """Who the own purse is: the actor and its boards."""
        own = self.portfolio.get("own_actor")
        boards = [str(a["id"]) for a in rows(self.portfolio, "actors") if own is not None and a.get("parent") == own]
        return self.join(self.actor(actor) for actor in [str(own), *boards])

    @property
    def plan_span(self) -> range:
        """The plan years."""
        first, last = (rows(self.portfolio, "plan_years") or [0, -1])[:2]
        return range(int(first), int(last) + 1)

    @property
    def price_level(self) -> str:
        """In which year's prices value kronor stand."""
        return self.say("price_level", year=self.portfolio.get("price_year", ""))

    def between(self, low: Any, high: Any) -> str:
        """An interval of money in a sentence."""
        first, last = self.moneys(low, high)
        return self.say("between", low=first, high=last)


def voice(record: Data, language: Language, words: Mapping[str, str]) -> Voice:
    """Read a record for one language."""
    portfolio = part(record, "portfolio")
    return Voice(
        record=record,
        language=language,
        words=words,
        proposals={str(p["id"]): p for p in rows(portfolio, "proposals")},
        actors={str(a["id"]): _title(a, language) for a in rows(portfolio, "actors")},
        funds={str(f["id"]): f for f in rows(portfolio, "funds")},
        values={version_key(v): v for v in rows(record, "values")},
        explanations={str(e["proposal"]): e for e in rows(record, "explanation")},
        limits={str(limit["id"]): limit for limit in rows(part(record, "rules"), "limits")},
    )


def inner(text: str) -> str:
    """A title as it stands inside a sentence: «Skattefaktor» is «skattefaktor», «NNV» stays."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def apart(value: Any, beside: Any = None) -> int:
    """Decimals of a per cent that show a share: none where it is whole, else one, and as many as tell it from another.

    1.95 per cent beside 2 has two: with one it would read as the 2 that it is not.
    """
    if value is None:
        return 0
    first = _decimal(value) * 100
    digits = 0 if first % 1 == 0 else 1
    if beside is not None:
        other = _decimal(beside) * 100
        while digits < MOST_DIGITS and first != other and rounded(first, digits) == rounded(other, digits):
            digits += 1
    return digits


def capital(text: str) -> str:
    """A text as it stands at the start of a line."""
    return text[:1].upper() + text[1:]


def dash(first: str, last: str) -> str:
    """Two texts with an en dash between."""
    return f"{first}{EN_DASH}{last}"


def _title(data: Data, language: Language) -> str:
    title = data.get("title")
    if isinstance(title, Mapping):
        title = title.get(language)
    own = str(title or "")
    return "" if own == str(data.get("id")) else own


def _decimal(value: Any) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(str(value))


def _is_number(value: Any) -> bool:
    try:
        return _decimal(value).is_finite()
    except InvalidOperation:
        return False


def _looks_like_a_day(value: Any) -> bool:
    return isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-"
