"""A plan that turns up after the choice and is worth more takes the place of the one chosen (convention §15)."""

from collections.abc import Iterable
from dataclasses import replace

from prioritizer.model.plan import Plan
from prioritizer.selection.program import Program, granted, most, value
from prioritizer.selection.search import DIFFER
from prioritizer.selection.ties import by_name

FOUND_LATER = "better_found_later"


def taken_over(program: Program, plan: Plan, chosen: Iterable[int]) -> Plan:
    """The better plan, with what is still proved.

    Args:
        program: What is chosen between.
        plan: The one that was chosen.
        chosen: Candidates of another plan within all limits, worth more.

    Returns:
        Optimal, by the word of the solver that gave the bound, where it comes within a krona of that bound; confirmed
        by nothing. `faults` says that it was found later, and, where it is above the bound, that a solver was wrong:
        then its bound is that of everything that is worth something.
    """
    taken = frozenset(chosen)
    worth = program.kronor(value(program, taken))
    is_wrong = worth > plan.bound
    return replace(
        plan,
        status="optimal" if not is_wrong and plan.bound - worth < 1 else "feasible",
        chosen=tuple(sorted((program.candidates[i].key for i in taken), key=by_name)),
        objective=worth,
        bound=program.kronor(most(program)) if is_wrong else plan.bound,
        granted=granted(program, taken),
        confirmed="none",
        ties=1,
        ties_complete=False,
        faults=tuple(dict.fromkeys((*plan.faults, FOUND_LATER, *((DIFFER,) if is_wrong else ())))),
    )
