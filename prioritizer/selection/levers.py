"""What the members of a clash rest on, and how far each can be loosened (convention §27).

A lever is loosened in whole steps. A limit has one number for all its keys, so its rows loosen together, and only in
the limit itself: a parameter that other rules name too stays as it is in them. Kronor are added to a fund in one year,
so the years after it that they may pass on to have them too.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from math import ceil

from prioritizer.model.conflict import Loosened, Unit
from prioritizer.model.plan import Candidate
from prioritizer.model.portfolio import Fund, Resource
from prioritizer.model.rules import Amount, Limit, Op, RiskLimit
from prioritizer.predicates.constrain import constrain
from prioritizer.selection.declared import declared, envelope_of
from prioritizer.selection.program import Program, Row, fund_rows, limit_rows, resource_rows
from prioritizer.selection.statement import Statement

HUNDREDTH_OF_A_PER_CENT = Decimal("0.0001")
CEILINGS = (Op.AT_MOST, Op.BELOW)
FINEST = 6
"""Decimals of a number that is stepped by its last one, at most."""


@dataclass(frozen=True, slots=True)
class Lever:
    """One thing that can be loosened by up to `most` steps of `step`, beyond which nothing more is let through.

    `before` is its number as it stands and `way` 1 where a larger number is looser, else -1; what is dropped has no
    number and one step. `unit` and `of` are those of `Change`; of a fund `of` is its id. A floor goes no further than
    to the least that can be summed, which for a count is nothing and for a share no part; a ceiling on a share to all
    of it. `year` is that of a fund, or of a capacity by year.
    """

    id: str
    kind: Loosened
    members: tuple[str, ...]
    most: int = 1
    before: Decimal | None = None
    step: Decimal | None = None
    way: int = 1
    furthest: Decimal | None = None
    unit: Unit = ""
    of: str = ""
    year: int | None = None

    def after(self, steps: int) -> Decimal | None:
        """The number after so many steps; the last one may be shorter, to what is furthest."""
        if self.before is None or self.step is None:
            return None
        number = self.before + self.way * self.step * steps
        if self.furthest is None:
            return number
        return min(number, self.furthest) if self.way > 0 else max(number, self.furthest)

    def relative(self, steps: int) -> Fraction:
        """Such a change as a share of the number as it stands; 1 for a drop and for each step from 0."""
        after = self.after(steps)
        if not self.before or after is None:
            return Fraction(steps)
        return abs(Fraction(after - self.before) / Fraction(self.before))


def levers(statement: Statement, program: Program, members: Iterable[str]) -> tuple[Lever, ...]:
    """What the rows of some ids rest on, each once, in the order of the program's rows.

    Args:
        statement: What the program is built from.
        program: The same, built.
        members: Ids of rows.
    """
    asked = frozenset(members)
    found: dict[str, Lever] = {}
    for row in program.rows:
        if row.id in asked:
            name = row.limit if row.kind == "limit" else row.id
            known = found.get(name)
            if known is None:
                found[name] = _lever(statement, row.kind, name, row.id)
            elif row.id not in known.members:
                found[name] = replace(known, members=(*known.members, row.id))
    for risk in program.risks:
        if risk.id in asked:
            found[risk.id] = _lever(statement, "limit", risk.id, risk.id)
    return tuple(found.values())


def loosened(statement: Statement, changes: Iterable[tuple[Lever, int]]) -> Statement:
    """The statement with each lever loosened by so many steps."""
    for lever, steps in changes:
        if steps:
            statement = _with(statement, lever, lever.after(steps))
    return statement


def touched(statement: Statement, lever: Lever) -> Statement:
    """The statement with few more than the rows that a lever loosens: enough to see whether a plan keeps to them."""
    own = tuple(limit for limit in statement.limits if limit.id == lever.id)
    by_envelope = tuple(limit for limit in statement.limits if rests_on_envelope(limit))
    return replace(
        without_worth(statement),
        limits=by_envelope if lever.kind == "fund" else own,
        # A limit on the use of a capacity has a row also where nobody uses it.
        resources=statement.resources if lever.kind in ("resource", "limit") else (),
        mandatory=statement.mandatory if lever.kind == "mandatory" else frozenset(),
        excluded=statement.excluded if lever.kind == "mandatory" else frozenset(),
        continuing=statement.continuing if lever.kind == "mandatory" else {},
        requires=statement.requires if lever.kind == "requires" else {},
    )


def own_rows(statement: Statement, candidates: Sequence[Candidate], lever: Lever) -> Iterator[Row]:
    """The rows of a statement's program that rest on the number of a lever, and no others.

    Args:
        statement: With the lever as it is to be.
        candidates: Those of the program, in its order.
        lever: One that has a number.
    """
    if lever.kind == "fund":
        own = next(fund for fund in statement.funds if fund.id == lever.of)
        yield from fund_rows(own, candidates, statement.plan_years)
    elif lever.kind == "resource":
        used = next(resource for resource in statement.resources if resource.id == lever.of)
        yield from resource_rows(used, candidates, statement.plan_years)
    known = declared(statement.funds, statement.resources, statement.plan_years, statement.closed)
    for limit in statement.limits:
        if rests_on(limit, lever):
            yield from limit_rows(limit, candidates, statement.funds, known, statement.parameters)


def rests_on(limit: Limit, lever: Lever) -> bool:
    """Whether a limit changes when the number of a lever does."""
    return rests_on_envelope(limit) if lever.kind == "fund" else lever.kind == "limit" and limit.id == lever.id


def without_worth(statement: Statement) -> Statement:
    """The statement where candidates are worth nothing together, as far as no limit on the draws counts it."""
    return replace(statement, together=dict.fromkeys(statement.together_draws, 0))


def rests_on_envelope(limit: Limit) -> bool:
    """Whether a limit is a share of all kronor made available, which more kronor to a fund change."""
    return isinstance(limit.limit, Amount) and limit.limit.form == "share_of" and limit.limit.base == "envelope"


def is_floor(limit: Limit) -> bool:
    """Whether a limit asks for at least something."""
    return isinstance(limit.limit, Amount | RiskLimit) and limit.limit.op not in CEILINGS


def _lever(statement: Statement, kind: str, name: str, row: str) -> Lever:
    if kind == "fund":
        return next(_fund(statement, f, y, row) for f in statement.funds for y in _years(statement, f, row))
    if kind == "resource":
        pairs = ((r, year) for r in statement.resources for year in r.capacity)
        return next(_resource(statement, r, year, row) for r, year in pairs if _resource_id(r, year) == row)
    if kind in ("mandatory", "excluded", "continues"):
        return Lever(row, "mandatory", (row,))
    if kind == "requires":
        return Lever(row, "requires", (row,))
    limit = next(limit for limit in statement.limits if limit.id == name)
    if isinstance(limit.limit, RiskLimit):
        return _risk(statement, limit, limit.limit)
    return _limit(statement, limit, row) if isinstance(limit.limit, Amount) else Lever(name, "relation", (row,))


def _years(statement: Statement, fund: Fund, row: str) -> list[int]:
    first, last = statement.plan_years
    span = range(min([first, *fund.allocation]), max([last, *fund.allocation]) + 1)
    return [year for year in span if f"fund:{fund.id}:{year}" == row]


def _resource_id(resource: Resource, year: int | None) -> str:
    return f"resource:{resource.id}" if year is None else f"resource:{resource.id}:{year}"


def _fund(statement: Statement, fund: Fund, year: int, row: str) -> Lever:
    """More kronor in a year; where a ceiling is a share of the envelope, so many more that it has room for all."""
    asked = sum((Fraction(c.granted_total) for c in statement.candidates), Fraction(0))
    shares = [
        Fraction(share)
        for limit in statement.limits
        if rests_on_envelope(limit) and not is_floor(limit) and (share := _number(statement, limit)) > 0
    ]
    before = fund.allocation.get(year, Decimal(0))
    most = ceil(asked / min([Fraction(1), *shares])) + 1
    return Lever(row, "fund", (row,), most, before, Decimal(1), unit="kronor", of=fund.id, year=year)


def _resource(statement: Statement, resource: Resource, year: int | None, row: str) -> Lever:
    before = resource.capacity[year]
    amounts = [n for c in statement.candidates for (name, _), n in c.uses.items() if name == resource.id]
    step = _last_decimal([before, *amounts])
    most = ceil(sum(amounts, Decimal(0)) / step)
    return Lever(row, "resource", (row,), most, before, step, unit="number", of=resource.id, year=year)


def _limit(statement: Statement, limit: Limit, row: str) -> Lever:
    amount = limit.limit
    assert isinstance(amount, Amount)
    before, way = _number(statement, limit), -1 if is_floor(limit) else 1
    if amount.form == "share_of":
        step, furthest = HUNDREDTH_OF_A_PER_CENT, Decimal(1 if way > 0 else 0)
    else:
        sums = _reach(statement, limit)
        furthest = sums[1] if way > 0 else sums[0]
        step = Decimal(1) if amount.form == "count_where" or amount.of == "granted" else sums[2]
    # «Below» the most there can be still keeps that out, and «above» the least: one step further; no share is over all
    # there is, nor under nothing.
    furthest += way * step if amount.op in (Op.BELOW, Op.ABOVE) and amount.form != "share_of" else 0
    most = max(0, ceil((furthest - before) * way / step))
    return Lever(limit.id, "limit", (row,), most, before, step, way, furthest, unit_of(amount), amount.of)


def _risk(statement: Statement, limit: Limit, risk: RiskLimit) -> Lever:
    """A floor on a mean goes down to what no plan can be worth less than; a ceiling on a chance up to certainty."""
    before = _number(statement, limit)
    if risk.form == "worst_mean":
        drawn = [*(c.draws for c in statement.candidates), *statement.together_draws.values()]
        furthest, step, way = Decimal(sum(min(0, min(d, default=0)) for d in drawn)), Decimal(1), -1
    else:
        furthest, step, way = Decimal(1), HUNDREDTH_OF_A_PER_CENT, 1
    most = max(0, ceil((furthest - before) * way / step))
    return Lever(limit.id, "limit", (limit.id,), most, before, step, way, furthest, unit_of(risk), risk.of)


def unit_of(amount: Amount | RiskLimit) -> Unit:
    """What the number of a limit is counted in."""
    if isinstance(amount, RiskLimit):
        return "kronor" if amount.form == "worst_mean" else "share"
    if amount.form == "sum_of":
        return "kronor" if amount.of == "granted" else "number"
    return "share" if amount.form == "share_of" else "proposals"


def _reach(statement: Statement, limit: Limit) -> tuple[Decimal, Decimal, Decimal]:
    """The least and the most that the sums of a limit can be, in whole numbers, and the last decimal of its parts."""
    known = declared(statement.funds, statement.resources, statement.plan_years, statement.closed)
    envelope = envelope_of(statement.funds)
    rows = constrain(limit, statement.candidates, statement.parameters, envelope, known)
    parts = [list(row.coefficients.values()) for row in rows]
    least = min((sum((n for n in row if n < 0), Fraction(0)) for row in parts), default=Fraction(0))
    most = max((sum((n for n in row if n > 0), Fraction(0)) for row in parts), default=Fraction(0))
    numbers = [Decimal(n.numerator) / Decimal(n.denominator) for row in parts for n in row]
    step = _last_decimal([_number(statement, limit), *numbers])
    return Decimal(-ceil(-least)), Decimal(ceil(most)), step


def _number(statement: Statement, limit: Limit) -> Decimal:
    assert isinstance(limit.limit, Amount | RiskLimit)
    if limit.limit.parameter:
        return statement.parameters[limit.limit.parameter]
    return limit.limit.value or Decimal(0)


def _last_decimal(numbers: Sequence[Decimal]) -> Decimal:
    """One of the last decimal that any of some numbers is written with."""
    exponents = (n.normalize().as_tuple().exponent for n in numbers)
    return Decimal(1).scaleb(max(-FINEST, min(0, *(int(e) for e in exponents))))


def _with(statement: Statement, lever: Lever, after: Decimal | None) -> Statement:
    match lever.kind:
        case "mandatory":
            kept = frozenset(name for name in statement.mandatory if f"mandatory:{name}" != lever.id)
            bound = {name: keys for name, keys in statement.continuing.items() if f"continues:{name}" != lever.id}
            free = frozenset(name for name in statement.excluded if f"excluded:{name}" != lever.id)
            return replace(statement, mandatory=kept, excluded=free, continuing=bound)
        case "requires":
            pairs = statement.requires.items()
            needed = {a: tuple(b for b in others if f"requires:{a}:{b}" != lever.id) for a, others in pairs}
            return replace(statement, requires=needed)
        case "relation":
            return replace(statement, limits=tuple(limit for limit in statement.limits if limit.id != lever.id))
    assert after is not None
    match lever.kind:
        case "fund":
            funds = tuple(_with_kronor(f, lever.year, after) if f.id == lever.of else f for f in statement.funds)
            return replace(statement, funds=funds)
        case "resource":
            found = ((r, {**r.capacity, lever.year: after}) for r in statement.resources)
            resources = tuple(replace(r, capacity=changed) if r.id == lever.of else r for r, changed in found)
            return replace(statement, resources=resources)
        case "limit":
            limits = tuple(with_number(one, after) if one.id == lever.id else one for one in statement.limits)
            return replace(statement, limits=limits)


def _with_kronor(fund: Fund, year: int | None, kronor: Decimal) -> Fund:
    assert year is not None
    return replace(fund, allocation={**fund.allocation, year: kronor})


def with_number(limit: Limit, number: Decimal) -> Limit:
    """A limit with another number, in place of its value or parameter; never of a relation, which has none."""
    assert isinstance(limit.limit, Amount | RiskLimit)
    return replace(limit, limit=replace(limit.limit, value=number, parameter=""))
