"""The sets of limits that clash, against every plan there is."""

import random
import time
from dataclasses import replace
from decimal import Decimal

import pytest

from prioritizer.model.conflict import Clash
from prioritizer.model.plan import Infeasible
from prioritizer.model.rules import Amount, Op, Relation
from prioritizer.selection.choose import choose
from prioritizer.selection.clashes import clashes
from prioritizer.selection.conflict import clash_of
from prioritizer.selection.deadline import Allowance, Deadline
from prioritizer.selection.exact import Answer, Unfinished
from prioritizer.selection.highs import Highs
from prioritizer.selection.program import Program, Row, names
from prioritizer.selection.watch import WATCH
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
    # A year of a fund that an earlier year settles has no row of its own.
    program = case.program()
    every = {clash for clash in every_clash(case) if clash <= set(names(program))}
    found, more = clashes(program, infeasible(case).conflict, most=4)
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
    allowance = Allowance(Deadline.after(1e-9))
    assert clashes(case.program(), known, allowance=allowance) == ((Clash(known, "minimal"),), None)


def split(seed: int, size: int = 50, sums: int = 5) -> tuple[Row, ...]:
    """Rows that ask kronor to add up to half of all exactly: a question that no solver soon comes to the end of."""
    draw = random.Random(f"split {seed}")
    amounts = [[draw.randint(0, 99) for _ in range(size)] for _ in range(sums)]
    return tuple(
        Row(f"m{k}", tuple(enumerate(some)), "==", sum(some) // 2, "limit", f"m{k}") for k, some in enumerate(amounts)
    )


def program_of(rows: tuple[Row, ...], size: int = 50) -> Program:
    """A program of equal proposals with some rows."""
    return Program(tuple(candidate(f"p{i:02}", 1) for i in range(size)), (1,) * size, 1, rows)


CONTRADICTION = (
    Row("z", ((0, 1), (1, 1)), "==", 1, "limit", "z"),
    Row("y", ((0, 1), (1, 1)), "==", 2, "limit", "y"),
)


def test_a_clash_is_found_in_the_time_also_where_what_is_left_without_it_is_hard() -> None:
    """A search that comes to no end has its part of the time, so that all others are tried."""
    program = program_of((*CONTRADICTION, *split(3)))
    began = time.perf_counter()
    found = clash_of(program, Highs(program), (), Allowance(Deadline.after(1.0)))

    assert time.perf_counter() - began < 20
    assert found == Clash(("z", "y"), "minimal")


def test_a_clash_is_found_in_so_many_nodes_where_no_time_is_given() -> None:
    """The same, whatever the clock says; and the living solver looks at as many nodes as before."""
    program = program_of((*CONTRADICTION, *split(3)))
    solver = Highs(program)
    found = clash_of(program, solver, (), Allowance(nodes=20))

    assert found == Clash(("z", "y"), "minimal")
    assert solver.most_nodes is None


def test_of_a_fund_the_first_year_that_lacks_money_is_named() -> None:
    """Money lacks in later years too where it passes on, and the first such year is what people look for."""
    asked = candidate("p0", 1, {("fund", 2026): 20, ("fund", 2027): 20})
    case = Case((asked,), (fund({2026: 10, 2027: 10}),), mandatory=frozenset({"p0"}))
    program = case.program()

    assert clash_of(program, Highs(program)) == Clash(("fund:fund:2026", "mandatory:p0"), "minimal")


def test_what_could_not_be_tried_is_said_to_be_perhaps_too_many() -> None:
    """A search that was not finished says nothing of whether there is a plan."""

    class Slow(Highs):
        def search(self, rows: tuple[Row, ...] = (), *_: object, **asked: object) -> Answer:
            without = asked["without"]
            assert isinstance(without, frozenset)
            return Unfinished(None, "time") if "z" in without else super().search(rows, without=without)

    program = program_of((CONTRADICTION[0], Row("x", ((0, 1),), "<=", -1, "limit", "x")))
    assert clash_of(program, Slow(program)) == Clash(("z", "x"), "found")


def test_after_somebody_asked_for_an_end_nothing_harmless_is_named() -> None:
    """Of what is left then most would be harmless, so that nothing is said to clash."""
    harmless = Row("harmless", tuple((i, 1) for i in range(50)), "<=", 49, "limit", "harmless")
    program = program_of((harmless, *CONTRADICTION))
    assert clash_of(program, Highs(program)) == Clash(("z", "y"), "minimal")
    WATCH.asked = True
    try:
        assert clash_of(program, Highs(program)) == Clash((), "found")
    finally:
        WATCH.asked = False


def test_clashes_begin_from_nothing_where_the_choice_named_none() -> None:
    """What the choice was stopped before is settled here."""
    program = program_of(CONTRADICTION)
    assert clashes(program, ()) == ((Clash(("z", "y"), "smallest"),), False)


def test_what_is_known_to_clash_and_is_too_much_is_narrowed() -> None:
    """A clash that the choice had no time for is not passed on as one without a member too many."""
    harmless = Row("harmless", tuple((i, 1) for i in range(50)), "<=", 49, "limit", "harmless")
    program = program_of((harmless, *CONTRADICTION))
    assert clashes(program, ("harmless", "z", "y"))[0] == (Clash(("z", "y"), "smallest"),)
