"""Numbers in the unit of what is limited or maximised, on a screen."""

from decimal import Decimal
from fractions import Fraction

from prioritizer.cli.run import Prepared
from prioritizer.cli.words import word
from prioritizer.model.rules import Amount, Language
from prioritizer.predicates.say import Speaker
from prioritizer.predicates.spelled import exact, per_cent
from prioritizer.words.formatting import HARD_SPACE, unit_word

DECIMALS = 6
"""Of a fraction; more than anybody reads."""


def quantity(ready: Prepared, unit: str, of: str, number: Decimal, language: Language) -> str:
    """A number with all its digits, in kronor, proposals or shares, or in the unit of the field or resource `of`."""
    if unit == "share":
        return per_cent(number, language)
    if unit == "proposals":
        return word("one_proposal" if number == 1 else "proposals", language, n=exact(number, language))
    if unit == "kronor":
        return f"{exact(number, language)}{HARD_SPACE}{unit_word('kr', ready.read.portfolio.currency)}"
    units = {resource.id: resource.unit for resource in ready.read.portfolio.resources}
    if of in units:
        return f"{exact(number, language)}{HARD_SPACE}{units[of]}".strip()
    rules = ready.read.rules
    return Speaker.of(rules, {}, language).value(rules.fields.get(of), number)


def quantity_of(ready: Prepared, amount: Amount | None, number: Fraction, language: Language) -> str:
    """What a plan has of a sum or a count; None is expected value."""
    if amount is None or (amount.form == "sum_of" and amount.of == "granted"):
        return quantity(ready, "kronor", "", rounded(number), language)
    unit = "number" if amount.form == "sum_of" else "proposals"
    return quantity(ready, unit, amount.of, rounded(number), language)


def rounded(number: Fraction) -> Decimal:
    """A fraction as a number with few decimals."""
    return round(Decimal(number.numerator) / Decimal(number.denominator), DECIMALS)
