"""Ctrl-C while a plan is chosen: the best plan so far, not a trace of errors (§15)."""

import json
import os
import random
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.real.tables import write_table


@pytest.fixture
def hard(tmp_path: Path) -> Path:
    """A table whose values follow its uses over ten capacities: minutes of work for any solver."""
    draw = random.Random(1)
    rows: list[dict[str, object]] = []
    for n in range(200):
        uses = {f"use[r{k}]": draw.randint(100, 1000) for k in range(10)}
        cost = draw.randint(100, 1000)
        rows.append(
            {
                "id": f"p{n}",
                "title": f"P {n}",
                "cost": cost,
                "value": sum(uses.values()) // 10 + draw.randint(0, 500),
                **uses,
            }
        )
    half = {f"r{k}": sum(int(str(row[f"use[r{k}]"])) for row in rows) // 2 for k in range(10)}
    portfolio = {
        "funds": [{"id": "medel", "allocation": {2027: 10**6}}],
        "resources": {name: {"unit": "timmar", "capacity": hours} for name, hours in half.items()},
    }
    return write_table(tmp_path / "hard", portfolio, rows)


@pytest.mark.skipif(sys.platform == "win32", reason="sends the signal of a POSIX terminal")
def test_ctrl_c_gives_the_best_plan_so_far(hard: Path) -> None:
    """The terminal tells the program and the solver that it started; the plan has a bound and is not proved."""
    words = [sys.executable, "-m", "prioritizer", "select", hard.name, "--json", "--lang", "en", "--time-limit", "90"]
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    run = subprocess.Popen(
        words, cwd=hard.parent, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    assert run.stderr is not None
    # CBC, which searches first, is heard while it works.
    heard = iter(run.stderr.readline, b"")
    assert any(re.search(rb"best plan so far / none above / gap: [0-9,]+ / [0-9,]+ / [0-9,]+", line) for line in heard)
    os.killpg(run.pid, signal.SIGINT)
    out, rest = run.communicate(timeout=120)
    answer = json.loads(out)

    assert run.returncode == 0, rest.decode()
    assert (answer["status"], answer["confirmed"]) == ("feasible", "none")
    assert answer["gap"] == answer["bound"] - answer["objective"] > 0
    assert b"Traceback" not in rest
