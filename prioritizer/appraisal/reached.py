"""What the effects of a version amount to by draw, before prices and years (convention §6, §8)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf

import numpy as np

from prioritizer.appraisal.common_factors import multiple, shared_by
from prioritizer.appraisal.distributions import POSITIVE, SHARE, quantiles
from prioritizer.appraisal.draws import (
    COST,
    INPUTS,
    SUCCESS,
    Draws,
    Identity,
    Stream,
    grid,
    power_of,
    rank_of,
    root_grid,
    success_of,
)
from prioritizer.appraisal.effect_size import FORMULAS, bounds
from prioritizer.appraisal.overlap import Claim, claim, joint_units, terms
from prioritizer.appraisal.setting import Array, Setting
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


def reach(proposal: Proposal, version: Alternative, numbers: Identity, drawn: Stream, setting: Setting) -> Reached:
    """Participants × difference in risk × units per case, by draw.

    Args:
        proposal: Grades its success, and has the facts that common factors ask for.
        version: Take-up and drop-out apply only where a size is among the treated.
        numbers: Ranks rows of the head among their numbers, whose draws they use.
        drawn: The stream of the proposal.
        setting: Holds what is uncertain for many proposals at once.
    """
    of_effects, of_costs = weighing(proposal, version, drawn, setting)
    effects = version.effects if version.stated is None else ()
    parts = _parts(effects, numbers.effects, drawn, setting.draws)
    turned, cut = _turned(effects, parts)
    treated = np.array([treated_share(effect) for effect in effects]).reshape(-1, 1)
    reached = parts["participants"] * treated * turned
    units = np.broadcast_to(reached * parts["units_per_case"], (len(effects), setting.draws))[:, drawn.order]
    if not isinstance(of_effects, float) or of_effects != 1.0:
        units = units * of_effects
    for row, effect in enumerate(effects):
        if effect.outcome in setting.spreads:
            units[row] *= setting.spreads[effect.outcome]
    shared = of_effects if isinstance(of_effects, float) else float(of_effects.mean())
    participants, risk = parts["participants"].mean(axis=1), parts["risk_without"].mean(axis=1)
    reached_mean = reached.mean(axis=1) * shared
    difference = np.divide(reached_mean, participants, out=np.zeros_like(reached_mean), where=participants != 0)
    attainable = treated[:, 0] * np.where(difference >= 0, risk, 1 - risk)
    attainable[[effect.stated_as == "mean_difference" for effect in effects]] = inf
    costs = tuple(
        _cost_multiple(cost.spread, (rank_of(row, numbers.costs), COST), drawn, of_costs)
        for row, cost in enumerate(version.costs)
    )
    claims = tuple(_claims(effects, parts, treated * turned, difference, drawn, of_effects))
    members: list[tuple[int, ...]] = [(row,) for row in range(len(effects))]
    for term in terms(claims):
        members.append(tuple(c.row for c in term))
        units = np.vstack([units, joint_units(term) * setting.spreads.get(term[0].chain[1], 1.0)])
    expected = units.mean(axis=1)
    return Reached(units, expected, participants, difference, attainable, cut, shared, costs, tuple(members), claims)


def _claims(
    effects: Sequence[Effect],
    parts: Mapping[str, Array],
    turned: Array,
    difference: Array,
    drawn: Stream,
    shared: Multiple,
) -> Iterator[Claim]:
    """What each effect in an overlap group claims, in the order of the draws.

    An effect that on average gives more people the outcome claims of those who would not have had it.
    """
    for row, effect in enumerate(effects):
        if effect.overlap_group is None or effect.stated_as == "mean_difference":
            continue
        rows = (parts["participants"][row], parts["risk_without"][row], parts["units_per_case"][row], turned[row])
        people, risk, per_case, turns = (np.broadcast_to(x, drawn.order.shape)[drawn.order] for x in rows)
        sign = 1 if difference[row] >= 0 else -1
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
    parts = _parts((effect,), (rank,), drawn, draws)
    turned, _ = _turned((effect,), parts)
    return {**{name: float(values.mean()) for name, values in parts.items()}, "turned": float(turned.mean())}


def weighing(proposal: Proposal, version: Alternative, drawn: Stream, setting: Setting) -> tuple[Multiple, Multiple]:
    """What multiplies all effects, and all costs, of a version: graded success and common factors."""
    declared, found = success_of(proposal), 1.0
    success: Multiple = found
    if declared is not None:
        success = float(declared.likely) if declared.is_point else drawn.of(declared, (0, SUCCESS), SHARE)
    factors = setting.portfolio.common_factors
    if not factors:
        return success, 1.0
    common = shared_by(version, proposal, factors, in_force(setting.portfolio, setting.rules))
    return success * multiple(common, "effects", setting.factors), multiple(common, "costs", setting.factors)


def _cost_multiple(spread: Distribution | None, name: tuple[int, str], drawn: Stream, shared: Multiple) -> Multiple:
    if spread is None:
        return shared
    return shared * (float(spread.likely) if spread.is_point else drawn.of(spread, name, POSITIVE))


def _turned(effects: Sequence[Effect], parts: Mapping[str, Array]) -> tuple[Array, Array]:
    """Risk without − risk with by effect and draw, and the share of draws that were cut."""
    cut = np.zeros(len(effects))
    turned = parts["risk_without"] - parts["risk_with"]
    others = [row for row, effect in enumerate(effects) if effect.stated_as != "risk_with"]
    if others and turned.shape[1] < parts["change"].shape[1]:
        turned = np.repeat(turned, parts["change"].shape[1], axis=1)
    for row in others:
        without, change = np.broadcast_arrays(parts["risk_without"][row], parts["change"][row])
        found = FORMULAS[effects[row].stated_as](without, change)
        turned[row], cut[row] = found.values, found.cut
    return turned, cut


def _parts(effects: Sequence[Effect], ranks: Sequence[int], drawn: Stream, draws: int) -> Mapping[str, Array]:
    """Each input by effect and draw, one column where no effect is uncertain in it."""
    found: dict[str, Array] = {}
    for name in INPUTS:
        declared = [getattr(effect, name) for effect in effects]
        values = np.array([0.0 if d is None else float(d.likely) for d in declared]).reshape(-1, 1)
        rows = [row for row, d in enumerate(declared) if d is not None and d.low != d.high]
        if rows:
            slices = drawn.slices[[drawn.inputs[rank_of(row, ranks), name] for row in rows]]
            tables = quantile_tables([declared[row] for row in rows], [effects[row] for row in rows], name, draws)
            # One flat look-up: row by row as take_along_axis does, in half the time.
            drawn_values = tables.ravel()[slices + np.arange(len(rows))[:, None] * tables.shape[1]]
            if len(rows) == len(effects):
                values = drawn_values
            else:
                values = np.repeat(values, draws, axis=1)
                values[rows] = drawn_values
        found[name] = values
    return found


def quantile_tables(declared: Sequence[Distribution], effects: Sequence[Effect], name: str, draws: int) -> Array:
    """Each distribution's values at the middles of the even grid, one row for each; triangles all at once."""
    power = power_of(draws)
    shares = grid(power)
    if any(d.shape != "triangle" for d in declared):
        return np.array([quantiles(d, shares, bounds(e, name)) for d, e in zip(declared, effects, strict=True)])
    ends = np.array([[float(d.low), float(d.likely), float(d.high)] for d in declared])
    low, likely, high = ends[:, 0:1], ends[:, 1:2], ends[:, 2:3]
    width, (root, rest) = high - low, root_grid(power)
    rising = low + root * np.sqrt(width * (likely - low))
    falling = high - rest * np.sqrt(width * (high - likely))
    found: Array = np.where(shares * width <= likely - low, rising, falling)
    return found
