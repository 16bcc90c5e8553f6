"""Certificates of the choice: true on every small program, the same every time, and never of a wrong answer."""

import json
import time
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritizer.model.plan import Infeasible, Plan
from prioritizer.register.check_certificate import Checked, check
from prioritizer.selection.branching import BetterPlan, OutOfTime, Tree
from prioritizer.selection.certificate import Certificate, Uncertified, certify, hash_of, written
from prioritizer.selection.choose import choose
from prioritizer.selection.products import lifted
from prioritizer.selection.program import Program, Row, forced
from prioritizer.selection.whole_bounds import Arithmetic
from tests.properties.settings import STEADY
from tests.selection.cases import Case, best_plans, candidate, fund, knapsack, random_case, with_overlaps


def proved(program: Program, outcome: Plan | Infeasible) -> Checked:
    """What the checker makes of the certificate."""
    certificate = certify(program, outcome)
    assert isinstance(certificate, Certificate)
    checked = check(certificate.text)
    assert (checked.hash, checked.nodes) == (certificate.hash, certificate.nodes)
    return checked


@STEADY
@given(seed=st.integers(0, 10**6), shared=st.booleans(), size=st.integers(1, 6))
def test_every_certificate_agrees_with_trying_every_plan(seed: int, shared: bool, size: int) -> None:
    """With funds, capacities, limits of every form, equalities, overlaps, and with no plan at all (§15)."""
    case = random_case(seed, max(size, 3))
    case = with_overlaps(case, seed) if shared else case
    best, _ = best_plans(case)
    program = case.program()
    outcome = choose(program)
    assert isinstance(outcome, Plan | Infeasible)
    checked = proved(program, outcome)

    if best is None:
        assert checked.claim == "infeasible"
        return
    assert (checked.claim, checked.strict) == ("optimal", True)
    assert best == Fraction(checked.value, checked.scale)
    assert checked.value < checked.excluded


def test_the_same_program_has_the_same_certificate() -> None:
    """Byte for byte, however often it is written (§28)."""
    program = random_case(7, 6).program()
    outcome = choose(program)
    assert isinstance(outcome, Plan | Infeasible)
    assert certify(program, outcome) == certify(program, outcome)


def test_a_plan_that_is_not_the_best_gets_no_certificate() -> None:
    """The search for a proof ends with the better plan and its worth, never with a proof."""
    program = knapsack([60, 100, 120], [10, 20, 30], 50).program()
    best = choose(program)
    assert isinstance(best, Plan)
    worse = replace(best, chosen=best.chosen[:1], objective=Decimal(120))
    with pytest.raises(BetterPlan) as found:
        certify(program, worse)
    assert found.value.worth > 120


def test_no_plan_gets_no_certificate_where_there_is_one() -> None:
    """The plan that was found speaks against it."""
    with pytest.raises(BetterPlan):
        certify(knapsack([5], [6], 10).program(), Infeasible(()))


def test_a_plan_less_than_a_krona_from_the_best_is_proved_to_the_krona() -> None:
    """§15: optimal is when no other can be worth one krona more. The certificate then says so, and not more."""
    pair = (candidate("a", 10, {("fund", 2027): 4}), candidate("b", 10, {("fund", 2027): 5}))
    program = Case(pair, (fund({2027: 5}),), reserve_price=Decimal("0.5")).program()
    best = choose(program)
    assert isinstance(best, Plan)
    assert (int(best.objective), program.scale) == (8, 2)
    second = replace(best, chosen=(("b", None, None),), objective=Decimal("7.5"))
    checked = proved(program, second)

    assert (checked.strict, checked.excluded - checked.value) == (False, checked.scale)


def test_an_empty_program_has_a_certificate() -> None:
    """Nothing to choose between is worth nothing, provably."""
    program = Case(()).program()
    outcome = choose(program)
    assert isinstance(outcome, Plan)
    assert proved(program, outcome).value == 0


def test_a_row_that_nothing_can_meet_is_a_certificate_by_itself() -> None:
    """A mandatory proposal without a version."""
    program = knapsack([5], [6], 10).program().with_rows(forced("mandatory:gone", [], 1))
    assert proved(program, Infeasible(("mandatory:gone",))).claim == "infeasible"


def test_when_the_time_is_out_there_is_no_certificate() -> None:
    """Said with how far the search came, and never a part of a tree."""
    program = knapsack([60, 100, 120], [10, 20, 30], 50).program()
    outcome = choose(program)
    assert isinstance(outcome, Plan)
    assert Uncertified(0) == certify(program, outcome, time_limit=1e-9)


def test_a_deadline_that_has_passed_stops_the_tree() -> None:
    """Before the first node is solved."""
    with pytest.raises(OutOfTime):
        Tree(knapsack([5], [6], 10).program(), 6, time.perf_counter() - 1, lambda _: None).grow()


def test_progress_is_told_in_nodes() -> None:
    """So that somebody who waits sees that something happens."""
    heard: list[str] = []
    program = random_case(7, 6).program()
    outcome = choose(program)
    assert isinstance(outcome, Plan | Infeasible)
    certify(program, outcome, report=heard.append)
    assert heard[0] == "certificate: 0"


@pytest.mark.parametrize("seed", range(8))
def test_values_beyond_64_bits_are_proved_alike(seed: int) -> None:
    """Sums that a machine word cannot hold are made with Python's own numbers."""
    case = random_case(seed, 4)
    large = replace(case, candidates=tuple(replace(c, value=c.value * 10**17) for c in case.candidates))
    program = large.program()
    outcome = choose(case.program())
    if not isinstance(outcome, Plan) or case.reserve_price:
        return
    checked = proved(program, outcome)
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
