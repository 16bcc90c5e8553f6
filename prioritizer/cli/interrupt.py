"""Ctrl-C ends the search, not the command: what is known so far is told, marked as not proved, and nothing is lost."""

import contextlib
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from prioritizer.model.rules import Language
from prioritizer.selection.watch import WATCH

_HURRYING: dict[Language, str] = {
    "sv": "Avbryter det som återstår; planen och det som är klart skrivs ut. Tryck Ctrl-C igen för att sluta utan dem.",
    "en": "Ending what is left; the plan and what is ready are written. Press Ctrl-C again to stop without them.",
}


@contextmanager
def interruptible(language: Language | None = None) -> Iterator[None]:
    """The first Ctrl-C inside asks every search to end; the next one ends the command as ever.

    Inside another one it does nothing: what was asked for there holds for the rest of it. A solver in another process
    is told by the terminal itself, which sends Ctrl-C to both.

    Args:
        language: Of what is said at once to somebody who presses Ctrl-C; None to say nothing.
    """
    before = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or WATCH.asked or isinstance(before, _Ask):
        yield
        return
    signal.signal(signal.SIGINT, _Ask(before, language))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        WATCH.asked = False


class _Ask:
    """Takes the first Ctrl-C; `before` takes the next."""

    def __init__(self, before: Any, language: Language | None) -> None:
        self.before, self.language = before, language

    def __call__(self, _: int, __: FrameType | None) -> None:
        WATCH.asked = True
        signal.signal(signal.SIGINT, self.before)
        if self.language is not None:
            # A stream that is being written to cannot be written to from here; then nothing is said.
            with contextlib.suppress(RuntimeError):
                sys.stderr.write(f"\n{_HURRYING[self.language]}\n")
                sys.stderr.flush()
