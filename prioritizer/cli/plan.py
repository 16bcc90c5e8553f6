"""`prioritizer plan`: the main job."""

import json
import platform
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from prioritizer import __version__
from prioritizer.cli import talk

if TYPE_CHECKING:
    from prioritizer.cli.printing import Papers
    from prioritizer.cli.run import Prepared
    from prioritizer.model.fault import InputFaults
    from prioritizer.model.plan import Outcome
    from prioritizer.register.run import Run
    from prioritizer.report.forms import Form


@click.command("plan")
@talk.portfolio_argument
@talk.language_option
@talk.seed_option
@talk.as_of_option
@talk.time_option
@talk.certify_option
@click.option("--forms", help="Only these forms, with commas between: html, docx, pdf, xlsx, md. All, if not given.")
@talk.guarded
def command(
    portfolio: Path,
    language: talk.Language,
    seed: int,
    as_of: date | None,
    time_limit: float | None,
    certify: bool,
    forms: str | None,
) -> None:
    """Check, screen, appraise, select, explain, and write the documents of a proposed plan.

    Writes plans/NAME/ in the workspace of the portfolio, or in the current folder when it has none: in Swedish and
    English the memos to the executive board and to each board, the whole decision document, an answer to each
    proposer and a page for the public; record.json with everything behind them, and select.json and explain.json for
    machines. All documents are web pages; the memos also Word and PDF, and the whole document also Word, PDF, Excel
    and Markdown. An earlier plan is kept beside. With --certify also certificate.json, a proof of the choice.

    \b
    Example:
        prioritizer plan portfolios/exempelkommun
        prioritizer plan portfolios/exempelkommun --certify
    """
    from prioritizer.cli.interrupt import interruptible
    from prioritizer.cli.printing import asked_forms
    from prioritizer.cli.pursued_words import told
    from prioritizer.cli.run import certified, limit_after, prepared, selected

    asked = asked_forms(forms)
    progress = talk.Progress(language)
    begun = time.monotonic()
    ready = prepared(portfolio, seed, as_of, progress)
    talk.tell_warnings(ready.warnings, language)
    alone = ready.read.rules.objective.maximise != "expected_value"
    if certify and alone:
        talk.say(told("alone", language))
    if certify and not alone:
        outcome, proof = certified(ready, time_limit, progress, language)
    else:
        outcome, proof = selected(ready, time_limit, progress), None
    # What is chosen is written, however much of the rest somebody waits for.
    with interruptible(language):
        _finished(ready, outcome, proof, limit_after(outcome, time_limit), begun, progress, asked)


def _finished(
    ready: "Prepared",
    outcome: "Outcome",
    proof: str | None,
    time_limit: float | None,
    begun: float,
    progress: talk.Progress,
    forms: "Sequence[Form]",
) -> NoReturn:
    """Explain a choice, write its documents, and end with the exit code of the choice."""
    from prioritizer.cli.parties import whose
    from prioritizer.cli.planned import answers, whole_run
    from prioritizer.cli.printing import Papers, printed_all
    from prioritizer.cli.screen import show_written
    from prioritizer.reading.workspace import templates_of
    from prioritizer.register.files import CERTIFICATE, RECORD, write_aside

    language, read = progress.language, ready.read
    run = whole_run(ready, outcome, time_limit, progress)
    parties = whose(ready, run.outcome)
    progress("write")
    data = answers(run, ready, parties) | {"run.json": _circumstances(begun, run.outcome)}
    if proof is not None:
        data[CERTIFICATE] = proof
    folder = (read.workspace or Path.cwd()) / "plans" / read.portfolio.name
    files = {name: text.encode() for name, text in data.items()}
    documents = Papers()
    # First, so that nothing that may happen while documents are made takes the plan away; `report` makes them later.
    before, _ = _put(folder, files)
    try:
        # Documents are made from what is written, so that one made of the file later is the same to the byte.
        printed_all(json.loads(data[RECORD]), templates_of(read.workspace), forms, documents)
    finally:
        files |= documents.files
        after, unwritten = _put(folder, files)
        earlier = before or after
        _told(ready, run, language)
        if unwritten is None:
            show_written(folder, list(files), earlier, language)
        else:
            # The plan has been told: a folder that cannot be written takes nothing away with it.
            talk.tell_aside(unwritten, write_aside(files), language)
    if unwritten is not None:
        sys.exit(talk.INPUT_FAULTS)
    _told_of_documents(documents, language)
    code = talk.exit_code(run.outcome)
    sys.exit(1 if documents.refused and code == 0 else code)


def _told(ready: "Prepared", run: "Run", language: talk.Language) -> None:
    """The plan on the screen, or why there is none."""
    from prioritizer.cli.roll_forward import show_roll_forward
    from prioritizer.cli.screen import fault_lines, show_outcome

    show_outcome(ready, run.outcome, language, run.pursued)
    for line in fault_lines(run.margins, language):
        talk.say(line)
    if run.roll_forward is not None:
        show_roll_forward(ready, run.roll_forward, language)


def _told_of_documents(documents: "Papers", language: talk.Language) -> None:
    """What was not written and why, and what reads otherwise than it was handed in."""
    from prioritizer.cli.papers import refusal_line
    from prioritizer.cli.report_words import replaced_told

    talk.tell_warnings(tuple(documents.warnings), language)
    if documents.replaced:
        talk.say(replaced_told("".join(sorted(documents.replaced)), language))
    for refusal in documents.refusals():
        talk.say(refusal_line(refusal, language))


def _put(folder: Path, files: "Mapping[str, bytes]") -> "tuple[Path | None, InputFaults | None]":
    """Write a plan; where what stood there is kept, and why nothing was written.

    From here a Ctrl-C waits: the plan is either the earlier one or this one, never a mixture.
    """
    from prioritizer.cli.papers import left_over
    from prioritizer.model.fault import InputFaults
    from prioritizer.register.files import CERTIFICATE, write_plan

    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        gone = [*([] if CERTIFICATE in files else [CERTIFICATE]), *left_over(folder, files)]
        return write_plan(folder, files, gone), None
    except InputFaults as faults:
        return None, faults
    finally:
        signal.signal(signal.SIGINT, before)


def _circumstances(begun: float, outcome: object) -> str:
    """What differs from run to run: outside the record's hash (design §6)."""
    from importlib.metadata import version

    from prioritizer.model.plan import Infeasible
    from prioritizer.register.plain import text_of

    words = getattr(outcome, "words", ())
    told = {
        "program": __version__,
        "seconds": round(time.monotonic() - begun, 3),
        "machine": platform.platform(),
        "python": platform.python_version(),
        "libraries": {name: version(name) for name in ("pulp", "highspy", "numpy", "scipy", "pydantic", "babel")},
        "feasible": not isinstance(outcome, Infeasible),
        "solvers": [
            {"solver": w.solver, "said": w.said, "seconds": round(w.seconds, 4), "cuts": w.cuts} for w in words
        ],
    }
    return text_of(told)
