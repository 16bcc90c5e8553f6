"""A choice for something else than expected value, as JSON has it (convention §14)."""

from fractions import Fraction

from prioritizer.model.plan import Plan
from prioritizer.model.pursued import Pursued, Ratio, Reached
from prioritizer.register.answers import named
from prioritizer.register.plain import Plain, plain


def pursued_answer(found: Pursued | None) -> Plain | None:
    """What was maximised, what that gives up in expected value, and the choice by expected value; None without one.

    Fractions are exact, as whole numerators and denominators, beside the number to read.
    """
    if found is None:
        return None
    default = found.default
    return {
        "maximise": found.maximise,
        "given_up": None if found.given_up is None else plain(found.given_up),
        "default": {
            "status": default.status,
            "objective": plain(default.objective),
            "granted": plain(default.granted),
            "ratio": None if found.default_ratio is None else _fraction(found.default_ratio),
            "selected": [named(key) for key in default.chosen],
        }
        if isinstance(default, Plan)
        else None,
        "ratio": None if found.ratio is None else _ratio(found.ratio),
        "levels": [_level(level) for level in found.levels],
    }


def _ratio(ratio: Ratio) -> Plain:
    return {
        **_fraction(ratio.ratio),
        "below": _fraction(ratio.bound),
        "lowest_spending": plain(ratio.lowest_spending),
        "iterations": ratio.iterations,
        "proved": ratio.proved,
    }


def _level(reached: Reached) -> Plain:
    amount = reached.level.amount
    return {
        "title": reached.level.title,
        "of": "expected_value" if amount is None else amount.of if amount.form == "sum_of" else "count",
        "most": _number(reached.most),
        "least": _number(reached.least),
        "kept": _number(reached.kept),
        "proved": reached.proved,
    }


def _fraction(number: Fraction) -> Plain:
    return {"value": float(number), "numerator": number.numerator, "denominator": number.denominator}


def _number(number: Fraction) -> int | float:
    return int(number) if number.denominator == 1 else float(number)
