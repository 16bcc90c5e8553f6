"""The tornado: a bar for each input, and a title that is true of the bars."""

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from prioritizer.report.blocks import Box, Label
from prioritizer.report.charts.tornado import Swing, message, tornado_chart
from tests.report.charts.laws import broken, drawings
from tests.report.charts.speakers import speaker

VOICE = speaker()
AMOUNT = st.integers(-(10**8), 10**8)
SWINGS = st.lists(
    st.builds(
        Swing,
        st.just("Risken"),
        st.sampled_from(["", "Familjecoacher"]),
        st.just("5 %"),
        st.just("9 %"),
        AMOUNT,
        AMOUNT,
    ),
    min_size=1,
    max_size=8,
)


@given(SWINGS, AMOUNT)
def test_the_chart_keeps_the_laws(swings: list[Swing], nnv: int) -> None:
    """Both forms, with the expected value and zero as guides."""
    chart = tornado_chart(VOICE, "t", swings, nnv, whole=True, whose="plan")

    assert chart is not None
    assert broken(chart) == []
    assert sum(isinstance(s, Box) for s in chart.drawing.shapes) == len(swings)


@given(SWINGS, AMOUNT, st.booleans())
def test_the_title_counts_what_turns_a_gain_to_a_loss(swings: list[Swing], nnv: int, whole: bool) -> None:
    """It says «none» only where all inputs are known, and nothing of loss where a loss is expected anyway."""
    title = message(VOICE, swings, nnv, whole, "plan")
    losing = sum(swing.nnv_low < 0 or swing.nnv_high < 0 for swing in swings)

    assert ("förlust" in title) == (nnv > 0 and (losing > 0 or whole))
    assert title.startswith("Inget enskilt") == (nnv > 0 and losing == 0 and whole)
    if nnv > 0 and losing:
        assert title.split()[0] == ("Ett" if losing == 1 else str(losing))


def test_both_values_of_an_input_are_written_whole() -> None:
    """However long the input's own name is, on a line of their own."""
    long = "Andelen med utfallet med insatsen (barnavårdsutredning enligt barns behov i centrum, hela länet)"
    chart = tornado_chart(VOICE, "t", [Swing(long, "", "23,3 %", "29,5 %", 1, 2)], 1, whole=True, whose="proposal")

    assert chart is not None
    for drawing in drawings(chart):
        assert "23,3 % eller 29,5 %" in [shape.text for shape in drawing.shapes if isinstance(shape, Label)]


def test_nothing_that_moves_is_no_chart() -> None:
    """A version without uncertain figures has none."""
    none: Iterable[Swing] = ()

    assert tornado_chart(VOICE, "t", tuple(none), 5, whole=True, whose="plan") is None
