"""Weights, discounting, whole kronor, payback and the hump, worked by hand (convention §1, §7, §11)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prioritizer.appraisal.flows import goes_on, weight

from prioritizer.appraisal.indicators import Hump, break_even, hump, payback, ratio
from prioritizer.appraisal.present import apportion, flat_rate, rounded, rounded_present, whole
from prioritizer.model.portfolio import Profile

KRONOR = st.floats(-1e7, 1e7, allow_nan=False).map(lambda amount: round(amount, 3))
CELLS = st.dictionaries(st.tuples(st.sampled_from(["kommun", "region", "individ"]), st.integers(2027, 2040)), KRONOR)


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
    discount = flat_rate(Decimal("0.035"), 2027)
    assert [discount(2027), discount(2029)] == pytest.approx([1.0, 1 / 1.035**2])


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


@given(CELLS, CELLS)
def test_discounted_tables_add_up_to_nnv(
    costs: dict[tuple[str, int], float], effects: dict[tuple[str, int], float]
) -> None:
    """All discounted cells together are the rounded net present value, to the krona (§4)."""
    found = rounded_present(costs, effects)
    assert whole(sum(costs.values()) + sum(effects.values())) == found.nnv
    assert found.nnv == sum(found.costs.values()) + sum(found.effects.values())


@given(
    st.dictionaries(st.tuples(st.sampled_from(["kommun", "region"]), st.integers(2027, 2040)), st.integers(1, 10**9))
)
def test_whole_kronor_stay_as_they_are(table: dict[tuple[str, int], int]) -> None:
    """A table of whole kronor is not moved by rounding."""
    assert table == rounded({cell: float(kronor) for cell, kronor in table.items()})


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
    assert break_even(50.0, 100.0, ()) == (0.5, "")
    assert break_even(50.0, 0.0, ()) == (None, "not_reached")
    assert break_even(0.0, 100.0, ()) == (None, "pays_nothing")


def test_a_ratio_with_nothing_below_is_not_shown() -> None:
    """A quotient is unknown for a denominator at or below zero (§11)."""
    assert [ratio(1.0, 0.0), ratio(1.0, -1.0), ratio(4.0, 2.0)] == [None, None, 2.0]
