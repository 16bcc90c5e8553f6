"""What a swap by ratio would do, by hand and against every limit (convention §20)."""

from decimal import Decimal

import pytest

from prioritizer.explanation.passed_over import passed_over
from prioritizer.model.passed_over import PassedOver
from prioritizer.model.plan import Key, Plan
from prioritizer.selection.choose import choose
from tests.selection.cases import Case, candidate, fund, keeps, random_case, worth_of


def test_a_small_proposal_of_a_high_ratio_gives_way_to_a_large_one() -> None:
    """Ours gives 3 for each krona and the large one 2; the swap loses 17, since nothing takes the rest of the money."""
    case = Case(
        (candidate("ours", 3, {("fund", 2027): 1}), candidate("large", 20, {("fund", 2027): 10})), (fund({2027: 10}),)
    )
    plan = choose(case.program())
    assert isinstance(plan, Plan)

    found = passed_over(case.program(), plan, {("ours", None, None): 3.0, ("large", None, None): 2.0})

    assert found == (PassedOver("ours", 3.0, ("large",), 2.0, Decimal(17), ()),)


def test_a_swap_that_the_money_does_not_allow_names_the_fund() -> None:
    """Ours costs 6 where 5 are left when the low one gives way."""
    case = Case(
        (
            candidate("ours", 12, {("fund", 2027): 6}),
            candidate("low", 5, {("fund", 2027): 5}),
            candidate("high", 30, {("fund", 2027): 5}),
        ),
        (fund({2027: 10}),),
    )
    plan = choose(case.program())
    assert isinstance(plan, Plan)
    ratios: dict[Key, float | None] = {("ours", None, None): 2.0, ("low", None, None): 1.0, ("high", None, None): 6.0}

    (found,) = passed_over(case.program(), plan, ratios)

    assert (found.proposal, found.lower, found.loss, found.limits) == ("ours", ("low",), None, ("fund:fund:2027",))


def test_what_is_decided_is_no_reason() -> None:
    """A mandate is in whatever its ratio."""
    case = Case(
        (candidate("ours", 3, {("fund", 2027): 1}), candidate("decided", -20, {("fund", 2027): 10})),
        (fund({2027: 10}),),
        mandatory=frozenset({"decided"}),
    )
    plan = choose(case.program())
    assert isinstance(plan, Plan)

    assert passed_over(case.program(), plan, {("ours", None, None): 3.0, ("decided", None, None): -2.0}) == ()


@pytest.mark.parametrize("seed", range(15))
def test_every_swap_is_that_of_the_plan_with_one_for_the_other(seed: int) -> None:
    """What it says fits does, and is worth that much less; what it says breaks does; no ratio is compared to none."""
    case = random_case(seed, 5)
    plan = choose(case.program())
    if not isinstance(plan, Plan):
        return
    ratios: dict[Key, float | None] = {c.key: c.value / 7 if c.value % 5 else None for c in case.candidates}
    chosen = tuple(c for c in case.candidates if c.key in plan.chosen)
    inside = {c.proposal: ratios[c.key] for c in chosen if c.proposal not in case.mandatory}
    for found in passed_over(case.program(), plan, ratios):
        own = [c for c in case.candidates if c.proposal == found.proposal]
        known = [r for c in own if (r := ratios[c.key]) is not None]
        assert found.ratio == max(known)
        assert found.proposal not in inside
        assert set(found.lower) == {name for name, r in inside.items() if r is not None and r < found.ratio}
        left = tuple(c for c in chosen if c.proposal != found.lower[0])
        fitting = [worth_of(case, (*left, c)) for c in own if keeps(case, (*left, c))]
        assert bool(fitting) == (not found.limits)
        if fitting:
            assert found.loss == Decimal(str(float(worth_of(case, chosen) - max(fitting))))
