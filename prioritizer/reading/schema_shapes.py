"""The shapes of JSON Schema that forms and facts have, as an editor meets them.

An editor reads YAML 1.2: `10_000_000`, `yes` and `2027-01-01` are texts to it, `0.035` and `2027` numbers, and every
key is a text. So each shape allows what `scalars.py` understands in whichever of these types it arrives.
"""

import types
from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Any, Literal, TypeAlias, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from prioritizer.model.rules import Field
from prioritizer.reading import forms, rule_forms, spread_forms

Schema: TypeAlias = dict[str, Any]

_DIGITS = r"[0-9]+([ _\u00a0\u202f\u2009][0-9]{3})*([.,][0-9]+)?"
_SIGNED = rf"[-\u2212]?{_DIGITS}"
_CURRENCY = r"( ?(kr|kronor|SEK|sek|:-)\.?)?"

TEXT: Schema = {"type": ["string", "number", "boolean"]}
NUMBER: Schema = {"type": ["number", "string"], "pattern": rf"^\s*{_SIGNED}\s*$"}
AMOUNT: Schema = {"type": ["number", "string"], "pattern": rf"^\s*{_SIGNED}{_CURRENCY}\s*$"}
COUNT: Schema = {"type": ["number", "string"], "minimum": 0, "pattern": rf"^\s*{_DIGITS}\s*$"}
COST: Schema = {"type": ["number", "string"], "minimum": 0, "pattern": rf"^\s*{_DIGITS}{_CURRENCY}\s*$"}
MULTIPLE: Schema = {**COUNT, "maximum": spread_forms.MOST_TIMES}
SHARE: Schema = {
    "type": ["number", "string"],
    "minimum": 0,
    "maximum": 1,
    "pattern": r"^\s*([01]([.,][0-9]+)?|[0-9]+([.,][0-9]+)?\s*%)\s*$",
}
BOUND: Schema = {"type": ["number", "string"], "pattern": rf"^\s*{_SIGNED}\s*%?\s*$"}
YEAR: Schema = {
    "type": ["integer", "string"],
    "minimum": 1900,
    "maximum": 2200,
    "pattern": "^((19|20|21)[0-9]{2}|2200)$",
}
DAY: Schema = {"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"}
BOOLEAN: Schema = {
    "type": ["boolean", "string"],
    "pattern": "^([Jj]a|[Nn]ej|[Yy]es|[Nn]o|[Tt]rue|[Ff]alse|[Ss]ant|[Ff]alskt)$",
}
ID: Schema = {"type": ["string", "number"], "pattern": "^[A-Za-z0-9åäöÅÄÖ_.-]+$"}
CURRENCY: Schema = {"type": "string", "pattern": "^[A-Z]{3}$"}
WHOLE: Schema = {"type": ["integer", "string"], "minimum": 0, "pattern": "^[0-9]+$"}
NULL: Schema = {"type": "null"}

_SCALARS: tuple[tuple[Any, Schema], ...] = (
    (forms.AmountText, AMOUNT),
    (forms.WholeKronorText, AMOUNT),
    (forms.CostText, COST),
    (forms.QuantityText, COUNT),
    (spread_forms.NumberText, NUMBER),
    (spread_forms.CountText, COUNT),
    (spread_forms.MultipleText, MULTIPLE),
    (forms.ShareText, SHARE),
    (rule_forms.HomeShareText, SHARE),
    (spread_forms.DifferenceText, NUMBER),
    (forms.YearText, YEAR),
    (forms.DayText, DAY),
    (forms.BooleanText, BOOLEAN),
    (forms.YearsText, WHOLE),
    (forms.HorizonText, WHOLE),
    (forms.IdText, ID),
    (forms.OneFundText, ID),
    (forms.CurrencyText, CURRENCY),
    (forms.PlainText, TEXT),
    (rule_forms.BoundText, BOUND),
)
_BY_VALIDATOR: Mapping[int, Schema] = {id(kind.__metadata__[0].func): shape for kind, shape in _SCALARS}
_PLAIN: Mapping[object, Schema] = {str: TEXT, int: WHOLE, bool: BOOLEAN}

_SHORTHANDS: tuple[tuple[Any, Schema], ...] = (
    (rule_forms.Words, TEXT),
    (spread_forms.Uncertain, NUMBER),
    (spread_forms.UncertainCount, COUNT),
    (spread_forms.UncertainMultiple, MULTIPLE),
    (spread_forms.UncertainShare, SHARE),
    (spread_forms.UncertainDifference, NUMBER),
    (forms.ByYear, COUNT),
    (forms.SharesByYear, SHARE),
)
"""What a bare value may stand for: the same words twice, a point, a number or a share over all years."""
_SHORT_FOR: Mapping[int, list[Schema]] = {
    key: [shape for kind, shape in _SHORTHANDS if id(kind.__metadata__[0].func) == key]
    for key in (id(kind.__metadata__[0].func) for kind, _ in _SHORTHANDS)
}

Override: TypeAlias = Mapping[tuple[str, str], Schema]
"""The shape of a key of a form, by the form's and the key's name, where the vocabulary says more than the form."""


class Shapes:
    """Turns forms into shapes; each form becomes one definition.

    Args:
        overrides: Shapes of keys that the vocabulary narrows.
        renamed: The key that is written for the name of a field, by form.
    """

    def __init__(self, overrides: Override, renamed: Mapping[str, Mapping[str, str]]) -> None:
        self.overrides, self.renamed = overrides, renamed
        self.definitions: dict[str, Schema] = {}

    def form(self, form: type[BaseModel]) -> Schema:
        """A reference to the definition of a form, which is made the first time."""
        name = form.__name__.removesuffix("Form")
        if name not in self.definitions:
            self.definitions[name] = {}
            self.definitions[name] = self._object(form)
        return {"$ref": f"#/definitions/{name}"}

    def _object(self, form: type[BaseModel]) -> Schema:
        hints = get_type_hints(form, include_extras=True)
        properties: Schema = {}
        required = []
        for name, info in form.model_fields.items():
            key = self.renamed.get(form.__name__, {}).get(name, name)
            shape = dict(self.overrides.get((form.__name__, key)) or self.of(hints[name]))
            told = info.description or ""
            properties[key] = {**shape, "description": told} if told and "$ref" not in shape else shape
            required += [key] if info.is_required() else []
        extra = form.model_config.get("extra") == "allow"
        made: Schema = {"type": "object", "description": sentence(form), "properties": properties}
        return {**made, "required": required, "additionalProperties": extra}

    def of(self, annotation: Any) -> Schema:
        """The shape of an annotation."""
        origin, inside = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            return self._annotated(inside[0], inside[1:])
        if origin in (Union, types.UnionType):
            return either(self.of(a) if a is not type(None) else NULL for a in inside)
        if origin is Literal:
            return {"enum": list(inside)}
        if origin in (tuple, list):
            return self._list(inside)
        if origin is dict:
            keys = self.of(inside[0]).get("pattern")
            names: Schema = {"propertyNames": {"pattern": keys}} if keys else {}
            return {"type": "object", "additionalProperties": self.of(inside[1]), **names}
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return self.form(annotation)
        return _PLAIN.get(annotation, {})

    def _annotated(self, base: Any, metadata: tuple[Any, ...]) -> Schema:
        validators = [id(m.func) for m in metadata if hasattr(m, "func")]
        for key in validators:
            if key in _BY_VALIDATOR:
                return _BY_VALIDATOR[key]
            if key in _SHORT_FOR:
                return either([*_SHORT_FOR[key], self.of(base)])
        return self.of(base)

    def _list(self, inside: tuple[Any, ...]) -> Schema:
        if inside[1:] == (Ellipsis,):
            return {"type": "array", "items": self.of(inside[0])}
        many = len(inside)
        return {"type": "array", "items": [self.of(a) for a in inside], "minItems": many, "maxItems": many}


def either(shapes: Iterable[Schema]) -> Schema:
    """One of several shapes."""
    listed = list(shapes)
    found = [shape for n, shape in enumerate(listed) if shape not in listed[:n]]
    return found[0] if len(found) == 1 else {"anyOf": found}


def one_of(words: Iterable[str], told: Callable[[str], str] | None = None) -> Schema:
    """One of a list of words, each with what it means."""
    listed = list(words)
    if not listed:
        return {"not": {}}
    return {"enum": listed, "enumDescriptions": [told(word) for word in listed]} if told else {"enum": listed}


def sentence(form: type[BaseModel]) -> str:
    """The first sentence of what a form says of itself, without marks of code."""
    return " ".join((form.__doc__ or "").split("\n\n")[0].split()).replace("`", "")


def described(form: type[BaseModel], key: str) -> str:
    """What a form says of one of its keys."""
    return form.model_fields[key].description or ""


def of_field(field: Field) -> Schema:
    """What a person may write for a field of the vocabulary."""
    shape = {
        "number": NUMBER,
        "amount": AMOUNT,
        "share": SHARE,
        "year": YEAR,
        "date": DAY,
        "boolean": BOOLEAN,
        "level": either([BOOLEAN, TEXT]),
        "choice": one_of([*field.of, *sorted({w for words in field.choices.values() for w in words.values()})]),
        "list": either([{"type": "array", "items": _items(field)}, TEXT]),
    }.get(field.kind, TEXT)
    return {**shape, "description": field_words(field)}


def field_words(field: Field) -> str:
    """What a field is called, in English and Swedish, with its unit."""
    unit = f", {field.unit}" if field.unit else ""
    return f"{field.words['en']} ({field.words['sv']}){unit}"


def _items(field: Field) -> Schema:
    return one_of(field.of) if field.of else TEXT
