"""The words of the documents in both languages."""

import re
from pathlib import Path

import pytest

from prioritizer.report import UnknownWords, read_templates, read_words
from prioritizer.report.words import GAP, fill

ROOT = Path(__file__).parents[2]
TEMPLATES = read_templates(ROOT / "reports")


def test_both_languages_have_the_same_sentences() -> None:
    """No sentence is missing in one of the languages."""
    assert set(read_words(TEMPLATES, "sv")) == set(read_words(TEMPLATES, "en"))


def test_each_sentence_has_the_same_gaps_in_both_languages() -> None:
    """What is told in one language is told in the other."""
    sv, en = read_words(TEMPLATES, "sv"), read_words(TEMPLATES, "en")
    assert [key for key in sv if set(GAP.findall(sv[key])) - {"n"} != set(GAP.findall(en[key])) - {"n"}] == []


def test_every_sentence_asked_for_is_there() -> None:
    """Each key that stands whole in the source is in the words."""
    source = "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "prioritizer" / "report").glob("*.py"))
    asked = set(re.findall(r"""\.say\(\s*["']([a-z_.]+)["']""", source))
    counted = {
        f"{key}.{n}" for key in re.findall(r"""\.count\(\s*["']([a-z_.]+)["']""", source) for n in ("one", "other")
    }
    assert set() == (asked | counted) - set(read_words(TEMPLATES, "sv"))


def test_what_fills_a_gap_is_not_read_again() -> None:
    """A title with braces stays as it is written."""
    assert fill({"a": "{x} and {y}"}, "a", {"x": "{y}", "y": "z"}) == "{y} and z"


def test_an_unknown_sentence_is_named() -> None:
    """A workspace whose words lack a sentence is told which."""
    with pytest.raises(UnknownWords, match="missing_key"):
        fill({}, "missing_key", {})


def test_a_language_without_words_is_named() -> None:
    """A workspace without a file of words is told which."""
    with pytest.raises(UnknownWords, match=r"words/en\.yaml"):
        read_words({}, "en")
