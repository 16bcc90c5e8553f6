"""What follows from the sums of a calculation: money by year, paybacks, the hump, break-even (convention §11, §12)."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from prioritizer.appraisal.account import Account
from prioritizer.appraisal.case import Case
from prioritizer.appraisal.indicators import Hump, cumulative, hump, payback
from prioritizer.appraisal.present import whole
from prioritizer.appraisal.setting import Array


@dataclass(frozen=True, slots=True)
class FlowYear:
    """What is paid (at most zero) and had in a year, not discounted, and in whole kronor the sum of years so far."""

    year: int
    paid: float
    had: float
    running: int


@dataclass(frozen=True, slots=True)
class Flow:
    """A flow by year, and what is read off it; `payback` None where it does not come back to zero and stay there."""

    years: tuple[FlowYear, ...]
    payback: int | None
    hump: Hump


@dataclass(frozen=True, slots=True)
class Even:
    """One effect beside a break-even: the share of participants for whom it turns as expected, and at most.

    `on_own` says that the own purse gets or pays something of it. Of a mean difference there is no most.
    """

    row: int
    expected: float
    most: float
    on_own: bool


@dataclass(frozen=True, slots=True)
class Flows:
    """Money by year and actor, costs less effects, not discounted; `own` None where nobody says what is taken home.

    `investment` is the present value of the investment rows, with their tax cost; None where a row has no kind.
    """

    actors: tuple[str, ...]
    by_year: tuple[tuple[int, Mapping[str, float]], ...]
    society: Flow
    own: Flow | None
    investment: float | None
    even: tuple[Even, ...]


def flows(case: Case, found: Account) -> Flows:
    """Read the tables of a version that is not a stated result.

    Args:
        case: The version at its start, which is year one.
        found: Its tables, of expected values.
    """
    setting, years = case.setting, found.years.tolist()
    net = found.costs + found.effects
    there = [row for row in range(len(setting.actors)) if found.costs[row].any() or found.effects[row].any()]
    home = found.home[setting.own]
    return Flows(
        actors=tuple(setting.actors[row] for row in there),
        by_year=tuple(
            (year, {setting.actors[row]: float(net[row, at]) for row in there})
            for at, year in enumerate(years)
            if net[there, at].any()
        ),
        society=_flow(found.costs.sum(axis=0), found.effects.sum(axis=0), years, case.start),
        own=None
        if np.isnan(home).any()
        else _flow(found.costs[setting.own].sum(axis=0), home.sum(axis=0), years, case.start),
        investment=found.investment,
        even=tuple(
            Even(
                row,
                float(case.reached.difference[row]) * case.kept(row),
                float(case.reached.attainable[row]),
                setting.reaches_own(effect),
            )
            for row, effect in enumerate(case.version.effects)
        ),
    )


def _flow(paid: Array, had: Array, years: list[int], first: int) -> Flow:
    net = {year: whole(float(p + h)) for year, p, h in zip(years, paid, had, strict=True) if p or h}
    running = cumulative(net, first)
    told = tuple(
        FlowYear(year, float(p), float(h), running[year]) for year, p, h in zip(years, paid, had, strict=True) if p or h
    )
    return Flow(told, payback(net, first) if net else None, hump(net, first))
