"""What the workbook of a record holds: sheets of kronor with the formulas that tie them together (issue: live figures).

Every formula stands with the value that the record has, so that a program that does not calculate shows the right
number, and one that does shows the same. A formula names cells and never a text, so that no title can change it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from prioritizer.report.voice import Data, Voice

FIRST = 6
"""The row of the first line under the heads; above stand the sheet's title, two lines of notes, and the heads."""
LONGEST = 8_000
"""Characters that a formula may have in Excel, about."""
LETTERS = 26


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula, without its equals sign, and what it is worth; None where that is unknown."""

    text: str
    value: int | None


Value: TypeAlias = str | int | None | Formula
"""Text, kronor, nothing where something is unknown, or a formula."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, title and notes, its heads, its lines, and a last line of sums where it has one."""

    name: str
    title: str
    notes: tuple[str, ...]
    head: tuple[str, ...]
    lines: tuple[tuple[Value, ...], ...]
    total: tuple[Value, ...] = ()

    def column(self, at: int) -> str:
        """The cells of a column, without the sum: B6:B18."""
        return f"{letter(at)}{FIRST}:{letter(at)}{FIRST + max(1, len(self.lines)) - 1}"

    def cell(self, line: int, at: int) -> str:
        """A cell as other sheets name it; the line after the last is the sum."""
        return f"{quoted(self.name)}!{letter(at)}{FIRST + line}"


def letter(at: int) -> str:
    """The letters of a column, counted from nought.

    Example:
        >>> letter(0), letter(27)
        ('A', 'AB')
    """
    return (letter(at // LETTERS - 1) if at >= LETTERS else "") + chr(ord("A") + at % LETTERS)


def quoted(name: str) -> str:
    """The name of a sheet as formulas write it."""
    return "'" + name.replace("'", "''") + "'"


def value_of(value: Value) -> str | int | None:
    """What a cell shows."""
    return value.value if isinstance(value, Formula) else value


def added(cells: Sequence[str], values: Iterable[int | None]) -> Value:
    """The sum of some cells of other sheets; nought of none, unknown where one is."""
    amounts = list(values)
    total = None if None in amounts else sum(amount for amount in amounts if amount is not None)
    text = "+".join(cells)
    return Formula(text, total) if cells and total is not None and len(text) < LONGEST else total


def summed(name: str, lines: Sequence[Sequence[Value]], columns: Iterable[int], width: int) -> tuple[Value, ...]:
    """A line of sums under some columns; a column with something unknown has no sum (§25)."""
    total: list[Value] = [name, *[""] * (width - 1)]
    for at in columns:
        amounts = [value_of(line[at]) for line in lines]
        if lines and all(isinstance(amount, int) for amount in amounts):
            cells = f"{letter(at)}{FIRST}:{letter(at)}{FIRST + len(lines) - 1}"
            total[at] = Formula(f"SUM({cells})", sum(amount for amount in amounts if isinstance(amount, int)))
        else:
            total[at] = None if lines else 0
    return tuple(total)


def whole(value: Any) -> int | None:
    """Kronor of a record; None where they are unknown."""
    return None if value is None else int(value)


def heads(voice: Voice, *keys: str) -> tuple[str, ...]:
    """Heads of columns, without the soft hyphens of printed tables."""
    return tuple(voice.say(f"head.{key}").replace("\u00ad", "") for key in keys)


def named(voice: Voice, key: str) -> str:
    """The name of a sheet (`sheet_names`)."""
    return voice.say(f"sheet.{key}")


def in_order(voice: Voice, found: Iterable[Data], key: str) -> list[Data]:
    """Rows by actor as the portfolio lists them, then by year."""
    order = {actor: at for at, actor in enumerate(voice.actors)}
    return sorted(found, key=lambda row: (order.get(str(row[key]), len(order)), str(row[key]), int(row["year"])))
