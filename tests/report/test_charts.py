"""The geometry of the hump chart."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from prioritizer.report import read_templates, read_words
from prioritizer.report.charts import HEIGHT, WIDTH, cumulative_chart, nice_ticks
from prioritizer.report.voice import voice
from tests.report.sample import record

TEMPLATES = read_templates(Path(__file__).parents[2] / "reports")
SPEAKER = voice(record(), "sv", read_words(TEMPLATES, "sv"))


@given(st.integers(-(10**9), 0), st.integers(0, 10**9))
def test_ticks_span_the_values_with_few_steps(low: int, high: int) -> None:
    """Zero is a tick, both ends are within, and there are at most eight."""
    ticks = nice_ticks(low, high)
    assert 0 in ticks
    assert ticks[0] <= low
    assert ticks[-1] >= high
    assert 2 <= len(ticks) <= 8


@given(st.lists(st.integers(-(10**9), 10**9), min_size=2, max_size=40))
def test_a_curve_stays_within_its_frame(amounts: list[int]) -> None:
    """Every told point and its label stand inside the drawing."""
    chart = cumulative_chart(SPEAKER, "c", "t", "d", {2027 + n: amount for n, amount in enumerate(amounts)})
    assert all(0 <= p.x <= WIDTH and 0 <= p.y <= HEIGHT and 8 <= p.label_y <= HEIGHT - 8 for p in chart.points)


def test_the_lowest_point_is_told() -> None:
    """The hump's depth and year are written at the point."""
    chart = cumulative_chart(SPEAKER, "c", "t", "d", {2027: -100_000, 2028: -250_000, 2029: 50_000})
    assert [p.text for p in chart.points] == ["\u2212250\u00a0tkr, 2028".replace("\u00a0tkr", " tkr"), "50 tkr, 2029"]


@given(st.lists(st.integers(-(10**9), 10**9), min_size=2, max_size=40))
def test_the_axis_does_not_strike_a_label_through(amounts: list[int]) -> None:
    """A label stands above or below the line of zero, wherever its point is."""
    chart = cumulative_chart(SPEAKER, "c", "t", "d", {2027 + n: amount for n, amount in enumerate(amounts)})
    assert all(abs(p.label_y - 4 - chart.zero.y1) >= 9 for p in chart.points)


def test_an_end_just_below_zero_has_its_label_under_the_curve() -> None:
    """The example ends at −947 tkr after a valley of −18,207 tkr."""
    chart = cumulative_chart(SPEAKER, "c", "t", "d", {2027: -8_000_000, 2029: -18_207_000, 2053: -947_000})
    last = chart.points[-1]

    assert last.y < last.label_y
    assert chart.zero.y1 < last.y
