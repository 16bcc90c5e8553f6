"""Every broken table in tests/faults gives its whole message, with its place and the nearest right thing."""

from decimal import Decimal
from pathlib import Path
from string import Formatter

import pytest
import yaml

from prioritizer.model.fault import InputFaults
from prioritizer.model.portfolio import Fund, Resource
from prioritizer.model.rules import Field
from prioritizer.reading.cells import read_cells
from prioritizer.reading.headers import TableContext
from prioritizer.reading.table import read_table
from prioritizer.words.faults import line
from prioritizer.words.table_faults import TABLE_FAULTS

FAULTS = Path(__file__).parents[1] / "faults"
FOLDERS = sorted(folder for folder in FAULTS.glob("table_*") if folder.is_dir())
FIELDS = {
    "goals": Field("goals", "list", {"sv": "mål", "en": "goals"}),
    "risk_class": Field(
        "risk_class",
        "choice",
        {"sv": "riskklass", "en": "risk class"},
        of=("low", "medium", "high"),
        choices={"low": {"sv": "låg"}, "medium": {"sv": "medel"}, "high": {"sv": "hög"}},
    ),
    "granted_total": Field("granted_total", "amount", {"sv": "sökt belopp"}, measure="granted_total"),
}


def context_of(folder: Path) -> tuple[TableContext, str]:
    """What the portfolio beside a broken table declares, and the name of the table."""
    declared = yaml.safe_load((folder / "portfolio.yaml").read_text(encoding="utf-8"))
    funds = tuple(
        Fund(
            f["id"],
            f["title"],
            f["owner"],
            Decimal(0),
            True,
            "lopande",
            {y: Decimal(a) for y, a in f["allocation"].items()},
        )
        for f in declared["funds"]
    )
    resources = tuple(
        Resource(name, name, given["unit"], {y: Decimal(n) for y, n in given["capacity"].items()})
        for name, given in declared["resources"].items()
    )
    first, last = declared["plan_years"]
    goals = tuple(goal["id"] for goal in declared["goals"])
    context = TableContext((first, last), declared["own_actor"], tuple(declared["actors"]), funds, resources, goals)
    return context, declared["proposals"]


def messages(folder: Path) -> list[str]:
    """All that is wrong with the table of a folder, in the order in which it is printed."""
    context, name = context_of(folder)
    _, faults = read_table(read_cells(folder / name, name), context, FIELDS)
    return [line(fault, "sv") for fault in InputFaults(faults).faults]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_broken_table_gives_its_whole_message(folder: Path) -> None:
    """The faults found are exactly those written beside the broken table, in that order."""
    expected = (folder / "expected.sv.txt").read_text(encoding="utf-8").splitlines()

    assert expected == messages(folder)


def test_every_fault_folder_is_told_apart() -> None:
    """There are broken tables to read, and none is without its expected message."""
    assert len(FOLDERS) > 30
    assert all((folder / "expected.sv.txt").is_file() for folder in FOLDERS)


def test_sentences_have_the_same_gaps_in_both_languages() -> None:
    """No figure is told in Swedish and left out in English."""
    formatter = Formatter()
    for code, (swedish, english) in TABLE_FAULTS.items():
        gaps = [{gap for _, gap, _, _ in formatter.parse(text) if gap} for text in (swedish, english)]
        assert gaps[0] == gaps[1], code
