"""What is run first: Ctrl-C is heard from here on, before anything that takes time is imported."""

import os
import signal
import sys

INTERRUPTED = 130
"""The exit code of a run that Ctrl-C ended, as shells have it."""


def run() -> None:
    """What the command `prioritizer` and `python -m prioritizer` start.

    Ctrl-C ends the run at once and nothing is written: an interruption that a solver swallows must not let the run
    go on to an end that looks finished. Once a plan is chosen it ends only what is left (`interrupt.py`).
    """
    signal.signal(signal.SIGINT, _stop)
    from prioritizer.cli.main import main

    main()


def _stop(_: int, __: object) -> None:
    sys.stderr.write("\nprioritizer: avbrutet, inget har skrivits / interrupted, nothing was written\n")
    sys.stderr.flush()
    os._exit(INTERRUPTED)
