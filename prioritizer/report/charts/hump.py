"""The hump: one curve of cumulative kronor over the years (D2, convention §11)."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from prioritizer.report.blocks import Chart, Dot, Drawing, Label, Line, Path
from prioritizer.report.charts.lettering import width_of
from prioritizer.report.charts.scale import Scale, chart_unit, nice_ticks, tick, told
from prioritizer.report.voice import Voice
from prioritizer.words.formatting import Unit

WIDTH, HEIGHT = 400.0, 240.0
RIGHT, TOP, BOTTOM = 14.0, 26.0, 28.0
HALF_LETTER, CLEAR = 4.0, 9.0
"""How far above its foot the middle of a label is, and how far from the axis that must be."""
HIT = 6.0
"""How near a point of the curve one points to be told of it."""
LEAST_APART = 40.0
"""How near two years may be labelled."""


def hump_chart(voice: Voice, id: str, whose: str, series: Mapping[int, int]) -> Chart:
    """Draw one cumulative series; the title says when it is back above zero.

    Args:
        voice: The language.
        id: Unique in the document.
        whose: own, society or proposal, for the words.
        series: Kronor by year; at least two years.
    """
    years, unit = sorted(series), chart_unit(series.values())
    low, high = min(0, *series.values()), max(0, *series.values())
    ticks = nice_ticks(low, high)
    names = [tick(voice, t, unit) for t in ticks]
    left = max(map(width_of, names)) + 8
    x, y = Scale(years[0], years[-1], left, WIDTH - RIGHT), _up(ticks, low)
    points = tuple((x(year), y(series[year])) for year in years)
    zero = y(0)
    hollow = ((points[0][0], zero), *_under(points, zero), (points[-1][0], zero))
    shapes = (
        *(Line(left, y(t), WIDTH - RIGHT, y(t), "grid") for t in ticks if t != 0),
        Path(hollow, "area", closed=True),
        Line(left, zero, WIDTH - RIGHT, zero, "zero"),
        Path(points, "curve"),
        *_year_labels(years, x),
        *(Label(left - 6, y(t) + HALF_LETTER, name, anchor="end") for t, name in zip(ticks, names, strict=True)),
        *_told(voice, series, (x, y), unit),
    )
    return Chart(
        id=id,
        title=message(voice, whose, series),
        shows=voice.say("caption.money", caption=voice.say(f"chart.{whose}"), unit=voice.unit(unit)),
        description=_described(voice, whose, series),
        drawing=Drawing(WIDTH, HEIGHT, shapes),
    )


def _under(points: Sequence[tuple[float, float]], zero: float) -> list[tuple[float, float]]:
    """What of a curve is below zero, with the places where it crosses."""
    found: list[tuple[float, float]] = []
    for (a, b), (c, d) in pairwise(points):
        found.append((a, max(b, zero)))
        if (b - zero) * (d - zero) < 0:
            found.append((a + (c - a) * (zero - b) / (d - b), zero))
    return [*found, (points[-1][0], max(points[-1][1], zero))]


def message(voice: Voice, whose: str, series: Mapping[int, int]) -> str:
    """When the sum is back at zero or above for good; that it never is, or never was below."""
    back, last = stays_from(series), max(series)
    if back == min(series):
        return voice.say(f"chart.{whose}_above")
    if back is None:
        return voice.say(f"chart.{whose}_below", last=last)
    return voice.say(f"chart.{whose}_back", year=back)


def stays_from(series: Mapping[int, int]) -> int | None:
    """The first year from which the sum is zero or above and stays there (convention §11); None where it is not."""
    below = [year for year in series if series[year] < 0]
    return min((year for year in series if not below or year > max(below)), default=None)


def _described(voice: Voice, whose: str, series: Mapping[int, int]) -> str:
    lowest = min(series, key=lambda year: (series[year], year))
    first, last = min(series), max(series)
    gaps = {"low": voice.money(series[lowest]), "end": voice.money(series[last])}
    return voice.say(f"chart.{whose}_described", first=first, last=last, year=lowest, **gaps)


def _up(ticks: Sequence[int], low: int) -> Scale:
    """From the lowest tick, or half a step below it where the lowest point needs room for its label."""
    scale = Scale(ticks[0], ticks[-1], HEIGHT - BOTTOM, TOP)
    crowded = low < 0 and scale(low) > HEIGHT - BOTTOM - 24
    return Scale(ticks[0] - (ticks[1] - ticks[0]) / 2, ticks[-1], HEIGHT - BOTTOM, TOP) if crowded else scale


def _year_labels(years: Sequence[int], x: Scale) -> list[Label]:
    """Every year, or every second, fifth, tenth or twentieth, so that they stand apart."""
    step = next((s for s in (1, 2, 5, 10, 20) if s * x.slope >= LEAST_APART), 50)
    shown = [year for year in years if (year - years[0]) % step == 0]
    half = width_of("2000") / 2
    return [Label(min(x(year), WIDTH - half), HEIGHT - 9, str(year), anchor="middle") for year in shown]


def _told(voice: Voice, series: Mapping[int, int], scales: tuple[Scale, Scale], unit: Unit) -> list[Dot | Label]:
    """Each point told; the lowest and the last in writing, so that the curve can be read without the axis."""
    years = sorted(series)
    lowest, last = min(years, key=lambda year: (series[year], year)), years[-1]
    written = {lowest, last} if series[lowest] < 0 else {last}
    dots: list[Dot | Label] = []
    labels: list[Label] = []
    for year in years:
        text = voice.say("point", amount=told(voice, series[year], unit), year=year)
        x, y = scales[0](year), scales[1](series[year])
        dots.append(Dot(x, y, 4, "ring", text) if year in written else Dot(x, y, HIT, "hit", text))
        if year in written:
            labels.append(_beside(x, y, text, scales, series[year] < 0, labels))
    return [*dots, *labels]


def _beside(x: float, y: float, text: str, scales: tuple[Scale, Scale], is_low: bool, others: Sequence[Label]) -> Label:
    """A point under the axis has its label below it, another above; the nearest place to that which is free."""
    half, zero = width_of(text, bold=True) / 2, scales[1](0)
    centre = min(max(x, scales[0].start + half), WIDTH - half)
    wished = y + 20 if is_low else y - 10
    meeting = [other.y for other in others if abs(other.x - centre) < half + width_of(other.text, bold=True) / 2]
    free = (
        foot
        for foot in sorted((wished, *range(10, int(HEIGHT - BOTTOM) + 6, 4)), key=lambda foot: abs(foot - wished))
        if abs(foot - HALF_LETTER - zero) >= CLEAR
        and abs(foot - HALF_LETTER - y) >= CLEAR
        and all(abs(foot - other) > 13 for other in meeting)
    )
    return Label(centre, next(free, wished), text, "value", "middle")
