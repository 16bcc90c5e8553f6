"""What rule files look like in YAML, as pydantic forms (design §4)."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator

from prioritizer.reading import scalars
from prioritizer.reading.forms import (
    AmountText,
    BooleanText,
    DayText,
    IdText,
    PlainText,
    ShareText,
    SpreadForm,
    YearText,
)
from prioritizer.reading.validation import Form, parsed


def _bound(given: str) -> Decimal:
    return scalars.share(given) if given.strip().endswith("%") else scalars.number(given)


def _value(given: str) -> Decimal:
    return scalars.share(given) if given.strip().endswith("%") else scalars.amount(given)


BoundText = Annotated[Decimal, parsed(_bound, "expected_number")]
"""A number, or a share written in per cent."""
ValueText = Annotated[Decimal, parsed(_value, "expected_number")]
"""A number, an amount, or a share written in per cent."""

Mark = Literal["S", "2nd", "M", "D", "assumption"]


class TextForm(Form):
    """The same words in Swedish and English."""

    sv: PlainText
    en: PlainText


Words = Annotated[TextForm, BeforeValidator(lambda v: {"sv": v, "en": v} if isinstance(v, str) else v)]
"""Words in both languages; a bare text, as people write in their own portfolio, serves for both."""


class SourceForm(Form):
    """Where a figure or a rule comes from."""

    title: PlainText
    article: PlainText | None = None
    url: PlainText | None = None


class CheckedForm(Form):
    """When somebody last saw that the rule still holds."""

    on: DayText
    by: PlainText


class FieldForm(Form):
    """One word of the vocabulary."""

    kind: Literal["text", "number", "amount", "share", "year", "date", "boolean", "choice", "list", "level", "advocacy"]
    words: Words
    unit: PlainText | None = None
    of: tuple[PlainText, ...] = ()
    choices: dict[PlainText, Words] = {}
    by: PlainText = "proposer"
    measure: PlainText | None = None


class UnitForm(Form):
    """One unit of `rules/units.yaml`; its kind says what it may be compared with."""

    kind: Literal["amount", "share", "number"]
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
    title: Words
    why: Words
    severity: Literal["must", "should", "typical"]
    require: object
    applies: Annotated[AppliesForm, BeforeValidator(_from_is_since)] = AppliesForm()
    source: SourceForm
    checked: CheckedForm


class InlineCriterionForm(Form):
    """A criterion written in a portfolio."""

    id: IdText
    title: Words | None = None
    why: Words | None = None
    severity: Literal["must", "should", "typical"]
    require: object
    source: SourceForm | None = None


class LimitForm(Form):
    """A limit written in a portfolio, which needs only id and limit."""

    id: IdText
    title: Words | None = None
    why: Words | None = None
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
    until: DayText | None = None
    source: SourceForm
    mark: Mark


class ParameterForm(Form):
    """`rules/parameters/ID.yaml`."""

    id: IdText
    title: Words
    unit: PlainText
    series: BooleanText = False
    by: IdText | None = None
    values: dict[DayText, DatedForm]
    checked: CheckedForm


class OverlayForm(Form):
    """`rules/parameters/overlays/ID.yaml`: values that replace those of the base."""

    id: IdText
    title: Words
    source: SourceForm
    parameters: dict[IdText, dict[DayText, DatedForm]]


class PriceValueForm(Form):
    """One dated unit value of an outcome, in force to `until` (that day included) where one is written."""

    until: DayText | None = None
    price_year: YearText
    split: dict[IdText, AmountText]
    take_home: ShareText | None = None
    average: BooleanText | None = None
    transfer: BooleanText = False
    spread: SpreadForm | None = None
    source: SourceForm
    mark: Mark


class PriceForm(Form):
    """`rules/prices/ID.yaml`."""

    id: IdText
    title: Words
    unit: PlainText
    values: dict[DayText, PriceValueForm]
    checked: CheckedForm


class ObjectiveForm(Form):
    """`rules/objective.yaml`."""

    title: Words
    maximise: Literal["expected_value"]
    reserve_price: IdText
    source: SourceForm


class StepForm(Form):
    """One step of the procedure."""

    id: IdText
    title: Words
    who: Words
    when: Words
    sets: tuple[IdText, ...] = ()


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
