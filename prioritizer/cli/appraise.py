"""`prioritizer appraise`: what every proposal is worth."""

from datetime import date
from pathlib import Path

import click

from prioritizer.cli import talk


@click.command("appraise")
@talk.portfolio_argument
@talk.json_option
@talk.language_option
@talk.seed_option
@talk.as_of_option
@talk.guarded
def command(portfolio: Path, as_json: bool, language: talk.Language, seed: int, as_of: date | None) -> None:
    """Show what every proposal is worth to society and to the own purse, and how sure that is.

    Prints one row for each version and start. Use --json for every actor, year and step of the calculation.

    \b
    Example:
        prioritizer appraise portfolios/exempelkommun
    """
    from prioritizer.appraisal.appraise import appraise
    from prioritizer.cli.run import DRAWS, checked, stated_warnings
    from prioritizer.register.results import value_answer

    progress = talk.Progress(language)
    progress("read")
    read, screened, warnings = checked(portfolio, as_of)
    talk.tell_warnings(warnings, language)
    progress("appraise")
    values = appraise(read.portfolio, read.rules, seed, DRAWS)
    talk.tell_warnings(stated_warnings(read.portfolio, values), language)
    if as_json:
        from prioritizer.appraisal.convergence import convergence
        from prioritizer.appraisal.sensitivity import sensitivities

        progress("vary")
        varied = sensitivities(read.portfolio, read.rules, seed, DRAWS)
        repeated = convergence(read.portfolio, read.rules, seed, DRAWS)
        told = [value_answer(v, read.portfolio, read.rules, varied, repeated) for v in values]
        talk.print_json({"values": told})
    else:
        from prioritizer.cli.screen import show_values

        show_values(read.portfolio, screened, values, language)
