"""A decision table: rows of a number, from and below, each with what it demands; compiled to the tree (design §4)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from prioritizer.model.fault import Fault, fault
from prioritizer.model.rules import All, Field, IfThen, Leaf, Op, Tree
from prioritizer.reading.yaml_text import Located, PathTo, dotted

ROW_KEYS = ("from", "below", "then")


@dataclass(frozen=True, slots=True)
class Edge:
    """Where a row begins or ends: a leaf that says so, the number or day in force, and the text as written."""

    leaf: Leaf
    at: Decimal | date | None
    written: str


@dataclass(frozen=True, slots=True)
class Band:
    """One row of the table, from its first edge (included) to its last (not included)."""

    path: PathTo
    first: Edge | None
    last: Edge | None
    then: Tree


EdgeReader: TypeAlias = Callable[[Field, Op, object, PathTo], Edge | None]
TreeOf: TypeAlias = Callable[[object, PathTo], Tree | None]


def read_rows(
    located: Located, known: Field, rows: list[object], path: PathTo, edge: EdgeReader, tree: TreeOf
) -> tuple[list[Band] | None, list[Fault]]:
    """Read the rows of a table; `edge` and `tree` note their own faults, and None stands for what they refused."""
    faults: list[Fault] = []
    found: list[Band | None] = []
    for n, row in enumerate(rows):
        where = (*path, n)
        if not isinstance(row, dict) or "then" not in row or not set(row) <= set(ROW_KEYS):
            faults.append(fault(located.place(where), dotted(where), "expected_band"))
            continue
        found.append(_row(known, row, where, edge, tree))
    bands = [band for band in found if band is not None]
    return (bands, []) if len(bands) == len(rows) and not faults else (None, faults)


def _row(known: Field, row: Mapping[str, object], path: PathTo, edge: EdgeReader, tree: TreeOf) -> Band | None:
    ends = {"from": Op.AT_LEAST, "below": Op.BELOW}
    edges = {key: edge(known, op, row[key], (*path, key)) for key, op in ends.items() if key in row}
    then = tree(row["then"], (*path, "then"))
    if then is None or None in edges.values():
        return None
    return Band(path, edges.get("from"), edges.get("below"), then)


def table_faults(located: Located, bands: list[Band]) -> Iterator[Fault]:
    """Every number must fall in exactly one row: open ends first and last, and no gap or overlap between."""

    def told(band: Band, code: str, **values: object) -> Fault:
        return fault(located.place(band.path), dotted(band.path), code, "", **values)

    for n, band in enumerate(bands):
        before = bands[n - 1] if n else None
        if before is None and band.first is not None:
            yield told(band, "band_open_below", edge=band.first.written)
        if before is not None:
            yield from _between(before, band, told)
        if band is bands[-1] and band.last is not None:
            yield told(band, "band_open_above", edge=band.last.written)
        if _rising(band.first, band.last) is False:
            yield told(band, "band_backwards", first=_written(band.first), last=_written(band.last))


def _between(before: Band, band: Band, told: Callable[..., Fault]) -> Iterator[Fault]:
    if band.first is None or before.last is None:
        lacking, key = (band, "from") if band.first is None else (before, "below")
        yield told(lacking, "band_edge_missing", key=key)
    elif before.last.at is not None and band.first.at is not None and before.last.at != band.first.at:
        gap = _rising(before.last, band.first)
        values = {"last": before.last.written, "first": band.first.written}
        yield told(band, "band_gap" if gap else "band_overlap", **values)


def _rising(first: Edge | None, last: Edge | None) -> bool | None:
    """Whether the second edge lies above the first; None where one of them is not known."""
    if first is None or last is None or first.at is None or last.at is None:
        return None
    return bool(first.at < last.at)  # type: ignore[operator]  # both are of the field's kind


def _written(edge: Edge | None) -> str:
    return edge.written if edge else ""


def compiled(located: Located, bands: list[Band], path: PathTo) -> Tree:
    """The table as a tree: all of «if the number is in this row, then what the row demands»."""
    parts = tuple(_compiled(located, band) for band in bands)
    return parts[0] if len(parts) == 1 else All(parts, located.place(path))


def _compiled(located: Located, band: Band) -> Tree:
    place = located.place(band.path)
    within = tuple(edge.leaf for edge in (band.first, band.last) if edge is not None)
    if not within:
        return band.then
    return IfThen(within[0] if len(within) == 1 else All(within, place), band.then, place)
