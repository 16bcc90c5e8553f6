"""Prices, curve and robustness as JSON (design §6)."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from prioritizer.model.explained import NOT_EXPLAINED, Explained
from prioritizer.model.frontier import Frontier, NextKronor, Point, Stretch
from prioritizer.model.limit_prices import Gain, LimitPrice, LimitPrices, NextStep
from prioritizer.model.robustness import Knowing, Regret, Robustness, Share, Turn, UncertainInput
from prioritizer.register.answers import explain_answer
from prioritizer.register.explained import explained_answer
from prioritizer.register.plain import text_of

GAIN = Gain(Decimal(40), Decimal(40), Decimal(40), True, ("b",), ("a",), (), Decimal(2))
STEP = NextStep(Decimal("0.2"), Decimal("0.21"), "share", GAIN)
PRICES = LimitPrices((LimitPrice("cap", "limit", GAIN, STEP), LimitPrice("fund:f:2027", "fund", None)), duties=("law",))
POINT = Point(Fraction(1, 2), Decimal(5), Decimal(9), Decimal(9), Decimal(9), True, Decimal(4), (("a", None, 2027),))
NONE = Point(Fraction(1), Decimal(10), None, None, None, True)
CURVE = Frontier(
    (POINT, NONE),
    (Stretch(Fraction(1, 2), Fraction(1), None, None, None, False, True),),
    True,
    None,
    NextKronor(Decimal(1), None, None, None, True),
)
SHARE = Share("a", Fraction(1, 4), Fraction(1, 4), Fraction(1, 2), "unknown", True)
ROBUST = Robustness(
    (SHARE,), Regret(Decimal("1.5"), Decimal(2), Decimal(3), Decimal(4)), 4, 3, Fraction(0), 2, Fraction(1, 4)
)


def test_every_name_of_the_stable_json_is_there() -> None:
    """Limits, frontier and robustness, beside what more is told."""
    found: dict[str, Any] = explain_answer([], [], None, explained_answer(Explained(PRICES, CURVE, ROBUST, ("z",))))
    assert text_of(found)
    limit, budget = found["limits"]
    assert {"limit": "cap", "price": 40, "low": 40, "high": 40, "exact": True, "next": 40}.items() <= limit.items()
    assert budget["price"] is None
    first, second = found["frontier"]
    assert {"factor": 0.5, "granted": 4, "objective": 9, "low": 9, "high": 9, "exact": True}.items() <= first.items()
    assert first["selected"] == [{"proposal": "a", "alternative": None, "start_year": 2027}]
    assert (second["objective"], second["selected"], second["exact"]) == (None, None, True)
    (share,) = found["robustness"]
    assert {"proposal": "a", "share": 0.25, "low": 0.25, "high": 0.5}.items() <= share.items()
    assert found["wrong"]["fixed"] == ["z"]
    assert found["prices"]["duties"] == ["law"]


def test_the_worth_of_knowing_has_its_input_and_its_turns() -> None:
    """Whole kronor, with the error beside, and which side of the edge the plan changes on (§23)."""
    turn = Turn("below", 1400.0, Fraction(1, 4), ("a",), ("b",))
    one = Knowing(UncertainInput("price_spread", "day"), Decimal(90), Decimal(95), Decimal(20), False, (turn,))

    answer: dict[str, Any] = explained_answer(Explained(knowing=(one,)))
    (found,) = answer["knowing"]

    assert found == {
        "input": "price_spread",
        "of": "day",
        "row": 0,
        "proposal": None,
        "worth": 90,
        "high": 95,
        "error": 20,
        "exact": False,
        "above_error": True,
        "turns": [{"side": "below", "edge": 1400.0, "share": 0.25, "enters": ["a"], "leaves": ["b"]}],
    }


def test_what_was_not_worked_out_is_empty_and_not_zero() -> None:
    """The names stay; prices say null."""
    found = explain_answer([], ["cap"], None, explained_answer(NOT_EXPLAINED))
    assert found["limits"] == [{"limit": "cap", "price": None, "low": None, "high": None, "next": None, "exact": False}]
    assert found["frontier"] == found["robustness"] == []
