"""`prioritizer select`: the plan alone."""

import sys
from datetime import date
from pathlib import Path

import click

from prioritizer.cli import talk


@click.command("select")
@talk.portfolio_argument
@talk.json_option
@talk.language_option
@talk.seed_option
@talk.as_of_option
@talk.time_option
@click.option(
    "--certify",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write a proof of the choice to FILE, which verify checks without a solver. It may take --time-limit again.",
)
@talk.guarded
def command(
    portfolio: Path,
    as_json: bool,
    language: talk.Language,
    seed: int,
    as_of: date | None,
    time_limit: float | None,
    certify: Path | None,
) -> None:
    """Pick the plan with the highest value within the limits.

    Prints the chosen versions with their value and granted kronor. Use --json for machines and --time-limit to stop
    a long search with the plan found so far. Exit 3 when no plan meets the limits, 4 when nothing was found in time.

    \b
    Example:
        prioritizer select portfolios/exempelkommun --json
        prioritizer select portfolios/exempelkommun --certify certificate.json
    """
    from prioritizer.cli.run import certified, prepared, selected
    from prioritizer.register.answers import select_answer
    from prioritizer.register.files import write_file

    progress = talk.Progress(language)
    ready = prepared(portfolio, seed, as_of, progress)
    talk.tell_warnings(ready.warnings, language)
    outcome = selected(ready, time_limit, progress)
    if certify is not None:
        outcome, proof = certified(ready, outcome, time_limit, progress, language)
        if proof is not None:
            write_file(certify, proof.encode())
    if as_json:
        talk.print_json(select_answer(outcome, ready.refused, ready.overlaps))
    else:
        from prioritizer.cli.screen import show_outcome

        show_outcome(ready, outcome, language)
    sys.exit(talk.exit_code(outcome))
