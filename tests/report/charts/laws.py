"""What holds for every drawing, whatever its numbers: nothing stands outside, no text on another."""

from collections.abc import Iterator
from itertools import combinations
from xml.etree import ElementTree

from prioritizer.report.blocks import Box, Chart, Dot, Drawing, Label, Line, Path, Shape
from prioritizer.report.charts.lettering import width_of
from prioritizer.report.svg import LOOKS, svg

Frame = tuple[float, float, float, float]
"""Left, top, right and bottom."""

ABOVE, UNDER = 9.0, 2.5
"""How far capitals reach above the foot of a text, and tails under it."""
SLACK = 0.06
"""Half of the tenth that lengths are printed to."""


def drawings(chart: Chart) -> Iterator[Drawing]:
    """Its forms."""
    yield chart.drawing
    if chart.narrow:
        yield chart.narrow


def frame_of(shape: Shape) -> Frame:
    """The room a shape takes, about."""
    match shape:
        case Line(x1, y1, x2, y2):
            return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)
        case Box(x, y, width, height):
            return x, y, x + width, y + height
        case Dot(x, y, radius):
            return x - radius, y - radius, x + radius, y + radius
        case Path(points):
            across, down = zip(*points, strict=True)
            return min(across), min(down), max(across), max(down)
        case Label(x, y, text, role, anchor):
            wide = width_of(text, bold=role in ("value", "inside"))
            left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
            return left, y - ABOVE, left + wide, y + UNDER


def outside(drawing: Drawing) -> list[Shape]:
    """Shapes that reach out of the frame."""
    return [shape for shape in drawing.shapes if not _is_within(frame_of(shape), drawing)]


def _is_within(frame: Frame, drawing: Drawing) -> bool:
    left, top, right, bottom = frame
    return min(left, top) >= -SLACK and right <= drawing.width + SLACK and bottom <= drawing.height + SLACK


def on_each_other(drawing: Drawing) -> list[tuple[str, str]]:
    """Pairs of texts of which one stands on the other."""
    labels = [shape for shape in drawing.shapes if isinstance(shape, Label)]
    return [(a.text, b.text) for a, b in combinations(labels, 2) if _meet(frame_of(a), frame_of(b))]


def on_dots(drawing: Drawing) -> list[str]:
    """Texts of which one stands on a dot, with the halo that would hide a part of it."""
    dots = [frame_of(shape) for shape in drawing.shapes if isinstance(shape, Dot)]
    labels = [shape for shape in drawing.shapes if isinstance(shape, Label)]
    return [label.text for label in labels if any(_meet(_with_halo(frame_of(label)), dot) for dot in dots)]


def _with_halo(frame: Frame) -> Frame:
    return frame[0] - 2, frame[1] - 2, frame[2] + 2, frame[3] + 2


def _meet(a: Frame, b: Frame) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def broken(chart: Chart) -> list[str]:
    """Every law that a chart breaks, in words."""
    found = []
    for drawing in drawings(chart):
        found += [f"outside: {shape}" for shape in outside(drawing)]
        found += [f"on each other: {pair}" for pair in on_each_other(drawing)]
        found += [f"no such look: {shape.role}" for shape in drawing.shapes if shape.role not in LOOKS]
        found += [
            "a box turned inside out" for s in drawing.shapes if isinstance(s, Box) and min(s.width, s.height) < 0
        ]
    for text in (svg(chart), svg(chart, narrow=True)):
        root = ElementTree.fromstring(text)
        first, second = root[0], root[1]
        found += [] if (first.tag[-5:], second.tag[-4:]) == ("title", "desc") else ["no title and description first"]
        found += [] if first.text == chart.title and chart.description in str(second.text) else ["other words"]
    return found
