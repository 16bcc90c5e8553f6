"""What knowing an input is worth, against every plan there is (convention §23)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from prioritizer.explanation.ceilings import options
from prioritizer.explanation.knowing import PARTS, Uncertain, Values, knowing
from prioritizer.explanation.margins import explain
from prioritizer.explanation.worlds import Worlds
from prioritizer.model.plan import Key, Plan
from prioritizer.model.robustness import Knowing, UncertainInput
from prioritizer.selection.program import Program
from tests.explanation.test_robustness import Columns, asked, drawn
from tests.selection.cases import Case, candidate, fund, keeps, plans, random_case, with_overlaps, worth_of

DRAWS = 128


def every(program: Program, values: Values) -> Uncertain:
    """An input that moves all candidates."""
    return Uncertain(UncertainInput("price_spread", "a price"), values, frozenset(range(len(program.candidates))))


def own(program: Program, proposal: str, values: Values) -> Uncertain:
    """An input of one proposal."""
    return Uncertain(UncertainInput("success", proposal=proposal), values, frozenset(program.of(proposal)))


def told(case: Case, worlds: Worlds, plan: Plan, inputs: Sequence[Uncertain]) -> tuple[Knowing, ...]:
    """What the command tells: with what margins have proved."""
    program = worlds.program
    known = explain(program, plan, {c.proposal: "admitted" for c in case.candidates})
    return knowing(worlds, plan, inputs, options(program, plan, known.margins, known.known))


Worths = Mapping[frozenset[Key], Fraction]


def all_plans(case: Case) -> Worths:
    """What each plan within the limits is expected to be worth."""
    return {frozenset(c.key for c in plan): worth_of(case, plan) for plan in plans(case) if keeps(case, plan)}


def by_trying_all(
    case: Case, worths: Worths, columns: Columns, plan: Plan, values: Values, moves: set[str]
) -> Fraction:
    """Draws sorted on the input and cut alike, every plan tried in each part; what the input does not move stands."""
    ours, gained = frozenset(plan.chosen), Fraction(0)
    for some in np.array_split(np.argsort(values, kind="stable"), PARTS):
        more = {c.key: sum(columns[c.key][s] - c.value for s in some) for c in case.candidates if c.proposal in moves}
        worth = {keys: w * len(some) + sum(more.get(key, 0) for key in keys) for keys, w in worths.items()}
        gained += max(worth.values()) - worth[ours]
    return gained / DRAWS


@pytest.mark.parametrize("seed", range(12))
def test_knowing_an_input_is_worth_what_the_best_plan_of_each_part_gives_more(seed: int) -> None:
    """One that moves all proposals, and one of each proposal alone."""
    case = random_case(seed, 4)
    columns = drawn(case, seed, DRAWS)
    found = asked(case, columns)
    if found is None:
        return
    worlds, plan = found
    names = sorted({c.proposal for c in case.candidates})
    values = {
        name: np.array(
            [float(sum(columns[c.key][s] for c in case.candidates if c.proposal == name)) for s in range(DRAWS)]
        )
        for name in names
    }
    worths, total = all_plans(case), np.sum(list(values.values()), axis=0)
    inputs = [every(worlds.program, total), *(own(worlds.program, name, values[name]) for name in names)]
    for one in told(case, worlds, plan, inputs):
        name = one.input.proposal
        expected = by_trying_all(
            case, worths, columns, plan, values[name] if name else total, {name} if name else set(names)
        )
        assert one.exact
        assert abs(Fraction(one.worth) - expected) <= Fraction(1, 2)


@pytest.mark.parametrize("seed", range(4))
def test_what_is_known_of_margins_answers_as_searches_do(seed: int) -> None:
    """Also for proposals whose versions are worth something with others, and are searched for."""
    case = with_overlaps(random_case(seed, 4), seed)
    columns = drawn(case, seed, DRAWS)
    found, again = asked(case, columns), asked(case, columns)
    if found is None or again is None:
        return
    program = found[0].program
    inputs = [
        own(program, name, np.array(columns[next(c.key for c in case.candidates if c.proposal == name)], dtype=float))
        for name in sorted({c.proposal for c in case.candidates})
    ]

    by_margins, by_searches = told(case, *found, inputs), knowing(*again, inputs)

    assert [(k.input, k.worth) for k in by_searches] == [(k.input, k.worth) for k in by_margins]


def test_margins_that_are_not_proved_give_a_range_that_holds_the_worth() -> None:
    """No time at all: what is told is below what no plan is above."""
    for seed in range(8):
        case = random_case(seed, 4)
        columns = drawn(case, seed, DRAWS)
        found, again = asked(case, columns), asked(case, columns)
        if found is None or again is None:
            continue
        (worlds, plan), name = found, case.candidates[0].proposal
        values = np.array(columns[case.candidates[0].key], dtype=float)
        rough = explain(worlds.program, plan, {c.proposal: "admitted" for c in case.candidates}, time_limit=1e-6)
        wide = tuple(replace(m, low=Decimal(0) if m.low is not None else None) for m in rough.margins)
        given = options(worlds.program, plan, wide, rough.known)

        (loose,) = knowing(worlds, plan, [own(worlds.program, name, values)], given)
        (exact,) = told(case, *again, [own(again[0].program, name, values)])

        assert loose.worth <= exact.worth <= loose.high


def test_the_plan_changes_beyond_the_value_where_another_is_worth_more() -> None:
    """One is worth its price less 50, the other nothing: at 50 it turns."""
    price = np.arange(DRAWS, dtype=float)
    case = Case(
        (candidate("priced", 13, {("fund", 2027): 1}), candidate("safe", 1, {("fund", 2027): 1})),
        (fund({2027: 1}),),
    )
    columns = {case.candidates[0].key: [int(p) - 50 for p in price], case.candidates[1].key: [1] * DRAWS}
    found = asked(case, columns)
    assert found is not None

    (known,) = told(case, *found, [own(found[0].program, "priced", price)])
    (turn,) = known.turns

    assert (turn.side, turn.enters, turn.leaves) == ("below", ("safe",), ("priced",))
    assert 47 <= turn.edge <= 53
    assert known.worth > 2 * known.error


def test_an_input_that_means_nothing_is_worth_no_more_than_the_error() -> None:
    """Luck of the draws is told as error."""
    case = random_case(3, 6)
    columns = drawn(case, 3, 256)
    found = asked(case, columns)
    assert found is not None

    (known,) = knowing(*found, [every(found[0].program, np.random.default_rng(5).random(256))])

    assert known.worth <= 3 * known.error


def test_what_an_input_does_not_move_is_no_worth_of_it() -> None:
    """Another proposal is worth 0 or 200 and turns the plan; the input moves one that is never in."""
    case = Case(
        (
            candidate("unsure", 100, {("fund", 2027): 1}),
            candidate("safe", 90, {("fund", 2027): 1}),
            candidate("poor", 5, {("fund", 2027): 1}),
        ),
        (fund({2027: 1}),),
    )
    unsure, poor = [0, 200] * (DRAWS // 2), [4, 6] * (DRAWS // 2)
    columns = dict(zip([c.key for c in case.candidates], (unsure, [90] * DRAWS, poor), strict=True))
    found = asked(case, columns)
    assert found is not None
    inputs = [own(found[0].program, name, np.array(v, dtype=float)) for name, v in (("unsure", unsure), ("poor", poor))]

    known = {one.input.proposal: one.worth for one in knowing(*found, inputs)}

    assert known == {"unsure": 45, "poor": 0}
