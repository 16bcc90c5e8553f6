"""A better plan near one at hand: one proposal changed, or two together, for as long as that is worth more.

A bound of the relaxation says little without a plan that comes near it. These changes find one in a small part of the
time that a search among whole plans takes, and prove nothing.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from prioritizer.selection.program import Program, Row
from prioritizer.selection.whole_bounds import SAFE

MOST_CHANGES = 60
"""Steps from one plan, at most."""
LOOKED_AT = 100
"""So many candidates are looked at: those that the relaxation is least sure of."""
AT_ONCE = 1_000
"""So many pairs of changes are held against the rows at once."""

Whole = NDArray[np.int64]


class Swaps:
    """The rows of a program, ready for changes of a plan.

    Nothing is changed where products or a chance count, or numbers are so large that a sum of them could overflow.
    """

    def __init__(self, program: Program) -> None:
        numbers = {name: n for n, name in enumerate(dict.fromkeys(c.proposal for c in program.candidates))}
        self._proposals = np.array([numbers[c.proposal] for c in program.candidates], dtype=np.int64)
        self._rows = program.rows
        # The lifted program has more columns than candidates where products count, or a chance.
        is_plain = len(program.objective) == len(program.candidates) > 0
        self._written = _written(program.rows, program) if is_plain else None

    def improved(
        self,
        program: Program,
        plan: frozenset[int],
        rows: Sequence[Row],
        fixed: Mapping[int, int],
        gains: Sequence[int],
    ) -> frozenset[int]:
        """A plan worth at least as much.

        Args:
            program: Gives what plans are worth; candidates and rows are those of before.
            plan: Keeps to all rows, and to what is fixed.
            rows: Those of the program, of which one without coefficients allows everything, and others after them.
            fixed: Candidates that are settled, in (1) or out (0).
            gains: What each candidate adds by the multipliers of the relaxation, which near 0 is not sure of it.
        """
        added = None if self._written is None else _written(rows[len(self._rows) :], program)
        if self._written is None or added is None:
            return plan
        # A column more, of nothing: what comes in where a proposal only leaves.
        matrix, worths = np.concatenate([self._written, added]), np.array([*program.objective, 0], dtype=np.int64)
        low, high = _ends(rows)
        free = sorted(sorted(set(range(len(gains))) - set(fixed), key=lambda i: (abs(gains[i]), i))[:LOOKED_AT])
        chosen = set(plan)
        for _ in range(MOST_CHANGES):
            used = matrix[:, sorted(chosen)].sum(axis=1)
            change = self._best(matrix, worths, low - used, high - used, *self._moves(chosen, free, fixed))
            if change is None:
                break
            chosen = {i for i in (chosen - set(change[0])) | set(change[1]) if i < len(gains)}
        return frozenset(chosen)

    def _moves(self, chosen: set[int], free: Iterable[int], fixed: Mapping[int, int]) -> tuple[Whole, Whole]:
        """What goes and what comes when one proposal changes; past the last candidate is none."""
        none, of = len(self._proposals), {int(self._proposals[i]): i for i in chosen}
        found = []
        for i in free:
            own = of.get(int(self._proposals[i]), none)
            if own == i:
                found.append((i, none))
            elif own not in fixed:
                found.append((own, i))
        out, come = np.array(found, dtype=np.int64).reshape(-1, 2).T
        return out, come

    def _best(
        self, matrix: Whole, worths: Whole, low: Whole, high: Whole, out: Whole, come: Whole
    ) -> tuple[list[int], list[int]] | None:
        """The change, of one proposal or of two, that adds most worth within the room that the rows leave."""
        used, more = (matrix[:, come] - matrix[:, out]).T, worths[come] - worths[out]

        def within(changes: Whole) -> NDArray[np.bool_]:
            found: NDArray[np.bool_] = np.all((changes >= low) & (changes <= high), axis=1)
            return found

        alone = np.flatnonzero(more > 0)
        alone = alone[within(used[alone])]
        best = [int(alone[np.argmax(more[alone])])] if len(alone) else []
        least = int(more[best].sum())
        one, other = np.triu_indices(len(more), 1)
        names = self._proposals[np.minimum(out, come)]
        better = np.flatnonzero((more[one] + more[other] > least) & (names[one] != names[other]))
        better = better[np.argsort(-(more[one[better]] + more[other[better]]), kind="stable")]
        for at in range(0, len(better), AT_ONCE):
            some = better[at : at + AT_ONCE]
            fits = np.flatnonzero(within(used[one[some]] + used[other[some]]))
            if len(fits):
                best = [int(one[some[fits[0]]]), int(other[some[fits[0]]])]
                break
        return (out[best].tolist(), come[best].tolist()) if best else None


def _written(rows: Sequence[Row], program: Program) -> Whole | None:
    """Rows as numbers; None where sums of them, or of worths, could overflow."""
    largest = max((sum(abs(c) for _, c in row.coefficients) + abs(row.bound) for row in rows), default=0)
    if 4 * max(largest, sum(abs(c) for c in program.objective)) >= SAFE:
        return None
    found = np.zeros((len(rows), len(program.candidates) + 1), dtype=np.int64)
    for number, row in enumerate(rows):
        for i, coefficient in row.coefficients:
            found[number, i] = coefficient
    return found


def _ends(rows: Sequence[Row]) -> tuple[Whole, Whole]:
    """What a sum of each row must reach and must not exceed; far beyond any sum where there is no such end."""
    free = [not row.coefficients for row in rows]
    low = [-SAFE if any_ or row.sense == "<=" else row.bound for any_, row in zip(free, rows, strict=True)]
    high = [SAFE if any_ or row.sense == ">=" else row.bound for any_, row in zip(free, rows, strict=True)]
    return np.array(low, dtype=np.int64), np.array(high, dtype=np.int64)
