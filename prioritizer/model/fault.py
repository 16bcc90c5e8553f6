"""Where a value stands in somebody's file, and what is wrong with it.

Exception tree::

    Exception
    └── InputFaults     the user can mend it (exit 1)

No plan within the limits is a result, not an exception; anything else that is raised is a defect of ours.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in an input file: line and column of a text, or sheet and cell of a workbook."""

    file: str
    line: int = 0
    column: int = 0
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        if self.cell or self.sheet:
            parts = [self.file, self.sheet, self.cell]
            return ":".join(part for part in parts if part)
        if self.line:
            return f"{self.file}:{self.line}:{self.column}"
        return self.file


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in the input, told in a language only when it is printed.

    `code` names a sentence in `prioritizer/words/faults.py`; `values` fills its gaps; `near` is the nearest right
    thing or empty. `severity` is «fault» (stops the run) or «warning» (printed, the run goes on).
    """

    place: Place
    path: str
    code: str
    values: tuple[tuple[str, str], ...] = field(default=())
    near: str = ""
    severity: str = "fault"


def fault(place: Place, path: str, code: str, near: str = "", **values: object) -> Fault:
    """Make a fault; the keyword arguments fill the gaps of its sentence."""
    return Fault(place, path, code, tuple(sorted((k, str(v)) for k, v in values.items())), near)


def warning(place: Place, path: str, code: str, near: str = "", **values: object) -> Fault:
    """Make a warning: a fault that does not stop the run."""
    return Fault(place, path, code, tuple(sorted((k, str(v)) for k, v in values.items())), near, "warning")


class InputFaults(Exception):
    """The input has faults that its author can mend; all of them, sorted by place."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults), key=lambda f: (f.place, f.path, f.code, f.values)))
        super().__init__(f"{len(self.faults)} faults")
