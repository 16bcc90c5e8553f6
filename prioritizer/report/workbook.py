"""A record as an Excel workbook: formulas with their values, one unit, frozen heads, no macros (design §7)."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from math import ceil
from typing import Any

from prioritizer.report.cleaned import cleaned
from prioritizer.report.sheets import FIRST, Formula, Sheet, Value, value_of

MOST = 32_767
"""Characters that a cell of Excel holds."""
SOFT, ACCENT, RULE = "#566066", "#0a5a66", "#cfd6d8"
KRONOR = "#,##0;\u2212#,##0;0"
LINE_HEIGHT, TALLEST, FILLED = 15.0, 400.0, 0.95
"""Points of a line of text and of the tallest row, and how much of a line its words fill."""
WIDEST, NARROWEST, FIRST_WIDTH = 60, 9, 34
"""Widths of columns in characters."""


def workbook(sheets: tuple[Sheet, ...], title: str, organisation: str, as_of: str, unknown: str) -> bytes:
    """Write sheets as a workbook, the same bytes for the same sheets.

    Args:
        sheets: From `workbook_sheets.sheets`.
        title: That of the document.
        organisation: Whose it is.
        as_of: The day that it speaks of, the only date in the file.
        unknown: What a cell says whose number nobody knows.

    Raises:
        ImportError: XlsxWriter is not installed.
    """
    import xlsxwriter

    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties(
        {"title": cleaned(title)[:255], "author": cleaned(organisation)[:255], "created": _day(as_of), "comments": ""}
    )
    formats = {
        "title": book.add_format({"bold": True, "font_size": 15, "font_color": ACCENT}),
        "note": book.add_format({"font_color": SOFT, "text_wrap": True, "valign": "top"}),
        "head": book.add_format({"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 2}),
        "head_number": book.add_format(
            {"bold": True, "text_wrap": True, "valign": "bottom", "align": "right", "bottom": 2}
        ),
        "text": book.add_format({"text_wrap": True, "valign": "top", "bottom": 1, "bottom_color": RULE}),
        "number": book.add_format({"num_format": KRONOR, "valign": "top", "bottom": 1, "bottom_color": RULE}),
        "unknown": book.add_format(
            {"align": "right", "valign": "top", "font_color": SOFT, "bottom": 1, "bottom_color": RULE}
        ),
        "total_text": book.add_format({"bold": True, "top": 2}),
        "total_number": book.add_format({"bold": True, "num_format": KRONOR, "top": 2}),
    }
    for sheet in sheets:
        _write(book.add_worksheet(sheet.name), sheet, formats, unknown)
    book.close()
    return content.getvalue()


def _day(as_of: str) -> datetime:
    try:
        return datetime.fromisoformat(as_of)
    except ValueError:
        return datetime(2000, 1, 1)


def _write(page: Any, sheet: Sheet, formats: dict[str, Any], unknown: str) -> None:
    numbers = [any(not isinstance(line[at], str) for line in sheet.lines) for at in range(len(sheet.head))]
    page.write_string(0, 0, _text(sheet.title), formats["title"])
    widths = [_width(sheet, at) for at in range(len(sheet.head))]
    for at, note in enumerate(sheet.notes):
        _note(page, 1 + at, _text(note), widths, formats["note"])
    for at, head in enumerate(sheet.head):
        page.write_string(FIRST - 2, at, _text(head), formats["head_number" if numbers[at] else "head"])
    for n, line in enumerate(sheet.lines):
        page.set_row(FIRST - 1 + n, _height(line, widths))
        for at, value in enumerate(line):
            _cell(page, FIRST - 1 + n, at, value, (formats["text"], formats["number"], formats["unknown"]), unknown)
    looks = (formats["total_text"], formats["total_number"], formats["total_text"])
    for at, value in enumerate(sheet.total):
        _cell(page, FIRST - 1 + len(sheet.lines), at, value, looks, unknown)
    for at, width in enumerate(widths):
        page.set_column(at, at, width)
    page.freeze_panes(FIRST - 1, 1)
    page.hide_gridlines(2)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(FIRST - 2)
    page.set_footer("&R&P (&N)")
    if len(sheet.lines) > 1:
        page.autofilter(FIRST - 2, 0, FIRST - 2 + len(sheet.lines), len(sheet.head) - 1)


def _cell(page: Any, row: int, column: int, value: Value, looks: tuple[Any, Any, Any], unknown: str) -> None:
    text, number, blank = looks
    if isinstance(value, Formula) and value.value is not None:
        page.write_formula(row, column, f"={value.text}", number, value.value)
    elif isinstance(value, int):
        page.write_number(row, column, value, number)
    elif isinstance(value, str):
        page.write_string(row, column, _text(value), text)
    else:
        page.write_string(row, column, unknown, blank)


def _text(text: str) -> str:
    """A text that a cell holds; write_string never reads one as a formula."""
    found = cleaned(text)
    return found if len(found) <= MOST else found[: MOST - 1] + "…"


def _note(page: Any, row: int, note: str, widths: Sequence[float], look: Any) -> None:
    """A note over the columns of the table, so that a printed page is no wider than that."""
    if len(widths) > 1:
        page.merge_range(row, 0, row, len(widths) - 1, "", look)
    page.write_string(row, 0, note, look)
    page.set_row(row, _height((note,), [sum(widths)]))


def _height(line: Sequence[Value], widths: Sequence[float]) -> float:
    """Room for wrapped text, in points; an office program that opens the file does not see to it itself."""
    texts = zip(line, widths, strict=False)
    lines = max((ceil(len(text) / (width * FILLED)) for text, width in texts if isinstance(text, str)), default=1)
    return min(TALLEST, LINE_HEIGHT * max(1, lines))


def _width(sheet: Sheet, at: int) -> float:
    shown = [value_of(line[at]) for line in sheet.lines]
    longest = max([len(f"{one:,}" if isinstance(one, int) else str(one or "")) for one in shown], default=0)
    words = max((len(word) for word in sheet.head[at].split(" ")), default=0)
    least = FIRST_WIDTH if at == 0 else NARROWEST
    return float(min(WIDEST, max(least, longest + 2, words + 2)))
