"""The plan of the highest value, by HiGHS.

Two living models of one program, with and without whole numbers: rows are added and taken away, bounds change, no
process starts. The one without gives multipliers, from which `narrow` proves a bound and settles most candidates; the
one with whole numbers answers the rest.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import count
from math import floor, inf, isfinite
from typing import Any

from prioritizer.selection.deadline import Deadline, Late
from prioritizer.selection.exact import (
    LATE,
    Answer,
    Found,
    Nothing,
    SolverMisbehaved,
    Unfinished,
    held_against,
    search_exactly,
    that_matters,
)
from prioritizer.selection.highs_model import NAME, Model, shrunk
from prioritizer.selection.narrow import Bound, bound, rounded
from prioritizer.selection.products import lift, lifted
from prioritizer.selection.program import Program, Row, step, value
from prioritizer.selection.risk_rows import safer, tightening_rows
from prioritizer.selection.shortened import missed
from prioritizer.selection.swaps import Swaps
from prioritizer.selection.watch import WATCH

BOUND = "Bound below what was asked"
PROVED = "Bound equal to the plan"
ENOUGH = "Plan worth what was asked"
BOUNDED = "Bound of the relaxation"
"""What is said when the search stops itself."""
SLACK = 1e-3
"""A bound from the search is read with this much of a step to spare."""
LAST = 0.3
"""The part of the time that is kept for a plan that surely keeps to a chance, should the search not be done."""
MOST_TIGHTENINGS = 30
"""Times that the relaxation is solved for rows of the limits on the joint draws, at most."""


class Highs:
    """HiGHS over one program.

    Args:
        program: What is searched.
        only_bounds: Answer from the linear relaxation alone, which is soon solved: a bound that holds, and the plan at
            hand or the relaxation rounded to one. No search for whole numbers is made, and little is proved.

    Raises:
        SolverUnavailable: highspy is not installed, or does not load.
    """

    name = NAME

    def __init__(self, program: Program, only_bounds: bool = False) -> None:
        self.most_nodes: int | None = None
        self._only_bounds = only_bounds
        costs = self._valued(program)
        program = self._program
        self._risks, self._swaps = program.risks, Swaps(program)
        self._whole = Model(program.rows, costs, whole=True)
        self._linear = Model(program.rows, costs, whole=False)
        self._whole.tell = self._tell
        if any(risk.form == "worst_mean" and not risk.kept for risk in program.risks):
            self._tighten()

    def revalue(self, program: Program) -> None:
        """Ask about other worths from now on: a program with the same candidates, products and rows.

        From no basis, so that the answer is the same whatever was asked before.
        """
        costs = self._valued(program)
        for model in (self._whole, self._linear):
            model.price(costs)
            model.highs.clearSolver()

    def _valued(self, program: Program) -> list[float]:
        """Take up the worths of a program, and say them as HiGHS is to have them."""
        self._given, self._program = program, lifted(program)
        self._step = step(self._program)
        largest = max((abs(c) // self._step for c in self._program.objective), default=1)
        self._shrink = shrunk(largest)
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
        return that_matters(answer, at_least)

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
        if any_plan and at_least is None and not self._only_bounds:
            if start is None:
                return self._solve(None, time_limit, 1)
            return Found(start, self._worth(start), False, None, ENOUGH)
        proof, plan = self._relax(start if at_least is None else None, near=any_plan or self._only_bounds)
        # Every plan is worth a whole number of steps.
        highest = None if proof is None else proof.units // self._step * self._step
        if at_least is not None and highest is not None and highest < at_least:
            return Nothing(BOUND)
        if plan is not None and highest == self._worth(plan):
            return Found(plan, highest, True, highest, PROVED)
        if any_plan and plan is not None and self._worth(plan) >= (at_least or 0):
            return Found(plan, self._worth(plan), False, highest, ENOUGH)
        if self._only_bounds:
            return self._at_hand(plan, highest, at_least)
        # Asked for one worth as much as the one at hand, HiGHS must find one: that it denies what is there is seen.
        wanted = at_least if at_least is not None or plan is None else self._worth(plan)
        if wanted is not None and proof is not None:
            self._whole.settle(proof.settle(wanted))
        answer = that_matters(self._solve(wanted, time_limit, None, any_plan), wanted)
        answer = held_against(self._program, plan, answer, at_least, highest)
        if isinstance(answer, Nothing) or answer.bound is not None:
            return answer
        return replace(answer, bound=highest)

    def _at_hand(self, plan: frozenset[int] | None, highest: int | None, at_least: int | None) -> Answer:
        """The plan that is known, where it is worth what was asked, below a bound."""
        if plan is None or value(self._program, plan) < (at_least or value(self._program, plan)):
            return Unfinished(highest, BOUNDED)
        return Found(plan, value(self._program, plan), False, highest, BOUNDED)

    def _relax(self, start: frozenset[int] | None, near: bool = False) -> tuple[Bound | None, frozenset[int] | None]:
        """The bound of the linear relaxation, and the better of the start and the relaxation rounded.

        `near` also looks among plans near the two. A search to the end finds as good a plan itself, in less time.
        """
        model = self._linear
        if model.run(inf) != model.status.kOptimal:
            return None, start
        solution, rows = model.highs.getSolution(), model.rows
        scale = self._step / self._shrink
        # HiGHS minimises the negated objective: its multipliers are negated with it.
        duals = (dual * scale * model.scale(number) for number, dual in enumerate(solution.row_dual))
        proof = bound(self._program, rows, [-dual for dual in duals], model.fixed)
        known = [p for p in (start, self._rounded(rows, solution.col_value, proof.gains)) if p is not None]
        if near:
            swapped = (self._swaps.improved(self._program, p, rows, model.fixed, proof.gains) for p in known)
            known += [p for p in map(self._within, swapped) if p is not None]
        return proof, max(known, key=self._worth, default=None)

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

    def _solve(self, at_least: int | None, time_limit: float | None, plans: int | None, enough: bool = False) -> Answer:
        model = self._whole
        model.ask_for(inf if at_least is None else -self._scaled(at_least - self._missed - self._step / 2))
        model.most_plans(plans)
        model.most_nodes(self.most_nodes)
        model.stop_at(-self._scaled(at_least) if enough and at_least is not None else -inf)
        return self._read(model.run(inf if time_limit is None else time_limit))

    def _read(self, status: Any) -> Answer:
        model, known = self._whole, self._whole.status
        said = str(model.highs.modelStatusToString(status))
        if status in (known.kInfeasible, known.kUnboundedOrInfeasible, known.kObjectiveBound):
            return Nothing(said)
        stopped = (known.kInterrupt, known.kTimeLimit, known.kSolutionLimit, known.kObjectiveTarget)
        if status not in (known.kOptimal, known.kModelEmpty, *stopped):
            raise SolverMisbehaved(NAME, said)
        highest = self._units(model.highs.getInfo().mip_dual_bound)
        chosen = model.chosen()
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
