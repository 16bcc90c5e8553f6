"""Which limits clash and what would open a plan, on a screen."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from prioritizer.cli.limit_names import limit_names
from prioritizer.cli.quantities import quantity
from prioritizer.cli.run import Prepared
from prioritizer.cli.words import word
from prioritizer.model.conflict import Change, Conflict
from prioritizer.model.portfolio import Fund
from prioritizer.model.rules import Language
from prioritizer.predicates.spelled import per_cent
from prioritizer.words.formatting import money

SHARE_DIGITS = 4
"""Of a change as a share: a hundredth of a per cent."""


def conflict_lines(ready: Prepared, found: Conflict, language: Language) -> Iterator[str]:
    """How small the clash is, the least change that opens a plan, or several together, and further clashes."""
    first, *others = found.clashes
    if len(first.limits) > 1:
        yield word(f"clash_{first.proof}", language)
    yield from _alone(ready, found.changes, language)
    if found.together is not None:
        yield word("together_least" if found.together.least else "together", language)
        for change in found.together.changes:
            share = _share(relative(change), language)
            yield f"  {word('counts_as', language, told=_made(ready, change, language), share=share)}"
        yield word("together_sum", language, share=_share(sum(map(relative, found.together.changes)), language))
    elif found.changes and all(change.opens is False for change in found.changes):
        yield word("together_none", language)
    for clash in others:
        yield word("clash_further", language, conflict="; ".join(clash_names(ready, clash.limits, language)))
    if found.more is not False:
        yield word("clash_unknown" if found.more is None else "clash_more", language)


def clash_names(ready: Prepared, ids: Sequence[str], language: Language) -> list[str]:
    """Limits as people call them; of money until a year also how much there is."""
    told: list[str] = []
    others: list[str] = []
    for name in ids:
        kind, _, rest = name.partition(":")
        fund, _, year = rest.rpartition(":")
        known = next((f for f in ready.read.portfolio.funds if f.id == fund), None)
        if kind == "fund" and known is not None and year.isdigit():
            told.append(_money(ready, known, int(year), language))
        else:
            others.append(name)
    return [*dict.fromkeys(told), *limit_names(ready, others, language)]


def _money(ready: Prepared, fund: Fund, year: int, language: Language) -> str:
    """The money of a fund in a year, or until then where it may pass on, less what earlier plans have promised."""
    first = ready.read.portfolio.plan_years[0]
    span = range(first if fund.carry_over else year, year + 1)
    none = Decimal(0)
    amount = sum((fund.allocation.get(y, none) - fund.committed.get(y, none) for y in span), none)
    amount += fund.opening if first in span else none
    told = money(amount, "kr", language, ready.read.portfolio.currency)
    key = "fund_until" if fund.carry_over and year > first else "fund_of"
    return word(key, language, title=fund.title, year=year, amount=told)


def relative(change: Change) -> Decimal:
    """A change as a share of its number as it stands; dropping something counts as 1, and so does each step from 0."""
    if change.before is None or change.after is None:
        return Decimal(1)
    return abs(change.after - change.before) / (abs(change.before) or change.step or Decimal(1))


def _share(part: Decimal | int, language: Language) -> str:
    return per_cent(round(Decimal(part), SHARE_DIGITS).normalize(), language)


def _alone(ready: Prepared, changes: Sequence[Change], language: Language) -> Iterator[str]:
    """What alone opens a plan, each on its line; what does not, and what was not settled, together after it."""
    opening = [change for change in changes if change.opens]
    if opening:
        yield word("changes_alone", language)
        for change in opening:
            yield f"  {_made(ready, change, language, 'change_number' if change.least else 'change_maybe')}"
        if any(change.after is not None and change.least for change in opening):
            yield word("change_steps", language)
    for key, opens in (("change_none", False), ("change_open", None)):
        names = [_name(ready, change, language) for change in changes if change.opens is opens]
        if names and (opening or opens is None):
            yield word(key, language, what="; ".join(names))


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
