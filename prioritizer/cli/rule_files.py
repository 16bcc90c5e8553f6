"""The files made from rules: pages in both languages and JSON Schemas; written, or compared with what is there."""

import json
from collections.abc import Mapping
from pathlib import Path

from prioritizer.model.fault import InputFaults, Place, fault
from prioritizer.reading.library import Library, read_library
from prioritizer.reading.schemas import Known, schemas
from prioritizer.register.files import unwritable, where
from prioritizer.report.rule_markdown import page_files
from prioritizer.screening.measures import MEASURES

PAGES = "rules/pages"
_LAST = ("Regeln står i [", "The rule is in [")
"""How the last line of a page begins."""


def made_files(workspace: Path) -> Mapping[str, str]:
    """Every file that the rules of a workspace give, by path in the workspace.

    Raises:
        InputFaults: The rules have faults.
    """
    library = read_library(workspace)
    pages = {f"rules/pages/{name}": text for name, text in page_files(library).items()}
    made = schemas(vocabulary(library))
    return pages | {f"rules/schemas/{name}.json": schema_text(schema) for name, schema in made.items()}


def vocabulary(library: Library) -> Known:
    """What the files of a workspace may name."""
    return Known(
        fields=library.fields,
        units=library.units,
        parameters=library.parameters,
        outcomes=tuple(sorted(library.prices)),
        sets=tuple(library.sets),
        criteria=tuple(c.id for c in library.sets["default"]),
        limits=tuple(limit.id for limit in library.limits),
        overlays=tuple(sorted(library.overlays)),
        measures=tuple(MEASURES),
    )


def schema_text(schema: Mapping[str, object]) -> str:
    """A schema as its file has it."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def check_files(workspace: Path) -> int:
    """Compare the files with the rules.

    Returns:
        How many files there are, all current.

    Raises:
        InputFaults: What is missing, differs or is left over.
    """
    made = made_files(workspace)
    found = [
        fault(Place(name), "", "page_not_current" if (workspace / name).is_file() else "page_missing")
        for name, text in made.items()
        if not _is_current(workspace / name, text)
    ]
    found += [fault(Place(name), "", "page_left_over") for name in _left_over(workspace, made)]
    if found:
        raise InputFaults(found)
    return len(made)


def write_files(workspace: Path) -> tuple[int, int, int]:
    """Write what differs and remove what is left over.

    Returns:
        How many files were written, how many removed, and how many there are.

    Raises:
        InputFaults: The rules have faults, or a file cannot be written.
    """
    made = made_files(workspace)
    written = [name for name, text in made.items() if not _is_current(workspace / name, text)]
    removed = _left_over(workspace, made)
    try:
        for name in written:
            (workspace / name).parent.mkdir(parents=True, exist_ok=True)
            (workspace / name).write_bytes(made[name].encode("utf-8"))
        for name in removed:
            (workspace / name).unlink()
    except OSError as error:
        raise InputFaults([unwritable(error, where(error, workspace))]) from error
    return len(written), len(removed), len(made)


def _is_current(path: Path, text: str) -> bool:
    """Whether a file has the text; line breaks of Windows make no difference."""
    return path.is_file() and path.read_bytes().replace(b"\r\n", b"\n") == text.encode("utf-8")


def _left_over(workspace: Path, made: Mapping[str, str]) -> list[str]:
    """Pages of rules that are gone. What people put beside the pages is theirs, and stays."""
    found = [
        path
        for path in sorted((workspace / PAGES).rglob("*.md"))
        if path.relative_to(workspace).as_posix() not in made and _is_page(path)
    ]
    return [path.relative_to(workspace).as_posix() for path in found]


def _is_page(path: Path) -> bool:
    """Whether a file was written here: the last line of a page links to its rule."""
    if not path.is_file() or path.is_symlink():
        return False
    lines = path.read_text("utf-8", "replace").strip().splitlines()
    return bool(lines) and lines[-1].startswith(_LAST)
