"""A round where something is otherwise: other money, another number of a limit or a parameter, other decisions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import floor

from prioritizer.model.conflict import Loosened
from prioritizer.model.portfolio import Fund, Portfolio
from prioritizer.model.rules import Dated, Parameter, RuleSet
from prioritizer.model.what_if import Wish
from prioritizer.selection.levers import Lever, loosened, with_number
from prioritizer.selection.statement import Statement

At = tuple[str, int]
"""A fund and a year."""


def otherwise(portfolio: Portfolio, rules: RuleSet, wishes: Iterable[Wish]) -> tuple[Portfolio, RuleSet]:
    """A portfolio and its rules with some wishes granted, one after the other; what is forced in or out comes later."""
    for wish in wishes:
        if wish.kind == "budget":
            portfolio = with_allocation(portfolio, allocated(portfolio, wish))
        elif wish.kind == "parameter":
            rules = _with_parameter(rules, wish)
        elif wish.kind == "limit" and any(wish.id == limit.id for limit in rules.limits):
            rules = _with_limit(rules, wish)
        elif wish.kind == "limit" and ":" not in wish.id:
            portfolio = _with_capacity(portfolio, wish)
    return portfolio, rules


def forced(statement: Statement, wishes: Sequence[Wish]) -> Statement:
    """What the choice is made from, with decisions left out, and proposals forced in and out in place of decisions."""
    for wish in wishes:
        if wish.kind == "limit" and ":" in wish.id:
            kind: Loosened = "requires" if wish.id.startswith("requires:") else "mandatory"
            statement = loosened(statement, [(Lever(wish.id, kind, (wish.id,)), 1)])
    into = {wish.id for wish in wishes if wish.kind == "in"}
    out = {wish.id for wish in wishes if wish.kind == "out"}
    return replace(
        statement,
        mandatory=(statement.mandatory - out) | into,
        excluded=(statement.excluded - into) | out,
    )


def allocated(portfolio: Portfolio, wish: Wish) -> dict[At, Decimal]:
    """The allocations that a wish is about, by fund and year, as they would be.

    A share multiplies each of them. Kronor are divided as the allocations are, in whole kronor, the odd ones to the
    largest remainders.
    """
    now = allocations(portfolio, wish.id, wish.key)
    if wish.way == "times":
        return {at: kronor * wish.amount for at, kronor in now.items()}
    total = sum(now.values(), Decimal(0))
    return _divided(now, wish.amount if wish.way == "to" else total + wish.amount)


def allocations(portfolio: Portfolio, fund: str, year: str) -> dict[At, Decimal]:
    """The allocations of a fund, or of all where none is named, in a year or in all."""
    found = {(f.id, y): kronor for f in portfolio.funds for y, kronor in f.allocation.items() if fund in ("", f.id)}
    if not year:
        return found
    return {at: kronor for at, kronor in found.items() if at[1] == int(year)} or {(fund, int(year)): Decimal(0)}


def with_allocation(portfolio: Portfolio, changed: Mapping[At, Decimal]) -> Portfolio:
    """The portfolio with other allocations in some years."""

    def of(fund: Fund) -> Fund:
        own = {year: kronor for (name, year), kronor in changed.items() if name == fund.id}
        return replace(fund, allocation=dict(sorted({**fund.allocation, **own}.items())))

    return replace(portfolio, funds=tuple(of(fund) for fund in portfolio.funds))


def _divided(now: Mapping[At, Decimal], target: Decimal) -> dict[At, Decimal]:
    total = Fraction(sum(now.values(), Decimal(0)))
    if len(now) == 1:
        return dict.fromkeys(now, target)
    exact = {at: Fraction(kronor) * Fraction(target) / total for at, kronor in now.items()}
    whole = {at: floor(kronor) for at, kronor in exact.items()}
    odd = target - sum(whole.values())
    for at in sorted(exact, key=lambda at: (whole[at] - exact[at], at))[: int(odd)]:
        whole[at] += 1
    found = {at: Decimal(kronor) for at, kronor in whole.items()}
    # What is left of a krona goes to the first year.
    first = next(iter(found))
    return {**found, first: found[first] + odd - int(odd)}


def _with_limit(rules: RuleSet, wish: Wish) -> RuleSet:
    if wish.way == "drop":
        return replace(rules, limits=tuple(limit for limit in rules.limits if limit.id != wish.id))
    changed = (with_number(limit, wish.amount) if limit.id == wish.id else limit for limit in rules.limits)
    return replace(rules, limits=tuple(changed))


def _with_capacity(portfolio: Portfolio, wish: Wish) -> Portfolio:
    """Another capacity, over all years or in one; a resource without its capacity is no limit at all."""
    if wish.way == "drop":
        return replace(portfolio, resources=tuple(r for r in portfolio.resources if r.id != wish.id))
    year = int(wish.key) if wish.key else None
    found = (
        replace(r, capacity={**r.capacity, year: wish.amount}) if r.id == wish.id else r for r in portfolio.resources
    )
    return replace(portfolio, resources=tuple(found))


def _with_parameter(rules: RuleSet, wish: Wish) -> RuleSet:
    parameter = rules.parameters[wish.id]
    changed = replace(parameter, values=tuple(_values(parameter, wish)))
    numbers = {key for key, name in rules.objective.numbers_from.items() if name == wish.id}
    objective = rules.objective
    for key in numbers:
        objective = replace(objective, **{key: wish.amount})  # type: ignore[arg-type]  # each is a number
    return replace(rules, parameters={**rules.parameters, wish.id: changed}, objective=objective)


def _values(parameter: Parameter, wish: Wish) -> Iterable[Dated]:
    for dated in parameter.values:
        if parameter.by:
            yield replace(dated, table={**dated.table, wish.key: wish.amount})
        else:
            yield replace(dated, value=wish.amount)
