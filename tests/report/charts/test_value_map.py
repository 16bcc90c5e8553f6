"""Value against granted kronor: dots where their amounts say, names that never meet."""

from hypothesis import given, settings
from hypothesis import strategies as st

from prioritizer.report.blocks import Dot, Label
from prioritizer.report.charts.value_map import Spot, message, value_map
from prioritizer.report.granted_worth import granted_of
from tests.report.charts.laws import broken, drawings, on_dots
from tests.report.charts.speakers import speaker
from tests.report.example import example

VOICE = speaker()
NAME = st.sampled_from(["Familjecoacher i tre bostadsområden", "Fält", "Mötesplatser mot ofrivillig ensamhet"])
SPOT = st.builds(Spot, NAME, st.integers(0, 10**8), st.integers(-(10**8), 10**8), st.booleans())
SPOTS = st.lists(SPOT, min_size=2, max_size=30)


@settings(max_examples=50)
@given(SPOTS)
def test_the_chart_keeps_the_laws_and_fills_the_plans_own(spots: list[Spot]) -> None:
    """In both forms, however many lie in a heap."""
    chart = value_map(VOICE, "v", spots, len(spots))

    assert chart is not None
    assert broken(chart) == []
    for drawing in drawings(chart):
        dots = [shape for shape in drawing.shapes if isinstance(shape, Dot)]
        assert len(dots) == len(spots)
        assert on_dots(drawing) == []
        assert sum(dot.role == "mark" for dot in dots) == sum(spot.chosen for spot in spots)


@settings(max_examples=50)
@given(st.lists(SPOT, min_size=2, max_size=8, unique_by=lambda spot: (spot.granted, spot.nnv)))
def test_more_granted_is_further_right_and_more_worth_is_higher(spots: list[Spot]) -> None:
    """Each dot's place beside every other's."""
    named = [Spot(str(n), spot.granted, spot.nnv, spot.chosen) for n, spot in enumerate(spots)]
    chart = value_map(VOICE, "v", named, len(named))

    assert chart is not None
    found = {s.told.split(":")[0]: s for s in chart.drawing.shapes if isinstance(s, Dot)}
    for a in named:
        for b in named:
            assert (found[a.name].x <= found[b.name].x) or a.granted > b.granted
            assert (found[a.name].y >= found[b.name].y) or a.nnv > b.nnv


def test_the_title_counts_what_is_above_zero_among_all_that_are_chosen() -> None:
    """One that cannot be drawn is one of the plan's all the same; zero is not above zero."""
    spots = [Spot("a", 1, 5, True), Spot("b", 1, 0, True), Spot("c", 1, 9, False)]

    assert message(VOICE, spots, 3) == "1 av planens 3 förslag har ett nettonuvärde över noll"


def test_lonely_dots_have_their_names_beside_them() -> None:
    """Nothing has to be looked up where there is room."""
    spots = [Spot("Fält", 1_000_000, 5_000_000, True), Spot("Läger", 9_000_000, -4_000_000, False)]
    chart = value_map(VOICE, "v", spots, 1)

    assert chart is not None
    for drawing in drawings(chart):
        assert {"Fält", "Läger"} <= {shape.text for shape in drawing.shapes if isinstance(shape, Label)}


def test_granted_kronor_of_the_chosen_are_those_of_the_plan() -> None:
    """Of every version of the example that the plan holds, by the costs of the portfolio (§17)."""
    voice = speaker(example())
    chosen = example()["plan"]["selected"]

    assert chosen
    for one in chosen:
        assert granted_of(voice, one) == one["granted"]
