"""Choose the plan of the highest value within all limits, and prove it twice (convention §14–§16).

One make of solver finds a plan, exact arithmetic checks it, and another make searches for a plan worth at least as
much: it finds none (proof), or a tie (which is listed), or something better (the first was wrong: a fault that is
logged, and the other make then has to confirm the better plan).
"""

import time
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from math import lcm

from prioritizer.model.plan import Infeasible, Key, Outcome, Plan, Undecided
from prioritizer.selection.conflict import conflict
from prioritizer.selection.exact import Found, Nothing, Solver, SolverUnavailable
from prioritizer.selection.products import lifted
from prioritizer.selection.program import Program, Row, granted, step, value
from prioritizer.selection.relaxation import Highs
from prioritizer.selection.search import LEAST_SECONDS, Make, Report, Search
from prioritizer.selection.solve import Cbc
from prioritizer.selection.standing import Standing

DIFFER = "solvers_differ"
MOST_TIES = 50
"""Ties listed at most; beyond them `ties_complete` is False."""
CHANCE_SECONDS = 300.0
"""For a choice with a limit on a chance, where no limit of time is given."""
MAKES: tuple[Make, ...] = (Cbc, Highs)


@dataclass(frozen=True, slots=True)
class _Proof:
    """The most valuable plans found, who found them, and whether another make agrees that none is worth more."""

    plans: tuple[frozenset[int], ...]
    finder: str
    proved: bool
    confirmed: bool
    complete: bool
    bound: int | None


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
        «cbc_unavailable» and «highs_unavailable» when a make could not start.

    Raises:
        SolverUnavailable: No make of solver can start.
        SolverMisbehaved: A solver answered with a status outside the known ones.

    Source:
        Convention §14–§16, §27; design §7.
    """
    seconds = patience(program, time_limit)
    deadline = None if seconds is None else time.perf_counter() + seconds
    told = Standing("standing", Fraction(1, program.scale)) if standing is None else standing
    search = Search(program, deadline, report or (lambda _: None), told, ties)
    search.take(makes)
    if not search.solvers:
        raise SolverUnavailable(", ".join(word.solver for word in search.words), "no solver can start")
    name, first = search.first()
    if isinstance(first, Found):
        return _plan(search, _prove(search, first, name))
    other = search.other(name)
    second = search.ask(other, (), None, 1.0) if other != name else None
    if isinstance(second, Found):
        if isinstance(first, Nothing):
            search.faults.append(DIFFER)
        return _plan(search, _prove(search, second, other))
    if isinstance(first, Nothing) or isinstance(second, Nothing):
        return _infeasible(search, confirmed=isinstance(first, Nothing) and isinstance(second, Nothing))
    bounds = [answer.bound for answer in (first, second) if answer is not None and answer.bound is not None]
    return Undecided(program.kronor(min(bounds)) if bounds else None, tuple(search.words))


def patience(program: Program, time_limit: float | None) -> float | None:
    """Seconds for a choice, where none are asked for: a chance over many draws could be searched for ever (§18)."""
    has_chance = any(risk.form == "chance_below" for risk in program.risks)
    return CHANCE_SECONDS if time_limit is None and has_chance else time_limit


def _prove(search: Search, found: Found, finder: str) -> _Proof:
    """Confirm a plan by another make than the one that found it, and list its ties where they are asked for."""
    plans = [found.chosen]
    best, proved, bound = found.value, found.proved, found.bound
    while True:
        other = search.other(finder)
        known, wanted = (plans, best) if search.ties else ((), best + step(search.program))
        answer = search.ask(other, known, wanted, 1.0)
        if isinstance(answer, Found) and answer.value > best:
            search.faults.extend([DIFFER] if proved else [])
            plans, best, proved, bound, finder = [answer.chosen], answer.value, answer.proved, answer.bound, other
        elif isinstance(answer, Nothing):
            return _Proof(tuple(plans), finder, True, other != finder, search.ties, best)
        elif isinstance(answer, Found) and answer.value == best:
            plans.append(answer.chosen)
            if answer.proved and len(plans) >= MOST_TIES:
                plans += [plan for plan in _least(search, best) if plan not in plans]
                return _Proof(tuple(plans), finder, True, other != finder, False, best)
            if not answer.proved:
                return _unconfirmed(plans, finder, proved, best, bound, answer.bound)
        elif answer is not None or other == finder:
            return _unconfirmed(plans, finder, proved, best, bound, answer.bound if answer else None)


def _least(search: Search, best: int) -> list[frozenset[int]]:
    """Of plans worth the same, more than are listed, one that grants least and then has fewest proposals (§16).

    One search over the plans worth `best`, with granted kronor and the number of proposals as the objective. The row
    that holds the value is exact like all others: what a solver's tolerance lets through is cut off.
    """
    program = lifted(search.program)
    grid = lcm(1, *(c.granted_total.as_integer_ratio()[1] for c in program.candidates))
    many = len(program.candidates) + 1
    burden = [-(int(c.granted_total * grid) * many + 1) for c in program.candidates]
    burden += [0] * (len(program.objective) - len(burden))
    worth = Row("value", tuple((i, units) for i, units in enumerate(program.objective) if units), ">=", best, "cut")
    lighter = replace(program, objective=tuple(burden), scale=1).with_rows(worth)
    left = None if search.deadline is None else max(LEAST_SECONDS, search.deadline - time.perf_counter())
    answer = serving(lighter).search(time_limit=left)
    return [answer.chosen] if isinstance(answer, Found) else []


def _unconfirmed(plans: list[frozenset[int]], finder: str, proved: bool, best: int, *bounds: int | None) -> _Proof:
    """What stands when the search for something better could not be finished; a bound below the plan says no more."""
    known = [bound for bound in bounds if bound is not None]
    return _Proof(tuple(plans), finder, proved, False, False, max(best, min(known)) if known else None)


def _plan(search: Search, proof: _Proof) -> Plan:
    program = search.program
    chosen = min(proof.plans, key=lambda plan: tie_order(program, plan))
    worth = value(program, chosen)
    proved = proof.proved or (proof.bound is not None and proof.bound - worth < program.scale)
    if any(word.cuts for word in search.words):
        search.faults.append("plan_cut_off")
    return Plan(
        status="optimal" if proved else "feasible",
        chosen=tuple(sorted((program.candidates[i].key for i in chosen), key=by_name)),
        objective=program.kronor(worth),
        bound=program.kronor(worth if proved else proof.bound if proof.bound is not None else _ceiling(program)),
        granted=granted(program, chosen),
        confirmed="second_solver" if proof.confirmed else "none",
        ties=min(len(proof.plans), MOST_TIES),
        ties_complete=proof.complete,
        solver=proof.finder,
        faults=tuple(dict.fromkeys(search.faults)),
        words=tuple(search.words),
    )


def serving(program: Program) -> Solver:
    """A solver for many questions on one program: HiGHS, whose model lives on, else CBC.

    Raises:
        SolverUnavailable: Neither can start.
    """
    try:
        return Highs(program)
    except SolverUnavailable:
        return Cbc(program)


def by_name(key: Key) -> tuple[str, str, int]:
    """Keys in the order of names, for answers."""
    return (key[0], key[1] or "", key[2] or 0)


def _ceiling(program: Program) -> int:
    """What no plan can exceed: every candidate and every product of positive value."""
    return sum(max(0, units) for units in lifted(program).objective)


def tie_order(program: Program, plan: frozenset[int]) -> tuple[Decimal, int, str, tuple[tuple[str, str, int], ...]]:
    """Least granted, fewest proposals, a hash of the proposals' numbers, and names last (convention §16)."""
    candidates = [program.candidates[i] for i in plan]
    numbers = "\n".join(sorted(c.fingerprint for c in candidates))
    names = tuple(sorted(by_name(c.key) for c in candidates))
    return (granted(program, plan), len(plan), sha256(numbers.encode()).hexdigest(), names)


def _infeasible(search: Search, confirmed: bool) -> Infeasible:
    name, solver = list(search.solvers.items())[-1]
    search.report(f"{name}: conflict")
    clash = conflict(search.program, solver)
    return Infeasible(clash, "second_solver" if confirmed else "none", tuple(search.words))
