"""Which limits clash when no plan exists, and what would open one (convention §27)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

Loosened: TypeAlias = Literal["limit", "fund", "resource", "mandatory", "requires", "relation"]
"""What is changed: the number of a limit, the kronor of a fund in a year, or a capacity; the others are dropped."""

Unit: TypeAlias = Literal["share", "proposals", "kronor", "number", ""]


@dataclass(frozen=True, slots=True)
class Clash:
    """Limits, by the ids of their rows, that no plan meets together.

    smallest: no set of fewer limits clashes. minimal: none of them can be left out, but fewer others do clash, or may.
    found: there may be more of them than are needed, since the time was not enough to leave each out in turn.
    """

    limits: tuple[str, ...]
    proof: Literal["smallest", "minimal", "found"]


@dataclass(frozen=True, slots=True)
class Change:
    """The least change of one thing that the members of a clash rest on.

    `id` is that of a limit, or fund:ID:YEAR, resource:ID, resource:ID:YEAR, mandatory:ID, excluded:ID, continues:ID or
    requires:ID:ID; `members` are the rows of the clash that rest on it. A number goes from `before` to `after` in
    whole steps of `step`: one hundredth of a per cent of a share, one proposal of a count, one krona of kronor, and
    of anything else one of its last decimal. What has no number is dropped, and these three are None. `after` is
    None too where no change opens a plan. `opens` says whether a plan then exists (None: not known in the time);
    `least` that one step less, and so every smaller change, is shown to leave no plan.
    """

    id: str
    kind: Loosened
    members: tuple[str, ...]
    before: Decimal | None
    after: Decimal | None
    step: Decimal | None
    opens: bool | None
    least: bool
    unit: Unit = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class Together:
    """Changes that open a plan when all are made, with the least total relative change where that is `least`.

    Of each change `opens` and `least`, which are about that change alone, say nothing. `relative` is the sum of each
    change as a share of its number as it stands; dropping something counts as 1, and so does each step from 0.
    """

    changes: tuple[Change, ...]
    relative: Decimal
    least: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    """Clashes, a smallest first; the least change of each thing their members rest on; and one of several together.

    `more` says whether there are further clashes (None: not known). `together` is worked out where no change alone
    opens a plan; None where that is not needed, or where nothing that is known opens one.
    """

    clashes: tuple[Clash, ...]
    more: bool | None
    changes: tuple[Change, ...]
    together: Together | None = None
