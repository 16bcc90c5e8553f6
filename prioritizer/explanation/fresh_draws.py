"""The limits on the joint draws once more, on draws that the choice has not seen (convention §18).

A plan chosen for what its worst draws give is chosen for the luck of those draws too: on others they give less.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from hashlib import sha256
from typing import Literal

from prioritizer.appraisal.appraise import appraised, cases
from prioritizer.appraisal.overlaps import shared_draws
from prioritizer.appraisal.terms import terms_of
from prioritizer.model.plan import Key
from prioritizer.model.portfolio import Portfolio
from prioritizer.model.rules import RuleSet
from prioritizer.selection.candidates import whole_draws
from prioritizer.selection.draws import Risk, Table
from prioritizer.selection.program import Program

DRAWS = 16_384
"""A power of two, which is even over the distributions."""


@dataclass(frozen=True, slots=True)
class FreshLimit:
    """One limit on the plan: what it measures on the draws of the choice (`used`) and on the fresh ones.

    Both are kronor for worst_mean and shares for chance_below, as `bound` is; `edge` is the share or the floor.
    """

    limit: str
    form: Literal["worst_mean", "chance_below"]
    edge: Fraction
    bound: Fraction
    used: Fraction
    fresh: Fraction
    holds: bool
    draws: int
    seed: int


def fresh_seed(seed: int) -> int:
    """Another seed that follows from the run's."""
    return int.from_bytes(sha256(f"fresh draws {seed}".encode()).digest()[:4])


def fresh_limits(
    portfolio: Portfolio,
    rules: RuleSet,
    seed: int,
    program: Program,
    chosen: Sequence[Key],
    draws: int = DRAWS,
) -> tuple[FreshLimit, ...]:
    """Measure each limit on the joint draws of a program on fresh draws of a plan.

    Args:
        portfolio: As for `appraise`.
        rules: As for `appraise`.
        seed: The run's; the fresh draws have another that follows from it.
        program: Has the limits, and the draws that the choice was made on.
        chosen: The versions of the plan.
        draws: How many fresh ones.

    Returns:
        Nothing where no limit looks at the draws.
    """
    table = _fresh(portfolio, rules, seed, chosen, draws) if program.risks else None
    if table is None:
        return ()
    everything = range(len(chosen))
    before = [program.index(key) for key in chosen]
    told = []
    for risk in program.risks:
        again = replace(risk, table=table, flags=None)
        measured = (risk.measure(before), again.measure(everything), again.allows(everything))
        told.append(FreshLimit(risk.id, risk.form, risk.edge, risk.bound, *measured, draws, fresh_seed(seed)))
    return tuple(told)


def fresh_worst_mean(
    portfolio: Portfolio, rules: RuleSet, seed: int, chosen: Sequence[Key], share: Fraction, draws: int = DRAWS
) -> Fraction | None:
    """The mean of the worst share of fresh draws of a plan, kronor; None where nothing can be drawn.

    Args:
        portfolio: As for `appraise`.
        rules: As for `appraise`.
        seed: The run's.
        chosen: The versions of the plan.
        share: Of the draws.
        draws: How many.
    """
    table = _fresh(portfolio, rules, seed, chosen, draws)
    if table is None:
        return None
    return Risk("", "worst_mean", share, Fraction(0), table).measure(range(len(chosen)))


def _fresh(portfolio: Portfolio, rules: RuleSet, seed: int, chosen: Sequence[Key], draws: int) -> Table | None:
    """The fresh draws of a plan, a column for each version."""
    terms = terms_of(portfolio, rules)
    if terms is None:
        return None
    found = list(cases(portfolio, rules, terms, fresh_seed(seed), draws, frozenset(chosen)))
    columns = [whole_draws(appraised(case).draws) for case in found]
    # What is shared is rounded once for all sets together, which can differ from the choice by a krona for each set.
    shared = shared_draws([case for case in found if case.reached.claims])
    everything = frozenset(range(len(columns)))
    together = [] if shared is None else [(everything, whole_draws(shared))]
    there = {proposal for proposal, _, _ in chosen}
    together += [(everything, (s.value,) * draws) for s in portfolio.synergies if there.issuperset(s.of)]
    return Table.of(columns, together)
