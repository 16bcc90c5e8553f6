"""Each make of solver, and what it does on other people's machines."""

import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from itertools import chain, combinations
from pathlib import Path

import pulp
import pytest

from prioritizer.model.plan import Plan
from prioritizer.selection.choose import choose
from prioritizer.selection.exact import (
    Answer,
    Found,
    Nothing,
    Solver,
    SolverMisbehaved,
    SolverUnavailable,
    Unfinished,
)
from prioritizer.selection.highs import Highs
from prioritizer.selection.program import Program, Row, exclusion, forced
from prioritizer.selection.search import Make
from prioritizer.selection.solve import Cbc
from tests.selection.cases import Case, candidate, knapsack, random_case

KNAPSACK = knapsack([60, 100, 120], [10, 20, 30], 50).program()
MAKES = [Cbc, Highs]
TASKS = Path("/proc/self/task")
MISJUDGED = [
    (
        [24306000, 538000, 4339000, 4527000, 1426000, 786000, 1261000, 1226000, 857000],
        [35061429, 362166, 5112997, 3259900, 1076107, 550986, 1146462, 1060518, 340583],
        13743100,
    ),
    (
        [2312000, 4778000, 35114000, 7850000, 2130000, 3184000, 1357000, 1441000, 504000],
        [3814342, 12805603, 12484861, 4697154, 1556978, 4626447, 1480703, 1462755, 212985],
        20534500,
    ),
]
"""Costs, values and budget of rounds on which HiGHS called a worse plan optimal by up to a fifth."""


@pytest.mark.parametrize("make", MAKES)
def test_a_solver_finds_and_proves_the_most_valuable_plan(make: type[Cbc] | type[Highs]) -> None:
    """Of three proposals and fifty kronor, the two dearer ones."""
    answer = make(KNAPSACK).search()
    assert isinstance(answer, Found)
    assert (answer.value, answer.proved) == (220, True)


@pytest.mark.parametrize("make", MAKES)
def test_a_solver_finds_nothing_worth_more_than_the_most_valuable_plan(make: type[Cbc] | type[Highs]) -> None:
    """With the best plan excluded, none is worth as much."""
    solver: Solver = make(KNAPSACK)
    best = solver.search()
    assert isinstance(best, Found)
    assert isinstance(solver.search((exclusion(KNAPSACK, best.chosen),), at_least=best.value), Nothing)


@pytest.mark.parametrize("make", MAKES)
@pytest.mark.parametrize(("costs", "values", "budget"), MISJUDGED)
def test_rounds_on_which_highs_was_wrong_come_out_right(
    make: type[Cbc] | type[Highs], costs: list[int], values: list[int], budget: int
) -> None:
    """The best plan, and the best with or without each proposal, as every plan there is says."""
    program = knapsack(values, costs, budget).program()
    solver: Solver = make(program)
    every = chain.from_iterable(combinations(range(len(costs)), size) for size in range(len(costs) + 1))
    plans = [frozenset(plan) for plan in every if sum(costs[i] for i in plan) <= budget]

    def most(some: Iterable[frozenset[int]]) -> int | None:
        return max((sum(values[i] for i in plan) for plan in some), default=None)

    assert worth(solver.search()) == most(plans)
    for i in range(len(costs)):
        place = program.of(f"p{i:02}")
        assert worth(solver.search((forced("f", place, 0),))) == most(plan for plan in plans if i not in plan)
        assert worth(solver.search((forced("f", place, 1),))) == most(plan for plan in plans if i in plan)


def worth(answer: Answer) -> int | None:
    """What a proved answer is worth; None where there is no plan."""
    if isinstance(answer, Nothing):
        return None
    assert isinstance(answer, Found)
    assert answer.proved
    return answer.value


@pytest.mark.parametrize("make", MAKES)
@pytest.mark.parametrize("seed", range(10))
def test_any_plan_worth_what_is_asked_is_enough_and_none_is_nothing(make: type[Cbc] | type[Highs], seed: int) -> None:
    """A search that may stop early answers with a plan worth what was asked for, or with nothing when none is."""
    program = random_case(seed, 6).program()
    solver: Solver = make(program)
    best = solver.search()
    if isinstance(best, Nothing):
        return
    assert isinstance(best, Found)
    asked = best.value - abs(best.value) // 10
    some = solver.search(at_least=asked, any_plan=True)
    assert isinstance(some, Found)
    assert asked <= some.value <= best.value
    assert isinstance(solver.search(at_least=best.value + 1, any_plan=True), Nothing)
    assert best == solver.search()


@pytest.mark.parametrize("make", MAKES)
def test_a_search_leaves_nothing_behind(make: type[Cbc] | type[Highs]) -> None:
    """Rows added, limits left out and cutoffs of one search do not reach the next."""
    solver: Solver = make(KNAPSACK)
    first = solver.search()
    solver.search((forced("f", [0], 1), forced("g", [1, 2], 0)), at_least=10**6)
    solver.search(without=frozenset({"fund:fund:2027"}), any_plan=True)
    assert first == solver.search()


@pytest.mark.parametrize("make", MAKES)
def test_a_program_without_a_plan_is_said_to_have_none(make: type[Cbc] | type[Highs]) -> None:
    """Also where the relaxation has one, so that CBC's word is «Integer infeasible»."""
    program = random_case(20, 5).program()
    assert isinstance(make(program).search(), Nothing)


@pytest.mark.parametrize("start", [None, frozenset[int]()])
@pytest.mark.parametrize("make", MAKES)
def test_an_empty_portfolio_has_the_empty_plan(make: type[Cbc] | type[Highs], start: frozenset[int] | None) -> None:
    """Nothing proposed, nothing chosen, worth nothing; also when the search begins from that plan."""
    answer = make(Case(()).program()).search(start=start)
    assert isinstance(answer, Found)
    assert (frozenset(), 0, True) == (answer.chosen, answer.value, answer.proved)


@pytest.mark.parametrize("make", MAKES)
def test_out_of_time_is_never_called_proved(make: type[Cbc] | type[Highs]) -> None:
    """A time limit of a thousandth of a second on a hard choice gives no proof."""
    hard = knapsack([10**6 + 7919 * i % 1009 for i in range(120)], [10**6 + 7919 * i % 1013 for i in range(120)], 10**7)
    answer = make(hard.program()).search(time_limit=0.001)
    assert isinstance(answer, Unfinished | Found)
    assert isinstance(answer, Unfinished) or not answer.proved


def test_cbc_is_not_believed_that_there_is_no_plan_once_its_time_has_passed() -> None:
    """While it looks over a program it calls one impossible for lack of time."""
    program = knapsack([1], [1], 1).program()
    impossible = replace(program, rows=(*program.rows, Row("row", ((0, 1),), ">=", 2, "limit", "row")))

    assert isinstance(Cbc(impossible).search(), Nothing)
    assert isinstance(Cbc(impossible).search(time_limit=60.0), Nothing)
    assert isinstance(Cbc(impossible).search(time_limit=1e-9), Unfinished)


def test_highs_says_nothing_on_stdout(capfd: pytest.CaptureFixture[str]) -> None:
    """A banner there would spoil the answer for machines."""
    code = (
        "from prioritizer.selection.highs import Highs\n"
        "from tests.selection.cases import knapsack\n"
        "Highs(knapsack([1], [1], 1).program()).search()\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])
    assert tuple(capfd.readouterr()) == ("", "")


def test_highs_answers_after_somebody_else_has_set_its_threads() -> None:
    """A solve with other threads in the same process does not make ours fail without a word."""
    code = (
        "import pulp\n"
        "from prioritizer.selection.exact import Found\n"
        "from prioritizer.selection.highs import Highs\n"
        "from tests.selection.cases import knapsack\n"
        "other = pulp.LpProblem('other', pulp.LpMaximize)\n"
        "x = other.add_variable('x', lowBound=0, upBound=1, cat=pulp.LpInteger)\n"
        "other.setObjective(x + 0)\n"
        "other.solve(pulp.HiGHS(msg=False, threads=2))\n"
        "assert other.sol_status == pulp.LpSolutionOptimal\n"
        "assert isinstance(Highs(knapsack([60, 100, 120], [10, 20, 30], 50).program()).search(), Found)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.skipif(not TASKS.exists(), reason="how many threads there are is read from /proc")
def test_highs_keeps_no_thread_that_waits_for_work() -> None:
    """It would take a core of its own, whatever else runs there."""
    code = (
        "import pathlib, numpy\n"
        "from prioritizer.selection.highs import Highs\n"
        "from tests.selection.cases import random_case\n"
        "solver = Highs(random_case(3).program())\n"
        f"threads = lambda: len(list(pathlib.Path({str(TASKS)!r}).iterdir()))\n"
        "before = threads()\n"
        "solver.search()\n"
        "assert threads() == before\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize("folder", ["with a space", "på svenska"])
def test_cbc_works_from_a_temporary_folder_with_a_space_or_an_accent(
    folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """CBC splits what it is told at spaces, so its files are named without their folder."""
    (tmp_path / folder).mkdir()
    for name in ("TMPDIR", "TMP", "TEMP"):
        monkeypatch.setenv(name, str(tmp_path / folder))
    assert isinstance(Cbc(KNAPSACK).search(), Found)
    assert os.listdir(tmp_path / folder) == []


def test_a_blocked_executable_is_a_named_notice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where CBC may not run, it is said to be unavailable."""
    monkeypatch.setattr(pulp.COIN_CMD, "available", lambda _: False)
    with pytest.raises(SolverUnavailable, match="missing or blocked"):
        Cbc(KNAPSACK)


def test_a_solver_that_is_not_installed_is_a_named_notice(monkeypatch: pytest.MonkeyPatch) -> None:
    """A platform without a wheel has one solver less and no crash."""
    monkeypatch.setitem(sys.modules, "highspy", None)
    with pytest.raises(SolverUnavailable, match="not installed"):
        Highs(KNAPSACK)


def test_candidates_of_a_version_row_never_stand_together() -> None:
    """At most one version of a proposal is in a plan."""
    pair = (candidate("a", 5, alternative="x"), candidate("a", 7, alternative="y"))
    answer = Highs(Case(pair).program()).search()
    assert isinstance(answer, Found)
    assert answer.value == 7


@pytest.mark.parametrize("broken", ["CBC", "HiGHS"])
def test_a_solver_that_answers_what_none_should_is_told_and_the_other_one_serves(broken: str) -> None:
    """The plan is the same, nobody else confirms it, and the notice names the solver."""

    class Broken:
        name = broken
        most_nodes: int | None = None

        def __init__(self, _: Program) -> None:
            pass

        def search(self, *_: object, **__: object) -> Answer:
            raise SolverMisbehaved(broken, "Unknown")

    makes: tuple[Make, ...] = (Broken, Highs if broken == "CBC" else Cbc)
    outcome = choose(KNAPSACK, makes=makes)

    assert isinstance(outcome, Plan)
    assert (outcome.objective, outcome.confirmed) == (Decimal(220), "none")
    assert outcome.faults == (f"{broken.lower()}_misbehaved",)
