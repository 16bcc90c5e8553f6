"""What a person writes becomes the value that was meant, or is refused with a reason."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritizer.reading import scalars
from prioritizer.reading.scalars import HARD_SPACE, MINUS, NARROW_SPACE, Unreadable

KRONOR = st.integers(-(10**14), 10**14)
ORE = st.integers(0, 99)


def refused(parser: Callable[[str], object], text: str) -> Unreadable:
    """The refusal that a parser gives a text."""
    with pytest.raises(Unreadable) as caught:
        parser(text)
    return caught.value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("2600000", "2_600_000"),
        ("2600000", "2 600 000"),
        ("2600000", f"2{HARD_SPACE}600{HARD_SPACE}000 kr"),
        ("2600000", f"2{NARROW_SPACE}600{NARROW_SPACE}000{HARD_SPACE}SEK"),
        ("1500.50", "1 500,50"),
        ("1500.5", "1500.5"),
        ("0.5", "0,5"),
        ("12.25", "12,25"),
        ("0.500", "0.500"),
        ("0.500", "0,500"),
        ("12345.678", "12345.678"),
        ("1500.125", "1 500,125"),
        ("1234567.50", "1.234.567,50"),
        ("1234567", "1,234,567"),
        ("-100", f"{MINUS}100"),
        ("-100", "-100"),
        ("0", "-0"),
        ("300", "300:-"),
    ],
)
def test_amounts_are_read_in_every_common_notation(value: str, text: str) -> None:
    """Spaces, underscores, decimal comma or point, U+2212 and a trailing currency all mean what they seem to mean."""
    assert Decimal(value) == scalars.amount(text)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ambiguous_number", "1.500"),
        ("ambiguous_number", "1,500"),
        ("ambiguous_number", f"{MINUS}12.345 kr"),
        ("not_finite", "nan"),
        ("not_finite", ".NaN"),
        ("not_finite", "-inf"),
        ("not_finite", "Infinity"),
        ("too_large", "9" * 16),
        ("not_an_amount", "lots"),
        ("not_an_amount", ""),
        ("not_an_amount", "kr"),
        ("not_an_amount", "26 00"),
        ("not_an_amount", "2 600_000"),
        ("not_an_amount", "1.2.3"),
        ("not_an_amount", "--5"),
        ("not_an_amount", "1e6"),
        ("not_an_amount", "٣"),
    ],
)
def test_what_is_no_amount_is_refused_with_its_reason(code: str, text: str) -> None:
    """An amount that is ambiguous, endless, too large or no number at all is never guessed."""
    assert code == refused(scalars.amount, text).code


def test_an_ambiguous_number_names_both_readings() -> None:
    """Each reading is written so that it can be read in one way only."""
    assert dict(refused(scalars.amount, "1,500").values) == {"value": "1,500", "thousands": "1500", "fraction": "1,5"}
    assert refused(scalars.amount, "1.234").values["fraction"] == "1.2340"


@given(KRONOR, ORE, st.sampled_from([" ", HARD_SPACE, NARROW_SPACE, "_", ""]), st.sampled_from([".", ","]))
def test_an_amount_survives_being_written(kronor: int, ore: int, group: str, point: str) -> None:
    """Reading what was written gives the amount back, whatever the signs between the digits."""
    sign = MINUS if kronor < 0 else ""
    text = f"{sign}{abs(kronor):,}".replace(",", group) + f"{point}{ore:02}"

    assert Decimal(f"{'-' if kronor < 0 else ''}{abs(kronor)}.{ore:02}") == scalars.amount(text)


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text makes a parser fail in another way than by refusing it."""
    for parser in (scalars.amount, scalars.number, scalars.share, scalars.per_cent, scalars.year, scalars.day):
        try:
            parser(text)
        except Unreadable as unreadable:
            assert unreadable.code  # noqa: PT017


def test_a_number_takes_no_currency() -> None:
    """«180 kr» is an amount and not a plain number."""
    assert Decimal(180) == scalars.number("180")
    assert refused(scalars.number, "180 kr").code == "not_a_number"


@pytest.mark.parametrize(("value", "text"), [("0.06", "0,06"), ("0.06", "6 %"), ("1", "1.000"), ("0.125", "12,500 %")])
def test_a_share_is_a_fraction_or_per_cent(value: str, text: str) -> None:
    """Shares are read with or without a per cent sign; three decimals cannot be thousands here."""
    assert Decimal(value) == scalars.share(text)


def test_a_share_above_one_is_asked_about_as_per_cent() -> None:
    """«60» is refused, and «60 %» is offered."""
    outside = refused(scalars.share, "60")

    assert (outside.code, outside.near) == ("share_outside", "60 %")
    assert refused(scalars.share, "150 %").near == ""
    assert refused(scalars.share, "-0,1").code == "share_outside"


def test_a_chance_in_a_table_is_per_cent() -> None:
    """«93» and «93 %» are the same chance."""
    assert Decimal("0.93") == scalars.per_cent("93")
    assert Decimal("0.93") == scalars.per_cent("93 %")
    assert Decimal(0) == scalars.per_cent("0.0")


def test_a_chance_below_one_per_cent_needs_its_sign() -> None:
    """«0,93» may be 93 per cent or 0.93 per cent, so it is refused."""
    doubtful = refused(scalars.per_cent, "0,93")

    assert (doubtful.code, doubtful.near) == ("share_or_per_cent", "93 %")
    assert Decimal("0.0093") == scalars.per_cent("0,93 %")
    assert refused(scalars.per_cent, "101").code == "per_cent_outside"


def test_years_have_four_digits() -> None:
    """A year is four digits within reason."""
    assert scalars.year(" 2027 ") == 2027
    assert {"not_a_year"} == {refused(scalars.year, text).code for text in ("27", "2027,0", "0027", "9999")}


def test_dates_are_year_month_day_and_exist() -> None:
    """A date that no calendar has is told apart from a text that is no date."""
    assert date(2028, 2, 29) == scalars.day("2028-02-29")
    assert refused(scalars.day, "2027-02-29").code == "impossible_date"
    assert refused(scalars.day, "31/8 2027").code == "not_a_date"
    assert refused(scalars.day, "2027/8/31").near == "2027-08-31"


def test_yes_and_no_are_read_in_both_languages() -> None:
    """Swedish, English and Excel's own words count; nothing else does."""
    assert all(scalars.boolean(text) for text in ("ja", "Ja", "yes", "TRUE", "SANT"))
    assert not any(scalars.boolean(text) for text in ("nej", "no", "false", "FALSKT"))
    assert refused(scalars.boolean, "jaa").near == "ja"


def test_an_id_has_no_spaces() -> None:
    """An id with å is an id however it was typed; one with spaces is refused, and its nearest id offered."""
    assert scalars.identifier("a\N{COMBINING RING ABOVE}r_1") == "år_1"
    assert refused(scalars.identifier, "läx hjälp!").near == "läx_hjälp"


def test_lists_stand_between_bars() -> None:
    """Items lose the spaces around them, and empty ones are left out."""
    assert scalars.listed("a | b||c ") == ("a", "b", "c")


def test_the_nearest_word_disregards_case() -> None:
    """A word like none of those known has no nearest."""
    assert scalars.nearest("Regionen", ["kommun", "region"]) == "region"
    assert scalars.nearest("xyz", ["kommun", "region"]) == ""


@pytest.mark.parametrize(("expected", "text"), [("1500.5", "1500,500"), ("0.12", "0,12 kr"), ("-33.33", "-33.33")])
def test_kronor_are_read_to_the_ore(expected: str, text: str) -> None:
    """Zeros after the öre say nothing."""
    assert Decimal(expected) == scalars.kronor(text)


@pytest.mark.parametrize(
    ("near", "text"), [("33333,33", "33333,333333"), ("1234,57", "1.234,567"), ("0.00", "-0.001"), ("2.50", "2.5050")]
)
def test_finer_amounts_are_refused_with_the_amount_rounded(near: str, text: str) -> None:
    """The nearest amount in öre, half-even, is suggested with the decimal sign that was written."""
    with pytest.raises(scalars.Unreadable) as raised:
        scalars.kronor(text)

    assert ("too_many_decimals", near) == (raised.value.code, raised.value.near)


def test_a_word_is_never_suggested_for_itself() -> None:
    """The nearest right thing is another word than the one written."""
    assert scalars.nearest("kommun", ["kommun"]) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,5 mnkr", "1 500 000"),
        ("250 tkr", "250 000"),
        ("2 miljoner kronor", "2 000 000"),
        ("0,0000001 mnkr", "0.1000000"),
        ("2 mdkr", "2 000 000 000"),
        ("250 kr", ""),
        ("mnkr", ""),
        ("mycket mnkr", ""),
    ],
)
def test_amounts_in_thousands_and_millions_are_told_in_kronor(text: str, expected: str) -> None:
    """Nothing is multiplied in silence: the amount in kronor is proposed, and the author writes it."""
    assert expected == scalars.in_kronor(text)
    assert refused(scalars.amount, text).near == expected if text != "250 kr" else scalars.amount(text) == 250


@pytest.mark.parametrize(
    ("text", "near"), [("sek", "SEK"), ("kr", "SEK"), ("€", "EUR"), ("Euro", "EUR"), ("kronar", ""), ("SEKK", "")]
)
def test_a_currency_is_a_code_of_three_letters(text: str, near: str) -> None:
    """The code that is most likely meant is proposed."""
    assert scalars.currency(" SEK ") == "SEK"
    assert (refused(scalars.currency, text).code, refused(scalars.currency, text).near) == ("not_a_currency", near)


@pytest.mark.parametrize(("text", "expected"), [("1 000 kr", True), ("-5:-", True), ("5", False), ("Fem kr", False)])
def test_a_number_in_kronor_is_seen(text: str, expected: bool) -> None:
    """A number and kronor and nothing else."""
    assert expected is scalars.names_kronor(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("rad\n\tett", ""), ("A\x1b[31m", "U+001B"), ("\x9b", "U+009B"), ("a\u202eb", "U+202E"), ("\ud800", "U+D800")],
)
def test_signs_that_steer_a_terminal_are_found(text: str, expected: str) -> None:
    """Line breaks and tabs are ordinary text."""
    assert expected == scalars.unprintable(text)


@pytest.mark.parametrize("text", ["\u200f", " \u200b\u00a0", "\x07", "\u3164", "\ufe0f", "\ufeff"])
def test_a_text_of_nothing_visible_is_none(text: str) -> None:
    """Marks of direction, joiners, control characters and blank letters are seen by nobody."""
    assert refused(scalars.text, text).code == "invisible_text"
    assert scalars.text(f"{text}a") == f"{text}a".strip()


@pytest.mark.parametrize(("text", "near"), [("1.3", ""), ("2", "2 %"), ("60", "60 %"), ("101", "")])
def test_a_number_that_may_be_per_cent_is_asked_about(text: str, near: str) -> None:
    """A share just above 1 is hardly a per cent or two."""
    assert near == refused(scalars.share, text).near
