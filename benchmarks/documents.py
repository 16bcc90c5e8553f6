"""All documents of a record in both languages: their time beside that of the slowest form alone, and their memory.

    python -m benchmarks.documents RECORD

Each is made in a process of its own. Memory is what that process and the typesetter hold together at one moment, each
shared page once (Linux).
"""

import json
import subprocess
import sys
import time
from pathlib import Path

from prioritizer.cli.printing import printed_all
from prioritizer.report.forms import FORMS

TIMES, MEGABYTES = 3, 1_000
EVERY = 0.1
"""Seconds between two looks at memory: a look itself holds up what is looked at."""
TEMPLATES = Path(__file__).parents[1] / "reports"


def main() -> int:
    """Measure, print and say whether the targets are kept."""
    if len(sys.argv) < 2:
        print(__doc__)
        return 2
    if len(sys.argv) > 2:
        return _make(Path(sys.argv[1]), sys.argv[2])
    alone = {form: _measured(form)[0] for form in FORMS if form != ".json"}
    for form, seconds in alone.items():
        print(f"{form:6} {seconds:6.1f} s")
    (seconds, most), slowest = _measured(",".join(FORMS)), max(alone.values())
    print(f"all    {seconds:6.1f} s, {seconds / slowest:.1f} times the slowest form, {most} MB")
    return int(seconds > TIMES * slowest or most >= MEGABYTES)


def _make(record: Path, forms: str) -> int:
    made = printed_all(json.loads(record.read_bytes()), TEMPLATES, [form for form in FORMS if form in forms.split(",")])
    return len(made.refused)


def _measured(forms: str) -> tuple[float, int]:
    """Seconds, and the most megabytes at one moment."""
    begun, most = time.perf_counter(), 0
    process = subprocess.Popen((sys.executable, "-m", "benchmarks.documents", sys.argv[1], forms))
    while process.poll() is None:
        most = max(most, sum(_held(pid) for pid in _family(process.pid)))
        time.sleep(EVERY)
    if process.returncode:
        raise SystemExit(f"{forms}: {process.returncode}")
    return time.perf_counter() - begun, most // 1_000


def _family(pid: int) -> list[int]:
    """A process and those that it and its threads have started."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in _read(task).split():
            found += _family(int(child))
    return found


def _held(pid: int) -> int:
    """Kilobytes of a process: its own pages, and its part of shared ones."""
    lines = (line.split() for line in _read(Path(f"/proc/{pid}/smaps_rollup")).splitlines())
    return next((int(line[1]) * 1024 // 1000 for line in lines if line[0] == "Pss:"), 0)


def _read(path: Path) -> str:
    """What the system says of a process; nothing where it is gone."""
    try:
        return path.read_text("utf-8")
    except OSError:
        return ""


if __name__ == "__main__":
    raise SystemExit(main())
