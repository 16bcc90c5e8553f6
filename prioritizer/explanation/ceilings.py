"""What margins prove of all plans with a version, or without a proposal, for questions where only its worth differs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from prioritizer.model.plan import Margin, Plan
from prioritizer.selection.program import Program

Version = int | None
"""A version of a proposal by index; None for the proposal left out."""


@dataclass(frozen=True, slots=True)
class Option:
    """A version of a proposal, or none of it: no plan with it is worth more than `ceiling`, in objective units.

    `plan` is the best such plan that is known, worth `worth`; None where none is.
    """

    version: Version
    ceiling: int
    plan: frozenset[int] | None
    worth: int


def options(
    program: Program, plan: Plan, margins: Iterable[Margin], known: Mapping[frozenset[int], int]
) -> Mapping[str, tuple[Option, ...]]:
    """All that can be done with each proposal, but for what no plan does.

    Args:
        program: The program that the plan was chosen from.
        plan: The plan as it stands, which is among those known.
        margins: Of some proposals; one without any has no options.
        known: Plans within all limits, and what each is worth in objective units; one that is worth more than the
            plan as it stands is told of elsewhere, and says nothing here.
    """
    chosen = frozenset(program.index(key) for key in plan.chosen)
    highest, standing = int(plan.bound * program.scale), known[chosen]
    best = _best(program, chosen, {plan: worth for plan, worth in known.items() if worth <= standing})
    found = {}
    for margin in margins:
        versions = program.of(margin.proposal)
        if not versions:
            continue
        most: dict[Version, int] = {}
        given = {(a.alternative, a.start_year): a for a in margin.alternatives}
        for i in versions:
            one = given[program.candidates[i].alternative, program.candidates[i].start_year]
            if one.low is not None:
                # What the margin is at least, the best plan with the version lacks.
                most[i] = highest if one.low == 0 else standing - int(one.low * program.scale)
        if margin.outcome == "not_selected":
            most[None] = highest
        elif margin.low is not None:
            most[None] = highest if margin.low == 0 else standing - int(margin.low * program.scale)
        found[margin.proposal] = tuple(_option(margin.proposal, v, most[v], best, known) for v in most)
    return found


def _option(
    proposal: str,
    version: Version,
    ceiling: int,
    best: Mapping[tuple[str, Version], frozenset[int]],
    known: Mapping[frozenset[int], int],
) -> Option:
    plan = best.get((proposal, version))
    worth = ceiling if plan is None else known[plan]
    return Option(version, max(ceiling, worth), plan, worth)


def _best(
    program: Program, chosen: frozenset[int], known: Mapping[frozenset[int], int]
) -> Mapping[tuple[str, Version], frozenset[int]]:
    """The most valuable known plan with each version, and without each proposal; of equals the one that stands."""
    found: dict[tuple[str, Version], frozenset[int]] = {}
    names = dict.fromkeys(candidate.proposal for candidate in program.candidates)
    for plan in sorted(known, key=lambda plan: (-known[plan], plan != chosen, sorted(plan))):
        taken = {program.candidates[i].proposal: i for i in plan}
        for name in names:
            found.setdefault((name, taken.get(name)), plan)
    return found
