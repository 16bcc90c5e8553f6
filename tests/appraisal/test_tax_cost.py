"""The row of what tax financing costs (convention §5, §11)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritizer.appraisal import appraise
from prioritizer.appraisal.tax_cost import TAX_COST, tax_cost, with_tax_cost
from tests.appraisal.accounts_cases import care, effect, portfolio, proposal, rules, support, work

PUBLIC = ("kommun", "omsorg", "region", "staten")
CELLS = st.dictionaries(
    st.tuples(st.sampled_from([*PUBLIC, "individ", "arbetsgivare"]), st.integers(2027, 2030)),
    st.integers(-1_000_000, 1_000_000).map(float),
)


def test_a_net_payment_costs_the_factor_less_one() -> None:
    """Public purses pay 100 and get 20 in 2027, so at 1.3 the loss is 24; the person's krona costs no tax (§5)."""
    cells = {("kommun", 2027): -100.0, ("staten", 2027): 20.0, ("individ", 2027): 50.0, ("region", 2028): 10.0}

    assert tax_cost(cells, PUBLIC, 1.3) == pytest.approx({2027: -24.0, 2028: 3.0})


def test_a_year_without_public_money_has_no_row() -> None:
    """Where only persons have a cell there is nothing to finance."""
    assert tax_cost({("individ", 2027): 50.0}, PUBLIC, 1.3) == {}
    assert with_tax_cost({("kommun", 2027): -1.0}, PUBLIC, None) == {("kommun", 2027): -1.0}


@given(CELLS, CELLS, st.floats(1, 2))
def test_rows_of_costs_and_effects_are_the_loss_on_the_net(
    costs: dict[tuple[str, int], float], effects: dict[tuple[str, int], float], factor: float
) -> None:
    """The loss is linear, so that two tables with a row each have the loss on their sum (§5)."""
    together = {cell: costs.get(cell, 0) + effects.get(cell, 0) for cell in {*costs, *effects}}
    apart = [tax_cost(table, PUBLIC, factor) for table in (costs, effects)]

    for year, loss in tax_cost(together, PUBLIC, factor).items():
        assert loss == pytest.approx(sum(part.get(year, 0.0) for part in apart), abs=1e-6)


def test_society_has_the_row_and_own_accounts_do_not_change() -> None:
    """A cost of 100 000 kr and care for 10 000: society loses 30 per cent of the net besides, no purse does (§5)."""
    entered = proposal({"kommun": 100_000}, effect("care"))
    off, on = (appraise(portfolio(entered, tax_factor=yes), rules(care()), draws=8)[0] for yes in (False, True))

    assert (off.nnv, on.nnv) == (-90_000, -117_000)
    assert (off.own_nnv, on.own_nnv) == (-90_000, -90_000)
    assert on.costs == {(TAX_COST, 2027): -30_000, ("kommun", 2027): -100_000}
    assert on.effects == {(TAX_COST, 2027): 3_000, ("kommun", 2027): 10_000}
    assert pytest.approx(float(on.draws.mean())) == -117_000
    assert off.taken_home == on.taken_home
    assert off.own_nnv_before_equalisation == on.own_nnv_before_equalisation


def test_the_denominator_of_nnk_i_has_the_tax_cost_of_its_rows() -> None:
    """NNK-i of −117 000 kr over an investment of 100 000 that costs 130 000 with its tax (§11)."""
    on = appraise(portfolio(proposal({"kommun": 100_000}, effect("care")), tax_factor=True), rules(care()), draws=8)[0]

    assert pytest.approx(on.nnk_i) == -117 / 130
    assert pytest.approx(on.nnk_idu) == -117 / 130
    assert pytest.approx(on.bcr) == 13 / 130


def test_an_employers_cost_is_not_tax_financed() -> None:
    """What an employer pays has no loss of tax financing (§5)."""
    on = appraise(portfolio(proposal({"arbetsgivare": 100_000}), tax_factor=True), rules(), draws=8)[0]

    assert on.nnv == -100_000
    assert sum(kr for (actor, _), kr in on.costs.items() if actor == TAX_COST) == 0


def test_a_transfer_to_the_municipality_saves_taxes() -> None:
    """Income support that is not paid moves nothing in society but its tax: 30 per cent of 600 000 kr (§5)."""
    on = appraise(portfolio(proposal({}, effect("support")), tax_factor=True), rules(support()), draws=8)[0]

    assert on.nnv == 180_000


def test_society_gets_its_money_back_later_where_the_loss_counts() -> None:
    """44 000 kr a year pay a cost of 130 000 back in three years; with the loss on the net it takes four (§5, §11)."""
    price = work({"individ": "10000", "kommun": "1000"}, equalised=())
    entered = proposal({"kommun": 130_000}, effect("work", units=4, years=8))
    off, on = (
        appraise(portfolio(entered, tax_factor=yes), rules(price, displacement="0"), draws=8)[0]
        for yes in (False, True)
    )

    assert (off.payback_society, on.payback_society) == (2029, 2030)
    assert off.nnv == 8 * 44_000 - 130_000
    assert pytest.approx(on.nnv) == 8 * (44_000 + 0.3 * 4_000) - 169_000
