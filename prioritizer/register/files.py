"""The files of a plan: written beside, then put in place; what stood there is kept under its hash (design §6)."""

import errno
import filecmp
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from itertools import count
from pathlib import Path

from prioritizer.model.fault import Fault, InputFaults, Place, fault

RECORD = "record.json"
CERTIFICATE = "certificate.json"
CIRCUMSTANCES = "run.json"
"""Seconds and machine: the one file that differs each time, and that nobody misses."""
OWN = (RECORD, "select.json", "explain.json", CERTIFICATE, CIRCUMSTANCES)
"""Files of a plan that are no documents: what decisions, follow-up and audits rest on."""
EARLIER = "earlier"
UNKNOWN = "unknown"
"""What an earlier plan is called whose record cannot be read."""


def write_plan(folder: Path, files: Mapping[str, bytes], gone: Iterable[str] = ()) -> Path | None:
    """Write all files of a plan, or none; nothing that stood there is lost.

    Args:
        folder: `plans/<portfolio>/`.
        files: Content by file name; a name may begin with a folder, as in `svar/ID.sv.html`.
        gone: Files of an earlier plan that would not be true of this one. They stay where the record is the same.

    Returns:
        Where what stood there is kept: an earlier plan, or this one with documents that somebody has written in. None
        where nothing of it goes away.

    Raises:
        InputFaults: The folder cannot be written; the earlier plan is untouched.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".new-", dir=folder.parent) as beside:
            for name, content in files.items():
                _make_room(Path(beside) / name)
                (Path(beside) / name).write_bytes(content)
            for name in files:
                if (folder / name).is_dir():
                    raise IsADirectoryError(errno.EISDIR, "Is a directory", str(folder / name))
            removed = () if _same(folder / RECORD, files.get(RECORD)) else tuple(gone)
            kept = _keep_earlier(folder, files, removed)
            _put_in_place(Path(beside), folder, files, removed)
    except OSError as error:
        raise InputFaults([unwritable(error, where(error, folder))]) from error
    return kept


def write_aside(files: Mapping[str, bytes]) -> Path:
    """Write files in a new folder among the temporary ones, since they cannot be where they were to be.

    Raises:
        InputFaults: Nor can they there.
    """
    try:
        folder = Path(tempfile.mkdtemp(prefix="prioritizer-"))
        for name, content in files.items():
            _make_room(folder / name)
            (folder / name).write_bytes(content)
    except OSError as error:
        raise InputFaults([unwritable(error, where(error, Path(tempfile.gettempdir())))]) from error
    return folder


def write_file(path: Path, content: bytes) -> None:
    """Write one file where somebody asked for it: beside, and then in its place, so that it is never half a file.

    Raises:
        InputFaults: It cannot be written; an earlier file of the name is as it was.
    """
    # A name of its own and not one made from the file's, which may be as long as a name can be.
    beside = path.with_name(f".new-{os.getpid()}")
    try:
        # A device or a pipe has no earlier version to keep.
        if path.exists() and not path.is_file():
            path.write_bytes(content)
            return
        try:
            beside.write_bytes(content)
            os.replace(beside, path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        refuse_open(path)
        raise InputFaults([unwritable(error, path)]) from error


def unwritable(error: OSError, path: Path) -> Fault:
    """Why something could not be written: where the system says that in a way that we have words for, in those.

    Args:
        error: What the system said.
        path: What was to be written.
    """
    place = Place(str(path))
    if isinstance(error, FileNotFoundError | NotADirectoryError | FileExistsError | IsADirectoryError):
        return fault(place, "", "cannot_write_here")
    if error.errno == errno.ENAMETOOLONG:
        return fault(place, "", "name_too_long")
    if isinstance(error, PermissionError):
        return fault(place, "", "may_not_write")
    return fault(place, "", "cannot_write", reason=error.strerror or error)


def where(error: OSError, path: Path) -> Path:
    """What the system names where something could not be written, else what was to be."""
    return Path(str(error.filename2 or error.filename or path))


def refuse_own(path: Path, record: Path) -> None:
    """Refuse to write a document over a record, or over another file that a plan rests on.

    Args:
        path: Where a document is asked for.
        record: The record that it is made from.

    Raises:
        InputFaults: It is that record, by whatever name, or a file of a plan that is no document.
    """
    beside = path.parent / RECORD
    of_plan = path.name.casefold() in OWN and beside.exists()
    if path.exists() and (of_plan or os.path.samefile(path, record)):
        raise InputFaults([fault(Place(str(path)), "", "file_of_plan", name=path.name, suffix=path.suffix.lower())])


def refuse_open(path: Path) -> None:
    """Refuse to write a file that an office program has open, which shows in the mark that it leaves beside it.

    Raises:
        InputFaults: With the name of the program.
    """
    for program, name in _marks(path):
        # Of a name that is nearly too long the mark's is so, and then there is none.
        if os.path.exists(path.parent / name):
            raise InputFaults([fault(Place(str(path)), "", "file_open", program=program, mark=name)])


def _marks(path: Path) -> Iterable[tuple[str, str]]:
    """The names of the marks that programs leave; Word drops up to two letters of a long name."""
    program = {".xlsx": "Excel", ".docx": "Word"}.get(path.suffix.lower())
    yield "LibreOffice", f".~lock.{path.name}#"
    if program:
        yield from ((program, f"~${path.name[dropped:]}") for dropped in (0, 1, 2))


def _put_in_place(beside: Path, folder: Path, names: Iterable[str], gone: Iterable[str]) -> None:
    """Replace all files or none: one that is held open by another program brings back those moved before it."""
    old = beside / "old"
    old.mkdir()
    moved: list[str] = []
    placed: list[str] = []
    try:
        for name in (*names, *gone):
            if (folder / name).exists():
                _make_room(old / name)
                os.replace(folder / name, old / name)
                moved.append(name)
        for name in names:
            _make_room(folder / name)
            os.replace(beside / name, folder / name)
            placed.append(name)
    except OSError:
        for name in placed:
            (folder / name).unlink()
        for name in moved:
            os.replace(old / name, folder / name)
        raise


def _keep_earlier(folder: Path, files: Mapping[str, bytes], removed: Iterable[str]) -> Path | None:
    """Copy the folder, where a file that goes away or changes is not kept already."""
    lost = [name for name in (*files, *removed) if name != CIRCUMSTANCES and not _same(folder / name, files.get(name))]
    if not any((folder / name).exists() for name in lost):
        return None
    standing = [path.relative_to(folder) for path in sorted(folder.rglob("*")) if path.is_file()]
    standing = [within for within in standing if within.parts[0] != EARLIER]
    name = _hash_in(folder / RECORD)[:16]
    places = (folder / EARLIER / (name if n == 1 else f"{name}-{n}") for n in count(1))
    for kept in places:
        if not kept.exists():
            _copy(folder, kept, standing)
            return kept
        if _holds(kept, folder, standing):
            return kept
    raise AssertionError("there is always a next number")


def _copy(folder: Path, kept: Path, names: Iterable[Path]) -> None:
    """Copy files whole or not at all: half a copy would be taken for one."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=kept.parent) as beside:
        copied = Path(beside) / kept.name
        copied.mkdir()
        for name in names:
            _make_room(copied / name)
            shutil.copy2(folder / name, copied / name)
        os.replace(copied, kept)


def _holds(kept: Path, folder: Path, names: Iterable[Path]) -> bool:
    """Whether all that a folder has is kept already, the circumstances of the run aside."""
    return all(
        (kept / name).is_file() and filecmp.cmp(kept / name, folder / name, shallow=False)
        for name in names
        if name != Path(CIRCUMSTANCES)
    )


def _same(path: Path, content: bytes | None) -> bool:
    return path.is_file() and path.read_bytes() == content


def _make_room(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)


def _hash_in(record: Path) -> str:
    """The hash that a record says it has; a damaged one may say anything, and a folder is named after it."""
    try:
        told = str(json.loads(record.read_text(encoding="utf-8"))["hash"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return UNKNOWN
    return told if told.isalnum() else UNKNOWN
