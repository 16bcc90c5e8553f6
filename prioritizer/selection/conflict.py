"""Which limits clash when no plan exists: a deletion filter over named limits (convention §27)."""

from collections.abc import Sequence

from prioritizer.selection.exact import Nothing, Solver
from prioritizer.selection.program import Program, Row, names


def conflict(program: Program, solver: Solver, rows: tuple[Row, ...] = ()) -> tuple[str, ...]:
    """A set of limits that no plan meets together and of which none can be left out.

    Each limit is left out in turn, and stays out when there is still no plan. First halves, then quarters, are tried
    at a time, which needs few searches when few limits clash. Of a fund the last years go first: money that lacks in a
    year lacks in later ones too where it passes on, and the first such year is what people look for. That a proposal
    has at most one version, and what is forced, always applies.

    Args:
        program: A program without a plan.
        solver: Decides whether some limits leave a plan.
        rows: Rows that hold throughout, such as a proposal forced in.

    Returns:
        Ids of limits in the order of the program's rows; empty when `rows` alone leave no plan.
    """
    everything = names(program)
    tried = _last_years_first(everything)
    left_out: frozenset[str] = frozenset()
    size = max(1, len(everything) // 2)
    while True:
        kept = [name for name in tried if name not in left_out]
        for first in range(0, len(kept), size):
            trial = left_out | frozenset(kept[first : first + size])
            if isinstance(solver.search(rows, without=trial, any_plan=True), Nothing):
                left_out = trial
        if size == 1:
            return tuple(name for name in everything if name not in left_out)
        size = (size + 1) // 2


def _last_years_first(everything: Sequence[str]) -> list[str]:
    """The same order, but for the rows of each fund, whose years come from the last to the first."""
    years: dict[str, list[str]] = {}
    for name in everything:
        if name.startswith("fund:"):
            years.setdefault(name.rpartition(":")[0], []).append(name)
    return [years[name.rpartition(":")[0]].pop() if name.startswith("fund:") else name for name in everything]
