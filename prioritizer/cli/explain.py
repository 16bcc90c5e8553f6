"""`prioritizer explain`: why in, why out."""

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from prioritizer.cli import talk

if TYPE_CHECKING:
    from prioritizer.cli.around import Around
    from prioritizer.model.explained import Explained
    from prioritizer.model.plan import Outcome


@click.command("explain")
@talk.portfolio_argument
@click.argument("proposal", required=False)
@click.option("--all", "is_long", is_flag=True, help="Show every answer in full, and not only the short ones.")
@click.option(
    "--quick",
    "is_quick",
    is_flag=True,
    help="Answer in the time of about ten searches: what margins and limits cost as intervals that hold the exact "
    "answers, and what takes longer left out.",
)
@talk.json_option
@talk.language_option
@talk.seed_option
@talk.as_of_option
@talk.time_option
@click.option(
    "--decided",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Tell instead what a plan that somebody else decided must count as worth more to be the best one. FILE has "
    "one id on each line (ID/ALTERNATIVE, ID@2028), or is record.json or select.json.",
)
@click.option(
    "--by",
    default="goals",
    show_default=True,
    metavar="FIELD",
    help="With --decided: the field that extra value is counted on, such as goals, board or district.",
)
@talk.guarded
def command(
    portfolio: Path,
    proposal: str | None,
    is_long: bool,
    is_quick: bool,
    as_json: bool,
    language: talk.Language,
    seed: int,
    as_of: date | None,
    time_limit: float | None,
    decided: Path | None,
    by: str,
) -> None:
    """Tell why every proposal is in or out: its margin, whom it would push out, which limits stand in its way.

    Explains all proposals, and which other plans are worth almost as much, what limits cost, what more money and other
    orders would give, what it is worth to know more, what the plan covers, and whether anybody gains by how a proposal
    is handed in: in short, or in full with --all; or the one proposal whose id is given as PROPOSAL. Use --json for
    machines.

    \b
    Example:
        prioritizer explain portfolios/exempelkommun
        prioritizer explain portfolios/exempelkommun --all
        prioritizer explain portfolios/exempelkommun --quick
        prioritizer explain portfolios/exempelkommun narvaroteam
    """
    from prioritizer.cli.around import around
    from prioritizer.cli.beyond import beyond_margins, passed_by
    from prioritizer.cli.decided import DecidedPlan, read_plan
    from prioritizer.cli.fairness import blind, checks
    from prioritizer.cli.interrupt import interruptible
    from prioritizer.cli.own_terms import worked_out
    from prioritizer.cli.parties import show_parties, whose
    from prioritizer.cli.run import limit_after, prepared, pursued, selected
    from prioritizer.cli.taking_over import about
    from prioritizer.model.explained import NOT_EXPLAINED
    from prioritizer.model.plan import Plan
    from prioritizer.register.accounts import parties_part
    from prioritizer.register.answers import explain_answer
    from prioritizer.register.explained import explained_answer
    from prioritizer.register.near_best import near_best_answer

    if decided is not None and proposal is not None:
        raise click.UsageError("--decided is about a whole plan: leave out PROPOSAL.")
    if is_quick and decided is not None:
        raise click.UsageError("--decided takes the time that it takes: leave out --quick.")
    progress = talk.Progress(language)
    ready = prepared(portfolio, seed, as_of, progress)
    talk.tell_warnings(ready.warnings, language)
    talk.known_proposal(proposal, [p.id for p in ready.read.portfolio.proposals], portfolio)
    wanted = None if decided is None else read_plan(ready, decided, by)
    outcome = selected(ready, time_limit, progress)
    if wanted is not None and isinstance(outcome, Plan):
        with interruptible(language):
            told = DecidedPlan(ready, wanted, by, outcome, progress, limit_after(outcome, time_limit))
        talk.print_json(told.answer) if as_json else told.show(language)
        return
    time_limit = limit_after(outcome, time_limit)
    with interruptible(language):
        goal = pursued(ready, outcome, time_limit, progress)
        outcome = outcome if goal is None else goal.outcome

        def ask(plan: "Outcome", gives_way: bool) -> "tuple[Around, Explained]":
            found = around(ready, plan, progress, time_limit, proposal, goal, gives_way, is_quick)
            if proposal:
                own = None if goal or is_quick else worked_out(ready, plan, found, progress, time_limit, proposal)
                passed = passed_by(ready, plan, proposal) if isinstance(plan, Plan) and not goal else ()
                return found, replace(NOT_EXPLAINED, own_terms=own, passed_over=passed)
            return found, beyond_margins(ready, plan, found, progress, time_limit, goal, is_quick)

        outcome, (found, more) = about(ready, outcome, ask, language, time_limit, progress)
        shown, near = found.margins, found.near
        if not proposal and not is_quick:
            disguised = blind(ready, outcome, progress, time_limit)
            fair = checks(ready, outcome, shown, disguised, progress, time_limit, goal is None)
            more = replace(more, fairness=fair)
    parties = None if proposal else whose(ready, outcome)
    if as_json:
        limits = [limit.id for limit in ready.read.rules.limits]
        answer = explained_answer(more) | ({} if parties is None else {"parties": parties_part(parties)})
        talk.print_json(explain_answer(shown, limits, near_best_answer(near), answer))
    else:
        from prioritizer.cli.explained import show_explained
        from prioritizer.cli.near_best import show_near
        from prioritizer.cli.screen import show_margins
        from prioritizer.cli.summary import show_summary

        if not (is_long or proposal or goal) and isinstance(outcome, Plan):
            show_summary(ready, outcome, shown, near, more, parties, language)
            sys.exit(talk.exit_code(outcome))
        show_margins(ready, outcome, shown, language, goal, more)
        if near is not None:
            show_near(ready, near, language)
        show_explained(ready, more, language)
        if parties is not None:
            show_parties(ready, parties, language)
    sys.exit(talk.exit_code(outcome))
