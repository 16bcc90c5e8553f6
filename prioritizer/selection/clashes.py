"""The smallest sets of limits that clash, in the order of their size (convention §27).

Some limits leave a plan; all limits that such a plan breaks are a set of which every clash holds one, since what is
left has a plan. So the least set that hits all such sets known is at most as large as the smallest clash. It is looked
for by an integer program and tried: either it leaves a plan, which gives one more set to hit, or it is a clash that no
smaller one stands beside. Ruling out the clashes that are known, the next gives them in the order of size.

Source:
    Ignatiev, Previti, Liffiton & Marques-Silva, Smallest MUS extraction with minimal hitting set dualization (2015),
    doi:10.1007/978-3-319-23219-5_13; Liffiton et al., Fast, flexible MUS enumeration (2016),
    doi:10.1007/s10601-015-9183-0.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from prioritizer.model.conflict import Clash
from prioritizer.model.plan import Candidate
from prioritizer.predicates.constrain import Sense
from prioritizer.selection.conflict import clash_of
from prioritizer.selection.deadline import Allowance, Deadline, Late
from prioritizer.selection.exact import Found, Nothing, Solver
from prioritizer.selection.program import Program, Row, names, violated
from prioritizer.selection.search import serving

Report = Callable[[str], None]

MOST = 5
"""Clashes that are told at most."""
LEAST_SECONDS = 1.0
"""To see whether any of what is known to clash can be left out, which mostly takes some thousandths."""


@dataclass(slots=True)
class _Clashes:
    """One living solver over a program without a plan, and what is known: clashes, and sets that each must hit."""

    program: Program
    solver: Solver
    names: tuple[str, ...]
    allowance: Allowance
    clashes: list[frozenset[str]] = field(default_factory=list)
    hit: list[frozenset[str]] = field(default_factory=list)

    def broken_by_plan(self, limits: frozenset[str]) -> frozenset[str] | None:
        """The limits that some plan within these breaks; None where these leave no plan.

        Raises:
            Late: The time has passed.
        """
        without = frozenset(self.names) - limits
        answer = self.solver.search(time_limit=self.allowance.left(), without=without, any_plan=True)
        if isinstance(answer, Nothing):
            return None
        if not isinstance(answer, Found):
            raise Late
        return frozenset(violated(self.program, answer.chosen)) & without

    def fewest_broken(self, broken: frozenset[str]) -> frozenset[str]:
        """Some of the limits that a plan breaks, of which a plan that keeps to all others must break every one."""
        for name in self.names:
            if name in broken:
                fewer = self.broken_by_plan(frozenset(self.names) - (broken - {name}))
                broken = broken if fewer is None else fewer
        return broken


def clashes(
    program: Program,
    known: Sequence[str],
    most: int = MOST,
    allowance: Allowance | None = None,
    report: Report | None = None,
) -> tuple[tuple[Clash, ...], bool | None]:
    """Sets of limits that clash, a smallest first, and whether there are more of them.

    That a proposal has at most one version always applies.

    Args:
        program: A program without a plan.
        known: One clash, of which none can be left out if the choice had the time; see `conflict`. Where none is
            known, all limits are.
        most: So many at most.
        allowance: For all searches, None for as long as they take; what is not proved by then says so.
        report: Hears «clashes: N» before each further one is looked for.

    Returns:
        Clashes by size, equals in the order of the program's rows; of none can a member be left out, but of the first
        where it says so. Whether there are more: None where that is not known.

    Raises:
        SolverUnavailable: No solver can start.
    """
    allowance, solver = allowance or Allowance(), serving(program)
    first = clash_of(program, solver, (), _enough(allowance), known or None)
    solver.most_nodes = allowance.nodes
    search = _Clashes(program, solver, names(program), allowance, [frozenset(first.limits)])
    more: bool | None = None
    smallest = False
    try:
        while True:
            if report is not None:
                report(f"clashes: {len(search.clashes)}")
            least = _least_hitting(search)
            smallest = smallest or least is None or len(least) >= min(map(len, search.clashes))
            if least is None:
                more = len(search.clashes) > most
                break
            broken = search.broken_by_plan(least)
            if broken is not None:
                search.hit.append(search.fewest_broken(broken))
                continue
            # The first one known may be larger than others that are still to be found.
            if sum(len(clash) <= len(least) for clash in search.clashes) >= most:
                more = True
                break
            search.clashes.append(least)
    except Late:
        pass
    place = {name: i for i, name in enumerate(search.names)}
    needed = (clash for clash in search.clashes if not any(other < clash for other in search.clashes))
    ordered = sorted((sorted(clash, key=place.__getitem__) for clash in needed), key=lambda c: _key(c, place))

    def proof(clash: Sequence[str]) -> Literal["smallest", "minimal", "found"]:
        if smallest and len(clash) == len(ordered[0]):
            return "smallest"
        return first.proof if frozenset(clash) == frozenset(first.limits) else "minimal"

    return tuple(Clash(tuple(clash), proof(clash)) for clash in ordered[:most]), more


def _enough(allowance: Allowance) -> Allowance:
    """The same for a first look, in which no searches are counted and the time is at least a little."""
    try:
        left = allowance.deadline.left()
    except Late:
        left = 0.0
    return Allowance(nodes=allowance.nodes) if left is None else Allowance(Deadline.after(max(left, LEAST_SECONDS)))


def _key(clash: Sequence[str], place: dict[str, int]) -> tuple[int, list[int]]:
    return len(clash), [place[name] for name in clash]


def _least_hitting(search: _Clashes) -> frozenset[str] | None:
    """The fewest limits that hit every set known and hold no clash known; None where there are none such.

    Of equals one whose limits stand early among the rows.

    Raises:
        Late: The time has passed.
    """
    many = len(search.names)
    ranks = range(1, many + 1)
    dummies = tuple(Candidate(name, None, None, 0, {}, {}, {}) for name in search.names)
    costs = tuple(-(many * (many + 1) + rank) for rank in ranks)
    rows = [_row(search, some, ">=", 1) for some in search.hit]
    rows += [_row(search, clash, "<=", len(clash) - 1) for clash in search.clashes]
    solver = serving(Program(dummies, costs, 1, tuple(rows)))
    solver.most_nodes = search.allowance.nodes
    answer = solver.search(time_limit=search.allowance.left())
    if isinstance(answer, Nothing):
        return None
    if not isinstance(answer, Found) or not answer.proved:
        raise Late
    return frozenset(search.names[i] for i in answer.chosen)


def _row(search: _Clashes, some: frozenset[str], sense: Sense, bound: int) -> Row:
    ones = tuple((i, 1) for i, name in enumerate(search.names) if name in some)
    return Row("hit", ones, sense, bound, "cut")
