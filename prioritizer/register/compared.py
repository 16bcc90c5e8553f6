"""Two plans beside each other, as plain values of the answer (design §6)."""

from collections.abc import Iterable
from decimal import Decimal

from prioritizer.model.compared import Caused, Comparison, Differing
from prioritizer.model.plan import Key, Outcome, Plan
from prioritizer.register.answers import changes, named
from prioritizer.register.plain import Plain, plain


def compared_answer(before: Outcome, after: Outcome, inputs: Iterable[Differing], found: Comparison | None) -> Plain:
    """What `compare --json` prints.

    `difference` and the `kronor` of a part are value kronor less the reserve price; null where nothing can be said.
    `way` is shapley, alone or none; `without_plan` are sets of parts, by their places, with which there is no plan.
    `unexplained` is what the parts' ends leave of the difference, 0 as a rule.
    """
    return {
        "before": _side(before),
        "after": _side(after),
        "difference": plain(difference(before, after)),
        **moved(before, after),
        "inputs": [_input(one) for one in inputs],
        "way": "none" if found is None else found.way,
        "parts": [] if found is None else [_part(part, found.before) for part in found.parts],
        "without_plan": [] if found is None else [sorted(some) for some in found.without_plan],
        "unexplained": plain(unexplained(before, after, found)),
        "proved": None if found is None else found.proved,
    }


def difference(before: Outcome, after: Outcome) -> Decimal | None:
    """What the second plan is worth more; None where there is none on some side."""
    if not isinstance(before, Plan) or not isinstance(after, Plan):
        return None
    return after.objective - before.objective


def unexplained(before: Outcome, after: Outcome, found: Comparison | None) -> Decimal | None:
    """What of the difference no input that is told of stands for."""
    whole = difference(before, after)
    told = None if found is None else difference(found.before, found.after)
    return None if whole is None or told is None else whole - told


def moved(before: Outcome, after: Outcome) -> Plain:
    """The proposals that come, go, and stay in another version."""
    first, last = (_by_proposal(one) for one in (before, after))
    return {
        "enters": sorted(last.keys() - first.keys()),
        "leaves": sorted(first.keys() - last.keys()),
        "changed": changes((first[p], last[p]) for p in sorted(first.keys() & last.keys()) if first[p] != last[p]),
    }


def _by_proposal(outcome: Outcome) -> dict[str, Key]:
    return {key[0]: key for key in outcome.chosen} if isinstance(outcome, Plan) else {}


def _side(outcome: Outcome) -> Plain:
    if not isinstance(outcome, Plan):
        return {"status": type(outcome).__name__.lower(), "objective": None, "granted": None, "selected": []}
    return {
        "status": outcome.status,
        "objective": plain(outcome.objective),
        "granted": plain(outcome.granted),
        "selected": [named(key) for key in outcome.chosen],
    }


def _input(one: Differing) -> Plain:
    return {
        "kind": one.kind,
        "id": one.id,
        "before": plain(one.before),
        "after": plain(one.after),
        "quantity": one.quantity,
    }


def _part(part: Caused, before: Outcome) -> Plain:
    alone = part.alone
    told: Plain | None = None
    if isinstance(alone, Plan):
        told = {"difference": plain(difference(before, alone)), **moved(before, alone)}
    return {"inputs": [_input(one) for one in part.inputs], "kronor": plain(_kronor(part.kronor)), "alone": told}


def _kronor(amount: Decimal | None) -> Decimal | None:
    """A mean over orders to the krona."""
    return None if amount is None else round(amount)  # type: ignore[return-value]  # a whole number
