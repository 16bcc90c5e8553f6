"""Divide a difference between two plans on the changes that caused it.

Source:
    Shapley, «A value for n-person games», Contributions to the Theory of Games II, 1953.
"""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import combinations

from prioritizer.model.attribution import Attribution, Part

MOST_CHANGES = 8
"""Up to so many changes every set of them is tried: 256 choices."""


def attributed(changes: Sequence[str], worth: Callable[[frozenset[str]], Decimal | None]) -> Attribution:
    """Divide what some changes do together between them.

    Args:
        changes: Names of groups of changes, each made as a whole or not at all.
        worth: What the best plan is worth, value kronor, when some of the changes are made; None where there is none.
            It is asked about each set once.

    Raises:
        ValueError: Without any change, or with all of them, there is no plan: then there is no difference to divide.

    Example:
        >>> told = attributed(["price", "budget"], lambda made: Decimal(10 * len(made)))
        >>> [(part.change, str(part.kronor)) for part in told.parts]
        [('price', '10'), ('budget', '10')]
    """
    known = cache(worth)
    none, all_ = frozenset[str](), frozenset(changes)
    before, after = known(none), known(all_)
    if before is None or after is None:
        raise ValueError("no plan to compare")
    if len(changes) > MOST_CHANGES:
        alone = {change: known(frozenset([change])) for change in changes}
        parts = tuple(Part(change, None if w is None else w - before) for change, w in alone.items())
        lacking = tuple(frozenset([change]) for change, w in alone.items() if w is None)
        return Attribution(before, after, "alone", parts, lacking)
    worths = {made: known(made) for made in _sets(changes)}
    lacking = tuple(made for made, w in worths.items() if w is None)
    valued = {made: Fraction(w) for made, w in worths.items() if w is not None}
    return Attribution(before, after, "shapley", tuple(_parts(changes, valued)), lacking)


def _sets(changes: Sequence[str]) -> Iterator[frozenset[str]]:
    for size in range(len(changes) + 1):
        yield from (frozenset(some) for some in combinations(changes, size))


def _parts(changes: Sequence[str], worths: dict[frozenset[str], Fraction]) -> Iterator[Part]:
    """The mean of what each change adds, over the orders that pass only through sets with a plan.

    Of orders there are many and of sets few: so many orders lead to a set, and so many lead on from it.
    """
    all_ = frozenset(changes)
    leading, on = {frozenset[str](): 1}, {all_: 1}
    for made in _sets(changes):
        if made and made in worths:
            leading[made] = sum(leading.get(made - {last}, 0) for last in made)
    for made in sorted(_sets(changes), key=len, reverse=True):
        if made != all_ and made in worths:
            on[made] = sum(on.get(made | {next_}, 0) for next_ in all_ - made)
    orders = leading.get(all_, 0)
    for change in changes:
        if not orders:
            yield Part(change, None)
            continue
        steps = (
            leading[made] * on[made | {change}] * (worths[made | {change}] - worths[made])
            for made in worths
            if change not in made and made | {change} in worths
        )
        mean = Fraction(sum(steps), orders)
        yield Part(change, Decimal(mean.numerator) / Decimal(mean.denominator))
