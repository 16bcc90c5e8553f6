"""One set of limits and many values: what is best when the draws of some outcomes are what counts (convention §23)."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from prioritizer.explanation.lanes import LANES
from prioritizer.explanation.nearly import Nearly
from prioritizer.explanation.questions import Answered
from prioritizer.explanation.row_table import is_small
from prioritizer.selection.branching import BetterPlan
from prioritizer.selection.draws import Risk, Table
from prioritizer.selection.exact import Answer, Found, Nothing, Solver, SolverMisbehaved, held_against
from prioritizer.selection.highs import Highs
from prioritizer.selection.program import Program, most, value
from prioritizer.selection.search import serving
from prioritizer.selection.watch import WATCH

Some = npt.NDArray[np.int64]
"""Which draws, by number."""


@dataclass(frozen=True, slots=True)
class Start:
    """The program of one draw, a good plan of it, and by how many objective units a better one was bounded."""

    program: Program
    plan: frozenset[int]
    below: int


@dataclass(slots=True)
class Worlds:
    """The program without limits on the draws, what every plan is worth in each draw, and all plans found so far.

    Worth is counted in objective units and summed over the draws asked about, so that it stays a whole number.
    """

    program: Program
    table: Table
    solver: Solver
    risks: tuple[Risk, ...] = ()
    plans: list[frozenset[int]] = field(default_factory=list)
    worths: list[npt.NDArray[np.float64]] = field(default_factory=list)
    _beside: tuple[int, ...] = ()

    @classmethod
    def of(
        cls,
        program: Program,
        draws: Sequence[Sequence[int]],
        together: Sequence[Sequence[int]],
        with_risks: bool = False,
    ) -> "Worlds":
        """Worlds of a program.

        Args:
            program: Whose limits hold, but for those on the draws (§23).
            draws: Whole value kronor by candidate, in the program's order, and draw.
            together: The same of each product, group after group.
            with_risks: Hold plans to the limits on the draws too, as they are over all draws.

        Raises:
            SolverUnavailable: No solver can start.
        """
        bare = program if with_risks else replace(program, risks=())
        products = [product for shared in program.shared for product in shared]
        pairs = [(frozenset(p.members), drawn) for p, drawn in zip(products, together, strict=True)]
        table = Table.of(draws, pairs)
        # What the objective counts beside the value: the reserve price of what is granted (§14).
        worth = zip(program.objective, program.candidates, strict=True)
        beside = tuple(units - candidate.value * program.scale for units, candidate in worth)
        return cls(bare, table, serving(bare), program.risks, _beside=beside)

    def only(self, moved: frozenset[int]) -> "Worlds":
        """Worlds where nothing but some candidates, and products that hold one of them, differs between draws.

        They share the solver, and know the same plans.
        """
        columns = self.table.columns.copy()
        for i in set(range(len(columns))) - moved:
            columns[i] = self.program.candidates[i].value
        products = [product for shared in self.program.shared for product in shared]
        together = tuple(
            (members, drawn if moved & members else np.full_like(drawn, product.worth // self.program.scale))
            for product, (members, drawn) in zip(products, self.table.products, strict=True)
        )
        found = replace(self, table=Table(columns, together), plans=[], worths=[])
        for plan in self.plans:
            found.know(plan)
        return found

    def lanes(self, draws: int) -> list["Worlds"]:
        """These, and others like them that share nothing with them, to be asked at once about so many draws.

        Raises:
            SolverUnavailable: No solver can start.
        """
        return [self, *(self._alike() for _ in range(1, min(LANES, max(1, draws))))]

    def _alike(self) -> "Worlds":
        program = replace(self.program, risks=tuple(risk.apart() for risk in self.program.risks))
        return replace(self, program=program, solver=serving(program), plans=list(self.plans), worths=list(self.worths))

    @property
    def count(self) -> int:
        """How many draws there are."""
        return self.table.count

    def know(self, plan: frozenset[int]) -> None:
        """Keep a plan that is within the limits."""
        if plan not in self.plans:
            self.plans.append(plan)
            self.worths.append(self.by_draw(plan).astype(np.float64))

    def hold(self, ceiling: int) -> None:
        """Hold all plans found against what none within all limits was to be worth more than, in objective units.

        Raises:
            BetterPlan: One of them is, by a krona or more, and keeps to the limits on the draws too.
        """
        for plan in self.plans:
            worth = value(self.program, plan)
            if worth >= ceiling + self.program.scale and all(risk.allows(plan) for risk in self.risks):
                raise BetterPlan(plan, worth)

    def by_draw(self, plan: frozenset[int]) -> npt.NDArray[np.object_]:
        """What a plan is worth in each draw, in objective units."""
        beside = sum(self._beside[i] for i in plan)
        found: npt.NDArray[np.object_] = self.table.plan(plan).astype(object) * self.program.scale + beside
        return found

    def worth(self, plan: frozenset[int], some: Some) -> int:
        """The same, summed over some draws."""
        return int(self.by_draw(plan)[some].sum())

    def best(self, some: Some, least: int = 1, time_limit: float | None = None) -> Answered:
        """The plan that is worth the most over some draws together.

        Args:
            some: The draws; each counts alike.
            least: A plan worth less than so many objective units more than the one found is not looked for.
            time_limit: Seconds.
        """
        program = self.valued(some)
        start = self.start(some) if self.plans else None
        if start is None:
            answer = self._answered(program, self._ask(program).search(time_limit=time_limit))
        else:
            answer = self.from_(program, start, least, time_limit)
        if answer.plan is not None:
            self.know(answer.plan)
        return answer

    def from_(
        self, program: Program, start: frozenset[int], least: int = 1, time_limit: float | None = None
    ) -> Answered:
        """The best plan of a program like this one but for its worths; the plan is not kept.

        Args:
            program: As `valued` gives it.
            start: A plan within its limits.
            least: As for `best`.
            time_limit: Seconds.
        """
        solver = self._ask(program)
        if least <= 1:
            answer = solver.search(start=start, time_limit=time_limit)
            return self._answered(program, held_against(program, start, answer))
        while True:
            known = value(program, start)
            answer = solver.search(at_least=known + least, start=None, any_plan=True, time_limit=time_limit)
            if isinstance(answer, Nothing):
                return Answered(start, known, known + least - 1)
            if not isinstance(answer, Found):
                return self._answered(program, held_against(program, start, answer))
            start = answer.chosen

    def starts(self, count: int) -> list[Start] | None:
        """A good plan of each of the first draws, found without a search; None where only searches find any.

        They are the same whatever was asked before, but for the plans that are known, one at least.
        """
        programs = [self.valued(np.array([draw])) for draw in range(count)]
        near = Nearly.of(self.program, self.plans[0], 0) if all(is_small((), one) for one in programs) else None
        if near is None:
            return None
        known, short = np.array([near.state_of(plan) for plan in self.plans]), list[int]()
        for program in programs:
            if WATCH.asked:
                return None
            try:
                state, below = near.sketch(program, known)
            except SolverMisbehaved as error:
                WATCH.unwell.add(error.solver)
                return None
            known, short = np.concatenate([known, [state]]), [*short, below]
        worths = np.array([[*program.objective, 0] for program in programs], dtype=np.int64)
        best = [int(np.argmax(worth[known].sum(axis=1))) for worth in worths]
        return [Start(*found) for found in zip(programs, (near.plan_of(known[at]) for at in best), short, strict=True)]

    def valued(self, some: Some) -> Program:
        """The program whose objective is the sum over some draws."""
        scale, count = self.program.scale, len(some)
        sums = self.table.columns[:, some].sum(axis=1, dtype=object).tolist()
        objective = tuple(int(kronor) * scale + count * b for kronor, b in zip(sums, self._beside, strict=True))
        totals = iter(int(drawn[some].sum(dtype=object)) * scale for _, drawn in self.table.products)
        shared = tuple(tuple(replace(p, worth=next(totals), draws=()) for p in group) for group in self.program.shared)
        return replace(self.program, objective=objective, shared=shared)

    def _ask(self, program: Program) -> Solver:
        if isinstance(self.solver, Highs):
            self.solver.revalue(program)
            return self.solver
        return serving(program)

    def _answered(self, program: Program, answer: Answer) -> Answered:
        if isinstance(answer, Nothing):
            return Answered(None, None, None)
        high = most(program) if answer.bound is None else answer.bound
        if not isinstance(answer, Found):
            return Answered(None, None, high)
        return Answered.found(answer, high)

    def start(self, some: Some) -> frozenset[int]:
        """The best plan known over some draws, where any is; the first found on a tie."""
        sums = [float(worth[some].sum()) for worth in self.worths]
        return self.plans[int(np.argmax(sums))]
