"""Sizes that nothing real has are told before they are counted with (convention §15, §29)."""

from dataclasses import replace
from decimal import Decimal

import pytest

from prioritizer.appraisal import appraise, faults
from prioritizer.model.distribution import Distribution
from prioritizer.model.portfolio import Stated
from tests.appraisal.test_appraise import cost, effect, portfolio, proposal, rules

HUGE = Distribution(Decimal(10) ** 13, Decimal(10) ** 13, Decimal(10) ** 13)


@pytest.mark.parametrize(
    ("rate", "expected"),
    [("-0.51", ["discount_rate_outside"]), ("1.01", ["discount_rate_outside"]), ("-0.5", []), ("1", []), ("0", [])],
)
def test_a_rate_that_nobody_means_is_told(rate: str, expected: list[str]) -> None:
    """A real rate lies between −50 and 100 per cent."""
    assert expected == [fault.code for fault in faults(portfolio(proposal("a", [], [effect()])), rules(rate))]


def test_the_largest_factor_is_named() -> None:
    """Of people and units the one that is beyond all reason is where the fault stands."""
    people, units = replace(effect(), participants=HUGE), replace(effect(), units_per_case=HUGE)
    found = faults(portfolio(proposal("a", [], [people]), proposal("b", [], [effect(), units])), rules())

    assert [(f.code, f.path) for f in found] == [
        ("sum_too_large", "effects.0.participants"),
        ("sum_too_large", "effects.1.units_per_case"),
    ]


def test_costs_and_results_are_added_up() -> None:
    """Rows that each can be counted may be too much together, and so may a stated result."""
    most = 6 * 10**14
    costs = [cost({2027: most}), cost({2027: most})]
    stated = Stated(benefits={"kommun": Decimal(most), "region": Decimal(-most)})
    found = faults(portfolio(proposal("a", costs, []), proposal("b", [], [], stated=stated)), rules())

    assert [(f.code, f.path) for f in found] == [
        ("sum_too_large", "costs.1.per_year"),
        ("sum_too_large", "stated"),
    ]


def test_what_is_let_through_adds_up_to_the_krona() -> None:
    """Just below the ceiling the discounted tables still add up exactly."""
    large = replace(effect(), participants=Distribution(Decimal(10) ** 9, Decimal(10) ** 9, Decimal(10) ** 9))
    round_ = portfolio(proposal("a", [cost({2027: 1_000_000})], [large]))
    assert faults(round_, rules()) == []
    (found,) = appraise(round_, rules(), 1, 16)

    assert found.nnv == sum(found.costs_present.values()) + sum(found.effects_present.values())
    assert sum(found.costs_present.values()) == -1_000_000
