"""Choose the plan of the highest value within all limits, and prove it twice (convention §14–§16).

One make of solver finds a plan, and exact arithmetic checks it. Then something else confirms it: another make searches
for a plan worth at least as much, or, where a certificate is asked for, a search that writes down its proof does. It
finds none (proof), or a tie (which is listed), or something better (the first was wrong: a fault that is logged, and
the better plan then has to be confirmed).
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from prioritizer.model.plan import Infeasible, Outcome, Plan, SolverWord, Undecided
from prioritizer.selection.certificate import Certificate, certificate
from prioritizer.selection.confirm import Confirmation, by_another_make
from prioritizer.selection.conflict import clash_of
from prioritizer.selection.deadline import Allowance, Deadline
from prioritizer.selection.exact import Answer, Found, Nothing, SolverUnavailable
from prioritizer.selection.highs_model import NAME as HIGHS
from prioritizer.selection.products import lifted
from prioritizer.selection.program import Program, granted, value
from prioritizer.selection.proof import Proof, Unprovable, Unproved, prove
from prioritizer.selection.search import DIFFER, MAKES, Make, Report, Search
from prioritizer.selection.standing import Standing, in_kronor
from prioritizer.selection.ties import MOST_TIES, by_name, first_of_some, tie_order

CHANCE_SECONDS = 300.0
"""For a choice with a limit on a chance, where no limit of time is given."""
CLASH_SECONDS = 1.0
"""To see which limits clash when the time has passed, which mostly takes some thousandths."""

Check: TypeAlias = Callable[[str], str]
"""Checks the text of a certificate and gives the hash of its program; raises where it proves nothing."""


@dataclass(frozen=True, slots=True)
class NoCertificate:
    """Why there is none; `told` fills the sentence.

    not_proved: the choice itself is not. unfinished: the time ran out after `nodes`. unavailable: HiGHS could not
    start, with the `reason`. misbehaved: it answered what no solver should, the `reason`. of_chance: `limits` are on a
    chance.
    """

    why: Literal["not_proved", "unfinished", "unavailable", "misbehaved", "of_chance"]
    told: dict[str, object] = field(default_factory=dict)


def choose(
    program: Program,
    time_limit: float | None = None,
    report: Report | None = None,
    makes: tuple[Make, ...] = MAKES,
    ties: bool = True,
    standing: Standing | None = None,
) -> Outcome:
    """The plan of the highest value within all limits.

    Args:
        program: What is chosen between.
        time_limit: Seconds; None searches until the answer is proved, or for `patience` with a limit on a chance.
        report: Hears of each search as it begins, as «solver: search», «solver: confirm» or «solver: conflict».
        makes: The makes of solver, the finder first.
        ties: False confirms the value alone, for a step on the way to a choice: a plan worth as much is not looked for,
            `Plan.ties` is 1 and `Plan.ties_complete` False.
        standing: How the value of the best plan so far is told; None tells objective units as kronor.

    Returns:
        A plan (optimal when nothing can be worth one krona more, else feasible with its bound), Infeasible with the
        limits that clash, or Undecided when nothing was found in the time. `Plan.faults` holds codes:
        «solvers_differ» when a make was wrong, «plan_cut_off» when a solver's plan broke a limit and was cut off,
        «cbc_unavailable» and «highs_unavailable» when a make could not start, «cbc_misbehaved» and «highs_misbehaved»
        when it answered with a status outside the known ones.

    Raises:
        SolverUnavailable: No make of solver can start, or none is left that answers with a status that is known.

    Source:
        Convention §14–§16, §27; design §7.
    """
    search = _begun(program, time_limit, report, makes, ties, standing)
    return _concluded(search, *search.first())


def choose_with_proof(
    program: Program,
    check: Check,
    time_limit: float | None = None,
    report: Report | None = None,
    makes: tuple[Make, ...] = MAKES,
) -> tuple[Outcome, Certificate | NoCertificate]:
    """The same choice, confirmed by a certificate, which lists the ties too.

    One search for plans worth at least the value found does all three. Where it does not end in a certificate that
    `check` accepts, another make of solver confirms as ever.

    Args:
        program: What is chosen between.
        check: Makes the certificate count; see `register/check_certificate.py`.
        time_limit: Seconds for the choice, and as many again for the certificate.
        report: As for `choose`; hears of the certificate as «certificate: nodes».
        makes: The makes of solver, the finder first.

    Raises:
        SolverUnavailable: No make of solver can start, or none is left that answers with a status that is known.

    Source:
        Convention §15.
    """
    search = _begun(program, time_limit, report, makes)
    finder, first = search.first()
    outcome: Outcome | None = None
    chosen = first.chosen if isinstance(first, Found) else None
    if not isinstance(first, Nothing) and not (isinstance(first, Found) and first.proved):
        # There is nothing to prove before somebody has said that it is so.
        outcome = _concluded(search, finder, first)
        if isinstance(outcome, Undecided) or (isinstance(outcome, Plan) and outcome.status == "feasible"):
            return outcome, NoCertificate("not_proved")
        chosen = frozenset(program.index(key) for key in outcome.chosen) if isinstance(outcome, Plan) else None
        finder = outcome.solver if isinstance(outcome, Plan) else finder
    proof = _proof(search, chosen, time_limit)
    if isinstance(proof, NoCertificate):
        return outcome or _concluded(search, finder, first), proof
    return _certified(search, proof, check, finder, chosen)


def patience(program: Program, time_limit: float | None) -> float | None:
    """Seconds for a choice, where none are asked for: a chance over many draws could be searched for ever (§18)."""
    has_chance = any(risk.form == "chance_below" for risk in program.risks)
    return CHANCE_SECONDS if time_limit is None and has_chance else time_limit


def _begun(
    program: Program,
    time_limit: float | None,
    report: Report | None,
    makes: tuple[Make, ...],
    ties: bool = True,
    standing: Standing | None = None,
) -> Search:
    seconds = patience(program, time_limit)
    deadline = None if seconds is None else time.perf_counter() + seconds
    search = Search(program, deadline, report or (lambda _: None), standing or in_kronor(program.scale), ties)
    search.take(makes)
    return search


def _concluded(search: Search, name: str, first: Answer) -> Outcome:
    """What follows from a first answer, with another make of solver to confirm it."""
    if isinstance(first, Found):
        return _plan(search, by_another_make(search, first, name))
    other = search.other(name)
    second = search.ask(other, (), None, 1.0) if other != name else None
    if isinstance(second, Found):
        if isinstance(first, Nothing):
            search.faults.append(DIFFER)
        return _plan(search, by_another_make(search, second, other))
    if isinstance(first, Nothing) or isinstance(second, Nothing):
        agreed = isinstance(first, Nothing) and isinstance(second, Nothing)
        return _infeasible(search, "second_solver" if agreed else "none")
    bounds = [answer.bound for answer in (first, second) if answer is not None and answer.bound is not None]
    return Undecided(search.program.kronor(min(bounds)) if bounds else None, tuple(search.words))


def _proof(search: Search, chosen: frozenset[int] | None, time_limit: float | None) -> Proof | NoCertificate:
    """A proof of a plan, or of there being none; what time it takes is not taken from the rest of the choice."""
    began = time.perf_counter()
    try:
        found = prove(search.program, chosen, time_limit, search.report)
    except SolverUnavailable as error:
        return NoCertificate(error.fault, {"reason": error.reason})
    except Unprovable as limits:
        return NoCertificate("of_chance", {"limits": limits})
    seconds = time.perf_counter() - began
    if search.deadline is not None:
        search.deadline += seconds
    if isinstance(found, Unproved):
        search.words.append(SolverWord(HIGHS, f"{found.nodes} nodes, not proved", None, seconds))
        return NoCertificate("unfinished", {"nodes": found.nodes})
    worth = value(search.program, found.plans[0]) if found.plans else None
    search.words.append(SolverWord(HIGHS, f"{len(found.nodes)} nodes, proved", worth, seconds))
    return found


def _certified(
    search: Search, proof: Proof, check: Check, finder: str, said: frozenset[int] | None
) -> tuple[Outcome, Certificate]:
    """The choice by a proof, once its certificate is accepted; `said` is what a solver called the best plan, or none.

    Raises:
        AssertionError: The certificate is not of this program: a defect.
    """
    program, outcome = search.program, None
    if proof.plans:
        worth = value(program, proof.plans[0])
        if said is None or value(program, said) != worth:
            search.faults.append(DIFFER)
            finder = HIGHS
        outcome = _plan(search, Confirmation(proof.plans, finder, True, "certificate", proof.complete, worth))
    chosen = None if outcome is None else frozenset(program.index(key) for key in outcome.chosen)
    written = certificate(program, proof, chosen)
    accepted = check(written.text)
    if accepted != written.hash:
        raise AssertionError(f"the checker read program {accepted}, and {written.hash} was written")
    return outcome or _infeasible(search, "certificate"), written


def _plan(search: Search, found: Confirmation) -> Plan:
    program = search.program
    if len(found.plans) >= MOST_TIES:
        chosen = first_of_some(program, found.plans, Deadline(search.deadline))
    else:
        chosen = min(found.plans, key=lambda plan: tie_order(program, plan))
    worth = value(program, chosen)
    proved = found.proved or (found.bound is not None and found.bound - worth < program.scale)
    if any(word.cuts for word in search.words):
        search.faults.append("plan_cut_off")
    return Plan(
        status="optimal" if proved else "feasible",
        chosen=tuple(sorted((program.candidates[i].key for i in chosen), key=by_name)),
        objective=program.kronor(worth),
        bound=program.kronor(worth if proved else found.bound if found.bound is not None else _ceiling(program)),
        granted=granted(program, chosen),
        confirmed=found.confirmed,
        ties=len(found.plans),
        ties_complete=found.complete,
        solver=found.finder,
        faults=tuple(dict.fromkeys(search.faults)),
        words=tuple(search.words),
    )


def _ceiling(program: Program) -> int:
    """What no plan can exceed: every candidate and every product of positive value."""
    return sum(max(0, units) for units in lifted(program).objective)


def _infeasible(search: Search, confirmed: Literal["certificate", "second_solver", "none"]) -> Infeasible:
    allowance = None
    if search.deadline is not None:
        allowance = Allowance(Deadline(max(search.deadline, time.perf_counter() + CLASH_SECONDS)))
    while True:
        name, solver = list(search.solvers.items())[-1]
        search.report(f"{name}: conflict")
        try:
            clash = clash_of(search.program, solver, allowance=allowance)
        except SolverUnavailable as error:
            search.dismiss(error)
        else:
            return Infeasible(clash.limits, confirmed, tuple(search.words))
