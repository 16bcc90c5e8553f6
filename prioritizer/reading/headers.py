"""What each column of a table means: the key, or its Swedish or English word, with a name and year in brackets."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from prioritizer.model.fault import Fault, Place, fault
from prioritizer.model.portfolio import INDIVIDUAL, NOT_ALLOCATED, UNDECLARED, Fund, Resource, StatedTerms
from prioritizer.model.rules import Field
from prioritizer.reading.cells import Cell, Row
from prioritizer.reading.scalars import nearest

ROLES: Mapping[str, tuple[str, ...]] = {
    "id": (),
    "title": ("titel", "namn"),
    "cost": ("kostnad",),
    "fund_share": ("fondandel", "andel ur fond"),
    "value": ("värde", "nnv", "nettonuvärde"),
    "benefit": ("nytta",),
    "chance": ("chans", "sannolikhet"),
    "value_low": ("värde lägst", "lägsta värde"),
    "value_high": ("värde högst", "högsta värde"),
    "interval": ("intervall", "intervallets bredd"),
    "use": ("användning", "resurs"),
    "alternative_of": ("alternativ till",),
    "mandatory": ("obligatorisk", "obligatoriskt"),
    "requires": ("kräver", "förutsätter"),
    "start_years": ("startår",),
}
"""Columns that every table knows, with the Swedish words that are taken for them."""

DEFAULT_HORIZON = 25
"""Years from each start that count, where the portfolio says no other number."""

_HEADER = re.compile(r"(?P<word>[^\[\]]+?)\s*(?:\[(?P<inside>[^\[\]]*)\])?")
_YEAR = re.compile(r"[0-9]{4}")
_BRACKETED = {"cost", "benefit", "use", "fund_share"}


@dataclass(frozen=True, slots=True)
class TableContext:
    """What the portfolio around a table declares.

    `default_payer` bears costs for which no one else is named; when empty, a fund's owner or the own actor does.
    `terms` hold for every stated result that does not declare its own; `horizon` is years from each start that count.
    """

    plan_years: tuple[int, int]
    own_actor: str
    actors: tuple[str, ...] = ()
    funds: tuple[Fund, ...] = ()
    resources: tuple[Resource, ...] = ()
    goals: tuple[str, ...] = ()
    default_payer: str = ""
    terms: StatedTerms = UNDECLARED
    horizon: int = DEFAULT_HORIZON
    currency: str = "SEK"

    @property
    def first_year(self) -> int:
        """The first plan year, which is where an undated cost falls."""
        return self.plan_years[0]

    def has_capacity(self, resource: str, year: int) -> bool:
        """False where a resource is declared by year, but not for this one: missing is not unlimited (§25)."""
        return any(r.id == resource and not r.capacity.keys().isdisjoint({None, year}) for r in self.resources)

    def beneficiaries(self) -> frozenset[str]:
        """All to whom a benefit can fall; the person and «not allocated» always can (convention §4)."""
        return frozenset({*self.actors, INDIVIDUAL, NOT_ALLOCATED})


@dataclass(frozen=True, slots=True)
class Column:
    """One understood column.

    `role` is a key of `ROLES`, or «field» for a word of the vocabulary. `name` is the fund, actor, resource or field
    id, `year` the year in brackets. `path` is the header as the program would write it, the same for every way of
    writing it; `header` is what its author wrote.
    """

    role: str
    path: str
    header: str
    index: int
    name: str = ""
    year: int | None = None


def read_header(
    header: Row, context: TableContext, fields: Mapping[str, Field]
) -> tuple[tuple[Column, ...], list[Fault]]:
    """Understand the header row.

    Returns:
        The columns that could be understood, and what is wrong with the others.
    """
    known = _known(fields)
    columns: dict[str, Column] = {}
    faults: list[Fault] = []
    shared = any(known.get(_word(cell), ("", None))[0] == "fund_share" for cell in header)
    for index, cell in enumerate(header):
        if not cell.text:
            continue
        found = _column(cell, index, context, known, shared)
        if isinstance(found, Fault):
            faults.append(found)
            continue
        earlier = columns.setdefault(found.path, found)
        # Two headers in the very same words are told of where the cells are read.
        if earlier is not found and header[earlier.index].text.casefold() != cell.text.casefold():
            first = header[earlier.index].text
            faults.append(fault(cell.place, cell.text, "same_column_twice", header=cell.text, first=first))
    if "id" not in columns:
        place = header[0].place if header else Place("")
        faults.append(fault(place, "", "no_id_column"))
    return tuple(columns.values()), faults


def _plain(word: str) -> str:
    """A header's word without letter case, and with «_» as a space."""
    return " ".join(unicodedata.normalize("NFC", word).casefold().replace("_", " ").split())


def _known(fields: Mapping[str, Field]) -> dict[str, tuple[str, Field | None]]:
    """Every word that can head a column, to its key; the table's own words come before the vocabulary's."""
    known: dict[str, tuple[str, Field | None]] = {}
    for key, words in ROLES.items():
        known.update({_plain(word): (key, None) for word in (key, *words)})
    for field in fields.values():
        known.setdefault(_plain(field.id), (field.id, field))
    for field in fields.values():
        for word in field.words.values():
            known.setdefault(_plain(word), (field.id, None if field.id in ROLES else field))
    return known


def _word(cell: Cell) -> str:
    """The word of a header, before any bracket."""
    matched = _HEADER.fullmatch(cell.text)
    return _plain(matched["word"]) if matched else ""


def _column(
    cell: Cell, index: int, context: TableContext, known: Mapping[str, tuple[str, Field | None]], shared: bool
) -> Column | Fault:
    """One column, or what is wrong with its header; `shared` says that rows may state the share of each fund."""
    matched, word = _HEADER.fullmatch(cell.text), _word(cell)
    if not matched or word not in known:
        return fault(cell.place, cell.text, "unknown_header", nearest(word, known), header=cell.text)
    key, field = known[word]
    inside = matched["inside"]
    if inside is not None and key not in _BRACKETED:
        return fault(cell.place, cell.text, "no_brackets_here", key, header=cell.text)
    if field is not None and field.is_computed:
        return fault(cell.place, cell.text, "computed_field", header=cell.text)
    if key not in _BRACKETED:
        role = key if key in ROLES else "field"
        return Column(role, key, cell.text, index, name="" if key in ROLES else key)
    return _bracketed(key, inside, cell, index, context, shared)


def _bracketed(
    key: str, inside: str | None, cell: Cell, index: int, context: TableContext, shared: bool
) -> Column | Fault:
    """A cost, benefit, use or share: its name must be declared and its year a plan year.

    A cost without a fund is for its row to divide where several funds are `shared`.
    """
    name, year_text = _name_and_year(key, inside)
    if year_text and not _YEAR.fullmatch(year_text):
        return fault(cell.place, cell.text, "not_a_year", value=year_text)
    year = int(year_text) if year_text else None
    divided = shared and key == "cost" and not name and len(context.funds) > 1
    wrong = None if divided else next(_name_faults(key, name, year, cell, context), None)
    if wrong:
        return wrong
    first, last = context.plan_years
    # What no fund grants may be paid after the plan's years, in the payer's own frame.
    unfunded = key == "cost" and not context.funds
    if year is not None and (year < first or (year > last and not unfunded)):
        return fault(cell.place, cell.text, "year_outside", year=year, first=first, last=last)
    if key == "use" and year is not None and not context.has_capacity(name, year):
        return fault(cell.place, cell.text, "use_outside_capacity", resource=name, year=year)
    if key in ("cost", "fund_share") and not name and context.funds and not divided:
        name = context.funds[0].id
    if key == "benefit" and not name:
        name = NOT_ALLOCATED
    bracket = ":".join(part for part in (name, year_text) if part)
    return Column(key, f"{key}[{bracket}]" if bracket else key, cell.text, index, name, year)


def _name_and_year(key: str, inside: str | None) -> tuple[str, str]:
    """The two parts of «FUND:2027»; for a cost, four digits alone are a year."""
    text = unicodedata.normalize("NFC", (inside or "").strip())
    if key in ("benefit", "fund_share"):
        return text, ""
    name, _, year = (part.strip() for part in text.partition(":"))
    if key == "cost" and not year and _YEAR.fullmatch(name):
        return "", name
    return name, year


def _name_faults(key: str, name: str, year: int | None, cell: Cell, context: TableContext) -> Iterator[Fault]:
    """What is wrong with the name in brackets, or with its absence."""
    declared = {
        "cost": ("unknown_fund", {fund.id for fund in context.funds}),
        "fund_share": ("unknown_fund", {fund.id for fund in context.funds}),
        "benefit": ("unknown_actor", set(context.beneficiaries())),
        "use": ("unknown_resource", {resource.id for resource in context.resources}),
    }
    code, names = declared[key]
    if name and name not in names:
        yield fault(cell.place, cell.text, code, nearest(name, names), key=name)
    elif key == "use" and not name:
        yield fault(cell.place, cell.text, "which_resource", header=cell.text)
    elif key in ("cost", "fund_share") and not name and len(names) > 1:
        yield fault(cell.place, cell.text, "which_fund", header=cell.text, funds=", ".join(sorted(names)))
    elif key == "use" and year is None:
        capacity = next(resource.capacity for resource in context.resources if resource.id == name)
        if None not in capacity:
            yield fault(
                cell.place, cell.text, "use_without_year", header=cell.text, resource=name, year=context.first_year
            )
