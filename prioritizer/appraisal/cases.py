"""One version at one start, laid out by year and ready to be appraised."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from prioritizer.appraisal.common_factors import factor_draws, multiple, shared_by
from prioritizer.appraisal.distributions import SHARE, quantiles
from prioritizer.appraisal.draws import (
    COST,
    SUCCESS,
    Draws,
    Input,
    common_factor,
    cost_position,
    fingerprint,
    normal_deviates,
    occurrences,
    position,
    rank_of,
    success_of,
    uniforms,
)
from prioritizer.appraisal.flows import CostFlow, EffectFlow, Setting, cost_flow, effect_flow, quantity
from prioritizer.appraisal.present import Discount
from prioritizer.model.portfolio import Alternative, Portfolio, Proposal
from prioritizer.model.rules import RuleSet
from prioritizer.screening.screen import in_force


@dataclass(frozen=True, slots=True)
class Case:
    """One version at one start, with all that its appraisal needs; `deviates` serve a stated result only."""

    setting: Setting
    discount: Discount
    proposal: Proposal
    version: Alternative
    start: int
    costs: tuple[CostFlow, ...]
    effects: tuple[EffectFlow, ...]
    deviates: Draws

    @property
    def purse(self) -> frozenset[str]:
        """The own actor and its boards."""
        return self.setting.portfolio.purse(self.setting.portfolio.own_actor)

    @property
    def cut_off(self) -> bool:
        """True when some cost or effect goes on at or after the horizon."""
        return any(flow.cut_off for flow in self.costs) or any(flow.cut_off for flow in self.effects)

    @property
    def waited(self) -> int:
        """How many years later than the earliest start."""
        return self.start - min(self.proposal.start_years)


def cases(portfolio: Portfolio, rules: RuleSet, discount: Discount, seed: int, draws: int) -> Iterator[Case]:
    """Every version of every proposal at every start, in the order of the portfolio."""
    factors = factor_draws(portfolio, seed, draws)
    setting = Setting(portfolio, rules, draws, _spreads(portfolio, rules, seed, draws), factors)
    turn = occurrences(portfolio.proposals)
    for proposal in portfolio.proposals:
        yield from _versions(proposal, turn[proposal.id], seed, setting, discount)


def _versions(proposal: Proposal, occurrence: int, seed: int, setting: Setting, discount: Discount) -> Iterator[Case]:
    shares, ranks = uniforms(proposal, occurrence, seed, setting.draws), position(proposal)
    deviates = np.zeros(setting.draws)
    if any(version.stated for version in proposal.alternatives):
        deviates = normal_deviates(fingerprint(proposal), occurrence, seed, setting.draws)
    success, numbers = _reached(proposal, shares), in_force(setting.portfolio, setting.rules)
    for version in proposal.alternatives:
        common = shared_by(version, proposal, setting.portfolio.common_factors, numbers)
        of_effects = success * multiple(common, "effects", setting.factors)
        of_costs = multiple(common, "costs", setting.factors)
        rows = enumerate(version.effects if version.stated is None else ())
        quantities = [quantity(effect, rank_of(index, ranks), shares, setting, of_effects) for index, effect in rows]
        for start in proposal.start_years:
            costs = _costs(proposal, version, start, setting, shares, of_costs)
            effects = tuple(effect_flow(found, start, setting.portfolio.horizon) for found in quantities)
            yield Case(setting, discount, proposal, version, start, costs, effects, deviates)


def _reached(proposal: Proposal, shares: Mapping[Input, Draws]) -> Draws | float:
    """The share of every effect that is reached in each draw, as the proposal grades its success."""
    declared, drawn = success_of(proposal), shares.get((0, SUCCESS))
    if declared is None or drawn is None:
        return float(declared.likely) if declared else 1.0
    return quantiles(declared, drawn, SHARE)


def _costs(
    proposal: Proposal,
    version: Alternative,
    start: int,
    setting: Setting,
    shares: Mapping[Input, Draws],
    shared: Draws | float,
) -> tuple[CostFlow, ...]:
    waited, ranks = start - min(proposal.start_years), cost_position(proposal)
    end = start + setting.portfolio.horizon
    return tuple(
        cost_flow(cost, waited, end, setting, shares.get((rank_of(index, ranks), COST)), shared)
        for index, cost in enumerate(version.costs)
    )


def _spreads(portfolio: Portfolio, rules: RuleSet, seed: int, draws: int) -> dict[str, Draws]:
    used = {effect.outcome for p in portfolio.proposals for version in p.alternatives for effect in version.effects}
    return {
        price.id: common_factor(price.id, price.spread, seed, draws)
        for price in rules.prices.values()
        if price.id in used and price.spread is not None
    }
