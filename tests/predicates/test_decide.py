"""Kleene's three-valued logic: unknown never counts as met, and every leaf is decided (convention §13)."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritizer.model.rules import All, Any, Fact, IfThen, Leaf, Not, Op, Tree, Verdict
from prioritizer.predicates.decide import decide, leaves

H, F, U = Verdict.HOLDS, Verdict.FAILS, Verdict.UNKNOWN
ALL_THREE = (H, F, U)
LEAF = {H: Leaf("yes", Op.EQUALS, "x"), F: Leaf("yes", Op.EQUALS, "y"), U: Leaf("missing", Op.EQUALS, "x")}
FACTS: dict[str, Fact] = {"yes": "x"}
NUMBERS = st.decimals(-1_000_000, 1_000_000, allow_nan=False, places=3)
RANK = {F: 0, U: 1, H: 2}


def verdict(tree: Tree) -> Verdict:
    """What a tree comes to on the facts."""
    return decide(tree, FACTS, {}).verdict


@pytest.mark.parametrize("one", ALL_THREE)
@pytest.mark.parametrize("other", ALL_THREE)
def test_groups_follow_kleene(one: Verdict, other: Verdict) -> None:
    """All is the least, any the greatest, of fails < unknown < holds; if-then is not the one or the other."""
    parts = (LEAF[one], LEAF[other])
    negated = {H: F, F: H, U: U}[one]

    assert min(one, other, key=RANK.__getitem__) == verdict(All(parts))
    assert max(one, other, key=RANK.__getitem__) == verdict(Any(parts))
    assert negated == verdict(Not(LEAF[one]))
    assert max(negated, other, key=RANK.__getitem__) == verdict(IfThen(*parts))


def test_empty_groups_say_nothing_against() -> None:
    """All of nothing holds and any of nothing fails."""
    assert (verdict(All(())), verdict(Any(()))) == (H, F)


def test_every_leaf_is_decided_even_when_the_answer_is_known() -> None:
    """A proposal that is sent back gets the whole list of what is missing."""
    trace = decide(All((LEAF[F], LEAF[U], Any((LEAF[H], LEAF[U])))), FACTS, {})

    assert trace.verdict == F
    assert [leaf.verdict for leaf in leaves(trace)] == [F, U, H, U]


@pytest.mark.parametrize("op", list(Op))
@pytest.mark.parametrize("missing", [None, ()])
def test_what_is_not_stated_is_unknown_to_every_op(op: Op, missing: Fact) -> None:
    """`is_given` included, since what is missing can still be given; an empty list states nothing."""
    leaf = Leaf("size", op, Decimal(5))

    assert decide(leaf, {"size": missing}, {}).verdict == U
    assert decide(leaf, {}, {}).verdict == U


@pytest.mark.parametrize("stated", [Decimal(0), False, "nej", date(2026, 1, 1), ("a",)])
def test_a_zero_or_a_no_is_given(stated: Fact) -> None:
    """Zero and no are answers; missing is not (convention §25)."""
    assert decide(Leaf("size", Op.IS_GIVEN), {"size": stated}, {}).verdict == H


def test_a_parameter_without_a_value_in_force_makes_the_leaf_unknown() -> None:
    """A threshold that nobody has decided is not met."""
    assert decide(Leaf("size", Op.AT_LEAST, parameter="least"), {"size": Decimal(5)}, {}).verdict == U
    assert (
        decide(Leaf("size", Op.AT_LEAST, parameter="least"), {"size": Decimal(5)}, {"least": Decimal(5)}).verdict == H
    )


@pytest.mark.parametrize(
    ("op", "threshold", "stated", "expected"),
    [
        (Op.EQUALS, "a", ("a", "b"), H),
        (Op.EQUALS, "c", ("a", "b"), F),
        (Op.DIFFERS, "a", ("a", "b"), F),
        (Op.ONE_OF, ("a", "c"), "c", H),
        (Op.ONE_OF, ("a", "c"), ("b", "c"), H),
        (Op.NONE_OF, ("a", "c"), "b", H),
        (Op.NONE_OF, ("a", "c"), "a", F),
        (Op.AT_MOST, date(2026, 1, 1), date(2026, 1, 1), H),
        (Op.BELOW, date(2026, 1, 1), date(2026, 1, 1), F),
        (Op.EQUALS, True, False, F),
    ],
)
def test_words_lists_and_days_compare_as_people_mean_it(
    op: Op, threshold: Fact, stated: Fact, expected: Verdict
) -> None:
    """A list equals a word that it holds."""
    assert expected == decide(Leaf("field", op, threshold), {"field": stated}, {}).verdict


@given(op=st.sampled_from([Op.AT_MOST, Op.AT_LEAST, Op.ABOVE, Op.BELOW]), stated=NUMBERS, threshold=NUMBERS)
def test_the_margin_is_on_the_side_that_is_met(op: Op, stated: Decimal, threshold: Decimal) -> None:
    """At least zero exactly when at_most or at_least holds; above zero exactly when above or below does."""
    trace = decide(Leaf("size", op, threshold), {"size": stated}, {})

    assert trace.margin is not None
    met = trace.margin >= 0 if op in (Op.AT_MOST, Op.AT_LEAST) else trace.margin > 0
    assert met == (trace.verdict is H)


@given(op=st.sampled_from([Op.AT_MOST, Op.AT_LEAST]), stated=NUMBERS, threshold=NUMBERS)
def test_the_margin_put_back_brings_the_value_to_the_edge(op: Op, stated: Decimal, threshold: Decimal) -> None:
    """A value moved by its margin meets the threshold exactly."""
    margin = decide(Leaf("size", op, threshold), {"size": stated}, {}).margin

    assert margin is not None
    assert threshold == (stated + margin if op is Op.AT_MOST else stated - margin)


@pytest.mark.parametrize("op", [Op.EQUALS, Op.DIFFERS, Op.ONE_OF, Op.NONE_OF, Op.IS_GIVEN])
def test_other_ops_have_no_margin(op: Op) -> None:
    """There is no distance to «other than»."""
    assert decide(Leaf("size", op, Decimal(5)), {"size": Decimal(5)}, {}).margin is None
