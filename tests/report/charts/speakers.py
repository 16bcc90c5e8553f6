"""Voices that charts are worded with in tests."""

from pathlib import Path

from prioritizer.model.rules import Language
from prioritizer.report import read_templates, read_words
from prioritizer.report.voice import Data, Voice, voice
from tests.report.sample import record

TEMPLATES = read_templates(Path(__file__).parents[3] / "reports")
WORDS = {language: read_words(TEMPLATES, language) for language in ("sv", "en")}


def speaker(made: Data | None = None, language: Language = "sv") -> Voice:
    """A record in one language; the small sample where none is given."""
    return voice(made if made is not None else record(), language, WORDS[language])
