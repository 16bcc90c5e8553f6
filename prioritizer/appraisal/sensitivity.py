"""What NNV becomes when one thing is different, and where it is zero (convention §11; D6).

Every figure is adjusted NNV: after the haircuts of the evidence grade, before it is moved towards experience.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np

from prioritizer.appraisal.account import account
from prioritizer.appraisal.overlaps import joint_nnv
from prioritizer.appraisal.present import whole
from prioritizer.appraisal.setting import Setting, Terms
from prioritizer.appraisal.worth import Case
from prioritizer.model.rules import Parameter, RuleSet

RATES = tuple(Decimal(text) for text in ("0", "0.015", "0.03", "0.035", "0.05"))
DISPLACEMENTS = tuple(Decimal(text) for text in ("0", "0.25", "0.5"))
TAX_FACTORS = (Decimal("1.0"), Decimal("1.3"))
DISPLACEMENT = "displacement"
LOWEST_RATE, HIGHEST_RATE = -0.9, 10.0
LONGEST = 60
"""Years within which a length of effect or a delay is looked for."""


@dataclass(frozen=True, slots=True)
class Variation:
    """NNV with one thing changed, in whole kronor; None where a stated result cannot tell (convention §26)."""

    name: str
    value: Decimal | None
    nnv: int | None


@dataclass(frozen=True, slots=True)
class Switch:
    """Where NNV is zero when one thing alone is changed.

    `value` is in the unit of `name`; None where no value does it, `reason` then says which: «always» above zero,
    «never» above zero, «stated» for what a stated result cannot tell. `now` is the value in use.
    """

    name: str
    of: str
    now: float | None
    value: float | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the tornado: NNV at the 5th and 95th percentile of one input, all others as expected."""

    name: str
    of: str
    low: float
    high: float
    nnv_low: int
    nnv_high: int

    @property
    def width(self) -> int:
        """How far the input moves NNV."""
        return abs(self.nnv_high - self.nnv_low)


Valued = Callable[[Terms, RuleSet, bool], float | None]
"""NNV under other terms, other rules, and with production value or without."""


def variations(base: Terms, rules: RuleSet, valued: Valued) -> tuple[Variation, ...]:
    """The declared pack: rate, cost, effect, duration, delay, tax factor, production value, displacement.

    Args:
        base: The terms in use.
        rules: The rules in force.
        valued: NNV of a version, or of a plan, under changed terms and rules.

    Source:
        domain.md §1.5, after ASEK's sensitivity analyses.
    """

    def row(name: str, value: Decimal | None, terms: Terms, by: RuleSet = rules, production: bool = True) -> Variation:
        nnv = valued(terms, by, production)
        return Variation(name, value, None if nnv is None else whole(nnv))

    def rows() -> Iterator[Variation]:
        yield from (row("rate", rate, replace(base, rate=rate)) for rate in RATES)
        yield row("cost", Decimal("1.3"), replace(base, cost_scale=1.3))
        yield from (row("effect", Decimal(s), replace(base, effect_scale=float(s))) for s in ("0.5", "0"))
        yield row("duration", Decimal("0.5"), replace(base, duration_scale=0.5))
        yield from (row("delay", Decimal(years), replace(base, delay=years)) for years in (1, 2))
        yield from (row("tax_factor", factor, replace(base, tax_factor=factor)) for factor in TAX_FACTORS)
        yield row("production", None, base, rules, False)
        if DISPLACEMENT in rules.parameters:
            for part in DISPLACEMENTS:
                yield row("displacement", part, base, with_parameter(rules, DISPLACEMENT, part))

    return tuple(rows())


def valued_case(case: Case) -> Valued:
    """NNV of one version at one start; None for what its stated result cannot tell."""

    def valued(terms: Terms, rules: RuleSet, production: bool) -> float | None:
        if case.version.stated is not None:
            return None
        return nnv_of(_under(case, terms, rules, production))

    return valued


def _under(case: Case, terms: Terms, rules: RuleSet, production: bool) -> Case:
    """The same version under other terms, other rules, and with production value or without."""
    portfolio = replace(case.setting.portfolio, production_value=production and case.setting.portfolio.production_value)
    setting = Setting(portfolio, rules, case.setting.draws, case.setting.spreads, terms, case.setting.factors)
    return replace(case, setting=setting)


def valued_plan(cases: Sequence[Case]) -> Valued:
    """NNV of several versions together, overlaps included; None where that of some cannot be told."""
    each = [valued_case(case) for case in cases]

    def valued(terms: Terms, rules: RuleSet, production: bool) -> float | None:
        found = [one(terms, rules, production) for one in each]
        known = [nnv for nnv in found if nnv is not None]
        if len(known) < len(found):
            return None
        return sum(known) + joint_nnv([_under(case, terms, rules, production) for case in sharing_cases])

    sharing_cases = [case for case in cases if case.reached.claims]
    return valued


def nnv_of(case: Case) -> float:
    """Adjusted NNV of a version at one start, not rounded."""
    found = account(case.version, case.start, case.waited, case.reached, case.setting, case.cut)
    return float(((found.costs + found.effects) * found.discount).sum())


def switches(base: Terms, rules: RuleSet, valued: Valued) -> tuple[Switch, ...]:
    """Where NNV is zero, solved and not read off a grid: rate, cost, effect, tax factor, length and delay of effect."""

    def at(**changes: object) -> float | None:
        return valued(base.with_changes(**changes), rules, True)

    if at() is None:
        return tuple(Switch(name, "", None, None, "stated") for name in ("rate", "cost", "effect"))
    found = [
        _rate_switch(base, lambda rate: at(rate=Decimal(repr(rate)))),
        linear_switch("cost", "", 1.0, lambda scale: at(cost_scale=scale)),
        linear_switch("effect", "", 1.0, lambda scale: at(effect_scale=scale)),
        _whole_switch("delay", lambda years: at(delay=years)),
    ]
    now = 1.0 if base.tax_factor is None else float(base.tax_factor)
    found.append(linear_switch("tax_factor", "", now, lambda factor: at(tax_factor=Decimal(repr(factor)))))
    if DISPLACEMENT in rules.parameters:
        found.append(_displacement_switch(base, rules, valued))
    return tuple(found)


def linear_switch(name: str, of: str, now: float, nnv: Callable[[float], float | None]) -> Switch:
    """The zero of something that NNV depends on in a straight line, from two points of it.

    Example:
        >>> linear_switch("cost", "", 1.0, lambda scale: 150.0 - 100.0 * scale).value
        1.5
    """
    first, second = nnv(0.0), nnv(1.0)
    if first is None or second is None:
        return Switch(name, of, now, None, "stated")
    slope = second - first
    if abs(slope) < 1e-9:
        return Switch(name, of, now, None, "always" if second > 0 else "never")
    zero = -first / slope
    if zero < 0:
        return Switch(name, of, now, None, "always" if second > 0 else "never")
    return Switch(name, of, now, zero)


def _rate_switch(base: Terms, nnv: Callable[[float], float | None]) -> Switch:
    """The rate at which NNV is zero; the one nearest above the rate in use where there are several."""
    from scipy.optimize import brentq

    def known(rate: float) -> float:
        found = nnv(rate)
        return 0.0 if found is None else found

    now = float(base.rate)
    steps = [*np.linspace(now, 0.5, 60), *np.geomspace(0.5, HIGHEST_RATE, 40)[1:]]
    below = list(np.linspace(now, LOWEST_RATE, 60))
    for path in (steps, below):
        values = [known(float(rate)) for rate in path]
        for (a, va), (b, vb) in zip(
            zip(path, values, strict=True), list(zip(path, values, strict=True))[1:], strict=False
        ):
            if va == 0:
                return Switch("rate", "", now, float(a))
            if va * vb < 0:
                return Switch("rate", "", now, float(brentq(known, float(a), float(b), xtol=1e-12)))
    return Switch("rate", "", now, None, "always" if known(now) > 0 else "never")


def _whole_switch(name: str, nnv: Callable[[int], float | None]) -> Switch:
    """The most whole years of delay at which NNV is not below zero."""
    last: int | None = None
    for years in range(LONGEST):
        found = nnv(years)
        if found is None or found < 0:
            break
        last = years
    if last is None:
        return Switch(name, "", 0.0, None, "never")
    return Switch(name, "", 0.0, None, "always") if last == LONGEST - 1 else Switch(name, "", 0.0, float(last))


def _displacement_switch(base: Terms, rules: RuleSet, valued: Valued) -> Switch:
    now = rules.parameters[DISPLACEMENT].values[-1].value

    def at(part: float) -> float | None:
        return valued(base, with_parameter(rules, DISPLACEMENT, Decimal(repr(part))), True)

    found = linear_switch("displacement", "", float(now), at)
    if found.value is not None and found.value > 1:
        return replace(found, value=None, reason="always")
    return found


def tornado(bars: Iterable[Bar]) -> tuple[Bar, ...]:
    """Bars in order of how far each input moves NNV, the widest first; ids settle ties."""
    return tuple(sorted(bars, key=lambda bar: (-bar.width, bar.name, bar.of)))


def with_parameter(rules: RuleSet, name: str, value: Decimal) -> RuleSet:
    """The rules with another number for a parameter, in force on every day it has one."""
    parameter: Parameter = rules.parameters[name]
    values = tuple(replace(dated, value=value) for dated in parameter.values)
    parameters: Mapping[str, Parameter] = {**rules.parameters, name: replace(parameter, values=values)}
    return replace(rules, parameters=parameters)
