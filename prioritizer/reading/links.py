"""What proposals and limits say of each other: ids that exist once, requirements without circles."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import TypeAlias

from prioritizer.model.fault import Fault, Place, fault
from prioritizer.model.portfolio import Fund, Proposal
from prioritizer.model.rules import Amount, Limit, Relation
from prioritizer.reading.scalars import nearest
from prioritizer.reading.yaml_text import PathTo

PlaceIn: TypeAlias = Callable[[Proposal, PathTo], Place]
"""Where a path of a proposal stands in its file."""


def link_faults(
    proposals: Sequence[Proposal], limits: Sequence[Limit], place_in: PlaceIn, unread: Collection[str] = ()
) -> list[Fault]:
    """Find duplicate ids, requirements that lead nowhere or in a circle, and limits on proposals that do not exist.

    Args:
        proposals: All that could be read.
        limits: All that are in force.
        place_in: Where a path of a proposal stands.
        unread: Ids of proposals whose own faults kept them from being read; they exist all the same.
    """
    by_id: dict[str, Proposal] = {}
    faults: list[Fault] = []
    for proposal in proposals:
        first = by_id.setdefault(proposal.id, proposal)
        if first is not proposal:
            faults.append(fault(proposal.place, "id", "duplicate_id", key=proposal.id, first=first.place))
    known = [*by_id, *unread]
    faults += _unknown_requirements(proposals, known, place_in)
    faults += _circles(by_id, place_in)
    faults += _alternatives(proposals, place_in)
    faults += _limits(limits, known)
    return faults


def envelope_faults(limits: Sequence[Limit], funds: Sequence[Fund]) -> Iterator[Fault]:
    """Find limits that are a share of an envelope in which there is nothing."""
    if any(fund.opening or any(fund.allocation.values()) for fund in funds):
        return
    for limit in limits:
        if isinstance(limit.limit, Amount) and limit.limit.form == "share_of" and limit.limit.base == "envelope":
            yield fault(limit.place, f"limits.{limit.id}", "share_of_no_money", limit=limit.id)


def _unknown_requirements(proposals: Sequence[Proposal], known: Sequence[str], place_in: PlaceIn) -> Iterator[Fault]:
    for proposal in proposals:
        for n, name in enumerate(proposal.requires):
            place = place_in(proposal, ("requires", n))
            if name == proposal.id:
                yield fault(place, "requires", "requires_itself", key=name)
            elif name not in known:
                near = nearest(name, [other for other in known if other != proposal.id])
                yield fault(place, "requires", "unknown_proposal", near, key=name)


def _circles(by_id: Mapping[str, Proposal], place_in: PlaceIn) -> Iterator[Fault]:
    """Each circle is told once, from its first proposal in order of id."""
    for start in sorted(by_id):
        circle = _circle(start, by_id)
        if len(circle) > 1 and start == min(circle):
            yield fault(place_in(by_id[start], ("requires",)), "requires", "cycle", cycle=" → ".join([*circle, start]))


def _circle(start: str, by_id: Mapping[str, Proposal]) -> list[str]:
    """The shortest way from a proposal back to itself along its requirements."""
    ways = [[start]]
    seen: set[str] = set()
    while ways:
        way = ways.pop(0)
        for name in by_id[way[-1]].requires:
            if name == start:
                return way
            if name in by_id and name not in seen:
                seen.add(name)
                ways.append([*way, name])
    return []


def _alternatives(proposals: Sequence[Proposal], place_in: PlaceIn) -> Iterator[Fault]:
    for proposal in proposals:
        ids = [a.id for a in proposal.alternatives if a.id is not None]
        for n, name in enumerate(ids):
            if name in ids[:n]:
                place = place_in(proposal, ("alternatives", n, "id"))
                yield fault(place, "alternatives", "duplicate_alternative", key=name)


def _limits(limits: Sequence[Limit], known: Sequence[str]) -> Iterator[Fault]:
    seen: dict[str, Place] = {}
    for limit in limits:
        if limit.id in seen:
            yield fault(limit.place, "limits", "duplicate_name", key=limit.id, first=seen[limit.id])
        seen.setdefault(limit.id, limit.place)
        for name in limit.limit.proposals if isinstance(limit.limit, Relation) else ():
            if name not in known:
                yield fault(limit.place, f"limits.{limit.id}", "unknown_proposal", nearest(name, known), key=name)
