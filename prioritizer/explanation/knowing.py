"""What it would be worth to know one uncertain input before the choice, and beyond which value the plan changes (§23).

The draws are sorted on the input and cut into equal parts. Within a part the input is as good as known, and the plan
that is best for what is expected there is what one would choose, knowing it. What that gives more than the plan as it
stands, over all parts, is the expected value of perfect information of the input: no study of it can be worth more.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import sqrt

import numpy as np
import numpy.typing as npt

from prioritizer.explanation.questions import Pace, Report
from prioritizer.explanation.worlds import Some, Worlds
from prioritizer.model.plan import Plan
from prioritizer.model.robustness import Knowing, Turn
from prioritizer.selection.program import Program

PARTS = 32
"""Into how many parts the draws are cut."""

Values = npt.NDArray[np.float64]
"""What an input is in each draw."""


@dataclass(frozen=True, slots=True)
class _Part:
    """Some draws, the best plan found for them, and what it gives more there, in objective units summed over them."""

    some: Some
    plan: frozenset[int]
    gain: int
    exact: bool
    faults: tuple[str, ...]


def knowing(
    worlds: Worlds,
    plan: Plan,
    inputs: Mapping[str, Values],
    report: Report | None = None,
    time_limit: float | None = None,
) -> tuple[Knowing, ...]:
    """The expected value of knowing each input, the largest first.

    Args:
        worlds: The program of the plan, and its draws.
        plan: The plan as it stands.
        inputs: What each input is in each draw, by a name of your own.
        report: Hears «knowing: done/all» before each input.
        time_limit: Seconds for all of them.

    Raises:
        BetterPlan: A plan within all limits is worth more than any was to be: what was called optimal is wrong.

    Source:
        Convention §23; Strong & Oakley, «An efficient method for computing single-parameter partial expected value of
        perfect information», Medical Decision Making 33(6), 2013.
    """
    chosen = frozenset(worlds.program.index(key) for key in plan.chosen)
    worlds.know(chosen)
    parts = min(PARTS, worlds.count)
    pace = Pace.of(time_limit, parts * (len(inputs) + 1))
    # What a number that means nothing would seem worth: so much of every worth is the luck of the draws.
    nothing = _worth(_cut(worlds, chosen, np.random.default_rng(0).permutation(worlds.count), pace), worlds.count)
    told = []
    for done, (name, values) in enumerate(inputs.items(), 1):
        if report is not None:
            report(f"knowing: {done}/{len(inputs)}")
        found = _cut(worlds, chosen, np.argsort(values, kind="stable"), pace)
        worth, kronor = _worth(found, worlds.count), worlds.program.kronor
        error = max(nothing, Fraction(_standard_error(found)))
        exact = all(part.exact for part in found)
        turns = tuple(_turns(worlds.program, chosen, values, found))
        faults = tuple(dict.fromkeys(fault for part in found for fault in part.faults))
        told.append(Knowing(name, _whole(kronor(1), worth), _whole(kronor(1), error), exact, turns, faults))
    worlds.hold(int(plan.bound * worlds.program.scale))
    return tuple(sorted(told, key=lambda one: (-one.worth, one.input)))


def _cut(worlds: Worlds, chosen: frozenset[int], order: Some, pace: Pace) -> list[_Part]:
    found = []
    for some in np.array_split(order, min(PARTS, worlds.count)):
        answer = worlds.best(some, time_limit=pace.share())
        ours = worlds.worth(chosen, some)
        # The plan as it stands is known, so that there is always one, and none that is worth less is told.
        assert answer.plan is not None
        assert answer.low is not None
        gain = answer.low - ours
        found.append(_Part(some, answer.plan if gain else chosen, gain, answer.is_exact, answer.faults))
    return found


def _worth(parts: Sequence[_Part], draws: int) -> Fraction:
    return Fraction(sum(part.gain for part in parts), draws)


def _standard_error(parts: Sequence[_Part]) -> float:
    gains = [part.gain / len(part.some) for part in parts]
    return float(np.std(gains)) / sqrt(len(gains))


def _whole(unit: Decimal, units: Fraction) -> Decimal:
    """Whole kronor of some objective units: an estimate has no öre."""
    return Decimal(round(units * Fraction(unit)))


def _turns(program: Program, chosen: frozenset[int], values: Values, parts: Sequence[_Part]) -> Sequence[Turn]:
    """From either end, how far another plan is better; nothing where it is better throughout."""
    changed = [part.plan != chosen for part in parts]
    if all(changed) or not any(changed):
        return []
    low, high = changed.index(False), len(parts) - changed[::-1].index(False)
    told = []
    if low:
        told.append(_turn(program, chosen, values, parts[:low], parts[low], "below"))
    if high < len(parts):
        told.append(_turn(program, chosen, values, parts[high:], parts[high - 1], "above"))
    return told


def _turn(
    program: Program, chosen: frozenset[int], values: Values, beyond: Sequence[_Part], next_: _Part, side: str
) -> Turn:
    draws = sum(len(part.some) for part in beyond)
    if side == "below":
        edge = (max(float(values[part.some].max()) for part in beyond) + float(values[next_.some].min())) / 2
    else:
        edge = (min(float(values[part.some].min()) for part in beyond) + float(values[next_.some].max())) / 2
    before = _names(program, chosen)
    after = [_names(program, part.plan) for part in beyond]
    every = sorted(before.union(*after))
    most = {name: sum(name in names for names in after) * 2 > len(after) for name in every}
    return Turn(
        "below" if side == "below" else "above",
        edge,
        Fraction(draws, len(values)),
        enters=tuple(name for name in every if most[name] and name not in before),
        leaves=tuple(name for name in every if not most[name] and name in before),
    )


def _names(program: Program, plan: frozenset[int]) -> frozenset[str]:
    return frozenset(program.candidates[i].proposal for i in plan)
