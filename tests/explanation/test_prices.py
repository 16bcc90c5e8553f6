"""The price of every limit, against every plan there is (convention §19)."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

import pytest

from prioritizer.explanation import prices
from prioritizer.explanation.prices import changed as differing
from prioritizer.explanation.prices import limit_prices, next_step
from prioritizer.model.conflict import Change
from prioritizer.model.limit_prices import Gain, LimitPrice, LimitPrices
from prioritizer.model.plan import Plan
from prioritizer.model.rules import Amount, Leaf, Op, Relation, RiskLimit
from prioritizer.selection.choose import choose
from prioritizer.selection.exact import Solver
from prioritizer.selection.levers import levers, loosened
from prioritizer.selection.program import Program, names
from prioritizer.selection.search import serving
from tests.selection import cases
from tests.selection.cases import (
    Case,
    candidate,
    fund,
    keeps,
    limit,
    plans,
    random_case,
    verdicts,
    with_commitments,
    worth_of,
)
from tests.selection.test_relief import changed
from tests.selection.test_risk import risky


def priced(case: Case, **settings: object) -> tuple[Plan, LimitPrices] | None:
    """The plan and all prices; None where there is no plan."""
    statement = case.statement()
    program = statement.program()
    plan = choose(program)
    if not isinstance(plan, Plan):
        return None
    return plan, limit_prices(statement, program, plan, **settings)  # type: ignore[arg-type]


def prices_of(case: Case) -> dict[str, LimitPrice]:
    """Prices by id of a case that has a plan."""
    found = priced(case)
    assert found is not None
    return {price.id: price for price in found[1].limits}


def best(case: Case, allowed: Callable[[cases.Plan], bool]) -> Fraction:
    """The highest worth of the plans that are allowed."""
    return max(worth_of(case, plan) for plan in plans(case) if allowed(plan))


def without(case: Case, ids: frozenset[str]) -> Fraction:
    """The highest worth when rows of some ids do not apply; a limit's id stands for all its keys."""

    def meets(plan: cases.Plan) -> bool:
        broken = {name for name, met in verdicts(case, plan) if not met}
        return all(name in ids or name.partition("[")[0] in ids for name in broken)

    return best(case, meets)


def assert_gain(gain: Gain | None, expected: Fraction) -> None:
    """One proved number."""
    assert gain is not None
    assert gain.kronor is not None
    assert gain.exact
    assert gain.low == gain.kronor == gain.high
    assert Fraction(gain.kronor) == expected


@pytest.mark.parametrize("seed", range(80))
def test_a_price_is_what_the_best_plan_without_the_limit_is_worth_more(seed: int) -> None:
    """Limits, capacities, mandates and requirements, as a whole and key by key; a fund has none."""
    case = random_case(seed, 4)
    found = priced(case)
    if found is None:
        return
    optimum = best(case, lambda plan: keeps(case, plan))
    assert Fraction(found[0].objective) == optimum
    for price in found[1].limits:
        if price.kind == "fund":
            assert price.gain is None
            continue
        assert_gain(price.gain, without(case, frozenset([price.id])) - optimum)
        for row in price.rows:
            assert_gain(row.gain, without(case, frozenset([row.id])) - optimum)


@pytest.mark.parametrize("seed", range(80))
def test_the_next_step_is_worth_what_the_changed_portfolio_gains(seed: int) -> None:
    """The number is changed in the portfolio itself and every plan of it tried; a fund's kronor among them."""
    case = random_case(seed, 4)
    found = priced(case)
    if found is None:
        return
    optimum = best(case, lambda plan: keeps(case, plan))
    for price in found[1].limits:
        if price.next is None:
            continue
        step = price.next
        change = Change(price.id, price.kind, (), step.before, step.after, None, True, True)
        looser = changed(case, change, step.after)
        worths = [worth_of(looser, p) for p in plans(looser) if keeps(looser, p)]
        if worths:
            assert_gain(step.gain, max(worths) - optimum)
        else:
            assert step.gain.kronor is None


@pytest.mark.parametrize("seed", range(60))
def test_pairs_that_are_free_one_by_one_are_found_by_trying_every_pair(seed: int) -> None:
    """Both are free alone and not together; no such pair is missed."""
    case = random_case(seed + 500, 4)
    found = priced(case)
    if found is None:
        return
    optimum = best(case, lambda plan: keeps(case, plan))
    free = [p.id for p in found[1].limits if p.gain is not None and not p.gain.kronor]
    expected = {pair: without(case, frozenset(pair)) - optimum for pair in combinations(free, 2)}
    told = {joint.ids: joint.gain for joint in found[1].pairs}
    assert found[1].pairs_complete
    assert {pair for pair, gain in expected.items() if gain} == set(told)
    for pair, gain in told.items():
        assert_gain(gain, expected[pair])


def test_two_floors_that_demand_the_same_are_free_one_by_one_and_dear_together() -> None:
    """The joint price is the whole price, and neither has one alone."""
    dear = candidate("dear", -100, {("fund", 2027): 1}, board="school")
    case = Case(
        (dear, candidate("good", 50, {("fund", 2027): 1}, board="care")),
        (fund({2027: 2}),),
        limits=tuple(
            limit(name, Amount("count_where", "", Op.AT_LEAST, Decimal(1), where=Leaf("board", Op.EQUALS, "school")))
            for name in ("one", "two")
        ),
    )
    found = priced(case)
    assert found is not None
    assert [price.gain.kronor for price in found[1].limits if price.kind == "limit" and price.gain] == [0, 0]
    (joint,) = found[1].pairs
    assert joint.ids == ("one", "two")
    assert joint.gain.kronor == 100
    assert joint.gain.leaves == ("dear",)


def test_a_price_says_who_leaves_who_comes_and_how_much_more_is_granted() -> None:
    """Without the exclusion both are taken."""
    case = Case(
        (candidate("a", 50, {("fund", 2027): 3}), candidate("b", 40, {("fund", 2027): 2})),
        (fund({2027: 5}),),
        limits=(limit("either", Relation("exclusive", ("a", "b"))),),
    )
    gain = prices_of(case)["either"].gain
    assert gain is not None
    assert gain.kronor == 40
    assert (gain.enters, gain.leaves) == (("b",), ())
    assert gain.granted == 2


def test_a_limit_without_a_price_leaves_the_plan_as_it_stands() -> None:
    """Another plan of the same worth is no reason to say that something changes."""
    same = [candidate(name, 10, {("fund", 2027): 1}) for name in "ab"]
    case = Case(
        tuple(same),
        (fund({2027: 1}),),
        limits=(limit("few", Amount("count_where", "", Op.AT_MOST, Decimal(1))),),
    )
    gain = prices_of(case)["few"].gain
    assert gain is not None
    assert gain.kronor == 0
    assert not gain.enters
    assert not gain.leaves


def test_duties_in_law_are_listed_and_not_priced() -> None:
    """A mandate that stands in law has no price (convention §19)."""
    case = Case((candidate("a", -5), candidate("b", 7)), mandatory=frozenset({"a"}))
    found = priced(case, duties=frozenset({"mandatory:a"}))
    assert found is not None
    assert [price.id for price in found[1].limits] == []
    assert found[1].duties == ("mandatory:a",)


def test_more_kronor_can_cost_where_a_floor_is_a_share_of_them() -> None:
    """A fifth of all kronor must go to the school; with more of them, a dear proposal has to come in."""
    floor = Amount(
        "share_of", "granted", Op.AT_LEAST, Decimal("0.5"), where=Leaf("risk", Op.EQUALS, "high"), base="envelope"
    )
    made = (
        candidate("bad", -30, {("fund", 2027): 1}, risk="high"),
        candidate("fair", 5, {("fund", 2027): 10}, risk="high"),
    )
    step = prices_of(Case(made, (fund({2027: 20}),), limits=(limit("half", floor),)))["fund:fund:2027"].next
    assert step is not None
    assert step.before == 20
    assert step.after == 21
    assert step.gain.kronor == -30
    assert step.gain.exact
    assert step.gain.enters == ("bad",)


@pytest.mark.parametrize("form", ["worst_mean", "chance_below"])
def test_a_limit_on_the_draws_has_a_price_and_a_next_step(form: str) -> None:
    """By trying every plan: without it, and with its number loosened by a step."""
    draws = {"safe": (4, 4, 4, 4), "bold": (-30, 20, 30, 40), "odd": (9, -9, 5, 3)}
    made = tuple(replace(candidate(name, sum(d) // 4, {("fund", 2027): 1}), draws=d) for name, d in draws.items())
    floor = RiskLimit("worst_mean", "net_present_value", Decimal("0.25"), Op.AT_LEAST, Decimal(-20))
    ceiling = RiskLimit("chance_below", "net_present_value", Decimal(-10), Op.AT_MOST, Decimal("0.2"))
    bounded = floor if form == "worst_mean" else ceiling
    risk = limit("risk", bounded)
    case = Case(made, (fund({2027: 2}),), limits=(risk,))
    price = prices_of(case)["risk"]
    optimum = best(case, lambda plan: keeps(case, plan))
    assert_gain(price.gain, without(case, frozenset(["risk"])) - optimum)
    assert price.next is not None
    looser = replace(case, limits=(replace(risk, limit=replace(bounded, value=price.next.after)),))
    assert_gain(price.next.gain, best(looser, lambda plan: keeps(looser, plan)) - optimum)


def test_without_time_a_price_is_an_interval_that_holds_the_exact_one() -> None:
    """And it says that it is no proved number."""
    case = random_case(7, 6)
    found, exact = priced(case, time_limit=0.0), prices_of(case)
    assert found is not None
    for price in found[1].limits:
        if price.gain is None or price.gain.low is None or price.gain.high is None:
            continue
        true = exact[price.id].gain
        assert true is not None
        assert true.kronor is not None
        assert price.gain.low <= true.kronor <= price.gain.high


@pytest.mark.parametrize("seed", range(60))
def test_what_a_step_changes_is_all_that_differs_in_the_program_built_anew(seed: int) -> None:
    """Rows and limits on the draws, for every lever that has a number, and nothing else is built."""
    case = risky(seed) if seed % 3 == 0 else with_commitments(random_case(seed, 5), seed)
    statement, program = case.statement(), case.program()
    for lever in levers(statement, program, names(program)):
        steps = next_step(lever)
        if not steps or lever.after(steps) is None:
            continue
        rows, without_, risks = differing(program, statement, lever, steps)
        anew = loosened(statement, [(lever, steps)]).program()
        kept = [row for row in program.rows if row.id not in without_]
        assert sorted([*kept, *rows], key=str) == sorted(anew.rows, key=str)
        assert not any(row in program.rows for row in rows)
        terms = {risk.id: (risk.form, risk.edge, risk.bound) for risk in (*program.risks, *risks)}
        assert terms == {risk.id: (risk.form, risk.edge, risk.bound) for risk in anew.risks}


@pytest.mark.parametrize("seed", range(6))
def test_a_round_with_limits_on_the_draws_is_not_written_anew_for_each_step(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only a step of such a limit itself takes a solver of its own."""
    case = risky(seed)
    program = case.program()
    plan = choose(program)
    if not isinstance(plan, Plan):
        return
    written: list[Program] = []

    def serve(program: Program) -> Solver:
        written.append(program)
        return serving(program)

    monkeypatch.setattr(prices, "serving", serve)
    limit_prices(case.statement(), program, plan)
    assert len(written) <= len(program.risks)
