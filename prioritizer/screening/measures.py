"""Measures: facts that the program computes from what was stated, so that rules can name them (design §4)."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from prioritizer.model.portfolio import Alternative, Proposal
from prioritizer.model.rules import Fact

Measure = Callable[[Proposal, Alternative], Fact]


def actor_count(_: Proposal, version: Alternative) -> Decimal:
    """Number of actors that bear a cost or own an effect (C3)."""
    return Decimal(len({cost.payer for cost in version.costs} | {effect.owner for effect in version.effects}))


def effect_years(_: Proposal, version: Alternative) -> Decimal | None:
    """Years with effect of the longest profile (C3); not stated where nothing is priced."""
    return max((Decimal(effect.profile.years) for effect in version.effects), default=None)


def monetised_effects(_: Proposal, version: Alternative) -> Decimal:
    """Number of priced effects, a stated result counted as one (H7)."""
    return Decimal(len(version.effects) + (version.stated is not None))


def qualitative_effects(proposal: Proposal, _: Alternative) -> Decimal:
    """Number of effects without a price (H7)."""
    return Decimal(len(proposal.qualitative))


def granted_total(_: Proposal, version: Alternative) -> Decimal:
    """Kronor that funds would pay, over all years."""
    return sum((kr for cost in version.costs if cost.fund for kr in cost.per_year.values()), Decimal(0))


def cost_total(_: Proposal, version: Alternative) -> Decimal:
    """Kronor of all cost rows, over all years, whoever pays."""
    return sum((kr for cost in version.costs for kr in cost.per_year.values()), Decimal(0))


MEASURES: Mapping[str, Measure] = {
    measure.__name__: measure
    for measure in (actor_count, effect_years, monetised_effects, qualitative_effects, granted_total, cost_total)
}


def facts(proposal: Proposal, version: Alternative) -> dict[str, Fact]:
    """All facts of a version: what was stated and what is measured."""
    stated = {**proposal.facts, **version.facts}
    return {**stated, **{name: measure(proposal, version) for name, measure in MEASURES.items()}}
