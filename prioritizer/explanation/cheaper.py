"""How much cheaper a version would have to be to be chosen, or dearer to be left out (convention §20).

The version is taken and its costs, granted and in value, are multiplied by s. What is looked for is the largest s with
which the plan is worth what is wanted: one krona more than the plan as it stands, or as much as the best plan without
it. It holds at s, and not for every lower cost: a share of the granted kronor may ask for more of them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import TypeAlias

from prioritizer.explanation.moving_rows import End, Moving, cost_rows, range_of
from prioritizer.explanation.questions import Questions
from prioritizer.selection.program import Row, forced
from prioritizer.selection.statement import Statement

STEPS = 1000
"""s is told in tenths of a per cent."""
MOST = 10 * STEPS
"""The dearest that is looked at."""
MOST_QUESTIONS = 40

Gain: TypeAlias = Callable[[int], Fraction | int]
"""What a version is worth more than now, in kronor, at so many tenths of a per cent of its costs; falling."""


@dataclass(frozen=True, slots=True)
class Part:
    """The largest part of its costs at which a version is taken, in tenths of a per cent; None where it is at none.

    Not `settled` where the time, or the number of questions, was not enough to say.
    """

    part: Fraction | None
    settled: bool = True


def cheaper(
    questions: Questions,
    statement: Statement,
    index: int,
    gain: Gain,
    least: Fraction | None = None,
) -> Part:
    """The largest part of its costs at which a version that is not chosen would be.

    Args:
        questions: About the plan as it stands, which is proved.
        statement: What the program is built from.
        index: The version.
        gain: What its lower costs make it worth more.
        least: Only what is above it counts.

    Raises:
        SolverUnavailable: No solver can start.
    """
    wanted = questions.standing + questions.program.scale
    return _Search(questions, statement, index, gain, lambda worth: worth >= wanted).largest(_above(least, 0), STEPS)


def dearer(
    questions: Questions,
    statement: Statement,
    index: int,
    gain: Gain,
    over: int,
    least: Fraction | None = None,
) -> Part:
    """The largest multiple of its costs, up to ten, at which the best plan with a version is worth more than `over`.

    Args:
        questions: About the plan as it stands.
        statement: What the program is built from.
        index: The version.
        gain: What its higher costs make it worth more, which is below zero.
        over: A krona less than the best plan without its proposal is worth, in objective units.
        least: Only what is above it counts.

    Raises:
        SolverUnavailable: No solver can start.
    """
    return _Search(questions, statement, index, gain, lambda worth: worth > over).largest(_above(least, STEPS), MOST)


def _above(least: Fraction | None, first: int) -> int:
    return first if least is None else int(least * STEPS) + 1


class _Search:
    """The program with a version taken, at any part of its costs."""

    def __init__(
        self,
        questions: Questions,
        statement: Statement,
        index: int,
        gain: Gain,
        is_enough: Callable[[Fraction], bool],
    ) -> None:
        program = questions.program
        candidate = program.candidates[index]
        self._questions, self._gain, self._is_enough = questions, gain, is_enough
        self._rows: tuple[Moving, ...] = cost_rows(statement, program, index)
        self._ids = frozenset(row.row.id for row in self._rows)
        self._taken: Row = forced(f"forced:{index}", [index], 1)
        self._reserve = candidate.value * program.scale - program.objective[index]
        self._is_settled = True

    def largest(self, first: int, last: int) -> Part:
        """The largest step of a range at which some plan is enough."""
        best: int | None = None
        waiting = [(first, last)] if first <= last else []
        for _ in range(MOST_QUESTIONS):
            if not waiting:
                return Part(None if best is None else Fraction(best, STEPS), self._is_settled)
            first, last = waiting.pop()
            if best is not None and last <= best:
                continue
            found = self._within(first, last)
            if found is None:
                continue
            low, high = found
            if low <= high:
                best = max(high, best or 0)
                waiting.append((high + 1, last))
            elif first < last:
                # The plan broke rows that are loose at different ends: the dearer half is looked at first.
                middle = (first + last) // 2
                waiting += [(first, middle), (middle + 1, last)]
            waiting = [(a, b) for a, b in waiting if a <= b]
        return Part(None if best is None else Fraction(best, STEPS), False)

    def _within(self, first: int, last: int) -> tuple[int, int] | None:
        """The steps of a range at which the best plan found under its loosest rows is enough; None where none can be.

        The first is above the last where that plan fits no step of the range.
        """
        ends = End(Fraction(first, STEPS)), End(Fraction(last, STEPS))
        rows = (self._taken, *(row.between(*ends) for row in self._rows))
        answer = self._questions.best(rows, self._ids, clashes=False)
        if answer.high is None or not self._is_enough(answer.high + self._more(first)):
            return None
        if not answer.is_exact:
            self._is_settled = False
        if answer.plan is None or answer.low is None:
            return None
        fits = range_of(self._rows, answer.plan)
        if fits is None:
            return first + 1, first
        low = first if fits[0] is None else max(first, ceil(fits[0] * STEPS))
        high = last if fits[1] is None else min(last, floor(fits[1] * STEPS))
        return low, min(high, self._enough(answer.low, first, last))

    def _more(self, step: int) -> Fraction:
        """What a plan with the version is worth more at a step, in objective units."""
        return Fraction(self._gain(step)) * self._questions.program.scale + self._reserve * (1 - Fraction(step, STEPS))

    def _enough(self, worth: int, first: int, last: int) -> int:
        """The last step of a range at which a plan worth so much at full cost is worth enough."""
        if not self._is_enough(worth + self._more(first)):
            return first - 1
        while first < last:
            middle = (first + last + 1) // 2
            first, last = (middle, last) if self._is_enough(worth + self._more(middle)) else (first, middle - 1)
        return first
