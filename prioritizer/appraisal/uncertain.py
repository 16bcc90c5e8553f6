"""Each uncertain input of a version as something that NNV can be asked about (convention §8, §11).

An input is put to one value and all others are drawn as they are, from the same stream, so that two answers differ by
the input alone.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

import numpy as np

from prioritizer.appraisal.account import lay_out
from prioritizer.appraisal.case import Case
from prioritizer.appraisal.common_factors import shared_by
from prioritizer.appraisal.distributions import POSITIVE, SHARE, Bounds
from prioritizer.appraisal.draws import INPUTS, SUCCESS, success_of
from prioritizer.appraisal.effect_size import bounds
from prioritizer.appraisal.reached import reach_all, weighing
from prioritizer.appraisal.stress import net
from prioritizer.appraisal.zeros import exact
from prioritizer.model.distribution import Distribution
from prioritizer.model.portfolio import Success
from prioritizer.screening.screen import in_force

CURVED = ("relative_risk", "odds_ratio", "risk_difference")
"""Forms of an effect size in which NNV need not be straight: a ratio times a risk, or a cut at 0 or 1."""


@dataclass(frozen=True, slots=True)
class Input:
    """An uncertain input: `changed` is the case with the input at a value in every draw, before it is drawn anew.

    `name` is one of `INPUTS`, or cost, success, price_spread or factor; `of` the outcome, cost row, price or factor
    and `row` which effect or cost of the version. A price or factor is `shared` with other versions. `straight` says
    that NNV depends on it in a straight line, `redrawn` that what effects reach has to be drawn anew.
    """

    name: str
    of: str
    row: int | None
    declared: Distribution
    bounds: Bounds
    changed: Callable[[float], Case]
    straight: bool = True
    redrawn: bool = True

    @property
    def shared(self) -> bool:
        """True where other versions draw the same."""
        return self.name in ("price_spread", "factor")

    def nnv(self, value: float) -> float:
        """NNV of the version, not rounded, with the input at a value."""
        (found,) = nnv_of((self, value))
        return found


def put(*asked: tuple[Input, float]) -> list[Case]:
    """The case of each input with the input at a value in every draw."""
    found = [one.changed(value) for one, value in asked]
    redrawn = [at for at, (one, _) in enumerate(asked) if one.redrawn]
    for at, reached in zip(redrawn, reach_all([found[at].drawing for at in redrawn]), strict=True):
        found[at] = replace(found[at], reached=reached)
    return found


def nnv_of(*asked: tuple[Input, float]) -> list[float]:
    """NNV of its version, not rounded, with each input at a value."""
    return [net(found) for found in lay_out([case.expected_only() for case in put(*asked)])]


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
    for row, effect in enumerate(case.version.effects):
        meets = any(row in members for members in case.reached.members if len(members) > 1)
        for name in INPUTS:
            declared = getattr(effect, name)
            if declared is not None and not declared.is_point:
                bent = meets or (effect.stated_as in CURVED and name in ("risk_without", "change"))
                changed = partial(_with_effect, case, row, name)
                yield Input(name, effect.outcome, row, declared, bounds(effect, name), changed, not bent)


def _with_effect(case: Case, row: int, name: str, value: float) -> Case:
    changed = replace(case.version.effects[row], **{name: point(value)})  # type: ignore[arg-type]  # the names are those of the fields
    effects = tuple(changed if n == row else kept for n, kept in enumerate(case.version.effects))
    return replace(case, version=replace(case.version, effects=effects))


def _of_costs(case: Case) -> Iterator[Input]:
    _, shared = weighing(case.drawing)

    def changed(row: int, value: float) -> Case:
        costs = tuple(value * shared if n == row else kept for n, kept in enumerate(case.reached.costs))
        return replace(case, reached=replace(case.reached, costs=costs))

    for row, cost in enumerate(case.version.costs):
        if cost.spread is not None and not cost.spread.is_point:
            yield Input("cost", cost.title, row, cost.spread, POSITIVE, partial(changed, row), redrawn=False)


def _success(case: Case) -> Iterator[Input]:
    declared = success_of(case.proposal)

    def changed(value: float) -> Case:
        return replace(case, proposal=replace(case.proposal, success=(Success("", exact(1.0), exact(value)),)))

    if declared is not None and not declared.is_point and case.version.effects:
        yield Input(SUCCESS, "", None, declared, SHARE, changed, not _meeting(case))


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
            changed = partial(_shared, case, "factors", factor.id)
            straight = factor.of == "costs" or not _meeting(case)
            yield Input("factor", factor.id, None, factor.factor, POSITIVE, changed, straight)


def _meeting(case: Case) -> bool:
    """Whether effects of the version reach the same people, so that what multiplies all of them is in it twice."""
    return len(case.reached.members) > len(case.version.effects)


def _shared(case: Case, kind: Literal["spreads", "factors"], id: str, value: float) -> Case:
    """The case with one price or common factor at a value in every draw."""
    setting = case.setting
    fixed = {id: np.full(setting.draws, value)}
    if kind == "spreads":
        return replace(case, setting=replace(setting, spreads={**setting.spreads, **fixed}))
    return replace(case, setting=replace(setting, factors={**setting.factors, **fixed}))
