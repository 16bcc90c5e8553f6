"""Documents of a record as bytes; what is wrong with a template is a fault with its place."""

from pathlib import Path

from prioritizer.model.fault import InputFaults, Place, fault
from prioritizer.model.rules import Language
from prioritizer.report.forms import Form, FormUnavailable, Printed, print_record
from prioritizer.report.voice import Data
from prioritizer.report.words import UnknownWords


def printed(record: Data, language: Language, form: Form, folder: Path) -> Printed:
    """The document of a record in one language and one form.

    Raises:
        InputFaults: The form's library is missing, or a template or the words are broken; with file and line.
    """
    from jinja2 import TemplateError

    try:
        return print_record(record, language, form, folder)
    except FormUnavailable as missing:
        gaps = {"form": missing.form, "library": missing.library}
        raise InputFaults([fault(Place(form), "", "form_unavailable", **gaps)]) from missing
    except UnknownWords as missing:
        place = Place((folder / "words" / f"{language}.yaml").as_posix())
        raise InputFaults([fault(place, "", "words_missing", reason=missing)]) from missing
    except TemplateError as broken:
        name, line = str(getattr(broken, "name", None) or ""), int(getattr(broken, "lineno", None) or 0)
        place = Place((folder / name).as_posix(), line, 1 if line else 0)
        raise InputFaults([fault(place, "", "template_broken", reason=broken)]) from broken
