"""What two rule sets say differently, rule by rule and part by part, as data."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Literal, TypeAlias

from prioritizer.model.rules import (
    Amount,
    Criterion,
    Dated,
    Field,
    Limit,
    Objective,
    Parameter,
    Price,
    RiskLimit,
    RuleSet,
    Step,
    Tree,
    Unit,
    leaves,
)

Kind: TypeAlias = Literal["criterion", "limit", "parameter", "price", "objective", "field", "unit", "step"]
Rule: TypeAlias = Criterion | Limit | Parameter | Price | Objective | Field | Unit | Step
_NEVER_PARTS = frozenset({"id", "place", "numbers_from"})
_WORDS_ONLY = frozenset(
    {
        *("title", "why", "words", "unit", "source", "checked", "mark", "assumption", "assumed"),
        *("applies_from", "applies_to", "since", "who", "when"),
    }
)
"""Parts of a rule in force that reach documents but no decision."""

_DECIDING = frozenset({"criterion", "limit", "parameter", "price", "objective"})
_DECIDING_PARTS = frozenset({"kind", "of", "measure", "by"})
"""Parts of a field by which rules decide: a measure computes it, and a floor asks for each of its choices."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One part of a rule that differs, with None on the side that lacks it.

    `part` is the name of the part in the model; of a dated value it is «value», «table», «mark», «source» or «until»,
    and `since` is the day from which it holds. A new dated value has as `before` what held on its first day earlier.
    """

    part: str
    before: Any
    after: Any
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A rule that only one side has, or that the two sides write differently."""

    kind: Kind
    id: str
    before: Rule | None
    after: Rule | None
    differences: tuple[Difference, ...] = ()

    @property
    def how(self) -> Literal["added", "removed", "changed"]:
        """Whether the rule is new, gone, or written differently."""
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"

    @property
    def may_decide(self) -> bool:
        """False where only words differ, so that no verdict, value or choice can move.

        A field that only one side has decides nothing by itself: the rules that name it do.
        """
        if self.kind == "field":
            return self.how == "changed" and any(d.part in _DECIDING_PARTS for d in self.differences)
        if self.kind not in _DECIDING:
            return False
        return self.how != "changed" or any(d.part not in _WORDS_ONLY for d in self.differences)


def compare(before: RuleSet, after: RuleSet) -> tuple[Change, ...]:
    """Every rule that differs, in the order criteria, limits, parameters, prices, objective, words and procedure.

    Order of rules in a folder, and where they stand in a file, make no difference.

    Example:
        >>> from prioritizer.model.rules import Source, Objective
        >>> empty = RuleSet({}, (), (), {}, {}, Objective({}, 0, Source("")))
        >>> compare(empty, empty)
        ()
    """
    earlier, later = _rules(before), _rules(after)
    return tuple(
        change
        for kind in earlier
        for id in sorted({*earlier[kind], *later[kind]})
        if (change := _change(kind, id, earlier[kind].get(id), later[kind].get(id)))
    )


def parameters_named(rule: Rule | None) -> frozenset[str]:
    """The parameters that a rule names."""
    trees: list[Tree] = []
    named: set[str] = set()
    if isinstance(rule, Criterion):
        trees = [rule.require]
    elif isinstance(rule, Limit) and isinstance(rule.limit, Amount):
        trees = [rule.limit.where] if rule.limit.where is not None else []
        named = {rule.limit.parameter}
    elif isinstance(rule, Limit) and isinstance(rule.limit, RiskLimit):
        named = {rule.limit.parameter, rule.limit.edge_parameter}
    return frozenset({*named, *(leaf.parameter for tree in trees for leaf in leaves(tree))} - {""})


def fields_named(rule: Rule | None) -> frozenset[str]:
    """The fields that a rule names; with them also the words «granted», «plan» and the like that a limit may name."""
    trees: list[Tree] = []
    named: set[str] = set()
    if isinstance(rule, Criterion):
        trees = [rule.require]
    elif isinstance(rule, Limit) and isinstance(rule.limit, Amount):
        trees = [rule.limit.where] if rule.limit.where is not None else []
        named = {rule.limit.of, rule.limit.by}
    elif isinstance(rule, Limit) and isinstance(rule.limit, RiskLimit):
        named = {rule.limit.of}
    return frozenset({*named, *(leaf.field for tree in trees for leaf in leaves(tree))})


def _rules(rules: RuleSet) -> Mapping[Kind, Mapping[str, Rule]]:
    return {
        "criterion": {rule.id: rule for rule in rules.criteria},
        "limit": {rule.id: rule for rule in rules.limits},
        "parameter": rules.parameters,
        "price": rules.prices,
        "objective": {"objective": rules.objective},
        "field": rules.fields,
        "unit": rules.units,
        "step": {rule.id: rule for rule in rules.procedure},
    }


def _change(kind: Kind, id: str, before: Rule | None, after: Rule | None) -> Change | None:
    if before is None or after is None:
        return Change(kind, id, before, after)
    found = tuple(_differences(before, after))
    return Change(kind, id, before, after, found) if found else None


def _differences(before: Rule, after: Rule) -> Iterator[Difference]:
    for part in fields(before):
        if part.name in _NEVER_PARTS:
            continue
        was, becomes = getattr(before, part.name), getattr(after, part.name)
        if part.name == "values" and isinstance(before, Parameter) and isinstance(after, Parameter):
            yield from _dated(before, after)
        elif was != becomes:
            yield Difference(part.name, was, becomes)


def _dated(before: Parameter, after: Parameter) -> Iterator[Difference]:
    earlier, later = ({d.since: d for d in parameter.values} for parameter in (before, after))
    for since in sorted({*earlier, *later}):
        was, becomes = earlier.get(since), later.get(since)
        if was and becomes:
            yield from _of_value(was, becomes)
        elif becomes:
            yield Difference("new_value", None if after.series else before.on(since), becomes, since)
        elif was:
            yield Difference("old_value", was, None if before.series else after.on(since), since)


def _of_value(was: Dated, becomes: Dated) -> Iterator[Difference]:
    for part in ("table" if was.table or becomes.table else "value", "until", "mark", "source"):
        # A graded value has no number of its own, and what stands for it is equal to nothing.
        if getattr(was, part) != getattr(becomes, part):
            yield Difference(part, getattr(was, part), getattr(becomes, part), was.since)
