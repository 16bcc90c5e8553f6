"""A grid of rows and columns: filled where something is reached, hollow where it is not, dashed where nobody knows."""

from collections.abc import Sequence
from dataclasses import dataclass

from prioritizer.report.blocks import Box, Drawing, Label, Line, Shape
from prioritizer.report.charts.forms import MIDDLE, layered
from prioritizer.report.charts.lettering import LEADING, shortened, wrapped

NAMES = 0.42
"""The part of a wide drawing that names of rows take."""
WIDTH, HEIGHT, APART = 46.0, 20.0, 9.0
"""A cell, and the air between rows."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell: mark, open or unknown, what stands in it, and the same in words where it is a sign."""

    role: str
    text: str
    told: str = ""


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row with a cell for each column, None where nothing is asked for."""

    name: str
    cells: tuple[GridCell | None, ...]


def grid(heads: Sequence[str], rows: Sequence[GridRow], width: float) -> Drawing:
    """Draw the grid; names stand to the left of their cells where it is wide, else above them.

    Args:
        heads: The columns.
        rows: At least one, each as long as the heads.
        width: Of the drawing.
    """
    is_wide = width >= MIDDLE
    left = width * NAMES if is_wide else 0.0
    column = (width - left) / len(heads)
    centres = [left + column * (n + 0.5) for n in range(len(heads))]
    above = [wrapped(head, column - 6) for head in heads]
    tall = max(len(lines) for lines in above)
    shapes: list[Shape] = [
        Label(centre, (tall - len(lines) + n + 1) * LEADING - 4, line, "label", "middle")
        for centre, lines in zip(centres, above, strict=True)
        for n, line in enumerate(lines)
    ]
    y = tall * LEADING + 4
    for row in rows:
        shapes.append(Line(0, y, width, y, "grid"))
        lines = wrapped(row.name, left - 10 if is_wide else width)
        text = len(lines) * LEADING
        height = max(text, HEIGHT) if is_wide else text + 2 + HEIGHT
        y += APART / 2
        first = y + (height - text) / 2 if is_wide else y
        shapes += [Label(0, first + (n + 1) * LEADING - 4, line, "name") for n, line in enumerate(lines)]
        middle = y + (height / 2 if is_wide else height - HEIGHT / 2)
        for x, head, cell in zip(centres, heads, row.cells, strict=True):
            shapes += _cell(cell, f"{row.name}, {head}", x, middle, column) if cell else []
        y += height + APART / 2
    return Drawing(width, y + 2, layered(shapes))


def _cell(cell: GridCell, whose: str, x: float, middle: float, column: float) -> list[Shape]:
    wide = min(WIDTH, column - 8)
    box = Box(x - wide / 2, middle - HEIGHT / 2, wide, HEIGHT, cell.role, f"{whose}: {cell.told or cell.text}")
    text = shortened(cell.text, wide, bold=True)
    return [box, Label(x, middle + 4, text, "inside" if cell.role == "mark" else "name", "middle")]
