"""Which limits clash when no plan exists: a deletion filter over named limits (convention §27)."""

from collections.abc import Iterable
from math import ceil

from prioritizer.model.conflict import Clash
from prioritizer.selection.deadline import Deadline, Late
from prioritizer.selection.exact import Nothing, Solver, Unfinished
from prioritizer.selection.program import Program, Row, names
from prioritizer.selection.watch import WATCH

SECONDS = 60.0
"""Where no limit of time is given: whether some kronor can add up to an exact sum is asked for ever by some limits."""


def conflict(
    program: Program, solver: Solver, rows: tuple[Row, ...] = (), deadline: Deadline | None = None
) -> tuple[str, ...]:
    """The limits of `clash_of`, without a word about whether any of them can be left out."""
    return clash_of(program, solver, rows, deadline).limits


def clash_of(
    program: Program,
    solver: Solver,
    rows: tuple[Row, ...] = (),
    deadline: Deadline | None = None,
    among: Iterable[str] | None = None,
) -> Clash:
    """A set of limits that no plan meets together.

    Each limit is left out in turn, and stays out when there is still no plan. First halves, then quarters, are tried
    at a time, which needs few searches when few limits clash. That a proposal has at most one version, and what is
    forced, always applies. No search takes more than its part of the time, so that one that comes to no end does not
    keep others from being tried.

    Args:
        program: A program without a plan.
        solver: Decides whether some limits leave a plan.
        rows: Rows that hold throughout, such as a proposal forced in.
        deadline: For all searches; `SECONDS` from now where none is given.
        among: Limits that are known to clash; all where none are known.

    Returns:
        Ids of limits in the order of the program's rows; none when `rows` alone leave no plan. Minimal where none of
        them can be left out; else «found»: there may be more than are needed. Where somebody has asked for an end none
        are named, since most of those left would be harmless.
    """
    everything = names(program)
    known = frozenset(everything if among is None else among)
    left_out = frozenset(everything) - known
    deadline = Deadline.after(SECONDS) if deadline is None else deadline
    size = max(1, len(known) // 2)
    try:
        while True:
            kept = [name for name in everything if name not in left_out]
            is_sure = True
            for first in range(0, len(kept), size):
                trial = left_out | frozenset(kept[first : first + size])
                seconds = _part(deadline, ceil((len(kept) - first) / size) + 1)
                answer = solver.search(rows, without=trial, time_limit=seconds, any_plan=True)
                if isinstance(answer, Nothing):
                    left_out = trial
                # Of what was not settled nothing is left out, and that it is needed is not known.
                is_sure = is_sure and not isinstance(answer, Unfinished)
            if size == 1:
                return Clash(_but(everything, left_out), "minimal" if is_sure else "found")
            size = (size + 1) // 2
    except Late:
        return Clash(() if WATCH.asked else _but(everything, left_out), "found")


def _but(everything: Iterable[str], left_out: frozenset[str]) -> tuple[str, ...]:
    return tuple(name for name in everything if name not in left_out)


def _part(deadline: Deadline, searches: int) -> float | None:
    """Seconds for one of so many searches.

    Raises:
        Late: None are left.
    """
    left = deadline.left()
    return None if left is None else left / searches
