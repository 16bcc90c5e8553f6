"""The calculation of one version, row by row, as somebody with a pocket calculator would check it (F3)."""

from collections.abc import Mapping
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
        if any(s.get("prices_assumed") for s in costs):
            blocks.append(Paragraph(voice.say("note.prices_assumed", prices=voice.price_level), "small"))
        if any(s.get("expected_multiple", 1) != 1 for s in costs):
            blocks.append(Paragraph(voice.say("steps.cost_multiple"), "small"))
    blocks += [Paragraph(_stated(voice, s)) for s in steps if step_kind(s) == "stated"]
    blocks += [Paragraph(_overlap(voice, s)) for s in steps if step_kind(s) == "overlap"]
    told = _sum(voice, value)
    return [*blocks, Paragraph(told)] if told else blocks


def step_kind(step: Data) -> str:
    """Whether a step tells of a cost, an effect, what effects share, or a stated result."""
    kind = str(step.get("row") or step.get("kind") or "")
    return kind if kind in ("cost", "effect", "overlap", "stated") else "effect" if "outcome" in step else "cost"


def _effects(voice: Voice, id: str, effects: list[Any]) -> Table:
    """One column for each effect and its figures downwards, in the order in which they are multiplied."""
    unit = unit_for(s.get(name) for s in effects for name in ("full_year_value", "present_value"))
    columns = [_figures(voice, s, unit) for s in effects]
    lines = tuple(
        Row((Cell(voice.say(f"head.{key}")), *(Cell(column[key], number=True) for column in columns)))
        for key in columns[0]
        if key != "multiple" or any(s.get("expected_multiple", 1) != 1 for s in effects)
    )
    titles = (
        voice.say("steps.outcome", outcome=outcome_title(voice, s), owner=voice.actor(s.get("owner"))) for s in effects
    )
    told: tuple[str, ...] = (voice.say("steps.spread"),)
    if any(name.endswith("_shape") for step in effects for name in step):
        told += (voice.say("steps.shapes"),)
    head = (*heads(voice, "figure"), *(Cell(title, number=True) for title in titles))
    return Table(f"e-{id}", _caption(voice, "caption.effects", unit), head, lines, told)


def _figures(voice: Voice, step: Data, unit: Unit) -> Mapping[str, str]:
    return {
        "participants": _spread(voice, step, "participants", False),
        "risk_without": _risk_without(voice, step),
        "risk_with": _stated_size(voice, step),
        "treated": _share(voice, step, "treated_share", 1),
        "multiple": voice.number(step.get("expected_multiple", 1), 3),
        "difference": _difference(voice, step),
        "units": f"{_spread(voice, step, 'units_per_case', False)} {voice.unit_words(step.get('unit'))}".strip(),
        "price": _price(voice, step),
        "index": voice.number(step.get("index"), 3),
        "full_year": voice.amount(step.get("full_year_value"), unit).text,
        "effect_years": _when(voice, step),
        "present": voice.amount(step.get("present_value"), unit).text,
    }


def is_in_units(step: Data) -> bool:
    """Whether the size is units per participant, which is no share of them."""
    return step.get("stated_as") == "mean_difference"


def _risk_without(voice: Voice, step: Data) -> str:
    return voice.say("steps.no_risk") if is_in_units(step) else _spread(voice, step, "risk_without", True)


def _stated_size(voice: Voice, step: Data) -> str:
    """The share with the measure, or the number from which it follows."""
    form = step.get("stated_as") or "risk_with"
    if form == "risk_with":
        return _spread(voice, step, "risk_with", True)
    return voice.say(f"steps.stated_as.{form}", figure=_spread(voice, step, "change", form == "risk_difference"))


def _difference(voice: Voice, step: Data) -> str:
    if is_in_units(step):
        return voice.say("steps.units_each", figure=voice.number(step.get("expected_difference"), 3))
    return _share(voice, step, "expected_difference", 2)


def _share(voice: Voice, step: Data, name: str, digits: int) -> str:
    return voice.unknown if step.get(name) is None else voice.share(step[name], digits)


def _when(voice: Voice, step: Data) -> str:
    """From which year, for how many years at full effect, and how it then falls."""
    if step.get("first_year") is None:
        return ""
    if step.get("years") is None or step.get("decay") is None:
        return str(step["first_year"])
    years = voice.number(step["years"])
    return voice.say("steps.years", first=step["first_year"], years=years, decay=voice.share(step["decay"], 0))


def outcome_title(voice: Voice, step: Data) -> str:
    """What the outcome of an effect is called; its id where the price list does not say."""
    titles = {str(p.get("id")): voice.text(p.get("title")) for p in rows(voice.rules, "prices")}
    return titles.get(str(step.get("outcome"))) or str(step.get("outcome"))


def _spread(voice: Voice, step: Data, name: str, is_share: bool) -> str:
    def told(figure: Any) -> str:
        return voice.share(figure, 1) if is_share else voice.number(figure)

    inner = part(step, name)
    if inner:
        likely, low, high = inner.get("likely"), inner.get("low"), inner.get("high")
    else:
        likely, low, high = step.get(name), step.get(f"{name}_low"), step.get(f"{name}_high")
    if low is None or high is None or low == high:
        return told(likely)
    return f"{told(likely)} ({dash(told(low), told(high))})"


def _price(voice: Voice, step: Data) -> str:
    prices = part(step, "prices") or part(step, "price")
    # A municipality's part of a price falls on the board that owns the effect, as in the tables by actor.
    parents = {str(a["id"]): a.get("parent") for a in rows(voice.portfolio, "actors")}
    owner = str(step.get("owner"))
    told = "; ".join(
        f"{voice.actor(owner if actor == parents.get(owner) else actor)} {voice.unit_value(amount)}"
        for actor, amount in prices.items()
    )
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


def _overlap(voice: Voice, step: Data) -> str:
    """What several effects of one version claim of the same people."""
    gaps = {"outcome": outcome_title(voice, step), "group": voice.overlap_group(step.get("overlap_group"))}
    return voice.count("steps.overlap", len(rows(step, "effects")), **gaps, value=voice.kronor(step["present_value"]))


def _stated(voice: Voice, step: Data) -> str:
    if step.get("value") is not None:
        return voice.say("steps.stated_value", value=voice.kronor(step["value"]))
    benefits = part(step, "benefits")
    told = voice.join(f"{voice.actor(actor)} {voice.kronor(amount)}" for actor, amount in benefits.items())
    return voice.say("steps.stated_benefits", benefits=told or voice.unknown)


def _sum(voice: Voice, value: Data) -> str:
    effects, costs, nnv = (value.get(name) for name in ("present_effects", "present_costs", "nnv"))
    # The rows add up to the value after haircuts; experience moves it afterwards (convention §10).
    nnv = value.get("nnv_adjusted", nnv)
    if effects is None or costs is None or nnv is None:
        return ""
    return voice.say("steps.sum", effects=voice.kronor(effects), costs=voice.kronor(abs(costs)), nnv=voice.kronor(nnv))
