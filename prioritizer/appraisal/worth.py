"""What a case is worth: from its effects, or from a result stated elsewhere (convention §6, §8, §26)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import numpy as np

from prioritizer.appraisal.cases import Case
from prioritizer.appraisal.checks import RATE
from prioritizer.appraisal.draws import Draws
from prioritizer.appraisal.flows import EffectFlow
from prioritizer.appraisal.indicators import break_even, by_year, percentile, share_above_zero
from prioritizer.appraisal.present import (
    Rounded,
    Table,
    cost_table,
    discounted,
    effect_table,
    rounded,
    rounded_present,
    total,
    whole,
)
from prioritizer.appraisal.prices import NO_PURSE, index_factor
from prioritizer.appraisal.stated import moved, stated_worth, term_notes
from prioritizer.model.portfolio import NOT_ALLOCATED, Stated, StatedTerms
from prioritizer.model.value import Cells


@dataclass(frozen=True, slots=True)
class Worth:
    """The tables of a case and how sure they are; None is unknown.

    `own_flow` is what the own purse pays and takes home by year, `society_flow` everything to everybody; neither is
    discounted. `low` and `high` are kronor not yet rounded.
    """

    costs: Cells
    effects: Cells
    taken_home: Cells
    present: Rounded
    present_costs: float
    present_effects: float | None
    own_nnv: int | None
    own_flow: Mapping[int, int] | None
    society_flow: Mapping[int, int] | None
    draws: Draws
    chance: float | None
    low: float | None
    high: float | None
    break_even: float | None = None
    break_even_own: float | None = None
    notes: tuple[str, ...] = ()
    returns: Mapping[str, int | None] = field(default_factory=dict)


def computed(case: Case) -> Worth:
    """What the priced effects are worth less the costs; with none priced only the costs are known (convention §25)."""
    if not case.effects:
        return costs_alone(case)
    now_costs, now_effects = cost_table(case.costs), effect_table(case.effects)
    then_costs, then_effects = discounted(now_costs, case.discount), discounted(now_effects, case.discount)
    present, costs, effects = rounded_present(then_costs, then_effects), rounded(now_costs), rounded(now_effects)
    home = _taken_home(case)
    draws = total(then_costs) + _effect_draws(case)
    own_effects = [flow for flow in case.effects if case.purse & set(flow.quantity.unit_value)]
    scale, reached = break_even(-total(then_costs), total(then_effects), case.effects)
    own_scale, own_reached = break_even(-_part(then_costs, case.purse), _part(then_effects, case.purse), own_effects)
    unknown_home, taken_home = _unknown_home(case), rounded(home)
    return Worth(
        costs=costs,
        effects=effects,
        taken_home=taken_home,
        present=present,
        present_costs=-total(then_costs),
        present_effects=total(then_effects),
        own_nnv=_sum(present, case.purse),
        own_flow=None if unknown_home & case.purse else by_year((costs, taken_home), case.purse),
        society_flow=by_year((costs, effects)),
        draws=draws,
        chance=share_above_zero(draws),
        low=percentile(draws, 5),
        high=percentile(draws, 95),
        break_even=scale,
        break_even_own=own_scale,
        notes=(*_notes(draws, unknown_home), *_break_even_notes(reached, own_reached)),
        returns=_returns(case, then_costs, discounted(home, case.discount), unknown_home),
    )


def costs_alone(case: Case) -> Worth:
    """A version without a priced effect: its NNV counts the costs, and what it is worth besides is unknown."""
    now = cost_table(case.costs)
    then = discounted(now, case.discount)
    present, costs = rounded_present(then, {}), rounded(now)
    return Worth(
        costs=costs,
        effects={},
        taken_home={},
        present=present,
        present_costs=-total(then),
        present_effects=None,
        own_nnv=_sum(present, case.purse),
        own_flow=by_year((costs,), case.purse),
        society_flow=by_year((costs,)),
        draws=np.full(case.setting.draws, total(then)),
        chance=None,
        low=None,
        high=None,
        notes=("no_priced_effects",),
        returns=_returns(case, then, {}, frozenset()),
    )


def stated(case: Case, result: Stated) -> Worth:
    """A result computed elsewhere; when its effects arise, and what can be taken home, it does not say."""
    now = cost_table(case.costs)
    then = discounted(now, case.discount)
    portfolio, proposal, terms = case.setting.portfolio, case.proposal, result.terms
    ratio = moved(terms, case.start, case.start - case.waited, proposal.starts_stated, case.discount)
    found = stated_worth(result, case.start, ratio * _stated_index(case, terms), then, case.deviates)
    present = rounded_present(found.costs_present, found.effects_present)
    is_net = result.value is not None
    allocated = not is_net and not result.benefits.get(NOT_ALLOCATED)
    return Worth(
        costs=rounded(now),
        effects={},
        taken_home={},
        present=present,
        present_costs=-total(then),
        present_effects=None if is_net else total(found.effects_present),
        own_nnv=_sum(present, case.purse) if allocated else None,
        own_flow=None,
        society_flow=None,
        draws=found.draws,
        chance=found.chance,
        low=found.low,
        high=found.high,
        notes=(*term_notes(terms, case.setting.rules.number(RATE, portfolio.as_of)), "timing_unknown", *found.notes),
        returns=dict.fromkeys(_returns(case, then, {}, frozenset())),
    )


def _stated_index(case: Case, terms: StatedTerms) -> float:
    """What a krona of the declared price year is in kronor of the portfolio's; `faults` tells of a year without one."""
    portfolio = case.setting.portfolio
    factor = index_factor(case.setting.rules, terms.price_year or portfolio.price_year, portfolio.price_year)
    return 1.0 if factor is None else float(factor)


def _effect_draws(case: Case) -> Draws:
    drawn = np.zeros(case.setting.draws)
    for flow in case.effects:
        years = sum(share * case.discount(year) for year, share in flow.weights.items())
        drawn = drawn + flow.quantity.units * (sum(flow.quantity.unit_value.values()) * years)
    return drawn


def _taken_home(case: Case) -> Table:
    """Effects times the share that can be taken home, for purses only (convention §12).

    The share counts both ways: what an extra unit takes from a purse is as marginal as what a unit less gives it.
    """
    table: dict[tuple[str, int], float] = {}
    for flow in case.effects:
        share = flow.quantity.price.take_home
        if share is not None:
            for (actor, year), amount in effect_table((flow,)).items():
                if actor not in NO_PURSE:
                    table[actor, year] = table.get((actor, year), 0.0) + amount * float(share)
    return table


def _unknown_home(case: Case) -> frozenset[str]:
    """The purses of which nobody has said what they can take home."""
    unsaid: tuple[EffectFlow, ...] = tuple(f for f in case.effects if f.quantity.price.take_home is None)
    return frozenset(actor for flow in unsaid for actor in flow.quantity.unit_value) - NO_PURSE


def _returns(case: Case, costs: Table, home: Table, unknown: frozenset[str]) -> dict[str, int | None]:
    """What the own purse, and each other that pays, takes home as money less what it pays, in present whole kronor."""
    portfolio = case.setting.portfolio
    payers = {portfolio.purse_of(flow.cost.payer) for flow in case.costs} - NO_PURSE
    found: dict[str, int | None] = {}
    for purse in sorted(payers | {portfolio.own_actor}):
        members = portfolio.purse(purse)
        found[purse] = None if unknown & members else whole(_part(costs, members) + _part(home, members))
    return found


def _notes(draws: Draws, unknown_home: frozenset[str]) -> tuple[str, ...]:
    said = {"no_uncertainty_stated": bool((draws == draws[0]).all()), "take_home_unknown": bool(unknown_home)}
    return tuple(code for code, holds in said.items() if holds)


def _break_even_notes(society: str, own: str) -> tuple[str, ...]:
    told = {
        "break_even_not_reached": society == "not_reached",
        "break_even_own_not_reached": own == "not_reached",
        "own_pays_nothing": own == "pays_nothing",
    }
    return tuple(code for code, holds in told.items() if holds)


def _sum(present: Rounded, actors: Collection[str]) -> int:
    return sum(by_year((present.costs, present.effects), actors).values())


def _part(table: Table, actors: Collection[str]) -> float:
    return sum(amount for (actor, _), amount in table.items() if actor in actors)
