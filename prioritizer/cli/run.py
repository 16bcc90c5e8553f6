"""The steps that commands share, in the order of the data: read, screen, appraise, select, explain."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from prioritizer.appraisal.appraise import appraise
from prioritizer.appraisal.checks import faults as appraisal_faults
from prioritizer.appraisal.contradictions import contradiction_warnings, contradictory
from prioritizer.appraisal.overlaps import overlaps
from prioritizer.appraisal.synergies import synergies
from prioritizer.appraisal.weak_evidence import weak_evidence_warnings
from prioritizer.cli.interrupt import interruptible
from prioritizer.cli.objective_faults import objective_faults
from prioritizer.cli.rule_tests import untested
from prioritizer.cli.talk import Language, say, ticking
from prioritizer.cli.words import word
from prioritizer.explanation.blindness import Decide, Decided
from prioritizer.explanation.rule_change import fields_named
from prioritizer.model.fault import Fault, InputFaults, Place, fault
from prioritizer.model.plan import Infeasible, Outcome, Plan, Refused, Undecided
from prioritizer.model.portfolio import Portfolio
from prioritizer.model.pursued import Pursued
from prioritizer.model.roll_forward import RollForward
from prioritizer.model.rules import Maximise, RuleSet, Scenario, Severity, Verdict
from prioritizer.model.value import Appraised, Overlap
from prioritizer.model.verdict import Screened
from prioritizer.predicates.constrain import UnknownWhere
from prioritizer.reading.portfolio import Read, read_portfolio
from prioritizer.reading.workspace import shipped
from prioritizer.register.check_certificate import check
from prioritizer.screening.contradictions import contradictions, idle_funds, idle_limits, outsized_uses, stopping
from prioritizer.screening.measure_checks import measure_faults
from prioritizer.screening.measures import facts
from prioritizer.screening.privacy import privacy_warnings
from prioritizer.screening.screen import in_force, screen
from prioritizer.selection.candidates import candidates, statement_of, unknown_facts
from prioritizer.selection.choose import NoCertificate, choose, choose_with_proof
from prioritizer.selection.objectives import tried
from prioritizer.selection.program import Program
from prioritizer.selection.statement import Statement

Report = Callable[[str], None]
DRAWS = 1024
STOPPED_SECONDS = 10.0
"""For each step after a choice that somebody interrupted."""
LARGEST_NUMBER = 10**15
"""From here a solver holds no whole number of a row exactly; below it, every answer is checked in whole numbers."""
EXPLAINED_SECONDS = 60.0
"""For each answer beside the margins in a large round, where no limit of time is given."""
EXACT_PROPOSALS = 30
"""Up to so many proposals every answer is worked out in full, where no limit of time is given."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A portfolio read, screened and appraised, with the program of its choice and what that is built from."""

    read: Read
    screened: tuple[Screened, ...]
    appraised: tuple[Appraised, ...]
    program: Program
    statement: Statement
    refused: tuple[Refused, ...]
    warnings: tuple[Fault, ...]
    overlaps: tuple[Overlap, ...] = ()
    seed: int = 1


def checked(path: Path, as_of: date | None = None) -> tuple[Read, tuple[Screened, ...], tuple[Fault, ...]]:
    """Read and screen a portfolio.

    Raises:
        InputFaults: All faults of files, rules, appraisal inputs and mandates, in one go.
    """
    read = read_portfolio(path, as_of)
    portfolio, rules = read.portfolio, read.rules
    screened = screen(portfolio, rules)
    found = [*read.warnings, *privacy_warnings(portfolio, rules), *measure_faults(rules.fields)]
    found += untested(read.workspace or shipped(), rules)
    found += appraisal_faults(portfolio, rules)
    found += _mandates(portfolio, screened)
    if any(f.severity == "fault" for f in found):
        raise InputFaults(found)
    # What is odd with an effect can be said only where its price is known.
    found += weak_evidence_warnings(portfolio, rules)
    return read, screened, InputFaults(found).faults


def prepared(path: Path, seed: int, as_of: date | None, report: Report, maximise: Maximise | None = None) -> Prepared:
    """Read, screen and appraise a portfolio, and state the program of its choice.

    Args:
        path: The portfolio.
        seed: Of all draws.
        as_of: The day of the rules; None for the portfolio's.
        report: Hears of each step.
        maximise: Another objective than the declared one.

    Raises:
        InputFaults: As `checked`, and where a limit or the objective rests on what some proposals do not state.
    """
    report("read")
    read, screened, warnings = checked(path, as_of)
    read = replace(read, rules=replace(read.rules, objective=tried(read.rules.objective, maximise)))
    report("appraise")
    appraised, shared = valued(read.portfolio, read.rules, seed)
    warnings += stated_warnings(read.portfolio, appraised)
    statement, refused = statement_of(read.portfolio, read.rules, screened, appraised, shared)
    program, unstated = _stated(statement)
    wrong = [_unknown_where(unknown, read) for unknown in unstated]
    wrong += [*_too_large(program, read), *objective_faults(read, appraised, statement, program)]
    if wrong:
        raise InputFaults([*warnings, *wrong])
    file = path if path.suffix in (".yaml", ".yml") else path / "portfolio.yaml"
    warnings += tuple(stopping(screened, Place(file.as_posix())))
    warnings += _idle(read, screened, appraised)
    return Prepared(read, screened, appraised, program, statement, refused, warnings, shared, seed)


def _stated(statement: Statement) -> tuple[Program, tuple[UnknownWhere, ...]]:
    """The program, without the limits that cannot be written, and those: what else is wrong is told with them."""
    try:
        return statement.program(), ()
    except UnknownWhere:
        unstated = unknown_facts(statement)
        silent = {unknown.limit for unknown in unstated}
        known = [limit for limit in statement.limits if limit.id not in silent]
        return replace(statement, limits=known).program(), unstated


def valued(portfolio: Portfolio, rules: RuleSet, seed: int) -> tuple[tuple[Appraised, ...], tuple[Overlap, ...]]:
    """What every version is worth, and what some are worth together beyond the sum of each."""
    appraised = appraise(portfolio, rules, seed, DRAWS)
    return appraised, (*overlaps(portfolio, rules, seed, DRAWS), *synergies(portfolio, appraised))


def program_of(ready: Prepared, language: Language) -> str:
    """The integer program as text, with the sentence of its rule above each row."""
    from prioritizer.explanation.written_program import Titles, program_text
    from prioritizer.predicates.say import Speaker

    portfolio, rules = ready.read.portfolio, ready.read.rules
    proposals = {p.id: p.title for p in portfolio.proposals}
    speaker = Speaker.of(rules, in_force(portfolio, rules), language, proposals)
    funds, resources = {f.id: f for f in portfolio.funds}, {r.id: r.title for r in portfolio.resources}
    limits = {limit.id: limit for limit in rules.limits}
    titles = Titles(proposals, funds, resources, limits, speaker, language)
    return program_text(ready.program, titles, rules.objective.maximise)


def _idle(read: Read, screened: tuple[Screened, ...], appraised: tuple[Appraised, ...]) -> tuple[Fault, ...]:
    """Funds that no admitted version may use or that have no money, and uses beyond all capacity (§17).

    Where no proposal is admitted that is told instead.
    """
    portfolio = read.portfolio
    admitted = frozenset(s.proposal for s in screened if s.outcome == "admitted")
    if not admitted:
        return ()
    asked = portfolio.resources or any(fund.eligible is not None for fund in portfolio.funds)
    asking = candidates(portfolio, appraised, admitted) if asked else ()
    funds = idle_funds(portfolio.funds, asking, in_force(portfolio, read.rules))
    return (*funds, *outsized_uses(portfolio.resources, asking))


def rule_warnings(ready: Prepared) -> tuple[Fault, ...]:
    """What is odd with the rules as a whole for this portfolio: they contradict each other, or do nothing."""
    portfolio, rules = ready.read.portfolio, ready.read.rules
    numbers = in_force(portfolio, rules)
    found = [*contradictions(rules, numbers)]
    found += idle_limits(rules.limits, ready.program.candidates, numbers)
    return InputFaults(found).faults


def stated_warnings(portfolio: Portfolio, appraised: tuple[Appraised, ...]) -> tuple[Fault, ...]:
    """Stated results that contradict themselves, one line each up to a count (§26)."""
    return tuple(contradiction_warnings(contradictory(portfolio, appraised)))


def selected(prepared: Prepared, time_limit: float | None, report: Report) -> Outcome:
    """Pick the plan; where there is none, say which limits clash and what would open one.

    `time_limit` is for the choice, and as much again for what clashes.
    """
    with interruptible(), ticking(report):
        outcome = choose(prepared.program, time_limit, report)
    return _opened(prepared, outcome, time_limit, report)


def certified(
    prepared: Prepared, time_limit: float | None, report: Report, language: Language
) -> tuple[Outcome, str | None]:
    """The same, confirmed by a certificate where the checker accepts one, and the text of that certificate.

    Where there is none, talk says why. `time_limit` is once more for the certificate.
    """
    with interruptible(), ticking(report):
        outcome, proof = choose_with_proof(prepared.program, _accepted, time_limit, report)
    outcome = _opened(prepared, outcome, time_limit, report)
    if isinstance(proof, NoCertificate):
        say(word(f"certificate_{proof.why}", language, **proof.told))
        return outcome, None
    return outcome, proof.text


def _accepted(text: str) -> str:
    """The hash of the program of a certificate; one that the checker refuses raises, a defect of ours."""
    return check(text).hash


def _opened(prepared: Prepared, outcome: Outcome, time_limit: float | None, report: Report) -> Outcome:
    """Where there is no plan, what clashes and what would open one."""
    if not isinstance(outcome, Infeasible):
        return outcome
    from prioritizer.selection.relief import relieved

    with interruptible(), ticking(report):
        return relieved(prepared.statement, outcome, time_limit=time_limit, report=report)


def limit_after(outcome: Outcome, time_limit: float | None) -> float | None:
    """Seconds for each later step; where the choice was interrupted, the rest does not take long either."""
    stopped = isinstance(outcome, Undecided) or (isinstance(outcome, Plan) and outcome.status == "feasible")
    return STOPPED_SECONDS if stopped and time_limit is None else time_limit


def pursued(prepared: Prepared, default: Outcome, time_limit: float | None, report: Report) -> Pursued | None:
    """The choice by the objective, beside the `default` one; None where that is expected value.

    `time_limit` is for it alone, besides that of the choice by expected value.
    """
    from prioritizer.selection.objectives import pursue
    from prioritizer.selection.worlds import worlds

    read, statement = prepared.read, prepared.statement
    objective, scenarios = read.rules.objective, tuple[tuple[Scenario, Statement], ...]()
    if objective.maximise == "expected_value":
        return None
    if objective.maximise == "least_regret":
        scenarios = worlds(read.portfolio, read.rules, statement, prepared.seed, DRAWS, report)
    with interruptible(), ticking(report):
        return pursue(objective, statement, prepared.program, default, time_limit, report, scenarios)


def measured_afresh(prepared: Prepared, goal: Pursued) -> Pursued:
    """The choice with the mean of its worst draws on others than it has seen, where it was made for that (§18)."""
    from prioritizer.explanation.fresh_draws import DRAWS as FRESH
    from prioritizer.explanation.fresh_draws import fresh_worst_mean

    if goal.weighed is None or not isinstance(goal.outcome, Plan):
        return goal
    read, share = prepared.read, goal.weighed.share
    fresh = fresh_worst_mean(read.portfolio, read.rules, prepared.seed, goal.outcome.chosen, share, FRESH)
    return replace(goal, weighed=replace(goal.weighed, fresh_worst_mean=fresh, fresh_draws=FRESH))


def followed(
    prepared: Prepared,
    outcome: Outcome,
    report: Report,
    time_limit: float | None = None,
    by_value: bool = True,
) -> RollForward | None:
    """How the plan follows the earlier one that the portfolio names, and what it costs to be bound by it; else None.

    `time_limit` is for the choice without it, besides that of the choice. Of another objective than expected value
    (not `by_value`) what it costs is not worked out.
    """
    from prioritizer.selection.roll_forward import rolled_forward

    portfolio = prepared.read.portfolio
    if portfolio.previous is None:
        return None
    versions = {p.id: tuple(a.id for a in p.alternatives) for p in portfolio.proposals}
    outcomes = {s.proposal: s.outcome for s in prepared.screened}
    previous, statement = portfolio.previous, prepared.statement
    with ticking(report):
        return rolled_forward(statement, outcome, previous, versions, outcomes, time_limit, report, by_value)


def decide_again(seed: int, time_limit: float | None) -> Decide:
    """The whole calculation for a portfolio already read, for the test of blindness."""
    from prioritizer.selection.objectives import pursue
    from prioritizer.selection.worlds import worlds

    def decide(portfolio: Portfolio, rules: RuleSet) -> Decided:
        screened = screen(portfolio, rules)
        appraised, shared = valued(portfolio, rules, seed)
        statement, _ = statement_of(portfolio, rules, screened, appraised, shared)
        objective, scenarios = rules.objective, tuple[tuple[Scenario, Statement], ...]()
        if objective.maximise == "least_regret":
            scenarios = worlds(portfolio, rules, statement, seed, DRAWS, lambda _: None)
        found = pursue(objective, statement, statement.program(), None, time_limit, worlds=scenarios)
        return screened, appraised, found.outcome

    return decide


def _mandates(portfolio: Portfolio, screened: tuple[Screened, ...]) -> list[Fault]:
    """A mandatory proposal that is barred or returned is a fault: two decisions contradict each other (§13)."""
    outcomes = {s.proposal: s for s in screened}
    found = []
    for proposal in portfolio.proposals:
        ruling = outcomes[proposal.id]
        if proposal.mandatory and ruling.outcome != "admitted":
            verdict = Verdict.FAILS if ruling.outcome == "barred" else Verdict.UNKNOWN
            names = [
                r.criterion.id
                for r in ruling.rulings
                if r.criterion.severity is Severity.MUST and r.trace.verdict is verdict
            ]
            code = f"mandatory_{ruling.outcome}"
            found.append(fault(proposal.place, "mandatory", code, criterion=", ".join(names) or "–"))
    return found


def _unknown_where(unknown: UnknownWhere, read: Read) -> Fault:
    """The limit, the fields that it rests on and somebody lacks, and who that is."""
    limit = next(found for found in read.rules.limits if found.id == unknown.limit)
    lacking = [p for p in read.portfolio.proposals if p.id in unknown.proposals]
    stated = [facts(proposal, version) for proposal in lacking for version in proposal.alternatives]
    asked = sorted(fields_named(limit) & set(read.rules.fields))
    fields = [name for name in asked if any(known.get(name) is None for known in stated)]
    gaps = {"proposals": ", ".join(unknown.proposals), "fields": ", ".join(fields or asked) or limit.id}
    return fault(limit.place, f"limits.{limit.id}", "limit_field_missing", limit=limit.id, **gaps)


def _too_large(program: Program, read: Read) -> list[Fault]:
    """Rows whose whole numbers no solver can hold: amounts that differ by more than what is counted anywhere."""
    known = {f"fund:{f.id}": (f.place, f"funds.{f.id}") for f in read.portfolio.funds}
    known |= {f"resource:{r.id}": (r.place, f"resources.{r.id}") for r in read.portfolio.resources}
    known |= {limit.id: (limit.place, f"limits.{limit.id}") for limit in read.rules.limits}
    found: dict[str, Fault] = {}
    for row in program.rows:
        sizes = sorted((abs(coefficient), program.candidates[i].proposal) for i, coefficient in row.coefficients)
        if sizes and sizes[-1][0] >= LARGEST_NUMBER:
            name = row.id.rpartition(":")[0] if row.kind in ("fund", "resource") and row.id not in known else row.limit
            gaps = {"row": row.id, "largest": sizes[-1][1], "smallest": sizes[0][1]}
            place, path = known.get(name, (Place(""), name))
            found[row.id] = fault(place, path, "row_too_large", **gaps)
    return list(found.values())
