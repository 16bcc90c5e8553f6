"""Who pays and who gains year by year: bars on one scale for all actors."""

from hypothesis import given, settings
from hypothesis import strategies as st

from prioritizer.report.blocks import Box, Label
from prioritizer.report.charts.actor_years import actor_years_chart, message
from tests.report.charts.laws import broken, drawings
from tests.report.charts.speakers import speaker

VOICE = speaker()
ACTORS = ["kommun", "socialnamnden", "region", "individ"]
YEARS = st.dictionaries(st.integers(2027, 2056), st.integers(0, 10**8), max_size=30)
CELLS = st.dictionaries(st.sampled_from(ACTORS), YEARS, max_size=4)
Cells = dict[str, dict[int, int]]


def _paid(cells: Cells) -> Cells:
    return {actor: {year: -kr for year, kr in years.items()} for actor, years in cells.items()}


@settings(max_examples=50)
@given(CELLS, CELLS)
def test_the_chart_keeps_the_laws_and_every_year_with_money_has_its_bar(paid: Cells, got: Cells) -> None:
    """Filled where the actor gets, hollow where it pays; as many as there are cells that are not zero."""
    chart = actor_years_chart(VOICE, "a", _paid(paid), got)
    nets = [
        got.get(actor, {}).get(year, 0) - paid.get(actor, {}).get(year, 0)
        for actor in ACTORS
        for year in range(2027, 2057)
    ]

    assert (chart is None) == (not any(nets))
    if chart:
        assert broken(chart) == []
        for drawing in drawings(chart):
            roles = [shape.role for shape in drawing.shapes if isinstance(shape, Box)]
            assert roles.count("mark") == sum(kr > 0 for kr in nets)
            assert roles.count("open") == sum(kr < 0 for kr in nets)


def test_all_rows_have_one_scale_and_their_sums_beside() -> None:
    """Twice the money is twice the height, whoever's it is."""
    got = {"region": {2027: 1_000_000}, "individ": {2028: 2_000_000}}
    chart = actor_years_chart(VOICE, "a", {}, got)

    assert chart is not None
    first, second = (shape for shape in chart.drawing.shapes if isinstance(shape, Box))
    assert abs(second.height - 2 * first.height) < 1e-9
    texts = [shape.text for shape in chart.drawing.shapes if isinstance(shape, Label) and shape.role == "value"]
    assert texts == ["1,0\xa0mnkr", "2,0\xa0mnkr"]


@given(CELLS, CELLS)
def test_the_title_names_who_pays_most_and_who_gets_most(paid: Cells, got: Cells) -> None:
    """By the sums of all years, found here by trying everybody."""
    title = message(VOICE, _paid(paid), got)
    pays = {actor: sum(years.values()) for actor, years in paid.items()}
    gets = {actor: sum(years.values()) for actor, years in got.items()}
    most = {name for name, sums in (("pays", pays), ("gets", gets)) if any(sums.values())}

    if most == {"pays", "gets"}:
        payers = {VOICE.actor(a) for a, kr in pays.items() if kr == max(pays.values())}
        gainers = {VOICE.actor(a) for a, kr in gets.items() if kr == max(gets.values())}
        assert any(title.startswith(name) for name in payers)
        assert any(name in title for name in gainers)
    else:
        assert title == ("Ingen aktör får mer än den förlorar" if "pays" in most else "Ingen aktör betalar något")
