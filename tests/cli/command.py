"""The program as people start it: another process, in their folder."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.conftest import ROOT

Finished = subprocess.CompletedProcess[bytes]


def prioritizer(*arguments: str | Path, cwd: Path, **environment: str) -> Finished:
    """Run the command line in a folder, with the environment's variables on top of our own."""
    return python("-m", "prioritizer", *arguments, cwd=cwd, **environment)


def python(*arguments: str | Path, cwd: Path, **environment: str) -> Finished:
    """Run Python in a folder with the program on its path, and no window's width but one that is given."""
    surroundings: Mapping[str, str] = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "", **environment}
    words = [sys.executable, *(str(argument) for argument in arguments)]
    return subprocess.run(words, cwd=cwd, env=dict(surroundings), capture_output=True, check=False, timeout=300)


def said(finished: Finished) -> str:
    """What stood on standard output, which is always UTF-8."""
    return finished.stdout.decode("utf-8")


def talked(finished: Finished) -> str:
    """What stood on standard error."""
    return finished.stderr.decode("utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    """Every file under a folder, by its path inside it."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
