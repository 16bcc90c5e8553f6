"""A plan that somebody else decided: a list of ids, or the plan of a record or of an answer (convention §21)."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from prioritizer.model.fault import Fault, InputFaults, Place, fault
from prioritizer.model.plan import Key
from prioritizer.model.portfolio import Portfolio, Proposal
from prioritizer.model.revealed import Decided
from prioritizer.reading.scalars import nearest


def read_decided(text: str, path: Path, portfolio: Portfolio) -> tuple[Decided, ...]:
    """Read a decided plan, each proposal once, in the order written.

    A list has one proposal on each line: ID for its head version, ID/ALTERNATIVE for another, ID@2028 for a start. A
    dash before it and what follows a # do not count. A file that begins as JSON is record.json or select.json.

    Args:
        text: Of the file.
        path: What faults call it.
        portfolio: Whose proposals they are.

    Raises:
        InputFaults: Unknown proposals, versions and starts, what stands twice, and a file with nothing in it; all at
            once, with the nearest right thing.
    """
    place = Place(path.as_posix())
    if text.lstrip("\ufeff \n\r\t").startswith("{"):
        named = list(_of_answer(text, place))
    else:
        named = list(_of_lines(text, place))
    if not named:
        raise InputFaults([fault(place, "", "decided_empty")])
    wrong: list[Fault] = []
    found: dict[str, Decided] = {}
    for at, name, version, start in named:
        one = _decided(portfolio, at, name, version, start)
        if isinstance(one, Fault):
            wrong.append(one)
        elif one.proposal in found:
            wrong.append(fault(at, "", "decided_twice", key=one.proposal))
        else:
            found[one.proposal] = one
    if wrong:
        raise InputFaults(wrong)
    return tuple(found.values())


Named = tuple[Place, str, str | None, str]
"""Where it stands, the proposal, its version (None for the head) and its start, empty for any."""


def _of_lines(text: str, file: Place) -> Iterator[Named]:
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), 1):
        written = line.partition("#")[0].strip().removeprefix("- ").strip().strip("\"'")
        if written:
            column = line.index(written) + 1
            named, _, start = written.partition("@")
            name, _, version = named.partition("/")
            yield Place(file.file, number, column), name, version or None, start


def _of_answer(text: str, file: Place) -> Iterator[Named]:
    """The plan of a record, of a certificate's record, or of `select --json`.

    Raises:
        InputFaults: It is neither.
    """
    try:
        answer = json.loads(text.lstrip("\ufeff"))
        plan = answer.get("plan", answer)
        selected: list[Any] = [] if plan is None else plan["selected"]
        for version in selected:
            start = version["start_year"]
            yield file, str(version["proposal"]), version["alternative"], "" if start is None else str(start)
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError) as error:
        raise InputFaults([fault(file, "", "decided_unreadable", file=Path(file.file).name)]) from error


def _decided(portfolio: Portfolio, at: Place, name: str, version: str | None, start: str) -> Decided | Fault:
    proposal = next((p for p in portfolio.proposals if p.id == name), None)
    if proposal is None:
        return fault(at, "", "unknown_proposal_id", nearest(name, [p.id for p in portfolio.proposals]), key=name)
    versions = [a.id for a in proposal.alternatives]
    if version not in versions:
        known = [f"{name}/{one}" if one else name for one in versions]
        near = nearest(f"{name}/{version}", known)
        return fault(at, "", "unknown_version", near, key=name, version=version, choices=", ".join(known))
    years = [str(year) for year in proposal.start_years]
    if start and start not in years:
        told = {"key": name, "start": start, "choices": ", ".join(years)}
        return fault(at, "", "unknown_start", f"{name}@{nearest(start, years) or years[0]}", **told)
    return Decided(name, tuple(_keys(proposal, version, [start] if start else years)))


def _keys(proposal: Proposal, version: str | None, years: Iterable[str]) -> Iterator[Key]:
    """Versions by start, the earliest first; a proposal that states no start has none."""
    if not proposal.starts_stated:
        yield proposal.id, version, None
        return
    yield from ((proposal.id, version, int(year)) for year in sorted(years))
