"""Results computed elsewhere: taken as they stand, and spread out only as far as they say (convention §26)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import fsum
from typing import TypeAlias

from prioritizer.appraisal.discount import Discount
from prioritizer.appraisal.draws import Draws
from prioritizer.appraisal.indicators import percentile, share_above_zero
from prioritizer.appraisal.recovery import recovered
from prioritizer.model.portfolio import NOT_ALLOCATED, Stated, StatedTerms

Table: TypeAlias = Mapping[tuple[str, int], float]
"""Kronor by actor and year, not yet rounded."""

SHOWN = Decimal("0.9")
"""The width of every interval that is shown, 5th to 95th percentile."""


@dataclass(frozen=True, slots=True)
class StatedWorth:
    """A stated result at one start: discounted tables, draws of NNV, and what is known of its spread."""

    effects_present: Table
    costs_present: Table
    draws: Draws
    chance: float | None
    low: float | None
    high: float | None
    notes: tuple[str, ...]


def stated_worth(stated: Stated, start: int, ratio: float, costs_present: Table, deviates: Draws) -> StatedWorth:
    """What a stated result says at one start.

    Args:
        stated: `value` is net of all costs, which are not subtracted again; `benefits` are gross.
        start: The year in which the discounted cells are entered.
        ratio: What a krona as stated is worth in base_year and price_year: `moved` times the price index.
        costs_present: The discounted costs of the version.
        deviates: Standard normal deviates of the proposal, with mean zero.

    Returns:
        Draws whose mean is the stated NNV, of the distribution in `recovery`; all alike, and noted, where none fits.
    """
    if stated.value is not None:
        effects, costs = {(NOT_ALLOCATED, start): float(stated.value) * ratio}, dict[tuple[str, int], float]()
    else:
        effects = {(actor, start): float(amount) * ratio for actor, amount in stated.benefits.items()}
        costs = dict(costs_present)
    expected = fsum(effects.values()) + fsum(costs.values())
    spread, notes = recovered(expected, stated, ratio)
    draws = spread.draws(expected, deviates) if spread else expected + 0.0 * deviates
    chance = float(stated.chance) if stated.chance is not None else share_above_zero(draws) if spread else None
    low, high = _interval(stated, ratio, draws if spread else None)
    return StatedWorth(effects, costs, draws, chance, low, high, notes)


def moved(terms: StatedTerms, start: int, earliest: int, starts_stated: bool, discount: Discount) -> float:
    """What a krona of a stated present value is worth in base_year, for a version that starts in `start`.

    A result that declares its start year is discounted to that year, so that the whole of it moves to the start of the
    version and is discounted from there; where the proposal states no start, from the declared year if that is later.
    Without a declared year the result is taken to stand in base_year for the earliest start, and a note says so.

    Example:
        >>> halved = lambda year: 0.5 ** (year - 2027)
        >>> declared, undeclared = StatedTerms(start_year=2020), StatedTerms()
        >>> moved(declared, 2029, 2028, True, halved), moved(undeclared, 2029, 2028, True, halved)
        (0.25, 0.5)
        >>> moved(StatedTerms(start_year=2029), 2027, 2027, False, halved)
        0.25
    """
    if terms.start_year is None:
        return discount(start) / discount(earliest)
    return discount(start if starts_stated else max(start, terms.start_year))


def term_notes(terms: StatedTerms, rate: Decimal | None) -> tuple[str, ...]:
    """What a result does not say of how it was computed, and what it says that cannot be mended without its flows.

    Args:
        terms: As declared.
        rate: The discount rate of the portfolio.

    Returns:
        stated_price_year_unknown, stated_rate_unknown, stated_start_unknown, stated_tax_unknown, stated_costs_unknown;
        stated_other_rate where another rate was used, and stated_tax_included where §5 must not be added again.
    """
    told = {
        "stated_price_year_unknown": terms.price_year is None,
        "stated_rate_unknown": terms.discount_rate is None,
        "stated_other_rate": terms.discount_rate is not None and terms.discount_rate != rate,
        "stated_start_unknown": terms.start_year is None,
        "stated_tax_unknown": terms.tax_cost is None,
        "stated_tax_included": terms.tax_cost == "included",
        "stated_costs_unknown": terms.costs is None,
    }
    return tuple(code for code, holds in told.items() if holds)


def _interval(stated: Stated, ratio: float, draws: Draws | None) -> tuple[float | None, float | None]:
    """The 5th and 95th percentile: as stated where that is what was stated, else those of the draws."""
    if stated.low is not None and stated.high is not None and stated.interval == SHOWN:
        return float(stated.low) * ratio, float(stated.high) * ratio
    return (None, None) if draws is None else (percentile(draws, 5), percentile(draws, 95))
