"""What versions are worth: cases worked by hand, faults, and stated results (convention §1–§12, §26)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias

import numpy as np
import pytest

from prioritizer.appraisal import appraise, faults, plan_values, views
from prioritizer.model.fault import InputFaults
from prioritizer.model.portfolio import (
    Actor,
    Alternative,
    Cost,
    Distribution,
    Effect,
    Fund,
    Portfolio,
    Profile,
    Proposal,
    Stated,
)
from prioritizer.model.rules import Dated, Objective, Parameter, Price, RuleSet, Source
from prioritizer.model.value import Appraised

Kind: TypeAlias = Literal["investment", "operation"] | None

SOURCE = Source("a table")
ACTORS = (Actor("kommun", "Kommunen"), Actor("namnd", "Nämnden", "kommun"), Actor("region", "Regionen"))
DAY = Price("day", {}, "day", 2026, {"kommun": Decimal(1000)}, SOURCE, "S", take_home=Decimal("0.5"))
WEEK = Price("week", {}, "week", 2026, {"kommun": Decimal(400), "region": Decimal(600)}, SOURCE, "S")
SUPPORT = Price("support", {}, "month", 2026, {"kommun": Decimal(90), "individ": Decimal(-90)}, SOURCE, "S", Decimal(1))
SUPPORT = replace(SUPPORT, transfer=True)
DATES = {year: date(year, 1, 1) for year in (2016, 2024, 2025, 2026, 2027, 2028)}


def point(number: str | int) -> Distribution:
    """A number without uncertainty."""
    return Distribution(Decimal(number), Decimal(number), Decimal(number))


def effect(outcome: str = "day", participants: int = 100, risk_with: str = "0.1", years: int = 2) -> Effect:
    """A fall in risk from 0.2, ten units for each case, at full effect for some years and then gone."""
    return Effect(
        outcome=outcome,
        owner="namnd",
        participants=point(participants),
        size="intention_to_treat",
        risk_without=point("0.2"),
        risk_with=point(risk_with),
        units_per_case=point(10),
        profile=Profile(0, (), years, Decimal(1)),
    )


def cost(amounts: Mapping[int, int], kind: Kind = "investment", fund: str | None = None) -> Cost:
    """What the board pays."""
    return Cost("coaches", "namnd", {year: Decimal(amount) for year, amount in amounts.items()}, fund, kind)


def proposal(
    name: str,
    costs: Sequence[Cost] = (),
    effects: Sequence[Effect] = (),
    stated: Stated | None = None,
    starts: tuple[int, ...] = (2027,),
) -> Proposal:
    """A proposal with its head version only."""
    head = Alternative(None, name, tuple(costs), tuple(effects), stated, {}, {})
    return Proposal(name, f"title of {name}", (head,), starts, len(starts) > 1, (), {})


def portfolio(*proposals: Proposal, fund_prices: Literal["lopande", "fast"] = "fast", horizon: int = 10) -> Portfolio:
    """A round of 2027–2030 in kronor of 2026."""
    fund = Fund("medel", "Medel", "kommun", Decimal(0), True, fund_prices, {2027: Decimal(10**7)})
    years = (2026, 2027, (2027, 2030), horizon)
    return Portfolio("p", "P", "O", "SEK", DATES[2026], *years, ACTORS, "kommun", (), (fund,), (), proposals)


def rules(rate: str = "0.25", *prices: Price, index: Mapping[int, str] | None = None) -> RuleSet:
    """A discount rate, prices and an index."""
    flat = Parameter("discount_rate", {}, "share", (Dated(DATES[2016], Decimal(rate), SOURCE, "S"),))
    values = tuple(Dated(DATES[year], Decimal(value), SOURCE, "S") for year, value in (index or {}).items())
    series = Parameter("price_index", {}, "index", values, series=True)
    known = {price.id: price for price in (*(DAY, WEEK, SUPPORT), *prices)}
    return RuleSet({}, (), (), {"discount_rate": flat, "price_index": series}, known, Objective({}, Decimal(0), SOURCE))


def only(round_: Portfolio, by: RuleSet | None = None) -> Appraised:
    """The one version appraised."""
    (found,) = appraise(round_, by or rules())
    return found


def test_discounting_by_hand() -> None:
    """100 × 0.1 × 10 days at 1,000 kr in 2027 and 2028 at 25 per cent is 180,000 kr less 50,000 kr (§1, §6)."""
    found = only(portfolio(proposal("a", [cost({2027: 50_000})], [effect()])))
    assert (found.nnv, found.present_effects, found.present_costs) == (130_000, 180_000, 50_000)
    assert found.effects == {("namnd", 2027): 100_000, ("namnd", 2028): 100_000}
    assert found.effects_present == {("namnd", 2027): 100_000, ("namnd", 2028): 80_000}
    assert {("namnd", 2027): -50_000} == found.costs == found.costs_present
    assert found.taken_home == {("namnd", 2027): 50_000, ("namnd", 2028): 50_000}
    assert found.own_nnv == 130_000


def test_ratios_by_hand() -> None:
    """NNK-i divides by investment rows, NNK-idu by all costs, BCR compares effects with costs (§11)."""
    costs = [cost({2027: 50_000}), cost({2028: 50_000}, "operation")]
    found = only(portfolio(proposal("a", costs, [effect()])))
    assert found.nnv == 90_000
    assert [found.nnk_i, found.nnk_idu, found.bcr] == [90 / 50, 1.0, 2.0]


def test_a_cost_without_kind_leaves_nnk_i_unknown() -> None:
    """What is not said to be investment or operation is not taken for either (§11, §25)."""
    found = only(portfolio(proposal("a", [cost({2027: 50_000}), cost({2027: 1}, None)], [effect()])))
    assert found.nnk_i is None
    assert "kind_unknown" in found.notes


def test_payback_of_the_own_purse_counts_money_taken_home() -> None:
    """At half the freed capacity taken home the purse waits a year longer than society (§11, §12)."""
    found = only(portfolio(proposal("a", [cost({2027: 100_000})], [effect()])))
    assert (found.payback_own, found.payback_society) == (2028, 2027)


def test_unsaid_take_home_is_unknown_and_not_zero() -> None:
    """When nobody has said what can be taken home, the own payback is unknown, and the note says why (§12, §25)."""
    found = only(portfolio(proposal("a", [cost({2027: 1_000})], [effect("week")])))
    assert found.payback_own is None
    assert {"take_home_unknown", "payback_own_unknown"} <= set(found.notes)
    assert found.payback_society == 2027


def test_a_price_falls_on_the_owner_or_else_on_the_actor_named() -> None:
    """The municipality's part falls on its board that owns the effect, the region's on the region (§4)."""
    found = only(portfolio(proposal("a", [], [effect("week", years=1)])))
    assert found.effects == {("namnd", 2027): 40_000, ("region", 2027): 60_000}


def test_a_transfer_moves_no_value_of_society() -> None:
    """What the municipality gains of income support the person loses, and NNV stands still (§4)."""
    found = only(portfolio(proposal("a", [cost({2027: 7})], [effect("support", years=1)])))
    assert found.nnv == -7
    assert found.effects == {("individ", 2027): -9_000, ("namnd", 2027): 9_000}
    assert found.own_nnv == 8_993
    assert found.taken_home == {("namnd", 2027): 9_000}


def test_take_up_counts_only_for_an_effect_among_the_treated() -> None:
    """An effect among the treated is multiplied by take-up less drop-out, intention-to-treat is not (§6)."""
    partly = replace(effect(years=1), take_up=Decimal("0.8"), drop_out=Decimal("0.25"))
    treated = replace(partly, size="among_treated")
    assert only(portfolio(proposal("a", [], [partly]))).nnv == 100_000
    assert only(portfolio(proposal("a", [], [treated]))).nnv == 60_000


def test_prices_of_another_year_are_indexed() -> None:
    """A price of 2025 at index 100 counts at 110 per cent where the index of 2026 is 110 (§2)."""
    older = replace(DAY, price_year=2025)
    found = only(
        portfolio(proposal("a", [], [effect(years=1)])), rules("0.25", older, index={2025: "100", 2026: "110"})
    )
    assert found.nnv == 110_000


def test_running_prices_are_deflated_and_fixed_ones_are_not() -> None:
    """A fund in running prices pays kronor of 2028, worth 100/104 of those of 2026 (§2, §3)."""
    paid = proposal("a", [cost({2028: 104_000}, fund="medel")], [])
    index = {2026: "100", 2028: "104"}
    assert only(portfolio(paid, fund_prices="lopande"), rules(index=index)).costs == {("namnd", 2028): -100_000}
    assert only(portfolio(paid), rules(index=index)).costs == {("namnd", 2028): -104_000}


def test_a_later_start_moves_costs_and_effects_whole() -> None:
    """A start one year later has the same kronor a year later, worth a year's discount less."""
    first, later = appraise(portfolio(proposal("a", [cost({2027: 50_000})], [effect()], starts=(2027, 2028))), rules())
    assert {(actor, year + 1): kronor for (actor, year), kronor in first.effects.items()} == later.effects
    assert (first.nnv, later.nnv) == (130_000, 104_000)
    assert (first.start_year, later.start_year) == (2027, 2028)
    assert (first.payback_society, later.payback_society) == (2027, 2028)


def test_nothing_after_the_horizon_counts_and_it_is_said() -> None:
    """With a horizon of one year the second year of the effect is left out, which the record says (§7)."""
    cut = only(portfolio(proposal("a", [], [effect()]), horizon=1))
    assert (cut.nnv, cut.after_horizon, cut.steps[0]["left_out"]) == (100_000, True, 80_000)
    assert not only(portfolio(proposal("a", [], [effect()]))).after_horizon


def test_costs_after_the_horizon_do_not_count_either() -> None:
    """A cost in the second year is beyond a horizon of one year, and the record says so (§7)."""
    found = only(portfolio(proposal("a", [cost({2027: 10, 2028: 10})], [effect(years=1)]), horizon=1))
    assert (found.present_costs, found.after_horizon) == (10, True)


def test_break_even_by_hand() -> None:
    """90,000 kr of costs need half of 180,000 kr of effects: 5 of the 10 per cent expected to be helped (§11)."""
    found = only(portfolio(proposal("a", [cost({2027: 90_000})], [effect()])))
    assert [found.break_even, found.break_even_own] == pytest.approx([0.5, 0.5])
    assert found.steps[-1]["expected_difference"] == pytest.approx(0.1)


def test_more_people_than_would_have_the_outcome_cannot_be_helped() -> None:
    """Costs that need more than everyone who would otherwise have the outcome say that break-even is out of reach."""
    found = only(portfolio(proposal("a", [cost({2027: 3_000_000})], [effect()])))
    assert "break_even_not_reached" in found.notes
    assert "break_even_own_not_reached" in found.notes


def test_a_purse_that_pays_nothing_has_nothing_to_cover() -> None:
    """Without a cost on the own purse there is no own break-even, which is not the same as zero (§25)."""
    found = only(portfolio(proposal("a", [], [effect()])))
    assert found.break_even_own is None
    assert "own_pays_nothing" in found.notes


def test_a_version_without_priced_effects_is_not_worth_nothing() -> None:
    """Without a priced effect the costs are known, and chance, ratios and break-even are not (§25)."""
    found = only(portfolio(proposal("a", [cost({2027: 50_000})])))
    assert found.nnv == -50_000
    unknown = [found.present_effects, found.chance, found.low, found.nnk_i, found.nnk_idu, found.bcr, found.break_even]
    assert unknown == [None] * 7
    assert "no_priced_effects" in found.notes


def test_uncertain_inputs_give_a_chance_and_an_interval() -> None:
    """A risk between 0.05 and 0.25 harms one time in eight, and its mean is the mean of the triangle (§8)."""
    spread = Distribution(Decimal("0.05"), Decimal("0.15"), Decimal("0.25"))
    found = only(portfolio(proposal("a", [], [replace(effect(years=1), risk_with=spread)])))
    assert found.nnv == pytest.approx(50_000, rel=1e-3)
    assert found.chance == pytest.approx(7 / 8, abs=2e-3)
    assert found.low is not None
    assert found.high is not None
    assert found.low < 0 < 50_000 < found.high
    assert found.nnv == round(float(np.mean(found.draws)))


def test_what_pays_for_itself_exactly_is_not_above_zero() -> None:
    """Effects of 0.2 − 0.13 that equal the costs leave no chance above zero, in spite of binary fractions."""
    found = only(portfolio(proposal("a", [cost({2027: 70_000})], [effect(risk_with="0.13", years=1)])))
    assert (found.nnv, found.chance) == (0, 0.0)


def test_a_price_with_a_spread_moves_all_that_use_it_together() -> None:
    """Two proposals on one uncertain price are high and low in the same draws (§8)."""
    uncertain = replace(DAY, spread=Distribution(Decimal("0.5"), Decimal(1), Decimal("1.5")))
    pair = (proposal("a", [], [effect()]), proposal("b", [], [effect(participants=50)]))
    first, second = appraise(portfolio(*pair), rules("0.25", uncertain))
    assert float(np.corrcoef(first.draws, second.draws)[0, 1]) == pytest.approx(1.0)


def test_a_stated_value_enters_as_it_stands() -> None:
    """A stated net value is not charged its costs again, and belongs to no actor (§26)."""
    result = Stated(value=Decimal(500_000), chance=Decimal("0.9"))
    found = only(portfolio(proposal("a", [cost({2027: 200_000}, None)], stated=result)))
    assert (found.nnv, found.chance, found.stated, found.chance_stated) == (500_000, 0.9, True, True)
    assert (found.costs_present, found.effects_present) == ({}, {("ej_fordelat", 2027): 500_000})
    assert (found.present_costs, found.present_effects, found.nnk_idu) == (200_000, None, None)
    assert float(np.mean(found.draws)) == pytest.approx(500_000)
    assert float(np.mean(found.draws > 0)) == pytest.approx(0.9, abs=2e-3)
    assert (found.payback_own, found.own_nnv) == (None, None)


def test_stated_benefits_are_gross() -> None:
    """Costs are taken from stated benefits, which keep their actors (§26)."""
    result = Stated(benefits={"kommun": Decimal(300_000), "region": Decimal(100_000)}, chance=Decimal("0.8"))
    found = only(portfolio(proposal("a", [cost({2027: 150_000}, None)], stated=result)))
    assert (found.nnv, found.own_nnv) == (250_000, 150_000)
    assert found.bcr == pytest.approx(400_000 / 150_000)


def test_a_stated_value_is_discounted_when_it_starts_later() -> None:
    """A start a year later is worth a year's discount less (§26)."""
    result = Stated(value=Decimal(500_000), low=Decimal(100_000), high=Decimal(900_000))
    first, later = appraise(portfolio(proposal("a", stated=result, starts=(2027, 2028))), rules())
    assert (first.nnv, later.nnv) == (500_000, 400_000)
    assert (later.low, later.high) == (80_000, 720_000)


def test_stated_benefits_are_discounted_when_they_start_later() -> None:
    """Benefits and costs of a start a year later are both worth a year's discount less (§26)."""
    result = Stated(benefits={"region": Decimal(500_000)})
    costs = [cost({2027: 100_000}, None)]
    _, later = appraise(portfolio(proposal("a", costs, stated=result, starts=(2027, 2028))), rules())
    assert (later.present_effects, later.present_costs, later.nnv) == (400_000, 80_000, 320_000)


@pytest.mark.parametrize(
    ("result", "code"),
    [
        (Stated(value=Decimal(500)), "spread_unknown"),
        (Stated(value=Decimal(500), chance=Decimal("0.3")), "chance_contradicts_value"),
        (Stated(value=Decimal(500), chance=Decimal(1)), "spread_unknown"),
    ],
)
def test_a_stated_value_without_usable_spread_says_so(result: Stated, code: str) -> None:
    """A value alone, or beside a chance on the other side of one half, has draws that are all alike (§26)."""
    found = only(portfolio(proposal("a", stated=result)))
    assert code in found.notes
    assert {500.0} == set(found.draws.tolist())
    assert found.chance is None or found.chance_stated


def test_every_fault_is_told_at_once() -> None:
    """A misspelt outcome, a price without a value, a broken transfer, unknown years and actors come in one run."""
    broken = replace(SUPPORT, split={"kommun": Decimal(90), "individ": Decimal(-80)})
    empty, foreign = replace(DAY, id="night", split={}), replace(DAY, id="stay", split={"staten": Decimal(1)})
    older = replace(WEEK, price_year=2024)
    wrong = [effect("dya"), effect("night"), effect("stay"), effect("week")]
    round_ = portfolio(proposal("a", [cost({2028: 5}, fund="medel")], wrong), fund_prices="lopande")
    found = faults(round_, rules("0.25", broken, empty, foreign, older))
    told = {(fault.code, fault.near, fault.severity) for fault in found}
    assert told == {
        ("unknown_outcome", "day", "fault"),
        ("no_price_on", "", "fault"),
        ("unknown_actor", "", "fault"),
        ("owner_gets_nothing", "", "warning"),
        ("transfer_not_zero", "", "fault"),
        ("no_index", "", "fault"),
    }
    assert {"2024", "2026", "2028"} == {dict(fault.values)["year"] for fault in found if fault.code == "no_index"}


def test_nothing_is_appraised_on_faults() -> None:
    """What cannot be computed is refused, not guessed (§25)."""
    with pytest.raises(InputFaults):
        appraise(portfolio(proposal("a", [], [effect("dya")])), rules())


def test_without_a_discount_rate_nothing_is_computed() -> None:
    """A rate that is not in force yet is a fault that names the day, and the file that a value should be in."""
    early = replace(portfolio(), as_of=date(2015, 12, 31))
    (found,) = faults(early, rules())
    told = {"day": "2015-12-31", "file": "rules/parameters/discount_rate.yaml"}
    assert (found.code, dict(found.values)) == ("no_discount_rate", told)


def test_steps_tell_the_calculation() -> None:
    """Each cost and effect is told with what is needed to repeat it, as text and numbers."""
    found = only(portfolio(proposal("a", [cost({2027: 50_000})], [effect()])))
    paid, gained = found.steps
    assert list(found.steps) == json.loads(json.dumps(list(found.steps)))
    assert (paid["title"], paid["payer"], paid["present_value"]) == ("coaches", "namnd", 50_000)
    assert tuple(gained[name] for name in ("participants", "risk_without", "risk_with", "units_per_case")) == (
        100,
        0.2,
        0.1,
        10,
    )
    assert (
        gained["price"],
        gained["full_year_value"],
        gained["present_value"],
    ) == ({"kommun": "1000"}, 100_000, 180_000)


def test_a_plan_is_the_sum_of_what_is_chosen() -> None:
    """Values, tables and draws of a plan are sums, with its hump and paybacks from the base year (§11)."""
    first = proposal("a", [cost({2027: 100_000})], [effect()])
    second = proposal("b", [cost({2028: 30_000})], [effect("support", years=1)])
    round_ = portfolio(first, second)
    chosen = appraise(round_, rules())
    plan = plan_values(round_, chosen)
    assert sum(version.nnv for version in chosen) == plan.nnv
    assert plan.nnv == sum(plan.costs_present.values()) + sum(plan.effects_present.values())
    assert plan.own_flow == {2027: -41_000, 2028: 20_000}
    assert (plan.hump.depth, plan.hump.year, plan.hump.back) == (-41_000, 2027, None)
    assert (plan.payback_own, plan.payback_society) == (None, 2027)
    assert (plan.views.own_year_one, plan.views.society_year_one) == (9_000, 0)
    assert (plan.own_nnv, plan.nnv) == (plan.views.own_horizon, plan.views.society_horizon)


def test_year_one_of_a_proposal_is_its_start() -> None:
    """The year-one view of a version counts its first year alone (§11)."""
    round_ = portfolio(proposal("a", [cost({2027: 150_000})], [effect()]))
    found = views(round_, only(round_), 2027)
    assert (found.society_year_one, found.society_horizon) == (-50_000, 30_000)


def test_an_empty_plan_has_no_chance() -> None:
    """A plan of nothing is worth nothing for certain, and no chance is said of it."""
    plan = plan_values(portfolio(), ())
    assert (plan.nnv, plan.chance, plan.payback_own) == (0, None, None)
