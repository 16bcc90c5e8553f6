"""No common factor turns the outcome for more people than could have it (convention §6, §8)."""

from dataclasses import replace
from decimal import Decimal

import pytest

from prioritizer.appraisal import appraise, overlaps, plan_values
from prioritizer.model.distribution import Distribution
from prioritizer.model.portfolio import CommonFactor, Effect, Portfolio, Proposal
from tests.appraisal.test_appraise import only, point, portfolio, proposal, rules
from tests.appraisal.test_overlap import shared

ALL = Decimal(200_000)
"""100 people with a risk of 0.2, ten days each at 1,000 kr a day."""


def stronger(times: str, *proposals: Proposal) -> Portfolio:
    """A round in which every effect is so many times as large."""
    return replace(portfolio(*proposals), common_factors=(CommonFactor("f", "F", "effects", point(times), None),))


def almost_all() -> Effect:
    """An effect that leaves a risk of 0.02 of 0.2."""
    return shared(risk_with="0.02")


@pytest.mark.parametrize(("times", "kronor", "held_back"), [("1.1", 198_000, False), ("1.3", 200_000, True)])
def test_more_days_than_there_are_cannot_be_saved(times: str, kronor: int, held_back: bool) -> None:
    """180,000 kr times 1.1 is what it says; times 1.3 it is all of them, and a note tells that it was cut (§6)."""
    found = only(stronger(times, proposal("a", [], [replace(almost_all(), overlap_group=None)])), rules("0"))

    assert found.nnv == kronor
    assert ("risk_cut" in found.notes) is held_back


def test_two_that_share_people_cannot_save_more_either() -> None:
    """Each held back to all of them, and together no more than that (§6)."""
    round_ = stronger("1.3", proposal("a", [], [almost_all()]), proposal("b", [], [almost_all()]))
    by = rules("0")

    assert plan_values(round_, appraise(round_, by), overlaps(round_, by)).nnv == ALL


def test_only_draws_that_go_too_far_are_held_back() -> None:
    """Half of the draws at 0.5 and half at 1.5: 90,000 and, held back, 200,000 kr (§8)."""
    spread = Distribution(
        Decimal("0.5"),
        Decimal(1),
        Decimal("1.5"),
        shape="discrete",
        outcomes=((Decimal("0.5"), Decimal("0.5")), (Decimal("1.5"), Decimal("0.5"))),
    )
    round_ = portfolio(proposal("a", [], [replace(almost_all(), overlap_group=None)]))
    found = only(replace(round_, common_factors=(CommonFactor("f", "F", "effects", spread, None),)), rules("0"))

    assert found.nnv == 145_000
    assert sorted({round(float(x)) for x in found.draws}) == [90_000, 200_000]


def test_harm_is_held_back_to_those_who_would_not_have_had_it() -> None:
    """A risk of 0.8 that becomes 0.98, times two: no more than the 0.2 who would have been spared (§6)."""
    harm = replace(shared(risk_with="0.98"), risk_without=point("0.8"), overlap_group=None)

    assert only(stronger("2", proposal("a", [], [harm])), rules("0")).nnv == -ALL
