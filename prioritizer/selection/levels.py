"""Several things maximised in turn, each kept but for what may be given up of it (convention §14).

What a level has at least is a row, except for expected value: a row of such numbers is what a solver's tolerance lets
plans through (design §7). Levels after expected value are therefore found by halving: is there a plan with at least so
much of the level that is worth at least what is kept?
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from math import ceil

from prioritizer.model.plan import Outcome, Plan
from prioritizer.model.pursued import Pursued, Reached
from prioritizer.model.rules import Amount, Level, Limit, Op, Source
from prioritizer.predicates.constrain import constrain
from prioritizer.selection.choose import choose
from prioritizer.selection.deadline import Deadline
from prioritizer.selection.declared import declared
from prioritizer.selection.exact import Found, Nothing, SolverUnavailable
from prioritizer.selection.program import Product, Program, Row, value, whole
from prioritizer.selection.ratio import indexes, left, told_plan
from prioritizer.selection.search import MAKES, Make, Report, serving
from prioritizer.selection.standing import Standing
from prioritizer.selection.statement import Statement


@dataclass(frozen=True, slots=True)
class Measured:
    """A level, and what each candidate adds to it; None for expected value."""

    level: Level
    amounts: Mapping[int, Fraction] | None


@dataclass(slots=True)
class _Climb:
    """The levels so far: their rows, what expected value must be at least, and whether all of it is proved.

    `chosen` is a plan that keeps all of that, and `said` what the solvers said of the last one they proved.
    """

    program: Program
    deadline: Deadline
    report: Report
    makes: tuple[Make, ...]
    rows: list[Row] = field(default_factory=list)
    floor: int | None = None
    proved: bool = True
    reached: list[Reached] = field(default_factory=list)
    said: Plan | None = None
    chosen: frozenset[int] = frozenset()

    def here(self) -> Program:
        """The program within the levels so far."""
        return self.program.with_rows(*self.rows)

    def choose(self, program: Program, ties: bool = False, standing: Standing | None = None) -> Outcome:
        """The best plan of a program, by what is left of the time."""
        outcome = choose(program, left(self.deadline), self.report, self.makes, ties, standing)
        self.proved = self.proved and getattr(outcome, "status", "") == "optimal"
        return outcome


def measured(statement: Statement, program: Program, levels: Sequence[Level]) -> tuple[Measured, ...]:
    """What each candidate adds to each level.

    Raises:
        UnknownWhere: A level asks for what a candidate does not state; its `limit` is «level1» and so on.
    """
    known = declared(statement.funds, statement.resources, statement.plan_years, statement.closed)
    return tuple(
        Measured(
            level, None if level.amount is None else _amounts(f"level{n}", level.amount, statement, program, known)
        )
        for n, level in enumerate(levels, 1)
    )


def by_levels(
    program: Program,
    levels: Sequence[Measured],
    default: Outcome,
    time_limit: float | None = None,
    report: Report | None = None,
    makes: tuple[Make, ...] = MAKES,
) -> Pursued:
    """The plan that has most of each level in turn, and of those the one of the highest expected value.

    Expected value is always the last level, also where it is not named; of equals the order of ties decides (§16).

    Args:
        program: What is chosen between.
        levels: In the order in which they are maximised.
        default: The choice by expected value, to compare with.
        time_limit: Seconds; None searches until each level is proved.
        report: Hears of each search, and «level: N» before each level.
        makes: The makes of solver, the finder first.

    Raises:
        SolverUnavailable: No make of solver can start.

    Source:
        Convention §14.
    """
    climb = _Climb(program, Deadline.after(time_limit), report or (lambda _: None), makes)
    for number, level in enumerate(levels, 1):
        climb.report(f"level: {number}")
        stopped = _value(climb, level.level) if level.amounts is None else _amount(climb, level, f"level{number}")
        if stopped is not None:
            return Pursued("levels", stopped, default)
    outcome = climb.choose(climb.here(), ties=True)
    said = outcome if isinstance(outcome, Plan) else climb.said
    if said is None:
        return Pursued("levels", outcome, default)
    chosen = indexes(program, outcome) if isinstance(outcome, Plan) else climb.chosen
    outcome = told_plan(program, chosen, said, default, climb.proved, isinstance(outcome, Plan))
    kept = [_kept(program, level, chosen) for level in levels]
    told = tuple(replace(r, kept=amount) for r, amount in zip(climb.reached, kept, strict=True))
    return Pursued("levels", outcome, default, levels=told)


def _value(climb: _Climb, level: Level) -> Outcome | None:
    """Maximise expected value; what is kept of it is asked of later searches, never written as a row."""
    outcome = climb.choose(climb.here())
    if not isinstance(outcome, Plan):
        return outcome
    climb.said, climb.chosen = outcome, indexes(climb.program, outcome)
    units = value(climb.program, climb.chosen)
    most = Fraction(units, climb.program.scale)
    least = _least(most, level)
    climb.floor = ceil(least * climb.program.scale)
    climb.reached.append(Reached(level, most, least, most, climb.proved))
    return None


def _amount(climb: _Climb, level: Measured, name: str) -> Outcome | None:
    """Maximise a sum or a count, and hold what is kept of it in a row."""
    assert level.amounts is not None
    line = whole(name, level.amounts, ">=", Fraction(0), "limit")
    unit = _unit(line, level.amounts)
    counted = dict(line.coefficients)
    # Groups stay, worth nothing: limits on the draws still count what is shared in them.
    alone = replace(
        climb.here(),
        objective=tuple(counted.get(i, 0) for i in range(len(climb.program.candidates))),
        shared=tuple(tuple(Product(p.members, 0) for p in products) for products in climb.program.shared)
        if climb.program.risks
        else (),
        scale=1,
    )
    outcome = climb.choose(alone, standing=Standing("reached", unit))
    if not isinstance(outcome, Plan):
        return outcome
    climb.said, found = outcome, indexes(climb.program, outcome)
    highest = line.activity(found)
    if climb.floor is not None:
        highest = _within(climb, line, highest)
    else:
        climb.chosen = found
    most = highest * unit
    least = _least(most, level.level)
    climb.rows.append(replace(line, bound=ceil(least / unit)))
    climb.reached.append(Reached(level.level, most, least, most, climb.proved))
    return None


def _within(climb: _Climb, line: Row, highest: int) -> int:
    """The most of a level among plans worth what is kept of expected value, by halving."""
    assert climb.floor is not None
    program = climb.here()
    low, high, solver = line.activity(climb.chosen), highest, serving(program)
    while low < high:
        middle = (low + high + 1) // 2
        asked = (replace(line, bound=middle),)
        answer = solver.search(asked, at_least=climb.floor, time_limit=left(climb.deadline), any_plan=True)
        if isinstance(answer, Found) and answer.value >= climb.floor:
            climb.chosen, low = answer.chosen, line.activity(answer.chosen)
        elif isinstance(answer, Nothing):
            high = middle - 1
        else:
            climb.proved = False
            break
    climb.proved = climb.proved and _confirmed(climb, program, replace(line, bound=low + 1))
    return low


def _confirmed(climb: _Climb, program: Program, more: Row) -> bool:
    """Whether another make than the one that halved finds no plan with more of the level either."""
    assert climb.floor is not None
    for make in climb.makes:
        try:
            answer = make(program).search((more,), at_least=climb.floor, time_limit=left(climb.deadline))
        except SolverUnavailable:
            continue
        return isinstance(answer, Nothing)
    return False


def _least(most: Fraction, level: Level) -> Fraction:
    """What must be kept of a level."""
    return most - (abs(most) * Fraction(level.give_up) if level.is_share else Fraction(level.give_up))


def _unit(line: Row, amounts: Mapping[int, Fraction]) -> Fraction:
    """What one unit of a row in whole numbers is in the level's own unit; 1 where no candidate adds anything."""
    return next((amounts[i] / whole_number for i, whole_number in line.coefficients), Fraction(1))


def _kept(program: Program, level: Measured, chosen: frozenset[int]) -> Fraction:
    if level.amounts is None:
        return Fraction(value(program, chosen), program.scale)
    return sum((level.amounts.get(i, Fraction(0)) for i in chosen), Fraction(0))


def _amounts(
    name: str, amount: Amount, statement: Statement, program: Program, known: Mapping[str, Sequence[str]]
) -> Mapping[int, Fraction]:
    asked = Limit(name, {}, {}, replace(amount, op=Op.AT_LEAST, value=Decimal(0)), Source(""))
    (row,) = constrain(asked, program.candidates, statement.parameters, Decimal(0), known)
    return row.coefficients
