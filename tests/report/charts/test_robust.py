"""How often each proposal would have been chosen: bars of those in the plan and of those outside it."""

from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from prioritizer.report.blocks import Box, Label
from prioritizer.report.charts.robust import MOST, message, robust_chart
from tests.report.charts.laws import broken
from tests.report.charts.speakers import speaker

VOICE = speaker()


def _row(share: float, width: float, selected: bool) -> dict[str, Any]:
    low, high = max(0.0, share - width), min(1.0, share + width)
    return {"proposal": "coacher", "share": share, "low": low, "high": high, "selected": selected, "class": "rarely"}


ROWS = st.lists(st.builds(_row, st.floats(0, 1), st.sampled_from([0.0, 0.05]), st.booleans()), min_size=1, max_size=40)


@given(ROWS)
def test_the_chart_keeps_the_laws_and_has_a_bar_for_each(rows: list[dict[str, Any]]) -> None:
    """Filled for what is in the plan, hollow for what is not; of many, so many of each, and how many are left out."""
    chart = robust_chart(VOICE, "r", rows)
    inside = sum(row["selected"] for row in rows)
    outside = len(rows) - inside
    left_out = max(0, inside - MOST) + max(0, outside - MOST)

    assert chart is not None
    assert broken(chart) == []
    roles = [shape.role for shape in chart.drawing.shapes if isinstance(shape, Box) and shape.role != "unknown"]
    assert roles == ["mark"] * min(inside, MOST) + ["open"] * min(outside, MOST)
    assert ("bara i tabellen" in chart.description) == (left_out > 0)


@given(ROWS)
def test_longer_bars_are_greater_shares(rows: list[dict[str, Any]]) -> None:
    """In each group from the greatest down."""
    chart = robust_chart(VOICE, "r", rows)

    assert chart is not None
    for role in ("mark", "open"):
        widths = [s.width for s in chart.drawing.shapes if isinstance(s, Box) and s.role == role]
        assert widths == sorted(widths, reverse=True)


@given(ROWS)
def test_the_title_counts_those_chosen_at_least_half_the_times(rows: list[dict[str, Any]]) -> None:
    """Between two numbers where a share may be on either side of a half."""
    inside = [row for row in rows if row["selected"]]
    often, most = (sum(row[end] >= 0.5 for row in inside) for end in ("low", "high"))
    title = message(VOICE, inside)

    if not inside:
        assert title == "Inget förslag är i planen"
    elif len(inside) == 1:
        assert title.endswith("är inte bevisat" if often < most else f": {often} av 1")
    else:
        told = str(often) if often == most else f"Mellan {often} och {most}"
        assert title == f"{told} av planens {len(inside)} förslag väljs i minst hälften av utfallen"


@given(ROWS)
def test_what_is_not_proved_of_a_share_is_dashed(rows: list[dict[str, Any]]) -> None:
    """A box of dashes for each share between two bounds, from the one to the other."""
    chart = robust_chart(VOICE, "r", rows[:MOST])

    assert chart is not None
    boxes = [shape for shape in chart.drawing.shapes if isinstance(shape, Box)]
    assert sum(box.role == "unknown" for box in boxes) == sum(row["low"] < row["high"] for row in rows[:MOST])
    for bar, dashed in pairwise(boxes):
        if dashed.role == "unknown":
            assert abs(dashed.x - (bar.x + bar.width)) < 1e-6


def test_groups_have_their_names_above_them() -> None:
    """No legend: the words stand in the drawing."""
    chart = robust_chart(VOICE, "r", [_row(0.9, 0, True), _row(0.4, 0, False)])

    assert chart is not None
    labels = [shape for shape in chart.drawing.shapes if isinstance(shape, Label)]
    texts = [label.text for label in sorted(labels, key=lambda label: label.y)]
    assert texts == ["I planen", "Familjecoacher", "90\xa0%", "Inte i planen", "Familjecoacher", "40\xa0%"]
