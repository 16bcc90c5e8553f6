"""A search that is stopped by a clock or by somebody gives the best plan so far, its bound, and no claim of proof."""

import random
from collections.abc import Iterator
from decimal import Decimal

import pytest

from prioritizer.explanation.gaming import gaming
from prioritizer.model.plan import Plan, Undecided
from prioritizer.model.portfolio import Resource
from prioritizer.selection import solve
from prioritizer.selection.choose import choose
from prioritizer.selection.exact import Found
from prioritizer.selection.highs import Highs
from prioritizer.selection.program import Program, violated
from prioritizer.selection.ratio import best_ratio
from prioritizer.selection.search import Make
from prioritizer.selection.solve import Cbc
from prioritizer.selection.watch import WATCH
from tests.selection.cases import Case, candidate, fund

BOTH: list[tuple[Make, ...]] = [(Cbc, Highs), (Highs, Cbc), (Highs,)]


def hard(size: int = 150, resources: int = 10) -> Program:
    """The program of a case that is hard."""
    return hard_case(size, resources).program()


def hard_case(size: int, resources: int) -> Case:
    """Values that follow costs over ten capacities: minutes of work for any solver."""
    draw = random.Random(1)
    names = [f"r{n}" for n in range(resources)]
    found = []
    for n in range(size):
        uses: dict[tuple[str, int | None], int] = {(name, None): draw.randint(100, 1000) for name in names}
        worth = sum(uses.values()) // resources + draw.randint(0, 500)
        found.append(candidate(f"p{n:03}", worth, {("fund", 2027): draw.randint(100, 1000)}, uses=uses))
    half = {name: sum(int(c.uses[name, None]) for c in found) // 2 for name in names}
    capacities = tuple(Resource(name, "", "", {None: Decimal(half[name])}) for name in names)
    return Case(tuple(found), (fund({2027: 10**6}),), capacities)


HARD = hard()


@pytest.fixture
def asked() -> Iterator[None]:
    """Somebody asked for an end before the search began."""
    WATCH.asked = True
    yield
    WATCH.asked = False


def assert_unproved(outcome: object, program: Program) -> Plan:
    """A plan within all rows, with room up to its bound."""
    assert isinstance(outcome, Plan)
    assert (outcome.status, outcome.confirmed) == ("feasible", "none")
    assert outcome.bound - outcome.objective >= 1
    assert violated(program, [program.index(key) for key in outcome.chosen]) == ()
    return outcome


@pytest.mark.parametrize("makes", BOTH, ids=["cbc", "highs", "highs alone"])
def test_a_small_time_limit_gives_a_plan_with_its_bound(makes: tuple[Make, ...]) -> None:
    """One second is not enough for a proof, and is enough for a plan."""
    assert_unproved(choose(HARD, 1.0, makes=makes), HARD)


@pytest.mark.parametrize("makes", BOTH, ids=["cbc", "highs", "highs alone"])
@pytest.mark.usefixtures("asked")
def test_once_asked_for_an_end_the_search_takes_no_time(makes: tuple[Make, ...]) -> None:
    """Whoever is asked, the answer comes at once, without a time limit: a plan with a bound, not proved."""
    assert_unproved(choose(HARD, makes=makes), HARD)


@pytest.mark.parametrize("makes", BOTH, ids=["cbc", "highs", "highs alone"])
def test_an_end_asked_for_while_a_solver_works_is_heard(makes: tuple[Make, ...]) -> None:
    """The search without a time limit tells its value, bound and gap, and ends when somebody has heard enough.

    Nobody sends CBC a signal here, as a terminal would: it is told by us.
    """
    heard: list[str] = []

    def hear(step: str) -> None:
        heard.append(step)
        WATCH.asked = WATCH.asked or (step.startswith("standing: ") and "–" not in step)

    try:
        assert_unproved(choose(HARD, report=hear, makes=makes), HARD)
    finally:
        WATCH.asked = False
    told = next(step for step in heard if step.startswith("standing: ") and "–" not in step)
    value, bound, gap = (int(n.replace(" ", "")) for n in told.removeprefix("standing: ").split(" / "))
    assert bound - value == gap > 0


def test_cbc_that_ends_without_a_word_once_asked_is_not_called_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Ctrl-C that comes while it starts kills it: the other make gives the plan, and no fault is told."""

    def killed(*_: object) -> int:
        WATCH.asked = True
        return -2

    monkeypatch.setattr(solve, "run_cbc", killed)
    try:
        assert assert_unproved(choose(HARD, makes=(Cbc, Highs)), HARD).faults == ()
    finally:
        WATCH.asked = False


@pytest.mark.usefixtures("asked")
def test_the_ratio_that_is_stopped_is_not_proved() -> None:
    """The best plan so far, and no bound on its ratio is claimed."""
    default = choose(HARD)
    found = best_ratio(HARD, Decimal(20_000), default)

    assert_unproved(found.outcome, HARD)
    assert found.ratio is not None
    assert (found.ratio.proved, found.given_up) == (False, None)


def test_words_of_an_end_do_not_stay() -> None:
    """A small program is proved as ever after another search was stopped."""
    assert not WATCH.asked
    assert not isinstance(choose(hard(8, 2)), Undecided)


@pytest.mark.parametrize("make", [Cbc, Highs])
@pytest.mark.usefixtures("asked")
def test_a_plan_worth_less_than_was_asked_for_is_no_answer(make: type[Cbc | Highs]) -> None:
    """Somebody who asks for as much as the bound allows is not answered by the plan at which a solver was stopped."""
    first = Highs(HARD).search(time_limit=0.3)
    assert isinstance(first, Found)
    wanted = first.bound
    assert wanted is not None
    answer = make(HARD).search(at_least=wanted, time_limit=0.3, any_plan=True)

    assert not isinstance(answer, Found) or answer.value >= wanted


@pytest.mark.usefixtures("asked")
def test_once_asked_for_an_end_copies_and_halves_are_not_settled() -> None:
    """They are told as such, and the questions come to an end."""
    case = hard_case(12, 2)
    WATCH.asked = False
    plan = choose(case.program())
    WATCH.asked = True
    assert isinstance(plan, Plan)
    found = gaming(case.statement(), plan)

    assert found.copies.gains == ()
    assert found.copies.unsettled == found.copies.asked


def test_questions_about_a_plan_that_is_not_the_best_come_to_an_end() -> None:
    """A better plan without any copy says nothing of copies."""
    case = hard_case(6, 2)
    worst = Plan(
        "optimal", (case.candidates[0].key,), Decimal(case.candidates[0].value), Decimal(0), Decimal(0), "none"
    )
    found = gaming(case.statement(), worst)

    assert found.copies.unsettled
