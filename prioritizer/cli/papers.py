"""The documents of a plan on the screen and in its folder."""

import re
from collections.abc import Collection
from pathlib import Path
from typing import get_args

from prioritizer.cli.printing import Refusal
from prioritizer.cli.talk import Language
from prioritizer.cli.words import word
from prioritizer.report.forms import FORMS
from prioritizer.report.papers import LETTERS, MEMO, PLAN, PUBLIC
from prioritizer.words.faults import line

OURS = re.compile(
    rf"({PLAN}|{PUBLIC}|{MEMO}(-[\w.-]+)?|{LETTERS}/[\w.-]+)\.({'|'.join(get_args(Language))})"
    rf"({'|'.join(re.escape(form) for form in FORMS)})"
)
"""Names that `plan` gives to documents; whatever else somebody keeps in the folder is theirs."""


def refusal_line(refusal: Refusal, language: Language) -> str:
    """Which documents were not written and where the fault is."""
    told = line(refusal.fault, language)
    if not refusal.names:
        return f"{word('no_documents', language)} {told}"
    first, more = refusal.names[0], len(refusal.names) - 1
    key = "document_refused" if not more else "documents_refused"
    return f"{word(key, language, document=first, more=more)} {told}"


def left_over(folder: Path, names: Collection[str]) -> list[str]:
    """Documents of an earlier plan that are not of this one: a memo or an answer that would not be true of it."""
    found = [*folder.glob("*"), *(folder / LETTERS).glob("*")]
    ours = (path.relative_to(folder).as_posix() for path in found if path.is_file())
    return sorted(name for name in ours if OURS.fullmatch(name) and name not in names)
