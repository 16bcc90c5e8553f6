"""Whole kronor that add up exactly (convention §4, §29)."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt


def whole(amount: float) -> int:
    """Whole kronor, rounded half-even.

    The millionth of a krona is rounded away first: binary fractions must not decide which way a half goes.

    Example:
        >>> whole(2.5), whole(3.5), whole(2.4999999999)
        (2, 4, 2)
    """
    return round(round(amount, 6))


def wholes(amounts: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    """Whole kronor of many amounts, rounded as `whole` does."""
    found: npt.NDArray[np.int64] = np.rint(np.round(amounts, 6)).astype(np.int64)
    return found


def apportion(parts: Sequence[float], target: int) -> list[int]:
    """Whole kronor for each part that add up to the target, by largest remainder; the first part on a tie.

    Args:
        parts: Kronor whose sum is within half a krona of the target, or whose parents were apportioned.
        target: What the whole kronor add up to.

    Example:
        >>> apportion([0.4, 0.4, 0.2], 1)
        [1, 0, 0]
    """
    rows = np.array([parts], dtype=np.float64)
    found: list[int] = apportion_all(rows, np.array([target]), np.ones(rows.shape, dtype=bool))[0].tolist()
    return found


def apportion_all(
    parts: npt.NDArray[np.float64], targets: npt.NDArray[np.int64], there: npt.NDArray[np.bool_]
) -> npt.NDArray[np.int64]:
    """The same for each row of parts, which are those that are `there`; the others get nothing.

    Example:
        >>> parts, there = np.array([[0.4, 0.4, 0.2], [1.5, 9.9, 1.5]]), np.array([[True] * 3, [True, False, True]])
        >>> apportion_all(parts, np.array([1, 3]), there).tolist()
        [[1, 0, 0], [2, 0, 1]]
    """
    exact = np.where(there, np.round(parts, 6), 0.0)
    floors = np.floor(exact)
    order = np.argsort(np.where(there, floors - exact, np.inf), axis=1, kind="stable")
    rank = np.empty_like(order)
    np.put_along_axis(rank, order, np.arange(parts.shape[1]), axis=1)
    found = floors.astype(np.int64)
    many, missing = there.sum(axis=1), targets - found.sum(axis=1)
    rounds, rest = np.divmod(np.abs(missing), np.maximum(many, 1))
    # What is missing goes to the largest remainders first, what is too much is taken from the smallest first.
    turn = np.where(missing[:, None] > 0, rank < rest[:, None], rank >= (many - rest)[:, None])
    step = np.sign(missing)[:, None] * (rounds[:, None] + turn)
    return np.where(there, found + step, 0)
