"""What the effects of a version amount to by draw, before prices and years (convention §6, §8)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import inf

import numpy as np

from prioritizer.appraisal.common_factors import multiple, shared_by
from prioritizer.appraisal.distributions import POSITIVE, SHARE
from prioritizer.appraisal.draws import (
    COST,
    SUCCESS,
    Draws,
    Identity,
    Stream,
    rank_of,
    success_of,
)
from prioritizer.appraisal.effect_size import ROUNDING
from prioritizer.appraisal.inputs import Drawn, Row, means_of, parts_of, turned_by
from prioritizer.appraisal.overlap import Claim, claim, joint_units, terms
from prioritizer.appraisal.setting import Array, Setting
from prioritizer.appraisal.workspace import Workspace, pieces
from prioritizer.model.portfolio import Alternative, Effect, Proposal
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
        Row(effect, rank_of(row, one.numbers.effects), one.drawn)
        for one in block
        for row, effect in enumerate(one.effects)
    ]
    parts = parts_of(rows, draws, work)
    turned, cut = turned_by([row.effect for row in rows], parts, work)
    people, per_case = parts["participants"], parts["units_per_case"]
    treated = np.array([treated_share(row.effect) for row in rows]).reshape(-1, 1)
    reached = work.array("reached", len(rows), draws)
    np.multiply(people.values * treated, turned.values, out=reached)
    weighed = [weighing(one) for one in block]
    shared = [mean_of(of_effects) for of_effects, _ in weighed]
    everyone, certain = people.means, people.certain & turned.certain
    turning = means_of(reached, certain) * np.repeat(shared, [len(one.effects) for one in block])
    multiples: dict[int, Draws] = {}
    for row, multiple_of_row, beyond in _held_back(block, [of_effects for of_effects, _ in weighed], parts, turned):
        multiples[row], cut[row] = multiple_of_row, max(cut[row], beyond)
        in_order = np.broadcast_to(reached[row], (draws,))[rows[row].drawn.order]
        turning[row] = float((in_order * multiple_of_row).mean())
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
        of_rows = [multiples.get(row, of_effects) for row in range(at.start, at.stop)]
        _in_order(one, reached[at], of_rows, units[at])
        claims = tuple(_claims(one, at, parts, turned, treated, difference, of_rows))
        joint = tuple(terms(claims))
        table = units[at] if not joint else np.vstack([units[at], *(_joint_units(one, term) for term in joint)])
        found.append(
            Reached(
                units=table,
                expected=table.mean(axis=1),
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


def _held_back(
    block: Sequence[Drawing], shared: Sequence[Multiple], parts: Mapping[str, Drawn], turned: Drawn
) -> Iterator[tuple[int, Draws, float]]:
    """Where a common factor would turn the outcome for more people than could have it: what it is held back to.

    Yields:
        The row, its multiple in the order of the draws, and the share of draws that were held back (convention §6).
    """
    first = 0
    for one, multiple_of_all in zip(block, shared, strict=True):
        rows = range(first, first + len(one.effects))
        first = rows.stop
        if (multiple_of_all if isinstance(multiple_of_all, float) else multiple_of_all.max()) <= 1.0:
            continue
        for row, effect in zip(rows, one.effects, strict=True):
            if effect.stated_as == "mean_difference":
                continue
            order = one.drawn.order
            values = (turned.values[row], parts["risk_without"].values[row])
            change, risk = (np.broadcast_to(x, order.shape)[order] for x in values)
            could = np.where(change >= 0, risk, 1.0 - risk)
            most = np.divide(could, np.abs(change), out=np.full(order.shape, inf), where=change != 0)
            beyond = float(np.mean(multiple_of_all > most * (1 + ROUNDING)))
            if beyond:
                yield row, np.minimum(multiple_of_all, most), beyond


def _in_order(one: Drawing, reached: Array, shared: Sequence[Multiple], units: Array) -> None:
    """Write the units of a version in the order of its draws, with what its effects and each price share."""
    np.take(reached, one.drawn.order, axis=1, out=units, mode="clip")
    for row, of_row in enumerate(shared):
        if not isinstance(of_row, float) or of_row != 1.0:
            units[row] *= of_row
    for row, effect in enumerate(one.effects):
        if effect.outcome in one.setting.spreads:
            units[row] *= one.setting.spreads[effect.outcome]


def _joint_units(one: Drawing, term: Sequence[Claim]) -> Draws:
    return joint_units(term) * one.setting.spreads.get(term[0].chain[1], 1.0)


def _claims(
    one: Drawing,
    at: slice,
    parts: Mapping[str, Drawn],
    turned: Drawn,
    treated: Array,
    difference: Array,
    shared: Sequence[Multiple],
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
        yield claim(row, chain, people, could * np.abs(per_case), sign * turns * shared[row], could)


def treated_share(effect: Effect) -> float:
    """The share of participants whom the effect size speaks of."""
    return float(effect.take_up * (1 - effect.drop_out)) if effect.size == "among_treated" else 1.0


def expected_inputs(effect: Effect, rank: int, drawn: Stream, draws: int) -> Mapping[str, float]:
    """The mean over draws of each input of an effect, and of the difference that they make as `turned`.

    What the difference, participants and units per case are together is not exactly their product, since a ratio is
    of an uncertain risk and no draws are without a small dependence; that of `Reached` is the mean of the product.
    """
    work = Workspace()
    parts = parts_of([Row(effect, rank, drawn)], draws, work)
    turned, _ = turned_by([effect], parts, work)
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
