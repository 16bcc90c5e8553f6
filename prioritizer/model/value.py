"""What a version is worth, to whom, when, and how sure that is (convention §1–§12)."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias, TypeVar, overload

import numpy as np
import numpy.typing as npt

from prioritizer.model.plan import Key

Cells: TypeAlias = Mapping[tuple[str, int], int]
"""Whole kronor by (actor, year); a cell that is absent is an exact zero, not a missing figure."""


K = TypeVar("K")
V = TypeVar("V")


class LaterMapping(Mapping[K, V]):
    """Figures that are worked out when somebody first looks at them; the same mapping ever after."""

    __slots__ = ("_found", "_make")

    def __init__(self, make: Callable[[], Mapping[K, V]]) -> None:
        self._make = make
        self._found: Mapping[K, V] | None = None

    def _cells(self) -> Mapping[K, V]:
        if self._found is None:
            self._found = self._make()
        return self._found

    def __getitem__(self, cell: K) -> V:
        return self._cells()[cell]

    def __iter__(self) -> Iterator[K]:
        return iter(self._cells())

    def __len__(self) -> int:
        return len(self._cells())


class LaterSteps(Sequence[Mapping[str, object]]):
    """The steps of a calculation, told when somebody first asks."""

    __slots__ = ("_found", "_make")

    def __init__(self, make: Callable[[], Iterable[Mapping[str, object]]]) -> None:
        self._make = make
        self._found: Sequence[Mapping[str, object]] | None = None

    def _steps(self) -> Sequence[Mapping[str, object]]:
        if self._found is None:
            self._found = tuple(self._make())
        return self._found

    @overload
    def __getitem__(self, at: int) -> Mapping[str, object]: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Mapping[str, object]]: ...
    def __getitem__(self, at: int | slice) -> Mapping[str, object] | Sequence[Mapping[str, object]]:
        return self._steps()[at]

    def __len__(self) -> int:
        return len(self._steps())


@dataclass(frozen=True, slots=True)
class Appraised:
    """One version at one start, appraised. Money in whole kronor of price_year; expected values are means over draws.

    `nnv` is the value decided on: `nnv_adjusted` moved towards experience (§10). `nnv_adjusted` is what the tables add
    up to, after the haircuts of the evidence grade (§9); `nnv_raw` is before them. `draws` are of the value decided on.

    Undiscounted: `costs` (≤ 0 for what is paid), `effects` and `taken_home` by actor and year. Discounted to
    base_year: `costs_present` and `effects_present`, apportioned so that they add up to `nnv_adjusted` exactly.
    `break_even` and `break_even_own` are how much of the expected effects is needed for NNV = 0, all effects scaled
    together; the shares of participants outcome by outcome stand in `steps` (§11).
    `returns` is, for the own actor and each purse that pays something, the present value of what it takes home as money
    less what it pays; None where nobody has said what can be taken home (§12, D4).
    `weight` is how much of the distance to `prior` (mean and spread of NNV per krona of cost) is kept, 1 where nothing
    was moved; `spread` the standard deviation that it was computed from, the least of the evidence grade where
    `spread_is_least`. `haircut` is what `grade` adds to costs and takes off effects, and by how many years it moves
    them.
    `own_nnv_before_equalisation` is own NNV as if the own purse kept all tax (§4). `real` divides NNV by kind of row,
    `financial` by actor and account; both add up to `nnv_adjusted` exactly, in whole kronor.
    `actor_draws` is what each actor gains less what it pays by draw, before experience moves the sum: the actors add up
    to adjusted NNV in every draw. None where a result computed elsewhere does not say how it spreads over actors.
    `joint_present` is what each actor gets of what effects on the same people do not give together, in present kronor
    not rounded, by how many effects share it: with all effects scaled by s it scales with s to that power (§6, §11).
    `investment` is the present value of the investment rows with their tax cost, in kronor not rounded; None where some
    row does not say its kind.
    Figures that cannot be said are None (convention §25): BCR at a denominator ≤ 0, NNK-i without kinds.
    """

    proposal: str
    alternative: str | None
    start_year: int | None
    nnv: int
    nnv_raw: int
    nnv_adjusted: int
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
    steps: Sequence[Mapping[str, object]]
    draws: npt.NDArray[np.float64]
    notes: tuple[str, ...] = ()
    returns: Mapping[str, int | None] = field(default_factory=dict)
    expected_loss: int | None = None
    weight: float = 1.0
    prior: tuple[float, float] | None = None
    spread: float | None = None
    spread_is_least: bool = False
    grade: str = ""
    grade_basis: str = ""
    haircut: tuple[float, float, int] = (0.0, 0.0, 0)
    own_nnv_before_equalisation: int | None = None
    real: Mapping[str, int] = field(default_factory=dict)
    financial: Mapping[tuple[str, str], int] = field(default_factory=dict)
    actor_draws: Mapping[str, npt.NDArray[np.float64]] | None = None
    investment: float | None = None
    joint_present: Mapping[int, Mapping[str, float]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Overlap:
    """What versions of several proposals give together beyond the sum of each, since they reach the same people (§6).

    Below zero for two, since one saved placement cannot be saved twice; for three or more it is what remains when all
    smaller sets among them are counted, so that the sum over all sets in a plan is what the plan loses. `nnv` is
    what the tables add up to, whole kronor of price_year; it counts in full also where versions are moved (§10).
    `joint_present` is as for a version; a declared synergy has none, and scales with the effects in proportion.
    """

    group: str
    keys: tuple[Key, ...]
    nnv: int
    effects: Cells
    taken_home: Cells
    effects_present: Cells
    own_nnv: int
    own_nnv_before_equalisation: int
    draws: npt.NDArray[np.float64]
    real: Mapping[str, int] = field(default_factory=dict)
    financial: Mapping[tuple[str, str], int] = field(default_factory=dict)
    actor_draws: Mapping[str, npt.NDArray[np.float64]] = field(default_factory=dict)
    joint_present: Mapping[int, Mapping[str, float]] = field(default_factory=dict)

    @property
    def nnv_adjusted(self) -> int:
        """The same as `nnv`: what is shared is not moved towards experience."""
        return self.nnv
