"""A better plan that is found after the choice takes its place, with what is still proved (§15)."""

from dataclasses import replace
from decimal import Decimal

from prioritizer.model.plan import Plan
from prioritizer.selection.choose import choose
from prioritizer.selection.program import Program
from prioritizer.selection.search import DIFFER
from prioritizer.selection.taken_over import FOUND_LATER, taken_over
from tests.selection.cases import knapsack

CASE = knapsack([100, 120], [10, 10], 10)


def first(bound: int) -> tuple[Program, Plan]:
    """The plan of 100, unproved, with a bound."""
    program = CASE.program()
    plan = choose(program)
    assert isinstance(plan, Plan)
    chosen = (("p00", None, None),)
    return program, replace(plan, status="feasible", chosen=chosen, objective=Decimal(100), bound=Decimal(bound))


def test_below_the_bound_it_is_feasible_with_the_gap_that_is_left() -> None:
    """The value, the kronor and the fault are those of the better plan; nothing has confirmed it."""
    program, plan = first(130)
    found = taken_over(program, plan, {program.index(("p01", None, None))})

    assert found.status == "feasible"
    assert [found.objective, found.bound, found.granted] == [120, 130, 10]
    assert (found.chosen, found.confirmed, found.ties_complete) == ((("p01", None, None),), "none", False)
    assert found.faults == (FOUND_LATER,)


def test_at_the_bound_it_is_optimal_by_the_word_of_the_solver_that_gave_it() -> None:
    """None can be worth more, says that solver; nothing else says so."""
    program, plan = first(120)
    found = taken_over(program, plan, {program.index(("p01", None, None))})

    assert (found.status, found.confirmed, found.solver) == ("optimal", "none", plan.solver)


def test_above_the_bound_a_solver_was_wrong_and_it_is_said() -> None:
    """Nothing is then believed of the bound but what everything together is worth."""
    program, plan = first(110)
    found = taken_over(program, plan, {program.index(("p01", None, None))})

    assert found.status == "feasible"
    assert found.bound == 220
    assert found.faults == (FOUND_LATER, DIFFER)
