"""The typesetter, started for one document at a time, and what it says.

A process of its own gives back all the memory that setting takes, and a template that never ends, that takes all
memory or that brings the typesetter down costs its own document alone.
"""

import contextlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any, Literal

TYPESETTER = Path(__file__).with_name("typesetter.py")
LIBRARY = "typst"
DEAD = "http://127.0.0.1:9"
"""Where the typesetter is sent for whatever it would fetch: nobody answers there, and no name is looked up."""
PROXIES = ("http_proxy", "https_proxy", "all_proxy")
MEGABYTE = 1_000_000
SECONDS, SECONDS_A_MEGABYTE = 60, 30
"""Of processor time, for any document and for each megabyte of it: the shipped template takes one for a megabyte."""
MEGABYTES, MEGABYTES_A_MEGABYTE = 1_000, 600
"""Of memory: the shipped template takes 200 for a megabyte."""
SAID = 2_000
"""Bytes of its last words that are looked at."""
NO_MEMORY = b"memory allocation of"
"""What the typesetter dies of where the system itself refuses it memory."""
OF_TEMPLATES = (NO_MEMORY, b"MemoryError", b"PanicException")
"""Last words that a template may bring about; whatever else ends in a traceback is a defect of ours."""


class Refused(Exception):
    """The typesetter refuses the template or the text; `message` in short, `diagnostic` with the place."""

    def __init__(self, message: str, diagnostic: str) -> None:
        super().__init__(message)
        self.message, self.diagnostic = message, diagnostic


class Stopped(Exception):
    """The typesetter met a limit or broke down: it took too long, took too much memory, or ended without a word.

    `limit` is in seconds of processor time or in megabytes; 0 where no limit was met.
    """

    def __init__(self, reason: Literal["slow", "large", "ended"], limit: int = 0) -> None:
        super().__init__(reason, limit)
        self.reason, self.limit = reason, limit


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be set: a template, once for each set of inputs, in one form."""

    source: str
    each: Sequence[Mapping[str, str]]
    form: Literal["pdf", "png"]
    standards: tuple[str, ...] = ()
    timestamp: int = 0
    ppi: int | None = None

    def limits(self) -> tuple[int, int]:
        """Seconds and megabytes that it may take, by the size of what is set."""
        size = sum(len(text) for inputs in self.each for text in inputs.values()) // MEGABYTE
        return SECONDS + SECONDS_A_MEGABYTE * size, MEGABYTES + MEGABYTES_A_MEGABYTE * size


def typeset(job: Job) -> list[bytes]:
    """Set a job in a process of its own, which is gone when this returns.

    Raises:
        Refused: The template or a text cannot be set.
        Stopped: A limit was met, or the typesetter broke down.
        ImportError: typst is not installed, or does not work on this machine.
    """
    if find_spec(LIBRARY) is None:
        raise ImportError(LIBRARY)
    seconds, megabytes = job.limits()
    answer, last = _answered(_request(job, seconds, megabytes))
    head, _, made = answer.partition(b"\n")
    if not head and b"Traceback" in last and not any(one in last for one in OF_TEMPLATES):
        # A defect of ours, and nobody's template.
        raise RuntimeError(last.decode(errors="replace"))
    if not head:
        raise Stopped("large", megabytes) if NO_MEMORY in last else Stopped("ended")
    told = json.loads(head)
    match told["said"]:
        case "made":
            return _parted(made, told["sizes"])
        case "refused":
            raise Refused(told["message"], told["diagnostic"])
        case "missing":
            raise ImportError(told["message"])
        case "slow":
            raise Stopped("slow", seconds)
    raise Stopped("large", megabytes)


def _request(job: Job, seconds: int, megabytes: int) -> bytes:
    said: dict[str, Any] = {name: getattr(job, name) for name in ("source", "form", "standards", "timestamp", "ppi")}
    said |= {"each": [dict(inputs) for inputs in job.each], "seconds": seconds, "bytes": megabytes * MEGABYTE}
    return json.dumps(said).encode() + b"\n"


def _answered(request: bytes) -> tuple[bytes, bytes]:
    """What the typesetter answers, and its last words where it dies."""
    with tempfile.TemporaryFile() as last:
        process = _started(last)
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            with contextlib.suppress(OSError):  # It is gone already; then it does not answer either.
                process.stdin.write(request)
                process.stdin.flush()
            del request
            answer = process.stdout.read()
        finally:
            # Its input is open until here: it ends by itself when this program does.
            process.kill()
            process.wait()
            process.stdout.close()
            with contextlib.suppress(OSError):
                process.stdin.close()
        last.seek(max(0, last.seek(0, os.SEEK_END) - SAID))
        return answer, last.read()


def _started(last: IO[bytes]) -> "subprocess.Popen[bytes]":
    """The typesetter, out of reach of a terminal's Ctrl-C: the first one of those may mean «write what is ready»."""
    # A window of its own would flash up on Windows.
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    # One pool for all its threads, where the system has several by itself: slower by a little, smaller by 50 MB.
    settings = {"MALLOC_ARENA_MAX": "1", "NO_PROXY": "", "no_proxy": ""}
    proxies = {name: DEAD for one in PROXIES for name in (one, one.upper())}
    return subprocess.Popen(
        # -P: modules beside the typesetter have names of Python's own, as html.
        (sys.executable, "-P", str(TYPESETTER)),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=last,
        env={**os.environ, **proxies, **settings},
        creationflags=flags,
        process_group=0,
    )


def _parted(made: bytes, sizes: Sequence[int]) -> list[bytes]:
    found, at = [], 0
    for size in sizes:
        found.append(made[at : at + size])
        at += size
    return found
