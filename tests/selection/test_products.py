"""Candidates that are worth something else together than by themselves, against trying every plan (§6, §14)."""

from decimal import Decimal
from fractions import Fraction

import pytest

from prioritizer.model.plan import Infeasible, Key, Plan
from prioritizer.selection.choose import MAKES, choose
from prioritizer.selection.exact import Found
from prioritizer.selection.products import lift, lifted
from prioritizer.selection.program import value
from prioritizer.selection.search import Make
from tests.explanation.test_margins import assert_margin, best, solved
from tests.selection.cases import Case, best_plans, candidate, fund, plans, random_case, with_overlaps, worth_of


def overlapping(seed: int, size: int = 5) -> Case:
    """A random portfolio with overlaps."""
    return with_overlaps(random_case(seed, size), seed)


def trio(budget: int = 3) -> Case:
    """Three of ten kronor each, of which any two share four and all three share one of those."""
    candidates = tuple(candidate(name, 10, {("fund", 2027): 1}) for name in "abc")
    pairs = {("a", "b"): -4, ("a", "c"): -4, ("b", "c"): -4, ("a", "b", "c"): 1}
    together: dict[tuple[str, tuple[Key, ...]], int] = {
        ("group", tuple((name, None, None) for name in names)): kronor for names, kronor in pairs.items()
    }
    return Case(candidates, (fund({2027: budget}),), together=together)


@pytest.mark.parametrize("seed", range(80))
def test_the_choice_agrees_with_brute_force(seed: int) -> None:
    """The value is exact, proved by a second make, and no plan is worth more; all ties are found."""
    case = overlapping(seed)
    worth, found = best_plans(case)

    plan = choose(case.program())

    if worth is None:
        assert isinstance(plan, Infeasible)
        return
    assert isinstance(plan, Plan)
    assert (Fraction(plan.objective), plan.status, plan.confirmed) == (worth, "optimal", "second_solver")
    assert "solvers_differ" not in plan.faults
    assert frozenset(plan.chosen) in {frozenset(c.key for c in p) for p in found}
    assert min(len(found), 50) == plan.ties


@pytest.mark.parametrize("seed", range(40))
def test_margins_agree_with_brute_force(seed: int) -> None:
    """Forced in or out, and version by version: what a proposal shares with others is in its margin (§20)."""
    case = overlapping(seed, 4)
    answer = solved(case)
    if answer is None:
        return
    plan, found = answer
    optimum, chosen = Fraction(plan.objective), {key[0] for key in plan.chosen}
    for margin in found:
        holds = [margin.proposal in {c.proposal for c in p} for p in plans(case)]
        assert_margin(
            optimum, best(case, [h != (margin.proposal in chosen) for h in holds]), margin.margin, margin.exact
        )
        for version in margin.alternatives:
            key = (margin.proposal, version.alternative, version.start_year)
            with_it = best(case, [key in {c.key for c in p} for p in plans(case)])
            assert_margin(optimum, with_it, version.margin, version.exact)


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("make", MAKES)
def test_each_make_alone_finds_the_best_plan(make: Make, seed: int) -> None:
    """And tells of candidates alone."""
    case = overlapping(seed)
    worth, _ = best_plans(case)
    program = case.program()

    answer = make(program).search()

    if worth is None:
        assert not isinstance(answer, Found)
        return
    assert isinstance(answer, Found)
    assert all(i < len(program.candidates) for i in answer.chosen)
    assert worth * program.scale == answer.value == value(program, answer.chosen)


@pytest.mark.parametrize("seed", range(6))
def test_a_lifted_program_says_the_same_of_every_plan(seed: int) -> None:
    """Rows hold each variable to its product: the lifted plan keeps to them and no other setting of it does."""
    case = overlapping(seed, 4)
    program = case.program()
    high = lifted(program)
    index = {c.key: i for i, c in enumerate(program.candidates)}
    for plan in list(plans(case))[:200]:
        chosen = frozenset(index[c.key] for c in plan)
        variables = lift(program, chosen)
        rows = [row for row in high.rows if row.kind == "product"]

        assert worth_of(case, plan) * program.scale == value(program, chosen) == value(high, variables)
        assert all(row.allows(variables) for row in rows)
        for other in range(len(program.candidates), len(high.objective)):
            assert not all(row.allows(variables ^ {other}) for row in rows)


def test_three_that_share_by_hand() -> None:
    """30 − 12 + 1 is 19; of two, 20 − 4 is 16."""
    plan, pair = choose(trio().program()), choose(trio(2).program())

    assert isinstance(plan, Plan)
    assert isinstance(pair, Plan)
    assert (plan.objective, pair.objective, pair.ties) == (Decimal(19), Decimal(16), 3)


def test_the_margin_of_one_that_shares_counts_what_it_adds() -> None:
    """Each is worth 10 by itself, and the plan loses 3 without it."""
    answer = solved(trio())

    assert answer is not None
    assert [Decimal(3)] * 3 == [margin.margin for margin in answer[1]]


def test_a_set_with_a_candidate_that_is_not_there_does_not_count() -> None:
    """A version that cannot be granted shares with nobody."""
    case = trio()
    gone = Case(case.candidates[:2], case.funds, together=case.together)

    assert [[found.members for found in shared] for shared in gone.program().shared] == [[(0, 1)]]
