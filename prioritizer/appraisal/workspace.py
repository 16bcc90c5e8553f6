"""Memory in large rounds: arrays that are written over from block to block, and records that are not looked through."""

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
import numpy.typing as npt

BLOCK = 1 << 17
"""How many numbers are worked on at once: a megabyte of them, which a core keeps in its cache."""

T = TypeVar("T")


def pieces(found: Iterable[T], size_of: Callable[[T], int]) -> Iterator[list[T]]:
    """Things in order, as many at a time as have a block of numbers in all.

    Example:
        >>> list(pieces("abc", lambda _: BLOCK // 2))
        [['a', 'b'], ['c']]
    """
    piece, numbers = list[T](), 0
    for one in found:
        piece.append(one)
        numbers += size_of(one)
        if numbers >= BLOCK:
            yield piece
            piece, numbers = [], 0
    if piece:
        yield piece


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep Python's cycle collector from looking through records while they are made, since all of them are kept.

    It would look through those of a large round over and over, which takes a fifth of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@dataclass(frozen=True, slots=True)
class Workspace:
    """Arrays by name. What one holds is gone when the name is asked for again, so nothing that is kept lies in one.

    A fresh array of half a megabyte is handed over by the system page by page, which takes several times as long as
    filling it.
    """

    numbers: dict[str, npt.NDArray[np.float64]] = field(default_factory=dict)
    places: dict[str, npt.NDArray[np.int64]] = field(default_factory=dict)

    def array(self, name: str, rows: int, columns: int) -> npt.NDArray[np.float64]:
        """An array of numbers of this form, with whatever was left in it."""
        found = self.numbers.get(name)
        if found is None or found.size < rows * columns:
            found = self.numbers[name] = np.empty(rows * columns)
        return found[: rows * columns].reshape(rows, columns)

    def indices(self, name: str, rows: int, columns: int) -> npt.NDArray[np.int64]:
        """An array of positions of this form, with whatever was left in it."""
        found = self.places.get(name)
        if found is None or found.size < rows * columns:
            found = self.places[name] = np.empty(rows * columns, dtype=np.int64)
        return found[: rows * columns].reshape(rows, columns)
