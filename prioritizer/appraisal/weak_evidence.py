"""Weak evidence of an effect that is never to anybody's harm: told, since that is seldom known (convention §6)."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import product

import numpy as np

from prioritizer.appraisal.distributions import Bounds, Numbers, quantiles
from prioritizer.appraisal.draws import Identity, Stream, grid, identity, power_of, rank_of, stream
from prioritizer.appraisal.effect_size import FORMULAS, bounds
from prioritizer.appraisal.haircuts import GRADE, graded
from prioritizer.appraisal.inputs import Row, parts_of, turned_by
from prioritizer.appraisal.prices import price_of
from prioritizer.appraisal.workspace import Workspace
from prioritizer.model.distribution import Distribution
from prioritizer.model.fault import Fault, Place, warning
from prioritizer.model.portfolio import Effect, Portfolio, Proposal
from prioritizer.model.rules import Field, RuleSet

WEAKEST = 2
"""How many of the grades, from the lowest, are weak; a grade that nobody has set or confirmed is too."""

DRAWS, SEED = 1024, 1
"""How many joint draws are looked at, and of which run (convention §8)."""

MOST_SHOWN = 20
"""How many are told one by one."""

ROUNDING = 1e-12
"""A difference below it is the binary fraction of none."""


def weak_evidence_warnings(portfolio: Portfolio, rules: RuleSet) -> list[Fault]:
    """A line for each effect that rests on weak evidence and harms in no draw; a count of those past the first twenty.

    Effects of a version that is the head's scaled stand in the same place of its file, and are told once. Without an
    evidence grade in the vocabulary nothing is told.
    """
    field = rules.fields.get(GRADE)
    found = list(dict.fromkeys(_found(portfolio, rules, field))) if field else []
    rest = len(found) - MOST_SHOWN
    if rest > 0:
        place = Place(found[MOST_SHOWN].place.file)
        return [*found[:MOST_SHOWN], warning(place, "", "more_without_harm", count=rest, total=len(found))]
    return found


def _found(portfolio: Portfolio, rules: RuleSet, field: Field) -> Iterator[Fault]:
    for proposal in portfolio.proposals:
        code = _weak(proposal, rules, field)
        if not code:
            continue
        grade, joint = graded(proposal, rules)[0], _Joint(proposal)
        for version in proposal.alternatives:
            for row, effect in enumerate(version.effects if version.stated is None else ()):
                if effect.outcome in rules.prices and not can_harm(effect, _worth(effect, rules), joint, row):
                    yield warning(effect.place, f"effects.{row}", code, outcome=effect.outcome, grade=grade)


class _Joint:
    """What an effect of a proposal turns by joint draw; drawn when it is asked for, since most never are."""

    def __init__(self, proposal: Proposal) -> None:
        self._proposal = proposal

    @cached_property
    def _drawn(self) -> tuple[Identity, Stream]:
        numbers = identity(self._proposal)
        # Another proposal with the same numbers has the same draws, in another order.
        return numbers, stream(numbers, 0, SEED, DRAWS)

    def __call__(self, effect: Effect, row: int) -> Numbers:
        """Units for each participant without − with the measure, in each of the draws of the appraisal."""
        (numbers, drawn), work = self._drawn, Workspace()
        parts = parts_of([Row(effect, rank_of(row, numbers.effects), drawn)], DRAWS, work)
        turned, _ = turned_by([effect], parts, work)
        found: Numbers = turned.values * parts["units_per_case"].values
        return found


def _weak(proposal: Proposal, rules: RuleSet, field: Field) -> str:
    """The code of the warning where the evidence of a proposal is weak, else nothing."""
    grade, basis = graded(proposal, rules)
    if basis == "confirmed":
        return "no_harm_weak" if grade in field.of[-WEAKEST:] else ""
    return "no_harm_unconfirmed" if basis == "unconfirmed" else "no_harm_missing"


def _worth(effect: Effect, rules: RuleSet) -> float:
    """What a unit of the outcome is worth to society; zero of a transfer."""
    return float(sum(price_of(effect, rules).split.values()))


def can_harm(effect: Effect, worth: float, joint: Callable[[Effect, int], Numbers] | None = None, row: int = 0) -> bool:
    """Whether some of the joint draws make people worse off.

    Worse is fewer units of what is worth something, or more of what costs something. Of a transfer, worth nothing in
    all, it is the other direction than that of the likely values. The least and the most of a product of inputs that
    are drawn apart lie where each is at an end, since each formula of an effect size goes one way in each input. So
    where no combination of ends harms, no draw does; where one does and several inputs are uncertain, the ends may
    never come together, and the joint draws decide.

    Args:
        effect: With its distributions as declared.
        worth: What a unit is worth to society, below zero for what is a loss.
        joint: What an effect turns by joint draw; without it the combinations decide.
        row: The position of the effect in its version.

    Example:
        >>> from decimal import Decimal
        >>> from prioritizer.model.portfolio import Profile
        >>> def risk(*x): return Distribution(*(Decimal(str(n)) for n in x))
        >>> def of(risk_with): return Effect(
        ...     "dygn", "kommun", risk(10, 10, 10), "intention_to_treat", risk(0.3, 0.3, 0.3), risk_with,
        ...     risk(1, 1, 1), Profile(0, (), 1, Decimal(1)))
        >>> can_harm(of(risk(0.1, 0.2, 0.25)), 100.0), can_harm(of(risk(0.1, 0.2, 0.35)), 100.0)
        (False, True)
    """
    outermost = _ends(effect)
    ends = _turned(effect, *np.array(list(product(*outermost))).T)
    if abs(worth) <= ROUNDING:
        worth = float(_turned(effect, *(np.array([_likely(declared)]) for declared in _inputs(effect)))[0])
    harms = bool((ends * worth < -ROUNDING).any())
    if harms and joint is not None and sum(len(values) > 1 for values in outermost) > 1:
        return bool((joint(effect, row) * worth < -ROUNDING).any())
    return harms


def _turned(effect: Effect, without: Numbers, change: Numbers, units: Numbers) -> Numbers:
    found: Numbers = FORMULAS[effect.stated_as](without, change).values * units
    return found


def _inputs(effect: Effect) -> tuple[Distribution | None, Distribution | None, Distribution]:
    """Risk without, the stated size and units per case."""
    return effect.risk_without, effect.risk_with or effect.change, effect.units_per_case


def _ends(effect: Effect) -> tuple[Sequence[float], ...]:
    names = ("risk_without", "risk_with" if effect.change is None else "change", "units_per_case")
    return tuple(_outermost(d, bounds(effect, name)) for d, name in zip(_inputs(effect), names, strict=True))


def _outermost(declared: Distribution | None, limits: Bounds) -> Sequence[float]:
    """The least and the largest that is drawn; one number where nothing is uncertain, zero where nothing is stated."""
    if declared is None or declared.is_point:
        return (_likely(declared),)
    shares = grid(power_of(DRAWS))[[0, -1]]
    found: list[float] = quantiles(declared, shares, limits).tolist()
    return found


def _likely(declared: Distribution | None) -> float:
    return 0.0 if declared is None else float(declared.likely)
