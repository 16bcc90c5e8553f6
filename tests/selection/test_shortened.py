"""Numbers with more digits than a solver takes lose no plan, let none through, and are never called proved by it."""

import random
from collections.abc import Iterable
from itertools import chain, combinations

import pytest

from prioritizer.model.plan import Plan
from prioritizer.selection.choose import choose
from prioritizer.selection.exact import Found, Nothing
from prioritizer.selection.highs import Highs
from prioritizer.selection.program import Program, Row, step, value
from prioritizer.selection.shortened import bounds, shortened
from prioritizer.selection.solve import Cbc
from tests.selection.cases import candidate

MAKES = [Cbc, Highs]
SIZE = 9


def long_rows(draw: random.Random, digits: int) -> tuple[Row, ...]:
    """Two rows of so many digits, a budget and a floor or an exact sum, that a drawn plan just keeps to."""
    most, found = 10**digits, []
    plan = frozenset(draw.sample(range(SIZE), SIZE // 2))
    for number, sense in enumerate(("<=", draw.choice([">=", "=="]))):
        numbers = [draw.randint(most // 10, most) * draw.choice([1, 1, 1, -1]) for _ in range(SIZE)]
        row = Row(f"r{number}", tuple(enumerate(numbers)), sense, 0, "limit", f"r{number}")  # type: ignore[arg-type]
        found.append(Row(row.id, row.coefficients, row.sense, row.activity(plan), row.kind, row.limit))
    return tuple(found)


def every() -> Iterable[frozenset[int]]:
    """Every set of the candidates."""
    return map(frozenset, chain.from_iterable(combinations(range(SIZE), n) for n in range(SIZE + 1)))


def program_of(worths: Iterable[int], rows: tuple[Row, ...]) -> Program:
    """A program of proposals with some worths."""
    return Program(tuple(candidate(f"p{i}", 1) for i in range(SIZE)), tuple(worths), 1, rows)


@pytest.mark.parametrize("make", MAKES)
@pytest.mark.parametrize("digits", [12, 14, 17, 25])
@pytest.mark.parametrize("seed", range(6))
def test_rows_with_more_digits_than_a_solver_takes_are_kept_to(make: type[Highs], digits: int, seed: int) -> None:
    """The best plan of all there are, to the last unit of every row."""
    draw = random.Random(f"{digits} {seed}")
    rows = long_rows(draw, digits)
    program = program_of([draw.randint(1, 50) for _ in range(SIZE)], rows)
    fits = [plan for plan in every() if all(row.allows(plan) for row in rows)]
    answer = make(program).search()
    assert isinstance(answer, Found)
    assert all(row.allows(answer.chosen) for row in rows)
    assert (answer.value, answer.proved) == (max(value(program, plan) for plan in fits), True)


@pytest.mark.parametrize("seed", range(40))
def test_what_is_written_of_a_row_lets_every_plan_of_it_through(seed: int) -> None:
    """And no number of it is too large."""
    draw = random.Random(seed)
    for row in long_rows(draw, draw.randint(3, 30)):
        short = shortened(row, 1000)
        low, high = short.between(*bounds(row))
        assert all(abs(number) < 1000 for _, number in short.coefficients)
        for plan in every():
            used = sum(number for i, number in short.coefficients if i in plan)
            if row.allows(plan):
                assert low is None or low <= used
                assert high is None or used <= high


@pytest.mark.parametrize("make", MAKES)
@pytest.mark.parametrize("digits", [12, 14, 19])
@pytest.mark.parametrize("seed", range(6))
def test_worths_with_more_digits_than_a_solver_takes_are_not_called_proved(
    make: type[Highs], digits: int, seed: int
) -> None:
    """The bound holds the best plan, and what is called proved is the best."""
    draw = random.Random(f"worths {digits} {seed}")
    worths = [10**digits + draw.randint(0, 9) for _ in range(SIZE)]
    row = Row("r", tuple((i, 1) for i in range(SIZE)), "<=", 4, "limit", "r")
    program = program_of(worths, (row,))
    best = sum(sorted(worths)[-4:])
    solver = make(program)
    answer = solver.search()
    assert isinstance(answer, Found)
    assert answer.bound is not None
    assert answer.value <= best <= answer.bound
    assert answer.value == best or not answer.proved
    assert not isinstance(solver.search(at_least=best), Nothing)
    assert step(program) * 10**6 < 10**digits


def test_a_choice_of_such_worths_is_optimal_by_the_word_of_the_solver_that_holds_them() -> None:
    """CBC has thirteen digits, HiGHS nearly sixteen; CBC was not wrong, and confirms nothing."""
    worths = [10**14 + number for number in (0, 3, 1, 7, 2, 9, 4, 8, 5)]
    program = program_of(worths, (Row("r", tuple((i, 1) for i in range(SIZE)), "<=", 4, "limit", "r"),))
    plan = choose(program)
    assert isinstance(plan, Plan)
    assert plan.objective == sum(sorted(worths)[-4:])
    assert (plan.status, plan.confirmed, plan.solver, plan.faults) == ("optimal", "none", "HiGHS", ())
