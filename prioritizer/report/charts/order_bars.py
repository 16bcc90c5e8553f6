"""What the plan gives, and what the same money gives in other orders (convention §22)."""

from collections.abc import Sequence

from prioritizer.report.blocks import Chart
from prioritizer.report.charts.bars import Bar, Guide, bars
from prioritizer.report.charts.forms import two_forms
from prioritizer.report.charts.scale import bare, chart_unit
from prioritizer.report.voice import Data, Voice, capital
from prioritizer.words.formatting import Unit


def orders_chart(voice: Voice, id: str, plan: int | None, filled: Sequence[Data]) -> Chart | None:
    """A bar for the plan and one for each order that was filled, the best first; None where the plan has no value."""
    if plan is None or not filled:
        return None
    ordered = sorted(filled, key=lambda order: (-int(order["objective"]), str(order["name"])))
    unit = chart_unit([plan, *(int(order["objective"]) for order in ordered)])
    rows = [
        _bar(voice, capital(voice.say("orders.plan")), plan, unit, "mark"),
        *(_bar(voice, _name(voice, order), int(order["objective"]), unit, "pale") for order in ordered),
    ]
    return two_forms(
        id,
        message(voice, plan, ordered),
        voice.say("caption.money", caption=voice.say("chart.orders_shows"), unit=voice.unit(unit)),
        _described(voice, plan, ordered),
        lambda width: bars(rows, [Guide(0)], width),
    )


def message(voice: Voice, plan: int, filled: Sequence[Data]) -> str:
    """How far the best of the other orders is from the plan."""
    best = max(filled, key=lambda order: int(order["objective"]))
    more = plan - int(best["objective"])
    key = "chart.orders_less" if more > 0 else "chart.orders_same" if more == 0 else "chart.orders_more"
    return voice.say(key, amount=voice.money(abs(more)))


def _name(voice: Voice, order: Data) -> str:
    name = capital(voice.code("order", str(order["name"])))
    return voice.say("chart.orders_mean", order=name) if order["name"] == "random" else name


def _bar(voice: Voice, name: str, worth: int, unit: Unit, role: str) -> Bar:
    amount = bare(voice, worth, unit)
    return Bar(name, 0, worth, before=amount if worth < 0 else "", after="" if worth < 0 else amount, role=role)


def _described(voice: Voice, plan: int, ordered: Sequence[Data]) -> str:
    worths = voice.moneys(plan, *(int(order["objective"]) for order in ordered))
    names = [voice.say("orders.plan"), *(voice.code("order", str(order["name"])) for order in ordered)]
    told = (voice.say("named_amount", name=name, amount=worth) for name, worth in zip(names, worths, strict=True))
    return capital(f"{voice.join(told)}.")
