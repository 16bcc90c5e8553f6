"""How far a stated value is from its threshold."""

from decimal import Decimal

from prioritizer.model.rules import Fact, Op


def margin(op: Op, value: Fact, threshold: Fact) -> Decimal | None:
    """The distance to the threshold in the field's unit, positive on the side that is met.

    For at_most and at_least it is ≥ 0 exactly when the leaf holds, for above and below > 0. Other ops, and values
    that are not numbers, have none.

    Example:
        >>> margin(Op.AT_MOST, Decimal(3), Decimal(5))
        Decimal('2')
    """
    if not isinstance(value, Decimal) or not isinstance(threshold, Decimal):
        return None
    if op in (Op.AT_MOST, Op.BELOW):
        return threshold - value
    if op in (Op.AT_LEAST, Op.ABOVE):
        return value - threshold
    return None
