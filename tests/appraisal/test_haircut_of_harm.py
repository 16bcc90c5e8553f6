"""A haircut is taken off what gains society something and never off what costs it (convention §9, §26)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prioritizer.appraisal import appraise, overlaps, plan_values
from prioritizer.appraisal.actor_draws import summed_draws
from prioritizer.appraisal.haircuts import sign_of
from prioritizer.appraisal.sensitivity import sensitivities
from prioritizer.model.distribution import Distribution
from prioritizer.model.portfolio import Effect, LocalPrice, Portfolio, Stated
from prioritizer.model.rules import Dated, Parameter, Price, RuleSet
from tests.appraisal.test_appraise import SOURCE, WEEK, cost, effect, only, portfolio, proposal
from tests.appraisal.test_corrections import CUTS, corrected
from tests.appraisal.test_overlap import PLACEMENTS

HARM = "0.25"
"""A risk with the measure above that without, 0.2: 50 days more a year."""

GAINED, LOST = 180_000, 90_000
"""100,000 and 50,000 kr in 2027 and 2028, at 25 per cent."""

CUT = round(0.8 * GAINED / 1.25)
"""A fifth less and a year later."""


def one(*effects: Effect, kronor: int = 50_000) -> Portfolio:
    """A round of one proposal whose evidence nobody has graded: costs +10 per cent, effects −20, a year later."""
    return portfolio(proposal("a", [cost({2027: kronor})] if kronor else [], effects))


def risk(low: str, likely: str, high: str) -> Distribution:
    """An uncertain risk."""
    return Distribution(Decimal(low), Decimal(likely), Decimal(high))


def of_prices(*prices: Price, **numbers: str) -> RuleSet:
    """Haircuts, and prices and parameters of their own."""
    by = corrected(*CUTS)
    added = {
        name: Parameter(name, {}, "", (Dated(date(2016, 1, 1), Decimal(value), SOURCE, "S"),))
        for name, value in numbers.items()
    }
    return replace(by, prices={**by.prices, **{p.id: p for p in prices}}, parameters={**by.parameters, **added})


def test_an_effect_that_harms_keeps_its_size_and_its_time() -> None:
    """−90,000 kr of harm stays, costs go up a tenth; with a gain beside it the gain alone is cut (§9)."""
    harm, both = (
        only(one(*effects), corrected(*CUTS))
        for effects in ([effect(risk_with=HARM)], [effect(), effect(risk_with=HARM)])
    )

    assert (harm.nnv_raw, harm.nnv_adjusted) == (-50_000 - LOST, -55_000 - LOST)
    assert harm.effects == {("namnd", 2027): -50_000, ("namnd", 2028): -50_000}
    assert (both.nnv_raw, both.nnv_adjusted) == (GAINED - LOST - 50_000, CUT - LOST - 55_000)
    assert [(step["haircut"], step["haircut_years"]) for step in both.steps if step["row"] == "effect"] == [
        (0.2, 1),
        (0.0, 0),
    ]


def test_fewer_units_of_what_is_worth_less_than_nothing_harm() -> None:
    """A price below zero: more of the outcome is what one wants less of, so its rise is the harm (§6, §9)."""
    bad = Price("bad", {}, "day", 2026, {"kommun": Decimal(-1000)}, SOURCE, "S", Decimal(0))
    rise, fall = (only(one(effect("bad", risk_with=risk), kronor=0), of_prices(bad)) for risk in ("0.1", "0.3"))

    assert (rise.nnv_adjusted, fall.nnv_adjusted) == (-GAINED, CUT)


def test_the_sum_over_all_actors_decides_and_not_one_of_them() -> None:
    """Worth 1,000 to a region and −400 to a municipality: society gains, so that both are cut alike (§4, §9)."""
    mixed = replace(WEEK, id="mixed", split={"kommun": Decimal(-400), "region": Decimal(1000)})
    found = only(one(effect("mixed"), kronor=0), of_prices(mixed))

    assert found.nnv_adjusted == round(0.6 * CUT)
    assert found.own_nnv == round(-0.4 * CUT)


@pytest.mark.parametrize(("risk_with", "expected"), [("0.1", CUT), ("0.3", -GAINED)])
def test_of_a_transfer_the_public_purses_decide(risk_with: str, expected: int) -> None:
    """Less support paid is cut and comes later; more support paid weighs on the purse in full, at once (§4, §9)."""
    found = only(one(effect("support", risk_with=risk_with), kronor=0), corrected(*CUTS))

    assert found.nnv_adjusted == 0
    assert found.own_nnv == pytest.approx(0.09 * expected, abs=1)


@pytest.mark.parametrize(("risk_with", "expected"), [("0.1", CUT), ("0.3", -GAINED)])
def test_of_a_transfer_between_public_purses_the_own_purse_decides(risk_with: str, expected: int) -> None:
    """What a municipality saves a region pays: the municipality's gain is cut, its loss is not (§9)."""
    between = Price(
        "moved", {}, "day", 2026, {"kommun": Decimal(90), "region": Decimal(-90)}, SOURCE, "S", transfer=True
    )
    found = only(one(effect("moved", risk_with=risk_with), kronor=0), of_prices(between))

    assert found.own_nnv == pytest.approx(0.09 * expected, abs=1)


def test_the_loss_of_tax_financing_counts_where_it_is_on() -> None:
    """100 kr to persons for 90 kr of public money: a gain of 10 kr, with the loss at 1.3 a cost of 17 (§5, §9)."""
    dear = Price("dear", {}, "day", 2026, {"individ": Decimal(100), "kommun": Decimal(-90)}, SOURCE, "S")
    by, round_ = of_prices(dear, tax_factor="1.3"), one(effect("dear"), kronor=0)
    off, on = (only(replace(round_, tax_factor=yes), by) for yes in (False, True))

    assert off.nnv_adjusted == round(0.01 * CUT)
    assert (on.nnv_raw, on.nnv_adjusted) == (round(-0.017 * GAINED),) * 2


def test_the_mean_decides_for_all_draws() -> None:
    """Each draw of a gain is cut alike, also one that harms; each of a harm stays, also one that gains (§8, §9)."""
    ends = {"gain": risk("0.05", "0.1", "0.25"), "harm": risk("0.15", "0.25", "0.3")}
    round_ = portfolio(
        *(proposal(name, [], [replace(effect(), risk_with=risk_with)]) for name, risk_with in ends.items())
    )
    raw, adjusted = appraise(replace(round_, haircuts=False), corrected(*CUTS)), appraise(round_, corrected(*CUTS))

    for before, after, factor in zip(raw, adjusted, (0.8 / 1.25, 1.0), strict=True):
        assert (before.draws < 0).any()
        assert (before.draws > 0).any()
        assert after.draws == pytest.approx(factor * before.draws)
        assert after.nnv_adjusted == pytest.approx(factor * before.nnv_adjusted, abs=1)


def test_actors_have_in_every_draw_what_society_has() -> None:
    """With a gain that is cut and a harm that is not (§4, §8)."""
    uncertain = replace(effect("week"), risk_with=risk("0.05", "0.1", "0.25"))
    found = only(one(uncertain, effect("week", risk_with=HARM)), corrected(*CUTS))

    assert found.actor_draws is not None
    assert sum(summed_draws([found.actor_draws]).values()) == pytest.approx(found.draws)


def shared(risk_with: str, participants: int = 100) -> Effect:
    """An effect of a group whose outcome one wants to avoid."""
    return replace(effect(participants=participants, risk_with=risk_with, years=1), overlap_group=PLACEMENTS)


def test_harm_to_the_same_people_is_counted_once_and_in_full() -> None:
    """Of the 800 days that 80 of 100 people lack, a quarter and an eighth come: 1 − ¾ × ⅞ of 800,000 kr (§6, §9)."""
    inside = only(one(shared("0.4"), shared("0.3"), kronor=0), corrected(*CUTS))
    apart = portfolio(proposal("a", [], [shared("0.4")]), proposal("b", [], [shared("0.3")]))
    plan = plan_values(apart, appraise(apart, corrected(*CUTS)), overlaps(apart, corrected(*CUTS)))

    assert inside.nnv_adjusted == inside.nnv_raw == plan.nnv == -(275_000)


def test_gains_on_the_same_people_are_each_cut_once() -> None:
    """Halves of 200,000 kr at a fifth less and a year later: 1 − (1 − 0.4)² of it, and a harm beside them whole."""
    harm = replace(effect(risk_with=HARM, years=1), overlap_group=PLACEMENTS)
    found = only(one(shared("0.1"), shared("0.1"), harm, kronor=0), corrected(*CUTS))

    assert found.nnv_adjusted == round(0.64 * 200_000 / 1.25) - 50_000


def test_a_local_price_of_the_other_sign_is_judged_by_itself() -> None:
    """The same outcome, worth something in one place and a cost in another (§4, §9)."""
    local = LocalPrice(2026, (("kommun", Decimal(-1000)),), SOURCE, "S")
    found = only(one(effect(), replace(effect(), local_price=local), kronor=0), corrected(*CUTS))

    assert found.nnv_adjusted == CUT - GAINED


def test_sensitivities_keep_what_was_decided() -> None:
    """Half of all effects is half the cut gain and half the harm; a year later moves both a year (§11)."""
    round_, by = one(effect(), effect(risk_with=HARM)), corrected(*CUTS)
    (found,) = sensitivities(round_, by, 1, 64).versions.values()
    told = {(v.name, v.value): v.nnv for v in found.variations}

    assert found.nnv == CUT - LOST - 55_000
    assert told["effect", Decimal("0.5")] == (CUT - LOST) // 2 - 55_000
    assert told["delay", Decimal(1)] == round((CUT - LOST) / 1.25) - 55_000


SIZES = st.tuples(st.integers(0, 100), st.integers(1, 300), st.sampled_from(["day", "week", "support"]), st.booleans())


@settings(max_examples=60, deadline=None)
@given(st.lists(SIZES, min_size=1, max_size=4))
def test_a_haircut_never_raises_what_society_or_a_board_gets(drawn: Sequence[tuple[int, int, str, bool]]) -> None:
    """Whatever gains and harms, sharing people or not: adjusted is at most raw, and halving no better (§9)."""
    effects = [
        replace(effect(outcome, people, str(Decimal(risk) / 100)), overlap_group=PLACEMENTS if group else None)
        for risk, people, outcome, group in drawn
    ]
    found = only(one(*effects), corrected(*CUTS))
    free = only(replace(one(*effects), haircuts=False), corrected(*CUTS))
    assert free.own_nnv is not None
    assert found.own_nnv is not None

    assert found.nnv_raw == free.nnv
    assert found.nnv_adjusted <= found.nnv_raw
    assert found.own_nnv <= free.own_nnv + 2


@pytest.mark.parametrize(
    ("kommun", "region", "expected"),
    [(100_000, -20_000, 0.8 / 1.25 * 80_000 - 55_000), (20_000, -100_000, -80_000 - 55_000)],
)
def test_of_a_stated_gross_result_the_sum_decides(kommun: int, region: int, expected: float) -> None:
    """What the actors get together is cut, or is what it costs in full (§26)."""
    stated = Stated(benefits={"kommun": Decimal(kommun), "region": Decimal(region)})
    found = only(portfolio(proposal("a", [cost({2027: 50_000})], stated=stated)), corrected(*CUTS))

    assert found.nnv_adjusted == pytest.approx(expected, abs=1)


@pytest.mark.parametrize(("value", "expected"), [(-20_000, 0.8 / 1.25 * 30_000 - 55_000), (-80_000, -30_000 - 55_000)])
def test_of_a_stated_net_value_the_value_and_its_costs_decide(value: int, expected: float) -> None:
    """A loss smaller than the costs has effects that gain; a larger one has effects that harm, in full (§26)."""
    stated = Stated(Decimal(value), chance=Decimal("0.2"))
    found = only(portfolio(proposal("a", [cost({2027: 50_000})], stated=stated)), corrected(*CUTS))

    assert found.nnv_adjusted == pytest.approx(expected, abs=1)
    assert float(np.mean(found.draws)) == pytest.approx(expected, abs=1)


def test_a_stated_gross_result_is_judged_with_the_loss_of_tax_financing() -> None:
    """100 kr to nobody's purse for 90 kr of public money costs 17 kr with the loss, and is not cut (§5, §26)."""
    terms = replace(Stated().terms, tax_cost="excluded")
    stated = Stated(benefits={"individ": Decimal(100_000), "kommun": Decimal(-90_000)}, terms=terms)
    by, round_ = of_prices(tax_factor="1.3"), portfolio(proposal("a", stated=stated))
    off, on = (only(replace(round_, tax_factor=yes), by) for yes in (False, True))

    assert (off.nnv_adjusted, on.nnv_adjusted) == (round(0.8 / 1.25 * 10_000), -17_000)


def test_what_is_zero_for_all_who_could_decide_counts_as_a_gain() -> None:
    """Between an employer and a person no purse has anything to be cautious of (§9)."""
    given = [("arbetsgivare", Fraction(1)), ("individ", Fraction(-1))]

    assert sign_of(given, {"kommun"}, {"kommun"}) == 1
