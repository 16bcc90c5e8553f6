"""Draws see numbers, never names, and are joint (convention §8, §24; design §6)."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from prioritizer.appraisal.distributions import triangular
from prioritizer.appraisal.draws import (
    Draws,
    common_factor,
    fingerprint,
    grid,
    identity,
    mean,
    normal_deviates,
    occurrences,
    power_of,
    stream,
)
from prioritizer.model.distribution import observed, one_of
from prioritizer.model.portfolio import Alternative, Cost, Distribution, Effect, Profile, Proposal, Success

POINT = Distribution(Decimal("0.3"), Decimal("0.3"), Decimal("0.3"))


def effect(participants: int, low: str, high: str) -> Effect:
    """An effect with an uncertain risk with the measure."""
    number = Distribution(Decimal(participants), Decimal(participants), Decimal(participants))
    spread = Distribution(Decimal(low), Decimal(low), Decimal(high))
    year = Profile(0, (), 1, Decimal(1))
    return Effect("day", "kommun", number, "intention_to_treat", POINT, spread, POINT, year)


def proposal(name: str, effects: tuple[Effect, ...], cost: int = 100) -> Proposal:
    """A proposal with one version."""
    costs = (Cost(f"cost of {name}", "kommun", {2027: Decimal(cost)}),)
    version = Alternative(None, name, costs, effects, None, {}, {"advocacy.signatures": Decimal(len(name))})
    return Proposal(name, f"title of {name}", (version,), (2027,), False, (), {})


def shares(proposal: Proposal, turn: int, seed: int, draws: int) -> dict[tuple[int, str], Draws]:
    """The share of each uncertain input by draw, as a triangle or any other shape would be asked for it."""
    found = stream(identity(proposal), turn, seed, draws)
    middles = grid(power_of(draws))
    return {name: middles[found.slices[row]][found.order] for name, row in found.inputs.items()}


TWO = (effect(100, "0.1", "0.2"), effect(50, "0.05", "0.3"))


def test_names_facts_and_row_order_do_not_reach_the_fingerprint() -> None:
    """Proposals with the same numbers share a fingerprint, whatever they are called and however rows stand."""
    assert fingerprint(proposal("a", TWO)) == fingerprint(proposal("another name", TWO[::-1]))


def test_equal_numbers_written_differently_are_equal() -> None:
    """0.10 and 0.1 are one number."""
    assert fingerprint(proposal("a", (effect(9, "0.1", "0.20"),))) == fingerprint(
        proposal("a", (effect(9, "0.10", "0.2"),))
    )


@pytest.mark.parametrize("other", [proposal("a", TWO, cost=101), proposal("a", TWO[:1])])
def test_another_number_is_another_fingerprint(other: Proposal) -> None:
    """A cost or an effect more or less changes the fingerprint."""
    assert fingerprint(proposal("a", TWO)) != fingerprint(other)


def test_versions_and_starts_have_their_own_fingerprints() -> None:
    """The fingerprint of a version depends on its numbers and its start."""
    head = proposal("a", TWO)
    small = replace(head.alternatives[0], id="small", effects=TWO[:1])
    both = replace(head, alternatives=(head.alternatives[0], small))
    assert len({fingerprint(both), fingerprint(both, "small"), fingerprint(both, None, 2028)}) == 3


def test_an_effect_keeps_its_draws_when_rows_change_places() -> None:
    """The draws follow the numbers of an effect, not its row."""
    first, second = (shares(proposal("a", rows), 0, 1, 64) for rows in (TWO, TWO[::-1]))
    assert first.keys() == second.keys()
    assert all((first[name] == second[name]).all() for name in first)


def test_a_certain_effect_takes_no_dimension_wherever_it_stands() -> None:
    """Only the uncertain inputs are drawn, under the rank of their effect and not its row."""
    rows = (effect(100, "0.1", "0.2"), effect(50, "0.1", "0.1"))
    first, second = (shares(proposal("a", order), 0, 1, 64) for order in (rows, rows[::-1]))
    assert list(first) == list(second)
    assert len(first) == 1


def test_identical_proposals_have_the_same_points_in_another_order() -> None:
    """Twins are equally good on average and independent draw by draw."""
    first, second = (shares(proposal("a", TWO[:1]), turn, 1, 1024)[(0, "risk_with")] for turn in (0, 1))
    assert sorted(first) == sorted(second)
    assert abs(float(np.corrcoef(first, second)[0, 1])) < 0.1


def turns(proposals: list[Proposal]) -> Mapping[str, int]:
    """Occurrences of a list of proposals."""
    return occurrences({p.id: identity(p) for p in proposals})


def test_occurrences_do_not_depend_on_row_order() -> None:
    """Which twin comes first is settled by id."""
    twins = [proposal("b", TWO), proposal("a", TWO), proposal("c", TWO[:1])]
    assert {"a": 0, "b": 1, "c": 0} == turns(twins) == turns(twins[::-1])


def test_streams_of_different_proposals_are_independent() -> None:
    """Streams of forty proposals are uncorrelated pair by pair: Sobol sequences in the same order are not."""
    rows = [shares(proposal("a", TWO[:1], cost), 0, 1, 1024)[(0, "risk_with")] for cost in range(40)]
    correlations = np.asarray(np.corrcoef(np.array(rows)))[np.triu_indices(40, 1)]
    assert float(np.max(np.abs(correlations))) < 0.15  # 780 pairs of 1,024: five deviations


def test_dimensions_of_one_proposal_are_even() -> None:
    """Each uncertain input has one draw in every 1,024th of its distribution."""
    for found in shares(proposal("a", TWO), 0, 7, 1024).values():
        assert list(range(1024)) == sorted(int(share * 1024) for share in found)


def test_the_triangle_has_its_mean_and_ends() -> None:
    """Draws of low 1, likely 2, high 6 stay inside and average 3."""
    found = triangular((np.arange(1024) + 0.5) / 1024, 1.0, 2.0, 6.0)
    assert mean(found) == pytest.approx(3.0, rel=1e-4)
    assert 1.0 <= float(found.min()) <= float(found.max()) <= 6.0


def test_a_common_factor_depends_on_price_and_seed() -> None:
    """One stream for each price id, another for another seed."""
    spread = Distribution(Decimal("0.8"), Decimal(1), Decimal("1.3"))
    first = common_factor("day", spread, 1, 64)
    assert (first == common_factor("day", spread, 1, 64)).all()
    assert not (first == common_factor("day", spread, 2, 64)).all()
    assert not (first == common_factor("night", spread, 1, 64)).all()


def test_normal_deviates_average_nothing() -> None:
    """The deviates of a stated result have mean zero, so that its mean is what was stated (§26)."""
    found = normal_deviates("x", 0, 1, 1024)
    assert mean(found) == 0.0
    assert float(found.std()) == pytest.approx(1.0, abs=0.01)


def test_a_number_that_is_no_power_of_two_is_served() -> None:
    """A hundred draws are a hundred shares between 0 and 1."""
    (found,) = shares(proposal("a", TWO[:1]), 0, 1, 100).values()
    assert len(found) == 100
    assert all(0 <= share < 1 for share in found)


BASE = effect(100, "0.1", "0.2")
ONE = Decimal(1)


def with_risk(found: Distribution) -> Proposal:
    """A proposal with that risk with the measure."""
    return proposal("a", (replace(BASE, risk_with=found),))


@pytest.mark.parametrize(
    "other",
    [
        with_risk(Distribution(Decimal("0.1"), Decimal("0.1"), Decimal("0.2"), "pert")),
        with_risk(Distribution(Decimal("0.1"), Decimal("0.1"), Decimal("0.2"), "normal", Decimal("0.9"))),
        with_risk(Distribution(Decimal("0.1"), Decimal("0.1"), Decimal("0.2"), "normal", Decimal("0.8"))),
        with_risk(observed(Decimal(12), Decimal(40))),
        with_risk(observed(Decimal(3), Decimal(10))),
        with_risk(one_of(((Decimal("0.1"), Decimal("0.5")), (Decimal("0.2"), Decimal("0.5"))))),
        with_risk(one_of(((Decimal("0.1"), Decimal("0.4")), (Decimal("0.2"), Decimal("0.6"))))),
        proposal("a", (replace(BASE, risk_with=None, stated_as="relative_risk", change=POINT),)),
        proposal("a", (replace(BASE, risk_with=None, stated_as="odds_ratio", change=POINT),)),
    ],
)
def test_every_number_of_an_uncertain_input_is_in_the_fingerprint(other: Proposal) -> None:
    """Another shape, interval, observation, chance or form of effect size is another number (§24)."""
    known = [proposal("a", (BASE,)), with_risk(observed(Decimal(6), Decimal(20)))]

    assert fingerprint(other) not in {fingerprint(found) for found in known}


def test_graded_success_and_cost_spread_are_numbers_and_their_titles_are_not() -> None:
    """What a grade is called, and in which order grades stand, does not reach the draws; its chance does."""
    plain = proposal("a", (BASE,))
    half, rest = Success("full", Decimal("0.5"), ONE), Success("none", Decimal("0.5"), Decimal(0))
    graded = replace(plain, success=(half, rest))
    spread = replace(plain.alternatives[0].costs[0], spread=Distribution(ONE, ONE, Decimal(2)))
    dearer = replace(plain, alternatives=(replace(plain.alternatives[0], costs=(spread,)),))
    other = replace(plain, success=(half._replace(chance=Decimal("0.4")), rest._replace(chance=Decimal("0.6"))))

    assert fingerprint(graded) == fingerprint(replace(plain, success=(rest._replace(title="x"), half)))
    assert len({fingerprint(found) for found in (plain, graded, other, dearer)}) == 4


def test_an_overlap_group_is_a_name_and_not_a_number() -> None:
    """Who reaches the same people is not drawn."""
    grouped = proposal("a", (replace(BASE, overlap_group="families"),))

    assert fingerprint(proposal("a", (BASE,))) == fingerprint(grouped)


def test_each_uncertain_input_has_a_dimension() -> None:
    """Success, a cost and an effect size are drawn; what is a point is not."""
    spread = Distribution(ONE, ONE, Decimal(2))
    ratio = replace(BASE, risk_with=None, stated_as="relative_risk", change=spread)
    costs = (Cost("b", "kommun", {2027: ONE}, spread=spread), Cost("a", "kommun", {2027: Decimal(2)}, spread=spread))
    version = Alternative(None, "a", costs, (ratio,), None, {}, {})
    grades = (Success("full", Decimal("0.5"), ONE), Success("none", Decimal("0.5"), Decimal(0)))
    found = replace(proposal("a", ()), alternatives=(version,), success=grades)

    assert list(shares(found, 0, 1, 64)) == [(0, "change"), (0, "cost"), (0, "success"), (1, "cost")]
