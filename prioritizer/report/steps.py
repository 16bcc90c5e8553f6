"""The calculation of one version, row by row, as somebody with a pocket calculator would check it (F3)."""

from decimal import Decimal
from typing import Any

from prioritizer.report.blocks import Block, Cell, Paragraph, Row, Table
from prioritizer.report.tables import heads
from prioritizer.report.voice import Data, Voice, dash, part, rows
from prioritizer.words.formatting import Unit, unit_for


def calculation(voice: Voice, id: str, value: Data) -> list[Block]:
    """Tables of costs and effects, and the sum that gives the net present value."""
    steps = rows(value, "steps")
    costs = [s for s in steps if step_kind(s) == "cost"]
    effects = [s for s in steps if step_kind(s) == "effect"]
    blocks: list[Block] = []
    if effects:
        blocks.append(_effects(voice, id, effects))
        blocks += [Paragraph(voice.say("steps.transfer"), "small")] if any(s.get("transfer") for s in effects) else []
    if costs:
        blocks.append(_costs(voice, id, costs))
    blocks += [Paragraph(_stated(voice, s)) for s in steps if step_kind(s) == "stated"]
    told = _sum(voice, value)
    return [*blocks, Paragraph(told)] if told else blocks


def step_kind(step: Data) -> str:
    """Whether a step tells of a cost, an effect or a stated result."""
    kind = str(step.get("row") or step.get("kind") or "")
    return kind if kind in ("cost", "effect", "stated") else "effect" if "outcome" in step else "cost"


def forecast_share(value: Data) -> Decimal | None:
    """The forecast share of participants that get the effect, weighted by participants; None without effects."""
    found = [s for s in rows(value, "steps") if step_kind(s) == "effect"]
    if not found or any(s.get("participants") is None or _reach(s) is None for s in found):
        return None
    people = sum(Decimal(str(s["participants"])) for s in found)
    reached = sum(Decimal(str(s["participants"])) * (_reach(s) or Decimal(0)) for s in found)
    return reached / people if people else None


def _reach(step: Data) -> Decimal | None:
    if step.get("reach") is not None:
        return abs(Decimal(str(step["reach"])))
    if step.get("risk_without") is None or step.get("risk_with") is None:
        return None
    return abs(Decimal(str(step["risk_without"])) - Decimal(str(step["risk_with"])))


def _effects(voice: Voice, id: str, effects: list[Any]) -> Table:
    unit = unit_for(s.get(name) for s in effects for name in ("full_year_value", "present_value"))
    lines = tuple(
        Row(
            (
                Cell(voice.say("steps.outcome", outcome=_outcome(voice, s), owner=voice.actor(s.get("owner")))),
                _spread(voice, s, "participants", False),
                _spread(voice, s, "risk_without", True),
                _spread(voice, s, "risk_with", True),
                _spread(voice, s, "units_per_case", False),
                Cell(_price(voice, s)),
                Cell("" if s.get("first_year") is None else str(s["first_year"])),
                voice.amount(s.get("full_year_value"), unit),
                voice.amount(s.get("present_value"), unit),
            )
        )
        for s in effects
    )
    keys = (
        "outcome",
        "participants",
        "risk_without",
        "risk_with",
        "units",
        "price",
        "from_year",
        "full_year",
        "present",
    )
    caption = _caption(voice, "caption.effects", unit)
    figures = ("participants", "risk_without", "risk_with", "units", "full_year", "present")
    head = tuple(Cell(voice.say(f"head.{key}"), number=key in figures) for key in keys)
    return Table(f"e-{id}", caption, head, lines, (voice.say("steps.spread"),))


def _outcome(voice: Voice, step: Data) -> str:
    titles = {str(p.get("id")): voice.text(p.get("title")) for p in rows(voice.rules, "prices")}
    return titles.get(str(step.get("outcome"))) or str(step.get("outcome"))


def _spread(voice: Voice, step: Data, name: str, is_share: bool) -> Cell:
    def told(figure: Any) -> str:
        return voice.share(figure, 1) if is_share else voice.number(figure)

    inner = part(step, name)
    if inner:
        likely, low, high = inner.get("likely"), inner.get("low"), inner.get("high")
    else:
        likely, low, high = step.get(name), step.get(f"{name}_low"), step.get(f"{name}_high")
    if low is None or high is None or low == high:
        return Cell(told(likely), number=True)
    return Cell(f"{told(likely)} ({dash(told(low), told(high))})", number=True)


def _price(voice: Voice, step: Data) -> str:
    prices = part(step, "prices") or part(step, "price")
    told = "; ".join(f"{voice.actor(actor)} {voice.kronor(amount)}" for actor, amount in prices.items())
    return voice.say("steps.price", prices=told or voice.unknown, year=step.get("price_year") or voice.unknown)


def _costs(voice: Voice, id: str, costs: list[Any]) -> Table:
    unit = unit_for(s.get(name) for s in costs for name in ("amount", "present_value"))
    lines = tuple(
        Row(
            (
                Cell(voice.text(s.get("title"))),
                Cell(voice.actor(s.get("payer"))),
                Cell(voice.fund(s["fund"]) if s.get("fund") else voice.say("own_frame")),
                Cell(_kind(voice, s)),
                voice.amount(s.get("amount"), unit),
                voice.amount(s.get("present_value"), unit),
            )
        )
        for s in costs
    )
    head = heads(voice, "cost", "payer", "fund", "kind", "amount", "present", numbers=2)
    return Table(f"c-{id}", _caption(voice, "caption.costs", unit), head, lines)


def _kind(voice: Voice, step: Data) -> str:
    kind = step.get("cost_kind") or (step.get("kind") if step.get("kind") != "cost" else None)
    told = voice.code("cost_kind", str(kind)) if kind else voice.unknown
    return f"{told}, {voice.say('in_kind')}" if step.get("in_kind") else told


def _caption(voice: Voice, key: str, unit: Unit) -> str:
    return voice.say("caption.money", caption=voice.say(key, prices=voice.price_level), unit=voice.unit(unit))


def _stated(voice: Voice, step: Data) -> str:
    if step.get("value") is not None:
        return voice.say("steps.stated_value", value=voice.kronor(step["value"]))
    benefits = part(step, "benefits")
    told = voice.join(f"{voice.actor(actor)} {voice.kronor(amount)}" for actor, amount in benefits.items())
    return voice.say("steps.stated_benefits", benefits=told or voice.unknown)


def _sum(voice: Voice, value: Data) -> str:
    effects, costs, nnv = (value.get(name) for name in ("present_effects", "present_costs", "nnv"))
    if effects is None or costs is None or nnv is None:
        return ""
    return voice.say("steps.sum", effects=voice.kronor(effects), costs=voice.kronor(abs(costs)), nnv=voice.kronor(nnv))
