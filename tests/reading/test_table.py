"""Rows of a table become proposals with exactly what their author stated."""

import csv
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from prioritizer.model.fault import Fault, Place
from prioritizer.model.portfolio import NOT_ALLOCATED, Alternative, Cost, Fund, Proposal, Resource, Stated
from prioritizer.model.rules import Field
from prioritizer.reading.cells import _sheet, read_cells, text_rows
from prioritizer.reading.headers import TableContext
from prioritizer.reading.table import read_table

FUND = Fund("medel", "Medel", "kommun", Decimal(0), True, "lopande", {2027: Decimal(9), 2028: Decimal(9)})
TEAM = Resource("team", "Team", "årsarbetare", {None: Decimal(6)})
CONTEXT = TableContext((2027, 2029), "namnd", ("kommun", "namnd", "region"), (FUND,), (TEAM,), ("trygg",))
FIELDS = {
    field.id: field
    for field in (
        Field("goals", "list", {"sv": "mål"}),
        Field("risk_class", "choice", {"sv": "riskklass"}, of=("low", "high"), choices={"high": {"sv": "hög"}}),
        Field("target_group.size", "number", {"sv": "målgruppens storlek"}),
        Field("existing_activity", "boolean", {"sv": "befintlig verksamhet"}),
        Field("repair_share", "share", {"sv": "andel åtgärd"}),
        Field("decided", "date", {"sv": "beslutad"}),
        Field("first_year", "year", {"sv": "första år"}),
        Field("levels.direct", "level", {"sv": "direkta effekter"}),
        Field("advocacy.signatures", "advocacy", {"sv": "underskrifter"}),
    )
}
WSIPP = Path(__file__).parents[2].parent / "shared" / "data" / "wsipp" / "wsipp_2017_clean.csv"


def read(text: str, context: TableContext = CONTEXT) -> tuple[tuple[Proposal, ...], list[Fault]]:
    """The proposals of a csv text."""
    return read_table(_sheet(Place("t.csv"), text_rows(text.encode(), "t.csv")), context, FIELDS)


def proposals(text: str, context: TableContext = CONTEXT) -> tuple[Proposal, ...]:
    """The proposals of a text without faults."""
    found, faults = read(text, context)
    assert [fault for fault in faults if fault.severity == "fault"] == []
    return found


def head(text: str, context: TableContext = CONTEXT) -> Alternative:
    """The head version of the only proposal."""
    return proposals(text, context)[0].alternatives[0]


def codes(text: str) -> list[str]:
    """What is wrong with a table, by code."""
    return [fault.code for fault in read(text)[1]]


def test_a_cost_falls_in_the_first_plan_year_and_is_granted_by_the_only_fund() -> None:
    """A plain cost column draws on the fund, whose owner pays."""
    assert head("id;titel;kostnad;värde\na;Läxhjälp;1 500,50 kr;9").costs == (
        Cost("Läxhjälp", "kommun", {2027: Decimal("1500.50")}, "medel"),
    )


def test_a_cost_without_funds_is_borne_by_the_own_actor() -> None:
    """Without a fund nothing is granted."""
    without = replace(CONTEXT, funds=())

    assert head("id;cost;cost[2031]\na;5;7", without).costs == (
        Cost("a", "namnd", {2027: Decimal(5), 2031: Decimal(7)}, None),
    )


def test_costs_by_fund_and_year_become_one_cost_for_each_fund() -> None:
    """Years of one fund stand together, and an empty cell is no cost of zero."""
    text = "id;cost[medel:2027];cost[2028];cost[2029]\na;5;7;"

    assert head(text).costs == (Cost("a", "kommun", {2027: Decimal(5), 2028: Decimal(7)}, "medel"),)


def test_a_cost_without_a_year_falls_in_the_earliest_start_of_the_proposal() -> None:
    """Also for an alternative, whose start is that of its head."""
    found = proposals("id;cost;start_years;alternative_of\na;5;2029|2028;\nb;3;;a")[0]

    assert found.start_years == (2028, 2029)
    assert found.starts_stated
    assert [{2028: Decimal(5)}, {2028: Decimal(3)}] == [v.costs[0].per_year for v in found.alternatives]


def test_starts_are_not_stated_unless_a_cell_says_so() -> None:
    """Without start years a proposal starts in the first plan year, and the answer names no start."""
    found = proposals("id;value;start_years\na;5;")[0]

    assert (found.start_years, found.starts_stated) == ((2027,), False)


def test_a_stated_value_carries_its_chance_and_interval() -> None:
    """Value, chance and interval are those stated; the chance is also a fact."""
    found = head("id;value;chance;value_low;value_high\na;5 000;93 %;\N{MINUS SIGN}1;9000")

    assert found.stated == Stated(Decimal(5000), {}, Decimal("0.93"), Decimal(-1), Decimal(9000))
    assert found.facts == {"chance": Decimal("0.93")}


def test_benefits_are_by_actor_and_may_be_negative() -> None:
    """A benefit without an actor is not allocated; an empty one is not stated."""
    found = head("id;benefit[region];benefit;benefit[kommun]\na;-5;7;")

    assert found.stated == Stated(benefits={"region": Decimal(-5), NOT_ALLOCATED: Decimal(7)})


def test_a_missing_result_is_not_zero() -> None:
    """A row without a value states no result, and a notice says so."""
    found, faults = read("id;value;chance\na;;50")

    assert found[0].alternatives[0].stated is None
    assert [(fault.code, fault.severity) for fault in faults] == [("value_not_stated", "warning")]


def test_uses_of_a_capacity_over_all_years_are_added_up() -> None:
    """A capacity without years is used over all years together."""
    assert head("id;use[team:2027];use[team:2028];value\na;1;0,5;1").uses == {("team", None): Decimal("1.5")}


def test_fields_become_facts_of_their_kind() -> None:
    """Each field is read by its kind, under its dotted id, from its Swedish word."""
    text = (
        "id;mål;Riskklass;målgruppens storlek;befintlig verksamhet;andel åtgärd;beslutad;första år;"
        "direkta effekter;underskrifter;mandatory;requires\n"
        "b;trygg;hög;180;nej;6 %;2026-11-01;2027;ja;1200;ja;a\na;;;;;;;;;;;"
    )
    found = proposals(text)[0]

    assert found.facts == {
        "goals": ("trygg",),
        "risk_class": "high",
        "target_group.size": Decimal(180),
        "existing_activity": False,
        "repair_share": Decimal("0.06"),
        "decided": date(2026, 11, 1),
        "first_year": Decimal(2027),
        "levels.direct": True,
        "advocacy.signatures": "1200",
        "mandatory": True,
        "requires": ("a",),
    }
    assert (found.mandatory, found.requires) == (True, ("a",))
    assert proposals(text)[1].facts == {}


def test_alternatives_join_their_head_whatever_the_order_of_rows() -> None:
    """The head is the first version and has no id; the others keep their row's."""
    for text in ("id;value;alternative_of\na;5;\nb;3;a\nc;2;a", "id;value;alternative_of\nb;3;a\na;5;\nc;2;a"):
        (found,) = proposals(text)
        assert found.id == "a"
        assert [version.id for version in found.alternatives] == [None, "b", "c"]
        assert [version.stated.value for version in found.alternatives if version.stated] == [5, 3, 2]


def test_an_alternative_does_not_take_over_what_its_row_leaves_empty() -> None:
    """The chance and facts of the head are not those of its alternatives."""
    (found,) = proposals("id;value;chance;riskklass;alternative_of\na;5;90;hög;\nb;3;;;a")

    assert found.alternatives[1].facts == {"chance": None, "risk_class": None}
    assert found.facts == {"chance": Decimal("0.9"), "risk_class": "high"}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("alternative_of_itself", "id;value;alternative_of\na;5;a"),
        ("only_on_head", "id;value;alternative_of;mandatory\na;5;;\nb;5;a;ja"),
        ("requires_itself", "id;value;requires\na;5;a"),
        ("requires_alternative", "id;value;alternative_of;requires\na;5;;\nb;5;a;\nc;5;;b"),
        ("interval_half", "id;value;value_low\na;5;1"),
        ("negative_use", "id;value;use[team]\na;5;-1"),
        ("not_a_share", "id;value;andel åtgärd\na;5;mycket"),
        ("impossible_date", "id;value;beslutad\na;5;2026-02-30"),
        ("year_outside", "id;value;start_years\na;5;2031"),
    ],
)
def test_what_does_not_hold_together_is_a_fault(code: str, text: str) -> None:
    """Each contradiction is named (the others stand in tests/faults)."""
    assert codes(text) == [code]


def test_a_workbook_says_what_the_same_csv_says(tmp_path: Path) -> None:
    """A table is read alike from Excel and from text, but for its places."""
    rows = [["id", "titel", "kostnad", "värde", "chance"], ["a", "Läxhjälp", 1500.5, 2_000_000, 0.93]]
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.active["E2"].number_format = "0 %"
    book.save(tmp_path / "å t.xlsx")
    (from_book,), faults = read_table(read_cells(tmp_path / "å t.xlsx"), CONTEXT, FIELDS)

    assert faults == []
    (from_text,) = proposals("id;titel;kostnad;värde;chance\na;Läxhjälp;1500,5;2 000 000;93")
    assert from_text == replace(from_book, place=from_text.place)


def test_the_324_programmes_are_read_exactly(tmp_path: Path) -> None:
    """A real table of costs, benefits and chances comes through without a fault and to the last figure."""
    if not WSIPP.exists():
        pytest.skip("the WSIPP table does not stand beside the repository (shared/data/wsipp)")
    with WSIPP.open(encoding="utf-8", newline="") as source:
        wanted = list(csv.DictReader(source))
    with (tmp_path / "wsipp.csv").open("w", encoding="utf-8", newline="") as target:
        out = csv.writer(target)
        out.writerow(["id", "title", "cost[medel:2027]", "benefit[kommun]", "benefit[individ]", "chance"])
        keys = ("program_cost_usd", "taxpayer_benefits_usd", "non_taxpayer_benefits_usd")
        for row in wanted:
            out.writerow([row["id"], row["program"], *(row[k] for k in keys), row["chance_benefits_exceed_costs_pct"]])
    found, faults = read_table(read_cells(tmp_path / "wsipp.csv"), CONTEXT, FIELDS)

    assert faults == []
    assert [row["program"] for row in wanted] == [proposal.title for proposal in found]
    for row, proposal in zip(wanted, found, strict=True):
        version = proposal.alternatives[0]
        assert Decimal(row["program_cost_usd"]) == version.costs[0].per_year[2027]
        assert version.stated is not None
        assert Decimal(row["taxpayer_benefits_usd"]) == version.stated.benefits["kommun"]
        assert Decimal(row["chance_benefits_exceed_costs_pct"]) / 100 == version.stated.chance
