"""Every shape against scipy's own, against its analytic mean, and within its bounds (convention §8)."""

from decimal import Decimal
from math import exp, inf, log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from prioritizer.appraisal.distributions import (
    ANY,
    POSITIVE,
    SHARE,
    Bounds,
    extent,
    mean,
    quantiles,
    standard_deviation,
)
from prioritizer.model.distribution import Distribution, Shape, observed, one_of

REACH = float(stats.norm.ppf(0.975))
POINTS = np.concatenate([np.linspace(0.0005, 0.9995, 999), [1e-9, 1 - 1e-9]])
GRADES = ((Decimal(1), Decimal("0.5")), (Decimal("0.4"), Decimal("0.3")), (Decimal(0), Decimal("0.2")))


def declared(low: str, likely: str, high: str, shape: Shape = "triangle") -> Distribution:
    """A distribution by its three numbers; intervals hold 95 per cent."""
    interval = Decimal("0.95") if shape in ("normal", "lognormal") else None
    return Distribution(Decimal(low), Decimal(likely), Decimal(high), shape, interval)


GRADED = one_of((*GRADES, (Decimal("1.5"), Decimal(0))))
ALL: dict[str, tuple[Distribution, object]] = {
    "triangle": (declared("1", "2", "6"), stats.triang(0.2, 1, 5)),
    "triangle from its likeliest": (declared("1", "1", "6"), stats.triang(0, 1, 5)),
    "pert": (declared("1", "2", "6", "pert"), stats.beta(1.8, 4.2, 1, 5)),
    "pert to its likeliest": (declared("1", "6", "6", "pert"), stats.beta(5, 1, 1, 5)),
    "normal": (declared("-3", "1", "5", "normal"), stats.norm(1, 4 / REACH)),
    "lognormal": (declared("0.5", "1", "2", "lognormal"), stats.lognorm(log(2) / REACH)),
    "beta": (observed(Decimal(12), Decimal(40)), stats.beta(12, 28)),
    "beta of one in three": (observed(Decimal(1), Decimal(3)), stats.beta(1, 2)),
}
"""A distribution of ours and the same one of scipy's."""


@pytest.mark.parametrize("name", ALL)
def test_quantiles_are_those_of_scipy(name: str) -> None:
    """A thousand points from 0.0000 00001 to 1 less that agree with another's inverse distribution function."""
    ours, theirs = ALL[name]

    assert theirs.ppf(POINTS) == pytest.approx(quantiles(ours, POINTS), rel=1e-9, abs=1e-9)  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ALL)
def test_mean_and_deviation_are_those_of_scipy(name: str) -> None:
    """The analytic moments agree with another's."""
    ours, theirs = ALL[name]

    assert theirs.mean() == pytest.approx(mean(ours), rel=1e-12)  # type: ignore[attr-defined]
    assert theirs.std() == pytest.approx(standard_deviation(ours), rel=1e-9)  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", [*ALL, "discrete"])
def test_the_mean_of_an_even_grid_is_the_mean(name: str) -> None:
    """What is drawn has the mean and the deviation that are told, with no help from scipy."""
    ours = ALL[name][0] if name in ALL else one_of((*GRADES, (Decimal("0.1"), Decimal(0))))
    drawn = quantiles(ours, (np.arange(200_000) + 0.5) / 200_000)

    assert mean(ours) == pytest.approx(float(drawn.mean()), rel=2e-4)
    assert standard_deviation(ours) == pytest.approx(float(drawn.std()), rel=2e-3)


@pytest.mark.parametrize(
    ("shape", "low", "likely", "high", "bounds"),
    [
        ("normal", "0.02", "0.11", "0.20", SHARE),
        ("normal", "0.1", "0.5", "0.9", SHARE),
        ("normal", "0", "50", "100", POSITIVE),
        ("normal", "0.1", "0.5", "0.9", ANY),
        ("lognormal", "0.5", "0.7", "0.98", SHARE),
        ("lognormal", "0.5", "0.7", "0.98", (0.4, inf)),
    ],
)
def test_a_tail_is_cut_where_the_input_ends(shape: Shape, low: str, likely: str, high: str, bounds: Bounds) -> None:
    """Draws stay within the bounds, and mean and deviation are those of what is drawn."""
    ours = declared(low, likely, high, shape)
    drawn = quantiles(ours, (np.arange(400_000) + 0.5) / 400_000, bounds)

    assert bounds[0] <= float(drawn.min()) <= float(drawn.max()) <= bounds[1]
    assert mean(ours, bounds) == pytest.approx(float(drawn.mean()), rel=1e-5)
    assert standard_deviation(ours, bounds) == pytest.approx(float(drawn.std()), rel=1e-4)


def test_a_cut_tail_moves_the_mean() -> None:
    """A normal that reaches far below zero has a mean above its middle once it is cut there: σ / √2π for a half."""
    half = declared("-1.959963984540054", "0", "1.959963984540054", "normal")

    assert pytest.approx(mean(half, POSITIVE), rel=1e-9) == 0.3989422804
    assert pytest.approx(0.0, abs=1e-12) == mean(half)


def test_pert_by_hand() -> None:
    """Low 1, likely 2, high 6: (1 + 4·2 + 6) / 6 = 2.5, variance 1.5 · 3.5 / 7 = 0.75 (Clark 1962)."""
    pert = declared("1", "2", "6", "pert")

    assert mean(pert) == 2.5
    assert pytest.approx(standard_deviation(pert)) == 0.75**0.5


def test_lognormal_by_hand() -> None:
    """The interval 0.5–2 has its median at 1, and a mean above it: exp(σ²/2) with σ = ln 2 / 1.96."""
    found = declared("0.5", "1", "2", "lognormal")

    assert pytest.approx(quantiles(found, np.array([0.025, 0.5, 0.975])).tolist()) == [0.5, 1.0, 2.0]
    assert exp((log(2) / REACH) ** 2 / 2) == pytest.approx(mean(found))


def test_twelve_of_forty_by_hand() -> None:
    """Beta(12, 28) has mean 0.3 and variance 0.3 · 0.7 / 41."""
    found = observed(Decimal(12), Decimal(40))

    assert mean(found) == pytest.approx(0.3)
    assert pytest.approx(standard_deviation(found)) == (0.21 / 41) ** 0.5
    assert pytest.approx(extent(found), abs=0.01) == (0.18, 0.45)


def test_graded_outcomes_by_hand() -> None:
    """Half of the draws reach everything, three tenths four tenths, two tenths nothing; 0.62 on average."""
    found = quantiles(GRADED, (np.arange(10) + 0.5) / 10)

    assert found.tolist() == [0.0] * 2 + [0.4] * 3 + [1.0] * 5
    assert mean(GRADED) == pytest.approx(0.62)


def test_an_outcome_without_chance_is_never_drawn() -> None:
    """The highest value has no chance, so not even a share of 1 gives it."""
    assert quantiles(GRADED, np.array([0.0, 1.0])).tolist() == [0.0, 1.0]


def test_a_share_at_an_end_of_the_scale_is_a_number() -> None:
    """A draw of exactly 0 or 1 is not endless, though the tails are."""
    for shape in ("normal", "lognormal"):
        assert np.isfinite(quantiles(declared("1", "2", "4", shape), np.array([0.0, 1.0]))).all()


def test_shares_may_stand_in_any_form() -> None:
    """A table of shares gives a table of numbers."""
    shares = np.linspace(0.1, 0.9, 6).reshape(2, 3)
    for ours, _ in ALL.values():
        assert quantiles(ours, shares).shape == (2, 3)
    assert quantiles(declared("1", "1", "1"), shares).shape == (2, 3)


DECIMALS = st.decimals(min_value=Decimal("0.001"), max_value=Decimal("0.999"), places=3)
SHAPES: st.SearchStrategy[Shape] = st.sampled_from(["triangle", "pert", "normal", "lognormal"])


@st.composite
def distributions(draw: st.DrawFn) -> Distribution:
    """Any distribution of a share that can be declared by its ends, its observations or its outcomes."""
    if draw(st.booleans()):
        low, likely, high = sorted(draw(st.tuples(DECIMALS, DECIMALS, DECIMALS)))
        return Distribution(low, likely, high, draw(SHAPES), Decimal("0.9"))
    if draw(st.booleans()):
        trials = draw(st.integers(2, 500))
        return observed(Decimal(draw(st.integers(1, trials - 1))), Decimal(trials))
    chance = draw(DECIMALS)
    return one_of(((draw(DECIMALS), chance), (draw(DECIMALS), 1 - chance)))


@given(distributions(), st.lists(st.floats(0, 1), min_size=2, max_size=20))
def test_quantiles_rise_with_the_share_and_stay_inside(found: Distribution, shares: list[float]) -> None:
    """A larger share never gives a smaller number, and no number lies where a share cannot."""
    drawn = quantiles(found, np.array(sorted(shares)), SHARE)

    assert (np.diff(drawn) >= -1e-12).all()
    assert 0.0 <= float(drawn.min()) <= float(drawn.max()) <= 1.0
    if found.shape in ("triangle", "pert", "discrete"):
        assert float(found.low) - 1e-12 <= float(drawn.min()) <= float(drawn.max()) <= float(found.high) + 1e-12


@given(distributions())
def test_mean_lies_between_the_ends_of_what_is_drawn(found: Distribution) -> None:
    """The analytic mean of a cut distribution is a share."""
    assert 0.0 <= mean(found, SHARE) <= 1.0
    assert standard_deviation(found, SHARE) <= 0.5 + 1e-9  # no share spreads more than a coin that is 0 or 1
