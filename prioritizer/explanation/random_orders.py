"""What the same limits give when proposals are taken in random order (convention §22)."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import ceil, isqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from prioritizer.explanation.filling import SAFE, Filling, Whole
from prioritizer.model.orders import RandomOrders
from prioritizer.selection.program import Program

COUNT = 1_000
"""How many orders are drawn."""
LOW, HIGH = 0.05, 0.95
STREAM = 22
"""Beside the seed, so that no other draws are alike; the paragraph of the convention."""
NONE = -1
"""In the place of a version that a proposal does not have."""


def random_orders(
    program: Program,
    filling: Filling,
    options: Sequence[Sequence[int]],
    obligatory: int,
    objective: Decimal,
    seed: int,
    count: int = COUNT,
) -> RandomOrders:
    """What so many random orders give; the same for the same seed and numbers, whatever proposals are called.

    Args:
        program: What is chosen between.
        filling: Its limits as a table.
        options: The versions of each proposal as they are written, in an order of proposals that rests on numbers and
            not on names; first those that must be taken.
        obligatory: How many must be taken. In every order they come first, each in the first of its versions that fits.
        objective: What the plan as it stands is worth, in kronor.
        seed: Of the run.
        count: How many orders.

    Returns:
        Each of the other proposals is taken in its first version if the ceilings hold, and it is not asked what can
        still be reached: floors, shares, requirements, mandates and limits on the joint draws may be broken at the end,
        and are counted.

    Source:
        Convention §22.
    """
    taken = taken_at_random(filling, options, obligatory, seed, count)
    plans = [frozenset(np.flatnonzero(line).tolist()) for line in taken]
    broken = [{*filling.broken(plan), *(r.id for r in program.risks if not r.allows(plan))} for plan in plans]
    units = sorted(_worths(program, taken))
    worths = [program.kronor(worth) for worth in units]
    mean = _rounded(Fraction(sum(units), count * program.scale))
    named = dict.fromkeys((*filling.ids, *(risk.id for risk in program.risks)))
    missed = {id_: sum(id_ in found for found in broken) for id_ in named}
    return RandomOrders(
        count=count,
        mean=mean,
        loss=objective - mean,
        deviation=_deviation(units, program.scale),
        least=worths[0],
        low=worths[ceil(LOW * count) - 1],
        high=worths[ceil(HIGH * count) - 1],
        most=worths[-1],
        plans=sum(not found for found in broken),
        missed={id_: times for id_, times in missed.items() if times},
    )


def taken_at_random(
    filling: Filling, options: Sequence[Sequence[int]], obligatory: int, seed: int, count: int = COUNT
) -> NDArray[np.bool_]:
    """Which candidates each order takes: a line for each order, a column for each candidate. See `random_orders`."""
    taken = np.zeros((count, len(filling.columns)), dtype=bool)
    used: Whole = np.zeros((count, len(filling.ids)), dtype=filling.columns.dtype)
    tries = _tries(options, obligatory)
    for proposal in drawn_sequences(len(options), obligatory, seed, count).T:
        waiting = np.ones(count, dtype=bool)
        for versions in tries:
            candidate = versions[proposal]
            after = used + filling.columns[candidate]
            fits = waiting & (candidate != NONE) & (after <= filling.bounds)[:, filling.ceilings].all(axis=1)
            used[fits] = after[fits]
            taken[fits, candidate[fits]] = True
            waiting &= ~fits
    return taken


def drawn_sequences(proposals: int, obligatory: int, seed: int, count: int = COUNT) -> NDArray[np.intp]:
    """A line for each order, with the places of proposals in the order that they are taken; the first ones first."""
    keys = np.random.default_rng([seed, STREAM]).random((count, proposals))
    keys[:, :obligatory] -= 1.0
    return np.argsort(keys, axis=1, kind="stable")


def _tries(options: Sequence[Sequence[int]], obligatory: int) -> NDArray[np.intp]:
    """For each time that a proposal is tried, one of its versions: the first, then others of what must be taken."""
    most = max([1, *(len(versions) for versions in options[:obligatory])])
    tries = np.full((most, len(options)), NONE, dtype=np.intp)
    for at, versions in enumerate(options):
        for n, version in enumerate(versions if at < obligatory else versions[:1]):
            tries[n, at] = version
    return tries


def _worths(program: Program, taken: NDArray[np.bool_]) -> list[int]:
    """What each line is worth, in objective units."""
    products = [product for shared in program.shared for product in shared]
    reach = sum(map(abs, (*program.objective, *(product.worth for product in products))))
    kind: Any = np.int64 if reach < SAFE else object
    found = taken.astype(kind) @ np.array(program.objective, dtype=kind)
    for product in products:
        found = found + taken[:, list(product.members)].all(axis=1).astype(kind) * product.worth
    return [int(units) for units in found]


def _deviation(units: Sequence[int], scale: int) -> Decimal:
    """The standard deviation of the population, in whole kronor; `scale` units are one krona."""
    count = len(units)
    squared = count * sum(worth * worth for worth in units) - sum(units) ** 2
    # A hundredth of a unit is more than fine enough before kronor are rounded.
    return _rounded(Fraction(isqrt(squared * 10_000), 100 * count * scale))


def _rounded(kronor: Fraction) -> Decimal:
    """Half-even to whole kronor."""
    return Decimal(round(kronor))
