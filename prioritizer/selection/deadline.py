"""How much the searches of one question may still take: time, or where nobody has given a limit of it, work."""

import time
from dataclasses import dataclass

from prioritizer.selection.watch import WATCH


class Late(Exception):
    """The time has passed before an answer was known."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment on the machine's own clock, or none."""

    at: float | None = None

    @classmethod
    def after(cls, seconds: float | None) -> "Deadline":
        """So many seconds from now; None is never."""
        return cls(None if seconds is None else time.perf_counter() + seconds)

    def left(self) -> float | None:
        """Seconds left; None where there is no deadline.

        Raises:
            Late: None are left, or somebody has asked for an end.
        """
        if WATCH.asked:
            raise Late
        if self.at is None:
            return None
        seconds = self.at - time.perf_counter()
        if seconds <= 0:
            raise Late
        return seconds


@dataclass(slots=True)
class Allowance:
    """What is left for the searches of one question.

    Seconds where somebody has given a limit of time. Else `searches`, each of at most so many `nodes` of a solver's
    tree: a quicker or slower machine changes neither, so that the same input has the same answer (convention §28).
    """

    deadline: Deadline = Deadline()
    searches: int | None = None
    nodes: int | None = None

    @classmethod
    def after(cls, seconds: float | None, searches: int, nodes: int) -> "Allowance":
        """So many seconds from now, or None for so many searches and nodes."""
        if seconds is None:
            return cls(searches=searches, nodes=nodes)
        return cls(Deadline.after(seconds))

    def left(self) -> float | None:
        """Seconds left for the next search, which is counted; None where only work is.

        Raises:
            Late: None are left, or somebody has asked for an end.
        """
        seconds = self.deadline.left()
        if self.searches is not None:
            if self.searches <= 0:
                raise Late
            self.searches -= 1
        return seconds
