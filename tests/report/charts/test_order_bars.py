"""The plan beside other orders: a bar each, and a title that is true of them."""

from hypothesis import given
from hypothesis import strategies as st

from prioritizer.report.blocks import Box
from prioritizer.report.charts.order_bars import message, orders_chart
from tests.report.charts.laws import broken
from tests.report.charts.speakers import speaker

VOICE = speaker()
AMOUNT = st.integers(-(10**8), 10**8)
NAMES = ("nnk", "advocacy", "first_come", "smallest_first", "equal_share", "random", "signatures")


def _filled(worths: list[int]) -> list[dict[str, object]]:
    return [{"name": name, "objective": worth} for name, worth in zip(NAMES, worths, strict=False)]


@given(AMOUNT, st.lists(AMOUNT, min_size=1, max_size=7))
def test_the_chart_keeps_the_laws_and_puts_the_plan_first(plan: int, worths: list[int]) -> None:
    """The plan's bar is the filled one; the others follow from the best."""
    chart = orders_chart(VOICE, "o", plan, _filled(worths))

    assert chart is not None
    assert broken(chart) == []
    roles = [shape.role for shape in chart.drawing.shapes if isinstance(shape, Box)]
    assert roles == ["mark", *["pale"] * len(worths)]


@given(AMOUNT, st.lists(AMOUNT, min_size=1, max_size=7))
def test_the_title_tells_how_far_the_best_order_is(plan: int, worths: list[int]) -> None:
    """More, less or as much, and how much."""
    title = message(VOICE, plan, _filled(worths))
    best = max(worths)

    assert title.startswith("Planen ger") == (plan > best)
    assert ("lika mycket" in title) == (plan == best)
    if plan != best:
        assert VOICE.money(abs(plan - best)) in title


def test_without_a_plan_there_is_nothing_to_hold_them_against() -> None:
    """No chart."""
    assert orders_chart(VOICE, "o", None, _filled([1])) is None
    assert orders_chart(VOICE, "o", 1, []) is None
