"""A record whose every free text is hostile: what each form must print as text, or leave out, and never fail on."""

from typing import Any

from tests.report.sample import record

SCRIPT = "<script>alert(1)</script>"
TEXTS = (
    f"{SCRIPT}</script>",
    "{{ 7*7 }} {% for x in y %} {title}",
    "#set page(width: 1pt) #panic() $x$ *fet* _kursiv_ `kod` @etikett [#emoji.face]",
    "=1+1|cmd' /C calc'!A0",
    "+1 -1 @summa",
    "\u202emot höger\u202c \u200f\u2066x\u2069",
    "styr\x00\x07\x1b[31mtecken\x7f\x85\u2028slut",
    "lång " * 2_000,
    "👩‍👩‍👧 ☃ 漢字 \ue000 \U000f0000 \ufffe e\u0301\u0489",
    "| a | b |\n|---|---|\n# rubrik\n- punkt\n1. ett",
    "]]> & &amp; <w:p/> \\ \" ' ~$",
)
"""Script tags, templates, the typesetter's markup, formulas, marks of direction, control characters, ten thousand
characters, emoji and letters that fonts lack, Markdown, and XML."""

FREE = {"title", "note", "notes", "organisation", "why", "says", "basis", "unit", "article", "who", "when"}


def hostile(lone: bool = False) -> dict[str, Any]:
    """The sample with each of the texts in some titles and notes; `lone` adds half a character, which JSON may hold."""
    texts = [*TEXTS, *(["halva \ud83d"] if lone else [])]
    count = iter(range(1_000_000))
    found = _poisoned(record(), lambda: texts[next(count) % len(texts)])
    assert isinstance(found, dict)
    return found


def _poisoned(value: Any, text: Any, free: bool = False) -> Any:
    if isinstance(value, dict):
        return {key: _poisoned(one, text, free or key in FREE) for key, one in value.items()}
    if isinstance(value, list):
        return [_poisoned(one, text, free) for one in value]
    return f"{text()} {value} {text()}" if free and isinstance(value, str) else value
