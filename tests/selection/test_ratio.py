"""Value per granted krona: against brute force, by hand, and when the solvers are wrong."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prioritizer.model.plan import Infeasible, Outcome, Plan
from prioritizer.selection import ratio as module
from prioritizer.selection.choose import choose
from prioritizer.selection.exact import Nothing
from prioritizer.selection.ratio import FINEST, best_ratio
from tests.selection.cases import Case, candidate, fund, keeps, knapsack, plans, random_case, with_overlaps, worth_of

SMALL = knapsack([60, 100, 120, 9], [10, 20, 30, 1], 50)
"""Nine kronor of value for one granted is the highest ratio of all, and one small proposal."""


def ratios(case: Case, lowest: int) -> list[Fraction]:
    """The ratio of every plan within the limits that grants enough."""
    found = []
    for plan in plans(case):
        kronor = sum((c.granted_total for c in plan), Decimal(0))
        if kronor >= lowest and keeps(case, plan):
            found.append(worth_of(case, plan) / Fraction(kronor))
    return found


def test_alone_the_ratio_picks_one_small_proposal() -> None:
    """At a lowest spending of one krona the small proposal is the plan; at 50 the plan fills the envelope (§14)."""
    program = SMALL.program()
    default = choose(program)
    alone, filled = (best_ratio(program, Decimal(lowest), default) for lowest in (1, 50))

    assert isinstance(alone.outcome, Plan)
    assert isinstance(filled.outcome, Plan)
    assert [key[0] for key in alone.outcome.chosen] == ["p03"]
    assert alone.ratio is not None
    assert (alone.ratio.ratio, alone.default_ratio, alone.given_up) == (Fraction(9), Fraction(220, 50), Decimal(211))
    assert [key[0] for key in filled.outcome.chosen] == ["p01", "p02"]
    assert filled.given_up == 0


def test_by_hand_of_thirty_kronor_at_least() -> None:
    """31 kronor: 60 + 100 + 9 = 169, 169 / 31 is more than 5; the plan of 220 / 50 has 4.4, and gives 51 more."""
    program = SMALL.program()
    found = best_ratio(program, Decimal(30), choose(program))

    assert isinstance(found.outcome, Plan)
    assert found.ratio is not None
    assert (found.ratio.ratio, found.outcome.objective, found.given_up) == (
        Fraction(169, 31),
        Decimal(169),
        Decimal(51),
    )
    assert (found.outcome.status, found.outcome.confirmed, found.ratio.proved) == ("optimal", "second_solver", True)
    assert Fraction(0) < found.ratio.bound - found.ratio.ratio <= Fraction(1, FINEST)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6), lowest=st.integers(1, 9), shared=st.booleans())
def test_the_ratio_agrees_with_brute_force(seed: int, lowest: int, shared: bool) -> None:
    """The highest ratio of all plans that grant enough, exact; where there is none, there is no plan."""
    case = random_case(seed, 4)
    case = with_overlaps(case, seed) if shared else case
    unit = max((int(max(c.granted.values(), default=Decimal(0))) for c in case.candidates), default=1) or 1
    least = max(1, lowest * unit // 4)
    program = case.program()
    default = choose(program)
    found = best_ratio(program, Decimal(least), default)
    known = ratios(case, least)

    assert isinstance(found.outcome, Plan if known else Infeasible)
    if known:
        assert found.ratio is not None
        assert (max(known), True) == (found.ratio.ratio, found.ratio.proved)


def test_the_proof_finds_what_both_solvers_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where both makes call a plan the best that is not, the last search finds a better one, and the fault is told."""
    program = SMALL.program()
    default = choose(program)

    def wrong(*_: object, **__: object) -> Outcome:
        assert isinstance(default, Plan)
        return replace(default, faults=())

    monkeypatch.setattr(module, "choose", wrong)
    found = best_ratio(program, Decimal(30), default)

    assert isinstance(found.outcome, Plan)
    assert found.ratio is not None
    assert (found.ratio.ratio, found.outcome.confirmed) == (Fraction(169, 31), "none")
    assert found.outcome.faults == ("solvers_differ",)


def test_without_that_search_the_wrong_plan_would_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    """The last search is what tells: with it taken away too, the wrong ratio is given."""
    program = SMALL.program()
    default = choose(program)
    monkeypatch.setattr(module, "choose", lambda *_, **__: default)
    monkeypatch.setattr(module, "_search", lambda *_: Nothing("sabotaged"))
    found = best_ratio(program, Decimal(30), default)

    assert found.ratio is not None
    assert found.ratio.ratio == Fraction(220, 50)


def test_plans_of_the_same_ratio_go_by_least_granted() -> None:
    """Two kronor for each of 10, 20 or 30: the plan of ten kronor, of three ties (§16)."""
    program = knapsack([20, 40], [10, 20], 50).program()
    found = best_ratio(program, Decimal(10), choose(program))

    assert isinstance(found.outcome, Plan)
    assert (found.outcome.granted, found.outcome.ties, found.outcome.ties_complete) == (Decimal(10), 3, True)


def test_a_lowest_spending_above_the_envelope_is_a_conflict() -> None:
    """The row is named, beside the fund that it clashes with."""
    program = SMALL.program()
    found = best_ratio(program, Decimal(51), choose(program))

    assert isinstance(found.outcome, Infeasible)
    assert set(found.outcome.conflict) == {"fund:fund:2027", "lowest_spending"}


def test_no_lowest_spending_is_refused() -> None:
    """The ratio of nothing granted does not exist."""
    program = SMALL.program()
    with pytest.raises(ValueError, match="above 0"):
        best_ratio(program, Decimal(0), choose(program))


def test_kronor_of_real_size_are_proved_to_a_millionth() -> None:
    """Tens of millions, two ratios that differ in the seventh digit: the higher one is found."""
    near = [
        candidate("near", 20_000_001, {("fund", 2027): 10_000_000}),
        candidate("nearer", 20_000_003, {("fund", 2027): 10_000_001}),
    ]
    program = Case(tuple(near), (fund({2027: 10_000_001}),)).program()
    found = best_ratio(program, Decimal(1_000_000), choose(program))

    assert found.ratio is not None
    assert found.ratio.proved
    assert found.ratio.ratio == max(Fraction(20_000_001, 10_000_000), Fraction(20_000_003, 10_000_001))


def test_out_of_time_the_plan_at_hand_stands_unproved() -> None:
    """No time at all: the best plan so far, marked as not proved."""
    program = random_case(3, 8).program()
    found = best_ratio(program, Decimal(1), choose(program), time_limit=1e-9)

    assert isinstance(found.outcome, Plan | Infeasible)
