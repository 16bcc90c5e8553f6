"""What a solver may answer, and the exact check that stands between its answer and everybody else (design §7)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import ClassVar, Literal, Protocol, TypeAlias

from prioritizer.selection.cover import cover
from prioritizer.selection.products import candidates_of
from prioritizer.selection.program import Program, Row, value
from prioritizer.selection.risk_rows import cutting_rows, kept_rows

LATE = "time"
"""What is said when the time passed between two attempts."""
OVERRULED = "solver_overruled"
"""The fault that a solver said that there was no plan, or a worse one, where a better one was at hand."""
MOST_CUTS = 500
"""After so many plans beside the limits the solver is not believed to get anywhere."""


class SolverUnavailable(Exception):
    """A solver cannot start on this machine: not installed, or its executable is missing or blocked."""

    fault: ClassVar[Literal["unavailable", "misbehaved"]] = "unavailable"
    """How the notice of it ends: the other one serves."""

    def __init__(self, solver: str, reason: str) -> None:
        self.solver, self.reason = solver, reason
        super().__init__(f"{solver}: {reason}")


class SolverMisbehaved(SolverUnavailable):
    """A solver answered with a status that no known outcome explains: never a result, and it serves no more."""

    fault = "misbehaved"


@dataclass(frozen=True, slots=True)
class Found:
    """A plan within all rows by exact arithmetic; `bound` in objective units, None where the solver gives none.

    `proved` is the solver's word that nothing is worth more. `overruled` where the solver said less than what was at
    hand: the plan is then the one at hand, and nothing of it is proved but the bound.
    """

    chosen: frozenset[int]
    value: int
    proved: bool
    bound: int | None
    said: str
    cuts: int = 0
    overruled: bool = False


@dataclass(frozen=True, slots=True)
class Nothing:
    """By the solver's word there is no plan, or none worth what was asked."""

    said: str
    cuts: int = 0


@dataclass(frozen=True, slots=True)
class Unfinished:
    """The solver found nothing before it had to stop."""

    bound: int | None
    said: str
    cuts: int = 0


Answer: TypeAlias = Found | Nothing | Unfinished


class Solver(Protocol):
    """A make of solver over one program; each search may add rows and leave limits out.

    `most_nodes` of its tree are looked at in each attempt of a search; None is as many as it takes.
    """

    name: str
    most_nodes: int | None

    def search(
        self,
        rows: tuple[Row, ...] = (),
        at_least: int | None = None,
        time_limit: float | None = None,
        without: frozenset[str] = frozenset(),
        start: frozenset[int] | None = None,
        any_plan: bool = False,
    ) -> Answer:
        """The most valuable plan; only plans worth `at_least` objective units matter, when that is said.

        `start` is a plan that is known to keep to the rows, from which the search may begin. With `any_plan` the
        search may stop at the first plan, whatever it is worth, or with `at_least` at the first that is worth that.
        """


def search_exactly(
    program: Program, rows: tuple[Row, ...], without: frozenset[str], attempt: Callable[[tuple[Row, ...]], Answer]
) -> Answer:
    """Ask a solver until its plan passes the exact check; each plan that breaks a row is cut off and counted.

    A limit on the joint draws is asked for rows that cut off a plan beside it; the solver could not know, so these are
    not counted. What is found tells of candidates: the variables of products are left out.

    Args:
        program: The program the solver works on, its products lifted.
        rows: Rows of this search alone.
        without: Ids of rows that do not apply in this search.
        attempt: Solves with these rows and the cuts that follow them.
    """
    active = [row for row in (*program.rows, *rows) if row.id not in without]
    cuts: tuple[Row, ...] = ()
    told = kept_rows(program, without)
    while True:
        if any(not row.coefficients and not row.allows(frozenset()) for row in (*active, *told)):
            return Nothing("empty row", len(cuts))
        answer = attempt((*rows, *told))
        if not isinstance(answer, Found):
            return _with_cuts(answer, len(cuts))
        broken = [row for row in active if not row.allows(answer.chosen)]
        risky = () if broken else cutting_rows(program, without, answer.chosen, told)
        if not broken and not risky:
            exact = value(program, answer.chosen)
            bound = exact if answer.proved else answer.bound
            return replace(
                answer, chosen=candidates_of(program, answer.chosen), value=exact, bound=bound, cuts=len(cuts)
            )
        if len(cuts) >= MOST_CUTS:
            return Unfinished(answer.bound, "cuts", len(cuts))
        covers = tuple(cover(row, answer.chosen) for row in broken)
        cuts, told = cuts + covers, told + covers + risky


def held_against(
    program: Program,
    known: frozenset[int] | None,
    answer: Answer,
    at_least: int | None = None,
    bound: int | None = None,
) -> Answer:
    """An answer, or the plan at hand where that is worth more than the answer says that any plan is.

    A plan within all rows is worth what it is worth, whatever a solver says. Where the solver was wrong the plan at
    hand stands unproved, and `overruled` says so; where it had only not come so far, the plan at hand stands.

    Args:
        program: Gives what plans are worth.
        known: A plan that is known to keep to the rows of the search; None where none is at hand.
        answer: What the solver said.
        at_least: What the search was to find; a plan at hand that is worth less says nothing.
        bound: What no plan is worth more than, by other proof than the solver's; None where there is none.
    """
    if known is None:
        return answer
    worth = value(program, known)
    if at_least is not None and worth < at_least:
        return answer
    if isinstance(answer, Found) and answer.value >= worth:
        return answer
    is_wrong = isinstance(answer, Nothing) or (isinstance(answer, Found) and answer.proved)
    said = None if isinstance(answer, Nothing) else answer.bound
    if is_wrong or (said is not None and said < worth):
        return Found(known, worth, False, bound, f"{answer.said}: {OVERRULED}", answer.cuts, True)
    return Found(known, worth, False, bound if said is None else said, answer.said, answer.cuts)


def that_matters(answer: Answer, at_least: int | None) -> Answer:
    """An answer as the question was put: a plan worth less than was asked for is none.

    That no plan is worth so much, where such a plan is proved or its bound says so; else the solver had to stop before
    it found one.
    """
    if at_least is None or not isinstance(answer, Found) or answer.value >= at_least:
        return answer
    if answer.proved or (answer.bound is not None and answer.bound < at_least):
        return Nothing(answer.said, answer.cuts)
    return Unfinished(answer.bound, answer.said, answer.cuts)


def _with_cuts(answer: Nothing | Unfinished, cuts: int) -> Answer:
    if isinstance(answer, Nothing):
        return Nothing(answer.said, cuts)
    return Unfinished(answer.bound, answer.said, cuts)
