"""The few candidates that together break a row, as a row of their own."""

from prioritizer.selection.program import Row


def cover(row: Row, chosen: frozenset[int]) -> Row:
    """A row with coefficients ±1 that every plan within `row` meets and this choice does not.

    The candidates that together already break the row, fewest first by size: not all of them as they are now. With
    such small numbers no solver tolerance can let the choice through again.
    """
    used = row.activity(chosen)
    over = used > row.bound if row.sense != ">=" else False
    signed = row.coefficients if over else tuple((i, -value) for i, value in row.coefficients)
    slack = (used - row.bound if over else row.bound - used) - 1
    literals = {i: v for i, v in signed if (v > 0) == (i in chosen)}
    for i, v in sorted(literals.items(), key=lambda item: (abs(item[1]), item[0])):
        if abs(v) <= slack:
            slack -= abs(v)
            del literals[i]
    signs = tuple((i, -1 if v > 0 else 1) for i, v in sorted(literals.items()))
    return Row("cut", signs, ">=", 1 - sum(1 for v in literals.values() if v > 0), "cut", "cut")
