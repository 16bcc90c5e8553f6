"""What a version at one start is worth: from its effects, or from a result stated elsewhere (convention §6, §26)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from prioritizer.appraisal import stated as results
from prioritizer.appraisal.account import Account, account, moved
from prioritizer.appraisal.case import Case
from prioritizer.appraisal.cells import Split, rounded_cells, split
from prioritizer.appraisal.indicators import break_even, percentile, share_above_zero
from prioritizer.appraisal.present import whole
from prioritizer.appraisal.prices import NO_PURSE, index_factor
from prioritizer.appraisal.setting import Array, Mask, Part, Setting
from prioritizer.appraisal.shrinkage import Shrunk, shrink
from prioritizer.model.portfolio import NOT_ALLOCATED, Stated
from prioritizer.model.value import Cells


@dataclass(frozen=True, slots=True)
class Worth:
    """The tables of a case and how sure they are; None is unknown.

    `own_flow` is what the own purse pays and takes home by year, `society_flow` everything to everybody; neither is
    discounted. `low` and `high` are kronor not yet rounded.
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
    own_flow: Mapping[int, int] | None
    society_flow: Mapping[int, int] | None
    shrunk: Shrunk
    chance: float | None
    low: float | None
    high: float | None
    break_even: float | None = None
    break_even_own: float | None = None
    notes: tuple[str, ...] = ()
    returns: Mapping[str, int | None] = field(default_factory=dict)
    own_before: int | None = None


def computed(case: Case) -> Worth:
    """What the priced effects are worth less the costs; with none priced only the costs are known (convention §25)."""
    setting, priced = case.setting, bool(case.version.effects)
    found = account(case.version, case.start, case.waited, case.reached, setting, case.cut)
    then_costs, then_effects = found.present(found.costs), found.present(found.effects)
    divided = split(setting.actors, found.years, then_costs, then_effects)
    costs, effects = -float(then_costs.sum()), float(then_effects.sum())
    shrunk = shrink(found.draws, costs, case.prior if priced else None, case.least)
    own = setting.own
    own_home = found.home[own]
    unknown = bool(np.isnan(own_home).any())
    own_nnv = divided.of(setting.portfolio.purse(setting.portfolio.own_actor))
    scale, reached = _even(costs, effects, case, np.ones(len(case.version.effects), dtype=bool))
    on_own = np.array([setting.reaches_own(effect) for effect in case.version.effects], dtype=bool)
    own_scale, own_reached = _even(-float(then_costs[own].sum()), float(then_effects[own].sum()), case, on_own)
    notes = (*_notes(case, found), *_break_even_notes(reached, own_reached)) if priced else ("no_priced_effects",)
    return Worth(
        account=found,
        split=divided,
        costs=rounded_cells(setting.actors, found.years, found.costs),
        effects=rounded_cells(setting.actors, found.years, found.effects),
        taken_home=rounded_cells(setting.actors, found.years, found.home),
        raw=_raw(case),
        present_costs=costs,
        present_effects=effects if priced else None,
        own_nnv=own_nnv,
        own_flow=None if unknown else by_year(found, (found.costs[own] + own_home)),
        society_flow=by_year(found, found.costs + found.effects),
        shrunk=shrunk,
        chance=share_above_zero(shrunk.draws) if priced else None,
        low=percentile(shrunk.draws, 5) if priced else None,
        high=percentile(shrunk.draws, 95) if priced else None,
        break_even=scale if priced else None,
        break_even_own=own_scale if priced else None,
        notes=notes,
        returns=_returns(case, found),
        own_before=own_nnv - whole(_equalised(case, found)),
    )


def stated(case: Case, result: Stated) -> Worth:
    """A result computed elsewhere; when its effects arise, and what can be taken home, it does not say."""
    setting = case.setting
    found = account(case.version, case.start, case.waited, case.reached, setting, case.cut)
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
    drawn = told.draws if is_net else told.draws + (found.draws + costs)
    shrunk = shrink(drawn, costs, case.prior, case.least)
    moved = shrunk.weight != 1.0
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
        own_flow=None,
        society_flow=None,
        shrunk=shrunk,
        chance=share_above_zero(shrunk.draws) if moved and told.chance is not None else told.chance,
        low=percentile(shrunk.draws, 5) if moved and told.low is not None else told.low,
        high=percentile(shrunk.draws, 95) if moved and told.high is not None else told.high,
        notes=(*results.term_notes(result.terms, setting.terms.rate), "timing_unknown", *told.notes),
        returns=dict.fromkeys(_returns(case, found)),
    )


def stated_ratio(case: Case, result: Stated) -> float:
    """What a krona of a stated present value is worth in base_year and price_year (convention §26)."""
    earliest = case.start - case.waited
    ratio = results.moved(result.terms, case.start, earliest, case.proposal.starts_stated, case.setting.discount_of)
    return ratio * _stated_index(case, result)


def equalised(
    parts: Sequence[Sequence[Part]],
    outcomes: Sequence[str],
    expected: Sequence[float],
    weights: Array,
    setting: Setting,
    discount: Array,
) -> float:
    """What income equalisation gives the own purse, below zero where it takes, in present kronor (convention §4).

    Args:
        parts: What a unit of each row gives.
        outcomes: The outcome of each row; only production is equalised.
        expected: Units a year at full effect by row.
        weights: By row and year.
        setting: Prices and actors.
        discount: What a krona of each year is worth.
    """
    sums = 0.0
    for row, outcome in enumerate(outcomes):
        for part in parts[row] if setting.rules.prices[outcome].production else ():
            if part.kind == "transfer":
                years = float(moved(weights[row : row + 1], part.delay)[0] @ discount)
                sums += float(part.freed[setting.own].sum()) * expected[row] * years
    return sums


def _equalised(case: Case, found: Account) -> float:
    members = case.reached.members
    rows = range(len(members))
    outcomes = [case.version.effects[first].outcome for first, *_ in members]
    parts, expected = [case.parts(row) for row in rows], [case.expected(row) for row in rows]
    return equalised(parts, outcomes, expected, found.weights, case.setting, found.discount)


def by_year(found: Account, table: Array) -> dict[int, int]:
    """The sum of a table by year in whole kronor; years without money stay out."""
    sums = table.sum(axis=0)
    # As `whole` does for one amount: the millionth of a krona is rounded away first.
    kronor = np.round(np.round(sums, 6)).astype(np.int64).tolist()
    return {year: kr for year, kr, exact in zip(found.years.tolist(), kronor, sums.tolist(), strict=True) if exact}


def _stated_index(case: Case, result: Stated) -> float:
    """What a krona of the declared price year is in kronor of the portfolio's; `faults` tells of a year without one."""
    portfolio = case.setting.portfolio
    factor = index_factor(case.setting.rules, result.terms.price_year or portfolio.price_year, portfolio.price_year)
    return 1.0 if factor is None else float(factor)


def _raw(case: Case) -> float:
    """Expected NNV before haircuts."""
    if case.cut.is_none:
        return np.nan
    bare = account(case.version, case.start, case.waited, case.reached, case.setting)
    return float(bare.present(bare.costs).sum() + bare.present(bare.effects).sum())


def _even(costs: float, effects: float, case: Case, which: Mask) -> tuple[float | None, str]:
    return break_even(costs, effects, case.reached.difference[which] * case.kept, case.reached.attainable[which])


def _table(setting: Setting, found: Account, cells: Mapping[tuple[str, int], float]) -> Array:
    table = np.zeros((len(setting.actors), len(found.years)))
    for (actor, year), kronor in cells.items():
        table[setting.rows[actor], year - int(found.years[0])] += kronor
    return table


def _returns(case: Case, found: Account) -> dict[str, int | None]:
    """What the own purse, and each other that pays, takes home as money less what it pays, in present whole kronor."""
    setting, portfolio = case.setting, case.setting.portfolio
    flow = (found.present(found.costs) + found.present(found.home)).sum(axis=1)
    payers = {portfolio.purse_of(cost.payer) for cost in case.version.costs} - NO_PURSE
    told: dict[str, int | None] = {}
    for purse in sorted(payers | {portfolio.own_actor}):
        kronor = float(flow[setting.purse(purse)].sum())
        told[purse] = None if np.isnan(kronor) else whole(kronor)
    return told


def _notes(case: Case, found: Account) -> tuple[str, ...]:
    draws = found.draws
    said = {
        "no_uncertainty_stated": bool((draws == draws[0]).all()),
        "take_home_unknown": bool(np.isnan(found.home).any()),
        "risk_cut": bool(case.reached.cut.any()),
        "production_left_out": _left_out(case),
        "grade_unconfirmed": not case.cut.is_none and case.cut.basis == "unconfirmed",
        "grade_missing": not case.cut.is_none and case.cut.basis == "missing",
    }
    return tuple(code for code, holds in said.items() if holds)


def _left_out(case: Case) -> bool:
    """Whether production value is switched off for some effect."""
    prices = case.setting.rules.prices
    return any(prices[e.outcome].production and not case.setting.parts_of(e) for e in case.version.effects)


def _break_even_notes(society: str, own: str) -> tuple[str, ...]:
    told = {
        "break_even_not_reached": society == "not_reached",
        "break_even_own_not_reached": own == "not_reached",
        "own_pays_nothing": own == "pays_nothing",
    }
    return tuple(code for code, holds in told.items() if holds)
