"""A limit decided on a finished plan, straight from what it says: the other half of `constrain` (convention §19).

Nothing here is shared with the rows that constrain the choice, so that each can be checked by the other.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from prioritizer.model.plan import Candidate, Key
from prioritizer.model.rules import Amount, Limit, Op, Relation, RiskLimit, Verdict
from prioritizer.predicates.decide import decider

Declared = Mapping[str, Sequence[str]]
Shares = Mapping[str, Fraction]
"""What one proposal adds, by key."""

Answer = tuple[Fraction | None, Verdict, Fraction | None]
"""What is used, the verdict and the margin."""

Cell = tuple[str | None, Fraction]

Together = Mapping[tuple[str, tuple[Key, ...]], Sequence[int]]
"""Kronor by joint draw that candidates of an overlap group are worth together beyond the sum of each, by group."""

WHOLE = ""
"""The key of a limit on the plan as a whole."""

_MET: Mapping[Op, Callable[[Fraction, Fraction], bool]] = {
    Op.AT_MOST: lambda used, bound: used <= bound,
    Op.AT_LEAST: lambda used, bound: used >= bound,
    Op.BELOW: lambda used, bound: used < bound,
    Op.ABOVE: lambda used, bound: used > bound,
    Op.EQUALS: lambda used, bound: used == bound,
}


@dataclass(frozen=True, slots=True)
class Judged:
    """One row of a limit on a finished plan, in the limit's own unit: kronor, a count, a share or the field's unit.

    `id` is the limit's, `id[key]` with `by`. `used` is None for a share of nothing, for a relation between proposals,
    and where something is not known; `bound` and `op` are None for a relation, `bound` also for a number that is not
    in force. `margin` is the distance to the bound, ≥ 0 when at_most or at_least is met and > 0 when above or below
    is; None where nothing is used or the op is equals.
    """

    id: str
    used: Fraction | None
    bound: Decimal | None
    op: Op | None
    verdict: Verdict
    margin: Fraction | None = None


class _Unknown(Exception):
    """Something that the limit asks for is not stated."""


def judge(
    limit: Limit,
    chosen: Sequence[Candidate],
    parameters: Mapping[str, Decimal],
    envelope: Decimal,
    declared: Declared | None = None,
    together: Together | None = None,
) -> tuple[Judged, ...]:
    """Decide a limit on a plan, one answer for each key.

    A share of nothing meets its limit. A limit whose number is not in force, or that asks for a fact that some chosen
    proposal does not state, is unknown as a whole: one answer under the limit's own id.

    Args:
        limit: A limit whose names were checked when the rules were read.
        chosen: The versions of the plan, one of each proposal at most.
        parameters: The numbers in force, by id.
        envelope: All kronor made available, the base of `base: envelope`.
        declared: Keys that are answered for even when no chosen proposal has them, by the name that `by` has; and
            under `resource` the ids of resources, which a proposal that does not name them does not use.
        together: What limits on the joint draws count besides the draws of each version.

    Source:
        Convention §18, §19, §25.
    """
    if isinstance(limit.limit, Relation):
        return (_relation(limit.id, limit.limit, frozenset(c.proposal for c in chosen)),)
    if isinstance(limit.limit, RiskLimit):
        return (_risk(limit.id, limit.limit, chosen, parameters, together or {}),)
    amount = limit.limit
    bound = parameters.get(amount.parameter) if amount.parameter else amount.value
    if bound is None:
        return (Judged(limit.id, None, None, amount.op, Verdict.UNKNOWN),)
    try:
        found = list(_rows(amount, chosen, parameters, envelope, declared or {}, Fraction(bound)))
    except _Unknown:
        return (Judged(limit.id, None, bound, amount.op, Verdict.UNKNOWN),)
    return tuple(
        Judged(limit.id if key == WHOLE else f"{limit.id}[{key}]", used, bound, amount.op, verdict, margin)
        for key, (used, verdict, margin) in found
    )


def keys(
    amount: Amount, candidates: Sequence[Candidate], parameters: Mapping[str, Decimal], declared: Declared
) -> tuple[str, ...]:
    """The keys that a limit has a row for when it is put on these candidates; none where something is not stated."""
    try:
        split = _split(amount, candidates, parameters, declared)
    except _Unknown:
        return ()
    return tuple(sorted({*declared.get(amount.by, ()), *(key for part, _ in split for key in part)}))


def _relation(name: str, relation: Relation, taken: frozenset[str]) -> Judged:
    first, *others = relation.proposals
    count = len(taken & set(relation.proposals))
    met = {
        "exclusive": count <= 1,
        "at_most_one_of": count <= 1,
        "together": count in (0, len(relation.proposals)),
        "requires": first not in taken or taken.issuperset(others),
    }[relation.form]
    return Judged(name, None, None, None, Verdict.HOLDS if met else Verdict.FAILS)


def _risk(
    name: str,
    limit: RiskLimit,
    chosen: Sequence[Candidate],
    parameters: Mapping[str, Decimal],
    together: Together,
) -> Judged:
    """A limit on the joint draws (convention §18); a plan with nothing in it is worth 0 kronor in every draw."""
    edge = parameters.get(limit.edge_parameter) if limit.edge_parameter else limit.edge
    bound = parameters.get(limit.parameter) if limit.parameter else limit.value
    counts = {len(c.draws) for c in chosen}
    if edge is None or bound is None or len(counts) > 1 or 0 in counts:
        return Judged(name, None, bound, limit.op, Verdict.UNKNOWN)
    keys = {c.key for c in chosen}
    shared = [worth for (_, members), worth in together.items() if keys.issuperset(members)]
    drawn = [sum(parts) for parts in zip(*(c.draws for c in chosen), *shared, strict=True)] or [0]
    if limit.form == "worst_mean":
        used = _mean_of_worst(drawn, Fraction(edge))
    else:
        used = Fraction(sum(kronor < edge for kronor in drawn), len(drawn))
    return Judged(name, used, bound, limit.op, *_answer(limit.op, used, Fraction(bound))[1:])


def _mean_of_worst(drawn: Sequence[int], share: Fraction) -> Fraction:
    """The mean over the worst share of the draws; the last of them counts with the part that falls within it.

    Less than one draw is the worst draw, and more than all of them are all.
    """
    if share * len(drawn) <= 1:
        return Fraction(min(drawn))
    left = mass = min(Fraction(1), share) * len(drawn)
    total = Fraction(0)
    for kronor in sorted(drawn):
        part = min(Fraction(1), left)
        total, left = total + part * kronor, left - part
    return total / mass


def _rows(
    amount: Amount,
    chosen: Sequence[Candidate],
    parameters: Mapping[str, Decimal],
    envelope: Decimal,
    declared: Declared,
    bound: Fraction,
) -> Iterable[tuple[str, Answer]]:
    split = _split(amount, chosen, parameters, declared)
    everything = sum((Fraction(kronor) for c in chosen for kronor in c.granted.values()), Fraction(0))
    for key in keys(amount, chosen, parameters, declared) if amount.by != "plan" else (WHOLE,):
        used = sum((part[key] for part, counts in split if counts and key in part), Fraction(0))
        if amount.form != "share_of":
            yield key, _answer(amount.op, used, bound)
        elif amount.base == "envelope":
            yield key, _share(amount.op, used, Fraction(envelope), bound, None)
        else:
            own = sum((part[key] for part, _ in split if key in part), Fraction(0))
            yield key, _share(amount.op, used, everything if amount.where is None else own, bound, Verdict.HOLDS)


def _share(op: Op, used: Fraction, of: Fraction, bound: Fraction, of_nothing: Verdict | None) -> Answer:
    """A share of something; of nothing it is as told, else what is used is compared with nothing."""
    if of:
        return _answer(op, used / of, bound)
    return None, of_nothing or _answer(op, used, Fraction(0))[1], None


def _answer(op: Op, used: Fraction, bound: Fraction) -> Answer:
    over = {Op.AT_LEAST: used - bound, Op.ABOVE: used - bound, Op.AT_MOST: bound - used, Op.BELOW: bound - used}
    return used, Verdict.HOLDS if _MET[op](used, bound) else Verdict.FAILS, over.get(op)


def _split(
    amount: Amount, chosen: Sequence[Candidate], parameters: Mapping[str, Decimal], declared: Declared
) -> list[tuple[Shares, bool]]:
    """What each proposal adds by key, and whether it counts; one outside `where` only has its keys, but for a share."""
    counts = decider(amount.where, parameters) if amount.where is not None else None
    resources = {*declared.get("resource", ()), *(name for candidate in chosen for name, _ in candidate.uses)}
    split: list[tuple[Shares, bool]] = []
    for candidate in chosen:
        verdict = counts(candidate.facts).verdict if counts else Verdict.HOLDS
        if verdict is Verdict.UNKNOWN:
            raise _Unknown
        if verdict is Verdict.HOLDS or amount.form == "share_of":
            part = _part(amount, candidate, declared, resources)
        else:
            part = dict.fromkeys(_belongs(amount.by, candidate, declared), Fraction(0))
        split.append((part, verdict is Verdict.HOLDS))
    return split


def _part(amount: Amount, candidate: Candidate, declared: Declared, resources: Set[str]) -> Shares:
    """What one proposal adds to each key that it belongs to."""
    if amount.form == "count_where":
        return dict.fromkeys(_belongs(amount.by, candidate, declared), Fraction(1))
    if amount.of == "purse_return" and amount.by == "payer":
        return {purse: _stated(kronor) for purse, kronor in candidate.returns.items()}
    belongs = _belongs(amount.by, candidate, declared)
    if amount.of == "granted":
        cells = _kronor(amount.by, candidate)
    elif amount.of in resources:
        cells = _use(amount, candidate, declared)
    else:
        return dict.fromkeys(belongs, _stated(candidate.facts.get(amount.of)))
    return {key: sum((n for at, n in cells if at in (None, key)), Fraction(0)) for key in belongs}


def _kronor(by: str, candidate: Candidate) -> list[Cell]:
    """Granted kronor with the one key that they belong to, None for every key of the proposal."""
    at: Mapping[str, Callable[[str, int], str]] = {"fund": lambda fund, _: fund, "year": lambda _, year: str(year)}
    key = at.get(by)
    return [(key(*cell) if key else None, Fraction(n)) for cell, n in candidate.granted.items()]


def _use(amount: Amount, candidate: Candidate, declared: Declared) -> list[Cell]:
    """The use of a resource, by year where the limit is."""
    used = [(year, Fraction(n)) for (name, year), n in candidate.uses.items() if name == amount.of and n]
    if amount.by != "year":
        return [(None, n) for _, n in used]
    dated = [(_year(candidate, year, declared), n) for year, n in used]
    if any(year is None for year, _ in dated):
        raise _Unknown
    return dated


def _belongs(by: str, candidate: Candidate, declared: Declared) -> frozenset[str]:
    """The keys of one proposal: its funds, years or purses, or what it states."""
    if by == "plan":
        return frozenset({WHOLE})
    if by == "payer":
        return frozenset(candidate.returns)
    if by == "fund":
        return frozenset(fund for (fund, _), kronor in candidate.granted.items() if kronor)
    if by == "year":
        years = {str(year) for (_, year), kronor in candidate.granted.items() if kronor}
        used = (_year(candidate, year, declared) for (_, year), n in candidate.uses.items() if n)
        return frozenset(years | {year for year in used if year is not None})
    stated = candidate.facts.get(by)
    if stated is None:
        raise _Unknown
    if isinstance(stated, bool):
        return frozenset({"true" if stated else "false"})
    return frozenset(stated) if isinstance(stated, tuple) else frozenset({str(stated)})


def _year(candidate: Candidate, year: int | None, declared: Declared) -> str | None:
    """The year of a use: its own, else that of the start, else the first plan year."""
    if year is not None or candidate.start_year is not None:
        return str(candidate.start_year if year is None else year)
    return min(declared.get("year", ()), default=None)


def _stated(value: object) -> Fraction:
    if not isinstance(value, Decimal):
        raise _Unknown
    return Fraction(value)
