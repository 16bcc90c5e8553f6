"""How a plan follows an earlier one, as the answers and the record have it (F9)."""

from prioritizer.model.plan import Key
from prioritizer.model.roll_forward import RollForward
from prioritizer.register.plain import Plain, plain


def roll_forward_answer(found: RollForward | None) -> Plain | None:
    """`roll_forward` of `select --json`; null where the portfolio follows no earlier plan.

    Money in whole kronor; `gain` and `freely` are null where they are not proved or do not exist.
    """
    if found is None:
        return None
    return {
        "previous": {"file": found.previous.file, "sha256": found.previous.sha256},
        "proposals": [
            {
                "proposal": f.proposal,
                "title": found.previous.titles.get(f.proposal),
                "status": f.status,
                "before": _version(f.before),
                "after": _version(f.after),
                "reason": f.reason or None,
            }
            for f in found.proposals
        ],
        "freely": None if found.freely is None else plain(found.freely),
        "gain": None if found.gain is None else plain(found.gain),
        "enters": list(found.enters),
        "leaves": list(found.leaves),
        "faults": list(found.faults),
    }


def _version(key: Key | None) -> Plain | None:
    return None if key is None else {"alternative": key[1], "start_year": key[2]}
