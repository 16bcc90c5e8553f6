"""Which limits clash and what would open a plan, on a screen."""

from collections.abc import Iterator
from decimal import Decimal

from prioritizer.cli.quantities import quantity
from prioritizer.cli.reasons import limit_names
from prioritizer.cli.run import Prepared
from prioritizer.cli.words import word
from prioritizer.model.conflict import Change, Conflict
from prioritizer.model.rules import Language


def conflict_lines(ready: Prepared, found: Conflict, language: Language) -> Iterator[str]:
    """How small the clash is, further ones, and the least change of each member, or of several together."""
    first, *others = found.clashes
    yield word(f"clash_{first.proof}", language)
    for clash in others:
        yield word("clash_further", language, conflict="; ".join(limit_names(ready, clash.limits, language)))
    if found.more is not False:
        yield word("clash_unknown" if found.more is None else "clash_more", language)
    yield word("changes_alone", language)
    yield from (f"  {_alone(ready, change, language)}" for change in found.changes)
    if any(change.after is not None and change.least for change in found.changes):
        yield word("change_steps", language)
    if found.together is not None:
        yield word("together_least" if found.together.least else "together", language)
        yield from (f"  {_made(ready, change, language)}" for change in found.together.changes)
    elif all(change.opens is False for change in found.changes):
        yield word("together_none", language)


def _alone(ready: Prepared, change: Change, language: Language) -> str:
    if change.opens:
        return _made(ready, change, language, "change_number" if change.least else "change_maybe")
    return word("change_open" if change.opens is None else "change_none", language, what=_name(ready, change, language))


def _made(ready: Prepared, change: Change, language: Language, key: str = "change_number") -> str:
    name = _name(ready, change, language)
    if change.before is None or change.after is None:
        return word("change_drop", language, what=name)
    before, after = (_number(ready, change, n, language) for n in (change.before, change.after))
    return word(key, language, what=name, before=before, after=after)


def _name(ready: Prepared, change: Change, language: Language) -> str:
    return limit_names(ready, [change.id], language)[0]


def _number(ready: Prepared, change: Change, number: Decimal, language: Language) -> str:
    """A number in the unit of what is changed, with all its digits."""
    return quantity(ready, change.unit, change.of, number, language)
