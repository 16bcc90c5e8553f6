"""Bars: placed by their values, with names and amounts that never stand on each other or outside."""

from hypothesis import given
from hypothesis import strategies as st

from prioritizer.report.blocks import Box, Chart, Line
from prioritizer.report.charts.bars import Bar, Guide, bars
from prioritizer.report.charts.forms import NARROW, WIDE, two_forms
from prioritizer.report.charts.lettering import shortened, width_of, wrapped
from tests.report.charts.laws import broken

AMOUNT = st.integers(-(10**8), 10**8)
NAME = st.text(st.characters(codec="utf-8", categories=["L", "N", "Zs", "P"]), min_size=1, max_size=120)
TEXT = st.sampled_from(["", "−18,2 mnkr", "1 234 tkr"])
BAR = st.builds(Bar, NAME, AMOUNT, AMOUNT, TEXT, TEXT, note=st.one_of(st.just(""), NAME))
GUIDE = st.builds(Guide, AMOUNT, st.sampled_from(["", "0", "väntat 21,0 mnkr"]))


def _chart(rows: list[Bar], guides: list[Guide]) -> Chart:
    return two_forms("b", "t", "s", "d", lambda width: bars(rows, guides, width))


@given(st.lists(BAR, min_size=1, max_size=6), st.lists(GUIDE, max_size=2))
def test_bars_and_their_texts_stay_within_and_apart(rows: list[Bar], guides: list[Guide]) -> None:
    """On a page and on a phone, whatever the names and amounts."""
    assert broken(_chart(rows, guides)) == []


@given(st.lists(BAR, min_size=1, max_size=6), AMOUNT, st.sampled_from([WIDE, NARROW]))
def test_places_follow_values(rows: list[Bar], at: int, width: float) -> None:
    """All ends and guides together: what is more stands further to the right, and as much more as it is more."""
    shapes = bars(rows, [Guide(at)], width).shapes
    boxes = [s for s in shapes if isinstance(s, Box)]
    lines = {s.x1 for s in shapes if isinstance(s, Line)}
    ends = [(value, place) for bar, box in zip(rows, boxes, strict=True) for value, place in _ends(bar, box)]
    places = sorted([*ends, (at, *lines)])
    (low, left), *_, (high, right) = places

    assert len(lines) == 1
    for value, place in places:
        share = (value - low) / (high - low) if high > low else 0
        assert abs(place - (left + share * (right - left))) < 0.01


def _ends(bar: Bar, box: Box) -> list[tuple[float, float]]:
    low, high = sorted((bar.start, bar.end))
    return [(low, box.x), (high, box.x + box.width)]


@given(NAME, st.floats(60, 400), st.integers(1, 3))
def test_a_text_keeps_to_its_room(text: str, room: float, lines: int) -> None:
    """On so many lines at most; what is whole is not changed, what is cut says so."""
    found = wrapped(text, room, lines)

    assert 1 <= len(found) <= lines
    assert all(width_of(line) <= room for line in found)
    if not any("…" in line for line in found):
        assert " ".join(found) == text
    if width_of(text) <= room:
        assert shortened(text, room) == text


def test_bars_keep_their_order_and_no_line_is_drawn_over_a_text() -> None:
    """From the top, whatever their roles; lines first, texts last."""
    rows = [Bar("a", 0, 1, role="mark"), Bar("b", 0, 2, role="open"), Bar("c", 0, 3, role="mark")]
    shapes = bars(rows, [Guide(0)], WIDE).shapes
    kinds = [type(shape).__name__ for shape in shapes]

    assert [shape.told[0] for shape in shapes if isinstance(shape, Box)] == ["a", "b", "c"]
    assert kinds == sorted(kinds, key=["Line", "Box", "Label"].index)
