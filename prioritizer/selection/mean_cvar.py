"""The plan of the highest mean–CVaR: expected value and the mean of the worst outcomes, weighed (convention §14, §18).

(1 − weight) × expected value + weight × the mean of the worst share of a plan's draws is itself the mean of that share,
of other draws: each version's become its expected value plus `weight` times what each draw differs from it. That mean,
rounded down to whole kronor, is written in 0–1 variables after the candidates, one for each power of two, as the regret
is. Each takes its kronor away in every draw, and the mean of the worst share of it all is held at what a known plan
has. So what is maximised is held down by a limit on the draws like any other, by the same cuts, in whole numbers alone.
"""

from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor, lcm
from typing import Literal

import numpy as np

from prioritizer.model.plan import Infeasible, Outcome, Plan
from prioritizer.model.pursued import Pursued, Weighed
from prioritizer.predicates.constrain import UnknownWhere
from prioritizer.selection.choose import choose
from prioritizer.selection.deadline import Deadline
from prioritizer.selection.draws import Draws, Risk, Table
from prioritizer.selection.extra import powers
from prioritizer.selection.program import Product, Program, drawn_products, violated
from prioritizer.selection.ratio import indexes, left, told_plan
from prioritizer.selection.search import DIFFER, MAKES, Make, Report
from prioritizer.selection.standing import Standing

NAME: Literal["mean_cvar"] = "mean_cvar"
"""The id of the limit that holds the variables down, and what a missing draw is asked for by."""


@dataclass(frozen=True, slots=True)
class _Weighing:
    """What plans are measured by: the mean of the worst `draws`, and of `weighed` ones, `grid` of which are a krona.

    Source:
        Rockafellar & Uryasev 2000: the mean of the worst share of draws that all move by a certain sum moves by that.
    """

    weight: Fraction
    draws: Risk
    weighed: Risk
    grid: int

    def of(self, chosen: frozenset[int]) -> Fraction:
        """Mean–CVaR of some candidates, kronor."""
        return self.weighed.measure(chosen) / self.grid


def best_mean_cvar(
    program: Program,
    share: Fraction,
    weight: Fraction,
    default: Outcome,
    time_limit: float | None = None,
    report: Report | None = None,
    makes: tuple[Make, ...] = MAKES,
) -> Pursued:
    """The plan with the most of (1 − weight) × expected value + weight × mean of the worst share, in whole kronor.

    Both are less the reserve price of what is granted, which is as certain as the grant.

    Args:
        program: What is chosen between; every candidate has its draws.
        share: Of the draws, those that are the worst; above 0.
        weight: Of their mean, above 0 and at most 1.
        default: The choice by expected value, to begin from and compare with.
        time_limit: Seconds; None searches until the plan is proved.
        report: Hears of each search.
        makes: The makes of solver, the finder first.

    Raises:
        UnknownWhere: Some candidates have no draws.
        SolverUnavailable: No make of solver can start.

    Source:
        Convention §14, §18; Rockafellar & Uryasev, Optimization of conditional value-at-risk, Journal of Risk 2 (2000).
    """
    deadline = Deadline.after(time_limit)
    weighing = _weighing(program, share, weight)
    if not isinstance(default, Plan):
        return Pursued(NAME, default, default)
    least = floor(weighing.of(indexes(program, default)))
    most = _most(program, weighing, default)
    written = _written(program, weighing, least, max(least, most))
    found = choose(written, left(deadline), report, makes, standing=Standing("weighed", least=Fraction(least), known=0))
    chosen, is_best = _best(program, weighing, written, found, default)
    said = found if is_best and isinstance(found, Plan) else default
    proved = is_best and said.status == "optimal"
    plan = told_plan(program, chosen, said, default, proved, is_best)
    if isinstance(found, Infeasible):
        # There is one, the default: both solvers are wrong.
        plan = replace(plan, faults=(*plan.faults, DIFFER))
    worth = weighing.of(chosen)
    bound = worth if proved else max(worth, Fraction(_bound(found, least, most)))
    told = _told(weighing, (chosen, indexes(program, default)), bound, proved)
    return Pursued(NAME, plan, default, weighed=told)


def _weighing(program: Program, share: Fraction, weight: Fraction) -> _Weighing:
    """The table of draws as they are, and the one of which the mean of the worst is mean–CVaR."""
    undrawn = [p for group in program.shared for p in group if not p.draws]
    if undrawn:
        raise UnknownWhere(NAME, sorted({program.candidates[i].proposal for p in undrawn for i in p.members}))
    table = Table.of_candidates(program.candidates, drawn_products(program.shared), NAME)
    grid = lcm(program.scale, weight.denominator)
    times = int(weight * grid)

    def moved(units: int, kronor: int, drawn: Draws) -> list[int]:
        certain = units * (grid // program.scale) - times * kronor
        return [certain + times * one for one in drawn.tolist()]

    whole = [c.value for c in program.candidates] + [units // program.scale for units in _worths(program)]
    rows = [*table.columns, *(drawn for _, drawn in table.products)]
    made = [moved(*given) for given in zip(_units(program), whole, rows, strict=True)]
    count = len(program.candidates)
    members = (some for some, _ in table.products)
    weighed = Table.of(made[:count], zip(members, made[count:], strict=True))
    none = Fraction(0)
    draws = Risk(NAME, "worst_mean", share, none, table)
    return _Weighing(weight, draws, replace(draws, table=weighed), grid)


def _worths(program: Program) -> list[int]:
    return [p.worth for group in program.shared for p in group]


def _units(program: Program) -> list[int]:
    """The objective units of every candidate and then of every product."""
    return [*program.objective, *_worths(program)]


def _most(program: Program, weighing: _Weighing, default: Plan) -> int:
    """What no plan can exceed, kronor: its expected value, and what its draws are more than that on average."""
    table = weighing.weighed.table
    rows = [*table.columns, *(drawn for _, drawn in table.products)]
    parts = weighing.grid * table.count
    more = [
        Fraction(sum(drawn.tolist()), parts) - Fraction(units, program.scale)
        for units, drawn in zip(_units(program), rows, strict=True)
    ]
    return ceil(Fraction(default.bound) + sum((max(Fraction(0), kronor) for kronor in more), Fraction(0)))


def _written(program: Program, weighing: _Weighing, least: int, most: int) -> Program:
    """The program that maximises mean–CVaR, in whole kronor above `least`."""
    bits = powers(NAME, most - least)
    table, grid = weighing.weighed.table, weighing.grid
    taken = [[-grid * 2**bit] * table.count for bit in range(len(bits))]
    held = replace(
        weighing.weighed,
        table=Table.of([*table.columns.tolist(), *taken], [(some, drawn.tolist()) for some, drawn in table.products]),
        bound=Fraction(least * grid),
    )
    nothing = tuple(tuple(Product(p.members, 0, p.draws) for p in group) for group in program.shared)
    return replace(
        program,
        candidates=(*program.candidates, *bits),
        objective=(*(0 for _ in program.candidates), *(2**bit for bit in range(len(bits)))),
        scale=1,
        shared=nothing,
        risks=(*(_padded(risk, len(bits)) for risk in program.risks), held),
    )


def _padded(risk: Risk, more: int) -> Risk:
    """A limit of the portfolio whose table has a column of nothing for each further variable."""
    table = risk.table
    nothing = np.zeros((more, table.count), dtype=table.columns.dtype)
    return replace(risk, table=Table(np.vstack([table.columns, nothing]), table.products))


def _best(
    program: Program, weighing: _Weighing, written: Program, found: Outcome, default: Plan
) -> tuple[frozenset[int], bool]:
    """The best plan that is known, and whether it is the one that the search ended with.

    A search that was stopped may have passed better plans, with too much written in the variables: without these they
    are plans like any other.
    """
    known = [indexes(program, default)]
    if isinstance(found, Plan):
        ended = frozenset(i for i in indexes(written, found) if i < len(program.candidates))
        if found.status == "optimal":
            return ended, True
        known.insert(0, ended)
    tried = [frozenset(i for i in some if i < len(program.candidates)) for some in written.risks[-1].tried]
    known += [some for some in dict.fromkeys(tried) if not violated(program, some)]
    best = max(known, key=weighing.of)
    return best, isinstance(found, Plan) and best == known[0]


def _bound(found: Outcome, least: int, most: int) -> int:
    """What no plan has more of, as far as the search came, kronor."""
    bound = getattr(found, "bound", None)
    return most if bound is None else min(most, least + int(bound))


def _told(weighing: _Weighing, plans: tuple[frozenset[int], frozenset[int]], bound: Fraction, proved: bool) -> Weighed:
    """The figures of the plan and of the choice by expected value."""
    (worst, default_worst), (worth, default_worth) = (
        [measure(plan) for plan in plans] for measure in (weighing.draws.measure, weighing.of)
    )
    share, weight = weighing.draws.edge, weighing.weight
    return Weighed(share, weight, worth, bound, worst, default_worth, default_worst, proved)
