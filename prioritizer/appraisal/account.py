"""One version at one start as tables of actors and years, and what they are worth by draw (convention §1–§7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np
import numpy.typing as npt

from prioritizer.appraisal.case import Case
from prioritizer.appraisal.draws import Draws
from prioritizer.appraisal.haircuts import Haircut
from prioritizer.appraisal.reached import mean_of
from prioritizer.appraisal.setting import Array, Setting, Unit
from prioritizer.appraisal.stated import lacks_tax_cost
from prioritizer.appraisal.tax_cost import TAX_COST
from prioritizer.appraisal.weights import Lasting, moved, weights


@dataclass(frozen=True, slots=True)
class Account:
    """Expected kronor of price_year by actor and year, not discounted; costs are at most zero.

    `paid` is what each cost row takes, above zero, by row and year. `home` is money taken home, nan where nobody has
    said. `discount` is what a krona of each year is worth in base_year. `burden` is what each cost row costs society,
    with its loss of tax financing, and `unit_present` what a unit of each row is worth in all, both discounted.
    `weights` are by row and year; the rows are those of `Reached`. The row of tax financing has the loss on costs among
    costs and the gain on effects among effects (§5).
    """

    years: npt.NDArray[np.int64]
    discount: Array
    paid: Array
    weights: Array
    costs: Array
    effects: Array
    home: Array
    investment: float | None
    burden: Array
    unit_present: Array
    cut_off: bool

    def present(self, table: Array) -> Array:
        """A table by actor and year brought to base_year."""
        found: Array = table * self.discount
        return found


@dataclass(frozen=True, slots=True)
class _Laid:
    """What the cost rows of a block take by year, and which rows are whose."""

    rows: tuple[slice, ...]
    paid: Array
    late: tuple[bool, ...]


def lay_out(block: Sequence[Case]) -> list[Account]:
    """Lay out versions by actor and year, the haircut of their evidence grade applied where the terms say so (§9).

    Costs are written for the earliest start, and move whole to a later one, kronor unchanged.

    Args:
        block: Of one portfolio; terms and prices may differ, as they do between sensitivities.
    """
    if not block:
        return []
    setting = block[0].setting
    cuts = [case.haircut for case in block]
    timing = [case.setting.timing(case.start) for case in block]
    discount = np.array([of_year for _, of_year in timing])
    factors = np.array([tax_loss(case.setting) if _is_taxed(case) else 0.0 for case in block])
    laid = _paid(block, cuts)
    costs = _costs(block, laid, setting, factors)
    rows = slices([len(case.reached.members) for case in block])
    later = [_later(case) for case in block]
    by_year = _weights_of_block(block, rows, later)
    scale = _scales(block, cuts)
    expected = np.concatenate([case.reached.expected for case in block]) * scale
    units = [unit for case in block for unit in case.units]
    effects, home, unit_present = effect_tables(units, rows, expected, by_year, discount, setting, factors)
    unit_present *= scale
    found = []
    for at, case in enumerate(block):
        of_costs, of_rows, (years, of_year) = laid.rows[at], rows[at], timing[at]
        paid_present = laid.paid[of_costs] @ of_year
        burden = _with_tax(case, float(factors[at])) * paid_present
        found.append(
            Account(
                years=years,
                discount=of_year,
                paid=laid.paid[of_costs],
                weights=by_year[of_rows],
                costs=costs[at],
                effects=effects[at],
                home=home[at],
                investment=_investment(case, burden),
                burden=burden,
                unit_present=unit_present[of_rows],
                cut_off=laid.late[at] or any(map(case.goes_on, case.effects, later[at])),
            )
        )
    return found


def _is_taxed(case: Case) -> bool:
    """Whether the loss of tax financing is added: to what is computed, and to what is stated without it (§26)."""
    return case.version.stated is None or lacks_tax_cost(case.version.stated)


def draws_of(block: Sequence[Case], found: Sequence[Account], present_costs: Array) -> Array:
    """NNV of society by version and draw.

    Args:
        block: Versions at a start.
        found: Their accounts.
        present_costs: What each costs in present kronor with tax financing, at most zero.
    """
    draws = np.empty((len(block), block[0].setting.draws))
    for case, account, of_draw, costs in zip(block, found, draws, present_costs.tolist(), strict=True):
        if case.reached.members:
            np.dot(account.unit_present, case.reached.units, out=of_draw)
        else:
            of_draw[:] = 0.0
        of_draw += costs - _overruns(case, account.burden)
    return draws


def slices(lengths: Sequence[int]) -> tuple[slice, ...]:
    """The rows of each member of a block, laid one after another.

    Example:
        >>> slices([2, 0, 1])
        (slice(0, 2, None), slice(2, 2, None), slice(2, 3, None))
    """
    ends = list(accumulate(lengths, initial=0))
    return tuple(slice(first, after) for first, after in pairwise(ends))


def _later(case: Case) -> list[int]:
    """How many years later than stated each effect comes: by its haircut, and by what a sensitivity adds."""
    cut, added = case.haircut.delay, case.setting.terms.delay
    found = [cut + added] * len(case.effects)
    for effect in case.spared:
        found[effect] = added
    return found


def _weights_of_block(block: Sequence[Case], rows: Sequence[slice], later: Sequence[Sequence[int]]) -> Array:
    """The weight of each row in each year; effects that reach the same people meet in a year by both their weights."""
    horizon = block[0].setting.portfolio.horizon
    durations = [case.setting.terms.duration for case in block]
    lasting = [
        Lasting(effect.profile, years, duration)
        for case, of_effects, duration in zip(block, later, durations, strict=True)
        for effect, years in zip(case.effects, of_effects, strict=True)
    ]
    singles = weights(lasting, horizon)
    if len(lasting) == rows[-1].stop:
        return singles
    found, first = np.empty((rows[-1].stop, horizon)), 0
    for case, at in zip(block, rows, strict=True):
        own = singles[first : first + len(case.effects)]
        first += len(own)
        found[at.start : at.start + len(own)] = own
        for row, members in enumerate(case.reached.members[len(own) :], at.start + len(own)):
            found[row] = np.prod(own[list(members)], axis=0)
    return found


def _scales(block: Sequence[Case], cuts: Sequence[Haircut]) -> Array:
    """What each row is multiplied by: haircut and scale of each effect once, so of several in one row as many times."""
    kept = [case.setting.terms.effect_scale * (1 - cut.effect) for case, cut in zip(block, cuts, strict=True)]
    effects = np.array([len(members) for case in block for members in case.reached.members])
    each = [len(case.reached.members) for case in block]
    found: Array = np.repeat(kept, each) ** effects
    for case, at in zip(block, slices(each), strict=True):
        if case.spared:
            found[at] = [case.factor(row) for row in range(at.stop - at.start)]
    return found


def _paid(block: Sequence[Case], cuts: Sequence[Haircut]) -> _Laid:
    """What each cost row takes by year, in kronor of price_year, and whether some comes too late to count."""
    rows, horizon = slices([len(case.version.costs) for case in block]), block[0].setting.portfolio.horizon
    table, scale = np.zeros((rows[-1].stop, horizon)), np.empty((rows[-1].stop, 1))
    late = []
    for case, cut, at in zip(block, cuts, rows, strict=True):
        too_late = False
        of_all = case.setting.terms.cost_scale * (1 + cut.cost)
        for row, (cost, multiple) in enumerate(zip(case.version.costs, case.reached.costs, strict=True), at.start):
            scale[row] = mean_of(multiple) * of_all
            for written, kronor in cost.per_year.items():
                year = written + case.waited
                if kronor and year - case.start >= horizon:
                    too_late = True
                elif kronor:
                    table[row, year - case.start] += float(kronor) * case.setting.level(cost, year)
        late.append(too_late)
    table *= scale
    return _Laid(rows, table, tuple(late))


def _costs(block: Sequence[Case], laid: _Laid, setting: Setting, factors: Array) -> Array:
    """The cost tables, with the loss of tax financing on them."""
    table = np.zeros((len(block), len(setting.actors), laid.paid.shape[1]))
    for of_case, case, at in zip(table, block, laid.rows, strict=True):
        for row, cost in enumerate(case.version.costs, at.start):
            of_case[setting.rows[cost.payer]] -= laid.paid[row]
    table[:, setting.rows[TAX_COST]] = factors[:, None] * table[:, setting.public].sum(axis=1)
    return table


def _with_tax(case: Case, factor: float) -> Array:
    """What a krona of each cost row costs society: with the loss of tax financing where a public purse pays."""
    setting = case.setting
    return np.array([1.0 + factor * setting.public[setting.rows[cost.payer]] for cost in case.version.costs])


def _investment(case: Case, burden: Array) -> float | None:
    """The present value of the investment rows with their tax cost (§11); None where some row does not say its kind."""
    costs = case.version.costs
    if any(cost.kind is None for cost in costs):
        return None
    return float(sum(kronor for cost, kronor in zip(costs, burden.tolist(), strict=True) if cost.kind == "investment"))


def _overruns(case: Case, burden: Array) -> Draws | float:
    """What each draw gives up more than is expected, in present kronor (convention §8)."""
    found: Draws | float = 0.0
    for multiple, kronor in zip(case.reached.costs, burden.tolist(), strict=True):
        if not isinstance(multiple, float) and (expected := float(multiple.mean())):
            found = found + kronor * (multiple / expected - 1.0)
    return found


def effect_tables(
    units: Sequence[Unit],
    rows: Sequence[slice],
    expected: Array,
    by_year: Array,
    discount: Array,
    setting: Setting,
    factors: Array,
) -> tuple[Array, Array, Array]:
    """Tables of effects and of money taken home, and the present value of a unit of each row to all.

    Args:
        units: What a unit of each row gives.
        rows: Which of them each version has.
        expected: Units a year at full effect by row.
        by_year: Weights by row and year.
        discount: What a krona is worth by version and year.
        setting: Actors.
        factors: The loss on each krona that public purses pay, by version.

    Returns:
        Two tables by version, actor and year, and one by row.
    """
    size = (len(rows), len(setting.actors), by_year.shape[1])
    table, home, unit_present = np.zeros(size), np.zeros(size), np.zeros(len(units))
    # Most rows give what another row gives, so that each unit is looked at once.
    alike = {id(unit): unit for unit in units}
    number = {name: at for at, name in enumerate(alike)}
    which = np.array([number[id(unit)] for unit in units], dtype=np.int64)
    loss = np.repeat(factors, [at.stop - at.start for at in rows])
    for delay in sorted({delay for unit in alike.values() for delay in unit.by_delay}):
        given = np.array([unit.after(delay, len(setting.actors)) for unit in alike.values()])
        here = np.array([delay in unit.by_delay for unit in alike.values()])[which]
        freed, taken = given[which, 0], given[which, 1]
        public = np.ascontiguousarray(given[:, 0, setting.public]).sum(axis=1)
        social = given[:, 0].sum(axis=1)[which] + loss * public[which]
        freed, taken, later = expected[:, None] * freed, expected[:, None] * taken, moved(by_year, delay)
        years = np.zeros(len(units))
        for version, at in enumerate(rows):
            if here[at].any():
                table[version] += freed[at].T @ later[at]
                home[version] += taken[at].T @ later[at]
                years[at] = later[at] @ discount[version]
        unit_present += social * years
    table[:, setting.rows[TAX_COST]] = factors[:, None] * table[:, setting.public].sum(axis=1)
    return table, home, unit_present


def tax_loss(setting: Setting) -> float:
    """The loss on each krona that public purses pay on net; zero where it is not counted (convention §5)."""
    factor = setting.terms.tax_factor
    return 0.0 if factor is None else float(factor) - 1.0
