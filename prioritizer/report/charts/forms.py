"""The two forms of a chart with names in it, and how it stands in a section."""

from collections.abc import Callable, Iterable

from prioritizer.report.blocks import Block, Box, Chart, Charts, Dot, Drawing, Fold, Label, Line, Path, Shape, Table
from prioritizer.report.voice import Voice

WIDE, NARROW = 680.0, 340.0
"""Widths of the forms: as wide as running text on a page of paper or a screen, and as a phone."""
MIDDLE = 500.0
"""A drawing narrower than this is laid out as on a phone: names above what they name, and not beside it."""

LAYERS = (Line, Path, Box, Dot, Label)


def two_forms(id: str, title: str, shows: str, description: str, draw: Callable[[float], Drawing]) -> Chart:
    """A chart that the same function draws for a page and for a phone, given how wide it is."""
    return Chart(id, title, shows, description, draw(WIDE), draw(NARROW))


def layered(shapes: Iterable[Shape]) -> tuple[Shape, ...]:
    """Lines under bars under texts. Lines and texts of one role come together, for they share their looks in the SVG.

    Bars and dots keep their order, which is the one that a reader goes through them in.
    """
    return tuple(sorted(shapes, key=lambda s: (LAYERS.index(type(s)), s.role if isinstance(s, Line | Label) else "")))


def figure(chart: Chart | None, caption: str = "") -> list[Block]:
    """A chart by itself in a section, with a caption on how it is read; nothing where there is no chart."""
    return [Charts(caption, (chart,))] if chart else []


def with_table(voice: Voice, chart: Chart | None, table: Table, caption: str = "") -> list[Block]:
    """A chart and the table behind it, folded; the table alone, open, where there is no chart."""
    return [*figure(chart, caption), Fold(voice.say("fold.chart"), (table,))] if chart else [table]
