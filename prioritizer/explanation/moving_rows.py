"""Rows whose bound follows one factor on all allocations: funds, and shares of all kronor made available (§17, §19)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from prioritizer.model.portfolio import Fund
from prioritizer.model.rules import Amount, Limit, Op
from prioritizer.predicates.constrain import Sense, constrain
from prioritizer.selection.declared import declared, envelope_of
from prioritizer.selection.levers import rests_on_envelope
from prioritizer.selection.program import Kind, Program, Row, balances, whole
from prioritizer.selection.statement import Statement


@dataclass(frozen=True, slots=True)
class End:
    """One end of a stretch of factors, which is part of it unless `open`."""

    factor: Fraction
    open: bool = False


@dataclass(frozen=True, slots=True)
class Moving:
    """A row with the bound `slope` · factor + `constant` in its own whole numbers, not yet rounded."""

    row: Row
    slope: Fraction
    constant: Fraction

    @property
    def grows(self) -> bool:
        """True for a floor that asks for more when there is more money."""
        return self.row.sense == ">=" and self.slope > 0

    def between(self, first: End, last: End) -> Row:
        """The row as loose as it is for any factor of a stretch."""
        looser_later = (self.slope > 0) == (self.row.sense == "<=")
        end = last if looser_later else first
        exact = self.slope * end.factor + self.constant
        strict = end.open and self.slope != 0
        if self.row.sense == "<=":
            bound = ceil(exact) - 1 if strict else floor(exact)
        else:
            bound = floor(exact) + 1 if strict else ceil(exact)
        return replace(self.row, bound=bound)

    def range_of(self, plan: frozenset[int]) -> tuple[Fraction | None, Fraction | None] | None:
        """The least and the largest factor with which a plan keeps to the row; None is no end, or no factor at all."""
        over = self.row.activity(plan) - self.constant
        if not self.slope:
            return (None, None) if (over <= 0 if self.row.sense == "<=" else over >= 0) else None
        edge = over / self.slope
        return (edge, None) if (self.slope > 0) == (self.row.sense == "<=") else (None, edge)


def moving_rows(statement: Statement, program: Program) -> tuple[Moving, ...]:
    """The rows of a program that follow the factor, each as it is at any factor."""
    candidates, years = program.candidates, statement.plan_years
    none = tuple(_without_allocation(fund) for fund in statement.funds)
    found: list[Moving] = []
    for fund, empty in zip(statement.funds, none, strict=True):
        ends = zip(balances(empty, candidates, years), balances(fund, candidates, years), strict=True)
        for low, high in ends:
            found.append(_moving(high.id, high.spent, "<=", (low.available, high.available), "fund", high.id))
    known = declared(statement.funds, statement.resources, years, statement.closed)
    for limit in statement.limits:
        if rests_on_envelope(limit):
            sides = (
                constrain(limit, candidates, statement.parameters, envelope_of(funds), known)
                for funds in (none, statement.funds)
            )
            for low_, high_ in zip(*sides, strict=True):
                bounds = (low_.bound, high_.bound)
                found.append(_moving(high_.id, high_.coefficients, high_.sense, bounds, "limit", high_.limit))
    return tuple(found)


def has_strict_share(limits: Iterable[Limit]) -> bool:
    """Whether a share of all kronor made available must be above or below its number, and not only reach it."""
    strict = (Op.ABOVE, Op.BELOW)
    return any(rests_on_envelope(one) and isinstance(one.limit, Amount) and one.limit.op in strict for one in limits)


def allocated(funds: Sequence[Fund]) -> Decimal:
    """All allocations over funds and years."""
    return sum((kronor for fund in funds for kronor in fund.allocation.values()), Decimal(0))


def range_of(rows: Iterable[Moving], plan: frozenset[int]) -> tuple[Fraction | None, Fraction | None] | None:
    """The least and the largest factor with which a plan keeps to all rows; None where there is no such factor."""
    low: Fraction | None = None
    high: Fraction | None = None
    for row in rows:
        found = row.range_of(plan)
        if found is None:
            return None
        low = found[0] if low is None or (found[0] is not None and found[0] > low) else low
        high = found[1] if high is None or (found[1] is not None and found[1] < high) else high
    return low, high


def _without_allocation(fund: Fund) -> Fund:
    return replace(fund, allocation=dict.fromkeys(fund.allocation, Decimal(0)))


def _moving(
    id_: str,
    coefficients: Mapping[int, Fraction],
    sense: Sense,
    ends: tuple[Fraction, Fraction],
    kind: Kind,
    limit: str,
) -> Moving:
    """The row whose bound is the first of `ends` without any allocation, and the second with all of them."""
    row = whole(id_, coefficients, sense, Fraction(0), kind, limit)
    # The row is in whole numbers without a common divisor, so many to each of the numbers that it was written in.
    scale = next((Fraction(units) / coefficients[i] for i, units in row.coefficients), Fraction(1))
    none, all_ = ends
    return Moving(row, (all_ - none) * scale, none * scale)
