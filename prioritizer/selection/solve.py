"""CBC by way of PuLP: the only module that knows PuLP.

CBC runs with cuts off: with its own cuts the bundled one has called a wrong plan Optimal (design §7). That a plan was
found and proved is read from `sol_status`, since PuLP's `status` says Optimal after a time limit too; values are never
read before it.
"""

import tempfile
from itertools import count
from pathlib import Path
from typing import Any

from prioritizer.selection.cbc_log import Heard
from prioritizer.selection.cbc_process import run_cbc
from prioritizer.selection.deadline import Deadline, Late
from prioritizer.selection.exact import (
    LATE,
    Answer,
    Found,
    Nothing,
    SolverMisbehaved,
    SolverUnavailable,
    Unfinished,
    search_exactly,
)
from prioritizer.selection.products import lifted
from prioritizer.selection.program import Program, Row, step, value
from prioritizer.selection.watch import WATCH

NAME = "CBC"
FINEST = "1e-9"
"""Tolerance asked for, against solvers that take a plan a few kronor beside a budget (design §7)."""
LARGE, WIDE = 2**20, 2**10
HALF = 0.5
"""What a row so multiplied is let pass its bound by: plans add up to whole numbers, so none comes within a half."""
STOPPED = "stopped"
"""What is said when it was told to end before it had begun."""


class Cbc:
    """CBC over one program; each search writes the model once and extends it with cuts.

    Raises:
        SolverUnavailable: PuLP is not installed, or CBC's executable is missing or blocked.
    """

    name = NAME

    def __init__(self, program: Program, cuts: bool = False) -> None:
        try:
            import pulp
        except ImportError as error:
            raise SolverUnavailable(NAME, "PuLP is not installed") from error
        self._pulp = pulp
        self._program = lifted(program)
        self._cuts = cuts
        self._step = step(program)
        self._executable = _executable(pulp)

    def search(
        self,
        rows: tuple[Row, ...] = (),
        at_least: int | None = None,
        time_limit: float | None = None,
        without: frozenset[str] = frozenset(),
        start: frozenset[int] | None = None,
        any_plan: bool = False,
    ) -> Answer:
        """The most valuable plan. CBC searches to the end: `start` and `any_plan` are hints it does without."""
        del start, any_plan
        problem, x = self._write(without)
        written: list[Row] = []
        deadline, attempts = Deadline.after(time_limit), count()

        def attempt(extra: tuple[Row, ...]) -> Answer:
            for row in extra[len(written) :]:
                self._add(problem, x, row, f"extra{len(written):07d}")
                written.append(row)
            try:
                # The first attempt gets what little time there is, so that a plan is never lost to the clock.
                left = deadline.left() if next(attempts) else time_limit
                return self._run(problem, x, left)
            except Late:
                return Unfinished(None, LATE)

        answer = search_exactly(self._program, rows, without, attempt)
        if isinstance(answer, Found) and answer.proved and at_least is not None and answer.value < at_least:
            return Nothing(answer.said, answer.cuts)
        return answer

    def _write(self, without: frozenset[str]) -> tuple[Any, list[Any]]:
        problem = self._pulp.LpProblem("plan", self._pulp.LpMaximize)
        # PuLP orders variables by name: padded numbers keep the program's own order.
        x = [
            problem.add_variable(f"x{i:07d}", lowBound=0, upBound=1, cat=self._pulp.LpInteger)
            for i in range(len(self._program.objective))
        ]
        units = [coefficient // self._step for coefficient in self._program.objective]
        problem.setObjective(self._pulp.LpAffineExpression(list(zip(x, units, strict=True))))
        for number, row in enumerate(self._program.rows):
            if row.id not in without:
                self._add(problem, x, row, f"row{number:07d}")
        return problem, x

    def _add(self, problem: Any, x: list[Any], row: Row, name: str) -> None:
        pulp = self._pulp
        if not row.coefficients:
            return
        factor = _factor(row)
        spare = 0 if factor == 1 else HALF
        terms = [(x[i], coefficient * factor) for i, coefficient in row.coefficients]
        senses = [(pulp.LpConstraintLE, spare)] if row.sense != ">=" else []
        senses += [(pulp.LpConstraintGE, -spare)] if row.sense != "<=" else []
        if row.sense == "==" and not spare:
            senses = [(pulp.LpConstraintEQ, 0)]
        for number, (sense, more) in enumerate(senses):
            bound = (row.bound + more) * factor
            told = pulp.LpConstraint(pulp.LpAffineExpression(terms), sense, rhs=bound)
            problem.addConstraint(told, f"{name}{'b' * number}")

    def _run(self, problem: Any, x: list[Any], time_limit: float | None) -> Answer:
        solver = _solver(self._pulp, None if WATCH.hears is None else self._tell)(
            path=self._executable,
            msg=False,
            cuts=None if self._cuts else False,
            gapRel=0,
            gapAbs=0,
            timeLimit=time_limit,
            options=[f"integerT {FINEST}", f"primalT {FINEST}"],
        )
        try:
            problem.solve(solver)
        except (self._pulp.PulpSolverError, OSError) as error:
            if WATCH.asked:
                # Told to end while it was starting, CBC ends without a word.
                return Unfinished(None, STOPPED)
            raise SolverUnavailable(NAME, str(error)) from error
        return self._read(problem, x)

    def _tell(self, value: int | None, bound: int | None) -> None:
        """Pass on how far CBC has come, in objective units."""
        WATCH.tell(*(None if steps is None else steps * self._step for steps in (value, bound)))

    def _read(self, problem: Any, x: list[Any]) -> Answer:
        pulp = self._pulp
        said = str(pulp.LpSolution.get(problem.sol_status, problem.sol_status))
        if problem.sol_status in (pulp.LpSolutionOptimal, pulp.LpSolutionIntegerFeasible):
            chosen = frozenset(i for i, variable in enumerate(x) if round(variable.varValue or 0.0) == 1)
            proved = problem.sol_status == pulp.LpSolutionOptimal
            return Found(chosen, value(self._program, chosen), proved, None, said)
        # PuLP has no word in `sol_status` for CBC's «Integer infeasible»; `status` says it, and only when CBC does.
        if pulp.LpStatusInfeasible in (problem.status, problem.sol_status):
            return Nothing(str(pulp.LpStatus[pulp.LpStatusInfeasible]))
        if problem.sol_status == pulp.LpSolutionNoSolutionFound:
            return Unfinished(None, said)
        raise SolverMisbehaved(f"{NAME}: {said}")


def _factor(row: Row) -> float:
    """What a row is multiplied by for CBC: a power of two that brings its numbers down to `WIDE`, where they are wider.

    Told in millions, with a tolerance of a billionth, CBC has called a program impossible that has plans: its floats
    do not reach from one to the other.
    """
    largest = max(abs(coefficient) for _, coefficient in row.coefficients)
    return 1 if largest < LARGE else 2.0 ** -((largest // WIDE).bit_length())


def _executable(pulp: Any) -> str:
    """The bundled CBC, else one on the path."""
    for path in (pulp.PULP_CBC_CMD.pulp_cbc_path, "cbc"):
        found = pulp.COIN_CMD(path=path, msg=False).available()
        if found:
            return str(found)
    raise SolverUnavailable(NAME, "its executable is missing or blocked")


def _solver(pulp: Any, hears: Heard | None) -> Any:
    """PuLP's CBC, run in a folder of its own and told to end when somebody wants that."""

    class Solver(pulp.COIN_CMD):  # type: ignore[misc]  # the base is known only where PuLP is installed
        def solve_CBC(self, lp: Any, use_mps: bool = True) -> Any:
            """As PuLP does; the files are named without a path, since CBC splits what it is told at spaces."""
            del use_mps
            with tempfile.TemporaryDirectory() as name:
                folder = Path(name)
                written = lp.writeMPS(str(folder / "plan.mps"), rename=1)
                limit = [] if self.timeLimit is None else ["-sec", str(self.timeLimit)]
                cuts = "" if self.optionsDict.get("cuts") is None else "-cuts off"
                options = [word for option in (*self.options, *self.getOptions()) for word in f"-{option}".split()]
                end = "-solve -printingOptions all -solution plan.sol"
                arguments = [self.path, "plan.mps", "-max", *limit, *cuts.split(), *options, *end.split()]
                code, solution = run_cbc(arguments, folder, hears), folder / "plan.sol"
                if code or not solution.exists():
                    raise pulp.PulpSolverError(f"it ended with code {code}")
                status, values, *_, found = self.readsol_MPS(str(solution), lp, *written[:3])
            lp.assignVarsVals(values)
            lp.assignStatus(status, found)
            return status

    return Solver
