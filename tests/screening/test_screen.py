"""Each proposal is admitted, barred or returned; none disappears (convention §13)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from prioritizer.model.portfolio import (
    Alternative,
    Distribution,
    Portfolio,
    Proposal,
    Qualitative,
)
from prioritizer.model.rules import (
    Criterion,
    Dated,
    Fact,
    Leaf,
    Objective,
    Op,
    Parameter,
    RuleSet,
    Severity,
    Source,
    Verdict,
)
from prioritizer.screening.screen import in_force, screen

DAY = date(2026, 11, 1)
ONE = Distribution(Decimal(1), Decimal(1), Decimal(1))


def proposal_with(stated: Mapping[str, Fact], *, name: str = "a", version: Alternative | None = None) -> Proposal:
    """A proposal that states some facts."""
    head = version or Alternative(None, "A", (), (), None, {}, {})
    described = (Qualitative("lugn", "positive"),)
    return Proposal(name, "A", (head,), (2027,), True, (), stated, described)


def portfolio_of(*proposals: Proposal) -> Portfolio:
    """A portfolio of nothing but proposals."""
    return Portfolio("p", "P", "", "SEK", DAY, 2027, 2027, (2027, 2028), 25, (), "kommun", (), (), (), tuple(proposals))


def criterion(name: str, severity: Severity, field: str = "risk_class") -> Criterion:
    """A criterion that a field is low."""
    return Criterion(name, {}, {}, severity, Leaf(field, Op.EQUALS, "low"), Source("s"))


def rules_of(*criteria: Criterion, parameters: Mapping[str, Parameter] | None = None) -> RuleSet:
    """Rules of nothing but criteria."""
    return RuleSet({}, tuple(criteria), (), parameters or {}, {}, Objective({}, Decimal(0), Source("s")))


@pytest.mark.parametrize(
    ("stated", "outcome"), [({"risk_class": "low"}, "admitted"), ({"risk_class": "high"}, "barred"), ({}, "returned")]
)
def test_a_must_admits_bars_or_returns(stated: Mapping[str, Fact], outcome: str) -> None:
    """What holds is admitted, what fails is barred, what is unknown is sent back for completion."""
    (found,) = screen(portfolio_of(proposal_with(stated)), rules_of(criterion("c", Severity.MUST)))

    assert outcome == found.outcome


@pytest.mark.parametrize("severity", [Severity.SHOULD, Severity.TYPICAL])
@pytest.mark.parametrize("stated", [{"risk_class": "high"}, {}])
def test_should_and_typical_never_bar_and_are_told(severity: Severity, stated: Mapping[str, Fact]) -> None:
    """Only `must` bars; the ruling is kept so that it can be printed."""
    (found,) = screen(portfolio_of(proposal_with(stated)), rules_of(criterion("c", severity)))

    assert found.outcome == "admitted"
    assert found.rulings[0].trace.verdict in (Verdict.FAILS, Verdict.UNKNOWN)


def test_a_must_that_fails_outweighs_one_that_is_unknown() -> None:
    """There is no point in completing what is barred."""
    rules = rules_of(criterion("c", Severity.MUST, "missing"), criterion("d", Severity.MUST))

    (found,) = screen(portfolio_of(proposal_with({"risk_class": "high"})), rules)

    assert found.outcome == "barred"
    assert len(found.rulings) == 2


def test_no_proposal_disappears() -> None:
    """As many are ruled on as were proposed, in the same order."""
    proposals = [
        proposal_with(stated, name=name)
        for name, stated in (("b", {"risk_class": "high"}), ("a", {}), ("c", {"risk_class": "low"}))
    ]

    found = screen(portfolio_of(*proposals), rules_of(criterion("c", Severity.MUST)))

    assert [(s.proposal, s.outcome) for s in found] == [("b", "barred"), ("a", "returned"), ("c", "admitted")]


def test_without_criteria_everything_is_admitted() -> None:
    """A table has no rules unless it asks for them."""
    (found,) = screen(portfolio_of(proposal_with({})), rules_of())

    assert found.outcome == "admitted"


def test_only_numbers_in_force_on_the_day_are_used() -> None:
    """A series has a value for each year and is no single number."""
    dated = (Dated(date(2027, 1, 1), Decimal(5), Source("s"), "S"),)
    series = (Dated(date(2020, 1, 1), Decimal(5), Source("s"), "S"),)
    parameters = {
        "later": Parameter("later", {}, "", dated),
        "index": Parameter("index", {}, "", series, series=True),
        "now": Parameter("now", {}, "", series),
    }

    assert {"now": Decimal(5)} == in_force(portfolio_of(), rules_of(parameters=parameters))


def test_a_proposal_without_any_value_is_returned() -> None:
    """With no price, stated value or described effect there is nothing to weigh, and it is not minus its cost (§25)."""
    empty = replace(proposal_with({}), qualitative=())

    (found,) = screen(portfolio_of(empty), rules_of())

    assert (found.outcome, found.unvalued) == ("returned", True)


def test_an_alternative_that_fails_a_must_is_refused_alone() -> None:
    """The head version goes on; an alternative of its own risk class does not."""
    high = Alternative("b", "B", (), (), None, {}, {"risk_class": "high"})
    proposal = proposal_with({"risk_class": "low"})
    both = replace(proposal, alternatives=(*proposal.alternatives, high))

    (found,) = screen(portfolio_of(both), rules_of(criterion("calm", Severity.MUST)))

    assert (found.outcome, found.refused) == ("admitted", (("b", ("calm",)),))


def test_what_an_alternative_does_not_state_is_as_in_the_head() -> None:
    """An empty cell of an alternative's row is no reason to refuse it."""
    silent = Alternative("b", "B", (), (), None, {}, {"risk_class": None})
    proposal = proposal_with({"risk_class": "low"})
    both = replace(proposal, alternatives=(*proposal.alternatives, silent))

    (found,) = screen(portfolio_of(both), rules_of(criterion("calm", Severity.MUST)))

    assert found.refused == ()
