"""The least change that opens a plan, against every plan there is."""

import time
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import count
from random import Random
from typing import Literal

import pytest

from prioritizer.model.conflict import Change, Conflict
from prioritizer.model.plan import Candidate, Infeasible
from prioritizer.model.portfolio import Resource
from prioritizer.model.rules import Amount, Leaf, Limit, Op, Relation
from prioritizer.selection.deadline import Allowance
from prioritizer.selection.levers import levers
from prioritizer.selection.relief import alone, relieved
from tests.selection.cases import Case, candidate, fund, keeps, knapsack, limit, plans
from tests.selection.test_clashes import infeasible, without_a_plan

HIGH = Leaf("risk", Op.EQUALS, "high")


def explained(case: Case, time_limit: float | None = None) -> Conflict:
    """What is told of a case without a plan."""
    found = relieved(case.statement(), infeasible(case), time_limit=time_limit).explained
    assert found is not None
    return found


def changed(case: Case, change: Change, number: Decimal | None) -> Case:
    """The case with one change made, written down a second time."""
    kind, _, rest = change.id.partition(":")
    if change.kind == "mandatory":
        return replace(case, mandatory=case.mandatory - {rest})
    if change.kind == "requires":
        first, _, second = rest.partition(":")
        kept = tuple((a, tuple(b for b in others if (a, b) != (first, second))) for a, others in case.requires)
        return replace(case, requires=kept)
    if change.kind == "relation":
        return replace(case, limits=tuple(one for one in case.limits if one.id != change.id))
    assert number is not None
    if change.kind == "limit":
        return replace(case, limits=tuple(_numbered(one, change.id, number) for one in case.limits))
    name, _, year = rest.partition(":")
    if change.kind == "fund":
        funds = (replace(f, allocation={**f.allocation, int(year): number}) if f.id == name else f for f in case.funds)
        return replace(case, funds=tuple(funds))
    at = int(year) if year else None
    resources = (replace(r, capacity={**r.capacity, at: number}) if r.id == name else r for r in case.resources)
    return replace(case, resources=tuple(resources))


def _numbered(one: Limit, name: str, number: Decimal) -> Limit:
    assert isinstance(one.limit, Amount) or one.id != name
    if one.id != name or not isinstance(one.limit, Amount):
        return one
    return replace(one, limit=replace(one.limit, value=number, parameter=""))


def opens(case: Case) -> bool:
    """Whether some plan keeps to everything, by trying them all."""
    return any(keeps(case, plan) for plan in plans(case))


def fewer(change: Change) -> Decimal:
    """The number one step nearer to where it stands."""
    assert change.after is not None
    assert change.before is not None
    assert change.step is not None
    looser = 1 if change.after > change.before else -1
    return change.after - looser * change.step


@pytest.mark.parametrize("seed", range(30))
def test_each_change_opens_a_plan_and_one_step_less_does_not(seed: int) -> None:
    """By trying every plan: at the number told there is one, one step before there is none; or nothing alone helps."""
    case = without_a_plan(seed)
    found = explained(case)
    for change in found.changes:
        assert change.least
        if change.opens and change.after is None:
            assert opens(changed(case, change, None)), change
        elif change.opens:
            assert opens(changed(case, change, change.after)), change
            assert not opens(changed(case, change, fewer(change))), change
        else:
            assert not opens(changed(case, change, _furthest(case, change))), change
    assert {name for clash in found.clashes for name in clash.limits} == {
        name for change in found.changes for name in change.members
    }


def _furthest(case: Case, change: Change) -> Decimal | None:
    """As loose as a number can mean anything; a share of the envelope is met by any kronor when there are enough."""
    if change.before is None or change.kind in ("fund", "resource"):
        return Decimal(10) ** 12
    form = next(one.limit for one in case.limits if one.id == change.id)
    assert isinstance(form, Amount)
    if form.op in (Op.AT_MOST, Op.BELOW):
        return Decimal(1) if form.form == "share_of" else Decimal(10) ** 12
    # A number that must be above the limit may be none at all.
    return -Decimal(change.step or 0) if form.op is Op.ABOVE else Decimal(0)


@pytest.mark.parametrize("seed", range(400, 425))
def test_changes_together_cost_least(seed: int) -> None:
    """Where none alone opens a plan, what is told together does, and no cheaper mixture of what plans need does."""
    case = without_a_plan(seed, 3)
    found = explained(case)
    if any(change.opens for change in found.changes):
        assert found.together is None
        return
    if found.together is None:
        loosest = case
        for change in found.changes:
            loosest = changed(loosest, change, _furthest(case, change))
        assert not opens(loosest)
        return
    open_ = case
    for change in found.together.changes:
        open_ = changed(open_, change, change.after)
    assert opens(open_)
    total = sum((_relative(change, change.after) for change in found.together.changes), Fraction(0))
    assert abs(total - Fraction(found.together.relative)) < Fraction(1, 10**9)
    assert found.together.least
    assert total == cheapest(case, found.changes)


def cheapest(case: Case, changes: tuple[Change, ...]) -> Fraction:
    """The least total relative change that lets any plan through, each change by itself as small as that plan needs."""
    loosest = case
    for change in changes:
        loosest = changed(loosest, change, _furthest(case, change))
    costs = []
    for plan in plans(case):
        if keeps(loosest, plan):
            made, cost = loosest, Fraction(0)
            for change in changes:
                made, more = _tightened(case, made, change, plan)
                cost += more
            costs.append(cost)
    return min(costs)


def _tightened(case: Case, made: Case, change: Change, plan: tuple[Candidate, ...]) -> tuple[Case, Fraction]:
    """One change as small as a plan allows with the others as they are made, and its relative size."""
    if change.before is None:
        original = {one.id: one for one in case.limits}
        kept = replace(
            made,
            mandatory=made.mandatory | {name for name in case.mandatory if change.id == f"mandatory:{name}"},
            requires=case.requires if change.kind == "requires" else made.requires,
            limits=(*made.limits, original[change.id]) if change.kind == "relation" else made.limits,
        )
        return (kept, Fraction(0)) if keeps(kept, plan) else (made, Fraction(1))
    assert change.step is not None
    furthest = _furthest(case, change)
    assert furthest is not None
    looser = 1 if furthest > change.before else -1
    low, high = 0, int(abs(furthest - change.before) / change.step) + 1
    while low < high:
        middle = (low + high) // 2
        if keeps(changed(made, change, change.before + looser * change.step * middle), plan):
            high = middle
        else:
            low = middle + 1
    number = change.before + looser * change.step * low
    return changed(made, change, number), _relative(change, number)


def _relative(change: Change, after: Decimal | None) -> Fraction:
    if change.before is None or after is None or change.step is None:
        return Fraction(1)
    moved = abs(Fraction(after - change.before))
    return moved / abs(Fraction(change.before)) if change.before else moved / Fraction(change.step)


def only(case: Case) -> dict[str, Change]:
    """The changes of a case by what they change."""
    return {change.id: change for change in explained(case).changes}


def high_risk(share: str, form: str = "granted") -> Limit:
    """A ceiling on the share of kronor at high risk."""
    base: Literal["granted", "envelope"] = "envelope" if form == "envelope" else "granted"
    return limit("high_risk", Amount("share_of", "granted", Op.AT_MOST, Decimal(share), where=HIGH, base=base))


def mixed(kronor: int, *limits: Limit, budget: int = 100, mandatory: str = "abc") -> Case:
    """Three proposals: a of 30 at high risk, b of 40 and c of `kronor` at low."""
    costs = {"a": (30, "high"), "b": (40, "low"), "c": (kronor, "low")}
    made = [candidate(name, 1, {("fund", 2027): n}, risk=risk) for name, (n, risk) in costs.items()]
    return Case(tuple(made), (fund({2027: budget}),), limits=limits, mandatory=frozenset(mandatory))


def test_a_ceiling_on_a_share_is_changed_as_the_share_it_is() -> None:
    """30 of 100 at high risk under a ceiling of 20 per cent: it must be 30; 30 of 130 needs 23.08 per cent."""
    change = only(mixed(30, high_risk("0.2")))["high_risk"]
    assert (change.before, change.after, change.step) == (Decimal("0.2"), Decimal("0.3"), Decimal("0.0001"))
    change = only(mixed(60, high_risk("0.2"), budget=130))["high_risk"]
    assert change.after == Decimal("0.2308")
    assert (change.opens, change.least) == (True, True)


def test_dropping_a_mandate_opens_a_plan() -> None:
    """The mandate on the high risk clashes with the ceiling, the others with nothing; without it there is a plan."""
    changes = only(mixed(30, high_risk("0.2")))
    assert (changes["mandatory:a"].opens, changes["mandatory:a"].after) == (True, None)
    assert set(changes) == {"high_risk", "mandatory:a"}


def test_a_mandatory_pair_that_excludes_each_other_needs_one_of_three() -> None:
    """Each of the two mandates, and the rule between them, opens a plan when it is dropped."""
    rule = limit("not_both", Relation("exclusive", ("a", "b")))
    changes = only(mixed(10, rule, mandatory="ab"))
    assert {name: change.opens for name, change in changes.items()} == {
        "mandatory:a": True,
        "mandatory:b": True,
        "not_both": True,
    }


def test_a_floor_above_the_envelope_is_lowered_or_the_money_raised() -> None:
    """At least 100 must be granted of 80, and 70 can be at most: the floor goes to 70, or the fund to 100."""
    floor = limit("floor", Amount("sum_of", "granted", Op.AT_LEAST, Decimal(100)))
    changes = only(mixed(30, floor, budget=80, mandatory=""))
    assert (changes["floor"].after, changes["floor"].opens) == (Decimal(70), True)
    assert (changes["fund:fund:2027"].after, changes["fund:fund:2027"].step) == (Decimal(100), Decimal(1))


def test_what_earlier_years_leave_counts_before_more_kronor() -> None:
    """60 in the second year of a fund with 10 and then 20: 30 more in that year, since the first 10 pass on."""
    must = candidate("must", 1, {("fund", 2028): 60})
    case = Case((must,), (fund({2027: 10, 2028: 20}),), mandatory=frozenset({"must"}))
    assert only(case)["fund:fund:2028"].after == Decimal(50)


def test_one_krona_less_is_not_enough() -> None:
    """A billion kronor short by exactly 123 456 789: that is the change, to the krona."""
    must = candidate("must", 1, {("fund", 2027): 10**9})
    case = Case((must,), (fund({2027: 10**9 - 123_456_789}),), mandatory=frozenset({"must"}))
    assert only(case)["fund:fund:2027"].after == Decimal(10**9)


def test_a_capacity_is_stepped_by_its_last_decimal() -> None:
    """2.25 of 1.5 full-time staff: the capacity goes to 2.25."""
    must = replace(candidate("must", 1), uses={("staff", None): Decimal("2.25")})
    staff = Resource("staff", "", "", {None: Decimal("1.5")})
    change = only(Case((must,), resources=(staff,), mandatory=frozenset({"must"})))["resource:staff"]
    assert (change.after, change.step) == (Decimal("2.25"), Decimal("0.01"))


def test_a_limit_with_a_number_for_each_key_has_one_number() -> None:
    """Two of each goal are asked for and there are one and none: the number goes to none for both."""
    floor = limit("each", Amount("count_where", "", Op.AT_LEAST, Decimal(2), by="goals"))
    some = [candidate("a", 1, goals=("school",)), candidate("b", 1, goals=("home",))]
    changes = only(Case(tuple(some), (fund({2027: 1}),), limits=(floor,)))
    assert (changes["each"].after, set(changes["each"].members)) == (Decimal(1), {"each[home]", "each[school]"})


def test_a_floor_on_the_envelope_grows_with_the_money() -> None:
    """Half of all kronor must go to high risk; the money that the mandate lacks makes that impossible."""
    half = limit("half", Amount("share_of", "granted", Op.AT_LEAST, Decimal("0.5"), where=HIGH, base="envelope"))
    case = mixed(30, half, budget=60)
    changes = only(case)
    assert changes["fund:fund:2027"].opens is False
    assert (changes["fund:fund:2027"].after, changes["fund:fund:2027"].least) == (None, True)


def test_a_ceiling_on_the_envelope_is_a_share_of_all_kronor() -> None:
    """30 at high risk under a fifth of an envelope of 100: three tenths are needed."""
    changes = only(mixed(30, high_risk("0.2", "envelope")))
    assert changes["high_risk"].after == Decimal("0.3")


@pytest.mark.parametrize(
    ("form", "of", "after"), [("sum_of", "granted", -1), ("count_where", None, -1)], ids=["kronor", "proposals"]
)
def test_a_floor_that_must_be_passed_is_lowered_until_nothing_passes_it(
    form: Literal["sum_of", "count_where"], of: str | None, after: int
) -> None:
    """More than nothing is asked for, and nothing fits: with less than nothing as its floor the empty plan is one."""
    floor = limit("floor", Amount(form, of or "granted", Op.ABOVE, Decimal(0)))
    found = only(replace(knapsack([5], [3], 2), limits=(floor,)))["floor"]

    assert (found.after, found.opens) == (Decimal(after), True)


def test_a_floor_on_a_capacity_that_nobody_uses_is_lowered_to_nothing() -> None:
    """The limit has a row although no proposal touches it."""
    floor = limit("floor", Amount("sum_of", "handledare", Op.AT_LEAST, Decimal(2)))
    resource = Resource("handledare", "", "", {2027: Decimal(5)})
    found = only(replace(knapsack([5], [3], 9), limits=(floor,), resources=(resource,)))["floor"]

    assert (found.after, found.opens) == (Decimal(0), True)


def test_two_clashes_need_two_changes_and_the_cheapest_are_told() -> None:
    """A floor of 4 where 1 can be had, and 40 kronor for what costs 50: three quarters less, and a quarter more."""
    floor = limit("count", Amount("count_where", "", Op.AT_LEAST, Decimal(4)))
    must = candidate("must", 1, {("fund", 2027): 50})
    case = Case((must,), (fund({2027: 40}),), limits=(floor,), mandatory=frozenset({"must"}))
    found = explained(case)
    assert [change.opens for change in found.changes] == [False] * len(found.changes)
    assert found.together is not None
    assert {change.id: change.after for change in found.together.changes} == {
        "fund:fund:2027": Decimal(50),
        "count": Decimal(1),
    }
    assert (found.together.relative, found.together.least) == (Decimal(1), True)


def test_what_no_change_can_open_is_said() -> None:
    """A mandatory proposal that no version is left of opens nothing by more money; dropping it does."""
    case = Case((candidate("a", 1),), mandatory=frozenset({"gone", "missing"}))
    found = explained(case)
    assert [change.opens for change in found.changes] == [False, False]
    assert found.together is not None
    assert found.together.relative == Decimal(2)


def test_everything_barred_and_a_floor_leave_only_the_floor() -> None:
    """Without any proposal the floor of one must go to none."""
    floor = limit("count", Amount("count_where", "", Op.AT_LEAST, Decimal(1)))
    change = only(Case((), limits=(floor,)))["count"]
    assert (change.after, change.opens) == (Decimal(0), True)


def test_a_time_limit_is_kept_and_nothing_is_claimed() -> None:
    """In no time each change is unknown, which is neither that it opens a plan nor that it does not."""
    case = without_a_plan(1)
    began = time.perf_counter()
    found = explained(case, time_limit=1e-9)
    assert time.perf_counter() - began < 2
    assert {change.opens for change in found.changes} == {None}
    assert (found.more, found.together) == (None, None)


def test_progress_hears_each_step() -> None:
    """Clashes, then changes."""
    heard: list[str] = []
    case = mixed(30, high_risk("0.2"))
    relieved(case.statement(), infeasible(case), report=heard.append)
    assert heard[0] == "clashes: 1"
    assert heard[-1].startswith("changes: ")


def test_the_first_clash_is_the_conflict_of_the_answer() -> None:
    """What a reader of the short answer sees is a smallest clash."""
    case = without_a_plan(7)
    found = relieved(case.statement(), infeasible(case))
    assert isinstance(found, Infeasible)
    assert found.explained is not None
    assert found.conflict == found.explained.clashes[0].limits


def test_without_a_limit_of_time_work_is_counted_and_the_answer_is_the_same_on_a_slow_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A clock that rushes a thousand seconds at each look changes neither what is found nor what is proved."""
    case = hard_sum()
    slow = relieved(case.statement(), infeasible(case))
    ticks = count(0, 1_000)
    monkeypatch.setattr("prioritizer.selection.deadline.time.perf_counter", lambda: float(next(ticks)))

    assert relieved(case.statement(), infeasible(case)).explained == slow.explained


def test_a_question_that_is_too_hard_ends_after_so_many_nodes() -> None:
    """With one node the change is not proved, and says so; nothing is claimed that was not found."""
    case = hard_sum()
    (lever,) = [lever for lever in levers(case.statement(), case.program(), ["floor"]) if lever.id == "floor"]
    found = alone(case.statement(), lever, Allowance(searches=100, nodes=1))
    whole = alone(case.statement(), lever)

    assert (found.least, found.opens is False) == (False, False)
    assert whole.least
    assert found.after is None or (whole.after is not None and found.after <= whole.after)


def hard_sum() -> Case:
    """Twelve costs of no common measure, and a floor above the money: the most that can be granted is a subset sum."""
    draw = Random(7)
    costs = [draw.randint(10**5, 10**6) for _ in range(12)]
    case = knapsack([1] * 12, costs, sum(costs) // 2)
    floor = limit("floor", Amount("sum_of", "granted", Op.AT_LEAST, Decimal(sum(costs) // 2 + 1)))
    return replace(case, limits=(floor,))
