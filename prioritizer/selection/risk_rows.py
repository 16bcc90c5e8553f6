"""Rows that cut off a plan beside a limit on the joint draws, and no plan within it (convention §18)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

import numpy as np

from prioritizer.selection.cover import cover
from prioritizer.selection.draws import Cut, Risk, coarse
from prioritizer.selection.program import Program, Row

SLACK = 1e-7
"""A row broken by less than this part of its bound is not worth adding to the relaxation."""


def kept_rows(program: Program, without: Collection[str]) -> tuple[Row, ...]:
    """The rows that earlier searches on the same program have needed, of limits that apply."""
    return tuple(_row(risk, cut) for risk in program.risks if risk.id not in without for cut in risk.kept)


def cutting_rows(
    program: Program, without: Collection[str], chosen: frozenset[int], known: Iterable[Row]
) -> tuple[Row, ...]:
    """Rows that a plan breaks, of the limits on the draws that it breaks; they are kept for later searches.

    Args:
        program: With its products lifted.
        without: Ids of limits that do not apply.
        chosen: The variables of the plan.
        known: Rows that the plan was to keep to: one of them again would not keep a solver from it.
    """
    found: list[Row] = []
    there = {(row.coefficients, row.bound) for row in known}
    for risk in program.risks:
        if risk.id in without or risk.allows(chosen):
            continue
        risk.came_upon(chosen)
        for exact in risk.cuts(chosen):
            rounded = coarse(exact)
            row = _row(risk, rounded)
            if row.allows(chosen) or rounded in there:
                # Rounding has let the plan through, or the solver's tolerance has.
                row = replace(cover(_row(risk, exact), chosen), id=risk.id, limit=risk.id)
            risk.keep((row.coefficients, row.bound))
            found.append(row)
    return tuple(found)


def tightening_rows(program: Program, shares: Sequence[float]) -> tuple[Row, ...]:
    """Rows that a solution of the relaxation breaks, of the floors on a mean; they are kept for later searches.

    Which draws are worst in it is told by floats; the row over those draws holds for every plan whichever they are.
    """
    found: list[Row] = []
    part = np.array(shares)
    for risk in (risk for risk in program.risks if risk.form == "worst_mean"):
        coefficients, bound = coarse(
            risk.mean_cut(part[: len(risk.table.columns)] @ risk.table.columns.astype(np.float64))
        )
        reached = sum(value * shares[i] for i, value in coefficients)
        if reached < bound - SLACK * max(1.0, abs(bound)):
            risk.keep((coefficients, bound))
            found.append(_row(risk, (coefficients, bound)))
    return tuple(found)


def safer(program: Program) -> Program:
    """A program with fewer plans, soon searched: floors on a mean stand for the ceilings on a chance.

    Where more draws than may be are below a floor, the mean of so many of the worst is below it too; so a plan within
    the floor on the mean is within the ceiling on the chance.
    """
    risks = (
        replace(risk, form="worst_mean", edge=risk.bound, bound=Fraction(risk.floor), flags=None)
        if risk.form == "chance_below"
        else risk
        for risk in program.risks
    )
    return replace(program, risks=tuple(risks))


def leaning(risk: Risk, chosen: frozenset[int]) -> Row:
    """A row that says which way a plan beside a limit has to go: up in the draws that are worst in it."""
    coefficients, bound = coarse(risk.mean_cut(risk.table.plan(chosen)))
    return Row(risk.id, coefficients, ">=", bound, "cut", risk.id)


def _row(risk: Risk, cut: Cut) -> Row:
    coefficients, bound = cut
    return Row(risk.id, coefficients, ">=", bound, "cut", risk.id)
