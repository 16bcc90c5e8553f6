"""What other orders give, as plain values of the record and the answers (convention §22)."""

from prioritizer.model.orders import Filled, Order, Orders, RandomOrders
from prioritizer.register.answers import changes, named
from prioritizer.register.plain import Plain, plain


def orders_answer(found: Orders) -> list[Plain]:
    """One entry for each order, money in whole kronor; empty where there was nothing to choose between.

    `loss` is what the order gives less than the plan, `full_plan` whether it keeps to every limit. An order that was
    left out has no figures but the reason, the field and the proposals that lack it. Of random orders `objective` is
    the mean, and `full_plan` that all of them keep to every limit.
    """
    told = [_order(order, found) for order in found.orders]
    return told if found.random is None else [*told, _random(found.random)]


def _order(order: Order, found: Orders) -> Plain:
    shares: Plain = {"boards": list(found.boards), "share": _kronor(found.share)} if order.name == "equal_share" else {}
    return {
        "name": order.name,
        **_filled(order.filled),
        "left_out": order.left_out,
        "field": order.field,
        "lacking": list(order.lacking),
        "last": list(order.last),
        **shares,
    }


def _filled(filled: Filled | None) -> Plain:
    if filled is None:
        empty: Plain = {name: [] for name in ("selected", "enters", "leaves", "changed", "broken")}
        return {"objective": None, "loss": None, "granted": None, "full_plan": None, **empty}
    return {
        "objective": plain(filled.objective),
        "loss": plain(filled.loss),
        "granted": plain(filled.granted),
        "full_plan": filled.is_plan,
        "selected": [named(key) for key in filled.chosen],
        "enters": list(filled.enters),
        "leaves": list(filled.leaves),
        "changed": changes(filled.changed),
        "broken": list(filled.broken),
    }


def _random(found: RandomOrders) -> Plain:
    return {
        "name": "random",
        "objective": plain(found.mean),
        "loss": plain(found.loss),
        "full_plan": found.plans == found.count,
        "left_out": None,
        "count": found.count,
        **{name: plain(getattr(found, name)) for name in ("deviation", "least", "low", "high", "most")},
        "full_plans": found.plans,
        "missed": [{"limit": id_, "count": times} for id_, times in found.missed.items()],
    }


def _kronor(amount: object) -> object:
    return None if amount is None else plain(amount)
