"""The ledger of decisions as plain values: names do not change, more may be added (design §6)."""

from prioritizer.model.ledger import Entry, Ledger
from prioritizer.register.plain import Plain
from prioritizer.register.what_if import actors_answer, gain_answer


def ledger_answer(found: Ledger) -> Plain:
    """Each decision with who made it, why, and what the plan would be worth more without it, value kronor.

    `price` is null for a duty in law, and where it was not settled; `actors` are what each would have more of.
    """
    together = found.together
    return {
        "decisions": [_entry(entry) for entry in found.entries],
        "together": None
        if together is None
        else {**_priced(gain_answer(together.gain)), "actors": actors_answer(together.actors)},
    }


def _entry(entry: Entry) -> Plain:
    one, without = entry.override, entry.without
    return {
        "proposal": one.proposal,
        "decision": one.decision,
        "by": one.by,
        "why": one.why,
        "duty": one.duty,
        **_priced(gain_answer(None if without is None else without.gain)),
        "actors": None if without is None else actors_answer(without.actors),
    }


def _priced(gain: Plain) -> Plain:
    return {"price" if name == "difference" else name: value for name, value in gain.items()}
