"""Headers are understood by key or word, and what they name must be declared."""

from decimal import Decimal

import pytest

from prioritizer.model.fault import Place
from prioritizer.model.portfolio import NOT_ALLOCATED, Fund, Resource
from prioritizer.model.rules import Field
from prioritizer.reading.cells import Cell
from prioritizer.reading.headers import Column, TableContext, read_header

FUND = Fund("sociala_medel", "Sociala medel", "kommun", Decimal(0), True, "lopande", {2027: Decimal(9)})
OTHER = Fund("folkhalsa", "Folkhälsa", "region", Decimal(0), True, "lopande", {2027: Decimal(9)})
BY_YEAR = Resource("lokaler", "Lokaler", "m²", {2027: Decimal(6)})
CONTEXT = TableContext((2027, 2028), "kommun", ("kommun", "region"), (FUND,), (BY_YEAR,))
FIELDS = {
    "evidence.grade": Field("evidence.grade", "choice", {"sv": "evidensgrad", "en": "evidence grade"}),
    "mandatory": Field("mandatory", "boolean", {"sv": "bindande", "en": "binding"}),
}


def read(*texts: str, context: TableContext = CONTEXT) -> tuple[tuple[Column, ...], list[str]]:
    """The columns of a header row that also has an id, and the codes of its faults."""
    header = tuple(Cell(text, Place("t.csv", 1, n)) for n, text in enumerate(("id", *texts), start=1))
    columns, faults = read_header(header, context, FIELDS)
    return columns[1:], [fault.code for fault in faults]


@pytest.mark.parametrize(
    ("role", "name", "year", "text"),
    [
        ("cost", "sociala_medel", None, "cost"),
        ("cost", "sociala_medel", 2028, "Kostnad[2028]"),
        ("cost", "sociala_medel", 2028, "cost[sociala_medel:2028]"),
        ("cost", "sociala_medel", None, "cost [ sociala_medel ]"),
        ("benefit", NOT_ALLOCATED, None, "nytta"),
        ("benefit", "individ", None, "benefit[individ]"),
        ("use", "lokaler", 2027, "use[lokaler:2027]"),
        ("field", "evidence.grade", None, "Evidensgrad"),
        ("field", "evidence.grade", None, "EVIDENCE.GRADE"),
        ("field", "evidence.grade", None, "evidence  grade"),
        ("mandatory", "", None, "bindande"),
        ("value_low", "", None, "value_low"),
        ("value_low", "", None, "lägsta värde"),
        ("alternative_of", "", None, "alternativ till"),
    ],
)
def test_headers_are_understood_by_key_or_word(role: str, name: str, year: int | None, text: str) -> None:
    """Case, «_» and spaces do not matter, and brackets hold a name and a year."""
    columns, codes = read(text)

    assert [(role, name, year)] == [(column.role, column.name, column.year) for column in columns]
    assert codes == []


def test_a_cost_without_any_fund_is_not_granted() -> None:
    """In a portfolio without funds the cost names none, and may fall after the plan."""
    without = TableContext((2027, 2028), "kommun")

    assert [(c.name, c.year) for c in read("cost", "cost[2035]", context=without)[0]] == [("", None), ("", 2035)]


def test_a_cost_among_several_funds_must_name_one() -> None:
    """Which fund pays is never guessed."""
    several = TableContext((2027, 2028), "kommun", (), (FUND, OTHER))

    assert read("cost", context=several)[1] == ["which_fund"]
    assert read("cost[folkhalsa]", context=several)[1] == []


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("unknown_header", "kostnd"),
        ("unknown_header", "cost[2027"),
        ("no_brackets_here", "title[sv]"),
        ("unknown_fund", "cost[fond]"),
        ("not_a_year", "cost[sociala_medel:27]"),
        ("year_outside", "cost[2026]"),
        ("year_outside", "cost[2029]"),
        ("unknown_actor", "benefit[staten]"),
        ("unknown_resource", "use[bilar]"),
        ("which_resource", "use"),
        ("use_without_year", "use[lokaler]"),
    ],
)
def test_a_header_that_is_not_understood_is_a_fault(code: str, text: str) -> None:
    """Nothing in a header is passed over."""
    assert read(text) == ((), [code])


def test_two_words_for_one_column_are_a_fault() -> None:
    """«kostnad» and «cost» cannot both be there."""
    assert read("kostnad", "cost")[1] == ["same_column_twice"]
