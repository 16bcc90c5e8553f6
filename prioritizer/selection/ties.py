"""Which of the plans that are worth the same is taken (convention §16)."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256
from math import lcm

from prioritizer.model.plan import Key
from prioritizer.selection.deadline import Deadline, Late
from prioritizer.selection.exact import Found
from prioritizer.selection.products import lifted
from prioritizer.selection.program import Program, Row, forced, granted, value
from prioritizer.selection.search import LEAST_SECONDS, serving

MOST_TIES = 50
"""Ties listed at most."""
AT_ONCE = 20
"""Candidates that are decided in one search, by powers of two, whose sum a solver holds exactly."""


def by_name(key: Key) -> tuple[str, str, int]:
    """Keys in the order of names, for answers."""
    return (key[0], key[1] or "", key[2] or 0)


def tie_order(program: Program, plan: frozenset[int]) -> tuple[Decimal, int, str, tuple[tuple[str, str, int], ...]]:
    """Least granted, fewest proposals, a hash of the proposals' numbers, and names last (convention §16)."""
    candidates = [program.candidates[i] for i in plan]
    numbers = "\n".join(sorted(c.fingerprint for c in candidates))
    names = tuple(sorted(by_name(c.key) for c in candidates))
    return (granted(program, plan), len(plan), sha256(numbers.encode()).hexdigest(), names)


def first_of_some(program: Program, plans: Sequence[frozenset[int]], deadline: Deadline) -> frozenset[int]:
    """The plan that is taken where more are worth the same than are listed, whichever of them are listed.

    It grants least, has fewest proposals, and then holds the first candidates in the order of their numbers: one search
    over the plans worth as much, with granted kronor and the number of proposals as the objective, and one for each
    so many candidates. The rows that hold value and burden are exact like all others: what a solver's tolerance lets
    through is cut off.

    Args:
        program: What is chosen between.
        plans: Some that are worth the same.
        deadline: After it, what is found so far is taken.
    """
    burdens = _burdens(program)
    best, whole = value(program, plans[0]), lifted(program)
    burden = [*burdens, *(0 for _ in whole.objective[len(burdens) :])]
    held = whole.with_rows(_at_least(whole.objective, best))
    lightest = min(plans, key=lambda plan: tie_order(program, plan))
    found = _searched(held, burden, deadline)
    if found is None:
        return lightest
    held = held.with_rows(_at_least(burden, sum(burdens[i] for i in found)))
    for first in range(0, len(burdens), AT_ONCE):
        some = range(first, min(first + AT_ONCE, len(burdens)))
        weights = [2 ** (some.stop - 1 - i) if i in some else 0 for i in range(len(burden))]
        better = _searched(held, weights, deadline)
        if better is None:
            break
        found = better
        held = held.with_rows(*(forced("tie", [i], int(i in found)) for i in some))
    return found


def _burdens(program: Program) -> list[int]:
    """What each candidate weighs: less granted comes before fewer proposals."""
    grid = lcm(1, *(c.granted_total.as_integer_ratio()[1] for c in program.candidates))
    many = len(program.candidates) + 1
    return [-(int(c.granted_total * grid) * many + 1) for c in program.candidates]


def _at_least(coefficients: Sequence[int], least: int) -> Row:
    return Row("tie", tuple((i, units) for i, units in enumerate(coefficients) if units), ">=", least, "cut")


def _searched(program: Program, objective: Sequence[int], deadline: Deadline) -> frozenset[int] | None:
    """The plan of the highest sum, None where it is not proved in the time."""
    try:
        left = deadline.left()
    except Late:
        left = LEAST_SECONDS
    answer = serving(replace(program, objective=tuple(objective), scale=1)).search(time_limit=left)
    return answer.chosen if isinstance(answer, Found) and answer.proved else None
