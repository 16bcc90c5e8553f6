"""Changes of one proposal or two from one state of all proposals, ready for many questions (design §8).

A plan that keeps to a question is most often the plan as it stands, with what is asked for and a change of one or two
other proposals. All pairs of changes that the multipliers of the relaxation call cheap are put in a table once, the
most valuable first; a question then looks for the first that fits the room it leaves.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from prioritizer.explanation.row_table import Lines, Numbers, Whole

AT_ONCE = 4_096
"""So many exchanges are held against the rows at once."""


@dataclass(frozen=True, slots=True, eq=False)
class Exchanges:
    """Exchanges from a state, the most valuable first: what they add in worth, and use of each row.

    `state` is the candidate of each proposal, or none. `come` are the two candidates that come, none where a proposal
    only leaves, and `of` the numbers of the two proposals; past the last proposal is none.
    """

    state: Numbers
    worths: Whole
    used: Whole
    come: Numbers
    of: Numbers
    rows: tuple[int, ...]

    @classmethod
    def cheap(
        cls, lines: Lines, state: Numbers, gains: NDArray[np.float64], within: float, most: int, rows: Numbers
    ) -> "Exchanges":
        """Those that lose at most so much by the multipliers of a relaxation.

        Args:
            lines: The rows.
            state: What is changed.
            gains: What each candidate adds after its part of the rows is paid; 0 for none.
            within: Objective units.
            most: So many changes of one proposal are paired at most, those that lose least.
            rows: All rows, those first that are most often in the way.
        """
        every, none = np.arange(lines.none), lines.none
        out = state[lines.proposals]
        come = np.where(out == every, none, every)
        lost = gains[out] - gains[come]
        some = np.flatnonzero(lost <= within)
        some = some[np.argsort(lost[some], kind="stable")][:most]
        one, other = np.triu_indices(len(some), 1)
        of = lines.proposals[some]
        apart = (lost[some][one] + lost[some][other] <= within) & (of[one] != of[other])
        worths = (lines.worths[come] - lines.worths[out])[some]
        used = np.ascontiguousarray((lines.columns[come] - lines.columns[out])[some].T)
        one, other = one[apart], other[apart]
        order = np.argsort(-np.concatenate([worths, worths[one] + worths[other]]), kind="stable")
        alone = np.arange(len(some))
        # A change alone is paired with the one past the last, which changes nothing.
        one = np.concatenate([alone, one])[order]
        other = np.concatenate([np.full(len(some), len(some)), other])[order]
        worths, used = np.append(worths, 0), np.append(used, np.zeros((len(used), 1), dtype=np.int64), axis=1)
        come, of = np.append(come[some], none), np.append(of, len(state))
        both = np.stack([one, other], axis=1)
        summed = used[:, one] + used[:, other]
        return cls(state, worths[one] + worths[other], summed, come[both], of[both], tuple(rows.tolist()))

    def on(self, lines: Lines) -> "Exchanges":
        """The same where rows have come after the others."""
        added = lines.columns[:, len(self.used) :]
        leaving = np.append(self.state, lines.none)[self.of]
        used = (added[self.come] - added[leaving]).sum(axis=1).T
        rows = (*self.rows, *range(len(self.used), lines.columns.shape[1]))
        return replace(self, used=np.concatenate([self.used, used]), rows=rows)

    def best(self, room: Whole, least: int, most: int, held: NDArray[np.bool_]) -> int | None:
        """The most valuable exchange within the room of each row and two worths, that leaves alone what is `held`.

        Args:
            room: What may still be used of each row; below zero where that much must be freed.
            least: What it must add, in objective units.
            most: What none that fits can add.
            held: By proposal.
        """
        first = int(np.searchsorted(-self.worths, -most))
        last = int(np.searchsorted(-self.worths, -least, side="right"))
        closed = np.append(held, False)
        for start in range(first, last, AT_ONCE):
            stop = min(last, start + AT_ONCE)
            some = np.arange(start, stop)
            for row in self.rows:
                if not len(some):
                    break
                some = some[self.used[row, some] <= room[row]]
            some = some[~closed[self.of[some]].any(axis=1)]
            if len(some):
                return int(some[0])
        return None

    def after(self, state: Numbers, exchange: int) -> Numbers:
        """A state, which may differ from this one in other proposals, with an exchange."""
        found = np.append(state, 0)
        found[self.of[exchange]] = self.come[exchange]
        return found[:-1]
