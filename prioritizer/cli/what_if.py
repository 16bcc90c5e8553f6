"""`prioritizer what-if`: the plan if something were otherwise, and the difference."""

import sys
from datetime import date
from pathlib import Path

import click

from prioritizer.cli import talk


def _many(*names: str, metavar: str, text: str):  # type: ignore[no-untyped-def]  # click's own decorator
    return click.option(*names, multiple=True, metavar=metavar, help=text)


@click.command("what-if")
@talk.portfolio_argument
@_many("--budget", "budgets", metavar="[FUND[:YEAR]=]AMOUNT", text="")
@talk.json_option
@talk.language_option
@talk.seed_option
@talk.as_of_option
@talk.time_option
@talk.guarded
def command() -> None:
    """Nothing yet."""
    sys.exit(0)
    _ = date, Path
