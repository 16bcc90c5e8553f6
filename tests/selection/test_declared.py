"""A floor for what nobody serves is broken, not forgotten (convention §19)."""

from datetime import date
from decimal import Decimal

import pytest

from prioritizer.model.plan import Infeasible, Plan
from prioritizer.model.portfolio import Goal, Portfolio
from prioritizer.model.rules import Amount, Field, Leaf, Objective, Op, RuleSet, Source
from prioritizer.selection.choose import choose
from prioritizer.selection.declared import closed, declared, envelope_of
from prioritizer.selection.program import Program, build
from tests.selection.cases import candidate, fund, limit

SERVING = candidate("a", 5, {("fund", 2027): 10}, goals=("school",))


def program(form: Amount, goals: tuple[str, ...]) -> Program:
    """The program of one proposal and one limit."""
    funds = [fund({2027: 10})]
    return build(
        [SERVING], funds, [], [limit("l", form)], frozenset(), {}, (2027, 2028), {}, Decimal(0), {"goals": goals}
    )


@pytest.mark.parametrize(("goals", "outcome"), [(("school",), Plan), (("school", "home"), Infeasible)])
def test_each_goal_of_the_portfolio_has_its_floor(goals: tuple[str, ...], outcome: type) -> None:
    """One proposal for each goal cannot be had where nobody serves «home»."""
    floor = Amount("count_where", "granted", Op.AT_LEAST, Decimal(1), by="goals")

    assert isinstance(choose(program(floor, goals)), outcome)


def test_what_is_declared_is_named_as_by_names_it() -> None:
    """Funds, plan years and closed fields are keys; resources are what nobody uses silently."""
    assert declared([fund({2027: 10})], [], (2027, 2028), {"risk": ("low", "high")}) == {
        "fund": ["fund"],
        "year": ["2027", "2028"],
        "resource": [],
        "risk": ("low", "high"),
    }
    assert Decimal(15) == envelope_of([fund({2027: 10}, opening=5)])


def test_choices_and_goals_are_closed() -> None:
    """A field of free words has no keys but those that are used."""
    fields = {
        "risk": Field("risk", "choice", {}, of=("low", "high")),
        "district": Field("district", "text", {}),
        "goals": Field("goals", "list", {}),
    }
    rules = RuleSet(fields, (), (), {}, {}, Objective({}, Decimal(0), Source("s")))
    goals = (Goal("school", "Skola"), Goal("home", "Hem"))
    day = date(2026, 11, 1)
    portfolio = Portfolio("p", "P", "", "SEK", day, 2027, 2027, (2027, 2028), 25, (), "k", goals, (), (), ())

    assert closed(portfolio, rules) == {"risk": ("low", "high"), "goals": ("school", "home")}


def test_a_share_below_a_bound_chooses_to_the_krona_and_allows_an_empty_plan() -> None:
    """Exactly half is not below half, one krona less is; and a plan that grants nothing breaks nothing."""
    below = Amount("share_of", "granted", Op.BELOW, Decimal("0.5"), where=Leaf("risk", Op.EQUALS, "high"))
    money = fund({2027: 30_000_000})
    for kronor, expected in ((9_999_999, 2), (10_000_000, 1), (10_000_001, 1)):
        low = candidate("low", 10, {("fund", 2027): 10_000_000}, risk="low")
        high = candidate("high", 10, {("fund", 2027): kronor}, risk="high")
        made = build([low, high], [money], [], [limit("l", below)], frozenset(), {}, (2027, 2027), {}, Decimal(0))
        plan = choose(made)
        assert isinstance(plan, Plan)
        assert expected == len(plan.chosen)
        assert all(row.allows(frozenset()) for row in made.rows)
