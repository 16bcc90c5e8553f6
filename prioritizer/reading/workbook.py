"""The first sheet of an xlsx workbook as rows of text with their places.

Numbers become exact text that the parsers of `scalars.py` can read in one way only; a formula counts as the value
that the spreadsheet program stored with it.
"""

import zlib
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any, TypeAlias
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from prioritizer.model.fault import Fault, Place, fault, warning
from prioritizer.reading.cells import MAX_COLUMNS, MAX_ROWS, Cell, Found, Row

Workbook: TypeAlias = Any
Worksheet: TypeAlias = Any
"""openpyxl's own; it carries no types."""

_DAMAGED = (
    *(BadZipFile, KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, ParseError, EOFError),
    # A part that is encrypted, packed in a way unknown here, or whose packed bytes are garbled.
    *(RuntimeError, NotImplementedError, OverflowError, zlib.error),
)
"""What openpyxl lets through for a damaged workbook: it has no error of its own for one."""

MAX_UNPACKED = 400_000_000
"""Bytes that a workbook may unpack to: it comes from outside, and a small file can hold a very large one."""


def workbook_rows(content: bytes, file: str) -> Found:
    """The rows of the first sheet that say anything.

    Args:
        content: The bytes of an .xlsx or .xlsm file.
        file: The name to give in faults.
    """
    broken = Found(faults=(fault(Place(file), "", "not_a_workbook", file=file),))
    if not _is_safe_archive(content):
        return broken
    written, cached = _opened(content, formulas=True), _opened(content, formulas=False)
    if written is None or cached is None or not written.worksheets:
        return broken
    reader = _SheetReader(file, written.worksheets[0], cached.worksheets[0])
    return Found(tuple(reader.rows()), tuple(reader.faults))


def _is_safe_archive(content: bytes) -> bool:
    """True for an intact archive that does not unpack to more than the cap."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            return sum(part.file_size for part in archive.infolist()) <= MAX_UNPACKED
    except (BadZipFile, ValueError, NotImplementedError):
        return False


def _opened(content: bytes, *, formulas: bool) -> Workbook | None:
    """The workbook with its formulas or with their stored values; None when it is broken."""
    import warnings

    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells of styles and extensions that we do not read
        try:
            return load_workbook(BytesIO(content), data_only=not formulas, keep_links=False)
        except _DAMAGED:
            return None


class _SheetReader:
    """Reads one sheet, given twice: with its formulas and with the values stored for them."""

    def __init__(self, file: str, written: Worksheet, cached: Worksheet) -> None:
        self._file, self._written, self._cached = file, written, cached
        self._stated = _stated_columns(written, cached)
        self.faults: list[Fault] = []

    def rows(self) -> Iterator[Row]:
        """The rows that say anything, up to one more than a table may have."""
        banners = self._banners()
        count = 0
        for number in sorted(self._stated):
            row = self._row(number)
            if not any(cell.text for cell in row):
                continue
            if number in banners:
                self.faults.append(warning(row[0].place, "", "merged_row_skipped"))
                continue
            if self._written.row_dimensions[number].hidden:
                self.faults.append(warning(row[0].place, "", "hidden_row"))
            yield row
            count += 1
            if count > MAX_ROWS + 1:
                return

    def _row(self, number: int) -> Row:
        """The cells of a row up to its last that says anything, or to as many as a table may have."""
        last = max(self._stated[number])
        if last > MAX_COLUMNS and all(f.code != "too_many_columns" for f in self.faults):
            place = self._place(self._written.cell(number, last).coordinate)
            self.faults.append(fault(place, "", "too_many_columns", most=MAX_COLUMNS))
        return tuple(self._cell(number, column) for column in range(1, min(last, MAX_COLUMNS) + 1))

    def _banners(self) -> set[int]:
        """Rows that hold nothing but one merged cell, such as a heading; other merged cells are faults."""
        banners = set()
        for area in self._written.merged_cells.ranges:
            inside = range(area.min_col, area.max_col + 1)
            others = [column for column in self._stated.get(area.min_row, ()) if column not in inside]
            if area.min_row == area.max_row and not others:
                banners.add(area.min_row)
            elif self._written.cell(area.min_row, area.min_col).value is not None:
                place = self._place(area.coord.split(":")[0])
                self.faults.append(fault(place, "", "merged_cells", range=area.coord))
        return banners

    def _cell(self, row: int, column: int) -> Cell:
        """One cell as text; a formula without a stored value, or with an error, is a fault."""
        written = self._written.cell(row, column)
        stored = self._cached.cell(row, column)
        place = self._place(written.coordinate)
        if written.data_type == "f" and stored.value is None:
            self.faults.append(
                fault(place, "", "formula_without_value", sheet=self._written.title, cell=written.coordinate)
            )
        elif stored.data_type == "e":
            self.faults.append(fault(place, "", "formula_error", value=stored.value))
            return Cell("", place)
        return Cell(_text(stored.value, is_per_cent="%" in str(stored.number_format)), place)

    def _place(self, coordinate: str) -> Place:
        return Place(self._file, sheet=self._written.title, cell=coordinate)


def _stated_columns(written: Worksheet, cached: Worksheet) -> dict[int, set[int]]:
    """The columns that hold anything, by row: a colour far out in a sheet must not cost a walk through all of it."""
    stated: dict[int, set[int]] = defaultdict(set)
    for sheet in (written, cached):
        for (row, column), cell in sheet._cells.items():  # openpyxl's walks go through every empty cell between
            if cell.value is not None:
                stated[row].add(column)
    return dict(stated)


def _text(value: object, *, is_per_cent: bool = False) -> str:
    """A stored value as text: numbers and dates exactly, a cell shown as per cent with its sign."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float | Decimal):
        exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
        return f"{_digits(exact * 100)} %" if is_per_cent else _digits(exact)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value).strip() if not isinstance(value, timedelta) else str(value)


def _digits(value: Decimal) -> str:
    """Digits with a point; three decimals get a zero more, so that «1.125» is not taken for thousands."""
    if not value.is_finite():
        return str(value)
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    whole, point, decimals = text.partition(".")
    return f"{whole}{point}{decimals}0" if len(decimals) == 3 else text
