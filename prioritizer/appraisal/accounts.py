"""What a unit of an outcome gives each actor, in which account, and when (convention §4, §12)."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal, TypeAlias

from prioritizer.appraisal.prices import NO_PURSE, receiver
from prioritizer.model.portfolio import Effect, Portfolio
from prioritizer.model.rules import Price, RuleSet

DISPLACEMENT = "displacement"
"""The parameter that says how large a share of production would have come about through somebody else."""

EQUALISATION_SHARE = "equalisation_share"
"""The parameter that says how large a share of more tax a municipality or region loses to income equalisation."""

EQUALISATION_DELAY = "equalisation_delay"
"""The parameter that says how many years after the tax that happens."""

Kind: TypeAlias = Literal["resource", "transfer", "production"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What one unit gives one actor, with its sign, in kronor of the price's own year.

    It arises `delay` years after the effect. Of it the share `take_home` can be taken home as money, `home_delay` years
    later still; None where nobody has said, 0 for those who hold no purse. A transfer sums to zero over actors at each
    delay, and so does income equalisation, which is one.
    """

    actor: str
    per_unit: Fraction
    delay: int
    take_home: Decimal | None
    kind: Kind
    home_delay: int = 0


def entries(price: Price, effect: Effect, portfolio: Portfolio, rules: RuleSet) -> tuple[Entry, ...]:
    """What one unit of an effect gives each actor; boards get their purse's part where they own the effect.

    Production is what is left after displacement. Of the tax of an equalised actor, the dated share moves to the
    equaliser the dated number of years later; until then the purse keeps it all. Nothing is counted twice: the entries
    of a price sum to its split, of production to its split times (1 − displacement).

    Args:
        price: In force on `as_of`; production is written gross.
        effect: Whose owner says which board gets a purse's part.
        portfolio: Without `production_value` a price of production gives nothing.
        rules: Hold displacement and the terms of equalisation.

    Source:
        Convention §4, §12.
    """
    if price.production and not portfolio.production_value:
        return ()
    kept = 1 - _parameter(DISPLACEMENT, portfolio, rules) if price.production else Fraction(1)
    amounts = {actor: Fraction(amount) * kept for actor, amount in price.split.items()}
    found: dict[tuple[str, int, Kind], Fraction] = {}
    for actor, delay, kind, amount in [
        *((actor, 0, _kind(price), amount) for actor, amount in amounts.items()),
        *_equalisation(price, amounts, portfolio, rules),
    ]:
        key = (receiver(actor, effect.owner, portfolio.actors), delay, kind)
        found[key] = found.get(key, Fraction(0)) + amount
    return tuple(
        Entry(actor, amount, delay, Decimal(0) if actor in NO_PURSE else price.take_home, kind, price.home_delay)
        for (actor, delay, kind), amount in found.items()
    )


def needed(price: Price) -> tuple[str, ...]:
    """The parameters without which the entries of a price cannot be said."""
    if not price.production:
        return ()
    return (DISPLACEMENT, *((EQUALISATION_SHARE, EQUALISATION_DELAY) if price.equalised else ()))


def before_equalisation(found: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The entries of a price without what income equalisation moves between purses."""
    produced = any(entry.kind == "production" for entry in found)
    return tuple(entry for entry in found if not (produced and entry.kind == "transfer"))


def _kind(price: Price) -> Kind:
    if price.production:
        return "production"
    return "transfer" if price.transfer else "resource"


def _equalisation(
    price: Price, amounts: dict[str, Fraction], portfolio: Portfolio, rules: RuleSet
) -> Iterator[tuple[str, int, Kind, Fraction]]:
    if not price.equalised:
        return
    share = _parameter(EQUALISATION_SHARE, portfolio, rules)
    delay = int(_parameter(EQUALISATION_DELAY, portfolio, rules))
    for actor in price.equalised:
        moved = amounts.get(actor, Fraction(0)) * share
        yield actor, delay, "transfer", -moved
        yield price.equaliser, delay, "transfer", moved


def _parameter(name: str, portfolio: Portfolio, rules: RuleSet) -> Fraction:
    value = rules.number(name, portfolio.as_of)
    if value is None:
        raise AssertionError(f"no {name}: `faults` tells this before anything is appraised")
    return Fraction(value)
