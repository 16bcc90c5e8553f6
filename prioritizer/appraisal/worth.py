"""What a version at one start is worth: from its effects, or from a result stated elsewhere (convention §6, §26)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import fsum

import numpy as np

from prioritizer.appraisal import stated as results
from prioritizer.appraisal.account import Account, account, moved, tax_loss
from prioritizer.appraisal.cells import Split, rounded_cells, split
from prioritizer.appraisal.draws import Draws, Identity, Stream
from prioritizer.appraisal.haircuts import NO_HAIRCUT, Haircut
from prioritizer.appraisal.indicators import break_even, percentile, share_above_zero
from prioritizer.appraisal.present import whole
from prioritizer.appraisal.prices import NO_PURSE, index_factor
from prioritizer.appraisal.reached import Reached
from prioritizer.appraisal.setting import Array, Mask, Part, Setting
from prioritizer.appraisal.shrinkage import Prior, Shrunk, shrink
from prioritizer.appraisal.tax_cost import TAX_COST, with_tax_cost
from prioritizer.model.portfolio import NOT_ALLOCATED, Alternative, Proposal, Stated
from prioritizer.model.value import Cells


@dataclass(frozen=True, slots=True)
class Case:
    """One version at one start, with all that its appraisal needs; `deviates` serve a stated result only.

    `numbers` and `drawn` are what `reached` was drawn from.
    """

    setting: Setting
    proposal: Proposal
    version: Alternative
    start: int
    reached: Reached
    deviates: Draws
    cut: Haircut
    prior: Prior | None
    least: float
    numbers: Identity
    drawn: Stream

    @property
    def taken(self) -> Haircut:
        """The haircut that is taken, which may be none."""
        return self.cut if self.setting.terms.haircuts else NO_HAIRCUT

    @property
    def kept(self) -> float:
        """What the haircut leaves of each effect."""
        return 1.0 - self.taken.effect

    def expected(self, row: int) -> float:
        """Units a year at full effect of one row of `Reached`, after the haircut of each effect in it."""
        kept = self.kept ** len(self.reached.members[row])
        return float(self.reached.expected[row]) * kept * self.setting.terms.effect_scale

    def parts(self, row: int) -> tuple[Part, ...]:
        """What a unit of one row of `Reached` gives each actor."""
        return self.setting.parts_of_all([self.version.effects[i] for i in self.reached.members[row]])

    @property
    def waited(self) -> int:
        """How many years later than the earliest start."""
        return self.start - min(self.proposal.start_years)


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
    chance_stated: bool = False


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
    setting, cut, is_net = case.setting, case.taken, result.value is not None
    found = account(case.version, case.start, case.waited, case.reached, setting, case.cut)
    then, ratio = found.present(found.costs), stated_ratio(case, result)
    told = _told(case, result, then, ratio, cut)
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
    drawn = told.draws if is_net else told.draws + loss + (found.draws + costs)
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
        own_flow=None,
        society_flow=None,
        shrunk=shrunk,
        chance=chance,
        low=low,
        high=high,
        chance_stated=chance_stated,
        notes=(*results.term_notes(result, setting.terms), "timing_unknown", *told.notes),
        returns=dict.fromkeys(_returns(case, found)),
    )


def _told(case: Case, result: Stated, then: Array, ratio: float, cut: Haircut) -> results.StatedWorth:
    """What a result says, with a haircut; `then` are the discounted costs by actor and year, their haircut in them."""
    setting, added = case.setting, 1.0 + case.taken.cost
    paid = {
        (actor, case.start + int(at)): float(then[row, at]) / added
        for row, actor in enumerate(setting.actors)
        for at in np.flatnonzero(then[row] if actor != TAX_COST else ())
    }
    later = setting.discount_of(case.start + cut.delay) / setting.discount_of(case.start)
    return results.stated_worth(result, case.start, ratio, paid, case.deviates, cut, later)


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
