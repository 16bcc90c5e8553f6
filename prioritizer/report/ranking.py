"""All proposals in one table: what became of each, what it asks for, and what it is worth to whom (A2, D4).

Nothing stands here alone: what a page lets a reader sort, filter and try in is told of each proposal elsewhere too.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from prioritizer.report import unpriced
from prioritizer.report.blocks import Block, Cell, Fold, Paragraph, Row, Section, Table
from prioritizer.report.choice import margin_cell, proposal_cell
from prioritizer.report.corrections import adjustment
from prioritizer.report.proposals import ORDER, calculation_id, outcome_of
from prioritizer.report.pursued import is_pursued
from prioritizer.report.reasons import shown_value
from prioritizer.report.tables import heads
from prioritizer.report.voice import Data, Voice, part, rows
from prioritizer.report.worth import plan_worth
from prioritizer.words.formatting import Unit, unit_for

VIEWS = ("society_first", "own_all", "own_first")
"""Of the four views those that stand beside the value decided on, which is that of all actors over the horizon."""

STOPPED = ("barred", "returned")
TABLE = "alla-tabell"
ACTORS = "alla-aktorer"


def ranking(voice: Voice) -> Section:
    """Every proposal: those of the plan first, the firmest of them at the top, then those that lack least."""
    values = {id: shown_value(voice, id) for id in ordered(voice)}
    told = ["ranking.read" if voice.plan else "ranking.read_no_plan"]
    told += ["ranking.read_margin"] if _has_margins(voice) else []
    read = " ".join(voice.say(key, worth=plan_worth(voice)) for key in told)
    blocks: list[Block] = [Paragraph(read), _table(voice, values), *_actors(voice, values)]
    return Section("alla-forslag", voice.say("ranking.title"), tuple(blocks))


def ordered(voice: Voice) -> list[str]:
    """The ids of all proposals in the order of the table."""
    return sorted(voice.proposals, key=lambda id: _place(voice, id))


def _place(voice: Voice, id: str) -> tuple[int, bool, int]:
    outcome, margin = outcome_of(voice, id), _margin(voice.explanations.get(id, {}))
    group = ORDER.index(outcome) if outcome in ORDER else len(ORDER)
    if outcome == "selected":
        # Without a margin nothing else can be chosen: firmer than any.
        return group, margin is not None, -(margin or 0)
    return group, margin is None, margin or 0


def _margin(found: Data) -> int | None:
    """The margin a row is sorted by: the lower end, where it lies between two."""
    margin = found.get("margin") if found.get("exact") else found.get("margin_low")
    return None if margin is None else int(margin)


def _has_margins(voice: Voice) -> bool:
    return bool(voice.plan) and not is_pursued(voice)


def columns(voice: Voice) -> tuple[str, ...]:
    """What each column of the table is called by."""
    margin = ("margin",) if _has_margins(voice) else ()
    return ("proposal", "outcome", "asked", "nnv", *VIEWS, "chance", *margin)


def unit_of(voice: Voice) -> Unit:
    """The unit of every amount in the table."""
    amounts = [*_amounts(part(voice.plan, "value")), voice.plan.get("granted")]
    for id in voice.proposals:
        value = shown_value(voice, id)
        amounts += [*_amounts(value), asked(value), _margin(voice.explanations.get(id, {}))]
    return unit_for(None if amount is None else Decimal(str(amount)) for amount in amounts)


def _amounts(value: Data) -> list[Any]:
    return [value.get("nnv"), *(part(value, "views").get(name) for name in VIEWS)]


def asked(value: Data) -> Decimal | None:
    """Kronor that a version asks of the funds, as written; None where the record does not tell its costs."""
    if "steps" not in value:
        return None
    written = [step.get("written") for step in rows(value, "steps") if step.get("fund") or rows(step, "funds")]
    return None if None in written else sum((Decimal(str(amount)) for amount in written), Decimal(0))


def _table(voice: Voice, values: dict[str, Data]) -> Table:
    unit = unit_of(voice)
    lines = [_line(voice, id, value, unit) for id, value in values.items()]
    if voice.plan:
        lines.append(Row(_whole(voice, unit), total=True))
    caption = voice.say("caption.ranking", prices=voice.price_level, granted=voice.fund_prices)
    shown = columns(voice)
    head = (*heads(voice, *shown[:2]), *heads(voice, *shown[2:], numbers=len(shown) - 2))
    notes = unpriced.notes(voice, values.values())
    if any(adjustment(value) for value in values.values()):
        notes = (*notes, voice.say("ranking.adjusted"))
    titled = voice.say("caption.money", caption=caption, unit=voice.unit(unit))
    return Table(TABLE, titled, head, tuple(lines), notes, live=True)


def _line(voice: Voice, id: str, value: Data, unit: Unit) -> Row:
    outcome, found = outcome_of(voice, id), voice.explanations.get(id, {"proposal": id})
    wanted = asked(value)
    nnv = replace(unpriced.marked(voice, value, unit), link=_calculation(id, value), order=value.get("nnv"))
    chance = Cell(voice.chance(value.get("chance"), bool(value.get("chance_stated"))), True, order=value.get("chance"))
    cells = [
        proposal_cell(voice, id),
        replace(Cell(voice.code("outcome", outcome)), order=ORDER.index(outcome) if outcome in ORDER else None),
        replace(voice.amount(wanted, unit), order=None if wanted is None else int(wanted)),
        nnv,
        *(_ordered_amount(voice, part(value, "views").get(name), unit) for name in VIEWS),
        chance,
    ]
    if _has_margins(voice):
        nothing = Cell(voice.say("none_found"), number=True)
        margin = nothing if outcome in STOPPED else margin_cell(voice, found, unit)
        cells.append(replace(margin, order=_margin(found)))
    return Row(tuple(cells))


def _calculation(id: str, value: Data) -> str:
    """The id of the fold with the calculation; empty where the record has none."""
    return calculation_id(id) if rows(value, "steps") or rows(value, "actors") else ""


def _whole(voice: Voice, unit: Unit) -> tuple[Cell, ...]:
    """The plan: what it is granted, and the same views of it."""
    value = part(voice.plan, "value")
    figures = (voice.plan.get("granted"), *_amounts(value))
    blank = Cell("", number=True)
    cells = [Cell(voice.say("head.plan_total")), Cell(""), *(voice.amount(one, unit) for one in figures)]
    cells.append(Cell(voice.chance(value.get("chance")), number=True))
    return (*cells, blank) if _has_margins(voice) else tuple(cells)


def _ordered_amount(voice: Voice, amount: Any, unit: Unit) -> Cell:
    return replace(voice.amount(amount, unit), order=amount)


def _actors(voice: Voice, values: dict[str, Data]) -> list[Block]:
    """The net present value of every proposal for every actor."""
    known = {str(row["actor"]) for value in values.values() for row in rows(value, "actors")}
    actors = [*(a for a in voice.actors if a in known), *sorted(known - set(voice.actors))]
    if not actors:
        return []
    body = {id: _by_actor(value, actors) for id, value in values.items()}
    whole = _by_actor(part(voice.plan, "value"), actors) if voice.plan else []
    unit = unit_for(amount for line in (*body.values(), whole) for amount in line)
    lines = [_actor_row(voice, proposal_cell(voice, id), line, unit) for id, line in body.items()]
    if voice.plan:
        lines.append(replace(_actor_row(voice, Cell(voice.say("head.plan_total")), whole, unit), total=True))
    head = (*heads(voice, "proposal"), *(Cell(voice.actor(actor), number=True) for actor in actors))
    caption = voice.say("caption.ranking_actors", prices=voice.price_level)
    table = Table(ACTORS, voice.say("caption.money", caption=caption, unit=voice.unit(unit)), head, tuple(lines))
    return [Fold(voice.say("fold.ranking_actors"), (table,))]


def _by_actor(value: Data, actors: Sequence[str]) -> list[Any]:
    """What each actor gets less what it pays; one that a version does not touch has an exact zero."""
    found = {str(row["actor"]): row for row in rows(value, "actors")}
    if not found or unpriced.is_unpriced(value):
        return [None for _ in actors]
    return [
        _sum(found[actor].get(name) for name in ("costs_present", "effects_present")) if actor in found else 0
        for actor in actors
    ]


def _sum(amounts: Iterable[Any]) -> Any:
    listed = list(amounts)
    return None if None in listed else sum(listed)


def _actor_row(voice: Voice, first: Cell, line: Iterable[Any], unit: Unit) -> Row:
    return Row((first, *(_ordered_amount(voice, amount, unit) for amount in line)))
