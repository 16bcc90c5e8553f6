"""The calculation of one version, row by row, as somebody with a pocket calculator would check it (F3)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from prioritizer.model.portfolio import TAX_COST
from prioritizer.report import sources
from prioritizer.report.blocks import Block, Cell, Paragraph, Row, Table
from prioritizer.report.tables import heads, rounding_notes
from prioritizer.report.voice import Data, Voice, dash, part, rows
from prioritizer.words.formatting import Unit, fund_shares, unit_for

OPTIONAL = {
    "treated": "treated",
    "multiple": "shared",
    "price_expected": "price_spread",
    "together": "together",
    "haircut": "haircut",
    "kept": "kept",
    "index": "index",
}
"""Rows of factors that stand only where some effect has another factor than 1."""

COST_FACTORS = ("multiple", "index", "discount", "haircut")
"""What a cost as it was written is multiplied by."""

LEAST_SHOWN = 0.0005
"""A factor nearer 1 changes no figure that is shown."""

DIGITS = ((2, 0.1), (3, 0.01))
"""So many decimals of a per cent for shares of at least so much; smaller ones have four."""


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
    """One column for each effect: what was stated, then the factors downwards in the order they are multiplied."""
    unit = unit_for(s.get(name) for s in effects for name in ("full_year_value", "present_value"))
    columns = [{**_stated_inputs(voice, s), **_factors(voice, s, unit)} for s in effects]
    lines = tuple(
        Row((Cell(voice.say(f"row.{key}")), *(column[key] for column in columns)))
        for key in columns[0]
        if key not in OPTIONAL or any(_counts(s, key) for s in effects)
    )
    titles = (
        voice.say("steps.outcome", outcome=outcome_title(voice, s), owner=voice.actor(s.get("owner"))) for s in effects
    )
    told: tuple[str, ...] = (voice.say("steps.spread"),)
    if any(name.endswith("_shape") for step in effects for name in step):
        told += (voice.say("steps.shapes"),)
    head = (*heads(voice, "figure"), *(Cell(title, number=True) for title in titles))
    return Table(f"e-{id}", _caption(voice, "caption.effects", unit), head, lines, told)


def _counts(step: Data, key: str) -> bool:
    """Whether a factor of an effect is another than 1, by more than the table shows."""
    return abs((expected_factor(step, OPTIONAL[key]) or 1) - 1) >= LEAST_SHOWN


def expected_factor(step: Data, name: str) -> float | None:
    """One of the factors of an effect; None where the record has it not."""
    if name == "kept":
        return _kept(step)
    found = step.get("index") if name == "index" else part(step, "factors").get(name)
    return None if found is None else float(found)


def _kept(step: Data) -> float:
    """What displacement leaves of a price of production; 1 for other prices."""
    gross, net = part(step, "price_gross"), part(step, "price")
    return next((float(net[actor]) / float(amount) for actor, amount in gross.items() if float(amount)), 1.0)


def _stated_inputs(voice: Voice, step: Data) -> Mapping[str, Cell]:
    """What was stated, which is not multiplied as it stands."""
    told = {
        "risk_without": _with_case(voice, step, _risk_without(voice, step)),
        "risk_with": _with_case(voice, step, _stated_size(voice, step)),
        "split": _price(voice, step),
    }
    cells = {key: Cell(text, number=True) for key, text in told.items()}
    return {**cells, "price_source": Cell(sources.of_step(voice, step), number=True, link=sources.LINK)}


def _factors(voice: Voice, step: Data, unit: Unit) -> Mapping[str, Cell]:
    """The factors, the value of a full year that they give, and the present value."""
    gross = part(step, "price_gross") or part(step, "price")
    told = {
        "participants": _mean(voice, step, "participants"),
        "treated": share_of(voice, expected_factor(step, "treated")),
        "difference": _difference(voice, step),
        "units": f"{_mean(voice, step, 'units_per_case')} {voice.unit_words(step.get('unit'))}".strip(),
        "multiple": voice.number(expected_factor(step, "shared"), 3),
        "price_expected": voice.number(expected_factor(step, "price_spread"), 3),
        "together": voice.number(expected_factor(step, "together"), 4),
        "haircut": voice.number(expected_factor(step, "haircut")),
        "price": voice.unit_value(sum(Decimal(str(amount)) for amount in gross.values())),
        "kept": voice.number(expected_factor(step, "kept"), 3),
        "index": voice.number(expected_factor(step, "index"), 3),
        "full_year": voice.amount(step.get("full_year_value"), unit).text,
        "effect_years": _when(voice, step),
        "years": voice.number(expected_factor(step, "years"), 3),
        "present": voice.amount(step.get("present_value"), unit).text,
    }
    return {key: Cell(text, number=True) for key, text in told.items()}


def _mean(voice: Voice, step: Data, name: str) -> str:
    """The expected number that is multiplied, and in brackets between which it was stated to lie."""
    low, high, expected = step.get(f"{name}_low"), step.get(f"{name}_high"), expected_factor(step, name)
    told = voice.number(expected)
    return told if low is None or high is None or low == high else f"{told} ({dash(*map(voice.number, (low, high)))})"


def _with_case(voice: Voice, step: Data, told: str) -> str:
    """A share with what those whom it counts do: «60,0 % utan arbete»."""
    case = voice.words.get(f"case.{step.get('outcome')}")
    return told if case is None or is_in_units(step) else f"{told} {case}"


def share_of(voice: Voice, value: float | None) -> str:
    """A share with four figures at least, so that the sum can be done again."""
    if value is None:
        return voice.unknown
    return voice.share(value, next((digits for digits, least in DIGITS if abs(value) >= least), 4))


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
        return voice.say("steps.units_each", figure=voice.number(expected_factor(step, "difference"), 3))
    return share_of(voice, expected_factor(step, "difference"))


def _when(voice: Voice, step: Data) -> str:
    """From which year, for how many years at full effect, how it rises to that and how it then falls."""
    first = step.get("from_year") or step.get("first_year")
    if first is None:
        return ""
    if step.get("years") is None or step.get("decay") is None:
        return str(first)
    rising = [voice.share(share) for share in rows(step, "ramp") if share != 1]
    ramp = voice.count("steps.ramp", len(rising), shares=voice.join(rising)) if rising else ""
    gaps = {"years": voice.number(step["years"]), "ramp": ramp, "decay": voice.share(step["decay"], 0)}
    return voice.say("steps.years", first=first, **gaps)


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
    """Each cost as it was written, its factors, and the present value that is taken off."""
    present = [_counted(s) for s in costs]
    unit = unit_for([*present, *(Decimal(str(s["written"])) for s in costs if s.get("written") is not None)])
    shown = [key for key in COST_FACTORS if any(abs(_cost_factor(s, key) - 1) >= LEAST_SHOWN for s in costs)]
    lines = [
        Row(
            (
                Cell(voice.text(s.get("title"))),
                Cell(voice.actor(s.get("payer"))),
                Cell(_funds(voice, s)),
                Cell(_kind(voice, s)),
                voice.amount(s.get("written"), unit),
                *(Cell(voice.number(_cost_factor(s, key), 4), number=True) for key in shown),
                voice.amount(counted, unit),
            )
        )
        for s, counted in zip(costs, present, strict=True)
    ]
    notes: tuple[str, ...] = ()
    if len(costs) > 1 and None not in present:
        total = sum(amount for amount in present if amount is not None)
        blank = (Cell(""), Cell(""), Cell(""), *(Cell("", number=True) for _ in ("written", *shown)))
        lines.append(Row((Cell(voice.say("total")), *blank, voice.amount(total, unit)), total=True))
        notes = rounding_notes(voice, [present], [total], unit)
    numbers = ("written", *(f"cost_{key}" for key in shown), "cost_present")
    head = (
        *heads(voice, "cost", "payer", "fund", "kind"),
        *(Cell(voice.say(f"row.{key}"), number=True) for key in numbers),
    )
    return Table(f"c-{id}", _caption(voice, "caption.costs", unit), head, tuple(lines), notes)


def _funds(voice: Voice, step: Data) -> str:
    """The fund that grants a cost, several with their shares, or the payer's own frame."""
    if rows(step, "funds"):
        split = [(voice.fund(r["fund"]), r.get("year"), Decimal(str(r["share"]))) for r in rows(step, "funds")]
        return fund_shares(split, voice.language)
    return voice.fund(step["fund"]) if step.get("fund") else voice.say("own_frame")


def _counted(step: Data) -> int | None:
    """The present value of a cost as it is taken off: after its haircut, in whole kronor."""
    present = step.get("present_value")
    return None if present is None else round(present * (1 + (step.get("haircut") or 0)))


def _cost_factor(step: Data, name: str) -> float:
    """One factor of a cost: expected of its spread, from each year's prices, discounted, or the haircut."""
    written, amount, present = (float(step.get(key) or 0) for key in ("written", "amount", "present_value"))
    multiple = float(step.get("expected_multiple", 1))
    match name:
        case "multiple":
            return multiple
        case "index":
            return amount / (written * multiple) if written * multiple else 1.0
        case "discount":
            return present / amount if amount else 1.0
        case _:
            return 1 + float(step.get("haircut") or 0)


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
    told = voice.say("steps.sum", effects=voice.kronor(effects), costs=voice.kronor(abs(costs)), nnv=voice.kronor(nnv))
    loss: Data = next((row for row in rows(value, "actors") if row["actor"] == TAX_COST), {})
    if not loss:
        return told
    gaps = {name: voice.kronor(loss.get(f"{name}_present")) for name in ("costs", "effects")}
    return f"{told} {voice.say('steps.tax', **gaps)}"
