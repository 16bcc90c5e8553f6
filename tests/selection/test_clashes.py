"""The sets of limits that clash, against every plan there is."""

import random
from dataclasses import replace
from decimal import Decimal

import pytest

from prioritizer.model.conflict import Clash
from prioritizer.model.plan import Infeasible
from prioritizer.model.rules import Amount, Op, Relation
from prioritizer.selection.choose import choose
from prioritizer.selection.clashes import clashes
from prioritizer.selection.deadline import Allowance, Deadline
from tests.selection.cases import Case, candidate, fund, keeps, limit, plans, random_case, verdicts


def without_a_plan(seed: int, size: int = 4) -> Case:
    """A portfolio drawn at random with so much asked of it that no plan exists."""
    draw = random.Random(f"clash {seed}")
    while True:
        case = random_case(draw.randint(0, 10**9), size)
        names = sorted({c.proposal for c in case.candidates})
        floor = limit("people", Amount("sum_of", "people", Op.AT_LEAST, Decimal(draw.randint(5, 30))))
        asked = frozenset(draw.sample(names, draw.randint(1, 2)))
        case = replace(case, mandatory=asked, limits=(*case.limits, floor))
        if not any(keeps(case, plan) for plan in plans(case)):
            return case


def infeasible(case: Case) -> Infeasible:
    """The answer of a choice without a plan."""
    outcome = choose(case.program())
    assert isinstance(outcome, Infeasible)
    return outcome


def every_clash(case: Case) -> set[frozenset[str]]:
    """Every set of rules that clash, none of which can be left out: what hits the broken rules of each plan."""
    found: set[frozenset[str]] = {frozenset()}
    for plan in plans(case):
        broken = {name for name, met in verdicts(case, plan) if not met}
        wider = {hit if hit & broken else hit | {name} for hit in found for name in broken}
        found = {hit for hit in wider if not any(other < hit for other in wider)}
    return found


@pytest.mark.parametrize("seed", range(40))
def test_clashes_are_those_of_trying_every_plan(seed: int) -> None:
    """Each is a clash with no member too many, the first is a smallest, and all are told when they are few."""
    case = without_a_plan(seed)
    every = every_clash(case)
    found, more = clashes(case.program(), infeasible(case).conflict, most=4)
    assert {frozenset(clash.limits) for clash in found} <= every
    sizes = sorted(map(len, every))
    assert [len(clash.limits) for clash in found] == sizes[: len(found)]
    assert [clash.proof for clash in found] == ["smallest" if n == sizes[0] else "minimal" for n in sizes[: len(found)]]
    assert (len(found), more) == (min(4, len(every)), len(every) > 4)


@pytest.mark.parametrize("seed", range(12))
def test_names_and_order_of_rows_do_not_matter(seed: int) -> None:
    """Renamed and shuffled, the same limits clash (§24)."""
    case = replace(without_a_plan(seed, 4), requires=())
    kept = tuple(rule for rule in case.limits if isinstance(rule.limit, Amount))
    case = replace(case, limits=kept)
    if any(keeps(case, plan) for plan in plans(case)):
        return
    other = {c.proposal: f"{9 - int(c.proposal[1])}renamed" for c in case.candidates}
    shuffled = [replace(c, proposal=other[c.proposal]) for c in case.candidates]
    random.Random(seed).shuffle(shuffled)
    again = replace(case, candidates=tuple(shuffled), mandatory=frozenset(other[name] for name in case.mandatory))
    before, after = (clashes(c.program(), infeasible(c).conflict) for c in (case, again))
    renamed = [tuple(_renamed(name, other) for name in clash.limits) for clash in before[0]]
    assert (renamed, before[1]) == ([clash.limits for clash in after[0]], after[1])


def _renamed(name: str, other: dict[str, str]) -> str:
    kind, _, proposal = name.partition(":")
    return f"mandatory:{other[proposal]}" if kind == "mandatory" else name


def test_the_smaller_clash_comes_first() -> None:
    """Two that must be in and exclude each other are three rules; three that cost more than there is are four."""
    free = [candidate(name, 1) for name in "ab"]
    dear = [candidate(name, 1, {("fund", 2027): 4}) for name in "cde"]
    rule = limit("not_both", Relation("exclusive", ("a", "b")))
    case = Case((*free, *dear), (fund({2027: 10}),), limits=(rule,), mandatory=frozenset("abcde"))
    found, more = clashes(case.program(), infeasible(case).conflict)
    assert [set(clash.limits) for clash in found] == [
        {"mandatory:a", "mandatory:b", "not_both"},
        {"fund:fund:2027", "mandatory:c", "mandatory:d", "mandatory:e"},
    ]
    assert ([clash.proof for clash in found], more) == (["smallest", "minimal"], False)


def test_a_proposal_that_cannot_be_had_is_a_clash_of_one() -> None:
    """A mandatory proposal without a version clashes with nothing but itself."""
    case = Case((candidate("a", 1),), mandatory=frozenset({"gone"}))
    assert clashes(case.program(), infeasible(case).conflict) == ((Clash(("mandatory:gone",), "smallest"),), False)


def test_the_time_limit_leaves_one_clash_that_is_minimal() -> None:
    """Without time there is still the clash that the choice found, and nothing is claimed of others."""
    case = without_a_plan(1)
    known = infeasible(case).conflict
    assert clashes(case.program(), known, allowance=Allowance(Deadline.after(1e-9))) == (
        (Clash(known, "minimal"),),
        None,
    )
