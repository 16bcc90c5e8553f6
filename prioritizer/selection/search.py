"""The makes of solver that serve on this machine, asked one after the other, and what each has said."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

from prioritizer.model.plan import SolverWord
from prioritizer.selection.exact import OVERRULED, Answer, Found, Solver, SolverUnavailable
from prioritizer.selection.highs import Highs
from prioritizer.selection.program import Program, exclusion
from prioritizer.selection.solve import Cbc
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
    """The makes that serve on this machine by name, the finder first, and what each has said so far."""

    program: Program
    deadline: float | None
    report: Report
    ties: bool = True
    solvers: dict[str, Solver] = field(default_factory=dict)
    words: list[SolverWord] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def take(self, makes: Iterable[Make]) -> None:
        """Start each make that can start.

        Raises:
            SolverUnavailable: None can.
        """
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
        """A make that cannot start is a named notice; the other one serves.

        Raises:
            SolverUnavailable: No other one is left.
        """
        served = len(self.solvers)
        self.solvers.pop(error.solver, None)
        self.words.append(SolverWord(error.solver, f"unavailable: {error.reason}", None, 0.0))
        self.faults.append(f"{error.solver.lower()}_unavailable")
        if served and not self.solvers:
            raise error

    def ask(self, name: str, known: Iterable[frozenset[int]], at_least: int | None, share: float) -> Answer | None:
        """Ask one make for a plan other than those known; None when it turns out that it cannot start."""
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
        seconds = time.perf_counter() - began
        self.words.append(SolverWord(name, answer.said, worth, seconds, answer.cuts))
        return answer

    def hear(self, worth: int | None, bound: int | None) -> None:
        """Pass on how far a search has come: value, bound and gap in kronor."""
        kronor = [None if units is None else units // self.program.scale for units in (worth, bound)]
        gap = None if worth is None or bound is None else (bound - worth) // self.program.scale
        told = " / ".join("–" if n is None else f"{n:,}".replace(",", " ") for n in (*kronor, gap))
        self.report(f"standing: {told}")

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


def serving(program: Program) -> Solver:
    """A solver for many questions on one program: HiGHS, whose model lives on, else CBC.

    Raises:
        SolverUnavailable: Neither can start.
    """
    try:
        return Highs(program)
    except SolverUnavailable:
        return Cbc(program)
