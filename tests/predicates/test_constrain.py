"""A limit on the plan as rows over candidates."""

from decimal import Decimal
from fractions import Fraction

import pytest

from prioritizer.model.rules import Amount, Leaf, Op, Relation
from prioritizer.predicates.constrain import Constraint, UnknownThreshold, UnknownWhere, constrain
from tests.selection.cases import candidate, limit, limit_verdicts, plans, random_case

HIGH = Leaf("risk", Op.EQUALS, "high")
ENVELOPE = Decimal(100)
PAIR = (
    candidate("a", 1, {("fund", 2027): 30}, risk="high", people=Decimal(2)),
    candidate("b", 1, {("fund", 2027): 70}, risk="low", people=Decimal(3)),
)


def rows(form: Amount | Relation) -> tuple[Constraint, ...]:
    """The rows of a limit over the pair."""
    return constrain(limit("l", form), PAIR, {"cap": Decimal("0.2")}, ENVELOPE)


def meets(row: Constraint, chosen: frozenset[int]) -> bool:
    """Whether a finished choice keeps to a row."""
    used = sum((value for i, value in row.coefficients.items() if i in chosen), Fraction(0))
    return {"<=": used <= row.bound, ">=": used >= row.bound, "==": used == row.bound}[row.sense]


@pytest.mark.parametrize("seed", range(150))
def test_rows_and_a_limit_decided_on_a_finished_plan_never_differ(seed: int) -> None:
    """For every plan, the rows of a limit say what reading the limit on the finished plan says."""
    case = random_case(seed, 4)
    envelope = sum((f.opening + sum(f.allocation.values()) for f in case.funds), Decimal(0))
    declared = {"fund": ["a", "b"], "year": ["2027", "2028", "2029"]}
    for rule in case.limits:
        made = constrain(rule, case.candidates, {"cap": Decimal("0.4")}, envelope, declared)
        for plan in plans(case):
            chosen = frozenset(case.candidates.index(c) for c in plan)
            expected = all(met for _, met in limit_verdicts(case, rule, plan))
            assert expected == all(meets(row, chosen) for row in made)


def test_a_share_is_linear_so_that_an_empty_plan_meets_a_ceiling() -> None:
    """At most 20 per cent of granted kronor: 30 · (1 − 0.2) and 70 · (0 − 0.2), at most nothing."""
    (row,) = rows(Amount("share_of", "granted", Op.AT_MOST, None, "cap", where=HIGH))
    assert Constraint("l", {0: Fraction(24), 1: Fraction(-14)}, "<=", Fraction(0), "l") == row
    assert meets(row, frozenset())


def test_a_share_of_the_envelope_has_the_envelope_as_its_bound() -> None:
    """At most 20 per cent of an envelope of 100 kronor is 20 kronor."""
    (row,) = rows(Amount("share_of", "granted", Op.AT_MOST, None, "cap", where=HIGH, base="envelope"))
    assert Constraint("l", {0: Fraction(30)}, "<=", Fraction(20), "l") == row


def test_above_is_the_next_step_of_the_rows_own_grid() -> None:
    """Above three people is at least four people, where people are whole."""
    (row,) = rows(Amount("sum_of", "people", Op.ABOVE, Decimal(3)))
    assert (">=", Fraction(4)) == (row.sense, row.bound)


def test_below_a_broken_number_is_the_whole_number_under_it() -> None:
    """Below 2.5 proposals is at most two."""
    (row,) = rows(Amount("count_where", "", Op.BELOW, Decimal("2.5")))
    assert ("<=", Fraction(2)) == (row.sense, row.bound)


def test_a_condition_that_is_unknown_is_never_counted_as_zero() -> None:
    """A candidate without a stated risk class stops the limit, by name."""
    unstated = (candidate("mute", 1), *PAIR)
    with pytest.raises(UnknownWhere) as caught:
        constrain(limit("l", Amount("count_where", "", Op.AT_MOST, Decimal(1), where=HIGH)), unstated, {}, ENVELOPE)
    assert (caught.value.proposals, caught.value.limit) == (("mute",), "l")


@pytest.mark.parametrize("by", ["plan", "district"])
def test_an_amount_or_a_key_that_is_not_stated_is_never_counted_as_zero(by: str) -> None:
    """Neither the summed number nor the key of `by` may be missing."""
    form = Amount("sum_of", "people", Op.AT_MOST, Decimal(1), by=by)
    with pytest.raises(UnknownWhere, match="mute"):
        constrain(limit("l", form), (candidate("mute", 1),), {}, ENVELOPE)


def test_a_limit_without_a_number_is_refused() -> None:
    """A parameter that is not in force has no number."""
    with pytest.raises(UnknownThreshold, match="missing"):
        rows(Amount("count_where", "", Op.AT_MOST, None, "missing"))


def test_a_declared_key_that_nobody_touches_has_its_row() -> None:
    """A floor for a fund that nobody draws on cannot be met, rather than be forgotten."""
    form = Amount("count_where", "", Op.AT_LEAST, Decimal(1), by="fund")
    made = constrain(limit("l", form), PAIR, {}, ENVELOPE, {"fund": ["other"]})
    assert [row.id for row in made] == ["l[fund]", "l[other]"]
    assert not meets(made[1], frozenset({0, 1}))


def test_a_resource_that_nobody_uses_is_used_by_none() -> None:
    """What a candidate does not name among its uses it does not use; that is stated, not missing."""
    form = Amount("sum_of", "staff", Op.AT_LEAST, Decimal(1))
    (row,) = constrain(limit("l", form), PAIR, {}, ENVELOPE, {"resource": ["staff"]})
    assert not meets(row, frozenset({0, 1}))


def test_together_with_one_that_is_not_a_candidate_rules_both_out() -> None:
    """A barred proposal counts as not chosen."""
    (row,) = rows(Relation("together", ("a", "barred")))
    assert [meets(row, frozenset()), meets(row, frozenset({0}))] == [True, False]


def test_a_use_without_a_year_falls_in_the_year_of_start() -> None:
    """Two of staff from a start in 2028, and three of staff without a start, in the first plan year."""
    later = candidate("later", 1, start=2028, uses={("staff", None): 2})
    unstated = candidate("unstated", 1, uses={("staff", None): 3})
    form = Amount("sum_of", "staff", Op.AT_MOST, Decimal(1), by="year")

    made = constrain(limit("l", form), (later, unstated), {}, ENVELOPE, {"year": ["2027", "2028"]})

    assert {row.id: dict(row.coefficients) for row in made} == {"l[2027]": {1: 3}, "l[2028]": {0: 2}}
    with pytest.raises(UnknownWhere, match="unstated"):
        constrain(limit("l", form), (later, unstated), {}, ENVELOPE)


def test_who_serves_nothing_counts_for_nothing() -> None:
    """An empty list is an answer and counts in no key; a missing one is not (convention §25)."""
    form = Amount("count_where", "", Op.AT_LEAST, Decimal(1), by="goals")
    serving = candidate("a", 1, goals=("school",))

    made = constrain(limit("l", form), (serving, candidate("b", 1, goals=())), {}, ENVELOPE)

    assert [(row.id, dict(row.coefficients)) for row in made] == [("l[school]", {0: Fraction(1)})]
    with pytest.raises(UnknownWhere, match="mute"):
        constrain(limit("l", form), (serving, candidate("mute", 1)), {}, ENVELOPE)


@pytest.mark.parametrize("op", [Op.BELOW, Op.ABOVE])
def test_a_strict_share_takes_its_step_in_proportion(op: Op) -> None:
    """A plan exactly at the bound breaks it, one step inside meets it, and an empty plan meets it."""
    form = Amount("share_of", "granted", op, Decimal("0.5"), where=HIGH)
    others = (
        candidate("high", 1, {("fund", 2027): 50}, risk="high"),
        candidate("low", 1, {("fund", 2027): 50}, risk="low"),
    )
    inside = candidate("one", 1, {("fund", 2027): 1}, risk="low" if op is Op.BELOW else "high")

    (row,) = constrain(limit("l", form), (*others, inside), {}, ENVELOPE)

    assert [meets(row, frozenset(plan)) for plan in ((0, 1), (0, 1, 2), (2,), ())] == [False, True, True, True]
