"""What stands around a plan: the sets near it and the margin of every proposal."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from prioritizer.cli.run import Prepared, Report
from prioritizer.model.near_best import NearBest
from prioritizer.model.plan import Key, Margin, Outcome, Plan
from prioritizer.model.pursued import Pursued
from prioritizer.selection.branching import BetterPlan
from prioritizer.selection.program import value

NEAR_SECONDS = 120.0
"""For what is near the plan, where no limit of time is given: at hundreds of proposals it could take very long."""


@dataclass(frozen=True, slots=True)
class Around:
    """The margin of every proposal, the sets near the plan, and the plans found on the way with their worth in units.

    `near` is None where no sets were looked for.
    """

    margins: tuple[Margin, ...]
    near: NearBest | None = None
    known: Mapping[frozenset[int], int] = field(default_factory=dict)


def around(
    prepared: Prepared,
    outcome: Outcome,
    report: Report,
    time_limit: float | None = None,
    only: str | None = None,
    goal: Pursued | None = None,
    gives_way: bool = False,
    is_quick: bool = False,
) -> Around:
    """The margin of every proposal, or of one alone, and the sets near the plan, which narrow what margins can be.

    Of a plan chosen for another `goal` than expected value neither is worked out, and of one proposal no sets are.

    Args:
        prepared: What the plan was chosen from.
        outcome: The choice.
        report: Hears of each step.
        time_limit: Seconds for the sets, and as many again for all margins together.
        only: The one proposal whose margin is asked for.
        goal: What the plan was chosen for, where that is not expected value.
        is_quick: Answer by bounds alone, and leave out the sets.
        gives_way: Whether a plan that is found on the way and is worth more is raised; else it is told beside it.

    Raises:
        BetterPlan: The plan gives way, or no plan was to be worth so much; see `taking_over`.
    """
    from prioritizer.explanation.margins import explain
    from prioritizer.explanation.questions import EXACT, roughness

    if goal is not None or not isinstance(outcome, Plan):
        return Around(explained(prepared, outcome, report, time_limit, only, goal))
    near = None if only or is_quick else near_by(prepared, outcome, report, time_limit, gives_way=gives_way)
    rough = EXACT if only else roughness(prepared.program)
    found = explain(prepared.program, outcome, _outcomes(prepared, only), report, time_limit, near, is_quick, rough)
    if gives_way and found.better is not None:
        raise BetterPlan(found.better, value(prepared.program, found.better))
    return Around(found.margins, near, found.known)


def near_by(
    prepared: Prepared,
    outcome: Outcome,
    report: Report,
    time_limit: float | None = None,
    best: int | None = None,
    gives_way: bool = False,
) -> NearBest | None:
    """The sets of proposals near the plan, and at least so many of the best; None where there is no plan.

    `time_limit` is for them alone, besides that of the choice; None is `NEAR_SECONDS`.

    Raises:
        BetterPlan: One of them is worth more than the plan, which gives way; or than any plan was to be.
    """
    from prioritizer.selection.near_best import BEST, near_best

    if not isinstance(outcome, Plan):
        return None
    program, seconds = prepared.program, NEAR_SECONDS if time_limit is None else time_limit
    near = near_best(program, outcome, BEST if best is None else best, time_limit=seconds, report=report)
    first = max(near.plans, key=lambda found: found.objective)
    if gives_way and first.objective > outcome.objective:
        chosen = frozenset(program.index(key) for key in first.chosen)
        raise BetterPlan(chosen, value(program, chosen))
    return near


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
