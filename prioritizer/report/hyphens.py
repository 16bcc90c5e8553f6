"""Soft hyphens in long Swedish words, since few browsers bring a Swedish dictionary of their own.

A break stands after an ending that binds compounds («ings-», «hets-»), or between two consonants as the rule of one
consonant has it: the last of them begins the next line. Where the rule could be wrong about a compound there is none.

Source:
    Språkrådet, «Svenska skrivregler», avstavning: enkonsonantsregeln.
"""

import re
from functools import lru_cache

from prioritizer.model.rules import Language

SOFT = "\u00ad"
LEAST = 15
"""Letters of a word that is worth breaking."""

BEFORE, AFTER = 4, 4
"""Letters that must stand before and after a break."""

VOWELS = "aeiouyåäöé"
BINDING = re.compile(r"(?:ings|ions|hets|skaps|doms|tets|ments)(?=[^\W\d_])")
CLUSTER = re.compile(rf"(?<=[{VOWELS}])(?:ng|ck|[^{VOWELS}\W\d_])+(?=[{VOWELS}])")
CONSONANT = re.compile(r"ng|ck|.")
ONSETS = re.compile("[ptkbdgfv]r|[pkbgfs]l|[stkhld]j|s[kptmnv]|kv|ch")
"""Two consonants that may begin a word, or are one sound."""

WORD = re.compile(rf"[^\W\d_]{{{LEAST},}}")
NOT_WORDS = re.compile(r"[\d_/%@=]|\w[.:]\w")
"""What addresses, ids and file names have."""


def soft(text: str, language: Language) -> str:
    """A text whose long words may be broken; in English only those that are Swedish by their letters.

    Example:
        >>> soft("Försäkringskassan", "sv").replace(SOFT, "-")
        'Försäkrings-kassan'
    """
    if len(text) < LEAST or not WORD.search(text):
        return text
    return " ".join(_broken(token, language) for token in text.split(" "))


def _broken(token: str, language: Language) -> str:
    if len(token) < LEAST or SOFT in token or NOT_WORDS.search(token):
        return token
    if language == "en" and not set(token.lower()) & set("åäö"):
        return token
    return WORD.sub(lambda found: _word(found[0]), token)


@lru_cache(maxsize=16_384)
def _word(word: str) -> str:
    """A word with a soft hyphen wherever it may be broken."""
    at = {found.end() for found in BINDING.finditer(word.lower())}
    parted = ((found.start(), _split(found[0])) for found in CLUSTER.finditer(word.lower()))
    at |= {start + part for start, part in parted if part}
    kept = sorted(n for n in at if BEFORE <= n <= len(word) - AFTER)
    return SOFT.join(word[first:last] for first, last in zip([0, *kept], [*kept, len(word)], strict=True))


def _split(cluster: str) -> int:
    """Where consonants between two vowels are parted, counted from the first of them; 0 where it is not sure."""
    consonants = CONSONANT.findall(cluster)
    if len(consonants) == 2:
        # An s after another consonant may bind a compound, and then it ends the first word.
        is_sure = not ONSETS.fullmatch(cluster) and (consonants[1] != "s" or consonants[0] == "s")
        return len(consonants[0]) if is_sure else 0
    if len(consonants) == 3 and "s" not in consonants:
        begins_word = ONSETS.fullmatch("".join(consonants[1:]))
        return len(consonants[0]) if begins_word else len(cluster) - len(consonants[2])
    return 0
