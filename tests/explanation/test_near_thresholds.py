"""Values just on the right side of a threshold (convention §13, §24)."""

from dataclasses import replace
from decimal import Decimal

import pytest

from prioritizer.explanation.near_thresholds import NEAR, near_thresholds
from prioritizer.model.fairness import Near, Thresholds
from prioritizer.model.rules import All, Any, Criterion, Fact, Field, IfThen, Leaf, Not, Op, Severity, Tree, Verdict
from prioritizer.predicates.decide import decide
from prioritizer.screening.measures import facts
from tests.appraisal.test_appraise import SOURCE, portfolio, proposal

FIELDS = {
    "kronor": Field("kronor", "amount", {}),
    "size": Field("size", "number", {}),
    "grade": Field("grade", "choice", {}),
}


def looked(tree: Tree, stated: dict[str, Fact], share: str | None = "0.05") -> Thresholds:
    """One proposal and one criterion."""
    made = portfolio(replace(proposal("a"), facts=stated))
    rule = Criterion("rule", {}, {}, Severity.MUST, tree, SOURCE)
    numbers = {} if share is None else {NEAR: Decimal(share)}
    return near_thresholds(made, frozenset("a"), (rule,), numbers, FIELDS)


def at(op: Op, threshold: int = 1000, field: str = "kronor") -> Leaf:
    """A leaf with a number."""
    return Leaf(field, op, Decimal(threshold))


@pytest.mark.parametrize(
    ("op", "value", "near", "beyond"),
    [
        (Op.AT_MOST, 1000, 1, 0),
        (Op.AT_MOST, 950, 1, 0),
        (Op.AT_MOST, 949, 0, 0),
        (Op.AT_MOST, 1001, 0, 1),
        (Op.AT_LEAST, 1000, 1, 0),
        (Op.AT_LEAST, 999, 0, 1),
        (Op.AT_LEAST, 1051, 0, 0),
        (Op.ABOVE, 1001, 1, 0),
        (Op.ABOVE, 1000, 0, 1),
        (Op.BELOW, 999, 1, 0),
        (Op.BELOW, 1000, 0, 1),
    ],
)
def test_five_per_cent_on_either_side(op: Op, value: int, near: int, beyond: int) -> None:
    """On the right side it is told, on the other it is counted."""
    found = looked(at(op), {"kronor": Decimal(value)})

    assert (len(found.near), found.beyond, found.compared) == (near, beyond, 1)
    assert found.result == ("flag" if near else "pass")


def test_what_is_told_of_one() -> None:
    """The number, the threshold and what the criterion would be."""
    (found,) = looked(at(Op.AT_MOST), {"kronor": Decimal(990)}).near

    assert found == Near("a", "rule", Severity.MUST, "kronor", Decimal(990), Decimal(1000), Verdict.FAILS)


def test_just_below_where_more_is_asked_for_is_near_too() -> None:
    """The amount keeps the proposal out of a demand that it does not meet; one that meets it has no reason to."""
    demand = IfThen(at(Op.AT_LEAST), Leaf("grade", Op.EQUALS, "A"))

    assert len(looked(demand, {"kronor": Decimal(990), "grade": "B"}).near) == 1
    assert looked(demand, {"kronor": Decimal(990), "grade": "A"}).near == ()
    assert looked(demand, {"kronor": Decimal(990)}).near[0].otherwise is Verdict.UNKNOWN


def test_a_value_that_another_part_of_the_condition_makes_needless_is_not_near() -> None:
    """The condition holds on either side."""
    either = Any((at(Op.AT_MOST), Leaf("grade", Op.EQUALS, "A")))

    assert looked(either, {"kronor": Decimal(990), "grade": "A"}).near == ()
    assert len(looked(either, {"kronor": Decimal(990), "grade": "B"}).near) == 1


def test_a_small_count_at_its_least_is_no_sign() -> None:
    """Two of at least two is what is asked for; 40 of at least 40 is counted in ones that are within five per cent."""
    assert looked(at(Op.AT_LEAST, 2, "size"), {"size": Decimal(2)}).near == ()
    assert len(looked(at(Op.AT_LEAST, 40, "size"), {"size": Decimal(41)}).near) == 1


def test_without_a_number_for_near_nothing_is_judged() -> None:
    """Nobody has said how near is near."""
    assert looked(at(Op.AT_MOST), {"kronor": Decimal(990)}, None) == Thresholds("unknown")


TREES: tuple[Tree, ...] = (
    Not(at(Op.ABOVE)),
    All((at(Op.AT_LEAST, 960), at(Op.BELOW, 1040))),
    Any((at(Op.BELOW, 960), at(Op.ABOVE, 1040))),
    IfThen(at(Op.ABOVE), at(Op.AT_LEAST, 1020)),
)


@pytest.mark.parametrize("tree", TREES)
@pytest.mark.parametrize("value", range(900, 1100, 7))
def test_near_agrees_with_trying_other_values(tree: Tree, value: int) -> None:
    """A value is near exactly where it holds and some value within the share of a threshold it names does not."""
    stated: dict[str, Fact] = {"kronor": Decimal(value)}
    found = looked(tree, stated)
    known = facts(replace(proposal("a"), facts=stated), proposal("a").alternatives[0])
    holds = decide(tree, known, {}).verdict is Verdict.HOLDS
    tried = set()
    for threshold in (960, 1000, 1020, 1040):
        if str(threshold) in str(tree) and abs(value - threshold) <= threshold / 20:
            for other in (threshold - 1, threshold, threshold + 1):
                crosses = (other - threshold) * (value - threshold) <= 0
                if crosses and decide(tree, {**known, "kronor": Decimal(other)}, {}).verdict is Verdict.FAILS:
                    tried.add(threshold)
    assert bool(found.near) == (holds and bool(tried))
