"""Stated values just on the right side of a threshold (convention §13, §24)."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from prioritizer.model.fairness import Near, Thresholds, result_of
from prioritizer.model.portfolio import Portfolio
from prioritizer.model.rules import Criterion, Field, Leaf, Op, Verdict
from prioritizer.model.verdict import Trace
from prioritizer.predicates.decide import decider, leaves
from prioritizer.screening.measures import facts

NEAR = "near_threshold"
"""The parameter that says within which share of a threshold a value is near it."""
BEYOND = Decimal("0.000001")
"""How far a value is moved to the other side."""
CEILINGS, FLOORS = (Op.AT_MOST, Op.ABOVE), (Op.AT_LEAST, Op.BELOW)
"""At the threshold itself the first pair are with what is smaller, the second with what is larger."""


def near_thresholds(
    portfolio: Portfolio,
    admitted: frozenset[str],
    criteria: Iterable[Criterion],
    numbers: Mapping[str, Decimal],
    fields: Mapping[str, Field],
) -> Thresholds:
    """The values that keep a criterion met, and would not on the other side of a threshold that they are near.

    A leaf that fails is looked at too: an amount just below where a rule begins to ask for more is as near. A number
    that is counted in ones is looked at only where one of them is within the share.

    Args:
        portfolio: The round.
        admitted: The proposals that are looked at, each in its head version.
        criteria: Of the screening.
        numbers: The parameters in force, by id; `NEAR` says how near is near.
        fields: The vocabulary.
    """
    share = numbers.get(NEAR)
    if share is None:
        return Thresholds("unknown")
    ready = tuple((criterion, decider(criterion.require, numbers)) for criterion in criteria)
    near: list[Near] = []
    compared = beyond = 0
    for proposal in portfolio.proposals:
        if proposal.id not in admitted:
            continue
        stated = facts(proposal, proposal.alternatives[0])
        for criterion, decide in ready:
            trace = decide(stated)
            for leaf, value, threshold in _compared(trace):
                compared += 1
                if not _is_near(value, threshold, share, fields.get(leaf.field)):
                    continue
                moved = decide({**stated, leaf.field: _moved(leaf.op, value, threshold)}).verdict
                if trace.verdict is Verdict.HOLDS and moved is not Verdict.HOLDS:
                    found = (criterion.severity, leaf.field, value, threshold, moved)
                    near.append(Near(proposal.id, criterion.id, *found))
                elif trace.verdict is Verdict.FAILS and moved is Verdict.HOLDS:
                    beyond += 1
    return Thresholds(result_of(bool(near)), compared, share, tuple(near), beyond)


def _compared(trace: Trace) -> Iterator[tuple[Leaf, Decimal, Decimal]]:
    """The leaves of a condition that hold a number against a number; each field and threshold once."""
    seen: set[tuple[str, Decimal]] = set()
    for leaf in leaves(trace):
        tree, value, threshold = leaf.tree, leaf.value, leaf.threshold
        if not isinstance(tree, Leaf) or tree.op not in (*CEILINGS, *FLOORS):
            continue
        if isinstance(value, Decimal) and isinstance(threshold, Decimal) and (tree.field, threshold) not in seen:
            seen.add((tree.field, threshold))
            yield tree, value, threshold


def _is_near(value: Decimal, threshold: Decimal, share: Decimal, field: Field | None) -> bool:
    band = abs(threshold) * share
    if field is not None and field.kind == "number" and band < 1:
        return False
    return bool(band) and abs(value - threshold) <= band


def _moved(op: Op, value: Decimal, threshold: Decimal) -> Decimal:
    """The nearest value on the other side of a threshold."""
    if op in CEILINGS:
        return threshold + BEYOND if value <= threshold else threshold
    return threshold - BEYOND if value >= threshold else threshold
