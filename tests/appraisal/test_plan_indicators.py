"""Ratios, break-even and the four views of a plan, worked by hand (§10, §11)."""

from dataclasses import replace
from decimal import Decimal
from math import sqrt

import pytest

from prioritizer.appraisal import appraise, overlaps, plan_values, views
from prioritizer.appraisal.plan import PlanValue, Views
from prioritizer.appraisal.plan_indicators import PlanIndicators
from prioritizer.model.portfolio import Cost, Proposal, Stated
from prioritizer.model.rules import Dated, Parameter, RuleSet
from tests.appraisal.accounts_cases import DAY, SOURCE, care, effect, point, portfolio, proposal, rules, work
from tests.appraisal.test_actor_draws import HALF as EVEN
from tests.appraisal.test_appraise import proposal as overlapping
from tests.appraisal.test_appraise import rules as days
from tests.appraisal.test_overlap import HALF, QUARTER, shared

APPROX = pytest.approx


def named(id: str, made: Proposal) -> Proposal:
    """The same proposal by another name."""
    return replace(made, id=id)


def planned(*made: Proposal, by: RuleSet | None = None, tax_factor: bool = False) -> PlanValue:
    """The plan of all proposals."""
    round_ = portfolio(*made, tax_factor=tax_factor)
    return plan_values(round_, appraise(round_, by or rules(care()), draws=8))


def with_kind(made: Proposal, kind: str | None) -> Proposal:
    """The same with its costs of another kind, or none."""
    head = made.alternatives[0]
    costs = tuple(replace(cost, kind=kind) for cost in head.costs)  # type: ignore[arg-type]  # a kind of the model
    return replace(made, alternatives=(replace(head, costs=costs),))


ONE = named("a", proposal({"kommun": 8_000}, effect("care")))
TWO = named("b", with_kind(proposal({"kommun": 2_000, "region": 2_000}, effect("care", units=6)), "operation"))


def test_the_indicators_of_a_plan_by_hand() -> None:
    """Effects of 16 000, investment of 8 000, operation of 4 000: NNV is 4 000; the own purse pays 10 000."""
    found = planned(ONE, TWO).indicators

    assert found.nnk_i == APPROX(4_000 / 8_000)
    assert found.nnk_idu == APPROX(4_000 / 12_000)
    assert found.bcr == APPROX(16_000 / 12_000)
    assert found.break_even == APPROX(12_000 / 16_000)
    assert found.break_even_own == APPROX(10_000 / 16_000)
    assert found.reasons == {}


def test_investment_has_its_tax_cost() -> None:
    """At 1.30 costs are 30 per cent higher, and so are what purses gain (§5, §11)."""
    found = planned(ONE, TWO, tax_factor=True).indicators

    assert found.nnk_i == APPROX(4_000 * 1.3 / (8_000 * 1.3))
    assert found.bcr == APPROX(16_000 / 12_000)


def test_what_versions_share_counts_in_the_indicators_of_a_plan() -> None:
    """100 and 50 thousand by themselves are 125 together, for costs of 60: −60 + 150·s − 25·s² is zero (§6, §11)."""
    made = [
        overlapping(name, [Cost("c", "kommun", {2027: Decimal(30_000)}, None, "investment")], [shared(risk_with=risk)])
        for name, risk in (("a", HALF), ("b", QUARTER))
    ]
    round_, by = replace(portfolio(), proposals=tuple(made)), days("0")
    plan = plan_values(round_, appraise(round_, by, draws=8), overlaps(round_, by, draws=8))

    assert plan.indicators.break_even == APPROX((150 - sqrt(150**2 - 4 * 25 * 60)) / 50)
    assert plan.indicators.break_even == plan.indicators.break_even_own
    assert plan.indicators.nnk_i == APPROX(65 / 60)


def test_a_cost_without_a_kind_leaves_both_ratios_of_net_value_unknown() -> None:
    """One such row is enough; BCR does not ask for kinds (§11, §25)."""
    found = planned(ONE, with_kind(TWO, None)).indicators

    assert (found.nnk_i, found.nnk_idu) == (None, None)
    assert found.reasons == {"nnk_i": "kind_unknown", "nnk_idu": "kind_unknown"}
    assert found.bcr == APPROX(16_000 / 12_000)


def test_a_plan_without_investment_or_costs_says_so() -> None:
    """No ratio over nothing; what costs nothing has no break-even."""
    assert planned(TWO).indicators.reasons == {"nnk_i": "no_investment"}
    free = planned(named("c", proposal({}, effect("care")))).indicators
    assert (free.nnk_idu, free.bcr, free.break_even) == (None, None, None)
    assert free.reasons["nnk_idu"] == free.reasons["bcr"] == "no_costs"
    assert free.reasons["break_even"] == free.reasons["break_even_own"] == "pays_nothing"


def test_break_even_beyond_all_participants_is_not_reached() -> None:
    """One in ten of those who have the outcome at a risk of 0.2 is turned; costs ask for eleven times as many."""
    thin = replace(effect("care", units=100), risk_without=point("0.2"), risk_with=point("0.18"))
    near, far = (planned(named("d", proposal({"kommun": kr}, thin))).indicators for kr in (19_000, 22_000))

    assert near.break_even == APPROX(9.5)
    assert "break_even" not in near.reasons
    assert far.break_even == APPROX(11)
    assert far.reasons["break_even"] == far.reasons["break_even_own"] == "not_reached"


def test_an_own_purse_that_gets_nothing_does_not_reach_break_even() -> None:
    """The municipality pays and only a person gains: society breaks even, the own purse never."""
    price = work({"individ": "1000"}, equalised=())
    found = planned(named("e", proposal({"kommun": 5_000}, effect("work"))), by=rules(price, displacement="0"))

    assert found.indicators.break_even == APPROX(0.5)
    assert found.indicators.break_even_own is None
    assert found.indicators.reasons == {"break_even_own": "not_reached"}


def stated(**result: object) -> Proposal:
    """A result that was computed elsewhere, at a cost of 4 000 kr."""
    made = proposal({"kommun": 4_000})
    head = replace(made.alternatives[0], stated=Stated(**result))  # type: ignore[arg-type]  # fields of the record
    return replace(made, id="s", alternatives=(head,))


def test_a_result_computed_elsewhere_cannot_be_scaled() -> None:
    """Break-even is unknown beside it; BCR is too where the result is net (§25, §26)."""
    net = planned(ONE, stated(value=Decimal(9_000))).indicators
    assert (net.break_even, net.reasons["break_even"]) == (None, "stated_elsewhere")
    assert (net.bcr, net.reasons["bcr"]) == (None, "effects_unknown")
    gross = planned(ONE, stated(benefits={"kommun": Decimal(9_000)})).indicators
    assert gross.bcr == APPROX(19_000 / 12_000)
    assert gross.reasons["break_even_own"] == "stated_elsewhere"


def test_nothing_chosen_and_nothing_priced_say_nothing() -> None:
    """Missing is not zero (§25)."""
    empty = plan_values(portfolio(), ()).indicators
    assert empty == PlanIndicators(reasons=dict.fromkeys(empty.reasons, "nothing_chosen"))
    bare = planned(proposal({"kommun": 4_000})).indicators
    assert bare == PlanIndicators(reasons=dict.fromkeys(bare.reasons, "no_priced_effects"))
    assert len(bare.reasons) == 5


def test_the_four_views_are_of_one_basis() -> None:
    """8 000 kr for an even chance of 10 days in each of two years: all are adjusted, the decided value beside (§10)."""
    by = rules(care())
    more = {
        name: Parameter(name, {}, "", (Dated(DAY, Decimal(value), SOURCE, "S"),))
        for name, value in (("prior_return", -2), ("prior_spread", 1))
    }
    made = replace(proposal({"kommun": 8_000}, effect("care", years=2)), success=EVEN)
    round_ = portfolio(made)
    value = appraise(round_, replace(by, parameters={**by.parameters, **more}), draws=8)[0]
    plan = plan_values(round_, [value])

    assert value.nnv < value.nnv_adjusted == 2_000
    assert Views(-3_000, 2_000, -3_000, 2_000, value.nnv) == views(round_, value, 2027) == plan.views
