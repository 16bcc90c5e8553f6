"""NNV of versions when something is different, from expected values alone (convention §11, §26).

Every figure is adjusted NNV: after the haircuts of the evidence grade, before it is moved towards experience. Expected
values are enough, since NNV is linear in the units of each row and in what each cost row takes.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from prioritizer.appraisal.account import Account, lay_out
from prioritizer.appraisal.case import Case
from prioritizer.appraisal.overlaps import joint_by_size, joint_flow, joint_nnv
from prioritizer.appraisal.setting import Setting, Terms
from prioritizer.appraisal.worth import stated
from prioritizer.model.portfolio import Stated
from prioritizer.model.rules import Parameter, RuleSet


@dataclass(frozen=True, slots=True)
class Changed:
    """Other terms, other rules, or no value of production."""

    terms: Terms
    rules: RuleSet
    production: bool = True


def as_it_is(setting: Setting, **terms: object) -> Changed:
    """Nothing changed but some of the terms."""
    return Changed(setting.terms.with_changes(**terms), setting.rules)


def under(case: Case, changed: Changed) -> Case:
    """A case as it would be appraised with something changed; what does not change is not worked out again."""
    setting = case.setting
    portfolio = setting.portfolio
    if portfolio.production_value and not changed.production:
        portfolio = replace(portfolio, production_value=False)
    same_prices = portfolio is setting.portfolio and changed.rules is setting.rules
    found = Setting(
        portfolio,
        changed.rules,
        setting.draws,
        setting.spreads,
        changed.terms,
        setting.factors,
        discounts=setting.discounts if changed.terms.rates == setting.terms.rates else {},
        parts=setting.parts if same_prices else {},
        units=setting.units if same_prices else {},
    )
    return replace(case, setting=found)


def laid_out(case: Case) -> Account:
    """The tables of a case."""
    (found,) = lay_out((case,))
    return found


def net(found: Account) -> float:
    """NNV of society in tables already laid out."""
    return float(((found.costs + found.effects) * found.discount).sum())


def nnvs_of(case: Case, changes: Sequence[Changed]) -> list[float | None]:
    """Adjusted NNV of a version at one start with each of some changes made alone, not rounded.

    Returns:
        None where a result computed elsewhere cannot tell: a net one knows nothing of its parts, and of a gross one
        only the costs that are entered and its effects as a whole can be scaled (convention §26).
    """
    if case.version.stated is None:
        return [net(found) for found in lay_out([under(case, changed) for changed in changes])]
    return [_of_stated(case, case.version.stated, changed) for changed in changes]


def _of_stated(case: Case, result: Stated, changed: Changed) -> float | None:
    base, terms = case.setting, changed.terms
    scaled = base.terms.with_changes(cost_scale=terms.cost_scale, effect_scale=terms.effect_scale)
    if changed.rules is not base.rules or not changed.production or scaled != terms:
        return None
    if result.value is not None and scaled != base.terms:
        return None
    worth = stated(case, result)
    if result.value is not None:
        return float(worth.split.nnv)
    effects, costs = worth.present_effects or 0.0, worth.present_costs
    return effects * terms.effect_scale - costs * terms.cost_scale


def together(cases: Sequence[Case], changes: Sequence[Changed], synergy: float = 0.0) -> list[float | None]:
    """NNV of several versions with each change, overlaps included; None where that of some cannot be told.

    Args:
        cases: The versions.
        changes: Each alone.
        synergy: What is declared of the versions together beyond the sum of each (§14): it goes with all effects in
            proportion and stands through everything else.
    """
    told: list[float | None] = []
    for changed, found in zip(changes, zip(*(nnvs_of(case, changes) for case in cases), strict=True), strict=True):
        known = [nnv for nnv in found if nnv is not None]
        joint = [under(case, changed) for case in cases if case.reached.claims]
        beside = synergy * changed.terms.effect_scale
        told.append(None if len(known) < len(found) else sum(known) + joint_nnv(joint) + beside)
    return told


def powers(cases: Sequence[Case], synergy: float = 0.0) -> list[float] | None:
    """NNV of several versions, and their synergy, as all effects are scaled together, as `Powers` has it.

    Returns:
        None where a net result computed elsewhere cannot be scaled.
    """
    sums: dict[int, float] = {0: 0.0, 1: synergy}
    for case in cases:
        if case.version.stated is not None:
            none, whole = (
                _of_stated(case, case.version.stated, as_it_is(case.setting, effect_scale=s)) for s in (0, 1)
            )
            if none is None or whole is None:
                return None
            sums[0] += none
            sums[1] += whole - none
            continue
        found = laid_out(case)
        sums[0] += float((found.costs * found.discount).sum())
        for members, kronor in zip(case.reached.members, found.unit_present * case.reached.expected, strict=True):
            sums[len(members)] = sums.get(len(members), 0.0) + float(kronor)
    for size, kronor in joint_by_size(cases).items():
        sums[size] = sums.get(size, 0.0) + kronor
    return [sums.get(power, 0.0) for power in range(max(sums) + 1)]


def flow(cases: Sequence[Case], synergy: float = 0.0) -> dict[int, float]:
    """What society pays and gets by year, overlaps included, not discounted; of versions without a stated result.

    A synergy is a present value, and so is of base_year.
    """
    sums: dict[int, float] = {cases[0].setting.portfolio.base_year: synergy} if synergy else {}
    for case in cases:
        found = laid_out(case)
        for year, kronor in zip(found.years.tolist(), (found.costs + found.effects).sum(axis=0).tolist(), strict=True):
            sums[year] = sums.get(year, 0.0) + kronor
    for year, kronor in joint_flow(cases).items():
        sums[year] = sums.get(year, 0.0) + kronor
    return dict(sorted(sums.items()))


def with_parameter(rules: RuleSet, name: str, value: Decimal) -> RuleSet:
    """The rules with another number for a parameter, in force on every day it has one."""
    parameter: Parameter = rules.parameters[name]
    values = tuple(replace(dated, value=value) for dated in parameter.values)
    return replace(rules, parameters={**rules.parameters, name: replace(parameter, values=values)})
