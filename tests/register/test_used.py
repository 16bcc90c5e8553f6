"""The numbers of the rules that a run rests on are those that were really used."""

from dataclasses import replace

from prioritizer.model.portfolio import Portfolio
from prioritizer.register.used import used_parameters
from tests.report.example import example_run

PRODUCTION = {"displacement", "equalisation_share", "equalisation_delay"}
HAIRCUTS = {"haircut_cost", "haircut_effect", "haircut_delay"}


def used(**changes: object) -> frozenset[str]:
    """What the example rests on, with its portfolio changed."""
    run = example_run()
    portfolio: Portfolio = replace(run.portfolio, **changes)  # type: ignore[arg-type]  # the names are those of the fields
    return used_parameters(replace(run, portfolio=portfolio))


def test_without_production_value_nothing_of_production_is_used() -> None:
    """Displacement and income equalisation are for production alone (§4)."""
    assert used() >= PRODUCTION
    assert used() - used(production_value=False) == PRODUCTION


def test_haircuts_and_the_tax_factor_are_used_where_they_are_counted() -> None:
    """What the portfolio switches off is not used, and what it switches on is (§5, §9)."""
    assert used() - used(haircuts=False) == HAIRCUTS
    assert used(tax_factor=True) - used() == {"tax_factor"}


def test_the_index_is_used_where_an_amount_stands_in_another_years_prices() -> None:
    """Costs in running prices and prices of other years are converted (§2)."""
    run = example_run()
    assert "price_index" in used_parameters(run)
    assert "price_index" not in used_parameters(replace(run, appraised=()))


def test_experience_is_used_where_some_value_was_moved() -> None:
    """Asked for and not in the rules it moves nothing; the example has no prior (§10)."""
    assert example_run().portfolio.shrinkage
    assert "least_spread" not in used()
