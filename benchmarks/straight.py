"""The model of a program written straight to a solver, as somebody would who wants the answer and nothing else.

CBC as PuLP bundles it, with the settings it comes with, and HiGHS likewise. Both are asked for zero gap unless another
is named, and believed: what they say is held against exact whole numbers by whoever counts their wrong answers.
"""

import resource
import subprocess
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import highspy
import numpy as np
import pulp

from prioritizer.selection.program import Program, value

EXECUTABLE = pulp.PULP_CBC_CMD.pulp_cbc_path


@dataclass(frozen=True)
class Straight:
    """What a solver said, and the seconds of processor time from the first written number to the last one read."""

    chosen: frozenset[int]
    ended: bool
    seconds: float

    def is_right(self, program: Program, best: int, gap: float = 0.0) -> bool:
        """Whether the plan keeps to every row in whole numbers, and is worth the best but for the gap."""
        kept = all(row.allows(self.chosen) for row in program.rows)
        return kept and best - value(program, self.chosen) <= gap * abs(best)


def processor() -> float:
    """Seconds of processor time of this process and of those it has waited for, all cores together."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def cbc(program: Program, seconds: float, gap: float = 0.0) -> Straight:
    """By the bundled CBC, told a file."""
    began = processor()
    with tempfile.TemporaryDirectory() as name:
        model, solution = Path(name) / "model.lp", Path(name) / "model.sol"
        model.write_text(_written(program), encoding="ascii")
        options = ["-sec", str(seconds), "-ratio", str(gap), "-allow", "0"]
        subprocess.run(
            [EXECUTABLE, str(model), *options, "-solve", "-solution", str(solution)],
            stdout=subprocess.DEVNULL,
            check=True,
        )
        said, *lines = solution.read_text().splitlines()
    pairs = (line.replace("**", "").split()[1:3] for line in lines)
    chosen = frozenset(int(name[1:]) for name, share in pairs if name[0] == "x" and float(share) > 0.5)
    return Straight(chosen, said.startswith("Optimal"), processor() - began)


def by_pulp(program: Program) -> tuple[Any, list[Any]]:
    """The model by `lpSum`, as anybody would write it, and its variables."""
    problem = pulp.LpProblem("straight", pulp.LpMaximize)
    x = [
        problem.add_variable(f"x{i}", lowBound=0, upBound=1, cat=pulp.LpInteger) for i in range(len(program.objective))
    ]
    problem += pulp.lpSum(worth * x[i] for i, worth in enumerate(program.objective))
    for row in program.rows:
        left = pulp.lpSum(coefficient * x[i] for i, coefficient in row.coefficients)
        if row.sense == "==":
            problem += left == row.bound
        else:
            problem += left <= row.bound if row.sense == "<=" else left >= row.bound
    return problem, x


def highs(program: Program, seconds: float, gap: float = 0.0) -> Straight:
    """By HiGHS, told arrays."""
    began = processor()
    solver, rows, count = _highs(), program.rows, len(program.objective)
    for option, setting in {
        "output_flag": False,
        "mip_rel_gap": gap,
        "mip_abs_gap": 0.0,
        "time_limit": seconds,
    }.items():
        solver.setOptionValue(option, setting)
    model, infinite = highspy.HighsLp(), highspy.kHighsInf
    model.num_col_, model.num_row_, model.sense_ = count, len(rows), highspy.ObjSense.kMaximize
    model.col_cost_ = np.array(program.objective, dtype=float)
    model.col_lower_, model.col_upper_ = np.zeros(count), np.ones(count)
    model.row_lower_ = np.array([-infinite if row.sense == "<=" else float(row.bound) for row in rows])
    model.row_upper_ = np.array([infinite if row.sense == ">=" else float(row.bound) for row in rows])
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.cumsum([0, *(len(row.coefficients) for row in rows)], dtype=np.int32)
    model.a_matrix_.index_ = np.array([i for row in rows for i, _ in row.coefficients], dtype=np.int32)
    model.a_matrix_.value_ = np.array([c for row in rows for _, c in row.coefficients], dtype=float)
    model.integrality_ = [highspy.HighsVarType.kInteger] * count
    solver.passModel(model)
    solver.run()
    chosen = frozenset(i for i, share in enumerate(solver.getSolution().col_value) if share > 0.5)
    ended = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return Straight(chosen, ended, processor() - began)


def _highs() -> Any:
    made: Any = highspy.Highs
    return made()


def _written(program: Program) -> str:
    def terms(numbers: Iterable[tuple[int, int]]) -> str:
        return "\n ".join(f"{number:+d} x{i}" for i, number in numbers)

    senses = {"<=": "<=", ">=": ">=", "==": "="}
    rows = (f"r{n}: {terms(r.coefficients)} {senses[r.sense]} {r.bound}" for n, r in enumerate(program.rows))
    names = (f"x{i}" for i in range(len(program.objective)))
    return "\n".join(
        ["Maximize", f"o: {terms(enumerate(program.objective))}", "Subject To", *rows, "Binaries", *names, "End", ""]
    )
