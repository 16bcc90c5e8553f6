"""The plain description of the choice: whole numbers only, no solver, no file (convention §14, §15, §17).

Candidates are put in an order that only their numbers decide, so that names and the order of rows in a file cannot
reach the search (convention §24).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor, gcd, lcm
from typing import Literal, TypeAlias

from prioritizer.model.plan import Candidate, Key, Refused
from prioritizer.model.portfolio import Fund, Resource
from prioritizer.model.rules import Leaf, Limit, RiskLimit, Verdict
from prioritizer.model.verdict import Trace
from prioritizer.predicates.constrain import Sense, constrain, risk_bound
from prioritizer.predicates.decide import Decider, decider, leaves
from prioritizer.selection.declared import declared, envelope_of
from prioritizer.selection.draws import Risk, Table

Kind: TypeAlias = Literal[
    "version",
    "fund",
    "resource",
    "mandatory",
    "excluded",
    "continues",
    "requires",
    "limit",
    "forced",
    "cut",
    "product",
]


@dataclass(frozen=True, slots=True)
class Row:
    """One row in whole numbers: the coefficients of the chosen candidates, summed, against a bound.

    `limit` is the id that the row is named by in answers; rows with the same `id` stand or fall together. `unit` is
    what one stands for in the unit of what the row sums: a row of 2 and 5 may be one of 200 and 500 kronor.
    """

    id: str
    coefficients: tuple[tuple[int, int], ...]
    sense: Sense
    bound: int
    kind: Kind
    limit: str = ""
    unit: Fraction = field(default=Fraction(1), compare=False)

    def activity(self, chosen: frozenset[int]) -> int:
        """What the chosen candidates add up to in this row."""
        return sum(value for i, value in self.coefficients if i in chosen)

    def allows(self, chosen: frozenset[int]) -> bool:
        """Whether the chosen candidates keep to the row, in exact arithmetic."""
        return self.holds(self.activity(chosen))

    def holds(self, used: int) -> bool:
        """Whether candidates that add up to so much keep to the row."""
        if self.sense == "<=":
            return used <= self.bound
        return used >= self.bound if self.sense == ">=" else used == self.bound


@dataclass(frozen=True, slots=True)
class Product:
    """Candidates that together are worth so many objective units more than the sum of each, or less (§6).

    `draws` are the whole kronor of each joint draw, where a limit asks for them.
    """

    members: tuple[int, ...]
    worth: int
    draws: tuple[int, ...] = ()


Shared: TypeAlias = tuple[Product, ...]
"""The products of one overlap group; a set of candidates is worth all of them that it holds."""


@dataclass(frozen=True, slots=True)
class Program:
    """Maximise `objective` over sets of candidates that all rows allow; `scale` objective units are one krona.

    A product of a group in `shared` counts where all its candidates are chosen. Rows speak of candidates alone;
    `selection/products.py` writes the groups as rows for a solver. `risks` are the limits on the joint draws, which
    are rows only once a plan is at hand.
    """

    candidates: tuple[Candidate, ...]
    objective: tuple[int, ...]
    scale: int
    rows: tuple[Row, ...]
    shared: tuple[Shared, ...] = ()
    risks: tuple[Risk, ...] = ()

    def with_rows(self, *rows: Row) -> "Program":
        """The same program with more rows, so that margins and cuts change it and never write another."""
        return replace(self, rows=(*self.rows, *rows))

    def index(self, key: Key) -> int:
        """The index of the candidate with a key; KeyError where there is none."""
        for i, candidate in enumerate(self.candidates):
            if candidate.key == key:
                return i
        raise KeyError(key)

    def of(self, proposal: str) -> tuple[int, ...]:
        """The indexes of all versions and starts of a proposal."""
        return tuple(i for i, c in enumerate(self.candidates) if c.proposal == proposal)

    def kronor(self, units: int) -> Decimal:
        """Objective units as kronor, exact: the scale divides a power of ten."""
        return Decimal(units) / Decimal(self.scale)


def build(
    candidates: Sequence[Candidate],
    funds: Sequence[Fund],
    resources: Sequence[Resource],
    limits: Sequence[Limit],
    mandatory: frozenset[str],
    requires: Mapping[str, tuple[str, ...]],
    plan_years: tuple[int, int],
    parameters: Mapping[str, Decimal],
    reserve_price: Decimal,
    closed: Mapping[str, Sequence[str]] | None = None,
    together: Mapping[tuple[str, tuple[Key, ...]], int] | None = None,
    together_draws: Mapping[tuple[str, tuple[Key, ...]], tuple[int, ...]] | None = None,
    continuing: Mapping[str, tuple[Key, ...]] | None = None,
    excluded: frozenset[str] = frozenset(),
) -> Program:
    """The program of one portfolio.

    Args:
        candidates: Admitted versions that `admissible` kept.
        funds: The money made available by year.
        resources: Other capacities, over all years or by year.
        limits: The limits in force; see `constrain`.
        mandatory: Proposals of which one version must be taken.
        requires: For a proposal, those it can be chosen only together with.
        plan_years: First and last, inclusive.
        parameters: The numbers in force, by id.
        reserve_price: Value kronor per granted krona (convention §14).
        closed: Fields whose words are all known beforehand; see `declared`.
        together: Whole kronor that candidates of an overlap group are worth together beyond the sum of each, by group
            and candidates (convention §6); sets with a candidate that is not here do not count.
        together_draws: The same by joint draw, where a limit asks for it (convention §18).
        continuing: For each proposal of an earlier plan that continues, the candidates of which one must be taken (F9).
        excluded: Proposals of which no version may be taken.

    Returns:
        Rows version, fund, resource, mandatory, excluded, continues, requires and limits, with ids as in design §4; and
        risk limits.

    Raises:
        UnknownWhere: A limit asks for what a candidate does not state.
        UnknownThreshold: A limit's number is missing.
    """
    ordered = canonical(candidates)
    objective, scale = _objective(ordered, reserve_price)
    of: dict[str, list[int]] = {}
    for i, candidate in enumerate(ordered):
        of.setdefault(candidate.proposal, []).append(i)
    known = declared(funds, resources, plan_years, closed)
    rows = [
        *_versions(of),
        *(row for fund in funds for row in fund_rows(fund, ordered, plan_years)),
        *(row for resource in resources for row in resource_rows(resource, ordered, plan_years)),
        *_decided("mandatory", mandatory, of),
        *_decided("excluded", excluded, of),
        *_continues(continuing or {}, ordered),
        *_requires(requires, of),
        *(row for limit in limits for row in limit_rows(limit, ordered, funds, known, parameters)),
    ]
    shared = _shared(ordered, together or {}, together_draws or {}, scale)
    return Program(ordered, objective, scale, tuple(rows), shared, _risks(limits, ordered, shared, parameters))


def admissible(
    candidates: Iterable[Candidate],
    funds: Iterable[Fund],
    resources: Iterable[Resource] = (),
    numbers: Mapping[str, Decimal] | None = None,
    first: int | None = None,
) -> tuple[tuple[Candidate, ...], tuple[Refused, ...]]:
    """Refuse each version and start that asks for what is not for it, or not for that year (convention §17, §25).

    A use without a year falls in the year of start.

    Args:
        candidates: Versions and starts of admitted proposals.
        funds: Those that may be asked for money, with what each demands of a version.
        resources: Those that may be used.
        numbers: The parameters in force, by id.
        first: The first plan year, in which that falls which says neither a year nor a start.

    Returns:
        Those kept, and those refused: `granted_outside_allocation` with the fund and years of a granted krona without
        an allocation, `use_outside_capacity` with the resource and years of a use without a capacity,
        `not_for_fund` and `unknown_for_fund` with the fund and the fields that do not meet what it demands, or are
        not stated: what is unknown never counts as met.
    """
    funds = tuple(funds)
    conditions = {f.id: decider(f.eligible, numbers or {}) for f in funds if f.eligible is not None}
    allocated = {fund.id: frozenset(fund.allocation) for fund in funds}
    capacity = {r.id: frozenset(y for y in r.capacity if y is not None) for r in resources if None not in r.capacity}
    kept, refused = [], []
    for candidate in candidates:
        granted = [where for where, kronor in candidate.granted.items() if kronor]
        start = candidate.start_year or first
        dated = ((name, start if year is None else year) for (name, year), n in candidate.uses.items() if n)
        uses = [(name, year) for name, year in dated if year is not None and name in capacity]
        reason = (
            outside(granted, allocated, "fund")
            or _not_for(candidate, granted, conditions)
            or outside(uses, capacity, "resource")
        )
        if reason is None:
            kept.append(candidate)
        else:
            refused.append(Refused(candidate.key, *reason))
    return tuple(kept), tuple(refused)


def outside(
    asked: Iterable[tuple[str, int]], declared: Mapping[str, frozenset[int]], kind: Literal["fund", "resource"]
) -> tuple[str, dict[str, str]] | None:
    """The code and values of the first fund or resource that is asked for in years it is not declared for."""
    outside = sorted((name, year) for name, year in asked if year not in declared.get(name, ()))
    if not outside:
        return None
    years = ", ".join(str(year) for name, year in outside if name == outside[0][0])
    code = {"fund": "granted_outside_allocation", "resource": "use_outside_capacity"}[kind]
    return code, {kind: outside[0][0], "years": years}


def _not_for(
    candidate: Candidate, asked: Iterable[tuple[str, int]], conditions: Mapping[str, Decider]
) -> tuple[str, dict[str, str]] | None:
    """The code and values of the first fund that is asked for money and is not for this version (§17)."""
    for fund in sorted({name for name, _ in asked} & set(conditions)):
        trace = conditions[fund](candidate.facts)
        if trace.verdict is not Verdict.HOLDS:
            code = "not_for_fund" if trace.verdict is Verdict.FAILS else "unknown_for_fund"
            return code, {"fund": fund, "fields": ", ".join(_turning(trace))}
    return None


def _turning(trace: Trace) -> tuple[str, ...]:
    """The fields that stand in the way, each once: those with the verdict of the whole, else all that are named."""
    named = [(leaf.tree.field, leaf.verdict) for leaf in leaves(trace) if isinstance(leaf.tree, Leaf)]
    turning = [name for name, verdict in named if verdict is trace.verdict] or [name for name, _ in named]
    return tuple(dict.fromkeys(turning))


def canonical(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Order candidates by their numbers; ids decide only between identical ones (convention §24)."""
    groups: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        groups.setdefault(candidate.proposal, []).append(candidate)

    def numbers(c: Candidate) -> tuple[str, int, Decimal, int]:
        return (c.fingerprint, -c.value, c.granted_total, c.start_year or 0)

    def sized(group: list[Candidate]) -> tuple[tuple[tuple[str, int, Decimal, int], ...], str]:
        return (tuple(numbers(c) for c in group), group[0].proposal)

    for group in groups.values():
        group.sort(key=lambda c: (*numbers(c), c.alternative or ""))
    return tuple(c for group in sorted(groups.values(), key=sized) for c in group)


def whole(
    id_: str, coefficients: Mapping[int, Fraction], sense: Sense, bound: Fraction, kind: Kind, limit: str = ""
) -> Row:
    """A row in whole numbers without a common divisor, its bound rounded inwards (design §7).

    An equality that no whole numbers can meet becomes the impossible row 0 == 1.
    """
    nonzero = {i: value for i, value in sorted(coefficients.items()) if value}
    factor = lcm(1, *(value.denominator for value in nonzero.values()))
    integers = {i: int(value * factor) for i, value in nonzero.items()}
    divisor = gcd(*integers.values()) or 1
    exact = bound * factor / divisor
    if sense == "==" and exact.denominator != 1:
        return Row(id_, (), "==", 1, kind, limit or id_)
    inwards = ceil(exact) if sense == ">=" else floor(exact)
    divided = tuple((i, value // divisor) for i, value in integers.items())
    return Row(id_, divided, sense, inwards, kind, limit or id_, Fraction(divisor, factor))


def violated(program: Program, chosen: Iterable[int]) -> tuple[str, ...]:
    """The ids of the rows that a set of candidates breaks, in exact arithmetic; each once, in the order of rows.

    Limits on the joint draws come last.
    """
    taken = frozenset(chosen)
    broken = [row.id for row in program.rows if not row.allows(taken)]
    broken += [risk.id for risk in program.risks if not risk.allows(taken)]
    return tuple(dict.fromkeys(broken))


def value(program: Program, chosen: Iterable[int]) -> int:
    """The objective of a set of candidates, in units of 1/`scale` krona."""
    taken = frozenset(chosen)
    products = (product.worth for shared in program.shared for product in shared if taken.issuperset(product.members))
    return sum(program.objective[i] for i in taken) + sum(products)


def step(program: Program) -> int:
    """The least difference between two plans of unlike value, in objective units; at least 1."""
    return gcd(*program.objective, *(product.worth for shared in program.shared for product in shared)) or 1


def most(program: Program) -> int:
    """What no set of candidates is worth more than, in objective units: everything that is worth something."""
    worths = (product.worth for shared in program.shared for product in shared)
    return sum(max(0, units) for units in (*program.objective, *worths))


def granted(program: Program, chosen: Iterable[int]) -> Decimal:
    """All kronor granted by a set of candidates."""
    return sum((program.candidates[i].granted_total for i in chosen), Decimal(0))


def names(program: Program) -> tuple[str, ...]:
    """The ids of the rows that are somebody's limit: all but versions, what is forced, and cuts."""
    rows = (row.id for row in program.rows if row.kind not in ("version", "forced", "cut", "product"))
    return tuple(dict.fromkeys([*rows, *(risk.id for risk in program.risks)]))


def forced(id_: str, indexes: Iterable[int], count: int) -> Row:
    """A row that holds the number chosen of some candidates at exactly `count`, 0 or 1."""
    return Row(id_, tuple((i, 1) for i in sorted(indexes)), "==", count, "forced", id_)


def exclusion(program: Program, chosen: Iterable[int]) -> Row:
    """The row that rules out one set of candidates and no other."""
    taken = frozenset(chosen)
    signs = tuple((i, -1 if i in taken else 1) for i in range(len(program.candidates)))
    return Row("cut", signs, ">=", 1 - len(taken), "cut", "cut")


def _objective(candidates: Sequence[Candidate], reserve_price: Decimal) -> tuple[tuple[int, ...], int]:
    net = [Fraction(c.value) - Fraction(reserve_price) * Fraction(c.granted_total) for c in candidates]
    scale = lcm(1, *(n.denominator for n in net))
    return tuple(int(n * scale) for n in net), scale


def _shared(
    candidates: Sequence[Candidate],
    together: Mapping[tuple[str, tuple[Key, ...]], int],
    draws: Mapping[tuple[str, tuple[Key, ...]], tuple[int, ...]],
    scale: int,
) -> tuple[Shared, ...]:
    """Groups in the order of their products, and those by members, so that names cannot reach the search (§24)."""
    index = {candidate.key: i for i, candidate in enumerate(candidates)}
    found: dict[str, list[Product]] = {}
    for (group, keys), kronor in together.items():
        drawn = draws.get((group, keys), ())
        if (kronor or any(drawn)) and all(key in index for key in keys):
            members = tuple(sorted(index[key] for key in keys))
            found.setdefault(group, []).append(Product(members, kronor * scale, drawn))
    groups = [tuple(sorted(products, key=_by_members)) for products in found.values()]
    return tuple(sorted(groups, key=lambda products: [_by_members(product) for product in products]))


def drawn_products(shared: Iterable[Shared]) -> tuple[tuple[frozenset[int], tuple[int, ...]], ...]:
    """The members of each product that has draws, and these."""
    return tuple((frozenset(p.members), p.draws) for group in shared for p in group if p.draws)


def _by_members(product: Product) -> tuple[tuple[int, ...], int, tuple[int, ...]]:
    return product.members, product.worth, product.draws


def _risks(
    limits: Sequence[Limit],
    candidates: Sequence[Candidate],
    shared: tuple[Shared, ...],
    parameters: Mapping[str, Decimal],
) -> tuple[Risk, ...]:
    """The limits on the joint draws, which all look at one table of draws."""
    bounds = [risk_bound(one.id, one.limit, parameters) for one in limits if isinstance(one.limit, RiskLimit)]
    if not bounds:
        return ()
    table = Table.of_candidates(candidates, drawn_products(shared), bounds[0].id)
    return tuple(Risk(bound.id, bound.form, bound.edge, bound.bound, table) for bound in bounds)


def _versions(of: Mapping[str, Sequence[int]]) -> Iterable[Row]:
    for proposal, indexes in of.items():
        if len(indexes) > 1:
            yield Row(f"version:{proposal}", tuple((i, 1) for i in indexes), "<=", 1, "version", f"version:{proposal}")


def fund_rows(fund: Fund, candidates: Sequence[Candidate], plan_years: tuple[int, int]) -> Iterable[Row]:
    """The rows of a fund in the years in which it may bind."""
    for balance in balances(fund, candidates, plan_years):
        if balance.may_bind:
            yield whole(balance.id, balance.spent, "<=", balance.available, "fund")


@dataclass(frozen=True, slots=True)
class Balance:
    """What a fund has for all years up to one, and what each candidate takes of it; `may_bind` unless implied."""

    id: str
    spent: Mapping[int, Fraction]
    available: Fraction
    may_bind: bool


def balances(fund: Fund, candidates: Sequence[Candidate], plan_years: tuple[int, int]) -> Iterable[Balance]:
    """Balance ≥ 0 in each year; with carry-over what is left passes on, and what is paid back (convention §17)."""
    first, last = plan_years
    spent: dict[int, Fraction] = {}
    available = Fraction(fund.opening)
    for year in range(min([first, *fund.allocation]), max([last, *fund.allocation]) + 1):
        here = {i: net for i, c in enumerate(candidates) if (net := _net(c, fund.id, year))}
        if not fund.carry_over:
            spent, available = {}, Fraction(fund.opening if year == first else 0)
        added = Fraction(fund.allocation.get(year, Decimal(0))) - Fraction(fund.committed.get(year, Decimal(0)))
        available += added
        for i, kronor in here.items():
            spent[i] = spent.get(i, Fraction(0)) + kronor
        # A year that adds neither spending nor commitments beyond its allocation is implied by the year before.
        may_bind = any(net > 0 for net in here.values()) or available < 0 or (added < 0 and bool(spent))
        yield Balance(f"fund:{fund.id}:{year}", dict(spent), available, may_bind)


def _net(candidate: Candidate, fund: str, year: int) -> Fraction:
    """What a version takes out of a fund in a year, less what it pays back."""
    granted = candidate.granted.get((fund, year), Decimal(0))
    return Fraction(granted) - candidate.repaid.get((fund, year), 0)


def resource_rows(resource: Resource, candidates: Sequence[Candidate], plan_years: tuple[int, int]) -> Iterable[Row]:
    """The rows of a capacity that somebody uses."""
    for year, capacity in sorted(resource.capacity.items(), key=lambda item: item[0] or 0):
        used = {i: _used(c, resource.id, year, plan_years[0]) for i, c in enumerate(candidates)}
        id_ = f"resource:{resource.id}" if year is None else f"resource:{resource.id}:{year}"
        if any(used.values()):
            yield whole(id_, used, "<=", Fraction(capacity), "resource")


def _used(candidate: Candidate, resource: str, year: int | None, first: int) -> Fraction:
    """Use in a year, or over all years; a use without a year falls in the year of start."""
    start = candidate.start_year or first
    parts = (
        amount
        for (id_, when), amount in candidate.uses.items()
        if id_ == resource and (year is None or (start if when is None else when) == year)
    )
    return Fraction(sum(parts, Decimal(0)))


def _decided(
    kind: Literal["mandatory", "excluded"], proposals: Iterable[str], of: Mapping[str, Sequence[int]]
) -> Iterable[Row]:
    """Proposals of which one version must be taken, or none may be; one without a version is excluded already."""
    for proposal in sorted(proposals, key=lambda p: (tuple(of.get(p, ())), p)):
        versions, id_ = tuple((i, 1) for i in of.get(proposal, ())), f"{kind}:{proposal}"
        if versions or kind == "mandatory":
            yield Row(id_, versions, "==", int(kind == "mandatory"), kind, id_)


def _continues(continuing: Mapping[str, tuple[Key, ...]], candidates: Sequence[Candidate]) -> Iterable[Row]:
    index = {candidate.key: i for i, candidate in enumerate(candidates)}
    found = {name: tuple(sorted(index[key] for key in keys if key in index)) for name, keys in continuing.items()}
    for proposal, indexes in sorted(found.items(), key=lambda item: (item[1], item[0])):
        id_ = f"continues:{proposal}"
        yield Row(id_, tuple((i, 1) for i in indexes), "==", 1, "continues", id_)


def _requires(requires: Mapping[str, tuple[str, ...]], of: Mapping[str, Sequence[int]]) -> Iterable[Row]:
    pairs = ((a, b) for a, others in requires.items() for b in others if a in of)
    for first, other in sorted(pairs, key=lambda pair: (tuple(of[pair[0]]), tuple(of.get(pair[1], ())), pair)):
        id_ = f"requires:{first}:{other}"
        signs = {**dict.fromkeys(of[first], 1), **dict.fromkeys(of.get(other, ()), -1)}
        yield Row(id_, tuple(sorted(signs.items())), "<=", 0, "requires", id_)


def limit_rows(
    limit: Limit,
    candidates: Sequence[Candidate],
    funds: Sequence[Fund],
    known: Mapping[str, Sequence[str]],
    parameters: Mapping[str, Decimal],
) -> Iterable[Row]:
    """The rows of a limit but those that every plan keeps to; none of one on the joint draws."""
    for c in constrain(limit, candidates, parameters, envelope_of(funds), known):
        row = whole(c.id, c.coefficients, c.sense, c.bound, "limit", c.limit)
        if row.coefficients or not row.allows(frozenset()):
            yield row
