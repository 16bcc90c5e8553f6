"""What was proposed, and the money and years it competes for (design §5)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from prioritizer.model.fault import Place
from prioritizer.model.rules import Fact, Limit

INDIVIDUAL = "individ"
NOT_ALLOCATED = "ej_fordelat"
"""The person and «not allocated» are always actors (convention §4)."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A purse, or the person. A board names the purse it belongs to as its parent; the title may be empty."""

    id: str
    title: str
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """A strategic goal that proposals serve (G5)."""

    id: str
    title: str
    levels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fund:
    """Money made available by year (convention §17). `prices` is lopande (each year's) or fast (price_year's)."""

    id: str
    title: str
    owner: str
    opening: Decimal
    carry_over: bool
    prices: Literal["lopande", "fast"]
    allocation: Mapping[int, Decimal]
    place: Place = Place("")


@dataclass(frozen=True, slots=True)
class Resource:
    """A capacity other than money, over all years (one number) or by year."""

    id: str
    title: str
    unit: str
    capacity: Mapping[int | None, Decimal]
    place: Place = Place("")


@dataclass(frozen=True, slots=True)
class Distribution:
    """An input with its declared uncertainty: a point (low = likely = high) or a triangle (convention §8)."""

    low: Decimal
    likely: Decimal
    high: Decimal

    @property
    def is_point(self) -> bool:
        """True when nothing is uncertain."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Cost:
    """What something costs, who pays and when, written for the earliest start.

    With a `fund` the kronor are granted by it (convention §3, §17); without, the payer bears them in its own frame.
    """

    title: str
    payer: str
    per_year: Mapping[int, Decimal]
    fund: str | None = None
    kind: Literal["investment", "operation"] | None = None
    in_kind: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """When an effect arises, in years after the start (convention §7)."""

    delay: int
    ramp: tuple[Decimal, ...]
    years: int
    decay: Decimal


@dataclass(frozen=True, slots=True)
class Effect:
    """Participants × (risk without − risk with) × units per case × unit value (convention §6)."""

    outcome: str
    owner: str
    participants: Distribution
    size: Literal["intention_to_treat", "among_treated"]
    risk_without: Distribution
    risk_with: Distribution
    units_per_case: Distribution
    profile: Profile
    take_up: Decimal = Decimal(1)
    drop_out: Decimal = Decimal(0)
    place: Place = Place("")


@dataclass(frozen=True, slots=True)
class StatedTerms:
    """How a result computed elsewhere was computed, as far as it says; None is not declared (convention §26).

    `discount_rate` is a yearly real share. `start_year` is the year that the result takes as its first and discounts
    to. `tax_cost` tells whether the efficiency loss of tax financing is in it (§5), `costs` whether the costs are.
    """

    price_year: int | None = None
    discount_rate: Decimal | None = None
    start_year: int | None = None
    tax_cost: Literal["included", "excluded"] | None = None
    costs: Literal["included", "excluded"] | None = None


UNDECLARED = StatedTerms()
"""Nothing is said of how a result was computed."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A result computed elsewhere (convention §26).

    `value` is NNV net of all costs; `benefits` are gross present values by actor. Exactly one of them is used.
    `chance` is P(NNV > 0) as a share; `low` and `high` are a stated interval of NNV that holds the share `interval`
    of the outcomes, as much outside on either side.
    """

    value: Decimal | None = None
    benefits: Mapping[str, Decimal] = field(default_factory=dict)
    chance: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    interval: Decimal = Decimal("0.9")
    terms: StatedTerms = UNDECLARED
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class Alternative:
    """One of the mutually exclusive versions of a proposal; the head version has no id."""

    id: str | None
    title: str
    costs: tuple[Cost, ...]
    effects: tuple[Effect, ...]
    stated: Stated | None
    uses: Mapping[tuple[str, int | None], Decimal]
    facts: Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class Qualitative:
    """An effect without a price: listed, counted, never zero (convention §25)."""

    title: str
    direction: Literal["positive", "negative", "unclear"]
    note: str = ""
    unit: str = ""
    reduction: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something that somebody proposes. `facts` are the stated fields by dotted name; absent is not stated."""

    id: str
    title: str
    alternatives: tuple[Alternative, ...]
    start_years: tuple[int, ...]
    starts_stated: bool
    requires: tuple[str, ...]
    mandatory: bool
    mandatory_by: str
    facts: Mapping[str, Fact]
    qualitative: tuple[Qualitative, ...] = ()
    place: Place = Place("")


@dataclass(frozen=True, slots=True)
class Portfolio:
    """One round: proposals, actors, funds, years. `defaults` lists what was not written and what was taken."""

    name: str
    title: str
    organisation: str
    currency: str
    as_of: date
    price_year: int
    base_year: int
    plan_years: tuple[int, int]
    horizon: int
    actors: tuple[Actor, ...]
    own_actor: str
    goals: tuple[Goal, ...]
    funds: tuple[Fund, ...]
    resources: tuple[Resource, ...]
    proposals: tuple[Proposal, ...]
    limits: tuple[Limit, ...] = ()
    fictitious: bool = False
    defaults: tuple[tuple[str, str], ...] = ()
    notes: str = ""

    def purse(self, actor: str) -> frozenset[str]:
        """The actor and its boards: what counts as one purse (convention §4)."""
        return frozenset({actor, *(a.id for a in self.actors if a.parent == actor)})

    def purse_of(self, actor: str) -> str:
        """The purse that an actor belongs to: a board's municipality or region, else the actor itself."""
        return next((a.parent for a in self.actors if a.id == actor and a.parent), actor)

    @property
    def years(self) -> range:
        """The plan years, first to last."""
        return range(self.plan_years[0], self.plan_years[1] + 1)
