"""How fast one solve to the optimum is beside the same model written straight to each solver, in one run.

    python -m benchmarks.solve [SIZE …]

The portfolios of `benchmarks/rounds.py`, ten seeds of each size and three of more than 100 proposals of three versions;
30 and 100 where no size is given. The baselines are CBC as PuLP bundles it, given a file in LP format, and HiGHS, given
arrays, both with their defaults but for a gap of nothing, and HiGHS one thread, as all in a process must have as many.
Ours is the make that the choice asks first, and the other one beside it. Everybody's plan is held against the
exact rows and the best plan that anybody found: a plan that breaks a row, or is worth less, is a wrong answer and is
counted. A solve that takes longer than CAP seconds is stopped and counted.

    python -m benchmarks.solve near

asks for a plan within a thousandth of the bound instead, of 2,500 proposals of one version: the baselines with that
gap, ours until what it tells while it works is as near. Three seeds, and the memory.
"""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from functools import partial
from math import isnan, nan
from pathlib import Path
from statistics import median
from typing import Any

import highspy
import numpy as np
import pulp

from benchmarks.rounds import SEEDS, VERSIONS, portfolio
from prioritizer.selection.exact import Found
from prioritizer.selection.highs import Highs
from prioritizer.selection.program import Program, value
from prioritizer.selection.search import MAKES
from prioritizer.selection.solve import Cbc
from prioritizer.selection.watch import WATCH

SIZES = (30, 100)
CAP, FEW = 60.0, 3
TARGET = 1.2
GAP, NEAR_TARGET = 0.001, 1.5
Plan = frozenset[int] | None
"""None where the time ran out."""
Solve = Callable[[Program], Plan]


def highs_straight(program: Program, gap: float = 0.0) -> Plan:
    """HiGHS with its defaults."""
    highs = highspy.Highs()  # type: ignore[no-untyped-call]  # highspy's own
    told: dict[str, Any] = {
        "output_flag": False, "mip_rel_gap": gap, "mip_abs_gap": 0.0, "time_limit": CAP, "threads": 1,
    }  # fmt: skip
    for name, setting in told.items():
        highs.setOptionValue(name, setting)
    model, rows = highspy.HighsLp(), program.rows
    count = len(program.objective)
    model.num_col_, model.num_row_ = count, len(rows)
    model.sense_ = highspy.ObjSense.kMaximize
    model.col_cost_ = np.array(program.objective, dtype=float)
    model.col_lower_, model.col_upper_ = np.zeros(count), np.ones(count)
    none = highspy.kHighsInf
    model.row_lower_ = np.array([-none if row.sense == "<=" else float(row.bound) for row in rows])
    model.row_upper_ = np.array([none if row.sense == ">=" else float(row.bound) for row in rows])
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.cumsum([0, *(len(row.coefficients) for row in rows)], dtype=np.int32)
    model.a_matrix_.index_ = np.array([i for row in rows for i, _ in row.coefficients], dtype=np.int32)
    model.a_matrix_.value_ = np.array([c for row in rows for _, c in row.coefficients], dtype=float)
    model.integrality_ = [highspy.HighsVarType.kInteger] * count
    highs.passModel(model)
    highs.run()
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    return frozenset(i for i, x in enumerate(highs.getSolution().col_value) if x > 0.5)


def cbc_straight(program: Program, gap: float = 0.0) -> Plan:
    """CBC with its defaults, a file in LP format and back."""
    with tempfile.TemporaryDirectory() as folder:
        asked, answered = Path(folder) / "plan.lp", Path(folder) / "plan.sol"
        asked.write_text(_lp(program), "ascii")
        words = [pulp.PULP_CBC_CMD.pulp_cbc_path, asked, "-sec", str(CAP), "-ratio", str(gap), "-allow", "0"]
        subprocess.run([*map(str, words), "-solve", "-solution", str(answered)], stdout=subprocess.DEVNULL, check=True)
        first, *lines = answered.read_text("ascii").splitlines()
    if not first.startswith("Optimal"):
        return None
    named = (line.replace("**", "").split()[1:3] for line in lines)
    return frozenset(int(name[1:]) for name, x in named if name.startswith("x") and float(x) > 0.5)


def _lp(program: Program) -> str:
    def terms(pairs: Any) -> str:
        return "\n ".join(f"{coefficient:+d} x{i}" for i, coefficient in pairs)

    signs = {"==": "=", "<=": "<=", ">=": ">="}
    rows = (f"r{n}: {terms(row.coefficients)} {signs[row.sense]} {row.bound}" for n, row in enumerate(program.rows))
    names = "\n".join(f"x{i}" for i in range(len(program.objective)))
    return (
        f"Maximize\nobj: {terms(enumerate(program.objective))}\nSubject To\n"
        + "\n".join(rows)
        + (f"\nBinaries\n{names}\nEnd\n")
    )


def ours(make: Any) -> Solve:
    """One search by a make of ours."""

    def solve(program: Program) -> Plan:
        answer = make(program).search(time_limit=CAP)
        return answer.chosen if isinstance(answer, Found) and answer.proved else None

    return solve


ASKED: Mapping[str, Solve] = {
    "CBC straight": cbc_straight,
    "HiGHS straight": highs_straight,
    "ours by CBC": ours(Cbc),
    "ours by HiGHS": ours(Highs),
}
FIRST = "ours by CBC" if MAKES[0] is Cbc else "ours by HiGHS"


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds, and what came of it."""
    began = time.perf_counter()
    found = work()
    return time.perf_counter() - began, found


def solved(size: int) -> bool:
    """Print the times for one size; whether its targets hold."""
    times: dict[str, list[float]] = {name: [] for name in ASKED}
    wrong, late, built = dict.fromkeys(ASKED, 0), dict.fromkeys(ASKED, 0), []
    seeds = SEEDS if size <= max(SIZES) else FEW
    for seed in range(seeds):
        seconds, program = timed(partial(portfolio, size, seed))
        built.append(seconds)
        plans: dict[str, Plan] = {}
        for name, solve in ASKED.items():
            seconds, plans[name] = timed(partial(solve, program))
            times[name].append(seconds)
        kept = {n: value(program, p) for n, p in plans.items() if p is not None and _keeps(program, p)}
        best = max(kept.values(), default=None)
        for name, plan in plans.items():
            late[name] += plan is None
            wrong[name] += plan is not None and kept.get(name) != best
    middle = {name: median(found) for name, found in times.items()}
    faster = min(middle["CBC straight"], middle["HiGHS straight"])
    print(f"\n{size} proposals × 3, {seeds} seeds; build {median(built):.3f} s")
    for name, found in times.items():
        ratio = f"{middle[name] / faster:5.2f} × the faster" if name == FIRST else " " * 18
        told = f"{middle[name]:8.3f} s  slowest {max(found):8.3f} s  {ratio}"
        print(f"{name:16} {told}  wrong {wrong[name]}, stopped {late[name]}", flush=True)
    return middle[FIRST] <= TARGET * faster and not wrong[FIRST]


def _keeps(program: Program, plan: frozenset[int]) -> bool:
    return all(row.allows(plan) for row in program.rows)


def near_by(make: Any) -> Callable[[Program], float]:
    """Seconds until a make of ours has told of a plan and a bound within the gap; nan where it did not."""

    def reach(program: Program) -> float:
        began, at = time.perf_counter(), nan

        def hear(worth: int | None, bound: int | None) -> None:
            nonlocal at
            if isnan(at) and worth is not None and bound is not None and bound - worth <= GAP * bound:
                at, WATCH.asked = time.perf_counter() - began, True

        with WATCH.heard_by(hear):
            answer = make(program).search(time_limit=CAP)
        WATCH.asked = False
        return time.perf_counter() - began if isnan(at) and isinstance(answer, Found) and answer.proved else at

    return reach


def near() -> bool:
    """Print the times to a plan within the gap of 2,500 proposals; whether the target holds."""
    times: dict[str, list[float]] = {}
    for seed in range(FEW):
        program = portfolio(2_500, seed, VERSIONS[:1])
        for name, solve in (("CBC straight", cbc_straight), ("HiGHS straight", highs_straight)):
            seconds, plan = timed(partial(solve, program, GAP))
            times.setdefault(name, []).append(nan if plan is None else seconds)
        for name, make in (("ours by CBC", Cbc), ("ours by HiGHS", Highs)):
            times.setdefault(name, []).append(near_by(make)(program))
    middle = {name: median(found) for name, found in times.items()}
    faster = min(middle["CBC straight"], middle["HiGHS straight"])
    print(f"\n2,500 proposals × 1, {FEW} seeds, to within {GAP:.1%} of the bound")
    for name, found in times.items():
        print(
            f"{name:16} {middle[name]:8.3f} s  slowest {max(found):8.3f} s  {middle[name] / faster:5.2f} ×", flush=True
        )
    return middle[FIRST] <= NEAR_TARGET * faster


def main() -> int:
    """1 when a target is missed."""
    sizes = [int(word) for word in sys.argv[1:] if word.isdigit()] or SIZES
    held = [near()] if "near" in sys.argv[1:] else [solved(size) for size in sizes]
    print(f"\npeak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB")
    return int(not all(held))


if __name__ == "__main__":
    sys.exit(main())
