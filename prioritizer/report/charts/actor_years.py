"""Who pays and who gains, year by year: a row of bars for each actor, all on the same scale (A2, A3, D4)."""

from collections.abc import Mapping, Sequence

from prioritizer.report.blocks import Box, Chart, Drawing, Label, Line, Shape
from prioritizer.report.charts.forms import MIDDLE, layered, two_forms
from prioritizer.report.charts.lettering import LEADING, shortened, width_of, wrapped
from prioritizer.report.charts.scale import Scale, bare, chart_unit, told
from prioritizer.report.voice import Voice
from prioritizer.words.formatting import Unit

NAMES, ROW, AIR, HEAD, FOOT = 190.0, 44.0, 12.0, 34.0, 22.0
"""The room for names, a row's least height, the air between rows, and the room above and under them."""
MOST_STRETCH = 90.0
"""A row's greatest height: that of the actor whose years reach furthest."""

Cells = Mapping[str, Mapping[int, int]]
"""Kronor by actor and year."""


def actor_years_chart(voice: Voice, id: str, paid: Cells, got: Cells) -> Chart | None:
    """What each actor nets each year, with the sum of the years beside; None where nobody has any.

    Args:
        voice: The language.
        id: Unique in the document.
        paid: What each pays by year, below zero or zero, actors in order.
        got: What each gets by year.
    """
    nets = {actor: _net(paid.get(actor, {}), got.get(actor, {})) for actor in dict.fromkeys([*paid, *got])}
    nets = {actor: years for actor, years in nets.items() if any(years.values())}
    if not nets:
        return None
    sums = {actor: sum(years.values()) for actor, years in nets.items()}
    unit = chart_unit([*sums.values(), *(kr for years in nets.values() for kr in years.values())])
    amounts = zip(sums, voice.moneys(*sums.values()), strict=True)
    listed = voice.join(voice.say("named_amount", name=voice.actor(a), amount=amount) for a, amount in amounts)
    return two_forms(
        id,
        message(voice, paid, got),
        voice.say("caption.money", caption=voice.say("chart.actors_shows"), unit=voice.unit(unit)),
        voice.say("chart.actors_described", names=listed),
        lambda width: draw(voice, nets, unit, width),
    )


def message(voice: Voice, paid: Cells, got: Cells) -> str:
    """Who pays most over the years, and who gets most."""
    costs = {actor: -sum(years.values()) for actor, years in paid.items()}
    gains = {actor: sum(years.values()) for actor, years in got.items()}
    payer, gainer = (max(sums, key=lambda actor: sums[actor], default="") for sums in (costs, gains))
    if costs.get(payer, 0) <= 0 or gains.get(gainer, 0) <= 0:
        key = "chart.actors_free" if costs.get(payer, 0) <= 0 else "chart.actors_no_gain"
        return voice.say(key)
    if payer == gainer:
        return voice.say("chart.actors_same", payer=voice.actor(payer))
    return voice.say("chart.actors", payer=voice.actor(payer), gainer=voice.actor(gainer))


def _net(paid: Mapping[int, int], got: Mapping[int, int]) -> dict[int, int]:
    return {year: paid.get(year, 0) + got.get(year, 0) for year in sorted({*paid, *got})}


def draw(voice: Voice, nets: Cells, unit: Unit, width: float) -> Drawing:
    """Rows of bars from the first year to the last; gains up and filled, payments down and hollow."""
    is_wide = width >= MIDDLE
    years = sorted({year for row in nets.values() for year in row})
    sums = {actor: told(voice, sum(row.values()), unit) for actor, row in nets.items()}
    room = max(width_of(text, bold=True) for text in [*sums.values(), voice.say("chart.actors_sum")]) + 14
    left = NAMES if is_wide else 0.0
    x = Scale(years[0], years[-1] + 1, left, width - room)
    most = max(abs(kr) for row in nets.values() for kr in row.values())
    shapes: list[Shape] = [Label(width, 12, voice.say("chart.actors_sum"), anchor="end")]
    y = HEAD - 12
    for actor, row in nets.items():
        up, down = (MOST_STRETCH * max(0, *(sign * kr for kr in row.values())) / most for sign in (1, -1))
        lines = wrapped(voice.actor(actor), NAMES - 12 if is_wide else width - room - 4)
        head = 0.0 if is_wide else len(lines) * LEADING + 2
        height = max(up + down, len(lines) * LEADING if is_wide else 16.0)
        zero = y + head + up + max(0.0, height - up - down) / 2
        shapes += _row(row, x, zero, most, voice, actor, unit)
        first = zero - len(lines) * LEADING / 2 + 11 if is_wide else y + LEADING - 4
        first = max(y + 11, first) if is_wide else first
        shapes += [Label(0, first + n * LEADING, line, "name") for n, line in enumerate(lines)]
        shapes.append(Label(width, zero + 4, sums[actor], "value", "end"))
        y = max(y + head + height, first + len(lines) * LEADING - 11 if is_wide else 0.0) + AIR
    return Drawing(width, y + FOOT, layered((*shapes, *_years(years, x, y + 12, width - room))))


def _row(row: Mapping[int, int], x: Scale, zero: float, most: int, voice: Voice, actor: str, unit: Unit) -> list[Shape]:
    """The bars of one actor; a year without money has none."""
    thick = max(1.0, x.slope * 0.8)
    shapes: list[Shape] = [Line(x.start, zero, x.end, zero, "zero")]
    for year, kr in row.items():
        high = MOST_STRETCH * abs(kr) / most
        if kr:
            text = f"{voice.actor(actor)} {year}: {bare(voice, kr, unit)}"
            place = zero - high if kr > 0 else zero
            role = "mark" if kr > 0 else "open"
            shapes.append(Box(x(year) + x.slope * 0.1, place, thick, high, role, text))
    return shapes


def _years(years: Sequence[int], x: Scale, foot: float, right: float) -> list[Label]:
    """Years under the bars, far enough apart."""
    step = next((s for s in (1, 2, 5, 10, 20) if s * x.slope >= 54), 50)
    half = width_of("2000") / 2
    centres = [(year, x(year) + x.slope / 2) for year in years if (year - years[0]) % step == 0]
    shown = [(year, max(at, x.start + half)) for year, at in centres if at + half <= right]
    return [Label(at, foot, shortened(str(year), 60), anchor="middle") for year, at in shown]
