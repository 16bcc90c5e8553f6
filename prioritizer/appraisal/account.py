"""One version at one start as tables of actors and years, and what they are worth by draw (convention §1–§7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

import numpy as np
import numpy.typing as npt

from prioritizer.appraisal.draws import Draws
from prioritizer.appraisal.haircuts import NO_HAIRCUT, Haircut
from prioritizer.appraisal.prices import price_year_of
from prioritizer.appraisal.reached import Reached
from prioritizer.appraisal.setting import AS_STATED, Array, Duration, Part, Setting
from prioritizer.appraisal.stated import lacks_tax_cost
from prioritizer.appraisal.tax_cost import TAX_COST
from prioritizer.model.portfolio import Alternative, Effect, Profile

FOLLOWED = 100
"""For how many years after the horizon it is told what is left out."""


@dataclass(frozen=True, slots=True)
class Account:
    """Expected kronor of price_year by actor and year, not discounted; costs are at most zero.

    `paid` is what each cost row takes, above zero, by row and year. `home` is money taken home, nan where nobody has
    said. `discount` is what a krona of each year is worth in base_year. `draws` is society's NNV by draw, and
    `unit_present` what a unit of each row is worth in all, both discounted. `weights` are by row and year; the rows are
    those of `Reached`. The row of tax financing has the loss on
    costs among costs and the gain on effects among effects (§5).
    """

    years: npt.NDArray[np.int64]
    discount: Array
    paid: Array
    weights: Array
    costs: Array
    effects: Array
    home: Array
    investment: float | None
    unit_present: Array
    draws: Draws
    cut_off: bool

    def present(self, table: Array) -> Array:
        """A table by actor and year brought to base_year."""
        found: Array = table * self.discount
        return found


def account(
    version: Alternative, start: int, shift: int, reached: Reached, setting: Setting, cut: Haircut = NO_HAIRCUT
) -> Account:
    """Lay out a version by actor and year.

    Args:
        version: Its costs are written for the earliest start.
        start: Its first year.
        shift: How many years later than the earliest start that is; all costs move whole, kronor unchanged.
        reached: What its effects amount to by draw.
        setting: Prices, actors and terms.
        cut: The haircut of its evidence grade, applied where the terms say so (convention §9).
    """
    terms, horizon = setting.terms, setting.portfolio.horizon
    cut = cut if terms.haircuts else NO_HAIRCUT
    years = np.arange(start, start + horizon)
    discount = setting.discount(years)
    paid, late = _paid(version, years, shift, setting)
    means = [m if isinstance(m, float) else float(m.mean()) for m in reached.costs]
    paid *= np.array(means).reshape(-1, 1) * (terms.cost_scale * (1 + cut.cost))
    factor = tax_loss(setting) if version.stated is None or lacks_tax_cost(version.stated) else 0.0
    costs = _costs(version, paid, setting, factor)
    later = cut.delay + terms.delay
    weights = weights_of_rows(version.effects, reached.members, horizon, later, terms.duration)
    # Each effect has the haircut once, so that of several in one row it counts as many times.
    scale = terms.effect_scale * (1 - cut.effect) ** np.array([len(rows) for rows in reached.members])
    parts = [setting.parts_of_all([version.effects[i] for i in rows]) for rows in reached.members]
    effects, home, unit_present = effect_tables(parts, reached.expected * scale, weights, setting, discount)
    draws = float((costs * discount).sum()) - _overruns(version, paid, reached, setting, discount, factor)
    if reached.members:
        draws = draws + (unit_present * scale) @ reached.units
    return Account(
        years=years,
        discount=discount,
        paid=paid,
        weights=weights,
        costs=costs,
        effects=effects,
        home=home,
        investment=_investment(version, paid, setting, discount, factor),
        unit_present=unit_present * scale,
        draws=np.broadcast_to(draws, (setting.draws,)),
        cut_off=late or any(goes_on(effect.profile, horizon, later) for effect in version.effects),
    )


def weight(profile: Profile, year: int) -> float:
    """The weight of a year, counted from the start: delay, ramp, full effect, decay (convention §7, design §5).

    Example:
        >>> from decimal import Decimal
        >>> p = Profile(1, (Decimal("0.5"), Decimal(1)), 4, Decimal("0.5"))
        >>> [weight(p, year) for year in range(7)]
        [0.0, 0.5, 1.0, 1.0, 1.0, 0.5, 0.25]
    """
    k = year - profile.delay
    if k < 0:
        return 0.0
    if k < len(profile.ramp):
        return float(profile.ramp[k])
    if k < profile.years:
        return 1.0
    return float(1 - profile.decay) ** (k - profile.years + 1)


def weights_of(effects: Sequence[Effect], horizon: int, later: int = 0, duration: Duration = AS_STATED) -> Array:
    """The weight of each effect in each year of the horizon, all effects moved `later` by whole years."""
    if not effects:
        return np.zeros((0, horizon))
    profiles = [effect.profile for effect in effects]
    lengths = [p.years * duration.scale for p in profiles]
    if not duration.between_years:
        return _weights(profiles, [max(1, ceil(length)) if length else 0 for length in lengths], horizon, later)
    shorter = [floor(length) for length in lengths]
    part = np.array([[length - years] for length, years in zip(lengths, shorter, strict=True)])
    below, above = (_weights(profiles, [years + n for years in shorter], horizon, later) for n in (0, 1))
    found: Array = (1.0 - part) * below + part * above
    return found


def _weights(profiles: Sequence[Profile], lengths: Sequence[int], horizon: int, later: int) -> Array:
    """The weights of profiles with other lengths than their own; a ramp longer than a new length is cut."""
    years = np.array(lengths).reshape(-1, 1)
    k = np.arange(horizon) - np.array([[p.delay + later] for p in profiles])
    left = np.array([[1.0 - float(p.decay)] for p in profiles])
    found: Array = np.where(k < 0, 0.0, np.power(left, np.clip(k - years + 1, 0, None)))
    for row, profile in enumerate(profiles):
        first = profile.delay + later
        whole_ramp = profile.ramp if lengths[row] == profile.years else profile.ramp[: lengths[row]]
        ramp = whole_ramp[: max(0, horizon - first)]
        found[row, first : first + len(ramp)] = [float(share) for share in ramp]
    return found


def weights_of_rows(
    effects: Sequence[Effect], members: Sequence[Sequence[int]], horizon: int, later: int, duration: Duration
) -> Array:
    """The weight of each row in each year; effects that reach the same people meet in a year by both their weights."""
    found = weights_of(effects, horizon, later, duration)
    joint = [np.prod(found[list(rows)], axis=0) for rows in members if len(rows) > 1]
    return np.vstack([found, *joint]) if joint else found


def goes_on(profile: Profile, horizon: int, later: int = 0) -> bool:
    """True when something of the effect is left at or after the horizon, where nothing counts."""
    last = profile.delay + max(profile.years, len(profile.ramp))
    return profile.decay < 1 or any(weight(profile, year) > 0 for year in range(horizon - later, last))


def _paid(version: Alternative, years: npt.NDArray[np.int64], shift: int, setting: Setting) -> tuple[Array, bool]:
    """What each cost row takes by year as it was written, in kronor of price_year, and whether some comes too late."""
    table, first, late = np.zeros((len(version.costs), len(years))), int(years[0]), False
    portfolio = setting.portfolio
    funds = {fund.id: fund for fund in portfolio.funds}
    for row, cost in enumerate(version.costs):
        for written, kronor in cost.per_year.items():
            year = written + shift
            if kronor and year - first >= len(years):
                late = True
            elif kronor:
                price_year = price_year_of(cost, year, funds, portfolio)
                level = 1.0 if price_year == portfolio.price_year else float(setting.to_price_year(price_year))
                table[row, year - first] += float(kronor) * level
    return table, late


def _costs(version: Alternative, paid: Array, setting: Setting, factor: float) -> Array:
    """The costs table, with the loss of tax financing on it."""
    table = np.zeros((len(setting.actors), paid.shape[1]))
    for row, cost in enumerate(version.costs):
        table[setting.rows[cost.payer]] -= paid[row]
    table[setting.rows[TAX_COST]] = factor * table[setting.public].sum(axis=0)
    return table


def _with_tax(version: Alternative, setting: Setting, factor: float) -> Array:
    """What a krona of each cost row costs society: with the loss of tax financing where a public purse pays."""
    public = [setting.public[setting.rows[cost.payer]] for cost in version.costs]
    return 1.0 + factor * np.array(public, dtype=np.float64)


def _investment(version: Alternative, paid: Array, setting: Setting, discount: Array, factor: float) -> float | None:
    """The present value of the investment rows with their tax cost (§11); None where some row does not say its kind."""
    if any(cost.kind is None for cost in version.costs):
        return None
    invested = np.array([cost.kind == "investment" for cost in version.costs], dtype=np.float64)
    return float((invested * _with_tax(version, setting, factor)) @ (paid @ discount))


def _overruns(
    version: Alternative, paid: Array, reached: Reached, setting: Setting, discount: Array, factor: float
) -> Draws | float:
    """What each draw gives up more than is expected, in present kronor (convention §8)."""
    if all(isinstance(multiple, float) for multiple in reached.costs):
        return 0.0
    present = _with_tax(version, setting, factor) * (paid @ discount)
    found = np.zeros(setting.draws)
    for multiple, kronor in zip(reached.costs, present, strict=True):
        if not isinstance(multiple, float) and (expected := float(multiple.mean())):
            found += kronor * (multiple / expected - 1.0)
    return found


def effect_tables(
    parts: Sequence[Sequence[Part]], expected: Array, weights: Array, setting: Setting, discount: Array
) -> tuple[Array, Array, Array]:
    """Tables of effects and of money taken home, and the present value of a unit of each row to all.

    Args:
        parts: What a unit of each row gives.
        expected: Units a year at full effect by row.
        weights: By row and year.
        setting: Actors and terms.
        discount: What a krona of each year is worth.
    """
    size = (len(setting.actors), weights.shape[1])
    table, home = np.zeros(size), np.zeros(size)
    unit_present = np.zeros(len(parts))
    by_delay: dict[int, tuple[Array, Array]] = {}
    for row, found_parts in enumerate(parts):
        for part in found_parts:
            for delay, values, which in ((part.delay, part.freed, 0), (part.delay + part.home_delay, part.home, 1)):
                found = by_delay.setdefault(delay, (np.zeros((len(parts), size[0])), np.zeros((len(parts), size[0]))))
                found[which][row] += values
    factor = tax_loss(setting)
    public = setting.public
    for delay, (freed, taken) in by_delay.items():
        later = moved(weights, delay)
        table += (expected[:, None] * freed).T @ later
        home += (expected[:, None] * taken).T @ later
        social = freed.sum(axis=1) + factor * freed[:, public].sum(axis=1)
        unit_present += social * (later @ discount)
    table[setting.rows[TAX_COST]] = factor * table[public].sum(axis=0)
    return table, home, unit_present


def moved(weights: Array, delay: int) -> Array:
    """Weights that arise a number of years later; what falls after the horizon does not count."""
    if not delay:
        return weights
    found = np.zeros_like(weights)
    found[:, delay:] = weights[:, :-delay]
    return found


def tax_loss(setting: Setting) -> float:
    """The loss on each krona that public purses pay on net; zero where it is not counted (convention §5)."""
    factor = setting.terms.tax_factor
    return 0.0 if factor is None else float(factor) - 1.0
