"""The smallest largest regret, against brute force and by hand."""

import random
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from prioritizer.model.plan import Infeasible, Plan
from prioritizer.model.pursued import Pursued
from prioritizer.model.rules import Scenario
from prioritizer.selection.choose import choose
from prioritizer.selection.regret import least_regret
from tests.selection.cases import Case, candidate, fund, keeps, plans, random_case, with_overlaps, worth_of


def scenario(name: str) -> Scenario:
    """A scenario without words."""
    return Scenario(name, {})


def valued(case: Case, *values: int) -> Case:
    """The same portfolio where versions are worth something else."""
    return replace(
        case, candidates=tuple(replace(c, value=worth) for c, worth in zip(case.candidates, values, strict=True))
    )


def changed(case: Case, seed: int) -> Case:
    """The same portfolio in another world: every value, also of what is worth something together, scaled anew."""
    draw = random.Random(f"world {seed}")
    candidates = tuple(replace(c, value=c.value * draw.randint(-1, 4) // 2) for c in case.candidates)
    together = {where: kronor * draw.randint(0, 3) // 2 for where, kronor in case.together.items()}
    return replace(case, candidates=candidates, together=together)


def pursued(*worlds: Case) -> Pursued:
    """The choice by regret over worlds of which the first is as it is."""
    named = [(scenario(f"w{n}"), world.statement()) for n, world in enumerate(worlds)]
    return least_regret(worlds[0].statement(), named, choose(worlds[0].program()))


def by_trying(worlds: list[Case]) -> Fraction | None:
    """The smallest largest regret of all plans within the limits."""
    kept = [[c.key for c in plan] for plan in plans(worlds[0]) if keeps(worlds[0], plan)]
    if not kept:
        return None
    lines = []
    for world in worlds:
        of = {c.key: c for c in world.candidates}
        worths = [worth_of(world, tuple(of[key] for key in keys)) for keys in kept]
        lines.append([max(worths) - worth for worth in worths])
    largest: list[Fraction] = [max(regrets) for regrets in zip(*lines, strict=True)]
    return min(largest)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6), worlds=st.integers(0, 3), shared=st.booleans())
def test_regret_agrees_with_brute_force(seed: int, worlds: int, shared: bool) -> None:
    """The largest regret of the plan is the smallest that any plan has."""
    case = random_case(seed, 4)
    case = with_overlaps(case, seed) if shared else case
    everything = [case, *(changed(case, seed + n) for n in range(worlds))]
    found = pursued(*everything)
    known = by_trying(everything)

    if known is None:
        assert isinstance(found.outcome, Infeasible)
        return
    assert isinstance(found.outcome, Plan)
    assert known == max(one.best - one.worth for one in found.regrets)
    assert (found.outcome.status, found.outcome.confirmed) == ("optimal", "second_solver")


ONE = Case(
    tuple(candidate(name, 1, {("fund", 2027): n}) for n, name in enumerate(("bold", "safe", "other"), 8)),
    (fund({2027: 10}),),
)
"""One proposal can be afforded."""


def test_the_safe_proposal_is_regretted_least() -> None:
    """Bold gives 100 or 0, safe 70 in either, other 0 or 90: regrets of 90, 30 and 100."""
    found = pursued(valued(ONE, 100, 70, 0), valued(ONE, 0, 70, 90))

    assert isinstance(found.outcome, Plan)
    assert [key[0] for key in found.outcome.chosen] == ["safe"]
    assert [one.best - one.worth for one in found.regrets] == [30, 20]
    assert found.given_up == Decimal(30)


def test_a_proposal_that_is_not_chosen_can_change_the_choice() -> None:
    """Without other, bold is regretted by 20 at most and is chosen; with it by 65, and safe is.

    Which is the warning: other itself is not chosen in either.
    """
    first, second = (valued(ONE, 100, 70, 0), valued(ONE, 55, 75, 120))
    without = [replace(world, candidates=world.candidates[:2]) for world in (first, second)]
    chosen = [pursued(*worlds).outcome for worlds in ([first, second], without)]

    assert [plan.chosen[0][0] for plan in chosen if isinstance(plan, Plan)] == ["safe", "bold"]
