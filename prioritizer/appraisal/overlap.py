"""Effects that reach the same people: what several of them claim at once is counted once (convention §6).

A relative effect e is the share of those who would have the outcome for whom it turns. Of effects e₁ … eₙ on the same
people the combined one is 1 − Π(1 − eᵢ): each acts on what the others leave. Written out, that is Σ eᵢ − Σ eᵢeⱼ +
Σ eᵢeⱼeₖ − …, so that the value of a set of effects is the sum of each by itself and one term for every subset of two
or more. A term is a row like any other, with units by draw and weights by year.

Where effects reach different numbers of people, or state different numbers of units per person without the measure,
the smaller is taken to lie within the larger: only what both claim can be claimed twice.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

import numpy as np

from prioritizer.appraisal.draws import Draws

Chain: TypeAlias = tuple[str, str, int]
"""An overlap group, an outcome, and whether there are fewer units with the measure (1) or more (−1).

Effects are combined within a chain and never between chains.
"""


@dataclass(frozen=True, slots=True)
class Claim:
    """What one effect claims of its chain, by draw.

    `people` is participants; `baseline` units per participant and year that the effect can at most take away, above
    zero, or add; `share` what part of the baseline it does, which is the relative effect, at most 1 and below zero in
    draws where the measure works the other way. `row` is the position of the effect in its version.
    """

    row: int
    chain: Chain
    people: Draws
    baseline: Draws
    share: Draws


def claim(row: int, chain: Chain, people: Draws, baseline: Draws, turned: Draws, could: Draws) -> Claim:
    """The claim of an effect.

    Args:
        row: Its position in its version.
        chain: What it is combined within.
        people: Participants.
        baseline: Units per case times those per participant who could turn.
        turned: Share of participants for whom the outcome turns, with take-up, success and common factors.
        could: Share of participants for whom it could turn; where nobody could, nothing is claimed.
    """
    share = np.divide(turned, could, out=np.zeros_like(turned), where=could > 0.0)
    return Claim(row, chain, people, baseline, np.minimum(share, 1.0))


def joint_units(claims: Sequence[Claim]) -> Draws:
    """The units of one term of 1 − Π(1 − e), by draw: below zero for two claims, above zero for three, and so on.

    Args:
        claims: Two or more of one chain.

    Example:
        >>> one, two = (
        ...     claim(row, ("g", "day", 1), np.array([40.0]), np.array([10.0]), np.array([0.1]), np.array([0.2]))
        ...     for row in (0, 1)
        ... )
        >>> joint_units([one, two])  # 40 people × 10 units × 0.5 × 0.5
        array([-100.])
    """
    people = np.minimum.reduce([c.people for c in claims])
    baseline = np.minimum.reduce([c.baseline for c in claims])
    sign = claims[0].chain[2] * (1 if len(claims) % 2 else -1)
    product = claims[0].share
    for other in claims[1:]:
        product = product * other.share
    found: Draws = sign * people * baseline * product
    return found


def terms(claims: Sequence[Claim]) -> Iterator[tuple[Claim, ...]]:
    """Every subset of two or more claims of one chain, in the order of the claims."""
    for chain in dict.fromkeys(c.chain for c in claims):
        same = [c for c in claims if c.chain == chain]
        for size in range(2, len(same) + 1):
            yield from combinations(same, size)
