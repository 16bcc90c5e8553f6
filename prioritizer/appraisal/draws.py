"""Joint draws that see numbers and never names (convention §8, §24; design §6).

Each proposal has its own stream, seeded by its numbers; each price with a declared spread has one, common to all
proposals that use it. A stream is a scrambled Sobol sequence: its points, cut into as many equal slices as there are
draws, are moved by a digital shift of the proposal's own, and their order is shuffled, since streams in the same order
are strongly dependent between proposals. A point is the middle of its slice, so that each input has exactly the same
even grid of shares and only the pairing differs.

Source:
    Owen, «Randomly permuted (t,m,s)-nets and (t,s)-sequences», 1995; Lemieux, «Monte Carlo and Quasi-Monte Carlo
    Sampling», 2009, chapter 6 (digital shift).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from hashlib import sha256
from math import fsum
from operator import attrgetter
from statistics import NormalDist
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from prioritizer.appraisal.distributions import POSITIVE, quantiles
from prioritizer.appraisal.workspace import Workspace
from prioritizer.model.distribution import one_of
from prioritizer.model.portfolio import Alternative, Cost, Distribution, Effect, Profile, Proposal, Stated

Draws: TypeAlias = npt.NDArray[np.float64]
"""One number for each draw."""

Input: TypeAlias = tuple[int, str]
"""An uncertain input: the position of its effect or cost in the head version, and its name."""

INPUTS = ("participants", "risk_without", "risk_with", "units_per_case", "change")
COST, SUCCESS = "cost", "success"

declared: Callable[[Effect], tuple[Distribution | None, ...]] = attrgetter(*INPUTS)
"""What an effect declares of each of `INPUTS`."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What a proposal is in numbers: the hash of its head version, and the rank of each row of the head among others.

    `inputs` are those that are uncertain in some version, one dimension of the stream for each.
    """

    fingerprint: str
    effects: tuple[int, ...]
    costs: tuple[int, ...]
    inputs: tuple[Input, ...]


def identity(proposal: Proposal) -> Identity:
    """Look at a proposal's numbers once."""
    head = proposal.alternatives[0]
    effects, costs = [_effect(effect) for effect in head.effects], [_cost(cost) for cost in head.costs]
    digest = _digest(f"{_numbers(head, costs, effects)}{_success(proposal)}|None")
    ranks, cost_ranks = _ranks(effects), _ranks(costs)
    return Identity(digest, ranks, cost_ranks, _inputs(proposal, ranks, cost_ranks))


def fingerprint(proposal: Proposal, alternative: str | None = None, start_year: int | None = None) -> str:
    """A hash of the numbers of one version, the head where no other is named; blind to every word.

    Costs, effects, stated results, what is used of other capacities and the shares of funds count; ids, titles, actors,
    facts, order of rows and text do not. No draw depends on the shares, so that they move no value.

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
    costs, effects = [_cost(cost) for cost in version.costs], [_effect(effect) for effect in version.effects]
    return _digest(f"{_numbers(version, costs, effects)}{_success(proposal)}{_split(version)}|{start_year}")


def rank_of(index: int, ranks: Sequence[int]) -> int:
    """The position whose draws a row uses; rows beyond those of the head keep their own."""
    return ranks[index] if index < len(ranks) else index


def distribution(effect: Effect, name: str) -> Distribution | None:
    """The declared distribution of one of `INPUTS`; None where the effect is stated without it."""
    found: Distribution | None = getattr(effect, name)
    return found


def success_of(proposal: Proposal) -> Distribution | None:
    """The share of every effect that is reached, as graded by the proposal; None where it does not grade it (D6)."""
    return one_of(tuple((s.share, s.chance) for s in proposal.success)) if proposal.success else None


@dataclass(frozen=True, slots=True)
class Stream:
    """The joint draws of one proposal: for each uncertain input which slice of the even grid each draw takes.

    `inputs` is the row of each input among `slices`, `shift` the digital shift of each row, and `order` the order that
    the draws are put in at last.
    """

    inputs: Mapping[Input, int]
    shift: npt.NDArray[np.int64]
    order: npt.NDArray[np.int64]

    @property
    def slices(self) -> npt.NDArray[np.int64]:
        """One row for each input and one column for each draw, before the draws are put in their order."""
        draws = len(self.order)
        return _base(len(self.inputs), power_of(draws))[:, :draws] ^ self.shift[:, None]

    def of(self, declared: Distribution, name: Input, bounds: tuple[float, float] = POSITIVE) -> Draws:
        """The values of one input by draw, in the order of the draws."""
        draws, row = len(self.order), self.inputs[name]
        table = quantiles(declared, grid(power_of(draws)), bounds)
        slices = _base(len(self.inputs), power_of(draws))[row, :draws] ^ self.shift[row]
        found: Draws = table[slices][self.order]
        return found


def places(wanted: Sequence[tuple[Stream, Input]], draws: int, work: Workspace) -> npt.NDArray[np.int64]:
    """Where each draw of some inputs lies in one table of all their quantiles, laid row after row.

    Args:
        wanted: An input of a stream for each row of the table.
        draws: How many.
        work: Has the answer, until it is asked for again.

    Returns:
        Rows as wanted, a column for each draw, before the draws are put in their order.
    """
    power = power_of(draws)
    found = work.indices("places", len(wanted), 1 << power)
    rows = [one.inputs[name] for one, name in wanted]
    sizes = [_size(len(one.inputs)) for one, _ in wanted]
    if len(set(sizes)) == 1:
        np.take(_base_of(sizes[0], power), rows, axis=0, out=found, mode="clip")
    else:
        for at, (row, size) in enumerate(zip(rows, sizes, strict=True)):
            found[at] = _base_of(size, power)[row]
    # Slices are below the width of the table, so that one exclusive or is both the shift and the step to the row.
    shifts = np.array([one.shift[row] for (one, _), row in zip(wanted, rows, strict=True)])
    found ^= (shifts | np.arange(len(wanted)) << power)[:, None]
    return found[:, :draws]


def stream(numbers: Identity, occurrence: int, seed: int, draws: int) -> Stream:
    """The stream of a proposal; all its versions and starts share it.

    Args:
        numbers: Those of the proposal, which seed the stream.
        occurrence: 0 for the first proposal with these numbers, 1 for the next, …; same points, another order.
        seed: The seed of the run.
        draws: How many.
    """
    inputs, power = numbers.inputs, power_of(draws)
    # One generator for points and order; another occurrence draws the same shift and then another order.
    generator = _generator(numbers.fingerprint, "points", seed)
    shift = generator.integers(0, 1 << power, len(inputs))
    if occurrence:
        generator = _generator(numbers.fingerprint, f"order {occurrence}", seed)
    return Stream({found: row for row, found in enumerate(inputs)}, shift, generator.permutation(draws))


def power_of(draws: int) -> int:
    """The least power of two that holds as many draws."""
    return max(0, draws - 1).bit_length()


@lru_cache(maxsize=4)
def grid(power: int) -> Draws:
    """The even grid of shares: the middles of equal slices, in order.

    Example:
        >>> [float(share) for share in grid(2)]
        [0.125, 0.375, 0.625, 0.875]
    """
    return (np.arange(1 << power) + 0.5) / (1 << power)


@lru_cache(maxsize=4)
def root_grid(power: int) -> tuple[Draws, Draws]:
    """The square roots of the even grid and of what is left to 1, which every triangle is made of."""
    shares = grid(power)
    return np.sqrt(shares), np.sqrt(1.0 - shares)


def common_factor(price: str, spread: Distribution, seed: int, draws: int) -> Draws:
    """Multiples of a price with a declared spread, one stream for each price id (convention §8)."""
    return quantiles(spread, even_shares(price, "price", seed, draws), POSITIVE)


def even_shares(name: str, use: str, seed: int, draws: int) -> Draws:
    """The middles of as many equal slices as draws, in an order of their own for each name and use."""
    evenly: Draws = (np.arange(draws) + 0.5) / draws
    return evenly[_generator(name, use, seed).permutation(draws)]


def normal_deviates(stream: str, occurrence: int, seed: int, draws: int) -> Draws:
    """Standard normal deviates, even over the distribution and with mean zero, in the order of their stream."""
    return _normal(draws)[_generator(stream, f"stated {occurrence}", seed).permutation(draws)]


def mean(values: Draws) -> float:
    """The expected value: the mean over draws, summed exactly so that their order cannot be seen."""
    first = float(values[0])
    return first if bool((values == first).all()) else fsum(values.tolist()) / len(values)


def occurrences(numbers: Mapping[str, Identity]) -> Mapping[str, int]:
    """For each proposal id, how many before it have the same numbers; by id, since rows must not matter (§24)."""
    counts: dict[str, int] = {}
    found: dict[str, int] = {}
    for proposal in sorted(numbers):
        name = numbers[proposal].fingerprint
        found[proposal] = counts.get(name, 0)
        counts[name] = found[proposal] + 1
    return found


MOST_DIMENSIONS = 21_201
"""Where Sobol sequences end; inputs beyond have an order of their own (design §7)."""


@lru_cache(maxsize=16)
def _base_of(size: int, power: int) -> npt.NDArray[np.int64]:
    from scipy.stats import qmc  # takes half a second to import, and only uncertain inputs need it

    engine = qmc.Sobol(min(size, MOST_DIMENSIONS), scramble=True, rng=np.random.default_rng(size))
    points = np.floor(engine.random_base2(power).T * (1 << power)).astype(np.int64)
    beyond = [np.random.default_rng(row).permutation(1 << power) for row in range(MOST_DIMENSIONS, size)]
    return np.vstack([points, *beyond]) if beyond else points


def _base(dimensions: int, power: int) -> npt.NDArray[np.int64]:
    """Slices of a scrambled sequence by dimension and point."""
    if not dimensions:
        return np.zeros((0, 1 << power), dtype=np.int64)
    return _base_of(_size(dimensions), power)[:dimensions]


@cache
def _size(dimensions: int) -> int:
    """How many dimensions the sequence is made with: a power of two, so that few sequences are made."""
    return max(8, 1 << power_of(dimensions))


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


@lru_cache(maxsize=1 << 16)
def plain(number: Decimal) -> str:
    """A number as one text, however many zeros it was written with.

    Example:
        >>> plain(Decimal("1.50")), plain(Decimal("100")), plain(Decimal("-0.0"))
        ('1.5', '1E+2', '0')
    """
    return str(number.normalize()) if number else "0"


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _ranks(keys: Sequence[str]) -> tuple[int, ...]:
    order = sorted(range(len(keys)), key=lambda i: keys[i])
    ranks = [0] * len(keys)
    for rank, index in enumerate(order):
        ranks[index] = rank
    return tuple(ranks)


def _inputs(proposal: Proposal, ranks: Sequence[int], costs: Sequence[int]) -> tuple[Input, ...]:
    found: set[Input] = set()
    for version in proposal.alternatives:
        for index, cost in enumerate(version.costs):
            if cost.spread is not None and not cost.spread.is_point:
                found.add((rank_of(index, costs), COST))
        for index, effect in enumerate(version.effects if version.stated is None else ()):
            for name, d in zip(INPUTS, declared(effect), strict=True):
                if d is not None and d.low != d.high:
                    found.add((rank_of(index, ranks), name))
    success = success_of(proposal)
    found |= {(0, SUCCESS)} if success is not None and not success.is_point else set()
    return tuple(sorted(found))


def _numbers(version: Alternative, costs: Iterable[str], effects: Iterable[str]) -> str:
    uses = sorted(f"{year}:{plain(amount)}" for (_, year), amount in version.uses.items())
    return f"{sorted(costs)}{sorted(effects)}{_stated(version.stated)}{uses}"


def _cost(cost: Cost) -> str:
    years = " ".join(f"{year}:{plain(amount)}" for year, amount in sorted(cost.per_year.items()))
    return years if cost.spread is None else f"{years} × {_declared(cost.spread)}"


def _split(version: Alternative) -> str:
    """The shares of funds, of each cost that several grant."""
    of_costs = [
        sorted(f"{year}:{plain(share)}" for shares in cost.funds.values() for year, share in shares.items())
        for cost in version.costs
        if cost.funds
    ]
    return str(sorted(of_costs)) if of_costs else ""


def _effect(effect: Effect) -> str:
    told = [_declared(d) for d in declared(effect) if d is not None]
    if effect.size == "among_treated":
        told += [plain(effect.take_up), plain(effect.drop_out)]
    form = "" if effect.stated_as == "risk_with" else f"{effect.stated_as} "
    local = effect.local_price
    price = "" if local is None else f" {local.price_year} {sorted(plain(kronor) for _, kronor in local.split)}"
    return f"{form}{' '.join(told)} {_profile(effect.profile)}{price}"


def _declared(found: Distribution) -> str:
    """The numbers of a distribution; a point is one, and a triangle needs no word for its shape."""
    if found.low == found.high:
        return plain(found.likely)
    numbers = [found.low, found.likely, found.high]
    if found.shape == "triangle":
        return " ".join([plain(x) for x in numbers])
    numbers += [x for x in (found.interval, found.successes, found.trials) if x is not None]
    numbers += [x for outcome in sorted(found.outcomes) for x in outcome]
    return f"{found.shape} {' '.join([plain(x) for x in numbers])}"


def _success(proposal: Proposal) -> str:
    grades = sorted((s.share, s.chance) for s in proposal.success)
    return "".join(f" {plain(share)}:{plain(chance)}" for share, chance in grades)


def _profile(profile: Profile) -> str:
    ramp = ",".join(plain(x) for x in profile.ramp)
    return f"{profile.delay} [{ramp}] {profile.years} {plain(profile.decay)}"


def _stated(stated: Stated | None) -> str:
    if stated is None:
        return ""
    numbers = ["" if x is None else plain(x) for x in (stated.value, stated.chance, stated.low, stated.high)]
    told = f"{numbers}{sorted(plain(x) for x in stated.benefits.values())}"
    # Only what is declared counts, so that a result that says nothing of its terms keeps the stream it had.
    terms = stated.terms
    declared = (terms.price_year, terms.discount_rate, terms.start_year, terms.tax_cost, terms.costs)
    said = "" if declared == (None,) * 5 else str([None if x is None else str(x) for x in declared])
    width = plain(stated.interval)
    return f"{told}{said}" if width == "0.9" else f"{told}{said}{width}"
