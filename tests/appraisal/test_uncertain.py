"""Effect sizes, graded success, uncertain costs and common factors as they reach what a version is worth (§6, §8)."""

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from prioritizer.appraisal import appraise
from prioritizer.model.distribution import Distribution, Shape, observed
from prioritizer.model.portfolio import (
    CommonFactor,
    Cost,
    Effect,
    Portfolio,
    Proposal,
    Stated,
    StatedAs,
    Success,
)
from prioritizer.model.rules import Leaf, Op
from tests.appraisal.test_appraise import cost, effect, only, point, portfolio, proposal, rules


def triangle(low: str, likely: str, high: str, shape: Shape = "triangle") -> Distribution:
    """A number between two ends."""
    return Distribution(Decimal(low), Decimal(likely), Decimal(high), shape)


def stated(form: StatedAs, number: Distribution) -> Effect:
    """An effect on 100 participants at a risk of 0.2, ten units for each case, in one year."""
    return replace(effect(years=1), risk_with=None, stated_as=form, change=number)


GRADES = (
    Success("as planned", Decimal("0.5"), Decimal(1)),
    Success("few take part", Decimal("0.3"), Decimal("0.4")),
    Success("nothing", Decimal("0.2"), Decimal(0)),
)


@pytest.mark.parametrize(
    ("form", "number", "worth"),
    [
        ("relative_risk", "0.75", 50_000),  # 100 × 0.2 × 0.25 × 10 × 1,000 kr
        ("odds_ratio", "0.5", 88_889),  # 100 × (0.2 − 1/9) × 10 × 1,000 kr
        ("risk_difference", "0.03", 30_000),
        ("relative_risk", "1", 0),
    ],
)
def test_an_effect_size_in_any_form_by_hand(form: StatedAs, number: str, worth: int) -> None:
    """Each form gives what its formula gives (§6)."""
    found = only(portfolio(proposal("a", [], [stated(form, point(number))])))

    assert found.nnv == worth


def test_a_mean_difference_by_hand() -> None:
    """Half a day fewer for each of 100 at 1,000 kr is 50,000 kr, with no risk in it (§6)."""
    alone = replace(stated("mean_difference", point("0.5")), risk_without=None, units_per_case=point(1))
    found = only(portfolio(proposal("a", [cost({2027: 20_000})], [alone])))
    (step,) = (step for step in found.steps if step["row"] == "effect")

    assert found.nnv == 30_000
    assert [step["risk_without"], step["risk_with"], step["change"]] == [None, None, 0.5]
    assert step["risk_without_expected"] is None
    assert found.break_even == pytest.approx(0.4)
    assert "break_even_not_reached" not in found.notes


def test_the_same_effect_in_two_forms_is_worth_the_same() -> None:
    """An uncertain risk with, and the relative risk that it is of the risk without, have the same draws but names."""
    risks = replace(effect(), risk_with=triangle("0.1", "0.12", "0.16"))
    ratios = stated("relative_risk", triangle("0.5", "0.6", "0.8"))
    first = only(portfolio(proposal("a", [], [risks])))
    second = only(portfolio(proposal("a", [], [replace(ratios, profile=risks.profile)])))

    assert first.nnv == pytest.approx(second.nnv, rel=1e-3)
    assert sorted(first.draws) == pytest.approx(sorted(second.draws), rel=2e-2)


def test_a_draw_that_leaves_the_risks_is_cut_and_told() -> None:
    """A relative risk up to 8 at a risk of 0.2 passes 1 in the draws above 5: (8 − 5)² / (8 · 8 − 8) of them."""
    found = only(portfolio(proposal("a", [], [stated("relative_risk", triangle("0", "1", "8"))])))
    (step,) = found.steps

    assert "risk_cut" in found.notes
    assert pytest.approx(step["risk_cut"], abs=2e-3) == 9 / 56
    assert float(found.draws.min()) == pytest.approx(-800_000)


def test_a_measured_share_has_its_mean() -> None:
    """A risk of 6 in 60 with the measure is 0.1 on average, and its effect 100,000 kr."""
    found = only(portfolio(proposal("a", [], [replace(effect(years=1), risk_with=observed(Decimal(6), Decimal(60)))])))

    assert found.nnv == pytest.approx(100_000, rel=1e-3)


def test_graded_success_by_hand() -> None:
    """Half of the time all is reached, three tenths of it 40 per cent: 0.62 of 100,000 kr less 50,000 kr (D6)."""
    graded = replace(proposal("a", [cost({2027: 50_000})], [effect(years=1)]), success=GRADES)
    found = only(portfolio(graded))
    (_, step) = found.steps

    assert found.nnv == pytest.approx(12_000, abs=150)
    assert found.chance == pytest.approx(0.5, abs=2e-3)
    assert pytest.approx(np.unique(found.draws.round(3)).tolist()) == [-50_000, -10_000, 50_000]
    assert step["expected_multiple"] == pytest.approx(0.62, abs=2e-3)
    assert step["expected_difference"] == pytest.approx(0.062, abs=2e-4)


def test_success_moves_all_effects_of_a_proposal_together() -> None:
    """In each draw the first and the second effect are reached to the same share."""
    pair = [effect(years=1), effect("week", 40, years=1)]
    found = only(portfolio(replace(proposal("a", [], pair), success=GRADES)))

    assert pytest.approx(np.unique(found.draws.round(3)).tolist()) == [0, 56_000, 140_000]


def test_a_certain_part_is_no_draw() -> None:
    """One grade alone is a number: 40 per cent of the effect, with no uncertainty in it."""
    sure = (Success("always", Decimal(1), Decimal("0.4")),)
    found = only(portfolio(replace(proposal("a", [], [effect(years=1)]), success=sure)))

    assert found.nnv == 40_000
    assert "no_uncertainty_stated" in found.notes


def overrun(amount: int) -> Cost:
    """A cost that may become between 0.9 and 1.3 times as large."""
    return replace(cost({2027: amount}, fund="medel"), spread=triangle("0.9", "1", "1.3"))


def test_an_uncertain_cost_by_hand() -> None:
    """A row of 30,000 kr at 0.9–1–1.3 is 32,000 kr on average; what was written stays as written (§8, §17)."""
    found = only(portfolio(proposal("a", [overrun(30_000)], [effect(years=1)])))
    (step, _) = found.steps

    assert found.nnv == pytest.approx(68_000, abs=5)
    assert found.present_costs == pytest.approx(32_000, abs=5)
    assert pytest.approx([found.draws.min(), found.draws.max()], abs=500) == [61_000, 73_000]
    assert [step["written"], step["amount"]] == ["30000", found.present_costs]
    assert found.nnv == round(float(np.mean(found.draws)))


def test_rows_with_the_same_spread_are_drawn_apart() -> None:
    """Two uncertain rows are less uncertain together than one twice as large."""
    one = only(portfolio(proposal("a", [overrun(60_000)], [effect()])))
    two = only(portfolio(proposal("a", [overrun(29_000), overrun(31_000)], [effect()])))

    assert float(np.std(two.draws)) == pytest.approx(float(np.std(one.draws)) / 2**0.5, rel=0.05)


def test_costs_alone_are_uncertain_too() -> None:
    """A version whose effects have no price varies with its costs."""
    found = only(portfolio(proposal("a", [overrun(30_000)])))

    assert float(np.std(found.draws)) > 1_000
    assert found.nnv == round(float(np.mean(found.draws)))


def test_a_stated_net_value_is_not_charged_an_overrun() -> None:
    """A net value had its costs taken off elsewhere; a gross one varies with the costs entered (§26)."""
    net, gross = Stated(value=Decimal(70_000)), Stated(benefits={"kommun": Decimal(100_000)})
    first = only(portfolio(proposal("a", [overrun(30_000)], stated=net)))
    second = only(portfolio(proposal("a", [overrun(30_000)], stated=gross)))

    assert float(np.std(first.draws)) == 0
    assert float(np.std(second.draws)) > 1_000
    assert second.nnv == round(float(np.mean(second.draws)))


SAME_BOARD = Leaf("board", Op.EQUALS, "socialnämnden")


def shared(*factors: CommonFactor) -> Portfolio:
    """Three proposals: two of one board, one of another, in a round with common factors."""
    rows = [("a", "socialnämnden", 100), ("b", "socialnämnden", 50), ("c", "skolnämnden", 100)]
    made = [
        of_board(proposal(name, [cost({2027: 10_000})], [effect(participants=n)]), board) for name, board, n in rows
    ]
    return replace(portfolio(*made), common_factors=factors)


def of_board(given: Proposal, board: str) -> Proposal:
    """The proposal, stating its board."""
    facts = {"board": board}
    return replace(given, facts=facts, alternatives=tuple(replace(v, facts=facts) for v in given.alternatives))


def test_a_common_factor_moves_those_who_share_it_together() -> None:
    """The optimism of one board makes its two proposals high and low in the same draws, and no other (§8)."""
    optimism = CommonFactor("optimism", "Optimism", "effects", triangle("0.4", "0.8", "1.2"), SAME_BOARD)
    first, second, other = appraise(shared(optimism), rules=rules())

    assert float(np.corrcoef(first.draws, second.draws)[0, 1]) == pytest.approx(1.0)
    assert first.nnv == pytest.approx(0.8 * 180_000 - 10_000, rel=1e-3)
    assert (other.nnv, float(np.std(other.draws))) == (170_000, 0.0)


def test_a_factor_without_a_condition_is_shared_by_all() -> None:
    """Dearer staff makes every cost dearer, and no effect."""
    dearer = CommonFactor("wages", "Löner", "costs", point("1.5"), None)

    assert [found.nnv for found in appraise(shared(dearer), rules=rules())] == [165_000, 75_000, 165_000]


def test_factors_multiply_and_their_order_does_not_matter() -> None:
    """Two factors of the same effects are multiplied, to the last bit alike whichever is written first (§24)."""
    first = CommonFactor("one", "Ett", "effects", triangle("0.4", "0.8", "1.2"), SAME_BOARD)
    second = CommonFactor("two", "Två", "effects", triangle("0.7", "0.9", "1"), None)
    before, after = appraise(shared(first, second), rules=rules()), appraise(shared(second, first), rules=rules())

    assert all((a.draws == b.draws).all() for a, b in zip(before, after, strict=True))
    assert before[0].nnv == pytest.approx(0.8 * 26 / 30 * 180_000 - 10_000, rel=2e-2)


def test_what_a_proposal_does_not_state_is_not_shared() -> None:
    """Unknown never counts as met: a proposal without a board is not given that board's optimism (§13)."""
    optimism = CommonFactor("optimism", "Optimism", "effects", point("0.5"), SAME_BOARD)
    round_ = replace(portfolio(proposal("a", [], [effect()])), common_factors=(optimism,))

    assert only(round_).nnv == 180_000
