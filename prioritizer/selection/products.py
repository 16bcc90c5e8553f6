"""Products of chosen candidates, written as rows that a solver of linear programs can read.

Each product becomes one more 0–1 variable after the candidates, held to the product by rows in whole numbers: it is at
most each of its members, and at least their sum less one fewer than there are. Nobody but the solvers sees it: answers,
margins and cuts speak of candidates.
"""

from collections.abc import Iterable
from dataclasses import replace

from prioritizer.selection.program import Product, Program, Row


def lifted(program: Program) -> Program:
    """The same program without products: `objective` is longer than `candidates` by one for each."""
    if not program.products:
        return program
    first = len(program.candidates)
    rows = (row for at, product in enumerate(program.products) for row in _rows(product, first + at))
    objective = (*program.objective, *(product.worth for product in program.products))
    return replace(program, objective=objective, rows=(*program.rows, *rows), products=())


def lift(program: Program, chosen: Iterable[int]) -> frozenset[int]:
    """A set of candidates with the variables of the products that it holds; `program` is the one before lifting."""
    taken, first = frozenset(chosen), len(program.candidates)
    held = (first + at for at, product in enumerate(program.products) if taken.issuperset(product.members))
    return taken.union(held)


def candidates_of(program: Program, chosen: Iterable[int]) -> frozenset[int]:
    """The candidates of a set of variables."""
    return frozenset(i for i in chosen if i < len(program.candidates))


def _rows(product: Product, variable: int) -> Iterable[Row]:
    for member in product.members:
        yield Row("product", ((member, -1), (variable, 1)), "<=", 0, "product", "product")
    signs = (*((member, 1) for member in product.members), (variable, -1))
    yield Row("product", signs, "<=", len(product.members) - 1, "product", "product")
