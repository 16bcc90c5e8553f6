"""Measures: facts that the program computes from what was stated, so that rules can name them (design §4).

A measure is blind: it is given the costs, effects and the fields that it says it reads, and nothing else of a
proposal. Who asked, how loudly or how early is in none of them, and a measure that reads such a field is refused
when the rules are read (convention §24).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from prioritizer.model.portfolio import Alternative, Cost, Effect, Proposal, Qualitative, Stated
from prioritizer.model.rules import Fact, Facts

LEVELS = ("direct", "indirect", "system")


@dataclass(frozen=True, slots=True)
class Seen:
    """What a measure sees of one version; `facts` are those of the fields that it reads, absent where not stated."""

    costs: tuple[Cost, ...]
    effects: tuple[Effect, ...]
    stated: Stated | None
    qualitative: tuple[Qualitative, ...]
    facts: Facts


@dataclass(frozen=True, slots=True)
class Measure:
    """A named quantity: `unit` is an id of units.yaml (empty for words), `reads` the fields it looks at.

    `source` is the paragraph that the quantity stands for; `kind` is that of its field.
    """

    name: str
    unit: str
    function: Callable[[Seen], Fact]
    source: str
    reads: tuple[str, ...] = ()
    kind: str = "number"

    def of(self, proposal: Proposal, version: Alternative) -> Fact:
        """The quantity for one version; None where it is not known."""
        return self.function(_seen(proposal, version, self.reads))


def actor_count(seen: Seen) -> Decimal:
    """Number of actors that bear a cost or own an effect."""
    return Decimal(len({cost.payer for cost in seen.costs} | {effect.owner for effect in seen.effects}))


def effect_years(seen: Seen) -> Decimal | None:
    """Years with effect of the longest profile; not known where nothing is priced."""
    return max((Decimal(effect.profile.years) for effect in seen.effects), default=None)


def monetised_effects(seen: Seen) -> Decimal:
    """Number of priced effects, a stated result counted as one."""
    return Decimal(len(seen.effects) + (seen.stated is not None))


def qualitative_effects(seen: Seen) -> Decimal:
    """Number of effects without a price."""
    return Decimal(len(seen.qualitative))


def granted_total(seen: Seen) -> Decimal:
    """Kronor that funds would pay, over all years."""
    return sum((kr for cost in seen.costs if cost.drawn_on for kr in cost.per_year.values()), Decimal(0))


def cost_total(seen: Seen) -> Decimal:
    """Kronor of all cost rows, over all years, whoever pays."""
    return sum((kr for cost in seen.costs for kr in cost.per_year.values()), Decimal(0))


def granted_per_year(seen: Seen) -> Decimal:
    """Kronor that funds would pay in the year in which they pay most; zero when nothing is applied for."""
    return max(_granted_by_year(seen).values(), default=Decimal(0))


def granted_years(seen: Seen) -> Decimal:
    """Number of years in which funds would pay something."""
    return Decimal(sum(1 for kr in _granted_by_year(seen).values() if kr))


def granted_share(seen: Seen) -> Decimal | None:
    """Share of all costs that funds would pay; not known where no cost is entered."""
    total = cost_total(seen)
    return granted_total(seen) / total if total else None


def partner_count(seen: Seen) -> Decimal | None:
    """Number of parties named as taking part, each counted once; not known where none is named."""
    named = seen.facts.get("partners")
    return Decimal(len(set(named))) if isinstance(named, tuple) and named else None


def _granted_by_year(seen: Seen) -> dict[int, Decimal]:
    total: dict[int, Decimal] = {}
    for cost in seen.costs:
        for year, kr in cost.per_year.items() if cost.drawn_on else ():
            total[year] = total.get(year, Decimal(0)) + kr
    return total


def levels_reached(seen: Seen) -> tuple[str, ...] | None:
    """The levels of success that are reached: those answered with yes or with words; not known without any answer.

    A level without an answer is not counted as reached by a proposal that answers for another.
    """
    answers = {level: seen.facts.get(f"levels.{level}") for level in LEVELS}
    if all(answer is None for answer in answers.values()):
        return None
    return tuple(level for level, answer in answers.items() if answer)


MEASURES: Mapping[str, Measure] = {
    measure.name: measure
    for measure in (
        Measure("actor_count", "", actor_count, "C3"),
        Measure("effect_years", "år", effect_years, "C3"),
        Measure("monetised_effects", "", monetised_effects, "H7"),
        Measure("qualitative_effects", "", qualitative_effects, "H7, convention §25"),
        Measure("granted_total", "kr", granted_total, "convention §3, §17", kind="amount"),
        Measure("cost_total", "kr", cost_total, "convention §3", kind="amount"),
        Measure("granted_per_year", "kr", granted_per_year, "Region Gävleborg's criteria", kind="amount"),
        Measure("granted_years", "år", granted_years, "Region Gävleborg's criteria"),
        Measure("granted_share", "andel_av_kostnaden", granted_share, "Region Gävleborg's criteria", kind="share"),
        Measure("partner_count", "", partner_count, "C3; Region Gävleborg's criteria", ("partners",)),
        Measure("levels_reached", "", levels_reached, "E9, E17", tuple(f"levels.{level}" for level in LEVELS), "list"),
    )
}


def facts(proposal: Proposal, version: Alternative) -> dict[str, Fact]:
    """All facts of a version: what was stated and what is measured."""
    return {**_stated(proposal, version), **{name: m.of(proposal, version) for name, m in MEASURES.items()}}


def _seen(proposal: Proposal, version: Alternative, reads: tuple[str, ...]) -> Seen:
    stated = _stated(proposal, version) if reads else {}
    read = {name: stated[name] for name in reads if name in stated}
    return Seen(version.costs, version.effects, version.stated, proposal.qualitative, read)


def _stated(proposal: Proposal, version: Alternative) -> dict[str, Fact]:
    """What a version states; what it does not state of its own is as in the head version."""
    return {**proposal.facts, **{name: fact for name, fact in version.facts.items() if fact is not None}}
