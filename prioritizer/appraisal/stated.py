"""Results computed elsewhere: taken as they stand, and spread out only as far as they say (convention §26)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import fsum
from typing import TypeAlias

from prioritizer.appraisal.discount import Discount
from prioritizer.appraisal.draws import Draws
from prioritizer.appraisal.haircuts import Haircut
from prioritizer.appraisal.recovery import recovered
from prioritizer.appraisal.setting import Terms
from prioritizer.model.portfolio import NOT_ALLOCATED, Stated, StatedTerms

Table: TypeAlias = Mapping[tuple[str, int], float]
"""Kronor by actor and year, not yet rounded."""

SHOWN = Decimal("0.9")
"""The width of every interval that is shown, 5th to 95th percentile."""


@dataclass(frozen=True, slots=True)
class StatedWorth:
    """A stated result at one start: discounted tables and draws of NNV, without what its costs vary.

    `raw` is expected NNV before the haircut; everything else is after it. `spread_known` tells whether the draws have a
    spread, `moved` that the haircut changed them, so that what was stated of chance and interval no longer holds.
    """

    effects_present: Table
    costs_present: Table
    raw: float
    draws: Draws
    spread_known: bool
    moved: bool
    notes: tuple[str, ...]


def stated_worth(
    stated: Stated, start: int, ratio: float, costs_present: Table, deviates: Draws, cut: Haircut, later: float
) -> StatedWorth:
    """What a stated result says at one start.

    What is taken off for the evidence grade is taken off the gross effects: of a net value those are the value and the
    costs entered. Where no cost is entered beside a net value it is taken off the value itself, which takes off too
    little; a note says so. Effects that are no gain keep their size and time, so that no loss becomes smaller.

    Args:
        stated: `value` is net of all costs, which are not subtracted again; `benefits` are gross.
        start: The year in which the discounted cells are entered.
        ratio: What a krona as stated is worth in base_year and price_year: `moved` times the price index.
        costs_present: The discounted costs of the version, before the haircut.
        deviates: Standard normal deviates of the proposal, with mean zero.
        cut: The haircut of its evidence grade (convention §9); only that of costs where the effects are no gain.
        later: What a krona is worth that comes as many years later as the haircut says.

    Returns:
        Draws whose mean is the stated NNV, of the distribution in `recovery`, with the haircut; all alike, and noted,
        where none fits.

    Source:
        Convention §9, §26.
    """
    is_net = stated.value is not None
    benefits = {NOT_ALLOCATED: stated.value} if stated.value is not None else stated.benefits
    entered = {(actor, start): float(amount) * ratio for actor, amount in benefits.items()}
    paid = -fsum(costs_present.values())
    raw = fsum(entered.values()) - (0.0 if is_net else paid)
    spread, notes = recovered(raw, stated, ratio)
    draws = spread.draws(raw, deviates) if spread else raw + 0.0 * deviates
    effects, costs = entered, dict[tuple[str, int], float]() if is_net else dict(costs_present)
    if not cut.is_none:
        kept = (1.0 - cut.effect) * later
        if is_net and not paid:
            kept, notes = min(1.0, kept), (*notes, "haircut_costs_unknown")
        draws = (draws + paid) * kept - paid * (1.0 + cut.cost)
        if is_net:
            effects = {cell: (amount + paid) * kept - paid * (1.0 + cut.cost) for cell, amount in entered.items()}
        else:
            effects = {cell: amount * kept for cell, amount in entered.items()}
            costs = {cell: amount * (1.0 + cut.cost) for cell, amount in costs.items()}
    return StatedWorth(effects, costs, raw, draws, spread is not None, not cut.is_none, notes)


def as_stated(stated: Stated, ratio: float) -> tuple[float | None, float | None, float | None]:
    """The chance and the 5th and 95th percentile where they are what was stated; None where they are not."""
    chance = None if stated.chance is None else float(stated.chance)
    if stated.low is None or stated.high is None or stated.interval != SHOWN:
        return chance, None, None
    return chance, float(stated.low) * ratio, float(stated.high) * ratio


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


def lacks_tax_cost(stated: Stated) -> bool:
    """Whether the loss of tax financing can be added: declared out, and every krona of a gross result has its actor."""
    is_gross = stated.value is None and not stated.benefits.get(NOT_ALLOCATED)
    return is_gross and stated.terms.tax_cost == "excluded"


def term_notes(stated: Stated, valued: Terms) -> tuple[str, ...]:
    """What a result does not say of how it was computed, and what it says that cannot be mended without its flows.

    Args:
        stated: With its terms as declared.
        valued: What the portfolio is valued on: its discount rate, and whether the loss of tax financing counts.

    Returns:
        stated_price_year_unknown, stated_rate_unknown, stated_start_unknown, stated_tax_unknown, stated_costs_unknown;
        stated_other_rate where another rate was used, stated_tax_included where §5 must not be added again, and
        stated_tax_left_out where it counts and is declared out, but the result does not say which actor gets what.
    """
    terms, is_counted = stated.terms, valued.tax_factor is not None
    told = {
        "stated_price_year_unknown": terms.price_year is None,
        "stated_rate_unknown": terms.discount_rate is None,
        "stated_other_rate": terms.discount_rate is not None and terms.discount_rate != valued.rate,
        "stated_start_unknown": terms.start_year is None,
        "stated_tax_unknown": terms.tax_cost is None,
        "stated_tax_included": terms.tax_cost == "included",
        "stated_tax_left_out": is_counted and terms.tax_cost == "excluded" and not lacks_tax_cost(stated),
        "stated_costs_unknown": terms.costs is None,
    }
    return tuple(code for code, holds in told.items() if holds)
