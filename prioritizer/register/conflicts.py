"""Which limits clash and what would open a plan, as plain values of the record and the answers (convention §27)."""

from prioritizer.model.conflict import Change, Conflict
from prioritizer.register.plain import Plain, plain


def conflicts_answer(found: Conflict | None) -> Plain | None:
    """Clashes and changes; None where there is a plan, or where they were not looked for."""
    if found is None:
        return None
    together = found.together
    return {
        "sets": [{"limits": list(clash.limits), "proof": clash.proof} for clash in found.clashes],
        "more": found.more,
        "changes": [_change(change) for change in found.changes],
        "together": together
        and {
            "changes": [_change(change) for change in together.changes],
            "relative": float(round(together.relative, 6)),
            "least": together.least,
        },
    }


def _change(change: Change) -> Plain:
    numbers = {"before": change.before, "after": change.after, "step": change.step}
    return {
        "limit": change.id,
        "kind": change.kind,
        "members": list(change.members),
        **{name: None if number is None else plain(number) for name, number in numbers.items()},
        "unit": change.unit,
        "of": change.of,
        "opens": change.opens,
        "least": change.least,
    }
