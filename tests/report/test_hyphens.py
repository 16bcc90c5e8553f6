"""Long Swedish words may be broken with a hyphen, at places where that is right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritizer.report.hyphens import SOFT, soft

BROKEN = {
    "Försäkringskassan": "Försäkrings-kassan",
    "Arbetsförmedlingen": "Arbetsför-med-lingen",
    "utbildningsnämnden": "utbild-nings-nämnden",
    "(barnavårdsutredning),": "(barnavårdsutred-ning),",
    "utvecklingsstrateg": "utveck-lings-strateg",
    "aktivitetsersättning": "aktivitets-ersätt-ning",
    "Försiktighetsavdrag:": "Försik-tig-hets-av-drag:",
}


@pytest.mark.parametrize(("word", "broken"), BROKEN.items())
def test_words_are_broken_after_bound_endings_and_between_consonants(word: str, broken: str) -> None:
    """Endings that bind compounds end a line, and one consonant begins the next."""
    assert soft(word, "sv").replace(SOFT, "-") == broken


@pytest.mark.parametrize(
    "text", ["Kommunen centralt", "largest_grant.yaml", "https://lansstyrelsen.se/forsakring", "a" * 64]
)
def test_short_words_and_addresses_are_left_alone(text: str) -> None:
    """Nothing is put into what somebody may copy."""
    assert soft(text, "sv") == text


def test_english_words_are_left_alone_in_the_english_document() -> None:
    """Rules of Swedish are for Swedish words, which are known by their letters."""
    assert soft("Redistribution of responsibilities", "en") == "Redistribution of responsibilities"
    assert SOFT in soft("Försäkringskassan", "en")


@given(st.text())
def test_nothing_but_soft_hyphens_is_added(text: str) -> None:
    """A text without them is the text that came."""
    assert soft(text, "sv").replace(SOFT, "") == text.replace(SOFT, "")
