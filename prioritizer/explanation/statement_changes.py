"""Which inputs differ between the choices of two records, and choices with some of them changed (issue 6, item 7).

A record holds what its choice was made from. Values are taken as they stand, so that what moved them, prices or rules
of appraisal, is told as one difference.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from prioritizer.explanation.round_changes import money_differing, quantity_of
from prioritizer.explanation.round_mix import ids_of, kept, replaced
from prioritizer.model.compared import Differing
from prioritizer.model.plan import Candidate
from prioritizer.model.rules import All, Amount, Any, IfThen, Leaf, Limit, Not, RiskLimit, Tree
from prioritizer.selection.statement import Statement

DUTY = Differing("duty", "")
APPRAISED = ("net_present_value", "own_return")
"""Facts that follow from what a version is worth."""
YEARS, TOGETHER = Differing("setting", "years"), Differing("shared", "together")


def with_numbers(statement: Statement) -> Statement:
    """The same with the numbers of limits in place of the parameters that they name."""
    limits = tuple(_numbered(limit, statement.parameters) for limit in statement.limits)
    return replace(statement, limits=limits, parameters={})


def differing_in(before: Statement, after: Statement) -> tuple[Differing, ...]:
    """Every input that differs between two statements with numbers in their limits."""
    first, last = _by_proposal(before), _by_proposal(after)
    gone = (Differing("gone", p, _granted(first[p]), None, "kronor") for p in first if p not in last)
    new = (Differing("new", p, None, _granted(last[p]), "kronor") for p in last if p not in first)
    both, names = [p for p in first if p in last], _facts(before) & _facts(after)
    changed = (
        Differing("proposal", p, _granted(first[p]), _granted(last[p]), "kronor")
        for p in both
        if _asked(first[p], names) != _asked(last[p], names)
    )
    return (*gone, *new, *changed, *_values(before, after, both), *_limits(before, after), *_rest(before, after))


def mixed_in(before: Statement, after: Statement, made: frozenset[Differing]) -> Statement:
    """The first statement with some inputs as in the second."""
    named: set[tuple[str, str]] = {(one.kind, one.id) for one in made}
    candidates = tuple(_candidates(before, after, named))
    names = frozenset(c.proposal for c in candidates)
    years = after if YEARS in made else before
    moved = YEARS in made and before.plan_years != after.plan_years
    return replace(
        _with_duty(_with_together(before, after, made), after if DUTY in made else before, names),
        candidates=candidates,
        funds=after.funds if moved else replaced(before.funds, after.funds, ids_of(made, "fund")),
        resources=after.resources if moved else replaced(before.resources, after.resources, ids_of(made, "resource")),
        limits=tuple(_limits_of(before, after, ids_of(made, "limit"), names)),
        plan_years=years.plan_years,
        reserve_price=(after if ("objective", "reserve_price") in named else before).reserve_price,
        closed={**before.closed, **after.closed},
    )


def _gone(side: Statement, names: frozenset[str]) -> frozenset[str]:
    """The proposals of a side that are not in the mixture; what no version of can be chosen there is not gone."""
    return frozenset(c.proposal for c in side.candidates) - names


def _limits_of(before: Statement, after: Statement, ids: set[str], names: frozenset[str]) -> Iterator[Limit]:
    last = {limit.id for limit in after.limits}
    for limit in replaced(before.limits, after.limits, ids):
        side = after if limit.id in ids and limit.id in last else before
        yield from kept((limit,), _gone(side, names))


def _with_together(before: Statement, after: Statement, made: frozenset[Differing]) -> Statement:
    """What sets are worth together as on one side, with the sets of proposals that only the other has."""
    values, other = (after, before) if TOGETHER in made else (before, after)
    known = {candidate.proposal for candidate in values.candidates}
    more = {where: kr for where, kr in other.together.items() if not known.issuperset(p for p, _, _ in where[1])}
    draws = {where: found for where, found in other.together_draws.items() if where in more}
    return replace(
        before,
        together={**values.together, **{(f"other {group}", keys): kr for (group, keys), kr in more.items()}},
        together_draws={
            **values.together_draws,
            **{(f"other {group}", keys): found for (group, keys), found in draws.items()},
        },
    )


def _with_duty(statement: Statement, side: Statement, names: frozenset[str]) -> Statement:
    """What must be in or out, and what requires what, as on one side."""
    gone = _gone(side, names)
    requires = {
        name: tuple(other for other in others if other not in gone)
        for name, others in side.requires.items()
        if name not in gone
    }
    return replace(
        statement,
        mandatory=side.mandatory - gone,
        excluded=side.excluded - gone,
        requires={name: others for name, others in requires.items() if others},
        continuing={name: keys for name, keys in side.continuing.items() if name not in gone},
    )


def _by_proposal(statement: Statement) -> Mapping[str, tuple[Candidate, ...]]:
    found: dict[str, list[Candidate]] = {}
    for candidate in statement.candidates:
        found.setdefault(candidate.proposal, []).append(candidate)
    return {name: tuple(sorted(some, key=lambda c: str(c.key))) for name, some in found.items()}


def _granted(versions: Iterable[Candidate]) -> Decimal:
    """What the head version asks for, else the first one."""
    found = list(versions)
    return next((c for c in found if c.alternative is None), found[0]).granted_total


def _facts(statement: Statement) -> frozenset[str]:
    """What a statement holds of its versions: a record holds only what its limits ask for."""
    return frozenset(name for c in statement.candidates for name in c.facts) - set(APPRAISED)


def _asked(versions: Iterable[Candidate], names: frozenset[str]) -> tuple[object, ...]:
    """All of some versions but what they are worth, and of their facts those of some names."""
    return tuple(
        (c.key, dict(c.granted), dict(c.uses), {name: c.facts.get(name) for name in names}, _repaid(c))
        for c in versions
    )


def _repaid(candidate: Candidate) -> Mapping[tuple[str, int], int]:
    return {where: kronor for where, kronor in candidate.repaid.items() if kronor}


def _values(before: Statement, after: Statement, both: Iterable[str]) -> Iterator[Differing]:
    """Proposals of which some version that both have is worth something else, by what the head version is worth."""
    first, last = ({c.key: c for c in statement.candidates} for statement in (before, after))
    of = _by_proposal(before)
    for name in both:
        keys = [c.key for c in of[name] if c.key in last]
        if any(_worth(first[key]) != _worth(last[key]) for key in keys):
            head = next((key for key in keys if key[1] is None), keys[0])
            yield Differing("values", name, Decimal(first[head].value), Decimal(last[head].value), "kronor")
    if _together(before) != _together(after):
        yield TOGETHER


def _worth(candidate: Candidate) -> tuple[object, ...]:
    return candidate.value, candidate.draws, dict(candidate.returns)


def _together(statement: Statement) -> Mapping[frozenset[object], int]:
    """What sets are worth together, by the versions alone: names of groups are numbers of their own in each record."""
    found: dict[frozenset[object], int] = {}
    for (_, keys), kronor in statement.together.items():
        found[frozenset(keys)] = found.get(frozenset(keys), 0) + kronor
    return found


def _limits(before: Statement, after: Statement) -> Iterator[Differing]:
    first, last = ({limit.id: limit for limit in statement.limits} for statement in (before, after))
    for id in dict.fromkeys((*first, *last)):
        was, becomes = first.get(id), last.get(id)
        if (was and was.limit) != (becomes and becomes.limit):
            yield Differing("limit", id, _bound(was), _bound(becomes), quantity_of(was or becomes))


def _bound(limit: Limit | None) -> Decimal | None:
    return limit.limit.value if limit is not None and isinstance(limit.limit, Amount) else None


def _rest(before: Statement, after: Statement) -> Iterator[Differing]:
    if before.plan_years != after.plan_years:
        yield YEARS
    else:
        yield from money_differing(before.funds, after.funds, before.resources, after.resources)
    if _duty(before) != _duty(after):
        yield DUTY
    if before.reserve_price != after.reserve_price:
        yield Differing("objective", "reserve_price", before.reserve_price, after.reserve_price, "number")


def _duty(statement: Statement) -> tuple[object, ...]:
    """What must be in or out, or requires something else."""
    return statement.mandatory, statement.excluded, dict(statement.requires), dict(statement.continuing)


def _candidates(before: Statement, after: Statement, named: set[tuple[str, str]]) -> Iterator[Candidate]:
    first, last = _by_proposal(before), _by_proposal(after)
    for name, versions in first.items():
        if ("gone", name) not in named:
            worth = {c.key: c for c in (last if ("values", name) in named else first)[name]}
            for candidate in last[name] if ("proposal", name) in named else versions:
                yield _valued(candidate, worth.get(candidate.key))
    yield from (c for name, versions in last.items() if ("new", name) in named for c in versions)


def _valued(candidate: Candidate, worth: Candidate | None) -> Candidate:
    """A version with what it is worth on one of the sides, where it is there too."""
    if worth is None:
        return candidate
    facts = {name: worth.facts[name] for name in APPRAISED if name in worth.facts}
    return replace(
        candidate,
        value=worth.value,
        draws=worth.draws,
        returns=worth.returns,
        facts={**candidate.facts, **facts},
    )


def _numbered(limit: Limit, numbers: Mapping[str, Decimal]) -> Limit:
    form = limit.limit
    if isinstance(form, RiskLimit):
        edge = numbers.get(form.edge_parameter) if form.edge_parameter else form.edge
        value = numbers.get(form.parameter) if form.parameter else form.value
        return replace(limit, limit=replace(form, edge=edge, value=value, edge_parameter="", parameter=""))
    if isinstance(form, Amount):
        value = numbers.get(form.parameter) if form.parameter else form.value
        where = None if form.where is None else _numbered_tree(form.where, numbers)
        return replace(limit, limit=replace(form, value=value, parameter="", where=where))
    return limit


def _numbered_tree(tree: Tree, numbers: Mapping[str, Decimal]) -> Tree:
    match tree:
        case Leaf():
            return replace(tree, value=numbers.get(tree.parameter), parameter="") if tree.parameter else tree
        case Not():
            return replace(tree, part=_numbered_tree(tree.part, numbers))
        case IfThen():
            then = _numbered_tree(tree.consequence, numbers)
            return IfThen(_numbered_tree(tree.condition, numbers), then)
        case All(parts):
            return replace(tree, parts=tuple(_numbered_tree(part, numbers) for part in parts))
        case Any(parts):
            return replace(tree, parts=tuple(_numbered_tree(part, numbers) for part in parts))
