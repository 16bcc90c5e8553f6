"""A way to share a cost so that no paying purse loses and each pays in proportion to its gain (D4)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor
from typing import Literal

Code = Literal["", "nothing_to_share", "gains_below_cost", "nobody_gains", "gains_unknown"]


@dataclass(frozen=True, slots=True)
class CoFinancing:
    """Who pays what, in whole kronor that add up to the cost.

    `code` is empty where the proposal exists. Else it says why not, and `lacking` how many kronor gains fall short, 0
    where that is not why.
    `of_gain` is the share of its gain that every payer gives up, the same for all.
    """

    shares: Mapping[str, int] = field(default_factory=dict)
    of_gain: float | None = None
    code: Code = ""
    lacking: int = 0


def co_finance(cost: int, gains: Mapping[str, int | None], able: Collection[str]) -> CoFinancing:
    """Share a cost among those who gain and can pay.

    The small program: choose what each able purse a pays, p_a, and the largest share t of its gain that any of them
    gives up, so that t is as small as it can be,

        minimise t   subject to   Σ p_a = C,   0 ≤ p_a ≤ t · g_a for g_a > 0,   p_a = 0 for the others,   t ≤ 1.

    t ≤ 1 says that nobody pays more than it gains. At the least t all p_a = t · g_a, so that the solution is closed:
    t = C / Σ g over those who gain, and p_a = C · g_a / Σ g, which exists exactly when Σ g ≥ C. It is computed so, in
    exact fractions; that a solver of linear programs finds the same is tested. Whole kronor are by largest remainder,
    which takes nobody above its gain, since gains are whole.

    Args:
        cost: The present cost to be shared, whole kronor.
        gains: What each purse gains in present whole kronor before its own costs; None is unknown.
        able: The purses that may be asked to pay.

    Returns:
        The shares, or a code: nothing_to_share for a cost of zero or less; gains_unknown where the gain of an able
        purse is unknown, since proportions cannot then be said; nobody_gains; gains_below_cost.

    Example:
        >>> gains = {"kommun": 300, "region": 900, "staten": -50, "individ": 5000}
        >>> co_finance(900, gains, {"kommun", "region", "staten"})
        CoFinancing(shares={'kommun': 225, 'region': 675}, of_gain=0.75, code='', lacking=0)
    """
    asked = {actor: gains[actor] for actor in sorted(gains) if actor in able}
    if None in asked.values():
        # Proportions to gains of which one is not known cannot be said (convention §25).
        return CoFinancing(code="gains_unknown")
    if cost <= 0:
        return CoFinancing(code="nothing_to_share")
    gaining = {actor: gain for actor, gain in asked.items() if gain is not None and gain > 0}
    total = sum(gaining.values())
    if total < cost:
        return CoFinancing(code="gains_below_cost" if gaining else "nobody_gains", lacking=cost - total)
    exact = [Fraction(cost * gain, total) for gain in gaining.values()]
    shares = dict(zip(gaining, _whole(exact, cost), strict=True))
    return CoFinancing(shares, cost / total)


def _whole(parts: list[Fraction], target: int) -> list[int]:
    """Whole kronor that add up to the target, which is the sum of the parts; the first part on a tie."""
    found = [floor(part) for part in parts]
    order = sorted(range(len(parts)), key=lambda i: (found[i] - parts[i], i))
    for i in order[: target - sum(found)]:
        found[i] += 1
    return found
