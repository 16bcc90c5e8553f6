"""Located data to forms: pydantic decides shape and names, `scalars.py` what each text means.

Every complaint of either becomes a fault with its place.
"""

import difflib
from collections.abc import Callable, Mapping
from typing import Any, TypeVar, get_args

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
    """A validator that hands text to a parser of `scalars.py`; `wanted` is the code for what is no text at all."""

    def read(given: object) -> T:
        if isinstance(given, bool):
            given = "true" if given else "false"
        if not isinstance(given, str):
            raise PydanticCustomError("fault", "", {"code": wanted, "values": {}, "near": ""})
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
        return None, _told_once([_fault(form, located, path, e) for e in error.errors(include_url=False)])


def _told_once(faults: list[Fault]) -> list[Fault]:
    """A value that stood for several is told once, and a misspelt key is not also told as missing."""
    meant = {(f.path.rpartition(".")[0], f.near) for f in faults if f.code == "unknown_key"}
    kept = (f for f in faults if not (f.code == "missing_key" and (f.path.rpartition(".")[0], _key(f)) in meant))
    return list(dict.fromkeys(kept))


def _key(missing: Fault) -> str:
    return dict(missing.values)["key"]


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
        while path not in located.places and len(path) > len(root):
            # A bare value stood for a whole record: low, likely and high are the same text.
            path = path[:-1]
        place = located.key_place(path) if in_key else located.place(path)
        return fault(place, dotted(path), context["code"], context["near"], **context["values"])
    if kind == "missing" and path[:-1] in located.places and len(path) > 1 and isinstance(path[-1], int):
        return fault(located.place(path), dotted(path[:-1]), "expected_two")
    if kind == "missing":
        return fault(located.place(path), dotted(path), "missing_key", key=path[-1])
    if kind == "extra_forbidden":
        known = _keys_at(form, loc[:-1])
        near, place = _nearest(str(path[-1]), known), located.key_place(path)
        if near:
            return fault(place, dotted(path), "unknown_key", near, key=path[-1])
        return fault(place, dotted(path), "unknown_key_of", key=path[-1], choices=", ".join(known))
    if kind == "literal_error":
        return _not_a_choice(located, path, error["input"], context["expected"])
    return fault(located.place(path), dotted(path), _BY_TYPE.get(kind, "not_understood"))


def _not_a_choice(located: Located, path: PathTo, given: object, expected: str) -> Fault:
    if isinstance(given, list | dict):
        return fault(located.place(path), dotted(path), "expected_one_value", value=path[-1])
    while path not in located.places and path[:-1]:
        # A bare word stood for a whole record.
        path = path[:-1]
    choices = [choice.strip("'") for choice in expected.replace(" or ", ", ").split(", ")]
    written = "" if given is None else str(given)
    near, told = _nearest(written, choices), ", ".join(choices)
    return fault(located.place(path), dotted(path), "not_one_of", near, value=written, choices=told)


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
