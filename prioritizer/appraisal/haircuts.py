"""Haircuts (försiktighetsavdrag) by evidence grade: cost up, effect down, effect later (convention §9)."""

from dataclasses import dataclass
from typing import Literal

from prioritizer.model.portfolio import Portfolio, Proposal
from prioritizer.model.rules import RuleSet

COST, EFFECT, DELAY = "haircut_cost", "haircut_effect", "haircut_delay"
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


NO_HAIRCUT = Haircut("", "missing")


def has_haircuts(rules: RuleSet, portfolio: Portfolio) -> bool:
    """Whether the portfolio applies haircuts and some are in force."""
    return portfolio.haircuts and any(_grades(rules, name) for name in (COST, EFFECT, DELAY))


def haircut(proposal: Proposal, portfolio: Portfolio, rules: RuleSet) -> Haircut:
    """The haircut of a proposal on `as_of`; none where the portfolio applies none.

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

    return Haircut(grade, basis, number(COST), number(EFFECT), int(number(DELAY)))


def graded(proposal: Proposal, rules: RuleSet) -> tuple[str, Basis]:
    """The evidence grade that a proposal counts with, and why."""
    stated, by = proposal.facts.get(GRADE), proposal.facts.get(SET_BY)
    if isinstance(stated, str) and by:
        return stated, "confirmed"
    field = rules.fields.get(GRADE)
    lowest = field.of[-1] if field and field.of else ""
    return lowest, "unconfirmed" if stated else "missing"


def _grades(rules: RuleSet, name: str) -> bool:
    parameter = rules.parameters.get(name)
    return parameter is not None and parameter.by == GRADE
