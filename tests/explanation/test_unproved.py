"""Margins of a plan that is not proved: intervals that hold the truth, and a better plan that turns up (§15, §20)."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from prioritizer.explanation.margins import Margins, explain
from prioritizer.explanation.questions import Answered
from prioritizer.explanation.ranked import ranked_sets
from prioritizer.model.near_best import NearBest
from prioritizer.model.plan import Margin, Plan
from prioritizer.selection.choose import choose
from prioritizer.selection.near_best import near_best
from prioritizer.selection.program import Program, granted, value
from prioritizer.selection.ties import by_name
from tests.selection.cases import Case, keeps, knapsack, plans, random_case, worth_of


def worse(case: Case, program: Program, slack: int) -> Plan | None:
    """A plan of a case that is worth less than the best, told with a bound that is `slack` kronor too high."""
    best = choose(program)
    if not isinstance(best, Plan):
        return None
    others = [plan for plan in plans(case) if keeps(case, plan) and worth_of(case, plan) < Fraction(best.objective)]
    if not others:
        return None
    chosen = frozenset(program.index(c.key) for c in others[len(others) // 2])
    return replace(
        best,
        status="feasible",
        chosen=tuple(sorted((program.candidates[i].key for i in chosen), key=by_name)),
        objective=program.kronor(value(program, chosen)),
        bound=best.objective + slack,
        granted=granted(program, chosen),
        confirmed="none",
    )


def told(case: Case, with_near: bool, slack: int = 3) -> tuple[Plan, Fraction, Margins] | None:
    """A plan that is not proved, what the best is worth, and what is told about the one that stands."""
    program = case.program()
    plan, best = worse(case, program, slack), choose(program)
    if plan is None:
        return None
    assert isinstance(best, Plan)
    near = near_best(program, plan, best=3) if with_near else None
    outcomes = {name: "admitted" for name in sorted({c.proposal for c in case.candidates})}
    return plan, Fraction(best.objective), explain(program, plan, outcomes, near=near)


def held(case: Case, plan: Plan, optimum: Fraction, margins: tuple[Margin, ...]) -> Iterator[tuple[Margin, Fraction]]:
    """Each margin, and by brute force the optimum less the best plan on the other side."""
    chosen = {key[0] for key in plan.chosen}
    for margin in margins:
        worths = [
            worth_of(case, other)
            for other in plans(case)
            if keeps(case, other) and (margin.proposal in {c.proposal for c in other}) != (margin.proposal in chosen)
        ]
        if worths:
            yield margin, optimum - max(worths)


@pytest.mark.parametrize("with_near", [False, True])
@pytest.mark.parametrize("seed", range(20))
def test_an_interval_holds_the_margin_against_the_best_plan(seed: int, with_near: bool) -> None:
    """Whatever was found on the way, low and high stand on either side of what brute force finds."""
    case = random_case(seed, 4)
    answer = told(case, with_near)
    for margin, truth in held(case, answer[0], answer[1], answer[2].margins) if answer else ():
        assert margin.low is not None
        assert Fraction(margin.low) <= truth
        assert margin.high is None or truth <= Fraction(margin.high)
        assert margin.exact is False


@pytest.mark.parametrize("with_near", [False, True])
@pytest.mark.parametrize("seed", range(20))
def test_the_best_plan_turns_up_among_the_questions(seed: int, with_near: bool) -> None:
    """It differs from the plan that stands in some proposal, or in a version of one."""
    case = random_case(seed, 4)
    answer = told(case, with_near)
    if answer is None:
        return
    plan, optimum, explained = answer
    assert explained.better is not None
    program = case.program()
    assert Fraction(value(program, explained.better), program.scale) == optimum > Fraction(plan.objective)


def test_against_a_better_plan_there_is_no_margin_but_how_much_better_it_is() -> None:
    """The plan of 100 stands unproved; with the other proposal 120 is had, which is no margin of nought."""
    case = knapsack([100, 120], [10, 10], 10)
    program = case.program()
    plan = worse(case, program, 0)
    assert plan is not None
    plan = replace(plan, chosen=(("p00", None, None),), objective=Decimal(100))
    found = {m.proposal: m for m in explain(program, plan, {"p00": "admitted", "p01": "admitted"}).margins}

    assert (found["p01"].margin, found["p01"].better) == (None, Decimal(20))
    assert (found["p00"].margin, found["p00"].better) == (None, Decimal(20))
    assert found["p00"].replaced_by == ("p01",)


def test_a_margin_tells_what_the_other_plan_grants() -> None:
    """Without the proposal of 9 kronor that costs 40, forty are left."""
    case = knapsack([100, 9], [10, 40], 50)
    program = case.program()
    plan = choose(program)
    assert isinstance(plan, Plan)
    found = {m.proposal: m for m in explain(program, plan, {"p00": "admitted", "p01": "admitted"}).margins}

    assert (found["p01"].margin, found["p01"].granted) == (Decimal(9), Decimal(-40))


def near_of(case: Case, best: int = 5) -> tuple[Program, Plan, NearBest]:
    """The plan of a case and the sets near it."""
    program = case.program()
    plan = choose(program)
    assert isinstance(plan, Plan)
    return program, plan, near_best(program, plan, best)


def test_sets_that_are_proved_the_best_bound_what_any_other_plan_can_be_worth() -> None:
    """Of 90, 60 and 50 the two best sets are known; without the first at most the third best is had."""
    program, plan, near = near_of(knapsack([90, 60, 50], [10, 10, 10], 10), 3)
    ranked = ranked_sets(program, plan, near)
    wide = Answered(None, None, 1_000 * program.scale)

    assert ranked.narrowed(wide, "p01", is_in=True).high == 60 * program.scale
    assert ranked.narrowed(wide, "p00", is_in=False).high == 60 * program.scale
    assert ranked.narrowed(Answered(None, None, 7), "p01", is_in=True).high == 7


def test_of_an_unproved_plan_its_own_set_is_bounded_by_its_bound() -> None:
    """Its set might be had in a better version: nothing says more than the bound of the choice."""
    case = knapsack([90, 60, 50], [10, 10, 10], 10)
    program, plan, near = near_of(case, 3)
    ranked = ranked_sets(program, replace(plan, status="feasible", bound=Decimal(95)), near)

    assert ranked.narrowed(Answered(None, None, 1_000 * program.scale), "p00", is_in=True).high == 95 * program.scale


def test_a_bound_never_falls_below_a_plan_that_is_found() -> None:
    """A plan that keeps to all rows is a fact; a bound that says otherwise is wrong."""
    program, plan, near = near_of(knapsack([90, 60, 50], [10, 10, 10], 10), 3)
    found = Answered(frozenset({0}), 80, 100 * program.scale)

    assert (ranked_sets(program, plan, near).narrowed(found, "p02", is_in=True).high or 0) >= 80
