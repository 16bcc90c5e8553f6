"""The rows that the real and the financial view divide, from the flows of one case (convention §4)."""

from collections.abc import Iterable, Mapping

from prioritizer.appraisal.flows import CostFlow, EffectFlow
from prioritizer.appraisal.present import Discount
from prioritizer.appraisal.views import Row


def cost_rows(flows: Iterable[CostFlow], discount: Discount) -> list[Row]:
    """What each payer pays, by kind of cost."""
    return [Row(flow.cost.payer, flow.cost.kind or "unspecified", -_present(flow.by_year, discount)) for flow in flows]


def effect_rows(flows: Iterable[EffectFlow], discount: Discount) -> list[Row]:
    """What each actor gets, by account, and what of it is money in hand."""
    rows: list[Row] = []
    for flow in flows:
        for entry, value in flow.quantity.parts:
            worth = flow.quantity.expected * value
            home = None
            if entry.take_home is not None:
                later = _present(flow.later(entry.delay + entry.home_delay), discount)
                home = worth * later * float(entry.take_home)
            rows.append(Row(entry.actor, entry.kind, worth * _present(flow.later(entry.delay), discount), home))
    return rows


def _present(amounts: Mapping[int, float], discount: Discount) -> float:
    return sum(amount * discount(year) for year, amount in amounts.items())
