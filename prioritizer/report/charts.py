"""The geometry of the hump chart: one curve of cumulative kronor over the years (D2, convention §11)."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from math import ceil, floor, log10

from prioritizer.report.blocks import Chart, Line, Mark, Point
from prioritizer.report.voice import Voice
from prioritizer.words.formatting import Unit, bare_money, unit_for, unit_word

WIDTH, HEIGHT = 420.0, 250.0
LEFT, RIGHT, TOP, BOTTOM = 58.0, 16.0, 28.0, 30.0
LABEL_ROOM = 60.0
"""Half the width of a point's label, about."""
HALF_LETTER, CLEAR = 4.0, 9.0
"""How far above its foot the middle of a label is, and how far from the axis that must be."""
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
    low, high = min(0, *series.values()), max(0, *series.values())
    ticks = nice_ticks(low, high)
    x, y = _across(years), _up(ticks, low)
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
        points=_told(voice, series, x, y, unit),
    )


def nice_ticks(low: int, high: int) -> Sequence[int]:
    """Three to seven whole steps of 1, 2 or 5 times a power of ten that span low to high.

    Example:
        >>> nice_ticks(-18, 40)
        [-20, 0, 20, 40]
    """
    high = max(high, low + 4)
    span = high - low
    power = 10 ** floor(log10(span / 4))
    step = next(int(power * m) for m in (1, 2, 5, 10) if span / (power * m) <= 5)
    return list(range(floor(low / step) * step, ceil(high / step) * step + 1, step))


def _up(ticks: Sequence[int], low: int) -> "_Scale":
    """From the lowest tick, or half a step below it where the lowest point needs room for its label."""
    scale = _Scale(ticks[0], ticks[-1], HEIGHT - BOTTOM, TOP)
    crowded = low < 0 and scale(low) > HEIGHT - BOTTOM - 24
    return _Scale(ticks[0] - (ticks[1] - ticks[0]) / 2, ticks[-1], HEIGHT - BOTTOM, TOP) if crowded else scale


class _Scale:
    def __init__(self, first: float, last: float, start: float, end: float) -> None:
        self.first, self.start = first, start
        self.slope = (end - start) / ((last - first) or 1)

    def __call__(self, value: float) -> float:
        return self.start + (value - self.first) * self.slope


def _across(years: Sequence[int]) -> _Scale:
    return _Scale(years[0], years[-1], LEFT, WIDTH - RIGHT)


def _year_labels(years: Sequence[int]) -> tuple[Mark, ...]:
    x = _across(years)
    step = next((s for s in (1, 2, 5, 10, 20) if s * x.slope >= LEAST_APART), 50)
    return tuple(Mark(x(y), HEIGHT - 10, str(y)) for y in years if (y - years[0]) % step == 0)


def _tick(voice: Voice, tick: int, unit: Unit) -> str:
    if unit == "mnkr":
        return voice.number(Decimal(tick) / 1_000_000, None)
    return bare_money(tick, unit, voice.language)


def _told(voice: Voice, series: Mapping[int, int], x: "_Scale", y: "_Scale", unit: Unit) -> tuple[Point, ...]:
    """The lowest and the last point with their amounts, so that the curve can be read without the axis."""
    years = sorted(series)
    lowest, last = min(years, key=lambda year: (series[year], year)), years[-1]
    told = dict.fromkeys([lowest, last] if series[lowest] < 0 else [last])
    return tuple(_point(voice, series, year, (x(year), y(series[year]), y(0)), unit) for year in told)


def _point(voice: Voice, series: Mapping[int, int], year: int, at: tuple[float, float, float], unit: Unit) -> Point:
    """A valley has its label below, a rising end above; `at` is across, down, and how far down the axis is."""
    x, y, zero = at
    is_low = series[year] == min(series.values()) and series[year] < 0
    amount = f"{bare_money(series[year], unit, voice.language)} {unit_word(unit, voice.currency)}"
    text = voice.say("point", amount=amount, year=year)
    above, below = y - 10, y + 20
    is_crossed = abs(above - HALF_LETTER - zero) < CLEAR and abs(below - HALF_LETTER - zero) >= CLEAR
    return Point(x, y, text, x, below if is_low or is_crossed else above, _anchor(x))


def _anchor(x: float) -> str:
    return "start" if x < LEFT + LABEL_ROOM else "end" if x > WIDTH - RIGHT - LABEL_ROOM else "middle"
