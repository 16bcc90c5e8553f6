"""Expected value and the mean of the worst outcomes, weighed: against every plan there is, and by hand (§14, §18)."""

import random
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prioritizer.model.plan import Infeasible, Plan
from prioritizer.model.pursued import Pursued, Weighed
from prioritizer.predicates.constrain import UnknownWhere
from prioritizer.selection import mean_cvar as module
from prioritizer.selection.choose import choose
from prioritizer.selection.highs import Highs
from prioritizer.selection.mean_cvar import best_mean_cvar
from prioritizer.selection.search import Make
from prioritizer.selection.solve import Cbc
from tests.selection.cases import Case, candidate, drawn, fund, keeps, knapsack, plans, random_case, worth_of
from tests.selection.cases import Plan as Chosen
from tests.selection.test_risk import mean_floor, risky, three, with_draws


class MeanCvar(NamedTuple):
    """The share of the outcomes that are the worst, and the weight of their mean."""

    worst: Decimal
    weight: Decimal


HALF = MeanCvar(Decimal("0.25"), Decimal("0.5"))


def worst(draws: list[int], share: Fraction) -> Fraction:
    """The mean of the worst share, counted draw by draw from the lowest; less than one draw is the lowest."""
    left = wanted = max(share * len(draws), Fraction(1))
    total = Fraction(0)
    for kronor in sorted(draws):
        part = min(left, Fraction(1))
        total, left = total + part * kronor, left - part
    return total / wanted


def measured(case: Case, plan: Chosen, aim: MeanCvar) -> Fraction:
    """Mean–CVaR of a finished plan, in plain arithmetic."""
    expected = worth_of(case, plan)
    value = worth_of(replace(case, reserve_price=Decimal(0)), plan)
    weight = Fraction(aim.weight)
    return expected + weight * (worst(drawn(case, plan), Fraction(aim.worst)) - value)


def by_trying(case: Case, aim: MeanCvar) -> int | None:
    """The most of mean–CVaR that a plan within all limits has, in whole kronor."""
    return max((floor(measured(case, plan, aim)) for plan in plans(case) if keeps(case, plan)), default=None)


def plan_of(case: Case, found: Pursued) -> Chosen:
    """The chosen candidates."""
    assert isinstance(found.outcome, Plan)
    return tuple(c for c in case.candidates if c.key in found.outcome.chosen)


def pursued(case: Case, aim: MeanCvar, time_limit: float | None = None) -> Pursued:
    """The choice by mean–CVaR."""
    program = case.program()
    return best_mean_cvar(program, Fraction(aim.worst), Fraction(aim.weight), choose(program), time_limit)


def told(found: Pursued) -> Weighed:
    """The figures of a choice."""
    assert found.weighed is not None
    return found.weighed


AIMS = st.builds(
    MeanCvar,
    st.sampled_from([Decimal(share) for share in ("0.01", "0.05", "0.1", "0.25", "0.3", "0.5", "1")]),
    st.sampled_from([Decimal(weight) for weight in ("0.001", "0.1", "0.3", "0.5", "0.75", "1")]),
)


def agrees(case: Case, aim: MeanCvar) -> None:
    """The plan has the most that any has, says what it has, and what it costs in expected value."""
    found, known = pursued(case, aim), by_trying(case, aim)
    if known is None:
        assert isinstance(found.outcome, Infeasible)
        return
    plan, weighed = plan_of(case, found), told(found)
    assert isinstance(found.outcome, Plan)
    assert keeps(case, plan)
    assert floor(measured(case, plan, aim)) == known
    assert (found.outcome.status, found.outcome.confirmed, found.outcome.faults) == ("optimal", "second_solver", ())
    assert (weighed.proved, weighed.worth, weighed.bound) == (True, measured(case, plan, aim), weighed.worth)
    assert weighed.worst_mean == worst(drawn(case, plan), Fraction(aim.worst))
    best = max(worth_of(case, other) for other in plans(case) if keeps(case, other))
    assert found.given_up == best - worth_of(case, plan) >= 0


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**9), aim=AIMS)
def test_the_plan_is_the_best_of_all_beside_limits_on_the_draws(seed: int, aim: MeanCvar) -> None:
    """With versions, overlaps, and floors and ceilings of §18 of their own, no plan has a krona more."""
    agrees(risky(seed, 5), aim)


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**9), aim=AIMS)
def test_the_plan_is_the_best_of_all_within_every_kind_of_limit(seed: int, aim: MeanCvar) -> None:
    """With starts, funds, capacities, mandates and a reserve price, which is taken off in full."""
    case, draw = random_case(seed, 4), random.Random(seed)
    draws = [[c.value + draw.randint(-1, 1) * draw.randint(0, 10**6) for _ in range(10)] for c in case.candidates]
    agrees(with_draws(case, draws), aim)


def test_by_hand_weight_moves_the_choice() -> None:
    """The risky one has 90 and −180, the safe ones 70 and 70: 90 − 270 w is below 70 from w = 2/27 on."""
    found = [pursued(three(), MeanCvar(Decimal("0.25"), Decimal(weight))) for weight in ("0.07", "0.08")]
    chosen = [[c.proposal for c in plan_of(three(), one)] for one in found]

    assert chosen == [["p00"], ["p01", "p02"]]
    assert [one.given_up for one in found] == [0, 20]
    figures = told(found[1])
    assert (figures.worth, figures.worst_mean) == (Fraction(70), Fraction(70))
    assert (figures.default_worth, figures.default_worst_mean) == (Fraction(342, 5), Fraction(-180))


def test_the_weight_of_one_counts_the_worst_alone() -> None:
    """Whatever it is worth on average: 41 in every draw is taken before 1,000 and 40."""
    case = with_draws(knapsack([520, 41], [1, 1], 1), [[1000, 40], [41, 41]])
    found = pursued(case, MeanCvar(Decimal("0.5"), Decimal(1)))

    assert [c.proposal for c in plan_of(case, found)] == ["p01"]


def test_the_whole_share_is_expected_value() -> None:
    """The mean of all draws is the expected value, so that nothing is given up."""
    found = pursued(three(), MeanCvar(Decimal(1), Decimal("0.5")))

    assert found.given_up == 0
    assert told(found).worth == told(found).default_worth == 90


def test_an_overlap_that_is_nothing_on_average_is_weighed() -> None:
    """The two safe ones lose 80 together in one draw and gain it in another: their worst draw is below either alone."""
    keys = (("p01", None, None), ("p02", None, None))
    case = replace(three(), together={("g", keys): 0}, together_draws={("g", keys): (0, 80, -80, 0)})
    found = pursued(case, MeanCvar(Decimal("0.25"), Decimal("0.9")))

    assert [c.proposal for c in plan_of(case, found)] == ["p01"]


def test_plans_of_the_same_whole_kronor_are_settled_by_the_order_of_ties() -> None:
    """Of two alike but for what is granted, the one that grants less (§16)."""
    case = with_draws(knapsack([50, 50], [2, 1], 2), [[40, 60], [60, 40]])
    found = pursued(case, MeanCvar(Decimal("0.5"), Decimal("0.5")))

    assert [c.proposal for c in plan_of(case, found)] == ["p01"]
    assert isinstance(found.outcome, Plan)
    assert (found.outcome.ties, found.outcome.ties_complete) == (2, True)


def test_who_has_no_draws_is_refused() -> None:
    """Missing is not zero (§25): it is told whose outcomes are not known."""
    case = three()
    bare = replace(case, candidates=(*case.candidates, candidate("silent", 5, {("fund", 2027): 1})))

    with pytest.raises(UnknownWhere) as refused:
        pursued(bare, HALF)
    assert (refused.value.limit, refused.value.proposals) == ("mean_cvar", ("silent",))


def hard(size: int = 40) -> Case:
    """Forty proposals whose draws pull each plan apart: no proof within a second."""
    draw = random.Random(3)
    candidates = [
        candidate(f"p{n:02}", draw.randint(10**6, 9 * 10**6), {("fund", 2027): draw.randint(100, 1000)})
        for n in range(size)
    ]
    draws = [[round(draw.gauss(c.value, 3 * c.value)) for _ in range(200)] for c in candidates]
    return with_draws(Case(tuple(candidates), (fund({2027: 250 * size}),)), draws)


@pytest.mark.parametrize("seconds", [0.001, 1.0])
def test_without_time_the_best_plan_so_far_has_its_bound(seconds: float) -> None:
    """Never less than the choice by expected value has, and nothing is called proved."""
    case, aim = hard(), MeanCvar(Decimal("0.05"), Decimal("0.9"))
    found = pursued(case, aim, seconds)
    weighed = told(found)

    assert isinstance(found.outcome, Plan)
    assert (found.outcome.status, weighed.proved, found.given_up) == ("feasible", False, None)
    assert weighed.default_worth <= weighed.worth == measured(case, plan_of(case, found), aim) < weighed.bound


def test_solvers_that_find_no_plan_are_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    """The choice by expected value stands, not proved, and the fault is named."""
    program = three().program()
    monkeypatch.setattr(module, "choose", lambda *_, **__: Infeasible(()))
    default = choose(program)
    found = best_mean_cvar(program, Fraction(1, 4), Fraction(1, 2), default)

    assert isinstance(found.outcome, Plan)
    assert isinstance(default, Plan)
    assert (found.outcome.status, found.outcome.chosen) == ("feasible", default.chosen)
    assert "solvers_differ" in found.outcome.faults


SEVEN = risky(7, 5, overlaps=False)


@pytest.mark.parametrize("make", [Cbc, Highs])
def test_either_make_alone_finds_the_plan(make: Make) -> None:
    """Where the other cannot start the plan is the same, and confirmed by nobody else."""
    program, default = SEVEN.program(), choose(SEVEN.program())
    numbers = (Fraction(1, 4), Fraction(1, 2), default)
    both, alone = (best_mean_cvar(program, *numbers, makes=makes) for makes in ((Cbc, Highs), (make,)))

    assert isinstance(both.outcome, Plan)
    assert isinstance(alone.outcome, Plan)
    assert alone.outcome.chosen == both.outcome.chosen
    assert alone.outcome.confirmed == "none"


def test_a_floor_that_forbids_the_best_is_kept() -> None:
    """A limit on the draws of another share holds beside what is maximised."""
    case = replace(three(), limits=(*with_draws(three(), [c.draws for c in three().candidates], mean_floor(1)).limits,))
    found = pursued(case, MeanCvar(Decimal("0.25"), Decimal("0.001")))

    assert [c.proposal for c in plan_of(case, found)] == ["p01", "p02"]
