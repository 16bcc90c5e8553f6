"""Haircuts and moving towards experience, by hand, from parameters made here (convention §9, §10)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prioritizer.appraisal import appraise, plan_values
from prioritizer.appraisal.shrinkage import Prior, shrink
from prioritizer.model.distribution import Distribution
from prioritizer.model.portfolio import Portfolio, Proposal
from prioritizer.model.rules import Dated, Field, Parameter, RuleSet
from prioritizer.model.value import Appraised
from prioritizer.register.results import value_answer
from tests.appraisal.test_appraise import SOURCE, cost, effect, portfolio, proposal, rules

GRADE, CLASS = "evidence.grade", "kind"
DAY = date(2016, 1, 1)


def graded(name: str, by: str = GRADE, **table: str) -> Parameter:
    """A number for each choice of a field."""
    numbers = {choice: Decimal(number) for choice, number in table.items()}
    return Parameter(name, {}, "", (Dated(DAY, Decimal(0), SOURCE, "assumption", table=numbers),), by=by)


def plain(name: str, number: str) -> Parameter:
    """A number."""
    return Parameter(name, {}, "", (Dated(DAY, Decimal(number), SOURCE, "assumption"),))


def corrected(*parameters: Parameter) -> RuleSet:
    """Rules at 25 per cent with grades high and low, and some parameters."""
    found = rules()
    fields = {
        GRADE: Field(GRADE, "choice", {}, of=("high", "low")),
        CLASS: Field(CLASS, "choice", {}, of=("school", "care")),
    }
    return replace(found, fields=fields, parameters={**found.parameters, **{p.id: p for p in parameters}})


CUTS = (
    graded("haircut_cost", high="0", low="0.1"),
    graded("haircut_effect", high="0", low="0.2"),
    graded("haircut_delay", high="0", low="1"),
)
PRIOR = (plain("prior_return", "0.2"), plain("prior_spread", "0.3"), graded("least_spread", high="0.4", low="0.4"))


def one(name: str = "a", kronor: int = 50_000, facts: Mapping[str, str] | None = None) -> Proposal:
    """A proposal that costs so much and whose effects are worth 180,000 kr."""
    return replace(proposal(name, [cost({2027: kronor})], [effect()]), facts=facts or {})


def only(round_: Portfolio, by: RuleSet) -> Appraised:
    """The one version appraised."""
    (found,) = appraise(round_, by)
    return found


def test_the_lowest_grade_counts_until_a_screener_has_confirmed_another() -> None:
    """Costs up a tenth, effects down a fifth and a year later: 0.8 · 180,000 / 1.25 − 55,000 kr (§9)."""
    found = only(portfolio(one(facts={GRADE: "high"})), corrected(*CUTS))

    assert (found.nnv_raw, found.nnv_adjusted, found.nnv) == (130_000, 60_200, 60_200)
    assert (found.grade, found.grade_basis, found.haircut) == ("low", "unconfirmed", (0.1, 0.2, 1))
    assert "grade_unconfirmed" in found.notes
    assert sum(found.costs_present.values()) + sum(found.effects_present.values()) == 60_200


def test_a_confirmed_grade_counts() -> None:
    """The best grade has no haircut, and nothing is said of it (§9)."""
    found = only(portfolio(one(facts={GRADE: "high", "evidence.set_by": "A. Screener"})), corrected(*CUTS))

    assert (found.nnv_raw, found.nnv_adjusted) == (130_000, 130_000)
    assert not {"grade_unconfirmed", "grade_missing"} & set(found.notes)


def test_a_portfolio_that_applies_none_has_none() -> None:
    """With haircuts and shrinkage off the value is as stated."""
    found = only(replace(portfolio(one()), haircuts=False, shrinkage=False), corrected(*CUTS, *PRIOR))

    assert (found.nnv_raw, found.nnv_adjusted, found.nnv) == (130_000, 130_000, 130_000)


def test_an_estimate_is_moved_towards_experience() -> None:
    """2.60 kr a krona at w = 0.09 / (0.09 + 0.16) becomes 0.2 + 0.36 · 2.4 = 1.064: 53,200 kr (§10)."""
    found = only(portfolio(one()), corrected(*PRIOR))

    assert (found.nnv_raw, found.nnv_adjusted, found.nnv) == (130_000, 130_000, 53_200)
    assert [found.weight, found.spread] == pytest.approx([0.36, 0.4])
    assert (found.prior, found.spread_is_least) == ((0.2, 0.3), True)
    assert float(np.mean(found.draws)) == pytest.approx(53_200)


def test_an_estimate_below_experience_is_not_raised() -> None:
    """−0.10 kr a krona is below 0.2 and stays: an unsure estimate must not gain by being unsure (§10)."""
    found = only(portfolio(one(kronor=200_000)), corrected(*PRIOR))

    assert (found.nnv_adjusted, found.nnv) == (-20_000, -20_000)
    assert found.weight == pytest.approx(0.36)


@settings(max_examples=60, deadline=None)
@given(
    mean=st.floats(-3, 3), more=st.floats(0, 2), spread=st.floats(0, 2), prior=st.floats(-1, 1), least=st.floats(0, 1)
)
def test_a_wider_declared_spread_never_raises_the_value(
    mean: float, more: float, spread: float, prior: float, least: float
) -> None:
    """Whatever the estimate, its prior and the least spread (§10)."""
    narrow, wide = (100.0 * (mean + s * np.array([-1.0, 1.0])) for s in (spread, spread + more))
    of = Prior(prior, 0.3, "")

    assert shrink(wide, 100.0, of, least).draws.mean() <= shrink(narrow, 100.0, of, least).draws.mean() + 1e-9


def test_a_declared_spread_wider_than_the_least_counts() -> None:
    """A spread of 0.6 kr a krona has w = 0.09 / 0.45 (§10)."""
    found = shrink(np.array([70_000.0, 130_000.0]), 50_000.0, Prior(0.2, 0.3, ""), 0.4)

    assert [found.weight, found.spread] == pytest.approx([0.2, 0.6])
    assert not found.least
    assert found.draws.mean() == pytest.approx(50_000 * (0.2 + 0.2 * (2.0 - 0.2)))


def test_a_class_has_its_own_prior_and_others_the_general_one() -> None:
    """School has a prior of its own, care takes the general one (§10)."""
    by_class = (
        graded("prior_return_by_class", CLASS, school="1"),
        graded("prior_spread_by_class", CLASS, school="0.4"),
    )
    pair = portfolio(one("a", facts={CLASS: "school"}), one("b", facts={CLASS: "care"}))
    first, second = appraise(pair, corrected(*PRIOR, *by_class))

    assert (first.prior, second.prior) == ((1.0, 0.4), (0.2, 0.3))
    assert first.nnv == 50_000 * (1 + 0.5 * 1.6)


def test_without_a_general_prior_nothing_in_the_round_is_moved() -> None:
    """One proposal of a class without a prior leaves all as they are (§10)."""
    by_class = (
        graded("prior_return_by_class", CLASS, school="1"),
        graded("prior_spread_by_class", CLASS, school="0.4"),
        graded("least_spread", low="0.4", high="0.4"),
    )
    pair = portfolio(one("a", facts={CLASS: "school"}), one("b", facts={CLASS: "care"}))

    assert [(v.nnv, v.prior) for v in appraise(pair, corrected(*by_class))] == [(130_000, None)] * 2


def test_the_plan_tells_how_much_disappointment_to_expect() -> None:
    """The plan's raw, adjusted and decided values are sums, and the tables add up to the adjusted one (§10)."""
    round_ = portfolio(one("a"), one("b"))
    chosen = appraise(round_, corrected(*CUTS, *PRIOR))
    found = plan_values(round_, chosen)

    assert (found.nnv_raw, found.nnv_adjusted) == (260_000, 120_400)
    assert found.nnv == sum(v.nnv for v in chosen) < 120_400
    assert sum(found.costs_present.values()) + sum(found.effects_present.values()) == 120_400


def test_the_record_tells_each_correction() -> None:
    """Raw, adjusted and decided, with grade, haircut, weight and prior beside (§9, §10)."""
    round_, by = portfolio(one()), corrected(*CUTS, *PRIOR)
    told = value_answer(only(round_, by), round_, by)

    assert (told["nnv_raw"], told["nnv_adjusted"]) == (130_000, 60_200)
    assert told["nnv"] == round(55_000 * (0.2 + 0.36 * (60_200 / 55_000 - 0.2)))
    assert told["haircut"] == {"cost": 0.1, "effect": 0.2, "delay": 1}
    assert told["prior"] == {"mean": 0.2, "spread": 0.3}
    assert (told["grade"], told["grade_basis"], told["spread_is_least"]) == ("low", "missing", True)


def test_without_parameters_both_are_inert() -> None:
    """No numbers in force, no correction: the round says yes to both and nothing moves."""
    uncertain = replace(effect(), risk_with=Distribution(Decimal("0.05"), Decimal("0.1"), Decimal("0.15")))
    round_ = portfolio(replace(proposal("a", [cost({2027: 50_000})], [uncertain]), facts={GRADE: "low"}))
    found = only(round_, corrected())

    assert (round_.haircuts, round_.shrinkage) == (True, True)
    assert found.nnv_raw == found.nnv_adjusted == found.nnv
    assert (found.weight, found.prior, found.grade_basis) == (1.0, None, "")


BY_KIND = (
    graded("haircut_cost_by_kind", CLASS, school="0", care="0.2"),
    graded("haircut_effect_by_kind", CLASS, school="0.1", care="0.5"),
    graded("haircut_delay_by_kind", CLASS, school="0", care="1"),
)
"""What a kind of measure adds, by the field that says the kind."""


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({CLASS: "school"}, (0.1, 1 - 0.8 * 0.9, 1)),
        ({CLASS: "care"}, (0.3, 1 - 0.8 * 0.5, 2)),
        ({}, (0.3, 1 - 0.8 * 0.5, 2)),
        ({CLASS: "school", GRADE: "high", "evidence.set_by": "en granskare"}, (0.0, 0.1, 0)),
    ],
)
def test_a_kind_of_measure_has_its_own_haircut_on_top_of_the_grade(
    facts: Mapping[str, str], expected: tuple[float, float, int]
) -> None:
    """Costs and years are added, the kind takes its share of what is left, and unstated is the largest (§9)."""
    found = only(portfolio(one(facts=facts)), corrected(*CUTS, *BY_KIND))

    assert found.haircut == pytest.approx(expected)
    kept, later = 1 - expected[1], 1.25 ** expected[2]
    assert found.nnv == pytest.approx(kept * 180_000 / later - 50_000 * (1 + expected[0]), abs=1)


def test_haircuts_by_kind_alone_are_applied_too() -> None:
    """A municipality may have no numbers by grade (§9)."""
    found = only(portfolio(one(facts={CLASS: "care"})), corrected(*BY_KIND))

    assert found.haircut == pytest.approx((0.2, 0.5, 1))
