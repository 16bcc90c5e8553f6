"""What versions are worth in a declared scenario (§14): the appraisal as ever, with one thing changed."""

from collections.abc import Iterable
from decimal import Decimal

import pytest

from prioritizer.appraisal.appraise import appraise
from prioritizer.appraisal.overlaps import overlaps
from prioritizer.appraisal.scenarios import appraised_under
from prioritizer.appraisal.stress import with_parameter
from prioritizer.model.rules import Scenario
from prioritizer.model.value import Overlap
from prioritizer.reading.portfolio import read_portfolio
from tests.conftest import ROOT

DRAWS = 64
READ = read_portfolio(ROOT / "portfolios" / "exempelkommun", None)
PORTFOLIO, RULES = READ.portfolio, READ.rules


def worths(shared: Iterable[Overlap]) -> list[tuple[object, int]]:
    """What each set is worth."""
    return [(one.keys, one.nnv) for one in shared]


def test_a_scenario_that_changes_nothing_changes_nothing() -> None:
    """Costs and effects times one: the same worth of every version and overlap."""
    values, shared = appraised_under(
        PORTFOLIO, RULES, Scenario("same", {}, None, None, Decimal(1), Decimal(1)), 1, DRAWS
    )

    assert [v.nnv for v in appraise(PORTFOLIO, RULES, 1, DRAWS)] == [v.nnv for v in values]
    assert worths(overlaps(PORTFOLIO, RULES, 1, DRAWS)) == worths(shared)


@pytest.mark.parametrize(
    ("parameter", "scenario"),
    [
        ("displacement", Scenario("other", {}, displacement=Decimal("0.5"))),
        ("discount_rate", Scenario("other", {}, discount_rate=Decimal("0.05"))),
    ],
)
def test_another_parameter_is_that_parameter(parameter: str, scenario: Scenario) -> None:
    """The same as with the parameter written so in the rules."""
    number = scenario.displacement or scenario.discount_rate
    assert number is not None
    written = with_parameter(RULES, parameter, number)
    values, shared = appraised_under(PORTFOLIO, RULES, scenario, 1, DRAWS)

    assert [v.nnv for v in appraise(PORTFOLIO, written, 1, DRAWS)] == [v.nnv for v in values]
    assert worths(overlaps(PORTFOLIO, written, 1, DRAWS)) == worths(shared)


def test_no_effects_leave_the_costs() -> None:
    """Effects times zero: what is left is what each version costs, below zero, and nothing is shared."""
    values, shared = appraised_under(PORTFOLIO, RULES, Scenario("none", {}, effects=Decimal(0)), 1, DRAWS)

    assert {v.present_effects for v in values if v.present_effects is not None} == {0}
    assert all(v.present_costs is not None and v.present_costs > 0 for v in values)
    assert [one for one in shared if one.nnv] == []
