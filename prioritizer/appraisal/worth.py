"""What a version at one start is worth: from its effects, or from a result stated elsewhere (convention §6, §26)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import isnan

import numpy as np

from prioritizer.appraisal import stated as results
from prioritizer.appraisal.account import Account, draws_of, lay_out
from prioritizer.appraisal.case import Case
from prioritizer.appraisal.cells import Split, rounded_cells, split, split_all
from prioritizer.appraisal.haircuts import NO_HAIRCUT
from prioritizer.appraisal.indicators import (
    break_evens,
    losses_of,
    percentile,
    percentiles,
    recovered_after,
    share_above_zero,
    shares_above_zero,
)
from prioritizer.appraisal.present import whole, wholes
from prioritizer.appraisal.prices import NO_PURSE, index_factor
from prioritizer.appraisal.setting import Array, Part, Setting
from prioritizer.appraisal.shrinkage import Shrunk, shrink, shrink_all
from prioritizer.appraisal.weights import moved
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


def computed(case: Case) -> Worth:
    """What one version is worth by its effects."""
    (found,) = computed_all((case,))
    return found


def computed_all(block: Sequence[Case]) -> list[Worth]:
    """What the priced effects are worth less the costs; with none priced only the costs are known (convention §25)."""
    if not block:
        return []
    setting, found = block[0].setting, lay_out(block)
    costs, effects, home = (np.array([getattr(one, name) for one in found]) for name in ("costs", "effects", "home"))
    discount = np.array([one.discount for one in found])[:, None, :]
    then_costs, then_effects = costs * discount, effects * discount
    paid, gained = (table.reshape(len(block), -1).sum(axis=1) for table in (then_costs, then_effects))
    divided = split_all(setting.actors, [one.years for one in found], then_costs, then_effects)
    priced = [bool(case.version.effects) for case in block]
    priors = [case.prior if valued else None for case, valued in zip(block, priced, strict=True)]
    shrunk = shrink_all(draws_of(block, found, paid), (-paid).tolist(), priors, [case.least for case in block])
    draws = np.array([one.draws for one in shrunk])
    chances, ends, losses = shares_above_zero(draws), percentiles(draws, (5, 95)), losses_of(draws)
    unknown = np.isnan(home).any(axis=2)
    own = setting.own
    paybacks = [
        _paybacks(block, flow) for flow in ((costs[:, own] + home[:, own]).sum(axis=1), (costs + effects).sum(axis=1))
    ]
    returns = (then_costs + home * discount).sum(axis=2)
    even, own_even = _break_evens(block, then_costs, then_effects)
    alike = (draws == draws[:, :1]).all(axis=1).tolist()
    raw, before = _raw(block), [whole(_equalised(case, one)) for case, one in zip(block, found, strict=True)]
    own_purse = setting.portfolio.purse(setting.portfolio.own_actor)
    told = []
    for at, (case, one) in enumerate(zip(block, found, strict=True)):
        valued, own_nnv = priced[at], divided[at].of(own_purse)
        notes = (*_notes(case, alike[at], bool(unknown[at].any())), *_break_even_notes(even[at][1], own_even[at][1]))
        told.append(
            Worth(
                account=one,
                split=divided[at],
                costs=rounded_cells(setting.actors, one.years, one.costs),
                effects=rounded_cells(setting.actors, one.years, one.effects),
                taken_home=rounded_cells(setting.actors, one.years, one.home),
                raw=raw[at],
                present_costs=-float(paid[at]),
                present_effects=float(gained[at]) if valued else None,
                own_nnv=own_nnv,
                own_payback=UNKNOWN if unknown[at, own].any() else paybacks[0][at],
                society_payback=paybacks[1][at],
                shrunk=shrunk[at],
                chance=chances[at] if valued else None,
                low=ends[at][0] if valued else None,
                high=ends[at][1] if valued else None,
                loss=losses[at] if valued else None,
                break_even=even[at][0] if valued else None,
                break_even_own=own_even[at][0] if valued else None,
                notes=notes if valued else ("no_priced_effects",),
                returns=_returns(case, returns[at]),
                own_before=own_nnv - before[at],
            )
        )
    return told


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
        returns=dict.fromkeys(_purses(case)),
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
    outcomes = [case.version.effects[first].outcome for first, *_ in case.reached.members]
    if not any(case.setting.rules.prices[outcome].production for outcome in outcomes):
        return 0.0
    rows = range(len(outcomes))
    parts, expected = [case.parts(row) for row in rows], [case.expected(row) for row in rows]
    return equalised(parts, outcomes, expected, found.weights, case.setting, found.discount)


def _paybacks(block: Sequence[Case], flows: Array) -> list[Payback]:
    """From flows by version and year, not discounted; those that are not known are nan."""
    recovered = recovered_after(np.cumsum(wholes(np.nan_to_num(flows)), axis=1))
    some: list[bool] = np.any(flows, axis=1).tolist()
    return [
        Payback(None if after is None else case.start + after, "" if after is not None else "not_reached")
        if there
        else Payback(None, "no_flow")
        for case, after, there in zip(block, recovered, some, strict=True)
    ]


def _stated_index(case: Case, result: Stated) -> float:
    """What a krona of the declared price year is in kronor of the portfolio's; `faults` tells of a year without one."""
    portfolio = case.setting.portfolio
    factor = index_factor(case.setting.rules, result.terms.price_year or portfolio.price_year, portfolio.price_year)
    return 1.0 if factor is None else float(factor)


def _raw(block: Sequence[Case]) -> list[float]:
    """Expected NNV before haircuts; nan where there are none."""
    cut = [at for at, case in enumerate(block) if not case.cut.is_none]
    told = [float("nan")] * len(block)
    for at, bare in zip(cut, lay_out([replace(block[at], cut=NO_HAIRCUT) for at in cut]), strict=True):
        told[at] = float(bare.present(bare.costs).sum() + bare.present(bare.effects).sum())
    return told


def _break_evens(block: Sequence[Case], then_costs: Array, then_effects: Array) -> list[list[tuple[float | None, str]]]:
    """Of society, and of the own purse, which counts only effects that reach it."""
    setting = block[0].setting
    effects = [(at, case.kept, effect) for at, case in enumerate(block) for effect in case.effects]
    of = np.array([at for at, _, _ in effects], dtype=np.int64)
    differences = np.concatenate([case.reached.difference * case.kept for case in block])
    attainable = np.concatenate([case.reached.attainable for case in block])
    on_own = np.array([setting.reaches_own(effect) for _, _, effect in effects], dtype=bool)
    found = []
    for actors, rows in ((slice(None), slice(None)), (setting.own, on_own)):
        costs, gains = (
            np.ascontiguousarray(table[:, actors]).reshape(len(block), -1).sum(axis=1)
            for table in (-then_costs, then_effects)
        )
        found.append(break_evens(costs, gains, differences[rows], attainable[rows], of[rows]))
    return found


def _table(setting: Setting, found: Account, cells: Mapping[tuple[str, int], float]) -> Array:
    table = np.zeros((len(setting.actors), len(found.years)))
    for (actor, year), kronor in cells.items():
        table[setting.rows[actor], year - int(found.years[0])] += kronor
    return table


def _purses(case: Case) -> list[str]:
    """The own purse, and each other that pays; persons hold none."""
    portfolio = case.setting.portfolio
    return sorted({case.setting.purse_of(cost.payer) for cost in case.version.costs} - NO_PURSE | {portfolio.own_actor})


def _returns(case: Case, by_actor: Array) -> dict[str, int | None]:
    """What each purse takes home as money less what it pays, in present whole kronor."""
    told: dict[str, int | None] = {}
    for purse in _purses(case):
        kronor = float(by_actor[case.setting.purse(purse)].sum())
        told[purse] = None if isnan(kronor) else whole(kronor)
    return told


def _notes(case: Case, alike: bool, unknown: bool) -> tuple[str, ...]:
    said = {
        "no_uncertainty_stated": alike,
        "take_home_unknown": unknown,
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
