"""What is near the plan, as plain values of the record and the answers (convention §16)."""

from prioritizer.model.near_best import NearBest, NearPlan
from prioritizer.register.answers import named
from prioritizer.register.plain import Plain, plain


def near_best_answer(found: NearBest | None) -> Plain | None:
    """Sets of proposals near the plan, money in whole kronor; None where they were not looked for.

    `difference` is what a set is worth less than the plan; `near` that it is within the share.
    """
    if found is None:
        return None
    return {
        "share": float(found.share),
        "floor": plain(found.floor),
        "count": found.within,
        "more": found.more,
        "complete": found.complete,
        "shared": list(found.shared),
        "shared_proved": found.shared_proved,
        "some": list(found.some),
        "some_proved": found.some_proved,
        "ranked": found.ranked,
        "plans": [_plan(found, plan) for plan in found.plans],
        "most_different": None if found.most_different is None else _plan(found, found.most_different),
        "different_proved": found.different_proved,
        "different_at_most": found.different_at_most,
    }


def _plan(found: NearBest, plan: NearPlan) -> Plain:
    return {
        "objective": plain(plan.objective),
        "difference": plain(found.plans[0].objective - plan.objective),
        "granted": plain(plan.granted),
        "near": plan.objective >= found.floor,
        "selected": [named(key) for key in plan.chosen],
        "enters": list(plan.enters),
        "leaves": list(plan.leaves),
    }
