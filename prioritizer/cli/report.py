"""`prioritizer report`: one document from a record."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from prioritizer.cli import talk
from prioritizer.model.fault import InputFaults, Place, fault


@click.command("report")
@click.argument("record", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    help="The document to write; its ending says in which form: .html, .docx, .pdf, .xlsx, .md or .json.",
)
@click.option(
    "--document",
    "name",
    default="plan",
    show_default=True,
    help="Which document: plan, tjansteskrivelse, allmanheten, svar/ID or tjansteskrivelse-BOARD.",
)
@talk.language_option
@talk.guarded
def command(record: Path, output: Path, name: str, language: talk.Language) -> None:
    """Write one document from a record, in one language.

    RECORD is record.json of a plan, or the folder that holds it. Nothing is computed again and nothing but the record
    and the templates is read. A document that is there already is replaced when the new one is ready.

    \b
    Example:
        prioritizer report plans/exempelkommun -o plan.md
        prioritizer report plans/exempelkommun/record.json -o plan.en.html --lang en
        prioritizer report plans/exempelkommun -o svar.md --document svar/familjecoacher
    """
    from prioritizer.cli.printing import lacking, printed
    from prioritizer.cli.report_words import replaced_told, told
    from prioritizer.reading.scalars import nearest
    from prioritizer.reading.workspace import templates_of, workspace_of
    from prioritizer.register.files import RECORD, refuse_open, refuse_own, write_file
    from prioritizer.report.forms import FORMS
    from prioritizer.report.record_parts import UnreadableRecord

    form = next((one for one in FORMS if one == output.suffix.lower()), None)
    if form is None:
        near = nearest(output.suffix.lower(), FORMS)
        endings = ", ".join(FORMS)
        place = Place(output.as_posix())
        raise InputFaults([fault(place, "", "unknown_form", near, ending=output.suffix, endings=endings)])
    path = record / RECORD if record.is_dir() else record
    found = _read(record, path)
    refuse_own(output, path)
    refuse_open(output)
    try:
        made = printed(found, language, form, templates_of(workspace_of(path.parent)), name)
    except UnreadableRecord as error:
        raise InputFaults([fault(Place(path.as_posix()), error.part, "record_unreadable")]) from error
    write_file(output, made.content)
    talk.say(told("written", language, file=output.as_posix()))
    talk.tell_warnings(lacking(made, output.name.lower()), language)
    if made.replaced:
        talk.say(replaced_told(made.replaced, language))


def _read(given: Path, path: Path) -> Mapping[str, Any]:
    """A record as plain data.

    Raises:
        InputFaults: There is none, it is of a newer format, or it is not as it was written.
    """
    from prioritizer.register.record import FORMAT, hash_holds

    if given.is_dir() and not path.exists():
        raise InputFaults([fault(Place(given.as_posix()), "", "folder_without_record")])
    place = Place(path.as_posix())
    try:
        found = json.loads(talk.text_of_file(path))
    except (ValueError, RecursionError) as error:
        raise InputFaults([fault(place, "", "record_broken")]) from error
    if not isinstance(found, dict) or not {"format", "hash", "portfolio"} <= found.keys():
        raise InputFaults([fault(place, "", "not_a_record")])
    if isinstance(found["format"], int) and found["format"] > FORMAT:
        raise InputFaults([fault(place, "", "record_newer", format=found["format"], known=FORMAT)])
    if found["format"] != FORMAT or not _holds(found, hash_holds):
        raise InputFaults([fault(place, "", "record_changed")])
    return found


def _holds(found: Mapping[str, Any], hash_holds: Any) -> bool:
    """Whether the record is as it was written; half a character, or a number that is none, never was."""
    try:
        return bool(hash_holds(found))
    except (ValueError, RecursionError):
        return False
