"""Decide a tree on stated facts, in Kleene's three-valued logic (convention §13)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import assert_never

from prioritizer.model.rules import All, Any, Fact, Facts, IfThen, Leaf, Not, Op, Tree, Verdict
from prioritizer.model.verdict import Trace
from prioritizer.predicates.margin import margin

HOLDS, FAILS, UNKNOWN = Verdict.HOLDS, Verdict.FAILS, Verdict.UNKNOWN


def decide(tree: Tree, facts: Facts, parameters: Mapping[str, Decimal]) -> Trace:
    """Decide a tree on the facts; every leaf is decided, also when the answer is already known.

    Args:
        tree: A condition whose names were checked when the rules were read.
        facts: Stated facts by dotted name; absent or None is not stated.
        parameters: The numbers in force, by id.

    Returns:
        The trace: the same tree with verdict, value, threshold and margin at each leaf. A fact that is not stated
        makes its leaf unknown, `is_given` included: what is missing can still be given.

    Example:
        >>> decide(Leaf("size", Op.AT_LEAST, Decimal(5)), {"size": Decimal(7)}, {}).verdict.value
        'holds'
        >>> decide(Leaf("size", Op.AT_LEAST, Decimal(5)), {}, {}).verdict.value
        'unknown'
    """
    match tree:
        case Leaf():
            return _leaf(tree, facts, parameters)
        case All(parts):
            children = tuple(decide(part, facts, parameters) for part in parts)
            return Trace(tree, _all(c.verdict for c in children), children=children)
        case Any(parts):
            children = tuple(decide(part, facts, parameters) for part in parts)
            return Trace(tree, _any(c.verdict for c in children), children=children)
        case Not(part):
            child = decide(part, facts, parameters)
            return Trace(tree, _not(child.verdict), children=(child,))
        case IfThen(condition, consequence):
            first, then = decide(condition, facts, parameters), decide(consequence, facts, parameters)
            return Trace(tree, _any([_not(first.verdict), then.verdict]), children=(first, then))
        case _:  # pragma: no cover
            assert_never(tree)


def leaves(trace: Trace) -> tuple[Trace, ...]:
    """The leaves of a trace, in the order they are written."""
    if isinstance(trace.tree, Leaf):
        return (trace,)
    return tuple(leaf for child in trace.children for leaf in leaves(child))


def _leaf(leaf: Leaf, facts: Facts, parameters: Mapping[str, Decimal]) -> Trace:
    value = facts.get(leaf.field)
    threshold = parameters.get(leaf.parameter) if leaf.parameter else leaf.value
    if value is None or value == () or (threshold is None and leaf.op is not Op.IS_GIVEN):
        return Trace(leaf, UNKNOWN, value, threshold)
    met = leaf.op is Op.IS_GIVEN or _met(leaf.op, value, threshold)
    return Trace(leaf, HOLDS if met else FAILS, value, threshold, margin(leaf.op, value, threshold))


def _met(op: Op, value: Fact, threshold: Fact) -> bool:
    compare: Mapping[Op, Callable[[], bool]] = {
        Op.AT_MOST: lambda: value <= threshold,  # type: ignore[operator]  # kinds were checked at load
        Op.AT_LEAST: lambda: value >= threshold,  # type: ignore[operator]
        Op.ABOVE: lambda: value > threshold,  # type: ignore[operator]
        Op.BELOW: lambda: value < threshold,  # type: ignore[operator]
        Op.EQUALS: lambda: _equals(value, threshold),
        Op.DIFFERS: lambda: not _equals(value, threshold),
        Op.ONE_OF: lambda: any(_equals(value, t) for t in _members(threshold)),
        Op.NONE_OF: lambda: not any(_equals(value, t) for t in _members(threshold)),
    }
    return compare[op]()


def _members(threshold: Fact) -> Sequence[Fact]:
    return threshold if isinstance(threshold, tuple) else (threshold,)


def _equals(value: Fact, threshold: Fact) -> bool:
    """A list equals a word when it holds the word, so that «goals equals trygg_uppvaxt» reads as people mean it."""
    if isinstance(value, tuple) and not isinstance(threshold, tuple):
        return threshold in value
    return value == threshold


def _all(verdicts: Iterable[Verdict]) -> Verdict:
    seen = set(verdicts)
    return FAILS if FAILS in seen else UNKNOWN if UNKNOWN in seen else HOLDS


def _any(verdicts: Iterable[Verdict]) -> Verdict:
    seen = set(verdicts)
    return HOLDS if HOLDS in seen else UNKNOWN if UNKNOWN in seen else FAILS


def _not(verdict: Verdict) -> Verdict:
    return {HOLDS: FAILS, FAILS: HOLDS, UNKNOWN: UNKNOWN}[verdict]
