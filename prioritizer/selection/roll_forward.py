"""The next plan after an earlier one: what is committed, what follows, and what a full re-think would gain (F9)."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from prioritizer.model.plan import Candidate, Infeasible, Key, Outcome, Plan
from prioritizer.model.roll_forward import Followed, Previous, RollForward
from prioritizer.selection.branching import BetterPlan
from prioritizer.selection.choose import choose
from prioritizer.selection.program import Program, value, violated
from prioritizer.selection.search import DIFFER
from prioritizer.selection.statement import Statement


def continuing(chosen: Iterable[Key], candidates: Iterable[Candidate]) -> dict[str, tuple[Key, ...]]:
    """The versions of which one must be taken, by proposal.

    Args:
        chosen: What the earlier plan chose.
        candidates: What can be chosen now.

    Returns:
        For each proposal whose version can still be chosen that version: at the start it had where there is such a
        start, else at any. Proposals whose version cannot be chosen are not here.
    """
    known = tuple(candidates)
    found: dict[str, tuple[Key, ...]] = {}
    for proposal, alternative, start in chosen:
        versions = tuple(c.key for c in known if (c.proposal, c.alternative) == (proposal, alternative))
        same = tuple(key for key in versions if key[2] == start)
        if versions:
            found[proposal] = same or versions
    return found


def rolled_forward(
    statement: Statement,
    outcome: Outcome,
    previous: Previous,
    versions: Mapping[str, tuple[str | None, ...]],
    outcomes: Mapping[str, str],
    time_limit: float | None = None,
    report: Callable[[str], None] | None = None,
    by_value: bool = True,
) -> RollForward:
    """How the outcome of a choice follows the earlier plan, and the choice once more without being bound by it.

    Args:
        statement: What the program is built from, with what continues.
        outcome: What was chosen from it.
        previous: The earlier plan.
        versions: The alternatives of each proposal of the portfolio.
        outcomes: Each proposal's outcome of screening.
        time_limit: Seconds for the free choice.
        report: Hears of its searches.
        by_value: Whether the outcome is of expected value; else there is no free choice to hold against it.

    Raises:
        BetterPlan: A plan that keeps to what continues is worth more than any was to be.
    """
    now = {key[0]: key for key in outcome.chosen} if isinstance(outcome, Plan) else {}
    followed = tuple(_followed(statement, previous, now, versions, outcomes))
    if not by_value:
        return RollForward(previous, followed)
    free = choose(replace(statement, continuing={}).program(), time_limit, report)
    _held(statement.program(), free, outcome)
    if isinstance(outcome, Plan) and (isinstance(free, Infeasible) or _bound(free) <= outcome.objective - 1):
        # The plan itself is one that nothing binds: whoever called less the most was wrong.
        return RollForward(previous, followed, faults=(DIFFER,))
    if not isinstance(free, Plan) or free.status != "optimal":
        return RollForward(previous, followed)
    then = {key[0] for key in free.chosen}
    changes = (tuple(sorted(then - set(now))), tuple(sorted(set(now) - then)))
    is_proved = isinstance(outcome, Plan) and outcome.status == "optimal"
    gain = free.objective - outcome.objective if isinstance(outcome, Plan) and is_proved else None
    return RollForward(previous, followed, free.objective, gain, *changes)


def _bound(outcome: Outcome) -> Decimal:
    """What no plan is said to be worth more than, in kronor; as much as one likes where nothing is said."""
    if isinstance(outcome, Infeasible):
        return Decimal("-Infinity")
    return Decimal("Infinity") if outcome.bound is None else outcome.bound


def _held(program: Program, free: Outcome, outcome: Outcome) -> None:
    """Hold the choice against a plan of the free choice that keeps to what continues too.

    Raises:
        BetterPlan: Such a plan is worth a krona more than any was to be.
    """
    if isinstance(free, Plan) and free.objective >= _bound(outcome) + 1:
        chosen = frozenset(program.index(key) for key in free.chosen)
        if not violated(program, chosen):
            raise BetterPlan(chosen, value(program, chosen))


def _followed(
    statement: Statement,
    previous: Previous,
    now: Mapping[str, Key],
    versions: Mapping[str, tuple[str | None, ...]],
    outcomes: Mapping[str, str],
) -> Iterator[Followed]:
    before = {key[0]: key for key in previous.chosen}
    for name, key in sorted(before.items()):
        if name in statement.continuing:
            yield Followed(name, "continues", key, now.get(name))
            continue
        reason = "refused"
        if name not in versions:
            reason = "not_in_portfolio"
        elif key[1] not in versions[name]:
            reason = "version_missing"
        elif outcomes.get(name) in ("barred", "returned"):
            reason = outcomes[name]
        yield Followed(name, "changed" if name in now else "dropped", key, now.get(name), reason)
    for name in sorted(set(now) - set(before)):
        yield Followed(name, "new", None, now[name])
