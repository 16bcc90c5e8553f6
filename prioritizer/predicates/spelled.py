"""Numbers, quotes and lists as sentences write them: nothing is rounded, and no two values look the same."""

from collections.abc import Sequence
from decimal import Decimal

from prioritizer.model.rules import Language
from prioritizer.words.formatting import HARD_SPACE, MINUS


def exact(value: Decimal, language: Language) -> str:
    """A number with all its digits; a rule that says 0.0005 may not read as 0.001.

    Example:
        >>> exact(Decimal("-1234.00050"), "en")
        '−1,234.0005'
    """
    if not value.is_finite():
        return str(value)
    whole, _, decimals = f"{abs(value):,f}".partition(".")
    decimals = decimals.rstrip("0")
    written = f"{whole}.{decimals}" if decimals else whole
    if language == "sv":
        written = written.replace(",", HARD_SPACE).replace(".", ",")
    return (MINUS if value < 0 else "") + written


def per_cent(value: Decimal, language: Language) -> str:
    """A share as per cent, with all its digits.

    Example:
        >>> per_cent(Decimal("0.125"), "en")
        '12.5%'
    """
    sign, digits, exponent = value.as_tuple()
    # Built from its digits: arithmetic would round a long share.
    hundredfold = Decimal((sign, digits, exponent + 2)) if isinstance(exponent, int) else value
    return exact(hundredfold, language) + (f"{HARD_SPACE}%" if language == "sv" else "%")


def quoted(text: str, language: Language) -> str:
    """Words that somebody wrote, in quotes that they do not hold themselves.

    Example:
        >>> quoted("the child's home", "en")
        '"the child\\'s home"'
    """
    opening, closing, others = ("«", "»", "”") if language == "sv" else ("'", "'", '"')
    if opening not in text and closing not in text:
        return f"{opening}{text}{closing}"
    if others not in text:
        return f"{others}{text}{others}"
    return f"{opening}{text.replace(closing, 2 * closing)}{closing}"


def listed(words: Sequence[str], last: str) -> str:
    """Words with commas between, and a word before the last.

    Example:
        >>> listed(["a", "b", "c"], "and")
        'a, b and c'
    """
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}" if words else ""
