"""The whole calculation of one version, factor by factor, so that a person can follow it on paper.

Nothing is rounded here. Each product stands with its factors: multiplied as they are shown they give what is shown.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from prioritizer.appraisal.account import Account
from prioritizer.appraisal.accounts import Kind, before_equalisation, entries
from prioritizer.appraisal.appraise import appraised
from prioritizer.appraisal.case import Case
from prioritizer.appraisal.common_factors import shared_by
from prioritizer.appraisal.draws import rank_of
from prioritizer.appraisal.prices import price_of, price_year_of
from prioritizer.appraisal.reached import expected_inputs, treated_share
from prioritizer.appraisal.shrinkage import Prior, prior_of
from prioritizer.appraisal.stress import laid_out
from prioritizer.appraisal.trace_flows import Flows, flows
from prioritizer.appraisal.weights import moved
from prioritizer.model.portfolio import CommonFactor, Cost, Effect
from prioritizer.model.rules import Price
from prioritizer.model.value import Appraised
from prioritizer.screening.screen import in_force

Factor = tuple[str, float]
"""What a factor is, as a code, and the number."""


@dataclass(frozen=True, slots=True)
class CostYear:
    """Kronor as written × `index` × the row's factors = `amount`; × `discount` = `present`."""

    year: int
    written: float
    index: float
    amount: float
    discount: float
    present: float


@dataclass(frozen=True, slots=True)
class CostTrace:
    """One cost row; `factors` multiply every year of it."""

    cost: Cost
    running: bool
    factors: tuple[Factor, ...]
    years: tuple[CostYear, ...]

    @property
    def present(self) -> float:
        """The sum of the years, above zero."""
        return sum(year.present for year in self.years)


@dataclass(frozen=True, slots=True)
class PerUnit:
    """What a unit gives an actor `delay` years later: kronor of the price's year × index = `kronor`."""

    actor: str
    kind: Kind
    delay: int
    written: float
    index: float
    kronor: float
    present: float


@dataclass(frozen=True, slots=True)
class Weighed:
    """The years of an effect that arises `delay` years later: weight × discount factor, and their sum."""

    delay: int
    years: tuple[tuple[int, float, float], ...]

    @property
    def sum(self) -> float:
        """The weights brought to base_year."""
        return sum(weight * discount for _, weight, discount in self.years)


@dataclass(frozen=True, slots=True)
class RowTrace:
    """One row: factors whose product is `units` a year at full effect, years, and what a unit gives each actor.

    `present` of a line in `per_unit` is units × kronor × the sum of its years.
    """

    price: Price
    factors: tuple[Factor, ...]
    units: float
    weighed: tuple[Weighed, ...]
    per_unit: tuple[PerUnit, ...]

    @property
    def present(self) -> float:
        """What the row is worth to all."""
        return sum(line.present for line in self.per_unit)


@dataclass(frozen=True, slots=True)
class EffectTrace(RowTrace):
    """One effect; `inputs` are expected values that lead to the difference, as risks do."""

    effect: Effect
    inputs: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class OverlapTrace(RowTrace):
    """What several effects would claim of the same people, counted once (convention §6); `members` are their rows."""

    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """One version at one start."""

    case: Case
    costs: tuple[CostTrace, ...]
    effects: tuple[EffectTrace, ...]
    overlaps: tuple[OverlapTrace, ...]
    actors: tuple[tuple[str, float, float], ...]
    """Each actor with its present costs, at most zero, and effects; the row of tax financing is one of them."""
    value: Appraised
    flows: Flows | None
    """None of a result computed elsewhere, which says nothing of its years."""
    common: tuple[CommonFactor, ...]
    """What the version shares with others (convention §8)."""
    prior: Prior | None
    """The experience of its class, also where nothing is moved since another proposal of the round has none (§10)."""


def trace(case: Case) -> Trace:
    """Take a version apart. A version with a stated result has costs only; its result is in the case."""
    found = laid_out(case.expected_only())
    then_costs, then_effects = found.present(found.costs), found.present(found.effects)
    actors = tuple(
        (actor, float(then_costs[row].sum()), float(then_effects[row].sum()))
        for row, actor in enumerate(case.setting.actors)
        if then_costs[row].any() or then_effects[row].any()
    )
    costs = tuple(_cost(row, cost, case) for row, cost in enumerate(case.version.costs))
    effects = case.version.effects if case.version.stated is None else ()
    each = tuple(_effect(row, effect, case, found) for row, effect in enumerate(effects))
    overlaps = tuple(_overlap(row, case, found) for row in range(len(effects), len(case.reached.members)))
    portfolio, rules = case.setting.portfolio, case.setting.rules
    return Trace(
        case=case,
        costs=costs,
        effects=each,
        overlaps=overlaps,
        actors=actors,
        value=appraised(case),
        flows=flows(case, found) if case.version.stated is None else None,
        common=shared_by(case.version, case.proposal, portfolio.common_factors, in_force(portfolio, rules)),
        prior=prior_of(case.proposal, portfolio, rules),
    )


def _cost(row: int, cost: Cost, case: Case) -> CostTrace:
    setting = case.setting
    funds = {fund.id: fund for fund in setting.portfolio.funds}
    multiple = case.reached.costs[row]
    expected = multiple if isinstance(multiple, float) else float(multiple.mean())
    factors = tuple((name, x) for name, x in (("spread", expected), ("haircut", 1 + case.haircut.cost)) if x != 1)
    product = float(np.prod([x for _, x in factors]))
    years = []
    for written, kronor in sorted(cost.per_year.items()):
        year = written + case.waited
        if kronor and year < case.start + setting.portfolio.horizon:
            index = float(setting.to_price_year(price_year_of(cost, year, funds, setting.portfolio)))
            amount, discount = float(kronor) * index * product, setting.discount_of(year)
            years.append(CostYear(year, float(kronor), index, amount, discount, amount * discount))
    running = any(funds[name].prices == "lopande" for name in cost.drawn_on if name in funds)
    return CostTrace(cost, running, factors, tuple(years))


def _effect(row: int, effect: Effect, case: Case, found: Account) -> EffectTrace:
    inputs = expected_inputs(effect, rank_of(row, case.numbers.effects), case.drawn, case.setting.draws)
    return EffectTrace(*_row(row, case, found, tuple(_factors(row, effect, case, inputs))), effect, inputs)


def _overlap(row: int, case: Case, found: Account) -> OverlapTrace:
    """The factors are means over the draws; the last but one takes their product to the mean of the product."""
    members = case.reached.members[row]
    claims = [claim for claim in case.reached.claims if claim.row in members]
    spread = case.setting.spreads.get(claims[0].chain[1])
    told = [
        ("least_participants", float(np.minimum.reduce([c.people for c in claims]).mean())),
        ("least_units", float(np.minimum.reduce([c.baseline for c in claims]).mean())),
        *((f"share.{claim.row + 1}", float(claim.share.mean())) for claim in claims),
        ("sign", float(claims[0].chain[2] * (1 if len(claims) % 2 else -1))),
        ("price_spread", 1.0 if spread is None else float(spread.mean())),
    ]
    product = float(np.prod([x for _, x in told]))
    if product:
        told.append(("together", float(case.reached.expected[row]) / product))
    told.append(("haircut", case.kept(row)))
    optional = ("price_spread", "together", "haircut")
    factors = tuple((name, x) for name, x in told if name not in optional or abs(x - 1.0) > 1e-9)
    return OverlapTrace(*_row(row, case, found, factors), members)


def _row(
    row: int, case: Case, found: Account, factors: tuple[Factor, ...]
) -> tuple[Price, tuple[Factor, ...], float, tuple[Weighed, ...], tuple[PerUnit, ...]]:
    """What `RowTrace` has. Of effects with owners of their own, a unit is shared evenly between the owners."""
    setting, units = case.setting, case.expected(row)
    effects = [case.version.effects[member] for member in case.reached.members[row]]
    price = price_of(effects[0], setting.rules)
    index = float(setting.to_price_year(price.price_year))
    alike = len({effect.priced_as for effect in effects}) == 1
    given = [
        entries(price_of(effect, setting.rules), effect, setting.portfolio, setting.rules)
        for effect in (effects[:1] if alike else effects)
    ]
    weighed = {delay: _weighed(row, delay, found) for delay in sorted({e.delay for of in given for e in of} | {0})}
    lines = []
    for of_owner in given:
        for entry in (*before_equalisation(of_owner), *(e for e in of_owner if e not in before_equalisation(of_owner))):
            written = float(entry.per_unit) / len(given)
            present = units * written * index * weighed[entry.delay].sum
            lines.append(PerUnit(entry.actor, entry.kind, entry.delay, written, index, written * index, present))
    return price, factors, units, tuple(weighed.values()), tuple(lines)


def _factors(row: int, effect: Effect, case: Case, inputs: Mapping[str, float]) -> Iterator[Factor]:
    """Factors in the order of convention §6; the last takes their product to the mean of the product."""
    reached, spread = case.reached, case.setting.spreads.get(effect.outcome)
    told = [
        ("participants", inputs["participants"]),
        ("treated", treated_share(effect)),
        ("difference", inputs["turned"]),
        ("units_per_case", inputs["units_per_case"]),
        ("shared", reached.shared),
        ("price_spread", 1.0 if spread is None else float(spread.mean())),
    ]
    always = ("participants", "difference", "units_per_case")
    product = float(np.prod([x for _, x in told]))
    if product:
        told.append(("together", float(reached.expected[row]) / product))
    told.append(("haircut", case.kept(row)))
    yield from ((name, x) for name, x in told if name in always or abs(x - 1.0) > 1e-9)


def _weighed(row: int, delay: int, found: Account) -> Weighed:
    weights = moved(found.weights[row : row + 1], delay)[0]
    there = np.flatnonzero(weights)
    return Weighed(delay, tuple((int(found.years[at]), float(weights[at]), float(found.discount[at])) for at in there))
