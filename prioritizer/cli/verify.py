"""`prioritizer verify`: a record or a certificate, held against the numbers in it."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from prioritizer.cli import talk

if TYPE_CHECKING:
    from prioritizer.model.plan import Outcome
    from prioritizer.model.rules import Objective
    from prioritizer.register.verify import Worlds
    from prioritizer.selection.program import Program
    from prioritizer.selection.statement import Statement

OF_CERTIFICATES = {"program", "program_sha256", "tree"}
"""Keys that nothing else of ours has."""
MARKS = {"holds": "✓", "differs": "✗", "note": "–"}
PROOFS = ("proves_only", "proves_ties", "proves_best", "proves_infeasible")
"""After these it is said what the proof is not about (convention §15)."""


@click.command("verify")
@click.argument("file", type=click.Path(path_type=Path))
@talk.json_option
@talk.language_option
@talk.time_option
@talk.guarded
def command(file: Path, as_json: bool, language: talk.Language, time_limit: float | None) -> None:
    """Check a certificate without a solver, or recompute what can be recomputed from a record.

    FILE is certificate.json or record.json of a plan. Of a record the hash, the program, the plan's rows, value and
    granted kronor are computed again from the inputs in it, the choice is made once more, and a certificate beside it
    is checked. Exit 1 when something does not agree, with both values.

    \b
    Example:
        prioritizer plan portfolios/exempelkommun --certify
        prioritizer verify plans/exempelkommun/record.json
        prioritizer verify plans/exempelkommun/certificate.json
    """
    from prioritizer.cli.verify_words import told
    from prioritizer.cli.words import word
    from prioritizer.register.files import CERTIFICATE
    from prioritizer.register.finding import differs
    from prioritizer.register.verify import verify_certificate, verify_record
    from prioritizer.selection.objectives import pursue

    text = talk.text_of_file(file)
    kind = _kind(text)
    if kind == "record":
        progress = talk.Progress(language)
        beside = file.parent / CERTIFICATE
        certificate = talk.text_of_file(beside) if beside.exists() else None

        def again(objective: "Objective", statement: "Statement", program: "Program", worlds: "Worlds") -> "Outcome":
            return pursue(objective, statement, program, None, time_limit, progress, worlds).outcome

        found = verify_record(text, certificate, again)
    elif kind == "other":
        found = (differs("neither", file=file.name),)
    else:
        found = (verify_certificate(text)[0],)
    wrong = [finding for finding in found if finding.verdict == "differs"]
    if as_json:
        lines = [{"code": f.code, "verdict": f.verdict, "values": dict(f.values)} for f in found]
        talk.print_json({"holds": not wrong, "findings": lines})
    else:
        for finding in found:
            click.echo(f"{MARKS[finding.verdict]} {told(finding.code, language, **finding.values)}")
        checks = sum(finding.verdict != "note" for finding in found)
        click.echo(told("differs" if wrong else "holds", language, n=len(wrong), all=checks))
        if not wrong and any(finding.code in PROOFS for finding in found):
            click.echo(word("proof", language))
    sys.exit(talk.INPUT_FAULTS if wrong else 0)


def _kind(text: str) -> Literal["record", "certificate", "other"]:
    """What a file is by its keys; of what is no JSON the checker of certificates says what is wrong with it."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return "certificate"
    if not isinstance(found, dict):
        return "certificate"
    return "record" if "portfolio" in found else "certificate" if found.keys() & OF_CERTIFICATES else "other"
