"""A better plan that turns up takes over with what is proved of it; loudly where none was to be worth so much (§15)."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from prioritizer.explanation.frontier import frontier
from prioritizer.explanation.knowing import knowing
from prioritizer.explanation.margins import margins
from prioritizer.explanation.prices import limit_prices
from prioritizer.explanation.robustness import robustness
from prioritizer.explanation.worlds import Worlds
from prioritizer.model.plan import Infeasible, Plan
from prioritizer.model.roll_forward import Previous, RollForward
from prioritizer.model.rules import Relation
from prioritizer.selection import roll_forward
from prioritizer.selection.branching import BetterPlan
from prioritizer.selection.choose import choose
from prioritizer.selection.exact import Unfinished
from prioritizer.selection.highs import Highs
from prioritizer.selection.near_best import near_best
from prioritizer.selection.program import Program, value
from prioritizer.selection.roll_forward import rolled_forward
from prioritizer.selection.search import DIFFER
from prioritizer.selection.solve import Cbc
from prioritizer.selection.taken_over import FOUND_LATER, taken_over
from tests.explanation.test_knowing import every
from tests.selection.cases import Case, knapsack, limit

CASE = replace(
    knapsack([60, 100, 120, 7, 9, 31, 44, 83], [10, 20, 30, 3, 4, 11, 17, 29], 61),
    limits=(limit("not_both", Relation("exclusive", ("p03", "p04"))),),
)


def wrong(case: Case = CASE) -> tuple[Program, Plan, Plan]:
    """The best plan, and one without its last proposal that a solver has called optimal."""
    program = case.program()
    best = choose(program)
    assert isinstance(best, Plan)
    chosen = best.chosen[:-1]
    worth = program.kronor(value(program, [program.index(key) for key in chosen]))
    return program, best, replace(best, chosen=chosen, objective=worth, bound=worth)


def ask_margins(program: Program, plan: Plan) -> object:
    """The margin of every proposal."""
    return margins(program, plan, {c.proposal: "admitted" for c in program.candidates})


def ask_prices(program: Program, plan: Plan) -> object:
    """The price of every limit."""
    return limit_prices(CASE.statement(), program, plan)


def ask_frontier(program: Program, plan: Plan) -> object:
    """What more or less money would give."""
    return frontier(CASE.statement(), program, plan)


def worlds(program: Program) -> Worlds:
    """Two draws, in both of which each proposal is worth what is expected."""
    return Worlds.of(program, [[c.value, c.value] for c in program.candidates], [])


def ask_robustness(program: Program, plan: Plan) -> object:
    """The best plan of every draw."""
    return robustness(worlds(program), plan, {})


def ask_knowing(program: Program, plan: Plan) -> object:
    """What it is worth to know an input."""
    return knowing(worlds(program), plan, [every(program, np.array([1.0, 2.0]))])


def ask_near(program: Program, plan: Plan) -> object:
    """The sets of proposals near the plan."""
    return near_best(program, plan)


ASKED: Sequence[Callable[[Program, Plan], object]] = (
    ask_margins,
    ask_prices,
    ask_frontier,
    ask_robustness,
    ask_knowing,
    ask_near,
)


@pytest.mark.parametrize("ask", ASKED)
def test_no_question_hides_a_better_plan_than_the_one_called_optimal(ask: Callable[[Program, Plan], object]) -> None:
    """It is not told as a margin or a price of nothing: whoever asked learns that the plan is wrong."""
    program, _, worse = wrong()
    with pytest.raises(BetterPlan) as found:
        ask(program, worse)
    assert found.value.worth > worse.objective
    assert value(program, found.value.chosen) == found.value.worth


@pytest.mark.parametrize("ask", ASKED)
def test_a_plan_that_is_optimal_answers_every_question(ask: Callable[[Program, Plan], object]) -> None:
    """Nothing is above it, so that nothing takes over."""
    program, best, _ = wrong()
    ask(program, best)


def test_less_than_a_krona_is_no_contradiction() -> None:
    """A plan is optimal when none is worth a krona more (§15); in finer units another may be worth a little more."""
    case = replace(CASE, reserve_price=Decimal("0.05"))
    program = case.program()
    best = choose(program)
    assert isinstance(best, Plan)
    assert program.scale > 1
    short = replace(best, bound=best.objective - Decimal(1) / program.scale)
    ask_margins(program, short)


def test_the_best_plan_takes_over_and_is_confirmed_anew() -> None:
    """From the better plan on, as in any choice: its value, its kronor, its proof, and the fault."""
    program, best, worse = wrong()
    with pytest.raises(BetterPlan) as found:
        ask_margins(program, worse)
    plan = taken_over(program, worse, found.value.chosen)
    assert replace(plan, faults=(), words=(), solver="") == replace(best, faults=(), words=(), solver="")
    assert plan.faults == (DIFFER,)


def test_without_time_the_better_plan_takes_over_below_the_bound_of_the_relaxation(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where no solver comes to an end nothing is proved of it but what holds in exact arithmetic."""
    program, best, worse = wrong()
    for make in (Cbc, Highs):
        monkeypatch.setattr(make, "search", lambda *_, **__: Unfinished(None, "time"))
    chosen = frozenset(program.index(key) for key in best.chosen[1:])
    plan = taken_over(program, worse, chosen)
    assert plan.objective == value(program, chosen)
    assert (plan.status, plan.confirmed) == ("feasible", "none")
    assert best.objective <= plan.bound < Fraction(3, 2) * Fraction(best.objective)


def test_a_plan_takes_over_where_none_was_to_be() -> None:
    """What was called no plan is one."""
    program, best, _ = wrong()
    chosen = frozenset(program.index(key) for key in best.chosen)
    plan = taken_over(program, Infeasible(("fund:fund:2027",)), chosen)
    assert (plan.chosen, plan.objective, plan.faults) == (best.chosen, best.objective, (DIFFER,))


def following(case: Case, outcome: Plan, free: Plan, monkeypatch: pytest.MonkeyPatch) -> object:
    """How a plan follows an earlier one, where the choice that nothing binds comes to another."""
    monkeypatch.setattr(roll_forward, "choose", lambda *_: free)
    versions = {c.proposal: (c.alternative,) for c in case.candidates}
    return rolled_forward(case.statement(), outcome, Previous("", "", ()), versions, {})


def test_what_an_earlier_plan_costs_is_never_below_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the choice that nothing binds comes to less than the plan, that choice is wrong, and no gain is told."""
    _, best, worse = wrong()
    told = following(CASE, best, worse, monkeypatch)
    assert isinstance(told, RollForward)
    assert (told.gain, told.freely, told.faults) == (None, None, (DIFFER,))


def test_a_free_choice_that_keeps_to_what_continues_may_not_be_better(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is a plan of the choice too, which is then wrong."""
    _, best, worse = wrong()
    with pytest.raises(BetterPlan):
        following(CASE, worse, best, monkeypatch)


def unproved(bound: int) -> tuple[Program, Plan]:
    """The plan of 100, where 120 can be had, unproved and with a bound."""
    program = knapsack([100, 120], [10, 10], 10).program()
    plan = choose(program)
    assert isinstance(plan, Plan)
    chosen = (("p00", None, None),)
    return program, replace(plan, status="feasible", chosen=chosen, objective=Decimal(100), bound=Decimal(bound))


def test_below_the_bound_it_is_feasible_with_the_gap_that_is_left() -> None:
    """The value, the kronor and the fault are those of the better plan; nothing has confirmed it."""
    program, plan = unproved(130)
    found = taken_over(program, plan, {program.index(("p01", None, None))})

    assert found.status == "feasible"
    assert [found.objective, found.bound, found.granted] == [120, 130, 10]
    assert (found.chosen, found.confirmed, found.ties_complete) == ((("p01", None, None),), "none", False)
    assert found.faults == (FOUND_LATER,)


def test_at_the_bound_it_is_optimal_by_the_word_of_the_solver_that_gave_it() -> None:
    """None can be worth more, says that solver; nothing else says so."""
    program, plan = unproved(120)
    found = taken_over(program, plan, {program.index(("p01", None, None))})

    assert (found.status, found.confirmed, found.solver) == ("optimal", "none", plan.solver)
    assert found.bound == found.objective == 120


def test_above_the_bound_of_an_unproved_plan_a_solver_was_wrong_and_it_is_said() -> None:
    """Nothing is then believed of the bound, and the best plan is looked for."""
    program, plan = unproved(110)
    found = taken_over(program, plan, {program.index(("p01", None, None))})

    assert (found.status, found.confirmed) == ("optimal", "second_solver")
    assert found.objective == 120
    assert found.faults == (DIFFER,)
