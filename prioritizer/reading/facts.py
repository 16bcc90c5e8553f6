"""Stated facts: any key of a proposal that the vocabulary knows, parsed by its kind (design §4)."""

from collections.abc import Callable, Collection, Iterator, Mapping
from decimal import Decimal

from prioritizer.model.fault import Fault, fault
from prioritizer.model.rules import Fact, Field
from prioritizer.reading import scalars
from prioritizer.reading.scalars import Unreadable
from prioritizer.reading.yaml_text import Located, PathTo, dotted

_PARSERS: Mapping[str, Callable[[str], Fact]] = {
    "number": scalars.quantity,
    "amount": scalars.kronor,
    "share": scalars.share,
    "date": scalars.day,
    "boolean": scalars.boolean,
}


def read_fact(field: Field, text: str) -> Fact:
    """Parse what a person wrote for a field.

    Raises:
        Unreadable: The text is not of the field's kind.
    """
    text = text.strip()
    if field.kind == "choice":
        return _choice(field, text)
    if field.kind == "list":
        return scalars.listed(text)
    if field.kind == "year":
        return Decimal(scalars.year(text))
    if field.kind == "level":
        return _level(text)
    if field.kind in _PARSERS:
        return _PARSERS[field.kind](text)
    return text


def read_facts(
    located: Located,
    root: PathTo,
    data: Mapping[str, object],
    fields: Mapping[str, Field],
    other_keys: Collection[str] = (),
) -> tuple[dict[str, Fact], list[Fault]]:
    """Read every fact of a mapping.

    Args:
        located: The file, for places.
        root: Where the mapping stands in it.
        data: The part of the mapping that is facts, nested as written.
        fields: The vocabulary.
        other_keys: Keys that stand beside the facts, which a misspelt one may have meant.

    Returns:
        Facts by dotted name, without those that were left empty, and the faults.
    """
    facts: dict[str, Fact] = {}
    faults: list[Fault] = []
    groups = {".".join(name.split(".")[: n + 1]) for name in fields for n in range(name.count("."))}
    for path, value in _flatten((), data, groups):
        name = ".".join(path)
        field = fields.get(name)
        if field is None or field.is_computed:
            place, where = located.key_place((*root, *path)), dotted((*root, *path))
            if field is not None:
                faults.append(fault(place, where, "computed_fact", key=name))
            elif name in groups:
                faults.append(fault(located.place((*root, *path)), where, "expected_mapping"))
            else:
                known = [*(f.id for f in fields.values() if not f.is_computed), *groups, *other_keys]
                faults.append(fault(place, where, "unknown_part", scalars.nearest(name, known), key=name))
            continue
        try:
            found = _value(field, value)
        except Unreadable as error:
            place = located.place((*root, *path))
            faults.append(fault(place, dotted((*root, *path)), error.code, error.near, **dict(error.values)))
            continue
        if found is not None:
            facts[name] = found
    return facts, faults


def _flatten(path: tuple[str, ...], data: object, groups: set[str]) -> Iterator[tuple[tuple[str, ...], object]]:
    """Walk into a mapping only where the vocabulary has a group of that name, so a misspelt group is named once."""
    if isinstance(data, Mapping) and (not path or ".".join(path) in groups):
        for key, value in data.items():
            yield from _flatten((*path, str(key)), value, groups)
    else:
        yield path, data


def _value(field: Field, value: object) -> Fact:
    if value is None:
        return None
    if isinstance(value, list):
        if field.kind != "list":
            raise Unreadable("expected_one_value", {"value": field.id})
        if not all(isinstance(v, str) for v in value):
            raise Unreadable("expected_texts", {})
        return tuple(str(v) for v in value)
    if isinstance(value, bool):
        value = "true" if value else "false"
    if not isinstance(value, str):
        raise Unreadable("expected_list" if field.kind == "list" else "expected_one_value", {"value": field.id})
    return (value,) if field.kind == "list" else read_fact(field, value)


def _choice(field: Field, text: str) -> str:
    spoken = {words.lower(): choice for choice, by in field.choices.items() for words in by.values()}
    found = text if text in field.of else spoken.get(text.lower(), "")
    if not found:
        raise Unreadable(
            "not_one_of", {"value": text, "choices": ", ".join(field.of)}, scalars.nearest(text, list(field.of))
        )
    return found


def _level(text: str) -> Fact:
    """A level is yes, no or the words that say how it is reached (E9)."""
    try:
        return scalars.boolean(text)
    except Unreadable:
        return text
