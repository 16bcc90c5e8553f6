"""Opens the YAML files of portfolios and rules; what cannot be opened or decoded is a fault of the file."""

from pathlib import Path

from prioritizer.model.fault import Fault, Place, fault
from prioritizer.reading.scalars import nearest
from prioritizer.reading.yaml_text import Located, read_yaml


def open_yaml(path: Path, name: str = "") -> tuple[Located, bytes]:
    """Read a YAML file.

    Args:
        path: The file.
        name: What faults call it; the path as given when empty.

    Returns:
        Its data with places, and its bytes; with faults and no bytes where the file could not be opened.
    """
    name = name or path.as_posix()
    try:
        raw = path.read_bytes()
    except OSError as error:
        return _closed(name, _unopened(path, name, error)), b""
    try:
        return read_yaml(raw.decode("utf-8-sig"), name), raw
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        place = Place(name, before.count("\n") + 1, len(before) - before.rfind("\n"))
        return _closed(name, fault(place, "", "not_utf8")), raw


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
