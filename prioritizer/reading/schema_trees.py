"""The shapes of a condition and of a limit, with the fields, parameters and choices of a workspace (design §4)."""

from collections.abc import Iterable, Mapping

from prioritizer.model.rules import Field, Op, Parameter, Unit
from prioritizer.reading.schema_shapes import (
    AMOUNT,
    BOUND,
    ID,
    NUMBER,
    SHARE,
    Schema,
    either,
    field_words,
    of_field,
    one_of,
)

NUMERIC = ("number", "amount", "share", "year")
_ORDERED = (Op.AT_MOST.value, Op.AT_LEAST.value, Op.ABOVE.value, Op.BELOW.value)
_WORDS = tuple(op.value for op in Op if op.value not in _ORDERED)
_OPS: Mapping[Op, str] = {
    Op.AT_MOST: "the value, or less",
    Op.AT_LEAST: "the value, or more",
    Op.ABOVE: "more than the value",
    Op.BELOW: "less than the value",
    Op.EQUALS: "the same as the value; for a list, the list has it",
    Op.DIFFERS: "other than the value",
    Op.ONE_OF: "one of a list of values",
    Op.NONE_OF: "none of a list of values",
    Op.IS_GIVEN: "something is stated; no value is written",
}
TREE: Schema = {"$ref": "#/definitions/condition"}
_RELATIONS = {
    "together": "All or none of these proposals are chosen.",
    "exclusive": "At most one of these proposals is chosen.",
    "at_most_one_of": "At most one of these proposals is chosen.",
    "requires": "The first proposal is chosen only if all the others are.",
}
_BY = ("plan", "fund", "year", "payer")


def condition(
    fields: Mapping[str, Field], parameters: Mapping[str, Parameter], units: Mapping[str, Unit], *, of_plan: bool
) -> Mapping[str, Schema]:
    """The definitions of a condition, which refers to itself.

    Args:
        fields: The vocabulary; who asked for a proposal can be named nowhere (convention §24).
        parameters: All parameters; a series and a graded one can be named in no condition.
        units: What kind each parameter is of.
        of_plan: Whether the condition chooses proposals for a limit, which may name what appraisal computes.
    """
    named = [f for f in fields.values() if f.kind != "advocacy" and (of_plan or not f.is_appraised)]
    bounds = _by_kind(parameters, units)
    parts: Schema = {"type": "array", "minItems": 1, "items": TREE}
    forms = [
        {"$ref": "#/definitions/leaf"},
        _only({"all": {**parts, "description": "Every part holds."}}),
        _only({"any": {**parts, "description": "At least one part holds."}}),
        _only({"not": {**TREE}}),
        _only({"if_then": _only({"if": TREE, "then": TREE})}),
        _only({"bands": {"$ref": "#/definitions/bands"}}),
    ]
    return {"condition": {"anyOf": forms}, "leaf": _leaf(named, bounds), "bands": _bands(named, bounds)}


def limit(fields: Mapping[str, Field], parameters: Mapping[str, Parameter], units: Mapping[str, Unit]) -> Schema:
    """The body of a limit: one relation between proposals, or a bound on a sum, a count or a share."""
    ids: Schema = {"type": "array", "minItems": 2, "items": ID}
    relations = [_only({key: {**ids, "description": told}}) for key, told in _RELATIONS.items()]
    kinds = _by_kind(parameters, units)
    return {"anyOf": [*relations, _amount(fields, kinds), *_risks(kinds)]}


def _amount(fields: Mapping[str, Field], bounds: Mapping[str, list[str]]) -> Schema:
    summed = [f for f in fields.values() if f.kind in NUMERIC]
    words = [f for f in fields.values() if f.kind not in ("advocacy", *NUMERIC)]
    properties: Schema = {
        "share_of": {"enum": ["granted"], "description": "The share of granted kronor that goes to some proposals."},
        "sum_of": {
            # A portfolio's own resources can be summed too, and no schema of the workspace knows them.
            **either([one_of(["granted", *(f.id for f in summed)]), ID]),
            "description": "What is summed over the chosen proposals: granted, a resource or a number.",
        },
        "count_where": {**TREE},
        "where": {**TREE},
        "by": {**one_of([*_BY, *(f.id for f in words)]), "description": "One row for the plan, or for each of these."},
        "over": {"enum": ["granted", "envelope"], "description": "What a share is taken of."},
        "op": {"enum": list(_ORDERED)},
        "value": BOUND,
        "parameter": _named([name for names in bounds.values() for name in names]),
    }
    forms = [{"required": [form]} for form in ("share_of", "sum_of", "count_where")]
    return {
        "type": "object",
        "properties": properties,
        "required": ["op"],
        "additionalProperties": False,
        "allOf": [{"oneOf": forms}, {"oneOf": [{"required": ["value"]}, {"required": ["parameter"]}]}],
    }


def _risks(bounds: Mapping[str, list[str]]) -> list[Schema]:
    """Limits on the joint draws: of their two numbers one is a share and the other kronor."""
    of = {"enum": ["net_present_value"], "description": "What is drawn: the plan's net present value."}
    shares, kronor = (sorted(bounds[kind]) for kind in ("share", "amount"))
    worst = {
        **either([SHARE, one_of(shares)]),
        "description": "The share of outcomes counted, the worst; or a parameter.",
    }
    floor = {**either([AMOUNT, one_of(kronor)]), "description": "Kronor, or a parameter."}
    return [
        _bounded({"worst_mean": of, "worst": worst, "op": {"enum": ["at_least"]}}, AMOUNT, kronor),
        _bounded({"chance_below": of, "floor": floor, "op": {"enum": ["at_most"]}}, SHARE, shares),
    ]


def _bounded(parts: Schema, value: Schema, parameters: Iterable[str]) -> Schema:
    """An object with these keys, and either a value or a parameter."""
    return {
        "type": "object",
        "properties": {**parts, "value": value, "parameter": _named(parameters)},
        "required": list(parts),
        "additionalProperties": False,
        "oneOf": [{"required": ["value"]}, {"required": ["parameter"]}],
    }


def _leaf(fields: list[Field], bounds: Mapping[str, list[str]]) -> Schema:
    everything = [name for names in bounds.values() for name in names]
    no_order = [f.id for f in fields if f.kind not in (*NUMERIC, "date")]
    properties: Schema = {
        "field": one_of([f.id for f in fields], {f.id: field_words(f) for f in fields}.__getitem__),
        "op": one_of([op.value for op in _OPS], {op.value: told for op, told in _OPS.items()}.__getitem__),
        "value": {"description": "What the field is compared with; a list for one_of and none_of."},
        "parameter": _named(everything),
    }
    rules = [
        _if("field", no_order, {"properties": {"op": {"enum": list(_WORDS)}, "parameter": {"not": {}}}}),
        {
            "if": {"properties": {"op": {"const": "is_given"}}, "required": ["op"]},
            "else": {"oneOf": [{"required": ["value"]}, {"required": ["parameter"]}]},
        },
        *(_if("field", [f.id for f in group], _compared(group[0], bounds)) for group in _alike(fields)),
    ]
    return {
        "type": "object",
        "description": "One field compared with a value or with a parameter.",
        "properties": properties,
        "required": ["field", "op"],
        "additionalProperties": False,
        "allOf": rules,
    }


def _compared(field: Field, bounds: Mapping[str, list[str]]) -> Schema:
    """What a field of a kind may be compared with."""
    shape = {key: part for key, part in of_field(field).items() if key != "description"}
    found: Schema = {"value": either([shape, {"type": "array", "items": shape}])}
    if field.kind in NUMERIC:
        found["parameter"] = _named(bounds.get(_kind_of_bound(field.kind), []))
    return {"properties": found}


def _alike(fields: Iterable[Field]) -> list[list[Field]]:
    """Fields whose values are written alike: by kind, and each one with choices alone."""
    groups: dict[object, list[Field]] = {}
    for field in fields:
        groups.setdefault((field.kind, field.of, str(field.choices)), []).append(field)
    return list(groups.values())


def _bands(fields: list[Field], bounds: Mapping[str, list[str]]) -> Schema:
    numeric = [f.id for f in fields if f.kind in NUMERIC]
    ends = either([AMOUNT, NUMBER, _named([name for names in bounds.values() for name in names])])
    row: Schema = {
        "type": "object",
        "properties": {
            "from": {**ends, "description": "From this number, itself included; left out in the first row."},
            "below": {**ends, "description": "Below this number; left out in the last row."},
            "then": TREE,
        },
        "required": ["then"],
        "additionalProperties": False,
    }
    rows: Schema = {"type": "array", "minItems": 1, "items": row, "description": "Rows without gap or overlap."}
    return {**_only({"field": one_of(numeric), "rows": rows}), "description": "What is demanded grows with a number."}


def _by_kind(parameters: Mapping[str, Parameter], units: Mapping[str, Unit]) -> Mapping[str, list[str]]:
    """The parameters that a condition may name, by the kind of their unit."""
    found: dict[str, list[str]] = {"amount": [], "share": [], "number": []}
    for parameter in parameters.values():
        if not parameter.series and not parameter.by:
            unit = units.get(parameter.unit)
            found[unit.kind if unit else "number"].append(parameter.id)
    return found


def _kind_of_bound(kind: str) -> str:
    return kind if kind in ("amount", "share") else "number"


def _named(names: Iterable[str]) -> Schema:
    return {**one_of(sorted(names)), "description": "A parameter of rules/parameters/, with its value in force."}


def _if(key: str, words: list[str], then: Schema) -> Schema:
    return {"if": {"properties": {key: {"enum": words}}, "required": [key]}, "then": then}


def _only(properties: Schema) -> Schema:
    """An object with exactly these keys."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
