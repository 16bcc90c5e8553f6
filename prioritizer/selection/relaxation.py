"""The linear relaxation of a program, alive: for a branch and bound of our own, and for questions soon answered."""

from dataclasses import dataclass
from math import inf
from typing import Any

import numpy as np
from numpy.typing import NDArray

from prioritizer.selection.highs_model import Model, shrunk
from prioritizer.selection.program import Program, Row, step


@dataclass(frozen=True, slots=True)
class Relaxed:
    """What the linear relaxation says, in floats that prove nothing by themselves.

    `worth` is its optimum in objective units, None where no point meets the rows; `shares` a number from 0 to 1 for
    each candidate, `multipliers` one for each row, in objective units per unit of the row, or a ray.
    """

    worth: float | None
    shares: NDArray[np.float64]
    multipliers: NDArray[np.float64]


class Relaxation:
    """The linear relaxation of a program, alive: bounds of candidates and rows change, and its basis stays.

    Args:
        program: Without groups; see `lifted`.
        valued: False asks only whether some point meets the rows.

    Raises:
        SolverUnavailable: highspy is not installed, or does not load.
    """

    def __init__(self, program: Program, valued: bool) -> None:
        costs = self._costs(program, valued)
        self._model = Model(program.rows, costs, whole=False)
        self._low, self._high = np.zeros(len(costs)), np.ones(len(costs))
        self._limits = [self._model.limits(number) for number in range(len(program.rows))]
        self._parts = np.array([self._model.scale(number) for number in range(len(program.rows))])

    def _costs(self, program: Program, valued: bool) -> list[float]:
        self._unit = step(program)
        largest = max((abs(c) // self._unit for c in program.objective), default=1) if valued else 1
        self._shrink = shrunk(largest)
        return [-(c / self._unit * self._shrink) if valued else 0.0 for c in program.objective]

    def revalue(self, program: Program) -> None:
        """Ask about other worths from now on, and from no basis: what was asked before then settles nothing."""
        self._model.price(self._costs(program, True))
        self._model.highs.clearSolver()

    def add(self, row: Row) -> None:
        """Take in a row, after all others; large numbers in it are divided by a power of two."""
        largest = max((abs(c) for _, c in row.coefficients), default=1)
        part = shrunk(largest)
        self._model.add(row, part)
        number = len(self._limits)
        self._limits.append(self._model.limits(number))
        self._parts = np.append(self._parts, self._model.scale(number))

    def hold(self, low: NDArray[np.float64], high: NDArray[np.float64]) -> None:
        """Set the bounds of all candidates; only those that differ are told."""
        changed = np.flatnonzero((low != self._low) | (high != self._high)).astype(np.int32)
        if len(changed):
            self._model.must(self._model.highs.changeColsBounds(len(changed), changed, low[changed], high[changed]))
            self._low, self._high = low, high

    def limit(self, row: int, low: int | None, high: int | None) -> None:
        """Set the bounds of a row; None is no bound."""
        limits = self._model.between(row, low, high)
        if limits != self._limits[row]:
            self._model.must(self._model.highs.changeRowBounds(row, *limits))
            self._limits[row] = limits

    def solve(self) -> Relaxed | None:
        """Solve from the basis at hand; None where HiGHS comes to no end, or gives no ray."""
        model, known = self._model, self._model.status
        status = model.run(inf)
        if status == known.kInfeasible:
            _, found, ray = model.highs.getDualRay()
            return Relaxed(None, np.zeros(0), np.array(ray) * self._parts) if found else None
        if status != known.kOptimal:
            return None
        solution = model.highs.getSolution()
        scale = self._unit / self._shrink
        return Relaxed(
            -model.highs.getInfo().objective_function_value * scale,
            np.array(solution.col_value),
            # HiGHS minimises the negated objective: its multipliers are negated with it.
            np.array(solution.row_dual) * self._parts * -scale,
        )

    def try_candidate(self, index: int, steps: int) -> tuple[float | None, float | None]:
        """A bound of the worth with a candidate out, and with it in, from a few steps of the simplex method each.

        None where no point meets the rows. The basis at hand is that of before.
        """
        highs, basis = self._model.highs, self._model.highs.getBasis()
        low, high = float(self._low[index]), float(self._high[index])
        found = []
        for x in (0.0, 1.0):
            self._model.must(highs.changeColBounds(index, x, x))
            found.append(self._tried(steps, basis))
        self._model.must(highs.changeColBounds(index, low, high))
        return found[0], found[1]

    def try_row(self, row: int, most: int, steps: int) -> tuple[float | None, float | None]:
        """The same with a row at most so much, and with it more."""
        highs, basis, (low, high) = self._model.highs, self._model.highs.getBasis(), self._limits[row]
        found = []
        more, fewer = self._model.between(row, most + 1, None)[0], self._model.between(row, None, most)[1]
        for ends in ((low, fewer), (more, high)):
            self._model.must(highs.changeRowBounds(row, *ends))
            found.append(self._tried(steps, basis))
        self._model.must(highs.changeRowBounds(row, low, high))
        return found[0], found[1]

    def _tried(self, steps: int, basis: Any) -> float | None:
        model = self._model
        model.highs.setOptionValue("simplex_iteration_limit", steps)
        status = model.run(inf)
        worth = -model.highs.getInfo().objective_function_value * self._unit / self._shrink
        model.highs.setOptionValue("simplex_iteration_limit", model.highspy.kHighsIInf)
        model.must(model.highs.setBasis(basis))
        return worth if status in (model.status.kOptimal, model.status.kIterationLimit) else None
