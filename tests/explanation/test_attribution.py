"""A difference divided on its causes, against every order of the changes."""

import random
from decimal import Decimal
from fractions import Fraction
from itertools import permutations

import pytest

from prioritizer.explanation.attribution import MOST_CHANGES, attributed

NAMES = "abcdefghij"


def worths(seed: int, count: int, gaps: bool) -> dict[frozenset[str], Decimal | None]:
    """A worth for each set of changes; with `gaps` some sets have no plan."""
    dice = random.Random(seed)
    sets = [frozenset(n for i, n in enumerate(NAMES[:count]) if bits >> i & 1) for bits in range(2**count)]
    found: dict[frozenset[str], Decimal | None] = {made: Decimal(dice.randint(-50, 50)) for made in sets}
    for made in sets[1:-1]:
        if gaps and dice.random() < 0.3:
            found[made] = None
    return found


@pytest.mark.parametrize("gaps", [False, True])
@pytest.mark.parametrize("seed", range(40))
def test_each_part_is_the_mean_over_all_orders_that_have_a_plan_throughout(seed: int, gaps: bool) -> None:
    """Every order written out."""
    count = 1 + seed % 5
    known = worths(seed, count, gaps)
    told = attributed(NAMES[:count], lambda made: known[made])
    added: dict[str, list[Fraction]] = {name: [] for name in NAMES[:count]}
    for order in permutations(NAMES[:count]):
        passed = [known[frozenset(order[:n])] for n in range(count + 1)]
        if any(worth is None for worth in passed):
            continue
        for name, one, other in zip(order, passed, passed[1:], strict=False):
            assert one is not None
            assert other is not None
            added[name].append(Fraction(other) - Fraction(one))
    for part in told.parts:
        steps = added[part.change]
        if not steps:
            assert part.kronor is None
        else:
            assert part.kronor is not None
            assert abs(Fraction(part.kronor) - sum(steps, Fraction(0)) / len(steps)) < Fraction(1, 10**9)
    assert set(told.without_plan) == {made for made, worth in known.items() if worth is None}


@pytest.mark.parametrize("seed", range(10))
def test_the_parts_add_up_to_the_difference(seed: int) -> None:
    """Also where some sets have no plan, as long as some order has one throughout."""
    known = worths(seed, 6, gaps=seed % 2 == 1)
    told = attributed(NAMES[:6], lambda made: known[made])
    if all(part.kronor is not None for part in told.parts):
        total = sum((part.kronor or Decimal(0) for part in told.parts), Decimal(0))
        assert abs(total - (told.after - told.before)) < Decimal("1e-9")


def test_a_change_that_does_nothing_has_no_part() -> None:
    """Whatever else is changed."""
    told = attributed("ab", lambda made: Decimal(7 if "a" in made else 3))
    assert [part.kronor for part in told.parts] == [Decimal(4), Decimal(0)]


def test_too_many_changes_are_tried_one_at_a_time_and_that_is_said() -> None:
    """The parts need not add up then."""
    names = NAMES[: MOST_CHANGES + 1]
    told = attributed(names, lambda made: Decimal(len(made) ** 2))
    assert told.way == "alone"
    assert {part.kronor for part in told.parts} == {Decimal(1)}


def test_without_a_plan_on_either_side_there_is_nothing_to_divide() -> None:
    """It is told, and not valued as zero."""
    with pytest.raises(ValueError, match="no plan"):
        attributed("a", lambda made: None if made else Decimal(1))
