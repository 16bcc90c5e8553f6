"""Answers by multipliers and exchanges, beside every plan that there is, and beside searches to the end."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, product

import numpy as np
import pytest
from numpy.typing import NDArray

from prioritizer.explanation import nearly
from prioritizer.explanation.exchanges import Exchanges
from prioritizer.explanation.frontier import frontier
from prioritizer.explanation.margins import explain
from prioritizer.explanation.nearly import Nearly
from prioritizer.explanation.prices import limit_prices
from prioritizer.explanation.questions import BY_BOUNDS, Questions, Roughness
from prioritizer.explanation.row_table import Lines, Numbers, Prices
from prioritizer.model.plan import Plan
from prioritizer.selection.choose import choose
from prioritizer.selection.exact import Found, SolverMisbehaved
from prioritizer.selection.program import Product, Program, Row, forced, value
from prioritizer.selection.relaxation import Relaxation
from prioritizer.selection.watch import WATCH
from tests.explanation.test_quick import ROUNDS, chosen, holds
from tests.selection.cases import Case, candidate, fund, random_case

NONE: frozenset[str] = frozenset()
Question = tuple[tuple[Row, ...], frozenset[str]]


def every_plan(program: Program) -> list[frozenset[int]]:
    """Every set of candidates with at most one of each proposal, whatever else it breaks."""
    of = dict.fromkeys(c.proposal for c in program.candidates)
    return [frozenset(i for i in some if i is not None) for some in product(*((None, *program.of(p)) for p in of))]


def best_worth(program: Program, plans: Sequence[frozenset[int]], question: Question) -> int | None:
    """What the best of some plans within the rows of a question is worth; None where there is none."""
    rows, without = question
    held = [*(row for row in program.rows if row.id not in without), *rows]
    return max((value(program, p) for p in plans if all(row.allows(p) for row in held)), default=None)


def questions(program: Program, dice: random.Random) -> Iterator[Question]:
    """Of every kind that is asked: candidates forced in and out, limits left out, moved and tightened, a new one."""
    count = len(program.candidates)
    limits = [row for row in program.rows if row.kind != "version"]
    for _ in range(8):
        i, j = dice.sample(range(count), 2)
        name = program.candidates[i].proposal
        yield (forced("f", [i], 1),), NONE
        yield (forced("f", program.of(name), 0),), NONE
        yield (forced("f", [i], 1), forced("g", [j], dice.randrange(2))), NONE
        row = dice.choice(limits)
        yield (), frozenset([row.id])
        yield (replace(row, bound=row.bound + dice.randint(-3, 3)),), frozenset([row.id])
        yield (replace(row, bound=row.bound - 1),), NONE
        signs = tuple((i, dice.choice([-2, 1, 3])) for i in sorted(dice.sample(range(count), 3)))
        yield (Row("new", signs, dice.choice(["<=", ">=", "=="]), dice.randint(-1, 3), "limit"),), NONE


def plain(seed: int) -> Program:
    """A small program without products and limits on the draws."""
    return replace(random_case(seed, 5).program(), shared=(), risks=())


@pytest.mark.parametrize("share", ["0", "1/500", "1/5"])
@pytest.mark.parametrize("seed", range(12))
def test_the_best_plan_is_between_what_is_found_and_what_bounds_it(seed: int, share: str) -> None:
    """Of one living relaxation, whatever was asked before; every plan is looked through."""
    program, dice = plain(seed), random.Random(seed)
    plans = every_plan(program)
    there = [plan for plan in plans if all(row.allows(plan) for row in program.rows)]
    if not there:
        return
    standing = max(there, key=lambda plan: value(program, plan))
    near = Nearly.of(program, standing, int(Fraction(share) * value(program, standing)))
    assert near is not None

    for asked in questions(program, dice):
        told, best = near.answer(*asked), best_worth(program, plans, asked)
        if told is None:
            continue
        if isinstance(told, Found):
            held = [*(row for row in program.rows if row.id not in asked[1]), *asked[0]]
            assert all(row.allows(told.chosen) for row in held)
            assert told.value == value(program, told.chosen)
            assert best is not None
            assert best >= told.value
        assert best is None or told.bound is None or best <= told.bound


def test_most_questions_of_small_programs_are_answered() -> None:
    """So that the test above sees answers; None is for where there is no plan, and for what cannot be asked."""
    answered, there = 0, 0
    for seed in range(6):
        program, dice = plain(seed), random.Random(seed)
        plans = every_plan(program)
        standing = max(plans, key=lambda plan: value(program, plan) * all(row.allows(plan) for row in program.rows))
        if (near := Nearly.of(program, standing, 0)) is not None:
            for asked in questions(program, dice):
                there += best_worth(program, plans, asked) is not None
                answered += isinstance(near.answer(*asked), Found)

    assert answered > 0.8 * there > 80


def portfolio(count: int) -> Case:
    """Many proposals in two versions under one budget, so large that bounds are near and no plan is exactly at one."""
    dice = random.Random(count)
    found = []
    for number in range(count):
        cost, ratio = dice.randint(100, 900), dice.uniform(1, 3)
        for name, size in ((None, 1.0), ("liten", 0.6)):
            kronor = {("f", year): round(cost * size * dice.uniform(0.5, 1.5)) for year in (2027, 2028, 2029)}
            found.append(candidate(f"p{number:03}", round(cost * size * ratio * 3), kronor, name))
    asked = int(sum(sum(c.granted.values()) for c in found)) // 24
    return Case(tuple(found), (fund(dict.fromkeys((2027, 2028, 2029), asked), 0, False, "f"),))


def test_most_answers_about_many_proposals_are_near_enough_without_a_search() -> None:
    """Within a half of one per cent, of each version forced in; many need no relaxation of their own."""
    program = portfolio(120).program()
    first = Nearly.of(program, frozenset(), 0)
    assert first is not None
    plan = first.answer((), NONE)
    assert isinstance(plan, Found)
    near = Nearly.of(program, plan.chosen, plan.value // 200)
    assert near is not None

    told = [near.answer((forced("f", [i], 1),), NONE) for i in range(len(program.candidates))]
    wide = [one.bound - one.value for one in told if isinstance(one, Found) and one.bound is not None]

    assert sum(n <= plan.value // 200 for n in wide) > 0.95 * len(told)
    assert near.relaxed < 0.6 * len(told)


def test_of_many_proposals_intervals_are_narrow_and_hold_what_a_search_to_the_end_finds() -> None:
    """A fifth of one per cent of the plan's worth, each version forced in and each chosen proposal out."""
    case = portfolio(36)
    program = case.program()
    plan = choose(program)
    assert isinstance(plan, Plan)
    names = dict.fromkeys((c.proposal for c in case.candidates), "admitted")
    most = BY_BOUNDS.share * Fraction(plan.objective)

    found = explain(program, plan, names, rough=BY_BOUNDS).margins

    exact = Questions.about(program, plan)
    for margin in found[::18]:
        own = program.of(margin.proposal)
        if margin.outcome == "selected":
            sure = exact.standing - (exact.best([forced("f", own, 0)]).low or 0)
            assert margin.low is not None
            assert margin.high is not None
            assert margin.low <= sure / program.scale <= margin.high
        for one in margin.alternatives:
            key = (margin.proposal, one.alternative, one.start_year)
            sure = exact.standing - (exact.best([forced("f", [program.index(key)], 1)]).low or 0)
            assert one.low is not None
            assert one.high is not None
            assert one.low <= sure / program.scale <= one.high
            assert one.high - one.low <= most


@pytest.mark.parametrize("made", ROUNDS)
@pytest.mark.parametrize("seed", range(5))
def test_answers_by_bounds_hold_the_exact_ones(seed: int, made: Callable[[int], Case]) -> None:
    """Margins, prices and the points of the curve, without knowing on which side of the plan they are."""
    case = made(seed)
    plan = chosen(case)
    if plan is None:
        return
    program, statement, rough = case.program(), case.statement(), Roughness(Fraction(1, 20), verdicts=False)
    names = dict.fromkeys((c.proposal for c in case.candidates), "admitted")

    sure, wide = explain(program, plan, names).margins, explain(program, plan, names, rough=rough).margins
    prices = limit_prices(statement, program, plan).limits, limit_prices(statement, program, plan, rough=rough).limits
    curves = frontier(statement, program, plan).points, frontier(statement, program, plan, rough=rough).points

    for a, b in zip(sure, wide, strict=True):
        assert all(holds(two, one, "margin") for one, two in zip(a.alternatives, b.alternatives, strict=True))
    assert all(holds(b.gain, a.gain, "kronor") for a, b in zip(*prices, strict=True) if a.gain and b.gain)
    for one, two in zip(*curves, strict=True):
        assert one.is_infeasible == two.is_infeasible
        assert one.objective is None or two.high is None or (two.low or one.objective) <= one.objective <= two.high


@pytest.mark.parametrize("seed", range(8))
def test_a_sketch_is_a_plan_and_the_same_whatever_was_asked_before(seed: int) -> None:
    """Of other worths: not worse than the plans at hand, and no further below the best than is told."""
    program, dice = plain(seed), random.Random(seed)
    plans = [plan for plan in every_plan(program) if all(row.allows(plan) for row in program.rows)]
    if not plans:
        return
    worlds = [replace(program, objective=tuple(dice.randint(-5, 40) for _ in program.objective)) for _ in range(4)]
    used, fresh = (Nearly.of(program, plans[0], 0) for _ in range(2))
    assert used is not None
    assert fresh is not None
    known = np.array([used.state_of(plan) for plan in plans[:2]])

    told = [used.sketch(one, known) for one in worlds]
    again, below = fresh.sketch(worlds[-1], known)

    assert (told[-1][0] == again).all()
    assert told[-1][1] == below
    for one, (state, short) in zip(worlds, told, strict=True):
        best, found = max(value(one, plan) for plan in plans), used.plan_of(state)
        assert found in plans
        assert max(value(one, plan) for plan in plans[:2]) <= value(one, found) <= best
        assert best - value(one, found) <= short


@pytest.mark.parametrize("seed", range(6))
def test_the_exchange_that_is_found_is_the_best_that_fits(seed: int) -> None:
    """Of one change or two in proposals that are not held, within the room of each row and under a worth."""
    dice = np.random.default_rng(seed)
    proposals = np.repeat(np.arange(5), 2)
    columns = np.append(dice.integers(-2, 6, (10, 3)), np.zeros((1, 3), dtype=np.int64), axis=0)
    lines = Lines(columns, np.append(dice.integers(-3, 12, 10), 0), proposals)
    state = np.array([2 * p + int(dice.integers(2)) if dice.integers(3) else 10 for p in range(5)])
    table = Exchanges.cheap(lines, state, np.zeros(11), 1.0, 100, np.arange(3))
    held = np.arange(5) == dice.integers(5)

    for _ in range(20):
        room, most = dice.integers(-4, 8, 3), int(dice.integers(0, 15))
        found = table.best(room, -100, most, held)

        worths = [
            lines.worth(other) - lines.worth(state)
            for other in _changed(lines, state, held)
            if (lines.used(other) - lines.used(state) <= room).all()
        ]
        best = max((worth for worth in worths if worth <= most), default=None)
        assert (None if found is None else int(table.worths[found])) == best
        if found is not None:
            after = table.after(state, found)
            assert lines.worth(after) - lines.worth(state) == best
            assert (lines.used(after) - lines.used(state) <= room).all()
            assert (after == state)[held].all()


def _changed(lines: Lines, state: Numbers, held: NDArray[np.bool_]) -> Iterator[Numbers]:
    """Every state that differs in one proposal or two."""
    free = np.flatnonzero(~held).tolist()
    for some in (*combinations(free, 1), *combinations(free, 2)):
        ways = [[i for i in (2 * p, 2 * p + 1, lines.none) if i != state[p]] for p in some]
        for way in product(*ways):
            other = state.copy()
            other[list(some)] = way
            yield other


def test_what_multipliers_cannot_speak_of_is_left_to_others() -> None:
    """Products, numbers too large, proposals that no row keeps to one version, and too many rows of questions."""
    program = plain(1)
    shared = ((Product((0, 1), 5),),)
    large = replace(program, objective=tuple(2**60 for _ in program.objective))
    loose = replace(program, rows=tuple(row for row in program.rows if row.kind != "version"))

    assert Nearly.of(program, frozenset(), 0) is not None
    assert Nearly.of(replace(program, shared=shared), frozenset(), 0) is None
    assert Nearly.of(large, frozenset(), 0) is None
    assert Nearly.of(loose, frozenset(), 0) is None


def test_two_that_cannot_be_had_together_are_no_question_for_multipliers() -> None:
    """Nor one that is to be in and out."""
    program = plain(1)
    near = Nearly.of(program, frozenset(), 0)
    both = next(own for c in program.candidates if len(own := program.of(c.proposal)) > 1)[:2]

    assert near is not None
    assert near.answer((forced("f", both[:1], 1), forced("g", both[1:], 1)), NONE) is None
    assert near.answer((forced("f", both, 0), forced("g", both[:1], 1)), NONE) is None


def test_of_more_rows_than_are_kept_the_last_are_no_question_for_multipliers(monkeypatch: pytest.MonkeyPatch) -> None:
    """The others are answered as before."""
    monkeypatch.setattr(nearly, "MOST_ADDED", 2)
    near = Nearly.of(plain(1), frozenset(), 10**9)
    rows = [Row("new", ((0, 1), (1, n)), "<=", 9, "limit") for n in (3, 4, 5)]

    assert near is not None
    assert [near.answer((row,), NONE) is None for row in (*rows, rows[0])] == [False, False, True, False]


def test_multipliers_too_large_for_sums_are_coarser_and_then_none() -> None:
    """As fine as sums of 64 bits allow."""
    columns = np.array([[1], [1], [0]])

    def precision(worth: int) -> int | None:
        found = Prices.of(Lines(columns, np.array([worth, worth, 0]), np.array([0, 1])), np.array([1.5]))
        return None if found is None else found.precision

    assert [precision(n) for n in (10, 2**40, 2**50, 2**59)] == [20, 10, 0, None]


def test_a_solver_that_misbehaves_leaves_the_question_to_a_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said of the solver, nothing is answered, and it is not asked again."""
    program = plain(0)
    near = Nearly.of(program, frozenset(), 0)
    asked = []

    def astray(self: Relaxation, *_: object, **__: object) -> None:
        asked.append(self)
        raise SolverMisbehaved("HiGHS", "astray")

    monkeypatch.setattr(Relaxation, "solve", astray)
    monkeypatch.setattr(WATCH, "unwell", set())
    assert near is not None
    first, again = near.answer((), NONE), near.answer((), NONE)

    assert (first, again, len(asked)) == (None, None, 1)
    assert WATCH.unwell == {"HiGHS"}


def test_a_year_that_nobody_asks_money_from_keeps_no_question_from_its_answer() -> None:
    """A row without candidates that is kept by any plan changes nothing; one that is kept by none has no answer."""
    program = plain(1)
    near = Nearly.of(program, frozenset(), 0)
    assert near is not None
    empty = Row("year", (), "<=", 0, "fund")

    assert near.answer((empty,), NONE) == near.answer((), NONE) is not None
    assert near.answer((replace(empty, bound=-1),), NONE) is None
