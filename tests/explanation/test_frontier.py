"""What more or less money gives, against every plan there is at factor after factor (requirements E6)."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from prioritizer.explanation.frontier import frontier
from prioritizer.model.frontier import Frontier, Stretch
from prioritizer.model.plan import Plan
from prioritizer.model.portfolio import Fund
from prioritizer.model.rules import Amount, Leaf, Limit, Op
from prioritizer.selection.choose import choose
from tests.selection.cases import (
    Case,
    candidate,
    fund,
    keeps,
    limit,
    plans,
    random_case,
    with_commitments,
    with_repaid,
    worth_of,
)

HIGH = Leaf("risk", Op.EQUALS, "high")


def curve(case: Case, time_limit: float | None = None) -> Frontier | None:
    """The curve of a case that has a plan."""
    statement = case.statement()
    program = statement.program()
    plan = choose(program)
    return frontier(statement, program, plan, time_limit=time_limit) if isinstance(plan, Plan) else None


def there(case: Case, time_limit: float | None = None) -> Frontier:
    """The same, where there is one."""
    found = curve(case, time_limit)
    assert found is not None
    return found


def scaled(case: Case, factor: Fraction) -> Case:
    """The portfolio with every allocation times p/q, in units of 1/q krona so that all stays whole."""
    p, q = factor.numerator, factor.denominator

    def money(f: Fund) -> Fund:
        allocation = {year: kronor * p for year, kronor in f.allocation.items()}
        return replace(
            f, opening=f.opening * q, allocation=allocation, committed={y: k * q for y, k in f.committed.items()}
        )

    def number(one: Limit) -> Limit:
        form = one.limit
        if not isinstance(form, Amount) or form.form != "sum_of" or form.of != "granted" or form.value is None:
            return one
        return replace(one, limit=replace(form, value=form.value * q))

    return replace(
        case,
        candidates=tuple(
            replace(
                c,
                granted={w: kronor * q for w, kronor in c.granted.items()},
                repaid={w: kronor * q for w, kronor in c.repaid.items()},
            )
            for c in case.candidates
        ),
        funds=tuple(money(f) for f in case.funds),
        limits=tuple(number(one) for one in case.limits),
        reserve_price=case.reserve_price,
    )


def best(case: Case, factor: Fraction) -> Fraction | None:
    """The most that a plan is worth at a factor, by trying them all; worth is that of the portfolio as it is."""
    other = scaled(case, factor)
    worths = [worth_of(case, one) for one, two in zip(plans(case), plans(other), strict=True) if keeps(other, two)]
    return max(worths, default=None)


def inside(stretch: Stretch) -> Iterator[Fraction]:
    """Factors of a stretch: its ends where they are part of it, its middle, and two close to its ends."""
    length = stretch.last - stretch.first
    if not stretch.first_open:
        yield stretch.first
    if not stretch.last_open:
        yield stretch.last
    if length:
        yield stretch.first + length / 2
        yield stretch.first + length / 10**6
        yield stretch.last - length / 10**6


def with_growing_limits(case: Case) -> Case:
    """The same portfolio with a floor and a ceiling that are shares of all kronor made available."""
    floor = Amount("share_of", "granted", Op.AT_LEAST, Decimal("0.1"), where=HIGH, base="envelope")
    ceiling = Amount("share_of", "granted", Op.AT_MOST, Decimal("0.3"), where=HIGH, base="envelope")
    return replace(case, limits=(*case.limits, limit("floor", floor), limit("ceiling", ceiling)))


CASES = {
    "plain": lambda seed: random_case(seed, 4),
    "growing floors": lambda seed: with_growing_limits(random_case(seed, 4)),
    "commitments and repayment": lambda seed: with_repaid(with_commitments(random_case(seed, 4), seed), seed),
}


@pytest.mark.parametrize("kind", CASES)
@pytest.mark.parametrize("seed", range(14))
def test_every_stretch_is_what_trying_all_plans_gives(kind: str, seed: int) -> None:
    """At its ends, in its middle and next to its ends; the stretches cover all factors without a gap."""
    case = CASES[kind](seed)
    found = curve(case)
    if found is None:
        return
    assert found.complete
    at = (Fraction(1, 2), False)
    for stretch in found.stretches:
        assert (stretch.first, stretch.first_open) == at
        at = (stretch.last, not stretch.last_open)
        assert stretch.low == stretch.high
        for factor in inside(stretch):
            true = best(case, factor)
            assert (None if stretch.low is None else Fraction(stretch.low)) == true
    assert at == (Fraction(3, 2), True)


@pytest.mark.parametrize("kind", CASES)
@pytest.mark.parametrize("seed", range(14, 24))
def test_every_point_is_what_trying_all_plans_gives(kind: str, seed: int) -> None:
    """41 even factors, and the next and the last kronor."""
    case = CASES[kind](seed)
    found = curve(case)
    if found is None:
        return
    assert len(found.points) == 41
    for point in found.points:
        true = best(case, point.factor)
        assert point.exact
        assert (None if point.objective is None else Fraction(point.objective)) == true
        assert point.is_infeasible == (true is None)
    total = sum((sum(f.allocation.values()) for f in case.funds), Decimal(0))
    standing = best(case, Fraction(1))
    assert standing is not None
    for step, sign in ((found.next, 1), (found.last, -1)):
        assert step is not None
        true = best(case, 1 + sign * Fraction(step.kronor) / Fraction(total))
        if true is None:
            assert step.gain is None
        else:
            assert step.gain is not None
            assert Fraction(step.gain) == sign * (true - standing)
            assert step.low == step.gain == step.high


@pytest.mark.parametrize("seed", range(24, 36))
def test_the_nested_list_keeps_what_it_has_and_says_what_that_costs(seed: int) -> None:
    """Each step is the best among the plans that keep, or do not add to, the step before."""
    case = random_case(seed, 4)
    found = curve(case)
    if found is None:
        return
    steps = {one.factor: one for one in found.nested}
    middle = next(point for point in found.points if point.factor == 1)
    for sign in (1, -1):
        before = {key[0] for key in middle.chosen or ()}
        for n in range(1, 11):
            one = steps[1 + sign * Fraction(n, 20)]
            other = scaled(case, one.factor)
            worths = [
                (worth_of(case, plan))
                for plan, two in zip(plans(case), plans(other), strict=True)
                if keeps(other, two)
                and (before <= {c.proposal for c in plan} if sign > 0 else {c.proposal for c in plan} <= before)
            ]
            if one.chosen is None:
                assert not worths
                break
            assert one.objective is not None
            assert Fraction(one.objective) == max(worths)
            true = best(case, one.factor)
            assert true is not None
            assert one.cost is not None
            assert Fraction(one.cost) == true - max(worths)
            before = {key[0] for key in one.chosen}


def test_a_floor_that_grows_is_named_where_the_curve_turns_down() -> None:
    """Half of all kronor must go to what is worth less and less."""
    floor = Amount("share_of", "granted", Op.AT_LEAST, Decimal("0.5"), where=HIGH, base="envelope")
    made = [candidate(f"h{n}", -10 * n, {("fund", 2027): 10}, risk="high") for n in range(1, 9)]
    made += [candidate("good", 500, {("fund", 2027): 10}, risk="low")]
    found = there(Case(tuple(made), (fund({2027: 100}),), limits=(limit("half", floor),)))
    assert found.turns
    assert {ids for _, ids in found.turns} == {("half",)}
    assert found.next is not None
    assert found.next.gain is not None
    assert found.next.gain < 0


def test_more_money_drops_a_proposal_for_one_that_did_not_fit() -> None:
    """With 15 the small one, with 20 the large one in its place."""
    case = Case(
        (candidate("small", 10, {("fund", 2027): 12}), candidate("large", 15, {("fund", 2027): 18})),
        (fund({2027: 15}),),
    )
    (drop,) = there(case).drops
    assert (drop.proposal, drop.enters, drop.upgrades) == ("small", ("large",), ())
    assert drop.before < Fraction(18, 15) <= drop.after


def test_without_time_the_curve_is_an_interval_that_holds_the_exact_one() -> None:
    """Nothing is called proved that is not."""
    case = random_case(3, 6)
    found, exact = there(case, time_limit=0.0), there(case)
    for point, true in zip(found.points, exact.points, strict=True):
        if point.high is not None and true.objective is not None:
            assert true.objective <= point.high
            assert point.low is None or point.low <= true.objective


def test_a_round_without_money_has_no_curve() -> None:
    """And says why."""
    assert there(Case((candidate("a", 1),), (fund({}),))).left_out == "no_money"
