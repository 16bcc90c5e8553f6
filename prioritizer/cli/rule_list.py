"""The rules as a list that fits eighty columns, and as plain values."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from prioritizer.cli.rule_words import word
from prioritizer.model.rules import Criterion, Language, Limit, Parameter, Price, Relation, Source
from prioritizer.reading.library import DEFAULT, Library, price_on
from prioritizer.reading.rule_records import applies
from prioritizer.register.plain import Plain
from prioritizer.report.rule_page_words import criteria_heading
from prioritizer.report.rule_page_words import word as page_word
from prioritizer.report.rule_values import (
    UNSURE,
    all_dated_words,
    assumption_of,
    dated_words,
    mark_words,
    price_words,
    source_title,
    text,
    value_words,
)
from prioritizer.words.formatting import day as day_words

_MARKS, _DAYS, _LEAST = 10, 10, 10


@dataclass(frozen=True, slots=True)
class Entry:
    """One rule of the list; `since` and `mark` are empty where nothing says them."""

    name: str
    title: str
    value: str
    since: date | None
    mark: str
    source: Source


@dataclass(frozen=True, slots=True)
class _Day:
    """The rules on one day, in one language."""

    library: Library
    day: date
    language: Language

    def groups(self) -> Iterator[tuple[str, list[Entry]]]:
        """Headings and entries in the order criteria by set, limits, parameters, prices."""
        say, library = self.language, self.library
        for name, criteria in library.written().items():
            kept = [c for c in criteria if applies(c.applies_from, c.applies_to, self.day)]
            yield criteria_heading(name, say), [self._criterion(c, name) for c in kept]
        yield page_word("limits", say), [self._limit(limit) for limit in library.limits]
        yield page_word("parameters", say), [self._parameter(p) for p in library.parameters.values()]
        yield page_word("prices", say), [self._price(prices) for prices in library.prices.values()]

    def _criterion(self, rule: Criterion, set_name: str) -> Entry:
        name = rule.id if set_name == DEFAULT else f"{set_name}/{rule.id}"
        value = page_word(f"{rule.severity.value}.short", self.language)
        mark = page_word("partly", self.language) if assumption_of(rule, self.language) else ""
        return Entry(name, text(rule.title, self.language), value, rule.applies_from, mark, rule.source)

    def _limit(self, rule: Limit) -> Entry:
        title = text(rule.title, self.language)
        if isinstance(rule.limit, Relation):
            return Entry(rule.id, title, "", None, "", rule.source)
        parameter = self.library.parameters.get(rule.limit.parameter)
        dated = parameter.on(self.day) if parameter else None
        if not parameter or not dated:
            value = "–" if rule.limit.value is None else value_words(rule.limit.value, "", {}, self.language)
            return Entry(rule.id, title, word(rule.limit.op.value, self.language, value=value), None, "", rule.source)
        value = word(
            rule.limit.op.value, self.language, value=dated_words(parameter, dated, self.library, self.language)
        )
        return Entry(rule.id, title, value, dated.since, dated.mark, rule.source)

    def _parameter(self, rule: Parameter) -> Entry:
        title, dated = text(rule.title, self.language), rule.on(self.day)
        if rule.series and rule.values:
            marks = ", ".join(mark_short(mark, self.language) for mark in dict.fromkeys(d.mark for d in rule.values))
            return Entry(
                rule.id, title, all_dated_words(rule, self.library, self.language), None, marks, rule.values[-1].source
            )
        if dated is None:
            return Entry(rule.id, title, word("no_value", self.language), None, "", Source(""))
        value = dated_words(rule, dated, self.library, self.language)
        return Entry(rule.id, title, value, dated.since, dated.mark, dated.source)

    def _price(self, prices: Sequence[Price]) -> Entry:
        price = price_on(prices, self.day)
        if price is None:
            title = text(prices[-1].title, self.language)
            return Entry(prices[-1].id, title, word("no_value", self.language), None, "", Source(""))
        value = price_words(price, self.library, self.language)
        mark = page_word("partly", self.language) if price.assumed and price.mark not in UNSURE else ""
        told = ", ".join(part for part in (mark_short(price.mark, self.language), mark) if part)
        return Entry(price.id, text(price.title, self.language), value, price.since, told, price.source)


def list_lines(library: Library, day: date, language: Language, width: int) -> Iterator[str]:
    """The day, then for each rule its title, value, since when and mark, and under them its id and source."""
    yield page_word("in_force", language, day=day_words(day, language))
    marks = set()
    for heading, entries in _Day(library, day, language).groups():
        marks |= {entry.mark for entry in entries} - {"", "assumption"}
        if entries:
            yield from ("", heading)
        for entry in entries:
            yield from _lines(entry, language, width)
    if marks:
        told = ", ".join(f"{mark} {mark_words(mark, language)}" for mark in sorted(marks))
        yield from ("", *textwrap.wrap(word("marks", language, marks=told), width))


def _lines(entry: Entry, language: Language, width: int) -> Iterator[str]:
    values = max(_LEAST, min(26, width // 4))
    titles = max(_LEAST, width - values - _DAYS - _MARKS - 8)
    columns = (
        textwrap.wrap(entry.title, titles),
        textwrap.wrap(entry.value, values),
        [entry.since.isoformat()] if entry.since else [],
        textwrap.wrap(mark_short(entry.mark, language), _MARKS),
    )
    for n in range(max(len(column) for column in columns)):
        cells = [column[n] if n < len(column) else "" for column in columns]
        shown = (f"{cell:{size}}" for cell, size in zip(cells, (titles, values, _DAYS, _MARKS), strict=True))
        yield f"  {'  '.join(shown)}".rstrip()
    told = f"{entry.name}: {source_title(entry.source)}" if entry.source.title else entry.name
    yield from textwrap.wrap(told, width, initial_indent="    ", subsequent_indent="    ", break_on_hyphens=False)


def mark_short(mark: str, language: Language) -> str:
    """A mark as the list has it: the letter, or the word for an assumption."""
    return page_word(mark, language) if mark == "assumption" else mark


def list_plain(library: Library, day: date) -> Plain:
    """The same as plain values, with whole sources."""
    limits = [{**_named(rule), **_limit(rule, library, day)} for rule in library.limits]
    return {
        "day": day,
        "criteria": [
            {
                "set": name,
                **_named(rule),
                "severity": rule.severity.value,
                "assumption": rule.assumption or None,
                "applies_from": rule.applies_from,
                "applies_to": rule.applies_to,
            }
            for name, criteria in library.written().items()
            for rule in criteria
            if applies(rule.applies_from, rule.applies_to, day)
        ],
        "limits": limits,
        "parameters": [_parameter(rule, day) for rule in library.parameters.values()],
        "prices": [_price(prices, day) for prices in library.prices.values()],
    }


def _named(rule: Criterion | Limit) -> Plain:
    checked = rule.checked and {"on": rule.checked.on, "by": rule.checked.by}
    return {"id": rule.id, "title": rule.title, "source": source_plain(rule.source), "checked": checked}


def _limit(rule: Limit, library: Library, day: date) -> Plain:
    if isinstance(rule.limit, Relation):
        return {"form": rule.limit.form, "proposals": rule.limit.proposals}
    parameter = library.parameters.get(rule.limit.parameter)
    dated = parameter.on(day) if parameter else None
    number = {"parameter": rule.limit.parameter or None, "value": dated.value if dated else rule.limit.value}
    mark = {"since": dated.since, "mark": dated.mark} if dated else {"since": None, "mark": None}
    return {"form": rule.limit.form, "op": rule.limit.op.value, **number, **mark}


def _parameter(rule: Parameter, day: date) -> Plain:
    """A number in force; of a series no number is in force, and each year has its own."""
    dated = None if rule.series else rule.on(day)
    checked = rule.checked and {"on": rule.checked.on, "by": rule.checked.by}
    return {
        "id": rule.id,
        "title": rule.title,
        "unit": rule.unit,
        "value": dated.value if dated and not dated.table else None,
        "table": dated.table if dated and dated.table else None,
        "series": {str(d.since.year): d.value for d in rule.values} if rule.series else None,
        "since": dated and dated.since,
        "until": dated and dated.until,
        "mark": dated and dated.mark,
        "source": dated and source_plain(dated.source),
        "checked": checked,
    }


def _price(prices: Sequence[Price], day: date) -> Plain:
    price, last = price_on(prices, day), prices[-1]
    return {
        "id": last.id,
        "title": last.title,
        "unit": last.unit,
        "split": price and price.split,
        "price_year": price and price.price_year,
        "since": price and price.since,
        "mark": price and price.mark,
        "assumed": price.assumed if price else (),
        "source": price and source_plain(price.source),
    }


def source_plain(source: Source) -> Plain:
    """A source as plain values."""
    return {"title": source.title, "article": source.article, "url": source.url}
