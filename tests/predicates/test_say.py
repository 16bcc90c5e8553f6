"""Every tree and limit can be said in both languages, and what reads the same decides the same."""

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prioritizer.model.rules import (
    All,
    Amount,
    Any,
    Fact,
    Field,
    IfThen,
    Language,
    Leaf,
    Limit,
    Not,
    Op,
    Relation,
    Source,
    Tree,
)
from prioritizer.predicates.decide import decide
from prioritizer.predicates.say import Speaker

FIELDS = {
    "size": Field("size", "number", {"sv": "storlek", "en": "size"}, unit="personer"),
    "risk": Field(
        "risk",
        "choice",
        {"sv": "riskklass", "en": "risk class"},
        of=("low", "high"),
        choices={"low": {"sv": "låg", "en": "low"}, "high": {"sv": "hög", "en": "high"}},
    ),
    "part": Field("part", "share", {"sv": "andel", "en": "share"}),
}
NUMBERS = {"least": Decimal(5)}
LANGUAGES: tuple[Language, ...] = ("sv", "en")
SIZES = [None, Decimal(1), Decimal(2), Decimal(3)]
RISKS: list[Fact] = [None, "low", "high"]


def speaker(language: Language) -> Speaker:
    """One who knows two fields, a share and a parameter."""
    return Speaker(FIELDS, NUMBERS, language, {"a": "Läxhjälp", "b": "Fritid"})


def leaf_trees() -> st.SearchStrategy[Tree]:
    """Leaves over a number and a choice."""
    sizes = st.builds(
        Leaf,
        st.just("size"),
        st.sampled_from([Op.AT_MOST, Op.AT_LEAST, Op.ABOVE, Op.BELOW, Op.EQUALS, Op.DIFFERS, Op.IS_GIVEN]),
        st.sampled_from(SIZES[1:]),
    )
    risks = st.builds(Leaf, st.just("risk"), st.sampled_from([Op.EQUALS, Op.DIFFERS, Op.IS_GIVEN]), st.just("low"))
    lists = st.builds(
        Leaf,
        st.just("risk"),
        st.sampled_from([Op.ONE_OF, Op.NONE_OF]),
        st.sampled_from([("low",), ("high",), ("low", "high")]),
    )
    return st.one_of(sizes, risks, lists)


def groups(inside: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    """Groups of what is inside."""
    parts = st.lists(inside, max_size=3).map(tuple)
    return st.one_of(
        st.builds(All, parts), st.builds(Any, parts), st.builds(Not, inside), st.builds(IfThen, inside, inside)
    )


TREES = st.recursive(leaf_trees(), groups, max_leaves=8)


def decided(tree: Tree) -> list[str]:
    """What a tree comes to on all facts there can be."""
    return [decide(tree, {"size": s, "risk": r}, NUMBERS).verdict.value for s, r in product(SIZES, RISKS)]


@given(TREES)
@settings(derandomize=True, deadline=None)
def test_every_tree_can_be_said(tree: Tree) -> None:
    """No tree is without words, in either language."""
    for language in LANGUAGES:
        told = speaker(language).tree(tree)
        assert told
        assert told.count("(") == told.count(")")


@given(TREES, TREES)
@settings(derandomize=True, deadline=None, max_examples=400)
def test_trees_that_read_the_same_decide_the_same(one: Tree, other: Tree) -> None:
    """Two rules that differ in what they bar are never told in the same words."""
    for language in LANGUAGES:
        if speaker(language).tree(one) == speaker(language).tree(other):
            assert decided(one) == decided(other)


def test_all_small_trees_that_read_the_same_decide_the_same() -> None:
    """The same, for every tree of two leaves in one or two groups."""
    few = [
        Leaf("size", Op.AT_LEAST, Decimal(2)),
        Leaf("size", Op.ABOVE, Decimal(2)),
        Leaf("risk", Op.EQUALS, "low"),
        Leaf("risk", Op.NONE_OF, ("low",)),
    ]
    pairs: list[Tree] = [group for a, b in product(few, few) for group in (All((a, b)), Any((a, b)), IfThen(a, b))]
    trees: list[Tree] = [*few, *pairs, *(Not(tree) for tree in [*few, *pairs]), *(All((t, few[0])) for t in pairs)]
    for language in LANGUAGES:
        meaning: dict[str, list[str]] = {}
        for tree in trees:
            assert decided(tree) == meaning.setdefault(speaker(language).tree(tree), decided(tree))


@pytest.mark.parametrize(
    ("tree", "sv", "en"),
    [
        (Leaf("size", Op.AT_LEAST, Decimal(40)), "storlek är minst 40\xa0personer", "size is at least 40\xa0personer"),
        (
            Leaf("size", Op.AT_LEAST, parameter="least"),
            "storlek är minst 5\xa0personer",
            "size is at least 5\xa0personer",
        ),
        (Leaf("risk", Op.ONE_OF, ("low", "high")), "riskklass är låg eller hög", "risk class is low or high"),
        (Leaf("part", Op.BELOW, Decimal("0.125")), "andel är under 12,5\xa0%", "share is below 12.5%"),
        (Leaf("risk", Op.IS_GIVEN), "uppgift om riskklass finns", "risk class is stated"),
        (Not(Leaf("risk", Op.EQUALS, "low")), "inte (riskklass är låg)", "not (risk class is low)"),
    ],
)
def test_a_condition_reads_as_people_say_it(tree: Tree, sv: str, en: str) -> None:
    """The number in force, the field's own words and its unit."""
    assert sv == speaker("sv").tree(tree)
    assert en == speaker("en").tree(tree)


LIMITS = {
    "share": Amount("share_of", "granted", Op.AT_MOST, Decimal("0.2"), where=Leaf("risk", Op.EQUALS, "high")),
    "envelope": Amount("share_of", "granted", Op.AT_MOST, Decimal("0.2"), by="fund", base="envelope"),
    "count": Amount("count_where", "granted", Op.AT_LEAST, Decimal(2), where=Leaf("risk", Op.EQUALS, "low")),
    "kronor": Amount("sum_of", "granted", Op.BELOW, Decimal(5_000_000), by="year"),
    "exactly": Amount("sum_of", "size", Op.EQUALS, None, "least", by="risk"),
}


def test_every_limit_is_one_sentence_and_no_two_read_the_same() -> None:
    """Capital, full stop, and its own words, also for a limit whose number is not in force."""
    relations = [Relation(form, ("a", "b")) for form in ("together", "exclusive", "requires")]
    bodies: list[Amount | Relation] = [*LIMITS.values(), *relations, Amount("sum_of", "size", Op.ABOVE, None, "none")]
    for language in LANGUAGES:
        told = [speaker(language).limit(Limit("x", {}, {}, body, Source("s"))) for body in bodies]
        assert len(set(told)) == len(bodies)
        assert all((text[0].isupper() or text[0] == "«") and text.endswith(".") for text in told), told


def test_a_limit_on_proposals_names_them_by_their_titles() -> None:
    """A board reads titles, not ids."""
    limit = Limit("x", {}, {}, Relation("requires", ("a", "b")), Source("s"))

    assert speaker("sv").limit(limit) == "«Läxhjälp» väljs bara om «Fritid» väljs."
