"""A plan that turns up where none was to be takes the place of what was called the best plan (convention §15)."""

from collections.abc import Callable, Iterable

from prioritizer.model.plan import Infeasible, Plan, Undecided
from prioritizer.selection.confirm import by_another_make
from prioritizer.selection.deadline import Deadline
from prioritizer.selection.exact import Found, SolverUnavailable
from prioritizer.selection.program import Program, granted, most, value
from prioritizer.selection.relaxation import Highs
from prioritizer.selection.search import DIFFER, MAKES, Search
from prioritizer.selection.ties import MOST_TIES, by_name, first_of_some, tie_order


def taken_over(
    program: Program,
    outcome: Plan | Infeasible | Undecided,
    chosen: Iterable[int],
    time_limit: float | None = None,
    report: Callable[[str], None] | None = None,
) -> Plan:
    """The most valuable plan, looked for once more from one that was not to be.

    Args:
        program: What is chosen between.
        outcome: What was called the best plan, or no plan.
        chosen: Candidates of a plan within all limits, worth more than any was to be.
        time_limit: Seconds for the search.
        report: Hears of it.

    Returns:
        Confirmed as any choice is: by another make of solver than the one that found it, the first to be asked being
        another than the one that was wrong. Without that it is feasible, below the bound of the linear relaxation,
        which rests on exact arithmetic and on no solver's word. `faults` says that a solver was wrong.

    Raises:
        SolverUnavailable: No make of solver can start.
    """
    known = outcome if isinstance(outcome, Plan) else None
    deadline = Deadline.after(time_limit).at
    search = Search(program, deadline, report or (lambda _: None), faults=[*(known.faults if known else ()), DIFFER])
    search.take(MAKES)
    taken = frozenset(chosen)
    worth, highest = value(program, taken), _highest(program)
    first = Found(taken, worth, False, highest, "")
    found = by_another_make(search, first, known.solver if known else "")
    best = min(found.plans, key=lambda plan: tie_order(program, plan))
    if len(found.plans) >= MOST_TIES:
        best = first_of_some(program, found.plans, Deadline(deadline))
    worth = value(program, best)
    bound = worth if found.proved else max(worth, min(highest, highest if found.bound is None else found.bound))
    proved = bound - worth < program.scale
    return Plan(
        status="optimal" if proved else "feasible",
        chosen=tuple(sorted((program.candidates[i].key for i in best), key=by_name)),
        objective=program.kronor(worth),
        bound=program.kronor(worth if proved else bound),
        granted=granted(program, best),
        confirmed=found.confirmed,
        ties=len(found.plans),
        ties_complete=found.complete,
        solver=found.finder,
        faults=tuple(dict.fromkeys(search.faults)),
        words=(*outcome.words, *search.words),
    )


def _highest(program: Program) -> int:
    """What no plan is worth more than: by the multipliers of the relaxation, else all that is worth something."""
    try:
        bound = Highs(program).highest()
    except SolverUnavailable:
        bound = None
    return most(program) if bound is None else bound
