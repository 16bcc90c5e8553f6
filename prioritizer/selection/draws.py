"""The joint draws of a plan in whole kronor, and the limits that look at them (convention §18).

Each draw of each version is rounded to a whole krona when the program is made, so that what a plan is worth in a draw
is a whole number, and whether it keeps to a limit is decided without rounding.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import ceil, floor
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from prioritizer.model.plan import Candidate
from prioritizer.predicates.constrain import UnknownWhere

Draws: TypeAlias = NDArray[Any]
"""Whole kronor by draw: 64-bit numbers where no sum can reach their end, Python's own otherwise."""

Cut: TypeAlias = tuple[tuple[tuple[int, int], ...], int]
"""Coefficients of variables, whose sum over those chosen is at least a bound in every plan within the limit."""

SAFE = 2**62
"""Below it no 64-bit sum overflows."""
WIDEST = 2**30
"""The largest coefficient that a solver is given: with larger ones its tolerance would be whole kronor."""


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Kronor by variable and draw; and of sets of variables, what each is worth together beyond the sum."""

    columns: Draws
    products: tuple[tuple[frozenset[int], Draws], ...] = ()

    @classmethod
    def of(
        cls, columns: Sequence[Sequence[int]], products: Iterable[tuple[frozenset[int], Sequence[int]]] = ()
    ) -> "Table":
        """A table of whole numbers; without any variable one draw, in which no plan is worth anything."""
        given = tuple(products)
        everything = [*columns, *(drawn for _, drawn in given)]
        reach = sum(max(map(abs, drawn), default=0) for drawn in everything)
        count = len(columns[0]) if columns else 1
        kind: Any = np.int64 if reach * max(1, count) < SAFE else object
        table = np.array(columns, dtype=kind).reshape(len(columns), count)
        return cls(table, tuple((members, np.array(drawn, dtype=kind)) for members, drawn in given))

    @classmethod
    def of_candidates(
        cls, candidates: Sequence[Candidate], products: Iterable[tuple[frozenset[int], Sequence[int]]], asked: str
    ) -> "Table":
        """The table of candidates with their draws.

        Raises:
            UnknownWhere: Some have none, or not as many; its `limit` is what asked for them.
        """
        draws = max((len(c.draws) for c in candidates), default=0)
        undrawn = [c.proposal for c in candidates if len(c.draws) != draws or not draws]
        if undrawn:
            raise UnknownWhere(asked, undrawn)
        return cls.of([c.draws for c in candidates], products)

    @property
    def count(self) -> int:
        """How many draws there are."""
        return int(self.columns.shape[1])

    def plan(self, chosen: Iterable[int]) -> Draws:
        """What some variables are worth together, by draw; other variables count nothing."""
        taken = frozenset(i for i in chosen if i < len(self.columns))
        total = self.columns[sorted(taken)].sum(axis=0)
        for members, drawn in self.products:
            if members <= taken:
                total = total + drawn
        found: Draws = total
        return found

    def with_sets(self, sets: Sequence[Sequence[frozenset[int]]]) -> "Table":
        """The table where each set of each group is a variable of its own, worth all the products in it.

        A product belongs to the first group that holds its members; groups hold unlike products.
        """
        waiting, added = list(self.products), []
        for group in sets:
            here = [found for found in waiting if any(found[0] <= some for some in group)]
            waiting = [found for found in waiting if all(found is not other for other in here)]
            for some in group:
                parts = [drawn for members, drawn in here if members <= some]
                added.append(sum(parts, np.zeros_like(self.columns[0])))
        return Table(np.vstack([self.columns, *added]) if added else self.columns)


@dataclass(frozen=True, slots=True, eq=False)
class Flags:
    """A variable for each draw, from `first` on, that lets a plan fall below the floor; none falls below `least`."""

    first: int
    least: Draws


@dataclass(slots=True)
class _Known:
    """What searches have found out of one limit: the cuts that they needed, and what those were made from."""

    cuts: list[Cut] = field(default_factory=list)
    tried: list[frozenset[int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True, eq=False)
class Risk:
    """A limit on the joint draws.

    worst_mean: the mean of the worst share `edge` of the draws is at least `bound` kronor. chance_below: the share of
    the draws below `edge` kronor is at most `bound`. `flags` are the variables of the latter, once it has them.

    What searches have needed is kept with it, see `keep`; a limit made from it by `replace` is another limit, of which
    nothing is known, and begins without.
    """

    id: str
    form: Literal["worst_mean", "chance_below"]
    edge: Fraction
    bound: Fraction
    table: Table
    flags: Flags | None = None
    _known: _Known = field(default_factory=_Known, init=False, repr=False)

    @property
    def kept(self) -> tuple[Cut, ...]:
        """The cuts that searches have needed: each holds for every plan within the limit, so others begin with it."""
        return tuple(self._known.cuts)

    @property
    def tried(self) -> tuple[frozenset[int], ...]:
        """The sets of variables that searches came upon beside the limit."""
        return tuple(self._known.tried)

    def keep(self, cut: Cut) -> None:
        """Let later searches of this limit begin with a cut."""
        self._known.cuts.append(cut)

    def came_upon(self, chosen: frozenset[int]) -> None:
        """Remember a set of variables beside the limit."""
        self._known.tried.append(chosen)

    def over(self, table: Table, flags: Flags | None) -> "Risk":
        """The same limit with further variables: what is kept of the one is kept of the other."""
        found = replace(self, table=table, flags=flags)
        object.__setattr__(found, "_known", self._known)
        return found

    @property
    def most_below(self) -> int:
        """How many draws may be below the floor."""
        return floor(min(Fraction(1), self.bound) * self.table.count)

    @property
    def floor(self) -> int:
        """The floor in whole kronor: draws are whole, so one below it is below the next whole krona."""
        return ceil(self.edge)

    @property
    def weighing(self) -> tuple[int, int, int]:
        """Of a mean: how many of the worst draws count whole, the weight of the next one, and that of a whole one."""
        return _weights(self.edge, self.table.count)

    def measure(self, chosen: Iterable[int]) -> Fraction:
        """What the limit is about, of a set of variables: kronor or a share."""
        drawn = self.table.plan(chosen)
        if self.form == "chance_below":
            return Fraction(int((drawn < self.floor).sum()), len(drawn))
        whole, rest, unit = _weights(self.edge, len(drawn))
        ordered = np.sort(drawn, kind="stable")
        boundary = int(ordered[whole]) * rest if rest else 0
        return Fraction(unit * int(ordered[:whole].sum()) + boundary, unit * whole + rest)

    def allows(self, chosen: Iterable[int]) -> bool:
        """Whether a set of variables keeps to the limit, in exact arithmetic."""
        found = self.measure(chosen)
        return found >= self.bound if self.form == "worst_mean" else found <= self.bound

    def cuts(self, chosen: frozenset[int]) -> tuple[Cut, ...]:
        """What a set of variables beside the limit breaks and every plan within it meets, in whole numbers.

        Of a mean one inequality, over the draws that are worst here: in any other plan its own worst ones have a mean
        that is no higher. Of a chance one for each draw below the floor that is not let off; there is none where
        enough are let off, and none before there are variables for it.

        Source:
            Rockafellar & Uryasev 2000; Künzi-Bay & Mayer, «Computational aspects of minimizing conditional
            value-at-risk» (2006), where the cuts are from.
        """
        if self.form == "worst_mean":
            return (self.mean_cut(self.table.plan(chosen)),)
        if self.flags is None:
            return ()
        drawn, first = self.table.plan(chosen), self.flags.first
        below = (s for s in np.flatnonzero(drawn < self.floor).tolist() if first + s not in chosen)
        return tuple(self._draw_cut(s, first + s, int(self.flags.least[s])) for s in below)

    def mean_cut(self, drawn: Draws) -> Cut:
        """The inequality over the draws that are worst in something; for a chance, over as many as may be below."""
        share = self.edge if self.form == "worst_mean" else self.bound
        whole, rest, unit = _weights(share, self.table.count)
        order = np.argsort(drawn, kind="stable")
        sums = self.table.columns[:, order[:whole]].sum(axis=1).tolist()
        next_ = self.table.columns[:, order[whole]].tolist() if rest else [0] * len(sums)
        pairs = ((i, unit * int(a) + rest * int(b)) for i, (a, b) in enumerate(zip(sums, next_, strict=True)))
        least = self.bound if self.form == "worst_mean" else self.edge
        return tuple((i, value) for i, value in pairs if value), ceil(least * (unit * whole + rest))

    def least(self, total: int) -> int:
        """What a sum over draws reaches in every plan within a floor on a mean, with weights that add up to `total`."""
        return ceil(self.bound * total)

    def weights(self, drawn: Draws) -> tuple[tuple[int, int], ...]:
        """The draws that are worst in something, and the whole weight of each in a mean: `mean_cut` sums over them."""
        whole, rest, unit = self.weighing
        order = np.argsort(drawn, kind="stable").tolist()
        return (*((draw, unit) for draw in order[:whole]), *((draw, rest) for draw in order[whole : whole + 1] if rest))

    def _draw_cut(self, draw: int, flag: int, least: int) -> Cut:
        pairs = ((i, int(value)) for i, value in enumerate(self.table.columns[:, draw].tolist()))
        return (*((i, value) for i, value in pairs if value), (flag, max(0, self.floor - least))), self.floor


def _weights(share: Fraction, count: int) -> tuple[int, int, int]:
    """How many of the worst draws count whole, the weight of the next one, and that of a whole one.

    The least whole numbers: of 1,024 draws the worst 5 % are 51 of weight 5 and one of weight 1. Less than one draw is
    the worst draw.
    """
    mass = max(Fraction(1), min(Fraction(1), share) * count)
    whole = floor(mass)
    return whole, (mass - whole).numerator, mass.denominator


def coarse(cut: Cut) -> Cut:
    """The same inequality with no coefficient above `WIDEST`, all rounded so that it lets no less through."""
    coefficients, bound = cut
    largest = max((abs(value) for _, value in coefficients), default=0)
    divisor = -(-largest // WIDEST) or 1
    return tuple((i, -(-value // divisor)) for i, value in coefficients), -(-bound // divisor)
