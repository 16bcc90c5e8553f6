"""What a version at one start is worth: from its effects, or from a result stated elsewhere (convention §6, §26)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from prioritizer.appraisal import stated as results
from prioritizer.appraisal.account import Account, draws_of, lay_out
from prioritizer.appraisal.case import Case
from prioritizer.appraisal.cells import Split, rounded_cells, split
from prioritizer.appraisal.indicators import (
    losses_of,
    percentile,
    share_above_zero,
)
from prioritizer.appraisal.prices import NO_PURSE, index_factor
from prioritizer.appraisal.setting import Array, Setting
from prioritizer.appraisal.shrinkage import Shrunk, shrink
from prioritizer.model.portfolio import NOT_ALLOCATED, Stated
from prioritizer.model.value import Cells


@dataclass(frozen=True, slots=True)
class Payback:
    """A calendar year, or why there is none: unknown, not_reached, or no_flow where no money goes in or out."""

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


def stated(case: Case, result: Stated) -> Worth:
    """A result computed elsewhere; when its effects arise, and what can be taken home, it does not say."""
    setting = case.setting
    (found,) = lay_out((case,))
    then = found.present(found.costs)
    cost_cells = {
        (actor, int(year)): float(then[row, at])
        for row, actor in enumerate(setting.actors)
        for at, year in enumerate(found.years)
        if then[row, at]
    }
    told = results.stated_worth(result, case.start, stated_ratio(case, result), cost_cells, case.deviates)
    is_net = result.value is not None
    divided = split(
        setting.actors,
        found.years,
        _table(setting, found, told.costs_present),
        _table(setting, found, told.effects_present),
    )
    costs = -float(then.sum())
    # A gross result varies with the costs entered; from a net one they were taken off elsewhere (convention §26).
    (varied,) = draws_of((case,), (found,), np.zeros(1))
    drawn = told.draws if is_net else told.draws + varied
    shrunk = shrink(drawn, costs, case.prior, case.least)
    moved = shrunk.weight != 1.0
    chance = share_above_zero(shrunk.draws) if moved and told.chance is not None else told.chance
    allocated = not is_net and not result.benefits.get(NOT_ALLOCATED)
    return Worth(
        account=found,
        split=divided,
        costs=rounded_cells(setting.actors, found.years, found.costs),
        effects={},
        taken_home={},
        raw=float(drawn.mean()),
        present_costs=costs,
        present_effects=None if is_net else sum(told.effects_present.values()),
        own_nnv=divided.of(setting.portfolio.purse(setting.portfolio.own_actor)) if allocated else None,
        own_payback=UNKNOWN,
        society_payback=UNKNOWN,
        shrunk=shrunk,
        chance=chance,
        low=percentile(shrunk.draws, 5) if moved and told.low is not None else told.low,
        high=percentile(shrunk.draws, 95) if moved and told.high is not None else told.high,
        loss=None if chance is None else losses_of(shrunk.draws[None])[0],
        notes=(*results.term_notes(result.terms, setting.terms.rate), "timing_unknown", *told.notes),
        returns=dict.fromkeys(purses(case)),
    )


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
