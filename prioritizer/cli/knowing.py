"""What it would be worth to know more before the choice, and where the plan changes, on a screen (§23)."""

from collections.abc import Iterator
from decimal import Decimal

from prioritizer.cli.run import Prepared
from prioritizer.cli.screen_lines import print_under
from prioritizer.cli.words import word
from prioritizer.model.robustness import Knowing, Turn, UncertainInput
from prioritizer.model.rules import Language
from prioritizer.predicates.spelled import per_cent
from prioritizer.words.formatting import money, number

MOST_SHOWN = 3
"""So many inputs are told on a screen; the documents and the JSON have all."""
SHARES = ("risk_without", "risk_with", "success")
MULTIPLES = ("cost", "factor", "price_spread")


def show_knowing(ready: Prepared, found: tuple[Knowing, ...], language: Language, is_long: bool) -> None:
    """The inputs that are worth most to know, each with where the plan turns; the others are counted."""
    print_under(word("knowing_head", language), knowing_lines(ready, found, language, is_long))


def knowing_lines(ready: Prepared, found: tuple[Knowing, ...], language: Language, is_long: bool) -> Iterator[str]:
    """The same, line by line."""
    sure = [one for one in found if one.is_sure]
    shown = sure if is_long else sure[:MOST_SHOWN]
    currency = ready.read.portfolio.currency
    for one in shown:
        amount, error = (money(kronor, "kr", language, currency) for kronor in (one.high, one.error))
        input = _named(ready, one.input, language)
        told = [word("knowing_of", language, amount=amount, error=error, input=input)]
        yield " ".join((*told, *(_turn(ready, one.input, turn, language, is_long) for turn in one.turns)))
    if len(sure) > len(shown):
        yield word("knowing_more", language, n=len(sure) - len(shown))
    if len(found) > len(sure):
        yield word("knowing_nothing" if sure else "knowing_none", language, n=len(found) - len(sure))


def _named(ready: Prepared, one: UncertainInput, language: Language) -> str:
    """An input as people call it, with the proposal that it is of."""
    of = one.of
    if one.of in ready.read.rules.prices:
        title = ready.read.rules.prices[one.of].title.get(language) or one.of
        of = title[:1].lower() + title[1:] if title[1:2].islower() else title
    factors = {factor.id: factor.title or factor.id for factor in ready.read.portfolio.common_factors}
    told = word(f"input_{one.name}", language, of=factors.get(of, of) if one.name == "factor" else of)
    titles = {p.id: p.title for p in ready.read.portfolio.proposals}
    return told if not one.proposal else word("input_in", language, input=told, title=titles[one.proposal])


def _turn(ready: Prepared, one: UncertainInput, turn: Turn, language: Language, is_long: bool) -> str:
    """Beyond which value, in how many of the draws, and at length what then comes and goes."""
    edge, share = _edge(ready, one, turn.edge, language), _share(turn, language)
    told = [word(f"turn_{turn.side}", language, edge=edge, share=share)]
    if not is_long:
        return told[0]
    titles = {p.id: p.title for p in ready.read.portfolio.proposals}
    for key, names in (("turn_enters", turn.enters), ("turn_leaves", turn.leaves)):
        if names:
            told.append(word(key, language, names="; ".join(titles[name] for name in names)))
    if len(told) == 1:
        told.append(word("turn_versions", language))
    return " ".join(told)


def _share(turn: Turn, language: Language) -> str:
    return per_cent(round(Decimal(turn.share.numerator) / Decimal(turn.share.denominator), 2), language)


def _edge(ready: Prepared, one: UncertainInput, edge: float, language: Language) -> str:
    """A value of an input: a share, kronor, so many times what is stated, or a number."""
    value, currency = Decimal(repr(edge)), ready.read.portfolio.currency
    if one.name in SHARES:
        return per_cent(round(value, 3), language)
    if one.name == "stated":
        return money(round(value), "kr", language, currency)
    told = number(value, language, 2)
    if one.name not in MULTIPLES:
        return told
    kronor = sum(ready.read.rules.prices[one.of].split.values()) if one.name == "price_spread" else Decimal(0)
    if kronor:
        price = money(round(Decimal(kronor) * value), "kr", language, currency)
        return word("times_price", language, times=told, price=price)
    return word("times", language, times=told)
