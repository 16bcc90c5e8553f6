"""The next plan after an earlier one: what is committed, what follows, and what a full re-think would gain (F9)."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from prioritizer.model.plan import Candidate, Key, Outcome, Plan
from prioritizer.model.roll_forward import Followed, Previous, RollForward
from prioritizer.selection.choose import choose
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
    """
    now = {key[0]: key for key in outcome.chosen} if isinstance(outcome, Plan) else {}
    followed = tuple(_followed(statement, previous, now, versions, outcomes))
    free = choose(replace(statement, continuing={}).program(), time_limit, report)
    if not isinstance(free, Plan) or free.status != "optimal":
        return RollForward(previous, followed)
    then = {key[0] for key in free.chosen}
    changes = (tuple(sorted(then - set(now))), tuple(sorted(set(now) - then)))
    is_proved = isinstance(outcome, Plan) and outcome.status == "optimal"
    gain = free.objective - outcome.objective if isinstance(outcome, Plan) and is_proved else None
    return RollForward(previous, followed, free.objective, gain, *changes)


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
