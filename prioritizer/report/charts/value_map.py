"""What each proposal is worth against what it would be granted, with the plan's own filled in."""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from prioritizer.report.blocks import Chart, Dot, Drawing, Label, Line, Shape
from prioritizer.report.charts.amounts import amounts_under
from prioritizer.report.charts.forms import MIDDLE, two_forms
from prioritizer.report.charts.lettering import shortened, width_of
from prioritizer.report.charts.placing import Taken
from prioritizer.report.charts.scale import Scale, chart_unit, nice_ticks, tick, told
from prioritizer.report.voice import Voice
from prioritizer.words.formatting import Unit

WIDE_HEIGHT, NARROW_HEIGHT = 400.0, 360.0
TOP, FOOT, RIGHT = 24.0, 42.0, 14.0
NAME_ROOM = (210.0, 120.0)
"""How long a name beside a dot may be, on a page and on a phone."""
RADIUS = 5.0
MOST_NAMED = 60
"""Names that are tried, those of the plan first."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A proposal: kronor granted, net present value, and whether it is in the plan."""

    name: str
    granted: int
    nnv: int
    chosen: bool


def value_map(voice: Voice, id: str, spots: Sequence[Spot], absent: Set[str] = frozenset()) -> Chart | None:
    """A dot for each proposal that could be chosen; None where fewer than two are known in both ways.

    `absent` is why proposals of the plan have no dot, where some have none.
    """
    if len(spots) < 2:
        return None
    unit = chart_unit([n for spot in spots for n in (spot.granted, spot.nnv)])
    best = max(spots, key=lambda spot: (spot.nnv, spot.name))
    gaps = {"name": best.name, "nnv": voice.money(best.nnv), "granted": voice.money(best.granted)}
    return two_forms(
        id,
        message(voice, spots, absent),
        voice.say("caption.money", caption=voice.say("chart.map_shows"), unit=voice.unit(unit)),
        voice.count("chart.map_described", len(spots), chosen=voice.number(sum(spot.chosen for spot in spots)), **gaps),
        lambda width: draw(voice, spots, unit, width),
    )


def message(voice: Voice, spots: Sequence[Spot], absent: Set[str] = frozenset()) -> str:
    """How many of the plan's proposals have a net present value above zero, of those of which it is known."""
    chosen = [spot for spot in spots if spot.chosen]
    if not chosen:
        return voice.say("chart.map_none")
    key = "chart.map" if not absent else "chart.map_priced" if absent == {"unpriced"} else "chart.map_known"
    return voice.count(key, len(chosen), gainful=voice.number(sum(spot.nnv > 0 for spot in chosen)))


def draw(voice: Voice, spots: Sequence[Spot], unit: Unit, width: float) -> Drawing:
    """Dots over a scale of granted kronor; names beside them where there is room, those of the plan first."""
    height = WIDE_HEIGHT if width >= MIDDLE else NARROW_HEIGHT
    across = nice_ticks(0, max(spot.granted for spot in spots), 6 if width >= MIDDLE else 4)
    up = nice_ticks(min(0, *(s.nnv for s in spots)), max(0, *(s.nnv for s in spots)))
    names = [tick(voice, t, unit) for t in up]
    left = max(map(width_of, names)) + 10
    x, y = Scale(across[0], across[-1], left + RADIUS, width - RIGHT), Scale(up[0], up[-1], height - FOOT, TOP)
    grid = [Line(left, y(t), width - RIGHT, y(t), "grid" if t else "zero") for t in up]
    labels = [Label(left - 6, y(t) + 4, name, anchor="end") for t, name in zip(up, names, strict=True)]
    labels += _along(voice, across, x, unit, width, height - FOOT)
    labels.append(Label(0, 11, shortened(voice.say("chart.map_up"), width)))
    # The plan's own are drawn last, over the others.
    ordered = sorted(spots, key=lambda spot: (spot.chosen, abs(spot.nnv), spot.name))
    dots = [_dot(voice, spot, x, y, unit) for spot in ordered]
    taken = Taken(left, TOP - 8, width, height - FOOT - 3)
    taken.add(left, y(0) - 1, width, y(0) + 1)
    for dot in dots:
        taken.add(dot.x - RADIUS, dot.y - RADIUS, dot.x + RADIUS, dot.y + RADIUS)
    room = NAME_ROOM[0] if width >= MIDDLE else NAME_ROOM[1]
    beside: list[Shape] = []
    for spot in ordered[::-1][:MOST_NAMED]:
        text = shortened(spot.name, room, bold=spot.chosen)
        beside += taken.beside(x(spot.granted), y(spot.nnv), RADIUS + 3, text, "value" if spot.chosen else "label")
    return Drawing(width, height, (*grid, *labels, *dots, *beside))


def _dot(voice: Voice, spot: Spot, x: Scale, y: Scale, unit: Unit) -> Dot:
    granted, nnv = told(voice, spot.granted, unit), told(voice, spot.nnv, unit)
    text = voice.say("chart.map_dot", name=spot.name, granted=granted, nnv=nnv)
    return Dot(x(spot.granted), y(spot.nnv), RADIUS, "mark" if spot.chosen else "open", text)


def _along(voice: Voice, ticks: Sequence[int], x: Scale, unit: Unit, width: float, base: float) -> list[Label]:
    """Amounts under the chart, and what they are."""
    return [
        *amounts_under(voice, ticks, x, unit, width, base),
        Label(width, base + 36, shortened(voice.say("chart.map_along"), width), anchor="end"),
    ]
