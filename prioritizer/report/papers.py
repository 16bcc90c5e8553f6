"""Every document of a record by the name of its file, without language and ending."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import count

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
LONGEST = 120
"""Bytes of an id in a file's name: a name may be of 255, with the kind of document, its language and its form."""
RESERVED = re.compile(r"(con|prn|aux|nul|(com|lpt)[0-9¹²³])\s*", re.IGNORECASE)
"""Names that Windows keeps for devices, whatever ending they are given."""

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
    for board, name in file_names(boards(record)).items():
        yield f"{MEMO}-{name}", partial(board_memo, board=board)
    yield PUBLIC, public_page
    proposals = rows(part(record, "portfolio"), "proposals")
    for id, name in file_names(str(proposal["id"]) for proposal in proposals).items():
        yield f"{LETTERS}/{name}", partial(letter, proposal=id)


def file_names(ids: Iterable[str]) -> dict[str, str]:
    """Ids as parts of files' names on any computer: short enough, and no two alike to one that sees no capitals.

    Example:
        >>> file_names(["Barn/unga", "barn_unga", "nul"])
        {'Barn/unga': 'Barn_unga', 'barn_unga': 'barn_unga-2', 'nul': '_nul'}
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for id in dict.fromkeys(ids):
        plain = _plain(id)
        tried = (plain if n == 1 else f"{plain}-{n}" for n in count(1))
        found[id] = next(name for name in tried if name.casefold() not in taken)
        taken.add(found[id].casefold())
    return found


def _plain(id: str) -> str:
    """Letters, digits, point, hyphen and underscore, and no name that Windows keeps for itself."""
    short = (
        re.sub(r"[^\w.-]", "_", unicodedata.normalize("NFC", id)).encode()[:LONGEST].decode(errors="ignore").strip(".")
        or "_"
    )
    return f"_{short}" if RESERVED.fullmatch(short.partition(".")[0]) else short
