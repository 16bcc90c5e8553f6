"""What plans near the one that stands say of other questions about it (convention §16, §20)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from prioritizer.explanation.questions import Answered
from prioritizer.model.near_best import NearBest, NearPlan
from prioritizer.model.plan import Plan
from prioritizer.selection.program import Program, value


@dataclass(frozen=True, slots=True)
class Ranked:
    """Plans found, and what no plan can be worth more than, in objective units, by its set of proposals.

    `most` has the sets of which that is proved; no plan with any other set is worth more than `beyond`, None where
    that is not known.
    """

    plans: tuple[frozenset[int], ...] = ()
    most: Mapping[frozenset[str], int] = field(default_factory=dict)
    beyond: int | None = None

    def narrowed(self, answer: Answered, proposal: str, is_in: bool) -> Answered:
        """An answer about plans with a proposal, or without it, whose bound is no higher than what is proved here."""
        if self.beyond is None or answer.high is None:
            return answer
        high = max([self.beyond, *(most for taken, most in self.most.items() if (proposal in taken) == is_in)])
        high = min(answer.high, high)
        # A plan that is found stands above any bound that says otherwise.
        return replace(answer, high=high if answer.low is None else max(high, answer.low))


def ranked_sets(program: Program, plan: Plan, near: NearBest) -> Ranked:
    """What is known of the sets near a plan.

    Args:
        program: The program that the plan was chosen from.
        plan: The plan as it stands.
        near: The sets near it; of the first `ranked` it is proved that no others are worth more.
    """
    plans = tuple(frozenset(program.index(key) for key in found.chosen) for found in near.plans)
    first = tuple(zip(near.plans, plans, strict=True))[: near.ranked]
    worths = {_set_of(found): value(program, indexes) for found, indexes in first}
    if near.ranked < 2:
        return Ranked(plans)
    # Of the plan's own set nothing is proved that is not proved of the plan.
    own = _set_of(near.plans[0])
    most = {**worths, own: max(worths[own], int(plan.bound * program.scale))}
    beyond = min(worth for taken, worth in worths.items() if taken != own)
    floor = int(near.floor * program.scale)
    if near.more is False and beyond >= floor:
        beyond = floor - 1
    return Ranked(plans, most, beyond)


def _set_of(found: NearPlan) -> frozenset[str]:
    return frozenset(proposal for proposal, _, _ in found.chosen)
