"""`prioritizer check`: rules and portfolio, all faults at once."""

from datetime import date
from pathlib import Path

import click

from prioritizer.cli import talk

_DONE = {
    "sv": "{rules} regler är lästa och {tests} prov är godkända.",
    "en": "{rules} rules read, {tests} tests passed.",
}
_PROPOSALS = {
    "sv": "{n} förslag är lästa. Går vidare: {admitted}. Avvisas: {barred}. Återlämnas: {returned}.",
    "en": "{n} proposals read. Go on: {admitted}. Barred: {barred}. Returned: {returned}.",
}


@click.command("check")
@click.argument("portfolio", type=click.Path(path_type=Path), required=False)
@talk.language_option
@talk.as_of_option
@talk.guarded
def command(portfolio: Path | None, language: talk.Language, as_of: date | None) -> None:
    """Check the rules, run the tests beside them, and check PORTFOLIO if one is given.

    Tells every fault in one go, with file, line, what is wrong, what was expected and the nearest right thing.

    \b
    Example:
        prioritizer check portfolios/exempelkommun
    """
    from prioritizer.cli.reasons import screening_lines
    from prioritizer.cli.rule_tests import tested_rules
    from prioritizer.cli.run import prepared, rule_warnings
    from prioritizer.model.fault import InputFaults
    from prioritizer.reading.workspace import shipped, workspace_of

    faults, told = [], []
    try:
        if portfolio is not None:
            ready = prepared(portfolio, 1, as_of, talk.Progress(language))
            talk.tell_warnings((*ready.warnings, *rule_warnings(ready)), language)
            counts = {o: sum(s.outcome == o for s in ready.screened) for o in ("admitted", "barred", "returned")}
            told = [_PROPOSALS[language].format(n=len(ready.screened), **counts), *screening_lines(ready, language)]
            as_of = as_of or ready.read.portfolio.as_of
    except InputFaults as found:
        faults += list(found.faults)
    workspace = workspace_of(portfolio if portfolio is not None else Path.cwd()) or shipped()
    rules, tests, failed = tested_rules(workspace, as_of)
    wrong = [f for f in (*faults, *failed) if f.severity == "fault"]
    if wrong:
        raise InputFaults([*faults, *failed])
    talk.tell_warnings(tuple(f for f in failed if portfolio is None), language)
    for line in (_DONE[language].format(rules=rules, tests=tests), *told):
        click.echo(line)
