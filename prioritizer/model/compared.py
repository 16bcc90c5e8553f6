"""Two plans or rounds beside each other: what went in differently, and what each difference did (issue 6, item 7)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

from prioritizer.model.plan import Outcome

InputKind: TypeAlias = Literal[
    "new",
    "gone",
    "proposal",
    "values",
    "criterion",
    "limit",
    "parameter",
    "price",
    "objective",
    "field",
    "fund",
    "resource",
    "duty",
    "shared",
    "setting",
    "previous",
]
"""What can differ: a proposal that is new, gone or changed, what versions are worth, a rule, money or another capacity,
what must be in, what proposals share, how the round is set up, and the earlier plan that it follows."""

Quantity: TypeAlias = Literal["kronor", "share", "number", ""]


@dataclass(frozen=True, slots=True)
class Differing:
    """One input that differs between two rounds.

    `before` and `after` are its number on each side, where it has one, in `quantity`: of a fund all kronor that it
    makes available, of a proposal what its head version asks for, of a price what a unit is worth to all actors.
    """

    kind: InputKind
    id: str
    before: Decimal | None = None
    after: Decimal | None = None
    quantity: Quantity = ""


@dataclass(frozen=True, slots=True)
class Caused:
    """What some inputs, changed together, did to the worth of the best plan: `kronor`, None where nothing can be said.

    `alone` is what is chosen when nothing but these is changed; None where that cannot be decided, as where a limit
    then asks for what somebody does not state.
    """

    inputs: tuple[Differing, ...]
    kronor: Decimal | None
    alone: Outcome | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """The choices of two rounds, and the difference in worth divided on what caused it; see `Attribution`.

    `without_plan` are sets of `parts`, by their places, with which no plan was found. `proved` is False where some
    choice on the way was not proved, so that parts may be off by what is left of its gap.
    """

    before: Outcome
    after: Outcome
    parts: tuple[Caused, ...] = ()
    way: Literal["shapley", "alone", "none"] = "none"
    without_plan: tuple[frozenset[int], ...] = ()
    proved: bool = True
