"""Files among the rules that no reader would open, so that a rule in them would be gone without a word (design §4)."""

import re
from collections.abc import Iterator
from pathlib import Path

from prioritizer.model.fault import Fault, Place, fault
from prioritizer.reading.scalars import nearest

_FOLDERS = ("criteria", "limits", "parameters", "prices")
_OVERLAYS = "overlays"
_OF_THE_SYSTEM = frozenset({"thumbs.db", "desktop.ini"})
_MEANT = re.compile(r"(?P<name>.+?)(?P<test>\.test)?\.(?:ya?ml(?:\.txt|\.yaml)?|txt)", re.IGNORECASE)
_COPY = re.compile(r"(?P<of>.+?)(?: - |[ _-])?(?:kopia|copy|\([0-9]+\))(?: ?\([0-9]+\))?", re.IGNORECASE)


def stray_files(workspace: Path) -> Iterator[Fault]:
    """Find every file among the rules that is not NAME.yaml or NAME.test.yaml, or that stands too deep.

    Args:
        workspace: The folder that holds `rules/`.
    """
    for kind in _FOLDERS:
        top = workspace / "rules" / kind
        for path in sorted(top.rglob("*")) if top.is_dir() else []:
            if path.is_file() and not _is_of_the_system(path.name):
                yield from _stray(workspace, top, path)


def is_in_its_folder(top: Path, path: Path) -> bool:
    """Whether a file stands where files of its kind are read, given the folder of the kind."""
    return _folder_of(top, path) == path.parent


def copy_of(stem: str) -> str:
    """The name that a copied file was copied from, as computers name copies; empty for any other name.

    Example:
        >>> copy_of("low_risk - kopia (2)")
        'low_risk'
    """
    found = _COPY.fullmatch(stem)
    return found["of"] if found else ""


def _is_of_the_system(name: str) -> bool:
    """What computers leave in folders: no person wrote a rule there."""
    is_hidden = name.startswith((".", "~$")) and not name.casefold().endswith((".yaml", ".yml"))
    return is_hidden or name.casefold() in _OF_THE_SYSTEM


def _stray(workspace: Path, top: Path, path: Path) -> Iterator[Fault]:
    place = Place(path.relative_to(workspace).as_posix(), 1, 1)
    folder, name = _folder_of(top, path), _name_of(path.name)
    told = {"folder": f"{folder.relative_to(workspace).as_posix()}/"}
    if folder != path.parent:
        meant = folder / (name or path.name)
        near = "" if meant.exists() else meant.relative_to(workspace).as_posix()
        yield fault(place, "", "file_too_deep", near, **told)
    elif name != path.name:
        near = "" if (path.parent / name).exists() else name
        yield fault(place, "", "file_not_read", near)


def _folder_of(top: Path, path: Path) -> Path:
    """The folder where the file would be read: that of the kind, a set of criteria, or the overlays."""
    inside = path.parent.relative_to(top).parts
    if not inside:
        return top
    if top.name == "criteria":
        return top / inside[0]
    if top.name == "parameters" and (inside[0] == _OVERLAYS or nearest(inside[0], [_OVERLAYS])):
        return top / _OVERLAYS
    return top


def _name_of(name: str) -> str:
    """The name that the file should have; empty where nobody can tell."""
    found = _MEANT.fullmatch(name)
    return f"{found['name']}{'.test' if found['test'] else ''}.yaml" if found else ""
