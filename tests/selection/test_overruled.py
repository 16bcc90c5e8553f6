"""A solver's word is held against the plan at hand: what is known cannot be talked away (convention §15)."""

from dataclasses import replace

import numpy as np
import pytest

from prioritizer.explanation.knowing import knowing
from prioritizer.explanation.margins import margins
from prioritizer.explanation.questions import Questions
from prioritizer.explanation.robustness import robustness
from prioritizer.explanation.worlds import Worlds
from prioritizer.model.plan import Plan
from prioritizer.selection.choose import choose
from prioritizer.selection.exact import OVERRULED, Answer, Found, Nothing, Unfinished, held_against
from prioritizer.selection.highs import Highs
from prioritizer.selection.program import Row, forced, value
from prioritizer.selection.solve import Cbc
from tests.explanation.test_knowing import every
from tests.selection.cases import Case, knapsack

ROUND = knapsack([60, 100, 120, 7, 9, 31, 44, 83], [10, 20, 30, 3, 4, 11, 17, 29], 61)
PROGRAM = ROUND.program()
NOTHING = Nothing("Infeasible")
EMPTY = Found(frozenset(), 0, True, 0, "Optimal")


def best() -> Found:
    """The best plan of the round, by a solver that is not lied for."""
    answer = Cbc(PROGRAM).search()
    assert isinstance(answer, Found)
    return answer


class Lying(Highs):
    """HiGHS whose search of whole numbers says the same whatever is asked."""

    says: Answer = NOTHING

    def _solve(self, *_: object) -> Answer:
        return self.says


class LyingCbc(Cbc):
    """CBC that does the same."""

    says: Answer = NOTHING

    def _run(self, *_: object) -> Answer:
        return self.says


@pytest.mark.parametrize("says", [NOTHING, EMPTY])
def test_a_plan_at_hand_stands_unproved_against_a_solver_that_denies_it(says: Answer) -> None:
    """With the bound of the relaxation, which no plan is worth more than, and with a word about the fault."""
    known = best()
    solver = Lying(PROGRAM)
    solver.says = says
    answer = solver.search(start=known.chosen)
    assert isinstance(answer, Found)
    assert (answer.chosen, answer.value, answer.proved, answer.overruled) == (known.chosen, known.value, False, True)
    assert answer.bound is not None
    assert known.value <= answer.bound < 2 * known.value
    assert OVERRULED in answer.said


@pytest.mark.parametrize("says", [NOTHING, EMPTY])
def test_the_other_make_is_held_against_the_plan_at_hand_too(says: Answer) -> None:
    """CBC gives no bound, so none is told."""
    known = best()
    solver = LyingCbc(PROGRAM)
    solver.says = says
    answer = solver.search(start=known.chosen)
    assert isinstance(answer, Found)
    assert (answer.chosen, answer.proved, answer.overruled, answer.bound) == (known.chosen, False, True, None)


def test_a_plan_worth_less_than_what_is_asked_for_says_nothing_of_the_answer() -> None:
    """There may well be no plan worth a krona more than the best one."""
    known = best()
    assert held_against(PROGRAM, known.chosen, NOTHING, at_least=known.value + 1) is NOTHING


def test_a_search_that_was_only_stopped_is_no_fault() -> None:
    """The plan at hand stands with the bound of the search, which did nothing wrong."""
    known = best()
    answer = held_against(PROGRAM, known.chosen, Unfinished(known.value + 9, "Time limit reached"))
    assert isinstance(answer, Found)
    assert (answer.value, answer.proved, answer.bound, answer.overruled) == (known.value, False, known.value + 9, False)


@pytest.fixture(params=[NOTHING, EMPTY])
def liar(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every search of HiGHS, of whole numbers or not, ends in the same lie."""
    monkeypatch.setattr(Highs, "search", lambda *_, **__: request.param)


def chosen(case: Case) -> Plan:
    """The plan of a case."""
    plan = choose(case.program(), makes=(Cbc,))
    assert isinstance(plan, Plan)
    return plan


@pytest.mark.usefixtures("liar")
def test_a_question_keeps_the_known_plan_that_a_solver_denies() -> None:
    """Asked for the best plan without a proposal that the plan does not have, the plan itself is one."""
    plan = chosen(ROUND)
    questions = Questions.about(PROGRAM, plan)
    outside = next(i for i in range(len(PROGRAM.candidates)) if i not in questions.chosen)
    answer = questions.best([forced("out", [outside], 0)])
    assert (answer.plan, answer.low, answer.faults) == (questions.chosen, questions.standing, (OVERRULED,))
    assert questions.faults == (OVERRULED,)


@pytest.mark.usefixtures("liar")
def test_the_best_plan_of_a_draw_is_never_worse_than_the_plan_as_it_stands() -> None:
    """Robustness and the worth of knowing tell the fault, and regret below zero is never told."""
    plan = chosen(ROUND)
    draws = [[c.value, c.value + 1, max(0, c.value - 3)] for c in PROGRAM.candidates]
    worlds = Worlds.of(PROGRAM, draws, [])
    told = robustness(worlds, plan, {})
    assert told.faults == (OVERRULED,)
    assert told.regret.mean == told.regret.p95 == 0
    assert told.proved == 0
    assert told.same == 1
    (known,) = knowing(worlds, plan, [every(worlds.program, np.array([1.0, 2.0, 3.0]))])
    assert known.worth == 0
    assert not known.exact
    assert known.faults == (OVERRULED,)


def test_a_margin_tells_that_a_solver_was_overruled(monkeypatch: pytest.MonkeyPatch) -> None:
    """HiGHS denies a plan that an earlier question found; the later one keeps it, not exact, and says so."""
    plan = chosen(ROUND)
    honest = margins(PROGRAM, plan, {c.proposal: "admitted" for c in PROGRAM.candidates})
    truthful = Highs.search

    def search(self: Highs, rows: tuple[Row, ...] = (), **asked: object) -> Answer:
        answer = truthful(self, rows, **asked)  # type: ignore[arg-type]
        return NOTHING if asked.get("start") is not None else answer

    monkeypatch.setattr(Highs, "search", search)
    told = margins(PROGRAM, plan, {c.proposal: "admitted" for c in PROGRAM.candidates})
    assert any(margin.faults == (OVERRULED,) for margin in told)
    for margin, true in zip(told, honest, strict=True):
        assert not (margin.faults and margin.exact)
        if margin.low is not None and margin.high is not None and true.margin is not None:
            assert margin.low <= true.margin <= margin.high


def test_the_plan_at_hand_is_counted_in_the_programs_own_units() -> None:
    """Products of an overlap group are part of what a plan at hand is worth."""
    shared = replace(ROUND, together={("people", (("p00", None, None), ("p01", None, None))): -50})
    program = shared.program()
    known = frozenset(program.index((name, None, None)) for name in ("p00", "p01"))
    solver = Lying(program)
    answer = solver.search(start=known)
    assert isinstance(answer, Found)
    assert answer.value >= value(program, known) == 110
