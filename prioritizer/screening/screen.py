"""Screen every proposal: admitted, barred or returned; none disappears (convention §13)."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from prioritizer.model.portfolio import Alternative, Portfolio, Proposal
from prioritizer.model.rules import Criterion, RuleSet, Severity, Verdict
from prioritizer.model.verdict import Ruling, Screened
from prioritizer.predicates.decide import Decider, decider
from prioritizer.screening.measures import facts


def screen(portfolio: Portfolio, rules: RuleSet) -> tuple[Screened, ...]:
    """Decide every criterion for every proposal, on its head version, and every `must` for its alternatives.

    Only `must` bars. A `must` that is unknown sends the proposal back for what is missing; `should` and `typical`
    are printed and never bar. An alternative that fails a `must` is refused alone.
    """
    numbers = in_force(portfolio, rules)
    decided = tuple((criterion, decider(criterion.require, numbers)) for criterion in rules.criteria)
    return tuple(_screened(proposal, decided) for proposal in portfolio.proposals)


def in_force(portfolio: Portfolio, rules: RuleSet) -> dict[str, Decimal]:
    """The numbers of the parameters in force on `as_of`."""
    found = {name: rules.number(name, portfolio.as_of) for name, p in rules.parameters.items() if not p.series}
    return {name: value for name, value in found.items() if value is not None}


def _screened(proposal: Proposal, decided: Sequence[tuple[Criterion, Decider]]) -> Screened:
    head, *others = proposal.alternatives
    stated = facts(proposal, head)
    rulings = tuple(Ruling(criterion, decide(stated)) for criterion, decide in decided)
    unvalued = not proposal.qualitative and not any(a.effects or a.stated for a in proposal.alternatives)
    refused = tuple((a.id, failed) for a in others if (failed := _failed(proposal, a, decided)))
    outcome = _outcome(rulings)
    # Counting only the costs of what has no value at all would make a missing figure a number (convention §25).
    returned = unvalued and outcome == "admitted"
    return Screened(proposal.id, "returned" if returned else outcome, rulings, refused, unvalued)


def _failed(proposal: Proposal, version: Alternative, decided: Sequence[tuple[Criterion, Decider]]) -> tuple[str, ...]:
    """The `must` that an alternative fails."""
    stated = facts(proposal, version)
    return tuple(
        criterion.id
        for criterion, decide in decided
        if criterion.severity is Severity.MUST and decide(stated).verdict is Verdict.FAILS
    )


def _outcome(rulings: tuple[Ruling, ...]) -> Literal["admitted", "barred", "returned"]:
    musts = {r.trace.verdict for r in rulings if r.criterion.severity is Severity.MUST}
    if Verdict.FAILS in musts:
        return "barred"
    return "returned" if Verdict.UNKNOWN in musts else "admitted"
