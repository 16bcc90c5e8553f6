"""The pages of parameters and prices, with all their dated values."""

from collections.abc import Iterator, Sequence
from datetime import date

from prioritizer.appraisal.distributions import extent
from prioritizer.explanation.rule_change import parameters_named
from prioritizer.model.rules import Criterion, Dated, Language, Limit, Parameter, Price
from prioritizer.reading.library import Library, price_on
from prioritizer.report.rule_page import Line, Page, Section, checked_section, section
from prioritizer.report.rule_page_words import word
from prioritizer.report.rule_values import (
    UNSURE,
    actor_words,
    all_dated_words,
    all_price_words,
    assumed_words,
    dated_words,
    kronor_words,
    mark_words,
    period_words,
    price_words,
    source_words,
    text,
    unit_words,
)
from prioritizer.words.formatting import day as day_words
from prioritizer.words.formatting import number, share


def parameter_page(rule: Parameter, library: Library, language: Language, day: date | None = None) -> Page:
    """The page of a parameter: its unit, every value, the rules that name it, and with a day what is in force."""
    what: list[Line | str] = [word("unit", language, unit=unit_words(rule.unit, library, language))]
    if rule.by:
        field = library.fields.get(rule.by)
        what.append(word("graded", language, field=text(field.words, language) if field else rule.by))
    if rule.series:
        what.append(word("series", language))
    values = [line for dated in rule.values for line in _dated(rule, dated, library, language)]
    sections = (
        section("what", what, language),
        *_in_force(None if rule.series else day, _on(rule, day, library, language), language),
        section("values", values or [word("no_values", language)], language),
        section("overlays", _overlays(rule, library, language), language),
        section("used_by", _used_by(rule.id, library, language), language),
        checked_section(rule.checked, language),
    )
    return Page(
        kind="parameter",
        id=rule.id,
        path=f"parameters/{rule.id}.md",
        title=text(rule.title, language),
        lead=word("parameter", language),
        brief=all_dated_words(rule, library, language),
        file=rule.place.file,
        is_assumed=any(dated.mark in UNSURE for dated in rule.values),
        sections=tuple(found for found in sections if found.lines),
    )


def price_page(prices: Sequence[Price], library: Library, language: Language, day: date | None = None) -> Page:
    """The page of a price: what a unit is worth to each actor, the latest value first, and what is in force."""
    last, found = prices[-1], price_on(prices, day) if day else None
    told = price_words(found, library, language) if found else ""
    parts = dict.fromkeys(part for price in prices if price.mark not in UNSURE for part in price.assumed)
    return Page(
        kind="price",
        id=last.id,
        path=f"prices/{last.id}.md",
        title=text(last.title, language),
        lead=word("price", language),
        brief=all_price_words(prices, library, language),
        file=last.place.file,
        is_assumed=any(price.mark in UNSURE for price in prices),
        sections=(
            *_in_force(day, told, language),
            *(_price(p, library, language) for p in reversed(prices)),
            checked_section(last.checked, language),
        ),
        assumption=word("assumed_parts", language, parts=assumed_words(parts, language)) if parts else "",
    )


def _in_force(day: date | None, told: str, language: Language) -> Iterator[Section]:
    """What holds on a day, where one is asked for."""
    if day is not None:
        heading = word("in_force", language, day=day_words(day, language))
        yield Section(heading, (Line(f"{told}." if told else word("none_in_force", language)),))


def _on(rule: Parameter, day: date | None, library: Library, language: Language) -> str:
    dated = rule.on(day) if day else None
    return dated_words(rule, dated, library, language) if dated else ""


def _dated(rule: Parameter, dated: Dated, library: Library, language: Language) -> Iterator[Line]:
    """One value with its period and mark, then its source."""
    since = str(dated.since.year) if rule.series else period_words(dated.since, dated.until, language).rstrip(".")
    mark = word("mark", language, mark=mark_words(dated.mark, language))
    yield Line(f"{since}: {dated_words(rule, dated, library, language)}. {mark}", 1)
    yield Line(source_words(dated.source, language), 2)


def _overlays(rule: Parameter, library: Library, language: Language) -> Iterator[Line]:
    for overlay in library.overlays.values():
        replaced = overlay.parameters.get(rule.id)
        if replaced and replaced.values:
            value = all_dated_words(replaced, library, language)
            yield Line(f"{text(overlay.title, language)} ({overlay.id}): {value}", 1)


def _used_by(parameter: str, library: Library, language: Language) -> list[Line | str]:
    rules: list[Criterion | Limit] = [c for found in library.written().values() for c in found]
    rules += library.limits
    used = [text(rule.title, language) for rule in rules if parameter in parameters_named(rule)]
    return [Line(title, 1) for title in dict.fromkeys(used)] or [word("used_by_none", language)]


def _price(price: Price, library: Library, language: Language) -> Section:
    heading = word("per_unit", language, unit=unit_words(price.unit, library, language))
    since = period_words(price.since, price.until, language).rstrip(".")
    split = [
        Line(f"{_capital(actor_words(actor, language))}: {kronor_words(kr, library, language)}", 1)
        for actor, kr in price.split.items()
    ]
    source = f"{word('source', language)}: {source_words(price.source, language)}"
    told = " ".join(_said_of(price, language))
    return Section(f"{heading}, {since[:1].lower()}{since[1:]}", (*split, Line(told), Line(source)))


def _said_of(price: Price, language: Language) -> Iterator[str]:
    """What else a price says, a sentence each."""
    yield word("price_year", language, year=price.price_year)
    if price.take_home is None:
        yield word("no_take_home", language)
    else:
        yield word("take_home", language, share=_marked(price, "take_home", share(price.take_home, language), language))
    if price.average is not None:
        yield word("average" if price.average else "marginal", language)
    if price.transfer:
        yield word("transfer", language)
    if price.spread:
        low, high = (number(end, language) for end in extent(price.spread))
        high = _marked(price, "spread", high, language)
        yield word("spread", language, low=low, high=high)
    yield word("mark", language, mark=mark_words(price.mark, language))


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _marked(price: Price, part: str, told: str, language: Language) -> str:
    """A part of a price, with its mark where it is assumed."""
    return word("assumed", language, told=told) if part in price.assumed else told
