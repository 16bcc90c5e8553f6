"""The plan beside other orders: a bar each, and a title that is true of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritizer.report.blocks import Box, Label
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
    best = max(worth for worth, name in zip(worths, NAMES, strict=False) if name != "random")

    assert title.startswith("Planen ger") == (plan > best)
    assert ("lika mycket" in title) == (plan == best)
    if plan != best:
        assert VOICE.money(abs(plan - best)) in title


def test_the_title_counts_the_orders_that_were_tried_and_no_mean_of_random_ones() -> None:
    """Seven bars, of which one is a mean: six were tried; the mean is called a mean on its bar."""
    filled = _filled([10, 20, 30, 40, 50, 2_000, 60])
    chart = orders_chart(VOICE, "o", 1_060, filled)

    assert chart is not None
    assert (
        chart.title.replace("\u00a0", " ")
        == "Planen ger minst 1 000 kronor mer än var och en av de 6 prövade ordningarna"
    )
    assert "I slumpad ordning, i genomsnitt" in [s.text for s in chart.drawing.shapes if isinstance(s, Label)]


@pytest.mark.parametrize(
    ("worths", "title"),
    [
        ({"nnk": 60}, "Planen ger 1 000 kronor mer än den enda prövade ordningen"),
        ({"random": 60}, "Planen ger 1 000 kronor mer än slumpade ordningar ger i genomsnitt"),
        ({"random": 1_060}, "Slumpade ordningar ger i genomsnitt lika mycket som planen"),
        ({"random": 2_060}, "Slumpade ordningar ger i genomsnitt 1 000 kronor mer än planen"),
        ({"nnk": 2_060, "random": 60}, "En annan ordning ger 1 000 kronor mer än planen"),
    ],
)
def test_one_order_or_none_beside_the_random_ones_reads_well(worths: dict[str, int], title: str) -> None:
    """No plural of one, and no order where there is only a mean."""
    filled = [{"name": name, "objective": worth} for name, worth in worths.items()]

    assert message(VOICE, 1_060, filled).replace("\u00a0", " ") == title


def test_without_a_plan_there_is_nothing_to_hold_them_against() -> None:
    """No chart."""
    assert orders_chart(VOICE, "o", None, _filled([1])) is None
    assert orders_chart(VOICE, "o", 1, []) is None
