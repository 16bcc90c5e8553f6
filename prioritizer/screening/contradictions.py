"""Rules that cannot be met together, and rules that stop everything: warnings before anybody decides (design §4)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations

from prioritizer.model.fault import Fault, Place, warning
from prioritizer.model.plan import Candidate
from prioritizer.model.portfolio import Fund, Resource
from prioritizer.model.rules import (
    All,
    Amount,
    Any,
    Fact,
    Field,
    IfThen,
    Leaf,
    Limit,
    Not,
    Op,
    RuleSet,
    Severity,
    Tree,
    Verdict,
)
from prioritizer.model.verdict import Screened
from prioritizer.predicates.decide import decide, decider

_FLOORS = frozenset({Op.AT_LEAST, Op.ABOVE})
_CEILINGS = frozenset({Op.AT_MOST, Op.BELOW})
_OTHER_WORD = "\N{WHITE SQUARE}"
"""A word that no rule names: what a free text may be when it is none of those that they do."""


def contradictions(rules: RuleSet, numbers: Mapping[str, Decimal]) -> Iterator[Fault]:
    """Warn of criteria that demand what another forbids, and of limits with a floor above their ceiling.

    Only demands that always hold are compared: what a `must` asks for as a whole, or each part of its topmost «all».
    Two demands on one field contradict each other when no value meets both. Fields that hold lists are left out, since
    a list may hold one word and another.

    Args:
        rules: The rules in force.
        numbers: The parameters in force.
    """
    demands = [(c, part) for c in rules.criteria if c.severity is Severity.MUST for part in _demands(c.require)]
    for (one, first), (other, second) in combinations(demands, 2):
        names = _fields(first) | _fields(second)
        known = rules.fields.get(next(iter(names))) if len(names) == 1 else None
        if known and known.kind != "list" and not _compatible(known, (first, second), numbers):
            told = {"field": known.id, "rule": one.id, "other": other.id, "at": first.place}
            yield warning(second.place, f"criteria.{other.id}", "criteria_contradict", "", **told)
    yield from _limits(rules.limits, numbers)


def _demands(tree: Tree) -> Iterator[Tree]:
    """The parts that must all hold."""
    if isinstance(tree, All):
        for part in tree.parts:
            yield from _demands(part)
    elif not isinstance(tree, IfThen):
        yield tree


def _leaves(tree: Tree) -> Iterator[Leaf]:
    match tree:
        case Leaf():
            yield tree
        case All(parts) | Any(parts):
            for part in parts:
                yield from _leaves(part)
        case Not(part):
            yield from _leaves(part)
        case IfThen(condition, consequence):
            yield from (*_leaves(condition), *_leaves(consequence))


def _fields(tree: Tree) -> set[str]:
    return {leaf.field for leaf in _leaves(tree)}


def _compatible(known: Field, trees: Sequence[Tree], numbers: Mapping[str, Decimal]) -> bool:
    """Whether some value of a field meets all conditions on it."""
    leaves = [leaf for tree in trees for leaf in _leaves(tree)]
    tried = _tried(known, [numbers.get(leaf.parameter) if leaf.parameter else leaf.value for leaf in leaves])
    return any(
        all(decide(tree, {known.id: value}, numbers).verdict is Verdict.HOLDS for tree in trees) for value in tried
    )


def _tried(known: Field, thresholds: Iterable[Fact]) -> list[Fact]:
    """Values enough to tell: every threshold, something between two, and something beyond all of them."""
    named = [one for given in thresholds for one in (given if isinstance(given, tuple) else (given,))]
    if known.of:
        return list(known.of)
    if known.kind == "boolean":
        return [True, False]
    if known.kind == "date":
        days = sorted({one for one in named if isinstance(one, date)})
        near = timedelta(days=1)
        return [*days, *(d + near for d in days), *(d - near for d in days)] or [date.min]
    if known.kind in ("number", "amount", "share", "year"):
        found = sorted({one for one in named if isinstance(one, Decimal)})
        between = [(a + b) / 2 for a, b in zip(found, found[1:], strict=False)]
        return [*found, *between, found[0] - 1, found[-1] + 1] if found else [Decimal(0)]
    return [*(one for one in named if isinstance(one, str | bool)), _OTHER_WORD]


def _limits(limits: Sequence[Limit], numbers: Mapping[str, Decimal]) -> Iterator[Fault]:
    for one, other in combinations(limits, 2):
        for floor, ceiling in ((one, other), (other, one)):
            low, high = floor.limit, ceiling.limit
            if not (isinstance(low, Amount) and isinstance(high, Amount) and _same_quantity(low, high)):
                continue
            least, most = _bound(low, numbers), _bound(high, numbers)
            if low.op not in _FLOORS or high.op not in _CEILINGS or least is None or most is None:
                continue
            strict = low.op is Op.ABOVE or high.op is Op.BELOW
            if least > most or (strict and least == most):
                told = {"floor": floor.id, "least": _plain(least), "ceiling": ceiling.id, "most": _plain(most)}
                yield warning(other.place, f"limits.{other.id}", "limits_contradict", "", at=one.place, **told)


def _same_quantity(low: Amount, high: Amount) -> bool:
    return (low.form, low.of, low.where, low.by, low.base) == (high.form, high.of, high.where, high.by, high.base)


def _bound(amount: Amount, numbers: Mapping[str, Decimal]) -> Decimal | None:
    return numbers.get(amount.parameter) if amount.parameter else amount.value


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f")


def stopping(screened: Sequence[Screened], portfolio: Place) -> Iterator[Fault]:
    """Warn when no proposal goes on, with the criterion that stops most of them."""
    if not screened or any(s.outcome == "admitted" for s in screened):
        return
    stopped = [
        (ruling.criterion, ruling.trace.verdict)
        for s in screened
        for ruling in s.rulings
        if ruling.criterion.severity is Severity.MUST and ruling.trace.verdict is not Verdict.HOLDS
    ]
    if not stopped:
        yield warning(portfolio, "", "nothing_to_weigh")
        return
    verdicts: dict[str, list[Verdict]] = {}
    for criterion, verdict in stopped:
        verdicts.setdefault(criterion.id, []).append(verdict)
    found = max(verdicts.values(), key=lambda v: (len(v), v.count(Verdict.FAILS)))
    worst, fails = next(c for c, _ in stopped if verdicts[c.id] is found), found.count(Verdict.FAILS)
    told = {"criterion": worst.id, "n": len(found), "all": len(screened), "fails": fails, "unknown": len(found) - fails}
    yield warning(worst.place, f"criteria.{worst.id}", "all_stopped", "", **told)


def idle_funds(
    funds: Sequence[Fund], candidates: Sequence[Candidate], numbers: Mapping[str, Decimal]
) -> Iterator[Fault]:
    """Warn of funds without money, and of those whose condition no admitted version meets (§17)."""
    for fund in funds:
        if not fund.opening + sum(fund.allocation.values()):
            yield warning(fund.place, f"funds.{fund.id}.allocation", "fund_without_money", fund=fund.id)
        if fund.eligible is None:
            continue
        meets = decider(fund.eligible, numbers)
        if all(meets(c.facts).verdict is not Verdict.HOLDS for c in candidates):
            yield warning(fund.place, f"funds.{fund.id}.eligible", "fund_for_nobody", fund=fund.id)


def outsized_uses(resources: Sequence[Resource], candidates: Sequence[Candidate]) -> Iterator[Fault]:
    """Warn of proposals that in every version and start use more of a resource than there is: is it the same unit?

    A use without a year falls in the year of start.
    """
    of: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        of.setdefault(candidate.proposal, []).append(candidate)
    for proposal, versions in of.items():
        for resource in resources:
            found = [_most_beyond(resource, version) for version in versions]
            known = [beyond for beyond in found if beyond is not None]
            if len(known) == len(found):
                used, capacity = min(known)
                told = {"used": _plain(used), "capacity": _plain(capacity), "unit": resource.unit}
                gaps = {"proposal": proposal, "resource": resource.id, **told}
                yield warning(resource.place, f"resources.{resource.id}", "use_above_capacity", "", **gaps)


def _most_beyond(resource: Resource, version: Candidate) -> tuple[Decimal, Decimal] | None:
    """What a version uses and what there is, where it uses more than that in a year or over all."""
    for year, capacity in resource.capacity.items():
        used = sum(
            (
                amount
                for (name, when), amount in version.uses.items()
                if name == resource.id and year in (None, version.start_year if when is None else when)
            ),
            Decimal(0),
        )
        if used > capacity:
            return used, capacity
    return None


def idle_limits(
    limits: Sequence[Limit], candidates: Sequence[Candidate], numbers: Mapping[str, Decimal]
) -> Iterator[Fault]:
    """Warn of limits whose condition no admitted proposal meets: a ceiling does nothing, a floor cannot be met."""
    for limit in limits:
        amount = limit.limit
        if not isinstance(amount, Amount) or amount.where is None or not candidates:
            continue
        verdicts = {decide(amount.where, c.facts, numbers).verdict for c in candidates}
        if verdicts == {Verdict.FAILS}:
            code = "limit_without_proposals"
            if amount.op in _FLOORS:
                empty = amount.form == "share_of" and amount.base == "granted"
                code = "floor_of_empty_plan" if empty else "floor_without_proposals"
            yield warning(limit.place, f"limits.{limit.id}", code, limit=limit.id)
