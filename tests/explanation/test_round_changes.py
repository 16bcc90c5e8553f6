"""Which inputs differ between two rounds, on the example (issue 6, item 7)."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from prioritizer.appraisal import appraise
from prioritizer.cli.run import prepared
from prioritizer.explanation.round_changes import Round, differing
from prioritizer.explanation.round_mix import may_move_values, mixed
from prioritizer.model.compared import Differing
from prioritizer.model.plan import Plan
from prioritizer.model.portfolio import Portfolio, Proposal
from prioritizer.model.rules import Dated, RuleSet
from prioritizer.screening.screen import screen
from prioritizer.selection.candidates import statement_of
from prioritizer.selection.choose import choose
from tests.conftest import ROOT
from tests.real.choice import silent


@pytest.fixture(scope="module")
def example() -> Round:
    """The example as it is read."""
    read = prepared(ROOT / "portfolios" / "exempelkommun", 1, None, silent).read
    return Round(read.portfolio, read.rules)


def of(portfolio: Portfolio, name: str) -> Proposal:
    """A proposal of the example."""
    return next(p for p in portfolio.proposals if p.id == name)


def having(found: Round, name: str, **changes: Any) -> Round:
    """The round with a proposal changed."""
    proposals = (replace(p, **changes) if p.id == name else p for p in found.portfolio.proposals)
    return replace(found, portfolio=replace(found.portfolio, proposals=tuple(proposals)))


def numbered(rules: RuleSet, name: str, number: str) -> RuleSet:
    """The rules with another number in a parameter."""
    parameter = rules.parameters[name]
    values = tuple(replace(dated, value=Decimal(number)) for dated in parameter.values)
    return replace(rules, parameters={**rules.parameters, name: replace(parameter, values=values)})


def priced(rules: RuleSet, name: str, kronor: int) -> RuleSet:
    """The rules with another price."""
    price = replace(rules.prices[name], split={"kommun": Decimal(kronor)})
    return replace(rules, prices={**rules.prices, name: price})


def names(found: tuple[Differing, ...]) -> list[tuple[str, str]]:
    """Kinds and ids."""
    return [(one.kind, one.id) for one in found]


def test_what_nothing_can_follow_is_no_difference(example: Round) -> None:
    """Titles, texts, who asked, the order of rows, and numbers that nothing uses."""
    portfolio, rules = example.portfolio, example.rules
    one = of(portfolio, "familjecoacher")
    head = replace(
        one.alternatives[0], title="new", costs=tuple(replace(c, title="c") for c in one.alternatives[0].costs)
    )
    facts = {**one.facts, "problem": "other words", "advocacy.signatures": Decimal(9), "mainstreaming": None}
    other = having(
        example,
        "familjecoacher",
        title="new",
        facts=facts,
        alternatives=(head, *one.alternatives[1:]),
        qualitative=tuple(replace(q, note="") for q in one.qualitative),
    )
    turned = replace(other.portfolio, proposals=other.portfolio.proposals[::-1], title="Other", notes="")
    used = {e.outcome for p in portfolio.proposals for a in p.alternatives for e in a.effects}
    idle = priced(numbered(rules, "robust_rarely", "0.2"), min(rules.prices.keys() - used), 1)

    assert differing(example, replace(other, portfolio=turned)) == ()
    assert differing(example, replace(example, rules=idle)) == ()


def test_each_kind_is_told_with_its_numbers(example: Round) -> None:
    """What a proposal asks for, a parameter in force, a price, and what a fund makes available."""
    portfolio, rules = example.portfolio, example.rules
    fund, *funds = portfolio.funds
    richer = replace(fund, allocation={**fund.allocation, 2028: Decimal(9_500_000)})
    few = tuple(p for p in portfolio.proposals if p.id != "kulturbuss")
    other = replace(portfolio, proposals=few, funds=(richer, *funds), horizon=20)
    changed = numbered(priced(rules, "placement_day", 3800), "high_risk_cap", "0.3")
    changed = replace(changed, criteria=tuple(c for c in changed.criteria if c.id != "largest_grant"))
    found = differing(example, Round(other, changed))

    assert found == (
        Differing("gone", "kulturbuss", Decimal(1_400_000), None, "kronor"),
        Differing("criterion", "largest_grant"),
        Differing("parameter", "high_risk_cap", Decimal("0.2"), Decimal("0.3"), "share"),
        Differing("price", "placement_day", Decimal(4219), Decimal(3800), "kronor"),
        Differing("fund", "sociala_medel", Decimal(24_000_000), Decimal(25_000_000), "kronor"),
        Differing("setting", "horizon"),
    )
    assert names(differing(Round(other, changed), example))[0] == ("new", "kulturbuss")


def test_facts_that_a_rule_names_and_figures_are_differences(example: Round) -> None:
    """Also a text, where a criterion asks for it; and a number of participants."""
    one = of(example.portfolio, "familjecoacher")
    silent_one = having(example, "familjecoacher", facts={**one.facts, "reduction_goal": None})
    head = one.alternatives[0]
    effects = tuple(replace(e, participants=e.participants.times(Decimal("0.5"))) for e in head.effects)
    smaller = having(example, "familjecoacher", alternatives=(replace(head, effects=effects), *one.alternatives[1:]))

    assert names(differing(example, silent_one)) == [("proposal", "familjecoacher")]
    assert names(differing(example, smaller)) == [("proposal", "familjecoacher")]


def test_money_goes_with_plan_years_that_move(example: Round) -> None:
    """A fund of other years is no difference beside the years."""
    moved = replace(example.portfolio, plan_years=(2028, 2031), base_year=2028, funds=example.portfolio.funds[:1])

    assert names(differing(example, replace(example, portfolio=moved))) == [("setting", "years")]


def test_money_and_limits_do_not_move_what_a_version_is_worth(example: Round) -> None:
    """So that it is worked out once for all sets of them; a fund in other prices can."""
    portfolio = example.portfolio
    fast = replace(portfolio, funds=tuple(replace(f, prices="fast") for f in portfolio.funds))
    fund = Differing("fund", "sociala_medel")

    assert not may_move_values(fund, portfolio, portfolio)
    assert may_move_values(fund, portfolio, fast)
    assert not may_move_values(Differing("limit", "x"), portfolio, portfolio)
    assert may_move_values(Differing("price", "x"), portfolio, portfolio)


def decided(found: Round) -> object:
    """Outcomes, what versions are worth, and the plan's value."""
    screened = screen(found.portfolio, found.rules)
    appraised = appraise(found.portfolio, found.rules, 1, 16)
    statement, _ = statement_of(found.portfolio, found.rules, screened, appraised)
    outcome = choose(statement.program(), ties=False)
    worth = {(v.proposal, v.alternative, v.start_year): v.nnv for v in appraised}
    return {s.proposal: s.outcome for s in screened}, worth, outcome.objective if isinstance(outcome, Plan) else None


def test_every_kind_of_change_made_is_the_other_round(example: Round) -> None:
    """Rules that are new and gone, with the number and the field that a new one needs, and a price nobody had."""
    portfolio, rules = example.portfolio, example.rules
    cap, criterion = rules.parameters["high_risk_cap"], next(c for c in rules.criteria if c.id == "largest_grant")
    fewer = replace(
        rules,
        criteria=tuple(c for c in rules.criteria if c is not criterion),
        limits=tuple(limit for limit in rules.limits if limit.id != "high_risk_share"),
        parameters={name: p for name, p in rules.parameters.items() if name not in (cap.id, "largest_grant")},
        prices={name: p for name, p in rules.prices.items() if name != "fall_injury"},
    )
    gone = ("fallprevention", "utokade_hembesok")
    few = replace(portfolio, proposals=tuple(p for p in portfolio.proposals if p.id not in gone), haircuts=False)
    few = replace(few, limits=fewer.limits)
    for before, after in ((Round(few, fewer), example), (example, Round(few, fewer))):
        inputs = differing(before, after)

        assert decided(mixed(before, after, frozenset(inputs))) == decided(after)
        assert decided(mixed(before, after, frozenset())) == decided(before)
        for one in inputs:
            decided(mixed(before, after, frozenset([one])))


def test_a_value_that_begins_another_day_counts_from_there(example: Round) -> None:
    """The number in force on the day of the round is what differs."""
    parameter = example.rules.parameters["high_risk_cap"]
    later = Dated(example.portfolio.as_of.replace(year=2030), Decimal("0.9"), parameter.values[0].source, "S")
    changed = replace(parameter, values=(*parameter.values, later))
    rules = replace(example.rules, parameters={**example.rules.parameters, "high_risk_cap": changed})

    assert differing(example, replace(example, rules=rules)) == ()
