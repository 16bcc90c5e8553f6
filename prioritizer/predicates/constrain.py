"""Turn a limit on the plan into rows over the candidates, in exact fractions (design §4, convention §18–§19)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor, gcd, lcm
from typing import Literal, TypeAlias

from prioritizer.model.plan import Candidate
from prioritizer.model.rules import Amount, Fact, Limit, Op, Relation, RiskLimit, Verdict
from prioritizer.predicates.decide import decider

Sense: TypeAlias = Literal["<=", ">=", "=="]


@dataclass(frozen=True, slots=True)
class Constraint:
    """One row: the sum of coefficients over the chosen candidates stands in `sense` to `bound`.

    `coefficients` are by index in the sequence of candidates that was given; one that is absent is an exact zero.
    Rows with the same `id` are one limit, broken together and left out together.
    """

    id: str
    coefficients: Mapping[int, Fraction]
    sense: Sense
    bound: Fraction
    limit: str


@dataclass(frozen=True, slots=True)
class RiskBound:
    """A limit on the joint draws in exact numbers, each a share or kronor; see `RiskLimit`."""

    id: str
    form: Literal["worst_mean", "chance_below"]
    edge: Fraction
    bound: Fraction


class UnknownWhere(Exception):
    """A limit asks for a fact that some candidates do not state; missing is never counted as zero (convention §25)."""

    def __init__(self, limit: str, proposals: Iterable[str]) -> None:
        self.limit = limit
        self.proposals = tuple(sorted(set(proposals)))
        super().__init__(f"{limit}: {', '.join(self.proposals)}")


class UnknownThreshold(Exception):
    """A limit has neither a number nor a parameter in force."""

    def __init__(self, limit: str, parameter: str) -> None:
        self.limit, self.parameter = limit, parameter
        super().__init__(f"{limit}: {parameter}")


Declared: TypeAlias = Mapping[str, Sequence[str]]
"""Keys by the name that `by` has, and the ids of resources."""

PURSE_RETURN = "purse_return"
_SPLIT = ("fund", "year", "payer")

Quantity: TypeAlias = Callable[[int, str | None], Fraction]
"""What one candidate, by index, adds in one key (None: over the whole plan)."""


def constrain(
    limit: Limit,
    candidates: Sequence[Candidate],
    parameters: Mapping[str, Decimal],
    envelope: Decimal,
    declared: Declared | None = None,
) -> tuple[Constraint, ...]:
    """The rows of one limit.

    A count counts proposals, of which a plan holds one version each. A share is linear in the choice: the part less
    the share times the whole, at most or at least 0, so that a plan with nothing to take a share of meets it. With
    `by`, each key has its row `id[key]`: a share with a `where` is then of that key's own kronor, and one without is
    the key's part of the whole plan. A key that only candidates outside `where` have has its row too: a floor asks for
    each key that there is, not only for those in which it can be met. A candidate whose field is a list counts in each
    of its keys, and in none where the list is empty; `by: fund` and `by: year` split granted kronor and, for a
    resource, years (a use without a year falls in the year of start); `by: payer` splits what each purse gets back;
    other amounts, and counts, count whole in each fund that grants kronor and each year in which kronor are granted or
    something is used. above and below are exact on the grid of the row's own coefficients: above 3 proposals is at
    least 4.

    A limit on the joint draws has no rows that are the same for every plan, and so none here; see `risk_bound`.

    Args:
        limit: A limit whose names were checked when the rules were read.
        candidates: What is chosen between; the order gives the indexes.
        parameters: The numbers in force, by id.
        envelope: All kronor made available, the base of `base: envelope`.
        declared: Keys that have a row even when no candidate touches them (funds, years, goals and the choices of a
            closed field, by the name that `by` has), where a floor cannot be met; and the resources, which a candidate
            that does not name them does not use.

    Raises:
        UnknownWhere: A condition, a key or an amount is not stated for some candidate.
        UnknownThreshold: The limit's number is missing.

    Source:
        Design §4; convention §18, §19, §25.
    """
    match limit.limit:
        case Relation():
            return _relation(limit.id, limit.limit, candidates)
        case RiskLimit():
            return ()
        case _:
            return _amount(limit.id, limit.limit, candidates, parameters, envelope, declared or {})


def risk_bound(name: str, limit: RiskLimit, parameters: Mapping[str, Decimal]) -> RiskBound:
    """The numbers of a limit on the joint draws, which no fixed rows can hold: `selection/risk.py` makes them.

    Raises:
        UnknownThreshold: One of its numbers is missing.
    """
    edge = parameters.get(limit.edge_parameter) if limit.edge_parameter else limit.edge
    bound = parameters.get(limit.parameter) if limit.parameter else limit.value
    if edge is None or bound is None:
        raise UnknownThreshold(name, limit.edge_parameter if edge is None else limit.parameter)
    return RiskBound(name, limit.form, Fraction(edge), Fraction(bound))


def _relation(name: str, relation: Relation, candidates: Sequence[Candidate]) -> tuple[Constraint, ...]:
    one = Fraction(1)
    of = {p: [i for i, c in enumerate(candidates) if c.proposal == p] for p in relation.proposals}
    first, *others = relation.proposals
    if relation.form in ("exclusive", "at_most_one_of"):
        return (Constraint(name, {i: one for part in of.values() for i in part}, "<=", one, name),)
    sense: Sense = "==" if relation.form == "together" else "<="
    return tuple(
        Constraint(name, {**dict.fromkeys(of[first], one), **dict.fromkeys(of[other], -one)}, sense, Fraction(0), name)
        for other in others
    )


def _amount(
    name: str,
    amount: Amount,
    candidates: Sequence[Candidate],
    parameters: Mapping[str, Decimal],
    envelope: Decimal,
    declared: Declared,
) -> tuple[Constraint, ...]:
    threshold = amount.value if not amount.parameter else parameters.get(amount.parameter)
    if threshold is None:
        raise UnknownThreshold(name, amount.parameter)
    counted = _counted(name, amount, candidates, parameters)
    whole = tuple(range(len(candidates))) if amount.form == "share_of" else counted
    keys = _keys(name, amount.by, candidates, declared)
    quantity = _quantity(name, amount, candidates, whole, declared)
    rows = []
    for key in keys:
        coefficients, bound = {i: quantity(i, key) for i in counted}, Fraction(threshold)
        if amount.form == "share_of" and amount.base == "granted":
            base = key if amount.where is not None else None
            row = _share_row(name, key, coefficients, {i: quantity(i, base) for i in whole}, amount.op, bound)
        else:
            bound *= Fraction(envelope) if amount.form == "share_of" else 1
            row = _row(name, key, coefficients, amount.op, bound)
        rows.append(row)
    return tuple(rows)


def _share_row(
    name: str, key: str | None, part: Mapping[int, Fraction], whole: Mapping[int, Fraction], op: Op, share: Fraction
) -> Constraint:
    """The part less the share times the whole; a plan with no whole meets it, whatever the op.

    above and below cannot ask for a step of the grid as other rows do, since a plan with nothing has no step to take.
    They take the step in proportion to the whole instead: less than one step for any plan that the candidates allow.
    """
    coefficients = {i: part.get(i, Fraction(0)) - share * of for i, of in whole.items()}
    if op in (Op.ABOVE, Op.BELOW) and any(whole.values()):
        step = _step(coefficients.values()) / sum(whole.values(), Fraction(0))
        sign = 1 if op is Op.BELOW else -1
        coefficients = {i: value + sign * step * whole[i] for i, value in coefficients.items()}
    loose = {Op.ABOVE: Op.AT_LEAST, Op.BELOW: Op.AT_MOST}.get(op, op)
    return _row(name, key, coefficients, loose, Fraction(0))


def _step(values: Iterable[Fraction]) -> Fraction:
    """The largest number that divides all values, and 1 where all are 0: their sums lie on its multiples."""
    found = list(values)
    grid = lcm(1, *(value.denominator for value in found))
    return Fraction(gcd(*(int(value * grid) for value in found)) or grid, grid)


def _row(name: str, key: str | None, coefficients: Mapping[int, Fraction], op: Op, bound: Fraction) -> Constraint:
    coefficients = {i: value for i, value in coefficients.items() if value}
    grid = lcm(1, *(value.denominator for value in coefficients.values()))
    row = name if key is None else f"{name}[{key}]"
    match op:
        case Op.AT_MOST:
            return Constraint(row, coefficients, "<=", bound, name)
        case Op.AT_LEAST:
            return Constraint(row, coefficients, ">=", bound, name)
        case Op.BELOW:
            return Constraint(row, coefficients, "<=", Fraction(ceil(bound * grid) - 1, grid), name)
        case Op.ABOVE:
            return Constraint(row, coefficients, ">=", Fraction(floor(bound * grid) + 1, grid), name)
        case Op.EQUALS:
            return Constraint(row, coefficients, "==", bound, name)
        case _:
            raise ValueError(f"{name}: a limit cannot use {op}")


def _counted(
    name: str, amount: Amount, candidates: Sequence[Candidate], parameters: Mapping[str, Decimal]
) -> tuple[int, ...]:
    if amount.where is None:
        return tuple(range(len(candidates)))
    decided = decider(amount.where, parameters)
    verdicts = [decided(c.facts).verdict for c in candidates]
    unknown = [c.proposal for c, verdict in zip(candidates, verdicts, strict=True) if verdict is Verdict.UNKNOWN]
    if unknown:
        raise UnknownWhere(name, unknown)
    return tuple(i for i, verdict in enumerate(verdicts) if verdict is Verdict.HOLDS)


def _keys(name: str, by: str, candidates: Sequence[Candidate], declared: Declared) -> tuple[str | None, ...]:
    if by == "plan":
        return (None,)
    if by not in _SPLIT:
        unstated = [c.proposal for c in candidates if c.facts.get(by) is None]
        if unstated:
            raise UnknownWhere(name, unstated)
    found = {key for c in candidates for key in _keys_of(c, by, declared)}
    return tuple(sorted(found | set(declared.get(by, ()))))


def _keys_of(candidate: Candidate, by: str, declared: Declared) -> frozenset[str]:
    if by == "payer":
        return frozenset(candidate.returns)
    if by == "fund":
        return frozenset(fund for (fund, _), kronor in candidate.granted.items() if kronor)
    if by == "year":
        granted = {str(year) for (_, year), kronor in candidate.granted.items() if kronor}
        used = {_year_of_use(candidate, year, declared) for (_, year), amount in candidate.uses.items() if amount}
        return frozenset(granted | {year for year in used if year})
    fact = candidate.facts.get(by)
    return frozenset(_word(part) for part in (fact if isinstance(fact, tuple) else (fact,)))


def _word(fact: Fact) -> str:
    return str(fact).lower() if isinstance(fact, bool) else str(fact)


def _year_of_use(candidate: Candidate, year: int | None, declared: Declared) -> str | None:
    """A use without a year falls in the year of start, and without a stated start in the first plan year."""
    start = candidate.start_year if year is None else year
    return min(declared.get("year", ()), default=None) if start is None else str(start)


def _quantity(
    name: str, amount: Amount, candidates: Sequence[Candidate], needed: Sequence[int], declared: Declared
) -> Quantity:
    keys = [_keys_of(c, amount.by, declared) for c in candidates] if amount.by != "plan" else []

    def inside(i: int, key: str | None) -> bool:
        return key is None or key in keys[i]

    if amount.form == "count_where":
        return lambda i, key: Fraction(inside(i, key))
    if amount.of == "granted":
        return lambda i, key: _granted(candidates[i], amount.by, key) if inside(i, key) else Fraction(0)
    if amount.of in {*declared.get("resource", ()), *(resource for c in candidates for resource, _ in c.uses)}:
        return _used(name, amount, candidates, needed, declared, inside)
    if amount.of == PURSE_RETURN and amount.by == "payer":
        return _returned(name, candidates, needed)
    unstated = [candidates[i].proposal for i in needed if not isinstance(candidates[i].facts.get(amount.of), Decimal)]
    if unstated:
        raise UnknownWhere(name, unstated)
    return lambda i, key: Fraction(str(candidates[i].facts[amount.of])) if inside(i, key) else Fraction(0)


def _returned(name: str, candidates: Sequence[Candidate], needed: Sequence[int]) -> Quantity:
    """What each purse gets back of what it pays; nobody's silence on what can be taken home is a zero (D4)."""
    unstated = [candidates[i].proposal for i in needed if None in candidates[i].returns.values()]
    if unstated:
        raise UnknownWhere(name, unstated)
    return lambda i, purse: Fraction(candidates[i].returns.get(purse or "") or 0)


def _granted(candidate: Candidate, by: str, key: str | None) -> Fraction:
    place = {"fund": 0, "year": 1}.get(by)
    kronor = (
        amount
        for where, amount in candidate.granted.items()
        if key is None or place is None or str(where[place]) == key
    )
    return sum((Fraction(amount) for amount in kronor), Fraction(0))


def _used(
    name: str,
    amount: Amount,
    candidates: Sequence[Candidate],
    needed: Sequence[int],
    declared: Declared,
    inside: Callable[[int, str | None], bool],
) -> Quantity:
    def year(i: int, year: int | None) -> str | None:
        return _year_of_use(candidates[i], year, declared) if amount.by == "year" else ""

    def used(i: int, key: str | None) -> Fraction:
        parts = (
            Fraction(n)
            for (resource, when), n in candidates[i].uses.items()
            if resource == amount.of and (amount.by != "year" or year(i, when) == key)
        )
        return sum(parts, Fraction(0)) if inside(i, key) else Fraction(0)

    undated = [
        candidates[i].proposal
        for i in needed
        for (resource, when), n in candidates[i].uses.items()
        if resource == amount.of and n and year(i, when) is None
    ]
    if undated:
        raise UnknownWhere(name, undated)
    return used
