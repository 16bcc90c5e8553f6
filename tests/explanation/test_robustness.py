"""The best plan of each draw, and what knowing is worth, against every plan there is (convention §23)."""

import random
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

import pytest

from prioritizer.explanation.robustness import NEARLY_ALWAYS, RARELY, robustness
from prioritizer.explanation.worlds import Worlds
from prioritizer.model.plan import Key, Plan
from prioritizer.selection.choose import choose
from tests.selection.cases import Case, candidate, fund, keeps, plans, random_case, with_overlaps, worth_of

DRAWS = 32
THRESHOLDS = {NEARLY_ALWAYS: Decimal("0.9"), RARELY: Decimal("0.1")}


Columns = Mapping[Key, list[int]]
"""Whole kronor by draw of each candidate."""


def drawn(case: Case, seed: int, draws: int = DRAWS) -> Columns:
    """Draws around each candidate's value whose mean is that value."""
    dice = random.Random(f"draws {seed}")
    found = {}
    for c in case.candidates:
        spread = max(1, abs(c.value))
        half = [dice.randint(-spread, spread) for _ in range(draws // 2)]
        found[c.key] = [c.value + n for n in half] + [c.value - n for n in half]
    return found


def asked(case: Case, columns: Columns) -> tuple[Worlds, Plan] | None:
    """Worlds and plan of a case that has one; what is worth something together is worth the same in each draw."""
    program = case.program()
    plan = choose(program)
    if not isinstance(plan, Plan):
        return None
    count = len(next(iter(columns.values())))
    together = [[p.worth // program.scale] * count for group in program.shared for p in group]
    return Worlds.of(program, [columns[c.key] for c in program.candidates], together), plan


def valued(case: Case, columns: Columns, some: Sequence[int]) -> dict[frozenset[Key], Fraction]:
    """What each plan within the limits is worth over some draws together."""
    return {
        frozenset(c.key for c in plan): worth_of(case, plan) * len(some)
        + sum(columns[c.key][s] - c.value for c in plan for s in some)
        for plan in plans(case)
        if keeps(case, plan)
    }


CASES = [(seed, overlaps) for seed in range(20) for overlaps in (False, True)]


@pytest.mark.parametrize(("seed", "overlaps"), CASES)
def test_shares_and_regret_are_those_of_trying_every_plan_in_every_draw(seed: int, overlaps: bool) -> None:
    """A proposal's share lies between the draws where all best plans have it and those where some do."""
    case = random_case(seed, 4)
    case = with_overlaps(case, seed) if overlaps else case
    columns = drawn(case, seed)
    found = asked(case, columns)
    if found is None:
        return
    worlds, plan = found
    told = robustness(worlds, plan, THRESHOLDS)
    assert told.proved == told.draws == DRAWS
    ours, regrets = frozenset(plan.chosen), []
    surely: dict[str, int] = {}
    maybe: dict[str, int] = {}
    for draw in range(DRAWS):
        worth = valued(case, columns, [draw])
        best = max(worth.values())
        regrets.append(best - worth[ours])
        tied = [{key[0] for key in keys} for keys, w in worth.items() if w == best]
        for name in {c.proposal for c in case.candidates}:
            surely[name] = surely.get(name, 0) + all(name in names for names in tied)
            maybe[name] = maybe.get(name, 0) + any(name in names for names in tied)
    for share in told.shares:
        assert share.low == share.share == share.high
        assert surely[share.proposal] <= share.share * DRAWS <= maybe[share.proposal]
        assert share.is_chosen == (share.proposal in {key[0] for key in plan.chosen})
    assert Fraction(told.regret.mean) == sum(regrets) / Fraction(DRAWS)
    assert Fraction(told.regret.p95) == sorted(regrets)[-(-DRAWS * 95 // 100) - 1]
    assert told.regret.mean == told.regret.mean_high


def test_a_gap_proves_each_draw_to_within_it() -> None:
    """What is found is within the gap of the best, and the regret lies between its ends."""
    case = random_case(11, 6)
    columns = drawn(case, 11)
    found, again = asked(case, columns), asked(case, columns)
    assert found is not None
    assert again is not None
    rough, exact = robustness(*found, THRESHOLDS, gap=Fraction(1, 100)), robustness(*again, THRESHOLDS)
    assert rough.proved == rough.draws
    assert rough.regret.mean <= exact.regret.mean <= rough.regret.mean_high


def test_classes_go_by_the_thresholds() -> None:
    """Always, half the time, never; without thresholds nothing is classed."""
    case = Case(
        tuple(candidate(name, 5, {("fund", 2027): 1}) for name in ("always", "up", "down", "never")),
        (fund({2027: 2}),),
    )
    draws = {"always": [9] * 4, "up": [5, 5, 1, 1], "down": [1, 1, 5, 5], "never": [0] * 4}
    columns = {c.key: draws[c.proposal] for c in case.candidates}
    found = asked(case, columns)
    assert found is not None
    kinds = {share.proposal: share.kind for share in robustness(*found, THRESHOLDS).shares}
    assert kinds == {"always": "nearly_always", "up": "sometimes", "down": "sometimes", "never": "rarely"}
    assert {share.kind for share in robustness(*found, {}).shares} == {"unknown"}
