"""Proposals whose numbers differ in size alone: the same thing handed in twice, or as parts (convention §24).

Two versions are alike when their effects are the same but for how many they reach, and their costs and what they ask
for are as many times larger. A result computed elsewhere has no participants, and is alike only where every number is
the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from typing import TypeAlias

from prioritizer.appraisal.distributions import mean
from prioritizer.appraisal.draws import fingerprint
from prioritizer.model.fairness import Alike, Escape
from prioritizer.model.portfolio import Alternative, Effect, Portfolio, Proposal
from prioritizer.model.rules import Criterion, Severity, Verdict
from prioritizer.predicates.decide import decider
from prioritizer.screening.measures import facts

TOLERANCE = Fraction(2, 100)
"""Sizes are the same when they are as near as this: amounts are rounded when something is divided."""

Sizes: TypeAlias = tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class _Version:
    """One version by what it is and how large it is; `sizes` are participants by effect, costs, and what is granted."""

    proposal: Proposal
    version: Alternative
    mark: object
    sizes: Sizes


def alike(
    portfolio: Portfolio,
    admitted: frozenset[str],
    chosen: frozenset[str],
    criteria: Iterable[Criterion],
    numbers: Mapping[str, Decimal],
) -> tuple[tuple[Alike, ...], tuple[Alike, ...]]:
    """The twins of a round, and those that are as parts of one thing.

    Args:
        portfolio: What is proposed.
        admitted: The proposals that are compared.
        chosen: Those in the plan.
        criteria: Tried on all of them as one.
        numbers: The parameters in force, by id.

    Returns:
        Groups of proposals, each group in the order of the portfolio: alike in size too, and of unlike size. A
        proposal is in one group at most.
    """
    found = [one for p in portfolio.proposals if p.id in admitted for one in _versions(p)]
    groups = _groups(portfolio, _pairs(found))
    told = [_told(group, chosen, tuple(criteria), numbers) for group in groups]
    twins = tuple(one for one in told if _same(one.shares))
    return twins, tuple(one for one in told if one not in twins)


def escapes(portfolio: Portfolio, criteria: Iterable[Criterion], numbers: Mapping[str, Decimal]) -> tuple[Escape, ...]:
    """The proposals that do not meet some criteria, and would meet them as two halves of the costs."""
    ready = tuple((criterion, decider(criterion.require, numbers)) for criterion in criteria)
    found = []
    for proposal in portfolio.proposals:
        head = proposal.alternatives[0]
        whole, half = facts(proposal, head), facts(proposal, _halved(head))
        freed = [
            criterion
            for criterion, decide in ready
            if decide(whole).verdict is Verdict.FAILS and decide(half).verdict is Verdict.HOLDS
        ]
        if freed:
            bars = any(criterion.severity is Severity.MUST for criterion in freed)
            found.append(Escape(proposal.id, tuple(criterion.id for criterion in freed), bars))
    return tuple(found)


def _halved(version: Alternative) -> Alternative:
    costs = (replace(c, per_year={year: kr / 2 for year, kr in c.per_year.items()}) for c in version.costs)
    return replace(version, costs=tuple(costs))


def _versions(proposal: Proposal) -> Iterable[_Version]:
    """The versions that say what they give; costs alone make nothing alike."""
    for version in proposal.alternatives:
        costs = sum((Fraction(kr) for cost in version.costs for kr in cost.per_year.values()), Fraction(0))
        granted = Fraction(_granted(version))
        if version.effects:
            effects = sorted(version.effects, key=lambda effect: str(_mark(effect)))
            people = (Fraction(mean(effect.participants)).limit_denominator(10**6) for effect in effects)
            yield _Version(proposal, version, tuple(map(_mark, effects)), (*people, costs, granted))
        elif version.stated is not None:
            yield _Version(proposal, version, fingerprint(proposal, version.id), (Fraction(1),))


def _mark(effect: Effect) -> tuple[object, ...]:
    """All of an effect but how many it reaches, and what it is called."""
    return tuple(getattr(effect, name) for name in _COMPARED)


_COMPARED = (
    *("outcome", "owner", "size", "stated_as", "risk_without", "risk_with", "change", "units_per_case"),
    *("profile", "take_up", "drop_out", "local_price"),
)


def _pairs(found: Sequence[_Version]) -> list[tuple[_Version, _Version]]:
    """One pair of versions for each two proposals that are alike, the nearest in size."""
    by_mark: dict[object, list[_Version]] = {}
    for one in found:
        by_mark.setdefault(one.mark, []).append(one)
    pairs: dict[frozenset[str], tuple[_Version, _Version]] = {}
    for some in by_mark.values():
        for first, second in combinations(some, 2):
            if first.proposal.id != second.proposal.id and _in_proportion(first.sizes, second.sizes):
                named = frozenset({first.proposal.id, second.proposal.id})
                nearest = pairs.get(named)
                if nearest is None or _apart((first, second)) < _apart(nearest):
                    pairs[named] = (first, second)
    return list(pairs.values())


def _in_proportion(first: Sizes, second: Sizes) -> bool:
    """Whether every size of the one is as many times that of the other."""
    if any((a == 0) != (b == 0) for a, b in zip(first, second, strict=True)):
        return False
    times = [b / a for a, b in zip(first, second, strict=True) if a]
    return bool(times) and max(times) <= min(times) * (1 + TOLERANCE)


def _apart(pair: tuple[_Version, _Version]) -> Fraction:
    small, large = sorted(one.sizes[0] for one in pair)
    return large / small if small else Fraction(1)


def _groups(portfolio: Portfolio, pairs: Iterable[tuple[_Version, _Version]]) -> list[list[_Version]]:
    """Those that are alike by way of others too, in the order of the portfolio; a proposal in its first version."""
    order = {p.id: n for n, p in enumerate(portfolio.proposals)}
    group_of: dict[str, dict[str, _Version]] = {}
    for pair in sorted(pairs, key=lambda pair: sorted(order[one.proposal.id] for one in pair)):
        joined: dict[str, _Version] = {}
        for one in pair:
            joined = {**joined, **group_of.get(one.proposal.id, {one.proposal.id: one})}
        group_of |= dict.fromkeys(joined, joined)
    groups = {id(group): group for group in group_of.values()}
    return [sorted(group.values(), key=lambda one: order[one.proposal.id]) for group in groups.values()]


def _same(shares: Sequence[Fraction]) -> bool:
    return max(shares) <= min(shares) * (1 + TOLERANCE)


def _told(
    group: Sequence[_Version], chosen: frozenset[str], criteria: Sequence[Criterion], numbers: Mapping[str, Decimal]
) -> Alike:
    whole = sum((one.sizes[0] for one in group), Fraction(0))
    ids = tuple(one.proposal.id for one in group)
    return Alike(
        ids,
        tuple(one.sizes[0] / whole if whole else Fraction(1, len(group)) for one in group),
        sum((_granted(one.version) for one in group), Decimal(0)),
        tuple(name for name in ids if name in chosen),
        _broken(group, criteria, numbers),
    )


def _broken(
    group: Sequence[_Version], criteria: Sequence[Criterion], numbers: Mapping[str, Decimal]
) -> tuple[str, ...]:
    """The criteria that each meets, and that all do not meet as one."""
    first = group[0]
    costs = tuple(cost for one in group for cost in one.version.costs)
    joined = facts(first.proposal, replace(first.version, costs=costs))
    each = [facts(one.proposal, one.version) for one in group]
    broken = []
    for criterion in criteria:
        decide = decider(criterion.require, numbers)
        if decide(joined).verdict is Verdict.FAILS and all(decide(one).verdict is Verdict.HOLDS for one in each):
            broken.append(criterion.id)
    return tuple(broken)


def _granted(version: Alternative) -> Decimal:
    return sum((kr for cost in version.costs for kr in cost.granted().values()), Decimal(0))
