"""If we are wrong: the best plan of every draw, and how often each proposal is in it (convention §23)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import ceil

import numpy as np

from prioritizer.explanation.lanes import as_they_come, in_lanes
from prioritizer.explanation.questions import Answered, Pace, Report
from prioritizer.explanation.worlds import Worlds
from prioritizer.model.plan import Plan
from prioritizer.model.robustness import Class, Regret, Robustness, Share
from prioritizer.selection.program import Program

NEARLY_ALWAYS, RARELY = "robust_nearly_always", "robust_rarely"
"""The parameters that the classes go by: at least, and at most, such a share of the draws."""

REGRET_SHARE = Fraction(95, 100)


def robustness(
    worlds: Worlds,
    plan: Plan,
    thresholds: Mapping[str, Decimal],
    draws: int | None = None,
    gap: Fraction = Fraction(0),
    report: Report | None = None,
    time_limit: float | None = None,
) -> Robustness:
    """How often each proposal is in the best plan of a draw, and what is lost by not knowing which draw it is.

    Args:
        worlds: The program of the plan, and its draws.
        plan: The plan as it stands.
        thresholds: Shares by parameter, `NEARLY_ALWAYS` and `RARELY`; without one nothing is classed by it.
        draws: How many, the first ones; None for all.
        gap: A plan of a draw is good enough when none is worth more by such a share of what the plan as it stands is
            worth; 0 for the best.
        report: Hears «robustness: done/all» now and then.
        time_limit: Seconds; draws that are not reached keep the best plan known, between bounds.

    Raises:
        BetterPlan: A plan within all limits is worth more than any was to be: what was called optimal is wrong.

    Source:
        Convention §23.
    """
    program = worlds.program
    chosen = frozenset(program.index(key) for key in plan.chosen)
    worlds.know(chosen)
    count = worlds.count if draws is None else min(draws, worlds.count)
    least = max(1, ceil(gap * abs(Fraction(plan.objective)) * program.scale))
    ours = worlds.by_draw(chosen)
    found, lows, highs, proved, faults = [], [], [], [], list[str]()
    for draw, answer in enumerate(_answers(worlds, count, least, report, time_limit)):
        # The plan as it stands is known, so that there is always one.
        assert answer.plan is not None
        assert answer.low is not None
        assert answer.high is not None
        found.append(answer.plan)
        lows.append(answer.low - int(ours[draw]))
        highs.append(answer.high - int(ours[draw]))
        proved.append(answer.high - answer.low < least)
        faults += answer.faults
    worlds.hold(int(plan.bound * program.scale))
    return Robustness(
        tuple(_shares(program, chosen, found, proved, thresholds)),
        _regret(program, lows, highs),
        count,
        sum(proved),
        gap,
        len(set(found)),
        Fraction(sum(plan == chosen for plan in found), count),
        tuple(dict.fromkeys(faults)),
    )


def _answers(
    worlds: Worlds, count: int, least: int, report: Report | None, time_limit: float | None
) -> Sequence[Answered]:
    """The best plan of each draw; all that are found are known."""
    starts = worlds.starts(count)
    lanes = worlds.lanes(count)
    if starts is None:
        return _by_turns(worlds, lanes, count, least, report, time_limit)
    # What is found of one draw tells nothing of another, so that a lane may take whichever is next. Those furthest from
    # their bound take longest: they come first, or last where the time may not be enough for them.
    sign = -1 if time_limit is None else 1
    order = sorted(range(count), key=lambda draw: (sign * starts[draw].below, draw))
    pace = Pace.of(time_limit)

    def ask(lane: Worlds, at: int) -> Answered:
        if report is not None and lane is worlds:
            report(f"robustness: {at}/{count}")
        start = starts[order[at]]
        seconds = replace(pace, open=-(-(count - at) // len(lanes))).more()
        return lane.from_(start.program, start.plan, least, seconds)

    told = dict(zip(order, as_they_come(lanes, range(count), ask), strict=True))
    for draw in range(count):
        best = told[draw].plan
        worlds.know(starts[draw].plan if best is None else best)
    return [told[draw] for draw in range(count)]


def _by_turns(
    worlds: Worlds,
    lanes: Sequence[Worlds],
    count: int,
    least: int,
    report: Report | None,
    time_limit: float | None,
) -> Sequence[Answered]:
    """The same where each draw begins from the plans found before it in its lane."""
    paces = {id(lane): Pace.of(time_limit, -(-count // len(lanes))) for lane in lanes}

    def ask(lane: Worlds, draw: int) -> Answered:
        if report is not None and draw % 32 == 0 and lane is worlds:
            report(f"robustness: {draw}/{count}")
        return lane.best(np.array([draw]), least, paces[id(lane)].share())

    told = in_lanes(lanes, range(count), ask)
    for lane in lanes[1:]:
        for other in lane.plans:
            worlds.know(other)
    return told


def _shares(
    program: Program,
    chosen: frozenset[int],
    found: Sequence[frozenset[int]],
    proved: Sequence[bool],
    thresholds: Mapping[str, Decimal],
) -> Sequence[Share]:
    names = dict.fromkeys(candidate.proposal for candidate in program.candidates)
    told = []
    for name in sorted(names):
        own = frozenset(program.of(name))
        inside = [bool(own & plan) for plan in found]
        sure = sum(one and done for one, done in zip(inside, proved, strict=True))
        open_ = len(proved) - sum(proved)
        low, share, high = (Fraction(n, len(found)) for n in (sure, sum(inside), sure + open_))
        told.append(Share(name, share, low, high, _class(low, high, thresholds), bool(own & chosen)))
    return told


def _class(low: Fraction, high: Fraction, thresholds: Mapping[str, Decimal]) -> Class:
    """Unknown where a threshold is missing, or lies within what is not proved."""
    if NEARLY_ALWAYS not in thresholds or RARELY not in thresholds:
        return "unknown"

    def of(share: Fraction) -> Class:
        if share >= Fraction(thresholds[NEARLY_ALWAYS]):
            return "nearly_always"
        return "rarely" if share <= Fraction(thresholds[RARELY]) else "sometimes"

    return of(low) if of(low) == of(high) else "unknown"


def _regret(program: Program, lows: Sequence[int], highs: Sequence[int]) -> Regret:
    def mean(units: Sequence[int]) -> Decimal:
        return program.kronor(sum(units)) / len(units)

    def high_end(units: Sequence[int]) -> Decimal:
        return program.kronor(sorted(units)[ceil(REGRET_SHARE * len(units)) - 1])

    return Regret(mean(lows), mean(highs), high_end(lows), high_end(highs))
