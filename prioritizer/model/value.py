"""What a version is worth, to whom, when, and how sure that is (convention §1–§12)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Cells: TypeAlias = Mapping[tuple[str, int], int]
"""Whole kronor by (actor, year); a cell that is absent is an exact zero, not a missing figure."""


@dataclass(frozen=True, slots=True)
class Appraised:
    """One version at one start, appraised. Money in whole kronor of price_year; expected values are means over draws.

    Undiscounted: `costs` (≤ 0 for what is paid), `effects` and `taken_home` by actor and year. Discounted to
    base_year: `costs_present` and `effects_present`, apportioned so that they add up to `nnv` exactly.
    `break_even` and `break_even_own` are how much of the expected effects is needed for NNV = 0, all effects scaled
    together; the shares of participants outcome by outcome stand in `steps` (§11).
    `returns` is, for the own actor and each purse that pays something, the present value of what it takes home as money
    less what it pays; None where nobody has said what can be taken home (§12, D4).
    `own_nnv_before_equalisation` is own NNV as if the own purse kept all tax (§4). `real` divides NNV by kind of row,
    `financial` by actor and account; both add up to `nnv` exactly, in whole kronor.
    Figures that cannot be said are None (convention §25): BCR at a denominator ≤ 0, NNK-i without kinds.
    """

    proposal: str
    alternative: str | None
    start_year: int | None
    nnv: int
    present_effects: int | None
    present_costs: int | None
    costs: Cells
    effects: Cells
    taken_home: Cells
    costs_present: Cells
    effects_present: Cells
    nnk_i: float | None
    nnk_idu: float | None
    bcr: float | None
    payback_own: int | None
    payback_society: int | None
    own_nnv: int | None
    chance: float | None
    low: int | None
    high: int | None
    break_even: float | None
    break_even_own: float | None
    after_horizon: bool
    stated: bool
    chance_stated: bool
    steps: tuple[Mapping[str, object], ...]
    draws: npt.NDArray[np.float64]
    notes: tuple[str, ...] = ()
    returns: Mapping[str, int | None] = field(default_factory=dict)
    own_nnv_before_equalisation: int | None = None
    real: Mapping[str, int] = field(default_factory=dict)
    financial: Mapping[tuple[str, str], int] = field(default_factory=dict)
