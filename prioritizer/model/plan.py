"""What is chosen between, what was chosen, and how sure that is (convention §14–§20)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, TypeAlias

from prioritizer.model.conflict import Conflict
from prioritizer.model.rules import Fact

Key: TypeAlias = tuple[str, str | None, int | None]
"""Proposal id, alternative id (None for the head) and start year (None where starts are not stated)."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One version of one proposal at one start: a variable of the program.

    `value` is expected NNV of society in whole kronor of price_year, discounted to base_year (value kronor);
    `granted` is what each fund pays by year in granted kronor; `uses` other capacities by year (None: no year).
    `fingerprint` is a hash of the proposal's numbers alone, for ties (convention §16). `returns` is, for each purse
    that pays something of the version, the present value of what it takes home as money less what it pays; None
    where nobody has said what can be taken home (convention §12, D4). `draws` are value kronor by joint draw, each
    rounded to whole kronor, half to even; empty where no limit asks for them (convention §18). `repaid` is what is paid
    back to each fund by year, in granted kronor (§17).
    """

    proposal: str
    alternative: str | None
    start_year: int | None
    value: int
    granted: Mapping[tuple[str, int], Decimal]
    uses: Mapping[tuple[str, int | None], Decimal]
    facts: Mapping[str, Fact]
    fingerprint: str = ""
    returns: Mapping[str, Decimal | None] = field(default_factory=dict)
    draws: tuple[int, ...] = ()
    repaid: Mapping[tuple[str, int], int] = field(default_factory=dict)

    @property
    def key(self) -> Key:
        """What names the candidate in every answer."""
        return (self.proposal, self.alternative, self.start_year)

    @property
    def granted_total(self) -> Decimal:
        """All kronor granted, over funds and years."""
        return sum(self.granted.values(), Decimal(0))


@dataclass(frozen=True, slots=True)
class SolverWord:
    """What one solver said, and what exact arithmetic made of it."""

    solver: str
    said: str
    value: int | None
    seconds: float
    cuts: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """A set of candidates within all limits, checked in whole numbers.

    status optimal: no other plan can be worth one krona more; feasible: `bound` − `objective` is a krona or more.
    `confirmed` says by what (convention §15); `ties` counts the optimal plans found, this one included.
    """

    status: Literal["optimal", "feasible"]
    chosen: tuple[Key, ...]
    objective: Decimal
    bound: Decimal
    granted: Decimal
    confirmed: Literal["certificate", "second_solver", "none"]
    ties: int = 1
    ties_complete: bool = True
    solver: str = ""
    faults: tuple[str, ...] = ()
    words: tuple[SolverWord, ...] = ()


@dataclass(frozen=True, slots=True)
class Infeasible:
    """No plan meets the limits; `conflict` is a set of limit ids of which none can be left out (convention §27).

    `explained` has further sets and what would open a plan, where that was worked out; its first set is `conflict`.
    """

    conflict: tuple[str, ...]
    confirmed: Literal["certificate", "second_solver", "none"] = "none"
    words: tuple[SolverWord, ...] = ()
    explained: Conflict | None = None


@dataclass(frozen=True, slots=True)
class Undecided:
    """Nothing was found in the time; `bound` where one is known."""

    bound: Decimal | None = None
    words: tuple[SolverWord, ...] = ()


Outcome: TypeAlias = Plan | Infeasible | Undecided


@dataclass(frozen=True, slots=True)
class Refused:
    """An alternative and start that cannot be granted, and why (convention §17)."""

    key: Key
    code: str
    values: Mapping[str, str] = field(default_factory=dict)


MUCH = 10
"""Money that a plan without a proposal leaves is told where it is more than so many times the value that it loses."""


@dataclass(frozen=True, slots=True)
class AlternativeMargin:
    """The margin of one version: what the plan loses when it is forced in; None where no such plan exists.

    Then `conflict` are limits that clash; not `conflict_minimal` where there may be more of them than are needed.
    """

    alternative: str | None
    start_year: int | None
    margin: Decimal | None
    low: Decimal | None
    high: Decimal | None
    exact: bool
    conflict: tuple[str, ...] = ()
    conflict_minimal: bool = True


@dataclass(frozen=True, slots=True)
class Margin:
    """Why a proposal is in or out, in kronor (convention §20).

    For a chosen proposal: what the plan loses without it. For one not chosen: the value it lacks. `displaces` are
    the proposals that leave when it is forced in, `replaced_by` those that come (when a chosen one is forced out,
    those that take its place); `changed` are those that stay in another version or start, before and after. `limits`
    are broken when it is added to the plan as it stands. `granted` is what the other plan grants more than the plan,
    granted kronor; None where none was found. `better` is what it is worth more, where the plan is not proved and it
    turned out to be: then there is no margin. `faults` are codes of what a solver did wrong on the way. Of the limits
    in `conflict` none can be left out, or, not `conflict_minimal`, there may be more than are needed.

    `terms` are what each proposal that comes, leaves or is changed adds to the worth of the other plan, the proposal
    itself too, and `joint` is what proposals are worth together there more than here (§6): they add up to what the
    other plan is worth more than the plan, to the krona.
    """

    proposal: str
    outcome: Literal["selected", "not_selected", "barred", "returned"]
    margin: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    exact: bool = False
    displaces: tuple[str, ...] = ()
    replaced_by: tuple[str, ...] = ()
    changed: tuple[tuple[Key, Key], ...] = ()
    limits: tuple[str, ...] = ()
    conflict: tuple[str, ...] = ()
    alternatives: tuple[AlternativeMargin, ...] = ()
    better: Decimal | None = None
    granted: Decimal | None = None
    faults: tuple[str, ...] = ()
    conflict_minimal: bool = True
    terms: tuple[tuple[str, Decimal], ...] = ()
    joint: Decimal = Decimal(0)
