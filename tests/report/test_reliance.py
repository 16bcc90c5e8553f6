"""What the plan rests on is counted from what was used, and each mark is told apart."""

import pytest

from tests.report.example import example
from tests.report.sample import record
from tests.report.test_document import told

USED = {
    *("discount_rate", "price_index", "reserve_price", "displacement", "equalisation_share", "equalisation_delay"),
    *("haircut_cost", "haircut_effect", "haircut_delay", "evidence_large_amount", "evidence_small_amount"),
    *("high_risk_cap", "largest_grant", "least_effect_years", "non_monetised_floor", "strategic_floor"),
}


def test_the_numbers_of_production_are_used_where_it_is_counted() -> None:
    """Displacement and income equalisation with its delay stand in the example's calculation (§4)."""
    assert {p["id"] for p in example()["rules"]["parameters"] if p["used"]} == USED


def test_the_example_rests_on_sixteen_numbers() -> None:
    """Thirteen assumptions, one derived, one unconfirmed and the discount rate; twenty-five numbers are not used."""
    said = told(example())

    assert "Planen vilar på 16 tal i reglerna. Av dem är 13 antaganden:" in said
    assert "undanträngning" in said.split("Av dem är 13 antaganden:")[1].split(". Ett är")[0]
    assert "Ett är härlett ur andra tal: " in said
    assert "Ett är obekräftat, återgivet ur minnet: inkomstutjämningens andel" in said
    assert "25 andra tal i reglerna används inte i planen." in said
    assert "25 tal i reglerna som inte används" in said


@pytest.mark.parametrize("mark", ["assumption", "M", "D"])
def test_each_mark_is_counted_apart(mark: str) -> None:
    """An unconfirmed number is not called an assumption, and a derived one neither."""
    made = record()
    made["rules"]["parameters"][0] |= {"mark": mark}
    words = {"assumption": "Av dem är 2 antaganden: kalkylränta", "M": "obekräftat", "D": "härlett ur andra tal"}

    assert [key for key, text in words.items() if text in told(made)] == [mark]
