"""What the plan covers, and which faults of the system the proposals point at (E2, E4, E9, E13, G5, H1)."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Count:
    """How many proposals of the plan, and what they are granted together in granted kronor (convention §3)."""

    proposals: int = 0
    granted: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Covered:
    """One goal, district, board or aim. `key` is None for proposals that do not state theirs (convention §25).

    `chosen` are those of the plan, `proposed` how many there are in the round, whatever became of them.
    """

    key: str | None
    chosen: Count
    proposed: int


@dataclass(frozen=True, slots=True)
class Dimension:
    """The plan divided by one field; where a proposal may state `several`, it counts in full in each."""

    field: str
    parts: tuple[Covered, ...]
    several: bool = False

    @property
    def unknown(self) -> Count:
        """The proposals of the plan that do not state the field."""
        return next((part.chosen for part in self.parts if part.key is None), Count())


@dataclass(frozen=True, slots=True)
class LevelCovered:
    """How many proposals of the plan reach a level of success, do not, or have not answered.

    `proposed` reach it in the round, and `proposed_unknown` of the round have not answered.
    """

    level: str
    reached: Count
    missed: Count
    unknown: Count
    proposed: int
    proposed_unknown: int


@dataclass(frozen=True, slots=True)
class GoalLevel:
    """A level that a goal is declared for: the plan's proposals for that goal that reach it, and that may.

    `unknown` are those of which the goal, or the level, is not stated, so that they may be more.
    """

    goal: str
    level: str
    proposals: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Signal:
    """A proposal that points at a fault of the system: in which area, None where that is not stated, and its words."""

    proposal: str
    area: str | None
    says: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class FaultArea:
    """An area of the system, and the proposals that point at a fault in it; `chosen` are those of the plan."""

    area: str | None
    proposals: tuple[str, ...]
    chosen: Count


@dataclass(frozen=True, slots=True)
class SystemFaults:
    """Areas by how many proposals point at them, the most first; what is not stated comes last.

    `none` answer that they have no effect on the system, `unknown` have not answered.
    """

    areas: tuple[FaultArea, ...]
    signals: tuple[Signal, ...]
    none: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """The plan as a whole: `chosen` is all of it, `proposed` how many proposals there are in the round."""

    chosen: Count
    proposed: int
    dimensions: tuple[Dimension, ...]
    levels: tuple[LevelCovered, ...]
    goal_levels: tuple[GoalLevel, ...]
    faults: SystemFaults

    def share(self, field: str, key: str) -> tuple[Fraction, Fraction] | None:
        """The share of granted kronor of one part: at least, and at most if all that is unknown belongs to it.

        None where nothing is granted.
        """
        dimension = next(d for d in self.dimensions if d.field == field)
        if not self.chosen.granted:
            return None
        part = next((p.chosen.granted for p in dimension.parts if p.key == key), Decimal(0))
        whole = Fraction(self.chosen.granted)
        return Fraction(part) / whole, Fraction(part + dimension.unknown.granted) / whole
