"""The geometry of the hump chart: one curve of cumulative kronor over the years (D2, convention §11)."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from math import ceil, floor, log10

from prioritizer.report.blocks import Chart, Line, Mark
from prioritizer.report.voice import Voice
from prioritizer.words.formatting import Unit, bare_money, unit_for, unit_word

WIDTH, HEIGHT = 420.0, 250.0
LEFT, RIGHT, TOP, BOTTOM = 58.0, 16.0, 16.0, 30.0
LEAST_APART = 34.0
"""How near, in the chart's units, two years may be labelled."""


def cumulative_chart(voice: Voice, id: str, title: str, description: str, series: Mapping[int, int]) -> Chart:
    """Draw one cumulative series.

    Args:
        voice: The language.
        id: Unique in the document.
        title: What the curve is, as its caption.
        description: What it shows, for those who do not see it.
        series: Kronor by year; at least two years.
    """
    years, unit = sorted(series), unit_for(series.values())
    ticks = nice_ticks(min(0, *series.values()), max(0, *series.values()))
    x, y = _across(years), _up(ticks)
    points = [(x(year), y(series[year])) for year in years]
    zero = y(0)
    curve = "M" + " L".join(f"{a:.1f} {b:.1f}" for a, b in points)
    hollow = [(a, max(b, zero)) for a, b in points]
    below = f"M{points[0][0]:.1f} {zero:.1f} L" + " L".join(f"{a:.1f} {b:.1f}" for a, b in hollow)
    return Chart(
        id=id,
        title=voice.say("caption.money", caption=title, unit=voice.unit(unit)),
        description=description,
        width=WIDTH,
        height=HEIGHT,
        curve=curve,
        below=f"{below} L{points[-1][0]:.1f} {zero:.1f} Z",
        zero=Line(LEFT, zero, WIDTH - RIGHT, zero),
        grid=tuple(Line(LEFT, y(t), WIDTH - RIGHT, y(t)) for t in ticks if t != 0),
        labels=(*_year_labels(years), *(Mark(LEFT - 6, y(t) + 4, _tick(voice, t, unit), "end") for t in ticks)),
        points=_told(voice, years, series, unit),
    )


def nice_ticks(low: int, high: int) -> Sequence[int]:
    """Three to seven whole steps of 1, 2 or 5 times a power of ten that span low to high.

    Example:
        >>> nice_ticks(-18, 40)
        [-20, 0, 20, 40]
    """
    span = max(high - low, 4)
    power = 10 ** floor(log10(span / 4))
    step = next(int(power * m) for m in (1, 2, 5, 10) if span / (power * m) <= 5)
    return list(range(floor(low / step) * step, ceil(high / step) * step + 1, step))


class _Scale:
    def __init__(self, first: float, last: float, start: float, end: float) -> None:
        self.first, self.start = first, start
        self.slope = (end - start) / ((last - first) or 1)

    def __call__(self, value: float) -> float:
        return self.start + (value - self.first) * self.slope


def _across(years: Sequence[int]) -> _Scale:
    return _Scale(years[0], years[-1], LEFT, WIDTH - RIGHT)


def _up(ticks: Sequence[int]) -> _Scale:
    return _Scale(ticks[0], ticks[-1], HEIGHT - BOTTOM, TOP)


def _year_labels(years: Sequence[int]) -> tuple[Mark, ...]:
    x = _across(years)
    step = next((s for s in (1, 2, 5, 10, 20) if s * x.slope >= LEAST_APART), 50)
    return tuple(Mark(x(y), HEIGHT - 10, str(y)) for y in years if (y - years[0]) % step == 0)


def _tick(voice: Voice, tick: int, unit: Unit) -> str:
    if unit == "mnkr":
        return voice.number(Decimal(tick) / 1_000_000, None)
    return bare_money(tick, unit, voice.language)


def _told(voice: Voice, years: Sequence[int], series: Mapping[int, int], unit: Unit) -> tuple[Mark, ...]:
    """The lowest and the last point with their amounts, so that the curve can be read without the axis."""
    ticks = nice_ticks(min(0, *series.values()), max(0, *series.values()))
    x, y = _across(years), _up(ticks)
    lowest = min(years, key=lambda year: (series[year], year))
    told = dict.fromkeys([lowest, years[-1]] if series[lowest] < 0 else [years[-1]])
    return tuple(
        Mark(
            x(year),
            y(series[year]),
            f"{bare_money(series[year], unit, voice.language)} {unit_word(unit, voice.currency)}",
            _anchor(year, years),
        )
        for year in told
    )


def _anchor(year: int, years: Sequence[int]) -> str:
    place = (year - years[0]) / ((years[-1] - years[0]) or 1)
    return "start" if place < 0.2 else "end" if place > 0.8 else "middle"
