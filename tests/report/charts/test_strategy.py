"""The article's figures 1, 2 and 4 as views on the plan."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prioritizer.report.blocks import Box, Dot
from prioritizer.report.charts.strategy import (
    Placed,
    aim_of,
    aims_chart,
    all_stated,
    efficiency_chart,
    highest,
    leverage_chart,
)
from prioritizer.report.voice import Voice
from tests.report.charts.laws import broken, drawings
from tests.report.charts.speakers import speaker
from tests.report.sample import record

PLACED = st.builds(
    Placed,
    st.sampled_from(["Familjecoacher i tre bostadsområden", "Fält", "Mötesplatser mot ofrivillig ensamhet"]),
    st.decimals(-20, 20, places=2),
    st.one_of(st.none(), st.integers(0, 3)),
    st.booleans(),
)


def _with(**facts: Any) -> Voice:
    """The sample with a goal that is set for the system, and one proposal's facts."""
    made = record()
    made["portfolio"]["goals"][0]["levels"] = ["system"]
    made["portfolio"]["proposals"][0]["facts"] |= {name.replace("_0_", "."): value for name, value in facts.items()}
    return speaker(made)


@pytest.mark.parametrize(
    ("facts", "aim"),
    [
        ({"aim": "operative", "levels_0_system": True}, "operative"),
        ({"aim": "strategic", "levels_0_system": "frågan om ersättning"}, "planned"),
        ({"aim": "strategic", "levels_0_system": False}, "reactive"),
        ({"aim": "strategic", "levels_0_system": True, "goals": ["annat"]}, "reactive"),
        ({"aim": "strategic", "goals": []}, "reactive"),
        ({"aim": "strategic"}, "unknown"),
        ({"levels_0_system": True}, "unknown"),
    ],
)
def test_an_aim_is_planned_where_a_goal_asks_for_the_system_in_advance(facts: dict[str, Any], aim: str) -> None:
    """Operative goes by what is stated; what nobody has stated is unknown (§25)."""
    assert aim_of(_with(**facts), "coacher") == aim


def test_aims_are_drawn_as_shares_of_what_is_granted() -> None:
    """Half to a planned proposal, half to one that states no aim."""
    chart = aims_chart(_with(aim="strategic", levels_0_system=True), "i")

    assert chart is not None
    assert broken(chart) == []
    assert chart.title == "1 av planens 2 förslag svarar mot ett systemmål som är satt i förväg"
    boxes = [shape for shape in chart.drawing.shapes if isinstance(shape, Box)]
    assert [box.role for box in boxes] == ["pale", "pale", "mark", "unknown"]
    assert [box.width > 0 for box in boxes] == [False, False, True, True]
    assert boxes[2].told.endswith("50\xa0%, ett förslag")


@settings(max_examples=50)
@given(st.lists(PLACED, min_size=2, max_size=25))
def test_efficiency_keeps_the_laws_and_counts_who_has_both(placed: list[Placed]) -> None:
    """A dot for each, further right the more a krona gives; the system's lane is the highest."""
    has_both = [None if p.level is None else p.ratio > 0 and p.level == 3 for p in placed]
    chart = efficiency_chart(speaker(), "e", placed, has_both)

    assert chart is not None
    assert broken(chart) == []
    assert chart.title.startswith(f"{has_both.count(True)} av planens {len(placed)} förslag")
    assert ("okänt för" in chart.title) == (None in has_both)
    for drawing in drawings(chart):
        dots = [shape for shape in drawing.shapes if isinstance(shape, Dot)]
        assert len(dots) == len(placed)
        assert sum(dot.role == "mark" for dot in dots) == sum(p.chosen for p in placed)


def test_places_follow_ratio_and_level() -> None:
    """Each against every other; the highest level is at the top, and no answer is at the bottom."""
    ratios = (Decimal("-1.5"), Decimal(0), Decimal("0.4"), Decimal(7), Decimal("2.2"))
    placed = [
        Placed(str(n), ratio, level, True)
        for n, (ratio, level) in enumerate(zip(ratios, (3, 2, 1, 0, None), strict=True))
    ]
    chart = efficiency_chart(speaker(), "e", placed, [True] * 5)

    assert chart is not None
    dots = {shape.told[0]: shape for shape in chart.drawing.shapes if isinstance(shape, Dot)}
    assert sorted(dots, key=lambda name: dots[name].x) == ["0", "1", "2", "4", "3"]
    assert sorted(dots, key=lambda name: dots[name].y) == ["0", "1", "2", "3", "4"]


@pytest.mark.parametrize(
    ("has_both", "title"),
    [
        ([True], "Planens enda förslag har både nettonuvärde över noll och systemeffekter"),
        ([False], "Planens enda förslag har inte både nettonuvärde över noll och systemeffekter"),
        ([None], "Om planens enda förslag har både nettonuvärde över noll och systemeffekter är okänt"),
        (
            [True, None, False],
            "1 av planens 3 förslag har både nettonuvärde över noll och systemeffekter; okänt för 1",
        ),
    ],
)
def test_what_is_unknown_is_not_counted_as_not_both(has_both: list[bool | None], title: str) -> None:
    """A missing answer is said as one."""
    placed = [Placed(str(n), Decimal(n), None, False) for n in range(2)]
    chart = efficiency_chart(speaker(), "e", placed, has_both)

    assert chart is not None
    assert chart.title == title


def test_the_highest_level_is_unknown_where_a_higher_answer_is_missing() -> None:
    """A silence about the system may be a yes."""
    levels = ("direct", "indirect", "system")
    answers = {(True, True, True): 3, (True, True, False): 2, (True, False, False): 1, (False, False, False): 0}
    for given_answers, level in answers.items():
        voice = _with(**{f"levels_0_{name}": answer for name, answer in zip(levels, given_answers, strict=True)})
        assert highest(voice, "coacher") == level
    assert highest(_with(levels_0_direct=True, levels_0_indirect=True), "coacher") is None


def test_leverage_counts_what_is_stated() -> None:
    """One of two proposals says something of one question; none of all."""
    voice = _with(leverage="Öppenvården arbetar efter samma handbok.")
    chart = leverage_chart(voice, "h")

    assert chart is not None
    assert broken(chart) == []
    assert chart.title == "0 av planens 2 förslag svarar på allt om ordinarie verksamhet"
    assert [s.told.split(": ")[1] for s in chart.drawing.shapes if isinstance(s, Box)] == ["1 av 2", *["0 av 2"] * 3]
    assert not all_stated(voice, "coacher")
