"""Values become the same bytes wherever and whenever they are written."""

from datetime import date
from decimal import Decimal

import pytest

from prioritizer.register.plain import hash_of, plain, text_of


def test_whole_kronor_are_whole_numbers() -> None:
    """A decimal that is whole becomes an integer, however it is written."""
    assert plain([Decimal("2.0"), Decimal("1E+3"), Decimal("-0.5")]) == [2, 1000, -0.5]


def test_what_is_not_said_is_null() -> None:
    """None stays None; it never becomes zero."""
    assert text_of({"margin": None}) == '{\n "margin": null\n}\n'


def test_days_and_years_are_text() -> None:
    """Dates are written as ISO days, and years as keys are text."""
    assert plain({2027: date(2026, 11, 1), None: (True, 1)}) == {"2027": "2026-11-01", "": [True, 1]}


def test_order_of_keys_does_not_reach_the_bytes() -> None:
    """The same content in another order has the same text and hash."""
    assert text_of({"b": 1, "a": 2}) == text_of({"a": 2, "b": 1})
    assert hash_of({"b": 1, "a": 2}) == hash_of({"a": 2, "b": 1})


def test_the_last_digits_of_a_machine_do_not_reach_the_bytes() -> None:
    """Two roundings of one figure, the thirteenth digit apart, are written alike."""
    assert text_of(0.1 + 0.2) == text_of(0.3)


def test_another_figure_is_another_hash() -> None:
    """A krona's difference is seen."""
    assert hash_of({"nnv": 29_583_226}) != hash_of({"nnv": 29_583_227})


def test_no_number_is_refused() -> None:
    """NaN and infinity have no place in a record."""
    for value in (float("nan"), float("inf")):
        with pytest.raises(ValueError, match="JSON"):
            text_of(value)


def test_what_has_no_plain_form_is_a_defect() -> None:
    """A set has no order, so it is refused rather than written in one by chance."""
    with pytest.raises(TypeError, match="set"):
        plain({1, 2})
