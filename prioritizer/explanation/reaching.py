"""Whether a plan within all limits can still be reached from what is taken, without what is closed (convention §22).

Most often a plan at hand answers, or one that a few changes make of it. That there is none is most often told by the
linear relaxation, which is soon solved; where neither tells, whole plans are searched.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from prioritizer.explanation.filling import Filling
from prioritizer.explanation.questions import Questions
from prioritizer.selection.exact import SolverUnavailable
from prioritizer.selection.program import forced
from prioritizer.selection.relaxation import Relaxation

MOST_CHANGES = 60
"""Changes that are made of one set of candidates, at most."""


class Late(Exception):
    """The time was out before it was known whether a plan can be reached."""


@dataclass(slots=True)
class Reaching:
    """Asks about plans of one program; each search among whole plans may take one of `parts` of the time left."""

    questions: Questions
    filling: Filling
    parts: int = 1
    relaxation: Relaxation | None = field(init=False)

    def __post_init__(self) -> None:
        try:
            self.relaxation = Relaxation(replace(self.questions.program, shared=(), risks=()), valued=False)
        except SolverUnavailable:
            self.relaxation = None

    def reach(self, taken: frozenset[int], closed: frozenset[int], near: frozenset[int]) -> frozenset[int] | None:
        """A plan within all limits that holds what is taken and nothing that is closed; None where there is none.

        Args:
            taken: Candidates, at most one of each proposal.
            closed: Others, all other versions of the proposals taken among them.
            near: A plan within all limits, from which the search begins.

        Raises:
            Late: The time was out.
        """
        for plan in self._at_hand(taken, closed, near):
            if taken <= plan and closed.isdisjoint(plan) and self._is_within(plan):
                return plan
        if self.relaxation is not None:
            shares = self._relaxed(self.relaxation, taken, closed)
            if shares is None:
                return None
            plan = self._mended(taken | _most(shares), taken, closed)
            if self._is_within(plan):
                return plan
        rows = [*(forced("taken", [i], 1) for i in sorted(taken)), *([forced("closed", closed, 0)] if closed else [])]
        answer = self.questions.some(rows, self.parts)
        if answer.plan is None and not answer.is_none:
            raise Late
        return answer.plan

    def _at_hand(self, taken: frozenset[int], closed: frozenset[int], near: frozenset[int]) -> Iterator[frozenset[int]]:
        yield near
        yield taken
        yield from self.questions.known
        yield self._mended((near | taken) - closed, taken, closed)

    def _is_within(self, plan: frozenset[int]) -> bool:
        return self.filling.keeps(plan) and all(risk.allows(plan) for risk in self.questions.program.risks)

    def _mended(self, plan: Iterable[int], taken: frozenset[int], closed: frozenset[int]) -> frozenset[int]:
        """The candidates with others added and dropped, one at a time and each time the one that mends most.

        What is mended is the sum over rows of how far each is broken, as a share of its largest coefficient. There is
        no promise that nothing is broken in the end.
        """
        proposals, columns, bounds = self.filling.proposals, self.filling.relative, self.filling.relative_bounds
        free = np.ones(len(columns), dtype=bool)
        free[sorted(taken | closed)] = False
        held = np.zeros(len(columns), dtype=bool)
        held[sorted(plan)] = True
        used = columns[held].sum(axis=0)
        for _ in range(MOST_CHANGES):
            broken = np.maximum(0.0, used - bounds).sum()
            moves = np.flatnonzero(free & (held | ~np.isin(proposals, proposals[held])))
            if not broken or not len(moves):
                break
            after = used + np.where(held[moves, None], -columns[moves], columns[moves])
            left = np.maximum(0.0, after - bounds).sum(axis=1)
            best = int(left.argmin())
            if left[best] >= broken:
                break
            held[moves[best]] = not held[moves[best]]
            used = after[best]
        return frozenset(np.flatnonzero(held).tolist())

    def _relaxed(
        self, relaxation: Relaxation, taken: frozenset[int], closed: frozenset[int]
    ) -> NDArray[np.float64] | None:
        """Parts of candidates that meet the rows, nothing where that was not told; None where there are none."""
        low, high = np.zeros(len(self.filling.columns)), np.ones(len(self.filling.columns))
        low[sorted(taken)] = 1.0
        high[sorted(closed)] = 0.0
        relaxation.hold(low, high)
        found = relaxation.solve()
        if found is None:
            return np.zeros(len(low))
        return None if found.worth is None else found.shares


def _most(shares: NDArray[np.float64]) -> frozenset[int]:
    """The candidates of which more than half is taken: of one proposal never two."""
    return frozenset(np.flatnonzero(shares > 0.5).tolist())
