"""The plan whose largest regret over declared scenarios is smallest (convention §14).

The regret of a plan in a scenario is what that scenario's best plan is worth more there. The largest regret is a whole
number written in 0–1 variables after the candidates, one for each power of two, so that the program stays one of whole
numbers and 0–1 variables alone: in each scenario the plan's value and that number make up at least the best.

A plan that nobody would choose can be some scenario's best, and its proposals then decide what others regret: a
proposal that is irrelevant by itself can change the choice.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import gcd, lcm

from prioritizer.model.plan import Outcome, Plan
from prioritizer.model.pursued import Pursued, Regret
from prioritizer.model.rules import Scenario
from prioritizer.selection.choose import choose
from prioritizer.selection.deadline import Deadline
from prioritizer.selection.extra import powers, variable
from prioritizer.selection.products import lifted, sets_of
from prioritizer.selection.program import Program, Row, value
from prioritizer.selection.ratio import indexes, left, told_plan
from prioritizer.selection.search import MAKES, Make, Report
from prioritizer.selection.standing import Standing
from prioritizer.selection.statement import Statement


@dataclass(frozen=True, slots=True)
class _World:
    """A scenario with its program, and its best plan's worth in units of the regret."""

    scenario: Scenario
    statement: Statement
    program: Program
    best: Fraction


def least_regret(
    statement: Statement,
    scenarios: Sequence[tuple[Scenario, Statement]],
    default: Outcome,
    time_limit: float | None = None,
    report: Report | None = None,
    makes: tuple[Make, ...] = MAKES,
) -> Pursued:
    """The plan whose largest regret over the scenarios is smallest.

    Args:
        statement: What is chosen between.
        scenarios: Each with the same statement but for values and what versions are worth together.
        default: The choice by expected value, to compare with and as a first bound.
        time_limit: Seconds; None searches until the regret is proved.
        report: Hears of each search, and «scenario: N» before the best plan of each.
        makes: The makes of solver, the finder first.

    Raises:
        SolverUnavailable: No make of solver can start.

    Source:
        Convention §14; Savage, The theory of statistical decision, JASA 46 (1951).
    """
    deadline, tell = Deadline.after(time_limit), report or (lambda _: None)
    program = statement.program()
    if not isinstance(default, Plan):
        return Pursued("least_regret", default, default)
    worlds, proved = list[_World](), True
    for number, (scenario, changed) in enumerate(scenarios, 1):
        tell(f"scenario: {number}")
        there = changed.program()
        best = choose(there, left(deadline), tell, makes, ties=False)
        # Each plan is a plan in every scenario, so that the choice by expected value stands where time has passed.
        known = [plan for plan in (best, default) if isinstance(plan, Plan)]
        worth = max(Fraction(value(there, indexes(there, plan)), there.scale) for plan in known)
        proved = proved and isinstance(best, Plan) and best.status == "optimal"
        worlds.append(_World(scenario, changed, there, worth))
    written, unit, lost = _written(program, statement, worlds, default)
    found = choose(written, left(deadline), tell, makes, standing=Standing("regret", -unit, known=-lost))
    said = found if isinstance(found, Plan) else default
    own = frozenset(i for i in indexes(written, said) if i < len(program.candidates))
    plan = told_plan(program, own, said, default, proved and said.status == "optimal", isinstance(found, Plan))
    regrets = tuple(_regret(world, plan, default) for world in worlds)
    return Pursued("least_regret", plan, default, regrets=regrets)


def _regret(world: _World, plan: Plan, default: Plan) -> Regret:
    worths = _worth(world, plan), _worth(world, default)
    values = {c.key: c.value for c in world.statement.candidates}
    # A best plan that is not proved can be passed by the one that was chosen.
    return Regret(world.scenario, max(world.best, *worths), *worths, values, world.statement.together)


def _worth(world: _World, plan: Plan) -> Fraction:
    """What a plan is worth in a scenario."""
    return Fraction(value(world.program, indexes(world.program, plan)), world.program.scale)


def _written(
    program: Program, statement: Statement, worlds: Sequence[_World], default: Plan
) -> tuple[Program, Fraction, int]:
    """The program that minimises the largest regret, the unit that divides every regret, and the default's in it."""
    grouped = _grouped(statement, worlds)
    whole = lifted(grouped)
    sets = [some for shared in grouped.shared for some in sets_of(grouped, shared)]
    groups = [n for n, shared in enumerate(grouped.shared) for _ in sets_of(grouped, shared)]
    names = _names(grouped, worlds)
    values = [
        [
            *_own(program, world),
            *(_of_set(program, world, some, names[n]) for some, n in zip(sets, groups, strict=True)),
        ]
        for world in worlds
    ]
    most = max(world.best - _worth(world, default) for world in worlds)
    numbers = [number for line in values for number in line] + [world.best for world in worlds]
    unit = _unit(numbers)
    bits = powers("regret", int(most / unit))
    first = len(program.candidates) + len(sets)
    rows = [
        Row(
            f"regret:{world.scenario.id}",
            (
                *((i, int(number / unit)) for i, number in enumerate(line) if number),
                *((first + bit, 2**bit) for bit in range(len(bits))),
            ),
            ">=",
            int(world.best / unit),
            "limit",
            f"regret:{world.scenario.id}",
        )
        for world, line in zip(worlds, values, strict=True)
    ]
    extra = (*(variable(f"set:{n}") for n in range(len(sets))), *bits)
    objective = (0,) * first + tuple(-(2**bit) for bit in range(len(bits)))
    return Program((*program.candidates, *extra), objective, 1, (*whole.rows, *rows)), unit, int(most / unit)


def _own(program: Program, world: _World) -> list[Fraction]:
    """What each candidate is worth by itself in a scenario, kronor."""
    at = {c.key: units for c, units in zip(world.program.candidates, world.program.objective, strict=True)}
    return [Fraction(at[c.key], world.program.scale) for c in program.candidates]


def _of_set(program: Program, world: _World, some: frozenset[int], group: str) -> Fraction:
    """What a set of candidates of a group is worth together in a scenario, beyond the sum of each, kronor."""
    keys = {program.candidates[i].key for i in some}
    pairs = world.statement.together.items()
    return Fraction(sum(kronor for (name, members), kronor in pairs if name == group and keys.issuperset(members)))


def _grouped(statement: Statement, worlds: Sequence[_World]) -> Program:
    """The program with every group that is worth something in some scenario."""
    together = {where: 1 for world in worlds for where, kronor in world.statement.together.items() if kronor}
    return replace(statement, together=together).program()


def _names(grouped: Program, worlds: Sequence[_World]) -> list[str]:
    """The name of each group of a program, by the products in it; groups alike in these are taken in turn."""
    index = {candidate.key: i for i, candidate in enumerate(grouped.candidates)}
    members: dict[str, set[tuple[int, ...]]] = {}
    for world in worlds:
        for (name, keys), kronor in world.statement.together.items():
            if kronor and all(key in index for key in keys):
                members.setdefault(name, set()).add(tuple(sorted(index[key] for key in keys)))
    found = []
    for shared in grouped.shared:
        name = next(n for n, products in sorted(members.items()) if products == {p.members for p in shared})
        del members[name]
        found.append(name)
    return found


def _unit(numbers: Sequence[Fraction]) -> Fraction:
    """The largest number that divides all; every regret is a whole number of it."""
    grid = lcm(1, *(number.denominator for number in numbers))
    return Fraction(gcd(*(int(number * grid) for number in numbers)) or 1, grid)
