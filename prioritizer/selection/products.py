"""Candidates that share people, written as rows that a solver of linear programs can read.

Each set of two or more candidates of an overlap group, at most one version of each proposal, becomes a 0–1 variable
after the candidates: it says that exactly this set of the group is chosen, and is worth all products in it. A candidate
that is not chosen keeps all its sets out, and the number chosen, less one, is at most the sizes of the sets taken, each
less one. In whole numbers that leaves exactly the set that is chosen. The relaxation is as tight as the group alone
allows; with one variable for each product it was so loose that 48 proposals in groups of six took minutes.

Nobody but the solvers sees it: answers, margins and cuts speak of candidates.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import product

from prioritizer.selection.program import Program, Row, Shared


def lifted(program: Program) -> Program:
    """The same program without groups: `objective` is longer than `candidates` by one for each set."""
    if not program.shared:
        return program
    first, worths, rows = len(program.candidates), list[int](), list[Row]()
    for shared in program.shared:
        sets = sets_of(program, shared)
        rows += _rows(shared, sets, first + len(worths))
        worths += [_worth(shared, some) for some in sets]
    objective = (*program.objective, *worths)
    return replace(program, objective=objective, rows=(*program.rows, *rows), shared=())


def lift(program: Program, chosen: Iterable[int]) -> frozenset[int]:
    """A set of candidates with the variables of the sets that it holds; `program` is the one before lifting."""
    taken, found, first = frozenset(chosen), set(chosen), len(program.candidates)
    for shared in program.shared:
        here, sets = taken & _members(shared), sets_of(program, shared)
        found |= {first + at for at, some in enumerate(sets) if some == here}
        first += len(sets)
    return frozenset(found)


def candidates_of(program: Program, chosen: Iterable[int]) -> frozenset[int]:
    """The candidates of a set of variables."""
    return frozenset(i for i in chosen if i < len(program.candidates))


def _members(shared: Shared) -> frozenset[int]:
    return frozenset(i for found in shared for i in found.members)


def sets_of(program: Program, shared: Shared) -> list[frozenset[int]]:
    """Every set of two or more candidates of a group, at most one of each proposal, in the order of candidates."""
    by_proposal: dict[str, list[int | None]] = {}
    for i in sorted(_members(shared)):
        by_proposal.setdefault(program.candidates[i].proposal, [None]).append(i)
    found = (frozenset(i for i in some if i is not None) for some in product(*by_proposal.values()))
    return [some for some in found if len(some) > 1]


def _worth(shared: Shared, some: frozenset[int]) -> int:
    return sum(found.worth for found in shared if some.issuperset(found.members))


def _rows(shared: Shared, sets: list[frozenset[int]], first: int) -> Iterator[Row]:
    members = sorted(_members(shared))
    for member in members:
        with_it = tuple((first + at, 1) for at, some in enumerate(sets) if member in some)
        yield Row("product", ((member, -1), *with_it), "<=", 0, "product", "product")
    sizes = tuple((first + at, 1 - len(some)) for at, some in enumerate(sets))
    yield Row("product", (*((member, 1) for member in members), *sizes), "<=", 1, "product", "product")
