"""Rows of a table to proposals: the light way in, for results computed elsewhere (design §5, convention §26)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from decimal import Decimal

from prioritizer.model.fault import Fault, fault, warning
from prioritizer.model.override import Override
from prioritizer.model.portfolio import Alternative, Cost, Proposal
from prioritizer.model.rules import Field
from prioritizer.reading.cells import Sheet
from prioritizer.reading.headers import TableContext, read_header
from prioritizer.reading.scalars import nearest
from prioritizer.reading.table_rows import Line, read_line

_OF_FUNDS = ("unknown_fund", "which_fund")


def read_table(
    sheet: Sheet, context: TableContext, fields: Mapping[str, Field]
) -> tuple[tuple[Proposal, ...], list[Fault]]:
    """Read every proposal of a table.

    Args:
        sheet: Header and rows, as `read_cells` gives them.
        context: What the portfolio declares: years, funds, actors, resources, goals.
        fields: The vocabulary; any stated field may be a column.

    Returns:
        The proposals in the order of their head rows, and all faults, those of the sheet itself among them. An empty
        cell is not stated: it becomes no number (convention §25). Facts that an alternative's row leaves empty are
        None in its own facts, so that it does not take over those of the head.
    """
    faults = list(sheet.faults)
    if not sheet.header:
        return (), faults
    columns, header_faults = read_header(sheet.header, context, fields)
    faults += header_faults
    if not sheet.rows:
        faults.append(fault(sheet.place, "", "no_proposals"))
    # What follows only from a header that could not itself be read is not told as well.
    blind = {"shares_not_one", "row_without_fund"} if any(f.code in _OF_FUNDS for f in header_faults) else set()
    # A cell that could not be read leaves a gap that is no statement of its author.
    is_whole = all(f.severity == "warning" for f in sheet.faults)
    lines = []
    for row in sheet.rows:
        line, row_faults = read_line(row, columns, context, fields)
        lines.append(line)
        faults += [f for f in row_faults if (is_whole or f.severity == "fault") and f.code not in blind]
    if any(column.role == "id" for column in columns):
        faults += _link_faults(lines, context)
    return _proposals(lines, context), faults


def _link_faults(lines: Sequence[Line], context: TableContext) -> Iterator[Fault]:
    """What is wrong between rows: ids that stand twice, alternatives and requirements that lead nowhere."""
    first: dict[str, Line] = {}
    for line in lines:
        earlier = first.setdefault(line.id, line) if line.id else line
        if earlier is not line:
            path = line.headers.get("id", "id")
            yield fault(line.spot("id"), path, "duplicate_id", key=line.id, first=earlier.spot("id"))
    for line in lines:
        yield from _head_faults(line, first)
        yield from _requires_faults(line, first)
        yield from _start_faults(line, first.get(line.head, line))
        yield from _horizon_warnings(line, first.get(line.head, line), context)


def _head_faults(line: Line, rows: Mapping[str, Line]) -> Iterator[Fault]:
    """What is wrong with the row that an alternative names as its head."""
    if not line.head:
        return
    place, path = line.spot("alternative_of"), line.path("alternative_of")
    head = rows.get(line.head)
    if line.head == line.id:
        yield fault(place, path, "alternative_of_itself", key=line.id)
    elif head is None:
        yield fault(place, path, "unknown_head", nearest(line.head, _others(line, rows)), key=line.head)
    elif head.head:
        yield fault(place, path, "alternative_of_alternative", head.head, key=line.head)
    else:
        for role, own, of_head in (
            ("start_years", line.start_years, head.start_years),
            ("requires", line.requires, head.requires),
            ("mandatory", line.mandatory, head.mandatory),
        ):
            if role in line.cells and own != of_head:
                yield fault(line.spot(role), line.path(role), "only_on_head", head=head.id)


def _requires_faults(line: Line, rows: Mapping[str, Line]) -> Iterator[Fault]:
    """What is wrong with the proposals that a row requires."""
    place, path = line.spot("requires"), line.path("requires")
    for required in line.requires:
        if required == line.id:
            yield fault(place, path, "requires_itself", key=line.id)
        elif required not in rows:
            yield fault(place, path, "unknown_proposal", nearest(required, _others(line, rows)), key=required)
        elif rows[required].head:
            yield fault(place, path, "requires_alternative", rows[required].head, key=required)


def _start_faults(line: Line, head: Line) -> Iterator[Fault]:
    """Costs before the earliest start: they are written for it, and move whole with a later one."""
    start = min(head.start_years, default=0)
    for role, year in _dated_costs(line):
        if year < start:
            yield fault(line.spot(role), line.path(role), "cost_before_start", year=year, start=start)


def _horizon_warnings(line: Line, head: Line, context: TableContext) -> Iterator[Fault]:
    """Costs that come so late that they do not count (convention §7)."""
    start, horizon = min(head.start_years, default=context.first_year), context.horizon
    told = {"last": start + horizon - 1, "horizon": horizon}
    for role, year in _dated_costs(line):
        if year >= start + horizon:
            yield warning(line.spot(role), line.path(role), "cost_after_horizon", "", year=year, **told)


def _dated_costs(line: Line) -> Iterator[tuple[str, int]]:
    """The column and year of each cost that has a year; one that funds share stands in one column."""
    for fund, amounts in line.amounts.items():
        for year, amount in amounts.items():
            if year is not None and amount:
                written = f"cost[{':'.join(part for part in (fund, str(year)) if part)}]"
                yield (written if written in line.cells else f"cost[{year}]"), year


def _others(line: Line, rows: Mapping[str, Line]) -> list[str]:
    """Head rows that a row may point at."""
    return [row.id for row in rows.values() if not row.head and row.id != line.id]


def _proposals(lines: Sequence[Line], context: TableContext) -> tuple[Proposal, ...]:
    """Heads with their alternatives, in the order of the rows; what `_link_faults` has refused is left out."""
    first = {line.id: line for line in reversed(lines) if line.id}
    kept = [line for line in lines if first.get(line.id) is line]
    names = sorted({name for line in kept for name in line.facts})
    versions: dict[str, list[Line]] = defaultdict(list)
    for line in kept:
        versions[line.head].append(line)
    heads = {line.id for line in versions[""]}
    return tuple(_proposal(line, versions.get(line.id, []), heads, names, context) for line in versions[""])


def _proposal(
    head: Line, others: Sequence[Line], heads: Set[str], names: Sequence[str], context: TableContext
) -> Proposal:
    """One proposal with all its versions; a cost without a year falls in the earliest start."""
    starts = head.start_years or (context.first_year,)
    own = {line.id: {name: line.facts.get(name) for name in names} for line in others}
    versions = [
        Alternative(
            id=None if line is head else line.id,
            title=line.title,
            costs=tuple(_costs(line, starts[0], context)),
            effects=(),
            stated=line.stated,
            uses=line.uses,
            facts=head.facts if line is head else own[line.id],
        )
        for line in (head, *others)
    ]
    return Proposal(
        id=head.id,
        title=head.title,
        alternatives=tuple(versions),
        start_years=starts,
        starts_stated=bool(head.start_years),
        requires=tuple(name for name in head.requires if name in heads and name != head.id),
        facts=head.facts,
        place=head.place,
        override=Override(head.id, "in", place=head.spot("mandatory")) if head.mandatory else None,
    )


def _costs(line: Line, start: int, context: TableContext) -> Iterator[Cost]:
    """One cost for each fund; without a fund the kronor are not granted but borne by the payer."""
    owners = {fund.id: fund.owner for fund in context.funds}
    for fund_id, amounts in line.amounts.items():
        per_year: dict[int, Decimal] = defaultdict(Decimal)
        for year, amount in amounts.items():
            per_year[start if year is None else year] += amount
        payer = context.default_payer or owners.get(fund_id, context.own_actor)
        yield Cost(line.title, payer, dict(sorted(per_year.items())), fund_id or None)
