"""Small portfolios drawn at random, and a brute-force choice that shares no code with the program."""

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from itertools import combinations, product

from prioritizer.model.plan import Candidate, Key
from prioritizer.model.portfolio import Fund, Resource
from prioritizer.model.rules import Amount, Leaf, Limit, Op, Relation, RiskLimit, Source
from prioritizer.selection.program import Program
from prioritizer.selection.statement import Statement

YEARS = (2027, 2029)
Plan = tuple[Candidate, ...]


@dataclass(frozen=True)
class Case:
    """All that a program is made of."""

    candidates: tuple[Candidate, ...]
    funds: tuple[Fund, ...] = ()
    resources: tuple[Resource, ...] = ()
    limits: tuple[Limit, ...] = ()
    mandatory: frozenset[str] = frozenset()
    requires: tuple[tuple[str, tuple[str, ...]], ...] = ()
    reserve_price: Decimal = Decimal(0)
    together: Mapping[tuple[str, tuple[Key, ...]], int] = field(default_factory=dict)
    together_draws: Mapping[tuple[str, tuple[Key, ...]], tuple[int, ...]] = field(default_factory=dict)
    continuing: Mapping[str, tuple[Key, ...]] = field(default_factory=dict)
    excluded: frozenset[str] = frozenset()

    def program(self) -> Program:
        """The program of the case."""
        return self.statement().program()

    def statement(self) -> Statement:
        """What the program of the case is built from."""
        return Statement(
            self.candidates,
            self.funds,
            self.resources,
            self.limits,
            self.mandatory,
            dict(self.requires),
            YEARS,
            {"cap": Decimal("0.4")},
            self.reserve_price,
            together=self.together,
            together_draws=self.together_draws,
            continuing=self.continuing,
            excluded=self.excluded,
        )


def limit(name: str, form: Amount | Relation | RiskLimit) -> Limit:
    """A limit without words."""
    return Limit(name, {}, {}, form, Source(""))


def candidate(
    proposal: str,
    value: int,
    granted: Mapping[tuple[str, int], int | str | Decimal] | None = None,
    alternative: str | None = None,
    start: int | None = None,
    uses: Mapping[tuple[str, int | None], int] | None = None,
    **facts: Decimal | str | tuple[str, ...],
) -> Candidate:
    """A candidate whose fingerprint is a hash of its numbers."""
    money = {where: Decimal(kronor) for where, kronor in (granted or {}).items()}
    used = {where: Decimal(amount) for where, amount in (uses or {}).items()}
    numbers = f"{value}{sorted(money.items())}{start}{sorted(used.items(), key=str)}"
    mark = sha256(numbers.encode()).hexdigest()
    return Candidate(proposal, alternative, start, value, money, used, facts, mark)


def knapsack(values: Iterable[int], costs: Iterable[int], budget: int) -> Case:
    """Proposals p00, p01, … of one fund and one year."""
    candidates = tuple(
        candidate(f"p{i:02}", value, {("fund", 2027): cost})
        for i, (value, cost) in enumerate(zip(values, costs, strict=True))
    )
    return Case(candidates, (fund({2027: budget}),))


def fund(allocation: Mapping[int, int], opening: int = 0, carry_over: bool = True, name: str = "fund") -> Fund:
    """A fund of the municipality."""
    amounts = {year: Decimal(amount) for year, amount in allocation.items()}
    return Fund(name, name, "kommun", Decimal(opening), carry_over, "lopande", amounts)


def random_case(seed: int, size: int = 6) -> Case:
    """A portfolio with versions, starts, funds with and without carry-over, capacities, and limits of every form."""
    draw = random.Random(seed)
    unit = draw.choice([1, 1000, 10**6])
    funds = (
        fund({y: draw.randint(3, 12) * unit for y in (2027, 2028, 2029)}, draw.choice([0, 2 * unit]), True, "a"),
        fund({y: draw.randint(2, 9) * unit for y in (2027, 2028, 2029)}, draw.choice([0, unit]), False, "b"),
    )
    resources = (
        Resource("staff", "", "", {None: Decimal(draw.randint(3, 10))}),
        Resource("rooms", "", "", {2027: Decimal(draw.randint(1, 4)), 2028: Decimal(draw.randint(1, 4))}),
    )
    names = [f"p{i}" for i in range(size)]
    candidates = [c for name in names for c in _versions(draw, name, unit)]
    return Case(
        tuple(candidates),
        funds,
        resources,
        _limits(draw, names, unit),
        frozenset(draw.sample(names, draw.choice([0, 0, 0, 1]))),
        tuple((name, (other,)) for name, other in [draw.sample(names, 2)] if draw.random() < 0.5),
        draw.choice([Decimal(0), Decimal(0), Decimal("0.05"), Decimal(1)]),
    )


def with_overlaps(case: Case, seed: int) -> Case:
    """The same portfolio where two groups of proposals are worth something else together than by themselves.

    Mostly less for two and more for three, as people reached twice are; sometimes the other way round.
    """
    draw = random.Random(f"overlaps {seed}")
    found: dict[tuple[str, tuple[Key, ...]], int] = {}
    proposals = sorted({c.proposal for c in case.candidates})
    most = max(abs(c.value) for c in case.candidates) + 1
    for name_of_group in ("one", "two"):
        group = draw.sample(proposals, min(len(proposals), draw.randint(2, 4)))
        for size in range(2, len(group) + 1):
            for some in combinations(group, size):
                for chosen in product(*([c for c in case.candidates if c.proposal == name] for name in some)):
                    sign = (-1 if size % 2 == 0 else 1) * draw.choice([1, 1, 1, 1, -1])
                    found[name_of_group, tuple(c.key for c in chosen)] = sign * draw.randint(0, most) // size
    return replace(case, together=found)


def with_commitments(case: Case, seed: int) -> Case:
    """The same portfolio where earlier plans have promised part of the funds, sometimes more than one year has."""
    draw = random.Random(f"commitments {seed}")
    unit = min(kronor for f in case.funds for kronor in f.allocation.values()) / 4
    promised = [{year: unit * draw.choice([0, 0, 1, 3, 6]) for year in (2027, 2028, 2029)} for _ in case.funds]
    return replace(case, funds=tuple(replace(f, committed=p) for f, p in zip(case.funds, promised, strict=True)))


def with_repaid(case: Case, seed: int) -> Case:
    """The same portfolio where most versions pay something back in a later year, sometimes more than they got."""
    draw = random.Random(f"repaid {seed}")
    unit = int(min(kronor for f in case.funds for kronor in f.allocation.values()) / 3)
    found = []
    for c in case.candidates:
        where = [(draw.choice("ab"), draw.choice([2027, 2028, 2029])) for _ in range(draw.choice([0, 1, 2]))]
        found.append(replace(c, repaid={at: unit * draw.randint(0, 3) + draw.randint(0, 1) for at in where}))
    return replace(case, candidates=tuple(found))


def _versions(draw: random.Random, name: str, unit: int) -> Iterable[Candidate]:
    facts: dict[str, Decimal | str | tuple[str, ...]] = {
        "risk": draw.choice(["low", "high"]),
        "district": draw.choice(["north", "south"]),
        "people": Decimal(draw.randint(0, 9)),
        "goals": tuple(draw.sample(["school", "home", "work"], draw.randint(1, 2))),
    }
    for version in range(draw.choice([1, 1, 2])):
        for start in draw.choice([(2027,), (2027, 2028)]):
            first, second = draw.choice("ab"), draw.choice("ab")
            granted = {(first, start): draw.randint(0, 7) * unit}
            granted[second, start + 1] = draw.randint(0, 3) * unit
            uses = {("staff", None): draw.randint(0, 3), ("rooms", start): draw.randint(0, 2)}
            value = draw.randint(-2, 12) * unit + draw.choice([0, 1, 7])
            yield candidate(name, value, granted, f"v{version}" if version else None, start, uses, **facts)


def _limits(draw: random.Random, names: list[str], unit: int) -> tuple[Limit, ...]:
    high = Leaf("risk", Op.EQUALS, "high")
    share, few = Decimal(draw.randint(2, 8)) / 10, Decimal(draw.randint(1, 4))
    forms: list[Amount | Relation] = [
        Amount("share_of", "granted", Op.AT_MOST, None, "cap", where=high),
        Amount("share_of", "granted", Op.AT_LEAST, share, where=high, by="fund"),
        Amount("share_of", "granted", Op.AT_MOST, share, by="district"),
        Amount("share_of", "granted", Op.AT_MOST, share, where=high, base="envelope"),
        Amount("count_where", "", Op.AT_MOST, few, by="goals"),
        Amount("count_where", "", Op.AT_LEAST, Decimal(1), where=high),
        Amount("count_where", "", Op.BELOW, few + 1, by="year"),
        Amount("sum_of", "people", Op.ABOVE, few * 2),
        Amount("sum_of", "granted", Op.AT_MOST, few * 3 * unit, by="year"),
        Amount("sum_of", "staff", Op.AT_MOST, few * 2, where=high),
        Relation("exclusive", tuple(draw.sample(names, 2))),
        Relation("together", tuple(draw.sample(names, 3))),
        Relation("requires", tuple(draw.sample(names, 3))),
        Relation("at_most_one_of", tuple(draw.sample(names, 3))),
    ]
    return tuple(limit(f"limit{i}", form) for i, form in enumerate(draw.sample(forms, draw.randint(0, 4))))


def plans(case: Case) -> Iterable[Plan]:
    """Every set of candidates with at most one version of each proposal."""
    proposals = sorted({c.proposal for c in case.candidates})
    versions = [[None, *(c for c in case.candidates if c.proposal == p)] for p in proposals]
    for choice in product(*versions):
        yield tuple(c for c in choice if c is not None)


def best_plans(case: Case) -> tuple[Fraction | None, list[Plan]]:
    """The highest value among plans within all limits, and every plan that has it."""
    best: Fraction | None = None
    found: list[Plan] = []
    for plan in plans(case):
        worth = worth_of(case, plan)
        if (best is None or worth >= best) and keeps(case, plan):
            found = [*found, plan] if worth == best else [plan]
            best = worth
    return best, found


def worth_of(case: Case, plan: Plan) -> Fraction:
    """Value less the reserve price of what is granted, and what some are worth together beyond their sum."""
    keys = {c.key for c in plan}
    return sum(
        (Fraction(c.value) - Fraction(case.reserve_price) * Fraction(c.granted_total) for c in plan),
        Fraction(sum(kronor for (_, some), kronor in case.together.items() if keys.issuperset(some))),
    )


def keeps(case: Case, plan: Plan, names: frozenset[str] | None = None) -> bool:
    """Whether a plan keeps to all rows, or to those named, by direct reading of what they mean."""
    return all(met for name, met in verdicts(case, plan) if names is None or name in names)


def verdicts(case: Case, plan: Plan) -> Iterable[tuple[str, bool]]:
    """Each rule of the case by the id of its row, and whether a finished plan meets it."""
    taken = {c.proposal for c in plan}
    for f in case.funds:
        yield from _fund(f, plan)
    for resource in case.resources:
        for year, capacity in resource.capacity.items():
            used = sum(
                (a for c in plan for (r, y), a in c.uses.items() if r == resource.id and year in (None, y)), Decimal(0)
            )
            yield f"resource:{resource.id}" + (f":{year}" if year else ""), used <= capacity
    for name, keys in case.continuing.items():
        yield f"continues:{name}", any(c.key in keys for c in plan)
    for name in case.mandatory:
        yield f"mandatory:{name}", name in taken
    for name in case.excluded:
        yield f"excluded:{name}", name not in taken
    for name, others in case.requires:
        for other in others:
            yield f"requires:{name}:{other}", name not in taken or other in taken
    for rule in case.limits:
        yield from limit_verdicts(case, rule, plan)


def _fund(f: Fund, plan: Plan) -> Iterable[tuple[str, bool]]:
    balance = f.opening
    for year in range(YEARS[0], YEARS[1] + 1):
        balance += f.allocation.get(year, Decimal(0)) - f.committed.get(year, Decimal(0))
        balance -= sum((c.granted.get((f.id, year), Decimal(0)) for c in plan), Decimal(0))
        balance += sum(c.repaid.get((f.id, year), 0) for c in plan)
        yield f"fund:{f.id}:{year}", balance >= 0
        if not f.carry_over:
            balance = Decimal(0)


def limit_verdicts(case: Case, rule: Limit, plan: Plan) -> Iterable[tuple[str, bool]]:
    """A limit decided on a finished plan in plain arithmetic, one answer for each key."""
    form = rule.limit
    taken = {c.proposal for c in plan}
    if isinstance(form, Relation):
        first, *others = form.proposals
        count = len(taken & set(form.proposals))
        met = {
            "exclusive": count <= 1,
            "at_most_one_of": count <= 1,
            "together": count in (0, len(form.proposals)),
            "requires": first not in taken or set(others) <= taken,
        }
        yield rule.id, met[form.form]
        return
    threshold = Decimal("0.4") if form.parameter else form.value
    assert threshold is not None
    if isinstance(form, RiskLimit):
        yield rule.id, _risk_met(case, form, plan, Fraction(threshold))
        return
    if form.by == "plan":
        yield rule.id, _met(form.op, *_sides(case, form, plan, None, Fraction(threshold)))
        return
    for key in _all_keys(form.by):
        yield f"{rule.id}[{key}]", _met(form.op, *_sides(case, form, plan, key, Fraction(threshold)))


def drawn(case: Case, plan: Plan) -> list[int]:
    """What a plan is worth in each draw."""
    count = len(case.candidates[0].draws)
    keys = {c.key for c in plan}
    parts = [c.draws for c in plan] + [d for (_, some), d in case.together_draws.items() if keys.issuperset(some)]
    return [sum(part[s] for part in parts) for s in range(count)]


def worst_mean(draws: Iterable[int], share: Fraction) -> Fraction:
    """By the other definition of CVaR: the most that t less the mean shortfall below t, over the share, can be."""
    found = list(draws)
    return max(t - sum((Fraction(max(0, t - x)) for x in found), Fraction(0)) / (share * len(found)) for t in found)


def _risk_met(case: Case, form: RiskLimit, plan: Plan, bound: Fraction) -> bool:
    found = drawn(case, plan)
    assert form.edge is not None
    if form.form == "worst_mean":
        return worst_mean(found, Fraction(form.edge)) >= bound
    return Fraction(len([x for x in found if x < form.edge]), len(found)) <= bound


def _all_keys(by: str) -> list[str]:
    fixed = {"fund": ["a", "b"], "year": ["2027", "2028", "2029"], "district": ["north", "south"]}
    return fixed.get(by, ["school", "home", "work"])


def _sides(case: Case, form: Amount, plan: Plan, key: str | None, threshold: Fraction) -> tuple[Fraction, Fraction]:
    counted = [c for c in plan if form.where is None or c.facts["risk"] == "high"]
    part = sum((_amount(form, c, key) for c in counted), Fraction(0))
    if form.form != "share_of":
        return part, threshold
    if form.base == "envelope":
        envelope = sum(
            (f.opening + sum(f.allocation.values()) - sum(f.committed.values()) for f in case.funds), Decimal(0)
        )
        return part, threshold * Fraction(envelope)
    base = key if form.where is not None else None
    return part, threshold * sum((_amount(form, c, base) for c in plan), Fraction(0))


def _amount(form: Amount, c: Candidate, key: str | None) -> Fraction:
    parts = {(f, y): kronor for (f, y), kronor in c.granted.items()}
    if form.by == "fund" and key is not None:
        parts = {where: kronor for where, kronor in parts.items() if where[0] == key}
    if form.by == "year" and key is not None:
        parts = {where: kronor for where, kronor in parts.items() if str(where[1]) == key}
    present = key is None
    if form.by == "fund":
        present = present or any(parts.values())
    elif form.by == "year":
        present = (
            present
            or any(parts.values())
            or any(a for (_, y), a in c.uses.items() if str(c.start_year if y is None else y) == key)
        )
    elif form.by == "district":
        present = present or c.facts["district"] == key
    elif form.by == "goals":
        goals = c.facts["goals"]
        present = present or (isinstance(goals, tuple) and key in goals)
    if not present:
        return Fraction(0)
    if form.form == "count_where":
        return Fraction(1)
    if form.of == "people":
        return Fraction(str(c.facts["people"]))
    if form.of == "staff":
        return Fraction(c.uses["staff", None])
    return Fraction(sum(parts.values(), Decimal(0)))


def _met(op: Op, left: Fraction, right: Fraction) -> bool:
    return {Op.AT_MOST: left <= right, Op.AT_LEAST: left >= right, Op.BELOW: left < right, Op.ABOVE: left > right}[op]
