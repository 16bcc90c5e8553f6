"""The workbook: live formulas that give the record's numbers, one unit, and texts that can never be formulas."""

import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from prioritizer.model.rules import Language
from prioritizer.report import read_templates, read_words
from prioritizer.report.forms import print_record
from prioritizer.report.sheet_names import FORBIDDEN, MOST, SHEETS
from prioritizer.report.sheets import Formula, Sheet, letter
from prioritizer.report.voice import voice
from prioritizer.report.workbook_sheets import sheets
from tests.report.example import example
from tests.report.hostile import TEXTS, hostile
from tests.report.sample import record

REPORTS = Path(__file__).parents[2] / "reports"

MADE: Mapping[str, Callable[[], dict[str, Any]]] = {"sample": record, "example": example, "hostile": hostile}


@cache
def _made(of: str, language: Language = "sv") -> bytes:
    found = MADE[of]()
    return print_record(found, language, ".xlsx", REPORTS).content


def _read(content: bytes, values: bool) -> Workbook:
    return load_workbook(BytesIO(content), data_only=values)


def _sheets(of: str = "sample", language: Language = "sv") -> tuple[Sheet, ...]:
    found = MADE[of]()
    return sheets(voice(found, language, read_words(read_templates(REPORTS), language)))


class _Calculator:
    """Calculates the formulas of a workbook anew: sums of ranges, cells, and adding and taking away."""

    def __init__(self, book: Workbook) -> None:
        self.book = book

    def value(self, sheet: str, cell: str) -> int:
        found = self.book[sheet][cell.replace("$", "")].value
        if isinstance(found, str) and found.startswith("="):
            return self.formula(sheet, found[1:])
        assert isinstance(found, int), (sheet, cell, found)
        return found

    def formula(self, sheet: str, text: str) -> int:
        total = re.fullmatch(r"SUM\((?:'([^']+)'!)?([A-Z]+)(\d+):([A-Z]+)(\d+)\)", text)
        if total:
            place, first, top, last, bottom = total.groups()
            cells = self.book[place or sheet][f"{first}{top}:{last}{bottom}"]
            return sum(self.value(place or sheet, cell.coordinate) for row in cells for cell in row)
        parts = re.findall(r"([+-]?)(?:'([^']+)'!)?(\$?[A-Z]+\$?\d+)", text)
        assert "".join(sign + (f"'{place}'!" if place else "") + cell for sign, place, cell in parts) == text
        return sum((-1 if sign == "-" else 1) * self.value(place or sheet, cell) for sign, place, cell in parts)


@pytest.mark.parametrize("of", ["sample", "example"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_formulas_give_the_values_that_stand_with_them(of: str, language: Language) -> None:
    """Calculated anew from the other cells, every formula is what the record says, to the krona."""
    formulas, values = (_read(_made(of, language), values=kind) for kind in (False, True))
    calculator, count = _Calculator(formulas), 0
    for sheet in formulas.sheetnames:
        for row in formulas[sheet].iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith("=") and cell.data_type == "f":
                    count += 1
                    assert calculator.value(sheet, cell.coordinate) == values[sheet][cell.coordinate].value

    assert count > 30


def test_the_plan_adds_up_to_the_record() -> None:
    """Granted kronor and net present value of the example are sums of cells, and those of the record."""
    found = example()
    plan = next(sheet for sheet in _sheets("example") if sheet.name == "Plan")
    summary = _sheets("example")[0]

    assert Formula(plan.total[-3].text, found["plan"]["granted"]) == plan.total[-3]  # type: ignore[union-attr]
    assert Formula(plan.total[-2].text, found["plan"]["value"]["nnv"]) == plan.total[-2]  # type: ignore[union-attr]
    assert [line[1].value for line in summary.lines[:2] if isinstance(line[1], Formula)] == [
        found["plan"]["granted"],
        found["plan"]["value"]["nnv"],
    ]


def test_flows_are_those_of_the_record() -> None:
    """Each actor and year stands once, and the matrix sums to the same kronor."""
    by_name = {sheet.name: sheet for sheet in _sheets("example")}
    flows, matrix = by_name["Flöden"], by_name["Aktör och år"]
    expected = sum(cell["costs"] + cell["effects"] for cell in example()["plan"]["value"]["actor_years"])

    assert len(example()["plan"]["value"]["actor_years"]) == len(flows.lines)
    assert [expected] * 2 == [total.value for total in (flows.total[4], matrix.total[-1]) if isinstance(total, Formula)]


def test_every_version_of_every_proposal_has_a_line() -> None:
    """None is left out, and the last column sums to what the plan's versions are worth."""
    values = next(sheet for sheet in _sheets("example") if sheet.name == "Alla förslag")
    chosen = example()["plan"]["selected"]
    counted = values.total[-1]

    assert len(example()["portfolio"]["proposals"]) == len({line[0] for line in values.lines})
    assert len(example()["values"]) <= len(values.lines)
    assert isinstance(counted, Formula)
    assert sum(version["nnv"] for version in chosen) == counted.value


def test_heads_are_frozen_and_repeated_and_there_is_no_macro() -> None:
    """A reader who scrolls or prints sees what a column is, and nothing in the file runs."""
    found = _read(_made("sample"), values=False)
    with zipfile.ZipFile(BytesIO(_made("sample"))) as archive:
        names = archive.namelist()

    assert {"B6"} == {page.freeze_panes for page in found.worksheets}
    assert {"$5:$5"} == {page.print_title_rows for page in found.worksheets}
    assert not [name for name in names if "vba" in name.lower() or "externalLink" in name]


def test_hostile_texts_are_never_formulas() -> None:
    """A title that begins with =, +, - or @ is a text, whole or cut at what a cell can hold."""
    found = _read(_made("hostile"), values=False)
    cells = [cell for page in found.worksheets for row in page.iter_rows() for cell in row if cell.value is not None]
    formulas = [str(cell.value) for cell in cells if cell.data_type == "f"]
    texts = [str(cell.value) for cell in cells if cell.data_type == "s"]

    assert any(text.startswith("=1+1|cmd") for text in texts)
    assert all(re.fullmatch(r"=[A-Z0-9$():+'!\wÅÄÖåäö .-]+", formula) for formula in formulas)
    assert not [formula for formula in formulas if "cmd" in formula]
    assert all(len(text) <= 32_767 for text in texts)


def test_a_formula_names_cells_and_no_titles() -> None:
    """Whatever proposals, funds and actors are called, the formulas are the same."""
    plain, made = (_read(_made(of), values=False) for of in ("sample", "hostile"))

    def formulas(book: Workbook) -> set[str]:
        return {str(c.value) for page in book.worksheets for row in page.iter_rows() for c in row if c.data_type == "f"}

    assert {text for text in formulas(made) if any(part[:4] in text for part in TEXTS if part[:4].isalpha())} == set()
    assert formulas(made) <= formulas(plain) | formulas(made)
    assert len(formulas(plain)) == len(formulas(made))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_calculates_the_same(tmp_path: Path) -> None:
    """With the values taken out of the file, an office program gives those of the record, to the krona."""
    bare = tmp_path / "bare.xlsx"
    with zipfile.ZipFile(BytesIO(_made("example"))) as read, zipfile.ZipFile(bare, "w") as written:
        for name in read.namelist():
            content = read.read(name)
            if name.startswith("xl/worksheets/"):
                content = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", content)
            written.writestr(name, content)
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "xlsx"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path / "out"), str(bare)], check=True, capture_output=True, timeout=120
    )
    expected, found = (
        _read(_made("example"), values=True),
        _read((tmp_path / "out/bare.xlsx").read_bytes(), values=True),
    )
    for page in expected.worksheets:
        for cell in (cell for row in page.iter_rows() for cell in row if isinstance(cell.value, int)):
            assert found[page.title][cell.coordinate].value == cell.value, (page.title, cell.coordinate)


def test_letters_of_columns() -> None:
    """A to Z, then AA."""
    assert "".join(letter(at) for at in (0, 25, 26, 51, 52)) == "AZAAAZBA"


def test_a_record_without_a_plan_has_a_workbook_of_values() -> None:
    """What is known is there, and no formula of a plan."""
    made: dict[str, Any] = {**record(), "plan": None}
    found = _read(print_record(made, "sv", ".xlsx", REPORTS).content, values=False)

    assert found.sheetnames[:2] == ["Sammanfattning", "Alla förslag"]
    assert "Plan" not in found.sheetnames


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_shipped_names_of_sheets_are_what_excel_allows(language: Language) -> None:
    """Every sheet of every workbook is among those whose own names are checked, and each is called something else."""
    words = read_words(read_templates(REPORTS), language)
    names = [words[f"sheet.{sheet}"] for sheet in SHEETS]

    assert {sheet.name for of in MADE for sheet in _sheets(of, language)} <= set(names)
    assert len({name.casefold() for name in names}) == len(SHEETS)
    assert [name for name in names if len(name) > MOST or set(name) & set(FORBIDDEN)] == []
