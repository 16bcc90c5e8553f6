"""The forms that a document is printed in, by the ending of its file (design §6).

Each library is imported only by the form that needs it; where one is missing only that form is refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from prioritizer.model.rules import Language
from prioritizer.reading.workspace import shipped
from prioritizer.report.blocks import Document
from prioritizer.report.cleaned import clean_document
from prioritizer.report.html import Printer, read_templates
from prioritizer.report.markdown import markdown
from prioritizer.report.own_files import broken, made_of_own
from prioritizer.report.papers import PLAN, papers
from prioritizer.report.pdf import TEMPLATE as PDF
from prioritizer.report.pdf import pdf
from prioritizer.report.plain_document import json_document
from prioritizer.report.record_parts import read_as
from prioritizer.report.sheet_names import check_sheet_names
from prioritizer.report.voice import Data, voice
from prioritizer.report.word import word
from prioritizer.report.word_tags import TEMPLATE as WORD
from prioritizer.report.words import BrokenTemplate, read_words, untranslated
from prioritizer.report.workbook import workbook
from prioritizer.report.workbook_sheets import sheets

Form: TypeAlias = Literal[".html", ".docx", ".pdf", ".xlsx", ".md", ".json"]
FORMS: tuple[Form, ...] = get_args(Form)
OF_ANY: tuple[Form, ...] = (".html", ".docx", ".pdf", ".md")
"""Forms that any document can have; a workbook and JSON are made of the whole one alone."""


class FormUnavailable(ImportError):
    """The library that a form needs is not installed, or does not work on this machine."""

    def __init__(self, form: str, needs: str) -> None:
        """The form's ending and what its library is called."""
        super().__init__(form, needs)
        self.form, self.needs = form, needs


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed document, the characters that its form could not show and replaced, and the library that it lacked.

    Without the library that draws them, charts are their words and tables.
    """

    content: bytes
    replaced: str = ""
    lacks: str = ""


class Press:
    """Prints documents in any form with the templates, styles and words of one workspace, each read once.

    Its HTML is made by one at a time; the others may be made beside each other.
    """

    def __init__(self, folder: Path) -> None:
        """The workspace's `reports/`; a file that it lacks is the shipped one."""
        self.folder = folder
        self._templates = read_templates(folder)
        self._words: dict[Language, Mapping[str, str]] = {}
        self._endless: BrokenTemplate | None = None

    def words(self, language: Language) -> Mapping[str, str]:
        """The sentences of a language.

        Raises:
            UnknownWords: The words of the language are missing.
            BrokenTemplate: A file of words is broken; with its line.
        """
        if language not in self._words:
            self._words[language] = read_words(self._templates, language)
        return self._words[language]

    def untranslated(self) -> tuple[tuple[str, int, str, str, int], ...]:
        """Own sentences that stand in one language only (`words.untranslated`); none where a file is broken."""
        try:
            return tuple(untranslated(self._templates))
        except BrokenTemplate:
            return ()

    def document(self, printed: Document, form: Form) -> Printed:
        """Print any document in one form; as a workbook only a whole record can be printed.

        Raises:
            FormUnavailable: The form's library is missing.
            OSError: A template cannot be read.
            BrokenTemplate: A template is missing or broken; with its line.
        """
        if form == ".pdf":
            return self._pdf(printed)
        if form == ".docx":
            return self._word(printed)
        if form == ".html":
            return Printed(self._html(printed).encode())
        return Printed((markdown if form == ".md" else json_document)(printed).encode())

    def workbook(self, record: Data, language: Language) -> Printed:
        """The figures of a record, with formulas.

        Raises:
            FormUnavailable: The library is missing.
            UnknownWords: The words lack a sentence.
            BrokenTemplate: A file of words is broken, or names a sheet as Excel does not allow; with its line.
        """
        words = self.words(language)
        check_sheet_names(self._templates, words, language)
        told = voice(record, language, words)
        title, organisation = (told.text(told.portfolio.get(name)) for name in ("title", "organisation"))
        try:
            made = workbook(sheets(told), title, organisation, str(told.portfolio.get("as_of") or ""), told.unknown)
        except ImportError as error:
            raise FormUnavailable(".xlsx", "XlsxWriter") from error
        return Printed(made)

    @cached_property
    def _html(self) -> Printer:
        return Printer(self._templates)

    def _pdf(self, printed: Document) -> Printed:
        if self._endless:
            raise self._endless
        try:
            return Printed(*pdf(printed, self._templates[PDF]))
        except BrokenTemplate as broken:
            # Nobody waits for a template that never ends once for each document.
            self._endless = broken if broken.code == "typesetter_slow" else None
            raise
        except ImportError as error:
            raise FormUnavailable(".pdf", "typst") from error

    def _word(self, printed: Document) -> Printed:
        own, plain = self.folder / WORD, shipped() / "reports" / WORD
        template = own if own.is_file() else plain
        try:
            content, is_lacking = made_of_own(
                lambda: word(printed, template), lambda: word(printed, plain), lambda error: broken(WORD, 0, error)
            )
            return Printed(content, lacks="typst" if is_lacking else "")
        except ImportError as error:
            raise FormUnavailable(".docx", "docxtpl") from error


def print_document(printed: Document, form: Form, folder: Path) -> Printed:
    """Print any document in one form.

    Args:
        printed: The document.
        form: The ending of its file; not that of a workbook, which is made of a record.
        folder: The workspace's `reports/`, with templates and styles.

    Raises:
        FormUnavailable: The form's library is missing.
        OSError: A template cannot be read.
        BrokenTemplate: A template is missing or broken; with its line.
    """
    return Press(folder).document(clean_document(printed), form)


def print_record(record: Data, language: Language, form: Form, folder: Path, name: str = PLAN) -> Printed:
    """Print one document of a record in one language and one form; the whole one where no other is named.

    Raises:
        FormUnavailable: The form's library is missing.
        OSError: A template or the words cannot be read.
        UnknownWords: The words of the language are missing or lack a sentence.
        BrokenTemplate: A template or a file of words is missing or broken.
        UnreadableRecord: The record has a part of another kind than it should.
    """
    press = Press(folder)
    if form == ".xlsx":
        return read_as(record, lambda found: press.workbook(found, language))
    made = read_as(record, lambda found: dict(papers(found, press.words))[f"{name}.{language}"]())
    return press.document(clean_document(made), form)
