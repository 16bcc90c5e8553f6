"""What proposals and limits say of each other: ids that exist once, requirements without circles."""

from collections.abc import Iterator, Mapping, Sequence

from prioritizer.model.fault import Fault, Place, fault
from prioritizer.model.portfolio import Proposal
from prioritizer.model.rules import Limit, Relation
from prioritizer.reading.scalars import nearest


def link_faults(proposals: Sequence[Proposal], limits: Sequence[Limit]) -> list[Fault]:
    """Find duplicate ids, requirements that lead nowhere or in a circle, and limits on proposals that do not exist."""
    by_id: dict[str, Proposal] = {}
    faults: list[Fault] = []
    for proposal in proposals:
        first = by_id.setdefault(proposal.id, proposal)
        if first is not proposal:
            faults.append(fault(proposal.place, "id", "duplicate_id", key=proposal.id, first=first.place))
    faults += _unknown_requirements(proposals, by_id)
    faults += _circles(by_id)
    faults += _alternatives(proposals)
    faults += _limits(limits, by_id)
    return faults


def _unknown_requirements(proposals: Sequence[Proposal], by_id: Mapping[str, Proposal]) -> Iterator[Fault]:
    for proposal in proposals:
        for name in proposal.requires:
            if name not in by_id:
                near = nearest(name, [other for other in by_id if other != proposal.id])
                yield fault(proposal.place, "requires", "unknown_proposal", near, key=name)


def _circles(by_id: Mapping[str, Proposal]) -> Iterator[Fault]:
    """Each circle is told once, from its first proposal in order of id."""
    for start in sorted(by_id):
        circle = _circle(start, by_id)
        if circle and start == min(circle):
            yield fault(by_id[start].place, "requires", "cycle", cycle=" → ".join([*circle, start]))


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


def _alternatives(proposals: Sequence[Proposal]) -> Iterator[Fault]:
    for proposal in proposals:
        ids = [a.id for a in proposal.alternatives if a.id is not None]
        for n, name in enumerate(ids):
            if name in ids[:n]:
                yield fault(proposal.place, "alternatives", "duplicate_alternative", key=name)


def _limits(limits: Sequence[Limit], by_id: Mapping[str, Proposal]) -> Iterator[Fault]:
    seen: dict[str, Place] = {}
    for limit in limits:
        if limit.id in seen:
            yield fault(limit.place, "limits", "duplicate_id", key=limit.id, first=seen[limit.id])
        seen.setdefault(limit.id, limit.place)
        for name in limit.limit.proposals if isinstance(limit.limit, Relation) else ():
            if name not in by_id:
                yield fault(limit.place, f"limits.{limit.id}", "unknown_proposal", nearest(name, by_id), key=name)
