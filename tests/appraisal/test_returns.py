"""What each paying purse gets back as money, less what it pays (convention §12; D4)."""

from dataclasses import replace

import pytest

from prioritizer.appraisal.appraise import appraise
from prioritizer.model.value import Appraised
from prioritizer.reading.portfolio import Read, read_portfolio
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def example() -> Read:
    """The shipped example."""
    return read_portfolio(ROOT / "portfolios" / "exempelkommun")


@pytest.fixture(scope="module")
def values(example: Read) -> tuple[Appraised, ...]:
    """Its appraisals."""
    return appraise(example.portfolio, example.rules, 1, 64)


def test_returns_are_of_the_own_actor_and_of_purses_that_pay(example: Read, values: tuple[Appraised, ...]) -> None:
    """Boards count with their municipality; the person and what is not allocated hold no purse."""
    portfolio = example.portfolio
    proposals = {p.id: p for p in portfolio.proposals}
    for value in values:
        version = next(a for a in proposals[value.proposal].alternatives if a.id == value.alternative)
        paying = {portfolio.purse_of(cost.payer) for cost in version.costs} - {"individ", "ej_fordelat"}

        assert paying | {"kommun"} == set(value.returns)


def test_a_return_is_money_taken_home_less_costs_discounted(example: Read, values: tuple[Appraised, ...]) -> None:
    """Every return agrees with the undiscounted tables brought to base_year by hand (convention §1)."""
    portfolio = example.portfolio
    for value in values:
        for purse, kronor in value.returns.items():
            members = {purse, *(a.id for a in portfolio.actors if a.parent == purse)}
            by_hand = sum(
                amount / 1.035 ** (year - portfolio.base_year)
                for table in (value.costs, value.taken_home)
                for (actor, year), amount in table.items()
                if actor in members
            )

            assert kronor == pytest.approx(by_hand, abs=len(value.costs) + len(value.taken_home))


def test_a_return_is_unknown_where_nobody_said_what_can_be_taken_home(example: Read) -> None:
    """A price without a take-home share makes the return of each purse it reaches unknown, never zero (§25)."""
    prices = {name: replace(price, take_home=None) for name, price in example.rules.prices.items()}
    values = appraise(example.portfolio, replace(example.rules, prices=prices), 1, 64)
    coaches = next(v for v in values if v.proposal == "familjecoacher")

    assert coaches.returns["kommun"] is None
    assert coaches.returns["region"] is not None
