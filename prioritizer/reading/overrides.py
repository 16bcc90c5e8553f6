"""Decisions of the portfolio to force a proposal in or out, put on the proposals that they are about (§21)."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from prioritizer.model.fault import Fault, fault
from prioritizer.model.override import Override
from prioritizer.model.portfolio import Proposal
from prioritizer.reading.forms import OverrideForm
from prioritizer.reading.scalars import nearest
from prioritizer.reading.yaml_text import Located, PathTo, dotted


def with_overrides(
    located: Located, given: Sequence[OverrideForm], proposals: Sequence[Proposal], unread: Collection[str] = ()
) -> tuple[tuple[Proposal, ...], list[Fault]]:
    """The proposals with what has been decided of them.

    Args:
        located: The portfolio's file.
        given: The decisions.
        proposals: All that could be read.
        unread: Ids of proposals whose own faults kept them from being read; they exist all the same.

    Returns:
        The proposals, and every decision that is about no proposal, or about one that is decided already.
    """
    found = {proposal.id: proposal for proposal in proposals}
    overridden: dict[str, Proposal] = {}
    faults: list[Fault] = []
    for n, form in enumerate(given):
        path: PathTo = ("overrides", n, "proposal")
        place, proposal = located.place(path), overridden.get(form.proposal, found.get(form.proposal))
        if proposal is None:
            if form.proposal not in unread:
                near = nearest(form.proposal, [*found, *unread])
                faults.append(fault(place, dotted(path), "unknown_proposal", near, key=form.proposal))
        elif proposal.override is not None:
            first = proposal.override.place
            faults.append(fault(place, dotted(path), "override_twice", key=form.proposal, first=first))
        else:
            overridden[proposal.id] = _overridden(proposal, form, located, n)
    return tuple(overridden.get(proposal.id, proposal) for proposal in proposals), faults


def _overridden(proposal: Proposal, form: OverrideForm, located: Located, at: int) -> Proposal:
    place = located.place(("overrides", at))
    override = Override(proposal.id, form.decision, form.by, form.why, form.duty or "", place)
    stated = {"mandatory": override.decision == "in"}
    return replace(
        proposal,
        override=override,
        facts={**proposal.facts, **stated},
        alternatives=tuple(replace(a, facts={**a.facts, **stated}) for a in proposal.alternatives),
    )
