"""One row of a table to what it says: costs, a result computed elsewhere, uses and facts (convention §26)."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

from prioritizer.model.fault import Fault, Place, fault, warning
from prioritizer.model.portfolio import Stated
from prioritizer.model.rules import Fact, Field
from prioritizer.model.split import divided
from prioritizer.reading import scalars
from prioritizer.reading.capacities import number_in_unit
from prioritizer.reading.cells import Cell, Row
from prioritizer.reading.currency import KRONOR
from prioritizer.reading.facts import read_fact
from prioritizer.reading.headers import Column, TableContext
from prioritizer.reading.scalars import Unreadable, nearest
from prioritizer.reading.spread_forms import per_cent
from prioritizer.reading.stated import INTERVAL, costs_fault, interval_width, terms_of

T = TypeVar("T")
_SUMS = frozenset({"summa", "summor", "delsumma", "total", "totalt", "totals", "totalsumma", "sum", "subtotal"})
_FIRST_WORD = re.compile(r"[^\s:]*")
_MONEY = frozenset({"cost", "value", "benefit", "value_low", "value_high"})


@dataclass(frozen=True, slots=True)
class Line:
    """One row as its author wrote it: a head version, or an alternative of one.

    `amounts` are kronor by fund («» for none) and year (None for a cost without a year), those that several funds share
    divided between them.
    """

    id: str
    title: str
    place: Place
    head: str
    amounts: Mapping[str, Mapping[int | None, Decimal]]
    stated: Stated | None
    uses: Mapping[tuple[str, int | None], Decimal]
    facts: Mapping[str, Fact]
    start_years: tuple[int, ...]
    requires: tuple[str, ...]
    mandatory: bool | None
    cells: Mapping[str, Cell] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    def spot(self, role: str) -> Place:
        """Where the row says something, or where the row begins."""
        return self.cells[role].place if role in self.cells else self.place

    def path(self, role: str) -> str:
        """The name of a cell in faults."""
        header = self.headers.get(role, role)
        return f"{self.id}.{header}" if self.id else header


def read_line(
    row: Row, columns: Sequence[Column], context: TableContext, fields: Mapping[str, Field]
) -> tuple[Line, list[Fault]]:
    """Read one row that says something.

    Returns:
        What it says, as far as it could be read, and what is wrong in its cells.
    """
    reader = _RowReader(row, columns, context, fields)
    return reader.line(), reader.faults


class _RowReader:
    """Reads one row, column by column, and notes what is wrong in each cell."""

    def __init__(self, row: Row, columns: Sequence[Column], context: TableContext, fields: Mapping[str, Field]) -> None:
        self._context, self._fields, self._row = context, fields, row
        self.faults: list[Fault] = []
        self._columns = columns
        self._stated = [(c, row[c.index]) for c in columns if c.index < len(row) and row[c.index].text]
        self._cells = {column.path: cell for column, cell in self._stated}
        self._headers = {key: column.header for column in columns for key in (column.role, column.path)}
        self._id = ""

    def line(self) -> Line:
        """The whole row."""
        self._id = self._identifier()
        if not self._id and "id" not in self._cells and any(c.role == "id" for c in self._columns):
            self.faults.append(fault(self._row[0].place, "id", "missing_id"))
        chance = self._one("chance", scalars.per_cent)
        requires = self._one("requires", _identifiers)
        mandatory = self._one("mandatory", scalars.boolean)
        facts = self._facts({"chance": chance, "requires": requires, "mandatory": mandatory})
        return Line(
            id=self._id,
            title=self._one("title", scalars.text) or self._id,
            place=self._row[0].place,
            head=self._one("alternative_of", scalars.identifier) or "",
            amounts=self._amounts(),
            stated=self._result(chance, facts),
            uses=self._uses(),
            facts=facts,
            start_years=self._starts(),
            requires=requires or (),
            mandatory=mandatory,
            cells=self._cells,
            headers=self._headers,
        )

    def _identifier(self) -> str:
        """The id of the row; a row of sums below the proposals is told as that."""
        cell = self._cells.get("id")
        if cell is None or _FIRST_WORD.match(cell.text.casefold())[0] not in _SUMS:  # type: ignore[index]  # matches any text
            return self._one("id", scalars.identifier) or ""
        self.faults.append(fault(cell.place, self._path("id"), "sum_row", value=cell.text))
        return cell.text

    def _path(self, path: str) -> str:
        """The name of a cell in faults: the row's id and the header as its author wrote it."""
        header = self._headers.get(path, path)
        return f"{self._id}.{header}" if self._id else header

    def _parse(self, column: Column, cell: Cell, parser: Callable[[str], T]) -> T | None:
        """The value of a cell; None when it cannot be read, which is noted."""
        if column.role in _MONEY and self._context.currency != KRONOR and scalars.names_kronor(cell.text):
            gaps = {"value": cell.text, "key": self._context.currency}
            self.faults.append(fault(cell.place, self._path(column.path), "kronor_in_other_currency", "", **gaps))
            return None
        try:
            return parser(cell.text)
        except Unreadable as wrong:
            if wrong.code == "too_many_decimals":
                # A spreadsheet keeps sixteen digits whatever its author wrote or sees, and so does a csv saved from it.
                code = "rounded_to_ore" if wrong.values["most"] == "2" else "rounded_number"
                values = {"value": cell.text, "rounded": wrong.near}
                self.faults.append(warning(cell.place, self._path(column.path), code, **values))
                return parser(wrong.near)
            told = fault(cell.place, self._path(column.path), wrong.code, wrong.near, **dict(wrong.values))
            of = next((r for r in self._context.resources if column.role == "use" and r.id == column.name), None)
            self.faults.append(number_in_unit(told, of.id, of.unit) if of else told)
            return None

    def _of(self, role: str, parser: Callable[[str], T]) -> Iterator[tuple[Column, Cell, T]]:
        """Every stated cell of a role that can be read."""
        for column, cell in self._stated:
            if column.role == role:
                value = self._parse(column, cell, parser)
                if value is not None:
                    yield column, cell, value

    def _one(self, role: str, parser: Callable[[str], T]) -> T | None:
        """The value of a role that has one column, None when not stated."""
        return next((value for _, _, value in self._of(role, parser)), None)

    def _not_negative(self, role: str, code: str) -> Iterator[tuple[Column, Decimal]]:
        """Amounts of a role, those below zero noted and left out."""
        for column, cell, value in self._of(role, scalars.kronor if role == "cost" else scalars.quantity):
            if value < 0:
                self.faults.append(fault(cell.place, self._path(column.path), code, value=cell.text))
            else:
                yield column, value

    def _starts(self) -> tuple[int, ...]:
        """Stated start years within the plan, earliest first."""
        years = self._one("start_years", _years) or ()
        first, last = self._context.plan_years
        for year in years:
            if not first <= year <= last:
                place, path = self._cells["start_years"].place, self._path("start_years")
                self.faults.append(fault(place, path, "year_outside", year=year, first=first, last=last))
        return tuple(sorted({year for year in years if first <= year <= last}))

    def _amounts(self) -> dict[str, dict[int | None, Decimal]]:
        """Kronor by fund and year; those of no fund are divided by the shares that the row states (convention §17)."""
        by_fund: dict[str, dict[int | None, Decimal]] = defaultdict(dict)
        for column, value in self._not_negative("cost", "negative_cost"):
            by_fund[column.name][column.year] = value
        shares = {column.name: share for column, _, share in self._of("fund_share", scalars.per_cent)}
        in_order = {fund.id: shares[fund.id] for fund in self._context.funds if fund.id in shares}
        wrong = self._wrong_shares(by_fund, in_order)
        if wrong is not None:
            self.faults.append(wrong)
        elif in_order and "" in by_fund:
            for year, kronor in by_fund.pop("").items():
                for fund, part in divided(kronor, in_order).items():
                    by_fund[fund][year] = by_fund[fund].get(year, Decimal(0)) + part
        return dict(by_fund)

    def _wrong_shares(
        self, by_fund: Mapping[str, Mapping[int | None, Decimal]], shares: Mapping[str, Decimal]
    ) -> Fault | None:
        """What is wrong with the shares of a row, or with their absence."""
        funds = self._context.funds
        cost, share = (self._first_of(role) for role in ("cost", "fund_share"))
        stated = any(column.role == "fund_share" for column, _ in self._stated)
        if not stated:
            if len(funds) < 2 or not any(by_fund.get("", {}).values()):
                return None
            told = {"funds": ", ".join(fund.id for fund in funds), "first": funds[0].id}
            return fault(cost, self._path("cost"), "row_without_fund", **told)
        if not by_fund.get("" if len(funds) > 1 else funds[0].id):
            return fault(share, self._path("fund_share"), "share_of_no_cost")
        if total := per_cent(shares.values()):
            return fault(share, self._path("fund_share"), "shares_not_one", sum=total)
        if len({fund.prices for fund in funds if shares.get(fund.id)}) > 1:
            return fault(share, self._path("fund_share"), "split_of_two_prices")
        return None

    def _uses(self) -> dict[tuple[str, int | None], Decimal]:
        """Use of capacities; where a capacity is declared over all years, uses of single years are added up."""
        over_all_years = {r.id for r in self._context.resources if set(r.capacity) == {None}}
        uses: dict[tuple[str, int | None], Decimal] = defaultdict(Decimal)
        for column, value in self._not_negative("use", "negative_use"):
            uses[column.name, None if column.name in over_all_years else column.year] += value
        return dict(uses)

    def _result(self, chance: Decimal | None, facts: Mapping[str, Fact]) -> Stated | None:
        """The result computed elsewhere, None when the row states none."""
        value = self._one("value", scalars.kronor)
        benefits = {column.name: amount for column, _, amount in self._of("benefit", scalars.kronor)}
        low, high = self._one("value_low", scalars.kronor), self._one("value_high", scalars.kronor)
        self._check_result(value, low, high)
        width = self._one("interval", interval_width)
        if value is None and not benefits:
            return None
        terms = terms_of(facts, self._context.terms)
        place = self._first_of("chance", "value_low", "value", "benefit")
        wrong = costs_fault(
            terms, value is not None, self._first_of("stated.costs", "value", "benefit"), self._path("stated.costs")
        )
        self.faults += [wrong] if wrong else []
        return Stated(value, benefits, chance, low, high, width or INTERVAL, terms, place)

    def _first_of(self, *roles: str) -> Place:
        """The place of the first of some columns that the row fills in."""
        places = {column.role: cell.place for column, cell in reversed(self._stated)}
        places |= {column.path: cell.place for column, cell in self._stated}
        return next((places[role] for role in roles if role in places), self._row[0].place)

    def _check_result(self, value: Decimal | None, low: Decimal | None, high: Decimal | None) -> None:
        """What is wrong between the cells of a stated result."""
        roles = {column.role: cell for column, cell in self._stated}
        if "value" in roles and "benefit" in roles:
            self.faults.append(fault(roles["benefit"].place, self._path("benefit"), "value_and_benefit"))
        asked = any(column.role in ("value", "benefit") for column in self._columns)
        if asked and not roles.keys() & {"value", "benefit"}:
            self.faults.append(warning(self._row[0].place, self._path("value"), "value_not_stated"))
        ends = roles.keys() & {"value_low", "value_high"}
        if len(ends) == 1:
            end = next(iter(ends))
            self.faults.append(fault(roles[end].place, self._path(end), "interval_half"))
        if low is not None and high is not None:
            texts = {"low": roles["value_low"].text, "high": roles["value_high"].text}
            if low > high:
                place, path = roles["value_low"].place, self._path("value_low")
                self.faults.append(fault(place, path, "interval_reversed", **texts))
            elif value is not None and not low <= value <= high:
                place, path, said = roles["value"].place, self._path("value"), roles["value"].text
                self.faults.append(fault(place, path, "value_outside_interval", value=said, **texts))

    def _facts(self, also: Mapping[str, Fact]) -> dict[str, Fact]:
        """Every stated field by its dotted name, and the table's own columns that are facts too."""
        facts: dict[str, Fact] = {name: value for name, value in also.items() if value is not None}
        for column, cell in self._stated:
            if column.role == "field":
                found = self._field_fact(column, cell)
                if found is not None:
                    facts[column.name] = found
        return facts

    def _field_fact(self, column: Column, cell: Cell) -> Fact:
        """A field parsed by its kind; goals must be among the portfolio's."""
        word = self._fields[column.name]
        found = self._parse(column, cell, lambda text: read_fact(word, text))
        if column.name == "goals" and isinstance(found, tuple):
            goals = self._context.goals
            for goal in found:
                if goal not in goals:
                    path = self._path(column.path)
                    self.faults.append(fault(cell.place, path, "unknown_goal", nearest(goal, goals), key=goal))
        return found


def _identifiers(text: str) -> tuple[str, ...]:
    """Ids with «|» between."""
    return tuple(scalars.identifier(item) for item in scalars.listed(text))


def _years(text: str) -> tuple[int, ...]:
    """Years with «|» between."""
    return tuple(scalars.year(item) for item in scalars.listed(text))
