"""A chart as SVG: one text for screen, print and Word, with its own words and no script.

Looks are presentation attributes, which any style sheet overrides: a page sets colours that follow the reader's dark
mode by class (`reports/html/style.css`), and a typesetter that knows no style sheet prints what stands here.
"""

from collections.abc import Mapping
from functools import cache
from html import escape
from itertools import groupby

from prioritizer.report.blocks import Box, Chart, Dot, Drawing, Label, Line, Path, Shape
from prioritizer.report.cleaned import cleaned

INK, SOFT, RULE, PAPER, ACCENT = "#1d2326", "#566066", "#cfd6d8", "#ffffff", "#0a5a66"
FONT = "'Segoe UI', Roboto, 'Helvetica Neue', 'Liberation Sans', Arial, sans-serif"

LOOKS: Mapping[str, Mapping[str, str]] = {
    "grid": {"stroke": RULE},
    "zero": {"stroke": INK, "stroke-width": "1.4"},
    "dash": {"stroke": SOFT, "stroke-dasharray": "4 3"},
    "curve": {"fill": "none", "stroke": ACCENT, "stroke-width": "2.5", "stroke-linejoin": "round"},
    "area": {"fill": ACCENT, "fill-opacity": "0.16"},
    "mark": {"fill": ACCENT},
    "pale": {"fill": ACCENT, "fill-opacity": "0.3", "stroke": ACCENT},
    "open": {"fill": PAPER, "stroke": SOFT, "stroke-width": "1.5"},
    "hit": {"fill": ACCENT, "fill-opacity": "0"},
    "ring": {"fill": PAPER, "stroke": ACCENT, "stroke-width": "2.5"},
    "unknown": {"fill": "none", "stroke": SOFT, "stroke-dasharray": "3 2"},
    "label": {"fill": SOFT, "font-size": "12"},
    "name": {"fill": INK, "font-size": "12"},
    "value": {
        "fill": INK,
        "font-size": "12",
        "font-weight": "700",
        "stroke": PAPER,
        "stroke-width": "4",
        "paint-order": "stroke",
    },
    "inside": {"fill": PAPER, "font-size": "12", "font-weight": "700"},
}
"""How what a shape says looks on white paper. One colour: what matters is filled, what is beside it pale or hollow."""


def svg(chart: Chart, narrow: bool = False, font: str = FONT) -> str:
    """Print a chart as a piece of SVG that stands by itself in a file or in a page.

    The same chart gives the same text. Its title and description come first, for readers who do not see it.

    Args:
        chart: Geometry and words; the words are escaped, and characters that no XML may hold are left out.
        narrow: The drawing for a phone, where the chart has one; its ids differ, so that both stand in one page.
        font: The family of its words, or several with the first that is there.
    """
    drawing = chart.narrow if narrow and chart.narrow else chart.drawing
    id = f"{chart.id}-smal" if narrow else chart.id
    shape = "narrow" if narrow else "wide" if chart.narrow else "single"
    size = f'viewBox="0 0 {_n(drawing.width)} {_n(drawing.height)}" width="{_n(drawing.width)}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{shape}" {size} height="{_n(drawing.height)}" '
        f'font-family="{font}" role="img" aria-labelledby="{_said(id)}-namn {_said(id)}-text">\n'
        f'<title id="{_said(id)}-namn">{_said(chart.title)}</title>\n'
        f'<desc id="{_said(id)}-text">{_said(f"{chart.shows}. {chart.description}")}</desc>\n'
        f"{_drawn(drawing)}\n</svg>"
    )


def _drawn(drawing: Drawing) -> str:
    """Shapes in their order; those of one role that follow each other share its looks."""
    return "\n".join(
        f"<g {_looks(role)}>{''.join(_shape(shape) for shape in shapes)}</g>"
        for role, shapes in groupby(drawing.shapes, key=lambda shape: shape.role)
    )


def _shape(shape: Shape) -> str:
    match shape:
        case Line(x1, y1, x2, y2):
            return f'<line x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}"/>'
        case Box(x, y, width, height):
            at = f'x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}"'
            return _pointed("rect", at, shape)
        case Dot(x, y, radius):
            return _pointed("circle", f'cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}"', shape)
        case Path(points, _, closed):
            line = " ".join(f"{'L' if i else 'M'}{_n(x)} {_n(y)}" for i, (x, y) in enumerate(points))
            return f'<path d="{line}{" Z" if closed else ""}"/>'
        case Label(x, y, text, _, anchor):
            at = f'x="{_n(x)}" y="{_n(y)}"' + (f' text-anchor="{anchor}"' if anchor != "start" else "")
            return f"<text {at}>{_said(text)}</text>"


def _pointed(tag: str, at: str, shape: Box | Dot) -> str:
    told = f"><title>{_said(shape.told)}</title></{tag}>" if shape.told else "/>"
    return f"<{tag} {at}{told}"


@cache
def _looks(role: str) -> str:
    looks = " ".join(f'{name}="{value}"' for name, value in LOOKS[role].items())
    return f'class="{role}" {looks}'


def _n(value: float) -> str:
    """A length to a tenth of a unit, which no eye tells from less, without a minus zero."""
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")


def _said(text: str) -> str:
    return escape(cleaned(text))
