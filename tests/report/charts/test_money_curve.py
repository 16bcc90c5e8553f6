"""The curve of worth over money: as high as its worths, bars as what a krona gives between them."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from prioritizer.report.blocks import Box, Path
from prioritizer.report.charts.money_curve import gains, message, money_chart
from tests.report.charts.laws import broken
from tests.report.charts.speakers import speaker

VOICE = speaker()
WORTHS = st.lists(st.one_of(st.none(), st.integers(-(10**7), 10**8)), min_size=41, max_size=41)


def _points(worths: list[int | None], doubt: int = 0) -> list[dict[str, Any]]:
    return [
        {
            "factor": (20 + n) / 40,
            "allocated": 750_000 * (20 + n),
            "objective": worth,
            "low": None if worth is None else worth - doubt,
            "high": None if worth is None else worth + doubt,
            "exact": not doubt,
        }
        for n, worth in enumerate(worths)
    ]


@settings(max_examples=40)
@given(WORTHS, st.sampled_from([0, 500_000]))
def test_the_chart_keeps_the_laws(worths: list[int | None], doubt: int) -> None:
    """With gaps where no plan keeps the limits, and with worths that are not proved."""
    points = _points(worths, doubt)
    chart = money_chart(VOICE, "m", points)

    if worths[20] is None or sum(worth is not None for worth in worths) < 2:
        assert chart is None
    else:
        assert chart is not None
        assert broken(chart) == []
        bars = [shape for shape in chart.drawing.shapes if isinstance(shape, Box)]
        assert len(bars) == len(gains(points))


@settings(max_examples=40)
@given(st.lists(st.integers(0, 10**8), min_size=41, max_size=41))
def test_more_worth_is_higher_and_bars_are_as_high_as_a_krona_gives(worths: list[int]) -> None:
    """Against sums made here: ten bars, each the difference of two worths over three million."""
    chart = money_chart(VOICE, "m", _points([*worths]))
    each = [(worths[n + 4] - worths[n]) / 3_000_000 for n in range(0, 40, 4)]

    assert chart is not None
    (curve,) = (shape for shape in chart.drawing.shapes if isinstance(shape, Path))
    heights = [y for _, y in curve.points]
    assert [y for _, y in sorted(zip(worths, heights, strict=True))] == sorted(heights, reverse=True)
    bars = [shape.height for shape in chart.drawing.shapes if isinstance(shape, Box)]
    most = max(bars)
    widest = max(map(abs, each))
    if widest:
        assert all(abs(bar / most - abs(gain) / widest) < 1e-9 for bar, gain in zip(bars, each, strict=True))


def test_the_title_tells_steps_only_where_both_are_proved() -> None:
    """The two bars beside the plan: 750 000 more for three million is 0,25, 1,5 million is 0,5. Else what is known."""
    worths: list[int | None] = [*[500_000] * 17, *[1_000_000] * 3, *[2_000_000] * 4, *[2_750_000] * 17]
    points, ours = _points(worths), {"objective": 2_000_000, "allocated": 30_000_000}
    gap = [*worths[:24], None, *worths[25:]]

    title = message(VOICE, points, ours)
    assert "3,0\xa0miljoner" in title
    assert title.index("0,25") < title.index("0,50")
    for others in (_points(worths, doubt=1), _points(gap), points[:21]):
        assert message(VOICE, others, ours).startswith("Planen ger 2,0")
