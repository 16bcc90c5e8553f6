"""Kleene's three-valued logic: unknown never counts as met, and every leaf is decided (convention §13)."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritizer.model.rules import All, Any, Fact, IfThen, Leaf, Not, Op, Tree, Verdict
from prioritizer.predicates.decide import decide, decider, leaves
from prioritizer.predicates.margin import margin, margin_of

H, F, U = Verdict.HOLDS, Verdict.FAILS, Verdict.UNKNOWN
ALL_THREE = (H, F, U)
LEAF = {H: Leaf("yes", Op.EQUALS, "x"), F: Leaf("yes", Op.EQUALS, "y"), U: Leaf("missing", Op.EQUALS, "x")}
FACTS: dict[str, Fact] = {"yes": "x"}
NUMBERS = st.decimals(-1_000_000, 1_000_000, allow_nan=False, places=3)
DATES = st.dates(date(1900, 1, 1), date(2200, 1, 1))
PAIRS: st.SearchStrategy[tuple[Fact, Fact]] = st.one_of(st.tuples(NUMBERS, NUMBERS), st.tuples(DATES, DATES))
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
def test_what_is_not_stated_is_unknown_to_every_op(op: Op) -> None:
    """`is_given` included, since what is missing can still be given."""
    leaf = Leaf("size", op, Decimal(5))

    assert decide(leaf, {"size": None}, {}).verdict == U
    assert decide(leaf, {}, {}).verdict == U


@pytest.mark.parametrize(
    ("op", "threshold", "expected"),
    [
        (Op.EQUALS, "a", F),
        (Op.ONE_OF, ("a", "b"), F),
        (Op.DIFFERS, "a", H),
        (Op.NONE_OF, ("a", "b"), H),
        (Op.IS_GIVEN, None, U),
    ],
)
def test_an_empty_list_answers_with_none_of_them(op: Op, threshold: Fact, expected: Verdict) -> None:
    """No to all three levels is an answer (convention §25); but a list of no dates gives no date."""
    assert expected == decide(Leaf("levels", op, threshold), {"levels": ()}, {}).verdict


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


@given(op=st.sampled_from([Op.AT_MOST, Op.AT_LEAST, Op.ABOVE, Op.BELOW]), pair=PAIRS)
def test_the_margin_is_on_the_side_that_is_met(op: Op, pair: tuple[Fact, Fact]) -> None:
    """For numbers and dates: at least zero exactly when at_most or at_least holds; above zero when above or below."""
    stated, threshold = pair
    trace = decide(Leaf("size", op, threshold), {"size": stated}, {})

    assert trace.margin is not None
    assert margin(op, stated, threshold) == trace.margin
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


@pytest.mark.parametrize(
    ("op", "expected"), [(Op.AT_MOST, -1), (Op.BELOW, -1), (Op.AT_LEAST, 1), (Op.ABOVE, 1), (Op.EQUALS, None)]
)
def test_the_margin_of_a_date_is_in_whole_days(op: Op, expected: int | None) -> None:
    """New Year's Day is one day after New Year's Eve."""
    leaf = Leaf("start", op, date(2026, 12, 31))

    assert expected == decide(leaf, {"start": date(2027, 1, 1)}, {}).margin


def test_what_is_not_of_the_thresholds_kind_has_no_margin() -> None:
    """There is no distance from a word to a number, nor from a number to a date."""
    assert margin(Op.AT_MOST, "fem", Decimal(5)) is None
    assert margin(Op.AT_MOST, Decimal(5), date(2026, 1, 1)) is None
    assert margin(Op.AT_MOST, Decimal(5), None) is None


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "risk": st.sampled_from([None, "low", "high"]),
                "goals": st.sampled_from([None, (), ("a",), ("a", "b")]),
                "size": st.sampled_from([None, Decimal(1), Decimal(2)]),
                "new": st.sampled_from([None, True, False]),
            }
        ),
        max_size=8,
    ),
    st.permutations(range(7)),
)
def test_a_tree_made_ready_once_decides_each_proposal_as_if_alone(
    stated: list[dict[str, Fact]], order: list[int]
) -> None:
    """What was decided before leaves no trace in what is decided after."""
    parts = (
        Leaf("risk", Op.ONE_OF, ("low", "medium")),
        Leaf("goals", Op.EQUALS, "b"),
        Leaf("size", Op.AT_LEAST, parameter="least"),
        Not(Leaf("new", Op.EQUALS, True)),
        IfThen(Leaf("risk", Op.DIFFERS, "high"), Leaf("goals", Op.NONE_OF, ("a",))),
        Any((Leaf("size", Op.EQUALS, Decimal(2)), Leaf("size", Op.IS_GIVEN))),
        Leaf("new", Op.DIFFERS, False),
    )
    chosen = tuple(parts[n] for n in order)
    tree = All((*chosen[:3], Any(chosen[3:])))
    ready = decider(tree, {"least": Decimal(2)})

    assert [decide(tree, facts, {"least": Decimal(2)}) for facts in stated] == [ready(facts) for facts in stated]


ENOUGH, FEW = Leaf("size", Op.AT_LEAST, Decimal(5)), Leaf("size", Op.AT_MOST, Decimal(6))
LOW, HIGH = Leaf("risk", Op.EQUALS, "low"), Leaf("risk", Op.EQUALS, "high")
AGE = Leaf("age", Op.AT_LEAST, Decimal(1))


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        (All((ENOUGH, FEW)), -1),
        (All((ENOUGH, Leaf("size", Op.AT_MOST, Decimal(8)))), 1),
        (All((ENOUGH, LOW)), None),
        (All((ENOUGH, HIGH)), None),
        (All((FEW, LOW)), -1),
        (Any((ENOUGH, FEW)), 2),
        (Any((FEW, LOW)), None),
        (Any((FEW, HIGH)), None),
        (Any((ENOUGH, HIGH)), 2),
        (Not(ENOUGH), -2),
        (IfThen(LOW, FEW), -1),
        (IfThen(HIGH, FEW), None),
        (IfThen(AGE, ENOUGH), None),
        (All((IfThen(HIGH, FEW), IfThen(LOW, ENOUGH))), 2),
        (All((ENOUGH, AGE)), None),
        (Leaf("size", Op.IS_GIVEN), None),
        (All(()), None),
    ],
)
def test_the_margin_of_a_group_is_that_of_the_parts_that_carry_its_verdict(tree: Tree, expected: int | None) -> None:
    """Size 7, low risk, age not stated: none where a word, a silence or an idle if-then carries it."""
    found = margin_of(decide(tree, {"size": Decimal(7), "risk": "low"}, {}))

    assert (None if expected is None else Decimal(expected)) == found


SMALL = st.integers(-2, 2).map(Decimal)
PARTS: st.SearchStrategy[Tree] = st.recursive(
    st.one_of(
        st.builds(
            Leaf,
            st.sampled_from(["size", "age"]),
            st.sampled_from([Op.AT_MOST, Op.AT_LEAST, Op.ABOVE, Op.BELOW, Op.EQUALS, Op.IS_GIVEN]),
            SMALL,
        ),
        st.sampled_from([LOW, HIGH]),
    ),
    lambda part: st.one_of(
        st.builds(All, st.lists(part, max_size=3).map(tuple)),
        st.builds(Any, st.lists(part, max_size=3).map(tuple)),
        st.builds(Not, part),
        st.builds(IfThen, part, part),
    ),
    max_leaves=8,
)


@given(
    PARTS,
    st.fixed_dictionaries(
        {
            "size": st.one_of(st.none(), SMALL),
            "age": st.one_of(st.none(), SMALL),
            "risk": st.sampled_from([None, "low", "high"]),
        }
    ),
)
def test_the_margin_of_a_condition_never_contradicts_its_verdict(tree: Tree, facts: dict[str, Fact]) -> None:
    """Above zero it holds, below zero it fails, and what is not decided has none."""
    trace = decide(tree, facts, {})
    found = margin_of(trace)

    if trace.verdict is U:
        assert found is None
    if found is not None and found != 0:
        assert (H if found > 0 else F) == trace.verdict
