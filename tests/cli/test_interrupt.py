"""Ctrl-C while a plan is chosen: the best plan so far, not a trace of errors (§15)."""

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from prioritizer.cli.interrupt import interruptible
from prioritizer.selection.watch import WATCH
from tests.cli.command import python, talked
from tests.cli.conftest import EXAMPLE
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


@pytest.mark.skipif(sys.platform == "win32", reason="sends the signal of a POSIX terminal")
def test_ctrl_c_after_the_choice_writes_the_plan_and_what_is_ready(workspace: Path, tmp_path: Path) -> None:
    """A proved plan is never lost to somebody who does not want to wait for the rest; what is open says so."""
    folder = tmp_path / "workspace"
    shutil.copytree(workspace, folder, ignore=shutil.ignore_patterns("plans"))
    words = [sys.executable, "-m", "prioritizer", "plan", EXAMPLE.as_posix(), "--forms", "html"]
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    run = subprocess.Popen(
        words, cwd=folder, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    assert run.stderr is not None
    rest = iter(run.stderr.readline, b"")
    assert any(re.search("nästan samma värde|marginal|kopior|varje utfall".encode(), line) for line in rest)
    os.killpg(run.pid, signal.SIGINT)
    _, said = run.communicate(timeout=120)
    written = folder / "plans" / "exempelkommun"
    answer = json.loads((written / "select.json").read_text("utf-8"))

    assert run.returncode == 0, said.decode()
    assert "Avbryter det som återstår" in said.decode()
    assert (answer["status"], answer["gap"]) == ("optimal", 0)
    assert (written / "plan.sv.html").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="sends the signal of a POSIX terminal")
def test_ctrl_c_at_once_is_a_sentence_and_no_trace(tmp_path: Path) -> None:
    """Also while the first modules are read: whenever Python itself is up."""
    code = (
        "import os, signal, sys\n"
        "class Asks:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'click': os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Asks())\n"
        "from prioritizer.cli.start import run\n"
        "run()\n"
    )
    found = python("-c", code, cwd=tmp_path)

    assert found.returncode == 130
    assert talked(found).strip() == "prioritizer: avbrutet, inget har skrivits / interrupted, nothing was written"


def test_what_is_asked_for_holds_for_all_that_is_left() -> None:
    """An interruption inside a step ends the steps after it too, until the outermost is left."""
    with interruptible("sv"):
        with interruptible():
            signal.raise_signal(signal.SIGINT)
        assert WATCH.asked
    assert not WATCH.asked
