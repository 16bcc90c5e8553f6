"""A csv file becomes cells of text with their places, however it was saved."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritizer.model.fault import Place
from prioritizer.reading import cells
from prioritizer.reading.cells import Found, Sheet, read_cells, text_rows


def texts(found: Found) -> list[list[str]]:
    """What the cells say."""
    return [[cell.text for cell in row] for row in found.rows]


def codes(found: Found | Sheet) -> list[str]:
    """What is wrong, by code."""
    return [fault.code for fault in found.faults]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_common_ways_to_save_a_table_say_the_same(encoding: str, separator: str, newline: str) -> None:
    """Encoding, separator and newline do not change what the cells say or where they stand."""
    text = newline.join(separator.join(row) for row in (["id", "åäö"], ["a", "5"]))
    found = text_rows(text.encode(encoding), "t.csv")

    assert texts(found) == [["id", "åäö"], ["a", "5"]]
    assert [Place("t.csv", 2, 1), Place("t.csv", 2, 3)] == [cell.place for cell in found.rows[1]]
    assert codes(found) == []


def test_windows_1252_is_read_and_said() -> None:
    """A file that is not UTF-8 is read as Windows-1252 with a notice that does not stop the run."""
    found = text_rows("id;värde\na;−5\nb;2\xa0600".replace("−", "-").encode("cp1252"), "t.csv")

    assert texts(found)[0] == ["id", "värde"]
    assert [(f.code, f.severity) for f in found.faults] == [("read_as_windows_1252", "warning")]


def test_quoted_cells_hold_separators_quotes_and_lines() -> None:
    """What stands between quotes is one cell, and lines inside it are counted."""
    found = text_rows(b'id,text\na,"x, ""y""\nz"\nb,5"\n', "t.csv")

    assert texts(found) == [["id", "text"], ["a", 'x, "y"\nz'], ["b", '5"']]
    assert found.rows[2][0].place == Place("t.csv", 4, 1)


def test_a_decimal_comma_does_not_decide_the_separator() -> None:
    """The header decides, so commas in amounts and titles do no harm."""
    assert texts(text_rows(b"id;title\na;1,5, 2,5, 3,5\n", "t.csv"))[1] == ["a", "1,5, 2,5, 3,5"]
    assert texts(text_rows(b'"a, b, c";id\nx;y\n', "t.csv"))[0] == ["a, b, c", "id"]


def test_excels_declared_separator_is_heeded() -> None:
    """A first line «sep=;» is not a header."""
    found = text_rows(b"sep=;\r\nid;x\r\na;1\r\n", "t.csv")

    assert texts(found) == [["id", "x"], ["a", "1"]]
    assert found.rows[1][0].place == Place("t.csv", 3, 1)


def test_empty_rows_and_cells_are_not_rows() -> None:
    """Rows that say nothing are left out, and so are empty cells at a row's end."""
    sheet = read_text("id;x\n\n;;\na;1;;\n")

    assert [[cell.text for cell in row] for row in sheet.rows] == [["a", "1"]]
    assert sheet.faults == ()


def test_a_file_that_cannot_be_opened_is_a_fault(tmp_path: Path) -> None:
    """A missing file and a folder give a message and no traceback."""
    assert codes(read_cells(tmp_path / "saknas.csv")) == ["cannot_open"]
    assert codes(read_cells(tmp_path)) == ["cannot_open"]


def test_caps_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table from outside cannot be endless."""
    monkeypatch.setattr(cells, "MAX_ROWS", 2)
    monkeypatch.setattr(cells, "MAX_COLUMNS", 2)
    path = tmp_path / "stor å.csv"
    path.write_text("a;b;c\n1\n2\n3\n4\n", encoding="utf-8")
    sheet = read_cells(path)

    assert sorted(codes(sheet)) == ["too_many_columns", "too_many_rows"]
    assert len(sheet.rows) == 2
    monkeypatch.setattr(cells, "MAX_BYTES", 3)
    assert codes(read_cells(path)) == ["table_too_large"]


def test_text_after_a_closing_quote_is_a_fault() -> None:
    """A cell that goes on after its quotes end is not guessed at."""
    assert codes(text_rows(b'id;x\na;"b" c\n', "t.csv")) == ["text_after_quote"]


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"])), min_size=1, max_size=4), max_size=5))
def test_what_was_written_quoted_is_read_back(rows: list[list[str]]) -> None:
    """Any text in quotes comes back as it was, but for the spaces around it."""
    rows = [["h1", "h2"], *rows]
    text = "\n".join(";".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)

    expected = [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]
    assert expected == texts(text_rows(text.encode(), "t.csv"))


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    """No content makes the reader fail in another way than by a fault."""
    assert isinstance(text_rows(content, "t.csv"), Found)


def read_text(text: str) -> Sheet:
    """The sheet of a csv text."""
    return cells._sheet(Place("t.csv"), text_rows(text.encode(), "t.csv"))
