"""What CBC says while it works: how far it has come, read from what it prints.

CBC writes in lumps of four thousand signs to a file or a pipe and line by line to a terminal, so it is given a
pseudo-terminal where there are any. Its numbers are printed with few digits: each is taken at its worse end, and is for
those who wait, never for a proof.
"""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal, InvalidOperation
from math import ceil, floor
from threading import Thread
from typing import Any, TypeAlias

Heard: TypeAlias = Callable[[int | None, int | None], None]
"""Hears the value of the best plan so far and what none can exceed, in units of CBC's own objective."""

NUMBER = r"(-?[0-9.]+(?:e[+-]?[0-9]+)?)"
ROOT = re.compile(rf"Continuous objective value is {NUMBER}")
FOUND = re.compile(
    rf"Integer solution of {NUMBER} found|Solution found of {NUMBER}|improved solution from \S+ to {NUMBER}"
)
NODES = re.compile(rf"After [0-9]+ nodes, [0-9]+ on tree, {NUMBER} best solution, best possible {NUMBER}")
NOTHING = Decimal("1e40")
"""CBC writes 1e+50 where there is no solution yet."""


@contextmanager
def listening(hears: Heard) -> Iterator[int]:
    """What CBC is to print to, as a descriptor, of which somebody hears how far it has come."""
    reader, writer = _ends()
    thread = Thread(target=_read, args=(reader, hears), daemon=True)
    thread.start()
    try:
        yield writer
    finally:
        os.close(writer)
        thread.join()


def _ends() -> tuple[int, int]:
    """Where to read and where to write: a pseudo-terminal, else a pipe."""
    try:
        return os.openpty()
    except (AttributeError, OSError):
        return os.pipe()


def _read(reader: int, hears: Heard) -> None:
    """Read until nobody can write any more, which a pseudo-terminal says by a fault."""
    said = Said(hears)
    rest = b""
    while True:
        try:
            got = os.read(reader, 4096)
        except OSError:
            break
        if not got:
            break
        *lines, rest = (rest + got).split(b"\n")
        for line in lines:
            said.line(line.decode(errors="replace"))
    os.close(reader)


class Said:
    """What the lines so far come to. CBC minimises the negated objective and prints it so, but for the relaxation."""

    def __init__(self, hears: Heard) -> None:
        self._hears = hears
        self.value: int | None = None
        self.bound: int | None = None

    def line(self, line: str) -> None:
        """Take in a line; who listens hears of what is new."""
        before = self.value, self.bound
        if found := ROOT.search(line):
            self._below(_number(found[1]))
        elif found := FOUND.search(line):
            self._above(_number(next(n for n in found.groups() if n is not None)))
        elif found := NODES.search(line):
            self._above(_number(found[1]))
            possible = _number(found[2])
            self._below(None if possible is None else -possible)
        if (self.value, self.bound) != before or NODES.search(line):
            self._hears(self.value, self.bound)

    def _above(self, cost: Decimal | None) -> None:
        if cost is not None:
            # Whole numbers: only one that is too long to be written out is rounded.
            worth = ceil(-cost) if _last(cost) <= 1 else ceil(-cost - _last(cost))
            self.value = worth if self.value is None else max(self.value, worth)

    def _below(self, most: Decimal | None) -> None:
        if most is not None:
            bound = floor(most + _last(most))
            self.bound = bound if self.bound is None else min(self.bound, bound)


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if abs(number) < NOTHING else None


def _last(number: Decimal) -> Decimal:
    """One of the last digit that is written."""
    exponent: Any = number.as_tuple().exponent
    return Decimal(1).scaleb(exponent)
