"""What a portfolio and its proposals look like in YAML, as pydantic forms (design §5).

pydantic decides shape and names; `scalars.py` decides what each text means. `validate` turns every complaint into a
fault with its place.
"""

import difflib
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, TypeVar, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from prioritizer.model.fault import Fault, fault
from prioritizer.reading import scalars
from prioritizer.reading.yaml_text import Located, PathTo, dotted


class Form(BaseModel):
    """Base of all forms: no unknown keys, no change after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


T = TypeVar("T")


def parsed(parser: Callable[[str], T], wanted: str) -> Any:
    """A validator that hands text to a parser of `scalars.py`; `wanted` names what was expected of other things."""

    def read(given: object) -> T:
        if isinstance(given, bool):
            given = "true" if given else "false"
        if not isinstance(given, str):
            raise PydanticCustomError("fault", "", {"code": f"expected_{wanted}", "values": {}, "near": ""})
        try:
            return parser(given)
        except scalars.Unreadable as unreadable:
            raise PydanticCustomError(
                "fault", "", {"code": unreadable.code, "values": dict(unreadable.values), "near": unreadable.near}
            ) from None

    return BeforeValidator(read)


def refuse(code: str, near: str = "", **values: object) -> PydanticCustomError:
    """The error that a form's own check raises."""
    return PydanticCustomError(
        "fault", "", {"code": code, "values": {k: str(v) for k, v in values.items()}, "near": near}
    )


def _text(given: str) -> str:
    if not given.strip():
        raise scalars.Unreadable("empty_text", {})
    return given.strip()


def _not_negative(given: str) -> Decimal:
    number = scalars.amount(given)
    if number < 0:
        raise scalars.Unreadable("negative_amount", {"value": given})
    return number


def _whole(given: str) -> int:
    number = scalars.number(given)
    if number != int(number) or number < 0:
        raise scalars.Unreadable("not_a_whole_number", {"value": given})
    return int(number)


AmountText = Annotated[Decimal, parsed(scalars.amount, "number")]
CostText = Annotated[Decimal, parsed(_not_negative, "number")]
NumberText = Annotated[Decimal, parsed(scalars.number, "number")]
ShareText = Annotated[Decimal, parsed(scalars.share, "number")]
YearText = Annotated[int, parsed(scalars.year, "year")]
DayText = Annotated[date, parsed(scalars.day, "date")]
BooleanText = Annotated[bool, parsed(scalars.boolean, "yes_or_no")]
WholeText = Annotated[int, parsed(_whole, "number")]
IdText = Annotated[str, parsed(scalars.identifier, "id")]
PlainText = Annotated[str, parsed(_text, "text")]


def _as_record(key: str) -> BeforeValidator:
    """A bare text stands for a record with only that key, so that `actors: [kommun]` needs no braces."""
    return BeforeValidator(lambda given: {key: given} if isinstance(given, str) else given)


class SpreadForm(Form):
    """low, likely and high of an uncertain input (convention §8)."""

    low: NumberText
    likely: NumberText
    high: NumberText

    def model_post_init(self, _: object) -> None:
        """Refuse an order that no distribution has."""
        if not self.low <= self.likely <= self.high:
            raise refuse("low_above_high", low=self.low, likely=self.likely, high=self.high)


class ShareSpreadForm(SpreadForm):
    """low, likely and high of a share, each from 0 to 1."""

    low: ShareText
    likely: ShareText
    high: ShareText


def _as_point(given: object) -> object:
    return {"low": given, "likely": given, "high": given} if isinstance(given, str) else given


Uncertain = Annotated[SpreadForm, BeforeValidator(_as_point)]
UncertainShare = Annotated[ShareSpreadForm, BeforeValidator(_as_point)]


class ActorForm(Form):
    """A purse; a board names its parent."""

    id: IdText
    title: PlainText | None = None
    parent: IdText | None = None


class GoalForm(Form):
    """A strategic goal (G5)."""

    id: IdText
    title: PlainText
    levels: tuple[PlainText, ...] = ()


class FundForm(Form):
    """Money made available by year (convention §17)."""

    id: IdText
    title: PlainText | None = None
    owner: IdText | None = None
    opening: CostText | None = None
    carry_over: BooleanText | None = None
    prices: Literal["lopande", "fast"] | None = None
    allocation: dict[YearText, CostText]


def _capacity(given: object) -> object:
    return {"": given} if isinstance(given, str) else given


def _year_or_all(given: str) -> int | None:
    return None if given == "" else scalars.year(given)


YearOrAll = Annotated[int | None, parsed(_year_or_all, "year")]
ByYear = Annotated[dict[YearOrAll, CostText], BeforeValidator(_capacity)]


class ResourceForm(Form):
    """A capacity other than money, over all years or by year."""

    title: PlainText | None = None
    unit: PlainText
    capacity: ByYear


class PortfolioForm(Form):
    """`portfolio.yaml`."""

    title: PlainText
    organisation: PlainText | None = None
    fictitious: BooleanText = False
    notes: PlainText | None = None
    currency: PlainText | None = None
    as_of: DayText
    price_year: YearText | None = None
    base_year: YearText | None = None
    plan_years: Annotated[tuple[YearText, YearText], BeforeValidator(lambda v: tuple(v) if isinstance(v, list) else v)]
    horizon: WholeText | None = None
    criteria: object = None
    limits: tuple[object, ...] | None = None
    parameters: PlainText | None = None
    actors: tuple[Annotated[ActorForm, _as_record("id")], ...] = ()
    own_actor: IdText | None = None
    goals: tuple[GoalForm, ...] = ()
    funds: tuple[FundForm, ...] = ()
    resources: dict[IdText, ResourceForm] = {}
    commitments: tuple[object, ...] = ()
    proposals: PlainText | None = None


class CostForm(Form):
    """A cost row (convention §3, §11)."""

    title: PlainText
    payer: IdText
    fund: IdText | None = None
    kind: Literal["investment", "operation"] | None = None
    in_kind: BooleanText = False
    per_year: dict[YearText, CostText]


class ProfileForm(Form):
    """When an effect arises (convention §7). Without `decay` the effect ends after `years`."""

    delay: WholeText = 0
    ramp: tuple[ShareText, ...] = ()
    years: WholeText
    decay: ShareText | None = None

    def model_post_init(self, _: object) -> None:
        """The ramp counts inside `years`."""
        if len(self.ramp) > self.years:
            raise refuse("ramp_longer_than_years", ramp=len(self.ramp), years=self.years)


class EffectForm(Form):
    """A priced effect (convention §6)."""

    outcome: IdText
    owner: IdText
    participants: Uncertain
    size: Literal["intention_to_treat", "among_treated"]
    risk_without: UncertainShare
    risk_with: UncertainShare
    units_per_case: Uncertain
    profile: ProfileForm
    take_up: ShareText | None = None
    drop_out: ShareText | None = None


class QualitativeForm(Form):
    """An effect without a price (convention §25)."""

    title: PlainText
    direction: Literal["positive", "negative", "unclear"]
    note: PlainText | None = None
    unit: PlainText | None = None
    reduction: NumberText | None = None


class AlternativeForm(Form):
    """A version: scaled from the head, or with its own costs and effects."""

    id: IdText
    title: PlainText
    scale_costs: NumberText | None = None
    scale_effects: NumberText | None = None
    costs: tuple[CostForm, ...] | None = None
    effects: tuple[EffectForm, ...] | None = None
    uses: dict[IdText, ByYear] | None = None


class MandateForm(Form):
    """Who decided that the proposal must be taken, and why."""

    by: PlainText
    why: PlainText | None = None


class ProposalForm(Form):
    """What of a proposal the program itself reads; every other key is a fact from the vocabulary."""

    model_config = ConfigDict(extra="allow")

    id: IdText
    title: PlainText
    costs: tuple[CostForm, ...] = ()
    effects: tuple[EffectForm, ...] = ()
    qualitative: tuple[QualitativeForm, ...] = ()
    alternatives: tuple[AlternativeForm, ...] = ()
    start_years: tuple[YearText, ...] = ()
    requires: tuple[IdText, ...] = ()
    uses: dict[IdText, ByYear] = {}
    mandatory: object = None


F = TypeVar("F", bound=BaseModel)


def validate(form: type[F], located: Located, path: PathTo = ()) -> tuple[F | None, list[Fault]]:
    """Read located data as a form.

    Returns:
        The form, or None with every fault of it.
    """
    data: object = located.data
    for step in path:
        data = data[step]  # type: ignore[index]  # the path was walked when the data was read
    if not isinstance(data, dict):
        return None, [fault(located.place(path), dotted(path), "expected_mapping")]
    try:
        return form.model_validate(data), []
    except ValidationError as error:
        return None, [_fault(form, located, path, e) for e in error.errors(include_url=False)]


_BY_TYPE = {
    "model_type": "expected_mapping",
    "dict_type": "expected_mapping",
    "tuple_type": "expected_list",
    "list_type": "expected_list",
    "string_type": "expected_text",
    "too_short": "expected_two",
    "too_long": "expected_two",
}


def _fault(form: type[BaseModel], located: Located, root: PathTo, error: ErrorDetails) -> Fault:
    loc = tuple(part for part in error["loc"] if part != "[key]")
    path = (*root, *loc)
    context: Mapping[str, Any] = error.get("ctx") or {}
    kind = error["type"]
    if kind == "fault":
        in_key = error["loc"][-1:] == ("[key]",)
        place = located.key_place(path) if in_key else located.place(path)
        return fault(place, dotted(path), context["code"], context["near"], **context["values"])
    if kind == "missing" and path[:-1] in located.places and len(path) > 1 and isinstance(path[-1], int):
        return fault(located.place(path), dotted(path[:-1]), "expected_two")
    if kind == "missing":
        return fault(located.place(path), dotted(path), "missing_key", key=path[-1])
    if kind == "extra_forbidden":
        known = _keys_at(form, loc[:-1])
        return fault(located.key_place(path), dotted(path), "unknown_key", _nearest(str(path[-1]), known), key=path[-1])
    if kind == "literal_error":
        choices = [c.strip("'") for c in context["expected"].replace(" or ", ", ").split(", ")]
        near = _nearest(str(error["input"]), choices)
        return fault(
            located.place(path), dotted(path), "not_one_of", near, value=error["input"], choices=", ".join(choices)
        )
    return fault(located.place(path), dotted(path), _BY_TYPE.get(kind, "not_understood"))


def _nearest(word: str, words: list[str]) -> str:
    return next(iter(difflib.get_close_matches(word, words, n=1, cutoff=0.6)), "")


def _keys_at(form: type[BaseModel], loc: PathTo) -> list[str]:
    """The keys that a form knows at a place inside it."""
    here: Any = form
    for step in loc:
        if isinstance(here, type) and issubclass(here, BaseModel):
            here = here.model_fields[str(step)].annotation if str(step) in here.model_fields else None
        else:
            here = next((a for a in reversed(get_args(here)) if a is not Ellipsis and a is not type(None)), None)
        here = _form_in(here, deep=False)
    found = _form_in(here, deep=True)
    return list(found.model_fields) if found else []


def _form_in(annotation: Any, *, deep: bool) -> Any:
    """The form inside an annotation such as `X | None`; the annotation itself where `deep` is off and it is a list."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inside = [_form_in(a, deep=True) for a in get_args(annotation)]
    found = next((a for a in inside if isinstance(a, type) and issubclass(a, BaseModel)), None)
    if deep:
        return found
    origin = getattr(annotation, "__origin__", None)
    return annotation if origin in (tuple, dict, list) else (found or annotation)
