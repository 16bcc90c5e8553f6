"""What a search looks at while it works: whether somebody wants it to end, and who hears how far it has come.

There is one for the whole process, as there is one Ctrl-C.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeAlias

Hears: TypeAlias = Callable[[int | None, int | None], None]
"""Hears the value of the best plan so far and what none can exceed, in objective units; None where there is none."""


@dataclass(slots=True)
class Watch:
    """`asked` is True once somebody wants the search to end with the best plan so far.

    `unwell` are the makes of solver that answered what no solver should, so that another took their place.
    """

    asked: bool = False
    hears: Hears | None = None
    unwell: set[str] = field(default_factory=set)

    def tell(self, value: int | None, bound: int | None) -> None:
        """Say how far a search has come."""
        if self.hears is not None:
            self.hears(value, bound)

    @contextmanager
    def heard_by(self, hears: Hears) -> Iterator[None]:
        """Let somebody hear how far the searches inside come."""
        before, self.hears = self.hears, hears
        try:
            yield
        finally:
            self.hears = before

    @contextmanager
    def ending(self) -> Iterator[None]:
        """Let the searches that are at work meanwhile end with what they have."""
        before, self.asked = self.asked, True
        try:
            yield
        finally:
            self.asked = before


WATCH = Watch()
