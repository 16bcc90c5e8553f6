"""How fast the choice is beside the same model written straight in PuLP, in one run.

    python -m benchmarks.selection [FOLDER]

The portfolio is the 324 programmes of the Washington State Institute for Public Policy: per participant, times 100
participants, all cost in the first year, one fund with carry-over and 10 per cent of total cost per year over three
years, and at most 20 per cent of granted kronor with a chance under 60 per cent. FOLDER holds `wsipp_2017_clean.csv`;
without it the data beside the repository are used.

Then the whole command `prioritizer select` on the same round as a table, and `prioritizer --help`, each in a process of
its own.
"""

import csv
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from statistics import median
from typing import Any

import pulp

from benchmarks.straight import by_pulp
from prioritizer.model.plan import Candidate, Plan
from prioritizer.model.portfolio import Fund
from prioritizer.model.rules import Amount, Leaf, Limit, Op, Source
from prioritizer.selection.choose import choose
from prioritizer.selection.program import Program, build
from tests.real.wsipp import write_wsipp

RUNS = 15
TARGET = 1.3
COMMAND_RUNS = 7
COMMAND_TARGETS = {"select": 3.0, "help": 0.3}
"""Seconds for a whole command, process start included."""
YEARS = (2027, 2028, 2029)
PARTICIPANTS = 100
BESIDE = Path(__file__).resolve().parents[1].parent / "shared" / "data" / "wsipp"


def portfolio(folder: Path) -> Program:
    """The program of the 324 programmes."""
    with (folder / "wsipp_2017_clean.csv").open(encoding="utf-8", newline="") as file:
        candidates = [_candidate(row) for row in csv.DictReader(file)]
    total = sum((c.granted_total for c in candidates), Decimal(0))
    yearly = (total / 10).quantize(Decimal(1))
    fund = Fund("fund", "", "", Decimal(0), True, "fast", dict.fromkeys(YEARS, yearly))
    unsure = Leaf("chance", Op.BELOW, Decimal("0.6"))
    share = Amount("share_of", "granted", Op.AT_MOST, Decimal("0.2"), where=unsure)
    limits = [Limit("unsure_share", {}, {}, share, Source(""))]
    return build(candidates, [fund], [], limits, frozenset(), {}, (YEARS[0], YEARS[-1]), {}, Decimal(0))


def _candidate(row: dict[str, str]) -> Candidate:
    cost = Decimal(row["program_cost_usd"]) * PARTICIPANTS
    value = int(Decimal(row["total_benefits_usd"]) * PARTICIPANTS - cost)
    chance = Decimal(row["chance_benefits_exceed_costs_pct"]) / 100
    mark = sha256(f"{value} {cost} {chance}".encode()).hexdigest()
    return Candidate(row["id"], None, None, value, {("fund", YEARS[0]): cost}, {}, {"chance": chance}, mark)


def straight(program: Program, solver: Callable[[], Any]) -> float:
    """Seconds to write the model in PuLP and solve it."""
    began = time.perf_counter()
    problem, _ = by_pulp(program)
    problem.solve(solver())
    return time.perf_counter() - began


def ours(program: Program) -> tuple[float, float, float]:
    """Seconds of the first search inside the choice, of its confirmation with ties, and of the whole choice.

    Raises:
        TypeError: No plan was found.
    """
    began = time.perf_counter()
    plan = choose(program)
    whole = time.perf_counter() - began
    if not isinstance(plan, Plan):
        raise TypeError(f"no plan: {plan}")
    first, *rest = plan.words
    return first.seconds, sum(word.seconds for word in rest), whole


def cbc() -> Any:
    """The bundled CBC at zero gap."""
    return pulp.COIN_CMD(path=pulp.PULP_CBC_CMD.pulp_cbc_path, msg=False, gapRel=0, gapAbs=0)


def highs() -> Any:
    """HiGHS at zero gap."""
    return pulp.HiGHS(msg=False, gapRel=0, gapAbs=0)


def command(*arguments: str) -> float:
    """Seconds that a command takes in a process of its own; the median of a few runs.

    Raises:
        CalledProcessError: The command failed.
    """
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[1])}
    line = [sys.executable, "-m", "prioritizer", *arguments]
    measured = []
    for _ in range(COMMAND_RUNS):
        began = time.perf_counter()
        subprocess.run(line, env=environment, capture_output=True, check=True)
        measured.append(time.perf_counter() - began)
    return median(measured)


def commands(folder: Path) -> bool:
    """Print the time of whole commands; whether each keeps to its target."""
    with tempfile.TemporaryDirectory() as place:
        table = write_wsipp(folder, Path(place) / "wsipp")
        found = {"select": command("select", str(table), "--json"), "help": command("--help")}
    for name, typical in found.items():
        print(f"{'whole ' + name:>15}  {1000 * typical:8.1f} ms (target {1000 * COMMAND_TARGETS[name]:.0f} ms)")
    return all(found[name] <= target for name, target in COMMAND_TARGETS.items())


def main(arguments: list[str]) -> int:
    """Print medians and the ratio; 1 when a target is missed, 2 without data."""
    folder = Path(arguments[0]) if arguments else BESIDE
    if not (folder / "wsipp_2017_clean.csv").exists():
        print(f"no wsipp_2017_clean.csv in {folder}", file=sys.stderr)
        return 2
    program = portfolio(folder)
    names = ("CBC straight", "HiGHS straight", "first search", "confirm", "whole choice")
    times: dict[str, list[float]] = {name: [] for name in names}
    # The first round loads libraries and is not counted.
    for number in range(RUNS + 1):
        seconds = (straight(program, cbc), straight(program, highs), *ours(program))
        for name, second in zip(names, seconds if number else (), strict=bool(number)):
            times[name].append(second)
    middle = {name: median(measured) for name, measured in times.items()}
    ratio = middle["first search"] / min(middle["CBC straight"], middle["HiGHS straight"])
    print(f"{len(program.candidates)} candidates, {RUNS} runs, medians")
    for name, typical in middle.items():
        print(f"{name:>15}  {1000 * typical:8.1f} ms")
    print(f"ratio {ratio:.2f} (target {TARGET})")
    return int(not commands(folder) or ratio > TARGET)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
