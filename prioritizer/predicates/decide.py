"""Decide a tree on stated facts, in Kleene's three-valued logic (convention §13)."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import TypeAlias, assert_never

from prioritizer.model.rules import All, Any, Fact, Facts, IfThen, Leaf, Not, Op, Tree, Verdict
from prioritizer.model.verdict import Trace
from prioritizer.predicates.margin import margin_from

HOLDS, FAILS, UNKNOWN = Verdict.HOLDS, Verdict.FAILS, Verdict.UNKNOWN

Decider: TypeAlias = Callable[[Facts], Trace]
"""A tree made ready to be decided on the facts of many proposals."""


def decide(tree: Tree, facts: Facts, parameters: Mapping[str, Decimal]) -> Trace:
    """Decide a tree on the facts; every leaf is decided, also when the answer is already known.

    Args:
        tree: A condition whose names were checked when the rules were read.
        facts: Stated facts by dotted name; absent or None is not stated.
        parameters: The numbers in force, by id.

    Returns:
        The trace: the same tree with verdict, value, threshold and margin at each leaf. A fact that is not stated
        makes its leaf unknown, `is_given` included: what is missing can still be given. An empty list is an answer,
        «none of them», to an op that compares words; but it gives nothing, so `is_given` is unknown there too.

    Example:
        >>> decide(Leaf("size", Op.AT_LEAST, Decimal(5)), {"size": Decimal(7)}, {}).verdict.value
        'holds'
        >>> decide(Leaf("size", Op.AT_LEAST, Decimal(5)), {}, {}).verdict.value
        'unknown'
    """
    return decider(tree, parameters)(facts)


def decider(tree: Tree, parameters: Mapping[str, Decimal]) -> Decider:
    """Look at a tree once, so that deciding it for each of many proposals only looks at the facts.

    Example:
        >>> enough = decider(Leaf("size", Op.AT_LEAST, Decimal(5)), {})
        >>> [enough({"size": Decimal(n)}).verdict.value for n in (4, 5)]
        ['fails', 'holds']
    """
    words = _words(tree)
    return _ready(tree, parameters) if words is None else _remembered(_ready(tree, parameters), words)


def leaves(trace: Trace) -> tuple[Trace, ...]:
    """The leaves of a trace, in the order they are written."""
    if isinstance(trace.tree, Leaf):
        return (trace,)
    return tuple(leaf for child in trace.children for leaf in leaves(child))


_WORD_OPS = frozenset({Op.EQUALS, Op.DIFFERS, Op.ONE_OF, Op.NONE_OF})
_NEGATED = {HOLDS: FAILS, FAILS: HOLDS, UNKNOWN: UNKNOWN}


def _words(tree: Tree) -> tuple[str, ...] | None:
    """The fields of a tree that asks only which words are stated; None for any other tree."""
    match tree:
        case Leaf():
            return (tree.field,) if tree.op in _WORD_OPS else None
        case All(parts) | Any(parts):
            found = [_words(part) for part in parts]
        case Not(part):
            found = [_words(part)]
        case IfThen(condition, consequence):
            found = [_words(condition), _words(consequence)]
    fields = [field for part in found if part is not None for field in part]
    return None if None in found else tuple(dict.fromkeys(fields))


def _remembered(decide_anew: Decider, fields: tuple[str, ...]) -> Decider:
    """Few words make few traces, however many proposals state them: most of the time goes to making traces."""
    known: dict[tuple[Fact, ...], Trace] = {}

    def decided(facts: Facts) -> Trace:
        stated = tuple([facts.get(field) for field in fields])
        found = known.get(stated)
        if found is None:
            found = known[stated] = decide_anew(facts)
        return found

    return decided


def _ready(tree: Tree, parameters: Mapping[str, Decimal]) -> Decider:
    match tree:
        case Leaf():
            return _leaf(tree, parameters)
        case All(parts):
            return _group(tree, [decider(part, parameters) for part in parts], FAILS, HOLDS)
        case Any(parts):
            return _group(tree, [decider(part, parameters) for part in parts], HOLDS, FAILS)
        case Not(part):
            return _not(tree, decider(part, parameters))
        case IfThen(condition, consequence):
            return _if_then(tree, decider(condition, parameters), decider(consequence, parameters))
        case _:  # pragma: no cover
            assert_never(tree)


def _group(tree: Tree, inside: Sequence[Decider], decisive: Verdict, otherwise: Verdict) -> Decider:
    """All and any are one group seen from two sides: one decisive part settles it, else one unknown part does."""

    def group(facts: Facts) -> Trace:
        children = tuple([part(facts) for part in inside])
        verdict = otherwise
        for child in children:
            if child.verdict is decisive:
                verdict = decisive
                break
            if child.verdict is UNKNOWN:
                verdict = UNKNOWN
        return Trace(tree, verdict, None, None, None, children)

    return group


def _not(tree: Tree, inside: Decider) -> Decider:
    def negation(facts: Facts) -> Trace:
        child = inside(facts)
        return Trace(tree, _NEGATED[child.verdict], None, None, None, (child,))

    return negation


def _if_then(tree: Tree, condition: Decider, consequence: Decider) -> Decider:
    def implication(facts: Facts) -> Trace:
        first, then = condition(facts), consequence(facts)
        verdict = UNKNOWN if UNKNOWN in (first.verdict, then.verdict) else FAILS
        if first.verdict is FAILS or then.verdict is HOLDS:
            verdict = HOLDS
        return Trace(tree, verdict, None, None, None, (first, then))

    return implication


def _leaf(leaf: Leaf, parameters: Mapping[str, Decimal]) -> Decider:
    threshold: Fact = parameters.get(leaf.parameter) if leaf.parameter else leaf.value
    is_met, distance, field = _test(leaf.op, threshold), margin_from(leaf.op, threshold), leaf.field
    undecidable = threshold is None and leaf.op is not Op.IS_GIVEN
    answers_with_none = leaf.op in _WORD_OPS
    missing = Trace(leaf, UNKNOWN, None, threshold)

    def decided(facts: Facts) -> Trace:
        value = facts.get(field)
        if value is None:
            return missing
        if undecidable or (type(value) is tuple and not value and not answers_with_none):
            return Trace(leaf, UNKNOWN, value, threshold)
        verdict = HOLDS if is_met(value) else FAILS
        return Trace(leaf, verdict, value, threshold, distance(value) if distance else None)

    return decided


def _test(op: Op, threshold: Fact) -> Callable[[Fact], bool]:
    """What a stated value must be for a leaf to hold."""
    members = frozenset(threshold) if isinstance(threshold, tuple) else frozenset({threshold})
    tests: Mapping[Op, Callable[[Fact], bool]] = {
        Op.AT_MOST: lambda value: value <= threshold,  # type: ignore[operator]  # kinds were checked at load
        Op.AT_LEAST: lambda value: value >= threshold,  # type: ignore[operator]
        Op.ABOVE: lambda value: value > threshold,  # type: ignore[operator]
        Op.BELOW: lambda value: value < threshold,  # type: ignore[operator]
        Op.EQUALS: lambda value: _equals(value, threshold),
        Op.DIFFERS: lambda value: not _equals(value, threshold),
        Op.ONE_OF: lambda value: _among(value, members),
        Op.NONE_OF: lambda value: not _among(value, members),
        Op.IS_GIVEN: lambda _: True,
    }
    return tests[op]


def _equals(value: Fact, threshold: Fact) -> bool:
    """A list equals a word when it holds the word, so that «goals equals trygg_uppvaxt» reads as people mean it."""
    if isinstance(value, tuple) and not isinstance(threshold, tuple):
        return threshold in value
    return value == threshold


def _among(value: Fact, members: frozenset[Fact]) -> bool:
    """Whether the value, or something in a list, is one of the words."""
    return not members.isdisjoint(value) if isinstance(value, tuple) else value in members
