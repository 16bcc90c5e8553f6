"""How long the searches of one question may still take."""

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
