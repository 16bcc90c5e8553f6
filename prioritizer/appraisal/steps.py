"""The calculation told row by row, in plain values that can be written as JSON (convention §29)."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

import numpy as np

from prioritizer.appraisal.account import FOLLOWED, Account, goes_on, weights_of
from prioritizer.appraisal.haircuts import NO_HAIRCUT, Haircut
from prioritizer.appraisal.present import whole
from prioritizer.appraisal.prices import price_year_of
from prioritizer.appraisal.reached import treated_share
from prioritizer.appraisal.worth import Case
from prioritizer.model.portfolio import Cost, Distribution, Effect, Stated


def steps(case: Case, found: Account) -> Iterator[Mapping[str, object]]:
    """Every cost and effect of a version, and its stated result."""
    yield from (_cost_step(cost, case) for cost in case.version.costs)
    yield from (_effect_step(row, effect, case, found) for row, effect in enumerate(case.version.effects))
    if case.version.stated is not None:
        yield stated_step(case.version.stated, case.waited)


def _cost_step(cost: Cost, case: Case) -> Mapping[str, object]:
    """One cost: `amount` and `present_value` in whole kronor of price_year, above zero, before any haircut.

    `written` sums the kronor as they were written. `prices` says in which prices that was; outside every fund it is
    taken to be fixed prices, and `prices_assumed` says so. `haircut` is the share added to it.
    """
    setting, end = case.setting, case.start + case.setting.portfolio.horizon
    funds = {fund.id: fund for fund in setting.portfolio.funds}
    moved = {year + case.waited: kr for year, kr in cost.per_year.items() if kr}
    by_year = {
        year: float(kr) * float(setting.to_price_year(price_year_of(cost, year, funds, setting.portfolio)))
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
        "kind": cost.kind,
        "in_kind": cost.in_kind,
        "prices": "lopande" if any(f.id == cost.fund and f.prices == "lopande" for f in funds.values()) else "fast",
        "prices_assumed": cost.fund is None,
        "first_year": min(by_year, default=None),
        "last_year": max(by_year, default=None),
        "written": str(sum(cost.per_year.values(), Decimal(0))),
        "amount": whole(sum(by_year.values())),
        "present_value": whole(float(present)),
        "haircut": _cut(case).cost,
        "cut_off": len(by_year) < len(moved),
    }


def _effect_step(row: int, effect: Effect, case: Case, found: Account) -> Mapping[str, object]:
    """One effect: expected inputs, price by actor, `full_year_value` and `present_value` in kronor of price_year.

    Both are sums over all actors, so zero for a transfer; `present_by_actor` tells who gets and who gives.
    `expected_difference` is the share of participants for whom the outcome turns, `risk_without_expected` the most it
    could be. `left_out` is the present value of what comes in the hundred years after the horizon and does not count.
    All are after the haircut, whose share and years stand beside.
    """
    setting, price, cut = case.setting, case.setting.rules.prices[effect.outcome], _cut(case)
    kept = float(case.reached.expected[row]) * (1 - cut.effect)
    horizon = setting.portfolio.horizon
    cut_off = goes_on(effect.profile, horizon, cut.delay)
    beyond = weights_of([effect], horizon + FOLLOWED, cut.delay)[0, horizon:] if cut_off else np.zeros(FOLLOWED)
    later = setting.discount(np.arange(case.start + horizon, case.start + horizon + FOLLOWED))
    weights = found.weights[row]
    years = np.flatnonzero(weights)
    by_actor: dict[str, float] = {}
    left_out = 0.0
    for part in setting.parts_of(effect):
        moved = np.concatenate([np.zeros(part.delay), weights])[:horizon] @ found.discount
        for actor, kronor in zip(setting.actors, part.freed, strict=True):
            if kronor:
                by_actor[actor] = by_actor.get(actor, 0.0) + kept * float(kronor * moved)
        left_out += kept * float(part.freed.sum() * (beyond @ later))
    return {
        "row": "effect",
        **_inputs(row, effect, case),
        "unit": price.unit,
        "price": {actor: str(amount) for actor, amount in price.split.items()},
        "price_year": price.price_year,
        "price_mark": price.mark,
        "price_source": price.source.title,
        "index": float(setting.to_price_year(price.price_year)),
        "transfer": price.transfer,
        "take_home": None if price.take_home is None else float(price.take_home),
        "units": float(case.reached.expected[row]),
        "haircut": cut.effect,
        "haircut_years": cut.delay,
        "first_year": case.start + int(years[0]) if len(years) else None,
        "last_year": case.start + int(years[-1]) if len(years) else None,
        "full_year_value": whole(kept * sum(float(part.freed.sum()) for part in setting.parts_of(effect))),
        "present_value": whole(sum(by_actor.values())),
        "left_out": whole(left_out),
        "present_by_actor": {actor: whole(kronor) for actor, kronor in by_actor.items()},
        "cut_off": cut_off,
    }


def _cut(case: Case) -> Haircut:
    return case.cut if case.setting.terms.haircuts else NO_HAIRCUT


def stated_step(stated: Stated, waited: int) -> Mapping[str, object]:
    """A stated result: as it was given, and how many years beyond the earliest start it is discounted."""
    return {
        "row": "stated",
        "value": None if stated.value is None else str(stated.value),
        "benefits": {actor: str(amount) for actor, amount in stated.benefits.items()},
        "chance": None if stated.chance is None else float(stated.chance),
        "low": None if stated.low is None else str(stated.low),
        "high": None if stated.high is None else str(stated.high),
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
        "expected_difference": float(reached.difference[row]),
        "risk_without_expected": float(reached.attainable[row]),
        "delay": effect.profile.delay,
        "years": effect.profile.years,
        "decay": float(effect.profile.decay),
    }


def _told(name: str, declared: Distribution) -> Mapping[str, object]:
    low, likely, high = float(declared.low), float(declared.likely), float(declared.high)
    spread = {} if declared.is_point else {f"{name}_low": low, f"{name}_high": high}
    return {name: likely, **spread}
