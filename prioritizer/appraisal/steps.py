"""The calculation told row by row, in plain values that can be written as JSON (convention §29)."""

from collections.abc import Mapping
from decimal import Decimal

from prioritizer.appraisal.flows import CostFlow, EffectFlow, Quantity, treated_share
from prioritizer.appraisal.present import Discount, whole
from prioritizer.model.portfolio import Distribution, Stated


def cost_step(flow: CostFlow, discount: Discount) -> Mapping[str, object]:
    """One cost: `amount` and `present_value` in whole kronor of price_year, above zero.

    `written` sums the kronor as they were written. `prices` says in which prices that was; outside every fund it is
    taken to be fixed prices, and `prices_assumed` says so.
    """
    cost = flow.cost
    return {
        "row": "cost",
        "title": cost.title,
        "payer": cost.payer,
        "fund": cost.fund,
        "kind": cost.kind,
        "in_kind": cost.in_kind,
        "prices": "lopande" if flow.running else "fast",
        "prices_assumed": cost.fund is None,
        "first_year": min(flow.by_year, default=None),
        "last_year": max(flow.by_year, default=None),
        "written": str(sum(cost.per_year.values(), Decimal(0))),
        "amount": whole(sum(flow.by_year.values())),
        "present_value": whole(_present(flow.by_year, discount)),
        "cut_off": flow.cut_off,
    }


def effect_step(flow: EffectFlow, discount: Discount) -> Mapping[str, object]:
    """One effect: expected inputs, price by actor, `full_year_value` and `present_value` in kronor of price_year.

    Both are sums over all actors, so zero for a transfer; `present_by_actor` tells who gets and who gives.
    `expected_difference` is the share of participants for whom the outcome turns, `risk_without_expected` the most it
    could be. `left_out` is the present value of what comes in the hundred years after the horizon and does not count.
    """
    quantity = flow.quantity
    price, years = quantity.price, _present(flow.weights, discount)
    worth = {actor: quantity.expected * value for actor, value in quantity.unit_value.items()}
    return {
        "row": "effect",
        **_inputs(quantity),
        "unit": price.unit,
        "price": {actor: str(amount) for actor, amount in price.split.items()},
        "price_year": price.price_year,
        "price_mark": price.mark,
        "price_source": price.source.title,
        "index": quantity.index,
        "transfer": price.transfer,
        "take_home": None if price.take_home is None else float(price.take_home),
        "units": quantity.expected,
        "first_year": min(flow.weights, default=None),
        "last_year": max(flow.weights, default=None),
        "full_year_value": whole(sum(worth.values())),
        "present_value": whole(sum(worth.values()) * years),
        "left_out": whole(sum(worth.values()) * _present(flow.beyond, discount)),
        "present_by_actor": {actor: whole(amount * years) for actor, amount in worth.items()},
        "cut_off": flow.cut_off,
    }


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


def _inputs(quantity: Quantity) -> Mapping[str, object]:
    effect = quantity.effect
    return {
        "outcome": effect.outcome,
        "owner": effect.owner,
        "size": effect.size,
        "treated_share": treated_share(effect),
        **_told("participants", effect.participants),
        **_told("risk_without", effect.risk_without),
        **_told("risk_with", effect.risk_with),
        **_told("units_per_case", effect.units_per_case),
        "expected_difference": quantity.difference,
        "risk_without_expected": quantity.attainable,
        "delay": effect.profile.delay,
        "years": effect.profile.years,
        "decay": float(effect.profile.decay),
    }


def _told(name: str, declared: Distribution) -> Mapping[str, object]:
    low, likely, high = float(declared.low), float(declared.likely), float(declared.high)
    spread = {} if declared.is_point else {f"{name}_low": low, f"{name}_high": high}
    return {name: likely, **spread}


def _present(amounts: Mapping[int, float], discount: Discount) -> float:
    return sum(amount * discount(year) for year, amount in amounts.items())
