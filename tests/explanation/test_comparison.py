"""A difference between two rounds divided on what differs, and rounds that are part one and part the other."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

import pytest

from prioritizer.explanation.attribution import MOST_CHANGES
from prioritizer.explanation.comparison import compared, grouped
from prioritizer.explanation.statement_changes import TOGETHER, differing_in, mixed_in, with_numbers
from prioritizer.model.compared import Differing
from prioritizer.model.plan import Infeasible, Key, Outcome, Plan
from prioritizer.model.rules import Amount, Op
from prioritizer.selection.choose import choose
from prioritizer.selection.statement import Statement
from tests.selection.cases import Case, candidate, fund, knapsack, limit, random_case, with_overlaps

FUNDS = [Differing("fund", name) for name in "abc"]


def worth(kronor: int, proved: bool = True) -> Plan:
    """A plan of no proposals that is worth so much."""
    bound = Decimal(kronor + (0 if proved else 1))
    return Plan("optimal" if proved else "feasible", (), Decimal(kronor), bound, Decimal(0), "none")


def added(made: frozenset[Differing]) -> Outcome:
    """Each change adds ten, and «a» and «b» together five more."""
    return worth(10 * len(made) + (5 if {"a", "b"} <= {one.id for one in made} else 0))


def test_what_two_do_together_is_shared_between_them() -> None:
    """12.5, 12.5 and 10 of 35; each alone does ten."""
    found = compared(FUNDS, added)
    assert found is not None

    assert [part.kronor for part in found.parts] == [Decimal("12.5"), Decimal("12.5"), Decimal(10)]
    assert [part.inputs for part in found.parts] == [(one,) for one in FUNDS]
    assert [part.alone for part in found.parts] == [worth(10)] * 3
    assert (found.way, found.without_plan, found.proved) == ("shapley", (), True)


def test_each_set_is_chosen_from_once() -> None:
    """Eight sets of three changes."""
    asked: list[frozenset[Differing]] = []

    def decide(made: frozenset[Differing]) -> Outcome:
        asked.append(made)
        return added(made)

    compared(FUNDS, decide)
    assert len(asked) == len(set(asked)) == 8


def test_a_set_without_a_plan_is_reported_and_not_valued() -> None:
    """With «a» alone none is found, and with «b» alone a rule cannot be decided."""

    def decide(made: frozenset[Differing]) -> Outcome | None:
        names = {one.id for one in made}
        return Infeasible(()) if names == {"a"} else None if names == {"b"} else added(made)

    found = compared(FUNDS, decide)
    assert found is not None

    assert set(found.without_plan) == {frozenset({0}), frozenset({1})}
    assert sum((part.kronor or Decimal(0) for part in found.parts), Decimal(0)) == 35
    assert [type(part.alone) for part in found.parts[:2]] == [Infeasible, type(None)]


def test_more_than_eight_of_few_kinds_are_changed_kind_by_kind() -> None:
    """Six funds and four prices are two groups."""
    many = [Differing("fund", str(n)) for n in range(6)] + [Differing("price", str(n)) for n in range(4)]
    found = compared(many, lambda made: worth(len(made)))
    assert found is not None

    assert [len(part.inputs) for part in found.parts] == [6, 4]
    assert found.way == "shapley"
    assert [part.kronor for part in found.parts] == [Decimal(6), Decimal(4)]
    assert [len(group) for group in grouped(many[:MOST_CHANGES])] == [1] * MOST_CHANGES


def test_more_than_eight_kinds_are_changed_alone_and_that_is_said() -> None:
    """Ten choices, not a thousand."""
    kinds = ("new", "gone", "proposal", "criterion", "limit", "parameter", "price", "fund", "resource")
    asked = []

    def decide(made: frozenset[Differing]) -> Outcome:
        asked.append(made)
        return worth(len(made) ** 2)

    found = compared([Differing(kind, "x") for kind in kinds], decide)  # type: ignore[arg-type]  # literals
    assert found is not None
    assert (found.way, len(asked)) == ("alone", len(kinds) + 2)


def test_one_choice_that_is_not_proved_is_said() -> None:
    """Then the parts may be off."""
    found = compared(FUNDS[:2], lambda made: worth(len(made), proved=len(made) != 1))
    assert found is not None
    assert not found.proved


def test_without_a_plan_on_one_side_nothing_is_divided() -> None:
    """And where a side cannot be decided there is no comparison."""
    found = compared(FUNDS, lambda made: Infeasible(()) if made else worth(1))
    assert found is not None
    assert (found.parts, found.way) == ((), "none")
    assert compared(FUNDS, lambda made: None if made else worth(1)) is None
    same = compared([], lambda _: worth(1))
    assert same is not None
    assert same.parts == ()


def chosen(statement: Statement) -> Outcome:
    """The choice, without what the solver said on the way."""
    found = choose(statement.program(), ties=False)
    if isinstance(found, Plan):
        return worth(int(found.objective * 100))
    return Infeasible(())


def sides(seed: int) -> tuple[Statement, Statement]:
    """Two rounds with the same names and other numbers, some proposals only in one."""
    before, after = random_case(seed, 3), random_case(seed + 1000, 3)
    if seed % 2:
        before, after = with_overlaps(before, seed), with_overlaps(after, seed + 1)
    if not seed % 3:
        # Nobody requires what is not handed in: such a round is refused when it is read.
        requires = tuple((name, others) for name, others in after.requires if "p2" not in (name, *others))
        there = tuple(c for c in after.candidates if c.proposal != "p2")
        after = replace(after, candidates=there, requires=requires)
    return with_numbers(before.statement()), with_numbers(after.statement())


@pytest.mark.parametrize("seed", range(40))
def test_with_nothing_changed_it_is_the_first_choice_and_with_all_the_second(seed: int) -> None:
    """Rounds with limits of every form and what proposals are worth together."""
    before, after = sides(seed)
    inputs = differing_in(before, after)

    assert chosen(mixed_in(before, after, frozenset())) == chosen(before)
    assert chosen(mixed_in(before, after, frozenset(inputs))) == chosen(after)
    assert differing_in(before, before) == ()
    for one in inputs:
        mixed_in(before, after, frozenset([one])).program()


def names(found: Iterable[Differing]) -> list[tuple[str, str]]:
    """Kinds and ids."""
    return [(one.kind, one.id) for one in found]


def test_each_kind_of_input_of_a_record_is_told_apart() -> None:
    """One change at a time, with its number before and after."""
    case = knapsack([50, 40], [3, 4], 5)
    case = replace(case, limits=(limit("cap", Amount("sum_of", "granted", Op.AT_MOST, Decimal(5))),))
    plain = with_numbers(case.statement())

    def against(**changes: object) -> tuple[Differing, ...]:
        other = replace(case, **changes)  # type: ignore[arg-type]  # fields of a case
        return differing_in(plain, with_numbers(other.statement()))

    first, second = case.candidates
    assert against(candidates=(first,)) == (Differing("gone", "p01", Decimal(4), None, "kronor"),)
    third = candidate("p02", 1, {("fund", 2027): 2})
    assert against(candidates=(first, second, third)) == (Differing("new", "p02", None, Decimal(2), "kronor"),)
    worthier = (first, replace(second, value=41))
    assert against(candidates=worthier) == (Differing("values", "p01", Decimal(40), Decimal(41), "kronor"),)
    dearer = (first, replace(second, granted={("fund", 2027): Decimal(6)}))
    assert against(candidates=dearer) == (Differing("proposal", "p01", Decimal(4), Decimal(6), "kronor"),)
    assert against(funds=(fund({2027: 9}),)) == (Differing("fund", "fund", Decimal(5), Decimal(9), "kronor"),)
    other = limit("cap", Amount("sum_of", "granted", Op.AT_MOST, Decimal(7)))
    assert against(limits=(other,)) == (Differing("limit", "cap", Decimal(5), Decimal(7), "kronor"),)
    assert against(limits=()) == (Differing("limit", "cap", Decimal(5), None, "kronor"),)
    assert names(against(mandatory=frozenset({"p00"}))) == [("duty", "")]
    assert names(against(reserve_price=Decimal(1))) == [("objective", "reserve_price")]
    assert against(together={("g", (first.key, second.key)): 7}) == (TOGETHER,)


def test_numbers_stand_in_place_of_parameters() -> None:
    """A limit that names a parameter differs where its number does."""
    named = replace(
        knapsack([50], [3], 5), limits=(limit("cap", Amount("share_of", "granted", Op.AT_MOST, None, "cap")),)
    )
    written = replace(named, limits=(limit("cap", Amount("share_of", "granted", Op.AT_MOST, Decimal("0.4"))),))

    assert differing_in(with_numbers(named.statement()), with_numbers(written.statement())) == ()


def test_a_new_proposal_brings_what_it_is_worth_with_others() -> None:
    """Also where what others are worth together is as before."""
    before = knapsack([5, 5], [1, 1], 9)
    new = candidate("new", 5, {("fund", 2027): 1})
    pair: dict[tuple[str, tuple[Key, ...]], int] = {("g", (before.candidates[0].key, new.key)): 100}
    after = Case((*before.candidates, new), before.funds, together=pair)
    sides_ = with_numbers(before.statement()), with_numbers(after.statement())
    (one, *_) = (found for found in differing_in(*sides_) if found.kind == "new")

    assert choose(mixed_in(*sides_, frozenset([one])).program()).objective == 115  # type: ignore[union-attr]
