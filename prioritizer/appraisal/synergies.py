"""What two proposals are declared to be worth together beyond the sum of each (convention §6, §14).

A declared synergy is taken as it stands: a present value in kronor of price_year, of nobody in particular, that counts
where both proposals are chosen, in any versions. It has no years, so it stands in base_year; haircuts and the
adjustment towards experience do not touch it, and it does not vary between draws.
"""

from collections.abc import Iterable, Iterator

import numpy as np

from prioritizer.model.plan import Key
from prioritizer.model.portfolio import NOT_ALLOCATED, Portfolio, Synergy
from prioritizer.model.value import Appraised, Overlap


def synergies(portfolio: Portfolio, appraised: Iterable[Appraised]) -> tuple[Overlap, ...]:
    """Each declared synergy for every pair of versions, as what they are worth together.

    Args:
        portfolio: Declares them.
        appraised: Every version and start, from one run.
    """
    values = tuple(appraised)
    return tuple(found for synergy in portfolio.synergies for found in _pairs(portfolio, synergy, values))


def _pairs(portfolio: Portfolio, synergy: Synergy, values: tuple[Appraised, ...]) -> Iterator[Overlap]:
    first, second = ([v for v in values if v.proposal == name] for name in synergy.of)
    for one in first:
        for other in second:
            yield _pair(portfolio, synergy, (_key(one), _key(other)), len(one.draws))


def _pair(portfolio: Portfolio, synergy: Synergy, keys: tuple[Key, Key], draws: int) -> Overlap:
    cells = {(NOT_ALLOCATED, portfolio.base_year): synergy.value}
    return Overlap(
        group=synergy.id,
        keys=keys,
        nnv=synergy.value,
        effects=cells,
        taken_home={},
        effects_present=cells,
        own_nnv=0,
        own_nnv_before_equalisation=0,
        draws=np.full(draws, float(synergy.value)),
        real={"stated": synergy.value},
        financial={(NOT_ALLOCATED, "stated"): synergy.value},
    )


def _key(value: Appraised) -> Key:
    return value.proposal, value.alternative, value.start_year
