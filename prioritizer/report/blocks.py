"""What a document is made of, whatever it is printed as: sections of paragraphs, lists, tables and charts.

Everything is text in the document's language; nothing here is markup. A `source` says what a text rests on: paths in
the record and keys of the words, with spaces between (`report.traced` resolves them).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from prioritizer.model.rules import Language


@dataclass(frozen=True, slots=True)
class Branch:
    """One line of a nested list, and the lines under it."""

    text: str
    branches: tuple["Branch", ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; `link` is the id of a section in the same document, `number` sets it to the right.

    `branches` are a nested list in the place of the text. `order` is what a sorted table goes by where that is not the
    text: an exact number, in kronor for money.
    """

    text: str
    number: bool = False
    link: str = ""
    branches: tuple[Branch, ...] = ()
    order: int | float | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row whose first cell heads it; a `total` sums those above."""

    cells: tuple[Cell, ...]
    total: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption, column heads and notes. `id` is unique in the document.

    A `live` one can be sorted, filtered and tried in, where the form of the document lets a reader do so.
    """

    id: str
    caption: str
    head: tuple[Cell, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    source: str = ""
    live: bool = False
    kind: str = field(default="table", init=False)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. `style` is plain, key (what matters most), small or warning.

    `language` is that of a text which is not in the document's own language, else empty.
    """

    text: str
    style: Literal["plain", "key", "small", "warning"] = "plain"
    language: str = ""
    source: str = ""
    kind: str = field(default="paragraph", init=False)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of its own inside a section; `level` is 3 under a part of the document, 4 inside a proposal."""

    text: str
    level: int = 3
    kind: str = field(default="heading", init=False)


@dataclass(frozen=True, slots=True)
class Points:
    """A list, numbered or not; `sources` are those of the items, none or one for each."""

    items: tuple[str, ...]
    ordered: bool = False
    sources: tuple[str, ...] = ()
    kind: str = field(default="points", init=False)


@dataclass(frozen=True, slots=True)
class Links:
    """A list of links to sections: text and id."""

    items: tuple[tuple[str, str], ...]
    kind: str = field(default="links", init=False)


@dataclass(frozen=True, slots=True)
class Pairs:
    """StatedTerms and what is said of each; `sources` are those of the items, none or one for each."""

    items: tuple[tuple[str, str], ...]
    sources: tuple[str, ...] = ()
    kind: str = field(default="pairs", init=False)


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line of a chart. `role` is what it says, which decides how it looks: see `report/svg.py`."""

    x1: float
    y1: float
    x2: float
    y2: float
    role: str


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle from its upper left corner; `told` is said of it to who points at it."""

    x: float
    y: float
    width: float
    height: float
    role: str
    told: str = ""


@dataclass(frozen=True, slots=True)
class Dot:
    """A circle around its centre."""

    x: float
    y: float
    radius: float
    role: str
    told: str = ""


@dataclass(frozen=True, slots=True)
class Path:
    """A curve or an area, from point to point; an area is closed."""

    points: tuple[tuple[float, float], ...]
    role: str
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """A line of text; `y` is its foot, `anchor` start, middle or end."""

    x: float
    y: float
    text: str
    role: str = "label"
    anchor: Literal["start", "middle", "end"] = "start"


Shape: TypeAlias = Line | Box | Dot | Path | Label


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes in a frame; a unit is a pixel on a screen where the drawing is shown in its own size."""

    width: float
    height: float
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Geometry with its words: `title` is the message, `shows` what is measured and in which unit.

    `description` is for those who do not see it. `narrow` is for a phone; a drawing that reads at any width has none.
    """

    id: str
    title: str
    shows: str
    description: str
    drawing: Drawing
    narrow: Drawing | None = None
    kind: str = field(default="chart", init=False)


@dataclass(frozen=True, slots=True)
class Charts:
    """Charts side by side, with one caption that says how they are read; it may be empty."""

    caption: str
    charts: tuple[Chart, ...]
    kind: str = field(default="charts", init=False)


@dataclass(frozen=True, slots=True)
class Fold:
    """Blocks that a reader opens when they want them; `id`, where it has one, is unique and can be linked to."""

    title: str
    blocks: tuple["Block", ...]
    id: str = ""
    kind: str = field(default="fold", init=False)


Block: TypeAlias = Heading | Paragraph | Points | Links | Pairs | Table | Charts | Fold


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, its blocks, and the sections under it. `status` is a word or two beside the heading."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    sections: tuple["Section", ...] = ()
    status: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One document in one language, ready to be printed in any form.

    `label` is the kind of document, above its title. Without a `contents_title` it has no table of contents.
    `live` is what a page answers from while one looks at it, as plain data; empty where it does not.
    `as_of` is the day that it speaks of (2026-11-01), which forms with a date of their own carry.
    """

    language: Language
    title: str
    organisation: str
    draft: str
    facts: tuple[tuple[str, str], ...]
    banner: str
    contents_title: str
    sections: tuple[Section, ...]
    footer: str
    skip: str = ""
    label: str = ""
    live: Mapping[str, Any] = field(default_factory=dict)
    as_of: str = ""
