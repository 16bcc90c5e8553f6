"""Price levels, and on whom a unit value falls (convention §2, §4)."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from prioritizer.model.portfolio import INDIVIDUAL, NOT_ALLOCATED, Actor, Cost, Effect, Fund, Portfolio
from prioritizer.model.rules import Price, RuleSet

INDEX = "price_index"
"""The series that converts between price years."""

NO_PURSE = frozenset({INDIVIDUAL, NOT_ALLOCATED})
"""Actors that hold no purse from which money can be taken home (convention §12)."""


def price_of(effect: Effect, rules: RuleSet) -> Price:
    """The price of an effect: that of the list, with what a local price says in its place."""
    price, local = rules.prices[effect.outcome], effect.local_price
    if local is None:
        return price
    own_share = local.take_home is not None
    return replace(
        price,
        price_year=local.price_year,
        split=dict(local.split),
        source=local.source,
        mark=local.mark,
        take_home=local.take_home if own_share else price.take_home,
        assumed=tuple(name for name in price.assumed if not (own_share and name == "take_home")),
        place=local.place,
    )


def index_factor(rules: RuleSet, from_year: int, to_year: int) -> Fraction | None:
    """What an amount in one year's prices is multiplied by to stand in another's.

    Returns:
        The factor, exactly; 1 for equal years, which need no index; None where the series lacks a year or holds
        a value that is not above zero.

    Source:
        Convention §2.
    """
    if from_year == to_year:
        return Fraction(1)
    before, after = index_in(rules, from_year), index_in(rules, to_year)
    return Fraction(after) / Fraction(before) if before and after else None


def index_in(rules: RuleSet, year: int) -> Decimal | None:
    """The index of a year; None where it is missing or not above zero."""
    series = rules.parameters.get(INDEX)
    dated = series.in_year(year) if series else None
    return dated.value if dated and dated.value > 0 else None


def price_year_of(cost: Cost, year: int, funds: Mapping[str, Fund], portfolio: Portfolio) -> int:
    """In which year's prices the kronor of a cost stand.

    A fund in running prices pays kronor of the year; a fund in fixed prices, and a cost borne outside every fund,
    stand in the price year of the portfolio. Several funds that grant one cost have the same prices.
    """
    fund = next((funds[name] for name in cost.drawn_on if name in funds), None)
    return year if fund is not None and fund.prices == "lopande" else portfolio.price_year


def receiver(actor: str, owner: str, actors: Iterable[Actor]) -> str:
    """Who gets what a price gives an actor: the owner of the effect where that is the actor or one of its boards.

    Example:
        >>> receiver("kommun", "socialnamnden", [Actor("socialnamnden", "Socialnämnden", parent="kommun")])
        'socialnamnden'
        >>> receiver("staten", "socialnamnden", [Actor("socialnamnden", "Socialnämnden", parent="kommun")])
        'staten'
    """
    is_board = any(a.id == owner and a.parent == actor for a in actors)
    return owner if is_board else actor


def known_actors(portfolio: Portfolio) -> tuple[str, ...]:
    """All actors of the portfolio, the person and «not allocated» included, in the order of the portfolio."""
    own = tuple(actor.id for actor in portfolio.actors)
    return own + tuple(actor for actor in (INDIVIDUAL, NOT_ALLOCATED) if actor not in own)
