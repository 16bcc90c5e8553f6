"""What a page answers from: every figure of it is the record's, and what is not proved is told between two amounts."""

import random
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from prioritizer.report.live import live
from tests.report.sample import record
from tests.report.test_pursued import chosen_for
from tests.report.test_ranking import spoken


def answers(made: dict[str, Any]) -> dict[str, Any]:
    """The data of the Swedish page."""
    return dict(live(spoken(made)))


def test_a_forced_proposal_moves_what_its_margin_says() -> None:
    """In and out are the difference of the two plans, the proposal itself among them (design §6)."""
    found = answers(record())["proposals"]

    assert set(found) == {"coacher", "lasning", "arena"}
    assert (found["arena"]["comes"], found["arena"]["goes"]) == (["arena"], ["coacher"])
    assert (found["coacher"]["comes"], found["coacher"]["goes"]) == (["arena"], ["coacher"])
    assert "goes" not in found["lasning"]


def test_an_open_margin_promises_no_value_of_the_plan() -> None:
    """Only an exact margin says what the plan is worth then."""
    made = record()
    arena = next(e for e in made["explanation"] if e["proposal"] == "arena")
    arena |= {"exact": False, "margin_low": 1_000_000, "margin_high": 6_100_000}

    assert "i stället för 5,0\u00a0miljoner" in answers(record())["proposals"]["arena"]["says"]
    assert "i stället för 5,0\u00a0miljoner" not in answers(made)["proposals"]["arena"]["says"]


def test_without_a_curve_there_is_no_budget_to_move() -> None:
    """Nor where the plan was chosen for something else than what the curve is of."""
    made = record()
    made["explained"]["frontier"] = []

    assert answers(made)["money"] == []
    assert answers(chosen_for("least_regret"))["money"] == []


def test_without_a_plan_nothing_can_be_tried() -> None:
    """A round that no plan meets has its table, and no ticks."""
    found = answers({**record(), "plan": None})

    assert (found["proposals"], found["money"], found["changes"]) == ({}, [], [])


def test_without_stretches_only_computed_points_can_be_reached() -> None:
    """Nothing is said of what was not asked about."""
    assert [place["point"] for place in answers(record())["money"]] == list(range(41))


@pytest.mark.parametrize("seed", range(20))
def test_a_place_tells_all_that_any_stretch_that_may_hold_it_says(seed: int) -> None:
    """Checked against exact fractions: the told interval holds the worth at the factor, whatever its rounding."""
    draw = random.Random(seed)
    cuts = sorted({Decimal("0.5"), Decimal("1.5"), *(Decimal(draw.randrange(101, 300)) / 200 for _ in range(6))})
    worths = sorted(draw.randrange(1, 99) * 1_000_000 for _ in cuts[1:])
    made = record()
    made["explained"]["curve"]["stretches"] = [
        {"from": float(a), "to": float(b), "from_open": False, "to_open": True, "low": w, "high": w, "exact": True}
        for (a, b), w in zip(pairwise(cuts), worths, strict=True)
    ]
    for place in answers(made)["money"]:
        if place["point"] is not None:
            continue
        percent = Decimal(place["arg"].removeprefix(" --budget=").removesuffix("%"))
        factor = 1 + percent / 100
        inside = [w for (a, b), w in zip(pairwise(cuts), worths, strict=True) if a <= factor <= b]

        assert f"{min(inside) // 1_000_000},0" in place["says"]
        assert f"{max(inside) // 1_000_000},0" in place["says"]
        assert ("mellan" in place["says"]) == (min(inside) < max(inside))


def test_ids_that_a_shell_would_read_are_quoted() -> None:
    """The command can be pasted as it stands."""
    made = record()
    made["portfolio"]["name"] = "min portfölj"
    made["portfolio"]["proposals"][0]["id"] = made["explanation"][0]["proposal"] = "a b"
    found = answers(made)

    assert found["command"] == 'prioritizer what-if "portfolios/min portfölj"'
    assert found["proposals"]["a b"]["arg"] == '"a b"'
