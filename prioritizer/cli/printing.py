"""Documents of a record as bytes; what is wrong with a template is a fault with its place."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias, get_args

from prioritizer.model.fault import Fault, InputFaults, Place, fault
from prioritizer.model.rules import Language
from prioritizer.report.blocks import Document
from prioritizer.report.cleaned import clean_document
from prioritizer.report.document import document
from prioritizer.report.forms import Form, FormUnavailable, Printed, print_document, print_record
from prioritizer.report.html import read_templates
from prioritizer.report.pdf import TEMPLATE, BrokenTypst
from prioritizer.report.voice import Data
from prioritizer.report.word import TAGS, UnknownTags
from prioritizer.report.word import TEMPLATE as WORD
from prioritizer.report.words import UnknownWords, read_words

PLAN_FORMS: tuple[Form, ...] = (".pdf", ".docx", ".html", ".xlsx", ".md")
"""The forms of a plan, the slowest first; its JSON is the record."""
WORKERS = 3


def printed(record: Data, language: Language, form: Form, folder: Path) -> Printed:
    """The document of a record in one language and one form.

    Raises:
        InputFaults: The form's library is missing, or a template or the words are broken; with file and line.
    """
    with _told(language, folder):
        return print_record(record, language, form, folder)


@contextmanager
def _told(language: Language, folder: Path) -> Iterator[None]:
    """What is wrong with a library, a template or the words, as faults with their places."""
    from jinja2 import TemplateError

    try:
        yield
    except FormUnavailable as missing:
        gaps = {"form": missing.form, "library": missing.library}
        raise InputFaults([fault(Place(missing.form), "", "form_unavailable", **gaps)]) from missing
    except UnknownWords as missing:
        place = Place((folder / "words" / f"{language}.yaml").as_posix())
        raise InputFaults([fault(place, "", "words_missing", reason=missing)]) from missing
    except BrokenTypst as broken:
        place = Place((folder / TEMPLATE).as_posix(), broken.line, 1 if broken.line else 0)
        raise InputFaults([fault(place, "", "template_broken", reason=broken.reason)]) from broken
    except UnknownTags as unknown:
        place = Place((folder / WORD).as_posix())
        raise InputFaults([fault(place, "", "unknown_tags", tags=unknown, known=", ".join(sorted(TAGS)))]) from unknown
    except TemplateError as broken:
        name, line = str(getattr(broken, "name", None) or ""), int(getattr(broken, "lineno", None) or 0)
        place = Place((folder / name).as_posix(), line, 1 if line else 0)
        raise InputFaults([fault(place, "", "template_broken", reason=broken)]) from broken


Kind: TypeAlias = tuple[Language, Form]


def printed_all(record: Data, folder: Path) -> tuple[dict[str, bytes], dict[Kind, tuple[Fault, ...]]]:
    """Every form in both languages, by the name of its file, and what is wrong where one could not be made.

    The typesetter works beside, since it takes longest and leaves Python free.
    """
    made: dict[Kind, bytes] = {}
    refused: dict[Kind, tuple[Fault, ...]] = {}
    with ThreadPoolExecutor(max_workers=WORKERS) as pool:
        started = {}
        for language in get_args(Language):
            with _told(language, folder):
                whole = clean_document(document(record, language, read_words(read_templates(folder), language)))
            for form in PLAN_FORMS:
                started[language, form] = pool.submit(_form, record, whole, language, form, folder)
        for kind, task in started.items():
            try:
                made[kind] = task.result()
            except InputFaults as faults:
                refused[kind] = faults.faults
    return {f"plan.{language}{form}": content for (language, form), content in made.items()}, refused


def _form(record: Data, whole: Document, language: Language, form: Form, folder: Path) -> bytes:
    with _told(language, folder):
        if form == ".xlsx":
            return print_record(record, language, form, folder).content
        return print_document(whole, form, folder).content
