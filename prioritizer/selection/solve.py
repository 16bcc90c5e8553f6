"""CBC by way of PuLP: the only module that knows PuLP.

CBC runs with cuts off: with its own cuts the bundled one has called a wrong plan Optimal (design §7). That a plan was
found and proved is read from `sol_status`, since PuLP's `status` says Optimal after a time limit too; values are never
read before it.
"""

import tempfile
from fractions import Fraction
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
    held_against,
    search_exactly,
    that_matters,
)
from prioritizer.selection.products import lifted
from prioritizer.selection.program import Program, Row, step, value
from prioritizer.selection.shortened import bounds, missed, shortened
from prioritizer.selection.watch import WATCH

NAME = "CBC"
MOST_IN_ROW = 10**7
"""CBC calls rows with larger numbers broken, or plans within them worse than they are, where they are just kept to."""
MOST_WORTH = 10**13
"""PuLP writes numbers in thirteen digits: below this, each is written as it is."""
ENDS = {"==": "", "<=": "", ">=": "low"}
"""What the name of a constraint ends with; a row may take two, whose names must differ."""
FINEST = "1e-9"
"""Tolerance asked for, against solvers that take a plan a few kronor beside a budget (design §7)."""
STOPPED = "stopped"
"""What is said when it was told to end before it had begun."""


class Cbc:
    """CBC over one program; each search writes the model once and extends it with cuts.

    Raises:
        SolverUnavailable: PuLP is not installed, or CBC's executable is missing or blocked.
    """

    name = NAME

    def __init__(self, program: Program, cuts: bool = False) -> None:
        self.most_nodes: int | None = None
        try:
            import pulp
        except ImportError as error:
            raise SolverUnavailable(NAME, "PuLP is not installed") from error
        self._pulp = pulp
        self._given, self._program = program, lifted(program)
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
        del any_plan
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
        return that_matters(held_against(self._given, start, answer, at_least), at_least)

    def _write(self, without: frozenset[str]) -> tuple[Any, list[Any]]:
        problem = self._pulp.LpProblem("plan", self._pulp.LpMaximize)
        # PuLP orders variables by name: padded numbers keep the program's own order.
        x = [
            problem.add_variable(f"x{i:07d}", lowBound=0, upBound=1, cat=self._pulp.LpInteger)
            for i in range(len(self._program.objective))
        ]
        units = [coefficient // self._step for coefficient in self._program.objective]
        self._missed = missed(units, MOST_WORTH, lambda number: Fraction(f"{number:.12e}"))
        problem.setObjective(self._pulp.LpAffineExpression(list(zip(x, units, strict=True))))
        for number, row in enumerate(self._program.rows):
            if row.id not in without:
                self._add(problem, x, row, f"row{number:07d}")
        return problem, x

    def _add(self, problem: Any, x: list[Any], row: Row, name: str) -> None:
        pulp = self._pulp
        short = shortened(row, MOST_IN_ROW)
        low, high = short.between(*bounds(row))
        if not short.coefficients:
            return
        senses = {"==": pulp.LpConstraintEQ} if low == high else {">=": pulp.LpConstraintGE, "<=": pulp.LpConstraintLE}
        for (sign, sense), bound in zip(senses.items(), (low, high), strict=False):
            if bound is not None:
                expression = pulp.LpAffineExpression([(x[i], coefficient) for i, coefficient in short.coefficients])
                problem.addConstraint(pulp.LpConstraint(expression, sense, rhs=bound), name + ENDS[sign])

    def _run(self, problem: Any, x: list[Any], time_limit: float | None) -> Answer:
        """What CBC says.

        Raises:
            Late: It says that there is no plan, but its time had passed, or somebody had asked for an end.
        """
        solver = _solver(self._pulp, None if WATCH.hears is None else self._tell)(
            path=self._executable,
            msg=False,
            cuts=None if self._cuts else False,
            gapRel=0,
            gapAbs=0,
            timeLimit=time_limit,
            maxNodes=self.most_nodes,
            options=[f"integerT {FINEST}", f"primalT {FINEST}"],
        )
        deadline = Deadline.after(time_limit)
        try:
            problem.solve(solver)
        except (self._pulp.PulpSolverError, OSError) as error:
            if WATCH.asked:
                # Told to end while it was starting, CBC ends without a word.
                return Unfinished(None, STOPPED)
            raise SolverUnavailable(NAME, str(error)) from error
        answer = self._read(problem, x)
        if isinstance(answer, Nothing):
            # Where its time passes while it looks over a program, CBC calls that impossible.
            deadline.left()
        return answer

    def _tell(self, value: int | None, bound: int | None) -> None:
        """Pass on how far CBC has come, in objective units."""
        WATCH.tell(*(None if steps is None else steps * self._step for steps in (value, bound)))

    def _read(self, problem: Any, x: list[Any]) -> Answer:
        pulp = self._pulp
        said = str(pulp.LpSolution.get(problem.sol_status, problem.sol_status))
        if problem.sol_status in (pulp.LpSolutionOptimal, pulp.LpSolutionIntegerFeasible):
            chosen = frozenset(i for i, variable in enumerate(x) if round(variable.varValue or 0.0) == 1)
            worth, is_last = value(self._program, chosen), problem.sol_status == pulp.LpSolutionOptimal
            # Where CBC had the worths but for their last digits, another plan may be worth that much more.
            highest = worth + self._missed * self._step if is_last else None
            return Found(chosen, worth, highest == worth, highest, said)
        # PuLP has no word in `sol_status` for CBC's «Integer infeasible»; `status` says it, and only when CBC does.
        if pulp.LpStatusInfeasible in (problem.status, problem.sol_status):
            return Nothing(str(pulp.LpStatus[pulp.LpStatusInfeasible]))
        if problem.sol_status == pulp.LpSolutionNoSolutionFound:
            return Unfinished(None, said)
        raise SolverMisbehaved(NAME, said)


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
