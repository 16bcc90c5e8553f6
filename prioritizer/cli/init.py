"""`prioritizer init`: a new workspace."""

import shutil
from pathlib import Path

import click

from prioritizer.cli import talk

_DONE = {
    "sv": "Arbetsytan finns i {folder}. Prova: prioritizer plan {example}",
    "en": "The workspace is in {folder}. Try: prioritizer plan {example}",
}


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path))
@talk.language_option
@talk.guarded
def command(folder: Path, language: talk.Language) -> None:
    """Make a new workspace in FOLDER: rules, report templates and the example, yours to change.

    The folder must not exist, or be empty.

    \b
    Example:
        prioritizer init min-kommun
    """
    from prioritizer.model.fault import InputFaults, Place, fault
    from prioritizer.reading.workspace import shipped
    from prioritizer.register.files import unwritable, where

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputFaults([fault(Place(folder.as_posix()), "", "folder_not_empty")])
    try:
        for name in ("rules", "portfolios", "reports"):
            shutil.copytree(shipped() / name, folder / name)
    except OSError as error:
        raise InputFaults([unwritable(error, where(error, folder))]) from error
    example = folder / "portfolios" / "exempelkommun"
    click.echo(_DONE[language].format(folder=folder, example=example))
