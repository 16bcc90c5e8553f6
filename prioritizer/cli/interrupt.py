"""Ctrl-C during the choice ends the search, not the command: the best plan so far is told, marked as not proved."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from prioritizer.selection.watch import WATCH


@contextmanager
def interruptible() -> Iterator[None]:
    """The first Ctrl-C inside asks the search to end; the next one ends the command as ever.

    A solver in another process is told by the terminal itself, which sends Ctrl-C to both.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.getsignal(signal.SIGINT)

    def ask(_: int, __: FrameType | None) -> None:
        WATCH.asked = True
        signal.signal(signal.SIGINT, before)

    signal.signal(signal.SIGINT, ask)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        WATCH.asked = False
