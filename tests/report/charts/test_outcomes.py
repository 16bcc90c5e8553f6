"""A hundred dots for a hundred equally likely outcomes."""

from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from prioritizer.appraisal.indicators import even_outcomes, share_above_zero
from prioritizer.report.blocks import Dot, Line
from prioritizer.report.charts.outcomes import message, outcomes_chart
from prioritizer.report.charts.scale import chart_unit, told
from tests.report.charts.laws import broken, drawings
from tests.report.charts.speakers import speaker

VOICE = speaker()
OUTCOMES = st.lists(st.integers(-(10**8), 10**8), min_size=100, max_size=100).filter(lambda all: len(set(all)) > 1)


def _value(outcomes: list[int]) -> dict[str, Any]:
    ordered = sorted(outcomes)
    chance = sum(kronor > 0 for kronor in outcomes) / 100
    return {"outcomes": ordered, "nnv": sum(outcomes) // 100, "low": ordered[4], "high": ordered[94], "chance": chance}


@given(OUTCOMES)
def test_the_chart_keeps_the_laws_and_has_a_dot_for_each(outcomes: list[int]) -> None:
    """In both forms; the filled ones are as many as are not above zero, and stand to the left of it."""
    chart = outcomes_chart(VOICE, "u", _value(outcomes))

    assert chart is not None
    assert broken(chart) == []
    for drawing in drawings(chart):
        dots = [shape for shape in drawing.shapes if isinstance(shape, Dot)]
        # The last line that is drawn through the dots is that of zero.
        zero = [s.x1 for s in drawing.shapes if isinstance(s, Line) and s.role == "zero" and s.x1 == s.x2][-1]
        assert len(dots) == 100
        assert sum(dot.role == "mark" for dot in dots) == sum(kronor <= 0 for kronor in outcomes)
        assert all((dot.role == "mark") == (dot.x < zero) for dot in dots)
        assert [dot.told for dot in dots] == [told(VOICE, n, chart_unit(outcomes)) for n in sorted(outcomes)]
        assert [dot.x for dot in dots] == sorted(dot.x for dot in dots)


@given(st.lists(st.integers(-(10**6), 10**6), min_size=1, max_size=2000))
def test_as_many_outcomes_are_losses_as_the_chance_says(kronor: list[int]) -> None:
    """Rounded to a whole per cent, halves up; and every outcome is one of the draws, in order."""
    draws = np.array(kronor, dtype=float)
    found = even_outcomes(draws)
    not_above = len(kronor) - round(share_above_zero(draws) * len(kronor))

    assert found == sorted(found)
    assert set(found) <= set(draws.tolist())
    assert sum(x <= 0 for x in found) == (200 * not_above + len(kronor)) // (2 * len(kronor))


@given(OUTCOMES, st.booleans())
def test_the_title_counts_what_is_not_above_zero(outcomes: list[int], is_sure: bool) -> None:
    """«None» is said only where no draw at all is."""
    losses = sum(kronor <= 0 for kronor in outcomes)
    title = message(VOICE, outcomes, 1.0 if is_sure else 0.999)

    if losses:
        assert title == f"I {losses} av 100 utfall ger planen inte mer än den kostar"
    else:
        assert title.startswith("I alla beräknade" if is_sure else "I färre än ett av 100")


def test_a_plan_without_spread_has_no_chart() -> None:
    """Nothing is drawn of what is not known."""
    assert outcomes_chart(VOICE, "u", {"outcomes": []}) is None
    assert outcomes_chart(VOICE, "u", {"outcomes": [7] * 100}) is None
