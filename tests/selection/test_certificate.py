"""Certificates of the choice: true on every small program, the same every time, and never of a wrong answer."""

import json
import time
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritizer.model.plan import Infeasible, Plan
from prioritizer.register.check_certificate import Refused, check
from prioritizer.selection.branching import Tree
from prioritizer.selection.certificate import hash_of, written
from prioritizer.selection.choose import NoCertificate, choose, choose_with_proof
from prioritizer.selection.deadline import Deadline, Late
from prioritizer.selection.exact import Answer, Nothing, SolverUnavailable, Unfinished
from prioritizer.selection.highs import Highs
from prioritizer.selection.products import lifted
from prioritizer.selection.program import Program, Row, forced
from prioritizer.selection.proof import Proof, Unproved, prove
from prioritizer.selection.solve import Cbc
from prioritizer.selection.ties import MOST_TIES
from prioritizer.selection.watch import WATCH
from prioritizer.selection.whole_bounds import Arithmetic
from tests.properties.settings import STEADY
from tests.selection.cases import (
    Case,
    best_plans,
    candidate,
    fund,
    knapsack,
    random_case,
    with_overlaps,
)
from tests.selection.proofs import accepted, certified, chosen_with_proof
from tests.selection.test_choose import KNAPSACK, WORSE, Scripted


@STEADY
@given(seed=st.integers(0, 10**6), shared=st.booleans(), size=st.integers(1, 6))
def test_every_certificate_agrees_with_trying_every_plan(seed: int, shared: bool, size: int) -> None:
    """With funds, capacities, limits of every form, equalities, overlaps, and with no plan at all (§15).

    It lists just the plans that trying all finds to be best.
    """
    case = random_case(seed, max(size, 3))
    case = with_overlaps(case, seed) if shared else case
    best, plans = best_plans(case)
    outcome, _, checked = chosen_with_proof(case.program())

    if best is None:
        assert isinstance(outcome, Infeasible)
        assert (checked.plans, outcome.confirmed) == ((), "certificate")
        return
    assert isinstance(outcome, Plan)
    assert (outcome.status, outcome.confirmed, outcome.ties_complete) == (
        "optimal",
        "certificate",
        len(plans) < MOST_TIES,
    )
    assert best == Fraction(checked.value, checked.scale) == Fraction(outcome.objective)
    if outcome.ties_complete:
        assert len(plans) == len(checked.plans) == outcome.ties
        assert checked.excluded == checked.value


@pytest.mark.parametrize("seed", range(40))
def test_a_choice_with_a_certificate_is_the_choice_without_one(seed: int) -> None:
    """The same plan and as many ties, whatever confirms it (§28)."""
    program = with_overlaps(random_case(seed, 5), seed).program()
    outcome, _, _ = chosen_with_proof(program)
    other = choose(program)
    assert type(outcome) is type(other)
    if isinstance(outcome, Plan) and isinstance(other, Plan):
        assert (outcome.chosen, outcome.ties, outcome.ties_complete) == (other.chosen, other.ties, other.ties_complete)


def test_the_same_program_has_the_same_certificate() -> None:
    """Byte for byte, however often it is written, and whichever make found the plan (§28)."""
    program = random_case(7, 6).program()
    texts = {choose_with_proof(program, accepted, makes=makes)[1] for makes in ((Cbc, Highs), (Highs, Cbc), (Highs,))}
    assert len(texts) == 1
    assert choose_with_proof(program, accepted)[1] in texts


def test_every_plan_worth_as_much_is_listed_and_no_other() -> None:
    """Four of five proposals are alike, and two of them fit: six plans, the one that is taken first."""
    outcome, text, checked = chosen_with_proof(knapsack([5, 5, 5, 5, 1], [2, 2, 2, 2, 3], 4).program())
    assert isinstance(outcome, Plan)
    assert (outcome.ties, outcome.ties_complete, len(set(checked.plans))) == (6, True, 6)
    assert tuple(name for name, _, _ in outcome.chosen) == checked.plans[0]
    assert all(len(set(plan) & {"p00", "p01", "p02", "p03"}) == 2 for plan in checked.plans)
    assert f'"excluded":{checked.value}' in text.text


def test_a_tie_that_is_not_listed_is_no_certificate() -> None:
    """Without one of the plans the tree has a hole where that plan was."""
    _, text, _ = chosen_with_proof(knapsack([5, 5, 5], [2, 2, 2], 4).program())
    body = json.loads(text.text)
    body["plans"].pop()
    with pytest.raises(Refused):
        check(json.dumps(body))


def test_more_ties_than_are_listed_are_proved_without_a_list() -> None:
    """Any ten of twenty equal proposals are a tie: no plan is worth more, and the plan that is taken stands alone."""
    program = knapsack([1] * 20, [1] * 20, 10).program()
    outcome, _, checked = chosen_with_proof(program)
    other = choose(program)
    assert isinstance(outcome, Plan)
    assert isinstance(other, Plan)
    assert (outcome.ties, outcome.ties_complete) == (MOST_TIES, False)
    assert (len(checked.plans), checked.excluded) == (1, checked.value + 1)
    assert outcome.chosen == other.chosen


def test_a_wrong_optimum_is_replaced_by_the_plan_that_is_proved() -> None:
    """The search for a proof finds the better plan: that one is chosen, and the disagreement stands in the plan."""
    outcome, text = choose_with_proof(KNAPSACK, accepted, makes=(lambda p: Scripted(p, WORSE), Highs))
    assert isinstance(outcome, Plan)
    assert not isinstance(text, NoCertificate)
    assert (outcome.objective, outcome.faults, outcome.solver) == (Decimal(220), ("solvers_differ",), "HiGHS")
    assert (outcome.confirmed, check(text.text).value) == ("certificate", 220)


def test_a_wrong_no_plan_is_replaced_by_the_plan_that_is_proved() -> None:
    """The first make says that there is none."""
    outcome, _ = choose_with_proof(KNAPSACK, accepted, makes=(lambda p: Scripted(p, Nothing("Infeasible")), Highs))
    assert isinstance(outcome, Plan)
    assert (outcome.objective, outcome.faults) == (Decimal(220), ("solvers_differ",))


def test_half_a_krona_more_is_more() -> None:
    """A plan is proved against every other, not only against those worth a whole krona more (§15)."""
    pair = (candidate("a", 10, {("fund", 2027): 4}), candidate("b", 10, {("fund", 2027): 5}))
    program = Case(pair, (fund({2027: 5}),), reserve_price=Decimal("0.5")).program()
    proof = prove(program, frozenset(program.of("b")))
    assert isinstance(proof, Proof)
    assert (program.scale, proof.plans) == (2, (frozenset(program.of("a")),))


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (replace(WORSE, proved=False, bound=290), "optimal"),
        (Unfinished(300, "Time limit"), "optimal"),
    ],
)
def test_what_a_first_search_leaves_open_is_proved_once_another_has_closed_it(answer: Answer, status: str) -> None:
    """A certificate is of a choice that somebody has called proved."""
    outcome, text = choose_with_proof(KNAPSACK, accepted, makes=(lambda p: Scripted(p, answer), Highs))
    assert isinstance(outcome, Plan)
    assert (outcome.status, outcome.confirmed, outcome.objective) == (status, "certificate", Decimal(220))
    assert not isinstance(text, NoCertificate)


def test_what_is_not_proved_gets_no_certificate() -> None:
    """A plan with a gap is no optimum to prove."""
    found = replace(WORSE, proved=False, bound=290)
    makes = (lambda p: Scripted(p, found), lambda p: _named(Scripted(p, Unfinished(240, "Time limit"))))
    outcome, text = choose_with_proof(KNAPSACK, accepted, makes=makes)
    assert isinstance(outcome, Plan)
    assert (outcome.status, outcome.confirmed, text) == ("feasible", "none", NoCertificate("not_proved"))


def _named(solver: Scripted) -> Scripted:
    solver.name = "Other"
    return solver


def test_when_the_time_for_the_proof_is_out_another_make_confirms() -> None:
    """Said with how far the search came; the plan stands with what else confirms it."""
    program = knapsack([60, 100, 120], [10, 20, 30], 50).program()
    assert Unproved(0) == prove(program, frozenset({0}), time_limit=1e-9)

    makes: tuple[Callable[[Program], Highs | Cbc], ...] = (_Slow, Highs)
    outcome, text = choose_with_proof(program, accepted, time_limit=1e-9, makes=makes)
    assert isinstance(outcome, Plan)
    assert text == NoCertificate("unfinished", {"nodes": 0})
    assert outcome.objective == Decimal(220)


class _Slow(Highs):
    """HiGHS that takes the time it needs, whatever it is given, so that a proved plan meets a time that has passed."""

    name = "Slow"

    def search(
        self,
        rows: tuple[Row, ...] = (),
        at_least: int | None = None,
        time_limit: float | None = None,
        without: frozenset[str] = frozenset(),
        start: frozenset[int] | None = None,
        any_plan: bool = False,
    ) -> Answer:
        """As if there were no limit of time."""
        del time_limit
        return super().search(rows, at_least, None, without, start, any_plan)


def test_without_highs_cbc_chooses_and_there_is_no_certificate(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tree needs HiGHS's relaxation; the notice says so."""

    def blocked(*_: object, **__: object) -> None:
        raise SolverUnavailable("HiGHS", "highspy is not installed")

    monkeypatch.setattr("prioritizer.selection.branching.Relaxation", blocked)
    outcome, text = choose_with_proof(KNAPSACK, accepted, makes=(Cbc,))
    assert isinstance(outcome, Plan)
    assert isinstance(text, NoCertificate)
    assert (text.why, outcome.status, outcome.confirmed) == ("unavailable", "optimal", "none")


def test_somebody_who_wants_an_end_gets_the_plan_without_a_certificate(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C while the proof is searched for ends that search (§15)."""
    program = random_case(7, 6).program()

    def asked(text: str) -> None:
        if text.startswith("certificate"):
            monkeypatch.setattr(WATCH, "asked", True)

    outcome, text = choose_with_proof(program, accepted, report=asked)
    assert isinstance(outcome, Plan)
    assert isinstance(text, NoCertificate)
    assert text.why == "unfinished"


def test_a_certificate_that_is_not_accepted_is_never_passed_on() -> None:
    """What the checker raises goes through, and so does another program than the one that was written."""

    def refused(_: str) -> str:
        raise Refused("left_over", where="node 1")

    with pytest.raises(Refused):
        choose_with_proof(KNAPSACK, refused)
    with pytest.raises(AssertionError, match="the checker read program"):
        choose_with_proof(KNAPSACK, lambda _: "another")


def test_an_empty_program_has_a_certificate() -> None:
    """Nothing to choose between is worth nothing, provably."""
    _, _, checked = chosen_with_proof(Case(()).program())
    assert (checked.value, checked.plans) == (0, ((),))


def test_a_row_that_nothing_can_meet_is_a_certificate_by_itself() -> None:
    """A mandatory proposal without a version."""
    program = knapsack([5], [6], 10).program().with_rows(forced("mandatory:gone", [], 1))
    assert chosen_with_proof(program)[2].plans == ()


def test_a_deadline_that_has_passed_stops_the_tree() -> None:
    """Before the first node is solved."""
    passed = Deadline(time.perf_counter() - 1)
    with pytest.raises(Late):
        Tree(knapsack([5], [6], 10).program(), 6, 0, passed, lambda _: None).grow()


def test_progress_is_told_in_nodes() -> None:
    """So that somebody who waits sees that something happens."""
    heard: list[str] = []
    choose_with_proof(random_case(7, 6).program(), accepted, report=heard.append)
    told = [step for step in heard if not step.startswith("standing: ")]
    assert told[:2] == ["CBC: search", "certificate: 0"]


@pytest.mark.parametrize("seed", range(8))
def test_values_beyond_64_bits_are_proved_alike(seed: int) -> None:
    """Sums that a machine word cannot hold are made with Python's own numbers."""
    case = random_case(seed, 4)
    large = replace(case, candidates=tuple(replace(c, value=c.value * 10**17) for c in case.candidates))
    program = large.program()
    outcome = choose(case.program())
    if not isinstance(outcome, Plan) or case.reserve_price:
        return
    checked = check(certified(program, outcome).text)
    assert outcome.objective * 10**17 * checked.scale == checked.value


@pytest.mark.parametrize("seed", range(20))
def test_the_fast_arithmetic_says_what_plain_sums_say(seed: int) -> None:
    """Bound and gains of the same multipliers, with machine words and with Python's numbers."""
    program = lifted(with_overlaps(random_case(seed, 4), seed).program())
    exact = Arithmetic(program)
    part = exact.whole()
    multipliers = {
        r: (1 if row.sense == "<=" else -1) * (r % 5 + 1) for r, row in enumerate(program.rows) if row.coefficients
    }
    weighed = exact.weigh(part, 3, multipliers)
    gains = [3 * c for c in program.objective]
    for r, y in multipliers.items():
        for i, c in program.rows[r].coefficients:
            gains[i] -= y * c
    rows = sum(y * program.rows[r].bound for r, y in multipliers.items())

    assert gains == weighed.gains.tolist()
    assert rows + sum(max(0, g) for g in gains) == weighed.bound


def test_rows_are_written_as_they_are_solved() -> None:
    """Names, whole numbers and senses; the hash changes with any of them."""
    program = knapsack([60, 100], [10, 20], 25).program()
    described = written(program)
    assert json.loads(json.dumps(described)) == {
        "scale": 1,
        "variables": [c.proposal for c in program.candidates],
        "objective": list(program.objective),
        "rows": [
            {
                "id": row.id,
                "sense": row.sense,
                "bound": row.bound,
                "coefficients": [list(pair) for pair in row.coefficients],
            }
            for row in program.rows
        ],
    }
    other = program.with_rows(Row("extra", ((0, 1),), "<=", 1, "limit"))
    assert hash_of(described) != hash_of(written(other))
