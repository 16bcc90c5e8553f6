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

import numpy as np

from prioritizer.selection.draws import Draws, Flags, Risk, Table
from prioritizer.selection.program import Program, Row, Shared


def lifted(program: Program) -> Program:
    """The same program without groups: `objective` is longer than `candidates` by one for each set.

    A limit on a chance has a variable more for each draw, after the sets: it lets the plan fall below the floor there,
    and a row says how many may be let off.
    """
    if not program.shared and all(risk.form != "chance_below" or risk.flags for risk in program.risks):
        return program
    first, worths, rows = len(program.objective), list[int](), list[Row]()
    groups = [sets_of(program, shared) for shared in program.shared]
    for shared, sets in zip(program.shared, groups, strict=True):
        rows += _rows(shared, sets, first + len(worths))
        worths += [_worth(shared, some) for some in sets]
    risks, flagged = _flagged(program, groups, first + len(worths))
    worths += [0] * sum(len(row.coefficients) for row in flagged)
    objective = (*program.objective, *worths)
    return replace(program, objective=objective, rows=(*program.rows, *rows, *flagged), shared=(), risks=risks)


def lift(program: Program, chosen: Iterable[int]) -> frozenset[int]:
    """A set of candidates with the variables of the sets that it holds; `program` is the one before lifting."""
    taken, found, first = frozenset(chosen), set(chosen), len(program.candidates)
    for shared in program.shared:
        here, sets = taken & _members(shared), sets_of(program, shared)
        found |= {first + at for at, some in enumerate(sets) if some == here}
        first += len(sets)
    for risk in program.risks:
        if risk.form == "chance_below":
            below = np.flatnonzero(risk.table.plan(taken) < risk.floor).tolist()
            found |= {first + draw for draw in below}
            first += risk.table.count
    return frozenset(found)


def _flagged(
    program: Program, groups: list[list[frozenset[int]]], first: int
) -> tuple[tuple[Risk, ...], tuple[Row, ...]]:
    """The limits on the draws with the sets as columns, and variables and a row for each limit on a chance."""
    tables = {id(risk.table): risk.table for risk in program.risks}
    with_sets = {name: table.with_sets(groups) for name, table in tables.items()}
    risks, rows = list[Risk](), list[Row]()
    for risk in program.risks:
        table = with_sets[id(risk.table)]
        if risk.form == "worst_mean":
            risks.append(risk.over(table, None))
            continue
        risks.append(risk.over(table, Flags(first, _least(program, groups, table))))
        flags = tuple((first + draw, 1) for draw in range(table.count))
        rows.append(Row(risk.id, flags, "<=", risk.most_below, "product", risk.id))
        first += table.count
    return tuple(risks), tuple(rows)


def _least(program: Program, groups: list[list[frozenset[int]]], table: Table) -> Draws:
    """In each draw, what no plan is worth less than: the worst version of each proposal, and of each group's sets."""
    alternatives: dict[str, list[int]] = {}
    for i, candidate in enumerate(program.candidates):
        alternatives.setdefault(candidate.proposal, []).append(i)
    first = len(program.candidates)
    columns = list(alternatives.values())
    for sets in groups:
        columns.append(list(range(first, first + len(sets))))
        first += len(sets)
    found: Draws = np.zeros(table.count, dtype=table.columns.dtype)
    for some in columns:
        if some:
            found = found + np.minimum(0, table.columns[some].min(axis=0))
    return found


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
