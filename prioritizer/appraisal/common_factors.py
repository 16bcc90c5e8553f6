"""What is uncertain for many proposals at once, such as the optimism of a department (convention §8)."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Literal

from prioritizer.appraisal.distributions import POSITIVE, quantiles
from prioritizer.appraisal.draws import Draws, even_shares
from prioritizer.model.fault import Fault, warning
from prioritizer.model.portfolio import Alternative, CommonFactor, Portfolio, Proposal
from prioritizer.model.rules import Verdict
from prioritizer.predicates.decide import decide
from prioritizer.screening.measures import facts


def factor_draws(portfolio: Portfolio, seed: int, draws: int) -> Mapping[str, Draws]:
    """The multiples of each common factor by draw: one stream for each id, whoever shares it."""
    return {
        factor.id: quantiles(factor.factor, even_shares(factor.id, "factor", seed, draws), POSITIVE)
        for factor in portfolio.common_factors
    }


def shared_by(
    version: Alternative, proposal: Proposal, factors: Sequence[CommonFactor], parameters: Mapping[str, Decimal]
) -> tuple[CommonFactor, ...]:
    """The factors whose condition a version meets; unknown never counts as met (convention §13).

    Args:
        version: What it does not state of its own is as in the proposal.
        proposal: Whose version it is.
        factors: Those of the portfolio.
        parameters: The numbers in force, which conditions may name.
    """
    if not factors:
        return ()
    stated = facts(proposal, version)
    known = {name: proposal.facts.get(name) if value is None else value for name, value in stated.items()}
    return tuple(f for f in factors if f.where is None or decide(f.where, known, parameters).verdict is Verdict.HOLDS)


def idle_factors(portfolio: Portfolio, parameters: Mapping[str, Decimal]) -> Iterator[Fault]:
    """Warnings: factor_of_nothing, where no version meets the condition of a factor, as a misspelt word does not."""
    versions = [(version, proposal) for proposal in portfolio.proposals for version in proposal.alternatives]
    for factor in portfolio.common_factors:
        if factor.where and not any(shared_by(version, p, (factor,), parameters) for version, p in versions):
            yield warning(factor.where.place, f"common_factors.{factor.id}.where", "factor_of_nothing", key=factor.id)


def multiple(
    shared: Sequence[CommonFactor], of: Literal["effects", "costs"], drawn: Mapping[str, Draws]
) -> Draws | float:
    """By what all costs, or all effects, of a version are multiplied in each draw; 1 where nothing is shared."""
    found: Draws | float = 1.0
    for factor in sorted(shared, key=lambda f: f.id):  # in order of id, so that rows reach no last decimal (§24)
        if factor.of == of:
            found = found * drawn[factor.id]
    return found
