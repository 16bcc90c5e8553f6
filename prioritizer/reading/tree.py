"""Conditions in YAML to the predicate tree, every name checked against the vocabulary (design §4)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import cast

from prioritizer.model.fault import Fault, fault
from prioritizer.model.rules import All, Any, Fact, Field, IfThen, Leaf, Not, Op, Tree
from prioritizer.reading.bands import Edge, compiled, read_rows, table_faults
from prioritizer.reading.facts import read_fact
from prioritizer.reading.scalars import Unreadable, nearest
from prioritizer.reading.vocabulary import KINDS, PURSE_RETURN, Vocabulary
from prioritizer.reading.yaml_text import Located, PathTo, dotted

_ORDERED = frozenset({Op.AT_MOST, Op.AT_LEAST, Op.ABOVE, Op.BELOW})
_LISTS = frozenset({Op.ONE_OF, Op.NONE_OF})
_WORDS = frozenset({"text", "choice", "list", "level"})
_GROUPS = ("all", "any", "not", "if_then", "bands")
_LEAF_KEYS = ("field", "op", "value", "parameter")


@dataclass(slots=True)
class TreeReader:
    """Reads the conditions of one file; faults are collected, a broken part is left out.

    In a criterion (`before_appraisal`) what appraisal computes may not be named: it is not known yet.
    """

    located: Located
    names: Vocabulary
    before_appraisal: bool
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
        place = self.located.place(path[:-1])
        if kind == "not":
            part = self.read(data, path)
            return Not(part, place) if part else None
        if kind == "if_then":
            return self._if_then(data, path)
        if kind == "bands":
            return self._bands(data, path)
        if not isinstance(data, list) or not data:
            self._refuse(path, "expected_list")
            return None
        parts = [self.read(part, (*path, n)) for n, part in enumerate(data)]
        if any(part is None for part in parts):
            return None
        known = tuple(part for part in parts if part is not None)
        if len(known) == 1:
            # A group of one is that one, so that the same condition is always the same tree.
            return known[0]
        return All(known, place) if kind == "all" else Any(known, place)

    def _if_then(self, data: object, path: PathTo) -> Tree | None:
        if not isinstance(data, dict) or set(data) != {"if", "then"}:
            self._refuse(path, "expected_if_then")
            return None
        condition, consequence = self.read(data["if"], (*path, "if")), self.read(data["then"], (*path, "then"))
        return IfThen(condition, consequence, self.located.place(path[:-1])) if condition and consequence else None

    def _bands(self, data: object, path: PathTo) -> Tree | None:
        if not isinstance(data, dict) or set(data) != {"field", "rows"}:
            self._refuse(path, "expected_bands")
            return None
        known, rows = self._field(data, path), data["rows"]
        if known is None:
            return None
        if known.kind not in KINDS and known.kind != "date":
            self._refuse((*path, "field"), "bands_of_words", field=known.id)
            return None
        if not isinstance(rows, list) or not rows:
            self._refuse((*path, "rows"), "expected_list")
            return None
        bands, faults = read_rows(self.located, known, rows, (*path, "rows"), self._edge, self.read)
        self.faults += faults
        if bands is None:
            return None
        faults = list(table_faults(self.located, bands))
        self.faults += faults
        return None if faults else compiled(self.located, bands, path[:-1])

    def _edge(self, known: Field, op: Op, given: object, path: PathTo) -> Edge | None:
        """Where a row of bands begins or ends: a number of the field's kind, or the id of a parameter."""
        place = self.located.place(path)
        if isinstance(given, str) and given[:1].isalpha() and known.kind in KINDS:
            if not self._is_comparable(known, given, path):
                return None
            return Edge(Leaf(known.id, op, None, given, place), self.names.numbers.get(given), given)
        value = self._one(known, given, path)
        if not isinstance(value, Decimal | date):
            return None
        return Edge(Leaf(known.id, op, value, place=place), value, str(given))

    def _leaf(self, data: Mapping[str, object], path: PathTo) -> Leaf | None:
        known, op = self._field(data, path), self._op(data, path)
        if not known or not op:
            return None
        place = self.located.place(path)
        if op in _ORDERED and known.kind not in KINDS and known.kind != "date":
            self._refuse((*path, "op"), "not_ordered", field=known.id, op=op.value)
            return None
        if op in _LISTS and known.kind not in _WORDS:
            self._refuse((*path, "op"), "list_of_words", field=known.id, op=op.value)
            return None
        if op is Op.IS_GIVEN:
            extra = [key for key in ("value", "parameter") if key in data]
            for key in extra:
                self._refuse_key((*path, key), "is_given_alone", field=known.id, key=key)
            return None if extra else Leaf(known.id, op, place=place)
        if data.get("parameter") is not None:
            parameter = self._parameter(known, data, path)
            return Leaf(known.id, op, None, parameter, place) if parameter else None
        value = self._value(known, op, data, path)
        return None if value is None else Leaf(known.id, op, value, place=place)

    def _parameter(self, known: Field, data: Mapping[str, object], path: PathTo) -> str | None:
        name = self._word(data, "parameter", path)
        if name is None:
            return None
        if data.get("value") is not None:
            self._refuse(path, "value_or_parameter")
            return None
        return name if self._is_comparable(known, name, (*path, "parameter")) else None

    def _is_comparable(self, known: Field, name: str, path: PathTo) -> bool:
        """Whether a field can be compared with a parameter: it has a number, of the field's kind and unit."""
        place, where = self.located.place(path), dotted(path)
        wrong = self.names.parameter_fault(name, place, where)
        if wrong is None and known.kind not in KINDS:
            wrong = fault(place, where, "parameter_is_a_number", field=known.id, parameter=name)
        if wrong is None and name in self.names.numbers:
            wrong = self.names.kind_fault(known.id, KINDS[known.kind], known.unit, name, place, where)
        self.faults += [wrong] if wrong else []
        return wrong is None

    def _field(self, data: Mapping[str, object], path: PathTo) -> Field | None:
        name = self._word(data, "field", path)
        if name is None:
            return None
        found, where = self.names.fields.get(name), (*path, "field")
        if found is None:
            self._refuse(where, "unknown_field", nearest(name, self.names.fields), key=name)
        elif found.kind == "advocacy":
            # Convention §24: who asked, how loudly or first can reach no rule.
            self._refuse(where, "advocacy_in_rule", key=name)
        elif found.is_appraised and self.before_appraisal:
            self._refuse(where, "appraised_in_criterion", key=name)
        elif name == PURSE_RETURN:
            # Each purse has its own; a condition on one proposal cannot say whose.
            self._refuse(where, "purse_return_by_payer")
        else:
            return found
        return None

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
            if not isinstance(value, list) or not value:
                self._refuse((*path, "value"), "expected_list")
                return None
            read = [self._one(known, item, (*path, "value", n)) for n, item in enumerate(value)]
            # A level is yes, no or words: its yes stays a yes, and is not the word «True».
            return cast(tuple[str, ...], tuple(read)) if all(item is not None for item in read) else None
        return self._one(known, value, (*path, "value"))

    def _one(self, known: Field, value: object, path: PathTo) -> Fact:
        if isinstance(value, bool):
            value = "true" if value else "false"
        if not isinstance(value, str):
            self._refuse(path, "expected_one_value", value=known.id)
            return None
        try:
            return _of_list(known, value) if known.kind == "list" else read_fact(known, value)
        except Unreadable as error:
            self._refuse(path, error.code, error.near, **dict(error.values))
            return None

    def _refuse(self, path: PathTo, code: str, near: str = "", **values: object) -> None:
        self.faults.append(fault(self.located.place(path), dotted(path), code, near, **values))

    def _refuse_key(self, path: PathTo, code: str, near: str = "", **values: object) -> None:
        self.faults.append(fault(self.located.key_place(path), dotted(path), code, near, **values))


def _of_list(known: Field, value: str) -> str:
    """One word of a list, among those that the vocabulary names where it names any."""
    if known.of and value not in known.of:
        raise Unreadable("not_one_of", {"value": value, "choices": ", ".join(known.of)}, nearest(value, known.of))
    return value
