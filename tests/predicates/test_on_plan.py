"""A limit decided on a finished plan and the rows that constrain the choice never differ (convention §19)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prioritizer.model.plan import Candidate
from prioritizer.model.rules import All, Amount, Any, Fact, Leaf, Limit, Not, Op, Relation, Source, Tree, Verdict
from prioritizer.predicates.constrain import Constraint, UnknownThreshold, UnknownWhere, constrain
from prioritizer.predicates.on_plan import judge, keys

HIGH = Leaf("risk", Op.EQUALS, "high")
ENVELOPE = Decimal(100)
HOLDS, FAILS, UNKNOWN = Verdict.HOLDS, Verdict.FAILS, Verdict.UNKNOWN


def version(name: str, fund: str, kronor: int, risk: str = "low", year: int = 2027) -> Candidate:
    """One chosen version."""
    facts: dict[str, Fact] = {"risk": risk, "size": Decimal(kronor)}
    return Candidate(name, None, 2027, 0, {(fund, year): Decimal(kronor)}, {}, facts)


def limit_of(form: Amount | Relation) -> Limit:
    """A limit with nothing but its content."""
    return Limit("x", {}, {}, form, Source("s"))


PLAN = [version("a", "f", 30, "high"), version("b", "f", 30), version("c", "g", 20, "high", 2028)]


@pytest.mark.parametrize(
    ("amount", "used"),
    [
        (Amount("sum_of", "granted", Op.AT_MOST, Decimal(50)), {"x": Fraction(80)}),
        (Amount("sum_of", "granted", Op.AT_MOST, Decimal(50), by="year"), {"x[2027]": 60, "x[2028]": 20}),
        (Amount("sum_of", "size", Op.AT_LEAST, Decimal(50), where=HIGH), {"x": Fraction(50)}),
        (Amount("count_where", "granted", Op.AT_MOST, Decimal(1), where=HIGH), {"x": Fraction(2)}),
        (Amount("share_of", "granted", Op.AT_MOST, Decimal("0.5"), where=HIGH), {"x": Fraction(5, 8)}),
        (
            Amount("share_of", "granted", Op.AT_MOST, Decimal("0.5"), where=HIGH, by="fund"),
            {"x[f]": Fraction(1, 2), "x[g]": Fraction(1)},
        ),
        (
            Amount("share_of", "granted", Op.AT_MOST, Decimal("0.5"), by="fund"),
            {"x[f]": Fraction(3, 4), "x[g]": Fraction(1, 4)},
        ),
        (
            Amount("share_of", "granted", Op.AT_MOST, Decimal("0.5"), where=HIGH, base="envelope"),
            {"x": Fraction(1, 2)},
        ),
    ],
)
def test_a_plan_is_measured_in_the_limits_own_unit(amount: Amount, used: dict[str, Fraction]) -> None:
    """Kronor, a count, or a share of what the limit takes it of."""
    assert used == {row.id: row.used for row in judge(limit_of(amount), PLAN, {}, ENVELOPE)}


@pytest.mark.parametrize(
    ("op", "bound", "verdict", "margin"),
    [
        (Op.AT_MOST, 80, HOLDS, 0),
        (Op.AT_MOST, 79, FAILS, -1),
        (Op.AT_LEAST, 80, HOLDS, 0),
        (Op.AT_LEAST, 81, FAILS, -1),
        (Op.BELOW, 80, FAILS, 0),
        (Op.BELOW, 81, HOLDS, 1),
        (Op.ABOVE, 80, FAILS, 0),
        (Op.ABOVE, 79, HOLDS, 1),
        (Op.EQUALS, 80, HOLDS, None),
        (Op.EQUALS, 81, FAILS, None),
    ],
)
def test_the_margin_is_in_the_limits_unit_and_on_the_side_that_is_met(
    op: Op, bound: int, verdict: Verdict, margin: int | None
) -> None:
    """80 kronor are granted."""
    (row,) = judge(limit_of(Amount("sum_of", "granted", op, Decimal(bound))), PLAN, {}, ENVELOPE)

    assert (verdict, margin) == (row.verdict, row.margin)


@pytest.mark.parametrize("op", [Op.AT_MOST, Op.AT_LEAST, Op.BELOW, Op.ABOVE, Op.EQUALS])
@pytest.mark.parametrize("plan", [[], [version("a", "f", 0, "high")]])
def test_a_share_of_nothing_meets_its_limit_in_the_plan_and_in_the_rows(op: Op, plan: list[Candidate]) -> None:
    """An empty plan has no share, which is not zero (convention §25), and nothing that could break the limit."""
    limit = limit_of(Amount("share_of", "granted", op, Decimal("0.5"), where=HIGH))

    assert [(row.used, row.verdict, row.margin) for row in judge(limit, plan, {}, ENVELOPE)] == [(None, HOLDS, None)]
    assert all(meets(row, frozenset()) for row in constrain(limit, PLAN, {}, ENVELOPE))


@pytest.mark.parametrize(
    ("relation", "verdict"),
    [
        (Relation("together", ("a", "b")), HOLDS),
        (Relation("together", ("a", "z")), FAILS),
        (Relation("together", ("y", "z")), HOLDS),
        (Relation("exclusive", ("a", "b")), FAILS),
        (Relation("exclusive", ("a", "z")), HOLDS),
        (Relation("at_most_one_of", ("a", "b", "z")), FAILS),
        (Relation("requires", ("a", "b", "z")), FAILS),
        (Relation("requires", ("z", "a")), HOLDS),
    ],
)
def test_a_relation_is_decided_by_what_it_says(relation: Relation, verdict: Verdict) -> None:
    """a, b and c are chosen; there is no amount and no margin."""
    (row,) = judge(limit_of(relation), PLAN, {}, ENVELOPE)

    assert (verdict, None, None, None) == (row.verdict, row.used, row.bound, row.margin)


@pytest.mark.parametrize("parameter", ["", "cap"])
def test_a_limit_without_a_number_is_unknown(parameter: str) -> None:
    """Nothing missing becomes zero."""
    (row,) = judge(limit_of(Amount("sum_of", "granted", Op.AT_MOST, None, parameter)), PLAN, {}, ENVELOPE)

    assert (row.verdict, row.used, row.bound) == (UNKNOWN, None, None)


def test_a_purse_that_loses_on_what_it_pays_for_breaks_its_floor_alone() -> None:
    """The region pays 5 and gets 3 back from one proposal, and breaks even on the other (D4)."""
    one = Candidate("a", None, 2027, 0, {}, {}, {}, returns={"kommun": Decimal(4), "region": Decimal(-2)})
    other = Candidate("b", None, 2027, 0, {}, {}, {}, returns={"region": Decimal(0)})
    limit = limit_of(Amount("sum_of", "purse_return", Op.AT_LEAST, Decimal(0), by="payer"))

    found = judge(limit, [one, other], {}, ENVELOPE)

    assert [(row.id, row.margin) for row in found] == [("x[kommun]", Fraction(4)), ("x[region]", Fraction(-2))]
    assert [met for _, met in sorted(met_rows(constrain(limit, [one, other], {}, ENVELOPE), {0, 1}).items())] == [
        True,
        False,
    ]


def test_a_return_that_nobody_has_stated_is_unknown() -> None:
    """Silence on what can be taken home is no zero (convention §25)."""
    mute = Candidate("mute", None, 2027, 0, {}, {}, {}, returns={"region": None})
    limit = limit_of(Amount("sum_of", "purse_return", Op.AT_LEAST, Decimal(0), by="payer"))

    assert [row.verdict for row in judge(limit, [mute], {}, ENVELOPE)] == [UNKNOWN]
    with pytest.raises(UnknownWhere, match="mute"):
        constrain(limit, [mute], {}, ENVELOPE)


def test_a_declared_key_that_no_proposal_serves_has_its_answer() -> None:
    """A floor for a goal that nobody serves is broken, not forgotten."""
    limit = limit_of(Amount("count_where", "granted", Op.AT_LEAST, Decimal(1), by="risk"))

    found = judge(limit, PLAN, {}, ENVELOPE, {"risk": ["medium"]})

    assert {row.id: row.verdict for row in found} == {"x[high]": HOLDS, "x[low]": HOLDS, "x[medium]": FAILS}


@pytest.mark.parametrize("form", ["count_where", "sum_of"])
def test_a_floor_asks_for_a_key_that_only_proposals_outside_its_condition_have(form: str) -> None:
    """South has no proposal of high risk, so a floor of one in each fund cannot be met there."""
    amount = Amount("count_where", "granted", Op.AT_LEAST, Decimal(1), where=HIGH, by="fund")
    limit = limit_of(amount if form == "count_where" else replace(amount, form="sum_of", of="size"))
    candidates = [version("a", "north", 30, "high"), version("b", "south", 30, "low")]

    assert {row.id: row.verdict for row in judge(limit, candidates, {}, ENVELOPE)} == {
        "x[north]": HOLDS,
        "x[south]": FAILS,
    }
    assert met_rows(constrain(limit, candidates, {}, ENVELOPE), {0, 1}) == {"x[north]": True, "x[south]": False}


# Properties: random rounds, limits of every form, and random plans.

KRONOR = st.integers(0, 6).map(lambda n: Decimal(n * 5))
YEARS = st.sampled_from([2027, 2028])
RESOURCES = ["staff", "rooms"]


def fields_of(*, stated: bool) -> st.SearchStrategy[dict[str, Fact]]:
    """Facts of a proposal; `stated` says whether all of them are."""

    def maybe(strategy: st.SearchStrategy[Fact]) -> st.SearchStrategy[Fact]:
        return strategy if stated else st.one_of(strategy, st.none())

    goals: st.SearchStrategy[Fact] = st.lists(st.sampled_from(["school", "work"]), max_size=2, unique=True).map(tuple)
    return st.fixed_dictionaries(
        {
            "risk": maybe(st.sampled_from(["low", "high"])),
            "goals": maybe(goals),
            "size": maybe(st.integers(-3, 9).map(Decimal)),
            "own_return": maybe(st.integers(-9, 9).map(Decimal)),
            "new": maybe(st.booleans()),
            "start": maybe(st.sampled_from([date(2027, 1, 1), date(2028, 1, 1)])),
        }
    )


def candidates_of(*, stated: bool) -> st.SearchStrategy[list[Candidate]]:
    """Up to six versions of up to three proposals."""
    back = st.integers(-9, 9).map(Decimal) if stated else st.one_of(st.integers(-9, 9).map(Decimal), st.none())
    one = st.builds(
        Candidate,
        st.sampled_from("abc"),
        st.sampled_from([None, "v1", "v2"]),
        YEARS if stated else st.one_of(YEARS, st.none()),
        st.just(0),
        st.dictionaries(st.tuples(st.sampled_from("fg"), YEARS), KRONOR, max_size=3),
        st.dictionaries(
            st.tuples(st.sampled_from(RESOURCES), st.one_of(st.none(), YEARS)),
            st.integers(0, 3).map(Decimal),
            max_size=2,
        ),
        fields_of(stated=stated),
        st.just(""),
        st.dictionaries(st.sampled_from(["kommun", "region"]), back, max_size=2),
    )
    return st.lists(one, max_size=6)


LEAVES: st.SearchStrategy[Tree] = st.sampled_from(
    [
        HIGH,
        Leaf("goals", Op.ONE_OF, ("school",)),
        Leaf("size", Op.ABOVE, Decimal(2)),
        Leaf("own_return", Op.AT_LEAST, Decimal(0)),
        Leaf("start", Op.AT_LEAST, date(2028, 1, 1)),
        Leaf("size", Op.AT_MOST, parameter="cap"),
    ]
)
WHERES: st.SearchStrategy[Tree | None] = st.one_of(
    st.none(),
    LEAVES,
    st.builds(Not, LEAVES),
    st.builds(lambda one, other: All((one, other)), LEAVES, LEAVES),
    st.builds(lambda one, other: Any((one, other)), LEAVES, LEAVES),
)
BYS = st.sampled_from(["plan", "fund", "year", "payer", "risk", "goals", "new", "start"])
OPS = st.sampled_from([Op.AT_MOST, Op.AT_LEAST, Op.ABOVE, Op.BELOW, Op.EQUALS])
NUMBERS = st.one_of(st.integers(-3, 40).map(Decimal), st.sampled_from([Decimal("0.5"), Decimal("2.5")]))
SHARES = st.sampled_from([Decimal(n) for n in ("0", "0.2", "0.25", "0.5", "0.333", "1")])
SHARE_LIMITS = st.builds(
    Amount,
    st.just("share_of"),
    st.just("granted"),
    OPS,
    SHARES,
    where=WHERES,
    by=BYS,
    base=st.sampled_from(["granted", "envelope"]),
)
AMOUNTS = st.one_of(
    st.builds(
        Amount,
        st.just("sum_of"),
        st.sampled_from(["granted", "staff", "size", "own_return", "purse_return"]),
        OPS,
        NUMBERS,
        where=WHERES,
        by=BYS,
    ),
    st.builds(Amount, st.just("sum_of"), st.just("purse_return"), OPS, NUMBERS, where=WHERES, by=st.just("payer")),
    st.builds(Amount, st.just("count_where"), st.just("granted"), OPS, NUMBERS, where=WHERES, by=BYS),
    st.builds(Amount, st.just("sum_of"), st.just("granted"), OPS, st.none(), st.sampled_from(["cap", "none"]), by=BYS),
    SHARE_LIMITS,
)
RELATIONS = st.builds(
    Relation,
    st.sampled_from(["together", "exclusive", "requires", "at_most_one_of"]),
    st.lists(st.sampled_from("abcz"), min_size=2, max_size=4, unique=True).map(tuple),
)
LIMITS = st.builds(limit_of, st.one_of(AMOUNTS, AMOUNTS, RELATIONS))
DECLARED = st.sampled_from(
    [
        {"resource": RESOURCES, "year": ["2027", "2028"]},
        {"resource": RESOURCES, "year": ["2027", "2029"], "fund": ["f", "h"], "goals": ["home"], "risk": ["medium"]},
    ]
)
CAP = {"cap": Decimal(4)}
MANY = settings(derandomize=True, database=None, deadline=None, max_examples=300)


def meets(row: Constraint, chosen: frozenset[int] | set[int]) -> bool:
    """Whether a plan keeps to a row."""
    used = sum((value for i, value in row.coefficients.items() if i in chosen), Fraction(0))
    return {"<=": used <= row.bound, ">=": used >= row.bound, "==": used == row.bound}[row.sense]


def met_rows(rows: Sequence[Constraint], chosen: frozenset[int] | set[int]) -> Mapping[str, bool]:
    """Each id of rows, and whether a plan keeps to all rows of that id."""
    return {row.id: all(meets(other, chosen) for other in rows if other.id == row.id) for row in rows}


def finished_plans(candidates: Sequence[Candidate]) -> Iterator[frozenset[int]]:
    """Every plan with one version of each proposal at most, as indexes."""
    proposals = sorted({c.proposal for c in candidates})
    versions = [[None, *(i for i, c in enumerate(candidates) if c.proposal == name)] for name in proposals]
    for choice in product(*versions):
        yield frozenset(i for i in choice if i is not None)


def never_differ(candidates: list[Candidate], limit: Limit, declared: Mapping[str, Sequence[str]]) -> None:
    """Row by row, for every plan that the candidates can make."""
    try:
        rows = constrain(limit, candidates, CAP, ENVELOPE, declared)
    except (UnknownThreshold, UnknownWhere):
        assert {row.verdict for row in judge(limit, candidates, CAP, ENVELOPE, declared)} == {UNKNOWN}
        return
    known = declared
    if isinstance(limit.limit, Amount):
        known = {**declared, limit.limit.by: keys(limit.limit, candidates, CAP, declared)}
    for chosen in finished_plans(candidates):
        judged = judge(limit, [candidates[i] for i in sorted(chosen)], CAP, ENVELOPE, known)
        assert met_rows(rows, chosen) == {row.id: row.verdict is HOLDS for row in judged}


@given(candidates_of(stated=True), LIMITS, DECLARED)
@MANY
def test_a_limit_judged_on_a_plan_and_its_rows_never_differ(
    candidates: list[Candidate], limit: Limit, declared: Mapping[str, Sequence[str]]
) -> None:
    """For any versions, any limit and every plan of them."""
    never_differ(candidates, limit, declared)


@given(candidates_of(stated=True), st.builds(limit_of, SHARE_LIMITS), DECLARED)
@MANY
def test_a_share_judged_on_a_plan_and_its_rows_never_differ(
    candidates: list[Candidate], limit: Limit, declared: Mapping[str, Sequence[str]]
) -> None:
    """The same for shares, whose rows are the furthest from what they say."""
    never_differ(candidates, limit, declared)


@given(candidates_of(stated=False), LIMITS, DECLARED)
@MANY
def test_what_is_not_stated_is_unknown_to_both(
    candidates: list[Candidate], limit: Limit, declared: Mapping[str, Sequence[str]]
) -> None:
    """The rows refuse a limit exactly when the plan of all its candidates is unknown, as a whole."""
    judged = judge(limit, candidates, CAP, ENVELOPE, declared)
    try:
        constrain(limit, candidates, CAP, ENVELOPE, declared)
    except (UnknownThreshold, UnknownWhere):
        assert [(row.id, row.verdict) for row in judged] == [("x", UNKNOWN)]
    else:
        assert UNKNOWN not in {row.verdict for row in judged}


WORD_OPS = st.sampled_from(
    [
        Leaf("goals", Op.EQUALS, "school"),
        Leaf("goals", Op.DIFFERS, "school"),
        Leaf("goals", Op.ONE_OF, ("school", "work")),
        Leaf("goals", Op.NONE_OF, ("school", "work")),
    ]
)


@given(candidates_of(stated=False), WORD_OPS)
@MANY
def test_a_condition_and_by_agree_on_which_lists_are_stated(candidates: list[Candidate], leaf: Leaf) -> None:
    """An empty list is an answer to both, and a missing one to neither (convention §25)."""
    where = limit_of(Amount("count_where", "granted", Op.AT_LEAST, Decimal(0), where=leaf))
    by = limit_of(Amount("count_where", "granted", Op.AT_LEAST, Decimal(0), by="goals"))
    declared = {"goals": ["school"]}

    of_where = {row.verdict for row in judge(where, candidates, CAP, ENVELOPE, declared)}
    of_by = {row.verdict for row in judge(by, candidates, CAP, ENVELOPE, declared)}

    assert of_where == of_by
    assert (UNKNOWN in of_by) == any(c.facts["goals"] is None for c in candidates)


@given(candidates_of(stated=True), LIMITS)
@MANY
def test_a_margin_is_on_the_side_that_is_met(candidates: list[Candidate], limit: Limit) -> None:
    """At least zero exactly when at_most or at_least is met, above zero exactly when below or above is."""
    for row in judge(limit, candidates, CAP, ENVELOPE, {"resource": RESOURCES}):
        if row.margin is None:
            assert row.used is None or row.op is Op.EQUALS
        else:
            met = row.margin >= 0 if row.op in (Op.AT_MOST, Op.AT_LEAST) else row.margin > 0
            assert met == (row.verdict is HOLDS)
