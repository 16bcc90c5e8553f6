"""What copies, halves and bundles would gain, against every plan there is (convention §24)."""

import random
from collections.abc import Collection, Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from prioritizer.explanation.bundles import bundled
from prioritizer.explanation.gaming import gaming
from prioritizer.explanation.margins import margins
from prioritizer.model.plan import Candidate, Margin, Plan
from prioritizer.model.rules import Amount, Leaf, Limit, Op, Relation
from prioritizer.selection.choose import choose
from tests.selection.cases import (
    Case,
    candidate,
    fund,
    keeps,
    knapsack,
    limit,
    plans,
    random_case,
    with_overlaps,
    worth_of,
)


def planned(case: Case) -> Plan | None:
    """The plan of a case, None where there is none."""
    plan = choose(case.program())
    return plan if isinstance(plan, Plan) else None


NOBODY: frozenset[str] = frozenset()


def tight(seed: int) -> Case:
    """Five proposals and money for half of them; in every third round at least two of a kind must be in."""
    dice = random.Random(seed)
    risks = [dice.choice(["low", "high"]) for _ in range(5)]
    made = tuple(
        candidate(f"p{n}", dice.randint(-2, 20), {("a", 2027): dice.randint(1, 9)}, risk=risk, people=Decimal(n))
        for n, risk in enumerate(risks)
    )
    budget = int(sum(c.granted_total for c in made) / 2)
    floor = Amount("count_where", "", Op.AT_LEAST, Decimal(2), where=Leaf("risk", Op.EQUALS, "high"))
    limits = (limit("floor", floor),) if seed % 3 == 0 else ()
    return Case(made, (fund({2027: budget}, name="a"),), limits=limits)


def some_case(seed: int) -> Case:
    """Limits of every form in one half of the rounds, little money in the other; overlaps now and then."""
    if seed % 2:
        return tight(seed)
    case = random_case(seed, 3)
    return with_overlaps(case, seed) if seed % 3 == 0 else case


def best(case: Case, holding: Collection[str] = NOBODY, lacking: Collection[str] = NOBODY) -> Fraction | None:
    """The highest value among plans that hold some proposals and lack others."""
    found = []
    for plan in plans(case):
        taken = {c.proposal for c in plan}
        if taken.issuperset(holding) and taken.isdisjoint(lacking) and keeps(case, plan):
            found.append(worth_of(case, plan))
    return max(found, default=None)


def halved(c: Candidate) -> Candidate:
    """Half of everything that is added up over a plan."""
    return replace(
        c,
        value=c.value // 2,
        granted={where: kronor / 2 for where, kronor in c.granted.items()},
        uses={where: amount / 2 for where, amount in c.uses.items()},
        facts={**c.facts, "people": Decimal(str(c.facts["people"])) / 2},
    )


def with_half(case: Case, name: str) -> Case:
    """The case where a proposal is a half of itself."""
    return replace(case, candidates=tuple(halved(c) if c.proposal == name else c for c in case.candidates))


def with_copy(case: Case, name: str) -> Case:
    """The case with one proposal twice; what the one cannot be with, or without, the other cannot either."""
    copies = tuple(replace(c, proposal="again") for c in case.candidates if c.proposal == name)
    requires = tuple(("again", others) for first, others in case.requires if first == name)
    return replace(
        case,
        candidates=(*case.candidates, *copies),
        limits=(*case.limits, *again(case, name)),
        requires=(*case.requires, *requires),
    )


def again(case: Case, name: str) -> Iterator[Limit]:
    """Limits that name a proposal, for its copy."""
    for rule in case.limits:
        form = rule.limit
        if isinstance(form, Relation) and name in form.proposals:
            names = tuple("again" if one == name else one for one in form.proposals)
            if form.form in ("exclusive", "at_most_one_of") or form.proposals[0] == name:
                yield replace(rule, id=f"{rule.id} again", limit=replace(form, proposals=names))


@pytest.mark.parametrize("seed", range(40))
def test_copies_and_halves_gain_what_the_best_plan_with_them_does(seed: int) -> None:
    """One proposal at a time, in rounds with limits of every form."""
    case = some_case(seed)
    plan = planned(case)
    if plan is None:
        return
    optimum, chosen = Fraction(plan.objective), {key[0] for key in plan.chosen}
    found = gaming(case.statement(), plan)
    entering = {gain.proposal: gain for gain in found.copies.gains}
    halves = {gain.proposal: gain for gain in found.halves.gains}
    for name in found.copies.asked:
        gained = (best(with_copy(case, name)) or optimum) - optimum
        assert gained == Fraction(entering[name].kronor if name in entering else 0)
        assert name not in chosen
    for name in found.halves.asked:
        gained = (best(with_half(case, name), {name}) or optimum) - optimum
        assert max(Fraction(0), gained) == Fraction(halves[name].kronor if name in halves else 0)
    assert all(gain.exact for gain in (*entering.values(), *halves.values()))
    for name in found.twice:
        assert (best(with_copy(case, name), {name, "again"}) or optimum) > optimum
    assert not {*found.copies.unsettled, *found.halves.unsettled}
    everybody = {c.proposal for c in case.candidates}
    assert {*found.copies.asked, *found.copies.left_out} | chosen == everybody
    assert {*found.halves.asked, *found.halves.left_out} | chosen == everybody


def margins_of(case: Case, plan: Plan) -> tuple[Margin, ...]:
    """All margins."""
    return margins(case.program(), plan, {name: "admitted" for name in sorted({c.proposal for c in case.candidates})})


@pytest.mark.parametrize("seed", range(40))
def test_a_bundle_is_chosen_where_the_best_plan_with_both_beats_the_best_with_neither(seed: int) -> None:
    """For each proposal that is out, whether some pair with one that is in would be, and what the plan then loses."""
    case = some_case(seed + 200)
    plan = planned(case)
    if plan is None:
        return
    known = margins_of(case, plan)
    found = bundled(case.program(), plan, known)
    rides = {ride.proposal: ride for ride in found.rides}
    can_leave = {m.proposal for m in known if m.outcome == "selected" and m.low is not None}
    for margin in known:
        if margin.outcome != "not_selected" or margin.low is None:
            assert margin.proposal not in rides
            continue
        loss = {}
        for carrier in can_leave:
            both, neither = (
                best(case, {margin.proposal, carrier}),
                best(case, NOBODY, {margin.proposal, carrier}),
            )
            if both is not None and (neither is None or both > neither):
                loss[carrier] = Fraction(plan.objective) - both
        assert (margin.proposal in rides) == bool(loss)
        if loss:
            ride = rides[margin.proposal]
            assert ride.exact
            assert Fraction(ride.loss) == loss[ride.carrier]
    assert not found.unsettled


def test_a_round_in_which_nothing_is_gained() -> None:
    """All that is worth something is in, and the rest is worth less than nothing whole, half or twice."""
    case = knapsack([40, 50, -7], [3, 4, 1], 7)
    plan = planned(case)
    assert plan is not None
    found = gaming(case.statement(), plan)
    assert (found.copies.gains, found.halves.gains, found.twice) == ((), (), ())
    assert found.asked_twice == 2


def test_a_half_gains_where_a_whole_has_no_room() -> None:
    """Money for half of what is asked is left."""
    case = knapsack([50, 40], [3, 4], 5)
    plan = planned(case)
    assert plan is not None
    found = gaming(case.statement(), plan)
    (gain,) = found.halves.gains
    assert (gain.proposal, int(gain.kronor)) == ("p01", 20)
    assert not found.copies.gains


def test_a_copy_is_granted_twice_where_there_is_money_for_it() -> None:
    """Unless the proposal says itself which people it reaches."""
    case = knapsack([50], [3], 6)
    plan = planned(case)
    assert plan is not None
    assert gaming(case.statement(), plan).twice == ("p00",)
    assert gaming(case.statement(), plan, frozenset({"p00"})).copies.left_out == ("p00",)


def test_a_copy_can_bring_both_in_where_a_floor_counts_proposals() -> None:
    """One proposal alone does not meet the floor, and two are worth more than the plan."""
    floor = limit("two", Amount("count_where", "", Op.AT_LEAST, Decimal(2)))
    made = (
        candidate("a", 9, {("fund", 2027): 1}, risk="low", people=Decimal(1)),
        candidate("b", -8, {("fund", 2027): 0}, risk="low", people=Decimal(1)),
        candidate("c", 10, {("fund", 2027): 2}, risk="low", people=Decimal(1)),
    )
    case = Case(made, (fund({2027: 2}),), limits=(floor,))
    plan = planned(case)
    assert plan is not None
    assert {key[0] for key in plan.chosen} == {"b", "c"}
    found = gaming(case.statement(), plan)
    assert [(gain.proposal, int(gain.kronor)) for gain in found.copies.gains] == [("a", 16)]


def test_a_weak_proposal_rides_with_a_strong_one() -> None:
    """Together they are worth more than what there is room for in their place."""
    case = knapsack([50, 5, 9], [5, 3, 3], 8)
    plan = planned(case)
    assert plan is not None
    found = bundled(case.program(), plan, margins_of(case, plan))
    (ride,) = found.rides
    assert (ride.proposal, ride.carrier, int(ride.loss)) == ("p01", "p00", 4)


def test_nothing_rides_with_what_is_worth_less_than_its_place() -> None:
    """Without both the plan is worth more than with both."""
    case = knapsack([50, 1, 9], [5, 8, 3], 9)
    plan = planned(case)
    assert plan is not None
    found = bundled(case.program(), plan, margins_of(case, plan))
    assert found.tried == 1
    assert (found.result, found.rides) == ("pass", ())
