"""HiGHS by way of highspy: the only module that knows highspy.

One thread, with `parallel` off, so that a program is always searched alike: HiGHS otherwise keeps another that does
nothing but wait for work, on a core of its own. All models of a process must have as many: where somebody else has
begun with more, HiGHS refuses to run (design §7), and its threads are begun anew.
"""

from collections.abc import Callable, Mapping
from math import frexp
from typing import Any

import numpy as np

from prioritizer.selection.exact import SolverMisbehaved, SolverUnavailable
from prioritizer.selection.program import Row
from prioritizer.selection.shortened import bounds, shortened
from prioritizer.selection.watch import WATCH

NAME = "HiGHS"
LARGEST = 24
"""Large numbers are divided by a power of two down to at most 2 ** LARGEST; one unit stays far above 1e-7."""
MOST_WRITTEN = 10**15
"""HiGHS takes no coefficient of a row above this, and a float holds every whole number below it exactly."""
OPTIONS = {
    "presolve": "off",
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 0.0,
    "mip_allow_restart": False,
    "mip_feasibility_tolerance": 1e-9,
    "mip_heuristic_run_feasibility_jump": False,
    "mip_heuristic_run_rens": False,
    "mip_heuristic_run_rins": False,
    "mip_allow_cut_separation_at_nodes": False,
    "mip_pool_age_limit": 10,
    "mip_pscost_minreliable": 2,
    "parallel": "off",
    "threads": 1,
    "random_seed": 0,
}
"""Where HiGHS 1.16 presolves it takes some programs that have a plan for programs that have none.

To look about for a first plan takes longer than most questions, which know a good plan whose worth bounds the search.
One such search is left on, by the costs of the relaxation: large programs cannot do without it.
"""


def shrunk(largest: int) -> float:
    """The power of two that numbers are multiplied by whose largest is this; 1 where it is not too large."""
    return 2.0 ** -max(0, frexp(float(largest))[1] - LARGEST)


class Model:
    """One living highspy model; what a search changes is put back after it."""

    def __init__(self, rows: tuple[Row, ...], costs: list[float], whole: bool) -> None:
        try:
            import highspy
        except ImportError as error:
            raise SolverUnavailable(NAME, "highspy is not installed") from error
        self.highspy, self.status = highspy, highspy.HighsModelStatus
        self.tell: Callable[[float, float], None] | None = None
        self.fixed: dict[int, int] = {}
        self._base, self._added, self._left_out = rows, list[Row](), frozenset[str]()
        self._short, self._parts = [shortened(row, MOST_WRITTEN) for row in rows], [1.0] * len(rows)
        self._settled: set[int] = set()
        self._integral = whole
        self.highs = _silent(highspy)()
        for option, setting in OPTIONS.items():
            self.highs.setOptionValue(option, setting)
        self.must(self.highs.passModel(self._written(costs)))
        if whole:
            self.highs.cbMipInterrupt.subscribe(self._watch)

    @property
    def rows(self) -> list[Row]:
        """All rows in the order of the model; one left out is a row that allows everything."""
        free = (Row(r.id, (), "<=", 0, r.kind, r.limit) if r.id in self._left_out else r for r in self._base)
        return [*free, *self._added]

    def leave_out(self, ids: frozenset[str]) -> None:
        """Let the rows of some limits allow everything."""
        self._left_out = ids
        for number, row in enumerate(self._base):
            if row.id in ids:
                self.must(self.highs.changeRowBounds(number, -self.highspy.kHighsInf, self.highspy.kHighsInf))

    def add(self, row: Row, part: float = 1.0) -> None:
        """Take a row in, times `part`; one that forces candidates in or out is said as bounds."""
        if row.kind == "forced" and (row.bound == 0 or len(row.coefficients) == 1):
            self.fixed.update({i: row.bound for i, _ in row.coefficients})
            self._hold({i: row.bound for i, _ in row.coefficients})
            return
        short = shortened(row, MOST_WRITTEN)
        self._added.append(row)
        self._short.append(short)
        self._parts.append(part)
        indexes = np.array([i for i, _ in short.coefficients], dtype=np.int32)
        values = np.array([c * part for _, c in short.coefficients], dtype=np.float64)
        self.must(self.highs.addRow(*self.limits(len(self._short) - 1), len(indexes), indexes, values))

    def price(self, costs: list[float]) -> None:
        """Give all variables other costs; the basis at hand stays."""
        every = np.arange(len(costs), dtype=np.int32)
        self.must(self.highs.changeColsCost(len(costs), every, np.array(costs, dtype=np.float64)))

    def settle(self, settled: Mapping[int, int]) -> None:
        """Hold candidates that no plan worth looking for can have otherwise."""
        self._hold({i: x for i, x in settled.items() if i not in self.fixed})

    def restore(self) -> None:
        """Put back what a search has changed."""
        for i in self._settled:
            self.must(self.highs.changeColBounds(i, 0.0, 1.0))
        if self._added:
            extra = np.arange(len(self._base), len(self._base) + len(self._added), dtype=np.int32)
            self.must(self.highs.deleteRows(len(extra), extra))
        for number, row in enumerate(self._base):
            if row.id in self._left_out:
                self.must(self.highs.changeRowBounds(number, *self.limits(number)))
        self.fixed, self._added, self._left_out, self._settled = {}, [], frozenset(), set()
        del self._short[len(self._base) :], self._parts[len(self._base) :]

    def run(self, seconds: float) -> Any:
        """Solve, and say HiGHS's status."""
        self.highs.setOptionValue("time_limit", seconds)
        status = self.highs.run()
        if status == self.highspy.HighsStatus.kError:
            # Seen when a linear model starts from a basis that rows have left, and where somebody else in the process
            # has begun with more threads: once more, from nothing.
            self.highspy.Highs.resetGlobalScheduler(True)
            self.highs.clearSolver()
            status = self.highs.run()
        self.must(status)
        return self.highs.getModelStatus()

    def ask_for(self, cost: float) -> None:
        """Forget earlier searches, so that the same question has the same answer, and look for what costs less.

        A plan that is known is told by its cost alone: HiGHS then has to find one that is as good, and what it says can
        be held against the one at hand.
        """
        self.highs.clearSolver()
        self.highs.setOptionValue("objective_bound", cost)

    def most_plans(self, count: int | None) -> None:
        """Stop after so many plans, each better than the one before."""
        self.highs.setOptionValue("mip_max_improving_sols", self.highspy.kHighsIInf if count is None else count)

    def most_nodes(self, count: int | None) -> None:
        """Stop after so many nodes of the tree."""
        self.highs.setOptionValue("mip_max_nodes", self.highspy.kHighsIInf if count is None else count)

    def stop_at(self, cost: float) -> None:
        """Stop at the first plan that costs no more than this, in the minimised objective."""
        self.highs.setOptionValue("objective_target", cost)

    def chosen(self) -> frozenset[int] | None:
        """The plan at hand, None where there is none."""
        if not self.highs.getNumCol():
            return frozenset()
        if self.highs.getInfo().primal_solution_status != self.highspy.SolutionStatus.kSolutionStatusFeasible:
            return None
        return frozenset(i for i, x in enumerate(self.highs.getSolution().col_value) if round(x) == 1)

    def _hold(self, fixed: Mapping[int, int]) -> None:
        for i, x in fixed.items():
            self._settled.add(i)
            self.must(self.highs.changeColBounds(i, float(x), float(x)))

    def _watch(self, event: Any) -> None:
        # HiGHS keeps the word from the search before: it is said each time, yes or no.
        event.interrupt(WATCH.asked)
        if self.tell is not None and WATCH.hears is not None:
            self.tell(event.data_out.mip_primal_bound, event.data_out.mip_dual_bound)

    def limits(self, number: int) -> tuple[float, float]:
        """The bounds of the row with a number as HiGHS has them."""
        row = self._base[number] if number < len(self._base) else self._added[number - len(self._base)]
        return self.between(number, *bounds(row))

    def between(self, number: int, low: int | None, high: int | None) -> tuple[float, float]:
        """The same where the row lies between two bounds; None is no bound."""
        short, part, infinite = self._short[number], self._parts[number], float(self.highspy.kHighsInf)
        low, high = short.between(low, high)
        return -infinite if low is None else low * part, infinite if high is None else high * part

    def scale(self, number: int) -> float:
        """How much of the row with a number HiGHS has."""
        return self._parts[number] / self._short[number].divisor

    def must(self, status: Any) -> None:
        """Raise where HiGHS refuses what it is told."""
        if status == self.highspy.HighsStatus.kError:
            raise SolverMisbehaved(NAME, str(status))

    def _written(self, costs: list[float]) -> Any:
        highspy, rows = self.highspy, self._base
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(costs), len(rows)
        model.col_cost_ = np.array(costs, dtype=np.float64)
        model.col_lower_, model.col_upper_ = np.zeros(len(costs)), np.ones(len(costs))
        limits = [self.limits(number) for number in range(len(rows))]
        model.row_lower_ = np.array([low for low, _ in limits], dtype=np.float64)
        model.row_upper_ = np.array([high for _, high in limits], dtype=np.float64)
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        short = [one.coefficients for one in self._short]
        model.a_matrix_.start_ = np.cumsum([0, *(len(one) for one in short)], dtype=np.int32)
        model.a_matrix_.index_ = np.array([i for one in short for i, _ in one], dtype=np.int32)
        model.a_matrix_.value_ = np.array([c for one in short for _, c in one], dtype=np.float64)
        if self._integral:
            model.integrality_ = [highspy.HighsVarType.kInteger] * len(costs)
        return model


def _silent(highspy: Any) -> Any:
    """A Highs that says nothing: the banner goes out when callbacks are enabled, so it is hushed just before."""

    class Silent(highspy.Highs):  # type: ignore[misc]  # the base is known only where highspy is installed
        def enableCallbacks(self) -> None:
            self.setOptionValue("output_flag", False)
            super().enableCallbacks()

    return Silent
