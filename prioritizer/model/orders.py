"""What the same limits give when they are filled in another order (convention §22)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, TypeAlias

from prioritizer.model.plan import Key

OrderName: TypeAlias = Literal["nnk", "advocacy", "signatures", "first_come", "smallest_first", "equal_share"]
LeftOut: TypeAlias = Literal["missing", "unreadable", "time"]
"""Why an order was not filled: proposals do not state what it goes by, state what has no order, or the time was out."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What an order gives, beside the plan as it stands.

    `objective` is value kronor as the plan's own, `loss` how much less than the plan's it is, below zero where a plan
    that is not proved is worth less; `granted` is granted kronor (convention §3). `enters` are the proposals that the
    plan does not hold, `leaves` those that only the plan holds; `changed` are in both in another version or start, the
    plan's first. `broken` are the ids of limits that it does not keep to; with none it is a plan in full.
    """

    chosen: tuple[Key, ...]
    objective: Decimal
    loss: Decimal
    granted: Decimal
    enters: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()
    changed: tuple[tuple[Key, Key], ...] = ()
    broken: tuple[str, ...] = ()

    @property
    def is_plan(self) -> bool:
        """True when it keeps to every limit."""
        return not self.broken


@dataclass(frozen=True, slots=True)
class Order:
    """One order, and what it gives; `filled` is None where it was left out, for the reason in `left_out`.

    `field` is what it goes by, as the vocabulary names it, and `lacking` the proposals that do not state it, or state
    what has no order. `last` are those that have no number to go by where none can be stated: they were taken last.
    """

    name: OrderName
    filled: Filled | None = None
    left_out: LeftOut | None = None
    field: str = ""
    lacking: tuple[str, ...] = ()
    last: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RandomOrders:
    """What `count` random orders give, in value kronor.

    `mean` and `deviation` (of the population) are rounded half-even to whole kronor; `loss` is the plan's value less
    the mean. `low` and `high` are the orders at 5 and 95 per cent, counted from the least, `least` and `most` the ends.
    `plans` is how many keep to every limit; `missed` tells how many break each of the others' limits, by id.
    """

    count: int
    mean: Decimal
    loss: Decimal
    deviation: Decimal
    least: Decimal
    low: Decimal
    high: Decimal
    most: Decimal
    plans: int
    missed: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Orders:
    """All orders of a round. `share` is what each of the `boards` had in the order of equal shares, granted kronor."""

    orders: tuple[Order, ...]
    random: RandomOrders | None = None
    boards: tuple[str, ...] = ()
    share: Decimal | None = None
