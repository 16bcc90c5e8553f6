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

    `worth` is what the plan is worth, and `difference` what the best plan within all limits is worth more, value
    kronor; a plan that breaks some may be worth more than that one. `breaks` are the limits that the decided plan does
    not keep; the priorities are then those with which it would be the best if these limits were not there.
    `outcome` says whether there are such priorities: found, none (no extra value on what was declared makes it the
    best), needless (it is the best already), or unsettled in the time. Of all that do, these add up to the least.
    Where there is none `better` is a plan that is worth more whatever is counted; None where it takes several plans to
    show that there is none.
    """

    decided: tuple[Key, ...]
    difference: Decimal
    breaks: tuple[str, ...]
    outcome: Literal["found", "none", "needless", "unsettled"]
    priorities: tuple[Priority, ...] = ()
    better: tuple[Key, ...] | None = None
    worth: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Decided:
    """One proposal of a plan that somebody else decided: the versions and starts that it can mean.

    `keys` are in the order in which they are meant, the earliest start first.
    """

    proposal: str
    keys: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Outside:
    """A proposal of a decided plan that cannot be chosen: barred, returned or, in the version decided, refused."""

    proposal: str
    why: Literal["barred", "returned", "refused"]
