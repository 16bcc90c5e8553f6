"""Limits on the joint draws, in the choice and on fresh draws, as plain values (convention §18)."""

from collections.abc import Iterable

from prioritizer.explanation.fresh_draws import FreshLimit
from prioritizer.register.plain import Plain


def fresh_answer(found: Iterable[FreshLimit]) -> list[Plain]:
    """Each limit as the record and `plan`'s JSON have it: kronor or shares, as the limit is."""
    return [
        {
            "limit": one.limit,
            "form": one.form,
            "edge": float(one.edge),
            "bound": float(one.bound),
            "used": float(one.used),
            "fresh": float(one.fresh),
            "holds": one.holds,
            "draws": one.draws,
            "seed": one.seed,
        }
        for one in found
    ]
