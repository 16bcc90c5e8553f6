"""What the institution has decided: vocabulary, criteria, limits, parameters, prices, objective (design §4)."""

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal, TypeAlias

from prioritizer.model.distribution import Distribution
from prioritizer.model.fault import Place

Fact: TypeAlias = Decimal | str | bool | date | tuple[str, ...] | None
"""A stated fact: None is «not stated», which is never zero and never «no» (convention §25)."""

Facts: TypeAlias = Mapping[str, Fact]

Language = Literal["sv", "en"]
Text = Mapping[str, str]
"""The same words in each language, by language code."""


class Op(StrEnum):
    """What a leaf asks of a field."""

    AT_MOST = "at_most"
    AT_LEAST = "at_least"
    ABOVE = "above"
    BELOW = "below"
    EQUALS = "equals"
    DIFFERS = "differs"
    ONE_OF = "one_of"
    NONE_OF = "none_of"
    IS_GIVEN = "is_given"


class Verdict(StrEnum):
    """Kleene's three values; unknown never counts as met."""

    HOLDS = "holds"
    FAILS = "fails"
    UNKNOWN = "unknown"


class Severity(StrEnum):
    """The strength of a criterion, from the verb of its source: ska, bör, i regel."""

    MUST = "must"
    SHOULD = "should"
    TYPICAL = "typical"


@dataclass(frozen=True, slots=True)
class Field:
    """One word of the vocabulary in `rules/fields.yaml`.

    `kind` is text, number, amount, share, year, date, boolean, choice, list, level or advocacy. A `measure` is
    computed by a named function of the program; everything else is stated by somebody (`by`).
    """

    id: str
    kind: str
    words: Text
    unit: str = ""
    of: tuple[str, ...] = ()
    choices: Mapping[str, Text] = field(default_factory=dict)
    by: str = "proposer"
    measure: str = ""
    place: Place = dataclasses.field(default=Place(""), compare=False)

    @property
    def is_computed(self) -> bool:
        """True for what the program computes, so that nobody may state it."""
        return bool(self.measure) or self.is_appraised

    @property
    def is_appraised(self) -> bool:
        """True for what appraisal computes: limits may name it, criteria are decided before it is known."""
        return self.by == "appraisal"


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of `rules/units.yaml`; its kind (amount, share or number) says what it may be compared with."""

    id: str
    kind: Literal["amount", "share", "number"]
    words: Text


@dataclass(frozen=True, slots=True)
class Leaf:
    """A field compared with a value, or with the parameter in force."""

    field: str
    op: Op
    value: Fact = None
    parameter: str = ""
    place: Place = dataclasses.field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class All:
    """Holds when every part holds."""

    parts: tuple["Tree", ...]
    place: Place = dataclasses.field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class Any:
    """Holds when some part holds."""

    parts: tuple["Tree", ...]
    place: Place = dataclasses.field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    """Holds when its part fails."""

    part: "Tree"
    place: Place = dataclasses.field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class IfThen:
    """Holds when the condition fails or the consequence holds."""

    condition: "Tree"
    consequence: "Tree"
    place: Place = dataclasses.field(default=Place(""), compare=False)


Tree: TypeAlias = Leaf | All | Any | Not | IfThen


def leaves(tree: Tree) -> Iterator[Leaf]:
    """Every comparison in a condition, in the order they are written."""
    match tree:
        case Leaf():
            yield tree
        case Not(part):
            yield from leaves(part)
        case IfThen(condition, consequence):
            yield from leaves(condition)
            yield from leaves(consequence)
        case All(parts) | Any(parts):
            for part in parts:
                yield from leaves(part)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure or a rule comes from."""

    title: str
    article: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """When somebody last saw that a rule still holds, and who."""

    on: date
    by: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """A condition on one proposal (convention §13).

    `assumption` says what of it nobody but us has decided, such as its strength or how it is measured; empty where
    its source says it all.
    """

    id: str
    title: Text
    why: Text
    severity: Severity
    require: Tree
    source: Source
    applies_from: date | None = None
    applies_to: date | None = None
    checked: Checked | None = None
    place: Place = Place("")
    assumption: Text = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Amount:
    """A limit on a sum, a count or a share over the chosen versions.

    `form` is sum_of, count_where or share_of. `of` is what is summed: «granted», a resource or a number field.
    `base` is what a share is taken of: «granted» of the chosen plan, or the «envelope» (convention §19).
    `by` is «plan», «fund», «year», «payer» (each purse that pays something of a proposal) or a field; one row for
    each key.
    """

    form: Literal["sum_of", "count_where", "share_of"]
    of: str
    op: Op
    value: Decimal | None
    parameter: str = ""
    where: Tree | None = None
    by: str = "plan"
    base: Literal["granted", "envelope"] = "granted"


@dataclass(frozen=True, slots=True)
class Relation:
    """A limit between named proposals.

    exclusive and at_most_one_of: at most one is chosen; together: all or none; requires: the first only with all
    of the others.
    """

    form: Literal["together", "exclusive", "requires", "at_most_one_of"]
    proposals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RiskLimit:
    """A limit on the joint draws of the plan's value (convention §18).

    `form` worst_mean: the mean of `of` over the worst share `edge` of the draws, the boundary draw weighted, is at
    least the bound, kronor. chance_below: the share of draws in which `of` is below `edge`, kronor, is at most the
    bound. `edge` and the bound are each a number or a parameter; `of` is «net_present_value».
    """

    form: Literal["worst_mean", "chance_below"]
    of: str
    edge: Decimal | None
    op: Op
    value: Decimal | None
    edge_parameter: str = ""
    parameter: str = ""


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit or floor on the plan."""

    id: str
    title: Text
    why: Text
    limit: Amount | Relation | RiskLimit
    source: Source
    checked: Checked | None = None
    place: Place = Place("")


NO_VALUE = Decimal("NaN")
"""The value of a graded parameter, which has a table instead; nothing can be counted with it by mistake."""


DISCOUNT_RATE, LOWEST_RATE = "discount_rate", -1
"""The parameter by which years are discounted, a share per year, and −100 per cent, at or below which it cannot be."""


@dataclass(frozen=True, slots=True)
class Dated:
    """One value of a parameter, in force from a date, and to `until` (that day included) where one is written.

    `mark` is S, 2nd, M, D or «assumption» (domain.md). A graded parameter has a `table`, a number for each choice of
    the field that grades it, and NO_VALUE for `value`.
    """

    since: date
    value: Decimal
    source: Source
    mark: str
    until: date | None = None
    table: Mapping[str, Decimal] = field(default_factory=dict)
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A dated number that rules and appraisal name. A series has one value for each year and no value between.

    `place` is where its values in force stand, which may be an overlay.

    A graded parameter has a number for each choice of the field `by`, such as a haircut for each evidence grade
    (convention §9).
    """

    id: str
    title: Text
    unit: str
    values: tuple[Dated, ...]
    series: bool = False
    by: str = ""
    checked: Checked | None = None
    place: Place = Place("")

    def on(self, day: date) -> Dated | None:
        """The value in force on a day; None before the first, and in a period for which none is written."""
        latest = max((d for d in self.values if d.since <= day), key=lambda d: d.since, default=None)
        return latest if latest and (latest.until is None or day <= latest.until) else None

    def place_on(self, day: date) -> Place:
        """Where the value in force on a day stands; where none is in force, where the values do."""
        dated = self.on(day)
        return dated.place if dated and dated.place.file else self.place

    def in_year(self, year: int) -> Dated | None:
        """The value of a series for a year; None where the year is missing (convention §25)."""
        return next((d for d in self.values if d.since.year == year), None)


@dataclass(frozen=True, slots=True)
class Price:
    """The unit value of an outcome in force on `as_of`, split by actor with its sign (convention §4, §12).

    `split` is in the currency of `price_year` per `unit`; a transfer sums to zero over actors. `take_home` is the
    share that can be taken home as money. `spread` is a declared uncertainty, as multiples of the price, common to all
    proposals that use it (convention §8). `assumed` names the parts, of take_home and spread, that are assumptions
    whatever the mark of the price itself.

    A price of `production` is written gross: before displacement, and its tax to the `equalised` actors before income
    equalisation, whose part falls on the `equaliser` (convention §4). Money can be taken home `home_delay` years after
    capacity is freed (convention §12).
    """

    id: str
    title: Text
    unit: str
    price_year: int
    split: Mapping[str, Decimal]
    source: Source
    mark: str
    take_home: Decimal | None = None
    average: bool | None = None
    transfer: bool = False
    spread: Distribution | None = None
    since: date | None = None
    until: date | None = None
    checked: Checked | None = None
    place: Place = Place("")
    production: bool = False
    equalised: tuple[str, ...] = ()
    equaliser: str = ""
    home_delay: int = 0
    assumed: tuple[str, ...] = ()


Maximise: TypeAlias = Literal["expected_value", "value_per_krona", "mean_cvar", "least_regret", "levels"]
"""What a plan is chosen for (convention §14)."""


@dataclass(frozen=True, slots=True)
class Level:
    """One of several things that are maximised in turn, and how much of it may be given up for those after it.

    `amount` is a sum or a count over the plan, whose bound means nothing; None is expected value. `give_up` is in the
    unit of the level, in kronor for expected value; where `is_share`, a share of the most that can be had.
    """

    title: Text
    amount: Amount | None
    give_up: Decimal = Decimal(0)
    is_share: bool = False


@dataclass(frozen=True, slots=True)
class Scenario:
    """A change of the figures that is declared beforehand, for the smallest largest regret; None changes nothing.

    `discount_rate` is a real share per year and `displacement` a share, in place of the parameters; `costs` and
    `effects` are what all costs and all effects are multiplied by.
    """

    id: str
    title: Text
    discount_rate: Decimal | None = None
    displacement: Decimal | None = None
    costs: Decimal | None = None
    effects: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Objective:
    """What is maximised: by default expected NNV of society less reserve price times granted kronor (convention §14).

    `lowest_spending` is in granted kronor, for value per krona; `worst_share` of the outcomes are the worst and
    `worst_weight` is the weight of their mean, both shares above 0, for mean–CVaR; each None where it is not declared.
    `currency` is that of the value, and so of every price and amount of the rules, as a code of three letters; empty
    where nobody has said. `numbers_from` are the parameters that these numbers come from, by their names here.
    """

    title: Text
    reserve_price: Decimal
    source: Source
    maximise: Maximise = "expected_value"
    lowest_spending: Decimal | None = None
    levels: tuple[Level, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    currency: str = ""
    worst_share: Decimal | None = None
    worst_weight: Decimal | None = None
    numbers_from: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    """Who does what in the procedure (G8); `sets` are the fields that only this step may set."""

    id: str
    title: Text
    who: Text
    when: Text
    sets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleSet:
    """All rules in force for one portfolio on its `as_of`, with the hash of each file read."""

    fields: Mapping[str, Field]
    criteria: tuple[Criterion, ...]
    limits: tuple[Limit, ...]
    parameters: Mapping[str, Parameter]
    prices: Mapping[str, Price]
    objective: Objective
    procedure: tuple[Step, ...] = ()
    units: Mapping[str, Unit] = field(default_factory=dict)
    criteria_set: str = "default"
    overlay: str = ""
    files: Mapping[str, str] = field(default_factory=dict)

    def number(self, parameter: str, day: date) -> Decimal | None:
        """The number of a parameter in force on a day, None where there is none."""
        found = self.parameters.get(parameter)
        dated = found.on(day) if found and not found.by else None
        return dated.value if dated else None

    def file_of(self, parameter: str) -> str:
        """The file in force that holds, or should hold, the values of a parameter: an overlay's or its own."""
        found = self.parameters.get(parameter)
        return (found.place.file if found else "") or f"rules/parameters/{parameter}.yaml"

    def graded(self, parameter: str, choice: str, day: date) -> Decimal | None:
        """The number of a graded parameter for one choice on a day, None where there is none."""
        found = self.parameters.get(parameter)
        dated = found.on(day) if found and found.by else None
        return dated.table.get(choice) if dated else None
