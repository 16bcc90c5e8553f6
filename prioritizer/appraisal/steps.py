"""The calculation told row by row, in plain values that can be written as JSON (convention §29)."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import isinf

import numpy as np

from prioritizer.appraisal.account import Account
from prioritizer.appraisal.accounts import entries
from prioritizer.appraisal.case import Case
from prioritizer.appraisal.distributions import extent
from prioritizer.appraisal.present import whole
from prioritizer.appraisal.prices import price_of, price_year_of
from prioritizer.appraisal.reached import treated_share
from prioritizer.appraisal.setting import Array, Part
from prioritizer.appraisal.weights import FOLLOWED, moved, weights_of
from prioritizer.model.portfolio import Cost, Distribution, Effect, Stated
from prioritizer.model.rules import Price
from prioritizer.model.split import split_rows


def steps(case: Case, found: Account) -> Iterator[Mapping[str, object]]:
    """Every cost and effect of a version, what several effects claim of the same people, and its stated result."""
    yield from (_cost_step(row, cost, case) for row, cost in enumerate(case.version.costs))
    yield from (_effect_step(row, effect, case, found) for row, effect in enumerate(case.version.effects))
    joint = range(len(case.version.effects), len(case.reached.members))
    yield from (_overlap_step(row, case, found) for row in joint)
    if case.version.stated is not None:
        yield stated_step(case.version.stated, case.waited)


def _cost_step(row: int, cost: Cost, case: Case) -> Mapping[str, object]:
    """One cost: `amount` and `present_value`, expected, in whole kronor of price_year, above zero, before any haircut.

    `written` sums the kronor as they were written. `prices` says in which prices that was; outside every fund it is
    taken to be fixed prices, and `prices_assumed` says so. `expected_multiple` is by what the row as written was
    multiplied, from its own spread and from what it shares with others. `haircut` is the share added to it.
    """
    setting, end = case.setting, case.start + case.setting.portfolio.horizon
    funds = {fund.id: fund for fund in setting.portfolio.funds}
    moved = {year + case.waited: kr for year, kr in cost.per_year.items() if kr}
    found = case.reached.costs[row]
    multiple = found if isinstance(found, float) else float(found.mean())
    by_year = {
        year: multiple * float(kr) * float(setting.to_price_year(price_year_of(cost, year, funds, setting.portfolio)))
        for year, kr in moved.items()
        if year < end
    }
    years = np.array(sorted(by_year), dtype=np.int64)
    present = sum(by_year[int(year)] * factor for year, factor in zip(years, setting.discount(years), strict=True))
    return {
        "row": "cost",
        "title": cost.title,
        "payer": cost.payer,
        "fund": cost.fund,
        **({"funds": split_rows(cost.funds, case.waited)} if cost.funds else {}),
        "kind": cost.kind,
        "in_kind": cost.in_kind,
        "prices": "lopande" if any(f.id in cost.drawn_on and f.prices == "lopande" for f in funds.values()) else "fast",
        "prices_assumed": not cost.drawn_on,
        "first_year": min(by_year, default=None),
        "last_year": max(by_year, default=None),
        "written": str(sum(cost.per_year.values(), Decimal(0))),
        "amount": whole(sum(by_year.values())),
        "present_value": whole(float(present)),
        **({} if cost.spread is None else _told("spread", cost.spread)),
        "expected_multiple": multiple,
        "haircut": case.haircut.cost,
        "cut_off": len(by_year) < len(moved),
    }


def _effect_step(row: int, effect: Effect, case: Case, found: Account) -> Mapping[str, object]:
    """One effect: expected inputs, price by actor, `full_year_value` and `present_value` in kronor of price_year.

    Both are sums over all actors, so zero for a transfer; `present_by_actor` tells who gets and who gives.
    `expected_difference` is the share of participants for whom the outcome turns, `risk_without_expected` the most it
    could be. `left_out` is the present value of what comes in the hundred years after the horizon and does not count.
    All are after the haircut, whose share and years stand beside: zero of an effect that it is not taken off (§9).
    """
    setting, price, later = case.setting, price_of(effect, case.setting.rules), case.moved(row)
    kept = case.expected(row)
    horizon = setting.portfolio.horizon
    cut_off = case.goes_on(effect, later)
    beyond = weights_of([effect], horizon + FOLLOWED, later)[0, horizon:] if cut_off else np.zeros(FOLLOWED)
    worth = setting.discount(np.arange(case.start + horizon, case.start + horizon + FOLLOWED))
    weights = found.weights[row]
    years = np.flatnonzero(weights)
    parts = setting.parts_of(effect)
    by_actor = _by_actor(parts, weights, kept, case, found)
    equalised = price.production and bool(price.equalised)
    untouched = [part for part in parts if part.kind != "transfer"]
    left_out = sum(kept * float(part.freed.sum() * (beyond @ worth)) for part in parts)
    return {
        "row": "effect",
        **_inputs(row, effect, case),
        "unit": price.unit,
        "price": _price_told(price, effect, case),
        "price_gross": {a: str(amount) for a, amount in price.split.items()} if price.production else None,
        "production": price.production,
        "price_year": price.price_year,
        "price_mark": price.mark,
        "price_source": price.source.title,
        "price_is_local": effect.local_price is not None,
        "index": float(setting.to_price_year(price.price_year)),
        "transfer": price.transfer,
        "take_home": None if price.take_home is None else float(price.take_home),
        "home_delay": price.home_delay,
        "units": float(case.reached.expected[row]),
        "haircut": 0.0 if row in case.spared else case.haircut.effect,
        "haircut_years": later,
        "first_year": case.start + int(years[0]) if len(years) else None,
        "last_year": case.start + int(years[-1]) if len(years) else None,
        "full_year_value": whole(kept * sum(float(part.freed.sum()) for part in parts)),
        "present_value": whole(sum(by_actor.values())),
        "left_out": whole(left_out),
        "present_by_actor": {actor: whole(kronor) for actor, kronor in by_actor.items()},
        "before_equalisation": _whole(_by_actor(untouched, weights, kept, case, found)) if equalised else None,
        "cut_off": cut_off,
    }


def _overlap_step(row: int, case: Case, found: Account) -> Mapping[str, object]:
    """What effects on the same people do not give together: one term of 1 − Π(1 − e), below zero for two (§6).

    `effects` are the positions of the effects, counted from 0; `units` a year at full effect, before the haircut.
    """
    members, weights = case.reached.members[row], found.weights[row]
    effect, years = case.version.effects[members[0]], np.flatnonzero(weights)
    by_actor = _by_actor(case.parts(row), weights, case.expected(row), case, found)
    return {
        "row": "overlap",
        "overlap_group": effect.overlap_group,
        "outcome": effect.outcome,
        "effects": list(members),
        "unit": case.setting.rules.prices[effect.outcome].unit,
        "units": float(case.reached.expected[row]),
        "first_year": case.start + int(years[0]) if len(years) else None,
        "last_year": case.start + int(years[-1]) if len(years) else None,
        "present_value": whole(sum(by_actor.values())),
        "present_by_actor": {actor: whole(kronor) for actor, kronor in by_actor.items()},
    }


def _by_actor(parts: Sequence[Part], weights: Array, kept: float, case: Case, found: Account) -> dict[str, float]:
    """The present value of what each actor gets by some parts of a price."""
    by_actor: dict[str, float] = {}
    for part in parts:
        years = float(moved(weights[None, :], part.delay)[0] @ found.discount)
        for actor, kronor in zip(case.setting.actors, part.freed, strict=True):
            if kronor:
                by_actor[actor] = by_actor.get(actor, 0.0) + kept * float(kronor) * years
    return by_actor


def _whole(kronor: Mapping[str, float]) -> dict[str, int]:
    return {actor: whole(amount) for actor, amount in kronor.items()}


def _price_told(price: Price, effect: Effect, case: Case) -> Mapping[str, str]:
    """What a unit gives each actor in the price's own year: as written, of production what displacement leaves."""
    gross = sum(price.split.values())
    found = entries(price, effect, case.setting.portfolio, case.setting.rules)
    net = sum((entry.per_unit for entry in found), Fraction(0))
    kept = Fraction(1) if not price.production or not gross else net / Fraction(gross)
    share = Decimal(kept.numerator) / Decimal(kept.denominator)
    return {actor: str(amount * share) for actor, amount in price.split.items()}


def stated_step(stated: Stated, waited: int) -> Mapping[str, object]:
    """A stated result: as it was given, and how many years beyond the earliest start it is discounted.

    `terms` are those that it declares of how it was computed.
    """
    terms = stated.terms
    return {
        "row": "stated",
        "value": None if stated.value is None else str(stated.value),
        "benefits": {actor: str(amount) for actor, amount in stated.benefits.items()},
        "chance": None if stated.chance is None else float(stated.chance),
        "low": None if stated.low is None else str(stated.low),
        "high": None if stated.high is None else str(stated.high),
        "interval": float(stated.interval),
        "terms": {
            "price_year": terms.price_year,
            "discount_rate": None if terms.discount_rate is None else float(terms.discount_rate),
            "start_year": terms.start_year,
            "tax_cost": terms.tax_cost,
            "costs": terms.costs,
        },
        "years_discounted": waited,
    }


def _inputs(row: int, effect: Effect, case: Case) -> Mapping[str, object]:
    reached = case.reached
    return {
        "outcome": effect.outcome,
        "owner": effect.owner,
        "size": effect.size,
        "treated_share": treated_share(effect),
        **_told("participants", effect.participants),
        **_told("risk_without", effect.risk_without),
        **_told("risk_with", effect.risk_with),
        **_told("units_per_case", effect.units_per_case),
        "stated_as": effect.stated_as,
        **({} if effect.change is None else _told("change", effect.change)),
        "overlap_group": effect.overlap_group,
        "expected_difference": float(reached.difference[row]),
        "risk_without_expected": None if isinf(reached.attainable[row]) else float(reached.attainable[row]),
        "risk_cut": float(reached.cut[row]),
        "expected_multiple": reached.shared,
        "delay": effect.profile.delay,
        "years": effect.profile.years,
        "decay": float(effect.profile.decay),
    }


def _told(name: str, declared: Distribution | None) -> Mapping[str, object]:
    """The likely value and, where it is uncertain, its low and high and their shape; None where it is not stated."""
    if declared is None:
        return {name: None}
    if declared.is_point:
        return {name: float(declared.likely)}
    low, high = extent(declared)
    shape = {} if declared.shape == "triangle" else {f"{name}_shape": declared.shape}
    return {name: float(declared.likely), f"{name}_low": low, f"{name}_high": high, **shape}
