"""Quick answers are intervals that hold the exact ones (convention §20)."""

from collections.abc import Callable

import pytest

from prioritizer.explanation.margins import explain
from prioritizer.explanation.prices import limit_prices
from prioritizer.model.limit_prices import Gain
from prioritizer.model.plan import AlternativeMargin, Margin, Plan
from prioritizer.selection.choose import choose
from prioritizer.selection.highs import Highs
from tests.selection.cases import Case, random_case, with_overlaps

ROUNDS: list[Callable[[int], Case]] = [
    lambda seed: random_case(seed, 4),
    lambda seed: with_overlaps(random_case(seed, 4), seed),
]


def chosen(case: Case) -> Plan | None:
    """The plan, where there is one."""
    plan = choose(case.program())
    return plan if isinstance(plan, Plan) else None


def holds(wide: Margin | AlternativeMargin | Gain, exact: Margin | AlternativeMargin | Gain, number: str) -> bool:
    """Whether an interval holds a number; of what no plan can do there is no upper end."""
    told = getattr(exact, number)
    if told is None:
        return wide.high is None
    return (wide.low or 0) <= told and (wide.high is None or told <= wide.high)


@pytest.mark.parametrize("made", ROUNDS)
@pytest.mark.parametrize("seed", range(15))
def test_every_interval_holds_the_exact_answer(seed: int, made: Callable[[int], Case]) -> None:
    """Margins, of every version too, and prices of limits."""
    case = made(seed)
    plan = chosen(case)
    if plan is None:
        return
    program, statement = case.program(), case.statement()
    names = dict.fromkeys((c.proposal for c in case.candidates), "admitted")
    exact, quick = (explain(program, plan, names, is_quick=is_quick).margins for is_quick in (False, True))
    for sure, wide in zip(exact, quick, strict=True):
        assert sure.outcome == wide.outcome
        assert holds(wide, sure, "margin")
        for one, other in zip(sure.alternatives, wide.alternatives, strict=True):
            assert holds(other, one, "margin")
    prices, rough = (limit_prices(statement, program, plan, is_quick=is_quick).limits for is_quick in (False, True))
    for price, about in zip(prices, rough, strict=True):
        if price.gain is not None:
            assert about.gain is not None
            assert holds(about.gain, price.gain, "kronor")


def test_a_quick_answer_makes_no_search_for_whole_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the clock and the machine: the relaxation is solved, and known plans are held against it."""
    case = random_case(3, 6)
    plan = chosen(case)
    assert plan is not None
    program, statement = case.program(), case.statement()

    def refuse(*_: object) -> None:
        raise AssertionError("a search for whole numbers")

    monkeypatch.setattr(Highs, "_solve", refuse)
    names = dict.fromkeys((c.proposal for c in case.candidates), "admitted")

    assert explain(program, plan, names, is_quick=True).margins
    assert limit_prices(statement, program, plan, is_quick=True).limits


def test_some_quick_answers_say_something() -> None:
    """Not only that a margin is at least nothing."""
    case = random_case(3, 6)
    plan = chosen(case)
    assert plan is not None
    names = dict.fromkeys((c.proposal for c in case.candidates), "admitted")

    found = explain(case.program(), plan, names, is_quick=True).margins

    assert any(margin.low for margin in found)
    assert any(margin.high is not None for margin in found)
