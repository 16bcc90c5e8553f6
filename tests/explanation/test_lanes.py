"""Two lanes at once, which no clock and no core tells from one after the other."""

import threading
from collections.abc import Callable
from fractions import Fraction

import pytest

from prioritizer.explanation.lanes import as_they_come, in_lanes
from prioritizer.explanation.margins import explain
from prioritizer.explanation.prices import limit_prices
from prioritizer.explanation.questions import Questions, Roughness
from prioritizer.model.limit_prices import Gain
from prioritizer.model.plan import AlternativeMargin, Plan
from prioritizer.selection.choose import choose
from prioritizer.selection.watch import WATCH
from tests.explanation.test_quick import ROUNDS, chosen, holds
from tests.selection.cases import Case, knapsack


def test_what_is_found_comes_in_the_order_of_what_was_asked() -> None:
    """By turns in the lanes, the first of them where the caller is."""
    met: list[tuple[str, int, bool]] = []

    def ask(lane: str, item: int) -> str:
        met.append((lane, item, threading.current_thread() is threading.main_thread()))
        return f"{lane}{item}"

    assert in_lanes(["a", "b"], range(5), ask) == ["a0", "b1", "a2", "b3", "a4"]
    assert sorted(met) == [("a", 0, True), ("a", 2, True), ("a", 4, True), ("b", 1, False), ("b", 3, False)]


def test_one_lane_or_one_item_needs_no_other_thread() -> None:
    """Nor does nothing at all."""

    def ask(_: str, __: int) -> bool:
        return threading.current_thread() is threading.main_thread()

    assert in_lanes(["a"], range(3), ask) == [True] * 3
    assert in_lanes(["a", "b"], range(1), ask) == [True]
    assert in_lanes(["a", "b"], range(0), ask) == []


def test_the_next_item_goes_to_the_lane_that_is_free() -> None:
    """What is found still comes in the order of the items: one that takes long holds no other up."""
    others = threading.Event()
    met: dict[str, list[int]] = {"a": [], "b": []}

    def ask(lane: str, item: int) -> int:
        met[lane].append(item)
        if item == 0:
            assert others.wait(10)
        if sum(map(len, met.values())) == 6:
            others.set()
        return 10 * item

    assert as_they_come(["a", "b"], range(6), ask) == [0, 10, 20, 30, 40, 50]
    assert sorted(map(len, met.values())) == [1, 5]


def test_one_lane_takes_the_items_in_turn() -> None:
    """So does one item, or none."""
    assert as_they_come(["a"], [3, 4], lambda lane, item: (lane, item)) == [("a", 3), ("a", 4)]
    assert as_they_come(["a", "b"], [3], lambda lane, item: (lane, item)) == [("a", 3)]
    assert as_they_come(["a", "b"], [], lambda lane, item: (lane, item)) == []


@pytest.mark.parametrize("fails", [{"a"}, {"b"}, {"a", "b"}])
def test_what_ends_a_lane_reaches_the_caller_once_the_other_has_ended(fails: set[str]) -> None:
    """That of the first lane before that of the other, whichever came first."""
    done: list[str] = []

    def ask(lane: str, item: int) -> None:
        if lane in fails and item >= 2:
            raise ValueError(lane)
        done.append(lane)

    with pytest.raises(ValueError, match=min(fails)):
        in_lanes(["a", "b"], range(6), ask)

    assert sorted(done) == sorted(lane for lane in "ab" for _ in range(1 if lane in fails else 3))


def test_ctrl_c_lets_the_other_lane_end_with_what_it_has() -> None:
    """It is asked to end as by the first Ctrl-C, and the next command begins anew."""
    waiting = threading.Event()

    def ask(lane: str, _: int) -> None:
        if lane == "a":
            raise KeyboardInterrupt
        while not WATCH.asked:
            waiting.wait(0.001)

    with pytest.raises(KeyboardInterrupt):
        in_lanes(["a", "b"], range(2), ask)

    assert not WATCH.asked


def test_lanes_share_nothing_until_they_meet() -> None:
    """A plan that one of them finds the other does not know, until both do."""
    program = knapsack([60, 100, 120], [10, 20, 30], 50).program()
    plan = choose(program)
    assert isinstance(plan, Plan)
    first, second = lanes = Questions.about(program, plan).lanes()

    second.know(frozenset({0}), 60)
    apart = frozenset({0}) in first.known
    first.meet(lanes)

    assert first.solver is not second.solver
    assert not apart
    assert first.known == second.known
    assert frozenset({0}) in first.known


@pytest.mark.parametrize("made", ROUNDS)
@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("share", ["1/100", "1/3"])
def test_a_rough_answer_holds_the_exact_one_is_near_and_knows_its_side(
    seed: int, made: Callable[[int], Case], share: str
) -> None:
    """Margins of every version and prices: no wider than was allowed, and not around nothing."""
    case = made(seed)
    plan = chosen(case)
    if plan is None:
        return
    program, statement, rough = case.program(), case.statement(), Roughness(Fraction(share))
    names = dict.fromkeys((c.proposal for c in case.candidates), "admitted")
    most = rough.share * abs(Fraction(plan.objective)) + 1

    exact, near = explain(program, plan, names).margins, explain(program, plan, names, rough=rough).margins
    prices = limit_prices(statement, program, plan).limits, limit_prices(statement, program, plan, rough=rough).limits

    pairs: list[tuple[AlternativeMargin | Gain, AlternativeMargin | Gain, str]] = [
        (one, other, "margin")
        for a, b in zip(exact, near, strict=True)
        for one, other in zip(a.alternatives, b.alternatives, strict=True)
    ]
    pairs += [(one.gain, other.gain, "kronor") for one, other in zip(*prices, strict=True) if one.gain and other.gain]
    for sure, wide, number in pairs:
        assert holds(wide, sure, number)
        if wide.high is not None:
            assert wide.high - (wide.low or 0) <= most
            assert (wide.high == 0) == (getattr(sure, number) == 0)
