"""`prioritizer plan`: the main job."""

import json
import platform
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from prioritizer import __version__
from prioritizer.cli import talk

if TYPE_CHECKING:
    from prioritizer.cli.around import Around
    from prioritizer.cli.run import Prepared
    from prioritizer.model.explained import Explained
    from prioritizer.model.fault import InputFaults
    from prioritizer.model.plan import Outcome
    from prioritizer.model.roll_forward import RollForward
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
    from prioritizer.appraisal.balance_requirement import balance_requirement
    from prioritizer.appraisal.convergence import convergence
    from prioritizer.appraisal.overrun import overruns
    from prioritizer.appraisal.plan import plan_values
    from prioritizer.appraisal.sensitivity import sensitivities
    from prioritizer.cli.around import around, nearest_versions
    from prioritizer.cli.beyond import beyond_margins
    from prioritizer.cli.fairness import blind, checks
    from prioritizer.cli.limit_names import limit_names
    from prioritizer.cli.papers import refusal_line
    from prioritizer.cli.parties import whose
    from prioritizer.cli.printing import Papers, printed_all
    from prioritizer.cli.report_words import replaced_told
    from prioritizer.cli.roll_forward import show_roll_forward
    from prioritizer.cli.run import (
        DRAWS,
        followed,
        measured_afresh,
        pursued,
    )
    from prioritizer.cli.screen import fault_lines, show_outcome, show_written
    from prioritizer.cli.taking_over import about
    from prioritizer.cli.words import word
    from prioritizer.explanation.fresh_draws import FreshLimit, fresh_limits
    from prioritizer.model.plan import Plan
    from prioritizer.reading.workspace import templates_of
    from prioritizer.register.accounts import parties_part
    from prioritizer.register.answers import explain_answer, select_answer
    from prioritizer.register.explained import explained_answer
    from prioritizer.register.files import CERTIFICATE, write_aside
    from prioritizer.register.near_best import near_best_answer
    from prioritizer.register.plain import text_of
    from prioritizer.register.pursued import pursued_answer
    from prioritizer.register.record import record
    from prioritizer.register.roll_forward import roll_forward_answer
    from prioritizer.register.run import Run
    from prioritizer.selection.candidates import values_of
    from prioritizer.words.formatting import number

    language, seed = progress.language, ready.seed
    goal = pursued(ready, outcome, time_limit, progress)
    outcome = outcome if goal is None else goal.outcome

    def ask(plan: "Outcome", gives_way: bool) -> "tuple[Around, Explained, RollForward | None]":
        found = around(ready, plan, progress, time_limit, goal=goal, gives_way=gives_way)
        more = beyond_margins(ready, plan, found, progress, time_limit, goal)
        return found, more, followed(ready, plan, progress, time_limit, goal is None)

    outcome, (found, more, follows) = about(ready, outcome, ask, language, time_limit, progress)
    margins, near = found.margins, found.near
    disguised = blind(ready, outcome, progress, time_limit)
    fair = checks(ready, outcome, margins, disguised, progress, time_limit, goal is None)
    more = replace(more, fairness=fair)
    read = ready.read
    value = balance = None
    chosen = outcome.chosen if isinstance(outcome, Plan) else ()
    if isinstance(outcome, Plan):
        versions = values_of(ready.appraised, chosen)
        value = plan_values(read.portfolio, versions, ready.overlaps)
        balance = balance_requirement(read.portfolio, read.rules, versions, value.taken_home)
    progress("vary")
    varied = sensitivities(read.portfolio, read.rules, seed, DRAWS, chosen, nearest_versions(margins))
    repeated = convergence(read.portfolio, read.rules, seed, DRAWS, chosen, list(varied.versions))
    fresh: tuple[FreshLimit, ...] = ()
    if isinstance(outcome, Plan):
        fresh = fresh_limits(read.portfolio, read.rules, seed, ready.program, chosen)
    for breach in (one for one in fresh if not one.holds):
        name = limit_names(ready, [breach.limit], language)[0]
        talk.say(word("fresh_breach", language, limit=name, draws=number(breach.draws, language)))
    if goal is not None:
        goal = measured_afresh(ready, goal)
    run = Run(
        portfolio=read.portfolio,
        rules=read.rules,
        seed=seed,
        draws=DRAWS,
        screened=ready.screened,
        appraised=ready.appraised,
        program=ready.program,
        refused=ready.refused,
        outcome=outcome,
        margins=margins,
        value=value,
        blindness=disguised,
        sensitivities=varied,
        converged=repeated,
        near_best=near,
        pursued=goal,
        roll_forward=follows,
        fresh=fresh,
        explained=more,
        overruns=overruns(read.portfolio, read.rules, seed, DRAWS, chosen),
        balance=balance,
    )
    parties = whose(ready, outcome)
    progress("write")
    kept = text_of(record(run))
    data = {
        "record.json": kept,
        "select.json": text_of(
            select_answer(
                outcome,
                ready.refused,
                ready.overlaps,
                pursued=pursued_answer(goal),
                roll_forward=roll_forward_answer(follows),
                reserve_price=ready.statement.reserve_price,
            )
        ),
        "explain.json": text_of(
            explain_answer(
                margins,
                [limit.id for limit in read.rules.limits],
                near_best_answer(near),
                explained_answer(more) | ({} if parties is None else {"parties": parties_part(parties)}),
            )
        ),
        "run.json": text_of(_circumstances(begun, outcome)),
    }
    if proof is not None:
        data[CERTIFICATE] = proof
    folder = (read.workspace or Path.cwd()) / "plans" / read.portfolio.name
    files = {name: text.encode() for name, text in data.items()}
    documents, defect = Papers(), None
    try:
        # Documents are made from what is written, so that one made of the file later is the same to the byte.
        documents = printed_all(json.loads(kept), templates_of(read.workspace), forms)
    except Exception as error:
        # A defect of ours in a document takes the plan away from nobody: `report` makes the documents later.
        defect = error
    files |= documents.files
    earlier, unwritten = _put(folder, files)
    show_outcome(ready, outcome, language, goal)
    for line in fault_lines(margins, language):
        talk.say(line)
    if follows is not None:
        show_roll_forward(ready, follows, language)
    if unwritten is not None:
        # The plan has been told: a folder that cannot be written takes nothing away with it.
        talk.tell_aside(unwritten, write_aside(files), language)
        sys.exit(talk.INPUT_FAULTS)
    show_written(folder, list(files), earlier, language)
    talk.tell_warnings(tuple(documents.warnings), language)
    if documents.replaced:
        talk.say(replaced_told("".join(sorted(documents.replaced)), language))
    for refusal in documents.refusals():
        talk.say(refusal_line(refusal, language))
    if defect is not None:
        raise defect
    code = talk.exit_code(outcome)
    sys.exit(1 if documents.refused and code == 0 else code)


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


def _circumstances(begun: float, outcome: object) -> dict[str, object]:
    """What differs from run to run: outside the record's hash (design §6)."""
    from importlib.metadata import version

    from prioritizer.model.plan import Infeasible

    words = getattr(outcome, "words", ())
    return {
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
