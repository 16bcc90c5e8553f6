"""The choice against brute force, against wrong solvers, and on real data."""

import json
import random
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from prioritizer.model.plan import Infeasible, Key, Plan, Undecided
from prioritizer.model.portfolio import Resource
from prioritizer.model.rules import Amount, Limit, Op, Source
from prioritizer.selection.choose import choose
from prioritizer.selection.exact import (
    Answer,
    Found,
    Nothing,
    SolverMisbehaved,
    SolverUnavailable,
    Unfinished,
    search_exactly,
)
from prioritizer.selection.highs import Highs
from prioritizer.selection.program import Program, Row, value, whole
from prioritizer.selection.search import Make
from prioritizer.selection.solve import Cbc
from prioritizer.selection.ties import MOST_TIES
from tests.selection.cases import Case, best_plans, candidate, fund, keeps, knapsack, plans, random_case

DATA = Path(__file__).parents[2].parent / "shared" / "data"


def read(path: str) -> dict[str, Any]:
    """A data file beside the repository; the test is skipped, and says so, where it is absent."""
    if not (DATA / path).exists():
        pytest.skip(f"no {path} in shared/data beside the repository")
    found: dict[str, Any] = json.loads((DATA / path).read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("seed", range(330))
def test_the_choice_agrees_with_brute_force(seed: int) -> None:
    """Value, ties and status are those of trying every plan, and a conflict has no member too many."""
    case = random_case(seed, 5)
    outcome = choose(case.program())
    best, found = best_plans(case)
    if best is None:
        assert isinstance(outcome, Infeasible)
        assert_minimal(case, outcome)
        return
    assert isinstance(outcome, Plan)
    assert (best, "optimal", "second_solver") == (Fraction(outcome.objective), outcome.status, outcome.confirmed)
    assert len(found) == outcome.ties
    assert set(outcome.chosen) in [{c.key for c in plan} for plan in found]


def assert_minimal(case: Case, outcome: Infeasible) -> None:
    """No plan meets the conflict, and one does when any member is left out."""
    everything, conflict = list(plans(case)), frozenset(outcome.conflict)
    assert outcome.confirmed == "second_solver"
    assert not any(keeps(case, plan, conflict) for plan in everything)
    for member in conflict:
        assert any(keeps(case, plan, conflict - {member}) for plan in everything), member


def test_a_tie_goes_to_least_granted_then_fewest_proposals() -> None:
    """Three plans are worth ten: forty kronor, thirty in two proposals, thirty in one."""
    one = candidate("one", 10, {("fund", 2027): 30})
    pair = [candidate(n, 5, {("fund", 2027): 15}, extra=n) for n in ("left", "right")]
    dear = candidate("dear", 10, {("fund", 2027): 40})
    outcome = choose(Case((dear, *pair, one), (fund({2027: 40}),)).program())
    assert isinstance(outcome, Plan)
    assert (outcome.chosen, outcome.ties, outcome.ties_complete) == ((("one", None, None),), 3, True)


def test_a_tie_between_equals_does_not_go_by_name_or_order() -> None:
    """Two proposals alike in value and kronor are told apart by a hash of their numbers alone."""
    pair = [replace(candidate(n, 5, {("fund", 2027): 10}), fingerprint=mark) for n, mark in (("a", "2"), ("b", "1"))]
    swapped = [replace(c, proposal={"a": "b", "b": "a"}[c.proposal]) for c in reversed(pair)]
    first, second = (choose(Case(tuple(c), (fund({2027: 10}),)).program()) for c in (pair, swapped))
    assert isinstance(first, Plan)
    assert isinstance(second, Plan)
    assert {first.chosen[0][0], second.chosen[0][0]} == {"a", "b"}


def test_more_ties_than_are_listed_are_said_to_be_more() -> None:
    """Any ten of twenty equal proposals are a tie."""
    outcome = choose(knapsack([1] * 20, [1] * 20, 10).program())
    assert isinstance(outcome, Plan)
    assert (outcome.ties, outcome.ties_complete, outcome.status) == (MOST_TIES, False, "optimal")


def test_among_more_ties_than_are_listed_the_least_granted_is_chosen() -> None:
    """Of all plans of five among twelve equal proposals, the five cheapest: 600 granted, not merely one of fifty."""
    costs = [100 + 10 * n for n in range(12)]
    case = replace(
        knapsack([1000] * 12, costs, 5000),
        limits=(Limit("five", {}, {}, Amount("count_where", "granted", Op.AT_MOST, Decimal(5)), Source("")),),
    )
    outcome = choose(case.program())
    assert isinstance(outcome, Plan)
    assert (outcome.granted, outcome.ties_complete) == (Decimal(600), False)


@pytest.mark.parametrize("make", [Cbc, Highs])
def test_among_more_ties_than_are_listed_every_make_chooses_the_same(make: Make) -> None:
    """Of twelve equal proposals the first six by their numbers, whichever fifty plans a make comes upon (§16, §28)."""
    marks = [sha256(str(n).encode()).hexdigest() for n in range(12)]
    case = knapsack([1000] * 12, [100] * 12, 600)
    case = replace(
        case, candidates=tuple(replace(c, fingerprint=m) for c, m in zip(case.candidates, marks, strict=True))
    )
    outcome = choose(case.program(), makes=(make,))
    first = sorted(case.candidates, key=lambda c: c.fingerprint)[:6]
    assert isinstance(outcome, Plan)
    assert not outcome.ties_complete
    assert {c.key for c in first} == set(outcome.chosen)


@pytest.mark.parametrize("seed", range(25))
def test_names_and_the_order_of_rows_change_nothing(seed: int) -> None:
    """Renamed and shuffled, the same proposals are chosen."""
    case = random_case(seed, 6)
    case = replace(case, limits=(), mandatory=frozenset(), requires=())
    names = {c.proposal: f"{9 - int(c.proposal[1])}renamed" for c in case.candidates}
    renamed = [replace(c, proposal=names[c.proposal]) for c in case.candidates]
    random.Random(seed).shuffle(renamed)
    before, after = choose(case.program()), choose(replace(case, candidates=tuple(renamed)).program())
    assert isinstance(before, Plan)
    assert isinstance(after, Plan)
    assert {(names[p], a, s) for p, a, s in before.chosen} == set(after.chosen)


@pytest.mark.parametrize("unit", [10**6, 10**7, 10**8])
@pytest.mark.parametrize("seed", range(5))
def test_a_budget_one_krona_below_a_tempting_plan_keeps_it_out(unit: int, seed: int) -> None:
    """Whatever a solver's tolerance is, the plan that costs one krona too much is not chosen."""
    draw = random.Random(seed)
    costs = [draw.randint(unit // 2, unit) for _ in range(9)]
    values = [cost + draw.randint(0, 9) for cost in costs]
    tempting = frozenset(draw.sample(range(9), 5))
    case = knapsack(values, costs, sum(costs[i] for i in tempting) - 1)
    outcome = choose(case.program())
    best, _ = best_plans(case)
    assert isinstance(outcome, Plan)
    assert best == Fraction(outcome.objective)


class Scripted:
    """A solver that first gives wrong answers, as some have been seen to, and then HiGHS's own."""

    name = "Scripted"
    most_nodes: int | None = None

    def __init__(self, program: Program, *answers: Answer) -> None:
        self._program, self._answers, self._honest = program, list(answers), Highs(program)

    def search(
        self,
        rows: tuple[Row, ...] = (),
        at_least: int | None = None,
        time_limit: float | None = None,
        without: frozenset[str] = frozenset(),
        start: frozenset[int] | None = None,
        any_plan: bool = False,
    ) -> Answer:
        """The next scripted answer, checked exactly as any solver's is."""
        if self._answers:
            return search_exactly(self._program, rows, without, lambda _: self._answers.pop(0))
        return self._honest.search(rows, at_least, time_limit, without, start, any_plan)


KNAPSACK = knapsack([60, 100, 120], [10, 20, 30], 50).program()
WORSE = Found(frozenset(KNAPSACK.of("p00") + KNAPSACK.of("p01")), 160, True, 160, "Optimal")
BEST: tuple[Key, ...] = (("p01", None, None), ("p02", None, None))


def scripted(*answers: Answer) -> Plan:
    """The plan when the first solver answers so."""
    outcome = choose(KNAPSACK, makes=(lambda p: Scripted(p, *answers), Highs))
    assert isinstance(outcome, Plan)
    return outcome


def test_a_wrong_optimum_is_replaced_logged_and_confirmed_anew() -> None:
    """The second make finds a better plan than the one called Optimal; the disagreement stands in the plan."""
    plan = scripted(WORSE)
    assert (plan.chosen, plan.faults, plan.solver) == (BEST, ("solvers_differ",), "HiGHS")
    assert plan.confirmed == "second_solver"


def test_a_wrong_infeasible_is_replaced_and_logged() -> None:
    """The first make finds no plan where there is one."""
    plan = scripted(Nothing("Infeasible"))
    assert (plan.chosen, plan.faults) == (BEST, ("solvers_differ",))


def test_a_plan_over_budget_is_cut_off_and_the_count_is_in_the_words() -> None:
    """A solver that takes all three is asked again."""
    over = Found(frozenset({0, 1, 2}), 280, True, 280, "Optimal")
    right = Found(frozenset(KNAPSACK.of("p01") + KNAPSACK.of("p02")), 220, True, 220, "Optimal")
    plan = scripted(over, right)
    assert (plan.chosen, plan.faults, plan.words[0].cuts) == (BEST, ("plan_cut_off",), 1)


def test_a_solver_that_finds_nothing_in_time_leaves_it_to_the_other() -> None:
    """Unfinished is neither a plan nor infeasible."""
    assert scripted(Unfinished(None, "No Solution Found")).chosen == BEST


def test_when_neither_finds_anything_the_choice_is_undecided_with_the_bound() -> None:
    """The lower of the bounds is told, in kronor."""
    makes = (
        lambda p: Scripted(p, Unfinished(300, "Time limit")),
        lambda p: _named(Scripted(p, Unfinished(250, "Time limit"))),
    )
    outcome = choose(KNAPSACK, makes=makes)
    assert isinstance(outcome, Undecided)
    assert Decimal(250) == outcome.bound


def _named(solver: Scripted) -> Scripted:
    solver.name = "Other"
    return solver


def test_without_proof_in_time_a_plan_is_feasible_with_its_bound() -> None:
    """The plan found, and the bound that neither solver got below."""
    found = replace(WORSE, proved=False, bound=290)
    makes = (
        lambda p: Scripted(p, found),
        lambda p: _named(Scripted(p, Unfinished(240, "Time limit"))),
    )
    outcome = choose(KNAPSACK, makes=makes)
    assert isinstance(outcome, Plan)
    assert (outcome.status, outcome.confirmed) == ("feasible", "none")
    assert (Decimal(160), Decimal(240)) == (outcome.objective, outcome.bound)


def test_with_one_make_the_plan_is_optimal_according_to_it_and_confirmed_by_none() -> None:
    """A solver that cannot start is a named notice."""

    def blocked(_: Program) -> Cbc:
        raise SolverUnavailable("CBC", "its executable is missing or blocked")

    outcome = choose(KNAPSACK, makes=(blocked, Highs))
    assert isinstance(outcome, Plan)
    assert (outcome.status, outcome.confirmed, outcome.solver) == ("optimal", "none", "HiGHS")
    assert (outcome.faults, outcome.ties) == (("cbc_unavailable",), 1)


class _Strange(Highs):
    """Answers what no solver should, from some question on."""

    left = 0

    def search(self, *asked: Any, **more: Any) -> Answer:
        """As ever until then."""
        if not self.left:
            raise SolverMisbehaved("HiGHS", "Not Set")
        self.left -= 1
        return super().search(*asked, **more)


def once(program: Program) -> Highs:
    """HiGHS that answers one question."""
    solver = _Strange(program)
    solver.left = 1
    return solver


def test_what_clashes_is_found_by_the_other_make_where_one_answers_what_none_should() -> None:
    """That there is no plan is not lost to the question why."""
    outcome = choose(Case((candidate("a", 1),), mandatory=frozenset({"gone"})).program(), makes=(Cbc, once))

    assert isinstance(outcome, Infeasible)
    assert (outcome.conflict, outcome.confirmed) == (("mandatory:gone",), "second_solver")


def test_a_plan_stands_where_the_last_make_answers_what_none_should_afterwards() -> None:
    """What was found is not lost to the question whether there is anything better."""
    outcome = choose(KNAPSACK, makes=(once,))

    assert isinstance(outcome, Plan)
    assert (outcome.objective, outcome.confirmed) == (Decimal(220), "none")


def test_without_any_make_there_is_no_choice() -> None:
    """The reason names what could not start."""

    def blocked(_: Program) -> Cbc:
        raise SolverUnavailable("CBC", "blocked")

    with pytest.raises(SolverUnavailable, match="no solver can start"):
        choose(KNAPSACK, makes=(blocked,))


def test_a_mandatory_proposal_without_a_version_is_a_conflict_of_its_own() -> None:
    """Nothing else need be left out."""
    outcome = choose(Case((candidate("a", 1),), mandatory=frozenset({"gone"})).program())
    assert isinstance(outcome, Infeasible)
    assert (outcome.conflict, outcome.confirmed) == (("mandatory:gone",), "second_solver")


def test_each_search_is_told_as_it_begins() -> None:
    """Progress names the solver and what it does."""
    heard: list[str] = []
    choose(KNAPSACK, report=heard.append)
    assert [told for told in heard if not told.startswith("standing")] == ["CBC: search", "HiGHS: confirm"]


@pytest.mark.parametrize("name", ["hp2", "pb6", "pet2", "pet7", "sento1", "weing1", "weing7", "weish10"])
def test_knapsacks_of_the_literature_reach_their_proven_optimum(name: str) -> None:
    """OR-Library's instances with several capacities (shared/data/mkp)."""
    found = read(f"mkp/{name}.json")
    candidates = tuple(
        candidate(f"p{i}", profit, uses={(f"r{k}", None): row[i] for k, row in enumerate(found["weights"])})
        for i, profit in enumerate(found["profits"])
    )
    resources = tuple(
        Resource(f"r{k}", "", "", {None: Decimal(capacity)}) for k, capacity in enumerate(found["capacities"])
    )
    outcome = choose(Case(candidates, resources=resources).program())
    assert isinstance(outcome, Plan)
    assert (found["best_known"], "optimal", "second_solver") == (
        outcome.objective,
        outcome.status,
        outcome.confirmed,
    )


def lodz() -> tuple[Program, int]:
    """The real round on which CBC with its own cuts is wrong, variables by name as there, and its optimum."""
    found = read("solver_faults/lodz_2025_katedralna.json")
    order = sorted(range(len(found["ids"])), key=lambda i: str(found["variable_names"][i]))
    candidates = tuple(
        candidate(found["ids"][i], found["costs"][i] * found["votes"][i], {("fund", 2027): found["costs"][i]})
        for i in order
    )
    costs = {i: Fraction(c.granted_total) for i, c in enumerate(candidates)}
    row = whole("fund:fund:2027", costs, "<=", Fraction(found["budget"]), "fund")
    return Program(candidates, tuple(c.value for c in candidates), 1, (row,)), found["optimum"]


def test_the_round_on_which_a_solver_is_wrong_comes_out_right() -> None:
    """259 790 750 and not 259 556 250, without a disagreement (shared/data/solver_faults)."""
    program, optimum = lodz()
    outcome = choose(program)
    assert isinstance(outcome, Plan)
    assert Decimal(optimum) == outcome.objective
    assert not outcome.faults


def test_cbc_with_its_own_cuts_is_caught_when_it_is_wrong() -> None:
    """Where the bundled CBC calls a lesser plan Optimal, the better one is taken and the fault is logged."""
    program, optimum = lodz()
    alone = Cbc(program, cuts=True).search()
    outcome = choose(program, makes=(lambda p: Cbc(p, cuts=True), Highs))
    assert isinstance(alone, Found)
    assert isinstance(outcome, Plan)
    assert optimum == outcome.objective
    assert (("solvers_differ",) if value(program, alone.chosen) < optimum else ()) == outcome.faults
