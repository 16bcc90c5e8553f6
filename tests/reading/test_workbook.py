"""The first sheet of a workbook becomes exact text with sheet and cell."""

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritizer.model.fault import Place
from prioritizer.model.portfolio import Resource
from prioritizer.model.rules import Field
from prioritizer.reading import scalars, workbook
from prioritizer.reading.cells import MAX_COLUMNS, Found, read_cells
from prioritizer.reading.headers import TableContext
from prioritizer.reading.table import read_table
from prioritizer.reading.workbook import workbook_rows


def book(*rows: list[object], formats: dict[str, str] | None = None, merged: str = "", hidden: int = 0) -> bytes:
    """The bytes of a workbook whose first sheet holds the rows."""
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "Förslag"
    for row in rows:
        sheet.append(row)
    for cell, shown in (formats or {}).items():
        sheet[cell].number_format = shown
    if merged:
        sheet.merge_cells(merged)
    if hidden:
        sheet.row_dimensions[hidden].hidden = True
    made.create_sheet("Annat").append(["inte läst"])
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def texts(content: bytes) -> list[list[str]]:
    """What the cells of a workbook say."""
    return [[cell.text for cell in row] for row in workbook_rows(content, "t.xlsx").rows]


def codes(found: Found) -> list[str]:
    """What is wrong, by code."""
    return [fault.code for fault in found.faults]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.1", 0.1),
        ("2600000", 2_600_000),
        ("2027", 2027.0),
        ("1.1250", 1.125),
        ("0.0000001", 1e-7),
        ("true", True),
        ("false", False),
        ("2027-08-31", date(2027, 8, 31)),
        ("2027-08-31 12:00:00", datetime(2027, 8, 31, 12)),
        ("2 600 000", " 2 600 000 "),
    ],
)
def test_stored_values_become_exact_text(text: str, value: object) -> None:
    """Numbers, dates and booleans are written as they are stored, so that the same parsers read both kinds of table."""
    assert texts(book(["id"], [value]))[1] == [text]


def test_a_cell_shown_as_per_cent_keeps_its_sign() -> None:
    """0.93 shown as 93 % is 93 per cent, and not less than one."""
    assert texts(book(["chance"], [0.93], formats={"A2": "0%"}))[1] == ["93 %"]


@given(st.floats(-1e12, 1e12))
def test_a_stored_number_is_never_ambiguous(value: float) -> None:
    """The text of any number in a workbook is read back as that number."""
    assert value == float(scalars.number(workbook._text(value)))


def test_places_name_sheet_and_cell() -> None:
    """A fault in a workbook can be found by its sheet and cell."""
    found = workbook_rows(book(["id", "x"], [None, None], ["a", 5]), "t.xlsx")

    assert found.rows[1][1].place == Place("t.xlsx", sheet="Förslag", cell="B3")


def test_a_formula_without_a_stored_value_is_a_fault() -> None:
    """A workbook that was never recalculated has no value to read."""
    found = workbook_rows(book(["x"], ["=1+1"]), "t.xlsx")

    assert codes(found) == ["formula_without_value"]
    assert dict(found.faults[0].values) == {"cell": "A2", "sheet": "Förslag"}


def test_a_formula_counts_as_its_stored_value() -> None:
    """The value that the spreadsheet program stored is read."""
    content = book(["x"], ["=1+1"])
    out = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, part.replace(b"<v></v>", b"<v>2</v>").replace(b"<v />", b"<v>2</v>"))

    assert texts(out.getvalue()) == [["x"], ["2"]]


def test_a_merged_heading_is_skipped_and_said() -> None:
    """A row that holds one merged cell and nothing else is a heading."""
    found = workbook_rows(book(["Våra förslag"], ["id", "x"], ["a", 5], merged="A1:B1"), "t.xlsx")

    assert [[cell.text for cell in row] for row in found.rows] == [["id", "x"], ["a", "5"]]
    assert [(f.code, f.severity) for f in found.faults] == [("merged_row_skipped", "warning")]


def test_cells_merged_over_rows_are_a_fault() -> None:
    """It cannot be told whether a merged value holds for the rows below."""
    assert codes(workbook_rows(book(["id", "x"], ["a", 5], ["b", None], merged="B2:B3"), "t.xlsx")) == ["merged_cells"]


def test_a_hidden_row_is_read_and_said() -> None:
    """What is hidden in the spreadsheet program still counts, and the document's author is told."""
    found = workbook_rows(book(["id"], ["a"], hidden=2), "t.xlsx")

    assert len(found.rows) == 2
    assert [(f.code, f.severity) for f in found.faults] == [("hidden_row", "warning")]


def test_what_is_no_workbook_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Text, an empty archive, a broken part and a file that unpacks beyond the cap are refused."""
    archive = BytesIO()
    with ZipFile(archive, "w") as made:
        made.writestr("hej.txt", "hej")
    whole = book(["id"], ["a"])
    broken = BytesIO()
    with ZipFile(BytesIO(whole)) as old, ZipFile(broken, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"<oj" if name.endswith("sheet1.xml") else old.read(name))

    for content in (b"text", b"", archive.getvalue(), broken.getvalue(), whole[:200]):
        path = tmp_path / "trasig å.xlsx"
        path.write_bytes(content)
        assert [fault.code for fault in read_cells(path).faults] == ["not_a_workbook"]
    monkeypatch.setattr(workbook, "MAX_UNPACKED", 10)
    assert codes(workbook_rows(whole, "t.xlsx")) == ["not_a_workbook"]


def spoilt(content: bytes, change: str) -> bytes:
    """A workbook whose first sheet is damaged: its packed bytes garbled, or its entry marked as something else."""
    with ZipFile(BytesIO(content)) as archive:
        part = archive.getinfo("xl/worksheets/sheet1.xml")
    out = bytearray(content)
    central = content.index(b"xl/worksheets/sheet1.xml", part.header_offset + 60) - 46
    if change == "garbled":
        start = part.header_offset + 30 + len(part.filename)
        out[start : start + 20] = b"\xff" * 20
    elif change == "encrypted":
        out[part.header_offset + 6] |= 1
        out[central + 8] |= 1
    else:
        out[part.header_offset + 8] = out[central + 10] = 99
    return bytes(out)


@pytest.mark.parametrize("change", ["garbled", "encrypted", "packed in an unknown way"])
def test_a_damaged_part_is_a_fault_of_the_workbook(change: str) -> None:
    """A sheet that cannot be unpacked is told in words and not as a defect of ours."""
    assert codes(workbook_rows(spoilt(book(["id"], ["a"]), change), "t.xlsx")) == ["not_a_workbook"]


@pytest.mark.parametrize("far", ["A1048576", "XFD1", "XFD1048576"])
def test_a_colour_far_out_in_the_sheet_says_nothing(far: str) -> None:
    """Only cells that hold something are read, so that formatting alone costs no time and changes no row."""
    made = openpyxl.Workbook()
    made.active.append(["id"])
    made.active.append(["a"])
    made.active[far].fill = openpyxl.styles.PatternFill("solid", fgColor="FFFF00")
    out = BytesIO()
    made.save(out)

    assert texts(out.getvalue()) == [["id"], ["a"]]


def test_a_value_far_out_in_a_row_is_one_column_too_many() -> None:
    """A cell beyond the columns that a table may have is told with its place, once."""
    content = book(["id"], ["a", *[None] * MAX_COLUMNS, 5], ["b", *[None] * MAX_COLUMNS, 6])
    found = workbook_rows(content, "t.xlsx")

    assert [(f.code, f.place.cell) for f in found.faults] == [("too_many_columns", "SH2")]


def test_what_a_spreadsheet_computed_is_rounded_and_said(tmp_path: Path) -> None:
    """Money is read to the öre, half-even, and other numbers to six decimals; both numbers and the cell are told."""
    path = tmp_path / "t.xlsx"
    path.write_bytes(book(["id", "kostnad", "use[team]", "size"], ["a", 100_000 / 3, 1 / 3, 2 / 3], ["b", 0.125, 1, 5]))
    team = Resource("team", "Team", "årsarbetare", {None: Decimal(6)})
    context = TableContext((2027, 2028), "kommun", ("kommun",), resources=(team,))
    found, faults = read_table(read_cells(path, "t.xlsx"), context, {"size": Field("size", "number", {})})

    head = found[0].alternatives[0]
    assert head.costs[0].per_year == {2027: Decimal("33333.33")}
    assert head.uses == {("team", None): Decimal("0.333333")}
    assert head.facts["size"] == Decimal("0.666667")
    assert found[1].alternatives[0].costs[0].per_year == {2027: Decimal("0.12")}
    told = [(f.code, f.place.cell, dict(f.values).get("rounded"), f.severity) for f in faults if "rounded" in f.code]
    assert sorted(told) == [
        ("rounded_number", "C2", "0.333333", "warning"),
        ("rounded_number", "D2", "0.666667", "warning"),
        ("rounded_to_ore", "B2", "33333.33", "warning"),
        ("rounded_to_ore", "B3", "0.12", "warning"),
    ]
