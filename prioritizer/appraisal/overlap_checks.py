"""What cannot be right in an overlap group, told before anything is appraised (convention §6)."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from difflib import get_close_matches
from itertools import combinations
from math import prod
from typing import NamedTuple

from prioritizer.model.fault import Fault, Place, fault, warning
from prioritizer.model.portfolio import Alternative, Effect, Portfolio, Proposal

MOST_PROPOSALS = 6
"""Proposals in one overlap group: every set of them is a term of the objective."""

MOST_SETS = 2000
"""Sets of versions and starts over all groups, for each of which the program has a variable."""

SIZE = "target_group.size"


class _Member(NamedTuple):
    proposal: Proposal
    version: Alternative
    row: int
    effect: Effect

    @property
    def path(self) -> str:
        return f"effects.{self.row}.overlap_group"

    @property
    def place(self) -> Place:
        return self.effect.group_place


def overlap_faults(portfolio: Portfolio) -> Iterator[Fault]:
    """Faults of overlap groups.

    Returns:
        Faults: unknown_overlap_group, overlap_of_mean_difference, overlap_more_than_exist, overlap_group_too_large,
        overlap_too_many_sets. Warnings: overlap_alone, overlap_reached_twice.
    """
    groups: dict[str, list[_Member]] = {}
    for member in _members(portfolio):
        groups.setdefault(str(member.effect.overlap_group), []).append(member)
    declared = {group.id for group in portfolio.overlap_groups}
    for group, members in groups.items():
        if declared and group not in declared:
            near = _nearest(group, declared)
            yield from (fault(m.place, m.path, "unknown_overlap_group", near, key=group) for m in members)
            continue
        yield from _unmeasured(members)
        # Beside a name that is wrong, one that is alone only follows from it.
        if not declared or declared.issuperset(groups):
            yield from _alone(group, members, _nearest(group, groups))
        yield from _people(group, members, portfolio)
        count = len({m.proposal.id for m in members})
        if count > MOST_PROPOSALS:
            where = (members[-1].place, members[-1].path)
            yield fault(*where, "overlap_group_too_large", group=group, count=count, most=MOST_PROPOSALS)
    yield from _sets(groups)


def _members(portfolio: Portfolio) -> Iterator[_Member]:
    for proposal in portfolio.proposals:
        for version in proposal.alternatives:
            for row, effect in enumerate(version.effects if version.stated is None else ()):
                if effect.overlap_group is not None:
                    yield _Member(proposal, version, row, effect)


def _nearest(word: str, words: Mapping[str, object] | set[str]) -> str:
    return next(iter(get_close_matches(word, [other for other in words if other != word], 1)), "")


def _unmeasured(members: Sequence[_Member]) -> Iterator[Fault]:
    for member in members:
        if member.effect.stated_as == "mean_difference":
            yield fault(member.place, member.path, "overlap_of_mean_difference", group=member.effect.overlap_group)


def _alone(group: str, members: Sequence[_Member], near: str) -> Iterator[Fault]:
    """No two effects of the group can meet: on the same outcome, in one version or in two proposals."""

    def meet(one: _Member, other: _Member) -> bool:
        apart = one.proposal.id == other.proposal.id and one.version.id != other.version.id
        return one.effect.outcome == other.effect.outcome and not apart

    if not any(meet(one, other) for one, other in combinations(members, 2)):
        yield warning(members[0].place, members[0].path, "overlap_alone", near, group=group)


def _people(group: str, members: Sequence[_Member], portfolio: Portfolio) -> Iterator[Fault]:
    """What is claimed against how many there are, where that is said."""
    existing, where = _existing(group, members, portfolio)
    if existing is None:
        return
    said = {"group": group, "existing": _plain(existing)}
    claimed: dict[str, dict[str, Decimal]] = {}
    too_many = False
    for member in members:
        people, outcome = member.effect.participants.likely, member.effect.outcome
        if people > existing:
            too_many = True
            yield fault(member.place, member.path, "overlap_more_than_exist", **said, claimed=_plain(people))
        by_version = claimed.setdefault(outcome, {})
        by_version[member.proposal.id] = max(by_version.get(member.proposal.id, Decimal(0)), people)
    sums = {outcome: sum(by_proposal.values()) for outcome, by_proposal in claimed.items()}
    most = max(sums, key=lambda outcome: (sums[outcome], outcome))
    if sums[most] > existing and not too_many:
        last = [m for m in members if m.effect.outcome == most][-1]
        place, path = where or (last.place, last.path)
        twice = _plain(sums[most] - existing)
        yield warning(place, path, "overlap_reached_twice", **said, claimed=_plain(Decimal(sums[most])), twice=twice)


def _existing(
    group: str, members: Sequence[_Member], portfolio: Portfolio
) -> tuple[Decimal | None, tuple[Place, str] | None]:
    """How many people there are: as declared, else the target group's size where all proposals state the same."""
    for declared in portfolio.overlap_groups:
        if declared.id == group and declared.people is not None:
            return declared.people, (declared.place, f"overlap_groups.{group}")
    sizes = {member.proposal.facts.get(SIZE) for member in members}
    size = next(iter(sizes)) if len(sizes) == 1 else None
    return (size if isinstance(size, Decimal) else None), None


def _sets(groups: Mapping[str, Sequence[_Member]]) -> Iterator[Fault]:
    counts: dict[str, int] = {}
    for group, members in groups.items():
        each = {m.proposal.id: len(m.proposal.alternatives) * len(m.proposal.start_years) for m in members}
        if len(each) <= MOST_PROPOSALS:
            counts[group] = prod(1 + count for count in each.values()) - 1 - sum(each.values())
    if sum(counts.values()) > MOST_SETS:
        largest = max(counts, key=lambda group: (counts[group], group))
        last = groups[largest][-1]
        count = sum(counts.values())
        yield fault(last.place, last.path, "overlap_too_many_sets", group=largest, count=count, most=MOST_SETS)


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
