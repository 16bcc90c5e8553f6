"""Everything that `plan` works out about a choice, and the data that it writes of it."""

from dataclasses import replace

from prioritizer.appraisal.balance_requirement import balance_requirement
from prioritizer.appraisal.convergence import convergence
from prioritizer.appraisal.overrun import overruns
from prioritizer.appraisal.parties import Parties
from prioritizer.appraisal.plan import plan_values
from prioritizer.appraisal.sensitivity import sensitivities
from prioritizer.cli import talk
from prioritizer.cli.around import Around, around, nearest_versions
from prioritizer.cli.beyond import beyond_margins
from prioritizer.cli.fairness import blind, checks
from prioritizer.cli.limit_names import limit_names
from prioritizer.cli.run import DRAWS, Prepared, followed, measured_afresh, pursued
from prioritizer.cli.taking_over import about
from prioritizer.cli.words import word
from prioritizer.explanation.fresh_draws import FreshLimit, fresh_limits
from prioritizer.model.explained import Explained
from prioritizer.model.plan import Outcome, Plan
from prioritizer.model.roll_forward import RollForward
from prioritizer.register.accounts import parties_part
from prioritizer.register.answers import explain_answer, select_answer
from prioritizer.register.explained import explained_answer
from prioritizer.register.files import RECORD
from prioritizer.register.near_best import near_best_answer
from prioritizer.register.plain import text_of
from prioritizer.register.pursued import pursued_answer
from prioritizer.register.record import record
from prioritizer.register.roll_forward import roll_forward_answer
from prioritizer.register.run import Run
from prioritizer.selection.candidates import values_of
from prioritizer.words.formatting import number


def whole_run(ready: Prepared, outcome: Outcome, time_limit: float | None, progress: talk.Progress) -> Run:
    """Explain a choice: margins, prices, other budgets, if we are wrong, fairness, and what the plan is worth."""
    goal = pursued(ready, outcome, time_limit, progress)
    outcome = outcome if goal is None else goal.outcome

    def ask(plan: Outcome, gives_way: bool) -> tuple[Around, Explained, RollForward | None]:
        found = around(ready, plan, progress, time_limit, goal=goal, gives_way=gives_way)
        more = beyond_margins(ready, plan, found, progress, time_limit, goal)
        return found, more, followed(ready, plan, progress, time_limit, goal is None)

    outcome, (found, more, follows) = about(ready, outcome, ask, progress.language, time_limit, progress)
    disguised = blind(ready, outcome, progress, time_limit)
    fair = checks(ready, outcome, found.margins, disguised, progress, time_limit, goal is None)
    read, seed = ready.read, ready.seed
    value = balance = None
    chosen = outcome.chosen if isinstance(outcome, Plan) else ()
    if isinstance(outcome, Plan):
        versions = values_of(ready.appraised, chosen)
        value = plan_values(read.portfolio, versions, ready.overlaps)
        balance = balance_requirement(read.portfolio, read.rules, versions, value.taken_home)
    progress("vary")
    varied = sensitivities(read.portfolio, read.rules, seed, DRAWS, chosen, nearest_versions(found.margins))
    return Run(
        portfolio=read.portfolio,
        rules=read.rules,
        seed=seed,
        draws=DRAWS,
        screened=ready.screened,
        appraised=ready.appraised,
        program=ready.program,
        refused=ready.refused,
        outcome=outcome,
        margins=found.margins,
        value=value,
        blindness=disguised,
        sensitivities=varied,
        converged=convergence(read.portfolio, read.rules, seed, DRAWS, chosen, list(varied.versions)),
        near_best=found.near,
        pursued=None if goal is None else measured_afresh(ready, goal),
        roll_forward=follows,
        fresh=_fresh(ready, outcome, progress.language),
        explained=replace(more, fairness=fair),
        overruns=overruns(read.portfolio, read.rules, seed, DRAWS, chosen),
        balance=balance,
    )


def answers(run: Run, ready: Prepared, parties: Parties | None) -> dict[str, str]:
    """The record and the answers for other programs, by the names of their files."""
    select = select_answer(
        run.outcome,
        run.refused,
        ready.overlaps,
        pursued=pursued_answer(run.pursued),
        roll_forward=roll_forward_answer(run.roll_forward),
        reserve_price=ready.statement.reserve_price,
    )
    explain = explain_answer(
        run.margins,
        [limit.id for limit in run.rules.limits],
        near_best_answer(run.near_best),
        explained_answer(run.explained) | ({} if parties is None else {"parties": parties_part(parties)}),
    )
    return {RECORD: text_of(record(run)), "select.json": text_of(select), "explain.json": text_of(explain)}


def _fresh(ready: Prepared, outcome: Outcome, language: talk.Language) -> tuple[FreshLimit, ...]:
    """Limits on risk against draws that the choice has not seen; one that they break is told."""
    if not isinstance(outcome, Plan):
        return ()
    fresh = fresh_limits(ready.read.portfolio, ready.read.rules, ready.seed, ready.program, outcome.chosen)
    for breach in (one for one in fresh if not one.holds):
        name = limit_names(ready, [breach.limit], language)[0]
        talk.say(word("fresh_breach", language, limit=name, draws=number(breach.draws, language)))
    return fresh
