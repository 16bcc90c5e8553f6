"""Table portfolios written to a folder, so that tests come in through the same door as people."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
import yaml

Row = Mapping[str, object]


class Plain(yaml.SafeDumper):
    """Writes every value out: a portfolio may hold no aliases."""

    def ignore_aliases(self, _: object) -> bool:
        """Never an alias."""
        return True


def write_table(
    folder: Path, portfolio: Mapping[str, object], rows: Sequence[Row], name: str = "proposals.csv"
) -> Path:
    """Write `portfolio.yaml` and its table.

    Args:
        folder: Made when it does not exist.
        portfolio: What portfolio.yaml says beside title, day, years and proposals, which have values here.
        rows: The proposals; the first row's keys are the headers.
        name: File of the table; its ending decides whether it is a csv or an xlsx.

    Returns:
        The folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    whole = {"title": folder.name, "as_of": "2026-11-01", "plan_years": [2027, 2029], "proposals": name, **portfolio}
    text = yaml.dump(whole, Dumper=Plain, allow_unicode=True, sort_keys=False)
    (folder / "portfolio.yaml").write_text(text, encoding="utf-8")
    headers = list(rows[0])
    cells: list[list[object]] = [[*headers], *([row[header] for header in headers] for row in rows)]
    if name.endswith(".xlsx"):
        book = openpyxl.Workbook()
        sheet = book.active
        for line in cells:
            sheet.append(line)
        book.save(folder / name)
    else:
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(["" if cell is None else cell for cell in line] for line in cells)
    return folder
