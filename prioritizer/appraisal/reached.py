"""What the effects of a version amount to by draw, before prices and years (convention §6, §8)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import inf

import numpy as np

from prioritizer.appraisal.common_factors import multiple, shared_by
from prioritizer.appraisal.distributions import POSITIVE, SHARE, Bounds, quantiles
from prioritizer.appraisal.draws import (
    COST,
    INPUTS,
    SUCCESS,
    Draws,
    Identity,
    Stream,
    declared,
    grid,
    places,
    power_of,
    rank_of,
    root_grid,
    success_of,
)
from prioritizer.appraisal.effect_size import FORMULAS, bounds
from prioritizer.appraisal.overlap import Claim, claim, joint_units, terms
from prioritizer.appraisal.setting import Array, Mask, Setting
from prioritizer.appraisal.workspace import Workspace, pieces
from prioritizer.model.portfolio import Alternative, Distribution, Effect, Proposal
from prioritizer.screening.screen import in_force

Multiple = Draws | float
"""By what something is multiplied in each draw, or in all of them alike."""


@dataclass(frozen=True, slots=True)
class Reached:
    """The effects of one version, in the order they are written, and what multiplies each of its costs.

    `units` are units a year at full effect by row and draw, times the shared uncertainty of the price; `expected`
    their means. The rows are the effects and, after them, one for each subset of effects that reach the same people;
    `members` are the effects of each row, and `claims` what those in an overlap group claim.

    `difference` is the expected share of the expected number of `participants` for whom the outcome turns, and
    `attainable` the most it could be: all who would have the outcome without the measure, or, where one wants more of
    it, all who would not; of a mean difference, units per participant, and no most. `cut` is the share of draws whose
    risk with the measure had to be cut to lie in 0–1, `shared` the mean of what multiplies all effects.
    """

    units: Array
    expected: Array
    participants: Array
    difference: Array
    attainable: Array
    cut: Array
    shared: float
    costs: tuple[Multiple, ...]
    members: tuple[tuple[int, ...], ...] = ()
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawing:
    """A version, and what its uncertain inputs are drawn from.

    `proposal` grades its success and has the facts that common factors ask for. `numbers` ranks rows of the head among
    their numbers, whose draws they use; `drawn` is the stream of the proposal. `setting` holds what is uncertain for
    many proposals at once.
    """

    setting: Setting
    proposal: Proposal
    version: Alternative
    numbers: Identity
    drawn: Stream

    @property
    def effects(self) -> tuple[Effect, ...]:
        """The effects that are drawn: none of a result computed elsewhere."""
        return self.version.effects if self.version.stated is None else ()


@dataclass(frozen=True, slots=True)
class _Row:
    """One effect of one version of a block."""

    effect: Effect
    rank: int
    drawn: Stream


@dataclass(frozen=True, slots=True)
class _Inputs:
    """One input of all rows of a block: by row and draw, one column where no row is uncertain in it.

    The values lie in the workspace; `certain` are the rows without uncertainty.
    """

    values: Array
    certain: Mask

    @property
    def means(self) -> Array:
        return _means(self.values, self.certain)


def reach(drawing: Drawing) -> Reached:
    """Participants × difference in risk × units per case, by draw, of one version."""
    (found,) = reach_all((drawing,))
    return found


def reach_all(block: Sequence[Drawing]) -> list[Reached]:
    """The same of many versions at once, whose rows are laid one after another.

    Args:
        block: Versions with the same number of draws; a row depends on nothing but its own version.
    """
    found: list[Reached] = []
    for piece in pieces(block, lambda one: one.setting.draws * max(1, len(one.effects))):
        found += _reach(piece)
    return found


def _reach(block: Sequence[Drawing]) -> list[Reached]:
    draws, work = block[0].setting.draws, block[0].setting.work
    rows = [
        _Row(effect, rank_of(row, one.numbers.effects), one.drawn)
        for one in block
        for row, effect in enumerate(one.effects)
    ]
    parts = _parts(rows, draws, work)
    turned, cut = _turned([row.effect for row in rows], parts, work)
    people, per_case = parts["participants"], parts["units_per_case"]
    treated = np.array([treated_share(row.effect) for row in rows]).reshape(-1, 1)
    reached = work.array("reached", len(rows), draws)
    np.multiply(people.values * treated, turned.values, out=reached)
    weighed = [weighing(one) for one in block]
    shared = [mean_of(of_effects) for of_effects, _ in weighed]
    everyone, certain = people.means, people.certain & turned.certain
    turning = _means(reached, certain) * np.repeat(shared, [len(one.effects) for one in block])
    difference = np.divide(turning, everyone, out=np.zeros_like(turning), where=everyone != 0)
    risk = parts["risk_without"].means
    attainable = treated[:, 0] * np.where(difference >= 0, risk, 1 - risk)
    attainable[[row.effect.stated_as == "mean_difference" for row in rows]] = inf
    reached *= per_case.values
    units = np.empty((len(rows), draws))
    found, first = [], 0
    for one, (of_effects, of_costs), mean in zip(block, weighed, shared, strict=True):
        at = slice(first, first + len(one.effects))
        first = at.stop
        _in_order(one, reached[at], of_effects, units[at])
        claims = tuple(_claims(one, at, parts, turned, treated, difference, of_effects))
        joint = tuple(terms(claims))
        of_rows = units[at] if not joint else np.vstack([units[at], *(_joint_units(one, term) for term in joint)])
        found.append(
            Reached(
                units=of_rows,
                expected=of_rows.mean(axis=1),
                participants=everyone[at],
                difference=difference[at],
                attainable=attainable[at],
                cut=cut[at],
                shared=mean,
                costs=tuple(_cost_multiples(one, of_costs)),
                members=_members(len(one.effects), joint),
                claims=claims,
            )
        )
    return found


def _members(effects: int, joint: Sequence[Sequence[Claim]]) -> tuple[tuple[int, ...], ...]:
    return (*_singles(effects), *(tuple(c.row for c in term) for term in joint))


@cache
def _singles(effects: int) -> tuple[tuple[int, ...], ...]:
    return tuple((row,) for row in range(effects))


def _in_order(one: Drawing, reached: Array, shared: Multiple, units: Array) -> None:
    """Write the units of a version in the order of its draws, with what all its effects and each price share."""
    np.take(reached, one.drawn.order, axis=1, out=units, mode="clip")
    if not isinstance(shared, float) or shared != 1.0:
        units *= shared
    for row, effect in enumerate(one.effects):
        if effect.outcome in one.setting.spreads:
            units[row] *= one.setting.spreads[effect.outcome]


def _joint_units(one: Drawing, term: Sequence[Claim]) -> Draws:
    return joint_units(term) * one.setting.spreads.get(term[0].chain[1], 1.0)


def _claims(
    one: Drawing,
    at: slice,
    parts: Mapping[str, _Inputs],
    turned: _Inputs,
    treated: Array,
    difference: Array,
    shared: Multiple,
) -> Iterator[Claim]:
    """What each effect in an overlap group claims, in the order of the draws.

    An effect that on average gives more people the outcome claims of those who would not have had it.
    """
    for row, effect in enumerate(one.effects):
        if effect.overlap_group is None or effect.stated_as == "mean_difference":
            continue
        of = at.start + row
        named = (parts["participants"], parts["risk_without"], parts["units_per_case"])
        rows = (*(part.values[of] for part in named), treated[of] * turned.values[of])
        order = one.drawn.order
        people, risk, per_case, turns = (np.broadcast_to(x, order.shape)[order] for x in rows)
        sign = 1 if difference[of] >= 0 else -1
        could = risk if sign > 0 else 1.0 - risk
        chain = (effect.overlap_group, effect.outcome, sign if per_case.mean() >= 0 else -sign)
        yield claim(row, chain, people, could * np.abs(per_case), sign * turns * shared, could)


def treated_share(effect: Effect) -> float:
    """The share of participants whom the effect size speaks of."""
    return float(effect.take_up * (1 - effect.drop_out)) if effect.size == "among_treated" else 1.0


def expected_inputs(effect: Effect, rank: int, drawn: Stream, draws: int) -> Mapping[str, float]:
    """The mean over draws of each input of an effect, and of the difference that they make as `turned`.

    What the difference, participants and units per case are together is not exactly their product, since a ratio is
    of an uncertain risk and no draws are without a small dependence; that of `Reached` is the mean of the product.
    """
    work = Workspace()
    parts = _parts([_Row(effect, rank, drawn)], draws, work)
    turned, _ = _turned([effect], parts, work)
    return {name: float(found.means[0]) for name, found in {**parts, "turned": turned}.items()}


def weighing(one: Drawing) -> tuple[Multiple, Multiple]:
    """What multiplies all effects, and all costs, of a version: graded success and common factors."""
    setting, graded = one.setting, success_of(one.proposal)
    success: Multiple = 1.0
    if graded is not None:
        success = float(graded.likely) if graded.is_point else one.drawn.of(graded, (0, SUCCESS), SHARE)
    factors = setting.portfolio.common_factors
    if not factors:
        return success, 1.0
    common = shared_by(one.version, one.proposal, factors, in_force(setting.portfolio, setting.rules))
    return success * multiple(common, "effects", setting.factors), multiple(common, "costs", setting.factors)


def mean_of(shared: Multiple) -> float:
    """The expected multiple."""
    return shared if isinstance(shared, float) else float(shared.mean())


def _cost_multiples(one: Drawing, shared: Multiple) -> Iterator[Multiple]:
    for row, cost in enumerate(one.version.costs):
        spread = cost.spread
        if spread is None:
            yield shared
        elif spread.is_point:
            yield shared * float(spread.likely)
        else:
            yield shared * one.drawn.of(spread, (rank_of(row, one.numbers.costs), COST), POSITIVE)


def _means(values: Array, certain: Mask) -> Array:
    """The mean of each row; of a row where all draws are alike, that number and not a rounded sum of it."""
    found: Array = values[:, 0] if values.shape[1] == 1 else np.where(certain, values[:, 0], values.mean(axis=1))
    return found


def _turned(effects: Sequence[Effect], parts: Mapping[str, _Inputs], work: Workspace) -> tuple[_Inputs, Array]:
    """Risk without − risk with by effect and draw, and the share of draws that were cut."""
    without, with_, change = (parts[name] for name in ("risk_without", "risk_with", "change"))
    width = max(part.values.shape[1] for part in (without, with_, change))
    turned, cut = work.array("turned", len(effects), width), np.zeros(len(effects))
    np.subtract(without.values, with_.values, out=turned)
    for form in {effect.stated_as for effect in effects} - {"risk_with"}:
        rows = [row for row, effect in enumerate(effects) if effect.stated_as == form]
        found = FORMULAS[form](*(np.broadcast_to(part.values, turned.shape)[rows] for part in (without, change)))
        turned[rows], cut[rows] = found.values, found.cut
    return _Inputs(turned, without.certain & with_.certain & change.certain), cut


def _parts(rows: Sequence[_Row], draws: int, work: Workspace) -> Mapping[str, _Inputs]:
    """Each input by effect and draw."""
    columns = zip(*(declared(row.effect) for row in rows), strict=True) if rows else ((),) * len(INPUTS)
    return {name: _part(name, rows, of_rows, draws, work) for name, of_rows in zip(INPUTS, columns, strict=True)}


def _part(
    name: str, rows: Sequence[_Row], given: Sequence[Distribution | None], draws: int, work: Workspace
) -> _Inputs:
    likely = np.array([0.0 if d is None else float(d.likely) for d in given]).reshape(-1, 1)
    uncertain = [(row, d) for row, d in zip(rows, given, strict=True) if d is not None and not d.is_point]
    if not uncertain:
        return _Inputs(likely, np.ones(len(rows), dtype=bool))
    tables = _quantile_tables([(d, bounds(row.effect, name)) for row, d in uncertain], power_of(draws), work)
    wanted = places([(row.drawn, (row.rank, name)) for row, _ in uncertain], draws, work)
    values = work.array(name, len(rows), draws)
    if len(uncertain) == len(rows):
        np.take(tables, wanted, out=values, mode="clip")
        return _Inputs(values, np.zeros(len(rows), dtype=bool))
    certain = np.array([d is None or d.is_point for d in given])
    values[:] = likely
    values[~certain] = np.take(tables, wanted)
    return _Inputs(values, certain)


def _quantile_tables(given: Sequence[tuple[Distribution, Bounds]], power: int, work: Workspace) -> Array:
    """Each distribution's values at the middles of the even grid, one row for each; triangles all at once."""
    size, shares, (root, rest) = 1 << power, grid(power), root_grid(power)
    ends = np.array([(float(d.low), float(d.likely), float(d.high)) for d, _ in given])
    low, likely, high = ends[:, 0:1], ends[:, 1:2], ends[:, 2:3]
    width = high - low
    rising, falling = (work.array(name, len(given), size) for name in ("rising", "falling"))
    np.multiply(root, np.sqrt(width * (likely - low)), out=rising)
    np.add(low, rising, out=rising)
    np.multiply(rest, np.sqrt(width * (high - likely)), out=falling)
    np.subtract(high, falling, out=falling)
    np.copyto(falling, rising, where=shares * width <= likely - low)
    for row, (found, bounded) in enumerate(given):
        if found.shape != "triangle":
            falling[row] = quantiles(found, shares, bounded)
    return falling
