"""Conditions in YAML to the predicate tree, every name checked against the vocabulary (design §4)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from prioritizer.model.fault import Fault, fault
from prioritizer.model.rules import All, Any, Fact, Field, IfThen, Leaf, Not, Op, Tree
from prioritizer.reading.facts import read_fact
from prioritizer.reading.scalars import Unreadable, nearest
from prioritizer.reading.yaml_text import Located, PathTo, dotted

NUMERIC = frozenset({"number", "amount", "share", "year"})
_ORDERED = frozenset({Op.AT_MOST, Op.AT_LEAST, Op.ABOVE, Op.BELOW})
_LISTS = frozenset({Op.ONE_OF, Op.NONE_OF})
_GROUPS = ("all", "any", "not", "if_then")
_LEAF_KEYS = ("field", "op", "value", "parameter")


@dataclass(slots=True)
class TreeReader:
    """Reads the conditions of one file; faults are collected, a broken part is left out."""

    located: Located
    fields: Mapping[str, Field]
    parameters: frozenset[str]
    faults: list[Fault] = field(default_factory=list)

    def read(self, data: object, path: PathTo) -> Tree | None:
        """Read a condition at a path of the file; None when it cannot be used."""
        if not isinstance(data, dict):
            self._refuse(path, "expected_condition")
            return None
        groups = [key for key in _GROUPS if key in data]
        if groups and len(data) == 1:
            return self._group(groups[0], data[groups[0]], (*path, groups[0]))
        unknown = [key for key in data if key not in _LEAF_KEYS]
        for key in unknown:
            near, choices = nearest(key, [*_LEAF_KEYS, *_GROUPS]), ", ".join(_LEAF_KEYS)
            self._refuse_key((*path, key), "unknown_key_of", near, key=key, choices=choices)
        return None if unknown else self._leaf(data, path)

    def _group(self, kind: str, data: object, path: PathTo) -> Tree | None:
        if kind == "not":
            part = self.read(data, path)
            return Not(part) if part else None
        if kind == "if_then":
            return self._if_then(data, path)
        if not isinstance(data, list) or not data:
            self._refuse(path, "expected_list")
            return None
        parts = [self.read(part, (*path, n)) for n, part in enumerate(data)]
        if any(part is None for part in parts):
            return None
        known = tuple(part for part in parts if part is not None)
        return All(known) if kind == "all" else Any(known)

    def _if_then(self, data: object, path: PathTo) -> Tree | None:
        if not isinstance(data, dict) or set(data) != {"if", "then"}:
            self._refuse(path, "expected_if_then")
            return None
        condition, consequence = self.read(data["if"], (*path, "if")), self.read(data["then"], (*path, "then"))
        return IfThen(condition, consequence) if condition and consequence else None

    def _leaf(self, data: Mapping[str, object], path: PathTo) -> Leaf | None:
        known, op = self._field(data, path), self._op(data, path)
        if not known or not op:
            return None
        place = self.located.place(path)
        if op in _ORDERED and known.kind not in NUMERIC and known.kind != "date":
            self._refuse((*path, "op"), "not_ordered", field=known.id, op=op.value)
            return None
        if op is Op.IS_GIVEN:
            return Leaf(known.id, op, place=place)
        if data.get("parameter") is not None:
            parameter = self._parameter(known, data, path)
            return Leaf(known.id, op, None, parameter, place) if parameter else None
        value = self._value(known, op, data, path)
        return None if value is None else Leaf(known.id, op, value, place=place)

    def _parameter(self, known: Field, data: Mapping[str, object], path: PathTo) -> str | None:
        name, where = self._word(data, "parameter", path), (*path, "parameter")
        if name is None:
            return None
        if data.get("value") is not None:
            self._refuse(path, "value_or_parameter")
        elif name not in self.parameters:
            self._refuse(where, "unknown_parameter", nearest(name, self.parameters), key=name)
        elif known.kind not in NUMERIC:
            self._refuse(where, "parameter_is_a_number", field=known.id, parameter=name)
        else:
            return name
        return None

    def _field(self, data: Mapping[str, object], path: PathTo) -> Field | None:
        name = self._word(data, "field", path)
        if name is None:
            return None
        found = self.fields.get(name)
        if found is None:
            self._refuse((*path, "field"), "unknown_field", nearest(name, self.fields), key=name)
            return None
        if found.kind == "advocacy":
            # Convention §24: who asked, how loudly or first can reach no rule.
            self._refuse((*path, "field"), "advocacy_in_rule", key=name)
            return None
        return found

    def _op(self, data: Mapping[str, object], path: PathTo) -> Op | None:
        name, ops = self._word(data, "op", path), [op.value for op in Op]
        if name is None:
            return None
        if name not in ops:
            self._refuse((*path, "op"), "unknown_op", nearest(name, ops), key=name, choices=", ".join(ops))
            return None
        return Op(name)

    def _word(self, data: Mapping[str, object], key: str, path: PathTo) -> str | None:
        """The single word of a key; None, with its fault, for anything else."""
        given = data.get(key)
        if given is None:
            self._refuse(path, "missing_key", key=key)
        elif not isinstance(given, str):
            self._refuse((*path, key), "expected_one_value", value=key)
        return given if isinstance(given, str) else None

    def _value(self, known: Field, op: Op, data: Mapping[str, object], path: PathTo) -> Fact:
        value = data.get("value")
        if value is None:
            self._refuse(path, "missing_key", key="value")
            return None
        if op in _LISTS:
            if not isinstance(value, list):
                self._refuse((*path, "value"), "expected_list")
                return None
            read = [self._one(known, item, (*path, "value", n)) for n, item in enumerate(value)]
            return tuple(str(item) for item in read) if all(item is not None for item in read) else None
        return self._one(known, value, (*path, "value"))

    def _one(self, known: Field, value: object, path: PathTo) -> Fact:
        if isinstance(value, bool):
            value = "true" if value else "false"
        if not isinstance(value, str):
            self._refuse(path, "expected_one_value", value=known.id)
            return None
        try:
            found = value if known.kind == "list" else read_fact(known, value)
        except Unreadable as error:
            self._refuse(path, error.code, error.near, **dict(error.values))
            return None
        return found

    def _refuse(self, path: PathTo, code: str, near: str = "", **values: object) -> None:
        self.faults.append(fault(self.located.place(path), dotted(path), code, near, **values))

    def _refuse_key(self, path: PathTo, code: str, near: str = "", **values: object) -> None:
        self.faults.append(fault(self.located.key_place(path), dotted(path), code, near, **values))
