"""HiGHS by way of highspy: the only module that knows highspy.

Two living models of one program, with and without whole numbers: rows are added and taken away, bounds change, no
process starts. The one without gives multipliers, from which `narrow` proves a bound and settles most candidates; the
one with whole numbers answers the rest. `Relaxation` is a third, without whole numbers, for a branch and bound of our
own. `threads` is never set, since setting it after another solve in the same process makes HiGHS fail without a word
(design §7); `parallel` is off, so that a program is always searched alike.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import count
from math import floor, frexp, inf, isfinite
from typing import Any

import numpy as np
from numpy.typing import NDArray

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
    is_below,
    search_exactly,
)
from prioritizer.selection.narrow import Bound, bound, rounded
from prioritizer.selection.products import lift, lifted
from prioritizer.selection.program import Program, Row, step, value
from prioritizer.selection.risk_rows import safer, tightening_rows
from prioritizer.selection.shortened import bounds, missed, shortened
from prioritizer.selection.watch import WATCH

NAME = "HiGHS"
LARGEST = 24
"""Objective coefficients are divided by a power of two down to at most 2 ** LARGEST; one unit stays far above 1e-7."""
BOUND = "Bound below what was asked"
PROVED = "Bound equal to the plan"
ENOUGH = "Plan worth what was asked"
"""What is said when the search stops itself."""
MOST_WRITTEN = 10**15
"""HiGHS takes no coefficient of a row above this, and a float holds every whole number below it exactly."""
SLACK = 1e-3
"""A bound from the search is read with this much of a step to spare."""
LAST = 0.3
"""The part of the time that is kept for a plan that surely keeps to a chance, should the search not be done."""
MOST_TIGHTENINGS = 30
"""Times that the relaxation is solved for rows of the limits on the joint draws, at most."""
OPTIONS = {
    "presolve": "off",
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 0.0,
    "mip_allow_restart": False,
    "mip_feasibility_tolerance": 1e-9,
    "parallel": "off",
    "random_seed": 0,
}
"""HiGHS 1.16 takes a plan that it begins from for another one where it has presolved, and may then call it optimal."""


class Highs:
    """HiGHS over one program.

    Raises:
        SolverUnavailable: highspy is not installed, or does not load.
    """

    name = NAME

    def __init__(self, program: Program) -> None:
        self.most_nodes: int | None = None
        costs = self._valued(program)
        program = self._program
        self._risks = program.risks
        self._whole = _Model(program.rows, costs, whole=True)
        self._linear = _Model(program.rows, costs, whole=False)
        self._whole.tell = self._tell
        if any(risk.form == "worst_mean" and not risk.kept for risk in program.risks):
            self._tighten()

    def revalue(self, program: Program) -> None:
        """Ask about other worths from now on: a program with the same candidates, products and rows."""
        costs = self._valued(program)
        for model in (self._whole, self._linear):
            model.price(costs)

    def _valued(self, program: Program) -> list[float]:
        """Take up the worths of a program, and say them as HiGHS is to have them."""
        self._given, self._program = program, lifted(program)
        self._step = step(self._program)
        largest = max((abs(c) // self._step for c in self._program.objective), default=1)
        self._shrink = 2.0 ** -max(0, frexp(float(largest))[1] - LARGEST)
        steps = [units // self._step for units in self._program.objective]
        self._missed = missed(steps, 2**53, lambda number: Fraction(float(number))) * self._step
        return [-self._scaled(units) for units in self._program.objective]

    def _tighten(self) -> None:
        """Find rows of the floors on a mean by the relaxation, which is soon solved, so that few searches need more."""
        model = self._linear
        for _ in range(MOST_TIGHTENINGS):
            if model.run(inf) != model.status.kOptimal:
                break
            rows = tightening_rows(self._program, model.highs.getSolution().col_value)
            for row in rows:
                model.add(row)
            if not rows:
                break
        model.restore()

    def search(
        self,
        rows: tuple[Row, ...] = (),
        at_least: int | None = None,
        time_limit: float | None = None,
        without: frozenset[str] = frozenset(),
        start: frozenset[int] | None = None,
        any_plan: bool = False,
    ) -> Answer:
        """The most valuable plan; stops as soon as a bound shows that none is worth `at_least`."""
        models = (self._whole, self._linear)
        written: list[Row] = []
        known = None if start is None else lift(self._given, start)
        self._risks = tuple(risk for risk in self._program.risks if risk.id not in without)
        has_chance = any(risk.form == "chance_below" for risk in self._risks)
        kept_back = time_limit * LAST if time_limit is not None and has_chance else 0.0
        limit = None if time_limit is None else time_limit - kept_back
        deadline, attempts = Deadline.after(limit), count()

        def attempt(extra: tuple[Row, ...]) -> Answer:
            for row in extra[len(written) :]:
                written.append(row)
                for model in models:
                    model.add(row)
            try:
                # The first attempt gets what little time there is, so that a plan is never lost to the clock.
                left = deadline.left() if next(attempts) else limit
                return self._attempt(at_least, left, known, any_plan)
            except Late:
                return Unfinished(self.highest(), LATE)

        for model in models:
            model.leave_out(without)
        try:
            answer = search_exactly(self._program, rows, without, attempt)
        finally:
            for model in models:
                model.restore()
        if isinstance(answer, Unfinished) and at_least is None and has_chance:
            return self._safe(rows, without, kept_back or None, answer)
        if is_below(answer, at_least):
            return Nothing(BOUND, answer.cuts)
        return answer

    def highest(self) -> int | None:
        """What no plan is worth more than, by exact multipliers of the relaxation; there also when the time is not."""
        proof, _ = self._relax(None)
        return None if proof is None else proof.units // self._step * self._step

    def _safe(
        self, rows: tuple[Row, ...], without: frozenset[str], time_limit: float | None, late: Unfinished
    ) -> Answer:
        """Where time passed over a chance: a plan that keeps to it by a stricter limit, and the bound that is known."""
        answer = Highs(safer(self._given)).search(rows, time_limit=time_limit, without=without)
        if not isinstance(answer, Found):
            return late
        return Found(answer.chosen, answer.value, False, late.bound, late.said, answer.cuts)

    def _attempt(
        self, at_least: int | None, time_limit: float | None, start: frozenset[int] | None, any_plan: bool
    ) -> Answer:
        if any_plan and at_least is None:
            return held_against(self._program, start, self._solve(None, time_limit, start, 1))
        proof, plan = self._relax(start if at_least is None else None)
        if proof is None:
            return held_against(self._program, start, self._solve(at_least, time_limit, start, None), at_least)
        worth = at_least if at_least is not None else None if plan is None else value(self._program, plan)
        # Every plan is worth a whole number of steps.
        highest = proof.units // self._step * self._step
        if worth is not None and highest < worth:
            return Nothing(BOUND)
        if plan is not None and highest == value(self._program, plan):
            return Found(plan, highest, True, highest, PROVED)
        if any_plan and plan is not None and value(self._program, plan) >= (at_least or 0):
            return Found(plan, value(self._program, plan), False, highest, ENOUGH)
        if worth is not None:
            self._whole.settle(proof.settle(worth))
        answer = self._solve(at_least, time_limit, plan, None, any_plan)
        # Also where HiGHS was stopped before it took up the plan that it was to begin from.
        answer = held_against(self._program, plan, answer, at_least, highest)
        if isinstance(answer, Nothing) or answer.bound is not None:
            return answer
        return replace(answer, bound=highest)

    def _relax(self, start: frozenset[int] | None) -> tuple[Bound | None, frozenset[int] | None]:
        """The bound of the linear relaxation, and the better of the start and the relaxation rounded."""
        model = self._linear
        if model.run(inf) != model.status.kOptimal:
            return None, start
        solution, rows = model.highs.getSolution(), model.rows
        scale = self._step / self._shrink
        # HiGHS minimises the negated objective: its multipliers are negated with it.
        duals = (dual * scale * model.scale(number) for number, dual in enumerate(solution.row_dual))
        proof = bound(self._program, rows, [-dual for dual in duals], model.fixed)
        known = [p for p in (start, self._rounded(rows, solution.col_value, proof.gains)) if p is not None]
        return proof, max(known, key=lambda p: value(self._program, p), default=None)

    def _rounded(self, rows: list[Row], relaxed: Sequence[float], gains: Sequence[int]) -> frozenset[int] | None:
        """The relaxation rounded on candidates alone: a product follows from them."""
        count = len(self._given.candidates)
        if count == len(self._program.objective):
            return self._within(rounded(self._program, rows, relaxed, gains, self._linear.fixed))
        own = [row for row in rows if all(i < count for i, _ in row.coefficients)]
        plan = rounded(self._given, own, relaxed[:count], gains[:count], self._linear.fixed)
        lifted_plan = None if plan is None else lift(self._given, plan)
        if lifted_plan is None or not all(row.allows(lifted_plan) for row in rows):
            return None
        return self._within(lifted_plan)

    def _within(self, plan: frozenset[int] | None) -> frozenset[int] | None:
        """A plan within the limits on the joint draws: what is settled by its worth rests on its being one."""
        return plan if plan is not None and all(risk.allows(plan) for risk in self._risks) else None

    def _solve(
        self,
        at_least: int | None,
        time_limit: float | None,
        start: frozenset[int] | None,
        plans: int | None,
        enough: bool = False,
    ) -> Answer:
        model = self._whole
        model.cutoff = inf if at_least is None else -self._scaled(at_least - self._missed - self._step / 2)
        model.start_from(start)
        model.most_plans(plans)
        model.most_nodes(self.most_nodes)
        model.stop_at(-self._scaled(at_least) if enough and at_least is not None else -inf)
        return self._read(model.run(inf if time_limit is None else time_limit), at_least)

    def _read(self, status: Any, at_least: int | None) -> Answer:
        model, known = self._whole, self._whole.status
        said = str(model.highs.modelStatusToString(status))
        if status in (known.kInfeasible, known.kUnboundedOrInfeasible):
            return Nothing(said)
        stopped = (known.kInterrupt, known.kTimeLimit, known.kSolutionLimit, known.kObjectiveTarget)
        if status not in (known.kOptimal, known.kModelEmpty, *stopped):
            raise SolverMisbehaved(f"{NAME}: {said}")
        highest = self._units(model.highs.getInfo().mip_dual_bound)
        chosen = model.chosen()
        short = chosen is None or at_least is None or self._worth(chosen) < at_least
        if model.stopped and status == known.kInterrupt and short:
            return Nothing(BOUND)
        if chosen is None:
            return Unfinished(highest, said)
        worth, is_last = self._worth(chosen), status not in stopped
        if is_last and self._missed:
            # HiGHS had the worths but for their last digits, so that another plan may be worth that much more.
            return Found(chosen, worth, False, worth + self._missed, said)
        return Found(chosen, worth, is_last, highest, said)

    def _tell(self, primal: float, dual: float) -> None:
        found = round(-primal / self._shrink) * self._step if isfinite(primal) else None
        WATCH.tell(found, self._units(dual))

    def _worth(self, chosen: frozenset[int]) -> int:
        return value(self._program, chosen)

    def _scaled(self, units: float) -> float:
        return units / self._step * self._shrink

    def _units(self, scaled: float) -> int | None:
        """A dual bound in objective units: the highest value a plan can have within the tolerance."""
        if not isfinite(scaled):
            return None
        return floor(-scaled / self._shrink + SLACK) * self._step + self._missed


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
        self._unit = step(program)
        largest = max((abs(c) // self._unit for c in program.objective), default=1) if valued else 1
        self._shrink = 2.0 ** -max(0, frexp(float(largest))[1] - LARGEST)
        costs = [-(c / self._unit * self._shrink) if valued else 0.0 for c in program.objective]
        self._model = _Model(program.rows, costs, whole=False)
        self._low, self._high = np.zeros(len(costs)), np.ones(len(costs))
        self._limits = [self._model.limits(number) for number in range(len(program.rows))]
        self._parts = np.array([self._model.scale(number) for number in range(len(program.rows))])

    def add(self, row: Row) -> None:
        """Take in a row, after all others; large numbers in it are divided by a power of two."""
        largest = max((abs(c) for _, c in row.coefficients), default=1)
        part = 2.0 ** -max(0, frexp(float(largest))[1] - LARGEST)
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


class _Model:
    """One living highspy model; what a search changes is put back after it."""

    def __init__(self, rows: tuple[Row, ...], costs: list[float], whole: bool) -> None:
        try:
            import highspy
        except ImportError as error:
            raise SolverUnavailable(NAME, "highspy is not installed") from error
        self.highspy, self.status = highspy, highspy.HighsModelStatus
        self.cutoff, self.stopped = inf, False
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
        self.stopped = False
        self.highs.setOptionValue("time_limit", seconds)
        status = self.highs.run()
        if status == self.highspy.HighsStatus.kError:
            # Seen when a linear model starts from a basis that rows have left: once more, from nothing.
            self.highs.clearSolver()
            status = self.highs.run()
        self.must(status)
        return self.highs.getModelStatus()

    def start_from(self, plan: frozenset[int] | None) -> None:
        """Forget earlier searches, so that the same question has the same answer; begin from a plan if one is known."""
        self.highs.clearSolver()
        # HiGHS takes no plan, not even the empty one, of a program without candidates.
        if plan is not None and self.highs.getNumCol():
            known = self.highspy.HighsSolution()
            known.col_value = [float(i in plan) for i in range(self.highs.getNumCol())]
            self.must(self.highs.setSolution(known))

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
        self.stopped = event.data_out.mip_dual_bound > self.cutoff
        event.interrupt(self.stopped or WATCH.asked)
        if self.tell is not None:
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
            raise SolverMisbehaved(f"{NAME}: {status}")

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
