"""Numbers, money, shares and dates as people read them in Swedish and English (convention §29)."""

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Literal, TypeAlias

from babel.dates import format_date
from babel.numbers import parse_pattern

from prioritizer.model.rules import Language

Unit: TypeAlias = Literal["kr", "tkr", "mnkr"]
Amount: TypeAlias = int | Decimal

HARD_SPACE = "\u00a0"
MINUS = "\u2212"
EN_DASH = "\u2013"

DIVISORS: dict[Unit, Decimal] = {"kr": Decimal(1), "tkr": Decimal(1000), "mnkr": Decimal(1_000_000)}
DIGITS: dict[Unit, int] = {"kr": 0, "tkr": 0, "mnkr": 1}
PREFIXES: dict[Unit, str] = {"kr": "", "tkr": "t", "mnkr": "m"}
NAMES = {"sv": ("miljoner", "kronor"), "en": ("million", "kronor")}


def number(value: int | float | Decimal, language: Language, digits: int | None = None) -> str:
    """A number with hard spaces or commas between thousands, as the language has it, and U+2212 for minus.

    Args:
        value: Finite; rounded half away from zero, as people round (convention §29).
        language: sv or en.
        digits: Decimals, always written; None writes those needed, at most three.

    Example:
        >>> number(Decimal("-1234.5"), "sv")
        '−1\\xa0234,5'
    """
    exact = value if isinstance(value, Decimal) else Decimal(repr(value))
    places = 3 if digits is None else digits
    shown = rounded(exact, places)
    return _written(shown if shown else abs(shown), language, places if digits is not None else None)


def rounded(value: Decimal, digits: int) -> Decimal:
    """A number with so many decimals, half away from zero.

    What is shown is rounded as a reader would do it: 26.85 million is 26.9. What is decided on is rounded half to even
    (convention §23), so that no proposal gains by it.

    Example:
        >>> rounded(Decimal("26.85"), 1), rounded(Decimal("-0.5"), 0)
        (Decimal('26.9'), Decimal('-1'))
    """
    return value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def unit_word(unit: Unit, currency: str = "SEK") -> str:
    """How a unit is written: kr, tkr and mnkr for SEK, else the currency code with t or m before it.

    Example:
        >>> unit_word("mnkr", "USD")
        'mUSD'
    """
    return unit if currency == "SEK" else f"{PREFIXES[unit]}{currency}"


def unit_for(amounts: Iterable[Amount | None]) -> Unit:
    """The one unit of a table: kr under a hundred thousand, tkr under a hundred million, else mnkr."""
    largest = max((abs(Decimal(amount)) for amount in amounts if amount is not None), default=Decimal(0))
    if largest < 100_000:
        return "kr"
    return "tkr" if largest < 100_000_000 else "mnkr"


def scaled(amount: Amount, unit: Unit) -> Decimal:
    """An amount in whole kronor brought to a unit, and rounded as that unit is shown."""
    return rounded(Decimal(amount) / DIVISORS[unit], DIGITS[unit])


def bare_money(amount: Amount, unit: Unit, language: Language) -> str:
    """An amount in a unit that the table states, without its word; `amount` is in kronor."""
    return number(scaled(amount, unit), language, DIGITS[unit])


def money(amount: Amount, unit: Unit, language: Language, currency: str = "SEK") -> str:
    """An amount with its unit after a hard space; `amount` is in kronor, or in units of the currency.

    Example:
        >>> money(2_600_000, "tkr", "sv")
        '2\\xa0600\\xa0tkr'
    """
    return f"{bare_money(amount, unit, language)}{HARD_SPACE}{unit_word(unit, currency)}"


def money_in_words(amount: Amount, language: Language, currency: str = "SEK", beside: Amount = 0) -> str:
    """An amount for running text: whole kronor below a million, else millions with one decimal.

    An amount told `beside` one of a million or more is also in millions, so that the two can be compared.

    Example:
        >>> money_in_words(29_600_000, "sv")
        '29,6\\xa0miljoner\\xa0kronor'
    """
    million, krona = NAMES[language]
    currency_word = krona if currency == "SEK" else currency
    if max(abs(Decimal(amount)), abs(Decimal(beside))) < 1_000_000:
        is_one = currency == "SEK" and number(abs(Decimal(amount)), language, 0) == "1"
        return f"{number(Decimal(amount), language, 0)}{HARD_SPACE}{'krona' if is_one else currency_word}"
    return f"{number(Decimal(amount) / 1_000_000, language, 1)}{HARD_SPACE}{million}{HARD_SPACE}{currency_word}"


def share(value: float | Decimal, language: Language, digits: int = 0) -> str:
    """A share as per cent: 0.87 is «87 %» in Swedish and «87%» in English."""
    exact = value if isinstance(value, Decimal) else Decimal(repr(value))
    return number(exact * 100, language, digits) + (f"{HARD_SPACE}%" if language == "sv" else "%")


def fund_shares(split: Iterable[tuple[str, int | None, float | Decimal]], language: Language) -> str:
    """Funds with their shares of a cost; `split` has title, year (None: every year) and share.

    Example:
        >>> fund_shares([("A", None, Decimal("0.6")), ("B", None, Decimal("0.4"))], "en")
        'A 60%, B 40%'
        >>> fund_shares([("A", 2027, Decimal("0.6")), ("A", 2028, Decimal(1)), ("B", 2027, Decimal("0.4"))], "en")
        'A 2027: 60%, 2028: 100%; B 2027: 40%'
    """
    told: dict[str, list[str]] = {}
    dated = False
    for title, year, given in split:
        dated = dated or year is not None
        exact = given if isinstance(given, Decimal) else Decimal(repr(given))
        digits = next((n for n in range(4) if round(exact * 100, n) == exact * 100), 4)
        told.setdefault(title, []).append(
            f"{year}: {share(exact, language, digits)}" if year else share(exact, language, digits)
        )
    return ("; " if dated else ", ").join(f"{title} {', '.join(shares)}" for title, shares in told.items())


def day(value: date | str, language: Language) -> str:
    """A date in words, «9 mars 2026»; a text is an ISO date.

    Raises:
        ValueError: The text is not an ISO date.
    """
    when = date.fromisoformat(value) if isinstance(value, str) else value
    return format_date(when, "d MMMM y", locale=language).replace(" ", HARD_SPACE)


def years(first: int, last: int) -> str:
    """A span of years, never grouped: «2027–2030», or the one year."""
    return str(first) if first == last else f"{first}{EN_DASH}{last}"


@lru_cache(maxsize=65_536)
def _written(value: Decimal, language: Language, digits: int | None) -> str:
    pattern = "#,##0.###" if digits is None else "#,##0" + ("." + "0" * digits if digits else "")
    written = str(parse_pattern(pattern).apply(value, language))
    return written.replace("-", MINUS)
