"""What rule files look like in YAML, as pydantic forms (design §4)."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator

from prioritizer.reading import scalars
from prioritizer.reading.forms import (
    AmountText,
    BooleanText,
    CurrencyText,
    DayText,
    IdText,
    MultipleSpreadForm,
    PlainText,
    ShareText,
    YearsText,
    YearText,
)
from prioritizer.reading.forms import HomeShareText as HomeShareText
from prioritizer.reading.forms import Mark as Mark
from prioritizer.reading.forms import SourceForm as SourceForm
from prioritizer.reading.validation import Form, parsed, refuse


def _bound(given: str) -> Decimal:
    return scalars.share(given) if given.strip().endswith("%") else scalars.number(given)


def _value(given: str) -> Decimal:
    """A number or an amount; per cent as a part of one, also above a hundred: whether it may be is up to its unit."""
    written = given.strip()
    return scalars.hundredths(given) if written.endswith("%") else scalars.amount(given)


BoundText = Annotated[Decimal, parsed(_bound, "expected_number")]
"""A number, or a share written in per cent."""
ValueText = Annotated[Decimal, parsed(_value, "expected_number")]
"""A number, an amount, or a share written in per cent."""


class TextForm(Form):
    """The same words in Swedish and English."""

    sv: PlainText
    en: PlainText


Words = Annotated[TextForm, BeforeValidator(lambda v: {"sv": v, "en": v} if isinstance(v, str) else v)]
"""Words in both languages; a bare text, as people write in their own portfolio, serves for both."""


class CheckedForm(Form):
    """When somebody last saw that the rule still holds."""

    on: DayText
    """The day on which somebody saw that the rule still holds."""
    by: PlainText
    """Who saw that the rule still holds."""


class FieldForm(Form):
    """One word of the vocabulary."""

    kind: Literal["text", "number", "amount", "share", "year", "date", "boolean", "choice", "list", "level", "advocacy"]
    """What kind of value it is."""
    words: Words
    unit: PlainText | None = None
    """A unit of rules/units.yaml."""
    of: tuple[PlainText, ...] = ()
    """The words that may be written."""
    choices: dict[PlainText, Words] = {}
    by: PlainText = "proposer"
    """Who fills in the field."""
    measure: PlainText | None = None
    """The function of the program that computes the field."""


class UnitForm(Form):
    """One unit of `rules/units.yaml`; its kind says what it may be compared with."""

    kind: Literal["amount", "share", "number"]
    """Whether it counts money, shares or something else."""
    words: Words


class AppliesForm(Form):
    """From and to which day a rule applies."""

    since: DayText | None = None
    to: DayText | None = None


def _from_is_since(given: object) -> object:
    return {("since" if k == "from" else k): v for k, v in given.items()} if isinstance(given, dict) else given


class CriterionForm(Form):
    """`rules/criteria/ID.yaml`."""

    id: IdText
    """The name that other files use; the same as the name of the file."""
    title: Words
    """What people call it, in Swedish and English."""
    why: Words
    """Why the rule is there, so that a board can read it."""
    assumption: Words | None = None
    """What of it is an assumption of ours: its strength, its measure or its first day."""
    severity: Literal["must", "should", "typical"]
    """must bars a proposal that does not meet it; should and typical are only told."""
    require: object
    applies: Annotated[AppliesForm, BeforeValidator(_from_is_since)] = AppliesForm()
    source: SourceForm
    checked: CheckedForm


class InlineCriterionForm(Form):
    """A criterion written in a portfolio."""

    id: IdText
    """The name of the criterion in this portfolio."""
    title: Words | None = None
    """What people call it, in Swedish and English."""
    why: Words | None = None
    """Why the rule is there, so that a board can read it."""
    assumption: Words | None = None
    """What of it is an assumption of ours: its strength, its measure or its first day."""
    severity: Literal["must", "should", "typical"]
    """must bars a proposal that does not meet it; should and typical are only told."""
    require: object
    source: SourceForm | None = None


class LimitForm(Form):
    """A limit written in a portfolio, which needs only id and limit."""

    id: IdText
    """The name that other files use; the same as the name of the file."""
    title: Words | None = None
    """What people call it, in Swedish and English."""
    why: Words | None = None
    """Why the rule is there, so that a board can read it."""
    limit: object
    source: SourceForm | None = None
    checked: CheckedForm | None = None


class LimitFileForm(Form):
    """`rules/limits/ID.yaml`."""

    id: IdText
    title: Words
    why: Words
    limit: object
    source: SourceForm
    checked: CheckedForm


class DatedForm(Form):
    """One dated value of a parameter, in force to `until` (that day included) where one is written.

    A graded parameter has a `table` in place of `value`, with a number for each choice of the field in `by`.
    """

    value: ValueText | None = None
    table: dict[PlainText, ValueText] | None = None
    """A number for each choice of the field that grades the parameter."""
    until: DayText | None = None
    """The last day of the value, itself included."""
    source: SourceForm
    mark: Mark
    """S read in the source, 2nd second-hand, D derived, M from memory, or assumption."""


class ParameterForm(Form):
    """`rules/parameters/ID.yaml`."""

    id: IdText
    """The name that other files use; the same as the name of the file."""
    title: Words
    """What people call it, in Swedish and English."""
    unit: PlainText
    """A unit of rules/units.yaml."""
    series: BooleanText = False
    """yes where each year has a number of its own."""
    by: IdText | None = None
    """The field of which each choice has a number of its own, such as the evidence grade."""
    values: dict[DayText, DatedForm]
    """Values by the day from which they hold."""
    checked: CheckedForm


class OverlayForm(Form):
    """`rules/parameters/overlays/ID.yaml`: values that replace those of the base."""

    id: IdText
    """The name that other files use; the same as the name of the file."""
    title: Words
    """What people call it, in Swedish and English."""
    source: SourceForm
    parameters: dict[IdText, dict[DayText, DatedForm]]
    """Dated values that replace those of the base, by the id of the parameter."""


class PriceValueForm(Form):
    """One dated unit value of an outcome, in force to `until` (that day included) where one is written."""

    until: DayText | None = None
    """The last day of the value, itself included."""
    price_year: YearText
    """The year whose prices the kronor are in."""
    split: dict[IdText, AmountText]
    """Kronor per unit for each actor; plus is a gain."""
    take_home: HomeShareText | None = None
    """The share that can be taken home as money."""
    average: BooleanText | None = None
    transfer: BooleanText = False
    spread: MultipleSpreadForm | None = None
    assumed: tuple[Literal["take_home", "spread"], ...] = ()
    """What the source does not say, though the mark is that of the price itself."""
    source: SourceForm
    mark: Mark
    """S read in the source, 2nd second-hand, D derived, M from memory, or assumption."""
    production: BooleanText = False
    equalised: tuple[IdText, ...] = ()
    equaliser: IdText | None = None
    home_after: YearsText = 0

    def model_post_init(self, _: object) -> None:
        """Production is no transfer, and only its tax is equalised, between actors that are named."""
        if self.production and self.transfer:
            raise refuse("production_and_transfer")
        if (self.equalised or self.equaliser) and not self.production:
            raise refuse("equalised_without_production")
        if bool(self.equalised) != bool(self.equaliser):
            raise refuse("equaliser_missing")
        for actor in self.equalised:
            if actor not in self.split:
                raise refuse("equalised_not_in_split", scalars.nearest(actor, self.split), key=actor)


class PriceForm(Form):
    """`rules/prices/ID.yaml`."""

    id: IdText
    """The name that other files use; the same as the name of the file."""
    title: Words
    """What people call it, in Swedish and English."""
    unit: PlainText
    """The unit of rules/units.yaml that one price is for."""
    values: dict[DayText, PriceValueForm]
    """Values by the day from which they hold."""
    checked: CheckedForm


class LevelForm(Form):
    """One of several things that are maximised in turn: a sum, a count or expected value."""

    title: Words
    """What people call it, in Swedish and English."""
    sum_of: IdText | None = None
    """`granted`, or a field that is a number: its sum over the plan."""
    count_where: object = None
    """The condition of the proposals that are counted."""
    expected_value: BooleanText = False
    """Yes for expected value, which is maximised last where no level says it."""
    where: object = None
    """The condition of the proposals whose `sum_of` is taken."""
    give_up: AmountText = Decimal(0)
    """How much of it may be given up for the levels after it, in its own unit."""
    give_up_share: ShareText | None = None
    """How much of it may be given up, as a share of the most that can be had."""


class ScenarioForm(Form):
    """Figures that are others than those in force, for the smallest largest regret."""

    id: IdText
    """The name of the scenario."""
    title: Words
    """What people call it, in Swedish and English."""
    discount_rate: ShareText | None = None
    """The real discount rate of every year, in place of the parameter."""
    displacement: ShareText | None = None
    """The share of displacement, in place of the parameter."""
    costs_times: BoundText | None = None
    """What all costs are multiplied by: 1.3 for thirty per cent more. What funds grant stays as it is."""
    effects_times: BoundText | None = None
    """What all effects are multiplied by: 0.5 for half."""


class ObjectiveForm(Form):
    """`rules/objective.yaml`."""

    title: Words
    """What people call it, in Swedish and English."""
    maximise: Literal["expected_value", "value_per_krona", "mean_cvar", "least_regret", "levels"]
    """What plans are chosen for; `select --objective` tries another that is declared here."""
    reserve_price: IdText
    """The parameter that says what a granted krona must at least give."""
    currency: CurrencyText | None = None
    """The currency of every price and amount of the rules, as a code of three letters."""
    lowest_spending: IdText | None = None
    """The parameter that says how much a plan must grant at least, for value_per_krona."""
    worst_share: IdText | None = None
    """The parameter that says what share of the outcomes count as the worst, for mean_cvar."""
    worst_weight: IdText | None = None
    """The parameter that says how much their mean weighs, for mean_cvar; expected value weighs the rest."""
    levels: tuple[LevelForm, ...] = ()
    """What is maximised in turn, for levels."""
    scenarios: tuple[ScenarioForm, ...] = ()
    """What the figures could be instead, for least_regret; the figures as they are always count too."""
    source: SourceForm


class StepForm(Form):
    """One step of the procedure."""

    id: IdText
    """The name of the step."""
    title: Words
    """What people call it, in Swedish and English."""
    who: Words
    when: Words
    sets: tuple[IdText, ...] = ()
    """The fields that only this step may set."""


class ProcedureForm(Form):
    """`rules/procedure.yaml`."""

    steps: tuple[StepForm, ...]


class AmountLimitForm(Form):
    """A ceiling or a floor on a sum, a count or a share."""

    share_of: IdText | None = None
    sum_of: IdText | None = None
    count_where: object = None
    where: object = None
    by: IdText = "plan"
    over: Literal["granted", "envelope"] = "granted"
    op: Literal["at_most", "at_least", "above", "below"]
    value: BoundText | None = None
    parameter: IdText | None = None


class WorstMeanForm(Form):
    """A floor on the mean of a plan's value in the worst outcomes."""

    worst_mean: IdText
    worst: PlainText
    """The share of the outcomes that is counted, or a parameter."""
    op: Literal["at_least"]
    value: PlainText | None = None
    parameter: IdText | None = None


class ChanceBelowForm(Form):
    """A ceiling on the chance that a plan's value is below a floor."""

    chance_below: IdText
    floor: PlainText
    """Kronor, or a parameter."""
    op: Literal["at_most"]
    value: PlainText | None = None
    parameter: IdText | None = None
