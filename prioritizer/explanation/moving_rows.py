"""Rows whose bound follows one factor: on all allocations, or on the costs of one version (§17, §19, §20)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from prioritizer.model.plan import Candidate
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
    """The rows of a program that follow one factor on all allocations, each as it is at any factor."""
    none = tuple(replace(fund, allocation=dict.fromkeys(fund.allocation, Decimal(0))) for fund in statement.funds)
    limits = tuple(limit for limit in statement.limits if rests_on_envelope(limit))
    ends = (
        _unrounded(replace(statement, funds=funds, limits=limits), program.candidates)
        for funds in (none, statement.funds)
    )
    return tuple(_moving(low, high.coefficients, high.bound - low.bound) for low, high in zip(*ends, strict=True))


def cost_rows(statement: Statement, program: Program, index: int) -> tuple[Moving, ...]:
    """The rows on kronor when a version is taken and its costs are multiplied by a factor.

    What the version takes of each row is in the bound, so that the rows speak of all others. A row that counts what
    costs something counts the version at any factor, at nothing too.

    Args:
        statement: What the program is built from.
        program: The same, built.
        index: The version.
    """
    version = program.candidates[index]
    dear = replace(version, granted={where: 2 * kronor for where, kronor in version.granted.items()})
    doubled = tuple(dear if i == index else c for i, c in enumerate(program.candidates))
    ends = (_unrounded(statement, candidates) for candidates in (program.candidates, doubled))
    found = []
    for once, twice in zip(*ends, strict=True):
        others = {i: number for i, number in once.coefficients.items() if i != index}
        at_one, at_two = (side.coefficients.get(index, Fraction(0)) for side in (once, twice))
        slope = at_two - at_one
        found.append(_moving(replace(once, bound=once.bound - (at_one - slope)), others, -slope))
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


@dataclass(frozen=True, slots=True)
class _Unrounded:
    """A row before it is put in whole numbers."""

    id: str
    coefficients: Mapping[int, Fraction]
    sense: Sense
    bound: Fraction
    kind: Kind
    limit: str


def _unrounded(statement: Statement, candidates: Sequence[Candidate]) -> Iterator[_Unrounded]:
    """The rows of all funds, also those that are implied, and of all limits."""
    for fund in statement.funds:
        for one in balances(fund, candidates, statement.plan_years):
            yield _Unrounded(one.id, one.spent, "<=", one.available, "fund", one.id)
    known = declared(statement.funds, statement.resources, statement.plan_years, statement.closed)
    for limit in statement.limits:
        for row in constrain(limit, candidates, statement.parameters, envelope_of(statement.funds), known):
            yield _Unrounded(row.id, row.coefficients, row.sense, row.bound, "limit", row.limit)


def _moving(low: _Unrounded, coefficients: Mapping[int, Fraction], slope: Fraction) -> Moving:
    """The row whose bound is that of `low` at the factor 0, and by `slope` more at the factor 1."""
    row = whole(low.id, coefficients, low.sense, Fraction(0), low.kind, low.limit)
    # The row is in whole numbers without a common divisor, so many to each of the numbers that it was written in.
    scale = next((Fraction(units) / coefficients[i] for i, units in row.coefficients), Fraction(1))
    return Moving(row, slope * scale, low.bound * scale)
