"""Levels in turn, against brute force and by hand."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prioritizer.model.plan import Infeasible, Plan
from prioritizer.model.pursued import Pursued
from prioritizer.model.rules import Amount, Leaf, Level, Op
from prioritizer.predicates.constrain import UnknownWhere
from prioritizer.selection.choose import choose
from prioritizer.selection.levels import by_levels, measured
from tests.selection.cases import Case, candidate, fund, keeps, plans, random_case, with_overlaps, worth_of
from tests.selection.cases import Plan as Chosen

PEOPLE = Amount("sum_of", "people", Op.AT_LEAST, None)
HIGH = Amount("count_where", "", Op.AT_LEAST, None, where=Leaf("risk", Op.EQUALS, "high"))
GRANTED = Amount("sum_of", "granted", Op.AT_LEAST, None)


def level(amount: Amount | None, give_up: str = "0", is_share: bool = False) -> Level:
    """A level without words."""
    return Level({}, amount, Decimal(give_up), is_share)


def amount_of(case: Case, amount: Amount | None, plan: Chosen) -> Fraction:
    """What a finished plan has of a level, by direct reading."""
    if amount is None:
        return worth_of(case, plan)
    if amount is PEOPLE:
        return sum((Fraction(str(c.facts["people"])) for c in plan), Fraction(0))
    if amount is HIGH:
        return Fraction(sum(c.facts["risk"] == "high" for c in plan))
    return sum((Fraction(c.granted_total) for c in plan), Fraction(0))


def by_trying(case: Case, levels: list[Level]) -> tuple[list[Fraction], Fraction] | None:
    """The most of each level in turn and the value of the plan, from every plan there is."""
    left = [plan for plan in plans(case) if keeps(case, plan)]
    if not left:
        return None
    mosts = []
    for one in levels:
        most = max(amount_of(case, one.amount, plan) for plan in left)
        lost = abs(most) * Fraction(one.give_up) if one.is_share else Fraction(one.give_up)
        left = [plan for plan in left if amount_of(case, one.amount, plan) >= most - lost]
        mosts.append(most)
    return mosts, max(worth_of(case, plan) for plan in left)


def pursued(case: Case, levels: list[Level], time_limit: float | None = None) -> Pursued:
    """The choice by levels."""
    program = case.program()
    found = measured(case.statement(), program, levels)
    return by_levels(program, found, choose(program), time_limit)


ONE = st.builds(
    level,
    st.sampled_from([PEOPLE, HIGH, GRANTED, None]),
    st.sampled_from(["0", "0", "1", "3"]),
    st.just(False),
) | st.builds(level, st.sampled_from([PEOPLE, GRANTED, None]), st.sampled_from(["0.05", "0.5"]), st.just(True))


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10**6), levels=st.lists(ONE, min_size=1, max_size=3), shared=st.booleans())
def test_levels_agree_with_brute_force(seed: int, levels: list[Level], shared: bool) -> None:
    """The most of each level, and of plans that keep them all the most valuable, whatever the order of levels."""
    case = random_case(seed, 4)
    case = with_overlaps(case, seed) if shared else case
    found = pursued(case, levels)
    known = by_trying(case, levels)

    if known is None:
        assert isinstance(found.outcome, Infeasible)
        return
    assert isinstance(found.outcome, Plan)
    assert known == ([one.most for one in found.levels], Fraction(found.outcome.objective))
    assert (found.outcome.status, found.outcome.confirmed) == ("optimal", "second_solver")
    assert all(one.kept >= one.least for one in found.levels)


BY_HAND = Case(
    (
        candidate("many", 10, {("fund", 2027): 50}, people=Decimal(90)),
        candidate("some", 30, {("fund", 2027): 50}, people=Decimal(60)),
        candidate("few", 70, {("fund", 2027): 50}, people=Decimal(30)),
    ),
    (fund({2027: 100}),),
)


def test_people_first_costs_value() -> None:
    """150 people at most, by many and some, worth 40; without levels some and few are worth 100: 60 is given up."""
    found = pursued(BY_HAND, [level(PEOPLE)])

    assert isinstance(found.outcome, Plan)
    assert [key[0] for key in found.outcome.chosen] == ["many", "some"]
    assert (found.levels[0].most, found.outcome.objective, found.given_up) == (Fraction(150), Decimal(40), Decimal(60))


@pytest.mark.parametrize(("give_up", "is_share"), [("30", False), ("0.2", True)])
def test_what_may_be_given_up_buys_value(give_up: str, is_share: bool) -> None:
    """Thirty people, or a fifth of 150, may be given up: many and few reach 120 and are worth 80."""
    found = pursued(BY_HAND, [level(PEOPLE, give_up, is_share)])

    assert isinstance(found.outcome, Plan)
    assert [key[0] for key in found.outcome.chosen] == ["few", "many"]
    assert (found.levels[0].least, found.levels[0].kept, found.given_up) == (Fraction(120), Fraction(120), Decimal(20))


def test_value_first_and_then_people_within_a_fifth_of_it() -> None:
    """Of 100 a fifth may go: many and few have 80 and 120 people, where some and few have 90."""
    found = pursued(BY_HAND, [level(None, "0.2", True), level(PEOPLE)])

    assert isinstance(found.outcome, Plan)
    assert [key[0] for key in found.outcome.chosen] == ["few", "many"]
    assert [one.most for one in found.levels] == [100, 120]


def test_a_level_over_what_some_do_not_state_is_refused() -> None:
    """Missing is not zero (§25): the level is named, and who does not state it."""
    case = Case((*BY_HAND.candidates, candidate("silent", 5, {("fund", 2027): 1})), BY_HAND.funds)

    with pytest.raises(UnknownWhere) as refused:
        pursued(case, [level(PEOPLE)])
    assert (refused.value.limit, refused.value.proposals) == ("level1", ("silent",))
