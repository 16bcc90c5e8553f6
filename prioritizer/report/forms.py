"""The forms that a document is printed in, by the ending of its file (design §6).

Each library is imported only by the form that needs it; where one is missing only that form is refused.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal, TypeAlias, get_args

from prioritizer.model.rules import Language
from prioritizer.report.blocks import Document
from prioritizer.report.cleaned import clean_document
from prioritizer.report.document import document
from prioritizer.report.html import read_templates, render_html
from prioritizer.report.markdown import markdown
from prioritizer.report.plain_document import json_document
from prioritizer.report.voice import Data
from prioritizer.report.words import read_words

Form: TypeAlias = Literal[".html", ".md", ".json"]
FORMS: tuple[Form, ...] = get_args(Form)


class FormUnavailable(Exception):
    """The library that a form needs is not installed, or does not work on this machine."""

    def __init__(self, form: str, library: str) -> None:
        """The form's ending and what its library is called."""
        super().__init__(form, library)
        self.form, self.library = form, library


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed document, and the characters that its form could not show and replaced."""

    content: bytes
    replaced: str = ""


def _html(printed: Document, folder: Path) -> Printed:
    return Printed(render_html(printed, read_templates(folder)).encode())


def _markdown(printed: Document, _: Path) -> Printed:
    return Printed(markdown(printed).encode())


def _json(printed: Document, _: Path) -> Printed:
    return Printed(json_document(printed).encode())


PRINTERS: Mapping[Form, Callable[[Document, Path], Printed]] = MappingProxyType(
    {".html": _html, ".md": _markdown, ".json": _json}
)


def print_document(printed: Document, form: Form, folder: Path) -> Printed:
    """Print any document in one form.

    Args:
        printed: The document.
        form: The ending of its file.
        folder: The workspace's `reports/`, with templates and styles.

    Raises:
        FormUnavailable: The form's library is missing.
        OSError: A template cannot be read.
        jinja2.TemplateError: A template is missing or broken.
    """
    return PRINTERS[form](clean_document(printed), folder)


def print_record(record: Data, language: Language, form: Form, folder: Path) -> Printed:
    """Print the whole document of a record in one language and one form.

    Raises:
        FormUnavailable: The form's library is missing.
        OSError: A template or the words cannot be read.
        UnknownWords: The words of the language are missing or lack a sentence.
        jinja2.TemplateError: A template is missing or broken.
    """
    return print_document(document(record, language, read_words(read_templates(folder), language)), form, folder)
