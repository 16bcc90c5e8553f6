"""Who carries the difference between two plans: what each actor gains or loses (convention §4, §21)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from prioritizer.appraisal.plan import within
from prioritizer.model.plan import Key
from prioritizer.model.value import Appraised, Overlap
from prioritizer.model.what_if import Actors, Worth
from prioritizer.selection.candidates import values_of


@dataclass(frozen=True, slots=True)
class Figures:
    """What versions are worth and give together, and the reserve price of a granted krona."""

    appraised: Sequence[Appraised]
    overlaps: Sequence[Overlap]
    reserve_price: Decimal = Decimal(0)


def carried(before: Figures, plan: Worth, after: Figures, other: Worth) -> Actors:
    """What each actor gains when one plan takes the place of another; all parts add up to the difference in value.

    Args:
        before: What versions are worth in the plan as it stands.
        plan: That plan.
        after: What they are worth in the other plan.
        other: The other plan.

    Returns:
        Actors whose sum differs, in the order of the tables.
    """
    first, last = _by_actor(before, plan.chosen), _by_actor(after, other.chosen)
    every = {**first.by_actor, **last.by_actor}
    actors = {name: last.by_actor.get(name, 0) - first.by_actor.get(name, 0) for name in every}
    return Actors(
        {name: kronor for name, kronor in actors.items() if kronor},
        last.experience - first.experience,
        before.reserve_price * plan.granted - after.reserve_price * other.granted,
    )


def _by_actor(figures: Figures, chosen: Iterable[Key]) -> Actors:
    """Present kronor of each actor in a plan, and what experience adds to the sum of them."""
    versions = values_of(figures.appraised, chosen)
    tables = [table for v in versions for table in (v.costs_present, v.effects_present)]
    found: dict[str, int] = {}
    for table in (*tables, *(shared.effects_present for shared in within(versions, figures.overlaps))):
        for (actor, _), kronor in table.items():
            found[actor] = found.get(actor, 0) + kronor
    return Actors(found, Decimal(sum(v.nnv - v.nnv_adjusted for v in versions)))
