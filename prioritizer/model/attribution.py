"""Which change between two rounds moved the worth of the plan, and by how much."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal


@dataclass(frozen=True, slots=True)
class Part:
    """What one group of changes did to the worth of the best plan, value kronor; None where nothing can be said."""

    change: str
    kronor: Decimal | None


@dataclass(frozen=True, slots=True)
class Attribution:
    """The worth of the best plan before and after some changes, divided between them.

    `way` shapley: the mean, over all orders in which the changes can be made, of what each adds when its turn comes;
    the parts add up to `after` − `before`. alone: each change made alone, since there are too many for all orders; the
    parts need not add up. `without_plan` are the sets of changes with which no plan meets the limits, in the order of
    `parts`: no order through them is counted. Where no order is left the parts are None.
    """

    before: Decimal
    after: Decimal
    way: Literal["shapley", "alone"]
    parts: tuple[Part, ...]
    without_plan: tuple[frozenset[str], ...] = ()
