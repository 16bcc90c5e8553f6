"""What a limit measures on a plan agrees with the rows that constrain the choice (convention §19)."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prioritizer.model.plan import Candidate
from prioritizer.model.rules import Amount, Leaf, Limit, Op, Relation, Source
from prioritizer.predicates.constrain import UnknownThreshold, constrain
from prioritizer.predicates.measure import measure

HIGH = Leaf("risk", Op.EQUALS, "high")
ENVELOPE = Decimal(100)


def candidate(name: str, fund: str, kronor: int, risk: str = "low", year: int = 2027) -> Candidate:
    """One chosen version."""
    return Candidate(name, None, 2027, 0, {(fund, year): Decimal(kronor)}, {}, {"risk": risk, "size": Decimal(kronor)})


def limit_of(amount: Amount) -> Limit:
    """A limit with nothing but its amount."""
    return Limit("x", {}, {}, amount, Source("s"))


PLAN = [candidate("a", "f", 30, "high"), candidate("b", "f", 30), candidate("c", "g", 20, "high", 2028)]


@pytest.mark.parametrize(
    ("amount", "used"),
    [
        (Amount("sum_of", "granted", Op.AT_MOST, Decimal(50)), {"x": Fraction(80)}),
        (Amount("sum_of", "granted", Op.AT_MOST, Decimal(50), by="year"), {"x[2027]": 60, "x[2028]": 20}),
        (Amount("sum_of", "size", Op.AT_LEAST, Decimal(50), where=HIGH), {"x": Fraction(50)}),
        (Amount("count_where", "granted", Op.AT_MOST, Decimal(1), where=HIGH), {"x": Fraction(2)}),
        (Amount("share_of", "granted", Op.AT_MOST, Decimal("0.5"), where=HIGH), {"x": Fraction(5, 8)}),
        (
            Amount("share_of", "granted", Op.AT_MOST, Decimal("0.5"), where=HIGH, by="fund"),
            {"x[f]": Fraction(1, 2), "x[g]": Fraction(1)},
        ),
        (
            Amount("share_of", "granted", Op.AT_MOST, Decimal("0.5"), by="fund"),
            {"x[f]": Fraction(3, 4), "x[g]": Fraction(1, 4)},
        ),
        (
            Amount("share_of", "granted", Op.AT_MOST, Decimal("0.5"), where=HIGH, base="envelope"),
            {"x": Fraction(1, 2)},
        ),
    ],
)
def test_a_plan_is_measured_in_the_limit_s_own_unit(amount: Amount, used: dict[str, Fraction]) -> None:
    """Kronor, a count, or a share of what the limit takes it of."""
    assert used == {row.id: row.used for row in measure(limit_of(amount), PLAN, {}, ENVELOPE)}


def test_a_share_of_nothing_is_not_measured() -> None:
    """An empty plan has no share; it is not zero (convention §25)."""
    amount = Amount("share_of", "granted", Op.AT_MOST, Decimal("0.5"), where=HIGH)

    assert [row.used for row in measure(limit_of(amount), [], {}, ENVELOPE)] == [None]


def test_a_relation_has_nothing_to_measure() -> None:
    """Together or not is no amount."""
    assert measure(Limit("x", {}, {}, Relation("together", ("a", "b")), Source("s")), PLAN, {}, ENVELOPE) == ()


@pytest.mark.parametrize("parameter", ["", "cap"])
def test_a_limit_without_a_number_is_not_measured_against_zero(parameter: str) -> None:
    """Nothing missing becomes zero."""
    with pytest.raises(UnknownThreshold):
        measure(limit_of(Amount("sum_of", "granted", Op.AT_MOST, None, parameter)), PLAN, {}, ENVELOPE)


CANDIDATES = st.builds(
    candidate,
    st.sampled_from("abcdef"),
    st.sampled_from(["f", "g"]),
    st.integers(1, 50),
    st.sampled_from(["low", "high"]),
    st.sampled_from([2027, 2028]),
)
AMOUNTS = st.builds(
    Amount,
    st.sampled_from(["sum_of", "share_of"]),
    st.just("granted"),
    st.sampled_from([Op.AT_MOST, Op.AT_LEAST]),
    st.sampled_from([Decimal("0.25"), Decimal("0.5"), Decimal(1), Decimal(40)]),
    where=st.sampled_from([None, HIGH]),
    by=st.sampled_from(["plan", "fund", "year", "risk"]),
    base=st.sampled_from(["granted", "envelope"]),
)


@given(st.lists(CANDIDATES, max_size=5), AMOUNTS)
@settings(derandomize=True, deadline=None, max_examples=400)
def test_a_measure_is_within_its_bound_exactly_when_the_row_is_met(plan: list[Candidate], amount: Amount) -> None:
    """What a document shows as within the limit is what the choice was held to."""
    limit = limit_of(amount)
    used = {row.id: row.used for row in measure(limit, plan, {}, ENVELOPE)}

    for row in constrain(limit, plan, {}, ENVELOPE):
        total, found = sum(row.coefficients.values(), Fraction(0)), used[row.id]
        met = total <= row.bound if row.sense == "<=" else total >= row.bound
        if found is None:
            assert met
        else:
            bound = Fraction(amount.value or 0)
            assert met == (found <= bound if amount.op is Op.AT_MOST else found >= bound)
