"""Documents of a record as bytes; what is wrong with a template is a fault with its place."""

from pathlib import Path

from prioritizer.cli.papers import fault_of
from prioritizer.model.fault import InputFaults, Place, fault
from prioritizer.model.rules import Language
from prioritizer.reading.scalars import nearest
from prioritizer.report.forms import Form, FormUnavailable, Printed, print_record
from prioritizer.report.papers import document_names
from prioritizer.report.voice import Data
from prioritizer.report.words import BrokenTemplate, UnknownWords


def printed(record: Data, language: Language, form: Form, folder: Path, name: str) -> Printed:
    """One document of a record in one language and one form.

    Raises:
        InputFaults: There is no such document, the form's library is missing, or a template or the words are broken;
            with file and line.
    """
    names = document_names(record)
    if name not in names:
        told = ", ".join(one for one in names if "/" not in one)
        raise InputFaults([fault(Place(name), "", "no_such_document", nearest(name, names), name=name, names=told)])
    try:
        return print_record(record, language, form, folder, name)
    except FormUnavailable as missing:
        gaps = {"form": missing.form, "library": missing.library}
        raise InputFaults([fault(Place(form), "", "form_unavailable", **gaps)]) from missing
    except (BrokenTemplate, UnknownWords) as broken:
        raise InputFaults([fault_of(broken, folder)]) from broken
