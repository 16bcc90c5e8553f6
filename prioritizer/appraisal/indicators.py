"""Payback, ratios, break-even, chance and interval (convention §11)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from prioritizer.appraisal.draws import Draws
from prioritizer.model.value import Cells

MILLIONTH = 1e-6
"""Of a krona: below it a float cannot be told from zero."""


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
    return float(np.count_nonzero(draws > MILLIONTH)) / len(draws)


def percentile(draws: Draws, per_cent: float) -> float:
    """A percentile of the draws, linear between neighbours.

    Example:
        >>> percentile(np.array([30.0, 10.0, 20.0]), 75)
        25.0
    """
    at = (len(draws) - 1) * per_cent / 100
    below = int(at)
    above = min(below + 1, len(draws) - 1)
    # What np.percentile does, without the time it takes to look at its arguments.
    found = np.partition(draws, (below, above))
    return float(found[below] + (found[above] - found[below]) * (at - below))


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
    found: int | None = None
    for year, running in cumulative(flow, first).items():
        if running < 0:
            found = None
        elif found is None:
            found = year
    return found


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
    present_costs: float, present_effects: float, differences: Draws, attainable: Draws
) -> tuple[float | None, str]:
    """How much of the expected effects is needed for NNV = 0, all effects scaled together (convention §11).

    NNV = −C + s·E is zero at s = C / E. The share of participants who must get the full effect of an outcome is s
    times its expected difference, outcome by outcome, since one measure can turn several.

    Args:
        present_costs: C, above zero for what is paid.
        present_effects: E.
        differences: The expected share of participants for whom each outcome that E counts turns.
        attainable: The most that each could be.

    Returns:
        The scale s, and a code: «» when it can be reached; «not_reached» when E is worth nothing, or when some
        outcome would have to turn for more people than would otherwise have it; «pays_nothing», without a scale,
        where there are no costs to cover.
    """
    if present_costs <= 0:
        return None, "pays_nothing"
    scale = ratio(present_costs, present_effects)
    if scale is None:
        return None, "not_reached"
    beyond = bool((scale * np.abs(differences) > attainable).any())
    return scale, "not_reached" if beyond else ""
