"""What it would be worth to know one uncertain input before the choice, and beyond which value the plan changes (§23).

The draws are sorted on the input and cut into equal parts. Within a part the input is as good as known, and the plan
that is best for what is expected there is what one would choose, knowing it. What that gives more than the plan as it
stands, over all parts, is the expected value of perfect information of the input: no study of it can be worth more.

What an input has no part in is expected to be worth the same in every part, and counts so: else the luck of its draws
would be told as worth of the input.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import sqrt
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from prioritizer.explanation.ceilings import Option, Version
from prioritizer.explanation.questions import Pace, Report
from prioritizer.explanation.worlds import Some, Worlds
from prioritizer.model.plan import Plan
from prioritizer.model.robustness import Knowing, Turn, UncertainInput
from prioritizer.selection.program import Program

PARTS = 32
"""Into how many parts the draws are cut."""
SHUFFLES = 4
"""So many numbers that mean nothing are tried: what they would seem worth is the luck of the draws."""

Values: TypeAlias = npt.NDArray[np.float64]
"""What an input is in each draw."""


@dataclass(frozen=True, slots=True, eq=False)
class Uncertain:
    """An input by draw, and the candidates whose worth it moves."""

    input: UncertainInput
    values: Values
    moves: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Part:
    """Some draws, the best plan found for them, and what it gives more there, in objective units summed over them.

    No plan gives more than `most`. `spread` is the sum of squares, in units, of how far each draw is from the mean.
    """

    some: Some
    plan: frozenset[int]
    gain: int
    most: int
    spread: float
    faults: tuple[str, ...] = ()


_Best: TypeAlias = Callable[[Sequence[Some], bool], list[_Part]]
"""The best plan for each of some parts; without the flag among known plans alone, and without their spread."""


def knowing(
    worlds: Worlds,
    plan: Plan,
    inputs: Sequence[Uncertain],
    options: Mapping[str, Sequence[Option]] | None = None,
    report: Report | None = None,
    time_limit: float | None = None,
) -> tuple[Knowing, ...]:
    """The expected value of knowing each input, the largest first.

    An input that moves one proposal alone needs no search where `options` say what plans with each of its versions are
    worth at most, and at least. Others are searched for, part by part.

    Args:
        worlds: The program of the plan, held to its limits on the draws too, and its draws.
        plan: The plan as it stands.
        inputs: What each input is in each draw.
        options: What is proved of plans with each version of a proposal.
        report: Hears «knowing: done/all» before each input.
        time_limit: Seconds for all of them; parts that are not reached keep the best plan known, below a bound.

    Raises:
        BetterPlan: A plan within all limits is worth more than any was to be: what was called optimal is wrong.

    Source:
        Convention §23; Strong & Oakley, «An efficient method for computing single-parameter partial expected value of
        perfect information», Medical Decision Making 33(6), 2013.
    """
    program = worlds.program
    chosen = frozenset(program.index(key) for key in plan.chosen)
    worlds.know(chosen)
    known = [_options(worlds, one.moves, options or {}) for one in inputs]
    pace = Pace.of(time_limit, min(PARTS, worlds.count) * known.count(()) + 1)
    told = []
    for done, (one, given) in enumerate(zip(inputs, known, strict=True), 1):
        if report is not None:
            report(f"knowing: {done}/{len(inputs)}")
        best = _among(worlds, chosen, given) if given else _search(worlds.only(one.moves), worlds, chosen, pace)
        told.append(_knowing(worlds, chosen, one, best))
    worlds.hold(int(plan.bound * program.scale))
    return tuple(sorted(told, key=lambda one: (-one.worth, one.input)))


def _knowing(worlds: Worlds, chosen: frozenset[int], one: Uncertain, best: _Best) -> Knowing:
    parts = best(_cut(np.argsort(one.values, kind="stable")), True)
    # The plans found are known by now. The same numbers serve every input, so that no order of inputs counts.
    dice = np.random.default_rng(0)
    lucky = best([some for _ in range(SHUFFLES) for some in _cut(dice.permutation(worlds.count))], False)
    luck = Fraction(sum(part.gain for part in lucky), SHUFFLES * worlds.count)
    error = max(luck, Fraction(sqrt(sum(part.spread for part in parts)) / worlds.count))
    worth, most = (Fraction(sum(units), worlds.count) for units in ([p.gain for p in parts], [p.most for p in parts]))
    kronor = worlds.program.kronor(1)
    return Knowing(
        one.input,
        _whole(kronor, worth),
        _whole(kronor, most),
        _whole(kronor, error),
        worth == most,
        tuple(_turns(worlds.program, chosen, one.values, parts)),
        tuple(dict.fromkeys(fault for part in parts for fault in part.faults)),
    )


def _cut(order: Some) -> list[Some]:
    return np.array_split(order, min(PARTS, len(order)))


def _options(worlds: Worlds, moves: frozenset[int], given: Mapping[str, Sequence[Option]]) -> Sequence[Option]:
    """Those of the one proposal that an input moves; none where it moves more than the versions of one."""
    names = {worlds.program.candidates[i].proposal for i in moves}
    together = any(np.ptp(drawn) for members, drawn in worlds.table.products if moves & members)
    return () if together or len(names) != 1 else given.get(min(names), ())


def _among(worlds: Worlds, chosen: frozenset[int], options: Sequence[Option]) -> _Best:
    """From what is known of plans with each version of one proposal: nothing but the worth of the version differs."""
    program, columns = worlds.program, worlds.table.columns
    there = [option for option in options if option.plan is not None]
    ours = next(option for option in there if option.plan == chosen)

    def above(option: Option) -> npt.NDArray[Any]:
        """What the version is worth above what is expected of it, in kronor by draw."""
        if option.version is None:
            return np.zeros(worlds.count, dtype=np.int64)
        found: npt.NDArray[Any] = columns[option.version] - program.candidates[option.version].value
        return found

    moved = {option.version: above(option) for option in options}

    def best(parts: Sequence[Some], is_told: bool) -> list[_Part]:
        sizes = np.array([len(some) for some in parts])
        firsts, every = np.concatenate([[0], np.cumsum(sizes)[:-1]]), np.concatenate(parts)
        sums = {version: np.add.reduceat(kronor[every], firsts).tolist() for version, kronor in moved.items()}
        return [
            part(some, {v: of_part[at] * program.scale for v, of_part in sums.items()}, is_told)
            for at, some in enumerate(parts)
        ]

    def part(some: Some, more: Mapping[Version, int], is_told: bool) -> _Part:
        size, base = len(some), ours.worth * len(some) + more[ours.version]
        found = max(there, key=lambda option: (option.worth * size + more[option.version], option is ours))
        most = max(option.ceiling * size + more[option.version] for option in options)
        spread = _spread((moved[found.version] - moved[ours.version])[some], program.scale) if is_told else 0.0
        assert found.plan is not None
        return _Part(some, found.plan, found.worth * size + more[found.version] - base, most - base, spread)

    return best


def _search(narrow: Worlds, worlds: Worlds, chosen: frozenset[int], pace: Pace) -> _Best:
    """By a search of its own for each part, from the best plan known."""
    ours = narrow.by_draw(chosen)

    def best(parts: Sequence[Some], is_told: bool) -> list[_Part]:
        return [part(some) if is_told else known(some) for some in parts]

    def known(some: Some) -> _Part:
        plan = narrow.start(some)
        gain = narrow.worth(plan, some) - int(ours[some].sum())
        return _Part(some, plan, gain, gain, 0.0)

    def part(some: Some) -> _Part:
        base, answer = int(ours[some].sum()), narrow.best(some, time_limit=pace.share())
        # The plan as it stands is known, so that there is always one, and none that is worth less is told.
        assert answer.plan is not None
        assert answer.low is not None
        assert answer.high is not None
        worlds.know(answer.plan)
        plan = answer.plan if answer.low > base else chosen
        spread = _spread((narrow.by_draw(plan) - ours)[some], 1)
        return _Part(some, plan, answer.low - base, answer.high - base, spread, answer.faults)

    return best


def _spread(gains: npt.NDArray[Any], scale: int) -> float:
    units = gains.astype(np.float64) * scale
    return float(((units - units.mean()) ** 2).sum())


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
