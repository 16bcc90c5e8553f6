"""`prioritizer what-if`: the plan if something were otherwise, and the difference."""

import sys
from datetime import date
from pathlib import Path

import click

from prioritizer.cli import talk


@click.command("what-if")
@talk.portfolio_argument
@click.option(
    "--budget",
    "budgets",
    multiple=True,
    metavar="[FUND[:YEAR]=]AMOUNT",
    help="Other money: +5%, -500000 or 9000000, of all funds or of one, in all years or in one.",
)
@click.option(
    "--limit",
    "limits",
    multiple=True,
    metavar="ID=NUMBER",
    help="Another number of a limit or a capacity: high_risk_share=0.25; ID=none leaves it out, a decision too: "
    "mandatory:ID=none.",
)
@click.option(
    "--parameter",
    "parameters",
    multiple=True,
    metavar="ID=NUMBER",
    help="Another parameter, with which everything is appraised again: discount_rate=0.03.",
)
@click.option("--in", "forced_in", multiple=True, metavar="ID", help="A proposal that must be in the plan.")
@click.option("--out", "forced_out", multiple=True, metavar="ID", help="A proposal that must not be in it.")
@talk.json_option
@talk.language_option
@talk.seed_option
@talk.as_of_option
@talk.time_option
@talk.guarded
def command(
    portfolio: Path,
    budgets: tuple[str, ...],
    limits: tuple[str, ...],
    parameters: tuple[str, ...],
    forced_in: tuple[str, ...],
    forced_out: tuple[str, ...],
    as_json: bool,
    language: talk.Language,
    seed: int,
    as_of: date | None,
    time_limit: float | None,
) -> None:
    """Tell what another budget, limit or parameter, or a proposal forced in or out, would lead to.

    Each change is tried alone, and all of them together: what the plan would be worth, what comes and goes, who carries
    the difference, and which limits stand in the way. Every option can be given several times. Exit 3 where all of
    them together leave no plan, with the limits that clash; 4 when nothing was found in the time.

    \b
    Example:
        prioritizer what-if portfolios/exempelkommun --budget +10%
        prioritizer what-if portfolios/exempelkommun --in sprakstark_forskola --limit high_risk_share=0.25
    """
    from prioritizer.cli.interrupt import interruptible
    from prioritizer.cli.run import limit_after, prepared, pursued, selected
    from prioritizer.cli.what_if_lines import show_what_if
    from prioritizer.cli.what_if_rounds import consequences
    from prioritizer.cli.wished import wishes
    from prioritizer.register.what_if import what_if_answer

    asked = {"budget": budgets, "limit": limits, "parameter": parameters, "in": forced_in, "out": forced_out}
    progress = talk.Progress(language)
    ready = prepared(portfolio, seed, as_of, progress)
    if not any(asked.values()):
        raise click.UsageError("Say what is to be otherwise: --budget, --limit, --parameter, --in or --out.")
    wanted = wishes(ready.read.portfolio, ready.read.rules, asked, [row.id for row in ready.program.rows])
    talk.tell_warnings(ready.warnings, language)
    outcome = selected(ready, time_limit, progress)
    rest = limit_after(outcome, time_limit)
    with interruptible(language):
        goal = pursued(ready, outcome, rest, progress)
        outcome = outcome if goal is None else goal.outcome
        found = consequences(ready, outcome, wanted, goal is not None, rest, progress)
    if as_json:
        talk.print_json(what_if_answer(found))
    else:
        show_what_if(ready, found, language)
    sys.exit({"no_plan": talk.NO_PLAN, "unknown": talk.NOTHING_FOUND}.get(found.together.status, 0))
