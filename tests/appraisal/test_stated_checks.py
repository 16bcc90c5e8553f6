"""The interval of a gross result is of NNV, and must hold it (convention §26)."""

from dataclasses import replace
from decimal import Decimal

import pytest

from prioritizer.appraisal import appraise, faults
from prioritizer.model.distribution import Distribution
from prioritizer.model.portfolio import CommonFactor, Stated
from tests.appraisal.test_appraise import cost, portfolio, proposal, rules

DEARER = Distribution(Decimal(1), Decimal(2), Decimal(3))


def gross(low: int, high: int) -> Stated:
    """Benefits of 500 with an interval."""
    return Stated(benefits={"kommun": Decimal(500)}, low=Decimal(low), high=Decimal(high))


@pytest.mark.parametrize(("low", "high", "outside"), [(450, 550, True), (350, 450, False), (400, 400, False)])
def test_benefits_less_costs_lie_within_the_interval(low: int, high: int, outside: bool) -> None:
    """500 less 100 is 400, which an interval around 500 does not hold."""
    round_ = portfolio(proposal("a", [cost({2027: 100})], [], gross(low, high)))

    assert (["nnv_outside_interval"] if outside else []) == [f.code for f in faults(round_, rules())]


def test_costs_are_the_expected_present_ones() -> None:
    """Costs of a later year are discounted, an uncertain row counts with its mean, and so does a common factor."""
    late = replace(cost({2028: 125}), spread=DEARER)
    factor = CommonFactor("wages", "Wages", "costs", DEARER, None)
    round_ = replace(portfolio(proposal("a", [late], [], gross(99, 101))), common_factors=(factor,))
    (value,) = appraise(round_, rules(), 1, 64)

    assert faults(round_, rules()) == []
    assert value.nnv == 100


def test_what_cannot_be_converted_is_told_once() -> None:
    """Without an index the costs have no present value, and only that is told."""
    paid = cost({2027: 100}, fund="medel")
    round_ = portfolio(proposal("a", [paid], [], gross(450, 550)), fund_prices="lopande")

    assert {f.code for f in faults(round_, rules())} == {"no_index"}
