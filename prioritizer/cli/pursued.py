"""What a plan was chosen for, and what that costs in expected value, on a screen (convention §14)."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from prioritizer.cli.words import word
from prioritizer.model.pursued import Pursued, Ratio, Reached
from prioritizer.model.rules import Language
from prioritizer.predicates.spelled import exact
from prioritizer.words.formatting import money

DECIMALS = 6
"""Of a ratio, which is proved to a millionth."""


def pursued_lines(found: Pursued, language: Language, currency: str) -> Iterator[str]:
    """What is maximised, how sure that is, what each level has, and what is given up."""
    yield word(f"pursued_{found.maximise}", language)
    if found.ratio is not None:
        yield _ratio(found.ratio, found.default_ratio, language, currency)
    for level in found.levels:
        yield _level(level, language)
    if getattr(found.outcome, "status", "") != "optimal":
        yield word("pursued_open", language)
    if found.given_up is None:
        yield word("pursued_not_known", language)
    else:
        yield word("pursued_given_up", language, given_up=money(found.given_up, "kr", language, currency))
    yield word("proof", language)


def _ratio(ratio: Ratio, default: Fraction | None, language: Language, currency: str) -> str:
    return word(
        "pursued_ratio" if ratio.proved else "pursued_ratio_open",
        language,
        ratio=_number(ratio.ratio, language),
        default="–" if default is None else _number(default, language),
        lowest=money(ratio.lowest_spending, "kr", language, currency),
    )


def _level(reached: Reached, language: Language) -> str:
    numbers = {name: _number(getattr(reached, name), language) for name in ("most", "least", "kept")}
    return word("pursued_level", language, title=reached.level.title[language], **numbers)


def _number(number: Fraction, language: Language) -> str:
    return exact(round(Decimal(number.numerator) / Decimal(number.denominator), DECIMALS), language)
