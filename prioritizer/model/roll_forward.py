"""An earlier plan, and how the next one follows it (F9)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from prioritizer.model.plan import Key


@dataclass(frozen=True, slots=True)
class Previous:
    """The plan that a round rolls forward.

    `file` is its record as the portfolio names it, `sha256` the hash of that file's bytes. `titles` are those of its
    proposals, where the file says them.
    """

    file: str
    sha256: str
    chosen: tuple[Key, ...]
    titles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Followed:
    """What became of one proposal that the earlier plan or this one holds.

    It continues in the version it had; is changed, chosen again in another version; new, only in this plan; or dropped,
    only in the earlier one. What does not continue has the reason that kept its version from being committed:
    `not_in_portfolio`, `version_missing`, `barred`, `returned` or `refused`.
    """

    proposal: str
    status: Literal["continues", "changed", "new", "dropped"]
    before: Key | None
    after: Key | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RollForward:
    """How a plan follows an earlier one, and what it costs that the earlier one binds.

    `freely` is the value of the best plan that nothing binds, in value kronor, and `gain` how much more that is than
    the plan's; None where either is not proved, or does not exist. `enters` and `leaves` are the proposals that such a
    plan would take in and leave out. `faults` are codes of what a solver did wrong in the choice that nothing binds.
    """

    previous: Previous
    proposals: tuple[Followed, ...]
    freely: Decimal | None = None
    gain: Decimal | None = None
    enters: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
