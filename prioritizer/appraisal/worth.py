"""What a version at one start is worth: from its effects, or from a result stated elsewhere (convention §6, §26)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import fsum

import numpy as np

from prioritizer.appraisal import stated as results
from prioritizer.appraisal.account import Account, draws_of, lay_out, tax_loss
from prioritizer.appraisal.case import Case
from prioritizer.appraisal.cells import Split, rounded_cells, split
from prioritizer.appraisal.haircuts import NO_HAIRCUT, Haircut, sign_of
from prioritizer.appraisal.indicators import (
    losses_of,
    percentile,
    share_above_zero,
)
from prioritizer.appraisal.prices import NO_PURSE, index_factor
from prioritizer.appraisal.setting import Array, Setting
from prioritizer.appraisal.shrinkage import Shrunk, shrink
from prioritizer.appraisal.tax_cost import TAX_COST, with_tax_cost
from prioritizer.model.portfolio import NOT_ALLOCATED, Stated
from prioritizer.model.value import Cells


@dataclass(frozen=True, slots=True)
class Payback:
    """A calendar year, or why there is none: unknown, not_reached, no_cost, or no_flow where no money moves."""

    year: int | None
    why: str = ""


UNKNOWN = Payback(None, "unknown")


@dataclass(frozen=True, slots=True)
class Worth:
    """The tables of a case and how sure they are; None is unknown.

    `own_payback` is of what the own purse pays and takes home, `society_payback` of everything to everybody. `low`,
    `high` and `loss`, the expected loss, are kronor not yet rounded.
    """

    account: Account
    split: Split
    costs: Cells
    effects: Cells
    taken_home: Cells
    raw: float
    present_costs: float
    present_effects: float | None
    own_nnv: int | None
    own_payback: Payback
    society_payback: Payback
    shrunk: Shrunk
    chance: float | None
    low: float | None
    high: float | None
    loss: float | None
    break_even: float | None = None
    break_even_own: float | None = None
    notes: tuple[str, ...] = ()
    returns: Mapping[str, int | None] = field(default_factory=dict)
    own_before: int | None = None
    chance_stated: bool = False


def stated(case: Case, result: Stated) -> Worth:
    """A result computed elsewhere; when its effects arise, and what can be taken home, it does not say."""
    setting, is_net = case.setting, result.value is not None
    (found,) = lay_out((case,))
    then, ratio = found.present(found.costs), stated_ratio(case, result)
    told = _told(case, result, then, ratio, case.haircut)
    # What was stated speaks of a result without the loss of tax financing, which is added afterwards (convention §5).
    factor = 1.0 + tax_loss(setting) if results.lacks_tax_cost(result) else None
    public = setting.portfolio.public
    effects, costs_cells = (
        with_tax_cost(cells, public, factor) for cells in (told.effects_present, told.costs_present)
    )
    divided = split(setting.actors, found.years, _table(setting, found, costs_cells), _table(setting, found, effects))
    costs = -float(then.sum())
    loss = fsum((*effects.values(), *costs_cells.values())) - fsum(
        (*told.effects_present.values(), *told.costs_present.values())
    )
    # A gross result varies with the costs entered; from a net one they were taken off elsewhere (convention §26).
    (varied,) = draws_of((case,), (found,), np.zeros(1))
    drawn = told.draws if is_net else told.draws + loss + varied
    shrunk = shrink(drawn, costs, case.prior, case.least)
    as_it_was = not told.moved and shrunk.weight == 1.0
    chance, low, high = results.as_stated(result, ratio) if as_it_was else (None, None, None)
    chance_stated = chance is not None
    if told.spread_known:
        chance = share_above_zero(shrunk.draws) if chance is None else chance
        low = percentile(shrunk.draws, 5) if low is None else low
        high = percentile(shrunk.draws, 95) if high is None else high
    allocated = not is_net and not result.benefits.get(NOT_ALLOCATED)
    return Worth(
        account=found,
        split=divided,
        costs=rounded_cells(setting.actors, found.years, found.costs),
        effects={},
        taken_home={},
        raw=told.raw if factor is None else _raw_stated(case, result, then, ratio, factor),
        present_costs=costs,
        present_effects=None if is_net else sum(effects.values()),
        own_nnv=divided.of(setting.portfolio.purse(setting.portfolio.own_actor)) if allocated else None,
        own_payback=UNKNOWN,
        society_payback=UNKNOWN,
        shrunk=shrunk,
        chance=chance,
        low=low,
        high=high,
        loss=losses_of(shrunk.draws[None])[0] if told.spread_known else None,
        chance_stated=chance_stated,
        notes=(*results.term_notes(result, setting.terms), "timing_unknown", *told.notes),
        returns=dict.fromkeys(purses(case)),
    )


def _told(case: Case, result: Stated, then: Array, ratio: float, cut: Haircut) -> results.StatedWorth:
    """What a result says, with a haircut; `then` are the discounted costs by actor and year, their haircut in them."""
    setting, added = case.setting, 1.0 + case.haircut.cost
    paid = {
        (actor, case.start + int(at)): float(then[row, at]) / added
        for row, actor in enumerate(setting.actors)
        for at in np.flatnonzero(then[row] if actor != TAX_COST else ())
    }
    taken = cut if gains(case, result, ratio, -fsum(paid.values())) else cut.on_costs
    later = setting.discount_of(case.start + taken.delay) / setting.discount_of(case.start)
    return results.stated_worth(result, case.start, ratio, paid, case.deviates, taken, later)


def gains(case: Case, result: Stated, ratio: float, paid: float) -> bool:
    """Whether the gross effects of a result are a gain; else no haircut is taken off them (convention §9, §26).

    Args:
        case: The version.
        result: Its result; the effects of a net value are the value and the costs entered beside it.
        ratio: As `stated_ratio` has it.
        paid: The present costs entered, before the haircut.
    """
    if result.value is not None:
        return float(result.value) * ratio + paid > 0
    portfolio, loss = case.setting.portfolio, Fraction(0)
    if results.lacks_tax_cost(result) and (factor := case.setting.terms.tax_factor) is not None:
        loss = Fraction(factor) - 1
    given = [(actor, Fraction(amount)) for actor, amount in result.benefits.items()]
    return sign_of(given, portfolio.public, portfolio.purse(portfolio.own_actor), loss) > 0


def _raw_stated(case: Case, result: Stated, then: Array, ratio: float, factor: float) -> float:
    """Expected NNV before haircuts of a result to which the loss of tax financing is added."""
    bare = _told(case, result, then, ratio, NO_HAIRCUT)
    cells = (
        with_tax_cost(c, case.setting.portfolio.public, factor) for c in (bare.effects_present, bare.costs_present)
    )
    return fsum(amount for found in cells for amount in found.values())


def stated_ratio(case: Case, result: Stated) -> float:
    """What a krona of a stated present value is worth in base_year and price_year (convention §26)."""
    earliest = case.start - case.waited
    ratio = results.moved(result.terms, case.start, earliest, case.proposal.starts_stated, case.setting.discount_of)
    return ratio * _stated_index(case, result)


def _stated_index(case: Case, result: Stated) -> float:
    """What a krona of the declared price year is in kronor of the portfolio's; `faults` tells of a year without one."""
    portfolio = case.setting.portfolio
    factor = index_factor(case.setting.rules, result.terms.price_year or portfolio.price_year, portfolio.price_year)
    return 1.0 if factor is None else float(factor)


def _table(setting: Setting, found: Account, cells: Mapping[tuple[str, int], float]) -> Array:
    table = np.zeros((len(setting.actors), len(found.years)))
    for (actor, year), kronor in cells.items():
        table[setting.rows[actor], year - int(found.years[0])] += kronor
    return table


def purses(case: Case) -> list[str]:
    """The own purse, and each other that pays; persons hold none."""
    portfolio = case.setting.portfolio
    return sorted({case.setting.purse_of(cost.payer) for cost in case.version.costs} - NO_PURSE | {portfolio.own_actor})
