"""The words of `report` on the screen."""

from prioritizer.model.rules import Language

_WORDS: dict[str, tuple[str, str]] = {
    "written": ("Dokumentet finns i {file}.", "The document is in {file}."),
    "replaced": (
        "Typsnitten saknar {characters}, som är ersatta med {with_}.",
        "The fonts lack {characters}, which are replaced by {with_}.",
    ),
}


def told(name: str, language: Language, **values: object) -> str:
    """A sentence, its gaps filled."""
    sv, en = _WORDS[name]
    return (sv if language == "sv" else en).format(**values)
