"""What moves the value most if it is another than expected: one bar for each input (D6)."""

from collections.abc import Sequence
from dataclasses import dataclass

from prioritizer.report.blocks import Chart
from prioritizer.report.charts.bars import Bar, Guide, bars
from prioritizer.report.charts.forms import two_forms
from prioritizer.report.charts.scale import bare, chart_unit, told
from prioritizer.report.voice import Voice
from prioritizer.words.formatting import Unit


@dataclass(frozen=True, slots=True)
class Swing:
    """An input in words, two of its values as they are written, and the value of the plan at each.

    `proposal` is the title of whose input it is, empty where that is no question.
    """

    input: str
    proposal: str
    low: str
    high: str
    nnv_low: int
    nnv_high: int

    @property
    def name(self) -> str:
        """The input and whose it is."""
        return f"{self.input}, {self.proposal}" if self.proposal else self.input


def tornado_chart(voice: Voice, id: str, swings: Sequence[Swing], nnv: int, whole: bool, whose: str) -> Chart | None:
    """Bars of the inputs given, around the value as it is expected; None where there is nothing to show.

    Args:
        voice: The language.
        id: Unique in the document.
        swings: Those that are shown, the widest first.
        nnv: The value that the bars lie around.
        whole: True where no input that is left out reaches below zero, so that the title may say that none does.
        whose: plan or proposal, for the words.
    """
    if not swings:
        return None
    unit = chart_unit([nnv, *(n for s in swings for n in (s.nnv_low, s.nnv_high))])
    rows = [_bar(voice, swing, unit) for swing in swings]
    guides = [Guide(nnv, voice.say("chart.expected", amount=told(voice, nnv, unit)), "dash")]
    if min(nnv, *(bar.start for bar in rows)) <= 0 <= max(nnv, *(bar.end for bar in rows)):
        guides.append(Guide(0, "0"))
    return two_forms(
        id,
        message(voice, swings, nnv, whole, whose),
        voice.say("caption.money", caption=voice.say("chart.tornado_shows"), unit=voice.unit(unit)),
        _described(voice, swings),
        lambda width: bars(rows, guides, width),
    )


def message(voice: Voice, swings: Sequence[Swing], nnv: int, whole: bool, whose: str) -> str:
    """Which input moves the value most, and whether one alone turns a gain to a loss."""
    first = swings[0].name
    losing = [s for s in swings if min(s.nnv_low, s.nnv_high) < 0]
    if nnv > 0 and losing:
        return voice.count(f"chart.tornado_loss_{whose}", len(losing))
    if nnv > 0 and whole:
        return voice.say(f"chart.tornado_safe_{whose}")
    return voice.say("chart.tornado_most", name=first)


def _bar(voice: Voice, swing: Swing, unit: Unit) -> Bar:
    low, high = sorted((swing.nnv_low, swing.nnv_high))
    span = voice.say("chart.tornado_span", low=swing.low, high=swing.high)
    ends = (bare(voice, low, unit), bare(voice, high, unit))
    if not swing.proposal:
        return Bar(swing.input, low, high, *ends, note=span)
    return Bar(swing.proposal, low, high, *ends, note=voice.say("chart.tornado_note", input=swing.input, span=span))


def _described(voice: Voice, swings: Sequence[Swing]) -> str:
    first = swings[0]
    low, high = voice.moneys(*sorted((first.nnv_low, first.nnv_high)))
    return voice.count("chart.tornado_described", len(swings), name=first.name, low=low, high=high)
