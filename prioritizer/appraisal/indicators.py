"""Payback, ratios, break-even, chance and interval (convention §11)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from prioritizer.appraisal.draws import Draws
from prioritizer.appraisal.scaled import falls_back, smallest_zero
from prioritizer.appraisal.setting import Array
from prioritizer.model.value import Cells

MILLIONTH = 1e-6
"""Of a krona: below it a float cannot be told from zero."""

BreakEven: TypeAlias = tuple[float | None, str]
"""What `break_even` returns."""


@dataclass(frozen=True, slots=True)
class Hump:
    """The lowest point of a cumulative flow: kronor at most zero, its year, and the first year back at zero.

    `year` is None where the flow never goes below zero, `back` where it does not come back.
    """

    depth: int
    year: int | None
    back: int | None


def share_above_zero(draws: Draws) -> float:
    """The share of draws whose NNV is above zero, by more than binary fractions can be mistaken."""
    (found,) = shares_above_zero(draws[None])
    return found


def shares_above_zero(draws: Array) -> list[float]:
    """The same of each row of draws."""
    found: list[float] = (np.count_nonzero(draws > MILLIONTH, axis=1) / draws.shape[1]).tolist()
    return found


def losses_of(draws: Array) -> list[float]:
    """The expected loss in each row of draws: the mean of what is below zero, above zero."""
    found: list[float] = np.maximum(0.0, -draws).mean(axis=1).tolist()
    return found


def percentile(draws: Draws, per_cent: float) -> float:
    """A percentile of the draws, linear between neighbours.

    Example:
        >>> percentile(np.array([30.0, 10.0, 20.0]), 75)
        25.0
    """
    ((found,),) = percentiles(draws[None], (per_cent,))
    return found


def percentiles(draws: Array, per_cents: Sequence[float]) -> list[list[float]]:
    """Some percentiles of each row of draws."""
    size = draws.shape[1]
    places = [(size - 1) * per_cent / 100 for per_cent in per_cents]
    # What np.percentile does, without the time it takes to look at its arguments.
    ends = [(int(at), min(int(at) + 1, size - 1)) for at in places]
    sorted_there = np.partition(draws, sorted({place for pair in ends for place in pair}), axis=1)
    found = [
        sorted_there[:, below] + (sorted_there[:, above] - sorted_there[:, below]) * (at - below)
        for at, (below, above) in zip(places, ends, strict=True)
    ]
    told: list[list[float]] = np.stack(found, axis=1).tolist()
    return told


def even_outcomes(draws: Draws, count: int = 100) -> list[float]:
    """So many outcomes of the draws, equally likely and from the lowest: each stands for its hundredth of them.

    The middle draw of each part is taken as it is, so that as many outcomes are below an amount as draws are, rounded
    to a whole part.

    Example:
        >>> even_outcomes(np.array([4.0, 2.0, 1.0, 3.0]), 2)
        [1.0, 3.0]
    """
    places = [-(-len(draws) * (2 * part + 1) // (2 * count)) - 1 for part in range(count)]
    found: list[float] = np.sort(draws)[places].tolist()
    return found


def ratio(numerator: float | None, denominator: float | None) -> float | None:
    """A quotient of kronor; None where a part is unknown or the denominator is not above zero (convention §11)."""
    if numerator is None or denominator is None or denominator <= 0:
        return None
    return numerator / denominator


def by_year(cells: Iterable[Cells], actors: Collection[str] | None = None) -> dict[int, int]:
    """The sum of tables by year, over all actors or those named."""
    sums: dict[int, int] = {}
    for table in cells:
        for (actor, year), kronor in table.items():
            if actors is None or actor in actors:
                sums[year] = sums.get(year, 0) + kronor
    return sums


def cumulative(flow: Mapping[int, int], first: int) -> dict[int, int]:
    """The running sum of a flow, from the first year or an earlier one with money, to the last."""
    if not flow:
        return {}
    sums, running = {}, 0
    for year in range(min(first, *flow), max(flow) + 1):
        running += flow.get(year, 0)
        sums[year] = running
    return sums


def payback(flow: Mapping[int, int], first: int) -> int | None:
    """The first year from which the cumulative flow stays at or above zero; None where there is none.

    Args:
        flow: Kronor by year, not discounted.
        first: Year one: base_year of a plan, the start of a proposal.

    Example:
        >>> payback({2027: -100, 2028: 60, 2029: 60}, 2027)
        2029
    """
    curve = cumulative(flow, first)
    if not curve:
        return None
    (after,) = recovered_after(np.array([list(curve.values())]))
    return None if after is None else next(iter(curve)) + after


def recovered_after(curves: npt.NDArray[np.int64]) -> list[int | None]:
    """After how many years each running sum stays at or above zero; None where it ends below.

    Example:
        >>> recovered_after(np.array([[-100, -40, 20], [5, -1, 0], [0, 0, -1]]))
        [2, 2, None]
    """
    years = curves.shape[1]
    # One after the last year below zero; that of the reversed row is the first.
    below = curves[:, ::-1] < 0
    after = np.where(below.any(axis=1), years - below.argmax(axis=1), 0)
    return [found if found < years else None for found in after.tolist()]


def hump(flow: Mapping[int, int], first: int) -> Hump:
    """The lowest point of the cumulative flow (investeringspuckel).

    Example:
        >>> hump({2027: -100, 2028: -20, 2029: 130}, 2027)
        Hump(depth=-120, year=2028, back=2029)
    """
    curve = cumulative(flow, first)
    depth = min(curve.values(), default=0)
    if depth >= 0:
        return Hump(0, None, None)
    year = next(y for y, running in curve.items() if running == depth)
    return Hump(depth, year, next((y for y, running in curve.items() if y > year and running >= 0), None))


def break_even(
    present_costs: float,
    present_effects: float,
    differences: Draws,
    attainable: Draws,
    joint: Sequence[float] = (),
) -> BreakEven:
    """How much of the expected effects is needed for NNV = 0, all effects scaled together (convention §11).

    NNV = −C + s·E is zero at s = C / E. Where effects share people, what m of them do not give together scales with s
    to the power m, so that NNV is a polynomial in s, and the least s at which it is zero is told. The share of
    participants who must get the full effect of an outcome is s times its expected difference, outcome by outcome,
    since one measure can turn several.

    Args:
        present_costs: C, above zero for what is paid.
        present_effects: E, all of it.
        differences: The expected share of participants for whom each outcome that E counts turns.
        attainable: The most that each could be.
        joint: What of E is of terms of two effects, of three, and so on.

    Returns:
        The scale s, and a code: «» when it can be reached; «not_reached» when no scale makes NNV zero, or when some
        outcome would have to turn for more people than would otherwise have it; «falls_back» when NNV is below zero
        again with more of the effects than s, at or before all that is expected; «pays_nothing», without a scale, where
        there are no costs to cover.

    Example:
        >>> none = np.array([])
        >>> [round(break_even(87.5, 150.0, none, none, joint)[0], 6) for joint in ((), (-50.0,))]
        [0.583333, 0.5]
    """
    rows = np.zeros(len(differences), dtype=np.int64)
    sums = np.array([float(present_costs)]), np.array([float(present_effects)])
    (found,) = break_evens(*sums, differences, attainable, rows, {0: joint} if joint else {})
    return found


def break_evens(
    present_costs: Array,
    present_effects: Array,
    differences: Draws,
    attainable: Draws,
    of: npt.NDArray[np.int64],
    joint: Mapping[int, Sequence[float]],
) -> list[BreakEven]:
    """The same of many versions; `of` is the version of each difference, and `joint` is that of some versions."""
    counts = (present_costs > 0) & (present_effects > 0)
    scale = np.divide(present_costs, present_effects, out=np.zeros_like(present_costs), where=counts)
    falling = set()
    for at, terms in joint.items():
        powers = (-float(present_costs[at]), float(present_effects[at]) - sum(terms), *terms)
        zero = smallest_zero(powers)
        counts[at], scale[at] = zero is not None, zero or 0.0
        if zero is not None and falls_back(powers, zero):
            falling.add(at)
    beyond = scale[of] * np.abs(differences) > attainable
    too_many = np.bincount(of[beyond], minlength=len(scale)) > 0
    told: list[BreakEven] = []
    for row, (kronor, at, counted, is_beyond) in enumerate(
        zip(present_costs.tolist(), scale.tolist(), counts.tolist(), too_many.tolist(), strict=True)
    ):
        if kronor <= 0:
            told.append((None, "pays_nothing"))
        elif not counted:
            told.append((None, "not_reached"))
        else:
            told.append((at, "not_reached" if is_beyond else "falls_back" if row in falling else ""))
    return told
