"""What a decided plan counts as worth more, as plain values of the answer (convention §21; design §6)."""

from collections.abc import Iterable
from decimal import Decimal

from prioritizer.model.plan import Key, Plan
from prioritizer.model.revealed import Outside, Revealed
from prioritizer.register.answers import changes, named
from prioritizer.register.plain import Plain, plain


def decided_answer(found: Revealed, outside: Iterable[Outside], granted: Decimal, best: Plan, by: str) -> Plain:
    """What `explain --decided --json` prints.

    `objective` and `difference` are value kronor less the reserve price, `granted` granted kronor. `enters` and
    `leaves` are the proposals that the best plan has more and less. `priorities` are value kronor more for each granted
    krona that goes to a word of the field `by`; `outcome` is found, none, needless or unsettled.
    """
    ours, theirs = _by_proposal(found.decided), _by_proposal(best.chosen)
    return {
        "selected": [named(key) for key in found.decided],
        "outside": [{"proposal": one.proposal, "why": one.why} for one in outside],
        "objective": plain(found.worth),
        "granted": plain(granted),
        "best": {
            "status": best.status,
            "objective": plain(best.objective),
            "granted": plain(best.granted),
            "selected": [named(key) for key in best.chosen],
        },
        "difference": plain(found.difference),
        "enters": sorted(theirs.keys() - ours.keys()),
        "leaves": sorted(ours.keys() - theirs.keys()),
        "changed": changes((ours[p], theirs[p]) for p in sorted(ours.keys() & theirs.keys()) if ours[p] != theirs[p]),
        "breaks": list(found.breaks),
        "by": by,
        "outcome": found.outcome,
        "priorities": [{"of": one.of, "more": plain(one.more)} for one in found.priorities],
        "better": None if found.better is None else [named(key) for key in found.better],
    }


def _by_proposal(keys: Iterable[Key]) -> dict[str, Key]:
    return {key[0]: key for key in keys}
