"""What would turn the verdict on a proposal, in its own terms (convention §20)."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal, TypeAlias

What: TypeAlias = Literal["success", "duration", "cost"]

Why: TypeAlias = Literal["never", "unsettled", "stated", "shared"]


@dataclass(frozen=True, slots=True)
class Term:
    """The multiple of one thing at which a proposal comes in, or leaves; everything else as it is.

    success: of all its effects; duration: of how long they last; cost: of its costs. At `sure` it has turned, and
    nearer 1 than `least` it has not; `exact` where a thousandth (of lengths a tenth of a year) less than `sure` is not
    enough. `why` tells why there is none: never within `range`, not settled in the time, a result stated elsewhere
    that says nothing of it, or effects on the same people as others, so that it is not the proposal's alone.
    """

    what: What
    range: tuple[Fraction, Fraction]
    least: Fraction | None = None
    sure: Fraction | None = None
    why: Why | None = None

    @property
    def exact(self) -> bool:
        """Whether the place of the turn is known."""
        return self.sure is not None and self.sure == self.least


@dataclass(frozen=True, slots=True)
class Expected:
    """What the terms of a version are multiples of.

    `people` is how many are expected to turn of the `outcome` that comes first, after the haircut; None where it is
    not counted in people. `years` is how long the effect that lasts longest is at full effect, `granted` the kronor
    that are asked for.
    """

    outcome: str
    people: float | None
    years: int | None
    granted: Decimal


@dataclass(frozen=True, slots=True)
class OwnTerms:
    """How far a proposal is from turning; it is `selected` or not, and leaves or comes in."""

    proposal: str
    selected: bool
    expected: Expected
    terms: tuple[Term, ...]
