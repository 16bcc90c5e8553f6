"""Both views of the same value, as the documents print them (§4, §10)."""

from typing import Any

from prioritizer.report import document, read_words
from tests.report.sample import record
from tests.report.test_document import TEMPLATES, tables, told


def rows_of(made: dict[str, Any], id: str) -> list[list[str]]:
    """The rows of a table, as text with plain spaces."""
    found = next(t for t in tables(document(made, "sv", read_words(TEMPLATES, "sv"))) if t.id == id)
    return [[cell.text.replace("\u00a0", " ") for cell in row.cells] for row in found.rows]


def test_the_real_view_of_the_plan_adds_up() -> None:
    """−4,300 of investment, 8,000 of resources and 1,300 of production are 5,001; transfers are zero (§4)."""
    assert rows_of(record(), "realt-plan") == [
        ["Investering", "−4 300"],
        ["Resurser", "8 001"],
        ["Produktion", "1 300"],
        ["Överföringar", "0"],
        ["Summa", "5 001"],
    ]


def test_the_financial_view_of_the_plan_adds_up_both_ways() -> None:
    """By actor and account: rows are the actors' own, the last the plan's; accounts of nothing stay out (§4)."""
    assert rows_of(record(), "finansiellt-plan") == [
        ["Kommunen", "−4 000", "5 351", "2 650", "−4 251", "0", "−250"],
        ["Regionen", "−300", "0", "0", "0", "0", "−300"],
        ["Personerna", "0", "0", "0", "4 251", "1 300", "5 551"],
        ["Summa", "−4 300", "5 351", "2 650", "0", "1 300", "5 001"],
    ]


def test_the_tax_cost_has_a_column_where_it_counts() -> None:
    """The row that households bear, in both views (§5)."""
    made = record()
    made["plan"]["value"]["real"]["tax_cost"] = -1_000_000
    made["plan"]["value"]["financial"].append({"actor": "skattekostnad", "tax_cost": -1_000_000})

    assert ["Skattefinansieringens kostnad", "−1 000"] in rows_of(made, "realt-plan")
    assert rows_of(made, "finansiellt-plan")[-2][-2:] == ["−1 000", "−1 000"]
    assert rows_of(made, "finansiellt-plan")[-1][-1] == rows_of(made, "realt-plan")[-1][-1] == "4 001"


def test_experience_leads_to_the_value_decided_on_in_both() -> None:
    """A row takes off what the tables do not know by kind or by actor (§10)."""
    made = record()
    made["plan"]["value"].update({"nnv": 4_000_700, "nnv_adjusted": 5_000_700})

    for id in ("realt-plan", "finansiellt-plan"):
        assert rows_of(made, id)[-2][-1] == "−1 000"
        assert rows_of(made, id)[-1][-1] == "4 001"


def test_each_proposal_has_both_views() -> None:
    """Folded with its calculation."""
    assert rows_of(record(), "realt-av-coacher")[-1] == ["Summa", "3 200"]
    assert rows_of(record(), "finansiellt-av-coacher")[-1][-1] == "3 200"


def test_a_record_without_the_views_says_nothing_of_them() -> None:
    """No heading over nothing."""
    made = record()
    for value in (made["plan"]["value"], *made["values"]):
        del value["real"]
    assert "Realt och finansiellt" not in told(made)
