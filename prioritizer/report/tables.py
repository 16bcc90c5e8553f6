"""Tables of money: one unit, a sum row, and a note where rounded parts do not add up (convention §29)."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from prioritizer.report.blocks import Cell, Row, Table
from prioritizer.report.voice import Voice
from prioritizer.words.formatting import Unit, scaled, unit_for


def heads(voice: Voice, *keys: str, numbers: int = 0) -> tuple[Cell, ...]:
    """Column heads from the words; the last `numbers` of them stand over figures."""
    first = len(keys) - numbers
    return tuple(Cell(voice.say(f"head.{key}"), number=i >= first) for i, key in enumerate(keys))


def money_table(
    voice: Voice,
    id: str,
    caption: str,
    head: Sequence[Cell],
    body: Sequence[tuple[Cell, Sequence[Any]]],
    total: bool = True,
    total_of: Sequence[Any] | None = None,
    until_zero: bool = False,
    to_the_krona: bool = False,
) -> Table:
    """A table of amounts in one unit, which its caption states.

    Args:
        voice: The language.
        id: Unique in the document.
        caption: What the table shows; unit and price level are added.
        head: The heads of all columns.
        body: For each row its head and its amounts in kronor; None is printed as unknown.
        total: True adds a row of sums; a column with an unknown amount has an unknown sum.
        total_of: The sums, where they are known from elsewhere.
        until_zero: True leaves out the last rows that hold nothing but exact zeros, and says so in a note.
        to_the_krona: True writes whole kronor, however large they are, so that the parts add up as they stand.
    """
    unit = "kr" if to_the_krona else unit_for(amount for _, amounts in body for amount in amounts)
    shown = _until_zero(body) if until_zero else body
    lines = [Row((first, *(voice.amount(amount, unit) for amount in amounts))) for first, amounts in shown]
    notes: tuple[str, ...] = (voice.say("zero_after"),) if len(shown) < len(body) else ()
    if total and len(body) > 1:
        columns = list(zip(*(amounts for _, amounts in body), strict=True))
        sums = list(total_of) if total_of is not None else [_sum(column) for column in columns]
        lines.append(Row((Cell(voice.say("total")), *(voice.amount(s, unit) for s in sums)), total=True))
        notes += rounding_notes(voice, columns, sums, unit)
    return Table(
        id, voice.say("caption.money", caption=caption, unit=voice.unit(unit)), tuple(head), tuple(lines), notes
    )


def rounding_notes(voice: Voice, columns: Iterable[Sequence[Any]], sums: Sequence[Any], unit: Unit) -> tuple[str, ...]:
    """A note when the rounded parts of some column do not add up to its rounded sum."""
    off = any(
        total is not None and None not in column and sum(scaled(x, unit) for x in column) != scaled(total, unit)
        for column, total in zip(columns, sums, strict=True)
    )
    return (voice.say("rounding"),) if off else ()


def _until_zero(body: Sequence[tuple[Cell, Sequence[Any]]]) -> Sequence[tuple[Cell, Sequence[Any]]]:
    """The rows up to the last that holds an amount; one row at least. What is unknown is not zero."""
    last = max((i for i, (_, amounts) in enumerate(body) if any(amount != 0 for amount in amounts)), default=0)
    return body[: last + 1]


def _sum(column: Sequence[Any]) -> Any:
    return None if None in column else sum(column, Decimal(0))
