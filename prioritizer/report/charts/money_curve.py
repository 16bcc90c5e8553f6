"""What the plan would be worth for more or less money, and what each further krona gives (E6)."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from prioritizer.report.blocks import Box, Chart, Dot, Drawing, Label, Line, Path, Shape
from prioritizer.report.charts.amounts import amounts_under
from prioritizer.report.charts.forms import MIDDLE, two_forms
from prioritizer.report.charts.lettering import shortened, width_of
from prioritizer.report.charts.scale import Scale, chart_unit, nice_ticks, tick, told
from prioritizer.report.voice import Data, Voice
from prioritizer.words.formatting import EN_DASH, Unit

UPPER, BETWEEN, LOWER, FOOT, TOP, RIGHT = 190.0, 66.0, 84.0, 40.0, 30.0, 18.0
EVERY = 4
"""Bars of what a krona gives stand for a tenth of the funds, as the table's rows do."""


def money_chart(voice: Voice, id: str, points: Sequence[Data]) -> Chart | None:
    """The worth at each amount of money, the plan's own marked, and bars of what a further krona gives.

    None where fewer than two amounts have a plan, or the plan's own is unknown.
    """
    known = [point for point in points if point.get("objective") is not None]
    ours = next((point for point in known if point.get("factor") == 1), None)
    if len(known) < 2 or ours is None or known[0]["allocated"] == known[-1]["allocated"]:
        return None
    unit = chart_unit([n for point in known for n in (point["allocated"], point["objective"])])
    low, high, plan = voice.moneys(known[0]["objective"], known[-1]["objective"], ours["objective"])
    gaps = {"first": voice.share(known[0]["factor"]), "last": voice.share(known[-1]["factor"])}
    return two_forms(
        id,
        message(voice, points, ours),
        voice.say("caption.money", caption=voice.say("chart.money_shows", krona=voice.krona), unit=voice.unit(unit)),
        voice.say("chart.money_described", low=low, high=high, plan=plan, **gaps),
        lambda width: draw(voice, points, ours, unit, width),
    )


def message(voice: Voice, points: Sequence[Data], ours: Data) -> str:
    """What the two steps of money beside the plan give; what the plan gives where these are not proved."""
    steps = [(b["allocated"] - a["allocated"], b["objective"] - a["objective"], a, b) for a, b, _ in gains(points)]
    last = next((step[:2] for step in steps if step[3]["factor"] == 1), None)
    after = next((step[:2] for step in steps if step[2]["factor"] == 1), None)
    if last and after:
        gave, gives = voice.moneys(last[1], after[1])
        gaps = {"before": voice.money(last[0]), "kronor": voice.money(after[0]), "gave": gave, "gives": gives}
        return voice.say("chart.money_steps", **gaps)
    amounts = voice.moneys(ours["objective"], ours["allocated"])
    return voice.say("chart.money_plan", worth=amounts[0], allocated=amounts[1])


def gains(points: Sequence[Data]) -> list[tuple[Data, Data, float]]:
    """Amounts of money a tenth of the funds apart, and what each krona between them gives; proved ones only."""
    tenths = points[::EVERY]
    return [
        (a, b, (b["objective"] - a["objective"]) / (b["allocated"] - a["allocated"]))
        for a, b in pairwise(tenths)
        if None not in (a.get("objective"), b.get("objective")) and a.get("exact") and b.get("exact")
    ]


def draw(voice: Voice, points: Sequence[Data], ours: Data, unit: Unit, width: float) -> Drawing:
    """The curve above, and under it, on the same scale of money, the bars where any is proved."""
    ends = [n for p in points if p.get("objective") is not None for n in (p["low"], p["high"], p["objective"])]
    up = nice_ticks(min(0, *ends), max(0, *ends), 4)
    names = [tick(voice, t, unit) for t in up]
    left = max(map(width_of, names)) + 10
    x = Scale(points[0]["allocated"], points[-1]["allocated"], left + 6, width - RIGHT)
    y = Scale(up[0], up[-1], TOP + UPPER, TOP)
    shapes: list[Shape] = [Label(0, 12, shortened(voice.say("chart.money_up"), width))]
    shapes += [Line(left, y(t), width - RIGHT, y(t), "grid" if t else "zero") for t in up]
    shapes += [Label(left - 6, y(t) + 4, name, anchor="end") for t, name in zip(up, names, strict=True)]
    shapes += _curve(points, x, y)
    shapes += _ours(voice, points, ours, (x, y), unit, width)
    base = TOP + UPPER
    if gains(points):
        shapes += _bars(voice, points, x, width)
        base += BETWEEN + LOWER
        shapes.append(Line(x(ours["allocated"]), base - LOWER - 20, x(ours["allocated"]), base, "dash"))
    return Drawing(width, base + FOOT, (*shapes, *_along(voice, points, x, unit, width, base)))


def _curve(points: Sequence[Any], x: Scale, y: Scale) -> list[Shape]:
    """Lines between neighbours that both have a plan; a point that is not proved has its bounds."""
    found: list[Shape] = []
    run: list[tuple[float, float]] = []
    for point in [*points, {}]:
        if point.get("objective") is not None:
            run.append((x(point["allocated"]), y(point["objective"])))
            if not point.get("exact"):
                found.append(Line(run[-1][0], y(point["low"]), run[-1][0], y(point["high"]), "dash"))
        else:
            found += [Path(tuple(run), "curve")] if len(run) > 1 else []
            run = []
    return found


def _ours(
    voice: Voice, points: Sequence[Data], ours: Data, scales: tuple[Scale, Scale], unit: Unit, width: float
) -> list[Shape]:
    """The plan's own point and its amount, under all of the curve that the text spans, or over it."""
    x, y = scales
    at = x(ours["allocated"])
    text = voice.say("chart.money_ours", worth=told(voice, ours["objective"], unit))
    half = width_of(text, bold=True) / 2
    centre = min(max(at, half), width - half)
    spanned = [
        y(p["objective"])
        for p in points
        if p.get("objective") is not None and abs(x(p["allocated"]) - centre) < half + 12
    ]
    under, over = max(spanned) + 22, min(spanned) - 12
    foot = under if under + 4 < TOP + UPPER else over
    hits = [
        Dot(x(p["allocated"]), y(p["objective"]), 5, "ring" if p is ours else "hit", _point(voice, p, unit))
        for p in points
        if p.get("objective") is not None
    ]
    return [
        Line(at, TOP, at, TOP + UPPER, "dash"),
        *hits,
        Label(centre, foot, text, "value", "middle"),
    ]


def _point(voice: Voice, point: Data, unit: Unit) -> str:
    """An amount of money and what the plan is worth for it, or between which bounds."""
    ends = [told(voice, n, unit) for n in dict.fromkeys((point["low"], point["high"]))]
    gaps = {"worth": f" {EN_DASH} ".join(ends), "allocated": told(voice, point["allocated"], unit)}
    return voice.say("chart.money_plan", **gaps)


def _bars(voice: Voice, points: Sequence[Data], x: Scale, width: float) -> list[Shape]:
    """For each tenth, what a krona gives, in kronor; its amount over the bar."""
    found = gains(points)
    top = TOP + UPPER + BETWEEN
    shapes: list[Shape] = [Label(0, top - 26, shortened(voice.say("chart.money_each", krona=voice.krona), width))]
    most = max((abs(gain) for *_, gain in found), default=0.0) or 1.0
    low = min((gain for *_, gain in found), default=0.0)
    zero = top + LOWER * (most / (most - low) if low < 0 else 1.0)
    for a, b, gain in found:
        start, end = x(a["allocated"]), x(b["allocated"])
        high = abs(gain) / most * (zero - top)
        text = voice.number(gain, (0 if most >= 10 else 2 if width >= MIDDLE else 1) if gain else None)
        is_more = a["factor"] >= 1
        place = zero - high if gain >= 0 else zero
        gaps = {"first": voice.share(a["factor"]), "last": voice.share(b["factor"]), "gain": text, "krona": voice.krona}
        told = voice.say("chart.money_bar", **gaps)
        shapes.append(Box(start + 2, place, max(0.0, end - start - 4), high, "pale" if is_more else "mark", told))
        if width_of(text, bold=True) < end - start:
            shapes.append(Label((start + end) / 2, place - 5, text, "value", "middle"))
    return [*shapes, Line(x.start, zero, x.end, zero, "zero")]


def _along(voice: Voice, points: Sequence[Data], x: Scale, unit: Unit, width: float, base: float) -> list[Label]:
    ticks = nice_ticks(points[0]["allocated"], points[-1]["allocated"], 6 if width >= MIDDLE else 4)
    shown = [t for t in ticks if points[0]["allocated"] <= t <= points[-1]["allocated"]]
    return [
        *amounts_under(voice, shown, x, unit, width, base),
        Label(width, base + 35, shortened(voice.say("chart.money_along"), width), anchor="end"),
    ]
