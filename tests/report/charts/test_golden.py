"""The charts of the sample as somebody looked at them; `WRITE_GOLDEN=1` writes them anew, to be looked at again."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from prioritizer.report import document
from prioritizer.report.blocks import Chart, Charts, Section
from prioritizer.report.svg import svg
from tests.report.charts.laws import broken
from tests.report.charts.speakers import WORDS
from tests.report.sample import record
from tests.report.unfold import unfolded

GOLDEN = Path(__file__).parent / "golden"


def charts_in(sections: Iterable[Section]) -> Iterator[Chart]:
    """Every chart of a document, folded ones too."""
    for section in sections:
        for block in unfolded(section.blocks):
            if isinstance(block, Charts):
                yield from block.charts
        yield from charts_in(section.sections)


CHARTS = {chart.id: chart for chart in charts_in(document(record(), "sv", WORDS["sv"]).sections)}
ENGLISH = {chart.id: chart for chart in charts_in(document(record(), "en", WORDS["en"]).sections)}
KINDS = {
    *("kurva-own", "kurva-society", "utfall", "varde-diagram", "aktor-ar-diagram", "s-plan-tornado"),
    *("mer-pengar-diagram", "om-fel-diagram", "ordning-diagram"),
    *("inriktning-diagram", "mal-diagram", "nivaer-diagram", "havstang-diagram", "effektivitet-diagram"),
}
"""One of each."""


def test_the_sample_has_every_chart_in_both_languages() -> None:
    """None is left without a golden drawing."""
    assert set(CHARTS) >= KINDS
    assert set(CHARTS) == set(ENGLISH)


@pytest.mark.parametrize("id", sorted(KINDS))
def test_a_chart_is_drawn_as_it_was(id: str) -> None:
    """Byte for byte, in both forms."""
    chart = CHARTS[id]
    forms = {f"{id}.svg": svg(chart)} | ({f"{id}.narrow.svg": svg(chart, narrow=True)} if chart.narrow else {})
    for name, text in forms.items():
        path = GOLDEN / name
        if os.environ.get("WRITE_GOLDEN"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("id", sorted(KINDS))
def test_a_chart_keeps_the_laws_in_both_languages(id: str) -> None:
    """Longer words in one language reach no further than the drawing."""
    assert broken(CHARTS[id]) == []
    assert broken(ENGLISH[id]) == []
    assert CHARTS[id].title != ENGLISH[id].title
