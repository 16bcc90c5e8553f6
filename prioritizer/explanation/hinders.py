"""What besides money keeps a plan from giving more: limits that a worthwhile proposal would break (requirements E6).

A plan at some amount of money may be worth no more with more of it. Then each proposal outside it that would add to its
worth breaks a limit that is not of money, and those limits are told, each with the proposals that it stops.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from prioritizer.explanation.moving_rows import End, Moving
from prioritizer.model.frontier import Hinder, Point
from prioritizer.selection.program import Product, Program, Row

_NOT_TOLD = frozenset({"version", "fund", "forced", "cut", "product"})
"""Kinds of rows that are money, or nobody's limit."""


def with_hinders(program: Program, moving: Sequence[Moving], points: Iterable[Point]) -> tuple[Point, ...]:
    """Points with what stands in the way of each one's plan, at its amount of money.

    Args:
        program: That of the plan as it stands.
        moving: The rows that follow the money.
        points: Those without a plan are given back as they are.
    """
    adding = _Adding.of(program)
    return tuple(_told(adding, moving, point) for point in points)


@dataclass(frozen=True, slots=True)
class _Adding:
    """A program with rows and products by candidate, so that an addition asks for no other rows than its own."""

    program: Program
    rows: Mapping[int, Sequence[Row]]
    products: Mapping[int, Sequence[Product]]
    index: Mapping[object, int] = field(default_factory=dict)

    @staticmethod
    def of(program: Program) -> "_Adding":
        rows: dict[int, list[Row]] = {}
        products: dict[int, list[Product]] = {}
        for row in program.rows:
            for i, _ in row.coefficients if row.kind not in _NOT_TOLD else ():
                rows.setdefault(i, []).append(row)
        for product in (product for shared in program.shared for product in shared):
            for i in product.members:
                products.setdefault(i, []).append(product)
        return _Adding(program, rows, products, {c.key: i for i, c in enumerate(program.candidates)})

    def gain(self, plan: frozenset[int], i: int) -> int:
        """What a plan is worth more with a candidate, in objective units."""
        together = plan | {i}
        return self.program.objective[i] + sum(
            product.worth for product in self.products.get(i, ()) if together.issuperset(product.members)
        )

    def broken(self, plan: frozenset[int], i: int, at: Mapping[Row, Row], used: Mapping[Row, int]) -> tuple[str, ...]:
        """The limits, none of them of money, that a plan keeps and breaks when a candidate is added."""
        found = []
        for row in self.rows.get(i, ()):
            there = at.get(row, row)
            own = next(number for member, number in row.coefficients if member == i)
            if not _is_kept(there, used[row] + own):
                found.append(row.id)
        risks = () if found else (risk.id for risk in self.program.risks if not risk.allows(plan | {i}))
        return tuple(sorted({*found, *risks}))


def _told(adding: _Adding, moving: Sequence[Moving], point: Point) -> Point:
    if point.chosen is None:
        return point
    plan = frozenset(adding.index[key] for key in point.chosen)
    stopped: dict[str, list[str]] = {}
    waits = []
    for proposal, limits in _worthwhile(adding, plan, _at(adding.program, moving, point.factor)):
        for limit in limits:
            stopped.setdefault(limit, []).append(proposal)
        if not limits:
            waits.append(proposal)
    ordered = sorted(stopped.items(), key=lambda one: (-len(one[1]), one[0]))
    hinders = tuple(Hinder(limit, tuple(sorted(proposals))) for limit, proposals in ordered)
    return replace(point, hinders=hinders, waits=tuple(sorted(waits)))


def _at(program: Program, moving: Sequence[Moving], factor: Fraction) -> Mapping[Row, Row]:
    """For each row of a program that follows the money, what it is at a factor."""
    end = End(factor)
    there = {(one.row.id, one.row.coefficients): one.between(end, end) for one in moving}
    return {row: there[row.id, row.coefficients] for row in program.rows if (row.id, row.coefficients) in there}


def _worthwhile(adding: _Adding, plan: frozenset[int], at: Mapping[Row, Row]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each proposal outside a plan of which some version would add to its worth, and what the freest version breaks."""
    program = adding.program
    inside = {program.candidates[i].proposal for i in plan}
    used = {row: row.activity(plan) for row in program.rows if row.kind not in _NOT_TOLD}
    found: dict[str, tuple[str, ...]] = {}
    for i, candidate in enumerate(program.candidates):
        if candidate.proposal in inside or adding.gain(plan, i) <= 0:
            continue
        broken = adding.broken(plan, i, at, used)
        known = found.get(candidate.proposal)
        if known is None or (len(broken), broken) < (len(known), known):
            found[candidate.proposal] = broken
    yield from found.items()


def _is_kept(row: Row, used: int) -> bool:
    if row.sense == "<=":
        return used <= row.bound
    return used >= row.bound if row.sense == ">=" else used == row.bound
