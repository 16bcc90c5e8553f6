"""Documents of a record as bytes; one that cannot be made leaves the others, and says why with its place (issue 7)."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from prioritizer.model.fault import Fault, InputFaults, Place, fault, warning
from prioritizer.model.rules import Language
from prioritizer.reading.scalars import nearest
from prioritizer.report.blocks import Document
from prioritizer.report.cleaned import clean_document
from prioritizer.report.forms import FORMS, OF_ANY, Form, FormUnavailable, Press, Printed, print_record
from prioritizer.report.papers import MEMO, PLAN, document_names, papers
from prioritizer.report.record_parts import read_as
from prioritizer.report.voice import Data
from prioritizer.report.words import BrokenTemplate, UnknownWords

UNMADE = (BrokenTemplate, UnknownWords, FormUnavailable)
FIRST: Form = ".pdf"
"""The form that needs the most memory, in a process beside this one, and so is made while this one holds little."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Documents that one fault in a template or in words keeps from being made."""

    fault: Fault
    names: tuple[str, ...]


@dataclass(slots=True)
class Papers:
    """Every document of a plan that was made, and what is told of the others.

    `warnings` are forms whose library is missing and own sentences in one language only; `replaced` are characters
    that the fonts of the PDF lack.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    refused: dict[Fault, list[str]] = field(default_factory=dict)
    warnings: dict[Fault, None] = field(default_factory=dict)
    replaced: set[str] = field(default_factory=set)

    def refusals(self) -> list[Refusal]:
        """Each fault once, with the documents that it refused."""
        return [Refusal(found, tuple(names)) for found, names in self.refused.items()]

    def take(self, name: str, make: Callable[[], Printed], folder: Path) -> None:
        """Make a document, or keep the reason why there is none."""
        try:
            made = make()
        except FormUnavailable as missing:
            found = fault_of(missing, folder)
            self.warnings[replace(found, severity="warning")] = None
        except (BrokenTemplate, UnknownWords) as broken:
            self.refused.setdefault(fault_of(broken, folder), []).append(name)
        else:
            self.files[name] = made.content
            self.replaced.update(made.replaced)
            self.warnings.update(dict.fromkeys(lacking(made, name)))


def printed(record: Data, language: Language, form: Form, folder: Path, name: str) -> Printed:
    """One document of a record in one language and one form.

    Raises:
        InputFaults: There is no such document or it has no such form, the form's library is missing, or a template or
            the words are broken; with file and line.
        UnreadableRecord: The record has a part of another kind than it should.
    """
    names = read_as(record, document_names)
    if name not in names:
        told = ", ".join(one for one in names if "/" not in one)
        raise InputFaults([fault(Place(name), "", "no_such_document", nearest(name, names), name=name, names=told)])
    if name != PLAN and form not in OF_ANY:
        gaps = {"form": form, "name": name, "forms": ", ".join(OF_ANY)}
        raise InputFaults([fault(Place(form), "", "form_of_another", **gaps)])
    try:
        return print_record(record, language, form, folder, name)
    except UNMADE as broken:
        raise InputFaults([fault_of(broken, folder)]) from broken


def asked_forms(said: str | None) -> tuple[Form, ...]:
    """The forms that somebody asks for, as in «html, docx»; all where nothing is said.

    Raises:
        InputFaults: There is no such form.
    """
    if said is None:
        return FORMS
    asked = [f".{one.strip().lower().removeprefix('.')}" for one in said.split(",") if one.strip()]
    known = ", ".join(form.removeprefix(".") for form in FORMS)
    wrong = [one for one in asked if one not in FORMS] or ([] if asked else [""])
    if wrong:
        place = Place("--forms")
        raise InputFaults(
            [fault(place, "", "unknown_forms", nearest(one, FORMS)[1:], form=one[1:], forms=known) for one in wrong]
        )
    return tuple(form for form in FORMS if form in asked)


def forms_of(name: str) -> tuple[Form, ...]:
    """The forms in which `plan` writes a document: what boards decide on in all that they use, the rest as pages.

    The JSON of the whole document is its record; `report` makes any other form.
    """
    if name == PLAN:
        return tuple(form for form in FORMS if form != ".json")
    return (".html", ".docx", ".pdf") if name.startswith(MEMO) else (".html",)


def printed_all(
    record: Mapping[str, Any], folder: Path, forms: Collection[Form] = FORMS, found: Papers | None = None
) -> Papers:
    """Every document of a plan in both languages, by the name of its file.

    Args:
        record: The record.
        folder: The templates and words of the workspace.
        forms: The forms that are asked for; a document has those of them that `forms_of` gives it.
        found: What takes the documents in as they are made, for who wants those that were made before a defect.
    """
    found, press = Papers() if found is None else found, Press(folder)
    for path, at, key, other, n in press.untranslated():
        place = Place((folder / path).as_posix(), at, 1)
        found.warnings[warning(place, "", "one_language", key=key, other=other, n=n)] = None
    later = list[tuple[str, Callable[[], Printed]]]()
    for name, made, asked in _documents(record, press, forms, found):
        for form in asked:
            making = _making(press, record, made, form)
            if form == FIRST:
                found.take(f"{name}{form}", making, folder)
            else:
                later.append((f"{name}{form}", making))
    for name, making in later:
        found.take(name, making, folder)
    return found


def _documents(
    record: Data, press: Press, forms: Collection[Form], found: Papers
) -> Iterator[tuple[str, Document, list[Form]]]:
    """Each document that can be worded, with its name and the forms that it is asked for in."""
    for name, make in papers(record, press.words):
        asked = [form for form in forms_of(name.rpartition(".")[0]) if form in forms]
        if not asked:
            continue
        try:
            made = clean_document(make())
        except (BrokenTemplate, UnknownWords) as broken:
            refused = found.refused.setdefault(fault_of(broken, press.folder), [])
            refused.extend(f"{name}{form}" for form in asked)
        else:
            yield name, made, asked


def _making(press: Press, record: Data, made: Document, form: Form) -> Callable[[], Printed]:
    if form == ".xlsx":
        return lambda: press.workbook(record, made.language)
    return lambda: press.document(made, form)


def lacking(made: Printed, name: str) -> tuple[Fault, ...]:
    """The warning that a document was made without its charts' images; none where it was not."""
    form = f".{name.rpartition('.')[2]}"
    gaps = {"form": form, "library": made.lacks}
    return (warning(Place(form), "", "charts_as_tables", **gaps),) if made.lacks else ()


def fault_of(broken: BrokenTemplate | UnknownWords | FormUnavailable, folder: Path) -> Fault:
    """The fault of a template, of words or of a missing library, with its file and line."""
    if isinstance(broken, FormUnavailable):
        return fault(Place(broken.form), "", "form_unavailable", form=broken.form, library=broken.needs)
    if isinstance(broken, UnknownWords):
        return fault(Place((folder / "words").as_posix()), "", "sentence_missing", key=str(broken))
    gaps = {name: value for name, value in broken.values.items() if name != "near"}
    place = Place((folder / broken.template).as_posix(), broken.line, 1 if broken.line else 0)
    return fault(place, "", broken.code, broken.values.get("near", ""), **gaps)
