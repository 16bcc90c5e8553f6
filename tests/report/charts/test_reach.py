"""Goals by level and proposals by level: grids whose cells say what the record says."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from prioritizer.report.blocks import Box, Label
from prioritizer.report.charts.forms import two_forms
from prioritizer.report.charts.grid import GridCell, GridRow, grid
from prioritizer.report.charts.reach import answer_of, goals_chart, levels_chart, message_of_goals, message_of_levels
from tests.report.charts.laws import broken
from tests.report.charts.speakers import speaker
from tests.report.sample import record

NAME = st.sampled_from(["Trygg uppväxt", "Hälsa och trygghet hela livet för alla som bor i kommunen", "x" * 80])
SPOT = st.one_of(
    st.none(), st.builds(GridCell, st.sampled_from(["mark", "open", "unknown"]), st.sampled_from(["0", "?", "120"]))
)


@settings(max_examples=50)
@given(
    st.integers(1, 5).flatmap(
        lambda n: st.lists(st.builds(GridRow, NAME, st.tuples(*[SPOT] * n)), min_size=1, max_size=6)
    )
)
def test_a_grid_keeps_the_laws_and_has_a_box_for_each_cell(rows: list[GridRow]) -> None:
    """In both forms, with heads that take two lines."""
    heads = ["Indirekta effekter av insatsen"] * len(rows[0].cells)
    chart = two_forms("g", "t", "s", "d", lambda width: grid(heads, rows, width))

    assert broken(chart) == []
    boxes = [shape.role for shape in chart.drawing.shapes if isinstance(shape, Box)]
    assert boxes == [spot.role for row in rows for spot in row.cells if spot]


def test_a_cell_tells_its_row_its_column_and_what_stands_in_it() -> None:
    """A question mark is told in words."""
    row = GridRow("Trygg uppväxt", (GridCell("mark", "5"), None, GridCell("unknown", "?", "okänt")))
    boxes = [shape for shape in grid(["I planen", "Direkta", "System"], [row], 340).shapes if isinstance(shape, Box)]

    assert [box.told for box in boxes] == ["Trygg uppväxt, I planen: 5", "Trygg uppväxt, System: okänt"]


def _coverage(cells: list[tuple[int, int]]) -> dict[str, Any]:
    """A goal with proposals for each pair of those that reach the system and those that have not answered."""
    ids = [f"mal{n}" for n in range(len(cells))]
    return {
        "by": [{"field": "goals", "several": True, "parts": [{"key": id, "proposals": 3} for id in ids]}],
        "goal_levels": [
            {"goal": id, "level": "system", "proposals": reached, "unknown": unknown}
            for id, (reached, unknown) in zip(ids, cells, strict=True)
        ],
    }


@settings(max_examples=50)
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=2, max_size=6))
def test_the_title_says_what_is_missed_and_what_is_not_known(cells: list[tuple[int, int]]) -> None:
    """Missed is what nobody reaches and everybody has answered; a missing answer is not a no (§25)."""
    found = _coverage(cells)
    chart = goals_chart(speaker(), "m", found)
    missed = sum(reached == 0 and unknown == 0 for reached, unknown in cells)
    unsure = sum(reached == 0 and unknown > 0 for reached, unknown in cells)

    assert chart is not None
    assert broken(chart) == []
    if missed:
        assert chart.title.startswith("Ett" if missed == 1 else str(missed))
        assert "nås inte" in chart.title
    elif unsure:
        assert chart.title.endswith("är inte känt")
    else:
        assert chart.title == f"Alla {len(cells)} mål nås på varje nivå som de är satta för"


def test_a_goal_without_a_proposal_is_missed() -> None:
    """Also where it is set for no level."""
    parts = [{"key": "trygg", "proposals": 0}, {"key": "halsa", "proposals": 1}]

    assert message_of_goals(speaker(), parts, {}) == "Ett av 2 mål nås inte som det är satt"


def test_an_answer_is_yes_no_words_or_missing() -> None:
    """Words are a yes; an empty text is no answer."""
    made = record()
    made["portfolio"]["proposals"][0]["facts"].update(
        {"levels.direct": True, "levels.indirect": False, "levels.system": "frågan om ersättning"}
    )
    made["portfolio"]["proposals"][1]["facts"].update({"levels.direct": ""})
    voice = speaker(made)

    assert [answer_of(voice, "coacher", level) for level in ("direct", "indirect", "system")] == [True, False, True]
    assert [answer_of(voice, "lasning", level) for level in ("direct", "indirect")] == [None, None]


def test_each_proposal_of_the_plan_has_a_row_with_its_answers() -> None:
    """Yes, no or a question mark for each level; the title counts those that reach the system."""
    made = record()
    made["portfolio"]["proposals"][0]["facts"]["levels.system"] = "frågan om ersättning"
    chart = levels_chart(speaker(made), "n")

    assert chart is not None
    assert broken(chart) == []
    assert chart.title == "1 av planens 2 förslag uppger att de når systemet"
    texts = [s.text for s in chart.drawing.shapes if isinstance(s, Label)]
    assert texts.count("?") == 5
    assert texts.count("ja") == 1
    assert message_of_levels(speaker(), [[True, None, False]]).endswith(": 0 av 1")
