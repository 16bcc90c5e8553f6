"""Opens the YAML files of portfolios and rules; what cannot be opened or decoded is a fault of the file."""

import os
from collections.abc import Callable
from pathlib import Path

from prioritizer.model.fault import Fault, Place, fault
from prioritizer.reading.scalars import nearest
from prioritizer.reading.yaml_text import Located, read_yaml

_LONGEST_SHOWN = 100


def open_yaml(path: Path, name: str = "", read: Callable[[str, str], Located] = read_yaml) -> tuple[Located, bytes]:
    """Read a YAML file.

    Args:
        path: The file.
        name: What faults call it; the path as given when empty.
        read: Makes data of its text and name.

    Returns:
        Its data with places, and its bytes; with faults and no bytes where the file could not be opened.
    """
    name = name or path.as_posix()
    if is_there(path) and not path.is_file() and not path.is_dir():
        # A device or a pipe could be read without end.
        return _closed(name, fault(Place(name), "", "neither_file_nor_folder", file=path.name)), b""
    try:
        raw = path.read_bytes()
    except OSError as error:
        return _closed(name, _unopened(path, name, error)), b""
    try:
        return read(raw.decode("utf-8-sig"), name), raw
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        place = Place(name, before.count("\n") + 1, len(before) - before.rfind("\n"))
        return _closed(name, fault(place, "", "not_utf8")), raw


def is_there(path: Path) -> bool:
    """True where something has this name; a name that no file can have is not there."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def portfolio_name(path: Path) -> str:
    """The folder's name, and the file's too where it is not portfolio.yaml: two in a folder have two names."""
    folder = path.parent.resolve().name
    name = folder if path.name == "portfolio.yaml" else f"{folder}.{path.stem}"
    return os.fsencode(name).decode("utf-8", "replace")


def shown(written: str) -> str:
    """A name as it can be printed on one line: no control characters, and no more than anyone reads."""
    clean = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in written)
    return clean if len(clean) <= _LONGEST_SHOWN else f"{clean[:_LONGEST_SHOWN]}…"


def _closed(name: str, wrong: Fault) -> Located:
    return Located(name, faults=[wrong], is_whole=False)


def _unopened(path: Path, name: str, error: OSError) -> Fault:
    place = Place(name)
    if path.parent.is_file():
        return fault(Place(path.parent.as_posix()), "", "not_a_folder")
    if path.is_dir():
        return fault(place, "", "is_a_folder")
    if isinstance(error, FileNotFoundError):
        return fault(place, "", "missing_file", _nearest(path), file=path.name)
    return fault(place, "", "cannot_open", file=name)


def _nearest(path: Path) -> str:
    """The file, or the folder where the folder itself is missing, that is most like the one asked for."""
    missing = path if path.parent.is_dir() else path.parent
    if not missing.parent.is_dir():
        return ""
    return nearest(missing.name, [found.name for found in missing.parent.iterdir() if found != missing])
