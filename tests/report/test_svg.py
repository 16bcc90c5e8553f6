"""A chart as SVG: its own words, nothing that runs, nothing that breaks a page or a typesetter."""

from typing import get_args
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from prioritizer.report.blocks import Box, Chart, Dot, Drawing, Label, Line, Path, Shape
from prioritizer.report.cleaned import cleaned
from prioritizer.report.svg import LOOKS, svg

SPACE = "{http://www.w3.org/2000/svg}"


def _chart(text: str) -> Chart:
    """One of each shape, with the same words everywhere."""
    shapes = (
        Line(0, 0, 10, 10, "grid"),
        Box(1, 1, 5, 5, "mark", text),
        Dot(5, 5, 2, "ring", text),
        Path(((0, 0), (3, 4), (5, 0)), "area", closed=True),
        Label(5, 9, text),
    )
    return Chart("c", text, text, text, Drawing(100, 50, shapes), Drawing(50, 50, shapes))


def test_there_is_a_shape_of_every_kind_in_these_tests() -> None:
    """A new shape gets a test."""
    assert {type(shape) for shape in _chart("a").drawing.shapes} == set(get_args(Shape))


@given(st.text())
def test_any_text_is_shown_and_is_no_markup(text: str) -> None:
    """Hostile titles, control characters and emoji: what XML may hold comes back as it was, the rest is left out."""
    root = ElementTree.fromstring(svg(_chart(text)))
    shown = root.find(f".//{SPACE}text")

    assert [child.tag.removeprefix(SPACE) for child in root] == ["title", "desc", *["g"] * 5]
    assert [child.tag.removeprefix(SPACE) for group in root[2:] for child in group] == [
        *("line", "rect", "circle", "path", "text"),
    ]
    assert shown is not None
    assert (shown.text or "") == cleaned(text)


def test_both_forms_can_stand_in_one_page() -> None:
    """Their ids differ, and each is named and described by its own words."""
    wide, narrow = (ElementTree.fromstring(svg(_chart("a"), is_narrow)) for is_narrow in (False, True))

    assert (wide.get("class"), narrow.get("class")) == ("wide", "narrow")
    assert {e.get("id") for e in wide.iter()} & {e.get("id") for e in narrow.iter()} == {None}
    for root in (wide, narrow):
        ids = str(root.get("aria-labelledby")).split()
        assert ids == [root[0].get("id"), root[1].get("id")]
    assert narrow.get("viewBox") == "0 0 50 50"


def test_every_look_stands_without_a_style_sheet() -> None:
    """A typesetter sees colours and sizes; no variable, style or script is needed."""
    text = svg(_chart("a"))

    assert "style" not in text
    assert "var(" not in text
    assert "script" not in text
    assert all(look.get("fill") or look.get("stroke") for look in LOOKS.values())


def test_lengths_are_short_and_never_minus_zero() -> None:
    """A tenth of a pixel is enough, and the file stays small."""
    text = svg(Chart("c", "t", "s", "d", Drawing(10, 10, (Line(-0.01, 1 / 3, 2.0, 0, "grid"),))))

    assert 'x1="0" y1="0.3" x2="2" y2="0"' in text
