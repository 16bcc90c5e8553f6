"""The makes of solver at work on one choice: who serves, what each has said, and how far they have come."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeAlias, TypedDict

from prioritizer.model.plan import SolverWord
from prioritizer.selection.exact import OVERRULED, Answer, Found, Solver, SolverMisbehaved, SolverUnavailable
from prioritizer.selection.highs import Highs
from prioritizer.selection.program import Program, Row, exclusion
from prioritizer.selection.solve import Cbc
from prioritizer.selection.standing import Standing
from prioritizer.selection.watch import WATCH

DIFFER = "solvers_differ"
"""What is said when one make was wrong, and another found it out."""
SEARCHED_FIRST = 0.6
"""The share of a time limit that the first search may take."""
LEAST_SECONDS = 0.05
"""Time for one more word when a limit has passed, so that a found plan is never lost to it."""

Report: TypeAlias = Callable[[str], None]
Make: TypeAlias = Callable[[Program], Solver]
MAKES: tuple[Make, ...] = (Cbc, Highs)


@dataclass(slots=True)
class Search:
    """The makes that serve on this machine by name, the finder first, and what each has said so far.

    `best` and `ceiling` are what a plan is known to be worth and what none can exceed, in objective units.
    """

    program: Program
    deadline: float | None
    report: Report
    standing: Standing
    ties: bool = True
    solvers: dict[str, Solver] = field(default_factory=dict)
    words: list[SolverWord] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    best: int | None = None
    ceiling: int | None = None

    def take(self, makes: Iterable[Make]) -> None:
        """Start each make that can start.

        Raises:
            SolverUnavailable: None can.
        """
        self.best = self.standing.known
        for make in makes:
            try:
                solver = make(self.program)
            except SolverUnavailable as error:
                self.dismiss(error)
            else:
                self.solvers[solver.name] = solver
        if not self.solvers:
            raise SolverUnavailable(", ".join(word.solver for word in self.words), "no solver can start")

    def dismiss(self, error: SolverUnavailable) -> None:
        """A make that cannot start, or answers what no solver answers, is a named notice; the other one serves.

        Raises:
            SolverUnavailable: No other one is left.
        """
        served = len(self.solvers)
        self.solvers.pop(error.solver, None)
        if isinstance(error, SolverMisbehaved):
            WATCH.unwell.add(error.solver)
        self.words.append(SolverWord(error.solver, f"{error.fault}: {error.reason}", None, 0.0))
        self.faults.append(f"{error.solver.lower()}_{error.fault}")
        if served and not self.solvers:
            raise error

    def ask(self, name: str, known: Iterable[frozenset[int]], at_least: int | None, share: float) -> Answer | None:
        """Ask one make for a plan other than those known; None when it turns out that it cannot serve."""
        self.report(f"{name}: {'search' if at_least is None else 'confirm'}")
        began = time.perf_counter()
        left = None if self.deadline is None else max(LEAST_SECONDS, (self.deadline - began) * share)
        rows = tuple(exclusion(self.program, chosen) for chosen in known)
        try:
            with WATCH.heard_by(self.hear):
                answer = self.solvers[name].search(rows, at_least, LEAST_SECONDS if WATCH.asked else left)
        except SolverUnavailable as error:
            self.dismiss(error)
            return None
        worth = answer.value if isinstance(answer, Found) else None
        self.faults += [OVERRULED] if isinstance(answer, Found) and answer.overruled else []
        if worth is not None:
            self.best = worth if self.best is None else max(self.best, worth)
        seconds = time.perf_counter() - began
        self.words.append(SolverWord(name, answer.said, worth, seconds, answer.cuts))
        return answer

    def hear(self, worth: int | None, bound: int | None) -> None:
        """Pass on how far the searches have come, whichever of them is at work.

        What a solver has found may be beside a limit on the draws, which it does not know, so it is told only without
        any. Known plans are left out of a search, so what none can exceed is at least what they are worth.
        """
        found = None if self.program.risks else worth
        best = max((units for units in (self.best, found) if units is not None), default=None)
        if bound is not None:
            highest = bound if best is None else max(bound, best)
            self.ceiling = highest if self.ceiling is None else min(self.ceiling, highest)
        told = self.standing.told(best, self.ceiling)
        if told:
            self.report(told)

    def first(self) -> tuple[str, Answer]:
        """The first answer of a make that serves, and its name."""
        while True:
            name = next(iter(self.solvers))
            answer = self.ask(name, (), None, SEARCHED_FIRST if len(self.solvers) > 1 else 1.0)
            if answer is not None:
                return name, answer

    def other(self, name: str) -> str:
        """Another make than the one named, or the same where no other serves."""
        return next((other for other in self.solvers if other != name), name)


class _Limits(TypedDict):
    """What a search is held to, beside rows; see `Solver`."""

    at_least: int | None
    time_limit: float | None
    without: frozenset[str]
    start: frozenset[int] | None
    any_plan: bool


class Served(Highs):
    """HiGHS for many questions on one program, and CBC in its place from when it answers what no solver should."""

    _other: Cbc | None = None

    def search(
        self,
        rows: tuple[Row, ...] = (),
        at_least: int | None = None,
        time_limit: float | None = None,
        without: frozenset[str] = frozenset(),
        start: frozenset[int] | None = None,
        any_plan: bool = False,
    ) -> Answer:
        """As that of HiGHS."""
        limits: _Limits = {
            "at_least": at_least,
            "time_limit": time_limit,
            "without": without,
            "start": start,
            "any_plan": any_plan,
        }
        if self._other is None:
            try:
                return super().search(rows, **limits)
            except SolverMisbehaved as error:
                WATCH.unwell.add(error.solver)
                self._other = Cbc(self._given)
        self._other.most_nodes = self.most_nodes
        return self._other.search(rows, **limits)

    def revalue(self, program: Program) -> None:
        """As that of HiGHS."""
        if self._other is None:
            super().revalue(program)
        else:
            self._other = Cbc(program)


def bounding(program: Program) -> Solver:
    """A solver that answers by bounds of the linear relaxation alone: HiGHS; else CBC, which proves what it answers.

    Raises:
        SolverUnavailable: Neither can start.
    """
    try:
        return Served(program, only_bounds=True)
    except SolverUnavailable:
        return Cbc(program)


def serving(program: Program) -> Solver:
    """A solver for many questions on one program: HiGHS, whose model lives on, else CBC.

    Raises:
        SolverUnavailable: Neither can start.
    """
    try:
        return Served(program)
    except SolverUnavailable:
        return Cbc(program)
