"""Opens the files of a `rules/` folder; every fault is gathered and every file's hash noted."""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from prioritizer.model.fault import Fault, fault, warning
from prioritizer.reading.files import open_yaml
from prioritizer.reading.stray_files import copy_of
from prioritizer.reading.validation import validate
from prioritizer.reading.yaml_text import Located, read_yaml

F = TypeVar("F", bound=BaseModel)
STALE_DAYS = 365
read_rule = lru_cache(maxsize=1024)(read_yaml)
"""Rules and their tests are read for a portfolio, for themselves and for other days: one text is taken apart once."""


@dataclass(slots=True)
class RuleFiles:
    """A workspace whose rules are read for a day; without one, staleness is not judged and any value will do."""

    workspace: Path
    as_of: date | None
    faults: list[Fault] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)

    def open(self, path: Path) -> Located:
        """Read one file and note its hash; the name in faults is relative to the workspace."""
        name = path.relative_to(self.workspace).as_posix()
        located, raw = open_yaml(path, name, read_rule)
        self.files[name] = hashlib.sha256(raw.replace(b"\r\n", b"\n")).hexdigest()
        self.faults += located.faults
        return located

    def form(self, form: type[F], located: Located) -> F | None:
        """Read a file as a form, None with its faults noted."""
        if not located.is_whole:
            return None
        found, faults = validate(form, located)
        self.faults += faults
        return found

    def folder(self, name: str) -> list[Path]:
        """The rule files of a folder, tests left out, in order of name."""
        folder = self.workspace / "rules" / name
        return sorted(p for p in folder.glob("*.yaml") if not p.name.endswith(".test.yaml"))

    def same_id(self, name: str, path: Path, located: Located) -> None:
        """An id must be the name of its file, so that a rule is found by its id."""
        copied = copy_of(path.stem)
        if name != path.stem and name == copied:
            self.faults.append(fault(located.place(("id",)), "id", "copied_file", key=name, of=f"{copied}.yaml"))
        elif name != path.stem:
            self.faults.append(fault(located.place(("id",)), "id", "id_is_not_file", path.stem, key=name))

    def fresh(self, checked: date, located: Located) -> None:
        """Warn where nobody has looked at a rule for a year."""
        if self.as_of and (self.as_of - checked).days > STALE_DAYS:
            self.faults.append(warning(located.place(("checked", "on")), "checked.on", "stale_check", day=checked))
