"""From each form of effect size to the difference in risk: published and hand-worked numbers (convention §6)."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritizer.appraisal.effect_size import (
    FORMULAS,
    Formula,
    from_odds_ratio,
    from_relative_risk,
    from_risk_difference,
    from_risk_with,
    mean_difference,
)

RISK = st.floats(0, 1)


def one(formula: Formula, risk_without: float, stated: float) -> float:
    """The difference of a single draw."""
    return float(formula(np.array([risk_without]), np.array([stated])).values[0])


def test_cochrane_handbook_12_5_4_3_odds_ratio() -> None:
    """OR 0.73 at an assumed risk of 0.3 is 62 fewer per 1,000, and one in 17 is helped."""
    found = one(from_odds_ratio, 0.3, 0.73)

    assert round(1000 * found) == 62
    assert -(-1 // found) == 17


@pytest.mark.parametrize(("risk_without", "difference"), [(0.8, 0.2), (0.2, 0.05)])
def test_cochrane_handbook_11_5_5_relative_risk(risk_without: float, difference: float) -> None:
    """RR 0.75 takes a risk of 80 % to 60 % and one of 20 % to 15 %."""
    assert difference == pytest.approx(one(from_relative_risk, risk_without, 0.75))


@given(st.floats(0.001, 0.999), st.floats(0.001, 100))
def test_zhang_yu_1998_formula(risk_without: float, odds_ratio: float) -> None:
    """RR = OR / (1 − P₀ + P₀·OR), their corrected ratio, gives the same difference as the odds do."""
    corrected = odds_ratio / (1 - risk_without + risk_without * odds_ratio)
    odds = odds_ratio * risk_without / (1 - risk_without)

    assert one(from_relative_risk, risk_without, corrected) == pytest.approx(
        one(from_odds_ratio, risk_without, odds_ratio), abs=1e-12
    )
    assert risk_without - odds / (1 + odds) == pytest.approx(one(from_odds_ratio, risk_without, odds_ratio), abs=1e-12)


def test_odds_ratio_by_hand() -> None:
    """Odds of 1 to 4 halved are 1 to 8, a risk of a ninth: 0.2 − 1/9."""
    assert pytest.approx(one(from_odds_ratio, 0.2, 0.5)) == 0.2 - 1 / 9


def test_risk_with_and_risk_difference_by_hand() -> None:
    """Ten per cent against seven and a half is a difference of two and a half, stated either way."""
    assert one(from_risk_with, 0.10, 0.075) == pytest.approx(0.025)
    assert one(from_risk_difference, 0.10, 0.025) == pytest.approx(0.025)


def test_a_mean_difference_needs_no_risks() -> None:
    """One and a half days fewer for each participant is what it is."""
    assert mean_difference(np.zeros(2), np.array([1.5, -2.0])).values.tolist() == [1.5, -2.0]


def test_a_risk_above_one_is_cut_and_counted() -> None:
    """RR 3 at a risk of 0.5 would be 150 %: all have the outcome, half more than without."""
    found = from_relative_risk(np.array([0.5, 0.2, 0.1, 0.1]), np.array([3.0, 3.0, 3.0, 1.0]))

    assert pytest.approx(found.values.tolist()) == [-0.5, -0.4, -0.2, 0.0]
    assert found.cut == 0.25


@pytest.mark.parametrize(("stated", "difference", "cut"), [(0.3, 0.2, 1.0), (-0.9, -0.8, 1.0), (0.2, 0.2, 0.0)])
def test_no_more_are_saved_than_would_have_the_outcome(stated: float, difference: float, cut: float) -> None:
    """Of a fifth, three tenths cannot be saved; nor can nine tenths be harmed when eight are left."""
    found = from_risk_difference(np.array([0.2]), np.array([stated]))

    assert difference == pytest.approx(float(found.values[0]))
    assert found.cut == cut


@pytest.mark.parametrize("risk_without", [0.0, 1.0])
def test_a_certain_outcome_has_odds_without_end(risk_without: float) -> None:
    """What nobody or everybody has, no odds ratio above zero changes."""
    assert one(from_odds_ratio, risk_without, 0.4) == 0.0


def test_no_odds_at_all_leave_nobody() -> None:
    """An odds ratio of zero takes the outcome from all, those included who are sure to have it."""
    assert from_odds_ratio(np.array([0.0, 0.4, 1.0]), np.zeros(3)).values.tolist() == [0.0, 0.4, 1.0]


@given(RISK, st.floats(0, 50), st.sampled_from(["relative_risk", "odds_ratio", "risk_difference", "risk_with"]))
def test_risk_with_is_always_a_share(risk_without: float, stated: float, name: str) -> None:
    """Whatever is stated, the risk that is left lies between 0 and 1."""
    stated = stated / 50 if name in ("risk_with", "risk_difference") else stated
    left = risk_without - one(FORMULAS[name], risk_without, stated)  # type: ignore[index]  # one of its keys

    assert -1e-12 <= left <= 1 + 1e-12


@given(RISK, st.floats(0, 1), st.floats(0, 1))
def test_a_lower_ratio_saves_no_fewer(risk_without: float, first: float, second: float) -> None:
    """The difference falls as a ratio rises (monotone in risk difference)."""
    low, high = sorted((first, second))
    for formula in (from_relative_risk, from_odds_ratio):
        assert one(formula, risk_without, low) >= one(formula, risk_without, high) - 1e-12


@given(RISK)
def test_a_ratio_of_one_and_a_difference_of_none_change_nothing(risk_without: float) -> None:
    """Effect sizes that give no effect are allowed, and give none."""
    assert one(from_relative_risk, risk_without, 1.0) == 0.0
    assert one(from_odds_ratio, risk_without, 1.0) == pytest.approx(0.0, abs=1e-15)
    assert one(from_risk_difference, risk_without, 0.0) == 0.0
