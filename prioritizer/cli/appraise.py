"""`prioritizer appraise`: what every proposal is worth."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from prioritizer.cli import talk

if TYPE_CHECKING:
    from prioritizer.model.plan import Key
    from prioritizer.model.portfolio import Portfolio
    from prioritizer.model.rules import RuleSet


@click.command("appraise")
@talk.portfolio_argument
@talk.json_option
@click.option(
    "--trace",
    "traced",
    metavar="ID",
    help="Print the whole calculation of one proposal, factor by factor: ID for all its versions at the earliest "
    "start, ID/ALTERNATIVE for one, ID@2029 for another start.",
)
@talk.language_option
@talk.seed_option
@talk.as_of_option
@talk.guarded
def command(
    portfolio: Path, as_json: bool, traced: str | None, language: talk.Language, seed: int, as_of: date | None
) -> None:
    """Show what every proposal is worth to society and to the own purse, and how sure that is.

    Prints one row for each version and start. Use --json for every actor, year and step of the calculation, and
    --trace to follow one proposal with a pocket calculator.

    \b
    Example:
        prioritizer appraise portfolios/exempelkommun
        prioritizer appraise portfolios/exempelkommun --trace narvaroteam
        prioritizer appraise portfolios/exempelkommun --trace narvaroteam/tva_skolor@2028
    """
    from prioritizer.appraisal.appraise import appraise
    from prioritizer.cli.run import DRAWS, checked, stated_warnings
    from prioritizer.register.results import value_answer

    progress = talk.Progress(language)
    progress("read")
    read, screened, warnings = checked(portfolio, as_of)
    talk.tell_warnings(warnings, language)
    progress("appraise")
    if traced is not None:
        _trace(read.portfolio, read.rules, seed, traced, portfolio, language)
        return
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
        from prioritizer.cli.screen_values import show_values

        show_values(read.portfolio, screened, values, language)


def _trace(
    portfolio: "Portfolio", rules: "RuleSet", seed: int, traced: str, path: Path, language: talk.Language
) -> None:
    """Print the calculation of the versions asked for, at the start asked for or the earliest."""
    from prioritizer.appraisal.appraise import cases
    from prioritizer.appraisal.terms import terms_of
    from prioritizer.appraisal.trace import trace
    from prioritizer.cli.run import DRAWS
    from prioritizer.cli.trace import lines
    from prioritizer.cli.trace_write import Writer

    wanted = _keys(portfolio, rules, traced, path)
    terms = terms_of(portfolio, rules)
    assert terms is not None, "`checked` tells this"
    write = Writer(portfolio, language)
    for at, case in enumerate(cases(portfolio, rules, terms, seed, DRAWS, wanted)):
        for line in (*(["", ""] if at else []), *lines(trace(case), write)):
            click.echo(line)


def _keys(portfolio: "Portfolio", rules: "RuleSet", traced: str, path: Path) -> "list[Key]":
    """The versions that ID, ID/ALTERNATIVE, ID@START or ID/ALTERNATIVE@START means.

    Raises:
        InputFaults: No version or no start is called so; with the nearest that is.
    """
    from prioritizer.appraisal.appraise import key_of
    from prioritizer.appraisal.starts import starts_of

    name, _, start = traced.partition("@")
    named = {f"{p.id}/{v.id}" if v.id else p.id: (p, v) for p in portfolio.proposals for v in p.alternatives}
    talk.known_proposal(name, list(named), path)
    found = [(p, v) for known, (p, v) in named.items() if name in (known, p.id)]
    starts = starts_of(*found[0], portfolio, rules)
    if start:
        talk.known_start(name, start, starts, path)
    return [key_of(p, v, int(start) if start else min(starts)) for p, v in found]
