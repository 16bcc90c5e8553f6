"""How a table and its lines reach the screen."""

import os
from collections.abc import Iterable

from rich.console import Console

PIPE = 240
"""Columns of a pipe, which has no width, so that nothing is left out of it."""


def print_line(text: str) -> None:
    """A line of the answer, on standard output."""
    import click

    click.echo(text)


def print_under(head: str, lines: Iterable[str]) -> None:
    """An empty line, a heading and lines under it; nothing where there are none."""
    told = list(lines)
    for line in ("", head, *(f"  {line}" for line in told)) if told else ():
        print_line(line)


def screen_console() -> Console:
    """Titles are words of people, in which no sign is a command. A pipe is as wide as COLUMNS says, where it does."""
    terminal = Console(highlight=False, markup=False, emoji=False)
    if terminal.is_terminal:
        return terminal
    asked = os.environ.get("COLUMNS", "")
    width = int(asked) if asked.isdecimal() and int(asked) else PIPE
    return Console(highlight=False, markup=False, emoji=False, width=width, no_color=True)


def version_title(title: str, alternative: str | None, start: int | None) -> str:
    """A proposal with its version and start, where there is more to say than its title."""
    more = [str(part) for part in (alternative, start) if part is not None]
    return f"{title} ({', '.join(more)})" if more else title
