"""The files of a plan: written beside, then put in place; the earlier plan is kept under its hash (design §6)."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from prioritizer.model.fault import Fault, InputFaults, Place, fault

RECORD = "record.json"
CERTIFICATE = "certificate.json"
EARLIER = "earlier"


def write_plan(folder: Path, files: Mapping[str, bytes], gone: Iterable[str] = ()) -> Path | None:
    """Write all files of a plan, or none.

    Args:
        folder: `plans/<portfolio>/`.
        files: Content by file name; a name may begin with a folder, as in `svar/ID.sv.html`.
        gone: Files of an earlier plan that would not be true of this one.

    Returns:
        Where the earlier plan was kept, None where there was none or it is the same.

    Raises:
        InputFaults: The folder cannot be written; the earlier plan is untouched.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".new-", dir=folder.parent) as beside:
            for name, content in files.items():
                _make_room(Path(beside) / name)
                (Path(beside) / name).write_bytes(content)
            kept = _keep_earlier(folder, files)
            _put_in_place(Path(beside), folder, files, gone)
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
    beside = path.with_name(f".new-{os.getpid()}-{path.name}")
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
    if isinstance(error, PermissionError):
        return fault(place, "", "may_not_write")
    return fault(place, "", "cannot_write", reason=error.strerror or error)


def where(error: OSError, path: Path) -> Path:
    """What the system names where something could not be written, else what was to be."""
    return Path(str(error.filename2 or error.filename or path))


def refuse_open(path: Path) -> None:
    """Refuse to write a file that an office program has open, which shows in the mark that it leaves beside it.

    Raises:
        InputFaults: With the name of the program.
    """
    for program, name in _marks(path):
        if (path.parent / name).exists():
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


def _keep_earlier(folder: Path, files: Mapping[str, bytes]) -> Path | None:
    """Copy the plan that is about to be replaced, unless it is the same plan."""
    record = folder / RECORD
    if not record.exists() or record.read_bytes() == files.get(RECORD):
        return None
    kept = folder / EARLIER / _hash_in(record)[:16]
    if not kept.exists():
        for path in sorted(folder.rglob("*")):
            within = path.relative_to(folder)
            if path.is_file() and within.parts[0] != EARLIER:
                _make_room(kept / within)
                shutil.copy2(path, kept / within)
    return kept


def _make_room(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)


def _hash_in(record: Path) -> str:
    try:
        return str(json.loads(record.read_text(encoding="utf-8"))["hash"])
    except (ValueError, KeyError):
        return "unknown"
