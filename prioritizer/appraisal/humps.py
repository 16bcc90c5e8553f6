"""Who carries the hump (investeringspuckel): what each has paid and taken home when it is deepest (convention §11)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from prioritizer.appraisal.indicators import Hump, by_year, hump
from prioritizer.model.portfolio import Portfolio
from prioritizer.model.value import Cells


class Flows(Protocol):
    """What is paid, at most zero, and taken home, by actor and year; not discounted, whole kronor."""

    @property
    def costs(self) -> Cells:
        """By payer and year."""

    @property
    def taken_home(self) -> Cells:
        """By purse and year."""


@dataclass(frozen=True, slots=True)
class Carried:
    """The own purse's hump, and what each has paid and taken home up to its lowest year, in whole kronor.

    `own` are the own actor and its boards, which add up to the depth; `others` the other actors that pay, None where
    nobody has said what they can take home. Both are empty where the own purse never goes below zero.
    """

    hump: Hump
    own: Mapping[str, int] = field(default_factory=dict)
    others: Mapping[str, int | None] = field(default_factory=dict)


def carried(portfolio: Portfolio, found: Flows, first: int, unknown: Collection[str]) -> Carried:
    """The hump of a version or of a plan, and who carries it.

    Args:
        portfolio: Whose own purse is meant.
        found: Where the own purse's money is unknown there is no hump to tell, and this is not to be asked.
        first: Year one.
        unknown: Actors of whom nobody has said what they can take home.

    Example:
        A municipality has paid 100 and its board has taken home 30 in the lowest year: the depth is −70.
    """
    purse = portfolio.purse(portfolio.own_actor)
    lowest = hump(by_year((found.costs, found.taken_home), purse), first)
    if lowest.year is None:
        return Carried(lowest)
    year = lowest.year
    touched = {actor for table in (found.costs, found.taken_home) for actor, _ in table}
    paying = {actor for (actor, _), kronor in found.costs.items() if kronor}
    return Carried(
        hump=lowest,
        own={actor: _until(found, actor, year) for actor in sorted(purse & touched)},
        others={actor: None if actor in unknown else _until(found, actor, year) for actor in sorted(paying - purse)},
    )


def _until(found: Flows, actor: str, year: int) -> int:
    flow = by_year((found.costs, found.taken_home), {actor})
    return sum(kronor for when, kronor in flow.items() if when <= year)
