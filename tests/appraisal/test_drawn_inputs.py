"""What each uncertain input is in each draw (convention §8, §23)."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from prioritizer.appraisal import appraise
from prioritizer.appraisal.drawn_inputs import DrawnInput, drawn_inputs
from prioritizer.model.portfolio import CommonFactor, Portfolio, Stated, Success
from prioritizer.model.robustness import UncertainInput
from prioritizer.model.rules import RuleSet
from tests.appraisal.test_appraise import DAY, cost, effect, portfolio, proposal, rules
from tests.appraisal.test_uncertain import triangle

DRAWS = 256
SPREAD = triangle("0.7", "1", "1.6")
HALF = (Success("all", Decimal("0.5"), Decimal(1)), Success("none", Decimal("0.5"), Decimal(0)))


def of_effect(**changes: object) -> Portfolio:
    """One effect with something uncertain in it."""
    return portfolio(proposal("a", [cost({2027: 9})], [replace(effect(), **changes)]))  # type: ignore[arg-type]  # named


def shared_factor() -> Portfolio:
    """Two proposals whose effects share a factor."""
    both = portfolio(proposal("a", [], [effect()]), proposal("b", [cost({2027: 5})], [effect("week")]))
    return replace(both, common_factors=(CommonFactor("optimism", "", "effects", SPREAD, None),))


CASES: dict[str, tuple[Callable[[], Portfolio], RuleSet, UncertainInput]] = {
    "risk_with": (
        lambda: of_effect(risk_with=triangle("0.05", "0.1", "0.18")),
        rules(),
        UncertainInput("risk_with", "day", 0, "a"),
    ),
    "participants": (
        lambda: of_effect(participants=triangle("50", "90", "100")),
        rules(),
        UncertainInput("participants", "day", 0, "a"),
    ),
    "second of two": (
        lambda: portfolio(
            proposal("a", [], [effect("week", 300), replace(effect(), units_per_case=triangle("5", "9", "20"))])
        ),
        rules(),
        UncertainInput("units_per_case", "day", 1, "a"),
    ),
    "cost": (
        lambda: portfolio(proposal("a", [cost({2027: 5}), replace(cost({2027: 900}), spread=SPREAD)], [effect()])),
        rules(),
        UncertainInput("cost", "coaches", 1, "a"),
    ),
    "success": (
        lambda: portfolio(replace(proposal("a", [], [effect()]), success=HALF)),
        rules(),
        UncertainInput("success", "", 0, "a"),
    ),
    "price": (
        lambda: portfolio(proposal("a", [], [effect()])),
        rules("0.25", replace(DAY, spread=SPREAD)),
        UncertainInput("price_spread", "day"),
    ),
    "factor": (shared_factor, rules(), UncertainInput("factor", "optimism")),
    "stated": (
        lambda: portfolio(proposal("a", stated=Stated(value=Decimal(500), low=Decimal(100), high=Decimal(900)))),
        rules(),
        UncertainInput("stated", "", 0, "a"),
    ),
}


def drawn(round_: Portfolio, by: RuleSet) -> tuple[DrawnInput, ...]:
    """All inputs of a round."""
    return drawn_inputs(round_, by, 1, DRAWS, [p.id for p in round_.proposals])


@pytest.mark.parametrize("name", CASES)
def test_an_input_that_is_uncertain_alone_tells_what_each_draw_is_worth(name: str) -> None:
    """The draws of every version are a straight line in the values of the input (§8)."""
    write, by, input = CASES[name]
    round_ = write()

    (found,) = drawn(round_, by)

    assert found.input == input
    assert found.moves == {p.id for p in round_.proposals}
    for version in appraise(round_, by, 1, DRAWS):
        slope, level = np.polyfit(found.values, version.draws, 1)
        assert np.allclose(slope * found.values + level, version.draws, atol=1.0)
        assert abs(slope) > 0


def test_versions_that_draw_from_the_same_place_are_one_input() -> None:
    """Another version with a worse risk moves with the head's, and every start does."""
    head = proposal("a", [cost({2027: 9})], [replace(effect(), risk_with=triangle("0.05", "0.1", "0.18"))])
    worse = replace(head.alternatives[0].effects[0], risk_with=triangle("0.1", "0.15", "0.19"))
    small = replace(head.alternatives[0], id="small", effects=(worse,))
    late = replace(head, alternatives=(head.alternatives[0], small), start_years=(2027, 2028), starts_stated=True)

    (found,) = drawn(portfolio(late), rules())

    order = np.argsort(found.values)
    for version in appraise(portfolio(late), rules(), 1, DRAWS):
        assert (np.diff(version.draws[order]) <= 1e-6).all()


def test_only_proposals_that_are_asked_for_are_told_and_certain_ones_have_no_inputs() -> None:
    """A barred proposal cannot be chosen whatever is known of it."""
    round_ = portfolio(
        proposal("a", [], [replace(effect(), participants=triangle("50", "90", "100"))]), proposal("b", [], [effect()])
    )

    assert [one.input.proposal for one in drawn(round_, rules())] == ["a"]
    assert drawn_inputs(round_, rules(), 1, DRAWS, ["b"]) == ()
