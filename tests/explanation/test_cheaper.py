"""How much cheaper a version would have to be, against every plan at every tenth of a per cent (convention §20)."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from prioritizer.explanation.cheaper import STEPS, cheaper
from prioritizer.explanation.questions import Questions
from prioritizer.model.plan import Candidate, Plan
from prioritizer.selection.choose import choose
from tests.explanation.test_frontier import with_growing_limits
from tests.selection.cases import Case, candidate, fund, keeps, plans, random_case, worth_of


def part_of(case: Case, key: tuple[str, str | None, int | None], cost: Decimal) -> Fraction | None:
    """The part of its costs at which a version would be chosen."""
    statement = case.statement()
    program = statement.program()
    plan = choose(program)
    assert isinstance(plan, Plan)
    saved = Fraction(cost)
    found = cheaper(
        Questions.about(program, plan), statement, program.index(key), lambda step: saved * (1 - Fraction(step, STEPS))
    )
    assert found.settled
    return found.part


def at(case: Case, chosen: Candidate, cost: int, step: int) -> Case:
    """The portfolio where a version costs so many tenths of a per cent of what it did."""
    part = Decimal(step) / STEPS
    dear = replace(
        chosen,
        granted={where: kronor * part for where, kronor in chosen.granted.items()},
        value=chosen.value + (1 - part) * cost,  # type: ignore[arg-type]  # whole kronor in the program, any here
    )
    return replace(case, candidates=tuple(dear if c is chosen else c for c in case.candidates))


def best_with(case: Case, key: tuple[str, str | None, int | None]) -> Fraction | None:
    """The most that a plan with a version is worth."""
    worths = [worth_of(case, plan) for plan in plans(case) if any(c.key == key for c in plan) and keeps(case, plan)]
    return max(worths, default=None)


@pytest.mark.parametrize("growing", [False, True])
@pytest.mark.parametrize("seed", range(12))
def test_the_largest_part_is_found_by_trying_all(seed: int, growing: bool) -> None:
    """At the part told the plan is worth one krona more; at every dearer one of a sample it is not."""
    case = random_case(seed, 3)
    case = with_growing_limits(case) if growing else case
    program = case.program()
    plan = choose(program)
    if not isinstance(plan, Plan):
        return
    optimum = Fraction(plan.objective)
    for chosen in case.candidates:
        if chosen.key in plan.chosen:
            continue
        cost = int(chosen.granted_total) + 3
        told = part_of(case, chosen.key, Decimal(cost))
        steps = [int(told * STEPS)] if told is not None else []
        dearer = range(0 if told is None else steps[0] + 1, STEPS + 1)
        sample = {*dearer[:2], *dearer[-2:], *dearer[:: max(1, len(dearer) // 12)]}
        for step in {*steps, *sample}:
            worth = best_with(at(case, chosen, cost, step), chosen.key)
            enough = worth is not None and worth >= optimum + 1
            assert enough == (step in steps)


def test_a_proposal_that_lacks_a_tenth_of_its_cost() -> None:
    """Worth 0 at a cost of 100, where the other is worth 9: at 90 per cent it is worth 10."""
    case = Case(
        (candidate("ours", 0, {("fund", 2027): 100}), candidate("other", 9, {("fund", 2027): 100})),
        (fund({2027: 100}),),
    )
    assert part_of(case, ("ours", None, None), Decimal(100)) == Fraction(9, 10)


def test_a_proposal_that_is_not_chosen_even_for_nothing() -> None:
    """It costs 5 and is worth 90 less than nothing."""
    case = Case((candidate("ours", -90, {("fund", 2027): 5}),), (fund({2027: 100}),))
    assert part_of(case, ("ours", None, None), Decimal(5)) is None
