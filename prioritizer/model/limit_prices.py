"""What each limit costs the plan, and what its next step would bring (convention §19)."""

from dataclasses import dataclass
from decimal import Decimal

from prioritizer.model.conflict import Loosened, Unit
from prioritizer.model.plan import Key


@dataclass(frozen=True, slots=True)
class Gain:
    """What a plan under other limits is worth more than the plan as it stands, in value kronor.

    `kronor` is the difference of the plans found, and `low` and `high` hold the exact answer, which it is where
    `exact`. Below zero only where more kronor make a floor larger that is a share of all kronor made available; all
    three are None where such a floor leaves no plan. `enters` and `leaves` are the proposals that come and go;
    `changed` those that stay in another version or start, before and after. `granted` is how many more kronor are
    granted.
    """

    kronor: Decimal | None
    low: Decimal | None
    high: Decimal | None
    exact: bool
    enters: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()
    changed: tuple[tuple[Key, Key], ...] = ()
    granted: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class NextStep:
    """One number loosened by a step, and what that gains."""

    before: Decimal
    after: Decimal
    unit: Unit
    gain: Gain


@dataclass(frozen=True, slots=True)
class LimitPrice:
    """The price of one limit: what the plan gains without it.

    `id` is that of a limit, `LIMIT[KEY]` for one of its rows, or fund:ID:YEAR, resource:ID, mandatory:ID and the like.
    A fund has no price by removal (`gain` None), only a next step; what has no number has no next step.
    """

    id: str
    kind: Loosened
    gain: Gain | None
    next: NextStep | None = None
    of: str = ""
    year: int | None = None
    rows: tuple["LimitPrice", ...] = ()


@dataclass(frozen=True, slots=True)
class JointPrice:
    """Two limits of which each alone is free, and which together are not."""

    ids: tuple[str, str]
    gain: Gain


@dataclass(frozen=True, slots=True)
class LimitPrices:
    """The prices of a plan's limits, and of pairs that are free one by one.

    `pairs_complete` is False where some pairs were not tried. Prices do not add up. `duties` are limits and mandates
    that stand in law, which have no price. `faults` are codes of what a solver did wrong on the way.
    """

    limits: tuple[LimitPrice, ...]
    pairs: tuple[JointPrice, ...] = ()
    pairs_complete: bool = True
    duties: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
