"""All effects scaled together where some reach the same people: break-even and the effect switch point (§6, §11)."""

from dataclasses import replace
from decimal import Decimal
from math import sqrt
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prioritizer.appraisal import appraise, overlaps, plan_values
from prioritizer.appraisal.indicators import break_even
from prioritizer.appraisal.scaled import falls_back, smallest_zero, value_at
from prioritizer.appraisal.sensitivity import sensitivities
from prioritizer.model.portfolio import Effect, Portfolio
from prioritizer.model.value import Appraised
from tests.appraisal.test_appraise import cost, effect, only, portfolio, proposal, rules
from tests.appraisal.test_overlap import shared

NONE = np.array([])


def one(kronor: int, *effects: Effect) -> Appraised:
    """One proposal that costs so much, without discounting."""
    return only(portfolio(proposal("a", [cost({2027: kronor})], effects)), rules("0"))


def effect_switch(round_: Portfolio, **plan: Any) -> float | None:
    """At which multiple of all effects NNV is zero, of the one proposal or of the plan."""
    found = sensitivities(round_, rules("0"), 1, 64, **plan)
    told = found.plan or next(iter(found.versions.values()))
    (value,) = (switch.value for switch in told.switches if switch.name == "effect")
    return value


def test_two_effects_on_the_same_people_by_hand() -> None:
    """Halves of 200,000 kr: half of both gives 200,000 × (1 − ¾²) = 87,500 kr, so that 50 and not 58 per cent do."""
    found = one(87_500, shared(), shared())

    assert found.present_effects == 150_000
    assert found.break_even == pytest.approx(0.5)
    assert found.break_even_own == pytest.approx(0.5)
    assert effect_switch(portfolio(proposal("a", [cost({2027: 87_500})], [shared(), shared()]))) == pytest.approx(0.5)


def test_two_proposals_on_the_same_people_by_hand() -> None:
    """The same two effects from two proposals are the same plan."""
    round_ = portfolio(*(proposal(name, [cost({2027: 43_750})], [shared()]) for name in "ab"))
    values = appraise(round_, rules("0"))
    plan = plan_values(round_, values, overlaps(round_, rules("0")))

    assert plan.indicators.break_even == pytest.approx(0.5)
    assert plan.indicators.break_even_own == pytest.approx(0.5)
    assert effect_switch(round_, chosen=[("a", None, None), ("b", None, None)]) == pytest.approx(0.5)


def test_three_effects_make_a_curve_of_the_third_degree() -> None:
    """1 − (1 − s/2)³ of 200,000 kr covers 115,625 kr at s = ½, where ¾³ is left (§6)."""
    found = one(115_625, *(shared() for _ in range(3)))

    assert found.break_even == pytest.approx(0.5)


def test_effects_that_can_never_cover_their_cost_have_no_break_even() -> None:
    """All 200,000 kr that there are to save do not cover 200,001 kr, however large the effects (§11)."""
    just, never = one(200_000, shared(), shared()), one(200_001, shared(), shared())

    assert just.break_even == pytest.approx(2.0, rel=1e-6)
    assert "break_even_not_reached" not in just.notes
    assert never.break_even is None
    assert "break_even_not_reached" in never.notes


def test_of_several_zeros_the_least_is_told_and_that_it_does_not_last() -> None:
    """Two effects of nine tenths give 200,000 × (1 − (1 − 0.9·s)²), a harm beside them 120,000·s: a hump (§11)."""
    harm = replace(effect("day", 60, "0.4", 1), overlap_group=None)
    gains = [shared(risk_with="0.02"), shared(risk_with="0.02")]
    found = one(78_100, *gains, harm)
    # −78,100 + 240,000·s − 162,000·s², below zero again at s = 1.
    least = (240 - sqrt(240**2 - 4 * 162 * 78.1)) / (2 * 162)

    assert found.nnv == -100
    assert found.break_even == pytest.approx(least)
    assert {"break_even_falls_back", "break_even_own_falls_back"} <= set(found.notes)
    assert "break_even_falls_back" not in one(70_000, *gains, harm).notes


def test_a_plan_whose_break_even_does_not_last_says_so() -> None:
    """The same three effects from three proposals; the figure is kept beside the reason (§11)."""
    harm = effect("day", 60, "0.4", 1)
    each = [shared(risk_with="0.02"), shared(risk_with="0.02"), harm]
    round_ = portfolio(*(proposal(str(n), [cost({2027: 26_034})], [e]) for n, e in enumerate(each)))
    plan = plan_values(round_, appraise(round_, rules("0")), overlaps(round_, rules("0")))

    assert plan.nnv == -102
    assert plan.indicators.break_even == pytest.approx((240 - sqrt(240**2 - 4 * 162 * 78.102)) / (2 * 162))
    assert plan.indicators.reasons == {"break_even": "falls_back", "break_even_own": "falls_back"}


def test_half_of_every_effect_is_half_before_it_is_combined() -> None:
    """200,000 × (1 − ¾ × ⅞) less the cost, and with none of them the cost alone (§6, §11)."""
    round_ = portfolio(proposal("a", [cost({2027: 60_000})], [shared(), shared(risk_with="0.15")]))
    (found,) = sensitivities(round_, rules("0"), 1, 64).versions.values()
    told = {v.value: v.nnv for v in found.variations if v.name == "effect"}

    assert told == {Decimal("0.5"): 8_750, Decimal(0): -60_000}


def test_every_actor_has_its_own_curve() -> None:
    """What a region saves does not help the municipality that pays: each purse is scaled by itself (§4, §11)."""
    weeks = [replace(shared(), outcome="week", owner="namnd") for _ in range(2)]
    found = one(35_000, *weeks)

    assert found.break_even_own == pytest.approx(0.5)
    assert found.break_even == pytest.approx((200 - sqrt(200**2 - 4 * 50 * 35)) / 100)


def test_a_break_even_beyond_what_participants_allow_keeps_its_figure() -> None:
    """As of effects that share nobody: 3 of 100 cannot turn where 2 have the outcome (§11)."""
    scale, why = break_even(150.0, 100.0, np.array([0.02]), np.array([0.02]), (0.0,))

    assert scale == pytest.approx(1.5)
    assert why == "not_reached"


KRONOR = st.integers(-200, 200).map(float)


@settings(max_examples=300, deadline=None)
@given(st.lists(KRONOR, min_size=2, max_size=6))
def test_the_smallest_zero_is_that_of_numpy(powers: list[float]) -> None:
    """Against the eigenvalues of the companion matrix, where no two zeros lie together (§11)."""
    zeros = np.polynomial.polynomial.polyroots(np.trim_zeros(powers, "b")) if any(powers[1:]) else NONE
    apart = np.min(np.abs(zeros[:, None] - zeros) + 9 * np.eye(len(zeros)), initial=9.0)
    if apart < 1e-3:
        return
    real = sorted(float(zero.real) for zero in zeros if abs(zero.imag) < 1e-9 and zero.real > -1e-9)
    found = smallest_zero(powers)

    assert found == (pytest.approx(real[0], rel=1e-6, abs=1e-6) if real else None)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.floats(0.0, 1.0), min_size=1, max_size=5), st.floats(0.01, 0.99), st.floats(0.05, 1.0))
def test_the_scale_is_that_at_which_the_combined_effect_covers_the_cost(
    effects: list[float], part: float, at: float
) -> None:
    """1 − Π(1 − s·e), written out and solved, gives back the s that the cost was made from (§6).

    Where hardly anybody is left to reach, the curve is flat and no float tells its two nearest zeros apart: there what
    is covered is the same to a billionth, and the s to a thousandth.
    """
    left = np.array([1.0])
    for relative in effects:
        left = np.convolve(left, [1.0, -relative])
    combined = 1.0 - float(np.prod([1.0 - at * relative for relative in effects]))
    if combined < 1e-3:
        return
    curve = [1e6 * part * share for share in (-combined, *-left[1:])]
    found = smallest_zero(curve)

    assert found is not None
    covered = 1.0 - float(np.prod([1.0 - found * relative for relative in effects]))
    is_flat = max(at * relative for relative in effects) > 0.99
    assert covered == pytest.approx(combined, rel=1e-9)
    assert found == pytest.approx(at, rel=1e-3 if is_flat else 1e-6)
    assert value_at(curve, found) == pytest.approx(0, abs=1e-3)
    assert not falls_back(curve, found)
