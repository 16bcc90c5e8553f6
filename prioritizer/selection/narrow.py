"""What row multipliers prove in exact arithmetic: a bound, and what a plan of some worth must or cannot hold.

Any multipliers of the right sign give a bound that holds; those of the linear relaxation give a good one. They come
as floats, are rounded to whole numbers, and from there on nothing is rounded: a solver's tolerance cannot reach it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from prioritizer.selection.program import Program, Row

PRECISION = 20
"""Multipliers are whole numbers of 2 ** -PRECISION objective units per unit of the row."""


@dataclass(frozen=True, slots=True)
class Bound:
    """No plan is worth more than `highest`; `gains` is what each candidate adds after its part of the rows is paid.

    Both are counted in 2 ** -PRECISION objective units.
    """

    highest: int
    gains: tuple[int, ...]

    @property
    def units(self) -> int:
        """The bound in whole objective units."""
        return self.highest >> PRECISION

    def settle(self, worth: int) -> Mapping[int, int]:
        """For a plan worth at least so many objective units: the candidates it must hold (1) and cannot hold (0)."""
        spare = self.highest - (worth << PRECISION)
        return {i: int(gain > 0) for i, gain in enumerate(self.gains) if abs(gain) > spare}


def bound(program: Program, rows: Sequence[Row], multipliers: Sequence[float], fixed: Mapping[int, int]) -> Bound:
    """The bound that multipliers of the rows prove.

    Args:
        program: Gives the objective.
        rows: Rows that apply.
        multipliers: One for each row: objective units per unit of its bound; the wrong sign counts as 0.
        fixed: Candidates whose part is settled, in (1) or out (0).

    Source:
        Lagrangian relaxation: maximum over all sets of Σ multiplier · bound + Σ gain · chosen.
    """
    gains = [coefficient << PRECISION for coefficient in program.objective]
    highest = 0
    for row, multiplier in zip(rows, multipliers, strict=True):
        whole = round(multiplier * (1 << PRECISION))
        if (row.sense == "<=" and whole < 0) or (row.sense == ">=" and whole > 0) or not whole:
            continue
        highest += whole * row.bound
        for i, coefficient in row.coefficients:
            gains[i] -= whole * coefficient
    for i, gain in enumerate(gains):
        highest += gain * fixed[i] if i in fixed else max(0, gain)
        if i in fixed:
            gains[i] = 0
    return Bound(highest, tuple(gains))


def rounded(
    program: Program, rows: Sequence[Row], relaxed: Sequence[float], gains: Sequence[int], fixed: Mapping[int, int]
) -> frozenset[int] | None:
    """A plan near a solution of the linear relaxation, None where rounding meets a row it cannot keep.

    What the relaxation takes whole is taken; the rest is added by gain for as long as every ceiling holds.
    """
    taken = {i for i, x in enumerate(relaxed) if x > 0.999 and fixed.get(i, 1)} | {i for i, x in fixed.items() if x}
    used = [row.activity(frozenset(taken)) for row in rows]
    touched = _touched(rows, len(relaxed))
    for i in _by_gain(gains, taken, fixed):
        if program.objective[i] <= 0 and relaxed[i] < 0.001:
            continue
        if all(rows[r].sense == ">=" or c <= 0 or used[r] + c <= rows[r].bound for r, c in touched[i]):
            taken.add(i)
            for r, c in touched[i]:
                used[r] += c
    plan = frozenset(taken)
    return plan if all(row.allows(plan) for row in rows) else None


def _by_gain(gains: Sequence[int], taken: Iterable[int], fixed: Mapping[int, int]) -> list[int]:
    settled = set(taken) | set(fixed)
    return sorted((i for i in range(len(gains)) if i not in settled), key=lambda i: (-gains[i], i))


def _touched(rows: Sequence[Row], size: int) -> list[list[tuple[int, int]]]:
    touched: list[list[tuple[int, int]]] = [[] for _ in range(size)]
    for r, row in enumerate(rows):
        for i, coefficient in row.coefficients:
            touched[i].append((r, coefficient))
    return touched
