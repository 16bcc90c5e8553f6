"""Stated results whose own figures contradict each other (convention §26)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from prioritizer.appraisal.recovery import CONTRADICTS, DISAGREES
from prioritizer.model.fault import Fault, Place, warning
from prioritizer.model.portfolio import Portfolio
from prioritizer.model.value import Appraised

MOST_SHOWN = 20
"""How many are told one by one."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A version whose chance and value, or chance and interval, cannot both be right.

    `nnv` is in whole kronor, `chance` a share as stated. `code` is the note of the appraised version.
    """

    proposal: str
    alternative: str | None
    nnv: int
    chance: float
    code: str
    place: Place


def contradictory(portfolio: Portfolio, appraised: Iterable[Appraised]) -> tuple[Contradiction, ...]:
    """Every version that contradicts itself, once however many starts it has, in the order of the portfolio.

    Args:
        portfolio: Knows where each result was stated.
        appraised: Its versions, appraised: what benefits are worth net of costs is known only then.
    """
    results = {(p.id, a.id): a.stated for p in portfolio.proposals for a in p.alternatives}
    found: dict[tuple[str, str | None], Contradiction] = {}
    for value in appraised:
        key = value.proposal, value.alternative
        result = results.get(key)
        code = next((code for code in (CONTRADICTS, DISAGREES) if code in value.notes), None)
        if code and result and result.chance is not None and key not in found:
            found[key] = Contradiction(*key, value.nnv, float(result.chance), code, result.place)
    return tuple(found.values())


def contradiction_warnings(found: Sequence[Contradiction]) -> list[Fault]:
    """One line each for the first twenty, and a count of the rest."""
    told = [_told(one) for one in found[:MOST_SHOWN]]
    rest = len(found) - len(told)
    if rest > 0:
        place = Place(found[MOST_SHOWN].place.file)
        told.append(warning(place, "", "more_contradictions", count=rest, total=len(found)))
    return told


def _told(one: Contradiction) -> Fault:
    path = ".".join(part for part in (one.proposal, one.alternative, "chance") if part)
    values = {"value": str(one.nnv), "chance": f"{one.chance * 100:g}"}
    if one.code == CONTRADICTS:
        return warning(one.place, path, "stated_contradicts", **values)
    return warning(one.place, path, "stated_disagrees", **values)
