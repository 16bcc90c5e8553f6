"""Which outcomes and choices two rule sets differ in for one portfolio, and by which rule.

Each rule that differs is put alone into the first rule set, and the choice is made again: what then changes is due to
that rule. What no rule changes alone is due to several of them together.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Literal, TypeAlias

from prioritizer.explanation.rule_change import Change, Rule, compare, fields_named, parameters_named
from prioritizer.model.rules import Objective, RuleSet

Version: TypeAlias = tuple[str | None, int | None]
"""The alternative (None for the head) and the start year of a chosen proposal."""


@dataclass(frozen=True, slots=True)
class Totals:
    """A plan in three numbers: how many proposals, granted kronor, and expected NNV of society in value kronor (§3)."""

    proposals: int
    granted: Decimal
    value: int


@dataclass(frozen=True, slots=True)
class Ruled:
    """What a rule set makes of a portfolio.

    `outcomes` is admitted, barred or returned for each proposal; `chosen` the version of each one in the plan, None
    where there is no plan, and then `status` says why: infeasible, unknown, or unanswered (a limit rests on what some
    proposal does not state, or a rule on a number that is not there).
    """

    outcomes: Mapping[str, str]
    chosen: Mapping[str, Version] | None
    status: str = "plan"
    totals: Totals | None = None


Decide: TypeAlias = Callable[[RuleSet], Ruled]


@dataclass(frozen=True, slots=True)
class Effect:
    """One thing that changes for one proposal: its outcome, or its version in the plan (None: not in the plan)."""

    proposal: str
    part: Literal["outcome", "choice"]
    before: str | Version | None
    after: str | Version | None


@dataclass(frozen=True, slots=True)
class Consequences:
    """What changes between two rule sets for one portfolio, and which rule does it.

    `causes` has, for each effect, the changes that have the same effect alone; none of them for what only several do
    together. `alone` is everything that each change that can decide does alone, also what others undo.
    """

    before: Ruled
    after: Ruled
    effects: tuple[Effect, ...] = ()
    causes: Mapping[Effect, tuple[Change, ...]] = field(default_factory=dict)
    alone: tuple[tuple[Change, tuple[Effect, ...], str], ...] = ()

    @property
    def together(self) -> tuple[Effect, ...]:
        """The effects that no single change explains."""
        return tuple(effect for effect in self.effects if not self.causes.get(effect))


def consequences(before: RuleSet, after: RuleSet, decide: Decide) -> Consequences:
    """What the second rule set changes for a portfolio, and by which rule.

    Args:
        before: The rules that are compared with.
        after: The rules that may replace them.
        decide: Screens, appraises and chooses for the portfolio by a rule set.
    """
    first, last = decide(before), decide(after)
    total = effects(first, last)
    alone = []
    for change in compare(before, after):
        if change.may_decide and not _is_needed(change, before):
            found = decide(alone_in(change, before, after))
            alone.append((change, effects(first, found), found.status))
    causes = {effect: tuple(change for change, found, _ in alone if effect in found) for effect in total}
    return Consequences(first, last, total, causes, tuple(alone))


def effects(before: Ruled, after: Ruled) -> tuple[Effect, ...]:
    """Every proposal whose outcome or place in the plan differs; without a plan on one side only outcomes are told."""
    found = [
        Effect(proposal, "outcome", outcome, after.outcomes.get(proposal))
        for proposal, outcome in before.outcomes.items()
        if outcome != after.outcomes.get(proposal)
    ]
    if before.chosen is None or after.chosen is None:
        return tuple(found)
    for proposal in before.outcomes:
        was, becomes = before.chosen.get(proposal), after.chosen.get(proposal)
        if was != becomes:
            found.append(Effect(proposal, "choice", was, becomes))
    return tuple(found)


def alone_in(change: Change, before: RuleSet, after: RuleSet) -> RuleSet:
    """The first rule set with one rule as the second has it, and with the numbers and fields that this rule needs."""
    rules = _with(change, before)
    new = fields_named(change.after) & frozenset(after.fields) - frozenset(rules.fields)
    if new:
        rules = replace(rules, fields={**rules.fields, **{name: after.fields[name] for name in sorted(new)}})
    lacking = sorted(parameters_named(change.after) - frozenset(rules.parameters))
    missing = {name: after.parameters[name] for name in lacking if name in after.parameters}
    return replace(rules, parameters={**rules.parameters, **missing}) if missing else rules


def _is_needed(change: Change, rules: RuleSet) -> bool:
    """Whether a number that is taken away is named by a rule of the first set, so that it cannot go alone."""
    gone = change.kind == "parameter" and change.after is None
    everything: tuple[Rule, ...] = (*rules.criteria, *rules.limits)
    return gone and any(change.id in parameters_named(rule) for rule in everything)


def _with(change: Change, rules: RuleSet) -> RuleSet:
    rule = change.after
    if isinstance(rule, Objective):
        return replace(rules, objective=rule)
    if change.kind == "criterion":
        return replace(rules, criteria=_placed(rules.criteria, change))
    if change.kind == "limit":
        return replace(rules, limits=_placed(rules.limits, change))
    if change.kind == "field":
        return replace(rules, fields=_replaced(rules.fields, change))
    if change.kind == "parameter":
        return replace(rules, parameters=_replaced(rules.parameters, change))
    return replace(rules, prices=_replaced(rules.prices, change))


def _replaced(rules: Mapping[str, Any], change: Change) -> dict[str, Any]:
    kept = {id: found for id, found in rules.items() if id != change.id}
    return kept if change.after is None else {**kept, change.id: change.after}


def _placed(rules: tuple[Any, ...], change: Change) -> tuple[Any, ...]:
    """The rules with one of them replaced where it stands, taken away, or put last."""
    if change.before is None:
        return (*rules, change.after)
    swapped = (change.after if rule.id == change.id else rule for rule in rules)
    return tuple(rule for rule in swapped if rule is not None)
