"""Every version of every proposal at every start: what it is worth, to whom, when, and how sure that is."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from prioritizer.appraisal.actor_draws import joint_of_version, version_draws
from prioritizer.appraisal.case import Case
from prioritizer.appraisal.checks import faults
from prioritizer.appraisal.common_factors import factor_draws
from prioritizer.appraisal.computed import computed_all
from prioritizer.appraisal.draws import Draws, common_factor, identity, normal_deviates, occurrences, stream
from prioritizer.appraisal.haircuts import Haircut, graded, haircut
from prioritizer.appraisal.indicators import ratio
from prioritizer.appraisal.present import whole
from prioritizer.appraisal.reached import Drawing, Reached, reach_all
from prioritizer.appraisal.setting import Setting, Terms
from prioritizer.appraisal.shrinkage import Prior, least_spread, prior_of
from prioritizer.appraisal.starts import starts_of
from prioritizer.appraisal.steps import steps
from prioritizer.appraisal.terms import terms_of
from prioritizer.appraisal.view_rows import version_views
from prioritizer.appraisal.views import AccountViews
from prioritizer.appraisal.workspace import pieces, uncollected
from prioritizer.appraisal.worth import Worth, stated
from prioritizer.model.fault import InputFaults
from prioritizer.model.plan import Key
from prioritizer.model.portfolio import Alternative, Portfolio, Proposal
from prioritizer.model.rules import RuleSet
from prioritizer.model.value import Appraised, LaterMapping, LaterSteps


def appraise(portfolio: Portfolio, rules: RuleSet, seed: int = 1, draws: int = 1024) -> tuple[Appraised, ...]:
    """Appraise every version of every proposal at every start, also of proposals that are barred.

    Args:
        portfolio: Its amounts are as written; its proposals may come in any order, which changes no figure.
        rules: Unit values, parameters and price index in force on `as_of`.
        seed: Seed of all draws.
        draws: How many joint draws; a power of two is even over the distributions.

    Returns:
        One record for each proposal, alternative and start, in the order of the portfolio. Money is whole kronor of
        price_year; expected values are means over the draws. `present_costs` is above zero: adjusted NNV is present
        effects less present costs. Where `value` was stated net, `present_costs` tells what the version costs although
        no cost is entered in the discounted table. Payback is a calendar year. Own NNV and own break-even count freed
        capacity in full; own payback counts money taken home.

        Notes: no_priced_effects, no_uncertainty_stated, take_home_unknown, risk_cut, production_left_out,
        kind_unknown, break_even_not_reached, break_even_own_not_reached, break_even_falls_back,
        break_even_own_falls_back, own_pays_nothing, grade_unconfirmed, grade_missing, payback_own_unknown,
        payback_own_not_reached, payback_own_no_flow, payback_own_no_cost and the same of society; of stated results
        timing_unknown, chance_contradicts_value, spread_unknown and what of its terms is unknown.

    Raises:
        InputFaults: Something cannot be computed; `faults` tells the same.

    Source:
        Convention §1–§12, §26.
    """
    with uncollected():
        stopping = [found for found in faults(portfolio, rules) if found.severity == "fault"]
        terms = terms_of(portfolio, rules)
        if stopping or terms is None:
            raise InputFaults(stopping)
        return tuple(value for block in blocks(portfolio, rules, terms, seed, draws) for value in appraised_all(block))


def cases(
    portfolio: Portfolio,
    rules: RuleSet,
    terms: Terms,
    seed: int,
    draws: int,
    only: Collection[Key] | None = None,
    proposals: Collection[str] | None = None,
) -> Iterator[Case]:
    """Every version of every proposal at every start, or those named, in the order of the portfolio.

    `only` names versions at a start, `proposals` whole proposals.
    """
    for block in blocks(portfolio, rules, terms, seed, draws, only, proposals):
        yield from block


def blocks(
    portfolio: Portfolio,
    rules: RuleSet,
    terms: Terms,
    seed: int,
    draws: int,
    only: Collection[Key] | None = None,
    proposals: Collection[str] | None = None,
) -> Iterator[list[Case]]:
    """The same, as many at a time as the processor can keep close at hand."""
    entries = _entries(portfolio, rules, terms, seed, draws, only, proposals)
    yield from (_cases(piece) for piece in pieces(entries, lambda entry: draws * entry.rows))


@dataclass(frozen=True, slots=True)
class _Entry:
    """A version at some starts, before it is known what its effects reach; the rest is that of `Case`."""

    drawing: Drawing
    starts: tuple[int, ...]
    deviates: Draws
    cut: Haircut
    prior: Prior | None
    least: float

    @property
    def rows(self) -> int:
        """How many arrays of draws it takes: one for each effect and each start."""
        return len(self.drawing.effects) + len(self.starts)


def _entries(
    portfolio: Portfolio,
    rules: RuleSet,
    terms: Terms,
    seed: int,
    draws: int,
    only: Collection[Key] | None,
    proposals: Collection[str] | None,
) -> Iterator[_Entry]:
    spreads, factors = shared_spreads(portfolio, rules, seed, draws), factor_draws(portfolio, seed, draws)
    setting = Setting(portfolio, rules, draws, spreads, terms, factors)
    numbers = {proposal.id: identity(proposal) for proposal in portfolio.proposals}
    turn, priors = occurrences(numbers), _priors(portfolio, rules)
    for proposal in portfolio.proposals:
        if proposals is not None and proposal.id not in proposals:
            continue
        wanted = [
            (version, tuple(start for start in starts if only is None or key_of(proposal, version, start) in only))
            for version in proposal.alternatives
            for starts in [starts_of(proposal, version, portfolio, rules)]
        ]
        if not any(starts for _, starts in wanted):
            continue
        known, occurrence = numbers[proposal.id], turn[proposal.id]
        drawn = stream(known, occurrence, seed, draws)
        deviates = np.zeros(draws)
        if any(version.stated for version in proposal.alternatives):
            deviates = normal_deviates(known.fingerprint, occurrence, seed, draws)
        cut, prior = haircut(proposal, portfolio, rules), priors[proposal.id]
        # The least spread goes by the grade whether or not haircuts are taken, which may be off (convention §10).
        least = least_spread(graded(proposal, rules)[0], portfolio, rules)
        for version, starts in wanted:
            if starts:
                yield _Entry(Drawing(setting, proposal, version, known, drawn), starts, deviates, cut, prior, least)


def _cases(entries: Sequence[_Entry]) -> list[Case]:
    """Every entry at each of its starts."""
    found = []
    for entry, reached in zip(entries, reach_all([entry.drawing for entry in entries]), strict=True):
        of, given = entry.drawing, (reached, entry.deviates, entry.cut, entry.prior, entry.least)
        last = (of.numbers, of.drawn, _spared(of, reached, entry.cut))
        found += [Case(of.setting, of.proposal, of.version, start, *given, *last) for start in entry.starts]
    return found


def _spared(drawing: Drawing, reached: Reached, cut: Haircut) -> frozenset[int]:
    """The effects that are not expected to gain society anything, off which no haircut is taken (convention §9)."""
    if not (cut.effect or cut.delay):
        return frozenset()
    worth = (
        units * drawing.setting.sign_of(effect)
        for effect, units in zip(drawing.effects, reached.expected.tolist(), strict=False)
    )
    return frozenset(row for row, gain in enumerate(worth) if gain <= 0)


def key_of(proposal: Proposal, version: Alternative, start: int) -> Key:
    """How a version at a start is named; the start only where the proposal states any."""
    return proposal.id, version.id, start if proposal.starts_stated else None


def shared_spreads(portfolio: Portfolio, rules: RuleSet, seed: int, draws: int) -> dict[str, Draws]:
    """The declared uncertainty of each price in use, by draw, common to all proposals that use it (convention §8)."""
    used = {effect.outcome for p in portfolio.proposals for version in p.alternatives for effect in version.effects}
    return {
        price.id: common_factor(price.id, price.spread, seed, draws)
        for price in rules.prices.values()
        if price.id in used and price.spread is not None
    }


def _priors(portfolio: Portfolio, rules: RuleSet) -> Mapping[str, Prior | None]:
    """The prior of each proposal; where one has none, nothing in the round is moved (convention §10)."""
    found = {proposal.id: prior_of(proposal, portfolio, rules) for proposal in portfolio.proposals}
    return found if all(found.values()) else dict.fromkeys(found)


def appraised(case: Case) -> Appraised:
    """One version at one start as a record."""
    (found,) = appraised_all((case,))
    return found


def appraised_all(block: Sequence[Case]) -> list[Appraised]:
    """The same of many."""
    by_effects = iter(computed_all([case for case in block if case.version.stated is None]))
    return [
        _record(case, next(by_effects) if case.version.stated is None else stated(case, case.version.stated))
        for case in block
    ]


def _record(drawn: Case, worth: Worth) -> Appraised:
    # What is told later needs no draws, which would be kept until then.
    case, result = drawn.expected_only(), drawn.version.stated
    found, divided, shrunk = worth.account, worth.split, worth.shrunk
    paybacks = {"own": worth.own_payback, "society": worth.society_payback}
    notes = tuple(f"payback_{who}_{of.why}" for who, of in paybacks.items() if of.year is None)
    is_valued, adjusted = "no_priced_effects" not in worth.notes, divided.nnv
    nnv = whole(float(shrunk.draws.mean())) if shrunk.weight != 1.0 else adjusted

    @cache
    def views() -> AccountViews:
        rows = range(len(case.reached.members))
        expected, parts = [case.expected(row) for row in rows], [case.parts(row) for row in rows]
        sides = (divided.costs_present, divided.effects_present)
        return version_views(case.version, found, expected, parts, case.setting, *sides)

    present_costs = -sum(divided.costs.values()) if divided.costs or not divided.effects else whole(worth.present_costs)
    return Appraised(
        proposal=case.proposal.id,
        alternative=case.version.id,
        start_year=case.start if case.proposal.starts_stated else None,
        nnv=nnv,
        nnv_raw=adjusted if np.isnan(worth.raw) else whole(worth.raw),
        nnv_adjusted=adjusted,
        present_effects=None if worth.present_effects is None else sum(divided.effects.values()),
        present_costs=present_costs,
        costs=worth.costs,
        effects=worth.effects,
        taken_home=worth.taken_home,
        costs_present=divided.costs_present,
        effects_present=divided.effects_present,
        nnk_i=ratio(adjusted, found.investment) if is_valued else None,
        nnk_idu=ratio(adjusted, worth.present_costs) if is_valued and found.investment is not None else None,
        bcr=ratio(worth.present_effects, worth.present_costs),
        payback_own=worth.own_payback.year,
        payback_society=worth.society_payback.year,
        own_nnv=worth.own_nnv,
        chance=worth.chance,
        low=None if worth.low is None else whole(worth.low),
        high=None if worth.high is None else whole(worth.high),
        expected_loss=None if worth.loss is None else whole(worth.loss),
        break_even=worth.break_even,
        break_even_own=worth.break_even_own,
        after_horizon=found.cut_off,
        stated=result is not None,
        chance_stated=worth.chance_stated,
        steps=LaterSteps(lambda: steps(case, found)),
        draws=shrunk.draws,
        notes=(*worth.notes, *(("kind_unknown",) if found.investment is None else ()), *notes),
        returns=worth.returns,
        weight=shrunk.weight,
        prior=(shrunk.prior.mean, shrunk.prior.spread) if shrunk.prior else None,
        spread=shrunk.spread,
        spread_is_least=shrunk.least,
        grade=case.cut.grade,
        grade_basis="" if case.cut.is_none else case.cut.basis,
        haircut=(case.cut.cost, case.cut.effect, case.cut.delay),
        own_nnv_before_equalisation=worth.own_before,
        real=LaterMapping(lambda: views().real),
        financial=LaterMapping(lambda: views().financial),
        investment=found.investment,
        actor_draws=LaterMapping(lambda: version_draws(case, found)) if result is None else None,
        joint_present=LaterMapping(lambda: joint_of_version(case, found)) if case.reached.claims else {},
    )
