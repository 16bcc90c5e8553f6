"""The documents of a plan as files; one that cannot be made leaves the others (issue 7)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from prioritizer.cli.talk import Language
from prioritizer.cli.words import word
from prioritizer.model.fault import Fault, Place, fault
from prioritizer.report.cleaned import clean_document
from prioritizer.report.html import Printer, read_templates
from prioritizer.report.papers import LETTERS, papers
from prioritizer.report.words import BrokenTemplate, UnknownWords, read_words
from prioritizer.words.faults import line

ENDING = ".html"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Documents that one fault in a template or in words keeps from being made."""

    fault: Fault
    names: tuple[str, ...]


def printed(record: Mapping[str, Any], folder: Path) -> tuple[dict[str, str], list[Refusal]]:
    """Every document by its file, and those that were refused, each fault once.

    Args:
        record: The record.
        folder: The templates and words of the workspace.
    """
    pages: dict[str, str] = {}
    refused: dict[Fault, list[str]] = {}
    try:
        templates = read_templates(folder)
    except BrokenTemplate as broken:
        return {}, [Refusal(fault_of(broken, folder), ())]
    words, printer = cache(lambda language: read_words(templates, language)), Printer(templates)
    for name, make in papers(record, words):
        try:
            pages[f"{name}{ENDING}"] = printer(clean_document(make()))
        except (BrokenTemplate, UnknownWords) as broken:
            refused.setdefault(fault_of(broken, folder), []).append(f"{name}{ENDING}")
    return pages, [Refusal(found, tuple(names)) for found, names in refused.items()]


def fault_of(broken: BrokenTemplate | UnknownWords, folder: Path) -> Fault:
    """The fault of a template or of words, with its file and line."""
    if isinstance(broken, UnknownWords):
        return fault(Place((folder / "words").as_posix()), "", "sentence_missing", key=str(broken))
    near = broken.values.pop("near", "")
    place = Place((folder / broken.template).as_posix(), broken.line, 1 if broken.line else 0)
    return fault(place, "", broken.code, near, **broken.values)


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
    found = [*folder.glob(f"*{ENDING}"), *(folder / LETTERS).glob(f"*{ENDING}")]
    return sorted(name for path in found if (name := path.relative_to(folder).as_posix()) not in names)
