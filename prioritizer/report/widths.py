"""How wide the columns of a printed table are: numbers are never broken, text gets what is left."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from prioritizer.report.blocks import Branch, Cell, Row, Table

LONG = 22
"""A number with more characters than this is text with numbers in it, and may be broken."""
UNBROKEN = 12
"""Letters of a word that is kept whole."""
BOLD = 1.1
"""How much wider bold letters are."""
WIDE = re.compile("[A-ZÅÄÖmw]")
WIDER = 0.6
"""How much more room such a letter takes than the mean: a short word may be of those alone, as «Summa» nearly is."""
LETTER = 0.5
"""The mean width of a character, as a share of the size of the letters."""
PADDING = 0.9
"""Room beside each column, in the same measure."""
PAGE = 453.0
"""Points across a page of A4 between its margins."""
SIZES = (9.0, 8.5, 8.0, 7.5, 7.0, 6.5)
"""Sizes of letters to try, in points, the largest first."""
SQUARE, MOST_TEXT = 2.1, 40
"""A text of n characters needs about 2.1 times the root of n beside each other, which is a block of few short lines."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table stands on a page.

    `shares` are those of the table's own width, one a column, that add up to 1; `width` is the table's share of the
    page, `points` the size of its letters, and `numbers` says which columns are numbers.
    """

    shares: tuple[float, ...]
    width: float
    points: float
    numbers: tuple[bool, ...]


def layout(table: Table, page: float = PAGE, letter: float = LETTER) -> Layout:
    """The columns of a table on a page with room for `page` points: as wide as needed, and no wider.

    `letter` is the mean width of a character, as a share of the size of the letters.
    """
    columns = max([len(table.head), *(len(row.cells) for row in table.rows)])
    rows = [_padded(row.cells, columns) for row in (Row(table.head), *table.rows)]
    parts = [[row[i] for row in rows] for i in range(columns)]
    needs = [_least(part) * letter + PADDING for part in parts]
    points = next((size for size in SIZES if sum(needs) * size <= page), SIZES[-1])
    room = max(0.0, page / points - sum(needs))
    wants = [max(0.0, _wanted(part) * letter + PADDING - need) for part, need in zip(parts, needs, strict=True)]
    given = [need + more for need, more in zip(needs, _dealt(room, wants), strict=True)]
    width = min(1.0, sum(given) * points / page)
    numbers = tuple(any(cell.number for cell in part) for part in parts)
    return Layout(tuple(round(one / sum(given), 4) for one in given), round(width, 4), points, numbers)


def _dealt(room: float, wants: Sequence[float]) -> Sequence[float]:
    """Room dealt out in equal parts, to none more than it wants."""
    given, left = [0.0] * len(wants), dict(enumerate(wants))
    while left and room > 1e-9:
        each = room / len(left)
        for at, want in list(left.items()):
            taken = min(each, want)
            given[at] += taken
            room -= taken
            left[at] -= taken
            if left[at] <= 1e-9:
                del left[at]
    return given


def _padded(cells: Sequence[Cell], columns: int) -> Sequence[Cell]:
    return [*cells, *[Cell("")] * (columns - len(cells))]


def _least(cells: Sequence[Cell]) -> float:
    """Characters that may not be broken: whole numbers, and the longest words, half of those that are long."""
    head, *body = cells
    heads = [_word(word) * BOLD for word in head.text.split(" ")]
    whole = [len(cell.text) for cell in body if _is_whole(cell)]
    texts = [_said(cell) for cell in body if not _is_whole(cell)]
    words = [_word(word) for text in texts for word in text.split(" ")]
    longest = max(map(len, texts), default=0)
    block = min(longest, MOST_TEXT, SQUARE * sqrt(longest))
    return max([3, *heads, *whole, *words, block, SQUARE * sqrt(len(head.text))])


def _is_whole(cell: Cell) -> bool:
    return cell.number and len(cell.text) <= LONG


def _word(word: str) -> float:
    wide = WIDER * len(WIDE.findall(word))
    return len(word) + wide if len(word) <= UNBROKEN else max(UNBROKEN, len(word) * 0.6)


def _said(cell: Cell) -> str:
    return " ".join(_branch(one) for one in cell.branches) if cell.branches else cell.text


def _branch(branch: Branch) -> str:
    return " ".join([branch.text, *(_branch(one) for one in branch.branches)])


def _wanted(cells: Sequence[Cell]) -> float:
    """Characters that let a column of text stand on one line; one of numbers wants no more than it needs."""
    texts = [len(_said(cell)) for cell in cells[1:] if not _is_whole(cell)]
    return max([0, *texts])
