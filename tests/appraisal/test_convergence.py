"""Whether the draws are enough (convention §8)."""

from dataclasses import replace
from decimal import Decimal
from statistics import stdev

import pytest

from prioritizer.appraisal import appraise
from prioritizer.appraisal.convergence import Convergence, convergence
from prioritizer.model.distribution import Distribution
from prioritizer.model.portfolio import Portfolio, Stated
from tests.appraisal.test_appraise import DAY, cost, effect, portfolio, proposal, rules


def triangle(low: str, likely: str, high: str) -> Distribution:
    """A number between two ends."""
    return Distribution(Decimal(low), Decimal(likely), Decimal(high))


def uncertain() -> Portfolio:
    """A product of three uncertain numbers, so that how they are paired matters."""
    one = replace(
        effect(),
        participants=triangle("10", "100", "400"),
        risk_with=triangle("0.0", "0.1", "0.2"),
        units_per_case=triangle("1", "5", "40"),
    )
    return portfolio(proposal("a", [cost({2027: 50_000})], [one]))


def only(round_: Portfolio, draws: int) -> Convergence:
    """The convergence of the one version."""
    (found,) = convergence(round_, rules(), 1, draws).versions.values()
    return found


def test_what_is_certain_has_no_error() -> None:
    """Without uncertainty any draws are enough."""
    found = only(portfolio(proposal("a", [cost({2027: 50_000})], [effect()])), 16)

    assert (found.standard_error, found.enough) == (0.0, True)


def test_one_uncertain_number_has_no_error_either() -> None:
    """Every run has the same even grid of one input, so that its mean does not move."""
    found = only(portfolio(proposal("a", [], [replace(effect(), risk_with=triangle("0", "0.1", "0.2"))])), 64)

    assert found.standard_error == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize("draws", [32, 1024])
def test_the_error_is_that_of_runs_with_other_seeds(draws: int) -> None:
    """Forty runs with seeds of their own spread as much as is told, within what eight replicates can know."""
    nnv = [appraise(uncertain(), rules(), seed, draws)[0].nnv_adjusted for seed in range(100, 140)]

    assert only(uncertain(), draws).standard_error == pytest.approx(stdev(nnv), rel=0.6)


def test_more_draws_have_a_smaller_error() -> None:
    """From 32 to 1,024 draws it falls by more than the root of 32, which is what random draws would give."""
    few, many = (only(uncertain(), draws).standard_error for draws in (32, 1024))

    assert few / many > 32**0.5


def test_too_few_draws_are_said_to_be() -> None:
    """Eight draws of a product of three wide triangles are too few, 1,024 are enough."""
    assert not only(uncertain(), 8).enough
    assert only(uncertain(), 1024).enough


def test_near_zero_the_costs_say_how_much_is_much() -> None:
    """An error of a thousandth of the costs is let pass where a hundredth of NNV is less."""
    found = only(portfolio(proposal("a", [cost({2027: 180_000})], [effect()])), 16)

    assert found.limit == pytest.approx(180)


def test_errors_of_a_plan_are_joint() -> None:
    """A price that two versions share, on one uncertain effect each, moves the plan by both at once."""
    priced = rules("0.25", replace(DAY, spread=triangle("0.2", "1", "3")))
    pair = tuple(
        proposal(name, [], [replace(effect(participants=n), risk_with=triangle("0", "0.1", "0.2"))])
        for name, n in (("a", 100), ("b", 200))
    )
    keys = [("a", None, None), ("b", None, None)]
    found = convergence(portfolio(*pair), priced, 1, 64, keys)
    errors = [found.versions[key].standard_error for key in keys]
    nnv = [sum(v.nnv_adjusted for v in appraise(portfolio(*pair), priced, seed, 64)) for seed in range(100, 140)]
    assert found.plan is not None

    assert found.plan.standard_error == pytest.approx(stdev(nnv), rel=0.6)
    assert 0 < found.plan.standard_error <= sum(errors)


def test_a_stated_result_does_not_rest_on_draws() -> None:
    """Nothing is told of it (§26)."""
    round_ = portfolio(proposal("a", [cost({2027: 1})], stated=Stated(value=Decimal(5), chance=Decimal("0.6"))))

    assert convergence(round_, rules(), 1, 16).versions == {}
