"""CBC at work: started, listened to, and told to end when somebody wants that.

A Ctrl-C in a terminal reaches CBC too, but one that comes while CBC is starting is lost on it, and one that is sent to
this program alone never comes there.
"""

import os
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

from prioritizer.selection.cbc_log import Heard, listening
from prioritizer.selection.watch import WATCH

EVERY = 0.1
"""Seconds between two looks at whether somebody wants an end, and between two words to CBC about it."""


def run_cbc(arguments: Sequence[str], folder: Path, hears: Heard | None) -> int:
    """Run CBC to its end, and say its exit code.

    Args:
        arguments: Its executable, and what it is to do.
        folder: Where its files are; they are named in it without a path, which could have spaces.
        hears: Hears how far it has come; None lets what it prints go.

    Raises:
        OSError: It cannot be started.
    """
    if hears is None:
        return _run(arguments, folder, subprocess.DEVNULL)
    with listening(hears) as printed:
        return _run(arguments, folder, printed)


def _run(arguments: Sequence[str], folder: Path, printed: int) -> int:
    # A window of its own would flash up on Windows.
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    process = subprocess.Popen(
        arguments, cwd=folder, stdin=subprocess.DEVNULL, stdout=printed, stderr=printed, creationflags=flags
    )
    with _ended_when_asked(process):
        return process.wait()


@contextmanager
def _ended_when_asked(process: "subprocess.Popen[bytes]") -> Iterator[None]:
    """Tell CBC to end with its best plan for as long as somebody wants that and it has not."""
    ended = Event()

    def tell() -> None:
        while not ended.wait(EVERY):
            if WATCH.asked and os.name == "posix":
                process.send_signal(signal.SIGINT)

    thread = Thread(target=tell, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
