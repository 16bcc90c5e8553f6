"""Every document of a record by the name of its file, without language and ending."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from prioritizer.model.rules import Language
from prioritizer.report.blocks import Document
from prioritizer.report.board_memo import board_memo, boards
from prioritizer.report.document import document
from prioritizer.report.letter import letter
from prioritizer.report.memo import memo
from prioritizer.report.public_page import public_page
from prioritizer.report.voice import Data, part, rows

PLAN = "plan"
MEMO = "tjansteskrivelse"
PUBLIC = "allmanheten"
LETTERS = "svar"

Words = Callable[[Language], Mapping[str, str]]
Make = Callable[[], Document]


def papers(record: Data, words: Words) -> Iterator[tuple[str, Make]]:
    """Each document of a record: its file as `stem.language`, and what makes it.

    They are made one by one, so that one which cannot be made leaves the others.

    Args:
        record: `record.json` as plain data.
        words: The sentences of a language; they may be read when they are first asked for.
    """
    languages: tuple[Language, ...] = ("sv", "en")
    for language in languages:
        for stem, make in _stems(record):
            yield f"{stem}.{language}", partial(_made, make, record, language, words)


def document_names(record: Data) -> tuple[str, ...]:
    """Every document of a record by name, without its language."""
    return tuple(stem for stem, _ in _stems(record))


def _made(make: Callable[..., Document], record: Data, language: Language, words: Words) -> Document:
    return make(record, language, words(language))


def _stems(record: Data) -> Iterator[tuple[str, Callable[..., Document]]]:
    yield PLAN, document
    yield MEMO, memo
    for board in boards(record):
        yield f"{MEMO}-{file_name(board)}", partial(board_memo, board=board)
    yield PUBLIC, public_page
    for proposal in rows(part(record, "portfolio"), "proposals"):
        yield f"{LETTERS}/{file_name(str(proposal['id']))}", partial(letter, proposal=str(proposal["id"]))


def file_name(id: str) -> str:
    """An id as part of a file's name on any computer: letters, digits, point, hyphen and underscore."""
    return re.sub(r"[^\w.-]", "_", id).strip(".") or "_"
