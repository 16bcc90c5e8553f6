"""Numbers as people read them (convention §29)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritizer.model.rules import Language
from prioritizer.words.formatting import day, money, money_in_words, number, scaled, share, unit_for, unit_word, years


def test_swedish_money_has_hard_spaces() -> None:
    """Thousands and unit are held together by U+00A0."""
    assert money(2_600_000, "tkr", "sv") == "2\u00a0600\u00a0tkr"


def test_swedish_decimals_have_a_comma() -> None:
    """Millions are told with one decimal, after a comma."""
    assert money(29_640_000, "mnkr", "sv") == "29,6\u00a0mnkr"


def test_english_thousands_have_a_comma() -> None:
    """English groups by commas and has a point."""
    assert money(1_234_560_000, "mnkr", "en") == "1,234.6\u00a0mnkr"


@pytest.mark.parametrize("language", ["sv", "en"])
def test_minus_is_the_minus_sign(language: Language) -> None:
    """A negative amount has U+2212 and no hyphen in either language."""
    assert money(-500, "kr", language) == "\u2212500\u00a0kr"


def test_what_rounds_to_zero_has_no_sign() -> None:
    """Minus 400 kronor in thousands is 0, never −0."""
    assert money(-400, "tkr", "sv") == "0\u00a0tkr"


def test_another_currency_has_its_code() -> None:
    """Dollars are USD, tUSD and mUSD."""
    assert [unit_word(unit, "USD") for unit in ("kr", "tkr", "mnkr")] == ["USD", "tUSD", "mUSD"]


def test_halves_round_away_from_zero() -> None:
    """As a reader with the exact amount in hand would round it: 26.85 million is 26.9, and minus half a thousand -1."""
    assert [scaled(amount, "tkr") for amount in (500, 1500, 2500, -500)] == [1, 2, 3, -1]
    assert money(26_850_000, "mnkr", "sv") == "26,9\u00a0mnkr"
    assert share(Decimal("0.125"), "en") == "13%"


def test_a_million_is_told_in_words() -> None:
    """Running text says millions from one million on."""
    assert money_in_words(1_000_000, "sv") == "1,0\u00a0miljoner\u00a0kronor"


def test_less_than_a_million_is_told_to_the_krona() -> None:
    """Below a million running text says whole kronor."""
    assert money_in_words(999_999, "sv") == "999\u00a0999\u00a0kronor"


def test_amounts_beside_each_other_share_a_unit() -> None:
    """An amount told beside one of millions is in millions too."""
    assert money_in_words(-499_200, "sv", beside=6_000_000) == "\u22120,5\u00a0miljoner\u00a0kronor"


def test_a_table_has_the_unit_of_its_largest_amount() -> None:
    """A table of millions is in thousands, one of hundreds of millions in millions; unknown amounts say nothing."""
    assert (unit_for([1, None, 99_999]), unit_for([5_000_000, 3]), unit_for([-100_000_000])) == ("kr", "tkr", "mnkr")


def test_per_cent_has_a_space_in_swedish_only() -> None:
    """«87 %» in Swedish, «87%» in English."""
    assert (share(0.87, "sv"), share(0.87, "en")) == ("87\u00a0%", "87%")


def test_a_date_is_told_with_its_month() -> None:
    """An ISO date becomes day, month in words and year."""
    assert (day("2026-03-09", "sv"), day("2026-03-09", "en")) == ("9\u00a0mars\u00a02026", "9\u00a0March\u00a02026")


def test_years_are_never_grouped() -> None:
    """A span of years has an en dash; one year stands alone."""
    assert (years(2027, 2030), years(2027, 2027)) == ("2027\u20132030", "2027")


def test_decimals_are_written_only_where_needed() -> None:
    """Without stated digits a number keeps the decimals it has."""
    assert (number(Decimal("3.25"), "sv"), number(4, "sv"), number(0.1, "sv")) == ("3,25", "4", "0,1")


@given(st.integers(min_value=-(10**12), max_value=10**12))
def test_whole_kronor_can_be_read_back(amount: int) -> None:
    """Formatting whole kronor loses nothing."""
    text = money(amount, "kr", "sv").removesuffix("\u00a0kr")
    assert int(text.replace("\u00a0", "").replace("\u2212", "-")) == amount
