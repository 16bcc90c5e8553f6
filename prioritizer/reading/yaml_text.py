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

MAX_NODES = 200_000
MAX_DEPTH = 40

PathTo = tuple[str | int, ...]
"""Keys and positions from the top of the document."""
_NULLS = {"", "~", "null", "Null", "NULL"}
_BOOLEANS = {"true": True, "True": True, "false": False, "False": False}
_WHOLE = re.compile(r"^-?[0-9][0-9_]*$")


@dataclass(slots=True)
class Located:
    """Plain data (dict, list, str, bool, None) and where each path of it stands."""

    file: str
    data: object = None
    places: dict[PathTo, Place] = field(default_factory=dict)
    keys: dict[PathTo, Place] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def place(self, path: PathTo) -> Place:
        """The place of a path, or of the nearest part of it that exists (a missing key has none)."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.places:
                return self.places[path[:length]]
        return Place(self.file, 1, 1)

    def key_place(self, path: PathTo) -> Place:
        """The place of the key itself, for keys that should not be there."""
        return self.keys.get(path) or self.place(path)


class _Stop(Exception):
    """The file cannot be read further; the fault is already noted."""


def read_yaml(text: str, file: str) -> Located:
    """Read one YAML document.

    Args:
        text: The file's content.
        file: The name to give in faults.

    Returns:
        Data with places. `faults` holds broken syntax, duplicate keys, aliases, tags and excesses; with faults the
        data is only as far as was read.
    """
    located = Located(file)
    try:
        events = yaml.parse(text, Loader=yaml.SafeLoader)
        _Reader(located, events).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file, 1, 1)
        located.faults.append(fault(place, "", "yaml_syntax"))
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        located.faults.append(fault(Place(file, line, 1), "", "yaml_character"))
    except _Stop:
        pass
    return located


class _Reader:
    """Builds data from the parser's events, so that nothing is composed before it is checked."""

    def __init__(self, located: Located, events: Iterator[yaml.Event]) -> None:
        self.out, self.events, self.count = located, events, 0

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
        return self._scalar(event)

    def _guard(self, event: yaml.Event, path: PathTo, depth: int) -> None:
        self.count += 1
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
        before: object = None
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key, here = self._key(event, path), self._place(event)
            self._guard(event, (*path, key), depth)
            duplicate = key in data
            first = self.out.keys.get((*path, key))
            value = self._node(next(self.events), (*path, key), depth + 1)
            if duplicate and first:
                self.out.faults.append(fault(here, dotted((*path, key)), "duplicate_key", key=key, line=first.line))
                continue
            if start.flow_style and value is None and _WHOLE.match(key) and _is_whole(before):
                self._refuse(event, path, "comma_in_braces", before=before, after=key)
            data[key], before = value, value
            self.out.keys[(*path, key)] = here
        return data

    def _key(self, event: yaml.Event, path: PathTo) -> str:
        if isinstance(event, yaml.AliasEvent):
            self._refuse(event, path, "yaml_alias")
        if not isinstance(event, yaml.ScalarEvent):
            self._refuse(event, path, "yaml_key")
        return str(event.value)

    def _sequence(self, path: PathTo, depth: int) -> list[object]:
        data: list[object] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            data.append(self._node(event, (*path, len(data)), depth + 1))
        return data

    def _scalar(self, event: yaml.Event) -> object:
        assert isinstance(event, yaml.ScalarEvent)
        if event.style is None and event.value in _NULLS:
            return None
        if event.style is None and event.value in _BOOLEANS:
            return _BOOLEANS[event.value]
        return event.value

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        assert mark is not None
        return Place(self.out.file, mark.line + 1, mark.column + 1)

    def _refuse(self, event: yaml.Event, path: PathTo, code: str, **values: object) -> NoReturn:
        self.out.faults.append(fault(self._place(event), dotted(path), code, "", **values))
        raise _Stop


def _is_whole(value: object) -> bool:
    return isinstance(value, str) and bool(_WHOLE.match(value))


def dotted(path: PathTo) -> str:
    """A path as people write it: «effects.0.risk_with»."""
    return ".".join(str(part) for part in path)
