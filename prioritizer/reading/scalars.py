"""What a person wrote, as text, to a value: amounts, shares, years, dates, yes and no.

Each parser returns the value or raises `Unreadable`; none guesses. A text that two readers could take for two numbers
is refused, and so is everything that is not a finite number.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from difflib import get_close_matches
from types import MappingProxyType

HARD_SPACE = "\N{NO-BREAK SPACE}"
NARROW_SPACE = "\N{NARROW NO-BREAK SPACE}"
THIN_SPACE = "\N{THIN SPACE}"
MINUS = "\N{MINUS SIGN}"

_GROUPS = " _" + HARD_SPACE + NARROW_SPACE + THIN_SPACE
_GROUPED = re.compile(rf"(?P<whole>[0-9]{{1,3}}(?:(?P<group>[{_GROUPS}])[0-9]{{3}})(?:(?P=group)[0-9]{{3}})*)")
_DIGITS = re.compile(r"[0-9]+")
_CURRENCY = re.compile(r"(?:kr|kronor|sek|:-)\.?$", re.IGNORECASE)
_IN_KRONOR = re.compile(rf"[-+{MINUS}]?[0-9][0-9{_GROUPS}.,]*{_CURRENCY.pattern[:-1]}", re.IGNORECASE)
_LARGER = {
    **dict.fromkeys(("tkr", "ksek", "tsek", "tusen"), 1000),
    **dict.fromkeys(("mnkr", "mkr", "msek", "miljon", "miljoner"), 1_000_000),
    **dict.fromkeys(("mdkr", "miljard", "miljarder"), 1_000_000_000),
}
_IN_LARGER = re.compile(rf"(?P<number>.*?)\s*(?P<unit>{'|'.join(_LARGER)})(?:\s+(?:kr|kronor))?\.?", re.IGNORECASE)
_CODE = re.compile(r"[A-Z]{3}")
_CODES = {"kr": "SEK", "kronor": "SEK", "€": "EUR", "euro": "EUR", "£": "GBP", "pund": "GBP", "$": "USD"}
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0") | {
    *map(chr, range(0x180B, 0x180E)),
    *map(chr, range(0xFE00, 0xFE10)),
    *map(chr, range(0xE0100, 0xE01F0)),
}
"""Letters and marks that are drawn as nothing."""
_ENDLESS = frozenset({"nan", ".nan", "inf", ".inf", "infinity", "∞", "oändlig", "oändligt"})
_IDENTIFIER = re.compile(r"[A-Za-z0-9åäöÅÄÖ_.-]+")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_LOOSE_DAY = re.compile(r"([0-9]{4})[-/. ]?([0-9]{1,2})[-/. ]?([0-9]{1,2})")
_YES = frozenset({"ja", "yes", "true", "sant"})
_NO = frozenset({"nej", "no", "false", "falskt"})
_MOST_DIGITS = 15
FEWEST_PER_CENT = 2
"""From this number on, one that should be a share is taken for per cent without their sign."""
_ORE, _FINEST = Decimal("0.01"), Decimal("0.000001")
FIRST_YEAR, LAST_YEAR = 1900, 2200
"""Years that anything can be about."""


class Unreadable(ValueError):
    """A text that is not what was asked for.

    `code` names the sentence, `values` fill its gaps, `near` is the nearest right text or empty.
    """

    def __init__(self, code: str, values: Mapping[str, str], near: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.values: Mapping[str, str] = MappingProxyType(dict(values))
        self.near = near


def unprintable(text: str) -> str:
    """The first sign of a text that steers a terminal or hides what stands there, as «U+001B»; empty where none is.

    Line breaks and tabs are no such signs; those that turn the direction of writing are.
    """
    found = _UNPRINTABLE.search(text)
    return f"U+{ord(found.group()):04X}" if found else ""


def is_visible(text: str) -> bool:
    """Whether anything of a text is seen: not of spaces, marks of direction, joiners and control characters alone.

    Example:
        >>> is_visible("Läxhjälp"), is_visible(" \\u200f\\u200b"), is_visible("\\u3164")
        (True, False, False)
    """
    return any(unicodedata.category(sign)[0] not in "CZ" and sign not in _BLANK for sign in text)


def nearest(word: str, words: Iterable[str]) -> str:
    """The known word most like the one written, letter case aside; empty when none is like it."""
    known = {w.casefold(): w for w in sorted(words, reverse=True) if w != word}
    found = get_close_matches(word.casefold(), known, n=1)
    return known[found[0]] if found else ""


def text(given: str) -> str:
    """Read a text of which something is seen.

    Raises:
        Unreadable: empty_text, or invisible_text for one of signs that are not seen.
    """
    if not given.strip():
        raise Unreadable("empty_text", {})
    if not is_visible(given):
        raise Unreadable("invisible_text", {})
    return given.strip()


def amount(text: str) -> Decimal:
    """Read kronor: «2_600_000», «2 600 000», «1 500,50 kr», «1500.5».

    Raises:
        Unreadable: ambiguous_number («1.500»), not_finite, too_large, not_an_amount, or not_in_kronor («1,5 mnkr»).
    """
    try:
        return _decimal(_CURRENCY.sub("", text.strip()), text, "not_an_amount")
    except Unreadable as wrong:
        near = in_kronor(text)
        if not near:
            raise
        raise Unreadable("not_in_kronor", wrong.values, near) from None


def in_kronor(text: str) -> str:
    """An amount in thousands or millions as kronor: «1,5 mnkr» is «1 500 000»; empty of anything else.

    Example:
        >>> in_kronor("250 tkr"), in_kronor("250 kr")
        ('250 000', '')
    """
    found = _IN_LARGER.fullmatch(text.strip())
    if not found:
        return ""
    try:
        kronor = _decimal(found["number"], text, "not_an_amount", fraction=True) * _LARGER[found["unit"].casefold()]
    except Unreadable:
        return ""
    return f"{int(kronor):,}".replace(",", " ") if kronor == int(kronor) else f"{kronor:f}"


def number(text: str) -> Decimal:
    """Read a plain number, as an amount but without a currency.

    Raises:
        Unreadable: ambiguous_number, not_finite, too_large, or not_a_number.
    """
    return _decimal(text, text, "not_a_number")


def kronor(text: str) -> Decimal:
    """Read an amount in whole öre.

    Raises:
        Unreadable: As `amount`, or too_many_decimals with the amount rounded half-even.
    """
    return _at_most(amount(text), text, _ORE)


def whole_kronor(text: str) -> Decimal:
    """Read an amount in whole kronor.

    Raises:
        Unreadable: As `amount`, or not_whole_kronor with the amount rounded half-even.
    """
    try:
        return _at_most(amount(text), text, Decimal(1))
    except Unreadable as wrong:
        if wrong.code != "too_many_decimals":
            raise
        raise Unreadable("not_whole_kronor", {"value": text.strip()}, wrong.near) from None


def quantity(text: str) -> Decimal:
    """Read a plain number in millionths at the finest.

    Raises:
        Unreadable: As `number`, or too_many_decimals with the number rounded half-even.
    """
    return _at_most(number(text), text, _FINEST)


def _at_most(found: Decimal, text: str, step: Decimal) -> Decimal:
    """The number, where it is a whole count of steps."""
    rounded = found.quantize(step, ROUND_HALF_EVEN)
    if rounded == found:
        return found
    near = format(rounded or abs(rounded), "f").replace(".", "," if text.rfind(",") > text.rfind(".") else ".")
    raise Unreadable("too_many_decimals", {"value": text.strip(), "most": str(-int(step.as_tuple().exponent))}, near)


def share(text: str) -> Decimal:
    """Read a share from 0 to 1: «0,06» or «6 %».

    Raises:
        Unreadable: not_a_share, not_finite, or share_outside; «60» without a sign is asked about as «60 %».
    """
    found = _of_hundred(text, "not_a_share") if _has_sign(text) else _decimal(text, text, "not_a_share", fraction=True)
    if 0 <= found <= 1:
        return found
    # «60» is 60 per cent without its sign; «1.3» is a share too large, or a number that is no share.
    near = f"{text.strip()} %" if not _has_sign(text) and FEWEST_PER_CENT <= found <= 100 else ""
    raise Unreadable("share_outside", {"value": text.strip()}, near)


def per_cent(text: str) -> Decimal:
    """Read a percentage, with or without its sign, as a share: «93» and «93 %» are 0.93.

    A number between 0 and 1 without the sign may be a share, so it is refused rather than made a hundredth.

    Raises:
        Unreadable: not_a_share, not_finite, per_cent_outside, or share_or_per_cent.
    """
    found = _of_hundred(text, "not_a_share")
    if not 0 <= found <= 1:
        raise Unreadable("per_cent_outside", {"value": text.strip()})
    if not _has_sign(text) and 0 < found < Decimal("0.01"):
        near = format((found * 10000).normalize(), "f").replace(".", "," if "," in text else ".")
        raise Unreadable("share_or_per_cent", {"value": text.strip()}, f"{near} %")
    return found


def hundredths(text: str) -> Decimal:
    """Read a percentage of any size as a part of one: «130 %» is 1.3.

    Raises:
        Unreadable: not_a_share or not_finite.
    """
    return _of_hundred(text, "not_a_share")


def year(text: str) -> int:
    """Read a calendar year of four digits.

    Raises:
        Unreadable: not_a_year.
    """
    written = text.strip()
    if re.fullmatch("[0-9]{4}", written) and FIRST_YEAR <= int(written) <= LAST_YEAR:
        return int(written)
    raise Unreadable("not_a_year", {"value": written})


def day(text: str) -> date:
    """Read a date, year-month-day.

    Raises:
        Unreadable: not_a_date, or impossible_date for one that no calendar has.
    """
    written = text.strip()
    if _DAY.fullmatch(written):
        try:
            return date.fromisoformat(written)
        except ValueError:
            raise Unreadable("impossible_date", {"value": written}) from None
    raise Unreadable("not_a_date", {"value": written}, _loose_day(written))


def boolean(text: str) -> bool:
    """Read yes or no, in Swedish, in English, or as Excel writes it.

    Raises:
        Unreadable: not_yes_or_no.
    """
    written = text.strip().casefold()
    if written in _YES | _NO:
        return written in _YES
    raise Unreadable("not_yes_or_no", {"value": text.strip()}, nearest(written, ("ja", "nej", "yes", "true", "false")))


def identifier(text: str) -> str:
    """Read an id: letters, digits, «_», «.» and «-», without spaces.

    Raises:
        Unreadable: not_an_id, with the same text made into one.
    """
    written = unicodedata.normalize("NFC", text.strip())
    if _IDENTIFIER.fullmatch(written):
        return written
    near = "_".join(_IDENTIFIER.findall(written)).strip("_")
    raise Unreadable("not_an_id", {"value": written}, near)


def currency(text: str) -> str:
    """Read a currency as its code of three capital letters: «SEK».

    Raises:
        Unreadable: not_a_currency, with the code that is most likely meant.
    """
    written = text.strip()
    if _CODE.fullmatch(written):
        return written
    near = _CODES.get(written.casefold(), written.upper() if _CODE.fullmatch(written.upper()) else "")
    raise Unreadable("not_a_currency", {"value": written}, near)


def names_kronor(text: str) -> bool:
    """True of a number with kronor after it: «1 000 000 kr»."""
    return bool(_IN_KRONOR.fullmatch(text.strip()))


def listed(text: str) -> tuple[str, ...]:
    """Read a list whose items stand between «|»; empty items are left out."""
    return tuple(item for item in (part.strip() for part in text.split("|")) if item)


def _has_sign(text: str) -> bool:
    """True when the text ends with a per cent sign."""
    return text.strip().endswith("%")


def _of_hundred(text: str, code: str) -> Decimal:
    """The number before an optional per cent sign, as a share."""
    return _decimal(text.strip().removesuffix("%"), text, code, fraction=True) / 100


def _decimal(text: str, whole_text: str, code: str, *, fraction: bool = False) -> Decimal:
    """Read a number in any of the ways people write one; with `fraction`, «1.500» can only be one and a half."""
    written = text.strip().replace(MINUS, "-")
    said = {"value": whole_text.strip()}
    unsigned = written.lstrip("+-").strip()
    if unsigned.casefold() in _ENDLESS:
        raise Unreadable("not_finite", said)
    if len(written) - len(written.lstrip("+-")) > 1:
        raise Unreadable(code, said)
    digits = _plain(unsigned, said, code, fraction=fraction)
    if len(digits.split(".")[0].lstrip("0")) > _MOST_DIGITS:
        raise Unreadable("too_large", said)
    found = Decimal(digits)
    return -found if written.startswith("-") and found else found


def _plain(text: str, said: Mapping[str, str], code: str, *, fraction: bool) -> str:
    """Digits with at most one point, from digits with spaces, points and commas."""
    marks = [sign for sign in text if sign in ".,"]
    head, mark, tail = text.rpartition(marks[-1]) if marks else (text, "", "")
    if len(marks) > 1 and len(set(marks)) == 1:
        return _ungrouped(text, marks[0], said, code)
    if len(marks) > 1:
        head = _ungrouped(head, marks[0], said, code) if marks[0] not in marks[-1:] else ""
    whole = _without_spaces(head, said, code)
    if not mark:
        return whole
    if not _DIGITS.fullmatch(tail):
        raise Unreadable(code, said)
    if not fraction and len(marks) == 1 and len(tail) == 3 and head == whole and len(whole) <= 3 and whole[0] != "0":
        raise Unreadable("ambiguous_number", {**said, **_two_readings(whole, mark, tail)})
    return f"{whole}.{tail}"


def _without_spaces(text: str, said: Mapping[str, str], code: str) -> str:
    """Digits, from digits in groups of three with one kind of space or «_» between."""
    if _GROUPED.fullmatch(text):
        return re.sub(f"[{_GROUPS}]", "", text)
    if _DIGITS.fullmatch(text):
        return text
    raise Unreadable(code, said)


def _ungrouped(text: str, mark: str, said: Mapping[str, str], code: str) -> str:
    """Digits, from groups of three with points or commas between: «1.234.567»."""
    if not re.fullmatch(rf"[1-9][0-9]{{0,2}}(?:{re.escape(mark)}[0-9]{{3}})+", text):
        raise Unreadable(code, said)
    return text.replace(mark, "")


def _two_readings(whole: str, mark: str, tail: str) -> dict[str, str]:
    """The two numbers that «1.500» may be, each written so that it can be read in one way only."""
    short = tail.rstrip("0") or "0"
    return {"thousands": whole + tail, "fraction": whole + mark + (short if len(short) < 3 else tail + "0")}


def _loose_day(text: str) -> str:
    """The date that a text written in another order of signs means; empty when there is none."""
    found = _LOOSE_DAY.fullmatch(text)
    if not found:
        return ""
    try:
        return date(*(int(part) for part in found.groups())).isoformat()
    except ValueError:
        return ""
