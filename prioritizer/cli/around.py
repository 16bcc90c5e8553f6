"""What stands around a plan: the sets near it and the margin of every proposal.

A plan that was not proved may turn out to be worth less than one that is found on the way. Then that one is proposed
instead, and it is said so: nobody is told to decide on a plan while a better one is known.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from prioritizer.cli.run import Prepared, Report
from prioritizer.model.near_best import NearBest
from prioritizer.model.plan import Key, Margin, Outcome, Plan
from prioritizer.model.pursued import Pursued

NEAR_SECONDS = 120.0
"""For what is near the plan, where no limit of time is given: at hundreds of proposals it could take very long."""
MOST_TAKEN_OVER = 3
"""So many times a better plan takes over, and all is worked out again; one found after that is told beside it."""


@dataclass(frozen=True, slots=True)
class Around:
    """The outcome, which a better plan may have taken over, and what stands around it.

    `near` is None where there is no plan, or where it was not asked for.
    """

    outcome: Outcome
    margins: tuple[Margin, ...] = ()
    near: NearBest | None = None


def around(
    prepared: Prepared,
    outcome: Outcome,
    report: Report,
    time_limit: float | None = None,
    only: str | None = None,
    goal: Pursued | None = None,
) -> Around:
    """The sets near the plan and the margin of every proposal, or of one alone: the sets narrow what margins can be.

    Of a plan chosen for another `goal` than expected value neither is worked out.

    Args:
        prepared: What the plan was chosen from.
        outcome: The choice.
        report: Hears of each step.
        time_limit: Seconds for the sets, and as many again for all margins together.
        only: The one proposal whose margin is asked for.
        goal: What the plan was chosen for, where that is not expected value.
    """
    if goal is not None or not isinstance(outcome, Plan):
        return Around(outcome, explained(prepared, outcome, report, time_limit, only, goal))
    from prioritizer.explanation.margins import explain
    from prioritizer.selection.taken_over import taken_over

    outcomes, turns = _outcomes(prepared, only), MOST_TAKEN_OVER
    while True:
        near = None if only else nearest_plans(prepared, outcome, report, time_limit)
        better = _better(prepared, outcome, near) if turns else None
        if better is None:
            found = explain(prepared.program, outcome, outcomes, report, time_limit, near)
            better = found.better if turns else None
            if better is None:
                return Around(outcome, found.margins, near)
        outcome, turns = taken_over(prepared.program, outcome, better), turns - 1


def near_by(
    prepared: Prepared, outcome: Outcome, report: Report, time_limit: float | None = None, best: int | None = None
) -> Around:
    """The sets near the plan alone, and at least so many of the best."""
    from prioritizer.selection.taken_over import taken_over

    near = nearest_plans(prepared, outcome, report, time_limit, best)
    for _ in range(MOST_TAKEN_OVER):
        better = _better(prepared, outcome, near)
        if better is None or not isinstance(outcome, Plan):
            break
        outcome = taken_over(prepared.program, outcome, better)
        near = nearest_plans(prepared, outcome, report, time_limit, best)
    return Around(outcome, near=near)


def nearest_plans(
    prepared: Prepared, outcome: Outcome, report: Report, time_limit: float | None = None, best: int | None = None
) -> NearBest | None:
    """The sets of proposals near the plan, and at least so many of the best; None where there is no plan.

    `time_limit` is for them alone, besides that of the choice; None is `NEAR_SECONDS`.
    """
    from prioritizer.selection.near_best import BEST, near_best

    if not isinstance(outcome, Plan):
        return None
    seconds = NEAR_SECONDS if time_limit is None else time_limit
    return near_best(prepared.program, outcome, BEST if best is None else best, time_limit=seconds, report=report)


def explained(
    prepared: Prepared,
    outcome: Outcome,
    report: Report,
    time_limit: float | None = None,
    only: str | None = None,
    goal: Pursued | None = None,
) -> tuple[Margin, ...]:
    """The margin of every proposal, or of one; of a choice without a plan only the outcome of screening.

    Margins are of expected value (§20): of a plan chosen for another `goal` only what is chosen is told.

    `time_limit` is for all margins together, besides that of the choice.
    """
    from prioritizer.explanation.margins import margins

    if isinstance(outcome, Plan) and goal is None:
        return margins(prepared.program, outcome, _outcomes(prepared, only), report, time_limit)
    chosen = {key[0] for key in outcome.chosen} if isinstance(outcome, Plan) else set()
    return tuple(
        Margin(
            s.proposal, s.outcome if s.outcome != "admitted" else "selected" if s.proposal in chosen else "not_selected"
        )
        for s in prepared.screened
        if only in (None, s.proposal)
    )


def nearest_versions(margins: Iterable[Margin]) -> tuple[Key, ...]:
    """Of each proposal the version that lacks least, which documents show where none was chosen."""
    known = {m.proposal: [a for a in m.alternatives if a.margin is not None] for m in margins}
    least = {name: min(found, key=lambda a: a.margin or 0) for name, found in known.items() if found}
    return tuple((name, a.alternative, a.start_year) for name, a in least.items())


def _outcomes(prepared: Prepared, only: str | None) -> dict[str, str]:
    return {s.proposal: s.outcome for s in prepared.screened if only in (None, s.proposal)}


def _better(prepared: Prepared, outcome: Outcome, near: NearBest | None) -> frozenset[int] | None:
    """The most valuable set near a plan, where it is worth more than the plan."""
    if near is None or not isinstance(outcome, Plan):
        return None
    best = max(near.plans, key=lambda found: found.objective)
    if best.objective <= outcome.objective:
        return None
    return frozenset(prepared.program.index(key) for key in best.chosen)
