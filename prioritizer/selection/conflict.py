"""Which limits clash when no plan exists: a deletion filter over named limits (convention §27)."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from math import ceil

from prioritizer.model.conflict import Clash
from prioritizer.selection.deadline import Allowance, Late
from prioritizer.selection.exact import Nothing, Solver, Unfinished
from prioritizer.selection.program import Program, Row, names
from prioritizer.selection.watch import WATCH
from prioritizer.selection.work import nodes_of


def clash_of(
    program: Program,
    solver: Solver,
    rows: tuple[Row, ...] = (),
    allowance: Allowance | None = None,
    among: Iterable[str] | None = None,
) -> Clash:
    """A set of limits that no plan meets together.

    Each limit is left out in turn, and stays out when there is still no plan. First halves, then quarters, are tried
    at a time, which needs few searches when few limits clash. Of a fund the last years go first: money that lacks in a
    year lacks in later ones too where it passes on, and the first such year is what people look for. That a proposal
    has at most one version, and what is forced, always applies. No search takes more than its part, so that one that
    comes to no end does not keep others from being tried.

    Args:
        program: A program without a plan.
        solver: Decides whether some limits leave a plan.
        rows: Rows that hold throughout, such as a proposal forced in.
        allowance: For all searches; where none is given, each may look at its share of nodes, whatever time it takes.
        among: Limits that are known to clash; all where none are known.

    Returns:
        Ids of limits in the order of the program's rows; none when `rows` alone leave no plan. Minimal where none of
        them can be left out; else «found»: there may be more than are needed. Where somebody has asked for an end none
        are named, since most of those left would be harmless.
    """
    everything = names(program)
    known = frozenset(everything if among is None else among)
    left_out = frozenset(everything) - known
    allowance = allowance or Allowance(nodes=nodes_of(program, max(1, len(known))))
    size = max(1, len(known) // 2)
    tried = _last_years_first(everything)
    try:
        with _looking_at_most(solver, allowance.nodes):
            while True:
                kept = [name for name in tried if name not in left_out]
                is_sure = True
                for first in range(0, len(kept), size):
                    trial = left_out | frozenset(kept[first : first + size])
                    seconds = _part(allowance, ceil((len(kept) - first) / size) + 1)
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


def _last_years_first(everything: Sequence[str]) -> list[str]:
    """The same order, but for the rows of each fund, whose years come from the last to the first."""
    years: dict[str, list[str]] = {}
    for name in everything:
        if name.startswith("fund:"):
            years.setdefault(name.rpartition(":")[0], []).append(name)
    return [years[name.rpartition(":")[0]].pop() if name.startswith("fund:") else name for name in everything]


def _but(everything: Iterable[str], left_out: frozenset[str]) -> tuple[str, ...]:
    return tuple(name for name in everything if name not in left_out)


def _part(allowance: Allowance, searches: int) -> float | None:
    """Seconds for one of so many searches.

    Raises:
        Late: None are left.
    """
    left = allowance.left()
    return None if left is None else left / searches


@contextmanager
def _looking_at_most(solver: Solver, nodes: int | None) -> Iterator[None]:
    """Let a living solver look at no more than so many nodes for a while."""
    before, solver.most_nodes = solver.most_nodes, nodes
    try:
        yield
    finally:
        solver.most_nodes = before
