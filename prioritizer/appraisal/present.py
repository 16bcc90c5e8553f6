"""Present values, and tables in whole kronor that add up exactly (convention §1, §4, §29)."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import floor, fsum
from typing import TypeAlias

from prioritizer.appraisal.accounts import Entry
from prioritizer.appraisal.flows import CostFlow, EffectFlow

Table: TypeAlias = Mapping[tuple[str, int], float]
"""Kronor by actor and year, not yet rounded."""

Discount: TypeAlias = Callable[[int], float]
"""From a calendar year to what a krona of it is worth in base_year."""


@dataclass(frozen=True, slots=True)
class Rounded:
    """Discounted costs and effects in whole kronor; together they are the rounded net present value."""

    nnv: int
    costs: dict[tuple[str, int], int]
    effects: dict[tuple[str, int], int]


def flat_rate(rate: Decimal, base_year: int) -> Discount:
    """Discounting at the same rate every year; base_year counts in full (convention §1).

    Args:
        rate: Yearly share, real; 0.035 for 3.5 per cent.
        base_year: The year whose kronor are not discounted.

    Example:
        >>> flat_rate(Decimal("0.25"), 2027)(2029)
        0.64
    """
    yearly = 1 + float(rate)
    return lambda year: yearly ** -(year - base_year)


def cost_table(flows: Iterable[CostFlow]) -> dict[tuple[str, int], float]:
    """What each payer gives up by year, at most zero."""
    table: dict[tuple[str, int], float] = {}
    for flow in flows:
        for year, amount in flow.by_year.items():
            cell = (flow.cost.payer, year)
            table[cell] = table.get(cell, 0.0) - amount
    return table


def effect_table(
    flows: Iterable[EffectFlow], which: Callable[[Entry], bool] = lambda _: True
) -> dict[tuple[str, int], float]:
    """What each actor gets by year, expected; of all accounts or of those asked for."""
    return _table((flow, entry, entry.delay, value) for flow, entry, value in _parts(flows) if which(entry))


def home_table(flows: Iterable[EffectFlow]) -> dict[tuple[str, int], float]:
    """What each purse takes home as money by year, expected, where somebody has said what it can (convention §12).

    The share counts both ways: what an extra unit takes from a purse is as marginal as what a unit less gives it.
    """
    return _table(
        (flow, entry, entry.delay + entry.home_delay, value * float(entry.take_home))
        for flow, entry, value in _parts(flows)
        if entry.take_home
    )


def _parts(flows: Iterable[EffectFlow]) -> Iterator[tuple[EffectFlow, Entry, float]]:
    for flow in flows:
        for entry, value in flow.quantity.parts:
            yield flow, entry, value


def _table(rows: Iterable[tuple[EffectFlow, Entry, int, float]]) -> dict[tuple[str, int], float]:
    table: dict[tuple[str, int], float] = {}
    for flow, entry, delay, value in rows:
        at_full_effect = flow.quantity.expected * value
        for year, share in flow.later(delay).items():
            table[entry.actor, year] = table.get((entry.actor, year), 0.0) + at_full_effect * share
    return table


def discounted(table: Table, discount: Discount) -> dict[tuple[str, int], float]:
    """The same table, each cell brought to base_year."""
    factors = {year: discount(year) for year in sorted({year for _, year in table})}
    return {(actor, year): amount * factors[year] for (actor, year), amount in table.items()}


def total(table: Table) -> float:
    """The sum of all cells, the same whatever their order."""
    return fsum(table.values())


def whole(amount: float) -> int:
    """Whole kronor, rounded half-even.

    The millionth of a krona is rounded away first: binary fractions must not decide which way a half goes.

    Example:
        >>> whole(2.5), whole(3.5), whole(2.4999999999)
        (2, 4, 2)
    """
    return round(round(amount, 6))


def apportion(parts: Sequence[float], target: int) -> list[int]:
    """Whole kronor for each part that add up to the target, by largest remainder; the first part on a tie.

    Args:
        parts: Kronor whose sum is within half a krona of the target, or whose parents were apportioned.
        target: What the whole kronor add up to.

    Example:
        >>> apportion([0.4, 0.4, 0.2], 1)
        [1, 0, 0]
    """
    if not parts:
        return []
    exact = [round(part, 6) for part in parts]
    found = [floor(part) for part in exact]
    order = sorted(range(len(parts)), key=lambda i: (found[i] - exact[i], i))
    missing = target - sum(found)
    for turn in range(abs(missing)):
        found[order[turn % len(parts)] if missing > 0 else order[-1 - turn % len(parts)]] += 1 if missing > 0 else -1
    return found


def rounded(table: Table, target: int | None = None) -> dict[tuple[str, int], int]:
    """A table in whole kronor that adds up to the target, or to its own rounded sum: first actors, then years.

    Cells that are exactly zero stay out; one that rounds to zero stays in.
    """
    by_actor: dict[str, dict[int, float]] = {}
    for (actor, year), amount in sorted(table.items()):
        if amount:
            by_actor.setdefault(actor, {})[year] = amount
    sums = [fsum(years.values()) for years in by_actor.values()]
    targets = apportion(sums, whole(fsum(sums)) if target is None else target)
    return {
        (actor, year): kronor
        for (actor, years), part in zip(by_actor.items(), targets, strict=True)
        for year, kronor in zip(years, apportion(list(years.values()), part), strict=True)
    }


def rounded_present(costs: Table, effects: Table) -> Rounded:
    """Both discounted tables in whole kronor, so that all their cells add up to the rounded net present value."""
    sums = [total(costs), total(effects)]
    nnv = whole(fsum(sums))
    # A side without cells cannot take a krona, so the other side is rounded alone.
    of_costs, of_effects = apportion(sums, nnv) if costs and effects else (nnv if costs else 0, nnv if effects else 0)
    return Rounded(nnv, rounded(costs, of_costs), rounded(effects, of_effects))
