"""`prioritizer compare`: two plans or rounds, and what caused the difference."""

import sys
from datetime import date
from pathlib import Path

import click

from prioritizer.cli import talk


@click.command("compare")
@click.argument("before", type=click.Path(path_type=Path))
@click.argument("after", type=click.Path(path_type=Path))
@talk.json_option
@talk.language_option
@talk.seed_option
@talk.as_of_option
@talk.time_option
@talk.guarded
def command(
    before: Path,
    after: Path,
    as_json: bool,
    language: talk.Language,
    seed: int,
    as_of: date | None,
    time_limit: float | None,
) -> None:
    """Compare two plans or rounds: what differs, what each difference is worth, and what caused it.

    BEFORE and AFTER are portfolios, or records of plans (record.json, or the folder it lies in). Every set of up to
    eight changed inputs is chosen from anew, and the difference in value is divided between them; of more, those of a
    kind are changed together. With a record, values are taken as they stand in it. Use --json for machines.

    \b
    Example:
        prioritizer compare portfolios/exempelkommun portfolios/exempelkommun
    """
    from prioritizer.cli.compared import side_at, sides_of
    from prioritizer.cli.compared_lines import show_compared
    from prioritizer.explanation.comparison import compared
    from prioritizer.register.compared import compared_answer
    from prioritizer.selection.choose import choose

    progress = talk.Progress(language)
    first, last = (side_at(path, seed, as_of, language, progress) for path in (before, after))
    sides = sides_of(first, last, time_limit, progress)
    ends = [choose(side.statement.program(), time_limit, progress) for side in (first, last)]
    found = compared(sides.inputs, sides.decide, progress)
    if as_json:
        talk.print_json(compared_answer(ends[0], ends[1], sides.inputs, found))
    else:
        show_compared(first.named, last.named, (ends[0], ends[1]), sides.inputs, found, language)
    sys.exit(next((code for code in map(talk.exit_code, ends) if code), 0))
