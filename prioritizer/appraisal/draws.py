"""Joint draws that see numbers and never names (convention §8, §24; design §6).

Each proposal has its own stream, seeded by its numbers; each price with a declared spread has one, common to all
proposals that use it. Streams of a scrambled Sobol sequence taken in the same order are strongly dependent between
proposals, so each stream is shuffled by its own generator.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from hashlib import sha256
from math import fsum, log2
from statistics import NormalDist
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from prioritizer.model.portfolio import Alternative, Cost, Distribution, Effect, Profile, Proposal, Stated

Draws: TypeAlias = npt.NDArray[np.float64]
"""One number for each draw."""

Input: TypeAlias = tuple[int, str]
"""An uncertain input: the position of its effect in the head version, and its name."""

INPUTS = ("participants", "risk_without", "risk_with", "units_per_case")


def fingerprint(proposal: Proposal, alternative: str | None = None, start_year: int | None = None) -> str:
    """A hash of the numbers of one version, the head where no other is named; blind to every word.

    Costs, effects, stated results and what is used of other capacities count; ids, titles, actors, facts, order of
    rows and text do not.

    Args:
        proposal: The proposal.
        alternative: Id of the version; None for the head.
        start_year: Start of the version; None where starts are not stated.

    Raises:
        KeyError: The proposal has no such alternative.

    Source:
        Design §6, convention §16, §24.
    """
    version = next((v for v in proposal.alternatives if v.id == alternative), None)
    if version is None:
        raise KeyError(alternative)
    return _digest(f"{_numbers(version)}|{start_year}")


def position(proposal: Proposal) -> tuple[int, ...]:
    """The rank of each effect of the head among its numbers, so that the order of rows does not reach the draws."""
    keys = [_effect(effect) for effect in proposal.alternatives[0].effects]
    order = sorted(range(len(keys)), key=lambda i: keys[i])
    ranks = [0] * len(keys)
    for rank, index in enumerate(order):
        ranks[index] = rank
    return tuple(ranks)


def rank_of(index: int, ranks: Sequence[int]) -> int:
    """The position whose draws an effect uses; effects beyond those of the head keep their own."""
    return ranks[index] if index < len(ranks) else index


def uncertain_inputs(proposal: Proposal) -> tuple[Input, ...]:
    """The inputs that are uncertain in some version of the proposal, one dimension of the stream for each."""
    ranks = position(proposal)
    found = {
        (rank_of(index, ranks), name)
        for version in proposal.alternatives
        if version.stated is None
        for index, effect in enumerate(version.effects)
        for name in INPUTS
        if not distribution(effect, name).is_point
    }
    return tuple(sorted(found))


def distribution(effect: Effect, name: str) -> Distribution:
    """The declared distribution of one of `INPUTS`."""
    found: Distribution = getattr(effect, name)
    return found


def uniforms(proposal: Proposal, occurrence: int, seed: int, draws: int) -> Mapping[Input, Draws]:
    """Shares between 0 and 1 for each uncertain input of a proposal, jointly even over the draws.

    Args:
        proposal: The proposal; all its versions and starts share these draws.
        occurrence: 0 for the first proposal with these numbers, 1 for the next, …; same points, another order.
        seed: The seed of the run.
        draws: How many.
    """
    inputs = uncertain_inputs(proposal)
    if not inputs:
        return {}
    stream = fingerprint(proposal)
    points = _sobol(len(inputs), _seed(stream, "points", seed), draws)
    points = points[_generator(stream, f"order {occurrence}", seed).permutation(draws)]
    return {name: points[:, column] for column, name in enumerate(inputs)}


def common_factor(price: str, spread: tuple[float, float, float], seed: int, draws: int) -> Draws:
    """Multiples of a price with a declared spread, one stream for each price id (convention §8)."""
    evenly = (np.arange(draws) + 0.5) / draws
    return triangular(evenly, *spread)[_generator(price, "price", seed).permutation(draws)]


def normal_deviates(stream: str, occurrence: int, seed: int, draws: int) -> Draws:
    """Standard normal deviates, even over the distribution and with mean zero, in the order of their stream."""
    return _normal(draws)[_generator(stream, f"stated {occurrence}", seed).permutation(draws)]


def triangular(shares: Draws, low: float, likely: float, high: float) -> Draws:
    """The inverse distribution function of a triangle at each share.

    Example:
        >>> [float(x) for x in triangular(np.array([0.0, 0.5, 1.0]), 0.0, 1.0, 2.0)]
        [0.0, 1.0, 2.0]
    """
    if low == high:
        return np.full(shares.shape, low)
    width = high - low
    rising = low + np.sqrt(shares * width * (likely - low))
    falling = high - np.sqrt((1.0 - shares) * width * (high - likely))
    return np.where(shares * width <= likely - low, rising, falling)


def mean(values: Draws) -> float:
    """The expected value: the mean over draws, summed exactly so that their order cannot be seen."""
    first = float(values[0])
    return first if bool((values == first).all()) else fsum(values.tolist()) / len(values)


def occurrences(proposals: Iterable[Proposal]) -> Mapping[str, int]:
    """For each proposal id, how many before it have the same numbers; by id, since rows must not matter (§24)."""
    counts: dict[str, int] = {}
    found: dict[str, int] = {}
    for proposal in sorted(proposals, key=lambda p: p.id):
        stream = fingerprint(proposal)
        found[proposal.id] = counts.get(stream, 0)
        counts[stream] = found[proposal.id] + 1
    return found


def _sobol(dimensions: int, seed: int, draws: int) -> Draws:
    from scipy.stats import qmc  # takes half a second to import, and only uncertain inputs need it

    engine = qmc.Sobol(dimensions, scramble=True, rng=np.random.default_rng(seed))
    power = round(log2(draws))
    # The sequence is even over a power of two; another number is the beginning of the next power.
    points: Draws = engine.random_base2(power if 2**power >= draws else power + 1)
    return points[:draws]


@lru_cache(maxsize=4)
def _normal(draws: int) -> Draws:
    inverse = NormalDist().inv_cdf
    deviates = np.array([inverse((i + 0.5) / draws) for i in range(draws)])
    centred: Draws = (deviates - deviates[::-1]) / 2  # exactly symmetric, so that the mean is exactly zero
    return centred


def _generator(stream: str, use: str, seed: int) -> np.random.Generator:
    return np.random.default_rng(_seed(stream, use, seed))


def _seed(stream: str, use: str, seed: int) -> int:
    return int(_digest(f"{stream}|{use}|{seed}")[:16], 16)


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _numbers(version: Alternative) -> str:
    costs = sorted(_cost(cost) for cost in version.costs)
    effects = sorted(_effect(effect) for effect in version.effects)
    uses = sorted(f"{year}:{Fraction(amount)}" for (_, year), amount in version.uses.items())
    return f"{costs}{effects}{_stated(version.stated)}{uses}"


def _cost(cost: Cost) -> str:
    return " ".join(f"{year}:{Fraction(amount)}" for year, amount in sorted(cost.per_year.items()))


def _effect(effect: Effect) -> str:
    inputs = (distribution(effect, name) for name in INPUTS)
    numbers = [Fraction(x) for d in inputs for x in (d.low, d.likely, d.high)]
    among_treated = effect.size == "among_treated"
    treated = (Fraction(effect.take_up), Fraction(effect.drop_out)) if among_treated else ()
    return " ".join(str(x) for x in (*numbers, *treated)) + " " + _profile(effect.profile)


def _profile(profile: Profile) -> str:
    ramp = ",".join(str(Fraction(x)) for x in profile.ramp)
    return f"{profile.delay} [{ramp}] {profile.years} {Fraction(profile.decay)}"


def _stated(stated: Stated | None) -> str:
    if stated is None:
        return ""
    numbers = [None if x is None else Fraction(x) for x in (stated.value, stated.chance, stated.low, stated.high)]
    told = f"{[str(x) for x in numbers]}{sorted(str(Fraction(x)) for x in stated.benefits.values())}"
    # Only what is declared counts, so that a result that says nothing of its terms keeps the stream it had.
    terms, width = stated.terms, Fraction(stated.interval)
    declared = (terms.price_year, terms.discount_rate, terms.start_year, terms.tax_cost, terms.costs)
    said = "" if declared == (None,) * 5 else str([None if x is None else str(x) for x in declared])
    return f"{told}{said}" if width == Fraction(9, 10) else f"{told}{said}{width}"
