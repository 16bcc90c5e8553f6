"""A round with some inputs as another round has them (issue 6, item 7).

What a changed input needs comes along: the price of an outcome, the fund of a cost without its money, the field of a
rule, the actor of a payer. What an input that is gone was named by no longer names it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from prioritizer.explanation.round_changes import OF_YEARS, YEARS, Round, rule_changes
from prioritizer.explanation.rule_change import Change, Rule, parameters_named
from prioritizer.explanation.rule_effect import alone_in
from prioritizer.model.compared import Differing
from prioritizer.model.portfolio import Fund, Portfolio, Proposal, Resource
from prioritizer.model.rules import Limit, Relation, RuleSet


class _Named(Protocol):
    @property
    def id(self) -> str: ...


N = TypeVar("N", bound=_Named)


def mixed(before: Round, after: Round, made: frozenset[Differing]) -> Round:
    """The first round with some inputs as in the second."""
    proposals = _proposals(before.portfolio, after.portfolio, made)
    names = frozenset(p.id for p in proposals)
    rules = _rules(before, after, made, proposals)
    everybody = {p.id for side in (before, after) for p in side.portfolio.proposals}
    rules = replace(rules, limits=tuple(kept(rules.limits, frozenset(everybody - names))))
    portfolio = _portfolio(before.portfolio, after.portfolio, made)
    funds = tuple(_with_needed_funds(portfolio.funds, (before.portfolio, after.portfolio), proposals))
    resources = tuple(_with_needed_resources(portfolio.resources, (before.portfolio, after.portfolio), proposals))
    synergies = tuple(s for s in portfolio.synergies if names.issuperset(s.of))
    return Round(
        replace(
            portfolio,
            proposals=tuple(_within(p, names) for p in proposals),
            funds=funds,
            resources=resources,
            synergies=synergies,
            limits=rules.limits,
        ),
        rules,
    )


def may_move_values(one: Differing, before: Portfolio, after: Portfolio) -> bool:
    """Whether what a version is worth can follow an input: money and limits only say what there is room for."""
    if one.kind == "fund":
        first, last = ({f.id: f for f in p.funds}.get(one.id) for p in (before, after))
        return first is None or last is None or (first.prices, first.owner) != (last.prices, last.owner)
    return one.kind not in ("criterion", "limit", "objective", "resource", "previous", "duty")


def _proposals(before: Portfolio, after: Portfolio, made: frozenset[Differing]) -> tuple[Proposal, ...]:
    last = {p.id: p for p in after.proposals}
    named = {(one.kind, one.id) for one in made}
    found = []
    for proposal in before.proposals:
        if ("gone", proposal.id) not in named:
            found.append(last[proposal.id] if ("proposal", proposal.id) in named else proposal)
    return (*found, *(p for p in after.proposals if ("new", p.id) in named))


def _within(proposal: Proposal, names: frozenset[str]) -> Proposal:
    """A proposal that requires only what is there."""
    requires = tuple(name for name in proposal.requires if name in names)
    if requires == proposal.requires:
        return proposal
    facts = {**proposal.facts, "requires": requires} if requires else {**proposal.facts, "requires": None}
    return replace(proposal, requires=requires, facts=facts)


def kept(limits: Iterable[Limit], gone: frozenset[str]) -> Iterator[Limit]:
    """Limits between proposals without those that are gone; one that then says nothing falls away."""
    for limit in limits:
        relation = limit.limit
        if not isinstance(relation, Relation) or gone.isdisjoint(relation.proposals):
            yield limit
            continue
        there = tuple(name for name in relation.proposals if name not in gone)
        says_nothing = len(there) < 2 or (relation.form == "requires" and there[0] != relation.proposals[0])
        if not says_nothing:
            yield replace(limit, limit=replace(relation, proposals=there))


def _rules(before: Round, after: Round, made: frozenset[Differing], proposals: Sequence[Proposal]) -> RuleSet:
    changes = rule_changes(before, after)
    # Words first, then numbers, so that a rule finds what it names.
    order = {kind: place for place, kind in enumerate(("field", "parameter", "price", "criterion", "limit"))}
    chosen: list[Change] = [changes[one.kind, one.id] for one in made if (one.kind, one.id) in changes]
    rules = replace(before.rules, fields={**after.rules.fields, **before.rules.fields})
    for change in sorted(chosen, key=lambda change: (order[change.kind], change.id)):
        rules = alone_in(change, rules, after.rules)
    if any(one.kind == "objective" for one in made):
        reserve = after.rules.objective.reserve_price
        rules = replace(rules, objective=replace(rules.objective, reserve_price=reserve))
    deciding: tuple[Rule, ...] = (*rules.criteria, *rules.limits)
    named = {name for rule in deciding for name in parameters_named(rule)}
    lacking = {name: before.rules.parameters[name] for name in named - rules.parameters.keys()}
    outcomes = {e.outcome for p in proposals for a in p.alternatives for e in a.effects} - rules.prices.keys()
    known = {**before.rules.prices, **after.rules.prices}
    priced = {name: known[name] for name in sorted(outcomes) if name in known}
    return replace(rules, parameters={**rules.parameters, **lacking}, prices={**rules.prices, **priced})


def _portfolio(before: Portfolio, after: Portfolio, made: frozenset[Differing]) -> Portfolio:
    named = {(one.kind, one.id) for one in made}
    changed = {one.id: getattr(after, one.id) for one in made if one.kind == "setting" and one.id != YEARS}
    if ("setting", YEARS) in named:
        changed |= {name: getattr(after, name) for name in OF_YEARS}
    with_years = ("setting", YEARS) in named and before.plan_years != after.plan_years
    funds = after.funds if with_years else replaced(before.funds, after.funds, ids_of(made, "fund"))
    resources = after.resources if with_years else replaced(before.resources, after.resources, ids_of(made, "resource"))
    previous = after.previous if any(one.kind == "previous" for one in made) else before.previous
    found = replace(before, **changed, funds=funds, resources=resources, previous=previous)
    groups = replaced(after.overlap_groups, before.overlap_groups, {g.id for g in before.overlap_groups})
    synergies = replaced(before.synergies, after.synergies, ids_of(made, "shared"))
    actors = (*found.actors, *(a for a in _other(found.actors, (*before.actors, *after.actors))))
    return replace(found, overlap_groups=groups, synergies=synergies, actors=actors)


def ids_of(made: Iterable[Differing], kind: str) -> set[str]:
    """The ids of a kind among some inputs."""
    return {one.id for one in made if one.kind == kind}


def replaced(first: Sequence[N], last: Sequence[N], ids: set[str]) -> tuple[N, ...]:
    """The first ones, with some as they are in the second: changed where they stand, taken away, or put last."""
    others = {one.id: one for one in last}
    there = [others.get(one.id) if one.id in ids else one for one in first]
    known = {one.id for one in first}
    return (*(one for one in there if one is not None), *(one for one in last if one.id in ids - known))


def _other(known: Iterable[N], all_: Iterable[N]) -> Iterator[N]:
    """Those that are not known, each once."""
    seen = {one.id for one in known}
    for one in all_:
        if one.id not in seen:
            seen.add(one.id)
            yield one


def _with_needed_funds(
    funds: Sequence[Fund], sides: tuple[Portfolio, Portfolio], proposals: Sequence[Proposal]
) -> Iterator[Fund]:
    """Funds with those that some cost names and that are not there: they have no money."""
    yield from funds
    asked = {name for p in proposals for a in p.alternatives for cost in a.costs for name in cost.drawn_on}
    for fund in _other(funds, (f for side in sides for f in side.funds)):
        if fund.id in asked:
            yield replace(fund, opening=fund.opening * 0, allocation={}, committed={}, repayment=None)


def _with_needed_resources(
    resources: Sequence[Resource], sides: tuple[Portfolio, Portfolio], proposals: Sequence[Proposal]
) -> Iterator[Resource]:
    """Capacities with those that some version uses and that are not there."""
    yield from resources
    asked = {name for p in proposals for a in p.alternatives for name, _ in a.uses}
    yield from (r for r in _other(resources, (r for side in sides for r in side.resources)) if r.id in asked)
