"""What each actor gains less what it pays, draw by draw: the joint draws of society, divided (convention §4, §8)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from prioritizer.appraisal.account import Account, tax_loss
from prioritizer.appraisal.case import Case
from prioritizer.appraisal.draws import Draws
from prioritizer.appraisal.indicators import percentile, share_above_zero
from prioritizer.appraisal.present import whole
from prioritizer.appraisal.reached import Multiple, reach
from prioritizer.appraisal.setting import Array, Part, Setting
from prioritizer.appraisal.tax_cost import TAX_COST
from prioritizer.appraisal.weights import moved

ActorDraws = Mapping[str, Draws]
"""Present kronor by actor and draw; an actor that is absent neither pays nor gets anything in any draw."""

Joint = dict[int, dict[str, float]]
"""What each actor gets of the terms of two effects on the same people, of three, and so on, in present kronor."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Of the net present value of some actors: the chance that it is above zero, its 5th and 95th percentile."""

    chance: float
    low: int
    high: int


def version_draws(case: Case, found: Account) -> dict[str, Draws]:
    """The net present value of each actor by draw, after haircuts and before it is moved towards experience.

    The actors add up to society's adjusted NNV in every draw, the row of tax financing included. That of experience is
    known for the whole only, so nothing of it is divided on actors (§10).

    Args:
        case: A version whose effects are computed here, not stated elsewhere. What is told later keeps no draws, so
            that they are drawn again, to the same numbers.
        found: Its account.
    """
    setting, reached = case.setting, reach(case.drawing)
    members = reached.members
    table = found.present(found.costs).sum(axis=1)[:, None] - _overruns(case, found, reached.costs)
    if members:
        kept = [case.factor(row) for row in range(len(members))]
        units = np.array(kept)[:, None] * reached.units
        parts = [case.parts(row) for row in range(len(members))]
        table = table + effect_draws(parts, found.weights, found.discount, units, setting)
    return _by_actor(table, setting)


def joint_draws(
    parts: Sequence[Sequence[Part]], weights: Array, discount: Array, units: Array, setting: Setting
) -> dict[str, Draws]:
    """The same of what versions on the same people give together beyond the sum of each (§6)."""
    return _by_actor(effect_draws(parts, weights, discount, units, setting), setting)


def effect_draws(
    parts: Sequence[Sequence[Part]], weights: Array, discount: Array, units: Array, setting: Setting
) -> Array:
    """What each actor gets, in present kronor by actor and draw, with the loss of tax financing on it.

    Args:
        parts: What a unit of each row gives.
        weights: By row and year.
        discount: What a krona of each year is worth.
        units: Units a year at full effect by row and draw, after the haircut.
        setting: Actors and terms.
    """
    found: Array = present_of_units(parts, weights, discount, setting) @ units
    return found


def present_of_units(parts: Sequence[Sequence[Part]], weights: Array, discount: Array, setting: Setting) -> Array:
    """What a unit of each row gives each actor, in present kronor by actor and row; arguments as in `effect_draws`."""
    found = np.zeros((len(setting.actors), len(parts)))
    for row, of_row in enumerate(parts):
        for part in of_row:
            found[:, row] += part.freed * float(moved(weights[row : row + 1], part.delay)[0] @ discount)
    found[setting.rows[TAX_COST]] = tax_loss(setting) * found[setting.public].sum(axis=0)
    return found


def joint_of(
    parts: Sequence[Sequence[Part]],
    weights: Array,
    discount: Array,
    expected: Array,
    sizes: Sequence[int],
    setting: Setting,
) -> Joint:
    """What each actor gets of some rows, by how many effects are in each; the row of tax financing is one of them.

    Args:
        parts: What a unit of each row gives.
        weights: By row and year.
        discount: What a krona of each year is worth.
        expected: Units a year at full effect of each row, after the haircut.
        sizes: How many effects each row is of.
        setting: Actors and terms.
    """
    present = present_of_units(parts, weights, discount, setting) * expected
    found: Joint = {}
    for size in sorted(set(sizes)):
        of_size = present[:, np.array(sizes) == size].sum(axis=1)
        found[size] = {actor: float(of_size[row]) for actor, row in setting.rows.items() if of_size[row]}
    return found


def joint_of_version(case: Case, found: Account) -> Joint:
    """The same of the effects of one version that reach the same people; nothing where none do."""
    rows = range(len(case.effects), len(case.reached.members))
    if not rows:
        return {}
    expected = np.array([case.expected(row) for row in rows])
    sizes = [len(case.reached.members[row]) for row in rows]
    weights = found.weights[rows.start :]
    return joint_of([case.parts(row) for row in rows], weights, found.discount, expected, sizes, case.setting)


def summed_draws(found: Iterable[ActorDraws]) -> dict[str, Draws]:
    """The draws of several versions and overlaps together; joint, since they come from one run."""
    sums: dict[str, Draws] = {}
    for of_one in found:
        for actor, draws in of_one.items():
            sums[actor] = sums[actor] + draws if actor in sums else draws
    return dict(sorted(sums.items()))


def spread_of(found: ActorDraws, actors: Collection[str]) -> Spread:
    """How sure the net present value of some actors together is; exact zeros where they neither pay nor get."""
    there = [draws for actor, draws in found.items() if actor in actors]
    draws = np.sum(there, axis=0) if there else np.zeros(1)
    return Spread(share_above_zero(draws), whole(percentile(draws, 5)), whole(percentile(draws, 95)))


def _overruns(case: Case, found: Account, multiples: Sequence[Multiple]) -> Array:
    """What each payer gives up more than is expected, by actor and draw, with the loss of tax financing on it (§8)."""
    setting, factor = case.setting, tax_loss(case.setting)
    table = np.zeros((len(setting.actors), setting.draws))
    for row, multiple in enumerate(multiples):
        if isinstance(multiple, float) or not (expected := float(multiple.mean())):
            continue
        more = float(found.paid[row] @ found.discount) * (multiple / expected - 1.0)
        payer = setting.rows[case.version.costs[row].payer]
        table[payer] += more
        if setting.public[payer]:
            table[setting.rows[TAX_COST]] += factor * more
    return table


def _by_actor(table: Array, setting: Setting) -> dict[str, Draws]:
    return {actor: table[row] for actor, row in sorted(setting.rows.items()) if table[row].any()}
