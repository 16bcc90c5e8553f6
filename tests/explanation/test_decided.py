"""A decided plan as versions of the program, against every plan there is (convention §21)."""

from itertools import product

import pytest

from prioritizer.explanation.decided import completed, words_of
from prioritizer.model.revealed import Decided, Outside
from tests.selection.cases import Case, candidate, fund, keeps, random_case, worth_of


@pytest.mark.parametrize("seed", range(30))
def test_open_starts_are_those_worth_most_within_the_limits(seed: int) -> None:
    """Two proposals with all their versions open; the first ones where none keeps to the limits."""
    case = random_case(seed, 3)
    named = sorted({c.proposal for c in case.candidates})[:2]
    versions = [[c for c in case.candidates if c.proposal == name] for name in named]
    decided = [Decided(name, tuple(c.key for c in some)) for name, some in zip(named, versions, strict=True)]
    found, outside = completed(case.program(), decided, dict.fromkeys(named, "admitted"))
    plans = [plan for plan in product(*versions) if keeps(case, plan)]
    chosen = tuple(c for c in case.candidates if c.key in found)

    assert outside == ()
    assert {c.proposal for c in chosen} == set(named)
    if plans:
        assert keeps(case, chosen)
        assert worth_of(case, chosen) == max(worth_of(case, plan) for plan in plans)
    else:
        assert set(found) == {some[0].key for some in versions}


def test_what_cannot_be_chosen_is_told_with_why() -> None:
    """Barred, returned, or refused in the version decided."""
    case = Case((candidate("a", 5, {("fund", 2027): 3}),), (fund({2027: 3}),))
    decided = [Decided(name, ((name, None, None),)) for name in "abcd"]
    found, outside = completed(
        case.program(), decided, {"a": "admitted", "b": "barred", "c": "returned", "d": "admitted"}
    )

    assert found == (("a", None, None),)
    assert outside == (Outside("b", "barred"), Outside("c", "returned"), Outside("d", "refused"))


def test_each_word_of_a_list_counts_and_what_is_not_stated_does_not() -> None:
    """Goals are several, a board is one, and an empty list is none."""
    made = (
        candidate("a", 1, board="north", goals=("home", "work")),
        candidate("b", 1, goals=("work",)),
        candidate("c", 1, board="", goals=()),
    )
    program = Case(made).program()
    index = {c.proposal: i for i, c in enumerate(program.candidates)}

    assert words_of(program, "goals") == {"home": {index["a"]}, "work": {index["a"], index["b"]}}
    assert words_of(program, "board") == {"north": {index["a"]}}
    assert words_of(program, "district") == {}
