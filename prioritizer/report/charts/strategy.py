"""The article's figures 1, 2 and 4 as views on the plan (E1, E8, E17).

Figure 1, operative and strategic efficiency: net present value for each granted krona, and how far up the three levels
a proposal reaches. Figure 2, leverage on ordinary operations: what the proposals say of it. Figure 4, three aims:
operative; strategic and reactive, where a proposal answers to no effect on the system that the goals ask for in
advance; strategic and planned, where it does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from prioritizer.report.blocks import Chart, Dot, Drawing, Label, Line, Shape
from prioritizer.report.charts.bars import Bar, Guide, bars
from prioritizer.report.charts.forms import MIDDLE, two_forms
from prioritizer.report.charts.lettering import LEADING, shortened, width_of, wrapped
from prioritizer.report.charts.placing import Taken
from prioritizer.report.charts.reach import FIELD, LEVELS, answer_of
from prioritizer.report.charts.scale import Scale, nice_ticks
from prioritizer.report.voice import Data, Voice, capital, part, rows

Aim = Literal["operative", "reactive", "planned", "unknown"]
AIMS: tuple[Aim, ...] = ("operative", "reactive", "planned", "unknown")
LEVERAGE = ("leverage", "mainstreaming", "recurrence", "fault_area")
"""Fields that say what a proposal does to ordinary operations."""

LANE, RADIUS, FOOT, TOP = 92.0, 5.0, 42.0, 6.0
MOST_NAMED = 30
"""Names that are tried in a lane."""


def aim_of(voice: Voice, proposal: str) -> Aim:
    """Which of the three aims a proposal has; unknown where it states no aim, or not whether it reaches the system."""
    facts = part(voice.proposals, proposal, "facts")
    if facts.get("aim") not in ("operative", "strategic"):
        return "unknown"
    if facts["aim"] == "operative":
        return "operative"
    system = answer_of(voice, proposal, "system")
    wanted = {str(g["id"]) for g in rows(voice.portfolio, "goals") if "system" in rows(g, "levels")}
    is_asked_for = bool(wanted & {str(goal) for goal in rows(facts, "goals")})
    if system is None and is_asked_for:
        return "unknown"
    return "planned" if system and is_asked_for else "reactive"


def aims_chart(voice: Voice, id: str) -> Chart | None:
    """How much the plan grants to each of the three aims."""
    chosen = rows(voice.plan, "selected")
    granted = sum(int(s.get("granted") or 0) for s in chosen)
    if not granted:
        return None
    by_aim = {aim: [s for s in chosen if aim_of(voice, str(s["proposal"])) == aim] for aim in AIMS}
    lines = [_aim_bar(voice, aim, by_aim[aim], granted) for aim in AIMS if by_aim[aim] or aim != "unknown"]
    planned = len(by_aim["planned"])
    return two_forms(
        id,
        voice.count("chart.aims", len(chosen), planned=voice.number(planned)),
        voice.say("chart.aims_shows"),
        capital(f"{voice.join(f'{bar.name}: {bar.after}' for bar in lines)}."),
        lambda width: bars(lines, [Guide(0)], width),
    )


def _aim_bar(voice: Voice, aim: Aim, found: Sequence[Data], granted: int) -> Bar:
    share = sum(int(s.get("granted") or 0) for s in found) / granted
    told = voice.count("chart.aims_bar", len(found), share=voice.share(share))
    role = {"planned": "mark", "unknown": "unknown"}.get(aim, "pale")
    return Bar(voice.say(f"chart.aim_{aim}"), 0, share, after=told, role=role, note=voice.say(f"chart.aim_{aim}_is"))


def leverage_chart(voice: Voice, id: str) -> Chart | None:
    """How many of the plan's proposals say what they do to ordinary operations, question by question."""
    chosen = [str(s["proposal"]) for s in rows(voice.plan, "selected")]
    if not chosen:
        return None
    counts = {field: sum(_states(voice, p, field) for p in chosen) for field in LEVERAGE}
    all = voice.number(len(chosen))
    lines = [
        Bar(capital(voice.field(field)), 0, n, after=voice.say("chart.of_all", n=voice.number(n), all=all))
        for field, n in counts.items()
    ]
    every = sum(all_stated(voice, p) for p in chosen)
    return two_forms(
        id,
        voice.count("chart.leverage", len(chosen), every=voice.number(every)),
        voice.say("chart.leverage_shows"),
        f"{voice.join(f'{bar.name}: {bar.after}' for bar in lines)}.",
        lambda width: bars(lines, [Guide(0), Guide(len(chosen), role="grid")], width),
    )


def _states(voice: Voice, proposal: str, field: str) -> bool:
    return part(voice.proposals, proposal, "facts").get(field) not in (None, "", [])


def all_stated(voice: Voice, proposal: str) -> bool:
    """Whether a proposal says something of every question of leverage."""
    return all(_states(voice, proposal, field) for field in LEVERAGE)


@dataclass(frozen=True, slots=True)
class Placed:
    """A proposal: value for each granted krona, the highest level that it says it reaches, and if it is in the plan.

    `level` counts from 0, none, to 3, the system; None where no answer is given.
    """

    name: str
    ratio: Decimal
    level: int | None
    chosen: bool


def highest(voice: Voice, proposal: str) -> int | None:
    """The highest level that a proposal says it reaches; None where an answer that could be higher is missing."""
    for n in range(len(LEVELS), 0, -1):
        answer = answer_of(voice, proposal, LEVELS[n - 1])
        if answer is not False:
            return n if answer else None
    return 0


def efficiency_chart(voice: Voice, id: str, placed: Sequence[Placed], has_both: Sequence[bool | None]) -> Chart | None:
    """A dot for each proposal: value for a krona across, level of success up; None for fewer than two.

    Args:
        voice: The language.
        id: The chart's.
        placed: The proposals that have a dot.
        has_both: For each proposal of the plan, with a dot or not, whether it has both; None where it is unknown.
    """
    if len(placed) < 2:
        return None
    return two_forms(
        id,
        _both_title(voice, has_both),
        voice.say("chart.efficiency_shows"),
        voice.count("chart.efficiency_described", len(placed), krona=voice.krona),
        lambda width: _lanes(voice, placed, width),
    )


def _both_title(voice: Voice, has_both: Sequence[bool | None]) -> str:
    """How many of the plan's proposals have both, and of how many that is unknown."""
    if len(has_both) == 1:
        key = {True: "yes", False: "no", None: "unknown"}[has_both[0]]
        return voice.say(f"chart.efficiency_only.{key}")
    both, unknown = (voice.number(list(has_both).count(answer)) for answer in (True, None))
    key = "chart.efficiency_unknown" if None in has_both else "chart.efficiency"
    return voice.say(key, n=voice.number(len(has_both)), both=both, unknown=unknown)


def _lanes(voice: Voice, placed: Sequence[Placed], width: float) -> Drawing:
    """A lane for each level that some proposal has, the system at the top; names where there is room."""
    is_wide = width >= MIDDLE
    levels = sorted({p.level for p in placed}, key=lambda level: -1 if level is None else level, reverse=True)
    titles = [_lane(voice, level) for level in levels]
    left = max(max(width_of(t) for t in titles) + 12, 90.0) if is_wide else 0.0
    ratios = [int(p.ratio * 1000) for p in placed]
    ticks = nice_ticks(min(0, *ratios), max(0, *ratios), 6 if is_wide else 4)
    x = Scale(ticks[0] / 1000, ticks[-1] / 1000, left + 22, width - 24)
    base = TOP + LANE * len(levels)
    shapes: list[Shape] = [Line(left, base, width, base, "zero")]
    taken = Taken(left, TOP, width, base - 2)
    taken.add(x(0) - 1, TOP, x(0) + 1, base)
    for n, (level, title) in enumerate(zip(levels, titles, strict=True)):
        top = TOP + LANE * n
        # On a phone a lane's title stands above its dots, where the line would strike it through.
        shapes.append(Line(x(0), top if is_wide else top + LEADING + 5, x(0), top + LANE, "zero"))
        shapes += [Line(0, top, width, top, "grid")] if n else []
        taken.add(0, top - 1, width, top + 1)
        shapes += _title(title, top, is_wide, taken)
        shapes += _dots(voice, [p for p in placed if p.level == level], x, top, is_wide, taken)
    for t in ticks:
        name = voice.number(Decimal(t) / 1000, None)
        shapes.append(Label(x(t / 1000), base + 17, name, anchor="middle"))
    along = shortened(voice.say("chart.efficiency_along", krona=voice.krona), width)
    return Drawing(width, base + FOOT, (*shapes, Label(width, base + 35, along, anchor="end")))


def _lane(voice: Voice, level: int | None) -> str:
    if level is None:
        return capital(voice.say("coverage.unknown"))
    return capital(voice.fact(FIELD, LEVELS[level - 1])) if level else voice.say("chart.no_level")


def _title(title: str, top: float, is_wide: bool, taken: Taken) -> list[Label]:
    foot = top + (LANE / 2 + 4 if is_wide else LEADING)
    if not is_wide:
        taken.add(0, top, width_of(title), top + LEADING + 4)
    return [Label(0, foot, line, "name") for line in wrapped(title, 400, 1)]


def _dots(
    voice: Voice, placed: Sequence[Placed], x: Scale, top: float, is_wide: bool, taken: Taken
) -> list[Dot | Label]:
    """Dots spread over the height of their lane, so that near ones stand apart; the plan's own are named first."""
    ordered = sorted(placed, key=lambda p: (p.ratio, p.name))
    room = LANE - 34
    steps = (0.5, 0.15, 0.85, 0.35, 0.65)
    at = {p: (x(float(p.ratio)), top + 24 + room * steps[n % len(steps)]) for n, p in enumerate(ordered)}
    for across, down in at.values():
        taken.add(across - RADIUS, down - RADIUS, across + RADIUS, down + RADIUS)
    dots: list[Dot | Label] = []
    for p in sorted(ordered, key=lambda p: (p.chosen, abs(p.ratio), p.name)):
        gaps = {"name": p.name, "ratio": voice.number(p.ratio, 2), "krona": voice.krona}
        told = voice.say("chart.efficiency_dot", **gaps)
        dots.append(Dot(*at[p], RADIUS, "mark" if p.chosen else "open", told))
    names: list[Dot | Label] = []
    for p in sorted(ordered, key=lambda p: (not p.chosen, -abs(p.ratio), p.name))[:MOST_NAMED]:
        text = shortened(p.name, 170 if is_wide else 110, bold=p.chosen)
        names += taken.beside(*at[p], RADIUS + 3, text, "value" if p.chosen else "label")
    return [*dots, *names]
