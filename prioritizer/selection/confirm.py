"""A plan confirmed by another make of solver than the one that found it, and its ties (convention §15, §16)."""

from dataclasses import dataclass
from typing import Literal

from prioritizer.selection.exact import Found, Nothing, SolverUnavailable
from prioritizer.selection.program import step
from prioritizer.selection.search import DIFFER, Search
from prioritizer.selection.ties import MOST_TIES


@dataclass(frozen=True, slots=True)
class Confirmation:
    """The most valuable plans found, who found them, whether none is worth more, and what says so.

    `complete` says that no other plan is worth as much. `bound` is in objective units, None where none is known.
    """

    plans: tuple[frozenset[int], ...]
    finder: str
    proved: bool
    confirmed: Literal["certificate", "second_solver", "none"]
    complete: bool
    bound: int | None


def by_another_make(search: Search, found: Found, finder: str) -> Confirmation:
    """Confirm a plan by another make than the one that found it, and list its ties where they are asked for."""
    plans = [found.chosen]
    best, proved, bound = found.value, found.proved, found.bound
    while True:
        other = search.other(finder)
        known, wanted = (plans, best) if search.ties else ((), best + step(search.program))
        try:
            answer = search.ask(other, known, wanted, 1.0)
        except SolverUnavailable:
            # The last make does not answer: what was found stands, and nothing confirms it.
            return _unconfirmed(plans, finder, proved, best, bound)
        agreed: Literal["second_solver", "none"] = "none" if other == finder else "second_solver"
        if isinstance(answer, Found) and answer.value > best:
            search.faults.extend([DIFFER] if proved else [])
            plans, best, proved, bound, finder = [answer.chosen], answer.value, answer.proved, answer.bound, other
        elif isinstance(answer, Nothing):
            return Confirmation(tuple(plans), finder, True, agreed, search.ties, best)
        elif isinstance(answer, Found) and answer.value == best:
            plans.append(answer.chosen)
            if answer.proved and len(plans) >= MOST_TIES:
                return Confirmation(tuple(plans), finder, True, agreed, False, best)
            if not answer.proved:
                return _unconfirmed(plans, finder, proved, best, bound, answer.bound)
        elif answer is not None or other == finder:
            return _unconfirmed(plans, finder, proved, best, bound, answer.bound if answer else None)


def _unconfirmed(
    plans: list[frozenset[int]], finder: str, proved: bool, best: int, *bounds: int | None
) -> Confirmation:
    """What stands when the search for something better could not be finished; a bound below the plan says no more."""
    known = [bound for bound in bounds if bound is not None]
    return Confirmation(tuple(plans), finder, proved, "none", False, max(best, min(known)) if known else None)
