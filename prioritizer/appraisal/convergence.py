"""Whether the draws are enough: how far an expected NNV would move with other draws (convention §8).

The points of a scrambled sequence are not independent, so their spread over the root of their number says far too much:
it is that of plain random draws. What is told is instead the spread over whole runs, each with a random digital shift
and orders of its own, which is what the scrambling is for. It holds also for what does not come from the sequence.

Source:
    Owen, «Scrambled net variance for integrals of smooth functions», Annals of Statistics 25(4), 1997; L'Ecuyer and
    Lemieux, «Variance reduction via lattice rules», Management Science 46(9), 2000 (randomised replicates).
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import fsum, sqrt

from prioritizer.appraisal.appraise import cases, key_of
from prioritizer.appraisal.case import Case
from prioritizer.appraisal.overlaps import joint_nnv
from prioritizer.appraisal.stress import laid_out, net
from prioritizer.appraisal.terms import terms_of
from prioritizer.model.plan import Key
from prioritizer.model.portfolio import Portfolio
from prioritizer.model.rules import RuleSet

REPLICATES = 8
"""Runs whose spread is measured. With eight, the standard error is itself known within a quarter of itself."""

OF_NNV, OF_COSTS = 0.01, 0.001
"""The draws are too few where the error passes a hundredth of NNV; where NNV is close to zero no share of it says
anything, and an error of a thousandth of the present costs, below the digits that are shown, is let pass."""


@dataclass(frozen=True, slots=True)
class Convergence:
    """The standard error of an expected adjusted NNV, and how large it may be, in kronor."""

    standard_error: float
    limit: float

    @property
    def enough(self) -> bool:
        """False when the draws are too few."""
        return self.standard_error <= self.limit


@dataclass(frozen=True, slots=True)
class Converged:
    """The convergence of versions by key, and of the plan where there is one."""

    versions: Mapping[Key, Convergence] = field(default_factory=dict)
    plan: Convergence | None = None


def convergence(
    portfolio: Portfolio,
    rules: RuleSet,
    seed: int,
    draws: int,
    chosen: Sequence[Key] = (),
    only: Collection[Key] | None = None,
) -> Converged:
    """The standard errors of a run.

    Args:
        portfolio: As for `appraise`, which has found no fault in it.
        rules: Those in force.
        seed: That of the run, which is one of the replicates.
        draws: As many as in the run.
        chosen: The versions of the plan, whose errors may cancel or add up; empty where there is none.
        only: The versions to tell of besides; None for all.

    Returns:
        Nothing for a version with a stated result, whose value does not rest on draws.
    """
    terms = terms_of(portfolio, rules)
    assert terms is not None, "`faults` tells this before anything is appraised"
    nnv: dict[Key, list[float]] = {}
    costs: dict[Key, float] = {}
    wanted = {key for key in _computed(portfolio) if only is None or key in only or key in chosen}
    joint: list[float] = []
    for replicate in range(REPLICATES if wanted else 0):
        meeting: list[Case] = []
        for case in cases(portfolio, rules, terms, seed + replicate, draws, wanted):
            key = key_of(case.proposal, case.version, case.start)
            found = laid_out(case.expected_only())
            nnv.setdefault(key, []).append(net(found))
            costs[key] = -float((found.costs * found.discount).sum())
            if key in chosen and case.reached.claims:
                meeting.append(case)
        joint.append(joint_nnv(meeting))
    told = {key: _told(values, costs[key]) for key, values in nnv.items()}
    known = [key for key in chosen if key in nnv]
    together = [joint[replicate] + fsum(nnv[key][replicate] for key in known) for replicate in range(len(joint))]
    return Converged(told, _told(together, fsum(costs[key] for key in known)) if known else None)


def _computed(portfolio: Portfolio) -> Iterator[Key]:
    """Every version at every start whose value rests on draws."""
    for proposal in portfolio.proposals:
        for version in proposal.alternatives:
            if version.stated is None:
                yield from (key_of(proposal, version, start) for start in proposal.start_years)


def _told(values: Sequence[float], costs: float) -> Convergence:
    mean = fsum(values) / len(values)
    error = sqrt(fsum((value - mean) ** 2 for value in values) / (len(values) - 1))
    # What is shown is whole kronor, so that less than one cannot be seen.
    return Convergence(error, max(OF_NNV * abs(mean), OF_COSTS * costs, 1.0))
