"""The round with some wishes granted, stated and chosen from as the round itself is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from prioritizer.appraisal.checks import faults as appraisal_faults
from prioritizer.cli.run import DRAWS, Prepared, Report, valued
from prioritizer.explanation.carried import Figures
from prioritizer.explanation.what_if import Choose, Situation, what_if
from prioritizer.explanation.wishes import forced, otherwise
from prioritizer.model.fault import Fault, InputFaults, Place
from prioritizer.model.plan import Outcome
from prioritizer.model.rules import Scenario
from prioritizer.model.what_if import WhatIf, Wish
from prioritizer.screening.screen import screen
from prioritizer.selection.candidates import statement_of
from prioritizer.selection.choose import choose
from prioritizer.selection.objectives import pursue
from prioritizer.selection.statement import Statement
from prioritizer.selection.worlds import worlds


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundSituation(Situation):
    """A situation, and the round that it is of: scenarios are computed from what was read."""

    ready: Prepared


def consequences(
    ready: Prepared,
    outcome: Outcome,
    wishes: Sequence[Wish],
    anew: bool,
    time_limit: float | None,
    report: Report,
) -> WhatIf:
    """What each of some wishes leads to alone, and all of them together.

    Args:
        ready: The round as it stands.
        outcome: Its plan.
        wishes: At least one.
        anew: True where the plan was not chosen for expected value.
        time_limit: Seconds for all questions together, and for each choice that has to be made again.
        report: Hears of each.

    Raises:
        InputFaults: Nothing can be appraised with a parameter that was asked for.
    """
    alone = [granted(ready, [wish]) for wish in wishes]
    together = alone[0] if len(wishes) == 1 else granted(ready, wishes)
    asked = [(wish, situation(one)) for wish, one in zip(wishes, alone, strict=True)]
    choose_again = choosing(ready, time_limit, report)
    whole = situation(together)
    return what_if(situation(ready), outcome, asked, whole, choose_again, anew, report, time_limit)


def granted(ready: Prepared, wishes: Sequence[Wish]) -> Prepared:
    """The round with some wishes granted; where a parameter is another, screened and appraised with it.

    Raises:
        InputFaults: Nothing can be appraised with such a parameter.
    """
    portfolio, rules = otherwise(ready.read.portfolio, ready.read.rules, wishes)
    screened, appraised, shared = ready.screened, ready.appraised, ready.overlaps
    if any(wish.kind == "parameter" for wish in wishes):
        wrong = [found for found in appraisal_faults(portfolio, rules) if found.severity == "fault"]
        if wrong:
            raise InputFaults(_of_option(found, wishes) for found in wrong)
        screened = screen(portfolio, rules)
        appraised, shared = valued(portfolio, rules, ready.seed)
    statement, refused = statement_of(portfolio, rules, screened, appraised, shared)
    statement = forced(statement, wishes)
    read = replace(ready.read, portfolio=portfolio, rules=rules)
    return Prepared(
        read, screened, appraised, statement.program(), statement, refused, ready.warnings, shared, ready.seed
    )


def _of_option(found: Fault, wishes: Sequence[Wish]) -> Fault:
    """A fault of a parameter, where somebody asked for it."""
    asked = " ".join(f"{wish.id}={wish.amount}" for wish in wishes if wish.kind == "parameter")
    return replace(found, place=Place("--parameter"), path=asked)


def situation(ready: Prepared) -> RoundSituation:
    """What is chosen between in a round, and its figures."""
    figures = Figures(ready.appraised, ready.overlaps, ready.statement.reserve_price)
    return RoundSituation(ready.statement, ready.program, ready.screened, figures, ready=ready)


def choosing(ready: Prepared, time_limit: float | None, report: Report) -> Choose:
    """Chooses the plan of a round that is otherwise, for what the rules say is maximised."""
    objective = ready.read.rules.objective

    def by_objective(asked: Situation) -> Outcome:
        assert isinstance(asked, RoundSituation), "`situation` makes them all"
        one = asked.ready
        scenarios = tuple[tuple[Scenario, Statement], ...]()
        if objective.maximise == "least_regret":
            scenarios = worlds(one.read.portfolio, one.read.rules, asked.statement, one.seed, DRAWS, report)
        chosen_for = one.read.rules.objective
        return pursue(chosen_for, asked.statement, asked.program, None, time_limit, report, scenarios).outcome

    if objective.maximise == "expected_value":
        return lambda asked: choose(asked.program, time_limit, report)
    return by_objective
