"""Names and years inside portfolio.yaml: each one must exist, once, and the plan must run forwards."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from prioritizer.model.fault import Fault, fault
from prioritizer.model.portfolio import INDIVIDUAL, NOT_ALLOCATED, TAX_COST
from prioritizer.reading import forms
from prioritizer.reading.headers import TableContext
from prioritizer.reading.scalars import nearest
from prioritizer.reading.yaml_text import Located, PathTo, dotted


def name_faults(located: Located, form: forms.PortfolioForm, context: TableContext) -> list[Fault]:
    """Find unknown owners and parents, ids given twice, years outside the plan, and a plan that runs backwards."""
    found = [*_owners(located, form, context), *_years(located, form, context)]
    found += [*_persons(located, form)]
    found += _twice(located, "actors", [actor.id for actor in form.actors])
    found += _twice(located, "funds", [fund.id for fund in form.funds])
    found += _twice(located, "goals", [goal.id for goal in form.goals])
    found += _twice(located, "common_factors", [factor.id for factor in form.common_factors])
    found += commitment_faults(located, form, context)
    return found


def commitment_faults(located: Located, form: forms.PortfolioForm, context: TableContext) -> Iterator[Fault]:
    """Find commitments on unknown funds or outside the plan, and funds that promised more than they have (§17)."""
    funds = {fund.id: fund for fund in context.funds}
    for n, commitment in enumerate(form.commitments):
        path: PathTo = ("commitments", n)
        if commitment.fund not in funds:
            near = nearest(commitment.fund, list(funds))
            where = (*path, "fund")
            yield fault(located.place(where), dotted(where), "unknown_fund", near, key=commitment.fund)
        yield from _outside(located, (*path, "per_year"), commitment.per_year, form.plan_years)
    for n, fund in enumerate(context.funds):
        left = Decimal(0)
        for year in range(form.plan_years[0], form.plan_years[1] + 1):
            left = left if fund.carry_over else Decimal(0)
            left += fund.opening if year == form.plan_years[0] else 0
            left += fund.allocation.get(year, Decimal(0)) - fund.committed.get(year, Decimal(0))
            if left < 0:
                place, lacks = located.place(("funds", n)), format(-left, "f")
                yield fault(place, f"funds.{n}", "commitments_exceed_fund", fund=fund.id, year=year, lacks=lacks)
                break


def synergy_faults(located: Located, form: forms.PortfolioForm, known: Sequence[str]) -> Iterator[Fault]:
    """Find synergies that are not of two proposals that exist, and pairs that are declared twice.

    `known` are the ids of all proposals, also of those with faults of their own.
    """
    seen: dict[frozenset[str], int] = {}
    for n, synergy in enumerate(form.synergies):
        path: PathTo = ("synergies", n, "of")
        place, where, pair = located.place(path), dotted(path), frozenset(synergy.of)
        if len(synergy.of) != 2 or len(pair) != 2:
            yield fault(place, where, "synergy_of_two")
            continue
        for at, name in enumerate(synergy.of):
            if name not in known:
                near = nearest(name, [other for other in known if other not in pair])
                yield fault(located.place((*path, at)), where, "unknown_proposal", near, key=name)
        if pair in seen:
            first = located.place(("synergies", seen[pair]))
            yield fault(place, where, "synergy_twice", first=f"{first.line}:{first.column}")
        seen.setdefault(pair, n)


def _owners(located: Located, form: forms.PortfolioForm, context: TableContext) -> Iterator[Fault]:
    named: list[tuple[PathTo, str]] = [(("own_actor",), context.own_actor)]
    named += [(("actors", n, "parent"), actor.parent) for n, actor in enumerate(form.actors) if actor.parent]
    named += [(("funds", n, "owner"), fund.owner) for n, fund in enumerate(form.funds) if fund.owner]
    for path, name in named:
        if name not in context.actors:
            near = nearest(name, context.actors)
            yield fault(located.place(path), dotted(path), "unknown_actor", near, key=name)
    parents = {actor.id: actor.parent for actor in form.actors}
    for n, actor in enumerate(form.actors):
        path = ("actors", n, "parent")
        above = parents.get(actor.parent or "")
        if actor.parent == actor.id:
            yield fault(located.place(path), dotted(path), "own_parent", key=actor.id)
        elif above:
            # A purse is an actor and its boards (convention §4); a third level would silently be left out of it.
            told = {"key": actor.id, "parent": str(actor.parent)}
            if above == actor.id:
                yield fault(located.place(path), dotted(path), "parents_in_circle", **told)
            else:
                yield fault(located.place(path), dotted(path), "parent_has_parent", above, **told)


def _persons(located: Located, form: forms.PortfolioForm) -> Iterator[Fault]:
    """The person is no purse, and the row of tax financing is no actor that somebody can be (convention §4, §5)."""
    for n, actor in enumerate(form.actors):
        if actor.id == TAX_COST:
            yield fault(located.place(("actors", n, "id")), dotted(("actors", n, "id")), "reserved_actor", key=actor.id)
        said = {"public": (actor.public, "person_public"), "can_co_finance": (actor.can_co_finance, "person_pays")}
        for key, (written, code) in said.items():
            if actor.id in (INDIVIDUAL, NOT_ALLOCATED) and written:
                path = ("actors", n, key)
                yield fault(located.place(path), dotted(path), code, key=actor.id)
        yield from _outsiders(located, form, n)


def _outsiders(located: Located, form: forms.PortfolioForm, n: int) -> Iterator[Fault]:
    """Whose money is no part of a public purse cannot be a board of one (convention §4)."""
    actor, persons = form.actors[n], (INDIVIDUAL, NOT_ALLOCATED)
    parent = next((other for other in form.actors if other.id == actor.parent), None)
    path = ("actors", n, "parent")
    if actor.parent in persons:
        yield fault(located.place(path), dotted(path), "person_as_parent", key=actor.id, parent=actor.parent)
    elif actor.parent and (actor.id in persons or (actor.public is False and parent and parent.public is not False)):
        yield fault(located.place(path), dotted(path), "parent_of_no_purse", key=actor.id, parent=actor.parent)


def _years(located: Located, form: forms.PortfolioForm, context: TableContext) -> Iterator[Fault]:
    first, last = form.plan_years
    if first > last:
        yield fault(located.place(("plan_years",)), "plan_years", "years_backwards", first=first, last=last)
        return
    if form.base_year not in (None, first):
        told = {"year": form.base_year, "first": first}
        yield fault(located.place(("base_year",)), "base_year", "base_year_not_first", str(first), **told)
    for n, fund in enumerate(context.funds):
        yield from _outside(located, ("funds", n, "allocation"), fund.allocation, (first, last))
    for resource in context.resources:
        years = [year for year in resource.capacity if year is not None]
        yield from _outside(located, ("resources", resource.id, "capacity"), years, (first, last))


def _outside(located: Located, path: PathTo, years: Iterable[int], plan: tuple[int, int]) -> Iterator[Fault]:
    first, last = plan
    for year in years:
        if not first <= year <= last:
            where = (*path, str(year))
            yield fault(located.key_place(where), dotted(where), "year_outside", year=year, first=first, last=last)


def _twice(located: Located, kind: str, ids: list[str]) -> Iterator[Fault]:
    for n, name in enumerate(ids):
        if name in ids[:n]:
            place, first = located.place((kind, n, "id")), located.place((kind, ids.index(name), "id"))
            yield fault(
                place, dotted((kind, n, "id")), "duplicate_name", key=name, first=f"{first.line}:{first.column}"
            )
