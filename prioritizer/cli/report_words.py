"""The words of `report` on the screen."""

from prioritizer.model.rules import Language
from prioritizer.report.pdf import REPLACEMENT

SHOWN = 10
"""How many replaced characters are listed."""

_WORDS: dict[str, tuple[str, str]] = {
    "written": ("Dokumentet finns i {file}.", "The document is in {file}."),
    "replaced": (
        "Typsnitten saknar {n} av dokumentets tecken, som är ersatta med {square}: {characters}.",
        "The fonts lack {n} of the document's characters, which are replaced by {square}: {characters}.",
    ),
}


def told(name: str, language: Language, **values: object) -> str:
    """A sentence, its gaps filled."""
    sv, en = _WORDS[name]
    return (sv if language == "sv" else en).format(**values)


def replaced_told(characters: str, language: Language) -> str:
    """Which characters were replaced: each with its number, for a terminal may lack it too."""
    shown = ", ".join(f"{c} (U+{ord(c):04X})" if c.isprintable() else f"U+{ord(c):04X}" for c in characters[:SHOWN])
    more = ", …" if len(characters) > SHOWN else ""
    return told("replaced", language, n=len(characters), square=REPLACEMENT, characters=shown + more)
