"""Why a portfolio cannot be chosen from by the declared objective, or by one tried: told before any search."""

from collections.abc import Iterable, Iterator

from prioritizer.appraisal.recovery import UNKNOWN
from prioritizer.explanation.rule_change import fields_named
from prioritizer.model.fault import Fault, Place, fault
from prioritizer.model.portfolio import Portfolio
from prioritizer.model.rules import RuleSet
from prioritizer.model.value import Appraised
from prioritizer.predicates.constrain import UnknownWhere
from prioritizer.reading.objectives import lacking
from prioritizer.reading.portfolio import Read
from prioritizer.register.choice import as_limit
from prioritizer.selection.levels import measured
from prioritizer.selection.program import Program
from prioritizer.selection.statement import Statement

OBJECTIVE = Place("rules/objective.yaml")


def objective_faults(
    read: Read, appraised: Iterable[Appraised], statement: Statement, program: Program
) -> Iterator[Fault]:
    """What is not declared, or rests on what some proposals do not state."""
    objective = read.rules.objective
    wrong = list(lacking(objective, objective.maximise, OBJECTIVE))
    yield from wrong
    if wrong:
        return
    if objective.maximise == "levels":
        yield from _levels(read.rules, statement, program)
    if objective.maximise == "mean_cvar":
        unknown = {value.proposal for value in appraised if UNKNOWN in value.notes}
        untold = sorted({c.proposal for c in statement.candidates if c.proposal in unknown or not c.draws})
        if untold:
            yield fault(OBJECTIVE, "maximise", "objective_without_draws", proposals=", ".join(untold))
    if objective.maximise == "least_regret":
        yield from _scenarios(read.portfolio, statement, program)


def _levels(rules: RuleSet, statement: Statement, program: Program) -> Iterator[Fault]:
    for number, level in enumerate(rules.objective.levels, 1):
        try:
            measured(statement, program, (level,))
        except UnknownWhere as unknown:
            amount = level.amount
            fields = [] if amount is None else sorted(fields_named(as_limit(amount)) & set(rules.fields))
            told = {"level": str(number), "fields": ", ".join(fields), "proposals": ", ".join(unknown.proposals)}
            yield fault(OBJECTIVE, f"levels.{number - 1}", "level_field_missing", **told)


def _scenarios(portfolio: Portfolio, statement: Statement, program: Program) -> Iterator[Fault]:
    """Most of a scenario cannot be run on a stated result (§26), and the draws are those of the figures as they are."""
    if program.risks:
        yield fault(OBJECTIVE, "scenarios", "regret_with_draws")
    stated = {p.id for p in portfolio.proposals if any(a.stated is not None for a in p.alternatives)}
    untold = sorted(stated & {c.proposal for c in statement.candidates})
    if untold:
        yield fault(OBJECTIVE, "scenarios", "scenario_of_stated", proposals=", ".join(untold))
