"""A better plan near one at hand, beside every plan that there is."""

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, combinations

import pytest

from prioritizer.selection.program import Program, Row, forced, value
from prioritizer.selection.swaps import Swaps
from tests.selection.cases import random_case


def plans(program: Program, rows: list[Row]) -> Iterator[frozenset[int]]:
    """Every plan within some rows."""
    every = range(len(program.candidates))
    for chosen in chain.from_iterable(combinations(every, n) for n in range(len(every) + 1)):
        if all(row.allows(frozenset(chosen)) for row in rows):
            yield frozenset(chosen)


def changes(program: Program, one: frozenset[int], other: frozenset[int]) -> int:
    """How many proposals differ between two plans."""
    return len({program.candidates[i].proposal for i in one ^ other})


@pytest.mark.parametrize("seed", range(12))
def test_what_is_found_keeps_every_row_and_no_two_changes_better_it(seed: int) -> None:
    """With a candidate forced in or out, and a limit left out, as questions ask; every plan is looked through."""
    program = random_case(seed).program()
    dice = random.Random(seed)
    program = replace(program, shared=(), risks=())
    gone = dice.choice([row.id for row in program.rows])
    rows = [Row(r.id, (), "<=", 0, r.kind, r.limit) if r.id == gone else r for r in program.rows]
    index, count = dice.randrange(len(program.candidates)), dice.randrange(2)
    every = list(plans(program, [*rows, forced("forced", [index], count)]))
    if not every:
        return
    start = dice.choice(every)

    found = Swaps(program).improved(program, start, rows, {index: count}, [0] * len(program.objective))

    near = (plan for plan in every if changes(program, plan, found) <= 2)
    assert found in every
    assert value(program, found) == max(value(program, plan) for plan in near) >= value(program, start)


def test_numbers_whose_sums_could_overflow_are_left_alone() -> None:
    """The plan at hand comes back."""
    program = random_case(1).program()
    program = replace(program, shared=(), risks=(), objective=tuple(2**61 for _ in program.objective))

    assert Swaps(program).improved(program, frozenset(), program.rows, {}, program.objective) == frozenset()
