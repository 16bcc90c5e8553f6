"""What was proposed, and the money and years it competes for (design §5)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple, TypeAlias

from prioritizer.model.distribution import Distribution as Distribution
from prioritizer.model.fault import Place
from prioritizer.model.override import Override
from prioritizer.model.roll_forward import Previous
from prioritizer.model.rules import Fact, Limit, Source, Tree
from prioritizer.model.split import Split, granted_by

INDIVIDUAL = "individ"
NOT_ALLOCATED = "ej_fordelat"
"""The person and «not allocated» are always actors (convention §4)."""

TAX_COST = "skattekostnad"
"""The row of what tax financing costs households: in the tables beside the actors, in no purse (convention §5)."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A purse, or the person. A board names the purse it belongs to as its parent; the title may be empty.

    Taxes pay for what a `public` actor pays on net (convention §5). `can_co_finance` says that it may be asked to pay a
    share of what it gains from (D4).
    """

    id: str
    title: str
    parent: str | None = None
    public: bool = True
    can_co_finance: bool = True


@dataclass(frozen=True, slots=True)
class Goal:
    """A strategic goal that proposals serve (G5)."""

    id: str
    title: str
    levels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Repayment:
    """The rule by which money that a fund's owner takes home is paid back to the fund (återföring, convention §17).

    `share` of what is taken home is paid `delay` years later, in the years that begin on the day `since` or after it.
    """

    since: date
    share: Decimal
    delay: int
    source: Source

    @property
    def first_year(self) -> int:
        """The first year in which anything is paid back."""
        return self.since.year if (self.since.month, self.since.day) == (1, 1) else self.since.year + 1


@dataclass(frozen=True, slots=True)
class Fund:
    """Money made available by year (convention §17). `prices` is lopande (each year's) or fast (price_year's).

    `eligible` is what the facts of a version must meet for the fund to pay for it; None is for every version.
    `committed` is what earlier plans have promised out of it, by year, in its own prices. Without `repayment` nothing
    is paid back to it.
    """

    id: str
    title: str
    owner: str
    opening: Decimal
    carry_over: bool
    prices: Literal["lopande", "fast"]
    allocation: Mapping[int, Decimal]
    place: Place = Place("")
    eligible: Tree | None = None
    committed: Mapping[int, Decimal] = field(default_factory=dict)
    repayment: Repayment | None = None


@dataclass(frozen=True, slots=True)
class Commitment:
    """Kronor by year that an earlier plan has promised out of a fund, in that fund's prices (convention §17)."""

    title: str
    fund: str
    per_year: Mapping[int, Decimal]
    source: Source
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class Resource:
    """A capacity other than money, over all years (one number) or by year."""

    id: str
    title: str
    unit: str
    capacity: Mapping[int | None, Decimal]
    place: Place = Place("")


@dataclass(frozen=True, slots=True)
class Cost:
    """What something costs, who pays and when, written for the earliest start.

    With a `fund` the kronor are granted by it (convention §3, §17), and with `funds` by several, by their shares;
    without either, the payer bears them in its own frame.
    `spread` is a declared uncertainty, as multiples of the row: what the payer gives up varies with it, what a fund
    grants does not.
    """

    title: str
    payer: str
    per_year: Mapping[int, Decimal]
    fund: str | None = None
    kind: Literal["investment", "operation"] | None = None
    in_kind: bool = False
    spread: Distribution | None = None
    place: Place = field(default=Place(""), compare=False)
    funds: Split = field(default_factory=dict)

    @property
    def drawn_on(self) -> tuple[str, ...]:
        """The funds that grant something of it; none where the payer bears it in its own frame."""
        return tuple(self.funds) if self.fund is None else (self.fund,)

    def granted(self, later: int = 0) -> Mapping[tuple[str, int], Decimal]:
        """Kronor by fund and year at a start so many years later than the earliest, which moves all costs whole."""
        found = granted_by(self.per_year, self.fund, self.funds)
        return {(fund, year + later): kronor for (fund, year), kronor in found.items()}


@dataclass(frozen=True, slots=True)
class Profile:
    """When an effect arises, in years after the start (convention §7)."""

    delay: int
    ramp: tuple[Decimal, ...]
    years: int
    decay: Decimal


StatedAs: TypeAlias = Literal["risk_with", "relative_risk", "odds_ratio", "risk_difference", "mean_difference"]
"""In which form an effect size was stated; each has its formula in `appraisal/effect_size.py`."""


@dataclass(frozen=True, slots=True)
class LocalPrice:
    """What a unit of an outcome is worth here, in place of what the price list says (convention §4).

    `split` is kronor of `price_year` by actor. What is not said here, as whether it is a transfer and how uncertain it
    is, is that of the price list; so is `take_home` where it is None.
    """

    price_year: int
    split: tuple[tuple[str, Decimal], ...]
    source: Source
    mark: str
    take_home: Decimal | None = None
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class Effect:
    """Participants × (risk without − risk with) × units per case × unit value (convention §6).

    Of an effect stated as something else than `risk_with`, `change` holds the stated number and `risk_with` is None. A
    mean difference is units per participant and needs no risks; both are None. Effects with the same `overlap_group`
    reach the same people.
    """

    outcome: str
    owner: str
    participants: Distribution
    size: Literal["intention_to_treat", "among_treated"]
    risk_without: Distribution | None
    risk_with: Distribution | None
    units_per_case: Distribution
    profile: Profile
    take_up: Decimal = Decimal(1)
    drop_out: Decimal = Decimal(0)
    place: Place = Place("")
    stated_as: StatedAs = "risk_with"
    change: Distribution | None = None
    overlap_group: str | None = None
    group_place: Place = Place("")
    local_price: LocalPrice | None = None
    places: Mapping[str, Place] = field(default_factory=dict, compare=False)

    def place_of(self, name: str) -> Place:
        """Where a part of the effect is written; the effect itself where it is not."""
        return self.places.get(name, self.place)

    @property
    def priced_as(self) -> "Priced":
        """What decides what a unit gives whom: effects alike in this have one price."""
        return self.outcome, self.owner, self.local_price


Priced: TypeAlias = tuple[str, str, LocalPrice | None]
"""Outcome, owner, and the local price where there is one."""


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


class Success(NamedTuple):
    """One way that a proposal may turn out: its chance, and the share of every effect that is then reached (D6)."""

    title: str
    chance: Decimal
    share: Decimal


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something that somebody proposes. `facts` are the stated fields by dotted name; absent is not stated.

    Chances of `success` add up to 1; empty where every effect is taken to be reached as stated.
    """

    id: str
    title: str
    alternatives: tuple[Alternative, ...]
    start_years: tuple[int, ...]
    starts_stated: bool
    requires: tuple[str, ...]
    facts: Mapping[str, Fact]
    qualitative: tuple[Qualitative, ...] = ()
    place: Place = Place("")
    success: tuple[Success, ...] = ()
    override: Override | None = None

    @property
    def mandatory(self) -> bool:
        """True where somebody has decided that the proposal must be in the plan."""
        return self.override is not None and self.override.decision == "in"


@dataclass(frozen=True, slots=True)
class CommonFactor:
    """Something uncertain that many proposals share, such as the optimism of a department (convention §8).

    In each draw the costs, or the effects, of every version whose facts meet `where` are multiplied by the same
    number; of every version at all where `where` is None.
    """

    id: str
    title: str
    of: Literal["effects", "costs"]
    factor: Distribution
    where: Tree | None
    place: Place = Place("")


@dataclass(frozen=True, slots=True)
class OverlapGroup:
    """People whom effects of several proposals reach, and how many they are where that is said (convention §6)."""

    id: str
    title: str
    people: Decimal | None
    place: Place = Place("")


@dataclass(frozen=True, slots=True)
class Synergy:
    """What two proposals are worth together beyond the sum of each: whole present kronor, plus or minus (§6, §14)."""

    of: tuple[str, str]
    value: int
    source: Source
    mark: str
    place: Place = field(default=Place(""), compare=False)

    @property
    def id(self) -> str:
        """What names it where overlap groups are named; no group has a colon in its id."""
        return ":".join(("synergy", *sorted(self.of)))


@dataclass(frozen=True, slots=True)
class WrittenText:
    """What a named person writes in a document: the assessment, the best interests of the child, other perspectives.

    `board` is the board whose document it stands in, empty for the executive board's. `by_language` holds it in one
    language or both.
    """

    section: str
    board: str
    author: str
    day: date
    by_language: Mapping[str, str]
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class Portfolio:
    """One round: proposals, actors, funds, years. `defaults` lists what was not written and what was taken.

    `tax_factor` counts the efficiency loss of tax financing (convention §5); without `production_value` nothing that
    people produce is counted (§4).
    """

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
    haircuts: bool = True
    shrinkage: bool = True
    defaults: tuple[tuple[str, str], ...] = ()
    notes: str = ""
    common_factors: tuple[CommonFactor, ...] = ()
    tax_factor: bool = False
    production_value: bool = True
    overlap_groups: tuple[OverlapGroup, ...] = ()
    price_year_place: Place = field(default=Place(""), compare=False)
    commitments: tuple[Commitment, ...] = ()
    previous: Previous | None = None
    synergies: tuple[Synergy, ...] = ()
    case_number: str = ""
    case_officer: str = ""
    texts: tuple[WrittenText, ...] = ()

    def purse(self, actor: str) -> frozenset[str]:
        """The actor and its boards: what counts as one purse (convention §4)."""
        return frozenset({actor, *(a.id for a in self.actors if a.parent == actor)})

    def purse_of(self, actor: str) -> str:
        """The purse that an actor belongs to: a board's municipality or region, else the actor itself."""
        return next((a.parent for a in self.actors if a.id == actor and a.parent), actor)

    @property
    def public(self) -> frozenset[str]:
        """The actors whose net flow taxes pay for; never the person and «not allocated» (convention §5)."""
        return frozenset(actor.id for actor in self.actors if actor.public) - {INDIVIDUAL, NOT_ALLOCATED}

    @property
    def co_financers(self) -> frozenset[str]:
        """The actors that may be asked to pay a share; never the person and «not allocated» (D4)."""
        return frozenset(actor.id for actor in self.actors if actor.can_co_finance) - {INDIVIDUAL, NOT_ALLOCATED}

    @property
    def overrides(self) -> tuple[Override, ...]:
        """The decisions to force a proposal in or out, in the order of the proposals (convention §21)."""
        return tuple(proposal.override for proposal in self.proposals if proposal.override is not None)

    @property
    def years(self) -> range:
        """The plan years, first to last."""
        return range(self.plan_years[0], self.plan_years[1] + 1)
