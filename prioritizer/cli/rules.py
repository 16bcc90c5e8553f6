"""`prioritizer rules`: list the rules, show one in words, compare two rule sets, write a page for each."""

from datetime import date
from pathlib import Path

import click

from prioritizer.cli import talk

where_argument = click.argument("where", type=click.Path(path_type=Path), required=False)


@click.group("rules", cls=talk.Nearest)
def command() -> None:
    """Show, compare and document the rules of a workspace.

    Without WHERE, the workspace is the nearest folder from here that holds rules/, else the one that comes with the
    program.

    \b
    Example:
        prioritizer rules list
    """


@command.command("list", short_help="List every rule with its value and source.")
@where_argument
@talk.json_option
@talk.language_option
@talk.as_of_option
@talk.guarded
def listed(where: Path | None, as_json: bool, language: talk.Language, as_of: date | None) -> None:
    """List every criterion, limit, parameter and price of WHERE, a workspace or a portfolio in one.

    Shows title, strength or value, since when, mark and source; of a series the years that have a number. Without
    --as-of the rules in force today are shown.

    \b
    Example:
        prioritizer rules list
        prioritizer rules list portfolios/exempelkommun --as-of 2026-11-01
    """
    from prioritizer.cli.rule_list import list_lines, list_plain
    from prioritizer.cli.rule_sides import library_at

    library, day = library_at(where), as_of or date.today()
    if as_json:
        talk.print_json(list_plain(library, day))
        return
    for line in list_lines(library, day, language, talk.width()):
        click.echo(line)


@command.command("show", short_help="Show one rule in words, with examples.")
@click.argument("name", metavar="ID")
@where_argument
@talk.language_option
@talk.as_of_option
@talk.guarded
def show(name: str, where: Path | None, language: talk.Language, as_of: date | None) -> None:
    """Show the rule ID in words: what it demands, why, its source, examples and values.

    Works for criteria, limits, parameters and prices. A criterion that several sets have is named SET/ID. Without
    --as-of the numbers in force today are used.

    \b
    Example:
        prioritizer rules show follow_up_possible
        prioritizer rules show discount_rate --lang en
    """
    from prioritizer.cli.rule_show import page_lines, page_of
    from prioritizer.cli.rule_sides import library_at

    for n, page in enumerate(page_of(library_at(where), name, language, as_of or date.today())):
        click.echo("\n" if n else "", nl=False)
        for line in page_lines(page, language, talk.width()):
            click.echo(line)


@command.command("diff", short_help="Tell what differs between two rule sets, and what that changes.")
@click.argument("a")
@click.argument("b")
@click.option(
    "--portfolio",
    type=click.Path(path_type=Path),
    help="Also show which outcomes and choices of this portfolio change, and by which rule.",
)
@talk.json_option
@talk.language_option
@talk.seed_option
@talk.as_of_option
@talk.time_option
@talk.guarded
def diff(
    a: str,
    b: str,
    portfolio: Path | None,
    as_json: bool,
    language: talk.Language,
    seed: int,
    as_of: date | None,
    time_limit: float | None,
) -> None:
    """Tell in words what differs from A to B, and with --portfolio what that changes.

    A and B are folders with rules/, portfolios in such folders, or names of criteria sets or parameter overlays. Each
    changed rule is tried alone in A; what no single rule changes is told as due to several together.

    \b
    Example:
        prioritizer rules diff asek tlv
        prioritizer rules diff asek tlv --portfolio portfolios/exempelkommun
    """
    from prioritizer.cli.rule_diff import diff_lines, diff_plain
    from prioritizer.cli.rule_sides import compared

    found = compared(a, b, portfolio, as_of, seed, time_limit, talk.Progress(language))
    if as_json:
        talk.print_json(diff_plain(found))
        return
    for line in diff_lines(found, language, talk.width()):
        click.echo(line)


@command.command("pages", short_help="Write a page for each rule, and schemas for an editor.")
@where_argument
@click.option("--check", is_flag=True, help="Write nothing; list what is not current and exit 1.")
@talk.language_option
@talk.guarded
def pages(where: Path | None, check: bool, language: talk.Language) -> None:
    """Write a page for each rule of WHERE in Swedish and English, and JSON Schemas for an editor.

    Pages go to rules/pages/, schemas to rules/schemas/; pages of rules that are gone are removed.

    \b
    Example:
        prioritizer rules pages --check
    """
    from prioritizer.cli.rule_files import check_files, write_files
    from prioritizer.cli.rule_sides import own_workspace
    from prioritizer.cli.rule_words import word

    workspace = own_workspace(where)
    if check:
        n = check_files(workspace)
        click.echo(word("current", language, n=n))
    else:
        written, removed, n = write_files(workspace)
        click.echo(word("pages_written", language, written=written, removed=removed, n=n))
