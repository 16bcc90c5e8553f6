"""Amounts under a chart that has money along it."""

from collections.abc import Iterable

from prioritizer.report.blocks import Label
from prioritizer.report.charts.lettering import width_of
from prioritizer.report.charts.scale import Scale, tick
from prioritizer.report.voice import Voice
from prioritizer.words.formatting import Unit


def amounts_under(voice: Voice, ticks: Iterable[int], x: Scale, unit: Unit, width: float, base: float) -> list[Label]:
    """Each amount under its place, but within the drawing; `base` is where the chart ends downwards."""
    found = []
    for kronor in ticks:
        name = tick(voice, kronor, unit)
        half = width_of(name) / 2
        found.append(Label(min(max(x(kronor), half), width - half), base + 18, name, anchor="middle"))
    return found
