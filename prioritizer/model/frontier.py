"""What more or less money would give: the marginal krona (requirements E6)."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from prioritizer.model.plan import Key


@dataclass(frozen=True, slots=True)
class Hinder:
    """A limit, not of money, that each of some proposals would break if it were added to a plan."""

    limit: str
    proposals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """The best plan when every allocation is multiplied by a factor.

    `allocated` is what all funds are then allocated over all years, `granted` what the plan found is granted.
    `objective` is its worth in value kronor; the best plan's lies between `low` and `high`, one proved number where
    `exact`. `chosen` is the plan found. All are None, and `exact` True, where it is proved that no plan meets the
    limits; without a plan and not `exact`, none was found in the time.

    Of the proposals outside the plan that would add to its worth one by one, `hinders` are the limits besides money
    that stop them, those that stop most first, and `waits` those that no other limit than money stops; where the point
    is not `exact` the plan found may even have money for them.
    """

    factor: Fraction
    allocated: Decimal
    objective: Decimal | None
    low: Decimal | None
    high: Decimal | None
    exact: bool
    granted: Decimal | None = None
    chosen: tuple[Key, ...] | None = None
    hinders: tuple[Hinder, ...] = ()
    waits: tuple[str, ...] = ()

    @property
    def is_infeasible(self) -> bool:
        """True when it is proved that no plan meets the limits."""
        return self.exact and self.objective is None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Factors between which the best plan's worth lies between `low` and `high`.

    Where the two are the same number, one plan, `chosen`, is the best on the whole stretch. Both are None where it is
    proved that there is no plan. An end is left out of the stretch where it is `open`.
    """

    first: Fraction
    last: Fraction
    low: Decimal | None
    high: Decimal | None
    chosen: tuple[Key, ...] | None
    first_open: bool = False
    last_open: bool = False

    @property
    def is_exact(self) -> bool:
        """True when the worth is one proved number, or there is no plan."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class NextKronor:
    """What so many kronor more, or fewer, in all allocations alike are worth: the difference of two plans.

    `gain` is value kronor, above zero where more money gives more; it lies between `low` and `high`. `enters` and
    `leaves` go from the plan with less money to the one with more.
    """

    kronor: Decimal
    gain: Decimal | None
    low: Decimal | None
    high: Decimal | None
    exact: bool
    enters: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Drop:
    """With more money a proposal leaves the best plan: between which two points, and which proposals come in then.

    `upgrades` are those that then stay in another version or start.
    """

    proposal: str
    before: Fraction
    after: Fraction
    enters: tuple[str, ...]
    upgrades: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Nested:
    """The best plan at a factor that keeps what the nearer plan has, or that takes nothing that it lacks.

    `cost` is what the best plan without that demand is worth more; None where there is no such plan, or no proof.
    """

    factor: Fraction
    chosen: tuple[Key, ...] | None
    objective: Decimal | None
    cost: Decimal | None
    exact: bool
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Frontier:
    """The curve of what money gives.

    `points` are at even factors. `stretches` cover all factors between them, in order; `complete` when each is exact.
    `turns` are the limits that grow with the money, named where the curve falls: (factor after, ids). `faults` are
    codes of what a solver did wrong on the way.
    """

    points: tuple[Point, ...]
    stretches: tuple[Stretch, ...]
    complete: bool
    last: NextKronor | None
    next: NextKronor | None
    drops: tuple[Drop, ...] = ()
    turns: tuple[tuple[Fraction, tuple[str, ...]], ...] = ()
    nested: tuple[Nested, ...] = ()
    left_out: Literal["", "strict_share_of_envelope", "no_money"] = ""
    faults: tuple[str, ...] = ()
