"""What if something were otherwise: laws, a case by hand, and every plan there is (convention §19–§21)."""

import random
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from prioritizer.explanation.margins import margins
from prioritizer.explanation.prices import limit_prices
from prioritizer.explanation.what_if import Situation, what_if
from prioritizer.model.plan import Infeasible, Outcome, Plan
from prioritizer.model.rules import Criterion, Leaf, Op, Severity, Source, Verdict
from prioritizer.model.verdict import Ruling, Screened, Trace
from prioritizer.model.what_if import Consequence, WhatIf, Wish
from prioritizer.selection.choose import choose
from prioritizer.selection.levers import levers, loosened
from prioritizer.selection.program import names
from prioritizer.selection.statement import Statement
from tests.selection.cases import Case, best_plans, fund, knapsack, random_case
from tests.selection.test_risk import risky

SEEDS = range(12)


def situation(of: Case | Statement) -> Situation:
    """A case where screening lets everything through."""
    statement = of if isinstance(of, Statement) else of.statement()
    proposals = sorted({c.proposal for c in statement.candidates})
    return Situation(statement, statement.program(), tuple(Screened(name, "admitted", ()) for name in proposals))


def chosen_anew(asked: Situation) -> Outcome:
    """The choice as it is made first."""
    return choose(asked.program)


def asked(case: Case, alone: Iterable[tuple[Wish, Case | Statement]], together: Case | None = None) -> WhatIf:
    """What some wishes lead to, one by one; together where that is said, else the last of them."""
    single = [(wish, situation(other)) for wish, other in alone]
    every = situation(together) if together else single[-1][1] if single else situation(case)
    before = situation(case)
    return what_if(before, choose(before.program), single, every, chosen_anew)


def forced(case: Case, wish: Wish) -> Case:
    """The case with one proposal in or out."""
    if wish.kind == "in":
        return replace(case, mandatory=case.mandatory | {wish.id}, excluded=case.excluded - {wish.id})
    return replace(case, excluded=case.excluded | {wish.id}, mandatory=case.mandatory - {wish.id})


def best(case: Case) -> Fraction | None:
    """What the best plan is worth, by brute force."""
    return best_plans(case)[0]


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_changed_is_the_plan(seed: int) -> None:
    """Not even a plan worth as much takes its place, whether it is asked of the living solver or chosen anew."""
    case = random_case(seed, 5)
    plan = choose(case.program())
    same = asked(case, [(Wish("budget", ""), case)])
    none = asked(case, [])

    assert same.together.plan == none.together.plan == same.before
    if isinstance(plan, Plan):
        assert same.together.gain is not None
        assert plan.chosen == same.together.plan.chosen  # type: ignore[union-attr]  # there is one
        assert (Decimal(0), (), ()) == (same.together.gain.kronor, same.together.gain.enters, same.together.closed)
        assert same.together.same_plan is None
    else:
        assert same.together.no_plan is not None


@pytest.mark.parametrize("seed", SEEDS)
def test_forcing_costs_exactly_the_margin(seed: int) -> None:
    """In or out, with the same proposals that come and go, and the same limits in the way, as `explain` says."""
    case = replace(random_case(seed, 4), mandatory=frozenset[str]())
    program = case.program()
    plan = choose(program)
    if not isinstance(plan, Plan):
        return
    told = margins(program, plan, dict.fromkeys(sorted({c.proposal for c in case.candidates}), "admitted"))
    wishes = [Wish("out" if m.outcome == "selected" else "in", m.proposal) for m in told]
    found = asked(case, [(wish, forced(case, wish)) for wish in wishes])
    for margin, one in zip(told, found.alone, strict=True):
        if margin.margin is None:
            assert one.no_plan is not None
            continue
        assert one.gain is not None
        assert (-margin.margin, True) == (one.gain.kronor, one.gain.exact)
        assert margin.limits == one.blocked
        is_in = margin.outcome == "selected"
        expected = set(margin.replaced_by) if is_in else set(margin.displaces)
        assert expected == set(one.gain.enters if is_in else one.gain.leaves)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_limit_left_out_gives_its_priced_gain(seed: int) -> None:
    """For every limit, requirement, mandate and capacity that has a price."""
    case = random_case(seed, 5)
    statement, program = case.statement(), case.program()
    plan = choose(program)
    if not isinstance(plan, Plan):
        return
    priced = {p.id: p.gain for p in limit_prices(statement, program, plan).limits}
    drops = [lever for lever in levers(statement, program, names(program)) if lever.kind in ("requires", "mandatory")]
    others = [one.id for one in case.limits if one.id in priced]
    wishes = [
        *((Wish("limit", lever.id, way="drop"), loosened(statement, [(lever, 1)])) for lever in drops),
        *(
            (
                Wish("limit", name, way="drop"),
                replace(statement, limits=tuple(one for one in case.limits if one.id != name)),
            )
            for name in others
        ),
    ]
    for one in asked(case, wishes).alone:
        gain = priced[one.wishes[0].id]
        assert gain is not None
        assert one.gain is not None
        assert (gain.kronor, gain.exact) == (one.gain.kronor, one.gain.exact)


def altered(case: Case, draw: random.Random) -> Case:
    """The case with other money, a limit less, or other worths, and mostly with somebody forced in and out."""
    proposals = sorted({c.proposal for c in case.candidates})
    way = draw.choice(["money", "limit", "values", "forced"])
    if way == "money":
        richer = {year: kronor * draw.choice([0, 1, 2]) // 1 for year, kronor in case.funds[0].allocation.items()}
        case = replace(case, funds=(replace(case.funds[0], allocation=richer), *case.funds[1:]))
    elif way == "limit":
        case = replace(case, limits=case.limits[1:])
    elif way == "values":
        moved = tuple(replace(c, value=c.value - draw.randint(0, abs(c.value) + 1)) for c in case.candidates)
        case = replace(case, candidates=moved)
    for kind in draw.sample(("in", "out"), draw.choice([0, 1, 2]) if way != "forced" else 2):
        case = forced(case, Wish(kind, draw.choice(proposals)))  # type: ignore[arg-type]  # one of the two
    return case


@pytest.mark.parametrize("seed", range(30))
def test_what_follows_is_that_of_brute_force(seed: int) -> None:
    """Each change alone and the last one of both on top, against every plan there is; also where there was no plan."""
    case, draw = random_case(seed, 4), random.Random(f"what if {seed}")
    first = altered(case, draw)
    both = altered(first, draw)
    found = asked(case, [(Wish("budget", ""), first), (Wish("budget", "a"), both)], both)
    before = best(case)

    assert before == (found.before.objective if found.before else None)
    for one, changed in ((found.alone[0], first), (found.alone[1], both), (found.together, both)):
        assert_as_brute_force(one, before, best(changed))


def assert_as_brute_force(one: Consequence, before: Fraction | None, after: Fraction | None) -> None:
    """The same worth and difference, or no plan."""
    assert after == (one.plan.objective if one.plan else None)
    assert (one.no_plan is None) == (after is not None)
    if before is not None and after is not None:
        assert one.gain is not None
        assert one.gain.exact
        assert after - before == Fraction(one.gain.kronor or 0)
    else:
        assert one.gain is None


def test_a_case_by_hand() -> None:
    """Money 10: alfa and beta cost 6 and 4 and are worth 50 and 30; gamma costs 6 and is worth 41."""
    case = knapsack([50, 30, 41], [6, 4, 6], 10)
    more = replace(case, funds=(fund({2027: 16}),))
    gamma = Wish("in", "p02")
    found = asked(case, [(Wish("budget", ""), more), (gamma, forced(case, gamma))], forced(more, gamma))
    money, into, both = *found.alone, found.together

    assert found.before is not None
    assert (Decimal(80), Decimal(10)) == (found.before.objective, found.before.granted)
    assert money.gain is not None
    assert (Decimal(41), ("p02",), ()) == (money.gain.kronor, money.gain.enters, money.gain.leaves)
    assert (money.opened, money.closed) == (("fund:fund:2027",), ())
    assert into.gain is not None
    assert (Decimal(-9), ("p02",), ("p00",)) == (into.gain.kronor, into.gain.enters, into.gain.leaves)
    assert (into.blocked, into.closed) == (("fund:fund:2027",), ())
    assert into.binding == ("fund:fund:2027",)
    assert both.gain is not None
    assert (Decimal(41), Decimal(32)) == (both.gain.kronor, found.singles)


def test_other_figures_tell_what_the_plan_itself_becomes_worth() -> None:
    """Alfa falls from 50 to 20: kept, the plan is worth 50; gamma in its place makes it 71, 9 less than 80."""
    case = knapsack([50, 30, 41], [6, 4, 6], 10)
    poorer = replace(
        case, candidates=tuple(replace(c, value=min(c.value, 41) - (c.value == 50) * 21) for c in case.candidates)
    )
    found = asked(case, [(Wish("parameter", "p"), poorer)]).together

    assert found.gain is not None
    assert (Decimal(50), Decimal(-9)) == (found.same_plan, found.gain.kronor)
    assert (found.gain.enters, found.gain.leaves) == (("p02",), ("p00",))


def test_a_version_that_is_no_longer_there_is_told() -> None:
    """Where a parameter shuts a proposal out, the plan loses it, and no limit is said to stop it."""
    case = knapsack([50, 30, 41], [6, 4, 6], 10)
    fewer = replace(case, candidates=case.candidates[1:])
    found = asked(case, [(Wish("parameter", "p"), fewer)]).together

    assert (found.lost, found.closed, found.same_plan) == (("p00",), (), None)
    assert found.gain is not None
    assert Decimal(-9) == found.gain.kronor


def test_a_pair_that_excludes_each_other_is_answered_with_its_conflict() -> None:
    """Each alone has a plan; together they have none, and the three conditions that clash are named."""
    case = knapsack([5, 3], [1, 1], 5)
    first, second = Wish("in", "p00"), Wish("out", "p00")
    both = replace(case, mandatory=frozenset({"p00"}), excluded=frozenset({"p00"}))
    found = asked(case, [(first, forced(case, first)), (second, forced(case, second))], both)

    assert [one.status for one in (*found.alone, found.together)] == ["plan", "plan", "no_plan"]
    assert found.together.no_plan is not None
    assert found.together.no_plan.conflict == ("mandatory:p00", "excluded:p00")
    assert found.together.no_plan.explained is not None


def test_what_screening_stops_is_not_forced_in() -> None:
    """The criterion is told, and nothing is chosen."""
    rule = Criterion("law", {}, {}, Severity.MUST, Leaf("legal", Op.IS_GIVEN), Source(""))
    ruling = Ruling(rule, Trace(rule.require, Verdict.FAILS))
    before = situation(knapsack([5, 3], [1, 1], 5))
    barred = replace(before, screened=(Screened("p00", "barred", (ruling,)), Screened("p01", "admitted", ())))
    found = what_if(before, choose(before.program), [(Wish("in", "p00"), barred)], barred, chosen_anew).together

    assert (found.status, dict(found.criteria), found.plan) == ("inadmissible", {"p00": ("law",)}, None)


def test_a_plan_that_a_change_opens_is_told_without_a_difference() -> None:
    """There is nothing to compare with where no plan met the limits."""
    poor = replace(knapsack([5, 3], [4, 4], 5), mandatory=frozenset({"p00", "p01"}))
    rich = replace(poor, funds=(fund({2027: 8}),))
    found = asked(poor, [(Wish("budget", ""), rich)])

    assert found.before is None
    assert found.together.plan is not None
    assert (Decimal(8), None, None) == (found.together.plan.objective, found.together.gain, found.singles)


@pytest.mark.parametrize("seed", range(6))
def test_limits_on_the_draws_are_asked_about_too(seed: int) -> None:
    """A risk limit left out, and nothing changed, against the choice made anew."""
    case = risky(seed)
    before = choose(case.program())
    free = replace(case, limits=())
    found = asked(case, [(Wish("limit", "r", way="drop"), free), (Wish("budget", ""), case)], case)
    anew = choose(free.program())

    assert isinstance(anew, Plan)
    assert found.alone[0].plan is not None
    assert anew.objective == found.alone[0].plan.objective
    assert (before.objective if isinstance(before, Plan) else None) == (
        found.together.plan.objective if found.together.plan else None
    )
    assert isinstance(before, Plan | Infeasible)
