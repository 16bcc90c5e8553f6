"""The short answers of `explain`, and where the long ones are."""

import re

import pytest

from prioritizer.model.rules import Language
from tests.cli.command import said, talked
from tests.cli.conftest import EXAMPLE, Once

SHORT = 1000
"""Words that somebody with ten minutes reads twice."""


def plain(text: str) -> str:
    """With spaces for hard ones."""
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "sv",
            (
                r"13 av 24 förslag, 26 850 000 kr beviljas",
                r"Planen är optimal",
                r"Bostad först för personer i långvarig hemlöshet +ingår inte +158 772 +102,6 % +96,2 % +\d+ %",
                r"Mötesplatser mot ofrivillig ensamhet bland äldre +ingår +måste ingå",
                r"Högst [\d ]+ kr \(felmarginal [\d ]+ kr\): ",
                r"Att titta på i \d av \d prov",
                r"Med --all kommer alla",
            ),
        ),
        (
            "en",
            (
                r"13 of 24 proposals",
                r"Bostad först för personer i? *out +158,772 +102\.6% +96\.2% +\d+%",
                r"At most [\d,]+ kr \(margin of error [\d,]+ kr\): ",
                r"With --all there are all",
            ),
        ),
    ],
)
def test_the_short_answers_are_read_in_ten_minutes(language: Language, told: tuple[str, ...], once: Once) -> None:
    """A row for each proposal, a line or two of every other answer, and how to get all."""
    # A narrow window has all columns too.
    wide = {} if language == "sv" else {"COLUMNS": "80"}
    finished = once("explain", EXAMPLE, *(("--lang", language) if language != "sv" else ()), **wide)
    lines = plain(said(finished)).splitlines()

    assert finished.returncode == 0, talked(finished)
    assert len(re.findall(r"[^ \n]+", said(finished))) <= SHORT
    for pattern in told:
        assert any(re.search(pattern, line) for line in lines), pattern


def test_what_would_turn_a_verdict_stands_with_its_margin(once: Once) -> None:
    """In people, in years and in kronor, for the one that is asked for (§20)."""
    found = plain(said(once("explain", EXAMPLE, "fallprevention")))

    assert "Utgår om effekten blir högst 55,7 % av den väntade: för 3,5 personer i stället för 6,4" in found
    assert "Utgår om den längsta effekten varar högst 0,7 år i stället för 2, övriga i proportion" in found
    assert "Utgår om kostnaden är 179,3 % av den angivna: 1 057 870 kr söks i stället för 590 000 kr" in found


def test_all_answers_have_what_the_short_ones_leave_out(once: Once) -> None:
    """Whom a proposal would push out, every order, and all that is worth knowing."""
    found = said(once("explain", EXAMPLE, "--all", "--lang", "en"))
    short = said(once("explain", EXAMPLE, "--lang", "en", COLUMNS="80"))

    for told in ("Limits in the way", "by number of signatures", "The plan by", "Comes in if the cost is"):
        assert told in found
        assert told not in short
