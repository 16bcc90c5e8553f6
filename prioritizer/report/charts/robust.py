"""How often each proposal would have been chosen had the outcome been known: one bar for each (convention §23)."""

from collections.abc import Sequence
from typing import Any

from prioritizer.report.blocks import Chart
from prioritizer.report.charts.bars import Bar, Guide, bars
from prioritizer.report.charts.forms import two_forms
from prioritizer.report.voice import Data, Voice

MOST = 15
"""Bars in each group, at most; the table has all."""
HALF = 0.5


def robust_chart(voice: Voice, id: str, shares: Sequence[Data]) -> Chart | None:
    """Bars of those in the plan, and under them of those outside it; None where nothing was worked out.

    Of a large plan those that are chosen least often are shown, of the others those that are chosen most often.
    """
    if not shares:
        return None
    ordered = sorted(shares, key=lambda row: (-_ends(row)[0], -float(row["share"]), str(row["proposal"])))
    inside = [row for row in ordered if row.get("selected")]
    outside = [row for row in ordered if not row.get("selected")]
    shown = [*inside[-MOST:], *outside[:MOST]]
    rows = [_bar(voice, row) for row in shown]
    guides = [Guide(0), Guide(1, role="grid")]
    left_out = len(ordered) - len(shown)
    more = f" {voice.count('chart.robust_more', left_out)}" if left_out else ""
    return two_forms(
        id,
        message(voice, inside),
        voice.say("chart.robust_shows"),
        _described(voice, inside, outside) + more,
        lambda width: bars(rows, guides, width),
    )


def message(voice: Voice, inside: Sequence[Data]) -> str:
    """How many of the plan's proposals are chosen in at least half of the outcomes, or between which two."""
    if not inside:
        return voice.say("chart.robust_empty")
    often, most = (sum(_ends(row)[n] >= HALF for row in inside) for n in (0, 1))
    if often < most:
        return voice.count("chart.robust_between", len(inside), often=voice.number(often), most=voice.number(most))
    return voice.count("chart.robust", len(inside), often=voice.number(often))


def _ends(row: Data) -> tuple[float, float]:
    """The share, twice where it is proved."""
    return float(row.get("low", row["share"])), float(row.get("high", row["share"]))


def share_words(voice: Voice, row: Data) -> str:
    """A share, or between which two where it is not proved."""
    if row.get("low") != row.get("high"):
        return voice.say("between_shares", low=voice.share(row["low"]), high=voice.share(row["high"]))
    return voice.share(row["share"])


def _bar(voice: Voice, row: Data) -> Bar:
    inside = bool(row.get("selected"))
    group = voice.say("chart.in_plan" if inside else "chart.outside_plan")
    (low, high), role = _ends(row), "mark" if inside else "open"
    return Bar(
        voice.proposal(row["proposal"]), 0, low, after=share_words(voice, row), role=role, group=group, reach=high
    )


def _described(voice: Voice, inside: Sequence[Any], outside: Sequence[Any]) -> str:
    told = []
    for key, row in (("most", inside[:1]), ("least", inside[-1:]), ("outside", outside[:1])):
        told += [
            voice.say(f"chart.robust_{key}", name=voice.proposal(r["proposal"]), share=share_words(voice, r))
            for r in row
        ]
    return " ".join(told)
