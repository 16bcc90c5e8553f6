"""From admitted, appraised proposals to the program of a portfolio."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from prioritizer.appraisal.draws import fingerprint
from prioritizer.appraisal.starts import starts_of, ungranted
from prioritizer.model.plan import Candidate, Key, Refused
from prioritizer.model.portfolio import Alternative, Portfolio, Proposal
from prioritizer.model.rules import Fact, RiskLimit, RuleSet
from prioritizer.model.value import Appraised, Overlap
from prioritizer.model.verdict import Screened
from prioritizer.predicates.constrain import UnknownWhere
from prioritizer.screening.measures import facts
from prioritizer.screening.screen import in_force
from prioritizer.selection.declared import closed
from prioritizer.selection.program import Program, admissible, outside
from prioritizer.selection.repayment import with_repayments
from prioritizer.selection.roll_forward import continuing
from prioritizer.selection.statement import Statement


def program_of(
    portfolio: Portfolio,
    rules: RuleSet,
    screened: Iterable[Screened],
    appraised: Iterable[Appraised],
    overlaps: Sequence[Overlap] = (),
) -> tuple[Program, tuple[Refused, ...]]:
    """The program of a portfolio, and the versions and starts that cannot be granted; see `statement_of`.

    Raises:
        UnknownWhere: A limit asks for what an admitted proposal does not state.
    """
    statement, refused = statement_of(portfolio, rules, screened, appraised, overlaps)
    return statement.program(), refused


def statement_of(
    portfolio: Portfolio,
    rules: RuleSet,
    screened: Iterable[Screened],
    appraised: Iterable[Appraised],
    overlaps: Sequence[Overlap] = (),
) -> tuple[Statement, tuple[Refused, ...]]:
    """What the program of a portfolio is built from, and the versions and starts that cannot be granted.

    Args:
        portfolio: What is chosen from, and what it competes for.
        rules: Limits, parameters and objective in force.
        screened: Says which proposals are admitted.
        appraised: What each version is worth.
        overlaps: What versions that reach the same people are worth together beyond the sum of each (§6).
    """
    admitted = {s.proposal: dict(s.refused) for s in screened if s.outcome == "admitted"}
    appraised, overlaps = tuple(appraised), tuple(overlaps)
    drawn = rules.objective.maximise == "mean_cvar" or any(isinstance(one.limit, RiskLimit) for one in rules.limits)
    asked = candidates(portfolio, appraised, frozenset(admitted), drawn)
    everything = with_repayments(asked, portfolio, rules, appraised, overlaps)
    failed = tuple(c for c in everything if c.alternative in admitted[c.proposal])
    tried = [c for c in everything if c not in failed]
    kept, refused = admissible(
        tried, portfolio.funds, portfolio.resources, in_force(portfolio, rules), portfolio.plan_years[0]
    )
    refused += tuple(
        Refused(c.key, "criterion_failed", {"criteria": ", ".join(admitted[c.proposal][c.alternative])}) for c in failed
    )
    refused += _unvalued(portfolio, rules, admitted)
    statement = Statement(
        kept,
        portfolio.funds,
        portfolio.resources,
        rules.limits,
        frozenset(p.id for p in portfolio.proposals if p.mandatory),
        {p.id: p.requires for p in portfolio.proposals if p.id in admitted and p.requires},
        portfolio.plan_years,
        in_force(portfolio, rules),
        rules.objective.reserve_price,
        closed(portfolio, rules),
        together(overlaps),
        together_draws(overlaps) if drawn else {},
        continuing(portfolio.previous.chosen if portfolio.previous else (), kept),
        frozenset(o.proposal for o in portfolio.overrides if o.decision == "out"),
    )
    return statement, refused


def unknown_facts(statement: Statement) -> tuple[UnknownWhere, ...]:
    """Every limit that asks for what some candidates do not state, with all that do not, to be told at once (§25)."""
    found = []
    for limit in statement.limits:
        alone, silent = replace(statement, limits=[limit]), set[str]()
        while unknown := _unknown(alone):
            silent |= {*unknown.proposals}
            alone = replace(alone, candidates=[c for c in alone.candidates if c.proposal not in silent])
        found += [UnknownWhere(limit.id, silent)] if silent else []
    return tuple(found)


def _unknown(statement: Statement) -> UnknownWhere | None:
    try:
        statement.program()
    except UnknownWhere as unknown:
        return unknown
    return None


def _unvalued(portfolio: Portfolio, rules: RuleSet, admitted: Collection[str]) -> tuple[Refused, ...]:
    """Starts that were not appraised, since no fund has an allocation for them and no index reaches their costs."""
    allocated = {fund.id: frozenset(fund.allocation) for fund in portfolio.funds}
    return tuple(
        Refused((proposal.id, version.id, start), *reason)
        for proposal in portfolio.proposals
        if proposal.id in admitted
        for version in proposal.alternatives
        for start in sorted({*proposal.start_years} - {*starts_of(proposal, version, portfolio, rules)})
        if (reason := outside(ungranted(version, start - min(proposal.start_years), portfolio), allocated, "fund"))
    )


def together(overlaps: Iterable[Overlap]) -> Mapping[tuple[str, tuple[Key, ...]], int]:
    """Whole kronor by overlap group and set of candidates."""
    return {(overlap.group, overlap.keys): overlap.nnv for overlap in overlaps}


def together_draws(overlaps: Iterable[Overlap]) -> Mapping[tuple[str, tuple[Key, ...]], tuple[int, ...]]:
    """The same by joint draw, each rounded half to even (convention §18)."""
    return {(overlap.group, overlap.keys): whole_draws(overlap.draws) for overlap in overlaps}


def whole_draws(draws: npt.NDArray[np.float64]) -> tuple[int, ...]:
    """Draws in whole kronor, each rounded half to even by itself (convention §18); none where some are unknown."""
    if not np.isfinite(draws).all():
        return ()
    return tuple(map(int, np.rint(draws).tolist()))


class Drawn(NamedTuple):
    """Whole kronor by draw of each candidate, and of what each set of candidates is worth beyond the sum, in order.

    `fixed` are the proposals that say nothing of how uncertain they are: each draw of theirs is their value.
    """

    candidates: tuple[tuple[int, ...], ...]
    together: tuple[tuple[int, ...], ...]
    fixed: tuple[str, ...]


def drawn_of(program: Program, appraised: Iterable[Appraised], overlaps: Iterable[Overlap]) -> Drawn:
    """The joint draws of a program, whether or not a limit asks for them (convention §23)."""
    values, shared = {_key(value): value for value in appraised}, together_draws(overlaps)
    drawn = [whole_draws(values[candidate.key].draws) for candidate in program.candidates]
    count = max(map(len, drawn), default=0)
    fixed = {c.proposal for c, draws in zip(program.candidates, drawn, strict=True) if len(set(draws)) <= 1}
    columns = [d or (c.value,) * count for c, d in zip(program.candidates, drawn, strict=True)]
    by_set: dict[frozenset[Key], list[tuple[int, ...]]] = {}
    for (_, keys), draws in shared.items():
        by_set.setdefault(frozenset(keys), []).append(draws)
    sets = []
    for group in program.shared:
        for product in group:
            held = frozenset(program.candidates[i].key for i in product.members)
            sets.append(by_set[held].pop(0) or (product.worth // program.scale,) * count)
    return Drawn(tuple(columns), tuple(sets), tuple(sorted(fixed)))


def _key(value: Appraised) -> Key:
    return value.proposal, value.alternative, value.start_year


def candidates(
    portfolio: Portfolio, appraised: Iterable[Appraised], admitted: frozenset[str], drawn: bool = False
) -> tuple[Candidate, ...]:
    """One candidate for each version and start of the admitted proposals, with its draws where they are asked for."""
    proposals = {p.id: p for p in portfolio.proposals}
    return tuple(_candidate(portfolio, proposals[v.proposal], v, drawn) for v in appraised if v.proposal in admitted)


def _candidate(portfolio: Portfolio, proposal: Proposal, value: Appraised, drawn: bool) -> Candidate:
    version = next(a for a in proposal.alternatives if a.id == value.alternative)
    start = value.start_year
    shift = 0 if start is None else start - min(proposal.start_years)
    return Candidate(
        proposal=proposal.id,
        alternative=version.id,
        start_year=start,
        value=value.nnv,
        granted=_granted(version, shift),
        uses={(name, None if year is None else year + shift): n for (name, year), n in version.uses.items()},
        facts={**facts(proposal, version), **_appraised(portfolio, value)},
        fingerprint=fingerprint(proposal, version.id, start),
        returns=_returns(portfolio, version, value),
        draws=whole_draws(value.draws) if drawn else (),
    )


def _appraised(portfolio: Portfolio, value: Appraised) -> dict[str, Fact]:
    """What appraisal found that a limit on the plan may name; value kronor (convention §3)."""
    own = value.returns.get(portfolio.own_actor)
    return {"net_present_value": Decimal(value.nnv), "own_return": None if own is None else Decimal(own)}


def _returns(portfolio: Portfolio, version: Alternative, value: Appraised) -> dict[str, Decimal | None]:
    """The return of each purse that pays something of the version (D4)."""
    payers = {portfolio.purse_of(cost.payer) for cost in version.costs if any(cost.per_year.values())}
    return {
        purse: None if kronor is None else Decimal(kronor) for purse, kronor in value.returns.items() if purse in payers
    }


def _granted(version: Alternative, shift: int) -> Mapping[tuple[str, int], Decimal]:
    """Kronor by fund and year; a later start moves all costs whole (design §5)."""
    total: dict[tuple[str, int], Decimal] = {}
    for cost in version.costs:
        for key, kronor in cost.granted(shift).items():
            total[key] = total.get(key, Decimal(0)) + kronor
    return total


def values_of(appraised: Iterable[Appraised], keys: Iterable[Key]) -> tuple[Appraised, ...]:
    """The appraisals of chosen candidates, in the order given."""
    found = {(v.proposal, v.alternative, v.start_year): v for v in appraised}
    return tuple(found[key] for key in keys)
