"""A limit in YAML, from a rule file or written in a portfolio (design §4)."""

from collections.abc import Mapping
from typing import Literal, cast

from prioritizer.model.fault import Fault, fault
from prioritizer.model.rules import Amount, Limit, Op, Relation, RiskLimit, Source
from prioritizer.reading import rule_forms as forms
from prioritizer.reading.risk_limits import FORMS as _RISKS
from prioritizer.reading.risk_limits import read_risk
from prioritizer.reading.rule_records import checked, source
from prioritizer.reading.scalars import nearest
from prioritizer.reading.tree import TreeReader
from prioritizer.reading.validation import validate
from prioritizer.reading.vocabulary import KINDS, KRONOR, PROPOSALS, PURSE_RETURN, Vocabulary
from prioritizer.reading.yaml_text import Located, PathTo, dotted

_RELATIONS = ("together", "exclusive", "requires", "at_most_one_of")
_AMOUNTS = ("share_of", "sum_of", "count_where")
_NOTHING = {"share_of": "nothing_share_of", "sum_of": "nothing_sum_of", "count_where": "nothing_count_where"}
_ADDED = ("amount", "number")
"""The kinds of field whose sum over proposals means something: two shares or two years have none."""
_KEYS_OF_BY = ("plan", "fund", "year", "payer")


def read_limit(located: Located, path: PathTo, names: Vocabulary) -> tuple[Limit | None, list[Fault]]:
    """Read a limit at a path of a file.

    Args:
        located: The file.
        path: Where the limit stands.
        names: What the limit may name; of the resources, the use can be summed.

    Returns:
        The limit, or None with its faults.
    """
    form, faults = validate(forms.LimitForm, located, path)
    if form is None:
        return None, faults
    body, faults = _body(located, (*path, "limit"), form.limit, names)
    if body is None:
        return None, faults
    title = form.title.model_dump() if form.title else {"sv": form.id, "en": form.id}
    origin = source(form.source) if form.source else Source("")
    why = form.why.model_dump() if form.why else {}
    seen = checked(form.checked) if form.checked else None
    return Limit(form.id, title, why, body, origin, seen, located.place(path)), []


def read_level_amount(
    located: Located, path: PathTo, form: forms.LevelForm, names: Vocabulary
) -> tuple[Amount | None, list[Fault]]:
    """Read the sum or the count of a level of the objective, whose bound means nothing."""
    kind = "sum_of" if form.sum_of is not None else "count_where"
    of = form.sum_of or "granted"
    faults = _of(located, (*path, kind), of, names) + _purses(located, path, kind, of, "plan")
    if kind == "count_where" and form.where is not None:
        faults.append(fault(located.place((*path, "where")), dotted((*path, "where")), "two_conditions"))
    reader = TreeReader(located, names, before_appraisal=False, faults=faults)
    data, key = (form.where, "where") if kind == "sum_of" else (form.count_where, "count_where")
    where = reader.read(data, (*path, key)) if data is not None else None
    shape = cast(Literal["sum_of", "count_where"], kind)
    return (None if faults else Amount(shape, of, Op.AT_LEAST, None, where=where)), faults


def _summed(names: Vocabulary) -> list[str]:
    """What can be summed over a plan."""
    return ["granted", *names.resources, *(f.id for f in names.fields.values() if f.kind in _ADDED)]


def _body(
    located: Located, path: PathTo, data: object, names: Vocabulary
) -> tuple[Amount | Relation | RiskLimit | None, list[Fault]]:
    if not isinstance(data, dict):
        return None, [fault(located.place(path), dotted(path), "expected_limit")]
    relation = next((key for key in _RELATIONS if key in data), None)
    if relation:
        return _relation(located, path, data, relation)
    risk = next((key for key in _RISKS if key in data), None)
    if risk:
        return read_risk(located, path, risk, names)
    if not any(key in data for key in _AMOUNTS):
        return None, [_unknown_form(located, path, data)]
    empty = [key for key in _AMOUNTS if key in data and data[key] is None]
    if empty:
        return None, [fault(located.key_place((*path, key)), dotted((*path, key)), _NOTHING[key]) for key in empty]
    form, faults = validate(forms.AmountLimitForm, located, path)
    if form is None:
        return None, faults
    return _amount(located, path, form, names)


def _unknown_form(located: Located, path: PathTo, data: Mapping[str, object]) -> Fault:
    forms_known = [*_AMOUNTS, *_RISKS, *_RELATIONS]
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
    located: Located, path: PathTo, form: forms.AmountLimitForm, names: Vocabulary
) -> tuple[Amount | None, list[Fault]]:
    given = [key for key in _AMOUNTS if getattr(form, key) is not None]
    if not given:
        return None, [fault(located.place(path), dotted(path), "expected_limit")]
    if len(given) > 1:
        return None, [fault(located.place(path), dotted(path), "one_form_of_limit", forms=", ".join(given))]
    kind = given[0]
    of = "granted" if kind == "count_where" else str(getattr(form, kind))
    faults = _of(located, (*path, kind), of, names) + _by(located, path, form.by, names)
    faults += _purses(located, path, kind, of, form.by) + _bound(located, path, form, of, names)
    if form.share_of == "granted" and form.over == "granted" and form.where is None and form.by == "plan":
        faults.append(fault(located.place((*path, kind)), dotted((*path, kind)), "share_of_itself"))
    if kind == "count_where" and form.where is not None:
        faults.append(fault(located.place((*path, "where")), dotted((*path, "where")), "two_conditions"))
    if kind != "share_of" and form.over == "envelope":
        faults.append(fault(located.place((*path, "over")), dotted((*path, "over")), "over_of_share_only"))
    reader = TreeReader(located, names, before_appraisal=False, faults=faults)
    where_path = (*path, "count_where" if kind == "count_where" else "where")
    data = form.count_where if kind == "count_where" else form.where
    where = reader.read(data, where_path) if data is not None else None
    if faults:
        return None, faults
    shape = cast(Literal["sum_of", "count_where", "share_of"], kind)
    return Amount(shape, of, Op(form.op), form.value, form.parameter or "", where, form.by, form.over), []


def _of(located: Located, path: PathTo, of: str, names: Vocabulary) -> list[Fault]:
    """What is summed, or what a share is taken of."""
    place, known = located.place(path), _summed(names)
    if of in names.fields and names.fields[of].kind == "advocacy":
        return [fault(place, dotted(path), "advocacy_in_rule", key=of)]
    if path[-1] == "share_of" and of != "granted":
        return [fault(place, dotted(path), "share_of_granted_only", "granted", key=of)]
    if of in names.fields and of not in known and names.fields[of].kind in KINDS:
        return [fault(place, dotted(path), "sum_of_share", key=of, kind=names.fields[of].kind)]
    return [] if of in known else [fault(place, dotted(path), "unknown_sum", nearest(of, known), key=of)]


def _by(located: Located, path: PathTo, by: str, names: Vocabulary) -> list[Fault]:
    known = names.fields.get(by)
    if by in _KEYS_OF_BY or (known and known.kind not in ("advocacy", *KINDS)):
        return []
    code = "advocacy_in_rule" if known and known.kind == "advocacy" else "unknown_by"
    words = [f.id for f in names.fields.values() if f.kind not in ("advocacy", *KINDS)]
    near = nearest(by, [*_KEYS_OF_BY, *words]) if code == "unknown_by" else ""
    return [fault(located.place((*path, "by")), dotted((*path, "by")), code, near, key=by)]


def _purses(located: Located, path: PathTo, kind: str, of: str, by: str) -> list[Fault]:
    """What a purse gets back is counted purse by purse, and nothing else is (D4)."""
    if (of == PURSE_RETURN) == (by == "payer"):
        return []
    where = (*path, "by" if by == "payer" else kind)
    return [fault(located.place(where), dotted(where), "purse_return_by_payer")]


def _bound(located: Located, path: PathTo, form: forms.AmountLimitForm, of: str, names: Vocabulary) -> list[Fault]:
    if (form.value is None) == (form.parameter is None):
        return [fault(located.place(path), dotted(path), "value_or_parameter")]
    if form.parameter:
        place, where = located.place((*path, "parameter")), dotted((*path, "parameter"))
        wrong = names.parameter_fault(form.parameter, place, where)
        if wrong is None and form.parameter in names.numbers:
            told, kind, unit = _quantity(form, of, names)
            wrong = names.kind_fault(told, kind, unit, form.parameter, place, where) if kind else None
        return [wrong] if wrong else []
    told, kind, _ = _quantity(form, of, names)
    written = located.text((*path, "value")).strip()
    if kind and kind != "share" and written.endswith("%"):
        return [fault(located.place((*path, "value")), dotted((*path, "value")), "per_cent_of_no_share", of=told)]
    if form.share_of and form.value is not None and not 0 <= form.value <= 1:
        place, near = located.place((*path, "value")), f"{form.value} %" if 1 < form.value <= 100 else ""
        return [fault(place, dotted((*path, "value")), "share_outside", near, value=form.value)]
    return []


def _quantity(form: forms.AmountLimitForm, of: str, names: Vocabulary) -> tuple[str, str, str]:
    """What a limit measures: its name, its kind of unit, and its unit where it has one."""
    if form.share_of is not None:
        return "share_of", "share", ""
    if form.sum_of is None:
        return "count_where", "number", PROPOSALS
    if of == "granted":
        return of, "amount", KRONOR
    if of in names.resources:
        return of, "number", ""
    known = names.fields.get(of)
    return (of, KINDS[known.kind], known.unit) if known and known.kind in KINDS else (of, "", "")
