"""What proposals that reach the same people give less together than each by itself (convention §6).

The value of a plan is the sum of its versions and of one term for every set of them that shares an overlap group.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, product
from math import prod

import numpy as np
import numpy.typing as npt

from prioritizer.appraisal.account import effect_tables, tax_loss
from prioritizer.appraisal.actor_draws import joint_draws, joint_of
from prioritizer.appraisal.appraise import cases, key_of
from prioritizer.appraisal.case import Case
from prioritizer.appraisal.cells import Split, rounded_cells, split
from prioritizer.appraisal.computed import equalised
from prioritizer.appraisal.draws import Draws
from prioritizer.appraisal.overlap import Claim, joint_units
from prioritizer.appraisal.present import whole
from prioritizer.appraisal.setting import Array, Part, Setting, Terms, unit_of
from prioritizer.appraisal.terms import terms_of
from prioritizer.appraisal.view_rows import effect_rows
from prioritizer.appraisal.views import AccountViews, account_views
from prioritizer.appraisal.weights import weights_of
from prioritizer.model.portfolio import Effect, Portfolio
from prioritizer.model.rules import RuleSet
from prioritizer.model.value import LaterMapping, Overlap


@dataclass(frozen=True, slots=True)
class _Made:
    """A claim, and the version at one start that makes it."""

    case: Case
    claim: Claim

    @property
    def effect(self) -> Effect:
        return self.case.version.effects[self.claim.row]


@dataclass(frozen=True, slots=True)
class _Joint:
    """All terms of a set of versions as rows: units by draw and expected, weights by year, what a unit gives, and of
    how many effects each is."""

    setting: Setting
    years: npt.NDArray[np.int64]
    discount: Array
    units: Array
    weights: Array
    parts: tuple[tuple[Part, ...], ...]
    outcomes: tuple[str, ...]
    sizes: tuple[int, ...]

    @property
    def expected(self) -> Array:
        found: Array = self.units.mean(axis=1)
        return found

    @property
    def equalised(self) -> float:
        expected: list[float] = self.expected.tolist()
        return equalised(self.parts, self.outcomes, expected, self.weights, self.setting, self.discount)


def sharing(portfolio: Portfolio) -> dict[str, frozenset[str]]:
    """The proposals of each overlap group, by group."""
    found: dict[str, set[str]] = {}
    for proposal in portfolio.proposals:
        for version in proposal.alternatives:
            for effect in version.effects if version.stated is None else ():
                if effect.overlap_group is not None:
                    found.setdefault(effect.overlap_group, set()).add(proposal.id)
    return {group: frozenset(ids) for group, ids in sorted(found.items())}


def overlaps(
    portfolio: Portfolio, rules: RuleSet, seed: int = 1, draws: int = 1024, terms: Terms | None = None
) -> tuple[Overlap, ...]:
    """Every set of versions and starts, one of each proposal, that together give something else than their sum.

    Args:
        portfolio: As for `appraise`.
        rules: As for `appraise`.
        seed: The same as `appraise` was given: the draws are joint.
        draws: Likewise.
        terms: Other than those in force.

    Returns:
        None for sets whose effects never meet in a year; one that is worth nothing on average is there, since its draws
        count in limits on the draws (§18). Where values are moved towards experience, what is shared
        still counts in full: a deduction that shrank with the estimates would let a wider spread raise a plan (§10).

    Source:
        Convention §6; inclusion and exclusion, written out from 1 − Π(1 − e).
    """
    shared = {group: ids for group, ids in sharing(portfolio).items() if len(ids) > 1}
    terms = terms_of(portfolio, rules) if terms is None else terms
    if not shared or terms is None:
        return ()
    of: dict[str, list[Case]] = {}
    for case in cases(portfolio, rules, terms, seed, draws, proposals=frozenset(chain(*shared.values()))):
        of.setdefault(case.proposal.id, []).append(case)
    found = (
        _overlap(group, chosen)
        for group, ids in shared.items()
        for size in range(2, len(ids) + 1)
        for some in combinations(sorted(ids), size)
        for chosen in product(*(of[name] for name in some))
    )
    return tuple(overlap for overlap in found if overlap is not None)


def joint_nnv(chosen: Sequence[Case]) -> float:
    """What versions of unlike proposals give together beyond the sum of each, in kronor not rounded, adjusted."""
    return sum(joint_worth(chosen).values())


def joint_worth(chosen: Sequence[Case]) -> dict[str, float]:
    """The same by outcome, in present kronor."""
    sums: dict[str, float] = {}
    for joint in _joints(chosen):
        for outcome, kronor in zip(joint.outcomes, _tables(joint)[2] * joint.expected, strict=True):
            sums[outcome] = sums.get(outcome, 0.0) + float(kronor)
    return sums


def joint_by_size(chosen: Sequence[Case]) -> dict[int, float]:
    """The same by how many effects each term is of."""
    sums: dict[int, float] = {}
    for joint in _joints(chosen):
        for size, kronor in zip(joint.sizes, _tables(joint)[2] * joint.expected, strict=True):
            sums[size] = sums.get(size, 0.0) + float(kronor)
    return sums


def joint_flow(chosen: Sequence[Case]) -> dict[int, float]:
    """The same by year, not discounted."""
    sums: dict[int, float] = {}
    for joint in _joints(chosen):
        for year, kronor in zip(joint.years.tolist(), _tables(joint)[0].sum(axis=0).tolist(), strict=True):
            sums[year] = sums.get(year, 0.0) + kronor
    return sums


def shared_draws(chosen: Sequence[Case]) -> Draws | None:
    """The same by joint draw; None where nothing is shared."""
    found = [_tables(joint)[2] @ joint.units for joint in _joints(chosen)]
    return sum(found[1:], found[0]) if found else None


def _joints(chosen: Sequence[Case]) -> Iterator[_Joint]:
    """Of every set of versions that shares a group, two or more at a time."""
    by_group: dict[str, list[Case]] = {}
    for case in chosen:
        for group in sorted({claim.chain[0] for claim in case.reached.claims}):
            by_group.setdefault(group, []).append(case)
    for group, there in sorted(by_group.items()):
        for size in range(2, len(there) + 1):
            for some in combinations(there, size):
                if (joint := _joint(group, some)) is not None:
                    yield joint


def _overlap(group: str, chosen: Sequence[Case]) -> Overlap | None:
    joint = _joint(group, chosen)
    if joint is None:
        return None
    setting, years = joint.setting, joint.years
    effects, home, unit_present = _tables(joint)
    draws = unit_present @ joint.units
    divided = split(setting.actors, years, np.zeros_like(effects), effects * joint.discount)
    # What is zero on average may still be something in each draw, or move money between actors.
    if not (divided.nnv or draws.any() or effects.any()):
        return None
    own = divided.of(setting.portfolio.purse(setting.portfolio.own_actor))
    return Overlap(
        group=group,
        keys=tuple(key_of(case.proposal, case.version, case.start) for case in chosen),
        nnv=divided.nnv,
        effects=rounded_cells(setting.actors, years, effects),
        taken_home=rounded_cells(setting.actors, years, home),
        effects_present=divided.effects_present,
        own_nnv=own,
        own_nnv_before_equalisation=own - whole(joint.equalised),
        draws=draws,
        real=LaterMapping(lambda: _views(joint, divided).real),
        financial=LaterMapping(lambda: _views(joint, divided).financial),
        actor_draws=LaterMapping(
            lambda: joint_draws(joint.parts, joint.weights, joint.discount, joint.units, joint.setting)
        ),
        joint_present=LaterMapping(
            lambda: joint_of(joint.parts, joint.weights, joint.discount, joint.expected, joint.sizes, joint.setting)
        ),
    )


def _terms(group: str, chosen: Sequence[Case]) -> Iterator[tuple[_Made, ...]]:
    """Every set of claims of one chain in which each version has a part."""
    made = [[_Made(case, claim) for claim in case.reached.claims if claim.chain[0] == group] for case in chosen]
    for one_chain in sorted({found.claim.chain for of_case in made for found in of_case}):
        same = [[found for found in of_case if found.claim.chain == one_chain] for of_case in made]
        for sets in product(*(_subsets(of_case) for of_case in same)):
            yield tuple(chain(*sets))


def _subsets(made: Sequence[_Made]) -> list[tuple[_Made, ...]]:
    return [some for size in range(1, len(made) + 1) for some in combinations(made, size)]


def _joint(group: str, chosen: Sequence[Case]) -> _Joint | None:
    """The terms of some versions; None where their effects never meet in a year within the horizon of all."""
    starts, setting = [case.start for case in chosen], chosen[0].setting
    years = np.arange(max(starts), min(starts) + setting.portfolio.horizon)
    rows = [(term, _weights(term, years)) for term in _terms(group, chosen)] if len(years) else []
    rows = [(term, weights) for term, weights in rows if weights.any()]
    if not rows:
        return None
    return _Joint(
        setting=setting,
        years=years,
        discount=setting.discount(years),
        units=np.array([_units(term) for term, _ in rows]),
        weights=np.array([weights for _, weights in rows]),
        parts=tuple(setting.parts_of_all([made.effect for made in term]) for term, _ in rows),
        outcomes=tuple(term[0].effect.outcome for term, _ in rows),
        sizes=tuple(len(term) for term, _ in rows),
    )


def _units(term: Sequence[_Made]) -> Draws:
    """The units of a term by draw, each effect after its haircut and the price with its shared uncertainty."""
    setting = term[0].case.setting
    kept = prod(made.case.factor(made.claim.row) for made in term)
    return joint_units([made.claim for made in term]) * setting.spreads.get(term[0].effect.outcome, 1.0) * kept


def _weights(term: Sequence[_Made], years: npt.NDArray[np.int64]) -> Array:
    """In each year the product of how far each effect has come."""
    found = np.ones(len(years))
    for made in term:
        case, terms = made.case, made.case.setting.terms
        later = terms.delay + case.moved(made.claim.row)
        weights = weights_of([made.effect], case.setting.portfolio.horizon, later, terms.duration)[0]
        first = int(years[0]) - case.start
        found = found * weights[first : first + len(years)]
    return found


def _tables(joint: _Joint) -> tuple[Array, Array, Array]:
    setting, rows = joint.setting, (slice(0, len(joint.parts)),)
    units = [unit_of(parts, len(setting.actors)) for parts in joint.parts]
    given = (units, rows, joint.expected, joint.weights, joint.discount[None], setting, np.array([tax_loss(setting)]))
    (effects,), (home,), unit_present = effect_tables(*given)
    return effects, home, unit_present


def _views(joint: _Joint, divided: Split) -> AccountViews:
    rows = effect_rows(joint.weights, joint.discount, list(joint.expected), joint.parts, joint.setting)
    return account_views(rows, {}, divided.effects_present, joint.setting.portfolio.public)
