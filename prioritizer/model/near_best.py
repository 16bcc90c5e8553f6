"""Which other sets of proposals are worth almost as much as the plan (convention §16)."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from prioritizer.model.plan import Key


@dataclass(frozen=True, slots=True)
class NearPlan:
    """The most valuable plan with one set of proposals.

    `objective` is value kronor as the plan's own, `granted` granted kronor (convention §3). `enters` are the proposals
    that the plan does not hold, `leaves` those that only the plan holds.
    """

    chosen: tuple[Key, ...]
    objective: Decimal
    granted: Decimal
    enters: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()

    @property
    def difference(self) -> int:
        """In how many proposals it differs from the plan."""
        return len(self.enters) + len(self.leaves)


@dataclass(frozen=True, slots=True)
class NearBest:
    """Sets of proposals near the plan; versions and starts of the same proposals count once.

    `plans` are the sets found, the plan's own first and then the most valuable first; of the first `ranked` it is
    proved that no others are worth more. The first `within` are worth at least `floor` kronor, which is `share` of the
    plan's value below it. `more` says whether there are others
    within; None: not known in the time. `shared` are in every set within the share, `some` in at least one of them but
    not in all; `shared_proved` and `some_proved` say whether that holds for every set there is, and not only for those
    found. `most_different` differs from the plan in the most proposals, of those the most valuable; when it is not
    `different_proved` it is so among those found, and no set within differs in more than `different_at_most`.
    `complete` says that nothing was left open by the time and that the plan itself is proved.
    """

    share: Fraction
    floor: Decimal
    plans: tuple[NearPlan, ...]
    ranked: int
    within: int
    more: bool | None
    shared: tuple[str, ...]
    shared_proved: bool
    some: tuple[str, ...]
    some_proved: bool
    most_different: NearPlan | None
    different_proved: bool
    different_at_most: int
    complete: bool
