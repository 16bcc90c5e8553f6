"""What a portfolio and its proposals look like in YAML, as pydantic forms (design §5)."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, ConfigDict, Field

from prioritizer.model.portfolio import UNDECLARED, StatedTerms
from prioritizer.reading import scalars
from prioritizer.reading.spread_forms import MultipleSpreadForm as MultipleSpreadForm
from prioritizer.reading.spread_forms import (
    MultipleText,
    NumberText,
    Uncertain,
    UncertainCount,
    UncertainDifference,
    UncertainMultiple,
    UncertainShare,
)
from prioritizer.reading.spread_forms import ShareText as ShareText
from prioritizer.reading.spread_forms import SpreadForm as SpreadForm
from prioritizer.reading.stated import INTERVAL, interval_share
from prioritizer.reading.validation import Form, parsed, refuse

MOST_YEARS = 200
"""What no horizon, delay or effect exceeds: an appraisal is counted year by year."""


def _without_sign(given: str) -> str:
    return given.strip().lstrip(f"-{scalars.MINUS}").strip()


def _not_negative(given: str) -> Decimal:
    return _zero_or_more(given, scalars.kronor(given))


def _quantity(given: str) -> Decimal:
    return _zero_or_more(given, scalars.quantity(given))


def _zero_or_more(given: str, number: Decimal) -> Decimal:
    if number < 0:
        raise scalars.Unreadable("negative_amount", {"value": given}, _without_sign(given))
    return number


def _whole(given: str) -> int:
    number = scalars.number(given)
    if number != int(number) or number < 0:
        raise scalars.Unreadable("not_a_whole_number", {"value": given})
    return int(number)


def _years_ahead(given: str) -> int:
    years = _whole(given)
    if years > MOST_YEARS:
        raise scalars.Unreadable("too_many_years", {"value": given.strip(), "most": str(MOST_YEARS)})
    return years


def _horizon(given: str) -> int:
    years = scalars.number(given)
    if years != int(years) or not 1 <= years <= MOST_YEARS:
        raise scalars.Unreadable("horizon_outside", {"value": given.strip(), "most": str(MOST_YEARS)})
    return int(years)


def _home_share(given: str) -> Decimal:
    try:
        return scalars.share(given)
    except scalars.Unreadable as unreadable:
        if unreadable.code != "share_outside" or given.strip().startswith(("-", scalars.MINUS)):
            raise
        # «80» is 80 per cent without its sign; «1.2» is not 1.2 per cent.
        near = unreadable.near if unreadable.near and scalars.number(given) >= 10 else ""
        raise scalars.Unreadable("take_home_above_one", {"value": given.strip()}, near) from None


AmountText = Annotated[Decimal, parsed(scalars.amount, "expected_number")]
KronorText = Annotated[Decimal, parsed(scalars.kronor, "expected_number")]
WholeKronorText = Annotated[Decimal, parsed(scalars.whole_kronor, "expected_number")]
CostText = Annotated[Decimal, parsed(_not_negative, "expected_number")]
QuantityText = Annotated[Decimal, parsed(_quantity, "expected_number")]
YearText = Annotated[int, parsed(scalars.year, "expected_year")]
DayText = Annotated[date, parsed(scalars.day, "expected_date")]
BooleanText = Annotated[bool, parsed(scalars.boolean, "expected_yes_or_no")]
YearsText = Annotated[int, parsed(_years_ahead, "expected_number")]
HorizonText = Annotated[int, parsed(_horizon, "expected_number")]
IdText = Annotated[str, parsed(scalars.identifier, "expected_id")]
OneFundText = Annotated[str, parsed(scalars.identifier, "expected_one_fund")]
PlainText = Annotated[str, parsed(scalars.text, "expected_text")]
CurrencyText = Annotated[str, parsed(scalars.currency, "expected_text")]


def _as_record(key: str) -> BeforeValidator:
    """A bare text stands for a record with only that key, so that `actors: [kommun]` needs no braces."""
    return BeforeValidator(lambda given: {key: given} if isinstance(given, str) else given)


HomeShareText = Annotated[Decimal, parsed(_home_share, "expected_home_share")]
"""A share of what is freed that can be taken home as money."""

Mark = Literal["S", "2nd", "M", "D", "assumption"]
"""Read in the source, second-hand, from memory, derived, or an assumption."""


class SourceForm(Form):
    """Where a figure or a rule comes from."""

    title: PlainText
    """What the source is called: a law, a book, a page or a decision."""
    article: PlainText | None = None
    """The place in the source, such as article, page or table."""
    url: PlainText | None = None
    """The address of the source."""


class ActorForm(Form):
    """A purse; a board names its parent."""

    id: IdText
    """The name that other parts of the portfolio use."""
    title: PlainText | None = None
    """What people call it."""
    parent: IdText | None = None
    """The actor whose purse it is part of."""
    public: BooleanText | None = None
    can_co_finance: BooleanText | None = None


class OverlapGroupForm(Form):
    """People whom effects of several proposals reach, and how many they are (convention §6)."""

    title: PlainText | None = None
    people: QuantityText | None = None


class GoalForm(Form):
    """A strategic goal (G5)."""

    id: IdText
    """The name that other parts of the portfolio use."""
    title: PlainText
    """What people call it."""
    levels: tuple[PlainText, ...] = ()


class RepaymentForm(Form):
    """The share of what a fund's owner takes home that is paid back to the fund (convention §17)."""

    since: DayText = Field(alias="from")
    """The day from which the rule holds; the first year that begins then or later is the first with a payment."""
    share: ShareText
    """The share of the money taken home that is paid back."""
    delay: YearsText = 0
    """Whole years between the year in which money is taken home and that in which it is paid back."""
    source: Annotated[SourceForm, _as_record("title")]
    """The decision that it rests on."""


class FundForm(Form):
    """Money made available by year (convention §17)."""

    id: IdText
    """The name that other parts of the portfolio use."""
    title: PlainText | None = None
    """What people call it."""
    owner: IdText | None = None
    opening: CostText | None = None
    carry_over: BooleanText | None = None
    prices: Literal["lopande", "fast"] | None = None
    allocation: dict[YearText, CostText]
    eligible: object = None
    """What a proposal must meet to be paid for by the fund; without it the fund is for all."""
    repayment: RepaymentForm | None = None
    """How money that the owner takes home is paid back to the fund; without it nothing is."""


class CommitmentForm(Form):
    """Money that an earlier plan has promised out of a fund (convention §17)."""

    title: PlainText
    """What was promised."""
    fund: IdText
    """The fund that it is paid out of."""
    per_year: dict[YearText, CostText]
    source: Annotated[SourceForm, _as_record("title")]
    """The decision that it rests on."""


class SynergyForm(Form):
    """What two proposals are worth together beyond the sum of each."""

    of: tuple[IdText, ...]
    """The two proposals."""
    value: WholeKronorText
    """Present whole kronor of the price year, for society; below zero where they get in each other's way."""
    source: Annotated[SourceForm, _as_record("title")]
    """What it rests on."""
    mark: Mark
    """S read in the source, 2nd second-hand, D derived, M from memory, or assumption."""


def _capacity(given: object) -> object:
    return {"": given} if isinstance(given, str) else given


def _year_or_all(given: str) -> int | None:
    return None if given == "" else scalars.year(given)


YearOrAll = Annotated[int | None, parsed(_year_or_all, "expected_year")]
ByYear = Annotated[dict[YearOrAll, QuantityText], BeforeValidator(_capacity)]


def _share_of_all_years(given: object) -> object:
    return _capacity(given)


SharesByYear = Annotated[dict[YearOrAll, ShareText], BeforeValidator(_share_of_all_years)]


class ResourceForm(Form):
    """A capacity other than money, over all years or by year."""

    title: PlainText | None = None
    """What people call it."""
    unit: PlainText
    """What the capacity is counted in, in words."""
    capacity: ByYear


class CommonFactorForm(Form):
    """Something uncertain that many proposals share (convention §8); without `where` all of them."""

    id: IdText
    title: PlainText
    of: Literal["effects", "costs"]
    factor: UncertainMultiple
    where: object = None


class TermsForm(Form):
    """How results computed elsewhere were computed, as far as they say (convention §26)."""

    price_year: YearText | None = None
    discount_rate: ShareText | None = None
    start_year: YearText | None = None
    tax_cost: Literal["included", "excluded"] | None = None
    costs: Literal["included", "excluded"] | None = None

    def terms(self, otherwise: StatedTerms = UNDECLARED) -> StatedTerms:
        """What is declared here, and for the rest what is declared elsewhere."""

        def own(name: str) -> object:
            here = getattr(self, name)
            return getattr(otherwise, name) if here is None else here

        return StatedTerms(*(own(name) for name in TermsForm.model_fields))  # type: ignore[arg-type]  # same names, same types


class StatedForm(TermsForm):
    """A result computed elsewhere, in place of effects (convention §26)."""

    value: KronorText | None = None
    benefits: dict[IdText, KronorText] = {}
    chance: ShareText | None = None
    low: KronorText | None = None
    high: KronorText | None = None
    interval: Annotated[Decimal, parsed(interval_share, "expected_number")] = INTERVAL

    def model_post_init(self, _: object) -> None:
        """Refuse what does not go together."""
        if self.value is not None and self.benefits:
            raise refuse("value_and_benefit")
        if self.value is None and not self.benefits:
            raise refuse("value_not_stated")
        if (self.low is None) != (self.high is None):
            raise refuse("interval_half")
        if self.low is None or self.high is None:
            return
        if self.low > self.high:
            raise refuse("interval_reversed", low=self.low, high=self.high)
        if self.value is not None and not self.low <= self.value <= self.high:
            raise refuse("value_outside_interval", value=self.value, low=self.low, high=self.high)


class WrittenTextForm(Form):
    """`texts/NAME.yaml`: what a named person writes in a document, in one language or both."""

    section: Literal["assessment", "best_interests", "other_perspectives"]
    """Where it stands: assessment (Bedömning), best_interests (Barnets bästa), or other_perspectives."""
    board: IdText | None = None
    """The board whose document it stands in; without it, the executive board's."""
    author: PlainText
    """Who has written it and answers for it."""
    date: DayText
    """The day it was written."""
    sv: PlainText | None = None
    """The text in Swedish; an empty line begins a new paragraph."""
    en: PlainText | None = None
    """The text in English."""

    def model_post_init(self, _: object) -> None:
        """It is written in one language at least."""
        if self.sv is None and self.en is None:
            raise refuse("text_in_no_language")


class OverrideForm(Form):
    """A decision to force a proposal in or out, whatever it is worth (convention §21)."""

    proposal: IdText
    """The proposal that it is about."""
    decision: Literal["in", "out"]
    """in: one version must be taken; out: none may be."""
    by: PlainText
    """Who decided it."""
    why: PlainText
    """The reason that they gave."""
    duty: PlainText | None = None
    """The law that it follows from, where it is a duty; it then has no price."""


class PortfolioForm(Form):
    """`portfolio.yaml`."""

    title: PlainText
    """What people call it."""
    organisation: PlainText | None = None
    fictitious: BooleanText = False
    notes: PlainText | None = None
    currency: CurrencyText | None = None
    """The currency of every amount, as a code of three letters; that of the prices."""
    as_of: DayText
    """The day whose rules and prices are in force."""
    price_year: YearText | None = None
    """The year whose prices every value is told in."""
    base_year: YearText | None = None
    plan_years: Annotated[tuple[YearText, YearText], BeforeValidator(lambda v: tuple(v) if isinstance(v, list) else v)]
    """The first and the last year of the plan."""
    horizon: HorizonText | None = None
    criteria: object = None
    """A set of criteria by name, none, or a list of ids and own criteria."""
    limits: tuple[object, ...] | None = None
    """Limits by id, and own limits."""
    parameters: PlainText | None = None
    """The named overlay of parameters."""
    actors: tuple[Annotated[ActorForm, _as_record("id")], ...] = ()
    own_actor: IdText | None = None
    goals: tuple[GoalForm, ...] = ()
    funds: tuple[FundForm, ...] = ()
    resources: dict[IdText, ResourceForm] = {}
    commitments: tuple[CommitmentForm, ...] = ()
    synergies: tuple[SynergyForm, ...] = ()
    previous_plan: PlainText | None = None
    """The record.json or select.json of the plan that this one follows."""
    overrides: tuple[OverrideForm, ...] = ()
    """Decisions to force proposals in or out, each with its price in the documents."""
    common_factors: tuple[CommonFactorForm, ...] = ()
    overlap_groups: dict[IdText, OverlapGroupForm] = {}
    stated: TermsForm | None = None
    proposals: PlainText | None = None
    """A folder of proposals, or a table as csv or xlsx."""
    tax_factor: BooleanText | None = None
    production_value: BooleanText | None = None
    haircuts: BooleanText | None = None
    shrinkage: BooleanText | None = None
    case_number: PlainText | None = None
    """The number of the case in the register (diarienummer)."""
    case_officer: PlainText | None = None
    """Who prepares the case."""


class CostForm(Form):
    """A cost row (convention §3, §11)."""

    title: PlainText
    """What is paid for."""
    payer: IdText
    fund: OneFundText | None = None
    """The fund that grants the kronor; without one the payer bears them in its own frame."""
    funds: dict[IdText, SharesByYear] | None = None
    """In place of `fund`: several funds, each with its share, which may differ from year to year."""
    kind: Literal["investment", "operation"] | None = None
    """Investment or operation; without it the two kinds of ratio are unknown."""
    in_kind: BooleanText = False
    per_year: dict[YearText, CostText]
    spread: UncertainMultiple | None = None

    def model_post_init(self, _: object) -> None:
        """A cost of no year is no cost of zero kronor, and one fund or several grant it."""
        if not self.per_year:
            raise refuse("cost_without_year")
        if self.fund is not None and self.funds is not None:
            raise refuse("fund_and_funds")


class ProfileForm(Form):
    """When an effect arises (convention §7). Without `decay` the effect ends after `years`."""

    delay: YearsText = 0
    ramp: tuple[ShareText, ...] = ()
    years: YearsText
    decay: ShareText | None = None

    def model_post_init(self, _: object) -> None:
        """The ramp counts inside `years`."""
        if len(self.ramp) > self.years:
            raise refuse("ramp_longer_than_years", ramp=len(self.ramp), years=self.years)


class LocalPriceForm(Form):
    """What a unit is worth here, in place of what the price list says (convention §4)."""

    price_year: YearText
    """The year whose prices the kronor are in."""
    split: dict[IdText, AmountText]
    """Kronor per unit for each actor; plus is a gain."""
    take_home: HomeShareText | None = None
    """The share that can be taken home as money, where it is another than that of the price list."""
    source: SourceForm
    mark: Mark
    """S read in the source, 2nd second-hand, D derived, M from memory, or assumption."""


class EffectForm(Form):
    """A priced effect (convention §6)."""

    outcome: IdText
    owner: IdText
    participants: UncertainCount
    size: Literal["intention_to_treat", "among_treated"]
    risk_without: UncertainShare | None = None
    risk_with: UncertainShare | None = None
    relative_risk: UncertainCount | None = None
    odds_ratio: UncertainCount | None = None
    risk_difference: UncertainDifference | None = None
    mean_difference: Uncertain | None = None
    units_per_case: Uncertain | None = None
    profile: ProfileForm
    take_up: ShareText | None = None
    drop_out: ShareText | None = None
    overlap_group: IdText | None = None
    local_price: LocalPriceForm | None = None


class QualitativeForm(Form):
    """An effect without a price (convention §25)."""

    title: PlainText
    """What the effect is."""
    direction: Literal["positive", "negative", "unclear"]
    note: PlainText | None = None
    unit: PlainText | None = None
    """What the effect is counted in, in words."""
    reduction: NumberText | None = None


class AlternativeForm(Form):
    """A version: scaled from the head, or with its own costs and effects."""

    id: IdText
    """The name of the version, used in answers."""
    title: PlainText
    """What people call the version."""
    scale_costs: MultipleText | None = None
    scale_effects: MultipleText | None = None
    costs: tuple[CostForm, ...] | None = None
    effects: tuple[EffectForm, ...] | None = None
    stated: StatedForm | None = None
    uses: dict[IdText, ByYear] | None = None


class SuccessForm(Form):
    """One way that the proposal may turn out, and the share of its effects that is then reached (D6)."""

    title: PlainText
    chance: ShareText
    share: ShareText


class MandateForm(Form):
    """Who decided that the proposal must be taken, and why."""

    by: PlainText
    """Who decided it."""
    why: PlainText | None = None
    """Why they decided it."""
    duty: PlainText | None = None
    """The law that it follows from, where it is a duty; it then has no price."""


class ProposalForm(Form):
    """What of a proposal the program itself reads; every other key is a fact from the vocabulary."""

    model_config = ConfigDict(extra="allow")

    id: IdText
    """The name that other files and answers use; the same as the name of the file."""
    title: PlainText
    """What people call it."""
    costs: tuple[CostForm, ...] = ()
    effects: tuple[EffectForm, ...] = ()
    stated: StatedForm | None = None
    qualitative: tuple[QualitativeForm, ...] = ()
    alternatives: tuple[AlternativeForm, ...] = ()
    start_years: tuple[YearText, ...] = ()
    requires: tuple[IdText, ...] = ()
    uses: dict[IdText, ByYear] = {}
    mandatory: object = None
    success: tuple[SuccessForm, ...] = ()
