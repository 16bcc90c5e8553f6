"""How much cheaper a version would have to be to be chosen (convention §20).

The version is taken and its costs, granted and in value, are multiplied by s. What is looked for is the largest s with
which the plan is worth one krona more than the plan as it stands. It holds at s, and not for every lower cost: a share
of the granted kronor may ask for more of them.
"""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from prioritizer.explanation.moving_rows import End, Moving, cost_rows, range_of
from prioritizer.explanation.questions import Questions
from prioritizer.model.plan import Candidate
from prioritizer.selection.program import Program, Row, forced
from prioritizer.selection.statement import Statement

STEPS = 1000
"""s is told in tenths of a per cent."""
MOST_QUESTIONS = 40


def cheaper(
    questions: Questions, statement: Statement, index: int, cost: Decimal, free: Candidate | None = None
) -> Fraction | None:
    """The largest part of its costs at which a version that is not chosen would be, in tenths of a per cent.

    Args:
        questions: About the plan as it stands, which is proved.
        statement: What the program is built from.
        index: The version.
        cost: Its costs in present value kronor, with tax financing where that is counted.
        free: The version without any costs, where more than granted kronor and value follows from them.

    Returns:
        None where it is not chosen even for nothing, or where that was not settled.

    Raises:
        SolverUnavailable: No solver can start.
    """
    program = questions.program
    candidate = program.candidates[index]
    nothing = free or replace(candidate, granted=dict.fromkeys(candidate.granted, Decimal(0)))
    search = _Search(questions, index, cost_rows(statement, program, index, nothing), _saved(program, candidate, cost))
    best: int | None = None
    waiting = [(0, STEPS)]
    for _ in range(MOST_QUESTIONS):
        if not waiting:
            return None if best is None else Fraction(best, STEPS)
        first, last = waiting.pop()
        if best is not None and last <= best:
            continue
        found = search.within(first, last)
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
    return None


def _saved(program: Program, candidate: Candidate, cost: Decimal) -> Fraction:
    """What the plan gains, in objective units, when the version costs nothing: its costs, and the reserve price."""
    index = program.index(candidate.key)
    reserve = candidate.value * program.scale - program.objective[index]
    return Fraction(cost) * program.scale + reserve


class _Search:
    """The program with a version taken, at any part of its costs."""

    def __init__(self, questions: Questions, index: int, rows: tuple[Moving, ...], saved: Fraction) -> None:
        self._questions, self._rows, self._saved = questions, rows, saved
        self._ids = frozenset(row.row.id for row in rows)
        self._taken: Row = forced(f"forced:{index}", [index], 1)
        self._wanted = questions.standing + questions.program.scale

    def within(self, first: int, last: int) -> tuple[int, int] | None:
        """The steps of a range at which the best plan found under its loosest rows is enough; None where none can be.

        The first is above the last where that plan fits no step of the range.
        """
        ends = End(Fraction(first, STEPS)), End(Fraction(last, STEPS))
        rows = (self._taken, *(row.between(*ends) for row in self._rows))
        answer = self._questions.best(rows, self._ids, clashes=False)
        if answer.high is None or answer.high + self._more(first) < self._wanted or answer.plan is None:
            return None
        fits = range_of(self._rows, answer.plan)
        if fits is None or answer.low is None:
            return first + 1, first
        low = first if fits[0] is None else max(first, ceil(fits[0] * STEPS))
        high = last if fits[1] is None else min(last, floor(fits[1] * STEPS))
        return low, min(high, self._enough(answer.low, last))

    def _more(self, step: int) -> Fraction:
        return self._saved * (1 - Fraction(step, STEPS))

    def _enough(self, worth: int, last: int) -> int:
        """The last step at which a plan worth so much at full cost is worth what is wanted."""
        if not self._saved:
            return last if worth >= self._wanted else -1
        return floor((1 - (self._wanted - worth) / self._saved) * STEPS)
