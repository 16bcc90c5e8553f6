"""What besides money keeps a plan from giving more: limits that a worthwhile proposal would break (requirements E6).

A plan at some amount of money may be worth no more with more of it. Then each proposal outside it that would add to its
worth breaks a limit that is not of money, and those limits are told, each with the proposals that it stops.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from prioritizer.explanation.moving_rows import End, Moving
from prioritizer.model.frontier import Hinder, Point
from prioritizer.model.plan import Key
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
    """A program by candidate, so that an addition asks for no other rows and products than its own.

    `rows` are, for each candidate, the places of its rows in `limits` with its number in each.
    """

    program: Program
    limits: tuple[Row, ...]
    rows: Mapping[int, Sequence[tuple[int, int]]]
    products: Mapping[int, Sequence[Product]]
    index: Mapping[Key, int]

    @staticmethod
    def of(program: Program) -> "_Adding":
        limits = tuple(row for row in program.rows if row.kind not in _NOT_TOLD)
        rows: dict[int, list[tuple[int, int]]] = {}
        for place, row in enumerate(limits):
            for i, number in row.coefficients:
                rows.setdefault(i, []).append((place, number))
        products: dict[int, list[Product]] = {}
        for product in (product for shared in program.shared for product in shared):
            for i in product.members:
                products.setdefault(i, []).append(product)
        return _Adding(program, limits, rows, products, {c.key: i for i, c in enumerate(program.candidates)})

    def at(self, moving: Sequence[Moving], factor: Fraction) -> Sequence[Row]:
        """The limits as they are at a factor on the money."""
        end = End(factor)
        there = {(one.row.id, one.row.coefficients): one.between(end, end) for one in moving}
        return [there.get((row.id, row.coefficients), row) for row in self.limits]

    def gain(self, plan: frozenset[int], i: int) -> int:
        """What a plan is worth more with a candidate, in objective units."""
        together = plan | {i}
        return self.program.objective[i] + sum(
            product.worth for product in self.products.get(i, ()) if together.issuperset(product.members)
        )

    def broken(self, plan: frozenset[int], i: int, limits: Sequence[Row], used: Sequence[int]) -> tuple[str, ...]:
        """The limits, none of them of money, that are broken when a candidate is added to a plan."""
        found = {limits[at].id for at, number in self.rows.get(i, ()) if not limits[at].holds(used[at] + number)}
        return tuple(sorted(found or {risk.id for risk in self.program.risks if not risk.allows(plan | {i})}))


def _told(adding: _Adding, moving: Sequence[Moving], point: Point) -> Point:
    if point.chosen is None:
        return point
    plan = frozenset(adding.index[key] for key in point.chosen)
    stopped: dict[str, list[str]] = {}
    waits = []
    for proposal, limits in _worthwhile(adding, plan, adding.at(moving, point.factor)):
        for limit in limits:
            stopped.setdefault(limit, []).append(proposal)
        if not limits:
            waits.append(proposal)
    ordered = sorted(stopped.items(), key=lambda one: (-len(one[1]), one[0]))
    hinders = tuple(Hinder(limit, tuple(sorted(proposals))) for limit, proposals in ordered)
    return replace(point, hinders=hinders, waits=tuple(sorted(waits)))


def _worthwhile(adding: _Adding, plan: frozenset[int], limits: Sequence[Row]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each proposal outside a plan of which some version would add to its worth, and what the freest version breaks."""
    program = adding.program
    inside = {program.candidates[i].proposal for i in plan}
    used = [row.activity(plan) for row in limits]
    found: dict[str, tuple[str, ...]] = {}
    for i, candidate in enumerate(program.candidates):
        if candidate.proposal in inside or adding.gain(plan, i) <= 0:
            continue
        broken = adding.broken(plan, i, limits, used)
        known = found.get(candidate.proposal)
        if known is None or (len(broken), broken) < (len(known), known):
            found[candidate.proposal] = broken
    yield from found.items()
