"""Screen every proposal: admitted, barred or returned; none disappears (convention §13)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from prioritizer.model.portfolio import Portfolio, Proposal
from prioritizer.model.rules import RuleSet, Severity, Verdict
from prioritizer.model.verdict import Ruling, Screened
from prioritizer.predicates.decide import decide
from prioritizer.screening.measures import facts


def screen(portfolio: Portfolio, rules: RuleSet) -> tuple[Screened, ...]:
    """Decide every criterion for every proposal, on its head version.

    Only `must` bars. A `must` that is unknown sends the proposal back for what is missing; `should` and `typical`
    are printed and never bar.
    """
    numbers = in_force(portfolio, rules)
    return tuple(_screened(proposal, rules, numbers) for proposal in portfolio.proposals)


def in_force(portfolio: Portfolio, rules: RuleSet) -> dict[str, Decimal]:
    """The numbers of the parameters in force on `as_of`."""
    found = {name: rules.number(name, portfolio.as_of) for name, p in rules.parameters.items() if not p.series}
    return {name: value for name, value in found.items() if value is not None}


def _screened(proposal: Proposal, rules: RuleSet, numbers: Mapping[str, Decimal]) -> Screened:
    stated = facts(proposal, proposal.alternatives[0])
    rulings = tuple(Ruling(c, decide(c.require, stated, numbers)) for c in rules.criteria)
    return Screened(proposal.id, _outcome(rulings), rulings)


def _outcome(rulings: tuple[Ruling, ...]) -> Literal["admitted", "barred", "returned"]:
    musts = {r.trace.verdict for r in rulings if r.criterion.severity is Severity.MUST}
    if Verdict.FAILS in musts:
        return "barred"
    return "returned" if Verdict.UNKNOWN in musts else "admitted"
