"""`prioritizer select`: the plan alone."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from prioritizer.cli import talk

if TYPE_CHECKING:
    from prioritizer.model.rules import Maximise


@click.command("select")
@talk.portfolio_argument
@talk.json_option
@talk.language_option
@talk.seed_option
@talk.as_of_option
@talk.time_option
@click.option(
    "--near",
    type=click.IntRange(1),
    metavar="N",
    help="Also tell the N best sets of proposals, and what all within one per cent of the plan's value share.",
)
@click.option(
    "--certify",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write a proof of the choice to FILE, which verify checks without a solver. It may take --time-limit again.",
)
@click.option(
    "--program",
    "written",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the integer program of the choice by expected value to FILE, the sentence of its rule above each row, "
    "and go on.",
)
@click.option(
    "--objective",
    type=click.Choice(["expected_value", "value_per_krona", "mean_cvar", "least_regret", "levels"]),
    help="Try another objective than the declared one; rules/objective.yaml declares what it needs. It may take "
    "--time-limit again.",
)
@talk.guarded
def command(
    portfolio: Path,
    as_json: bool,
    language: talk.Language,
    seed: int,
    as_of: date | None,
    time_limit: float | None,
    near: int | None,
    certify: Path | None,
    objective: "Maximise | None",
    written: Path | None,
) -> None:
    """Pick the plan with the highest value within the limits.

    Prints the chosen versions with their value and granted kronor. Use --json for machines and --time-limit to stop
    a long search with the plan found so far; Ctrl-C does the same. Exit 3 when no plan meets the limits, with those
    that clash and the least change of each that would make a plan possible; 4 when nothing was found in time.

    \b
    Example:
        prioritizer select portfolios/exempelkommun --json
        prioritizer select portfolios/exempelkommun --objective value_per_krona
        prioritizer select portfolios/exempelkommun --program program.txt
        prioritizer select portfolios/exempelkommun --certify certificate.json
    """
    from prioritizer.cli.around import near_by
    from prioritizer.cli.interrupt import interruptible
    from prioritizer.cli.pursued_words import told
    from prioritizer.cli.run import (
        certified,
        followed,
        limit_after,
        prepared,
        program_of,
        pursued,
        selected,
    )
    from prioritizer.cli.taking_over import about
    from prioritizer.model.fault import InputFaults
    from prioritizer.register.answers import select_answer
    from prioritizer.register.files import CERTIFICATE, write_aside, write_file
    from prioritizer.register.near_best import near_best_answer
    from prioritizer.register.pursued import pursued_answer
    from prioritizer.register.roll_forward import roll_forward_answer

    progress = talk.Progress(language)
    ready = prepared(portfolio, seed, as_of, progress, objective)
    talk.tell_warnings(ready.warnings, language)
    if written is not None:
        write_file(written, program_of(ready, language).encode())
    alone = ready.read.rules.objective.maximise != "expected_value"
    if alone and (near is not None or certify is not None):
        talk.say(told("alone", language))
        near, certify = None, None
    proof = None
    if certify is None:
        outcome = selected(ready, time_limit, progress)
    else:
        outcome, proof = certified(ready, time_limit, progress, language)
    time_limit = limit_after(outcome, time_limit)
    with interruptible(language):
        goal = pursued(ready, outcome, time_limit, progress)
        outcome = outcome if goal is None else goal.outcome
        outcome, (found, follows) = about(
            ready,
            outcome,
            lambda plan, gives_way: (
                None if near is None else near_by(ready, plan, progress, time_limit, near, gives_way),
                followed(ready, plan, progress, time_limit, goal is None),
            ),
            language,
            time_limit,
            progress,
        )
    if as_json:
        talk.print_json(
            select_answer(
                outcome,
                ready.refused,
                ready.overlaps,
                near_best_answer(found),
                pursued_answer(goal),
                roll_forward_answer(follows),
                ready.statement.reserve_price,
            )
        )
    else:
        from prioritizer.cli.near_best import show_near
        from prioritizer.cli.roll_forward import show_roll_forward
        from prioritizer.cli.screen import show_draws, show_outcome

        show_outcome(ready, outcome, language, goal)
        show_draws(ready, outcome, language)
        if follows is not None:
            show_roll_forward(ready, follows, language)
        if found is not None:
            show_near(ready, found, language, near)
    # The answer has been told: a file that cannot be written takes nothing away with it.
    if certify is not None and proof is not None:
        try:
            write_file(certify, proof.encode())
        except InputFaults as unwritten:
            talk.tell_aside(unwritten, write_aside({CERTIFICATE: proof.encode()}), language)
            sys.exit(talk.INPUT_FAULTS)
    sys.exit(talk.exit_code(outcome))
