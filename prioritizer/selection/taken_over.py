"""A plan that turns up after the choice and is worth more takes the place of the one chosen (convention §15)."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from prioritizer.model.plan import Infeasible, Plan, Undecided
from prioritizer.selection.confirm import by_another_make
from prioritizer.selection.deadline import Deadline
from prioritizer.selection.exact import Found, SolverUnavailable
from prioritizer.selection.highs import Highs
from prioritizer.selection.program import Program, granted, most, value
from prioritizer.selection.search import DIFFER, MAKES, Search
from prioritizer.selection.standing import in_kronor
from prioritizer.selection.ties import MOST_TIES, by_name, first_of_some, tie_order

FOUND_LATER = "better_found_later"
"""What is said when a plan that was not proved gave way to a better one."""


def taken_over(
    program: Program,
    outcome: Plan | Infeasible | Undecided,
    chosen: Iterable[int],
    time_limit: float | None = None,
    report: Callable[[str], None] | None = None,
) -> Plan:
    """The better plan, with what is still proved.

    Args:
        program: What is chosen between.
        outcome: What was called the best plan, or no plan.
        chosen: Candidates of a plan within all limits, worth more.
        time_limit: Seconds to look for the most valuable plan, where a solver was wrong.
        report: Hears of that search.

    Returns:
        Where a plan could be worth so much, that plan: optimal, by the word of the solver that gave the bound, where it
        comes within a krona of it; confirmed by nothing. `faults` says that it was found later.

        Where none was to be worth so much, the most valuable plan, looked for once more from this one. It is confirmed
        as any choice is: by another make of solver than the one that found it, the first to be asked being another
        than the one that was wrong. Without that it is feasible, below the bound of the linear relaxation, which rests
        on exact arithmetic and on no solver's word. `faults` says that a solver was wrong.

    Raises:
        SolverUnavailable: No make of solver can start.
    """
    taken = frozenset(chosen)
    if isinstance(outcome, Plan) and could_be(program, outcome, value(program, taken)):
        return _found_later(program, outcome, taken)
    return _chosen_anew(program, outcome, taken, time_limit, report or (lambda _: None))


def could_be(program: Program, outcome: Plan | Infeasible | Undecided, worth: int) -> bool:
    """Whether a plan worth so many objective units is less than a krona above what no plan is worth more than."""
    return isinstance(outcome, Plan) and worth < int(outcome.bound * program.scale) + program.scale


def _found_later(program: Program, plan: Plan, taken: frozenset[int]) -> Plan:
    worth = program.kronor(value(program, taken))
    is_proved = plan.bound - worth < 1
    return replace(
        plan,
        status="optimal" if is_proved else "feasible",
        chosen=tuple(sorted((program.candidates[i].key for i in taken), key=by_name)),
        objective=worth,
        bound=worth if is_proved else plan.bound,
        granted=granted(program, taken),
        confirmed="none",
        ties=1,
        ties_complete=False,
        faults=tuple(dict.fromkeys((*plan.faults, FOUND_LATER))),
    )


def _chosen_anew(
    program: Program,
    outcome: Plan | Infeasible | Undecided,
    taken: frozenset[int],
    time_limit: float | None,
    report: Callable[[str], None],
) -> Plan:
    known = outcome if isinstance(outcome, Plan) else None
    deadline = Deadline.after(time_limit).at
    faults = [*(known.faults if known else ()), DIFFER]
    search = Search(program, deadline, report, in_kronor(program.scale), faults=faults)
    search.take(MAKES)
    highest = _highest(program)
    first = Found(taken, value(program, taken), False, highest, "")
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
