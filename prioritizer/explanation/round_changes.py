"""Which inputs differ between two rounds, and rounds with some of them changed (issue 6, item 7).

What no verdict, value or choice can follow is no difference: titles, text, places in files, who asked, order, and
numbers that nothing uses.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from prioritizer.appraisal.accounts import DISPLACEMENT, EQUALISATION_DELAY, EQUALISATION_SHARE
from prioritizer.appraisal.haircuts import BY_KIND, COST, DELAY, EFFECT
from prioritizer.appraisal.prices import INDEX
from prioritizer.appraisal.shrinkage import BY_CLASS, LEAST, MEAN, SPREAD
from prioritizer.appraisal.terms import TAX_FACTOR
from prioritizer.explanation.blindness import ADVOCACY
from prioritizer.explanation.rule_change import Change, Rule, compare, fields_named, parameters_named
from prioritizer.model.compared import Differing, Quantity
from prioritizer.model.fault import Place
from prioritizer.model.override import Override
from prioritizer.model.portfolio import Fund, Portfolio, Proposal, Resource
from prioritizer.model.rules import (
    DISCOUNT_RATE,
    Amount,
    Criterion,
    Fact,
    Limit,
    Op,
    Parameter,
    Price,
    RuleSet,
    Tree,
    leaves,
)

NOWHERE = Place("")
YEARS = "years"
"""The setting of years and days; where the plan years differ, money and capacities go with them."""
OF_YEARS = ("as_of", "price_year", "base_year", "plan_years")
SETTINGS = (
    *("horizon", "own_actor", "haircuts", "shrinkage", "tax_factor", "production_value"),
    *("actors", "goals", "common_factors"),
)
APPRAISAL = frozenset(
    {
        *(DISCOUNT_RATE, INDEX, TAX_FACTOR, DISPLACEMENT, EQUALISATION_DELAY, EQUALISATION_SHARE, LEAST),
        *(name + ending for name in (COST, EFFECT, DELAY) for ending in ("", BY_KIND)),
        *(name + ending for name in (MEAN, SPREAD) for ending in ("", BY_CLASS)),
    }
)
"""The parameters that appraisal may ask for; others count only where a rule names them."""


@dataclass(frozen=True, slots=True)
class Round:
    """What a plan is chosen from."""

    portfolio: Portfolio
    rules: RuleSet


def differing(before: Round, after: Round) -> tuple[Differing, ...]:
    """Every input that differs: proposals, rules, money, and how the round is set up, in that order."""
    return (
        *_proposals(before, after),
        *_rules(before, after),
        *_money(before.portfolio, after.portfolio),
        *_shared(before.portfolio, after.portfolio),
        *_settings(before.portfolio, after.portfolio),
    )


def rule_changes(before: Round, after: Round) -> Mapping[tuple[str, str], Change]:
    """The rules that differ and can matter, by kind and id."""
    rounds = (before, after)
    used = {
        effect.outcome for r in rounds for p in r.portfolio.proposals for a in p.alternatives for effect in a.effects
    }
    named = {name for r in rounds for rule in _deciding(r.rules) for name in parameters_named(rule)}
    found: dict[tuple[str, str], Change] = {}
    for change in compare(before.rules, after.rules):
        if not change.may_decide or change.kind == "objective":
            continue
        if change.kind == "price" and change.id not in used:
            continue
        if change.kind == "parameter" and not _is_used(change, named, before, after):
            continue
        found[change.kind, change.id] = change
    return found


def _deciding(rules: RuleSet) -> tuple[Rule, ...]:
    return (*rules.criteria, *rules.limits)


def _is_used(change: Change, named: set[str], before: Round, after: Round) -> bool:
    """Whether a rule names a parameter, or appraisal asks for it, and what it then has differs."""
    if change.id in APPRAISAL:
        return True
    first, last = (r.rules.number(change.id, r.portfolio.as_of) for r in (before, after))
    return change.id in named and first != last


def _proposals(before: Round, after: Round) -> Iterator[Differing]:
    first, last = ({p.id: p for p in r.portfolio.proposals} for r in (before, after))
    asked, given = (_asked(before) | _asked(after)), _given(before) | _given(after)
    yield from (Differing("gone", id, _granted(p), None, "kronor") for id, p in first.items() if id not in last)
    yield from (Differing("new", id, None, _granted(p), "kronor") for id, p in last.items() if id not in first)
    for id in (id for id in first if id in last):
        if _decisive(first[id], before.rules, asked, given) != _decisive(last[id], after.rules, asked, given):
            yield Differing("proposal", id, _granted(first[id]), _granted(last[id]), "kronor")


def _asked(found: Round) -> frozenset[str]:
    """The fields whose words or numbers some rule looks at, or that grade a parameter."""
    rules = _deciding(found.rules)
    graded = {parameter.by for parameter in found.rules.parameters.values() if parameter.by}
    looked_at = {leaf.field for tree in _trees(rules) for leaf in leaves(tree) if leaf.op is not Op.IS_GIVEN}
    sums = {name for rule in rules if isinstance(rule, Limit) for name in fields_named(rule)}
    return frozenset(graded | looked_at | sums)


def _given(found: Round) -> frozenset[str]:
    """The fields of which some rule asks whether they are given at all."""
    return frozenset(leaf.field for tree in _trees(_deciding(found.rules)) for leaf in leaves(tree))


def _trees(rules: Iterable[Rule]) -> Iterator[Tree]:
    for rule in rules:
        if isinstance(rule, Criterion):
            yield rule.require
        elif isinstance(rule, Limit) and isinstance(rule.limit, Amount) and rule.limit.where is not None:
            yield rule.limit.where


def _decisive(proposal: Proposal, rules: RuleSet, asked: frozenset[str], given: frozenset[str]) -> Proposal:
    """A proposal without what nothing can follow."""

    def facts(stated: Mapping[str, Fact]) -> Mapping[str, Fact]:
        kinds = {name: rules.fields[name].kind if name in rules.fields else "" for name in stated}
        texts = {name for name, kind in kinds.items() if kind in ("text", "level") and name not in asked}
        return {
            name: bool(fact) if name in texts else fact
            for name, fact in stated.items()
            if fact is not None
            and not name.startswith(ADVOCACY)
            and kinds[name] != "advocacy"
            and (name not in texts or name in given or kinds[name] == "level")
        }

    return replace(
        proposal,
        title="",
        override=None if proposal.override is None else Override(proposal.id, proposal.override.decision),
        place=NOWHERE,
        facts=facts(proposal.facts),
        qualitative=tuple(replace(q, title="", note="") for q in proposal.qualitative),
        success=tuple(grade._replace(title="") for grade in proposal.success),
        alternatives=tuple(
            replace(
                a,
                title="",
                facts=facts(a.facts),
                costs=tuple(replace(c, title="") for c in a.costs),
                effects=tuple(replace(e, place=NOWHERE, group_place=NOWHERE) for e in a.effects),
            )
            for a in proposal.alternatives
        ),
    )


def _granted(proposal: Proposal) -> Decimal:
    head = proposal.alternatives[0]
    return sum((kr for cost in head.costs for kr in cost.granted().values()), Decimal(0))


def _rules(before: Round, after: Round) -> Iterator[Differing]:
    for (_, id), change in rule_changes(before, after).items():
        kind = change.kind
        assert kind in ("criterion", "limit", "parameter", "price", "field")
        first, last = (_number(rule, r) for rule, r in ((change.before, before), (change.after, after)))
        yield Differing(kind, id, first, last, "" if first is last is None else _quantity(change, after.rules))
    prices = before.rules.objective.reserve_price, after.rules.objective.reserve_price
    if prices[0] != prices[1]:
        yield Differing("objective", "reserve_price", *prices, "number")


def _number(rule: object, found: Round) -> Decimal | None:
    """The one number of a rule: of a limit its bound, of a parameter what is in force, of a price all of its parts."""
    if isinstance(rule, Limit) and isinstance(rule.limit, Amount):
        parameter = rule.limit.parameter
        return found.rules.number(parameter, found.portfolio.as_of) if parameter else rule.limit.value
    if isinstance(rule, Parameter) and not rule.series:
        return found.rules.number(rule.id, found.portfolio.as_of)
    return sum(rule.split.values(), Decimal(0)) if isinstance(rule, Price) else None


def _quantity(change: Change, rules: RuleSet) -> Quantity:
    rule = change.after if change.after is not None else change.before
    if isinstance(rule, Limit):
        return quantity_of(rule)
    if isinstance(rule, Parameter):
        kind = rules.units[rule.unit].kind if rule.unit in rules.units else "number"
        return "kronor" if kind == "amount" else kind
    return "kronor"


def _money(before: Portfolio, after: Portfolio) -> Iterator[Differing]:
    """Funds and capacities, where the plan years are the same: else they go with the years."""
    if before.plan_years == after.plan_years:
        yield from money_differing(before.funds, after.funds, before.resources, after.resources)


def money_differing(
    funds: Sequence[Fund], other_funds: Sequence[Fund], resources: Sequence[Resource], other: Sequence[Resource]
) -> Iterator[Differing]:
    """Funds and capacities that differ in more than what they are called."""
    has, gets = ({f.id: replace(f, title="", place=NOWHERE) for f in some} for some in (funds, other_funds))
    for id in dict.fromkeys((*has, *gets)):
        if has.get(id) != gets.get(id):
            yield Differing("fund", id, _available(has.get(id)), _available(gets.get(id)), "kronor")
    first, last = ({r.id: replace(r, title="", place=NOWHERE) for r in some} for some in (resources, other))
    for id in dict.fromkeys((*first, *last)):
        if first.get(id) != last.get(id):
            yield Differing("resource", id, _capacity(first.get(id)), _capacity(last.get(id)), "number")


def _available(fund: Fund | None) -> Decimal | None:
    """All kronor that a fund makes available, less what earlier plans have promised."""
    if fund is None:
        return None
    return fund.opening + sum(fund.allocation.values()) - sum(fund.committed.values())


def _capacity(resource: Resource | None) -> Decimal | None:
    return None if resource is None else sum(resource.capacity.values(), Decimal(0))


def quantity_of(limit: Limit | None) -> Quantity:
    """What the bound of a limit is a number of; empty where it has none."""
    if limit is None or not isinstance(limit.limit, Amount):
        return ""
    return "share" if limit.limit.form == "share_of" else "kronor" if limit.limit.of == "granted" else "number"


def _shared(before: Portfolio, after: Portfolio) -> Iterator[Differing]:
    """What proposals share: synergies, and the people of overlap groups."""
    synergies = [{s.id: s.value for s in p.synergies} for p in (before, after)]
    for id in dict.fromkeys((*synergies[0], *synergies[1])):
        was, becomes = (None if id not in found else Decimal(found[id]) for found in synergies)
        if was != becomes:
            yield Differing("shared", id, was, becomes, "kronor")


def _settings(before: Portfolio, after: Portfolio) -> Iterator[Differing]:
    if any(getattr(before, name) != getattr(after, name) for name in OF_YEARS):
        yield Differing("setting", YEARS)
    yield from (Differing("setting", name) for name in SETTINGS if _setting(before, name) != _setting(after, name))
    chosen = [None if p.previous is None else frozenset(p.previous.chosen) for p in (before, after)]
    if chosen[0] != chosen[1]:
        yield Differing("previous", "previous_plan")


def _setting(portfolio: Portfolio, name: str) -> object:
    """A setting without titles and places."""
    found = getattr(portfolio, name)
    if name == "common_factors":
        return tuple(replace(factor, title="", place=NOWHERE) for factor in found)
    if name in ("actors", "goals"):
        return frozenset(replace(one, title="") for one in found)
    return found
