"""Everything that one run computed, and who says it in words."""

from dataclasses import dataclass, field
from typing import Literal

from prioritizer.appraisal.balance_requirement import BalanceRequirement
from prioritizer.appraisal.convergence import Converged
from prioritizer.appraisal.overrun import Overruns
from prioritizer.appraisal.plan import PlanValue
from prioritizer.appraisal.sensitivity import Sensitivities
from prioritizer.explanation.blindness import Blindness
from prioritizer.explanation.fresh_draws import FreshLimit
from prioritizer.model.explained import NOT_EXPLAINED, Explained
from prioritizer.model.near_best import NearBest
from prioritizer.model.plan import Margin, Outcome, Refused
from prioritizer.model.portfolio import Portfolio
from prioritizer.model.pursued import Pursued
from prioritizer.model.roll_forward import RollForward
from prioritizer.model.rules import RuleSet
from prioritizer.model.value import Appraised
from prioritizer.model.verdict import Screened
from prioritizer.predicates.say import Speaker
from prioritizer.screening.screen import in_force
from prioritizer.selection.program import Program

LANGUAGES: tuple[Literal["sv", "en"], ...] = ("sv", "en")


@dataclass(frozen=True, slots=True)
class Run:
    """Everything that one run computed."""

    portfolio: Portfolio
    rules: RuleSet
    seed: int
    draws: int
    screened: tuple[Screened, ...]
    appraised: tuple[Appraised, ...]
    program: Program
    refused: tuple[Refused, ...]
    outcome: Outcome
    margins: tuple[Margin, ...] = ()
    value: PlanValue | None = None
    blindness: Blindness | None = None
    sensitivities: Sensitivities = field(default_factory=Sensitivities)
    converged: Converged = field(default_factory=Converged)
    near_best: NearBest | None = None
    pursued: Pursued | None = None
    roll_forward: RollForward | None = None
    fresh: tuple[FreshLimit, ...] = ()
    explained: Explained = NOT_EXPLAINED
    overruns: Overruns | None = None
    balance: BalanceRequirement | None = None


def speakers(run: Run) -> dict[str, Speaker]:
    """A speaker for each language, who knows the numbers in force and the titles of proposals."""
    numbers = in_force(run.portfolio, run.rules)
    titles = {p.id: p.title for p in run.portfolio.proposals}
    return {language: Speaker.of(run.rules, numbers, language, titles) for language in LANGUAGES}
