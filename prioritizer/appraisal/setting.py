"""What all versions of a round share when they are appraised: actors, years' worth, prices brought to price_year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from typing import Literal

import numpy as np
import numpy.typing as npt

from prioritizer.appraisal.accounts import entries
from prioritizer.appraisal.discount import discount_factor
from prioritizer.appraisal.draws import Draws
from prioritizer.appraisal.haircuts import sign_of
from prioritizer.appraisal.prices import index_factor, known_actors, price_of, price_year_of
from prioritizer.appraisal.tax_cost import TAX_COST
from prioritizer.appraisal.workspace import Workspace
from prioritizer.model.portfolio import Cost, Effect, Fund, Portfolio, Priced
from prioritizer.model.rules import RuleSet

Array = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Duration:
    """How many times as long effects last as is stated.

    A length lies on the line between two whole years, and may be zero.
    """

    scale: float = 1.0


AS_STATED = Duration()


@dataclass(frozen=True, slots=True)
class Terms:
    """What valuing turns on besides what was stated; a sensitivity is one changed field (convention §5, §11).

    `rate` is the yearly discount rate, real, and `later_rates` those that replace it, by the first year of each.
    `tax_factor` is None where the loss of tax financing is not counted. The scales multiply every cost, every effect
    and every length of full effect; `delay` moves all effects by whole years. `haircuts` says whether those of the
    evidence grade are applied (convention §9).
    """

    rate: Decimal
    tax_factor: Decimal | None = None
    cost_scale: float = 1.0
    effect_scale: float = 1.0
    duration_scale: float = 1.0
    delay: int = 0
    haircuts: bool = True
    later_rates: tuple[tuple[int, Decimal], ...] = ()

    @property
    def rates(self) -> tuple[Decimal, tuple[tuple[int, Decimal], ...]]:
        """All that discounting depends on."""
        return self.rate, self.later_rates

    def rate_of(self, year: int) -> Decimal:
        """The discount rate of a calendar year (convention §1)."""
        return next((rate for first, rate in reversed(self.later_rates) if first <= year), self.rate)

    @property
    def duration(self) -> "Duration":
        """How many times as long effects last."""
        return Duration(self.duration_scale) if self.duration_scale != 1.0 else AS_STATED

    def with_changes(self, **changes: object) -> "Terms":
        """The same terms with some of them changed; another rate holds for every year."""
        if "rate" in changes:
            changes = {"later_rates": (), **changes}
        return replace(self, **changes)  # type: ignore[arg-type]  # the names are those of the fields


@dataclass(frozen=True, slots=True)
class Part:
    """What a unit gives each actor a number of years after it arises, in kronor of price_year.

    `kind` is resource, transfer or production; `home` what of it can be taken home as money, and nan where nobody has
    said (convention §12).
    """

    delay: int
    kind: Literal["resource", "transfer", "production"]
    freed: Array
    home: Array
    home_delay: int


@dataclass(frozen=True, slots=True)
class Unit:
    """What a unit gives each actor, by how many years after it arises: freed in all, and taken home as money."""

    by_delay: Mapping[int, Array]

    def after(self, delay: int, actors: int) -> Array:
        """Freed and taken home by actor after so many years."""
        found = self.by_delay.get(delay)
        return np.zeros((2, actors)) if found is None else found


def unit_of(parts: Sequence[Part], actors: int) -> Unit:
    """The parts of a price together, whatever their kind."""
    found: dict[int, Array] = {}
    for part in parts:
        for delay, values, which in ((part.delay, part.freed, 0), (part.delay + part.home_delay, part.home, 1)):
            found.setdefault(delay, np.zeros((2, actors)))[which] += values
    return Unit(found)


@dataclass(slots=True)
class Setting:
    """The round as appraisal sees it; parts of prices are worked out once for each outcome and owner.

    `rows` is the row of each actor in every table; `own` those of the own actor and its boards, `public` those of all
    public purses, whose net flow taxes pay for (convention §5). `spreads` and `factors` are the shared uncertainty of
    prices and of what many proposals have in common, by draw (convention §8). `work` serves one block at a time.
    """

    portfolio: Portfolio
    rules: RuleSet
    draws: int
    spreads: Mapping[str, Draws]
    terms: Terms
    factors: Mapping[str, Draws] = field(default_factory=dict)
    actors: tuple[str, ...] = ()
    rows: Mapping[str, int] = field(default_factory=dict)
    own: Mask = field(init=False)
    public: Mask = field(init=False)
    discounts: dict[int, float] = field(default_factory=dict)
    purses: dict[str, Mask] = field(default_factory=dict)
    on_own: dict[Priced, bool] = field(default_factory=dict)
    signs: dict[Priced, int] = field(init=False, default_factory=dict)
    parts: dict[Priced, tuple[Part, ...]] = field(default_factory=dict)
    units: dict[Priced, Unit] = field(default_factory=dict)
    work: Workspace = field(default_factory=Workspace)
    funds: Mapping[str, Fund] = field(init=False)
    levels: dict[int, float] = field(init=False, default_factory=dict)
    holders: dict[str, str] = field(init=False, default_factory=dict)
    timings: dict[int, tuple[npt.NDArray[np.int64], Array]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.actors = (*known_actors(self.portfolio), TAX_COST)
        self.rows = {actor: row for row, actor in enumerate(self.actors)}
        self.own = self.members(self.portfolio.purse(self.portfolio.own_actor))
        self.public = self.members(frozenset(self.portfolio.public))
        self.funds = {fund.id: fund for fund in self.portfolio.funds}

    def members(self, actors: frozenset[str]) -> Mask:
        """Which rows belong to some actors."""
        return np.array([actor in actors for actor in self.actors])

    def purse(self, actor: str) -> Mask:
        """The rows of an actor and its boards."""
        if actor not in self.purses:
            self.purses[actor] = self.members(self.portfolio.purse(actor))
        return self.purses[actor]

    def purse_of(self, actor: str) -> str:
        """The purse that an actor belongs to."""
        if actor not in self.holders:
            self.holders[actor] = self.portfolio.purse_of(actor)
        return self.holders[actor]

    def reaches_own(self, effect: Effect) -> bool:
        """Whether a unit of an effect gives or takes something of the own purse."""
        key = effect.priced_as
        if key not in self.on_own:
            self.on_own[key] = any(bool(part.freed[self.own].any()) for part in self.parts_of(effect))
        return self.on_own[key]

    def sign_of(self, effect: Effect) -> int:
        """Whether a unit of an effect is a gain (1) or costs something (−1), by the rule for haircuts (§9)."""
        key = effect.priced_as
        if key not in self.signs:
            portfolio, factor = self.portfolio, self.terms.tax_factor
            found = entries(price_of(effect, self.rules), effect, portfolio, self.rules)
            given = [(entry.actor, entry.per_unit) for entry in found]
            loss = Fraction(0) if factor is None else Fraction(factor) - 1
            self.signs[key] = sign_of(given, portfolio.public, portfolio.purse(portfolio.own_actor), loss)
        return self.signs[key]

    def timing(self, start: int) -> tuple[npt.NDArray[np.int64], Array]:
        """The years from a start to the horizon, and what a krona of each is worth in base_year."""
        if start not in self.timings:
            years = np.arange(start, start + self.portfolio.horizon)
            self.timings[start] = years, self.discount(years)
        return self.timings[start]

    def level(self, cost: Cost, year: int) -> float:
        """What a krona of a cost in a year is multiplied by to stand in price_year (convention §2)."""
        written = price_year_of(cost, year, self.funds, self.portfolio)
        if written not in self.levels:
            self.levels[written] = float(self.to_price_year(written))
        return self.levels[written]

    def discount(self, years: npt.NDArray[np.int64]) -> Array:
        """What a krona of each year is worth in base_year (convention §1)."""
        return np.array([self.discount_of(int(year)) for year in years])

    def discount_of(self, year: int) -> float:
        """What a krona of one year is worth in base_year."""
        if year not in self.discounts:
            self.discounts[year] = discount_factor(self.terms.rate_of, self.portfolio.base_year, year)
        return self.discounts[year]

    def parts_of(self, effect: Effect) -> tuple[Part, ...]:
        """What a unit of an effect gives each actor, and when."""
        key = effect.priced_as
        if key not in self.parts:
            self.parts[key] = self._parts(effect)
        return self.parts[key]

    def parts_of_all(self, effects: Sequence[Effect]) -> tuple[Part, ...]:
        """What a unit that several effects claim gives each actor: an even share by the price of each."""
        first, *others = effects
        if all(other.priced_as == first.priced_as for other in others):
            return self.parts_of(first)
        size = len(effects)
        return tuple(
            replace(part, freed=part.freed / size, home=part.home / size)
            for effect in effects
            for part in self.parts_of(effect)
        )

    def unit(self, effects: Sequence[Effect]) -> Unit:
        """The same, by years after the unit arises."""
        first, *others = effects
        if others:
            return unit_of(self.parts_of_all(effects), len(self.actors))
        key = first.priced_as
        if key not in self.units:
            self.units[key] = unit_of(self.parts_of(first), len(self.actors))
        return self.units[key]

    def to_price_year(self, year: int) -> Fraction:
        """What a krona of a year's prices is multiplied by (convention §2)."""
        factor = index_factor(self.rules, year, self.portfolio.price_year)
        if factor is None:
            raise AssertionError(f"no index for {year}: `faults` tells this before anything is appraised")
        return factor

    def _parts(self, effect: Effect) -> tuple[Part, ...]:
        price = price_of(effect, self.rules)
        index = self.to_price_year(price.price_year)
        found: dict[tuple[int, str, int], Part] = {}
        for entry in entries(price, effect, self.portfolio, self.rules):
            key = (entry.delay, entry.kind, entry.home_delay)
            size = len(self.actors)
            part = found.setdefault(key, Part(entry.delay, entry.kind, np.zeros(size), np.zeros(size), key[2]))
            row, kronor = self.rows[entry.actor], float(entry.per_unit * index)
            part.freed[row] += kronor
            part.home[row] += np.nan if entry.take_home is None else kronor * float(entry.take_home)
        return tuple(found.values())
