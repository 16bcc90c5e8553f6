"""Bars under each other with their names and amounts beside them: nothing has to be looked up in a legend."""

from collections.abc import Sequence
from dataclasses import dataclass

from prioritizer.report.blocks import Box, Drawing, Label, Line, Shape
from prioritizer.report.charts.forms import MIDDLE, layered
from prioritizer.report.charts.lettering import LEADING, shortened, width_of, wrapped
from prioritizer.report.charts.scale import Scale
from prioritizer.words.formatting import EN_DASH

NAMES = 0.4
"""The part of a wide drawing that names may take."""
THICK, APART, GAP = 14.0, 10.0, 6.0
"""A bar, the air between rows, and the air between a bar and its text."""
HEADING = 28.0
"""The room of the heading of a group."""
ROUNDS = 12
"""So often what texts at one end leave is settled against what those at the other end need."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A row: its name and a note under it, from where to where the bar goes, and what stands at each end.

    `reach` is how far the bar may go where its end is not known, dashed. `group` is a heading that stands above the
    first of several rows that share it.
    """

    name: str
    start: float
    end: float
    before: str = ""
    after: str = ""
    role: str = "mark"
    note: str = ""
    group: str = ""
    reach: float | None = None

    @property
    def last(self) -> float:
        """How far it may go."""
        return self.end if self.reach is None else self.reach


@dataclass(frozen=True, slots=True)
class Guide:
    """A line through all bars, with a text above it where it has one."""

    value: float
    text: str = ""
    role: str = "zero"


def bars(rows: Sequence[Bar], guides: Sequence[Guide], width: float) -> Drawing:
    """Draw rows of bars on one scale.

    Args:
        rows: From the top; at least one.
        guides: Lines through them. The scale spans the bars and the guides.
        width: Of the drawing. Names stand to the left of their bars where it is wide, else above them.
    """
    is_wide = width >= MIDDLE
    names = [_lines(bar, width * NAMES if is_wide else width) for bar in rows]
    left = max(width_of(text) for lines in names for text, _ in lines) + 2 * GAP if is_wide else 0.0
    scale = _scale(rows, guides, left, width)
    heads, y = _heads(guides, scale, width)
    shapes: list[Shape] = []
    group = ""
    for bar, lines in zip(rows, names, strict=True):
        if bar.group != group:
            group = bar.group
            shapes.append(Label(0, y + LEADING, shortened(group, width, bold=True), "value"))
            y += HEADING
        below = y + _height(lines, is_wide)
        # A guide goes through all rows where names stand beside, and does not strike them through where they do not.
        reach = (y - APART / 2, below + APART / 2) if is_wide else (below - THICK - 3, below + 3)
        shapes += [Line(scale(g.value), reach[0], scale(g.value), reach[1], g.role) for g in guides]
        shapes += _row(bar, lines, scale, y, is_wide)
        y = below + APART
    return Drawing(width, y - APART + 6, layered((*heads, *shapes)))


_Lines = Sequence[tuple[str, str]]
"""Lines of text, each with its role."""


def _lines(bar: Bar, room: float) -> _Lines:
    note = [(line, "label") for line in wrapped(bar.note, room, lines=3)] if bar.note else []
    return [*((line, "name") for line in wrapped(bar.name, room)), *note]


def _height(lines: _Lines, is_wide: bool) -> float:
    text = len(lines) * LEADING
    return max(text, THICK) if is_wide else text + 2 + THICK


def _row(bar: Bar, lines: _Lines, scale: Scale, y: float, is_wide: bool) -> list[Shape]:
    """A name to the left with its lines centred on the bar, or above it."""
    text, height = len(lines) * LEADING, _height(lines, is_wide)
    first = y + (height - text) / 2 if is_wide else y
    names = [Label(0, first + (n + 1) * LEADING - 4, line, role) for n, (line, role) in enumerate(lines)]
    return [*names, *_bar(bar, scale, y + (height / 2 if is_wide else height - THICK / 2))]


def _bar(bar: Bar, scale: Scale, middle: float) -> list[Shape]:
    """The bar and its texts; `told` says the same to who points at it."""
    low, high = sorted((scale(bar.start), scale(bar.end)))
    name = f"{bar.name}, {bar.note}" if bar.note else bar.name
    told = f"{name}: {f' {EN_DASH} '.join(text for text in (bar.before, bar.after) if text)}"
    shapes: list[Shape] = [Box(low, middle - THICK / 2, high - low, THICK, bar.role, told)]
    if bar.last != bar.end:
        far = scale(bar.last)
        shapes.append(Box(high, middle - THICK / 2, max(0.0, far - high), THICK, "unknown", told))
        high = max(high, far)
    if bar.before:
        shapes.append(Label(low - GAP, middle + 4, bar.before, "value", "end"))
    if bar.after:
        shapes.append(Label(high + GAP, middle + 4, bar.after, "value"))
    return shapes


def _scale(rows: Sequence[Bar], guides: Sequence[Guide], left: float, width: float) -> Scale:
    """As wide as the texts at the ends of bars leave room for: each needs some only beyond its own bar."""
    values = [x for bar in rows for x in (bar.start, bar.end, bar.last)] + [guide.value for guide in guides]
    first, last = min(values), max(values)
    span = (last - first) or 1
    lower = [((min(b.start, b.end) - first) / span, _room(b.before)) for b in rows]
    upper = [((max(b.start, b.end, b.last) - first) / span, _room(b.after)) for b in rows]
    start, end = left + 1, width - 1
    for _ in range(ROUNDS):
        end = min([end, *((width - 1 - room - (1 - at) * start) / at for at, room in upper if at > 0)])
        start = max([start, *((left + 1 + room - at * end) / (1 - at) for at, room in lower if at < 1)])
    return Scale(first, last, start, max(start, end))


def _room(text: str) -> float:
    return width_of(text, bold=True) + GAP if text else 0.0


def _heads(guides: Sequence[Guide], scale: Scale, width: float) -> tuple[list[Label], float]:
    """The texts of guides above the bars, each on a line of its own where they would meet; and where bars begin."""
    found: list[Label] = []
    line, reach = 0, -1.0
    for guide in sorted((g for g in guides if g.text), key=lambda g: g.value):
        half = width_of(guide.text) / 2
        x = min(max(scale(guide.value), half), width - half)
        line = line + 1 if found and x - half < reach + GAP else line
        reach = x + half
        found.append(Label(x, LEADING * (line + 1) - 4, guide.text, "label", "middle"))
    return found, LEADING * (line + 1) + 8 if found else APART / 2
