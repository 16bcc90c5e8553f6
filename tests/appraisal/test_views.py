"""The real and the financial view add up to the same sum (convention §4)."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritizer.appraisal import appraise, plan_values
from prioritizer.appraisal.views import AccountViews, Row, RowKind, account_views, summed
from prioritizer.model.portfolio import TAX_COST
from prioritizer.model.value import Appraised
from prioritizer.reading.portfolio import Read, read_portfolio
from tests.appraisal.accounts_cases import care, effect, portfolio, proposal, rules, support, work
from tests.conftest import ROOT

PUBLIC = frozenset({"kommun", "region", "staten"})


@pytest.fixture(scope="module")
def example() -> Read:
    """The shipped example."""
    return read_portfolio(ROOT / "portfolios" / "exempelkommun")


@pytest.fixture(scope="module")
def values(example: Read) -> tuple[Appraised, ...]:
    """Its appraisals."""
    return appraise(example.portfolio, example.rules, 1, 64)


def test_one_proposal_is_told_twice_by_hand() -> None:
    """An investment of 20 000 kr, care for 10 000 of which 8 000 comes home, and support for 600 000 (§4)."""
    entered = proposal({"kommun": 20_000}, effect("care"), effect("support"))
    found = appraise(portfolio(entered), rules(care(), support()), draws=8)[0]

    assert dict(found.real) == {"investment": -20_000, "resource": 10_000, "transfer": 0}
    assert dict(found.financial) == {
        ("individ", "transfers"): -600_000,
        ("kommun", "costs"): -20_000,
        ("kommun", "freed"): 2_000,
        ("kommun", "taken_home"): 8_000,
        ("kommun", "transfers"): 600_000,
    }


def test_production_is_tax_to_purses_and_direct_to_others() -> None:
    """Of a year of work the purses' part is tax, and what equalisation moves a transfer (§4)."""
    found = appraise(portfolio(proposal({}, effect("work", units=1))), rules(work()), draws=8)[0]

    assert dict(found.real) == {"production": 300_000, "transfer": 0}
    tax = {actor: kr for (actor, account), kr in found.financial.items() if account == "tax"}
    assert tax == {"kommun": 39_975, "region": 22_425, "staten": 45_540}
    assert found.financial["individ", "direct"] == 186_060
    assert found.financial["arbetsgivare", "direct"] == 6_000
    assert sum(kr for (_, account), kr in found.financial.items() if account == "transfers") == 0


def test_the_tax_row_stands_by_itself_in_both_views() -> None:
    """The loss of tax financing is no purse's: 30 per cent of 90 000 kr net (§5)."""
    on = appraise(portfolio(proposal({"kommun": 100_000}, effect("care")), tax_factor=True), rules(care()), draws=8)[0]

    assert dict(on.real) == {"investment": -100_000, "resource": 10_000, "tax_cost": -27_000}
    assert on.financial[TAX_COST, "tax_cost"] == -27_000


def test_every_proposal_of_the_example_adds_up(values: tuple[Appraised, ...]) -> None:
    """Both views are the NNV to the krona, actors are their tables, and transfers are zero, for all versions (§4)."""
    for value in values:
        assert value.nnv == sum(value.real.values()) == sum(value.financial.values())
        assert sum(kr for (_, account), kr in value.financial.items() if account == "transfers") == 0
        for actor in {actor for actor, _ in value.financial}:
            tables = (value.costs_present, value.effects_present)
            in_tables = sum(kr for table in tables for (whose, _), kr in table.items() if whose == actor)
            assert in_tables == sum(kr for (whose, _), kr in value.financial.items() if whose == actor)


def test_the_plan_adds_up_as_its_proposals_do(example: Read, values: tuple[Appraised, ...]) -> None:
    """The views of a plan are the sum of its versions', and its NNV (§4)."""
    chosen = values[::3]
    plan = plan_values(example.portfolio, chosen)

    assert plan.nnv == sum(plan.real.values()) == sum(plan.financial.values())
    assert plan.real["production"] == sum(value.real.get("production", 0) for value in chosen)
    assert plan.own_nnv_before_equalisation is not None
    assert plan.own_nnv is not None
    assert plan.own_nnv_before_equalisation > plan.own_nnv


def test_nothing_summed_is_nothing() -> None:
    """An empty plan has empty views."""
    assert AccountViews({}, {}) == summed([])


ACTORS = ("kommun", "region", "staten", "individ", "arbetsgivare")
KINDS: tuple[RowKind, ...] = ("resource", "production")
AMOUNTS = st.floats(-10_000, 10_000).map(lambda x: round(x, 3))


@given(
    st.lists(st.tuples(st.sampled_from(ACTORS), st.sampled_from(KINDS), AMOUNTS, st.sampled_from([None, 0.0, 0.3]))),
    st.lists(AMOUNTS, max_size=5),
    st.dictionaries(st.sampled_from(ACTORS), AMOUNTS, max_size=3),
)
def test_any_rows_add_up(
    effects: list[tuple[str, RowKind, float, float | None]], moved: list[float], costs: dict[str, float]
) -> None:
    """Whatever the rows, both views are the rounded tables to the krona (§4)."""
    rows = [Row(actor, kind, kr, None if share is None else kr * share) for actor, kind, kr, share in effects]
    for (giver, taker), kr in zip(pairwise(ACTORS), moved, strict=False):
        rows += [Row(giver, "transfer", -kr), Row(taker, "transfer", kr)]
    rows += [Row(actor, "operation", -abs(kr)) for actor, kr in costs.items()]
    cost_cells = {(actor, 2027): round(-abs(kr)) for actor, kr in costs.items()}
    exact: dict[str, float] = {}
    for row in rows:
        if row.kind != "operation":
            exact[row.actor] = exact.get(row.actor, 0.0) + row.present
    effect_cells = {(actor, 2028): round(kr) for actor, kr in exact.items()}
    if not any(row.kind in KINDS for row in rows):
        return

    found = account_views(rows, cost_cells, effect_cells, PUBLIC)

    total = sum(cost_cells.values()) + sum(effect_cells.values())
    assert total == sum(found.real.values()) == sum(found.financial.values())
