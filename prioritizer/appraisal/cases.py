"""One version at one start, laid out by year and ready to be appraised."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from prioritizer.appraisal.draws import (
    Draws,
    common_factor,
    fingerprint,
    normal_deviates,
    occurrences,
    position,
    rank_of,
    uniforms,
)
from prioritizer.appraisal.flows import CostFlow, EffectFlow, Quantity, Setting, cost_flow, effect_flow, quantity
from prioritizer.appraisal.present import Discount
from prioritizer.appraisal.tax_cost import TAX_FACTOR
from prioritizer.model.portfolio import Alternative, Portfolio, Proposal
from prioritizer.model.rules import RuleSet


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
    def tax_factor(self) -> float | None:
        """What a krona of tax costs society; None where the loss is not counted, as in a stated result (§5, §26)."""
        portfolio = self.setting.portfolio
        factor = self.setting.rules.number(TAX_FACTOR, portfolio.as_of) if portfolio.tax_factor else None
        return None if factor is None or self.version.stated is not None else float(factor)

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
    setting = Setting(portfolio, rules, draws, _spreads(portfolio, rules, seed, draws))
    turn = occurrences(portfolio.proposals)
    for proposal in portfolio.proposals:
        yield from _versions(proposal, turn[proposal.id], seed, setting, discount)


def _versions(proposal: Proposal, occurrence: int, seed: int, setting: Setting, discount: Discount) -> Iterator[Case]:
    shares, ranks = uniforms(proposal, occurrence, seed, setting.draws), position(proposal)
    deviates = np.zeros(setting.draws)
    if any(version.stated for version in proposal.alternatives):
        deviates = normal_deviates(fingerprint(proposal), occurrence, seed, setting.draws)
    for version in proposal.alternatives:
        rows = enumerate(version.effects if version.stated is None else ())
        quantities = [quantity(effect, rank_of(index, ranks), shares, setting) for index, effect in rows]
        for start in proposal.start_years:
            costs, effects = _flows(proposal, version, quantities, start, setting)
            yield Case(setting, discount, proposal, version, start, costs, effects, deviates)


def _flows(
    proposal: Proposal, version: Alternative, quantities: list[Quantity], start: int, setting: Setting
) -> tuple[tuple[CostFlow, ...], tuple[EffectFlow, ...]]:
    horizon, waited = setting.portfolio.horizon, start - min(proposal.start_years)
    costs = tuple(cost_flow(cost, waited, start + horizon, setting) for cost in version.costs)
    return costs, tuple(effect_flow(found, start, horizon) for found in quantities)


def _spreads(portfolio: Portfolio, rules: RuleSet, seed: int, draws: int) -> dict[str, Draws]:
    used = {effect.outcome for p in portfolio.proposals for version in p.alternatives for effect in version.effects}
    return {
        price.id: common_factor(price.id, (float(low), float(likely), float(high)), seed, draws)
        for price in rules.prices.values()
        if price.id in used and price.spread is not None
        for low, likely, high in [price.spread]
    }
