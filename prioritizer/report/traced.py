"""What a generated sentence rests on: paths in the record, and sentences that stand in the words (issue 7).

A path is keys with points between, and one row of a list by what names it: `plan.value.nnv`,
`explanation[familjecoacher].margin`. `words:KEY` is a sentence that says the same of every record, such as a law.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from prioritizer.report.blocks import Block, Paragraph, Points
from prioritizer.report.voice import Data

NAMES = ("id", "proposal", "section", "fund", "actor", "limit", "year", "field")
"""What names a row of a list, the first that it has."""

WORDS = "words:"
_STEP = re.compile(r"([^\[]*)(?:\[([^\]]*)\])?")

Told = tuple[str, str]
"""A sentence and its source."""


def said(text: str, *source: str, **style: Any) -> list[Block]:
    """A paragraph with its source, as a list; empty where there is nothing to say."""
    return [Paragraph(text, source=" ".join(source), **style)] if text else []


def listed(told: Iterable[Told], ordered: bool = False) -> list[Block]:
    """Sentences as a list, each with its source, those that say nothing left out; empty where none says anything."""
    kept = [(text, source) for text, source in told if text]
    if not kept:
        return []
    return [Points(tuple(text for text, _ in kept), ordered, tuple(source for _, source in kept))]


def is_found(source: str, record: Data, words: Mapping[str, str]) -> bool:
    """Whether every path of a source leads to something in the record, and every key is in the words."""
    paths = source.split(" ")
    return all(p.removeprefix(WORDS) in words if p.startswith(WORDS) else _leads(record, p.split(".")) for p in paths)


def _leads(data: Any, steps: list[str]) -> bool:
    """Follow the steps; a key may itself have points in it, such as that of a stated fact."""
    if not steps:
        return True
    for length in range(len(steps), 0, -1):
        found = _STEP.fullmatch(".".join(steps[:length]))
        if not found or not isinstance(data, Mapping) or found[1] not in data:
            continue
        value = data[found[1]]
        if found[2] is not None:
            value = next((row for row in value or () if _is_named(row, found[2])), None)
            if value is None:
                continue
        if _leads(value, steps[length:]):
            return True
    return False


def _is_named(row: Any, name: str) -> bool:
    return isinstance(row, Mapping) and str(next((row[key] for key in NAMES if key in row), None)) == name
