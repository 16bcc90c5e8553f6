"""Coverage as other programs read it."""

from decimal import Decimal

from prioritizer.model.coverage import (
    Count,
    Coverage,
    Covered,
    Dimension,
    FaultArea,
    GoalLevel,
    LevelCovered,
    Signal,
    SystemFaults,
)
from prioritizer.register.coverage import coverage_answer


def found() -> Coverage:
    """One strategic proposal, and one that does not state its aim."""
    one, two = Count(1, Decimal(30)), Count(1, Decimal(10))
    return Coverage(
        Count(2, Decimal(40)),
        3,
        (Dimension("aim", (Covered("strategic", one, 1), Covered(None, two, 2))),),
        (LevelCovered("system", one, Count(), two, 1, 2),),
        (GoalLevel("home", "system", 1, 1),),
        SystemFaults(
            (FaultArea("steering", ("a",), one),), (Signal("a", "steering", "om ersättning", True),), (), ("b",)
        ),
    )


def test_what_is_not_stated_has_a_part_of_its_own() -> None:
    """Its key is null; kronor are whole numbers (§25)."""
    answer = coverage_answer(found())

    assert answer["by"] == [
        {
            "field": "aim",
            "several": False,
            "parts": [
                {"key": "strategic", "proposals": 1, "granted": 30, "proposed": 1},
                {"key": None, "proposals": 1, "granted": 10, "proposed": 2},
            ],
        }
    ]
    assert answer["shares"] == {"strategic": {"low": 0.75, "high": 1.0}, "operative": {"low": 0.0, "high": 0.25}}


def test_faults_of_the_system_are_told_with_who_points_at_them() -> None:
    """Areas in their order, each signal, and who has not answered."""
    answer = coverage_answer(found())

    assert answer["system_faults"] == {
        "areas": [{"area": "steering", "proposals": ["a"], "in_plan": {"proposals": 1, "granted": 30}}],
        "signals": [{"proposal": "a", "area": "steering", "says": "om ersättning", "in_plan": True}],
        "none": [],
        "unknown": ["b"],
    }
