"""Sets of proposals near the plan, against trying every plan."""

import random
import time
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritizer.model.near_best import NearBest, NearPlan
from prioritizer.model.plan import Plan
from prioritizer.selection.choose import choose
from prioritizer.selection.near_best import near_best
from tests.properties.settings import STEADY
from tests.selection.cases import Case, candidate, fund, keeps, knapsack, plans, random_case, with_overlaps, worth_of

TENTH = Fraction(1, 10)


def chosen(case: Case) -> Plan:
    """The plan of a case that has one."""
    outcome = choose(case.program())
    assert isinstance(outcome, Plan)
    return outcome


def near(case: Case, best: int = 5, most: int = 20, share: Fraction = TENTH) -> NearBest:
    """What is near the plan of a case."""
    return near_best(case.program(), chosen(case), best, most, share)


def worths(case: Case) -> dict[frozenset[str], Fraction]:
    """The worth of every set of proposals by its most valuable plan, by trying every plan."""
    found: dict[frozenset[str], Fraction] = {}
    for plan in plans(case):
        if keeps(case, plan):
            names = frozenset(c.proposal for c in plan)
            found[names] = max(worth_of(case, plan), found.get(names, worth_of(case, plan)))
    return found


def names(plan: NearPlan) -> frozenset[str]:
    """The proposals of a plan."""
    return frozenset(key[0] for key in plan.chosen)


@STEADY
@given(seed=st.integers(0, 10**6), overlapping=st.booleans(), best=st.integers(1, 8), most=st.integers(1, 12))
def test_the_sets_are_those_of_trying_every_plan(seed: int, overlapping: bool, best: int, most: int) -> None:
    """The best sets with their values, those within a tenth, what they share, and the one that differs most."""
    case = random_case(seed, 5)
    case = with_overlaps(case, seed) if overlapping else case
    sets = worths(case)
    if not sets:
        return
    found = near(case, best, most)
    order = sorted(sets.values(), reverse=True)
    floor = order[0] - abs(order[0]) * TENTH
    inside = {taken for taken, worth in sets.items() if worth >= floor}
    assert [sets[names(plan)] for plan in found.plans] == [Fraction(plan.objective) for plan in found.plans]
    assert found.ranked == (len(found.plans) if len(inside) <= max(best, most) else best)
    assert [Fraction(plan.objective) for plan in found.plans[: found.ranked]] == order[: found.ranked]
    assert {names(plan) for plan in found.plans[: found.within]} <= inside
    assert len({names(plan) for plan in found.plans}) == len(found.plans)
    assert len(found.plans) >= min(best, len(sets))
    assert found.more == (len(inside) > max(best, most))
    assert found.within == min(len(inside), max(best, most))
    assert frozenset.intersection(*inside) == frozenset(found.shared)
    assert frozenset.union(*inside) - frozenset.intersection(*inside) == frozenset(found.some)
    own = names(found.plans[0])
    furthest = max((len(taken ^ own), sets[taken]) for taken in inside)
    if found.most_different is None:
        assert inside == {own}
    else:
        assert furthest == (found.most_different.difference, Fraction(found.most_different.objective))
    assert found.different_at_most == furthest[0]
    assert found.complete


@pytest.mark.parametrize("seed", range(12))
def test_a_plan_of_a_set_grants_least_among_its_equals(seed: int) -> None:
    """Of the plans with the same proposals and value, none grants less than the one that is told."""
    case = random_case(seed, 4)
    if not worths(case):
        return
    for plan in near(case).plans[1:]:
        same = [p for p in plans(case) if frozenset(c.proposal for c in p) == names(plan) and keeps(case, p)]
        least = min(sum(c.granted_total for c in p) for p in same if worth_of(case, p) == Fraction(plan.objective))
        assert least == plan.granted


@pytest.mark.parametrize("seed", range(12))
def test_names_and_order_of_rows_do_not_matter(seed: int) -> None:
    """Renamed and shuffled, the same sets are near, also where the list is cut off among equals (§24)."""
    case = replace(random_case(seed, 6), limits=(), mandatory=frozenset(), requires=())
    other = {c.proposal: f"{9 - int(c.proposal[1])}renamed" for c in case.candidates}
    renamed = [replace(c, proposal=other[c.proposal]) for c in case.candidates]
    random.Random(seed).shuffle(renamed)
    before, after = near(case, 3, 4), near(replace(case, candidates=tuple(renamed)), 3, 4)
    assert [{other[name] for name in names(plan)} for plan in before.plans] == [names(plan) for plan in after.plans]
    assert {other[name] for name in before.shared} == set(after.shared)
    assert (before.within, before.more) == (after.within, after.more)


def test_a_hand_worked_round() -> None:
    """Of 60, 59, 58 and 1, two fit: 60 + 59 is best, 60 + 58 and 59 + 58 lie within a twentieth, nothing is in all."""
    found = near(knapsack([60, 59, 58, 1], [5, 5, 5, 5], 10), best=1, share=Fraction(1, 20))
    assert [sorted(names(plan)) for plan in found.plans] == [["p00", "p01"], ["p00", "p02"], ["p01", "p02"]]
    assert (int(found.floor), found.within, found.more) == (119 - 5, 3, False)
    assert (found.shared, found.some) == ((), ("p00", "p01", "p02"))
    assert found.most_different is not None
    assert (found.most_different.enters, found.most_different.leaves) == (("p02",), ("p01",))


def test_versions_of_the_same_proposals_count_once() -> None:
    """Three versions of one proposal, worth 100, 99 and 98, are one set, with its most valuable plan."""
    versions = [candidate("a", 100 - i, {("fund", 2027): 1}, alternative=f"v{i}" if i else None) for i in range(3)]
    found = near(Case(tuple(versions), (fund({2027: 10}),)), best=5)
    assert [plan.chosen for plan in found.plans] == [(("a", None, None),), ()]
    assert (found.within, found.more, found.shared) == (1, False, ("a",))


def test_more_than_are_listed_is_said_and_what_they_share_is_proved() -> None:
    """Ten alike and one that is in every plan worth having: more than three, and that one is in all."""
    found = near(knapsack([1000, *[10] * 10], [1] * 11, 6), best=1, most=3)
    assert (found.within, found.more) == (3, True)
    assert (found.shared, found.shared_proved, found.some_proved) == (("p00",), True, True)
    assert set(found.some) == {f"p{i:02}" for i in range(1, 11)}
    assert found.most_different is not None
    assert (found.most_different.difference, found.different_proved) == (10, True)


def test_one_proposal_has_two_sets() -> None:
    """Taking it and leaving it; only taking it is near."""
    found = near(knapsack([7], [1], 1))
    assert [names(plan) for plan in found.plans] == [{"p00"}, set()]
    assert (found.within, found.most_different, found.complete) == (1, None, True)


def test_the_empty_plan_can_be_alone() -> None:
    """Where everything is barred there is one set, with nothing in it."""
    found = near(Case(()))
    assert ([plan.chosen for plan in found.plans], found.within, found.more) == ([()], 1, False)
    assert (found.shared, found.some, found.complete) == ((), (), True)


def test_near_a_value_below_zero_is_a_share_of_its_size() -> None:
    """A mandatory loss of 1 000 has a loss of 1 100 within a tenth of it, not one of 1 101."""
    losses = [candidate("must", -1000), candidate("dear", -100), candidate("dearer", -101)]
    found = near(Case(tuple(losses), mandatory=frozenset({"must"})), best=1)
    assert [sorted(names(plan)) for plan in found.plans] == [["must"], ["dear", "must"]]


def test_one_krona_below_the_share_is_not_near() -> None:
    """At a billion kronor the set one krona too poor stays out, whatever a solver tolerates."""
    found = near(knapsack([10**9, 99 * 10**7, 99 * 10**7 - 1], [1, 1, 1], 1), best=1, share=Fraction(1, 100))
    assert [names(plan) for plan in found.plans] == [{"p00"}, {"p01"}]


def test_a_plan_that_is_not_proved_is_said_to_leave_this_open() -> None:
    """What is near a plan that may not be the best is told, and `complete` is not claimed."""
    case = knapsack([60, 100, 120], [10, 20, 30], 50)
    loose = replace(chosen(case), status="feasible", bound=chosen(case).objective + 40)
    assert not near_best(case.program(), loose).complete


def test_a_time_limit_is_kept_and_told() -> None:
    """In no time nothing is claimed but the plan itself."""
    case = knapsack([100 + i for i in range(30)], [10 + i % 3 for i in range(30)], 150)
    program, plan = case.program(), chosen(case)
    began = time.perf_counter()
    found = near_best(program, plan, time_limit=1e-6)
    assert time.perf_counter() - began < 2
    assert (len(found.plans), found.within, found.more, found.complete) == (1, 1, None, False)
    assert (found.shared_proved, found.different_proved) == (False, False)
    assert found.different_at_most == 30


def test_each_search_is_told_as_it_begins() -> None:
    """Progress hears how many sets are found."""
    heard: list[str] = []
    case = knapsack([7, 5], [1, 1], 1)
    near_best(case.program(), chosen(case), 3, report=heard.append)
    assert heard == ["near: 1", "near: 2"]
