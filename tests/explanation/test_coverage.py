"""What the plan covers, beside a plain count (E2, E4, E9, E13, G5, H1)."""

import random
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from prioritizer.cli.run import Prepared, prepared, selected
from prioritizer.explanation.coverage import FIELDS, coverage
from prioritizer.model.coverage import Count, Coverage
from prioritizer.model.plan import Candidate, Plan
from prioritizer.model.portfolio import Goal, Portfolio
from prioritizer.model.rules import Fact
from tests.conftest import ROOT
from tests.real.choice import silent

STATED = (*FIELDS, "fault_area", "levels.direct", "levels.indirect", "levels.system")
Facts = dict[str, dict[str, Fact]]


@pytest.fixture(scope="module")
def ready() -> Prepared:
    """The example."""
    return prepared(ROOT / "portfolios" / "exempelkommun", 1, None, silent)


@pytest.fixture(scope="module")
def chosen(ready: Prepared) -> tuple[Candidate, ...]:
    """The versions of its plan."""
    plan = selected(ready, None, silent)
    assert isinstance(plan, Plan)
    return tuple(ready.program.candidates[ready.program.index(key)] for key in plan.chosen)


def forgetful(
    ready: Prepared, chosen: tuple[Candidate, ...], seed: int
) -> tuple[Portfolio, tuple[Candidate, ...], Facts]:
    """The example where proposals leave out some facts, or answer otherwise; and what each states then."""
    draw = random.Random(seed)
    told: Facts = {}
    for proposal in ready.read.portfolio.proposals:
        facts = dict(proposal.facts)
        for name in STATED:
            if draw.random() < 0.3:
                facts.pop(name, None)
            elif name.startswith("levels.") and draw.random() < 0.3:
                facts[name] = (True, False, "ord")[draw.randrange(3)]
            elif name == "goals" and draw.random() < 0.1:
                facts[name] = ()
        told[proposal.id] = facts
    some = tuple(c for c in chosen if draw.random() < 0.8)
    proposals = tuple(
        replace(p, facts=told[p.id], alternatives=tuple(replace(a, facts={}) for a in p.alternatives))
        for p in ready.read.portfolio.proposals
    )
    return (
        replace(ready.read.portfolio, proposals=proposals),
        tuple(replace(c, facts=told[c.proposal]) for c in some),
        told,
    )


def counted(chosen: tuple[Candidate, ...], names: list[str]) -> Count:
    """Those of some proposals that are chosen, one at a time."""
    number, kronor = 0, Decimal(0)
    for candidate in chosen:
        if candidate.proposal in names:
            number += 1
            kronor += candidate.granted_total
    return Count(number, kronor)


def states(fact: Fact, key: str | None) -> bool:
    """Whether a fact is, or holds, a key; None is what is not stated, «» an empty list."""
    if isinstance(fact, tuple):
        return key in fact or (key == "" and not fact)
    return fact == key


@pytest.mark.parametrize("seed", range(40))
def test_every_part_is_that_of_a_plain_count(seed: int, ready: Prepared, chosen: tuple[Candidate, ...]) -> None:
    """Proposals and kronor of each goal, aim, board and district, and of what is not stated."""
    portfolio, some, told = forgetful(ready, chosen, seed)
    found = coverage(portfolio, ready.read.rules, some)

    assert found.chosen == counted(some, list(told))
    for dimension in found.dimensions:
        for facts in told.values():
            assert any(states(facts.get(dimension.field), part.key) for part in dimension.parts)
        for part in dimension.parts:
            names = [name for name, facts in told.items() if states(facts.get(dimension.field), part.key)]
            assert (part.chosen, part.proposed) == (counted(some, names), len(names))


@pytest.mark.parametrize("seed", range(40))
def test_levels_are_those_of_a_plain_count(seed: int, ready: Prepared, chosen: tuple[Candidate, ...]) -> None:
    """Reached with yes or words, not reached with no, unknown without an answer; and goal by goal."""
    portfolio, some, told = forgetful(ready, chosen, seed)
    found = coverage(portfolio, ready.read.rules, some)

    for level in found.levels:
        answers = {name: facts.get(f"levels.{level.level}") for name, facts in told.items()}
        reached = [name for name, answer in answers.items() if answer]
        unknown = [name for name, answer in answers.items() if answer is None]
        missed = [name for name in answers if name not in reached and name not in unknown]
        assert (level.reached, level.missed) == (counted(some, reached), counted(some, missed))
        assert (level.unknown, level.proposed) == (counted(some, unknown), len(reached))
        assert level.proposed_unknown == len(unknown)
    for one in found.goal_levels:
        sure = maybe = 0
        for c in some:
            goals, answer = told[c.proposal].get("goals"), told[c.proposal].get(f"levels.{one.level}")
            serves = None if goals is None else isinstance(goals, tuple) and one.goal in goals
            reaches = None if answer is None else bool(answer)
            sure += bool(serves and reaches)
            maybe += serves is not False and reaches is not False and None in (serves, reaches)
        assert (one.proposals, one.unknown) == (sure, maybe)


@pytest.mark.parametrize("seed", range(40))
def test_faults_are_those_of_a_plain_count_and_ranked(
    seed: int, ready: Prepared, chosen: tuple[Candidate, ...]
) -> None:
    """Who points at which area, the most first, what is not stated last; no proposal is left out."""
    portfolio, some, told = forgetful(ready, chosen, seed)
    faults = coverage(portfolio, ready.read.rules, some).faults
    pointing = [name for name, facts in told.items() if facts.get("levels.system")]

    assert {signal.proposal for signal in faults.signals} == set(pointing)
    assert {*pointing, *faults.none, *faults.unknown} == set(told)
    assert set(faults.unknown) == {name for name, facts in told.items() if facts.get("levels.system") is None}
    for area in faults.areas:
        names = [name for name in pointing if told[name].get("fault_area") == area.area]
        assert (set(area.proposals), area.chosen) == (set(names), counted(some, names))
    stated = [len(area.proposals) for area in faults.areas if area.area is not None]
    assert stated == sorted(stated, reverse=True)
    assert [area.area for area in faults.areas[:-1] if area.area is None] == []


@pytest.mark.parametrize("seed", range(40))
def test_a_share_holds_whatever_the_unknown_turn_out_to_be(
    seed: int, ready: Prepared, chosen: tuple[Candidate, ...]
) -> None:
    """The least where all that is unknown is something else, the most where all of it is that; never a zero (§25)."""
    portfolio, some, told = forgetful(ready, chosen, seed)
    found = coverage(portfolio, ready.read.rules, some)
    share = found.share("aim", "strategic")
    if not found.chosen.granted:
        assert share is None
        return
    strategic = counted(some, [name for name, facts in told.items() if facts.get("aim") == "strategic"]).granted
    unknown = counted(some, [name for name, facts in told.items() if facts.get("aim") is None]).granted
    whole = Fraction(found.chosen.granted)
    assert share == (Fraction(strategic) / whole, Fraction(strategic + unknown) / whole)


def of_example(ready: Prepared, chosen: tuple[Candidate, ...], **changes: object) -> Coverage:
    """Coverage of the example with something of its portfolio changed."""
    return coverage(replace(ready.read.portfolio, **changes), ready.read.rules, chosen)  # type: ignore[arg-type]


def test_a_declared_goal_that_nobody_serves_has_a_part(ready: Prepared, chosen: tuple[Candidate, ...]) -> None:
    """An exact zero, since every proposal states its goals."""
    goals = (*ready.read.portfolio.goals, Goal("klimat", "Klimat", ("direct",)))
    found = of_example(ready, chosen, goals=goals)
    part = next(p for p in found.dimensions[0].parts if p.key == "klimat")

    assert (part.chosen, part.proposed) == (Count(), 0)
    assert [(one.proposals, one.unknown) for one in found.goal_levels if one.goal == "klimat"] == [(0, 0)]


def test_the_chosen_version_is_what_counts(ready: Prepared, chosen: tuple[Candidate, ...]) -> None:
    """A version that states another aim than its head is counted by its own."""
    other = tuple(replace(c, facts={**c.facts, "aim": "operative"}) for c in chosen)
    found = of_example(ready, other)
    aims = next(d for d in found.dimensions if d.field == "aim")

    assert {p.key: p.chosen.proposals for p in aims.parts} == {"operative": len(chosen), "strategic": 0}


def test_without_a_plan_the_faults_are_counted_still(ready: Prepared) -> None:
    """They are of the round."""
    found = of_example(ready, ())

    assert found.chosen == Count()
    assert found.share("aim", "strategic") is None
    assert sum(len(area.proposals) for area in found.faults.areas) == 13
