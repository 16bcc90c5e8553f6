"""A csv file or the first sheet of a workbook as cells of text, each with its place.

The text is split here rather than by the standard library, which does not tell where in a line a field begins.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from prioritizer.model.fault import Fault, Place, fault, warning
from prioritizer.reading.scalars import unprintable

MAX_BYTES = 50_000_000
MAX_ROWS = 100_000
MAX_COLUMNS = 500
_WORKBOOKS = {".xlsx", ".xlsm"}
_OTHER_TABLES = {".xls", ".xlsb", ".ods", ".numbers"}
_SEPARATORS = ";\t,"
_NEWLINE = re.compile(r"\r\n|\r|\n")
_QUOTED = re.compile(r'"((?:[^"]|"")*+)"')


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell says, without spaces around it, and where; an empty text is not stated."""

    text: str
    place: Place


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A header and the rows under it that say anything; a row may be shorter than the header.

    `faults` holds what is wrong with the file as a table, and notices (severity «warning»).
    """

    place: Place
    header: Row = ()
    rows: tuple[Row, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """Rows as they stand in the file, empty ones left out."""

    rows: tuple[Row, ...] = ()
    faults: tuple[Fault, ...] = ()


def read_cells(path: Path, name: str = "") -> Sheet:
    """Read a table from a file.

    Args:
        path: A csv or other text file (UTF-8, else Windows-1252; comma, semicolon or tab), or .xlsx or .xlsm.
        name: The file's name in faults; the path as given when empty.

    Returns:
        The header and rows as far as they could be read, with all faults.
    """
    file = name or str(path)
    place = Place(file)
    if path.suffix.casefold() in _OTHER_TABLES:
        return Sheet(place, faults=(fault(place, "", "table_format", file=file),))
    try:
        if path.stat().st_size > MAX_BYTES:
            return Sheet(place, faults=(fault(place, "", "table_too_large", most=MAX_BYTES // 1_000_000),))
        content = path.read_bytes()
    except OSError:
        return Sheet(place, faults=(fault(place, "", "cannot_open", file=file),))
    if path.suffix.casefold() in _WORKBOOKS:
        from prioritizer.reading.workbook import workbook_rows

        return _sheet(place, workbook_rows(content, file))
    return _sheet(place, text_rows(content, file))


def text_rows(content: bytes, file: str) -> Found:
    """The rows of a csv file's bytes."""
    place = Place(file, 1, 1)
    text, notices = _decoded(content, place)
    if text is None:
        return Found(faults=(fault(place, "", "not_text", file=file),))
    separator, start = _separator(text)
    scanner = _Scanner(text, separator, file)
    rows = []
    for row in scanner.rows(start):
        if any(cell.text for cell in row):
            rows.append(row)
        if len(rows) > MAX_ROWS + 1:
            break
    return Found(tuple(rows), (*notices, *scanner.faults))


def _decoded(content: bytes, place: Place) -> tuple[str | None, tuple[Fault, ...]]:
    """The text of some bytes, with a notice when they are not UTF-8; None when they are not text."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", errors="replace")
        return (None if "\ufffd" in text else text), ()
    try:
        text, notices = content.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        try:
            text = content.decode("cp1252")
        except UnicodeDecodeError:
            return None, ()
        return (None, ()) if "\0" in text else (text, (warning(place, "", "read_as_windows_1252"),))
    return (None if "\0" in text else text), notices


def _separator(text: str) -> tuple[str, int]:
    """The sign between fields, most common in the header outside quotes, and where the header begins.

    Excel's first line «sep=;» is heeded.
    """
    declared = re.match(r"sep=(.)(?:\r\n|\r|\n)", text)
    if declared:
        return declared.group(1), declared.end()
    header = next((line for line in _NEWLINE.split(text[:100_000]) if line.strip(" ;,\t")), "")
    bare = re.sub(r'"[^"]*"', "", header)
    return max(_SEPARATORS, key=bare.count), 0


class _Scanner:
    """Walks through the text once and knows the line and column of each field."""

    def __init__(self, text: str, separator: str, file: str) -> None:
        self._text, self._separator, self._file = text, separator, file
        self._plain = re.compile(rf"[^\r\n{re.escape(separator)}]*")
        self._position, self._line, self._line_start = 0, 1, 0
        self.faults: list[Fault] = []

    def rows(self, start: int) -> Iterator[Row]:
        """The rows from a position on, empty ones too."""
        self._move(start)
        while self._position < len(self._text):
            row = [self._cell()]
            while self._text.startswith(self._separator, self._position):
                self._move(self._position + 1)
                row.append(self._cell())
            newline = _NEWLINE.match(self._text, self._position)
            self._move(newline.end() if newline else len(self._text))
            yield tuple(row)

    def _cell(self) -> Cell:
        place = Place(self._file, self._line, self._position - self._line_start + 1)
        if not self._text.startswith('"', self._position):
            return Cell(self._take(self._plain), place)
        quoted = _QUOTED.match(self._text, self._position)
        if not quoted:
            self.faults.append(fault(place, "", "quote_not_closed"))
            self._move(len(self._text))
            return Cell("", place)
        self._move(quoted.end())
        if self._take(self._plain):
            self.faults.append(fault(place, "", "text_after_quote"))
        return Cell(quoted.group(1).replace('""', '"').strip(), place)

    def _take(self, pattern: re.Pattern[str]) -> str:
        """What the pattern finds here, without spaces around it."""
        found = pattern.match(self._text, self._position)
        taken = found.group() if found else ""
        self._move(self._position + len(taken))
        return taken.strip()

    def _move(self, position: int) -> None:
        """Step forward, counting lines (a quoted field may hold some)."""
        for newline in _NEWLINE.finditer(self._text, self._position, position):
            self._line += 1
            self._line_start = newline.end()
        self._position = position


def _sheet(place: Place, found: Found) -> Sheet:
    """Set the header apart and check the shape that any table must have."""
    stopped = any(f.severity == "fault" for f in found.faults)
    if not found.rows:
        empty = () if stopped else (fault(place, "", "empty_file"),)
        return Sheet(place, faults=(*found.faults, *empty))
    header, *rows = (_trimmed(row) for row in found.rows)
    faults = [*found.faults, *_header_faults(header), *_row_faults(header, rows)]
    return Sheet(place, header, tuple(rows[:MAX_ROWS]), tuple(faults))


def _trimmed(row: Row) -> Row:
    """The row without its empty end."""
    filled = [index for index, cell in enumerate(row) if cell.text]
    return row[: filled[-1] + 1] if filled else ()


def _header_faults(header: Row) -> Iterator[Fault]:
    """Headers that stand twice, and more columns than a table may have."""
    if len(header) > MAX_COLUMNS:
        yield fault(header[MAX_COLUMNS].place, "", "too_many_columns", most=MAX_COLUMNS)
    first: dict[str, Cell] = {}
    for cell in header:
        earlier = first.setdefault(cell.text.casefold(), cell)
        if cell.text and earlier is not cell:
            yield fault(cell.place, cell.text, "duplicate_header", header=cell.text, first=_spot(earlier.place))


def _row_faults(header: Row, rows: list[Row]) -> Iterator[Fault]:
    """Cells that no header stands over, and more rows than a table may have."""
    if len(rows) > MAX_ROWS:
        yield fault(rows[MAX_ROWS][0].place, "", "too_many_rows", most=MAX_ROWS)
    for cell in (cell for row in (header, *rows) for cell in row):
        if sign := unprintable(cell.text):
            yield fault(cell.place, "", "yaml_character", sign=sign)
    nameless = {index for index, cell in enumerate(header) if not cell.text}
    for row in rows:
        if len(row) > len(header):
            place = row[len(header)].place
            yield fault(place, "", "too_many_cells", count=len(row), expected=len(header))
        for index in [i for i in sorted(nameless) if i < len(row) and row[i].text]:
            nameless.discard(index)
            yield fault(header[index].place, "", "missing_header", value=row[index].text)


def _spot(place: Place) -> str:
    """Where in its file a place is, in figures."""
    return place.cell or f"{place.line}:{place.column}"
