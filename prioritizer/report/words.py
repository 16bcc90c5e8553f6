"""The words of a document in one language, from `reports/words/`, with gaps in braces."""

import re
from collections.abc import Mapping

import yaml

from prioritizer.model.rules import Language

GAP = re.compile(r"\{(\w+)\}")


class UnknownWords(Exception):
    """The templates lack a sentence that the document needs, or a gap that the sentence names."""


def read_words(templates: Mapping[str, str], language: Language) -> Mapping[str, str]:
    """The sentences of a language, by key.

    Args:
        templates: The text of each file under `reports/`, by its path from there.
        language: sv or en.

    Raises:
        UnknownWords: There is no file of words for the language, or it is not a mapping of texts.
    """
    path = f"words/{language}.yaml"
    if path not in templates:
        raise UnknownWords(path)
    found = yaml.load(templates[path], Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    if not isinstance(found, dict) or not all(isinstance(text, str) for text in found.values()):
        raise UnknownWords(path)
    return {str(key): " ".join(text.split(" ")).strip() for key, text in found.items()}


def fill(words: Mapping[str, str], key: str, gaps: Mapping[str, str]) -> str:
    """A sentence with its gaps filled; what stands in a gap is never read as a gap itself.

    Raises:
        UnknownWords: The key or a gap is unknown.
    """
    try:
        return GAP.sub(lambda gap: gaps[gap.group(1)], words[key])
    except KeyError as missing:
        raise UnknownWords(f"{key}: {missing.args[0]}") from None
