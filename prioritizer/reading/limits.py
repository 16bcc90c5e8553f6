"""A limit in YAML, from a rule file or written in a portfolio (design §4)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast

from prioritizer.model.fault import Fault, fault
from prioritizer.model.rules import Amount, Field, Limit, Op, Relation, Source
from prioritizer.reading import rule_forms as forms
from prioritizer.reading.rule_records import checked, source
from prioritizer.reading.scalars import nearest
from prioritizer.reading.tree import NUMERIC, TreeReader
from prioritizer.reading.validation import validate
from prioritizer.reading.yaml_text import Located, PathTo, dotted

_RELATIONS = ("together", "exclusive", "requires", "at_most_one_of")
_AMOUNTS = ("share_of", "sum_of", "count_where")
_KEYS_OF_BY = ("plan", "fund", "year")


def read_limit(
    located: Located,
    path: PathTo,
    fields: Mapping[str, Field],
    parameters: frozenset[str],
    resources: frozenset[str] = frozenset(),
) -> tuple[Limit | None, list[Fault]]:
    """Read a limit at a path of a file.

    Args:
        located: The file.
        path: Where the limit stands.
        fields: The vocabulary.
        parameters: Ids of parameters in force.
        resources: Ids of the portfolio's resources, whose use can be summed.

    Returns:
        The limit, or None with its faults.
    """
    form, faults = validate(forms.LimitForm, located, path)
    if form is None:
        return None, faults
    body, faults = _body(located, (*path, "limit"), form.limit, Names(fields, parameters, resources))
    if body is None:
        return None, faults
    title = form.title.model_dump() if form.title else {"sv": form.id, "en": form.id}
    origin = source(form.source) if form.source else Source("")
    why = form.why.model_dump() if form.why else {}
    seen = checked(form.checked) if form.checked else None
    return Limit(form.id, title, why, body, origin, seen, located.place(path)), []


@dataclass(frozen=True, slots=True)
class Names:
    """What a limit may name."""

    fields: Mapping[str, Field]
    parameters: frozenset[str]
    resources: frozenset[str]

    def summed(self) -> list[str]:
        """What can be summed over a plan."""
        return ["granted", *self.resources, *(f.id for f in self.fields.values() if f.kind in NUMERIC)]


def _body(located: Located, path: PathTo, data: object, names: Names) -> tuple[Amount | Relation | None, list[Fault]]:
    if not isinstance(data, dict):
        return None, [fault(located.place(path), dotted(path), "expected_limit")]
    relation = next((key for key in _RELATIONS if key in data), None)
    if relation:
        return _relation(located, path, data, relation)
    if not any(key in data for key in _AMOUNTS):
        return None, [_unknown_form(located, path, data)]
    form, faults = validate(forms.AmountLimitForm, located, path)
    if form is None:
        return None, faults
    return _amount(located, path, form, names)


def _unknown_form(located: Located, path: PathTo, data: Mapping[str, object]) -> Fault:
    forms_known = [*_AMOUNTS, *_RELATIONS]
    near = next((n for key in data if (n := nearest(key, forms_known))), "")
    return fault(located.place(path), dotted(path), "expected_limit", near)


def _relation(
    located: Located, path: PathTo, data: Mapping[str, object], relation: str
) -> tuple[Relation | None, list[Fault]]:
    ids = data[relation]
    if len(data) > 1 or not isinstance(ids, list) or len(ids) < 2 or not all(isinstance(i, str) for i in ids):
        return None, [fault(located.place((*path, relation)), dotted((*path, relation)), "expected_two_ids")]
    twice = [n for n, name in enumerate(ids) if name in ids[:n]]
    if twice:
        where = (*path, relation)
        return None, [fault(located.place((*where, n)), dotted(where), "same_id_twice", key=ids[n]) for n in twice]
    form = cast(Literal["together", "exclusive", "requires", "at_most_one_of"], relation)
    return Relation(form, tuple(str(i) for i in ids)), []


def _amount(
    located: Located, path: PathTo, form: forms.AmountLimitForm, names: Names
) -> tuple[Amount | None, list[Fault]]:
    given = [key for key in _AMOUNTS if getattr(form, key) is not None]
    if not given:
        return None, [fault(located.place(path), dotted(path), "expected_limit")]
    if len(given) > 1:
        return None, [fault(located.place(path), dotted(path), "one_form_of_limit", forms=", ".join(given))]
    kind = given[0]
    of = "granted" if kind == "count_where" else str(getattr(form, kind))
    faults = _of(located, (*path, kind), of, names) + _by(located, path, form.by, names.fields)
    faults += _bound(located, path, form, names.parameters)
    reader = TreeReader(located, names.fields, names.parameters, faults)
    where_path = (*path, "count_where" if kind == "count_where" else "where")
    data = form.count_where if kind == "count_where" else form.where
    where = reader.read(data, where_path) if data is not None else None
    if faults:
        return None, faults
    shape = cast(Literal["sum_of", "count_where", "share_of"], kind)
    return Amount(shape, of, Op(form.op), form.value, form.parameter or "", where, form.by, form.over), []


def _of(located: Located, path: PathTo, of: str, names: Names) -> list[Fault]:
    """What is summed, or what a share is taken of."""
    place, known = located.place(path), names.summed()
    if of in names.fields and names.fields[of].kind == "advocacy":
        return [fault(place, dotted(path), "advocacy_in_rule", key=of)]
    if path[-1] == "share_of" and of != "granted":
        return [fault(place, dotted(path), "share_of_granted_only", "granted", key=of)]
    return [] if of in known else [fault(place, dotted(path), "unknown_sum", nearest(of, known), key=of)]


def _by(located: Located, path: PathTo, by: str, fields: Mapping[str, Field]) -> list[Fault]:
    if by in _KEYS_OF_BY or (by in fields and fields[by].kind not in ("advocacy", *NUMERIC)):
        return []
    code = "advocacy_in_rule" if by in fields and fields[by].kind == "advocacy" else "unknown_by"
    near = nearest(by, [*_KEYS_OF_BY, *(f.id for f in fields.values() if f.kind not in ("advocacy", *NUMERIC))])
    return [fault(located.place((*path, "by")), dotted((*path, "by")), code, near, key=by)]


def _bound(located: Located, path: PathTo, form: forms.AmountLimitForm, parameters: frozenset[str]) -> list[Fault]:
    if (form.value is None) == (form.parameter is None):
        return [fault(located.place(path), dotted(path), "value_or_parameter")]
    if form.parameter and form.parameter not in parameters:
        near = nearest(form.parameter, parameters)
        place = located.place((*path, "parameter"))
        return [fault(place, dotted((*path, "parameter")), "unknown_parameter", near, key=form.parameter)]
    if form.share_of and form.value is not None and not 0 <= form.value <= 1:
        place, near = located.place((*path, "value")), f"{form.value} %" if 1 < form.value <= 100 else ""
        return [fault(place, dotted((*path, "value")), "share_outside", near, value=form.value)]
    return []
