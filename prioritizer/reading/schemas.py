"""JSON Schemas of rule and portfolio files, so that an editor completes and marks YAML as it is typed.

They are made from the forms that the files are read with and from the vocabulary of the workspace, so that an editor
knows each field, unit, parameter, choice and outcome by name.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from pydantic import BaseModel

from prioritizer.model.rules import Field, Parameter, Unit
from prioritizer.reading import forms, rule_forms, rule_tests, schema_trees
from prioritizer.reading.schema_shapes import (
    AMOUNT,
    BOOLEAN,
    DAY,
    ID,
    NULL,
    NUMBER,
    SHARE,
    TEXT,
    YEAR,
    Override,
    Schema,
    Shapes,
    described,
    either,
    of_field,
    one_of,
    sentence,
)

DRAFT = "http://json-schema.org/draft-07/schema#"
_RENAMED = MappingProxyType({"AppliesForm": {"since": "from"}, "RepaymentForm": {"since": "from"}})


@dataclass(frozen=True, slots=True)
class Known:
    """What the files of a workspace may name."""

    fields: Mapping[str, Field]
    units: Mapping[str, Unit]
    parameters: Mapping[str, Parameter]
    outcomes: tuple[str, ...]
    sets: tuple[str, ...]
    criteria: tuple[str, ...]
    limits: tuple[str, ...]
    overlays: tuple[str, ...]
    measures: tuple[str, ...]


def schemas(known: Known) -> Mapping[str, Schema]:
    """Every schema by the name of its file, without its ending.

    Args:
        known: What the workspace has; names from other places, such as actors of a portfolio, are any id.
    """
    overrides = _overrides(known)
    facts = _facts(f for f in known.fields.values() if not f.measure and not f.is_appraised)
    made = {
        "criterion": _one(rule_forms.CriterionForm, overrides, _trees(known, of_plan=False)),
        "limit": _one(rule_forms.LimitFileForm, overrides, _trees(known, of_plan=True)),
        "parameter": _one(rule_forms.ParameterForm, overrides),
        "price": _one(rule_forms.PriceForm, overrides),
        "overlay": _one(rule_forms.OverlayForm, overrides, also=[rule_forms.DatedForm]),
        "fields": _many(rule_forms.FieldForm, overrides, "The vocabulary: every field that a file may name."),
        "units": _many(rule_forms.UnitForm, overrides, "The units that numbers are in."),
        "procedure": _one(rule_forms.ProcedureForm, overrides),
        "objective": _one(rule_forms.ObjectiveForm, overrides, _trees(known, of_plan=True)),
        "portfolio": _portfolio(known, overrides),
        "proposal": _one(forms.ProposalForm, overrides, facts=facts, also=[forms.MandateForm]),
        "text": _one(forms.WrittenTextForm, overrides),
        "test": _tests(known, overrides),
    }
    return {name: {"$schema": DRAFT, **schema} for name, schema in made.items()}


def _one(
    form: type[BaseModel],
    overrides: Override,
    definitions: Mapping[str, Schema] | None = None,
    facts: Schema | None = None,
    also: Iterable[type[BaseModel]] = (),
) -> Schema:
    """The schema of a file that is one form.

    `facts` are the other keys that it may have, `also` the forms that only a narrowed key refers to.
    """
    shapes = Shapes(overrides, _RENAMED)
    name = shapes.form(form)["$ref"].rpartition("/")[2]
    for other in also:
        shapes.form(other)
    top = shapes.definitions.pop(name)
    if facts:
        patterns = facts["patternProperties"]
        top["properties"] |= {key: shape for key, shape in facts["properties"].items() if key not in top["properties"]}
        top |= {"patternProperties": patterns, "additionalProperties": False}
    return {**top, "definitions": {**shapes.definitions, **(definitions or {})}}


def _many(form: type[BaseModel], overrides: Override, about: str) -> Schema:
    """The schema of a file with one form for each id."""
    shapes = Shapes(overrides, _RENAMED)
    inside = shapes.form(form)
    names: Schema = {"propertyNames": {"pattern": ID["pattern"]}}
    top: Schema = {"type": "object", "description": about, "minProperties": 1, "additionalProperties": inside, **names}
    return {**top, "definitions": shapes.definitions}


def _portfolio(known: Known, overrides: Override) -> Schema:
    shapes = Shapes(overrides, _RENAMED)
    inside = [shapes.form(form) for form in (rule_forms.InlineCriterionForm, rule_forms.LimitForm)]
    definitions = {**shapes.definitions, **_trees(known, of_plan=True)}
    made = _one(forms.PortfolioForm, overrides, definitions)
    criteria = either([one_of(known.criteria), inside[0]])
    sets = one_of(dict.fromkeys(("default", "none", *known.sets)))
    made["properties"]["criteria"] = {**either([sets, {"type": "array", "items": criteria}, NULL])}
    made["properties"]["limits"] = either([{"type": "array", "items": either([one_of(known.limits), inside[1]])}, NULL])
    for key in ("criteria", "limits"):
        made["properties"][key]["description"] = described(forms.PortfolioForm, key)
    return made


def _tests(known: Known, overrides: Override) -> Schema:
    """Cases of a criterion or of a limit; measures may be given, since a test stands in for the program."""
    shapes = Shapes(overrides, _RENAMED)
    case = shapes.form(rule_tests.CaseForm)
    given = {**_facts(known.fields.values()), "type": "object", "additionalProperties": False}
    chosen = {**given, "properties": {**given["properties"], **_OF_PLAN}}
    properties = shapes.definitions["Case"]["properties"]
    properties["given"] = {
        **either([{"$ref": "#/definitions/facts"}, NULL]),
        "description": described(rule_tests.CaseForm, "given"),
    }
    properties["plan"] = {
        "type": "array",
        "items": {"$ref": "#/definitions/chosen"},
        "description": described(rule_tests.CaseForm, "plan"),
    }
    properties["expect"] = {**_EXPECTED, "description": described(rule_tests.CaseForm, "expect")}
    definitions = {**shapes.definitions, "facts": given, "chosen": chosen}
    about = sentence(rule_tests.CaseForm)
    return {"type": "array", "minItems": 1, "description": about, "items": case, "definitions": definitions}


_VERDICT: Schema = {"enum": ["holds", "fails", "unknown"]}
_EXPECTED: Schema = either(
    [
        _VERDICT,
        {
            "type": "object",
            "properties": {"verdict": _VERDICT, "margin": NUMBER},
            "required": ["verdict"],
            "additionalProperties": False,
        },
    ]
)
_OF_PLAN: Mapping[str, Schema] = MappingProxyType(
    {
        "id": {**ID, "description": "The id of the proposal, for limits between proposals."},
        "granted": {
            **either(
                [
                    AMOUNT,
                    {
                        "type": "object",
                        "propertyNames": {"pattern": YEAR["pattern"]},
                        "additionalProperties": AMOUNT,
                    },
                ]
            ),
            "description": "Granted kronor, or kronor by year.",
        },
        "fund": {**ID, "description": "The fund that grants the kronor."},
        "uses": {"type": "object", "additionalProperties": NUMBER, "description": "What it uses of each resource."},
        "returns": {"type": "object", "additionalProperties": AMOUNT, "description": "What each purse gets back."},
        "draws": {"type": "array", "items": AMOUNT, "description": "What it is worth in each outcome, in kronor."},
    }
)


def _overrides(known: Known) -> Override:
    """Keys that the vocabulary narrows, by form and key."""
    units, parameters = one_of(known.units), one_of(known.parameters)
    tree: Schema = dict(schema_trees.TREE)
    writable = [f.id for f in known.fields.values() if f.by == "screener"]
    graders = [f.id for f in known.fields.values() if f.kind == "choice"]
    return {
        ("CriterionForm", "require"): tree,
        ("InlineCriterionForm", "require"): tree,
        ("StatedForm", "interval"): SHARE,
        ("CommonFactorForm", "where"): either([tree, NULL]),
        ("FundForm", "eligible"): either([tree, NULL]),
        ("LimitForm", "limit"): {"$ref": "#/definitions/limit"},
        ("LimitFileForm", "limit"): {"$ref": "#/definitions/limit"},
        ("ParameterForm", "unit"): units,
        ("ParameterForm", "by"): one_of(graders),
        ("PriceForm", "unit"): units,
        ("FieldForm", "unit"): units,
        ("FieldForm", "measure"): one_of(known.measures),
        ("ObjectiveForm", "reserve_price"): parameters,
        ("ObjectiveForm", "lowest_spending"): parameters,
        ("ObjectiveForm", "worst_share"): parameters,
        ("ObjectiveForm", "worst_weight"): parameters,
        ("LevelForm", "count_where"): tree,
        ("LevelForm", "where"): tree,
        ("OverlayForm", "parameters"): {
            "type": "object",
            "propertyNames": parameters,
            "additionalProperties": {
                "type": "object",
                "propertyNames": {"pattern": DAY["pattern"]},
                "additionalProperties": {"$ref": "#/definitions/Dated"},
            },
        },
        ("StepForm", "sets"): {"type": "array", "items": one_of(writable)},
        ("EffectForm", "outcome"): one_of(known.outcomes),
        ("PortfolioForm", "parameters"): either([one_of(known.overlays), NULL]),
        ("ProposalForm", "mandatory"): either([BOOLEAN, TEXT, {"$ref": "#/definitions/Mandate"}]),
    }


def _trees(known: Known, *, of_plan: bool) -> Mapping[str, Schema]:
    definitions = dict(schema_trees.condition(known.fields, known.parameters, known.units, of_plan=of_plan))
    if of_plan:
        definitions["limit"] = schema_trees.limit(known.fields, known.parameters, known.units)
    return definitions


def _facts(fields: Iterable[Field]) -> Schema:
    """Facts as they are written: fields with a dot in their name stand inside the part before it."""
    listed = list(fields)
    whole = {"properties": _nested(listed, 0), "patternProperties": {}}
    for field in listed:
        if "." in field.id:
            whole["patternProperties"]["^" + field.id.replace(".", r"\.") + "$"] = of_field(field)
    return whole


def _nested(fields: Sequence[Field], depth: int) -> Schema:
    found: Schema = {}
    for field in fields:
        first, *rest = field.id.split(".")[depth:]
        if not rest:
            found[first] = of_field(field)
            continue
        inside = [
            f for f in fields if f.id.split(".")[depth : depth + 1] == [first] and len(f.id.split(".")) > depth + 1
        ]
        found[first] = {
            "type": ["object", "null"],
            "properties": _nested(inside, depth + 1),
            "additionalProperties": False,
        }
    return found
