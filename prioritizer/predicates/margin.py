"""How far a stated value is from its threshold."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from prioritizer.model.rules import All, Fact, IfThen, Leaf, Not, Op, Verdict
from prioritizer.model.verdict import Trace

_CEILINGS, _FLOORS = (Op.AT_MOST, Op.BELOW), (Op.AT_LEAST, Op.ABOVE)


def margin(op: Op, value: Fact, threshold: Fact) -> Decimal | None:
    """The distance to the threshold, positive on the side that is met: in the field's unit, or in days for a date.

    For at_most and at_least it is ≥ 0 exactly when the leaf holds, for above and below > 0. Other ops, and values
    that are neither numbers nor dates, have none.

    Example:
        >>> margin(Op.AT_MOST, Decimal(3), Decimal(5))
        Decimal('2')
        >>> margin(Op.AT_LEAST, date(2026, 12, 30), date(2027, 1, 1))
        Decimal('-2')
    """
    distance = margin_from(op, threshold)
    return distance(value) if distance else None


def margin_of(trace: Trace) -> Decimal | None:
    """The margin of a whole condition, that of the parts that carry its verdict.

    Above zero it holds and below zero it fails. Of parts that must all hold it is the least, of parts of which one must
    the most; those that carry are the parts with the group's own verdict. Where one of them has no margin, where the
    condition is not decided, or where an if-then asks for nothing, there is none: moving a number would then say
    nothing of the verdict.

    Example:
        >>> margin_of(Trace(Leaf("size", Op.AT_LEAST), Verdict.HOLDS, margin=Decimal(2)))
        Decimal('2')
    """
    if trace.verdict is Verdict.UNKNOWN:
        return None
    match trace.tree:
        case Leaf():
            return trace.margin
        case Not():
            inside = margin_of(trace.children[0])
            return None if inside is None else -inside
        case IfThen():
            return None if _asks_for_nothing(trace) else margin_of(trace.children[1])
        case _:
            # A row of bands that is not in force carries nothing, and takes no margin from the one that is.
            carrying = [c for c in trace.children if c.verdict is trace.verdict]
            if isinstance(trace.tree, All):
                carrying = [c for c in carrying if not _asks_for_nothing(c)]
            found = [margin_of(child) for child in carrying]
            known = [margin for margin in found if margin is not None]
            pick = min if isinstance(trace.tree, All) else max
            return pick(known) if known and len(known) == len(found) else None


def _asks_for_nothing(trace: Trace) -> bool:
    return isinstance(trace.tree, IfThen) and trace.children[0].verdict is not Verdict.HOLDS


def margin_from(op: Op, threshold: Fact) -> Callable[[Fact], Decimal | None] | None:
    """The margin of any value from one threshold; None where there is no distance to measure."""
    if op not in (*_CEILINGS, *_FLOORS):
        return None
    is_floor = op in _FLOORS
    if isinstance(threshold, Decimal):
        return _above(threshold) if is_floor else _under(threshold)
    return _days(threshold, -1 if is_floor else 1) if isinstance(threshold, date) else None


def _under(ceiling: Decimal) -> Callable[[Fact], Decimal | None]:
    return lambda value: ceiling - value if isinstance(value, Decimal) else None


def _above(floor: Decimal) -> Callable[[Fact], Decimal | None]:
    return lambda value: value - floor if isinstance(value, Decimal) else None


def _days(threshold: date, sign: int) -> Callable[[Fact], Decimal | None]:
    return lambda value: Decimal(sign * (threshold - value).days) if isinstance(value, date) else None
