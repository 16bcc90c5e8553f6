"""Turn a limit on the plan into rows over the candidates, in exact fractions (design §4, convention §18–§19)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor, lcm
from typing import Literal, TypeAlias

from prioritizer.model.plan import Candidate
from prioritizer.model.rules import Amount, Fact, Limit, Op, Relation, Verdict
from prioritizer.predicates.decide import decide

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


Quantity: TypeAlias = Callable[[int, str | None], Fraction]
"""What one candidate, by index, adds in one key (None: over the whole plan)."""


def constrain(
    limit: Limit,
    candidates: Sequence[Candidate],
    parameters: Mapping[str, Decimal],
    envelope: Decimal,
    declared: Mapping[str, Sequence[str]] | None = None,
) -> tuple[Constraint, ...]:
    """The rows of one limit.

    A count counts proposals, of which a plan holds one version each. A share is linear in the choice: the part less
    the share times the whole, at most or at least 0, so that an empty plan meets a ceiling. With `by`, each key has
    its row `id[key]`: a share with a `where` is then of that key's own kronor, and one without is the key's part of
    the whole plan. A candidate whose field is a list counts in each of its keys; `by: fund` and `by: year` split
    granted kronor and, for a resource, years; other amounts count whole wherever kronor are granted.
    above and below are exact on the grid of the row's own coefficients: above 3 proposals is at least 4.

    Args:
        limit: A limit whose names were checked when the rules were read.
        candidates: What is chosen between; the order gives the indexes.
        parameters: The numbers in force, by id.
        envelope: All kronor made available, the base of `base: envelope`.
        declared: Keys that have a row even when no candidate touches them (fund, year), where a floor cannot be met;
            and the resources, which a candidate that does not name them does not use.

    Raises:
        UnknownWhere: A condition, a key or an amount is not stated for some candidate.
        UnknownThreshold: The limit's number is missing.

    Source:
        Design §4; convention §18, §19, §25.
    """
    if isinstance(limit.limit, Relation):
        return _relation(limit.id, limit.limit, candidates)
    return _amount(limit.id, limit.limit, candidates, parameters, envelope, declared or {})


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
    declared: Mapping[str, Sequence[str]],
) -> tuple[Constraint, ...]:
    threshold = amount.value if not amount.parameter else parameters.get(amount.parameter)
    if threshold is None:
        raise UnknownThreshold(name, amount.parameter)
    counted = _counted(name, amount, candidates, parameters)
    whole = tuple(range(len(candidates))) if amount.form == "share_of" else counted
    keys = _keys(name, amount.by, [candidates[i] for i in whole], declared)
    quantity = _quantity(name, amount, candidates, whole, declared.get("resource", ()))
    rows = []
    for key in keys:
        coefficients, bound = {i: quantity(i, key) for i in counted}, Fraction(threshold)
        if amount.form == "share_of" and amount.base == "envelope":
            bound *= Fraction(envelope)
        elif amount.form == "share_of":
            base = key if amount.where is not None else None
            coefficients = {i: coefficients.get(i, Fraction(0)) - bound * quantity(i, base) for i in whole}
            bound = Fraction(0)
        rows.append(_row(name, key, {i: value for i, value in coefficients.items() if value}, amount.op, bound))
    return tuple(rows)


def _row(name: str, key: str | None, coefficients: Mapping[int, Fraction], op: Op, bound: Fraction) -> Constraint:
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
    verdicts = [decide(amount.where, c.facts, parameters).verdict for c in candidates]
    unknown = [c.proposal for c, verdict in zip(candidates, verdicts, strict=True) if verdict is Verdict.UNKNOWN]
    if unknown:
        raise UnknownWhere(name, unknown)
    return tuple(i for i, verdict in enumerate(verdicts) if verdict is Verdict.HOLDS)


def _keys(
    name: str, by: str, candidates: Sequence[Candidate], declared: Mapping[str, Sequence[str]]
) -> tuple[str | None, ...]:
    if by == "plan":
        return (None,)
    if by not in ("fund", "year"):
        unstated = [c.proposal for c in candidates if c.facts.get(by) in (None, ())]
        if unstated:
            raise UnknownWhere(name, unstated)
    found = {key for c in candidates for key in _keys_of(c, by)}
    return tuple(sorted(found | set(declared.get(by, ()))))


def _keys_of(candidate: Candidate, by: str) -> frozenset[str]:
    if by == "fund":
        return frozenset(fund for (fund, _), kronor in candidate.granted.items() if kronor)
    if by == "year":
        granted = {str(year) for (_, year), kronor in candidate.granted.items() if kronor}
        return frozenset(granted | {str(year) for (_, year), used in candidate.uses.items() if used and year})
    fact = candidate.facts.get(by)
    return frozenset(_word(part) for part in (fact if isinstance(fact, tuple) else (fact,)))


def _word(fact: Fact) -> str:
    return str(fact).lower() if isinstance(fact, bool) else str(fact)


def _quantity(
    name: str, amount: Amount, candidates: Sequence[Candidate], needed: Sequence[int], resources: Sequence[str]
) -> Quantity:
    keys = [_keys_of(c, amount.by) for c in candidates] if amount.by != "plan" else []

    def inside(i: int, key: str | None) -> bool:
        return key is None or key in keys[i]

    if amount.form == "count_where":
        return lambda i, key: Fraction(inside(i, key))
    if amount.of == "granted":
        return lambda i, key: _granted(candidates[i], amount.by, key) if inside(i, key) else Fraction(0)
    if amount.of in {*resources, *(resource for c in candidates for resource, _ in c.uses)}:
        return lambda i, key: _used(candidates[i], amount.of, amount.by, key) if inside(i, key) else Fraction(0)
    unstated = [candidates[i].proposal for i in needed if not _is_number(candidates[i].facts.get(amount.of))]
    if unstated:
        raise UnknownWhere(name, unstated)
    return lambda i, key: Fraction(str(candidates[i].facts[amount.of])) if inside(i, key) else Fraction(0)


def _is_number(fact: Fact) -> bool:
    return isinstance(fact, Decimal)


def _granted(candidate: Candidate, by: str, key: str | None) -> Fraction:
    place = {"fund": 0, "year": 1}.get(by)
    kronor = (
        amount
        for where, amount in candidate.granted.items()
        if key is None or place is None or str(where[place]) == key
    )
    return Fraction(sum(kronor, Decimal(0)))


def _used(candidate: Candidate, resource: str, by: str, key: str | None) -> Fraction:
    used = (
        amount
        for (id_, year), amount in candidate.uses.items()
        if id_ == resource and (key is None or by != "year" or str(year) == key)
    )
    return Fraction(sum(used, Decimal(0)))
