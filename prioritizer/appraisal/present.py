"""Whole kronor that add up exactly (convention §4, §29)."""

from collections.abc import Sequence
from math import floor


def whole(amount: float) -> int:
    """Whole kronor, rounded half-even.

    The millionth of a krona is rounded away first: binary fractions must not decide which way a half goes.

    Example:
        >>> whole(2.5), whole(3.5), whole(2.4999999999)
        (2, 4, 2)
    """
    return round(round(amount, 6))


def apportion(parts: Sequence[float], target: int) -> list[int]:
    """Whole kronor for each part that add up to the target, by largest remainder; the first part on a tie.

    Args:
        parts: Kronor whose sum is within half a krona of the target, or whose parents were apportioned.
        target: What the whole kronor add up to.

    Example:
        >>> apportion([0.4, 0.4, 0.2], 1)
        [1, 0, 0]
    """
    if not parts:
        return []
    exact = [round(part, 6) for part in parts]
    found = [floor(part) for part in exact]
    order = sorted(range(len(parts)), key=lambda i: (found[i] - exact[i], i))
    # Whole rounds are taken at once: where floats no longer hold whole kronor the remainder can be of any size.
    rounds, rest = divmod(target - sum(found), len(parts))
    for turn, at in enumerate(order):
        found[at] += rounds + (1 if turn < rest else 0)
    return found
