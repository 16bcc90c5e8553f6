"""The test of blindness sees what it should, on the example (convention §24)."""

from dataclasses import replace
from decimal import Decimal

import pytest

from prioritizer.appraisal import appraise
from prioritizer.cli.run import decide_again, prepared
from prioritizer.explanation.blindness import Decided, blindness, disguise
from prioritizer.model.plan import Plan
from prioritizer.model.portfolio import CommonFactor, Distribution, Portfolio, Success
from prioritizer.model.rules import Relation, RuleSet
from tests.conftest import ROOT
from tests.real.choice import silent

ADVOCACY = "advocacy."


@pytest.fixture(scope="module")
def read() -> tuple[Portfolio, RuleSet]:
    """The example and its rules."""
    found = prepared(ROOT / "portfolios" / "exempelkommun", 1, None, silent).read
    return found.portfolio, found.rules


@pytest.fixture(scope="module")
def decided(read: tuple[Portfolio, RuleSet]) -> Decided:
    """What is decided for it."""
    return decide_again(1, None)(*read)


def test_disguise_takes_away_every_advocacy_field(read: tuple[Portfolio, RuleSet]) -> None:
    """The example states who asked; the disguised portfolio does not, and states all else."""
    portfolio, _, mask = disguise(*read)
    before = {mask[p.id]: set(p.facts) for p in read[0].proposals}

    assert any(name.startswith(ADVOCACY) for facts in before.values() for name in facts)
    for proposal in portfolio.proposals:
        assert {name for name in before[proposal.id] if not name.startswith(ADVOCACY)} == set(proposal.facts)


def test_disguise_turns_rows_and_hides_ids_and_titles(read: tuple[Portfolio, RuleSet]) -> None:
    """No id or title of the portfolio is left, and the first row comes last."""
    portfolio, rules, mask = disguise(*read)
    names = {p.id for p in read[0].proposals}

    assert [mask[p.id] for p in read[0].proposals] == [p.id for p in reversed(portfolio.proposals)]
    assert not names & {p.id for p in portfolio.proposals}
    assert not {p.title for p in read[0].proposals} & {p.title for p in portfolio.proposals}
    assert not names & {name for p in portfolio.proposals for name in p.requires}
    related = [limit.limit for limit in rules.limits if isinstance(limit.limit, Relation)]
    assert related
    assert not names & {name for relation in related for name in relation.proposals}


def test_grades_and_common_factors_are_disguised_and_decide_the_same(read: tuple[Portfolio, RuleSet]) -> None:
    """What a grade of success or a factor is called, and which stands first, moves no value."""
    portfolio, rules = read
    grades = (Success("full", Decimal("0.7"), Decimal(1)), Success("half", Decimal("0.3"), Decimal("0.5")))
    ends = (Decimal("0.6"), Decimal("0.9"), Decimal("1.1"))
    factors = (
        CommonFactor("b", "optimism", "effects", Distribution(*ends), None),
        CommonFactor("a", "wages", "costs", Distribution(*ends), None),
    )
    proposals = tuple(replace(p, success=grades) for p in portfolio.proposals)
    uncertain = replace(portfolio, proposals=proposals, common_factors=factors)
    masked, masked_rules, mask = disguise(uncertain, rules)
    before = {(mask[v.proposal], v.alternative, v.start_year): v for v in appraise(uncertain, rules, draws=64)}

    assert {"x"} == {grade.title for p in masked.proposals for grade in p.success}
    assert {"x"} == {factor.title for factor in masked.common_factors}
    for after in appraise(masked, masked_rules, draws=64):
        assert (before[after.proposal, after.alternative, after.start_year].draws == after.draws).all()


def test_example_is_decided_blind(read: tuple[Portfolio, RuleSet], decided: Decided) -> None:
    """Verdicts, values and plan of the example stay the same in disguise."""
    found = blindness(*read, decided, decide_again(1, None))

    assert isinstance(decided[2], Plan)
    assert (found.verdicts, found.values, found.plan, found.same) == (True, True, True, True)


def test_a_verdict_that_follows_who_asked_is_seen(read: tuple[Portfolio, RuleSet]) -> None:
    """A screening that bars proposals nobody signed is found out."""

    def swayed(portfolio: Portfolio, rules: RuleSet) -> Decided:
        screened, appraised, outcome = decide_again(1, None)(portfolio, rules)
        signed = {p.id for p in portfolio.proposals if "advocacy.signatures" in p.facts}
        return tuple(s if s.proposal in signed else replace(s, outcome="barred") for s in screened), appraised, outcome

    found = blindness(*read, swayed(*read), swayed)

    assert not found.verdicts
    assert not found.same


def test_a_value_that_follows_a_title_is_seen(read: tuple[Portfolio, RuleSet]) -> None:
    """An appraisal that gives a krona for each letter of a title is found out."""

    def swayed(portfolio: Portfolio, rules: RuleSet) -> Decided:
        screened, appraised, outcome = decide_again(1, None)(portfolio, rules)
        letters = {p.id: len(p.title) for p in portfolio.proposals}
        return screened, tuple(replace(v, nnv=v.nnv + letters[v.proposal]) for v in appraised), outcome

    found = blindness(*read, swayed(*read), swayed)

    assert found.verdicts
    assert not found.values


def test_a_plan_that_follows_the_order_of_rows_is_seen(read: tuple[Portfolio, RuleSet]) -> None:
    """A choice that drops the last row is found out."""

    def swayed(portfolio: Portfolio, rules: RuleSet) -> Decided:
        screened, appraised, outcome = decide_again(1, None)(portfolio, rules)
        assert isinstance(outcome, Plan)
        last = next(p.id for p in reversed(portfolio.proposals) if p.id in {key[0] for key in outcome.chosen})
        return screened, appraised, replace(outcome, chosen=tuple(k for k in outcome.chosen if k[0] != last))

    found = blindness(*read, swayed(*read), swayed)

    assert found.plan is False
    assert not found.same


def test_an_unproved_plan_says_nothing_of_blindness(read: tuple[Portfolio, RuleSet], decided: Decided) -> None:
    """Where a search was cut short, another may rightly end elsewhere: not same, not different, but unknown."""
    screened, appraised, outcome = decided
    assert isinstance(outcome, Plan)
    unproved = replace(outcome, status="feasible", bound=outcome.bound + Decimal(1))
    found = blindness(*read, (screened, appraised, unproved), decide_again(1, None))

    assert found.plan is None
    assert found.same
