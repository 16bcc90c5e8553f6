"""What CBC prints while it works, as a best plan so far and what none can exceed."""

import random

import pytest

from prioritizer.selection.cbc_log import Said
from prioritizer.selection.exact import Found
from prioritizer.selection.highs import Highs
from prioritizer.selection.search import Make
from prioritizer.selection.solve import Cbc
from prioritizer.selection.watch import WATCH
from tests.selection.cases import random_case

LINES = """Welcome to the CBC MILP Solver
Continuous objective value is 68816.1 - 0.00 seconds
Cbc0038I Pass   1: suminf.    1.21764 (5) obj. -68539.8 iterations 15
Cbc0038I Solution found of -66855
Cbc0038I Rounding solution of -68007 is better than previous of -66855
Cbc0038I Mini branch and bound improved solution from -68007 to -68324 (0.02 seconds)
Cbc0010I After 1000 nodes, 434 on tree, 1e+50 best solution, best possible -68800.5 (1.43 seconds)
Cbc0012I Integer solution of -68320 found by DiveCoefficient after 0 iterations and 0 nodes (1.42 seconds)
Cbc0016I Integer solution of -68445 found by strong branching after 3579 iterations and 509 nodes (1.42 seconds)
Cbc0010I After 2000 nodes, 434 on tree, -68445 best solution, best possible -68790.106 (3.43 seconds)
"""


def heard(text: str) -> list[tuple[int | None, int | None]]:
    """All that is told of some lines."""
    told: list[tuple[int | None, int | None]] = []
    said = Said(lambda value, bound: told.append((value, bound)))
    for line in text.splitlines():
        said.line(line)
    return told


def test_each_line_that_says_something_new_is_told() -> None:
    """The bound comes down from the relaxation, the plan goes up; a plan that is worse than the last is not told."""
    assert heard(LINES) == [
        (None, 68816),
        (66855, 68816),
        (68324, 68816),
        (68324, 68800),
        (68445, 68800),
        (68445, 68790),
    ]


def test_numbers_with_few_digits_are_taken_at_their_worse_end() -> None:
    """1.23457e+08 is anything from 123,456,500 to 123,457,500: the plan is told lower and the bound higher."""
    told = heard("Continuous objective value is 1.24e+08 - 0.1 seconds\nCbc0038I Solution found of -1.23457e+08")

    assert told == [(None, 125_000_000), (123_456_000, 125_000_000)]


def test_lines_that_say_nothing_of_it_are_let_go() -> None:
    """Nothing is heard of a number that is none."""
    assert heard("Presolve is modifying 3 integer bounds\nContinuous objective value is - seconds\nå\x00") == []


@pytest.mark.parametrize("make", [Cbc, Highs])
@pytest.mark.parametrize("seed", random.Random(1).sample(range(10**6), 15))
def test_what_is_heard_is_never_beyond_the_optimum(make: Make, seed: int) -> None:
    """No plan so far is told above the best there is, and no bound below it, by either make."""
    program = random_case(seed, 6).program()
    told: list[tuple[int | None, int | None]] = []
    with WATCH.heard_by(lambda value, bound: told.append((value, bound))):
        answer = make(program).search()

    if isinstance(answer, Found):
        assert all(value is None or value <= answer.value for value, _ in told)
        assert all(bound is None or bound >= answer.value for _, bound in told)


def test_cbc_is_heard_while_it_works() -> None:
    """Of a program that takes some time the last word is the optimum and its bound."""
    told: list[tuple[int | None, int | None]] = []
    with WATCH.heard_by(lambda value, bound: told.append((value, bound))):
        answer = Cbc(random_case(5, 6).program()).search()

    assert isinstance(answer, Found)
    assert told
