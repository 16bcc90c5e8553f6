"""What a plan that somebody else decided would have to count as worth more, to be the best (convention §21)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from prioritizer.model.plan import Key


@dataclass(frozen=True, slots=True)
class Priority:
    """So many value kronor more for each granted krona that goes to something: a goal, a district, a board."""

    of: str
    more: Decimal


@dataclass(frozen=True, slots=True)
class Revealed:
    """A decided plan beside the best one.

    `difference` is what the best plan is worth more, value kronor. `breaks` are the limits that the decided plan does
    not keep; the priorities are then those with which it would be the best if these limits were not there.
    `outcome` says whether there are such priorities: found, none (no extra value on what was declared makes it the
    best), needless (it is the best already), or unsettled in the time. Of all that do, these add up to the least.
    `better` is a plan that is worth more whatever is counted, where there is none.
    """

    decided: tuple[Key, ...]
    difference: Decimal
    breaks: tuple[str, ...]
    outcome: Literal["found", "none", "needless", "unsettled"]
    priorities: tuple[Priority, ...] = ()
    better: tuple[Key, ...] | None = None
