"""Each uncertain input of a version as something that NNV can be asked about (convention §8, §11).

An input is put to one value and all others are drawn as they are, from the same stream, so that two answers differ by
the input alone.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

import numpy as np

from prioritizer.appraisal.common_factors import shared_by
from prioritizer.appraisal.distributions import POSITIVE, SHARE, Bounds
from prioritizer.appraisal.draws import INPUTS, SUCCESS, rank_of, success_of
from prioritizer.appraisal.effect_size import bounds
from prioritizer.appraisal.reached import Multiple, expected_units, reach, weighing
from prioritizer.appraisal.stress import expected_only, laid_out, net
from prioritizer.appraisal.switches import exact
from prioritizer.appraisal.worth import Case
from prioritizer.model.distribution import Distribution
from prioritizer.model.portfolio import Effect, Success
from prioritizer.screening.screen import in_force

CURVED = ("relative_risk", "odds_ratio", "risk_difference")
"""Forms of an effect size in which NNV need not be straight: a ratio times a risk, or a cut at 0 or 1."""


@dataclass(frozen=True, slots=True)
class Input:
    """An uncertain input: `nnv` is NNV of the version, not rounded, with the input at a value.

    `name` is one of `INPUTS`, or cost, success, price_spread or factor; `of` the outcome, cost row, price or factor
    and `row` which effect or cost of the version. A price or factor is `shared` with other versions. `straight` says
    that NNV depends on it in a straight line.
    """

    name: str
    of: str
    row: int | None
    declared: Distribution
    bounds: Bounds
    nnv: Callable[[float], float]
    straight: bool = True

    @property
    def shared(self) -> bool:
        """True where other versions draw the same."""
        return self.name in ("price_spread", "factor")


def point(value: float) -> Distribution:
    """A number without uncertainty."""
    number = exact(value)
    return Distribution(number, number, number)


def inputs(case: Case) -> tuple[Input, ...]:
    """All uncertain inputs of a version; none of a stated result, which says nothing of its parts."""
    if case.version.stated is not None:
        return ()
    return (*_of_effects(case), *_of_costs(case), *_success(case), *_prices(case), *_factors(case))


def _of_effects(case: Case) -> Iterator[Input]:
    found, light = laid_out(expected_only(case)), case.reached.expected
    nnv = net(found)
    weigh, _ = weighing(case.proposal, case.version, case.drawn, case.setting)
    for row, effect in enumerate(case.version.effects):
        spread = case.setting.spreads.get(effect.outcome, 1.0)
        ask = _Effect(case, row, effect, weigh * spread, nnv, float(found.unit_present[row]), float(light[row]))
        for name in INPUTS:
            declared = getattr(effect, name)
            if declared is not None and not declared.is_point:
                bent = effect.stated_as in CURVED and name in ("risk_without", "change")
                limits = bounds(effect, name)
                yield Input(name, effect.outcome, row, declared, limits, partial(ask.at, name), not bent)


@dataclass(frozen=True, slots=True)
class _Effect:
    """One effect of a case, in which only what a unit is worth and how many there are matters."""

    case: Case
    row: int
    effect: Effect
    weigh: Multiple
    nnv: float
    unit_present: float
    expected: float

    def at(self, name: str, value: float) -> float:
        changed = replace(self.effect, **{name: point(value)})  # type: ignore[arg-type]  # the names are those of the fields
        case = self.case
        rank = rank_of(self.row, case.numbers.effects)
        units = expected_units(changed, rank, case.drawn, self.weigh, case.setting.draws)
        return self.nnv + self.unit_present * (units - self.expected)


def _of_costs(case: Case) -> Iterator[Input]:
    _, shared = weighing(case.proposal, case.version, case.drawn, case.setting)
    common = shared if isinstance(shared, float) else float(shared.mean())
    light = expected_only(case)

    def at(row: int, value: float) -> float:
        costs = tuple(value * common if n == row else kept for n, kept in enumerate(light.reached.costs))
        return net(laid_out(replace(light, reached=replace(light.reached, costs=costs))))

    for row, cost in enumerate(case.version.costs):
        if cost.spread is not None and not cost.spread.is_point:
            yield Input("cost", cost.title, row, cost.spread, POSITIVE, partial(at, row))


def _success(case: Case) -> Iterator[Input]:
    declared = success_of(case.proposal)

    def at(value: float) -> float:
        graded = replace(case.proposal, success=(Success("", exact(1.0), exact(value)),))
        return _again(replace(case, proposal=graded))

    if declared is not None and not declared.is_point and case.version.effects:
        yield Input(SUCCESS, "", None, declared, SHARE, at)


def _prices(case: Case) -> Iterator[Input]:
    used = {effect.outcome for effect in case.version.effects}
    for outcome in sorted(used & set(case.setting.spreads)):
        declared = case.setting.rules.prices[outcome].spread
        if declared is not None and not declared.is_point:
            yield Input("price_spread", outcome, None, declared, POSITIVE, partial(_shared, case, "spreads", outcome))


def _factors(case: Case) -> Iterator[Input]:
    setting = case.setting
    numbers = in_force(setting.portfolio, setting.rules) if setting.portfolio.common_factors else {}
    for factor in shared_by(case.version, case.proposal, setting.portfolio.common_factors, numbers):
        if not factor.factor.is_point:
            ask = partial(_shared, case, "factors", factor.id)
            yield Input("factor", factor.id, None, factor.factor, POSITIVE, ask)


def _shared(case: Case, kind: Literal["spreads", "factors"], id: str, value: float) -> float:
    """NNV with one price or common factor at a value in every draw."""
    setting = case.setting
    fixed = {id: np.full(setting.draws, value)}
    if kind == "spreads":
        return _again(replace(case, setting=replace(setting, spreads={**setting.spreads, **fixed})))
    return _again(replace(case, setting=replace(setting, factors={**setting.factors, **fixed})))


def _again(case: Case) -> float:
    reached = reach(case.proposal, case.version, case.numbers, case.drawn, case.setting)
    return net(laid_out(expected_only(replace(case, reached=reached))))
