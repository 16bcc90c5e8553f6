"""How likely it is that a plan costs more than it is granted, and the reserve that covers it (convention §17).

What a fund grants is fixed in the choice; what the costs become is as uncertain as their declared spread says.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from math import ceil
from typing import NamedTuple

import numpy as np

from prioritizer.appraisal.appraise import cases
from prioritizer.appraisal.case import Case
from prioritizer.appraisal.draws import Draws
from prioritizer.appraisal.reached import Multiple, mean_of
from prioritizer.appraisal.terms import terms_of
from prioritizer.model.plan import Key
from prioritizer.model.portfolio import Portfolio
from prioritizer.model.rules import RuleSet

COVERS = ("overrun_cover", "overrun_cover_high")
"""The parameters that say in which shares of the outcomes a reserve must be enough."""

Cell = tuple[str | None, int | None]
"""A fund and a year; None for all funds, or all years."""


@dataclass(frozen=True, slots=True)
class Overrun:
    """What the granted costs of a fund and year may become; `fund` and `year` are None for all of them together.

    `granted` are granted kronor, `declared` those of them whose cost has a declared spread. `chance` is the share of
    the outcomes in which the costs exceed what is granted, by a krona or more, `expected` by how much they do on
    average, below zero where they fall short of it. `reserves` are the least whole kronor beyond what is granted that
    are enough in each share of the outcomes that `Overruns.covers` names. All three are unknown where nothing has a
    declared spread; elsewhere what has none is taken to cost what is granted.
    """

    fund: str | None
    year: int | None
    granted: Decimal
    declared: Decimal
    chance: float | None
    expected: int | None
    reserves: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Overruns:
    """Rows by fund and year, then each fund over all years, then all together; no row for what grants nothing.

    `haircut` is what the haircuts add to the granted costs in the values (convention §9), in granted kronor: it is a
    precaution and no spread, and in no row.
    """

    covers: tuple[Decimal, ...]
    rows: tuple[Overrun, ...]
    haircut: int


def overruns(portfolio: Portfolio, rules: RuleSet, seed: int, draws: int, chosen: Sequence[Key]) -> Overruns:
    """What the granted costs of a plan may become, over the joint draws of the appraisal.

    Args:
        portfolio: As for `appraise`.
        rules: As for `appraise`; the parameters of `COVERS` that are in force name the reserves.
        seed: The run's.
        draws: How many joint draws.
        chosen: The versions of the plan.

    Returns:
        Kronor in the prices of each fund. Draws are rounded to whole kronor, half to even, before they are compared.

    Source:
        Convention §8, §17.
    """
    terms = terms_of(portfolio, rules)
    given = [rules.number(name, portfolio.as_of) for name in COVERS]
    covers = tuple(sorted(share for share in given if share is not None))
    found = list(cases(portfolio, rules, terms, seed, draws, frozenset(chosen))) if terms and chosen else []
    granted: dict[Cell, Decimal] = {}
    declared: dict[Cell, Decimal] = {}
    beyond: dict[Cell, Draws] = {}
    for part in (part for case in found for part in _parts(case)):
        for cell in ((part.fund, part.year), (part.fund, None), (None, None)):
            granted[cell] = granted.get(cell, Decimal(0)) + part.kronor
            if part.spread and part.kronor:
                declared[cell] = declared.get(cell, Decimal(0)) + part.kronor
                beyond[cell] = beyond.get(cell, np.zeros(draws)) + float(part.kronor) * (part.multiple - 1.0)
    order = {fund.id: n for n, fund in enumerate(portfolio.funds)}
    cells = sorted((cell for cell in granted if granted[cell]), key=lambda cell: _place(cell, order))
    rows = [_row(cell, granted[cell], declared.get(cell), beyond.get(cell), covers) for cell in cells]
    return Overruns(covers, tuple(rows), round(sum(_padding(case) for case in found)))


class _Part(NamedTuple):
    """Kronor that a fund grants in a year, what multiplies them, and whether anybody has said how uncertain that is."""

    fund: str
    year: int
    kronor: Decimal
    multiple: Multiple
    spread: bool


def _parts(case: Case) -> Iterator[_Part]:
    for cost, multiple in zip(case.version.costs, case.reached.costs, strict=True):
        spread = cost.spread is not None or not isinstance(multiple, float)
        for (fund, year), kronor in cost.granted(case.waited).items():
            yield _Part(fund, year, kronor, multiple, spread)


def _padding(case: Case) -> float:
    """What the haircut adds to the granted costs of a version."""
    return case.haircut.cost * sum(float(part.kronor) * mean_of(part.multiple) for part in _parts(case))


def _place(cell: Cell, order: Mapping[str, int]) -> tuple[int, int, int]:
    """Years of each fund, then the funds, then all."""
    fund, year = cell
    at = order.get(fund or "", len(order))
    return (0, at, year) if year is not None else (1, at, 0)


def _row(
    cell: Cell, granted: Decimal, declared: Decimal | None, beyond: Draws | None, covers: Iterable[Decimal]
) -> Overrun:
    if declared is None or beyond is None:
        return Overrun(*cell, granted, Decimal(0), None, None, ())
    whole = np.sort(np.rint(beyond).astype(np.int64))
    enough = [int(whole[ceil(share * len(whole)) - 1]) if share else int(whole[0]) for share in covers]
    mean = Decimal(int(whole.sum())) / len(whole)
    return Overrun(
        *cell,
        granted,
        declared,
        float(np.count_nonzero(whole > 0)) / len(whole),
        int(mean.to_integral_value(ROUND_HALF_EVEN)),
        tuple(max(0, kronor) for kronor in enough),
    )
