"""The hump chart: its geometry, and a title that is true of the numbers."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from prioritizer.report.blocks import Dot, Label, Line, Path
from prioritizer.report.charts.hump import hump_chart, message, stays_from
from prioritizer.report.charts.scale import nice_ticks
from tests.report.charts.laws import broken
from tests.report.charts.speakers import speaker

VOICE = speaker()
AMOUNTS = st.lists(st.integers(-(10**9), 10**9), min_size=2, max_size=40)


def _series(amounts: list[int]) -> Mapping[int, int]:
    return {2027 + n: amount for n, amount in enumerate(amounts)}


@given(st.integers(-(10**9), 0), st.integers(0, 10**9), st.integers(3, 6))
def test_ticks_span_the_values_with_few_steps(low: int, high: int, most: int) -> None:
    """Zero is a tick, both ends are within, and there are at most two more steps than asked for."""
    ticks = nice_ticks(low, high, most)

    assert 0 in ticks
    assert ticks[0] <= low
    assert ticks[-1] >= high
    assert 2 <= len(ticks) <= most + 3


@given(AMOUNTS)
def test_a_curve_and_its_texts_stay_within_and_apart(amounts: list[int]) -> None:
    """No label reaches out of the drawing or stands on another."""
    assert broken(hump_chart(VOICE, "c", "own", _series(amounts))) == []


@given(AMOUNTS)
def test_the_axis_does_not_strike_a_label_through(amounts: list[int]) -> None:
    """A label stands above or below the line of zero, wherever its point is."""
    shapes = hump_chart(VOICE, "c", "own", _series(amounts)).drawing.shapes
    zero = next(s for s in shapes if isinstance(s, Line) and s.role == "zero").y1
    values = [s for s in shapes if isinstance(s, Label) and s.role == "value"]

    assert values
    assert all(abs(label.y - 4 - zero) >= 9 for label in values)


@given(AMOUNTS)
def test_higher_sums_stand_higher(amounts: list[int]) -> None:
    """The curve has a point for each year, as high as its sum, and what is below zero is below the line."""
    shapes = hump_chart(VOICE, "c", "own", _series(amounts)).drawing.shapes
    (curve,) = (s for s in shapes if isinstance(s, Path) and s.role == "curve")
    zero = next(s for s in shapes if isinstance(s, Line) and s.role == "zero").y1
    heights = [y for _, y in curve.points]

    assert [y for _, y in sorted(zip(amounts, heights, strict=True))] == sorted(heights, reverse=True)
    assert all((y > zero) == (kr < 0) or abs(y - zero) < 1e-6 for kr, y in zip(amounts, heights, strict=True))


@given(AMOUNTS)
def test_the_year_in_the_title_is_the_first_that_is_never_below_again(amounts: list[int]) -> None:
    """By trying every year from the first."""
    series = _series(amounts)
    tried = [year for year in series if all(series[later] >= 0 for later in series if later >= year)]
    title = message(VOICE, "own", series)

    assert stays_from(series) == (tried[0] if tried else None)
    if not tried:
        assert title == f"Den egna kassan är inte tillbaka på noll {max(series)}"
    elif tried[0] == 2027:
        assert title == "Den egna kassan går aldrig under noll"
    else:
        assert title == f"Den egna kassan är tillbaka på plus {tried[0]}"


def test_the_lowest_point_and_the_last_are_told() -> None:
    """The hump's depth and year are written at the point."""
    chart = hump_chart(VOICE, "c", "own", {2027: -100_000, 2028: -250_000, 2029: 50_000})

    assert [s.told for s in chart.drawing.shapes if isinstance(s, Dot) and s.role == "ring"] == [
        "\u2212250\xa0tkr, 2028",
        "50\xa0tkr, 2029",
    ]


def test_an_end_just_below_zero_has_its_label_under_the_curve() -> None:
    """The example ends at −947 tkr after a valley of −18,207 tkr."""
    chart = hump_chart(VOICE, "c", "own", {2027: -8_000_000, 2029: -18_207_000, 2053: -947_000})
    (label,) = (
        s for s in chart.drawing.shapes if isinstance(s, Label) and s.text.endswith("2053") and s.role == "value"
    )
    (dot,) = (s for s in chart.drawing.shapes if isinstance(s, Dot) and s.told.endswith("2053"))

    assert dot.y < label.y


@given(AMOUNTS)
def test_what_is_filled_is_what_is_below_zero(amounts: list[int]) -> None:
    """The filled area is that between the curve and the line, where the curve is under it, and nowhere else."""
    shapes = hump_chart(VOICE, "c", "own", _series(amounts)).drawing.shapes
    (area,) = (s for s in shapes if isinstance(s, Path) and s.role == "area")
    (curve,) = (s for s in shapes if isinstance(s, Path) and s.role == "curve")
    zero = area.points[0][1]
    step = curve.points[1][0] - curve.points[0][0]
    under = 0.0
    for (_, b), (_, d) in pairwise(curve.points):
        low, high = sorted((b - zero, d - zero))
        share = 1.0 if low >= 0 else high / (high - low) if high > 0 else 0.0
        under += step * share * (max(0.0, low) + max(0.0, high)) / 2

    assert abs(_size(area.points) - under) < 0.01


def _size(points: Sequence[tuple[float, float]]) -> float:
    """The area of a polygon, by its corners."""
    return abs(sum(a * d - b * c for (a, b), (c, d) in pairwise([*points, points[0]]))) / 2
