"""What the plan reaches: goals by level, and each proposal's levels (E9, the article's figure 3; G5)."""

from collections.abc import Mapping, Sequence
from typing import Any

from prioritizer.report.blocks import Chart
from prioritizer.report.charts.forms import two_forms
from prioritizer.report.charts.grid import GridCell, GridRow, grid
from prioritizer.report.voice import Data, Voice, capital, part, rows

LEVELS = ("direct", "indirect", "system")
FIELD = "levels_reached"
MOST = 40
"""Proposals that a grid has room for; of more, the table tells how many reach each level."""


def goals_chart(voice: Voice, id: str, found: Data) -> Chart | None:
    """Declared goals down, levels across, and how many proposals of the plan reach each that is asked for."""
    dimension: Data = next((d for d in rows(found, "by") if d["field"] == "goals"), {})
    goals = [p for p in rows(dimension, "parts") if p["key"]]
    if not goals:
        return None
    asked = {(str(g["goal"]), str(g["level"])): g for g in rows(found, "goal_levels")}
    lines = [_goal_row(voice, goal, asked) for goal in goals]
    heads = [voice.say("chart.goals_any"), *(voice.say(f"chart.level_{level}") for level in LEVELS)]
    title = message_of_goals(voice, goals, asked)
    return two_forms(
        id,
        title,
        voice.say("chart.goals_shows"),
        voice.say("chart.grid_described"),
        lambda width: grid(heads, lines, width),
    )


def message_of_goals(voice: Voice, goals: Sequence[Data], asked: Mapping[tuple[str, str], Data]) -> str:
    """How many goals are not reached as they are set; how many may not be; or that all are."""
    missed, unsure = [], []
    for goal in goals:
        cells = [cell for (key, _), cell in asked.items() if key == goal["key"]]
        empty = [cell for cell in cells if not cell["proposals"]]
        if not goal["proposals"] or any(not cell["unknown"] for cell in empty):
            missed.append(goal)
        elif empty:
            unsure.append(goal)
    all = voice.number(len(goals))
    if missed:
        return voice.count("chart.goals_missed", len(missed), all=all)
    if unsure:
        return voice.count("chart.goals_unsure", len(unsure), all=all)
    return voice.count("chart.goals_reached", len(goals))


def _goal_row(voice: Voice, goal: Data, asked: Mapping[tuple[str, str], Data]) -> GridRow:
    key = str(goal["key"])
    cells = [_count(voice, int(goal["proposals"]), 0)]
    for level in LEVELS:
        cell = asked.get((key, level))
        cells.append(_count(voice, int(cell["proposals"]), int(cell["unknown"])) if cell else None)
    return GridRow(voice.fact("goals", key), tuple(cells))


def _count(voice: Voice, proposals: int, unknown: int) -> GridCell | None:
    if proposals:
        return GridCell("mark", voice.number(proposals))
    return GridCell("unknown", "?", voice.unknown) if unknown else GridCell("open", "0")


def levels_chart(voice: Voice, id: str) -> Chart | None:
    """The plan's proposals down, the three levels of success across: what each says that it reaches."""
    chosen = [str(s["proposal"]) for s in rows(voice.plan, "selected")]
    if not 0 < len(chosen) <= MOST:
        return None
    answers = {p: [answer_of(voice, p, level) for level in LEVELS] for p in chosen}
    lines = [GridRow(voice.proposal(p), tuple(_answer(voice, a) for a in found)) for p, found in answers.items()]
    reached = [sum(found[n] is True for found in answers.values()) for n in range(len(LEVELS))]
    heads = [voice.say(f"chart.level_{level}") for level in LEVELS]
    counts = zip(LEVELS, reached, strict=True)
    told = [voice.say("chart.levels_count", level=voice.fact(FIELD, level), n=voice.number(n)) for level, n in counts]
    return two_forms(
        id,
        message_of_levels(voice, list(answers.values())),
        voice.say("chart.levels_shows"),
        capital(f"{voice.join(told)}."),
        lambda width: grid(heads, lines, width),
    )


def answer_of(voice: Voice, proposal: str, level: str) -> bool | None:
    """Whether a proposal says that it reaches a level, with yes or in words; None where it says nothing."""
    answer: Any = part(voice.proposals, proposal, "facts").get(f"levels.{level}")
    if answer is None or answer == "":
        return None
    return answer not in (False, "no", "nej")


def message_of_levels(voice: Voice, answers: Sequence[Sequence[bool | None]]) -> str:
    """How many of the plan's proposals reach the level of the system."""
    reached = sum(found[-1] is True for found in answers)
    return voice.count("chart.levels", len(answers), reached=voice.number(reached))


def _answer(voice: Voice, answer: bool | None) -> GridCell:
    if answer is None:
        return GridCell("unknown", "?", voice.unknown)
    return GridCell("mark" if answer else "open", voice.words["yes" if answer else "no"])
