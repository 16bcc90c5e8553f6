"""YAML as the text its author wrote, with the place of every value.

Scalars stay text, since YAML's own guesses turn «NO» into false and «1:30» into 90; the parsers of `scalars.py`
decide later. Portfolios come from outside, so aliases are refused and size and depth are capped.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NoReturn

import yaml

from prioritizer.model.fault import Fault, Place, fault
from prioritizer.reading.scalars import in_kronor, unprintable

MAX_CHARACTERS = 2_000_000
MAX_NODES = 50_000
MAX_DEPTH = 40

PathTo = tuple[str | int, ...]
"""Keys and positions from the top of the document."""
_NULLS = {"", "~", "null", "Null", "NULL"}
_BOOLEANS = {"true": True, "True": True, "false": False, "False": False}
_WHOLE = re.compile(r"^-?[0-9][0-9_]*$")
_TAIL = re.compile(r"^[0-9][0-9_]*(\s*(%|kr|kronor|[^\W\d_]+))?$")
"""What may follow a decimal comma: digits, and perhaps a unit."""


@dataclass(slots=True)
class Located:
    """Plain data (dict, list, str, bool, None) and where each path of it stands."""

    file: str
    data: object = None
    places: dict[PathTo, Place] = field(default_factory=dict)
    keys: dict[PathTo, Place] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    is_whole: bool = True
    """False when the file could not be read to its end, so that what is missing may only be unread."""

    def place(self, path: PathTo) -> Place:
        """The place of a path, or of the nearest part of it that exists (a missing key has none)."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.places:
                return self.places[path[:length]]
        return Place(self.file, 1, 1)

    def key_place(self, path: PathTo) -> Place:
        """The place of the key itself, for keys that should not be there."""
        return self.keys.get(path) or self.place(path)

    def text(self, path: PathTo) -> str:
        """The text that stands at a path; empty where there is none, or something else."""
        here: object = self.data
        for step in path:
            inside = dict(enumerate(here)) if isinstance(here, list) else here
            here = inside.get(step) if isinstance(inside, dict) else None
        return here if isinstance(here, str) else ""


class _Stop(Exception):
    """The file cannot be read further; the fault is already noted."""


def read_yaml(text: str, file: str) -> Located:
    """Read one YAML document.

    Args:
        text: The file's content.
        file: The name to give in faults.

    Returns:
        Data with places. `faults` holds broken syntax, duplicate keys, aliases, tags and excesses; where they stopped
        the reading, `is_whole` is False and the data is None.
    """
    located = Located(file)
    broken = _broken(located, text)
    if broken or not located.is_whole:
        located.faults += broken
        located.is_whole, located.data = False, None
    elif not located.places:
        located.faults.append(fault(Place(file, 1, 1), "", "yaml_empty"))
        located.is_whole = False
    return located


def _broken(located: Located, text: str) -> list[Fault]:
    """Read the text into `located`; returns what of it no reader of YAML can take."""
    start = Place(located.file, 1, 1)
    if len(text) > MAX_CHARACTERS:
        return [fault(start, "", "yaml_too_long", most=MAX_CHARACTERS // 1_000_000)]
    reader = None
    try:
        reader = _Reader(located, yaml.parse(text, Loader=yaml.SafeLoader))
        reader.document()
    except yaml.MarkedYAMLError as error:
        return [_syntax(located.file, text, error)]
    except yaml.reader.ReaderError as error:
        return [fault(_position(located.file, text, error.position), "", "yaml_character", sign=_named(text, error))]
    except (ValueError, OverflowError):
        # The parser lets these through for an escape beyond Unicode and for a version number without end.
        return [fault(reader.latest if reader else start, "", "yaml_syntax")]
    except _Stop:
        located.is_whole = False
    return []


def _syntax(file: str, text: str, error: yaml.MarkedYAMLError) -> Fault:
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return fault(Place(file, 1, 1), "", "yaml_syntax")
    place = Place(file, mark.line + 1, mark.column + 1)
    rows = text.splitlines()[: mark.line + 1]
    if rows and rows[-1][: len(rows[-1]) - len(rows[-1].lstrip())].count("\t"):
        return fault(place, "", "yaml_tab")
    return fault(place, "", "yaml_syntax")


def _position(file: str, text: str, at: int) -> Place:
    return Place(file, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def _named(text: str, error: yaml.reader.ReaderError) -> str:
    return f"U+{ord(text[error.position]):04X}"


class _Reader:
    """Builds data from the parser's events, so that nothing is composed before it is checked."""

    def __init__(self, located: Located, events: Iterator[yaml.Event]) -> None:
        self.out, self.events, self.count = located, events, 0
        self.latest = Place(located.file, 1, 1)

    def document(self) -> None:
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                self.out.data = self._node(next(self.events), (), 0)
                break
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                self._refuse(event, (), "yaml_two_documents")

    def _node(self, event: yaml.Event, path: PathTo, depth: int) -> object:
        self._guard(event, path, depth)
        self.out.places[path] = self._place(event)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(event, path, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path, depth)
        return self._scalar(event, path)

    def _guard(self, event: yaml.Event, path: PathTo, depth: int) -> None:
        self.count += 1
        self.latest = self._place(event)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self._refuse(event, path, "yaml_alias")
        if getattr(event, "tag", None) not in (None, "!"):
            self._refuse(event, path, "yaml_tag")
        if depth > MAX_DEPTH:
            self._refuse(event, (), "yaml_depth", limit=MAX_DEPTH)
        if self.count > MAX_NODES:
            self._refuse(event, (), "yaml_size", limit=MAX_NODES)

    def _mapping(self, start: yaml.MappingStartEvent, path: PathTo, depth: int) -> dict[str, object]:
        data: dict[str, object] = {}
        before = ""
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key, here = self._key(event, path), self._place(event)
            self._guard(event, (*path, key), depth)
            first = self.out.keys.get((*path, key)) if key in data else None
            if first:
                self._note(here, (*path, key), "duplicate_key", key=key, line=first.line)
                # The first stands, with its places; the second is read only for its own faults.
                self._node(next(self.events), (*path, f"{key} (2)"), depth + 1)
                continue
            value = self._node(next(self.events), (*path, key), depth + 1)
            if start.flow_style and value is None and before and _TAIL.match(key) and _is_whole(data[before]):
                data[before] = self._joined(here, (*path, before), str(data[before]), key)
                continue
            data[key], before = value, key
            self.out.keys[(*path, key)] = here
        return data

    def _joined(self, place: Place, path: PathTo, before: str, after: str) -> str:
        """The one value that a decimal comma within braces has made two of; said, and read on with."""
        kronor = in_kronor(f"{before}.{after}")
        code = "comma_and_unit_in_braces" if kronor else "comma_in_braces"
        self.out.faults.append(fault(place, dotted(path), code, kronor, before=before, after=after))
        return kronor or f"{before}.{after}"

    def _key(self, event: yaml.Event, path: PathTo) -> str:
        if isinstance(event, yaml.AliasEvent):
            self._refuse(event, path, "yaml_alias")
        if not isinstance(event, yaml.ScalarEvent):
            self._refuse(event, path, "yaml_key")
        self._printable(event, path)
        return str(event.value)

    def _sequence(self, path: PathTo, depth: int) -> list[object]:
        data: list[object] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            data.append(self._node(event, (*path, len(data)), depth + 1))
        return data

    def _printable(self, event: yaml.ScalarEvent, path: PathTo) -> None:
        """Refuse what an escape such as «\\e» stands for: texts reach screens and documents as they are."""
        sign = unprintable(event.value)
        if sign:
            self._refuse(event, path, "yaml_character", sign=sign)

    def _scalar(self, event: yaml.Event, path: PathTo) -> object:
        assert isinstance(event, yaml.ScalarEvent)
        self._printable(event, path)
        if event.style is None and event.value in _NULLS:
            return None
        if event.style is None and event.value in _BOOLEANS:
            return _BOOLEANS[event.value]
        return event.value

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        assert mark is not None
        return Place(self.out.file, mark.line + 1, mark.column + 1)

    def _note(self, place: Place, path: PathTo, code: str, **values: object) -> None:
        self.out.faults.append(fault(place, dotted(path), code, "", **values))

    def _refuse(self, event: yaml.Event, path: PathTo, code: str, **values: object) -> NoReturn:
        self._note(self._place(event), path, code, **values)
        raise _Stop


def _is_whole(value: object) -> bool:
    return isinstance(value, str) and bool(_WHOLE.match(value))


def dotted(path: PathTo) -> str:
    """A path as people write it: «effects.0.risk_with»."""
    return ".".join(str(part) for part in path)
