"""Values, sources, periods and marks of rules, as people write them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from prioritizer.model.rules import Criterion, Dated, Language, Parameter, Price, Source, Text, Unit
from prioritizer.reading.library import Library
from prioritizer.report.rule_page_words import WORDS, word
from prioritizer.words.formatting import HARD_SPACE, day, number, share, years

UNSURE = frozenset({"assumption", "M"})
"""Marks of figures without a confirmed source."""

_MILLION = Decimal(1_000_000)
_KRONOR = "kr"
_MNKR = {"sv": "mnkr", "en": "million SEK"}


def value_words(value: Decimal, unit: str, units: Mapping[str, Unit], language: Language) -> str:
    """A number with its unit.

    Args:
        value: The number; a share is from 0 to 1.
        unit: The id of its unit; a unit that the workspace does not have is written as it stands.
        units: The units of the workspace.
        language: sv or en.

    Example:
        >>> kronor = Unit("kr", "amount", {"sv": "kr", "en": "SEK"})
        >>> value_words(Decimal(5_000_000), "kr", {"kr": kronor}, "sv").replace(HARD_SPACE, " ")
        '5 mnkr'
    """
    return values_words([value], unit, units, language)[0]


def values_words(values: Sequence[Decimal], unit: str, units: Mapping[str, Unit], language: Language) -> list[str]:
    """Numbers that are compared, in one and the same unit, whose word only the last one has.

    Example:
        >>> kronor = Unit("kr", "amount", {"sv": "kr", "en": "SEK"})
        >>> five, eight = values_words([Decimal(5_000_000), Decimal(8_000_000)], "kr", {"kr": kronor}, "sv")
        >>> f"{five} till {eight}".replace(HARD_SPACE, " ")
        '5 till 8 mnkr'
    """
    found = units.get(unit)
    kind, told = (found.kind, found.words[language]) if found else ("number", unit)
    if kind == "share":
        digits = max(_digits(value * 100) for value in values)
        shown = [share(value, language, digits) for value in values]
        return [*shown[:-1], f"{shown[-1]} ({told})" if told else shown[-1]]
    if kind == "amount" and unit == _KRONOR and any(values) and all(_is_large(value) for value in values):
        values, told = [value / _MILLION for value in values], _MNKR[language]
    shown = [number(value, language, _digits(value)) for value in values]
    return [*shown[:-1], f"{shown[-1]}{HARD_SPACE}{told}" if told else shown[-1]]


def dated_words(parameter: Parameter, dated: Dated, library: Library, language: Language) -> str:
    """The value of a parameter; of a graded one, the number for each choice."""
    if not dated.table:
        return value_words(dated.value, parameter.unit, library.units, language)
    field = library.fields.get(parameter.by)
    told = values_words(list(dated.table.values()), parameter.unit, library.units, language)
    names = [text(field.choices.get(choice, {}), language) or choice if field else choice for choice in dated.table]
    return "; ".join(f"{name}: {value}" for name, value in zip(names, told, strict=True))


def all_dated_words(parameter: Parameter, library: Library, language: Language) -> str:
    """Every value of a parameter with the day that it holds from; of a series the years that have a number.

    What is written so is true on any day, whichever value is in force.
    """
    if not parameter.values:
        return word("no_values", language)
    if parameter.series:
        return word("number_for", language, years=span(dated.since.year for dated in parameter.values))
    values = sorted(parameter.values, key=lambda dated: dated.since)
    return from_words([(d.since, d.until, dated_words(parameter, d, library, language)) for d in values], language)


def all_price_words(prices: Sequence[Price], library: Library, language: Language) -> str:
    """Every value of a price with the day that it holds from."""
    return from_words([(p.since, None, price_words(p, library, language)) for p in prices], language)


def from_words(values: Sequence[tuple[date | None, date | None, str]], language: Language) -> str:
    """Values with their first and last days, in order of day; the first one needs no first day.

    Example:
        >>> from_words([(date(2026, 1, 1), None, "60 %"), (date(2028, 1, 1), None, "70 %")], "en")
        '60 %, from 1\xa0January\xa02028 70 %'
    """
    told = []
    for n, (since, until, value) in enumerate(values):
        follows = values[n + 1][0] if n + 1 < len(values) else None
        ends = until is not None and until + timedelta(days=1) != follows
        part = f"{value} {word('to', language, day=day(until, language))}" if ends and until else value
        told.append(f"{word('since_day', language, day=day(since, language))} {part}" if n and since else part)
    return (", " if not any(";" in value for *_, value in values) else "; ").join(told)


def span(given: Iterable[int]) -> str:
    """Years as spans, so that a missing year is seen.

    Example:
        >>> span([2014, 2015, 2017])
        '2014–2015, 2017'
    """
    spans: list[tuple[int, int]] = []
    for year in sorted(given):
        if spans and year <= spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], year)
        else:
            spans.append((year, year))
    return ", ".join(years(*one) for one in spans)


def price_words(price: Price, library: Library, language: Language) -> str:
    """What a unit is worth to all actors together; a transfer is worth nothing to them all."""
    total = value_words(sum(price.split.values(), Decimal(0)), _KRONOR, library.units, language)
    return word("each", language, amount=total, unit=unit_words(price.unit, library, language))


def kronor_words(amount: Decimal, library: Library, language: Language) -> str:
    """An amount to the krona, for examples at an edge."""
    unit = library.units.get(_KRONOR)
    return f"{number(amount, language)}{HARD_SPACE}{unit.words[language] if unit else _KRONOR}"


def unit_words(unit: str, library: Library, language: Language) -> str:
    """What a unit is called."""
    found = library.units.get(unit)
    return found.words[language] if found else unit


def source_title(source: Source) -> str:
    """Title and article of a source; an article that begins as a sentence stands as one."""
    if not source.article:
        return source.title
    return f"{source.title}{'. ' if source.article[:1].isupper() else ', '}{source.article}"


def source_words(source: Source, language: Language) -> str:
    """Title, article and address of a source, as sentences."""
    if not source.title:
        return word("no_source", language)
    told = source_title(source)
    told = told if told.endswith((".", "!", "?")) else f"{told}."
    return f"{told} {source.url}" if source.url else told


def period_words(since: date | None, to: date | None, language: Language) -> str:
    """From and to which day something holds, as a sentence."""
    first, last = (None if end is None else day(end, language) for end in (since, to))
    if first and last:
        return word("from_to", language, since=first, to=last)
    if first:
        return word("from", language, since=first)
    return word("until_only", language, to=last) if last else word("always", language)


def mark_words(mark: str, language: Language) -> str:
    """What a mark means."""
    return word(mark, language) if mark in WORDS else mark


def assumption_of(rule: Criterion, language: Language) -> str:
    """What of a criterion is an assumption of ours; empty where nothing is."""
    return text(rule.assumption, language)


def assumed_words(parts: Iterable[str], language: Language) -> str:
    """Those parts in words."""
    return ", ".join(word(f"part.{part}", language) if f"part.{part}" in WORDS else part for part in parts)


def actor_words(actor: str, language: Language) -> str:
    """What an actor is called inside a sentence; a portfolio may have actors that only it has words for.

    Example:
        >>> actor_words("kommun", "en"), actor_words("stiftelsen", "en")
        ('the municipality', 'stiftelsen')
    """
    return word(f"actor.{actor}", language) if f"actor.{actor}" in WORDS else actor


def text(words: Text, language: Language) -> str:
    """Words in a language, on one line; empty where they are not there."""
    return " ".join(words.get(language, "").split(" ")).strip()


def _is_large(value: Decimal) -> bool:
    """Whether an amount is told in millions without a long tail."""
    return value == 0 or (abs(value) >= _MILLION and _digits(value / _MILLION) <= 2)


def _digits(value: Decimal) -> int:
    """The decimals that a number needs to be told exactly."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
