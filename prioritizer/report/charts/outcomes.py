"""What the plan may come to be worth: a hundred equally likely outcomes, one dot for each (convention §8, §11).

A hundred dots can be counted; an area under a curve cannot.
"""

from collections import Counter
from collections.abc import Sequence
from math import ceil

from prioritizer.report.blocks import Chart, Dot, Drawing, Label, Line, Shape
from prioritizer.report.charts.forms import two_forms
from prioritizer.report.charts.lettering import LEADING, width_of
from prioritizer.report.charts.scale import Scale, chart_unit, nice_ticks, tick, told
from prioritizer.report.voice import Data, Voice, rows
from prioritizer.words.formatting import Unit

TALLEST, FOOT = 190.0, 28.0
"""The highest that dots may be stacked, and the room under them."""
LARGEST = 7.0
"""The radius of a dot, at most."""


def outcomes_chart(voice: Voice, id: str, value: Data) -> Chart | None:
    """Dots stacked over a scale of kronor, those that are not above zero filled; None where there is no spread."""
    outcomes = sorted(int(kronor) for kronor in rows(value, "outcomes"))
    if not outcomes or outcomes[0] == outcomes[-1]:
        return None
    unit = chart_unit(outcomes)
    low, high = voice.moneys(value.get("low"), value.get("high"))
    return two_forms(
        id,
        message(voice, outcomes, float(value["chance"])),
        voice.say("caption.money", caption=voice.say("chart.outcomes_shows"), unit=voice.unit(unit)),
        voice.say("chart.outcomes_described", low=low, high=high),
        lambda width: draw(voice, outcomes, int(value["nnv"]), unit, width),
    )


def message(voice: Voice, outcomes: Sequence[int], chance: float) -> str:
    """In how many of a hundred outcomes the plan does not give more than it costs."""
    losses, all = sum(kronor <= 0 for kronor in outcomes), voice.number(len(outcomes))
    if losses:
        return voice.count("chart.outcomes", losses, all=all)
    return voice.say("chart.outcomes_few" if chance < 1 else "chart.outcomes_none", all=all)


def draw(voice: Voice, outcomes: Sequence[int], nnv: int, unit: Unit, width: float) -> Drawing:
    """The dots, the axis under them, and the share on either side of zero in words above."""
    # An outcome stands to the left of the amount that it reaches, so there is room under one that is on a tick.
    ticks = nice_ticks(min(0, outcomes[0] - 1), max(0, outcomes[-1]), 5)
    names = [tick(voice, t, unit) for t in ticks]
    edge = max(width_of(name) for name in (names[0], names[-1])) / 2 + 2
    scale = Scale(ticks[0], ticks[-1], edge, width - edge)
    step = (ticks[1] - ticks[0]) / max(1, int((ticks[1] - ticks[0]) * scale.slope / (2 * LARGEST)))
    piles = Counter(ceil(kronor / step) - 1 for kronor in outcomes)
    radius = min(step * scale.slope / 2, TALLEST / (2 * max(piles.values())))
    heads, top = _heads(voice, outcomes, nnv, unit, scale, width)
    base = top + 2 * radius * max(piles.values()) + 4
    dots = []
    piled: Counter[int] = Counter()
    for kronor in sorted(outcomes):
        pile = ceil(kronor / step) - 1
        x, y = scale((pile + 0.5) * step), base - radius * (2 * piled[pile] + 1)
        dots.append(Dot(x, y, radius * 0.9, "mark" if pile < 0 else "pale", told(voice, kronor, unit)))
        piled[pile] += 1
    axis = [Label(scale(t), base + 18, name, anchor="middle") for t, name in zip(ticks, names, strict=True)]
    marks = [Line(scale(t), base, scale(t), base + 4, "grid") for t in ticks]
    ground = Line(edge, base, width - edge, base, "zero")
    through = [Line(scale(nnv), top - 2, scale(nnv), base, "dash"), Line(scale(0), top - 2, scale(0), base, "zero")]
    return Drawing(width, base + FOOT, (*through, *dots, ground, *marks, *axis, *heads))


def _heads(
    voice: Voice, outcomes: Sequence[int], nnv: int, unit: Unit, scale: Scale, width: float
) -> tuple[list[Shape], float]:
    """How many dots lie on either side of zero, and what is expected; each text on a line of its own."""
    losses = sum(kronor <= 0 for kronor in outcomes)
    texts = [
        (scale(0), "end", "value", voice.say("chart.outcomes_left", n=voice.number(losses))),
        (scale(0), "start", "value", voice.say("chart.outcomes_right", n=voice.number(len(outcomes) - losses))),
        (scale(nnv), "middle", "label", voice.say("chart.expected", amount=told(voice, nnv, unit))),
    ]
    found: list[Shape] = []
    line, reach = 0, 0.0
    for x, side, role, text in texts:
        wide = width_of(text, bold=role == "value")
        left = {"end": x - 6 - wide, "start": x + 6, "middle": x - wide / 2}[side]
        left = min(max(left, 0.0), width - wide)
        line = line + 1 if found and left < reach + 6 else line
        reach = left + wide
        found.append(Label(left, LEADING * (line + 1) - 4, text, role))
    return found, LEADING * (line + 1) + 6
