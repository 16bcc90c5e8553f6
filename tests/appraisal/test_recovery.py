"""From a stated chance or interval back to a distribution (convention §26), tested on draws it never saw."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from math import log, pi, sqrt
from statistics import NormalDist

import numpy as np
import pytest

from prioritizer.appraisal.draws import Draws, normal_deviates
from prioritizer.appraisal.recovery import Spread, from_chance, from_interval, recovered
from prioritizer.model.portfolio import Stated

Z95 = NormalDist().inv_cdf(0.95)
KNOWN = 200_000
"""Draws from which an institution would state its results."""

FRESH = 16_384


def stated(chance: str | None = None, low: int | None = None, high: int | None = None, width: str = "0.9") -> Stated:
    """A result with what it says of its spread; its value is handed over apart."""
    p, first, last = (None if x is None else Decimal(x) for x in (chance, low, high))
    return Stated(Decimal(0), chance=p, low=first, high=last, interval=Decimal(width))


def test_a_chance_gives_the_deviation_of_a_normal() -> None:
    """A value of 100 with a chance of 84.13 per cent is one deviation above zero, so the deviation is 100 (§26)."""
    spread, code = from_chance(100.0, 0.8413447460685429)

    assert code == ""
    assert spread is not None
    assert [spread.scale, spread.bend] == pytest.approx([100, 0])


def test_a_symmetric_interval_gives_half_its_width_over_the_quantile() -> None:
    """A 90 per cent interval of 100 ± 164.5 has the deviation 164.5 / 1.645, one of 80 per cent a larger one (§26)."""
    found = [from_interval(100, -64.5, 264.5, width) for width in (0.9, 0.8)]

    assert [s.scale for s in found if s] == pytest.approx([164.5 / Z95, 164.5 / NormalDist().inv_cdf(0.9)])
    assert [s.bend for s in found if s] == [0, 0]


@pytest.mark.parametrize(("low", "high"), [(50.0, 220.0), (-40.0, 150.0), (60.0, 190.0), (90.0, 111.0)])
@pytest.mark.parametrize("width", [0.9, 0.95])
def test_a_lopsided_interval_keeps_mean_and_both_ends(low: float, high: float, width: float) -> None:
    """A million draws have the stated mean, and as much outside either end as the width says (§26)."""
    spread = from_interval(100.0, low, high, width)
    assert spread is not None
    draws = spread.draws(100.0, np.random.default_rng(5).standard_normal(1_000_000))

    assert float(np.mean(draws)) == pytest.approx(100.0)
    assert [float(np.mean(draws < low)), float(np.mean(draws > high))] == pytest.approx([(1 - width) / 2] * 2, abs=2e-3)


def test_a_mirrored_interval_is_mirrored_draw_by_draw() -> None:
    """What leans upwards and what leans downwards by as much are each other's mirror images."""
    up, down = from_interval(0.0, -10.0, 20.0, 0.9), from_interval(0.0, -20.0, 10.0, 0.9)
    assert up is not None
    assert down is not None

    assert (up.scale, up.bend) == pytest.approx((down.scale, -down.bend))
    assert up.bend > 0


def test_the_family_reaches_further_than_a_normal_in_two_pieces() -> None:
    """Upper part 2.9 times the lower fits and 3.0 does not; two pieces at their most lopsided have 1.58."""
    half = NormalDist()
    mean, low, high = sqrt(2 / pi), half.inv_cdf(0.525), half.inv_cdf(0.975)

    assert pytest.approx(1.58, abs=0.01) == (high - mean) / (mean - low)
    assert from_interval(0.0, -1.0, 2.9, 0.9) is not None
    assert from_interval(0.0, -1.0, 3.0, 0.9) is None


@pytest.mark.parametrize("bend", [0.0, 0.4, -0.9])
def test_the_chance_of_a_spread_is_that_of_its_draws(bend: float) -> None:
    """The formula for the chance above zero agrees with counting."""
    spread = Spread(80.0, bend)
    draws = spread.draws(50.0, np.random.default_rng(6).standard_normal(1_000_000))

    assert float(np.mean(draws > 0)) == pytest.approx(spread.chance(50.0), abs=2e-3)


def test_an_end_that_cannot_reach_zero_makes_the_chance_certain() -> None:
    """A distribution whose whole lower tail stops above zero is above it for certain, and the mirror image below."""
    assert (Spread(10.0, 1.0).chance(100.0), Spread(10.0, -1.0).chance(-100.0)) == (1.0, 0.0)


@pytest.mark.parametrize(
    ("value", "chance", "code"),
    [
        (100.0, "0.3", "chance_contradicts_value"),
        (-100.0, "0.7", "chance_contradicts_value"),
        (-100.0, "1", "chance_contradicts_value"),
        (100.0, "0", "chance_contradicts_value"),
        (0.0, "0.7", "chance_contradicts_value"),
        (100.0, "1", "chance_is_certain"),
        (-100.0, "0", "chance_is_certain"),
        (100.0, "0.5", "chance_is_even"),
    ],
)
def test_what_no_normal_can_have_says_so(value: float, chance: str, code: str) -> None:
    """Signs that clash, certainty and even odds of a value leave the spread unknown, and tell why (§26)."""
    assert recovered(value, stated(chance)) == (None, (code, "spread_unknown"))


def test_nothing_stated_is_unknown() -> None:
    """A value alone, and a zero with even odds, say nothing of the spread; neither contradicts itself (§25)."""
    assert recovered(100.0, stated()) == (None, ("spread_unknown",))
    assert recovered(0.0, stated("0.5")) == (None, ("spread_unknown",))


def test_an_interval_too_lopsided_leaves_it_to_the_chance() -> None:
    """An upper part nine times the lower fits nothing; the chance beside it is used, and a note says so."""
    alone, both = recovered(10.0, stated(None, 0, 100)), recovered(10.0, stated("0.9", 0, 100))
    normal, _ = from_chance(10.0, 0.9)

    assert alone == (None, ("interval_does_not_fit", "spread_unknown"))
    assert both == (normal, ("interval_does_not_fit",))


def test_a_chance_that_the_interval_denies_is_told() -> None:
    """100 ± 164.5 at 90 per cent gives a chance of 84; 86 is let pass, 60 and 30 are not, and the interval stands."""
    found = [recovered(100.0, stated(chance, -64, 264)) for chance in ("0.86", "0.6", "0.3")]

    assert [spread.scale for spread, _ in found if spread] == pytest.approx([164 / Z95] * 3)
    assert [n for _, n in found] == [(), ("chance_disagrees_with_interval",), ("chance_disagrees_with_interval",)]


def test_a_lopsided_interval_can_explain_a_chance_below_one_half() -> None:
    """A positive value with a chance of 44 per cent contradicts itself alone, but not beside −30 to 70 (§26)."""
    alone, beside = recovered(5.0, stated("0.44")), recovered(5.0, stated("0.44", -30, 70))

    assert "chance_contradicts_value" in alone[1]
    assert beside[1] == ()


@dataclass(frozen=True)
class Truth:
    """What an institution's model really holds, as draws of NNV."""

    name: str
    draw: Callable[[np.random.Generator, int], Draws]
    tolerance: float
    """How far the recovered deviation may be from the true one, as a share of it."""
    tail: float = 0.1
    """How far the recovered 10th percentile may be from the true one, in true deviations."""


TRUTHS = (
    Truth("normal", lambda g, n: 100 + 120 * g.standard_normal(n), 0.02),
    Truth("normal below zero", lambda g, n: -40 + 90 * g.standard_normal(n), 0.02),
    Truth("shifted lognormal", lambda g, n: 300 * np.exp(0.5 * g.standard_normal(n)) - 250, 0.03),
    Truth("mirrored lognormal", lambda g, n: 400 - 300 * np.exp(0.4 * g.standard_normal(n)), 0.03),
    Truth("triangle", lambda g, n: g.triangular(-100, 50, 400, n), 0.08),
    Truth("gamma", lambda g, n: g.gamma(3, 60, n) - 60, 0.05),
    Truth("sum of three triangles", lambda g, n: np.sum(g.triangular(-50, 20, 200, (3, n)), axis=0), 0.05),
    Truth("uniform", lambda g, n: g.uniform(-50, 250, n), 0.15, 0.2),
)


def told_by(truth: Truth) -> tuple[float, Stated]:
    """Mean, chance in whole per cent and interval in whole kronor, as an institution states them of its own draws."""
    draws = truth.draw(np.random.default_rng(11), KNOWN)
    low, high = np.percentile(draws, (5, 95))
    chance = Decimal(round(100 * float(np.mean(draws > 0)))) / 100
    return float(np.mean(draws)), Stated(Decimal(0), {}, chance, Decimal(round(low)), Decimal(round(high)))


def moments(draws: Draws) -> tuple[float, float, float]:
    """Mean, deviation and the 10th percentile: what decides value, spread and risk."""
    return float(np.mean(draws)), float(np.std(draws)), float(np.percentile(draws, 10))


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda truth: truth.name)
def test_recovered_draws_are_like_fresh_draws_of_the_truth(truth: Truth) -> None:
    """Draws held out from what was stated have the moments of those recovered, within what the shape allows (§26)."""
    expected, said = told_by(truth)
    spread, notes = recovered(expected, said)
    assert spread is not None
    ours = moments(spread.draws(expected, normal_deviates("a", 0, 1, FRESH)))
    fresh = moments(truth.draw(np.random.default_rng(99), KNOWN))

    assert notes == ()
    assert ours[0] == pytest.approx(fresh[0], abs=0.02 * fresh[1])
    assert ours[1] == pytest.approx(fresh[1], rel=truth.tolerance)
    assert ours[2] == pytest.approx(fresh[2], abs=truth.tail * fresh[1])


@pytest.mark.parametrize("truth", TRUTHS[:2], ids=lambda truth: truth.name)
def test_a_chance_in_whole_per_cents_recovers_a_normal(truth: Truth) -> None:
    """Of a normal the chance alone gives the deviation within what rounding to whole per cents leaves (§26)."""
    expected, said = told_by(truth)
    spread, _ = recovered(expected, Stated(Decimal(0), {}, said.chance))
    assert spread is not None
    fresh = moments(truth.draw(np.random.default_rng(99), KNOWN))

    assert spread.scale == pytest.approx(fresh[1], rel=0.03)


def test_an_interval_recovers_better_than_a_chance_does() -> None:
    """Over all truths the interval's deviation is nearer the true one, which is why it comes first where both stand."""
    by_interval: list[float] = []
    by_chance: list[float] = []
    for truth in TRUTHS:
        expected, said = told_by(truth)
        true = moments(truth.draw(np.random.default_rng(99), KNOWN))[1]
        for errors, result in ((by_interval, said), (by_chance, Stated(Decimal(0), {}, said.chance))):
            spread, _ = recovered(expected, result)
            assert spread is not None
            drawn = spread.draws(expected, normal_deviates("a", 0, 1, FRESH))
            errors.append(abs(log(float(np.std(drawn)) / true)))

    assert max(by_interval) < 0.15
    assert sum(by_interval) < sum(by_chance) / 2


def test_draws_have_the_stated_mean_to_the_last_digit() -> None:
    """However few the draws, the mean of a bent spread is the stated value, so that no plan depends on them (§26)."""
    draws = Spread(1e6, 1.2).draws(250_000.0, normal_deviates("a", 0, 1, 64))

    assert float(np.mean(draws)) == pytest.approx(250_000.0, abs=1e-6)
    assert float(np.median(draws)) < 0
