"""How far a stated value is from its threshold."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from prioritizer.model.rules import Fact, Op

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
