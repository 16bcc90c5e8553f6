"""What a case is worth: from its effects, or from a result stated elsewhere (convention §6, §8, §26)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import numpy as np

from prioritizer.appraisal.cases import Case
from prioritizer.appraisal.draws import Draws
from prioritizer.appraisal.indicators import break_even, by_year, percentile, share_above_zero
from prioritizer.appraisal.present import (
    Rounded,
    Table,
    cost_table,
    discounted,
    effect_table,
    home_table,
    rounded,
    rounded_present,
    total,
    whole,
)
from prioritizer.appraisal.prices import NO_PURSE
from prioritizer.appraisal.stated import stated_worth
from prioritizer.appraisal.tax_cost import with_tax_cost
from prioritizer.appraisal.view_rows import cost_rows, effect_rows
from prioritizer.appraisal.views import NO_VIEWS, AccountViews, Row, account_views
from prioritizer.model.portfolio import NOT_ALLOCATED, Stated
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
    own_before: int | None = None
    views: AccountViews = NO_VIEWS


def computed(case: Case) -> Worth:
    """What the priced effects are worth less the costs; with none priced only the costs are known (convention §25)."""
    if not case.effects:
        return costs_alone(case)
    now_costs, now_effects = _taxed(cost_table(case.costs), case), _taxed(effect_table(case.effects), case)
    then_costs, then_effects = discounted(now_costs, case.discount), discounted(now_effects, case.discount)
    present, costs, effects = rounded_present(then_costs, then_effects), rounded(now_costs), rounded(now_effects)
    home = home_table(case.effects)
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
        notes=(*_notes(case, draws, unknown_home), *_break_even_notes(reached, own_reached)),
        returns=_returns(case, then_costs, discounted(home, case.discount), unknown_home),
        own_before=_own_before(case, _sum(present, case.purse)),
        views=account_views(_rows(case), present.costs, present.effects, case.setting.portfolio.public),
    )


def costs_alone(case: Case) -> Worth:
    """A version without a priced effect: its NNV counts the costs, and what it is worth besides is unknown."""
    now = _taxed(cost_table(case.costs), case)
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
        own_before=_sum(present, case.purse),
        views=account_views(_rows(case), present.costs, {}, case.setting.portfolio.public),
    )


def stated(case: Case, result: Stated) -> Worth:
    """A result computed elsewhere; when its effects arise, and what can be taken home, it does not say."""
    now = cost_table(case.costs)
    then = discounted(now, case.discount)
    ratio = case.discount(case.start) / case.discount(case.start - case.waited)
    found = stated_worth(result, case.start, ratio, then, case.deviates)
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
        notes=("stated_terms_assumed", "timing_unknown", *found.notes),
        returns=dict.fromkeys(_returns(case, then, {}, frozenset())),
        views=account_views(
            [
                *([] if is_net else cost_rows(case.costs, case.discount)),
                *(Row(actor, "stated", kronor) for (actor, _), kronor in found.effects_present.items()),
            ],
            present.costs,
            present.effects,
            case.setting.portfolio.public,
        ),
    )


def _taxed(table: Table, case: Case) -> dict[tuple[str, int], float]:
    return with_tax_cost(table, case.setting.portfolio.public, case.tax_factor)


def _effect_draws(case: Case) -> Draws:
    """What all actors get by draw, with the gain or loss on what public purses get (convention §5)."""
    drawn, public, factor = np.zeros(case.setting.draws), case.setting.portfolio.public, case.tax_factor
    for flow in case.effects:
        worth = 0.0
        for entry, value in flow.quantity.parts:
            years = sum(share * case.discount(year) for year, share in flow.later(entry.delay).items())
            worth += value * years * (factor if factor is not None and entry.actor in public else 1.0)
        drawn = drawn + flow.quantity.units * worth
    return drawn


def _unknown_home(case: Case) -> frozenset[str]:
    """The purses of which nobody has said what they can take home."""
    return frozenset(e.actor for flow in case.effects for e, _ in flow.quantity.parts if e.take_home is None)


def _own_before(case: Case, own: int) -> int:
    """Own NNV as if income equalisation moved nothing (convention §4)."""
    produced = [flow for flow in case.effects if flow.quantity.price.production]
    moved = discounted(effect_table(produced, lambda entry: entry.kind == "transfer"), case.discount)
    return own - whole(_part(moved, case.purse))


def _rows(case: Case) -> list[Row]:
    return [*cost_rows(case.costs, case.discount), *effect_rows(case.effects, case.discount)]


def _returns(case: Case, costs: Table, home: Table, unknown: frozenset[str]) -> dict[str, int | None]:
    """What the own purse, and each other that pays, takes home as money less what it pays, in present whole kronor."""
    portfolio = case.setting.portfolio
    payers = {portfolio.purse_of(flow.cost.payer) for flow in case.costs} - NO_PURSE
    found: dict[str, int | None] = {}
    for purse in sorted(payers | {portfolio.own_actor}):
        members = portfolio.purse(purse)
        found[purse] = None if unknown & members else whole(_part(costs, members) + _part(home, members))
    return found


def _notes(case: Case, draws: Draws, unknown_home: frozenset[str]) -> tuple[str, ...]:
    said = {
        "no_uncertainty_stated": bool((draws == draws[0]).all()),
        "take_home_unknown": bool(unknown_home),
        "production_left_out": any(flow.quantity.price.production and not flow.quantity.parts for flow in case.effects),
    }
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
