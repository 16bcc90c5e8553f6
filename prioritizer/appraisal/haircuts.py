"""Haircuts (försiktighetsavdrag) by evidence grade and kind of measure: cost up, effect down, effect later (§9).

What a kind of measure adds stands in parameters of its own, graded by any field that has choices, such as the purpose:
`haircut_cost_by_kind`, `haircut_effect_by_kind` and `haircut_delay_by_kind`. None is shipped.

Caution takes something off what is gained. An effect that costs society something is neither made smaller nor moved.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from prioritizer.model.portfolio import Portfolio, Proposal
from prioritizer.model.rules import RuleSet

COST, EFFECT, DELAY = "haircut_cost", "haircut_effect", "haircut_delay"
BY_KIND = "_by_kind"
GRADE, SET_BY = "evidence.grade", "evidence.set_by"

Basis = Literal["confirmed", "unconfirmed", "missing"]


@dataclass(frozen=True, slots=True)
class Haircut:
    """What is added to costs and taken off effects, as shares, and how many years later effects come.

    `grade` is the grade it goes by. `basis` tells why: the grade a named screener has set; or the lowest grade, since
    nobody has confirmed the proposer's own, or since there is none.
    """

    grade: str
    basis: Basis
    cost: float = 0.0
    effect: float = 0.0
    delay: int = 0

    @property
    def is_none(self) -> bool:
        """True when nothing is added, taken off or moved."""
        return not (self.cost or self.effect or self.delay)

    @property
    def on_costs(self) -> "Haircut":
        """What is left of it for effects that gain society nothing."""
        return replace(self, effect=0.0, delay=0)


NO_HAIRCUT = Haircut("", "missing")


def has_haircuts(rules: RuleSet, portfolio: Portfolio) -> bool:
    """Whether the portfolio applies haircuts and some are in force."""
    names = (COST, EFFECT, DELAY)
    by_grade, by_kind = (_grades(rules, name) for name in names), (name + BY_KIND in rules.parameters for name in names)
    return portfolio.haircuts and (any(by_grade) or any(by_kind))


def haircut(proposal: Proposal, portfolio: Portfolio, rules: RuleSet) -> Haircut:
    """The haircut of a proposal on `as_of`; none where the portfolio applies none.

    That of the kind comes on top of that of the grade: costs and years are added, and of what the grade leaves of the
    effects the kind takes its share. A proposal that does not state its kind has the largest of each (§25).

    A grade counts only when a named screener has set it; else the lowest grade does, which is the last in the
    vocabulary's list (convention §9).

    Raises:
        KeyError: A parameter in force lacks the grade; the reader refuses such a file.
    """
    if not has_haircuts(rules, portfolio):
        return NO_HAIRCUT
    grade, basis = graded(proposal, rules)

    def number(name: str) -> float:
        found = rules.graded(name, grade, portfolio.as_of)
        return 0.0 if found is None else float(found)

    def of_kind(name: str) -> float:
        parameter = rules.parameters.get(name + BY_KIND)
        dated = parameter.on(portfolio.as_of) if parameter else None
        if parameter is None or dated is None:
            return 0.0
        stated = proposal.facts.get(parameter.by)
        known = dated.table.get(stated) if isinstance(stated, str) else None
        return float(max(dated.table.values(), default=0) if known is None else known)

    effect = 1.0 - (1.0 - number(EFFECT)) * (1.0 - of_kind(EFFECT)) if of_kind(EFFECT) else number(EFFECT)
    return Haircut(grade, basis, number(COST) + of_kind(COST), effect, int(number(DELAY) + of_kind(DELAY)))


def graded(proposal: Proposal, rules: RuleSet) -> tuple[str, Basis]:
    """The evidence grade that a proposal counts with, and why."""
    stated, by = proposal.facts.get(GRADE), proposal.facts.get(SET_BY)
    if isinstance(stated, str) and by:
        return stated, "confirmed"
    field = rules.fields.get(GRADE)
    lowest = field.of[-1] if field and field.of else ""
    return lowest, "unconfirmed" if stated else "missing"


def sign_of(
    amounts: Iterable[tuple[str, Fraction]], public: Collection[str], own: Collection[str], loss: Fraction = Fraction(0)
) -> Literal[-1, 1]:
    """Whether what some actors get is a gain (1) or costs something (−1), which decides whether a haircut is taken.

    The sum over all actors decides, with the loss of tax financing where it counts. Of a transfer, which sums to zero,
    what the public purses get decides, as it does when that loss counts; where that too is zero, what the own purse
    gets. What is zero for all of them counts as a gain.

    Args:
        amounts: What each actor gets, below zero for what it gives; an actor may come several times.
        public: The public purses.
        own: The own purse and its boards.
        loss: Of each krona that public purses give on net; zero where it is not counted.

    Source:
        Convention §9.

    Example:
        >>> support = [("kommun", Fraction(9)), ("individ", Fraction(-9))]
        >>> sign_of(support, {"kommun"}, {"kommun"}), sign_of([("kommun", Fraction(-1)), *support], {"kommun"}, ())
        (1, -1)
    """
    given = tuple(amounts)
    to_all, to_public, to_own = (
        sum((amount for actor, amount in given if actors is None or actor in actors), Fraction(0))
        for actors in (None, public, own)
    )
    decides = next((sum_ for sum_ in (to_all + loss * to_public, to_public, to_own) if sum_), Fraction(1))
    return 1 if decides > 0 else -1


def _grades(rules: RuleSet, name: str) -> bool:
    parameter = rules.parameters.get(name)
    return parameter is not None and parameter.by == GRADE
