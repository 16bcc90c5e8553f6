"""What versions are worth by their effects, many at a time (convention §6, §11)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import isnan

import numpy as np

from prioritizer.appraisal.account import Account, draws_of, lay_out
from prioritizer.appraisal.actor_draws import joint_of_version
from prioritizer.appraisal.case import Case
from prioritizer.appraisal.cells import rounded_cells, split_all
from prioritizer.appraisal.haircuts import NO_HAIRCUT
from prioritizer.appraisal.indicators import (
    BreakEven,
    break_evens,
    losses_of,
    percentiles,
    recovered_after,
    shares_above_zero,
)
from prioritizer.appraisal.present import whole, wholes
from prioritizer.appraisal.scaled import higher
from prioritizer.appraisal.setting import Array, Part, Setting
from prioritizer.appraisal.shrinkage import Shrunk, shrink_all
from prioritizer.appraisal.weights import moved
from prioritizer.appraisal.worth import UNKNOWN, Payback, Worth, purses


def computed(case: Case) -> Worth:
    """What one version is worth by its effects."""
    (found,) = computed_all((case,))
    return found


def computed_all(block: Sequence[Case]) -> list[Worth]:
    """What the priced effects are worth less the costs; with none priced only the costs are known (convention §25)."""
    if not block:
        return []
    actors, tables = block[0].setting.actors, _tables(block)
    divided = split_all(actors, [one.years for one in tables.found], tables.then_costs, tables.then_effects)
    spread, paybacks, even = _spread(block, tables), _paybacks(block, tables), _break_evens(block, tables)
    returns = (tables.then_costs + tables.then_home).sum(axis=2)
    raw, purse = _raw(block), block[0].setting.portfolio.purse(block[0].setting.portfolio.own_actor)
    told = []
    for at, (case, one) in enumerate(zip(block, tables.found, strict=True)):
        is_valued, own_nnv, (society, own) = bool(case.version.effects), divided[at].of(purse), even[at]
        notes = (*_notes(case, spread.alike[at], one), *_break_even_notes(society[1], own[1]))
        low, high = spread.ends[at]
        told.append(
            Worth(
                account=one,
                split=divided[at],
                costs=rounded_cells(actors, one.years, one.costs),
                effects=rounded_cells(actors, one.years, one.effects),
                taken_home=rounded_cells(actors, one.years, one.home),
                raw=raw[at],
                present_costs=-float(tables.paid[at]),
                present_effects=float(tables.gained[at]) if is_valued else None,
                own_nnv=own_nnv,
                own_payback=paybacks[at][0],
                society_payback=paybacks[at][1],
                shrunk=spread.shrunk[at],
                chance=spread.chances[at] if is_valued else None,
                low=low if is_valued else None,
                high=high if is_valued else None,
                loss=spread.losses[at] if is_valued else None,
                break_even=society[0] if is_valued else None,
                break_even_own=own[0] if is_valued else None,
                notes=notes if is_valued else ("no_priced_effects",),
                returns=_returns(case, returns[at]),
                own_before=own_nnv - whole(_equalised(case, one)),
            )
        )
    return told


@dataclass(frozen=True, slots=True)
class _Tables:
    """The accounts of a block by version, actor and year: as they arise, and brought to base_year (`then_`).

    `paid` and `gained` are what each version costs, at most zero, and gives in all, in present kronor.
    """

    found: list[Account]
    costs: Array
    effects: Array
    home: Array
    then_costs: Array
    then_effects: Array
    then_home: Array
    paid: Array
    gained: Array


def _tables(block: Sequence[Case]) -> _Tables:
    found = lay_out(block)
    costs, effects, home = (np.array([getattr(one, name) for one in found]) for name in ("costs", "effects", "home"))
    discount = np.array([one.discount for one in found])[:, None, :]
    then = costs * discount, effects * discount, home * discount
    paid, gained = (table.reshape(len(block), -1).sum(axis=1) for table in then[:2])
    return _Tables(found, costs, effects, home, *then, paid, gained)


@dataclass(frozen=True, slots=True)
class _Spread:
    """How sure each version of a block is: its draws, and whether they are all alike; kronor not yet rounded."""

    shrunk: list[Shrunk]
    chances: list[float]
    ends: list[list[float]]
    losses: list[float]
    alike: list[bool]


def _spread(block: Sequence[Case], tables: _Tables) -> _Spread:
    priors = [case.prior if case.version.effects else None for case in block]
    drawn = draws_of(block, tables.found, tables.paid)
    shrunk = shrink_all(drawn, (-tables.paid).tolist(), priors, [case.least for case in block])
    draws = np.array([one.draws for one in shrunk])
    alike = (draws == draws[:, :1]).all(axis=1).tolist()
    return _Spread(shrunk, shares_above_zero(draws), percentiles(draws, (5, 95)), losses_of(draws), alike)


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


def _paybacks(block: Sequence[Case], tables: _Tables) -> list[tuple[Payback, Payback]]:
    """Of what the own purse pays and takes home, and of everything to everybody, not discounted."""
    own = block[0].setting.own
    unknown: list[bool] = np.any(np.isnan(tables.home[:, own]), axis=(1, 2)).tolist()
    own_costs = tables.costs[:, own]
    of_own = _recovered(block, np.nan_to_num((own_costs + tables.home[:, own]).sum(axis=1)), own_costs)
    of_all = _recovered(block, (tables.costs + tables.effects).sum(axis=1), tables.costs)
    return [
        (UNKNOWN if is_unknown else own_payback, society)
        for is_unknown, own_payback, society in zip(unknown, of_own, of_all, strict=True)
    ]


def _recovered(block: Sequence[Case], flows: Array, costs: Array) -> list[Payback]:
    """From flows by version and year; who pays nothing, and never is below zero, has nothing to get back."""
    running = np.cumsum(wholes(flows), axis=1)
    after_years = recovered_after(running)
    has_flow: list[bool] = np.any(flows, axis=1).tolist()
    pays: list[bool] = (np.any(costs, axis=(1, 2)) | np.any(running < 0, axis=1)).tolist()
    found = []
    for case, after, there, paid in zip(block, after_years, has_flow, pays, strict=True):
        if not (there and paid):
            found.append(Payback(None, "no_cost" if there else "no_flow"))
        else:
            found.append(Payback(None, "not_reached") if after is None else Payback(case.start + after))
    return found


def _raw(block: Sequence[Case]) -> list[float]:
    """Expected NNV before haircuts; nan where there are none."""
    cut = [at for at, case in enumerate(block) if not case.cut.is_none]
    told = [float("nan")] * len(block)
    for at, bare in zip(cut, lay_out([replace(block[at], cut=NO_HAIRCUT) for at in cut]), strict=True):
        told[at] = float(bare.present(bare.costs).sum() + bare.present(bare.effects).sum())
    return told


def _break_evens(block: Sequence[Case], tables: _Tables) -> list[tuple[BreakEven, BreakEven]]:
    """Of society, and of the own purse, which counts only effects that reach it."""
    setting = block[0].setting
    effects = [(at, effect) for at, case in enumerate(block) for effect in case.effects]
    of = np.array([at for at, _ in effects], dtype=np.int64)
    differences = np.concatenate([_kept_differences(case) for case in block])
    attainable = np.concatenate([case.reached.attainable for case in block])
    on_own = np.array([setting.reaches_own(effect) for _, effect in effects], dtype=bool)
    own_costs, own_gains = (
        np.ascontiguousarray(table[:, setting.own]).reshape(len(block), -1).sum(axis=1)
        for table in (tables.then_costs, tables.then_effects)
    )
    joint = {at: joint_of_version(case, tables.found[at]) for at, case in enumerate(block) if case.reached.claims}
    purse = setting.portfolio.purse(setting.portfolio.own_actor)
    for_all, for_own = ({at: higher(one, who) for at, one in joint.items() if one} for who in (None, purse))
    society = break_evens(-tables.paid, tables.gained, differences, attainable, of, for_all)
    own = break_evens(-own_costs, own_gains, differences[on_own], attainable[on_own], of[on_own], for_own)
    return list(zip(society, own, strict=True))


def _kept_differences(case: Case) -> Array:
    """The expected difference that each effect makes, after its haircut."""
    kept: Array | float = 1.0 - case.haircut.effect
    if case.spared:
        kept = np.array([case.kept(row) for row in range(len(case.effects))])
    return case.reached.difference * kept


def _returns(case: Case, by_actor: Array) -> dict[str, int | None]:
    """What each purse takes home as money less what it pays, in present whole kronor."""
    told: dict[str, int | None] = {}
    for purse in purses(case):
        kronor = float(by_actor[case.setting.purse(purse)].sum())
        told[purse] = None if isnan(kronor) else whole(kronor)
    return told


def _notes(case: Case, alike: bool, found: Account) -> tuple[str, ...]:
    said = {
        "no_uncertainty_stated": alike,
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
        "break_even_falls_back": society == "falls_back",
        "break_even_own_falls_back": own == "falls_back",
        "own_pays_nothing": own == "pays_nothing",
    }
    return tuple(code for code, holds in told.items() if holds)
