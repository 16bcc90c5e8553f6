"""What happens to the value if the figures are others: a table, the switch points, and what moves it most (D6)."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from prioritizer.report import unpriced
from prioritizer.report.blocks import Block, Cell, Fold, Paragraph, Points, Row, Section, Table
from prioritizer.report.charts.forms import with_table
from prioritizer.report.charts.tornado import Swing, tornado_chart
from prioritizer.report.tables import heads
from prioritizer.report.voice import Data, Voice, capital, inner, part, rows
from prioritizer.words.formatting import unit_for

PLAN = "s-plan"
"""How ids of the plan's blocks begin."""

MOST_BARS = 8
"""So many of the inputs that move the value most are shown; the record has all."""

MOST_PRICES = 3
"""So many prices are named in a sentence."""

HALF = Decimal("0.5")
ALWAYS_SHOWN = ("rate",)
INPUTS = ("participants", "risk_without", "risk_with", "change", "units_per_case", "success", "cost", "factor")
PRICE_SPREAD = "price_spread"
"""Its zero is that of the price, which has a sentence of its own."""


def of_proposal(voice: Voice, id: str, value: Data) -> list[Block]:
    """The sensitivity of the version that is shown; none where nothing is priced, for what is unknown does not move."""
    blocks = _blocks(voice, f"s-{id}", part(value, "sensitivity"), _public_net(voice, value))
    if not blocks or unpriced.is_unpriced(value):
        return []
    moved = value.get("weight") not in (None, 1, 1.0)
    before = [Paragraph(voice.say("sensitivity.adjusted"), "small")] if moved else []
    return [Fold(voice.say("fold.sensitivity"), (*before, *blocks))]


def of_plan(voice: Voice) -> Section | None:
    """The sensitivity of the plan."""
    value = part(voice.plan, "value")
    found = part(value, "sensitivity")
    blocks = _blocks(voice, PLAN, found, _public_net(voice, value))
    if not blocks:
        return None
    told: list[Block] = [Paragraph(voice.say("sensitivity.read"))]
    if found.get("untold"):
        told.append(Paragraph(voice.count("sensitivity.untold", int(found["untold"])), "small"))
    if value.get("nnv") != value.get("nnv_adjusted") and value.get("nnv_adjusted") is not None:
        told.append(Paragraph(voice.say("sensitivity.adjusted"), "small"))
    synergies = {synergy["id"] for synergy in rows(voice.portfolio, "synergies")}
    if any(overlap["group"] in synergies for overlap in rows(value, "overlaps")):
        told.append(Paragraph(voice.say("sensitivity.synergy"), "small"))
    return Section("kanslighet", voice.say("sensitivity.title"), (*told, *blocks))


def _public_net(voice: Voice, value: Data) -> int:
    """What all public purses get on net in present kronor, which the loss of tax financing is counted on (§5)."""
    public = {str(a["id"]) for a in rows(voice.portfolio, "actors") if a.get("public")}
    found = [row for row in rows(value, "actors") if str(row["actor"]) in public]
    return sum((row.get(name) or 0) for row in found for name in ("costs_present", "effects_present"))


def _blocks(voice: Voice, id: str, found: Data, public: int) -> list[Block]:
    if not found:
        return []
    blocks: list[Block] = []
    if any(v.get("nnv") is not None for v in rows(found, "variations")):
        blocks += _variations(voice, id, found, public)
    # Of a plan those of single proposals stand with each proposal.
    sentences = switch_sentences(voice, [one for one in rows(found, "switches") if not one.get("proposal")])
    blocks += [Points(tuple(sentences))] if sentences else []
    return [*blocks, *_tornado(voice, id, found)]


def _variations(voice: Voice, id: str, found: Data, public: int) -> list[Block]:
    base, lines, still, untold = found.get("nnv"), [], [], []
    unit = unit_for([base, *(v.get("nnv") for v in rows(found, "variations"))])
    for one in rows(found, "variations"):
        told = _variation(voice, one)
        if one.get("nnv") is None:
            untold.append(told)
        elif one["nnv"] == base and one["name"] not in ALWAYS_SHOWN:
            still.append(told)
        else:
            if one["name"] == "tax_factor" and base is not None and one["nnv"] > base and public > 0:
                told = voice.say("variation.because_plus", told=told, plus=voice.money(public))
            lines.append(Row((Cell(told), voice.amount(one["nnv"], unit))))
    first = Row((Cell(voice.say("variation.none")), voice.amount(base, unit)))
    caption = voice.say("caption.sensitivity", prices=voice.price_level)
    table = Table(
        f"{id}-v",
        voice.say("caption.money", caption=caption, unit=voice.unit(unit)),
        heads(voice, "variation", "nnv", numbers=1),
        (first, *lines),
    )
    small = [(still, "sensitivity.still"), (untold, "sensitivity.cannot")]
    return [table, *(Paragraph(voice.say(key, names=_listed(voice, names)), "small") for names, key in small if names)]


def _variation(voice: Voice, one: Data) -> str:
    name, value = str(one["name"]), one.get("value")
    match name:
        case "rate":
            return voice.say("variation.rate", value=voice.share(value, 1))
        case "cost":
            return voice.say("variation.cost", value=voice.share(Decimal(str(value)) - 1, 0))
        case "effect":
            return voice.say("variation.no_effect" if not value else "variation.effect", value=voice.share(value, 0))
        case "duration":
            key = "variation.half_duration" if Decimal(str(value)) == HALF else "variation.duration"
            return voice.say(key, value=voice.share(value, 0))
        case "delay":
            return voice.count("variation.delay", int(str(value)))
        case "tax_factor":
            return voice.say("variation.tax_factor", value=voice.number(value, 1))
        case "production":
            return voice.say("variation.production")
        case "displacement":
            return voice.say("variation.displacement", value=voice.share(value, 0))
    return name


def switch_sentences(voice: Voice, found: Iterable[Data]) -> list[str]:
    """One sentence for each value at which the value is zero, and one for all that never make it so."""
    told: list[str] = []
    beyond: dict[str, list[Data]] = {}
    for one in found:
        if one["name"] == PRICE_SPREAD:
            continue
        if one.get("value") is None:
            beyond.setdefault(str(one.get("reason")), []).append(one)
        else:
            told.append(_switch(voice, one))
    for reason in ("always", "never", "stated"):
        if reason in beyond:
            told.append(voice.say(f"switch.{reason}", names=_listed(voice, _names(voice, beyond[reason]))))
    return told


def _names(voice: Voice, found: Sequence[Data]) -> list[str]:
    """What is changed, in words; many prices are told as how many they are."""
    prices = [one for one in found if one["name"] == "price"]
    if len(prices) <= MOST_PRICES:
        return [_switched(voice, one) for one in found]
    others = [_switched(voice, one) for one in found if one["name"] != "price"]
    return [*others, voice.say("switched.prices", n=len(prices))]


def _switch(voice: Voice, one: Data) -> str:
    name = str(one["name"])
    if name in INPUTS and (name, one.get("row")) != ("cost", None):
        words = _switched(voice, one)
        now, value = (figure(voice, name, one.get(key)) for key in ("now", "value"))
        return voice.say("switch.input", input=words, value=value, now=now)
    value = one["value"]
    told = {
        "rate": voice.share(value, 1),
        "displacement": voice.share(value, 0),
        "effect": voice.share(value, 0),
        "duration_share": voice.share(value, 0),
        "delay": voice.number(value, 1),
        "duration": voice.number(value, 1),
    }.get(name, voice.number(value, 2))
    gaps = {"now": voice.number(one.get("now"))} if name == "duration" else {}
    if name == "price":
        gaps["price"] = outcome_of(voice, one)
    return voice.say(f"switch.{name}", value=told, **gaps)


def _switched(voice: Voice, one: Data) -> str:
    """What is changed, in words, with the outcome or row that it is of."""
    name = str(one["name"])
    if name in ("price", PRICE_SPREAD):
        return voice.say("switched.price", of=outcome_of(voice, one))
    if name in ("participants", "risk_without", "risk_with", "change", "units_per_case"):
        return voice.say(f"switched.{name}", of=outcome_of(voice, one))
    if name == "cost" and one.get("row") is not None:
        return voice.say("switched.cost_row", of=voice.text(one.get("of")))
    if name == "factor":
        return voice.say("switched.factor", of=_factor(voice, str(one.get("of"))))
    return voice.say(f"switched.{name}")


def figure(voice: Voice, name: str, value: Any) -> str:
    """A value of an input: a share, a number, or so many times what was stated."""
    if name in ("risk_without", "risk_with", "success"):
        return voice.share(value, 1)
    if name == "stated":
        return voice.money(round(value))
    told = voice.number(value, 2)
    return voice.say(f"figure.{name}", times=told) if name in (PRICE_SPREAD, "cost", "factor") else told


def outcome_of(voice: Voice, one: Data) -> str:
    """The title of the outcome that something is of, as it stands inside a sentence."""
    titles = {str(p.get("id")): voice.text(p.get("title")) for p in rows(voice.rules, "prices")}
    return inner(titles.get(str(one.get("of"))) or str(one.get("of")))


def _factor(voice: Voice, id: str) -> str:
    titles = {str(f.get("id")): voice.text(f.get("title")) for f in rows(voice.portfolio, "common_factors")}
    return titles.get(id) or id


def _tornado(voice: Voice, id: str, found: Data) -> list[Block]:
    """The inputs that move the value most, each at its 5th and 95th percentile."""
    moving = [b for b in rows(found, "tornado") if b["nnv_low"] != b["nnv_high"]]
    shown = moving[:MOST_BARS]
    if not shown:
        return []
    swings = [_swing(voice, b) for b in shown]
    safe = not found.get("untold") and all(min(b["nnv_low"], b["nnv_high"]) >= 0 for b in moving)
    whose = "plan" if id == PLAN else "proposal"
    chart = tornado_chart(voice, f"{id}-tornado", swings, found["nnv"], safe, whose)
    return with_table(voice, chart, _tornado_table(voice, id, shown, swings), voice.say("sensitivity.tornado"))


def _swing(voice: Voice, bar: Data) -> Swing:
    low, high = (figure(voice, str(bar["name"]), bar[end]) for end in ("low", "high"))
    proposal = voice.proposal(bar["proposal"]) if bar.get("proposal") else ""
    return Swing(capital(_switched(voice, bar)), proposal, low, high, bar["nnv_low"], bar["nnv_high"])


def _tornado_table(voice: Voice, id: str, shown: Sequence[Data], swings: Sequence[Swing]) -> Table:
    unit = unit_for(b[end] for b in shown for end in ("nnv_low", "nnv_high"))
    lines = tuple(
        Row(
            (
                Cell(swing.name),
                *(Cell(figure, number=True) for figure in (swing.low, swing.high)),
                *(voice.amount(nnv, unit) for nnv in (swing.nnv_low, swing.nnv_high)),
            )
        )
        for swing in swings
    )
    caption = voice.say("caption.tornado", prices=voice.price_level)
    head = heads(voice, "input", "low", "high", "nnv_low", "nnv_high", numbers=4)
    told = voice.say("caption.money", caption=caption, unit=voice.unit(unit))
    return Table(f"{id}-t", told, head, lines)


def input_name(voice: Voice, bar: Data) -> str:
    """An input with its outcome or row, and the proposal that it is of, at the start of a line."""
    words = capital(_switched(voice, bar))
    return f"{words}, {voice.proposal(bar['proposal'])}" if bar.get("proposal") else words


def _listed(voice: Voice, names: Sequence[str]) -> str:
    """Names in a sentence: they begin with a small letter, and are told once each."""
    return voice.join(dict.fromkeys(inner(name) for name in names))
