"""In which sequence each order takes proposals (convention §22).

The only place besides documents where it is read who asked, how loudly and when (§24).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from prioritizer.model.orders import LeftOut, OrderName
from prioritizer.model.plan import Candidate, Key
from prioritizer.model.rules import Fact
from prioritizer.model.value import Appraised
from prioritizer.reading import scalars
from prioritizer.reading.scalars import Unreadable
from prioritizer.selection.declared import envelope_of
from prioritizer.selection.program import Program
from prioritizer.selection.statement import Statement

PRIORITY, SIGNATURES, RECEIVED = "advocacy.political_priority", "advocacy.signatures", "advocacy.received"
BOARD = "board"
RATIO = "nnk_i"
"""What orders go by, as the vocabulary and the appraisal name it."""

ORDERS: tuple[OrderName, ...] = ("nnk", "advocacy", "signatures", "first_come", "smallest_first", "equal_share")

Rank: TypeAlias = tuple[Decimal | Fraction | float | int, ...]
"""What proposals are sorted by, the least first."""
Room: TypeAlias = Callable[[frozenset[int], int], bool]
"""Whether a candidate may be added to those that are taken, besides what the limits say."""


@dataclass(frozen=True, slots=True)
class Sequence:
    """Proposals in the order that they are taken, or why there is none; the rest is as in `Order`."""

    proposals: tuple[str, ...] = ()
    left_out: LeftOut | None = None
    field: str = ""
    lacking: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    room: Room | None = None


@dataclass(frozen=True, slots=True)
class Ratios:
    """NNK-i by version, None where it has none, and the versions that do not say what kind some cost is of (§11)."""

    found: Mapping[Key, float | None]
    unsorted: frozenset[Key] = frozenset()

    @classmethod
    def of(cls, appraised: Iterable[Appraised]) -> "Ratios":
        """Those of appraised versions."""
        values = {(v.proposal, v.alternative, v.start_year): v for v in appraised}
        return cls(
            {key: v.nnk_i for key, v in values.items()}, frozenset(k for k, v in values.items() if v.investment is None)
        )


@dataclass(frozen=True, slots=True)
class Round:
    """What is ordered.

    `options` are the versions and starts of each proposal as they are written: first those that must be taken, in the
    versions that they must be taken in, then the others, by the numbers of each (§24). `ratios` have the NNK-i of each
    proposal's first version, None where it has none; `unsorted` are those that do not say what kind some cost is of.
    """

    candidates: tuple[Candidate, ...]
    options: Mapping[str, tuple[int, ...]]
    obligatory: frozenset[str]
    ratios: Mapping[str, float | None]
    unsorted: frozenset[str]
    boards: tuple[str, ...]
    share: Decimal | None

    @classmethod
    def of(cls, statement: Statement, program: Program, ratios: Ratios) -> "Round":
        """The round that a program was made of; candidates of the statement are in the order that they are written."""
        index = {c.key: i for i, c in enumerate(program.candidates)}
        held = _held(program)
        options: dict[str, list[int]] = {}
        for i in (index[c.key] for c in statement.candidates):
            name = program.candidates[i].proposal
            if name not in held or i in held[name]:
                options.setdefault(name, []).append(i)
        by_numbers = dict.fromkeys(c.proposal for c in program.candidates)
        ordered = {p: tuple(options[p]) for p in sorted(by_numbers, key=lambda p: p not in held)}
        first = {p: program.candidates[found[0]] for p, found in ordered.items()}
        boards = tuple(sorted({str(c.facts[BOARD]) for c in first.values() if c.facts.get(BOARD)}))
        return cls(
            program.candidates,
            ordered,
            frozenset(held),
            {p: ratios.found.get(c.key) for p, c in first.items()},
            frozenset(p for p, c in first.items() if c.key in ratios.unsorted),
            boards,
            envelope_of(statement.funds) // len(boards) if boards else None,
        )

    def first(self, proposal: str) -> Candidate:
        """The first version of a proposal at its first start."""
        return self.candidates[self.options[proposal][0]]

    def sequence(self, name: OrderName) -> Sequence:
        """The sequence of one order."""
        match name:
            case "nnk":
                return self._by_ratio()
            case "advocacy":
                return self._by_field(PRIORITY, scalars.quantity)
            case "signatures":
                return self._by_field(SIGNATURES, lambda text: -scalars.quantity(text))
            case "first_come":
                return self._by_field(RECEIVED, _day)
            case "smallest_first":
                return Sequence(self._sorted({p: (self.first(p).granted_total,) for p in self.options}))
            case "equal_share":
                return self._in_equal_shares()

    def _by_ratio(self) -> Sequence:
        """Highest first; those that have no ratio last, unless somebody could state what it lacks."""
        lacking = tuple(p for p in self.options if p in self.unsorted - self.obligatory)
        if lacking:
            return Sequence(left_out="missing", field=RATIO, lacking=lacking)
        ranks = {p: (0, -found) if found is not None else (1, 0) for p, found in self.ratios.items()}
        last = tuple(p for p, found in self.ratios.items() if found is None and p not in self.obligatory)
        if len(last) == len(self.options.keys() - self.obligatory) > 0:
            return Sequence(left_out="missing", field=RATIO, lacking=last)
        return Sequence(self._sorted(ranks), field=RATIO, last=last)

    def _by_field(self, field: str, read: Callable[[str], Decimal | int]) -> Sequence:
        """The least first; all proposals but those that must be taken have to state it."""
        stated = {p: self.first(p).facts.get(field) for p in self.options if p not in self.obligatory}
        if lacking := tuple(p for p, fact in stated.items() if fact in (None, "")):
            return Sequence(left_out="missing", field=field, lacking=lacking)
        ranks: dict[str, Rank] = {}
        unreadable = []
        for proposal, fact in stated.items():
            try:
                ranks[proposal] = (read(str(fact)),)
            except Unreadable:
                unreadable.append(proposal)
        if unreadable:
            return Sequence(left_out="unreadable", field=field, lacking=tuple(unreadable))
        return Sequence(self._sorted(ranks), field=field)

    def _in_equal_shares(self) -> Sequence:
        """Most value per granted krona first; no board's proposals are granted more than its share."""
        boards: dict[int, Fact] = {i: c.facts.get(BOARD) for i, c in enumerate(self.candidates)}
        share = Decimal(0) if self.share is None else self.share
        lacking = tuple(p for p in self.options if not self.first(p).facts.get(BOARD))
        if lacking:
            return Sequence(left_out="missing", field=BOARD, lacking=lacking)

        def has_room(taken: frozenset[int], candidate: int) -> bool:
            board = boards[candidate]
            granted = (self.candidates[i].granted_total for i in (*taken, candidate) if boards[i] == board)
            return sum(granted, Decimal(0)) <= share

        ranks = {p: _per_krona(self.first(p)) for p in self.options}
        return Sequence(self._sorted(ranks), field=BOARD, room=has_room)

    def _sorted(self, ranks: Mapping[str, Rank]) -> tuple[str, ...]:
        """Those that must be taken, then the others by rank; of equals first what is granted least, then by numbers."""
        must = [p for p in self.options if p in self.obligatory]
        others = [p for p in self.options if p not in self.obligatory]
        return (*must, *sorted(others, key=lambda p: (ranks[p], self.first(p).granted_total)))


def late(sequence: Sequence) -> Sequence:
    """The sequence of an order whose time was out."""
    return replace(sequence, left_out="time")


def _held(program: Program) -> dict[str, frozenset[int]]:
    """The proposals that must be taken, and the versions of each that are allowed."""
    held: dict[str, frozenset[int]] = {}
    for row in program.rows:
        if row.kind in ("mandatory", "continues"):
            allowed = frozenset(i for i, _ in row.coefficients)
            for name in {program.candidates[i].proposal for i in allowed}:
                held[name] = held.get(name, allowed) & allowed
    return held


def _day(text: str) -> int:
    found: date = scalars.day(text)
    return found.toordinal()


def _per_krona(candidate: Candidate) -> Rank:
    """Most value per granted krona first; what is granted nothing is first where it is worth something, else last."""
    if not candidate.granted_total:
        return (0 if candidate.value >= 0 else 2, -candidate.value)
    return (1, -Fraction(candidate.value) / Fraction(candidate.granted_total))
