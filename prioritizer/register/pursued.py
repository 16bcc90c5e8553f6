"""A choice for something else than expected value, as JSON has it (convention §14)."""

from decimal import Decimal
from fractions import Fraction

from prioritizer.model.plan import Plan
from prioritizer.model.pursued import Pursued, Ratio, Reached, Regret, Weighed
from prioritizer.model.rules import Amount
from prioritizer.register.answers import named
from prioritizer.register.plain import Plain, plain


def pursued_answer(found: Pursued | None) -> Plain | None:
    """What was maximised, what that gives up in expected value, and the choice by expected value; None without one.

    Fractions are exact, as whole numerators and denominators, beside the number to read.
    """
    if found is None:
        return None
    default, (low, high) = found.default, found.less or (None, None)
    return {
        "maximise": found.maximise,
        "given_up": _kronor(found.given_up),
        "given_up_low": _kronor(low),
        "given_up_high": _kronor(high),
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
        "regrets": [_regret(regret) for regret in found.regrets],
        "mean_cvar": None if found.weighed is None else _weighed(found.weighed),
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
    return {"title": reached.level.title, **_of(reached.level.amount), **_numbers(reached)}


def _of(amount: Amount | None) -> Plain:
    """What a level is of and in which unit: kronor, proposals, or that of the field or resource."""
    if amount is None:
        return {"of": "expected_value", "unit": "kronor"}
    if amount.form != "sum_of":
        return {"of": "count", "unit": "proposals"}
    return {"of": amount.of, "unit": "kronor" if amount.of == "granted" else "number"}


def _numbers(reached: Reached) -> Plain:
    return {
        "most": _number(reached.most),
        "least": _number(reached.least),
        "kept": _number(reached.kept),
        "proved": reached.proved,
    }


def _regret(regret: Regret) -> Plain:
    default = regret.default_worth
    return {
        "scenario": regret.scenario.id,
        "title": regret.scenario.title,
        "best": _number(regret.best),
        "worth": _number(regret.worth),
        "regret": _number(regret.best - regret.worth),
        "default_regret": None if default is None else _number(regret.best - default),
    }


def _weighed(found: Weighed) -> Plain:
    fresh = found.fresh_worst_mean
    return {
        "share": _number(found.share),
        "weight": _number(found.weight),
        "value": _number(found.worth),
        "bound": _number(found.bound),
        "worst_mean": _number(found.worst_mean),
        "default_value": _number(found.default_worth),
        "default_worst_mean": _number(found.default_worst_mean),
        "proved": found.proved,
        "fresh_worst_mean": None if fresh is None else _number(fresh),
        "fresh_draws": None if fresh is None else found.fresh_draws,
    }


def _kronor(amount: Decimal | None) -> object:
    return None if amount is None else plain(amount)


def _fraction(number: Fraction) -> Plain:
    return {"value": float(number), "numerator": number.numerator, "denominator": number.denominator}


def _number(number: Fraction) -> int | float:
    return int(number) if number.denominator == 1 else float(number)
