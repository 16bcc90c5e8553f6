"""The plain description of the choice."""

import random
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from prioritizer.model.plan import Refused
from prioritizer.model.portfolio import Resource
from prioritizer.selection.program import Row, admissible, exclusion, forced, names, violated, whole
from tests.selection.cases import Case, candidate, fund, plans, random_case, verdicts


@pytest.mark.parametrize("seed", range(100))
def test_rows_and_rules_read_on_a_finished_plan_never_differ(seed: int) -> None:
    """The exact check breaks the rows whose rules a plan breaks; a year that adds no spending has no row."""
    case = random_case(seed, 4)
    program = case.program()
    for plan in plans(case):
        broken = violated(program, [program.index(c.key) for c in plan])
        expected = {name for name, met in verdicts(case, plan) if not met}
        assert expected.isdisjoint(set(names(program)) - set(broken))
        assert set(broken) <= expected
        assert bool(expected) == bool(broken)


def test_money_left_over_passes_on_in_a_fund_with_carry_over() -> None:
    """Ten kronor a year for three years can be thirty in the last, and an opening balance adds to them."""
    late = candidate("late", 1, {("fund", 2029): 31})
    allocation = {2027: 10, 2028: 10, 2029: 10}
    assert violated(Case((late,), (fund(allocation),)).program(), [0]) == ("fund:fund:2029",)
    assert violated(Case((late,), (fund(allocation, opening=1),)).program(), [0]) == ()


def test_without_carry_over_the_opening_balance_serves_the_first_year_only() -> None:
    """Five kronor at the start help 2027 and not 2028."""
    pair = (candidate("a", 2, {("fund", 2027): 15}), candidate("b", 1, {("fund", 2028): 11}))
    program = Case(pair, (fund({2027: 10, 2028: 10}, opening=5, carry_over=False),)).program()
    assert violated(program, range(2)) == ("fund:fund:2028",)


def test_the_right_side_is_rounded_inwards() -> None:
    """Six and nine kronor against 22 is two and three against seven."""
    row = whole("r", {0: Fraction(6), 1: Fraction(9)}, "<=", Fraction(22), "fund")
    assert row.coefficients == ((0, 2), (1, 3))
    assert row.bound == 7
    assert whole("r", {0: Fraction(6), 1: Fraction(9)}, ">=", Fraction(22), "limit").bound == 8


def test_fractions_become_whole_numbers() -> None:
    """Ören and shares leave no broken number in a row."""
    row = whole("r", {0: Fraction("0.25"), 1: Fraction("1.5")}, "<=", Fraction("2.6"), "limit")
    assert Row("r", ((0, 1), (1, 6)), "<=", 10, "limit", "r") == row


def test_an_equality_that_no_whole_numbers_meet_is_impossible() -> None:
    """Two and four never make three."""
    row = whole("r", {0: Fraction(2), 1: Fraction(4)}, "==", Fraction(3), "limit")
    assert not any(row.allows(frozenset(chosen)) for chosen in ((), (0,), (1,), (0, 1)))


def test_the_reserve_price_is_taken_from_value_in_whole_units() -> None:
    """At 0.05 per granted krona, 100 kronor of value and 30 granted are 98.50, counted in halves of a krona."""
    program = Case((candidate("a", 100, {("fund", 2027): 30}),), reserve_price=Decimal("0.05")).program()
    assert Decimal("98.5") == program.kronor(program.objective[0])


def test_a_krona_in_a_year_without_an_allocation_is_refused() -> None:
    """The version is refused by its key, with the fund and the years."""
    kept, refused = admissible(
        [candidate("in", 1, {("fund", 2027): 1}), candidate("out", 1, {("fund", 2028): 1, ("fund", 2029): 0})],
        [fund({2027: 10})],
    )
    assert [c.proposal for c in kept] == ["in"]
    assert (Refused(("out", None, None), "granted_outside_allocation", {"fund": "fund", "years": "2028"}),) == refused


def test_the_order_of_candidates_does_not_reach_the_program() -> None:
    """Shuffled candidates give the same program (convention §24)."""
    case = random_case(7)
    program = case.program()
    shuffled = list(case.candidates)
    random.Random(1).shuffle(shuffled)
    assert program == replace(case, candidates=tuple(shuffled)).program()


def test_an_exclusion_rules_out_one_plan_and_no_other() -> None:
    """Every other plan is allowed."""
    case = random_case(3, 3)
    program = case.program()
    all_plans = [frozenset(program.index(c.key) for c in plan) for plan in plans(case)]
    row = exclusion(program, all_plans[5])
    assert [all_plans[5]] == [plan for plan in all_plans if not row.allows(plan)]


def test_what_is_forced_and_that_versions_exclude_each_other_are_nobodys_limits() -> None:
    """Only rows that somebody has decided can stand in a conflict."""
    pair = (candidate("a", 1, alternative="x"), candidate("a", 2, alternative="y"))
    program = Case(pair, mandatory=frozenset({"a"})).program().with_rows(forced("forced:a", [0], 1))
    assert names(program) == ("mandatory:a",)


def test_a_capacity_by_year_counts_the_year_of_start_for_a_use_without_a_year() -> None:
    """Two people at a start in 2028 are two people of 2028."""
    one = candidate("a", 1, start=2028, uses={("staff", None): 2})
    by_year = Resource("staff", "", "", {2027: Decimal(0), 2028: Decimal(1)})
    assert violated(Case((one,), resources=(by_year,)).program(), [0]) == ("resource:staff:2028",)
