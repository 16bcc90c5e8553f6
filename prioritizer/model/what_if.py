"""What if something were otherwise: what was asked, and what it would lead to (convention §19–§21)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, TypeAlias

from prioritizer.model.conflict import Unit
from prioritizer.model.limit_prices import Gain
from prioritizer.model.plan import Infeasible, Key

Wished: TypeAlias = Literal["budget", "limit", "parameter", "in", "out"]


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing that is to be otherwise.

    `id` is that of a fund («» for all of them), a limit, a resource, a parameter or a proposal. `key` is the year of a
    fund or a resource, or the choice that a graded parameter has a number for. The number is put `to` an amount, is
    raised or lowered (`plus`) by one, is multiplied (`times`), or the limit is left out (`drop`). `before` and `after`
    are the number as it stands and as it would be with this wish alone, in `unit`, of a resource or field `of`.
    """

    kind: Wished
    id: str
    key: str = ""
    way: Literal["to", "plus", "times", "drop"] = "to"
    amount: Decimal = Decimal(0)
    before: Decimal | None = None
    after: Decimal | None = None
    unit: Unit = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class Worth:
    """What a plan is worth, value kronor, and grants, granted kronor; no plan is worth more than `bound`."""

    chosen: tuple[Key, ...]
    objective: Decimal
    bound: Decimal
    granted: Decimal


@dataclass(frozen=True, slots=True)
class Actors:
    """Who gains and who loses when one plan takes the place of another, present kronor of price_year by actor.

    With `experience`, which is what moving estimates towards experience makes of the difference (§10), and `reserve`,
    the reserve price of what is granted (§14), they add up to the difference in value.
    """

    by_actor: Mapping[str, int] = field(default_factory=dict)
    experience: Decimal = Decimal(0)
    reserve: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Consequence:
    """What some wishes together lead to.

    Args:
        wishes: What is otherwise.
        status: A plan, proved not to exist (`no_plan`), not found in the time (`unknown`), or not looked for, since a
            proposal that is forced in does not pass screening (`inadmissible`).
        plan: The best plan found.
        gain: What it is worth more than the plan as it stands; None where one of them is missing.
        actors: Who carries the difference.
        same_plan: What the plan as it stands would be worth with the other figures, where those differ and it keeps to
            all limits.
        lost: Proposals of the plan as it stands whose version can no longer be had.
        closed: Limits that the plan as it stands would break, but for what is asked of proposals itself.
        opened: Limits as they stand that the other plan breaks: what kept it from being chosen.
        blocked: Limits that a proposal that is forced in breaks when it is added to the plan as it stands.
        binding: Limits that stop some proposal left out which is worth something, those that stop most first.
        no_plan: Where there is none, the limits that clash and what would open one.
        criteria: The criteria that each proposal which is forced in fails or lacks facts for, by proposal.
        faults: Codes of what a solver did wrong on the way.
    """

    wishes: tuple[Wish, ...]
    status: Literal["plan", "no_plan", "unknown", "inadmissible"]
    plan: Worth | None = None
    gain: Gain | None = None
    actors: Actors | None = None
    same_plan: Decimal | None = None
    lost: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    opened: tuple[str, ...] = ()
    blocked: tuple[str, ...] = ()
    binding: tuple[str, ...] = ()
    no_plan: Infeasible | None = None
    criteria: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The plan as it stands, what each wish leads to alone, and all of them together; the same where there is one."""

    before: Worth | None
    alone: tuple[Consequence, ...]
    together: Consequence

    @property
    def singles(self) -> Decimal | None:
        """The sum of what each wish alone gives or takes; None where one of them is not one number."""
        gains = [one.gain for one in self.alone]
        known = [gain.kronor for gain in gains if gain is not None and gain.exact and gain.kronor is not None]
        return sum(known, Decimal(0)) if len(known) == len(gains) else None
