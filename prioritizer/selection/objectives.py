"""The choice by whatever the rules say is maximised (convention §14)."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction

from prioritizer.model.plan import Outcome
from prioritizer.model.pursued import Pursued
from prioritizer.model.rules import Maximise, Objective, Scenario
from prioritizer.selection.choose import choose
from prioritizer.selection.levels import by_levels, measured
from prioritizer.selection.mean_cvar import best_mean_cvar
from prioritizer.selection.program import Program
from prioritizer.selection.ratio import best_ratio
from prioritizer.selection.regret import least_regret
from prioritizer.selection.statement import Statement

Report = Callable[[str], None]


def pursue(
    objective: Objective,
    statement: Statement,
    program: Program,
    default: Outcome | None = None,
    time_limit: float | None = None,
    report: Report | None = None,
    worlds: Sequence[tuple[Scenario, Statement]] = (),
) -> Pursued:
    """The choice by an objective, beside the choice by expected value.

    Args:
        objective: What it needs is declared; see `reading/objectives.py`.
        statement: What the program is built from.
        program: Of that statement.
        default: The choice by expected value; None makes it here.
        time_limit: Seconds for the choice by expected value where it is made here, and as much again for the other.
        report: Hears of each search as it begins.
        worlds: For least regret, each scenario with the statement of its values, that of the figures as they are too.

    Raises:
        UnknownWhere: A level asks for what a candidate does not state, or a candidate has no draws.
        SolverUnavailable: No make of solver can start.
    """
    default = choose(program, time_limit, report) if default is None else default
    if objective.maximise == "value_per_krona":
        assert objective.lowest_spending is not None
        return best_ratio(program, objective.lowest_spending, default, time_limit, report)
    if objective.maximise == "mean_cvar":
        assert objective.worst_share is not None
        assert objective.worst_weight is not None
        numbers = Fraction(objective.worst_share), Fraction(objective.worst_weight)
        return best_mean_cvar(program, *numbers, default, time_limit, report)
    if objective.maximise == "levels":
        levels = measured(statement, program, objective.levels)
        return by_levels(program, levels, default, time_limit, report)
    if objective.maximise == "least_regret":
        return least_regret(statement, worlds, default, time_limit, report)
    return Pursued("expected_value", default, default)


def tried(objective: Objective, maximise: Maximise | None) -> Objective:
    """The objective with another way of choosing, None for the declared one."""
    return objective if maximise is None else replace(objective, maximise=maximise)
