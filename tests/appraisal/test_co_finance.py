"""Sharing a cost among those who gain (D4)."""

import random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.optimize import linprog

from prioritizer.appraisal.co_finance import CoFinancing, co_finance

GAINS = st.dictionaries(
    st.sampled_from(["kommun", "region", "staten", "rattsvasendet", "individ"]),
    st.integers(-(10**6), 10**7),
    min_size=1,
)
ABLE = frozenset({"kommun", "region", "staten", "rattsvasendet"})
COSTS = st.integers(1, 10**7)


def test_selene_like_case_by_hand() -> None:
    """A provider's loss is shared by those who gain: 6 of 9 million fall on justice, as in Selene 2007 (domain §2.2).

    The cost of 3 million is invented; the published gain is 9 million, of which justice just over 6.
    """
    gains = {"rattsvasendet": 6_000_000, "region": 2_000_000, "kommun": 1_000_000}

    found = co_finance(3_000_000, gains, ABLE)

    assert found.shares == {"kommun": 333_333, "rattsvasendet": 2_000_000, "region": 666_667}
    assert pytest.approx(found.of_gain) == 1 / 3


def test_those_who_cannot_pay_and_those_who_lose_pay_nothing() -> None:
    """A person's gain is not asked for, and a purse that loses by the effects pays nothing."""
    found = co_finance(100, {"kommun": 400, "individ": 9_000, "staten": -50}, ABLE)

    assert found.shares == {"kommun": 100}


@pytest.mark.parametrize(
    ("cost", "gains", "code", "lacking"),
    [
        (100, {"kommun": 40, "region": 30, "individ": 900}, "gains_below_cost", 30),
        (100, {"kommun": 0, "region": -5}, "nobody_gains", 100),
        (100, {"individ": 900}, "nobody_gains", 100),
        (0, {"kommun": 5}, "nothing_to_share", 0),
        (100, {"kommun": 500, "region": None}, "gains_unknown", 0),
    ],
)
def test_what_is_impossible_is_said_plainly(cost: int, gains: dict[str, int | None], code: str, lacking: int) -> None:
    """Each reason has its code, with how many kronor the gains fall short of the cost."""
    assert CoFinancing(code=code, lacking=lacking) == co_finance(cost, gains, ABLE)  # type: ignore[arg-type]


def test_an_unknown_gain_of_one_who_is_not_asked_does_not_matter() -> None:
    """Only the gains of able purses are needed."""
    assert co_finance(100, {"kommun": 100, "individ": None}, ABLE).shares == {"kommun": 100}


@given(COSTS, GAINS)
def test_nobody_pays_more_than_it_gains_and_all_is_paid(cost: int, gains: dict[str, int]) -> None:
    """Whole kronor add up to the cost, each at most the payer's gain and within a krona of its proportion."""
    found = co_finance(cost, gains, ABLE)
    gaining = {actor: gain for actor, gain in gains.items() if actor in ABLE and gain > 0}
    total = sum(gaining.values())

    assert (total >= cost) == (found.code == "")
    if found.code == "":
        assert cost == sum(found.shares.values())
        assert set(gaining) == set(found.shares)
        assert all(0 <= found.shares[actor] <= gain for actor, gain in gaining.items())
        assert all(abs(found.shares[actor] * total - cost * gain) < total for actor, gain in gaining.items())
    else:
        assert cost - total == found.lacking


@given(COSTS, GAINS, st.randoms(use_true_random=False))
def test_the_order_of_purses_changes_nothing(cost: int, gains: dict[str, int], dice: random.Random) -> None:
    """The same gains in another order are shared alike (§24)."""
    shuffled = list(gains.items())
    dice.shuffle(shuffled)

    assert co_finance(cost, gains, ABLE) == co_finance(cost, dict(shuffled), ABLE)


@given(st.integers(1, 10**6), GAINS)
def test_a_solver_of_linear_programs_finds_the_same(cost: int, gains: dict[str, int]) -> None:
    """Minimise the largest share of its gain that anybody gives up: the closed solution is the only one."""
    gaining = {actor: gain for actor, gain in sorted(gains.items()) if actor in ABLE and gain > 0}
    assume(gaining)
    n, g = len(gaining), list(gaining.values())
    scale = float(max(g))
    solved = linprog(
        [0.0] * n + [1.0],
        A_ub=[[1.0 if i == j else 0.0 for j in range(n)] + [-g[i] / scale] for i in range(n)],
        b_ub=[0.0] * n,
        A_eq=[[1.0] * n + [0.0]],
        b_eq=[cost / scale],
        bounds=[(0, None)] * n + [(0, 1)],
    )
    found = co_finance(cost, gains, ABLE)

    # Between the two lies a solver's tolerance, so a cost within a krona in a million of the gains is left out.
    assume(abs(sum(g) - cost) > 1e-6 * max(sum(g), cost))
    assert solved.success == (found.code == "")
    if solved.success:
        assert found.of_gain == pytest.approx(solved.x[n], abs=1e-6)
        for share, paid in zip(found.shares.values(), solved.x[:n], strict=True):
            assert share == pytest.approx(paid * scale, abs=1 + 1e-6 * scale)
