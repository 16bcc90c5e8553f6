"""The stable JSON of `what-if` (design §6): names do not change, more may be added."""

from prioritizer.model.limit_prices import Gain
from prioritizer.model.what_if import Actors, Consequence, WhatIf, Wish, Worth
from prioritizer.register.answers import changes, named
from prioritizer.register.conflicts import conflicts_answer
from prioritizer.register.plain import Plain, plain


def what_if_answer(found: WhatIf) -> Plain:
    """What `what-if --json` prints: the plan as it stands, each change alone, and all of them together.

    Money is in whole kronor. `before` is null where there is no plan as it stands, and `singles`, the sum of what each
    change alone gives, where one of them has no one number.
    """
    return {
        "before": _worth(found.before),
        "changes": [consequence_answer(one) for one in found.alone],
        "together": consequence_answer(found.together),
        "singles": plain(found.singles),
    }


def consequence_answer(found: Consequence) -> Plain:
    """One answer. What a plan does not have, as actors where there is no plan, is null or empty."""
    plan = found.plan
    infeasible = found.no_plan
    return {
        "changes": [_wish(wish) for wish in found.wishes],
        "status": _status(found),
        **(_worth(plan) or {"objective": None, "bound": None, "granted": None, "selected": []}),
        **gain_answer(found.gain),
        "actors": actors_answer(found.actors),
        "same_plan": plain(found.same_plan),
        "lost": list(found.lost),
        "closed": list(found.closed),
        "opened": list(found.opened),
        "blocked": list(found.blocked),
        "binding": list(found.binding),
        "conflict": [] if infeasible is None else list(infeasible.conflict),
        "conflicts": None if infeasible is None else conflicts_answer(infeasible.explained),
        "criteria": {name: list(ids) for name, ids in found.criteria.items()},
        "faults": list(found.faults),
    }


def gain_answer(gain: Gain | None) -> Plain:
    """The difference to the plan as it stands: kronor, an interval that holds it, and the proposals that change."""
    if gain is None:
        gain = Gain(None, None, None, False)
    return {
        "difference": plain(gain.kronor),
        "low": plain(gain.low),
        "high": plain(gain.high),
        "exact": gain.exact,
        "granted_difference": None if gain.kronor is None else plain(gain.granted),
        "enters": list(gain.enters),
        "leaves": list(gain.leaves),
        "changed": changes(gain.changed),
    }


def actors_answer(found: Actors | None) -> Plain | None:
    """Who carries the difference; the parts add up to it."""
    if found is None:
        return None
    return {
        "by_actor": [{"actor": name, "difference": kronor} for name, kronor in found.by_actor.items()],
        "experience": plain(found.experience),
        "reserve": plain(found.reserve),
    }


def _status(found: Consequence) -> str:
    """The words of `select`, and inadmissible."""
    if found.plan is not None:
        return "optimal" if found.plan.bound - found.plan.objective < 1 else "feasible"
    return {"no_plan": "infeasible", "unknown": "unknown", "inadmissible": "inadmissible"}[found.status]


def _worth(plan: Worth | None) -> Plain | None:
    if plan is None:
        return None
    return {
        "objective": plain(plan.objective),
        "bound": plain(plan.bound),
        "granted": plain(plan.granted),
        "selected": [named(key) for key in plan.chosen],
    }


def _wish(wish: Wish) -> Plain:
    return {
        "kind": wish.kind,
        "id": wish.id,
        "key": wish.key,
        "from": plain(wish.before),
        "to": plain(wish.after),
        "unit": wish.unit,
    }
