"""Weights, discounting, whole kronor, payback and the hump, worked by hand (convention §1, §7, §11)."""

from decimal import Decimal

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritizer.appraisal.cells import rounded_cells, split
from prioritizer.appraisal.discount import discount_factor
from prioritizer.appraisal.indicators import Hump, break_even, hump, payback, ratio
from prioritizer.appraisal.present import apportion, whole
from prioritizer.appraisal.weights import goes_on, weight, weights_of
from prioritizer.model.portfolio import Distribution, Effect, Profile

KRONOR = st.floats(-1e7, 1e7, allow_nan=False).map(lambda amount: round(amount, 3))
ACTORS, YEARS = ("kommun", "region", "individ"), np.arange(2027, 2037)
TABLES = st.lists(KRONOR | st.just(0.0), min_size=30, max_size=30).map(lambda cells: np.array(cells).reshape(3, 10))
NONE = np.zeros(0)


def profile(delay: int, ramp: list[str], years: int, decay: str) -> Profile:
    """A profile from plain numbers."""
    return Profile(delay, tuple(Decimal(x) for x in ramp), years, Decimal(decay))


@pytest.mark.parametrize(
    ("given_profile", "expected"),
    [
        (profile(1, ["0.5", "1"], 4, "0.3"), [0, 0.5, 1, 1, 1, 0.7, 0.49]),
        (profile(0, [], 2, "1"), [1, 1, 0, 0, 0, 0, 0]),
        (profile(0, [], 3, "0"), [1, 1, 1, 1, 1, 1, 1]),
        (profile(2, ["0.25"], 1, "0.5"), [0, 0, 0.25, 0.5, 0.25, 0.125, 0.0625]),
    ],
)
def test_weights_follow_delay_ramp_years_and_decay(given_profile: Profile, expected: list[float]) -> None:
    """Ramp years are counted inside the years, and decay begins the year after them (design §5)."""
    assert expected == pytest.approx([weight(given_profile, year) for year in range(7)])


@pytest.mark.parametrize(
    ("given_profile", "expected"),
    [
        (profile(0, [], 4, "1"), False),
        (profile(0, [], 5, "1"), True),
        (profile(1, [], 4, "1"), True),
        (profile(0, [], 1, "0.9"), True),
        (profile(9, [], 1, "1"), True),
    ],
)
def test_what_the_horizon_cuts_off_is_noticed(given_profile: Profile, expected: bool) -> None:
    """An effect goes on after a horizon of four years when its years, delay or decay reach beyond it (§7)."""
    assert expected is goes_on(given_profile, 4)


def test_base_year_is_not_discounted() -> None:
    """The base year counts in full, the second year after it is divided by 1.035 twice (§1)."""
    found = [discount_factor(lambda _: Decimal("0.035"), 2027, year) for year in (2027, 2029)]
    assert found == pytest.approx([1.0, 1 / 1.035**2])


def test_halves_go_to_the_even_krona_whatever_binary_fractions_say() -> None:
    """A half is rounded to the even krona, also when it is stored a hair below."""
    assert [whole(0.5), whole(1.5), whole(2.5 - 1e-9), whole(-1.5)] == [0, 2, 2, -2]


@given(st.lists(KRONOR, max_size=30))
def test_apportioned_kronor_add_up(parts: list[float]) -> None:
    """Whole parts add up to the rounded sum, and none is a krona or more from its own amount."""
    target = whole(sum(parts))
    found = apportion(parts, target)
    assert not parts or sum(found) == target
    assert all(abs(kronor - part) < 1 for kronor, part in zip(found, parts, strict=True))


@pytest.mark.parametrize(("target", "expected"), [(10**17, 10**17), (-5, -5), (3, 3)])
def test_a_remainder_of_any_size_is_shared_out_at_once(target: int, expected: int) -> None:
    """Where floats no longer hold whole kronor the parts still add up, evenly and without counting krona by krona."""
    found = apportion([0.5, 0.25, 0.25], target)

    assert expected == sum(found)
    assert max(found) - min(found) <= 1


@given(TABLES, TABLES)
def test_discounted_tables_add_up_to_nnv(costs: npt.NDArray[np.float64], effects: npt.NDArray[np.float64]) -> None:
    """All discounted cells together are the rounded net present value, and each actor's are the actor's sum (§4)."""
    found = split(ACTORS, YEARS, costs, effects)

    assert whole(float(costs.sum()) + float(effects.sum())) == found.nnv
    assert found.nnv == sum(found.costs_present.values()) + sum(found.effects_present.values())
    for sums, cells in ((found.costs, found.costs_present), (found.effects, found.effects_present)):
        assert sums == {a: sum(kr for (actor, _), kr in cells.items() if actor == a) for a in sums}


@given(st.lists(st.integers(-(10**9), 10**9), min_size=30, max_size=30))
def test_whole_kronor_stay_as_they_are(cells: list[int]) -> None:
    """A table of whole kronor is not moved by rounding, and cells of zero stay out."""
    table = np.array(cells, dtype=np.float64).reshape(3, 10)
    expected = {
        (actor, int(year)): int(table[row, at])
        for row, actor in enumerate(ACTORS)
        for at, year in enumerate(YEARS)
        if table[row, at]
    }

    assert expected == rounded_cells(ACTORS, YEARS, table)


@given(
    st.integers(0, 4),
    st.lists(st.decimals("0.1", 1, places=1), max_size=3),
    st.integers(1, 6),
    st.decimals(0, 1, places=1),
    st.integers(0, 3),
)
def test_weights_all_at_once_are_those_one_by_one(
    delay: int, ramp: list[Decimal], years: int, decay: Decimal, later: int
) -> None:
    """The table of weights agrees with the rule of design §5 year by year, moved by whole years."""
    one = Profile(delay, tuple(ramp[:years]), years, decay)
    point = Distribution(Decimal(1), Decimal(1), Decimal(1))
    effect = Effect("day", "kommun", point, "intention_to_treat", point, point, point, one)

    assert weights_of([effect], 12, later)[0] == pytest.approx([weight(one, year - later) for year in range(12)])


def test_payback_is_the_year_from_which_the_sum_stays_up() -> None:
    """A flow that comes back, dips and comes back again is paid back the second time (§11)."""
    assert payback({2027: -100, 2028: 120, 2029: -50, 2030: 40}, 2027) == 2030


def test_payback_is_unknown_when_the_flow_stays_below() -> None:
    """A flow that never comes back has no payback."""
    assert payback({2027: -100, 2035: 99}, 2027) is None


def test_hump_is_the_lowest_point_and_the_first_year_back() -> None:
    """The hump of a flow is its lowest running sum, that year, and the first year at zero again (§11)."""
    assert Hump(-120, 2028, 2030) == hump({2027: -100, 2028: -20, 2029: 60, 2030: 60}, 2027)
    assert Hump(0, None, None) == hump({2027: 5}, 2027)


def test_break_even_is_the_part_of_the_effects_that_covers_the_costs() -> None:
    """Costs of half the effects need half of them; worthless effects are never enough; no cost needs none (§11)."""
    assert break_even(50.0, 100.0, NONE, NONE) == (0.5, "")
    assert break_even(50.0, 0.0, NONE, NONE) == (None, "not_reached")
    assert break_even(0.0, 100.0, NONE, NONE) == (None, "pays_nothing")


def test_a_ratio_with_nothing_below_is_not_shown() -> None:
    """A quotient is unknown for a denominator at or below zero (§11)."""
    assert [ratio(1.0, 0.0), ratio(1.0, -1.0), ratio(4.0, 2.0)] == [None, None, 2.0]
