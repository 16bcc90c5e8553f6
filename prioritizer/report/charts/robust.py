"""How often each proposal would have been chosen had the outcome been known: one bar for each (convention §23)."""

from collections.abc import Sequence, Set
from typing import Any

from prioritizer.report.blocks import Chart
from prioritizer.report.charts.bars import Bar, Guide, bars
from prioritizer.report.charts.forms import two_forms
from prioritizer.report.voice import Data, Voice

MOST = 15
"""Bars in each group, at most; the table has all."""
HALF = 0.5


def robust_chart(voice: Voice, id: str, shares: Sequence[Data], held: Set[str] = frozenset()) -> Chart | None:
    """Bars of those in the plan, and under them of those outside it; None where nothing was worked out.

    Of a large plan those that are chosen least often are shown, of the others those that are chosen most often. Those
    that are `held`, which no plan can do without, are chosen always for that reason, and are a group of their own.
    """
    if not shares:
        return None
    ordered = sorted(shares, key=lambda row: (-_ends(row)[0], -float(row["share"]), str(row["proposal"])))
    inside = [row for row in ordered if row.get("selected") and row["proposal"] not in held]
    kept = [row for row in ordered if row.get("selected") and row["proposal"] in held]
    outside = [row for row in ordered if not row.get("selected")]
    shown = (("in_plan", inside[-MOST:]), ("must_be_in", kept[:MOST]), ("outside_plan", outside[:MOST]))
    rows = [_bar(voice, row, group) for group, some in shown for row in some]
    guides = [Guide(0), Guide(1, role="grid")]
    left_out = len(ordered) - len(rows)
    more = f" {voice.count('chart.robust_more', left_out)}" if left_out else ""
    return two_forms(
        id,
        message(voice, inside, len(kept)),
        voice.say("chart.robust_shows"),
        _described(voice, inside, outside) + more,
        lambda width: bars(rows, guides, width),
    )


def message(voice: Voice, inside: Sequence[Data], kept: int = 0) -> str:
    """How many of the plan's proposals are chosen in at least half of the outcomes, or between which two.

    `kept` is how many more the plan has that cannot leave, so that they say nothing of how sure the choice is.
    """
    if not inside:
        return voice.say("chart.robust_all_kept" if kept else "chart.robust_empty")
    of = "_free" if kept else ""
    often, most = (sum(_ends(row)[n] >= HALF for row in inside) for n in (0, 1))
    if often < most:
        gaps = {"often": voice.number(often), "most": voice.number(most)}
        return voice.count(f"chart.robust{of}_between", len(inside), **gaps)
    return voice.count(f"chart.robust{of}", len(inside), often=voice.number(often))


def _ends(row: Data) -> tuple[float, float]:
    """The share, twice where it is proved."""
    return float(row.get("low", row["share"])), float(row.get("high", row["share"]))


def share_words(voice: Voice, row: Data) -> str:
    """A share, or between which two where it is not proved."""
    if row.get("low") != row.get("high"):
        return voice.say("between_shares", low=voice.share(row["low"]), high=voice.share(row["high"]))
    return voice.share(row["share"])


def _bar(voice: Voice, row: Data, group: str) -> Bar:
    (low, high), role = _ends(row), "mark" if row.get("selected") else "open"
    told = {"after": share_words(voice, row), "group": voice.say(f"chart.{group}")}
    return Bar(voice.proposal(row["proposal"]), 0, low, role=role, reach=high, **told)


def _described(voice: Voice, inside: Sequence[Any], outside: Sequence[Any]) -> str:
    told = []
    for key, row in (("most", inside[:1]), ("least", inside[-1:]), ("outside", outside[:1])):
        told += [
            voice.say(f"chart.robust_{key}", name=voice.proposal(r["proposal"]), share=share_words(voice, r))
            for r in row
        ]
    return " ".join(told)
